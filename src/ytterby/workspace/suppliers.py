"""The suppliers of a bill: what hangs on each of them, in how many ways, and what its outage would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum

from ytterby.classification.parties import possible_matches
from ytterby.core.progress import SILENT, Progress
from ytterby.exposure.exposure import Concentration, Exposure, ItemExposure, Origin
from ytterby.exposure.sourcing import firm
from ytterby.workspace.document import Assessment, Document
from ytterby.workspace.outages import OutageImpact, Outages, assess_outages


@dataclass(frozen=True, slots=True)
class SupplierLine:
    """One supplier under its most frequent, else shortest spelling; ``names`` all of them.

    Items are those that hold or may hold rare earths or may be caught. ``owner`` as the user's table states it, empty
    where it stands for itself. ``spend`` a year is its share of what the items cost, None where none has a price;
    ``unpriced`` counts those without. ``single``: items for which no other source is approved, by owner; ``waiting``:
    items that wait or may wait for a licence. ``alternate_of``: items of which nothing is bought from it now.
    ``matches``: names of listed parties it is like, to be checked. ``recover_days``: until it delivers again after an
    outage, None where not stated.
    """

    name: str
    names: tuple[str, ...]
    owner: str
    countries: tuple[str, ...]
    items: tuple[int, ...]
    lines: int
    spend: float | None
    unpriced: int
    single: tuple[int, ...]
    waiting: tuple[int, ...]
    alternate_of: tuple[int, ...]
    matches: tuple[str, ...]
    outage: OutageImpact | None
    recover_days: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Suppliers:
    """``lines`` largest spend first; ``nameless`` items state no source at all."""

    lines: tuple[SupplierLine, ...]
    nameless: tuple[int, ...]
    outages: Outages
    concentration: tuple[Concentration, ...]


def suppliers(document: Document, assessment: Assessment, recover_days: float, progress: Progress = SILENT,
              ) -> Suppliers:
    """Who supplies the rare earths of a bill, and what outages of ``recover_days`` would do."""
    exposure = assessment.exposure
    outages = assess_outages(assessment.reading.bom, exposure, recover_days, progress=progress)
    by_owner = {firm(one.name): one for one in outages.impacts if one.kind == "supplier"}
    held = _held(exposure)
    names = [origin.name for found in held.values() for origin, _ in found]
    matches = possible_matches(names, document.context.parties)
    lines = (_line(found, by_owner, {name: tuple(match.party.name for match in hits) for name, hits in matches.items()})
             for found in held.values())
    return Suppliers(
        tuple(sorted(lines, key=lambda line: (-(line.spend or 0.0), -line.lines, line.name))),
        tuple(item.item for item in exposure.items if item.bought and item.concerned and not item.suppliers),
        outages, exposure.concentration,
    )


def _held(exposure: Exposure) -> dict[str, list[tuple[Origin, ItemExposure]]]:
    """By firm, in the order of the bill."""
    found: dict[str, list[tuple[Origin, ItemExposure]]] = {}
    for item in exposure.items:
        if item.bought and item.concerned:
            for origin in item.sourcing.origins:
                found.setdefault(firm(origin.name), []).append((origin, item))
    return found


def _line(held: list[tuple[Origin, ItemExposure]], by_owner: Mapping[str, OutageImpact],
          matches: Mapping[str, tuple[str, ...]]) -> SupplierLine:
    spelled = [origin.name for origin, _ in held]
    counts = Counter(spelled)
    name = max(counts, key=lambda spelling: (counts[spelling], -len(spelling)))
    owner = held[0][0].owner
    supplied = [(origin, item) for origin, item in held if origin.name in item.suppliers]
    priced = [item.spend * origin.share for origin, item in supplied if item.spend is not None]
    return SupplierLine(
        name, _once(spelled), "" if firm(owner) == firm(name) else owner,
        _once(country for origin, _ in held for country in origin.countries),
        tuple(item.item for _, item in supplied), sum(len(item.lines) for _, item in supplied),
        fsum(priced) if priced else None, len(supplied) - len(priced),
        tuple(item.item for _, item in supplied
              if item.single_source is not None and item.single_source.kind in ("supplier", "owner")),
        tuple(item.item for _, item in supplied if item.waits),
        tuple(item.item for origin, item in held if origin.share == 0 or origin.name not in item.suppliers),
        _once(match for spelling in spelled for match in matches.get(spelling, ())), by_owner.get(firm(owner)),
        max((origin.recover_days for origin, _ in held if origin.recover_days is not None), default=None),
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
