"""A plan judged on scenarios: those it was made for, or fresh ones, each with the best purchases it then allows."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from ytterby.core.errors import PlanningError
from ytterby.core.progress import SILENT, Progress
from ytterby.planning.allocation import Problem, Product, Source, in_scenario
from ytterby.planning.firststage import Limits
from ytterby.planning.forms import Form, Plan, build
from ytterby.planning.program import minimise
from ytterby.planning.reduced import exact, reducible
from ytterby.planning.tail import Tail, tail

SURE = 1.959964  # of the normal distribution: 95 % lie within
TOGETHER = 500  # scenarios in one program of the reduced form
FULL_TOGETHER = 2  # and of the full one, whose effort grows faster than its size


@dataclass(frozen=True, slots=True)
class Judgement:
    """A plan on fresh scenarios: its ``tail``, and half the width of the 95 % interval of mean and of CVaR."""

    tail: Tail
    scenarios: int
    mean_within: float
    cvar_within: float


def judge(problem: Problem, plan: Plan, *, tail_level: float = 0.9, progress: Progress = SILENT) -> Judgement:
    """Mean and tail of the plan over the scenarios of ``problem``, drawn independently and of one weight.

    Standard errors: s/sqrt(n) of the cost, and of VaR + (cost - VaR)+/(1 - level) for the tail.
    """
    import numpy as np

    if problem.scenarios < 2:
        raise PlanningError("A plan is judged on two scenarios or more.")
    costs = evaluate(problem, plan, progress=progress)
    found = tail(costs, tail_level)
    beyond = np.maximum(np.array(costs) - found.var, 0.0) / (1 - tail_level)
    widths = (SURE * float(np.std(values, ddof=1)) / math.sqrt(len(costs)) for values in (costs, beyond))
    return Judgement(found, len(costs), *widths)


def evaluate(problem: Problem, plan: Plan, *, progress: Progress = SILENT) -> tuple[float, ...]:
    """The cost of each scenario under the plan, exact in either form. Fresh scenarios: pass a problem that has them."""
    limits = Limits(stock=dict(enumerate(plan.stock)), qualify=dict(enumerate(plan.qualified)))
    form = Form.REDUCED if reducible(problem) and exact(problem) else Form.FULL
    step = TOGETHER if form is Form.REDUCED else FULL_TOGETHER
    costs: list[float] = []
    for start in range(0, problem.scenarios, step):
        progress.step(start / problem.scenarios, "judge")
        part = _part(problem, range(start, min(start + step, problem.scenarios)))
        stage = build(part, limits, form)
        answer = minimise(stage.program, gap=0.0, time_limit_s=None)
        if answer.x is None:
            raise PlanningError("The plan can't be carried out in every scenario.",
                                remedy="Look at the minimum orders of the sources it qualifies.")
        costs += [float(cost) for cost in answer.x[stage.costs]]
    return tuple(costs)


def _part(problem: Problem, scenarios: range) -> Problem:
    """These scenarios alone, all of one weight: what each costs does not hang on its weight."""
    import numpy as np

    def rows(array: np.ndarray) -> np.ndarray:
        return np.stack([in_scenario(array, scenario) for scenario in scenarios])

    def product(old: Product) -> Product:
        return replace(old, demand=rows(old.demand))

    def source(old: Source) -> Source:
        return replace(old, offers=tuple(replace(offer, capacity=rows(offer.capacity)) for offer in old.offers),
                       capacity=None if old.capacity is None else rows(old.capacity),
                       granted=None if old.granted is None else rows(old.granted))

    return replace(problem, weights=(1 / len(scenarios),) * len(scenarios),
                   products=tuple(map(product, problem.products)), sources=tuple(map(source, problem.sources)))
