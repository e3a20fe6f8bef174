"""How much to hold: the newsvendor and its kin, for uncertain demand, uncertain yield and supply that closes.

METHODS M6, M7, M8; Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd edition (2019), chapters 4 and 9.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from ytterby.core.errors import PlanningError
from ytterby.planning.distribution import Distribution
from ytterby.planning.inputs import require_inside, require_not_negative, require_positive, require_share


@dataclass(frozen=True, slots=True)
class Stocking:
    """Stock up to ``level``; ``cost`` expected per period; ``service`` 0..1 is the probability the money buys."""

    level: float
    cost: float
    service: float


def critical_ratio(holding_cost: float, shortage_cost: float) -> float:
    """p/(p + h)."""
    require_positive(holding_cost=holding_cost, shortage_cost=shortage_cost)
    return shortage_cost / (shortage_cost + holding_cost)


def newsvendor_cost(level: float, demand: Distribution, *, holding_cost: float, shortage_cost: float) -> float:
    """h E[(S - D)+] + p E[(D - S)+]."""
    require_positive(holding_cost=holding_cost, shortage_cost=shortage_cost)
    short = demand.excess(level)
    return holding_cost * (level - demand.mean + short) + shortage_cost * short


def newsvendor(demand: Distribution, *, holding_cost: float, shortage_cost: float) -> Stocking:
    """S* = F^-1(p/(p + h)). With a lead time pass the demand over lead time plus review: ``demand.over(L + 1)``."""
    service = critical_ratio(holding_cost, shortage_cost)
    level = demand.quantile(service)
    return Stocking(level, newsvendor_cost(level, demand, holding_cost=holding_cost, shortage_cost=shortage_cost),
                    service)


def newsvendor_additive_yield_cost(level: float, demand: float, arrival: Distribution, *, holding_cost: float,
                                   shortage_cost: float) -> float:
    """Cost when S + Y is on hand against a known demand d: h E[(S + Y - d)+] + p E[(d - S - Y)+]."""
    require_positive(holding_cost=holding_cost, shortage_cost=shortage_cost)
    over = arrival.excess(demand - level)
    return holding_cost * over + shortage_cost * (over - (level + arrival.mean - demand))


def newsvendor_additive_yield(demand: float, arrival: Distribution, *, holding_cost: float,
                              shortage_cost: float) -> Stocking:
    """S* = d - F_Y^-1(h/(h + p)); ``arrival`` Y is what comes beyond (or, negative, short of) the order."""
    service = critical_ratio(holding_cost, shortage_cost)
    level = demand - arrival.quantile(1 - service)
    cost = newsvendor_additive_yield_cost(level, demand, arrival, holding_cost=holding_cost,
                                          shortage_cost=shortage_cost)
    return Stocking(level, cost, service)


@dataclass(frozen=True, slots=True)
class ClosureChain:
    """Supply that closes with ``closing`` probability a period and opens again with ``opening`` (METHODS M6).

    Known ``demand`` per period; shortages are backordered at ``shortage_cost`` per unit and period.
    """

    holding_cost: float
    shortage_cost: float
    demand: float
    closing: float
    opening: float

    def __post_init__(self) -> None:
        require_positive(holding_cost=self.holding_cost, shortage_cost=self.shortage_cost, demand=self.demand,
                         probability_of_closing=self.closing, probability_of_opening=self.opening)
        require_share(probability_of_closing=self.closing, probability_of_opening=self.opening)

    @property
    def uptime(self) -> float:
        """Share of periods in which supply is open, 0..1."""
        return self.opening / (self.closing + self.opening)

    def probability(self, closed_periods: int) -> float:
        """pi_n: supply has now been closed for n periods running (0 = open)."""
        if closed_periods == 0:
            return self.uptime
        return self.closing * self.uptime * (1 - self.opening) ** (closed_periods - 1)

    def covered(self, closed_periods: int) -> float:
        """F(n) = 1 - alpha/(alpha + beta) (1 - beta)^n."""
        return 1 - (1 - self.uptime) * (1 - self.opening) ** closed_periods

    def cost(self, level: float) -> float:
        """g(S) = sum over n of pi_n [h (S - (n+1) d)+ + p ((n+1) d - S)+], the tail of the sum in closed form."""
        periods = max(math.floor(level / self.demand), 0)  # from n = periods on, the stock falls short
        near = sum(self.probability(n) * self._unit_cost(level - (n + 1) * self.demand) for n in range(periods + 1))
        # n > periods: sum pi_n ((n+1) d - S) with pi_n = a (1-b)^(n-1), a geometric series and its mean
        tail = (1 - self.uptime) * (1 - self.opening) ** periods
        mean_closed = periods + 1 / self.opening
        return near + self.shortage_cost * tail * ((mean_closed + 1) * self.demand - level)

    def _unit_cost(self, over: float) -> float:
        return self.holding_cost * max(over, 0.0) + self.shortage_cost * max(-over, 0.0)

    def best(self) -> Stocking:
        """S* = d (1 + min{n: F(n) >= p/(p + h)}): hold n further periods of cover."""
        wanted = critical_ratio(self.holding_cost, self.shortage_cost)
        periods = 0
        if self.covered(0) < wanted and self.opening < 1:
            ratio = math.log((1 - wanted) / (1 - self.uptime)) / math.log1p(-self.opening)
            periods = max(math.ceil(ratio) - 1, 0)
        while self.covered(periods) < wanted:
            periods += 1
        level = self.demand * (1 + periods)
        return Stocking(level, self.cost(level), wanted)


@dataclass(frozen=True, slots=True)
class ClosureStock:
    """The instant estimate for one licence gap: ``level`` units to hold, ``periods`` of demand they cover.

    ``service`` 0..1: the probability that the stock outlasts the gap, which is what the money buys; 0 = hold nothing.
    """

    level: float
    periods: float
    service: float


def one_off_closure(wait: Distribution, *, probability: float, shortage_cost: float, carrying_cost: float,
                    demand_rate: float) -> ClosureStock:
    """S* = d F_L^-1(1 - hH/(q p)) if hH < q p, else 0 (derived in METHODS M6).

    ``probability`` q of a closure within the horizon, ``carrying_cost`` hH of one unit over the horizon, ``wait`` and
    ``demand_rate`` in the same unit of time.
    """
    require_share(probability=probability)
    require_positive(shortage_cost=shortage_cost, carrying_cost=carrying_cost, demand_rate=demand_rate)
    if carrying_cost >= probability * shortage_cost:
        return ClosureStock(0.0, 0.0, 0.0)
    service = 1 - carrying_cost / (probability * shortage_cost)
    periods = wait.quantile(service)
    return ClosureStock(demand_rate * periods, periods, service)


def safety_stock(*, service_factor: float, demand_mean: float, demand_sd: float, lead_time_mean: float,
                 lead_time_sd: float) -> float:
    """z sqrt(L sd_d^2 + d^2 sd_L^2). A check and not the answer: licence waits are skewed and can be refused."""
    require_not_negative(demand_mean=demand_mean, demand_standard_deviation=demand_sd, lead_time=lead_time_mean,
                         lead_time_standard_deviation=lead_time_sd)
    return service_factor * lead_time_demand_sd(demand_mean=demand_mean, demand_sd=demand_sd,
                                                lead_time_mean=lead_time_mean, lead_time_sd=lead_time_sd)


def lead_time_demand_sd(*, demand_mean: float, demand_sd: float, lead_time_mean: float, lead_time_sd: float) -> float:
    """Standard deviation of demand over a random lead time, both independent."""
    return math.sqrt(lead_time_mean * demand_sd**2 + demand_mean**2 * lead_time_sd**2)


def service_factor(service: float) -> float:
    """z for a cycle service 0..1 (exclusive)."""
    require_inside(service=service)
    return NormalDist().inv_cdf(service)


@dataclass(frozen=True, slots=True)
class ReorderPolicy:
    """Order ``quantity`` when the stock position falls to ``reorder_point``."""

    reorder_point: float
    quantity: float


def reorder_eoq_with_safety_stock(lead_time_demand: Distribution, *, fixed_cost: float, holding_cost: float,
                                  shortage_cost: float, demand_rate: float) -> ReorderPolicy:
    """(r, Q): Q the plain EOQ, r = F^-1(p/(p + h)) of demand over the lead time (Snyder and Shen 5.3)."""
    require_positive(fixed_cost=fixed_cost, demand_rate=demand_rate)
    point = lead_time_demand.quantile(critical_ratio(holding_cost, shortage_cost))
    return ReorderPolicy(point, math.sqrt(2 * fixed_cost * demand_rate / holding_cost))


def reorder_eoq_with_backorders(lead_time_demand: Distribution, *, fixed_cost: float, holding_cost: float,
                                shortage_cost: float, demand_rate: float) -> ReorderPolicy:
    """(r, Q): Q = sqrt(2 K d (h + p)/(h p)), r where g(r) = g(r + Q), g the newsvendor cost (Zheng 1992)."""
    require_positive(fixed_cost=fixed_cost, demand_rate=demand_rate)
    ratio = critical_ratio(holding_cost, shortage_cost)
    quantity = math.sqrt(2 * fixed_cost * demand_rate / (holding_cost * ratio))

    def fall(point: float) -> float:
        costs = [newsvendor_cost(level, lead_time_demand, holding_cost=holding_cost, shortage_cost=shortage_cost)
                 for level in (point, point + quantity)]
        return costs[0] - costs[1]

    high = lead_time_demand.quantile(ratio)  # the lowest point of g: it falls before and rises after
    low = high - quantity
    if fall(low) < 0 or fall(high) > 0:
        raise PlanningError("No reorder point balances the costs of these inputs.")
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if fall(middle) > 0 else (low, middle)
    return ReorderPolicy((low + high) / 2, quantity)
