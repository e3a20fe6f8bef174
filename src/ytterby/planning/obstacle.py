"""Why no plan keeps the limits, and what would make one possible: the answer that "infeasible" owes."""

from __future__ import annotations

import math
from dataclasses import replace

from ytterby.core.finding import Reason
from ytterby.planning.allocation import Problem
from ytterby.planning.firststage import Limits
from ytterby.planning.forms import Form, Plan, build, read_plan
from ytterby.planning.judge import evaluate
from ytterby.planning.program import minimise
from ytterby.planning.reduced import exact
from ytterby.planning.tail import tail


def obstacles(problem: Problem, limits: Limits, form: Form) -> tuple[Reason, ...]:
    """Reasons in the order of what a planner can change: tail limit, budget, ceilings; then minimum orders."""
    found = []
    lowest = _lowest_tail(problem, limits, form)
    if lowest is not None and limits.tail_limit is not None:
        found.append(_out_of_reach(problem, *lowest, limits.tail_limit))
    if limits.budget is not None:
        needed = _least_spend(problem, replace(limits, budget=None), form)
        if needed is not None:
            found.append(Reason.of("plan-needs-budget", needed=_money(math.ceil(needed)),
                                   budget=_money(limits.budget)))
    if limits.tail_limit is not None and any(math.isfinite(line.ceiling) for line in problem.lines):
        freed = replace(problem, lines=tuple(replace(line, ceiling=math.inf) for line in problem.lines))
        without = _lowest_tail(freed, limits, form)
        if without is not None and without[0] <= limits.tail_limit:
            found.append(Reason.of("plan-held-by-ceilings", tail=_money(without[0]),
                                   units=_money(_least_stock(freed, limits, form))))
    if found:
        return tuple(found)
    stage = build(problem, replace(limits, tail_limit=None, budget=None), form)
    given = minimise(stage.program, gap=limits.gap, time_limit_s=limits.time_limit_s)
    return (Reason.of("plan-reason-not-found" if given.feasible else "plan-contradicts-itself"),)


def _lowest_tail(problem: Problem, limits: Limits, form: Form) -> tuple[float, Plan] | None:
    """The least CVaR within the other limits, and the plan that has it; None where even those can't be kept.

    From a bound the plan's own tail is told, as a planner would find it.
    """
    stage = build(problem, replace(limits, tail_limit=None, tail_weight=1.0), form)
    answer = minimise(stage.program, gap=limits.gap, time_limit_s=limits.time_limit_s)
    if answer.x is None:
        return None
    plan = read_plan(problem, stage, answer.x)
    if form is Form.FULL or exact(problem):
        return answer.value, plan
    return tail(evaluate(problem, plan), limits.tail_level, weights=problem.weights).cvar, plan


def _least_spend(problem: Problem, limits: Limits, form: Form) -> float | None:
    """The least spend now that keeps the other limits."""
    stage = build(problem, limits, form)
    stage.program.costs.clear()
    stage.program.cost(stage.stock, [line.stock_price for line in problem.lines])
    stage.program.cost(stage.qualified, [source.fixed_cost for source in problem.sources])
    answer = minimise(stage.program, gap=limits.gap, time_limit_s=limits.time_limit_s)
    return None if answer.x is None else answer.value


def _least_stock(problem: Problem, limits: Limits, form: Form) -> float:
    """The least units of advance stock in all that keep the limits."""
    stage = build(problem, limits, form)
    stage.program.costs.clear()
    stage.program.cost(stage.stock, 1.0)
    answer = minimise(stage.program, gap=limits.gap, time_limit_s=limits.time_limit_s)
    return math.inf if answer.x is None else answer.value


def _out_of_reach(problem: Problem, least: float, plan: Plan, asked: float) -> Reason:
    """The plan with the least tail, and whether it takes further sources."""
    told = {"tail": _money(least), "limit": _money(asked), "units": _money(sum(plan.stock))}
    names = [source.name for source, chosen in zip(problem.sources, plan.qualified, strict=True)
             if chosen and source.optional]
    if not names:
        return Reason.of("plan-tail-out-of-reach-of-stock", **told)
    return Reason.of("plan-tail-out-of-reach", **told, sources=", ".join(names))


def _money(amount: float) -> str:
    return f"{amount:,.0f}"
