"""What each item costs, and how much of an assembly's price is not already counted in its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.bill import Bom
from ytterby.core.item import Item
from ytterby.core.units import NO_CURRENCY
from ytterby.exposure.rates import Rates
from ytterby.exposure.rollup import PartsLists, Pieces, in_range, quantities


def unit_prices(bom: Bom, rates: Rates, currency: str) -> NDArray[np.float64]:
    """Price of one piece of each item in ``currency``; NaN where none is stated, within range, or a rate is missing."""
    found = np.full(len(bom.items), np.nan)
    for place, item in enumerate(bom.items):
        if item.price is not None:
            price = rates.convert(item.price, currency)
            if price is not None:
                found[place] = price
    return in_range(found)


def without_currency(items: Iterable[Item]) -> int:
    """How many items state a price and nothing says in which currency, so that it can't be counted."""
    return sum(item.price is not None and item.price.amount > 0 and item.price.currency == NO_CURRENCY
               for item in items)


def value_of_parts(bom: Bom, prices: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the priced parts of one piece of each item are worth, through all levels; 0 where none is priced.

    Where an assembly stands several times with its parts, the largest value holds; where it stands without them, they
    are those listed elsewhere.
    """
    quantity, _ = quantities(bom.usages)
    for graft in (True, False):
        found = PartsLists(bom, quantity, graft=graft).worth(prices)
        if found is not None:
            return found
    raise ValueError("a line stands below itself")


def own_prices(
    prices: NDArray[np.float64], parts: NDArray[np.float64], tops: Sequence[int],
) -> NDArray[np.float64]:
    """Price of each item less the value of its priced parts, never below 0; NaN where it has no price.

    So spend adds up over all levels: each sum is counted once, at the lowest level that has a price. The price of a top
    item with priced parts is what the firm sells it for, and no spend.
    """
    own = np.maximum(prices - parts, 0.0)
    sold = [item for item in tops if parts[item] > 0]
    own[sold] = np.nan
    return own


@dataclass(frozen=True, slots=True, eq=False)
class Money:
    """Per item: price of a piece, what of it is not counted in its parts, and whether it is bought."""

    price: NDArray[np.float64]
    own: NDArray[np.float64]
    bought: Sequence[bool]


def money(bom: Bom, pieces: Pieces, rates: Rates, currency: str) -> Money:
    """What each item of the bill costs, in ``currency``."""
    price = unit_prices(bom, rates, currency)
    parts = value_of_parts(bom, price)
    tops = [product for product in pieces.products if product is not None]
    parents = bom.usages.parent
    with_parts = set(bom.usages.item[parents[parents >= 0]].tolist())
    sold = {item for item in tops if parts[item] > 0}
    bought = [place not in with_parts or (place not in sold and _bought(item)) for place, item in enumerate(bom.items)]
    return Money(price, own_prices(price, parts, tops), bought)


def _bought(item: Item) -> bool:
    """Something of the assembly speaks of buying it."""
    named = item.manufacturer or item.supplier or item.mpn or item.sources
    return bool(named) or item.price is not None or item.stock is not None
