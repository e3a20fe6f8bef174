"""Accept the risk, hold stock or pay for a source that does not close: which is cheapest, and up to which premium.

METHODS M11; Tomlin, Management Science 52(5):639-657 (2006): without flexibility and with ample capacity a single
tactic is best.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ytterby.planning.basestock import ClosureChain
from ytterby.planning.inputs import require_not_negative


class Tactic(StrEnum):
    """The three pure tactics."""

    ACCEPT = "accept"
    STOCK = "stock"
    RELIABLE_SOURCE = "reliable source"


@dataclass(frozen=True, slots=True)
class Sourcing:
    """Costs per period over buying from the cheap source without a closure; ``break_even_premium`` per unit.

    ``stock_level`` is the best level when holding stock. ``tactic`` is the cheapest; on a tie the simpler one.
    """

    tactic: Tactic
    accept_cost: float
    stock_cost: float
    reliable_cost: float
    stock_level: float
    break_even_premium: float


def break_even_premium(chain: ClosureChain) -> float:
    """g*/d: the price surplus per unit at which a source that never closes costs as much as the best stock."""
    return chain.best().cost / chain.demand


def compare_tactics(chain: ClosureChain, *, premium: float) -> Sourcing:
    """The three tactics priced. ``premium`` per unit of the reliable source over the cheap one."""
    require_not_negative(premium=premium)
    best = chain.best()
    accept, reliable = chain.cost(chain.demand), premium * chain.demand
    priced = [(accept, Tactic.ACCEPT), (best.cost, Tactic.STOCK), (reliable, Tactic.RELIABLE_SOURCE)]
    tactic = min(priced, key=lambda pair: pair[0])[1]
    return Sourcing(tactic, accept, best.cost, reliable, best.level, best.cost / chain.demand)
