"""What an outage takes from a bill: the supply of each bought item that is left, and the products that wait for it.

Two tiers above the sources: items with stock and what is left of their supply, and the products that hold them.
Simchi-Levi et al., Interfaces 45(5):375-390, 2015, ask for demand, stock, links and the loss per missing piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ytterby.bom.bill import Bom
from ytterby.exposure.cover import DAYS_A_YEAR, time_to_survive
from ytterby.exposure.exposure import Exposure, ItemExposure, ProductExposure
from ytterby.exposure.rollup import MOST, roll_up


@dataclass(frozen=True, slots=True)
class Demand:
    """A product (item, None: the list itself) with a yearly volume: pieces a calendar day, and what it needs.

    ``margin`` and ``revenue`` of a piece, None where not stated; ``needs``: pieces of each item in one; ``stock``:
    finished pieces that go out when no more can be made.
    """

    product: int | None
    daily: float
    margin: float | None
    revenue: float | None
    needs: tuple[tuple[int, float], ...]
    stock: float = 0.0


@dataclass(frozen=True, slots=True)
class Shortfall:
    """An item of which ``left`` pieces a calendar day go on coming; it lasts ``survive_days``, infinite where for ever.

    ``survive_days`` None: its stock or use is not stated, which is not that it is safe.
    """

    item: int
    daily_use: float
    stock: float
    left: float
    survive_days: float | None


def demands(bom: Bom, exposure: Exposure, items: Sequence[int]) -> tuple[Demand, ...]:
    """The products whose yearly volume is stated, with what they need of ``items``.

    Where a line states a yearly use of its own, the levels give the split between the products, the line the total.
    """
    pieces = roll_up(bom)
    wanted = set(items)
    held: list[tuple[ProductExposure, dict[int, float]]] = []
    total: dict[int, float] = {}
    columns = {head: place for place, head in enumerate(pieces.products)}
    for product in exposure.products:
        if not product.volume_stated or not 0 < product.volume <= MOST or product.item not in columns:
            continue
        inside, counts = pieces.in_product(columns[product.item])
        needs = {item: count for item, count in zip(inside.tolist(), counts.tolist(), strict=True)
                 if item in wanted and count > 0}
        held.append((product, needs))
        for item, count in needs.items():
            total[item] = total.get(item, 0.0) + count * product.volume
    used = {one.item: one.annual_quantity for one in exposure.items if one.item in total}
    return tuple(
        Demand(product.item, product.volume / DAYS_A_YEAR, _each(product.margin, product),
               _each(product.revenue, product), tuple(
                   (item, count * (used.get(item) or total[item]) / total[item]) for item, count in needs.items()),
               product.stock or 0.0)
        for product, needs in held)


def _each(money: float | None, product: ProductExposure) -> float | None:
    return None if money is None else max(money, 0.0) / product.volume


def shortfall(item: ItemExposure, left_share: float, *, receipts: bool = False) -> Shortfall:
    """``left_share`` 0..1 of the item's use goes on coming; ``receipts``: its firm receipts come in any case.

    Nothing more than now is expected of the sources that are left: what they could add is not known.
    """
    if not item.daily_use or (item.stock is None and left_share < 1):
        left = (item.daily_use or 0.0) * left_share
        unlimited = receipts and item.cover_unlimited
        return Shortfall(item.item, item.daily_use or 0.0, 0.0, left, float("inf") if unlimited else None)
    left = max(item.daily_use * left_share, item.daily_receipts if receipts else 0.0)
    stock = max(item.stock or 0.0, 0.0)
    return Shortfall(item.item, item.daily_use, stock, left, time_to_survive(stock, item.daily_use, left))
