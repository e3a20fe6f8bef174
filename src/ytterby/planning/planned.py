"""A plan made and judged: on stratified scenarios found, on fresh ones compared with buying nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ytterby.core.progress import SILENT, Part, Progress
from ytterby.planning.allocation import Problem
from ytterby.planning.firststage import Limits
from ytterby.planning.forms import Form, Plan
from ytterby.planning.frontier import Frontier, frontier
from ytterby.planning.judge import Judgement, judge
from ytterby.planning.solve import Solution, Status, solve
from ytterby.planning.stocking import Planner, Stocking


@dataclass(frozen=True, slots=True, eq=False)
class Planned:
    """``judged`` and ``without`` (nothing bought, nobody qualified) on the same fresh trials; None without a plan."""

    stocking: Stocking
    solution: Solution
    judged: Judgement | None
    without: Judgement | None
    frontier: Frontier | None


def make_plan(planner: Planner, limits: Limits, *, scenarios: int, fresh: int, frontier_points: int = 0,
              progress: Progress = SILENT) -> Planned:
    """Raises PlanningError where a margin is missing. Infeasible is an answer: see ``solution.reasons``."""
    stocking = planner.stocking(scenarios)
    if not stocking.problem.products:
        none = Solution(Status.NOTHING_TO_DO, Form.FULL, nothing(stocking.problem), objective=0.0, gap=0.0)
        return Planned(stocking, none, None, None, None)
    solution = solve(stocking.problem, limits, progress=Part(progress, 0.0, 0.4))
    points = None
    if frontier_points:
        points = frontier(stocking.problem, limits, points=max(frontier_points, 2), progress=Part(progress, 0.4, 0.8))
    if solution.plan is None or fresh < 2:
        return Planned(stocking, solution, None, None, points)
    others = planner.fresh(fresh).problem
    judged = judge(others, solution.plan, tail_level=limits.tail_level, progress=Part(progress, 0.8, 0.9))
    without = judge(others, nothing(others), tail_level=limits.tail_level, progress=Part(progress, 0.9, 1.0))
    return Planned(stocking, solution, judged, without, points)


def nothing(problem: Problem) -> Plan:
    """Buy no advance stock and qualify nobody."""
    return Plan((0.0,) * len(problem.lines), tuple(not source.optional for source in problem.sources), 0.0)


def saves(planned: Planned) -> bool:
    """Does the plan cost less than buying nothing, on average or in the worst tenth, on the fresh trials?"""
    judged, without = planned.judged, planned.without
    return judged is None or without is None or (
        judged.tail.mean < without.tail.mean - 0.5 or judged.tail.cvar < without.tail.cvar - 0.5)


def undisturbed(problem: Problem) -> float:
    """What the material of the horizon costs where nothing is ever late, beyond the stock on hand: no plan can save it.

    Each line at the price of the source it has, and at none where it has none.
    """
    price = {offer.line: offer.price for source in reversed(problem.sources) if not source.optional
             for offer in source.offers}
    needed = dict.fromkeys(range(len(problem.lines)), 0.0)
    for product in problem.products:
        for line, quantity in product.uses:
            needed[line] += float(product.demand.sum(axis=1).mean()) * quantity
    return sum(max(pieces - problem.lines[line].stock, 0.0) * price.get(line, 0.0) for line, pieces in needed.items())


def costs_of(planned: Planned, money: Callable[[float], str]) -> tuple[tuple[str, str], ...]:
    """The parameters of the sentence plan-costs: what the costs of buying nothing are made of."""
    assert planned.without is not None
    problem = planned.stocking.problem
    material = min(undisturbed(problem), planned.without.tail.mean)
    return (("weeks", str(problem.weeks)), ("material", money(material)),
            ("rest", money(planned.without.tail.mean - material)))


def chosen_sources(planned: Planned) -> Sequence[str]:
    """Names of the sources that the plan qualifies."""
    plan = planned.solution.plan
    if plan is None:
        return ()
    return [source.name for source, taken in zip(planned.stocking.problem.sources, plan.qualified, strict=True)
            if taken and source.optional]
