"""How much to order (or to ask a licence for) at once: EOQ, price breaks, closures, uncertain yield, lot sizing.

The fixed cost of an order is for us the cost and effort of one licence application, so the answer reads as quantity
per application and applications per period. METHODS M4, M5, M7, M8; Snyder and Shen, Fundamentals of Supply Chain
Theory, 2nd edition (2019), chapters 3 and 9. One unit of time (a year, say) and one of quantity throughout.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ytterby.core.errors import PlanningError
from ytterby.planning.inputs import require_not_negative, require_positive


@dataclass(frozen=True, slots=True)
class Lot:
    """``quantity`` per order, ``cost_rate`` per unit of time, ``orders_rate`` orders per unit of time."""

    quantity: float
    cost_rate: float
    orders_rate: float


def eoq_cost(quantity: float, *, fixed_cost: float, holding_cost: float, demand_rate: float) -> float:
    """g(Q) = K d/Q + h Q/2 (Harris 1913)."""
    require_positive(quantity=quantity, holding_cost=holding_cost, demand_rate=demand_rate)
    require_not_negative(fixed_cost=fixed_cost)
    return fixed_cost * demand_rate / quantity + holding_cost * quantity / 2


def eoq(*, fixed_cost: float, holding_cost: float, demand_rate: float) -> Lot:
    """Q* = sqrt(2 K d/h), g* = sqrt(2 K d h). ``holding_cost`` per unit of quantity and of time."""
    require_positive(fixed_cost=fixed_cost, holding_cost=holding_cost, demand_rate=demand_rate)
    quantity = math.sqrt(2 * fixed_cost * demand_rate / holding_cost)
    return Lot(quantity, math.sqrt(2 * fixed_cost * demand_rate * holding_cost), demand_rate / quantity)


def eoq_with_backorders(*, fixed_cost: float, holding_cost: float, shortage_cost: float,
                        demand_rate: float) -> tuple[Lot, float]:
    """EOQ with planned backorders, and the share of the demand that is served late.

    Q* = sqrt(2 K d (h + p)/(h p)), late share h/(h + p), g* = sqrt(2 K d h p/(h + p)); ``shortage_cost`` per unit late
    and of time (Snyder and Shen, 2e, section 3.5).
    """
    require_positive(fixed_cost=fixed_cost, holding_cost=holding_cost, shortage_cost=shortage_cost,
                     demand_rate=demand_rate)
    late = holding_cost / (holding_cost + shortage_cost)
    lot = eoq(fixed_cost=fixed_cost, holding_cost=shortage_cost * late, demand_rate=demand_rate)
    return lot, late


def eoq_incremental(*, fixed_cost: float, holding_share: float, demand_rate: float, breaks: Sequence[float],
                    prices: Sequence[float]) -> Lot:
    """EOQ where only units beyond ``breaks[j]`` (ascending from 0) cost ``prices[j]``; otherwise as ``eoq_all_units``.

    In range j an order costs c_j Q + K_j with K_j = sum over i <= j of b_i (c_(i-1) - c_i) (Snyder and Shen, 3.4.3).
    """
    require_positive(fixed_cost=fixed_cost, holding_share=holding_share, demand_rate=demand_rate)
    _check_breaks(breaks, prices)
    lots, extra, before = [], 0.0, prices[0]
    for start, end, price in zip(breaks, [*breaks[1:], math.inf], prices, strict=True):
        require_positive(price=price)
        extra, before = extra + start * (before - price), price
        if fixed_cost + extra <= 0:
            raise PlanningError("An incremental price must not rise so far that a larger order costs less to place.")
        lot = eoq(fixed_cost=fixed_cost + extra, holding_cost=holding_share * price, demand_rate=demand_rate)
        quantity = min(max(lot.quantity, start), end)
        if 0 < quantity < math.inf:
            cost = price * demand_rate + holding_share * extra / 2 + eoq_cost(
                quantity, fixed_cost=fixed_cost + extra, holding_cost=holding_share * price, demand_rate=demand_rate)
            lots.append(Lot(quantity, cost, demand_rate / quantity))
    return min(lots, key=lambda found: found.cost_rate)


def _check_breaks(breaks: Sequence[float], prices: Sequence[float]) -> None:
    if not breaks or len(breaks) != len(prices) or list(breaks) != sorted(set(breaks)) or breaks[0] < 0:
        raise PlanningError("Price breaks need one price each and must rise from 0 or more.")


def eoq_all_units(*, fixed_cost: float, holding_share: float, demand_rate: float, breaks: Sequence[float],
                  prices: Sequence[float]) -> Lot:
    """EOQ where all units cost ``prices[j]`` from ``breaks[j]`` on (ascending, the first usually 0).

    Holding costs ``holding_share`` of the price per unit of time; the cost rate includes the purchase.
    """
    require_positive(fixed_cost=fixed_cost, holding_share=holding_share, demand_rate=demand_rate)
    _check_breaks(breaks, prices)
    lots = []
    for start, end, price in zip(breaks, [*breaks[1:], math.inf], prices, strict=True):
        require_positive(price=price)
        h = holding_share * price
        quantity = max(math.sqrt(2 * fixed_cost * demand_rate / h), start)
        if quantity < end:
            cost = price * demand_rate + eoq_cost(quantity, fixed_cost=fixed_cost, holding_cost=h,
                                                  demand_rate=demand_rate)
            lots.append(Lot(quantity, cost, demand_rate / quantity))
    return min(lots, key=lambda lot: lot.cost_rate)  # the last range is open at its end, so there is always one


@dataclass(frozen=True, slots=True)
class Closures:
    """An EOQ whose supply opens and closes (Parlar and Berkin 1991, Berk and Arreola-Risa 1994).

    Open for an exponential time of mean 1/``closing_rate``, closed for one of mean 1/``opening_rate``; demand while
    nothing is on hand is lost at ``lost_sale_cost`` a unit.
    """

    fixed_cost: float
    holding_cost: float
    lost_sale_cost: float
    demand_rate: float
    closing_rate: float
    opening_rate: float

    def __post_init__(self) -> None:
        require_positive(holding_cost=self.holding_cost, lost_sale_cost=self.lost_sale_cost,
                         demand_rate=self.demand_rate, closing_rate=self.closing_rate, opening_rate=self.opening_rate,
                         fixed_cost=self.fixed_cost)

    def closed_share(self, quantity: float, *, approximate: bool = False) -> float:
        """psi: the probability that supply is closed when the stock runs out."""
        long_run = self.closing_rate / (self.closing_rate + self.opening_rate)
        return long_run if approximate else -long_run * math.expm1(-self._decay * quantity)

    def cost_rate(self, quantity: float, *, approximate: bool = False) -> float:
        """g(Q) = (K + h Q^2/2d + p d psi/mu) / (Q/d + psi/mu)."""
        require_positive(quantity=quantity)
        waiting = self.closed_share(quantity, approximate=approximate) / self.opening_rate
        cycle_cost = (self.fixed_cost + self.holding_cost * quantity**2 / (2 * self.demand_rate)
                      + self.lost_sale_cost * self.demand_rate * waiting)
        return cycle_cost / (quantity / self.demand_rate + waiting)

    @property
    def _decay(self) -> float:
        return (self.closing_rate + self.opening_rate) / self.demand_rate

    def slope_sign(self, quantity: float) -> float:
        """Numerator of g'(Q): its sign is that of the slope."""
        d, mu = self.demand_rate, self.opening_rate
        waiting = self.closed_share(quantity) / mu
        waiting_slope = self.closing_rate / (d * mu) * math.exp(-self._decay * quantity)
        top = self.fixed_cost + self.holding_cost * quantity**2 / (2 * d) + self.lost_sale_cost * d * waiting
        bottom = quantity / d + waiting
        top_slope = self.holding_cost * quantity / d + self.lost_sale_cost * d * waiting_slope
        return top_slope * bottom - top * (1 / d + waiting_slope)


def eoq_with_closures(closures: Closures, *, approximate: bool = False) -> Lot:
    """The best order quantity; ``approximate`` takes Snyder's closed form (2014), where g* = h Q*."""
    c = closures
    psi, h, d, mu = c.closed_share(1.0, approximate=True), c.holding_cost, c.demand_rate, c.opening_rate
    root = math.sqrt((psi * d * h) ** 2 + 2 * h * mu * (c.fixed_cost * d * mu + d**2 * c.lost_sale_cost * psi))
    quantity = (root - psi * d * h) / (h * mu)
    if not approximate:
        quantity = _root(c.slope_sign, quantity)
    return Lot(quantity, c.cost_rate(quantity, approximate=approximate), d / quantity)


def _root(rising: Callable[[float], float], guess: float) -> float:
    """Where a function of a positive number turns from negative to positive, by bracketing and halving."""
    low = high = guess
    while rising(low) > 0:
        low /= 2
    while rising(high) < 0:
        high *= 2
    while high - low > 1e-14 * high:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2


def eoq_additive_yield_cost(quantity: float, *, fixed_cost: float, holding_cost: float, demand_rate: float,
                            yield_mean: float, yield_sd: float) -> float:
    """Cost rate when Q + Y arrives for an order of Q: (K d + h/2 (Var Y + (Q + EY)^2)) / (Q + EY)."""
    require_positive(holding_cost=holding_cost, demand_rate=demand_rate, expected_arrival=quantity + yield_mean)
    require_not_negative(fixed_cost=fixed_cost, yield_standard_deviation=yield_sd)
    arrival = quantity + yield_mean
    return (fixed_cost * demand_rate + holding_cost / 2 * (yield_sd**2 + arrival**2)) / arrival


def eoq_additive_yield(*, fixed_cost: float, holding_cost: float, demand_rate: float, yield_mean: float,
                       yield_sd: float) -> Lot:
    """Q* = sqrt(2 K d/h + Var Y) - EY. ``yield_mean`` is negative where less arrives than was ordered."""
    require_positive(fixed_cost=fixed_cost, holding_cost=holding_cost, demand_rate=demand_rate)
    arrival = math.sqrt(2 * fixed_cost * demand_rate / holding_cost + yield_sd**2)
    quantity = max(arrival - yield_mean, 0.0)
    cost = eoq_additive_yield_cost(quantity, fixed_cost=fixed_cost, holding_cost=holding_cost,
                                   demand_rate=demand_rate, yield_mean=yield_mean, yield_sd=yield_sd)
    return Lot(quantity, cost, demand_rate / (quantity + yield_mean))


def eoq_multiplicative_yield_cost(quantity: float, *, fixed_cost: float, holding_cost: float, demand_rate: float,
                                  yield_mean: float, yield_sd: float) -> float:
    """Cost rate when Q Z arrives for an order of Q: K d/(Q EZ) + h Q (Var Z + EZ^2)/(2 EZ)."""
    require_positive(quantity=quantity, holding_cost=holding_cost, demand_rate=demand_rate, yield_mean=yield_mean)
    require_not_negative(fixed_cost=fixed_cost, yield_standard_deviation=yield_sd)
    second = yield_sd**2 + yield_mean**2
    return fixed_cost * demand_rate / (quantity * yield_mean) + holding_cost * quantity * second / (2 * yield_mean)


def eoq_multiplicative_yield(*, fixed_cost: float, holding_cost: float, demand_rate: float, yield_mean: float,
                             yield_sd: float) -> Lot:
    """Q* = sqrt(2 K d / (h (Var Z + EZ^2))): the licence grants the share Z of what was asked."""
    require_positive(fixed_cost=fixed_cost, holding_cost=holding_cost, demand_rate=demand_rate, yield_mean=yield_mean)
    quantity = math.sqrt(2 * fixed_cost * demand_rate / (holding_cost * (yield_sd**2 + yield_mean**2)))
    cost = eoq_multiplicative_yield_cost(quantity, fixed_cost=fixed_cost, holding_cost=holding_cost,
                                         demand_rate=demand_rate, yield_mean=yield_mean, yield_sd=yield_sd)
    return Lot(quantity, cost, demand_rate / (quantity * yield_mean))


@dataclass(frozen=True, slots=True)
class LotPlan:
    """``orders`` per period and the ``cost`` of the whole plan."""

    orders: tuple[float, ...]
    cost: float


def lot_plan(demand: Sequence[float], *, fixed_cost: float | Sequence[float], holding_cost: float | Sequence[float],
             unit_cost: float | Sequence[float] = 0.0) -> LotPlan:
    """Cheapest orders for known demand per period (Wagner and Whitin 1958).

    Costs are one number or one per period; ``holding_cost`` is paid on what is left at the end of a period. Of equally
    cheap plans the one with later orders is taken.
    """
    periods = len(demand)
    fixed, hold, unit = (_per_period(cost, periods) for cost in (fixed_cost, holding_cost, unit_cost))
    require_not_negative(**{f"demand of period {t + 1}": amount for t, amount in enumerate(demand)})
    cost_from, next_order = [0.0] * (periods + 1), [periods] * periods
    for start in range(periods - 1, -1, -1):
        best, carried, per_unit = math.inf, 0.0, 0.0
        for end in range(start, periods):  # one order at the start covers start..end
            carried += demand[end] * per_unit
            quantity = sum(demand[start:end + 1])
            setup = fixed[start] if quantity > 0 else 0.0
            total = setup + unit[start] * quantity + carried + cost_from[end + 1]
            if total < best:
                best, next_order[start] = total, end + 1
            per_unit += hold[end]
        cost_from[start] = best
    orders, start = [0.0] * periods, 0
    while start < periods:
        orders[start] = float(sum(demand[start:next_order[start]]))
        start = next_order[start]
    return LotPlan(tuple(orders), cost_from[0])


def _per_period(cost: float | Sequence[float], periods: int) -> list[float]:
    values = list(cost) if isinstance(cost, Sequence) else [float(cost)] * periods
    if len(values) != periods:
        raise PlanningError(f"Costs per period: {len(values)} given for {periods} periods.")
    require_not_negative(**{f"cost of period {t + 1}": value for t, value in enumerate(values)})
    return values
