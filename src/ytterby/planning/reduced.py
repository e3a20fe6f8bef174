"""The plan without its weeks: only those at which a cumulative shortfall can bind.

With purchases that may be stored, sources of independent capacity and lost sales, the cheapest way to serve a need is
greedy: what must come from the dearer sources is the largest cumulated shortfall of the cheaper ones,
V_k = max over t of (need_t - stock - what the k cheapest sources could have delivered by week t)+, because the sets of
sources and the weeks form a chain (contra-polymatroid). Weeks whose shortfall another week's always exceeds are left
out, and scenarios that look the same to a product share their columns. Exact without holding cost; with it, stock is
charged only for the time it must lie even if used first, so that the value is a lower bound.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ytterby.planning.allocation import Offer, Problem, Product, Source
from ytterby.planning.firststage import FirstStage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ytterby.planning.allocation import Array
    from ytterby.planning.program import Index

    Mask = NDArray[np.bool_]

MARGIN = 1e-9  # of a week's need: two ways to sum the same numbers are not a shortfall


def reducible(problem: Problem) -> bool:
    """Does the reduced form hold? Every line in one product, lost sales, sources whose offers do not compete."""
    used = [line for product in problem.products for line, _ in product.uses]
    separate = all(source.capacity is None and source.minimum_units == 0
                   and (source.granted is None or len(source.offers) == 1) for source in problem.sources)
    return (len(set(used)) == len(used) and separate and all(product.kept == 0 for product in problem.products)
            and all(_worth_making(problem, product) for product in problem.products))


def _worth_making(problem: Problem, product: Product) -> bool:
    """Even from the dearest sources a unit costs less than its margin, and salvage is no reason to buy."""
    dearest = 0.0
    for line, quantity in product.uses:
        prices = [offer.price for source in problem.sources for offer in source.offers if offer.line == line]
        if prices and problem.lines[line].salvage > min(prices):
            return False
        dearest += quantity * max(prices, default=problem.lines[line].salvage)
    return dearest < product.margin


def exact(problem: Problem) -> bool:
    """Is the reduced form's value the plan's, and not only a bound below it?"""
    return all(line.holding_cost == 0 for line in problem.lines)


@dataclass(frozen=True, slots=True, eq=False)
class _Supply:
    """One source of one line: column, price, capacity cumulated by week (scenarios, weeks); ``certain``: no choice."""

    qualified: int
    price: float
    cumulated: Array
    certain: bool


def add_shortfalls(problem: Problem, stage: FirstStage) -> None:
    """Adds the cost of each product and distinct scenario, and of stock that must lie."""
    supplies: dict[int, list[_Supply]] = {}
    for j, source in enumerate(problem.sources):
        for offer in source.offers:
            supply = _Supply(int(stage.qualified[j]), offer.price, _cumulated(problem, source, offer), stage.certain[j])
            supplies.setdefault(offer.line, []).append(supply)
    for offered in supplies.values():
        offered.sort(key=lambda supply: supply.price)
    for product in problem.products:
        _ProductRows(problem, stage, product, supplies).add()
        for line, quantity in product.uses:
            _lying_stock(problem, stage, product, line, quantity)
    _idle_lines(problem, stage, {line for product in problem.products for line, _ in product.uses})


def _cumulated(problem: Problem, source: Source, offer: Offer) -> Array:
    """Capacity by week, all of it so far, within the granted quantity."""
    import numpy as np

    cumulated: Array = np.cumsum(offer.capacity, axis=1)
    if source.granted is not None:
        cumulated = np.minimum(cumulated, source.granted[:, None])
    return np.broadcast_to(cumulated, (problem.scenarios, problem.weeks))


def _lying_stock(problem: Problem, stage: FirstStage, product: Product, line: int, quantity: float) -> None:
    """Holding cost of what must lie even if stock is used first: h sum over t of (stock - r demand up to t)+."""
    import numpy as np

    item, program = problem.lines[line], stage.program
    if not item.holding_cost:
        return
    scenarios = np.arange(problem.scenarios) if len(product.demand) > 1 else np.zeros(problem.scenarios, int)
    for row in np.unique(scenarios):
        used = quantity * np.cumsum(product.demand[row])
        used = used[used < item.stock + item.ceiling]  # later nothing can lie any more
        if not len(used):
            continue
        lying = program.columns(len(used))
        rows = program.rows(len(used), low=item.stock - used)
        program.entries(rows, lying, 1.0)
        program.entries(rows, stage.stock[line], -1.0)
        program.entries(stage.cost_rows[scenarios == row][:, None], lying[None], item.holding_cost)


def _idle_lines(problem: Problem, stage: FirstStage, used: set[int]) -> None:
    """Lines no product uses: their stock lies to the end."""
    for i, line in enumerate(problem.lines):
        if i not in used:
            weekly = line.holding_cost * problem.weeks - line.salvage
            stage.program.entries(stage.cost_rows, stage.stock[i], weekly)
            if line.stock:
                constant = stage.program.columns(1, line.stock, line.stock)
                stage.program.entries(stage.cost_rows, constant[0], weekly)


class _ProductRows:
    """A product in its distinct scenarios, all handled at once: arrays are (distinct scenarios, weeks)."""

    def __init__(self, problem: Problem, stage: FirstStage, product: Product,
                 supplies: dict[int, list[_Supply]]) -> None:
        import numpy as np

        self._problem, self._stage, self._program, self._product = problem, stage, stage.program, product
        demand = np.broadcast_to(product.demand, (problem.scenarios, problem.weeks))
        facts = [demand, *(supply.cumulated for line, _ in product.uses for supply in supplies.get(line, []))]
        first_of: dict[bytes, int] = {}
        self._group = np.array([first_of.setdefault(b"".join(fact[w].tobytes() for fact in facts), w)
                                for w in range(problem.scenarios)])
        self._distinct = np.array(list(first_of.values()))
        self._demand = demand[self._distinct]
        self._needed = np.cumsum(self._demand, axis=1)
        self._supplies = {line: [replace(supply, cumulated=supply.cumulated[self._distinct])
                                 for supply in supplies.get(line, [])] for line, _ in product.uses}

    def add(self) -> None:
        """Rows and columns of the product."""
        self._cost_rows = self._costs()
        binding = {(line, level): self._binding(self._supplies[line][:level], quantity)
                   for line, quantity in self._product.uses for level in range(len(self._supplies[line]) + 1)}
        self._lose(binding)
        for line, quantity in self._product.uses:
            self._line(line, quantity, binding)

    def _costs(self) -> Index:
        """The row each distinct scenario adds its cost to: its scenario's, or one of its own where many share it."""
        import numpy as np

        program, stage = self._program, self._stage
        members = [np.flatnonzero(self._group == first) for first in self._distinct]
        rows: Index = stage.cost_rows[self._distinct].copy()
        shared = np.array([len(found) > 1 for found in members])
        columns = program.columns(int(shared.sum()), low=-float("inf"))
        rows[shared] = program.rows(len(columns), 0.0, 0.0)
        program.entries(rows[shared], columns, -1.0)
        for column, found in zip(columns, (found for found in members if len(found) > 1), strict=True):
            program.entries(stage.cost_rows[found], column, 1.0)
        return rows

    def _binding(self, supplies: list[_Supply], quantity: float) -> Mask:
        """Weeks whose cumulated shortfall no neighbour always exceeds."""
        import numpy as np

        nothing = np.zeros_like(self._demand)
        total = sum((supply.cumulated for supply in supplies), nothing)
        certain = sum((supply.cumulated for supply in supplies if supply.certain), nothing)
        need = quantity * self._demand
        # The week before is at least as short: what surely arrives this week is no less than what is needed in it.
        easier: Mask = np.diff(certain, axis=1, prepend=0.0) >= need * (1 - MARGIN)
        # The week after is at least as short: nothing can arrive in it.
        later = np.zeros_like(easier)
        later[:, :-1] = (np.diff(total, axis=1) <= 0) & ~easier[:, 1:]
        found: Mask = ~easier & ~later
        return found

    def _lose(self, binding: dict[tuple[int, int], Mask]) -> None:
        """Cumulated lost units at the weeks where some row needs them; the last of them is what is lost in all."""
        import numpy as np

        program, none = self._program, np.zeros(self._demand.shape, bool)
        weeks = np.logical_or.reduce([none, *binding.values()])
        short = np.logical_or.reduce([none, *(found for (line, level), found in binding.items()
                                              if level == len(self._supplies[line]))])
        weeks[:, -1] = short[:, -1]  # nothing more is lost after the last week that can bind
        columns = program.columns(int(weeks.sum()), high=self._needed[weeks])
        self._lost = np.full(weeks.shape, -1)  # by week, the last column so far
        self._lost[weeks] = columns
        self._lost = np.maximum.accumulate(self._lost, axis=1)
        block, _ = np.nonzero(weeks)
        follows = np.flatnonzero(block[1:] == block[:-1]) + 1
        # That no more is lost than was wanted in between needs no row: losing it earlier costs the same.
        rows = program.rows(len(follows), low=0.0)
        program.entries(rows, columns[follows], 1.0)
        program.entries(rows, columns[follows - 1], -1.0)
        self._charge_lost(self._product.margin)

    def _charge_lost(self, each: float) -> None:
        last = self._lost[:, -1]
        self._program.entries(self._cost_rows[last >= 0], last[last >= 0], each)

    def _line(self, line: int, quantity: float, binding: dict[tuple[int, int], Mask]) -> None:
        """cost += sum over levels of price * (V_(k-1) - V_k), with V of the last level 0."""
        supplies, program = self._supplies[line], self._program
        for level in range(len(supplies) + 1):
            short = program.columns(len(self._distinct)) if level < len(supplies) else None
            self._shortfall(line, quantity, supplies[:level], binding[line, level], short)
            if short is not None:
                cheaper = supplies[level - 1].price if level else self._problem.lines[line].salvage
                program.entries(self._cost_rows, short, supplies[level].price - cheaper)
        if self._problem.lines[line].salvage:
            self._salvage(line, quantity)

    def _shortfall(self, line: int, quantity: float, supplies: list[_Supply], binding: Mask,
                   short: Index | None) -> None:
        """V + stock bought + r lost + sum of capacity by choice >= r demand - stock on hand - certain capacity."""
        import numpy as np

        program = self._program
        block, week = np.nonzero(binding)
        need = quantity * self._needed[binding] - self._problem.lines[line].stock
        for supply in supplies:
            if supply.certain:
                need = need - supply.cumulated[binding]
        rows = program.rows(len(need), low=need)
        program.entries(rows, self._stage.stock[line], 1.0)
        if short is not None:
            program.entries(rows, short[block], 1.0)
        for supply in supplies:
            if not supply.certain:
                program.entries(rows, supply.qualified, supply.cumulated[binding])
        lost = self._lost[block, week]
        program.entries(rows[lost >= 0], lost[lost >= 0], quantity)

    def _salvage(self, line: int, quantity: float) -> None:
        """Left at the end = stock on hand and bought in advance + all bought (V_0, see _line) - r (demand - lost)."""
        program, item = self._program, self._problem.lines[line]
        one = program.columns(1, 1.0, 1.0)
        program.entries(self._cost_rows, one[0], -item.salvage * (item.stock - quantity * self._needed[:, -1]))
        program.entries(self._cost_rows, self._stage.stock[line], -item.salvage)
        self._charge_lost(-item.salvage * quantity)
