"""What is decided now, and how the scenarios' costs become mean and tail: the part both forms of a plan share.

The tail is CVaR as the minimum of Rockafellar and Uryasev (2000): eta + sum P u / (1 - level), u >= C - eta, u >= 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ytterby.planning.allocation import Problem
from ytterby.planning.inputs import require_inside, require_not_negative, require_positive, require_share
from ytterby.planning.program import Program

if TYPE_CHECKING:
    from ytterby.planning.program import Index


@dataclass(frozen=True, slots=True)
class Limits:
    """What a plan must keep to, and what it is judged by: (1 - ``tail_weight``) mean + ``tail_weight`` CVaR.

    ``budget`` for advance stock and qualifications; ``tail_limit`` the largest CVaR at ``tail_level``; ``stock`` units
    per line and ``qualify`` per source where they are given and not to be chosen; ``gap`` the relative distance from
    the optimum that is near enough; ``time_limit_s`` seconds per search. A weight of 1 leaves all that is not in the
    tail free: keep it below.
    """

    budget: float | None = None
    tail_limit: float | None = None
    tail_weight: float = 0.0
    tail_level: float = 0.9
    stock: Mapping[int, float] = field(default_factory=dict)
    qualify: Mapping[int, bool] = field(default_factory=dict)
    gap: float = 1e-6
    time_limit_s: float | None = None

    def __post_init__(self) -> None:
        require_inside(tail_level=self.tail_level)
        require_share(tail_weight=self.tail_weight, gap=self.gap)
        require_not_negative(budget=self.budget or 0.0, **{f"stock of line {i}": s for i, s in self.stock.items()})
        if self.time_limit_s is not None:
            require_positive(time_limit=self.time_limit_s)


@dataclass(frozen=True, slots=True, eq=False)
class FirstStage:
    """Columns: ``stock`` per line, ``qualified`` per source, ``costs`` per scenario.

    ``certain``: per source, whether it delivers whatever is decided. Rows: ``cost_rows`` define the cost of a scenario,
    and a form adds its costs there; ``budget_row`` and ``tail_row`` None where nothing is limited;
    ``granted`` rows per source of a granted quantity (full form).
    """

    program: Program
    stock: Index
    qualified: Index
    certain: tuple[bool, ...]
    costs: Index
    cost_rows: Index
    budget_row: int | None
    tail_row: int | None
    granted: dict[int, list[int]] = field(default_factory=dict)


def first_stage(problem: Problem, limits: Limits) -> FirstStage:
    """The program with everything but the weeks."""
    program = Program()
    stock, qualified = _decisions(program, problem, limits)
    costs = program.columns(problem.scenarios, low=-float("inf"))
    cost_rows = program.rows(problem.scenarios, 0.0, 0.0)
    program.entries(cost_rows, costs, -1.0)
    prices = [line.stock_price for line in problem.lines]
    fixed = [source.fixed_cost for source in problem.sources]
    program.entries(cost_rows[:, None], stock[None], [prices])
    program.entries(cost_rows[:, None], qualified[None], [fixed])
    budget_row = None
    if limits.budget is not None:
        budget_row = int(program.rows(1, high=limits.budget)[0])
        program.entries(budget_row, stock, prices)
        program.entries(budget_row, qualified, fixed)
    program.cost(costs, [(1 - limits.tail_weight) * weight for weight in problem.weights])
    tail_row = _tail(program, problem, limits, costs)
    certain = tuple(limits.qualify.get(j, not source.optional) for j, source in enumerate(problem.sources))
    return FirstStage(program, stock, qualified, certain, costs, cost_rows, budget_row, tail_row)


def _decisions(program: Program, problem: Problem, limits: Limits) -> tuple[Index, Index]:
    lines, sources = problem.lines, problem.sources
    stock = program.columns(len(lines), [limits.stock.get(i, 0.0) for i in range(len(lines))],
                            [limits.stock.get(i, line.ceiling) for i, line in enumerate(lines)])
    least = [limits.qualify.get(j, not source.optional) for j, source in enumerate(sources)]
    most = [limits.qualify.get(j, True) for j in range(len(sources))]
    qualified = program.columns(len(sources), [float(v) for v in least], [float(v) for v in most], whole=True)
    for i, line in enumerate(lines):
        if line.minimum_units and i not in limits.stock:
            buys = program.columns(1, 0.0, 1.0, whole=True)
            ceiling = min(line.ceiling, _most_useful(problem, i))
            program.entries(program.rows(1, high=0.0), [stock[i], buys[0]], [1.0, -max(ceiling, line.minimum_units)])
            program.entries(program.rows(1, low=0.0), [stock[i], buys[0]], [1.0, -line.minimum_units])
    return stock, qualified


def _most_useful(problem: Problem, line: int) -> float:
    """No scenario uses more of a line than this: what a switch may be worth where the ceiling is infinite."""
    return float(sum(quantity * product.demand.sum(axis=1).max()
                     for product in problem.products for used, quantity in product.uses if used == line))


def _tail(program: Program, problem: Problem, limits: Limits, costs: Index) -> int | None:
    if limits.tail_limit is None and limits.tail_weight == 0:
        return None
    import numpy as np

    eta = program.columns(1, low=-float("inf"))
    excess = program.columns(problem.scenarios)
    rows = program.rows(problem.scenarios, low=0.0)
    program.entries(rows, excess, 1.0)
    program.entries(rows, eta[0], 1.0)
    program.entries(rows, costs, -1.0)
    columns = np.concatenate([eta, excess])
    shares = np.concatenate([[1.0], np.asarray(problem.weights) / (1 - limits.tail_level)])
    program.cost(columns, limits.tail_weight * shares)
    if limits.tail_limit is None:
        return None
    tail_row = int(program.rows(1, high=limits.tail_limit)[0])
    program.entries(tail_row, columns, shares)
    return tail_row
