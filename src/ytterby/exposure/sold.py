"""What the products earn in a year, and how much of that stands behind each item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.bill import Bom
from ytterby.exposure.prices import Money
from ytterby.exposure.rollup import MOST, Pieces
from ytterby.exposure.settings import Settings
from ytterby.exposure.year import Year


@dataclass(frozen=True, slots=True)
class Sold:
    """Per product, in the order of ``Pieces.products``: money a year and finished pieces, None where not stated."""

    revenue: tuple[float | None, ...]
    margin: tuple[float | None, ...]
    stock: tuple[float | None, ...]


def sold(bom: Bom, flow: Year, worth: Money, settings: Settings) -> Sold:
    """Volume × price, volume × margin. What the user set goes before the bill's price of a product with priced parts.

    Without a yearly volume there is no yearly money, unless all figures are those of the products as listed.
    """
    revenue: list[float | None] = []
    margin: list[float | None] = []
    stock: list[float | None] = []
    for place, product in enumerate(flow.pieces.products):
        key = "" if product is None else bom.items[product].key
        volume = flow.volumes[place] if flow.stated[place] or flow.per_unit else None
        price = settings.prices.get(key, None if product is None else _sale(worth, product))
        revenue.append(_times(volume, price))
        margin.append(_times(volume, settings.margins.get(key)))
        held = None if product is None else bom.items[product].stock
        stock.append(settings.stocks.get(key, held if held is not None and 0 <= held <= MOST else None))
    return Sold(tuple(revenue), tuple(margin), tuple(stock))


def behind(pieces: Pieces, earned: Sequence[float | None]) -> NDArray[np.float64]:
    """Per item the money of all products that hold it, each counted once; NaN where none is known."""
    found = np.full(pieces.per_product.shape[0], np.nan)
    for place, money in enumerate(earned):
        if money is not None:
            items, _ = pieces.in_product(place)
            found[items] = np.nan_to_num(found[items]) + money
    return found


def _sale(worth: Money, product: int) -> float | None:
    """The price of a top item is what it is sold for only where it is not what it is bought for."""
    price = float(worth.price[product])
    return None if worth.bought[product] or np.isnan(price) else price


def _times(volume: float | None, money: float | None) -> float | None:
    return None if volume is None or money is None else volume * money
