"""What to stock and whom to qualify: the plan, its mean and tail, what binds, why there is none (METHODS M9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ytterby.core.finding import Reason
from ytterby.core.progress import SILENT, Part, Progress
from ytterby.planning.allocation import Problem
from ytterby.planning.firststage import FirstStage, Limits
from ytterby.planning.forms import Form, Plan, build, chosen_form, read_plan
from ytterby.planning.judge import evaluate
from ytterby.planning.obstacle import obstacles
from ytterby.planning.program import Answer, minimise
from ytterby.planning.reduced import exact
from ytterby.planning.tail import Tail, tail

FREE = Limits()  # least mean cost, nothing held back
REPAIRS = 6  # times a tail limit is tightened until the plan, judged exactly, keeps it


class Status(StrEnum):
    """How a search ended."""

    OPTIMAL = "optimal"  # within the gap asked for
    NEAR = "near"  # a plan judged exactly, its ``gap`` known but wider than asked for (reduced form with holding cost)
    TIME_LIMIT = "time limit"  # the best plan found; ``gap`` says how far it may be from the best there is
    NOTHING_FOUND = "nothing found"  # the time was up before the first plan
    NOTHING_TO_DO = "nothing to do"  # no product is known to stop for an item whose figures are stated
    INFEASIBLE = "infeasible"  # no plan keeps the limits; ``reasons`` say why


class Limit(StrEnum):
    """What can hold a plan back."""

    BUDGET = "budget"
    TAIL = "tail limit"
    CEILING = "ceiling"
    GRANTED = "granted quantity"


@dataclass(frozen=True, slots=True)
class Binding:
    """A limit that holds the plan back; one more unit of it saves ``value``, the sources staying as chosen.

    ``name`` is the line or source; empty for budget and tail limit.
    """

    limit: Limit
    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Solution:
    """``costs`` per scenario of the plan, ``tail`` of them at the level of the limits; ``gap`` to the bound.

    ``plan`` and ``tail`` None where there is no plan; ``reasons`` then say what stands in the way.
    """

    status: Status
    form: Form
    plan: Plan | None = None
    costs: tuple[float, ...] = ()
    tail: Tail | None = None
    objective: float = float("inf")
    gap: float = float("inf")
    bindings: tuple[Binding, ...] = ()
    reasons: tuple[Reason, ...] = ()


def solve(problem: Problem, limits: Limits = FREE, *, form: Form | None = None,
          progress: Progress = SILENT) -> Solution:
    """The plan of least (1 - weight) mean + weight CVaR within the limits. Infeasible is an answer, not an error.

    HiGHS can't be interrupted: ``progress`` is asked between searches, and ``limits.time_limit_s`` ends each of them.
    """
    form = form or chosen_form(problem)
    progress.step(0.0, "plan")
    stage = build(problem, limits, form)
    answer = minimise(stage.program, gap=limits.gap, time_limit_s=limits.time_limit_s)
    progress.step(0.6, "plan")
    if not answer.feasible:
        return Solution(Status.INFEASIBLE, form, reasons=obstacles(problem, limits, form))
    if answer.x is None:
        return Solution(Status.NOTHING_FOUND, form)
    if form is Form.REDUCED and not exact(problem):
        return _judged(problem, limits, stage, answer, Part(progress, 0.6, 1.0))
    plan = read_plan(problem, stage, answer.x)
    costs = answer.x[stage.costs] if limits.tail_weight < 1 else evaluate(problem, plan)
    return _solution(problem, limits, stage, answer, plan, [float(cost) for cost in costs], form)


def _judged(problem: Problem, limits: Limits, stage: FirstStage, answer: Answer, progress: Progress) -> Solution:
    """A plan from a bound: judged exactly, and searched again with a tighter tail limit until it keeps the true one."""
    first, asked = answer, limits.tail_limit
    for attempt in range(REPAIRS):
        assert answer.x is not None
        progress.step(attempt / REPAIRS, "plan")
        plan = read_plan(problem, stage, answer.x)
        costs = evaluate(problem, plan, progress=Part(progress, attempt / REPAIRS, (attempt + 1) / REPAIRS))
        over = tail(costs, limits.tail_level, weights=problem.weights).cvar - (asked or float("inf"))
        if asked is None or over <= 1e-6 * abs(asked):
            bounded = replace(answer, bound=first.bound)
            return _solution(problem, limits, stage, bounded, plan, costs, Form.REDUCED)
        assert limits.tail_limit is not None
        limits = replace(limits, tail_limit=limits.tail_limit - over)
        stage = build(problem, limits, Form.REDUCED)
        answer = minimise(stage.program, gap=limits.gap, time_limit_s=limits.time_limit_s)
        if answer.x is None:
            break
    return solve(problem, replace(limits, tail_limit=asked), form=Form.FULL, progress=progress)


def _solution(problem: Problem, limits: Limits, stage: FirstStage, answer: Answer, plan: Plan, costs: Sequence[float],
              form: Form) -> Solution:
    judged = tail(costs, limits.tail_level, weights=problem.weights)
    objective = (1 - limits.tail_weight) * judged.mean + limits.tail_weight * judged.cvar
    gap = max(objective - answer.bound, 0.0) / max(abs(objective), 1e-9)
    status = Status.OPTIMAL if gap <= max(limits.gap, 1e-6) else Status.NEAR
    if not answer.proven:
        status = Status.TIME_LIMIT
    return Solution(status, form, plan, tuple(costs), judged, objective, gap,
                    _bindings(problem, limits, stage, answer))


def _bindings(problem: Problem, limits: Limits, stage: FirstStage, answer: Answer) -> tuple[Binding, ...]:
    prices = answer.prices
    if prices is None:
        return ()
    found = [Binding(limit, "", -float(prices.rows[row])) for limit, row in
             ((Limit.BUDGET, stage.budget_row), (Limit.TAIL, stage.tail_row)) if row is not None]
    found += [Binding(Limit.CEILING, line.name, -float(prices.columns[column])) for i, (line, column)
              in enumerate(zip(problem.lines, stage.stock, strict=True)) if i not in limits.stock]
    for j, rows in stage.granted.items():
        found.append(Binding(Limit.GRANTED, problem.sources[j].name, -float(prices.rows[rows].sum())))
    return tuple(sorted((b for b in found if b.value > 1e-7), key=lambda binding: -binding.value))
