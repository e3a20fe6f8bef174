"""What is known of the trade beside the bill: end use, destination, parties, prices of elements."""

from __future__ import annotations

from dataclasses import dataclass

from ytterby.core.estimate import Estimate


@dataclass(frozen=True, slots=True)
class ElementPrice:
    """What a kilogram of an element costs as Part-1 material: range, currency (ISO 4217), and where that is from."""

    symbol: str
    per_kg: Estimate
    currency: str
    source: str


@dataclass(frozen=True, slots=True)
class Context:
    """Facts about the trade that no bill states; empty = not stated, then ordinary civil use is assumed and said so.

    ``end_use``: civil, military, wmd, logic-14nm, memory-256, chip-equipment, ai-military, relief.
    ``destination`` ISO 3166 of the importer; ``party_lists`` ids of lists on which the importer or end user stands.
    ``prices`` and ``rates`` (currency → value of one unit in a common currency) serve the 0.1 % test of 61 art. 1(1).
    """

    end_use: str = ""
    destination: str = ""
    party_lists: tuple[str, ...] = ()
    prices: tuple[ElementPrice, ...] = ()
    rates: tuple[tuple[str, float], ...] = ()


NOTHING_STATED = Context()
