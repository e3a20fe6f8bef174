"""Where the spend on rare earths goes: by supplier, by country of make, and by country of refining below both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ytterby.bom.bill import Bom
from ytterby.core.finding import Certainty
from ytterby.core.text import sentence
from ytterby.exposure.concentration import concentration
from ytterby.exposure.exposure import Concentration, ItemExposure
from ytterby.exposure.refining import Refining
from ytterby.exposure.sourcing import NO_OWNERS, sources

UNKNOWN = "not stated"
Part = tuple[str, float, int]


def by_source(
    bom: Bom, items: Sequence[ItemExposure], refining: Refining, owners: Mapping[str, str] = NO_OWNERS,
) -> tuple[Concentration, ...]:
    """Three views, over the items that surely or usually hold a rare earth; empty shares where there are none.

    Names of one owner are added up under it; ``owners`` as of owners_by_firm().
    """
    holding = [item for item in items if item.rare_earth.rank >= Certainty.LIKELY.rank]
    priced = any(item.spend for item in holding)
    suppliers: list[Part] = []
    countries: list[Part] = []
    for item in holding:
        weight = (item.spend or 0.0) if priced else 1.0
        origins = sources(bom.items[item.item], owners)
        for origin in origins:
            suppliers.append((origin.owner, weight * origin.share, item.item))
            countries.append((origin.countries[0] if origin.countries else UNKNOWN, weight * origin.share, item.item))
        if not origins:
            suppliers.append((UNKNOWN, weight, item.item))
            countries.append((item.countries[0] if item.countries else UNKNOWN, weight, item.item))
    code, of = ("shares-of-spend", "spend") if priced else ("shares-of-count", "items")
    return (
        _known_apart("supplier", suppliers, sentence(code, (("by", "supplier"),)), of),
        _known_apart("country", countries, sentence(code, (("by", "country of make"),)), of),
        _by_refining(holding, refining),
    )


def _known_apart(by: str, parts: list[Part], basis: str, of: str) -> Concentration:
    """Sources not stated count in the whole, not in the index."""
    known = [part for part in parts if part[0] != UNKNOWN and part[1] > 0]
    rest = sum(value for name, value, _ in parts if name == UNKNOWN)
    return concentration(by, known, basis=basis, of=of, rest=rest)


def _by_refining(holding: Sequence[ItemExposure], refining: Refining) -> Concentration:
    """Grams of a year (best estimate) by the countries that refine the element, from world shares."""
    parts: list[Part] = []
    rest = 0.0
    used: dict[str, None] = {}
    for item in holding:
        for symbol, grams in item.element_g:
            shares = refining.of_element(symbol)
            for share in shares:
                parts.append((share.country, grams.best * share.share, item.item))
                used[share.basis] = None
            rest += grams.best * max(0.0, 1.0 - sum(share.share for share in shares))
    parts = [part for part in parts if part[1] > 0]
    basis = sentence("shares-of-mass", (("sources", "; ".join(used) or UNKNOWN),))
    return concentration("processing country", parts, basis=basis, of="mass", rest=rest)
