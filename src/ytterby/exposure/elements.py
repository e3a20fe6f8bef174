"""Rare earths in grams: how much of each element an item holds in a year, and what hangs on each element."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import fsum

import numpy as np

from ytterby.bom.bill import Bom
from ytterby.core.elements import SYMBOLS
from ytterby.core.estimate import ZERO, Estimate
from ytterby.core.finding import Certainty
from ytterby.exposure.columns import OUTCOMES, Columns, Standing
from ytterby.exposure.columns import total as total_spend
from ytterby.exposure.exposure import ElementExposure, ItemExposure
from ytterby.exposure.refining import Refining
from ytterby.exposure.rollup import MOST
from ytterby.identification.identity import Content, Identity

Grams = tuple[tuple[str, Estimate], ...]


def in_one_piece(identity: Identity) -> Grams:
    """Grams of each rare earth in one piece, over all contents whose mass is known.

    What a part only usually holds may be absent (low 0); what it may hold counts in the high value alone.
    """
    found: dict[str, Estimate] = {}
    for content in identity.contents:
        if content.mass_g is None or content.mass_g.high > MOST or content.certainty is Certainty.NO:
            continue
        for symbol, share in content.elements:
            grams = _held(content, content.mass_g * share)
            found[symbol] = found.get(symbol, ZERO) + grams
    return tuple((symbol, found[symbol]) for symbol in SYMBOLS if symbol in found)


def counted_in_parts(bom: Bom, grams: Sequence[Grams], identities: Sequence[Identity]) -> frozenset[int]:
    """Assemblies with a listed part that surely or usually holds a rare earth of known mass: they hold no other.

    Told by item, not by line: an assembly has its parts also where it is listed without them.
    """
    usages = bom.usages
    listed = (usages.parent >= 0) & ~usages.alternative
    links = np.unique(np.stack([usages.item[listed], usages.item[usages.parent[listed]]]), axis=1)
    above: dict[int, list[int]] = {}
    for part, assembly in zip(*links.tolist(), strict=True):
        above.setdefault(part, []).append(assembly)
    known = [item for item, (held, identity) in enumerate(zip(grams, identities, strict=True))
             if held and identity.rare_earth.rank >= Certainty.LIKELY.rank]
    found: set[int] = set()
    while known:
        for assembly in above.get(known.pop(), ()):
            if assembly not in found:
                found.add(assembly)
                known.append(assembly)
    return frozenset(found)


def _held(content: Content, grams: Estimate) -> Estimate:
    if content.certainty is Certainty.YES:
        return grams
    return Estimate(0.0, grams.best if content.certainty is Certainty.LIKELY else 0.0, grams.high)


def total(parts: Sequence[tuple[Grams, float]]) -> Grams:
    """Sum of (grams in one piece, pieces)."""
    found: dict[str, Estimate] = {}
    for grams, pieces in parts:
        for symbol, mass in grams:
            found[symbol] = found.get(symbol, ZERO) + mass.times(pieces)
    return tuple((symbol, found[symbol]) for symbol in SYMBOLS if symbol in found)


def holders(
    identities: Sequence[Identity], items: Sequence[ItemExposure], refining: Refining,
) -> tuple[ElementExposure, ...]:
    """Every element that some item holds or may hold, in the order of the periodic table; without spend."""
    found: dict[str, list[ItemExposure]] = {}
    for identity, item in zip(identities, items, strict=True):
        for symbol in symbols_of(identity):
            found.setdefault(symbol, []).append(item)
    return tuple(_element(symbol, found[symbol], refining) for symbol in SYMBOLS if symbol in found)


def with_spend(element: ElementExposure, items: Columns, law: Standing) -> ElementExposure:
    """Split by the status of the holders. An item's spend stands under each of its elements, so spends of elements do
    not add up to a whole.
    """
    places = np.array(element.items, np.int64)
    outcomes, spend = law.outcome[places], items.spend[places]
    there = np.unique(outcomes).tolist()
    return replace(element, spend=tuple((OUTCOMES[code], total_spend(spend[outcomes == code])) for code in there))


def symbols_of(identity: Identity) -> set[str]:
    """Elements an item holds or may hold, also where no mass is known; known absence is no holding."""
    return {
        symbol for content in identity.contents if content.certainty is not Certainty.NO
        for symbol, share in content.elements if share.high > 0
    }


def _element(symbol: str, items: list[ItemExposure], refining: Refining) -> ElementExposure:
    held = [mass for item in items for found, mass in item.element_g if found == symbol]
    mass = Estimate(fsum(one.low for one in held), fsum(one.best for one in held), fsum(one.high for one in held))
    china = refining.china(symbol)
    return ElementExposure(
        symbol, mass, (), tuple(item.item for item in items), china.share if china else None,
        china.stage if china else "", china.basis if china else "",
    )
