"""What a source that needs no licence may cost more, per item: Tomlin's break-even premium in the terms of a buyer.

METHODS M11. The chain is that of weeks open and closed: closed as long as a licence takes on average, and so often as
the firm expects such a closure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ytterby.exposure.exposure import Exposure
from ytterby.planning.basestock import ClosureChain
from ytterby.planning.change import WEEK, YEAR_DAYS
from ytterby.planning.inputs import require_positive
from ytterby.planning.scenario import LicenceWait
from ytterby.planning.tomlin import break_even_premium
from ytterby.planning.waits import review

WEEKS_A_YEAR = YEAR_DAYS / WEEK


@dataclass(frozen=True, slots=True)
class BreakEven:
    """``premium`` in money a piece up to which the second source is worth it; ``share`` of the price."""

    item: int
    premium: float
    share: float


def break_evens(exposure: Exposure, wait: LicenceWait, lost: Mapping[int, float], *, years_between: float,
                holding: float) -> tuple[BreakEven, ...]:
    """For items that wait, with use and price, and ``lost`` money with a piece missing through a whole mean closure;
    the highest share of the price first.

    ``holding`` is what stock costs a year as a share of its price. The mean wait is E[review]/approval (METHODS M2).
    """
    require_positive(years_between=years_between, holding=holding, approval=wait.approval)
    closed_weeks = max(review(wait).mean / wait.approval / WEEK, 1.0)
    found = []
    for item in exposure.items:
        price, use = item.unit_price, item.daily_use
        if not (item.waits and price and use and lost.get(item.item)):
            continue
        chain = ClosureChain(
            holding_cost=price * holding / WEEKS_A_YEAR, shortage_cost=lost[item.item] / closed_weeks,
            demand=use * WEEK, closing=1.0 / (years_between * WEEKS_A_YEAR), opening=1.0 / closed_weeks)
        premium = break_even_premium(chain)
        found.append(BreakEven(item.item, premium, premium / price))
    return tuple(sorted(found, key=lambda each: -each.share))


def lost_with_a_piece(exposure: Exposure, pieces: Sequence[tuple[Sequence[int], Sequence[float]]], margin: float | None,
                      margins: Mapping[str, float]) -> dict[int, float]:
    """Money lost with a missing piece of an item: the margin of the product that it stops, per piece in it."""
    lost: dict[int, float] = {}
    for (items, counts), product in zip(pieces, exposure.products, strict=True):
        if product.item is None and not product.volume_stated:
            continue
        key = "" if product.item is None else exposure.items[product.item].key
        each = margins.get(key, margin) or 0.0
        for item, count in zip(items, counts, strict=True):
            if count > 0:
                lost[item] = max(lost.get(item, 0.0), each / count)
    return lost
