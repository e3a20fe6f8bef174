"""Who makes an item and where: approved sources, and whether it hangs on one of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ytterby.core.item import Item
from ytterby.exposure.exposure import SingleSource

NOT_APPROVED = frozenset({"rejected", "disqualified", "blocked", "in qualification", "candidate", "known", "named"})
_LEGAL_FORM = re.compile(
    r"(?:[\s,.]+(?:gmbh|mbh|co|kg|kgaa|ag|se|ltd|limited|inc|incorporated|corp|corporation|company|llc|llp|plc|kk|ab|oy|oyj"
    r"|as|asa|aps|sa|sas|sarl|srl|spa|bv|nv|sro|pte|pvt|sdn|bhd|zoo|pty|& co|株式会社|有限公司|有限责任公司))+[\s.]*$"
)


_Stated = tuple[str, tuple[str, ...], float | None]


@dataclass(frozen=True, slots=True)
class Origin:
    """An approved source: the maker or, where none is stated, the supplier.

    ``countries`` are ISO 3166 codes as stated, empty where unknown; ``share`` 0..1 of what is bought.
    """

    name: str
    countries: tuple[str, ...]
    share: float


@lru_cache(maxsize=65536)
def firm(name: str) -> str:
    """One spelling for one firm: case, spaces, points and legal form do not make a second source."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace("k.k.", "kk").replace("s.p.a.", "spa")
    plain = plain.replace("株式会社", " ").strip()
    short = _LEGAL_FORM.sub("", re.sub(r"\s+", " ", plain).strip())
    return re.sub(r"[\W_]+", "", short) or re.sub(r"[\W_]+", "", plain)


def sources(item: Item) -> tuple[Origin, ...]:
    """The approved sources of ``item``, the line's own maker first, each firm once.

    A country stated for the line holds for each source of it that states none. Where no split is stated, or not for
    each source, the first takes all: an even split would hide a concentration.
    """
    own = item.manufacturer or item.supplier
    stated: list[_Stated] = [(own, (), None)] if own else []
    for source in item.sources:
        maker = source.manufacturer or source.supplier
        if maker and source.status.casefold() not in NOT_APPROVED:
            stated.append((maker, (source.country,) if source.country else (), source.share))
    found: dict[str, _Stated] = {}
    for name, countries, share in stated:
        key = firm(name)
        before: _Stated = found.get(key, (name, (), None))
        found[key] = (before[0], before[1] or countries, share if before[2] is None else before[2])
    split = _split([share for _, _, share in found.values()])
    return tuple(
        Origin(name, countries or item.origin, share)
        for (name, countries, _), share in zip(found.values(), split, strict=True)
    )


def _split(shares: list[float | None]) -> list[float]:
    known = [share for share in shares if share is not None]
    if shares and len(known) == len(shares) and sum(known) > 0:
        return [share / sum(known) for share in known]
    return [1.0 if place == 0 else 0.0 for place in range(len(shares))]


def single_source(origins: tuple[Origin, ...]) -> SingleSource | None:
    """One approved supplier, or several that share one country; None where neither is stated."""
    names = tuple(origin.name for origin in origins)
    if len(origins) == 1:
        return SingleSource("supplier", names[0], names)
    countries = {country for origin in origins for country in origin.countries}
    if origins and len(countries) == 1 and all(origin.countries for origin in origins):
        return SingleSource("country", next(iter(countries)), names)
    return None
