"""The instant estimate beside a plan: per item, what one closure from now on is worth holding stock for (METHODS M6).

Item by item, as if each alone could stop its product: a check of the plan's order of size, and an answer at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from ytterby.planning.basestock import one_off_closure
from ytterby.planning.change import changed, correlation, terms
from ytterby.planning.distribution import Discrete
from ytterby.planning.draws import draw_waits
from ytterby.planning.second_source import lost_with_a_piece
from ytterby.planning.stocking import Planner
from ytterby.planning.supply import supplies

TRIALS = 1000


@dataclass(frozen=True, slots=True)
class Hold:
    """``buy`` pieces beyond the stock on hand; ``service`` 0..1: the share of waits that the stock then outlasts."""

    item: int
    buy: float
    service: float


def rule_of_thumb(planner: Planner) -> tuple[Hold, ...]:
    """For items that wait for a licence now and state stock, use and price; ``buy`` is 0 where none is needed."""
    given = planner.scenario
    correlation(given)  # refuses impossible numbers
    lost = lost_with_a_piece(planner.exposure, planner.pieces, planner.stakes.margin, planner.stakes.margins)
    found = []
    for supply in changed(supplies(planner.exposure, planner.later, planner.as_of, every=False), given):
        each = lost.get(supply.item)
        rate = max((supply.use or 0.0) - supply.receipts, 0.0)
        if not (each and rate and supply.price) or supply.stock is None or supply.never or supply.waits_from > 0:
            continue
        wait = terms(planner.wait, given, supply.instrument).wait
        days = draw_waits(wait, supply.instrument, seed=planner.seed, trials=TRIALS).ordered
        carried = supply.price * max(planner.stakes.surcharge + planner.stakes.holding, 1e-6)
        best = one_off_closure(Discrete.evenly([min(day, 7.0 * planner.weeks) for day in days.tolist()]),
                               probability=1.0, shortage_cost=each, carrying_cost=carried, demand_rate=rate)
        ceiling = planner.stakes.ceiling_days * (supply.use or 0.0)
        found.append(Hold(supply.item, min(max(best.level - supply.stock, 0.0), ceiling), best.service))
    return tuple(found)

