"""How an item is sourced, in a few rows for Evidence: ways of hanging on one source, split, alternates by status."""

from __future__ import annotations

from ytterby.exposure.exposure import Alternates, Origin, SingleSource, Sourcing
from ytterby.gui import wording

_WAYS = {"supplier": "one supplier, {name}", "owner": "several names of one owner, {name}",
         "country": "all made in {name}", "processing country": "its rare earths mostly refined in {name}"}


def sourcing_rows(sourcing: Sourcing) -> list[tuple[str, str]]:
    """(what, words); what has nothing to say is left out."""
    rows = [("Single source", "; ".join(way_words(way) for way in sourcing.ways))]
    rows.append(("Sources", ", ".join(_origin(origin, sourcing.split_stated) for origin in sourcing.origins)))
    if sourcing.split_stated and len(sourcing.origins) > 1:
        equal = wording.number(sourcing.effective, 1)
        rows.append(("Split", f"{wording.percent(sourcing.without_largest, 0)} left without the largest; HHI "
                              f"{wording.number(sourcing.hhi)}, as good as {equal} equal"))
    rows.append(("Alternates", "; ".join(_alternates(sourcing.alternates))))
    return [row for row in rows if row[1]]


def way_words(way: SingleSource) -> str:
    return _WAYS[way.kind].format(name=way.name)


def _origin(origin: Origin, split: bool) -> str:
    share = f" {wording.percent(origin.share, 0)}" if split else ""
    owner = f" (of {origin.owner})" if origin.owner != origin.name else ""
    return origin.name + owner + share


def _alternates(found: Alternates) -> list[str]:
    """By what they are worth in a shortage, best first."""
    groups = (("qualified", found.qualified), ("in qualification", found.in_qualification), ("named", found.named),
              ("only known", found.known))
    return [f"{words}: {', '.join(names)}" for words, names in groups if names]
