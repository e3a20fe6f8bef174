"""A plan is judged in parts of a few scenarios: each costs what it costs in one program of all."""

from __future__ import annotations

import pytest

from builders_planning import random_problem
from ytterby.planning.firststage import Limits
from ytterby.planning.forms import Form, Plan, build
from ytterby.planning.judge import FULL_TOGETHER, evaluate
from ytterby.planning.program import minimise


@pytest.mark.parametrize("kind", ["holding", "backlog", "shared"])
def test_scenarios_judged_in_parts_cost_what_they_cost_together(kind: str) -> None:
    judged = 0
    for seed in range(30):
        problem = random_problem(seed, **{kind: True})
        if problem.scenarios <= FULL_TOGETHER:
            continue
        plan = Plan(tuple(min(3.0, line.ceiling) for line in problem.lines), (True,) * len(problem.sources), 0.0)
        limits = Limits(stock=dict(enumerate(plan.stock)), qualify=dict(enumerate(plan.qualified)))
        together = build(problem, limits, Form.FULL)
        answer = minimise(together.program, gap=0.0, time_limit_s=None)
        if answer.x is not None:
            assert evaluate(problem, plan) == pytest.approx(tuple(answer.x[together.costs]), abs=1e-6), seed
            judged += 1
    assert judged > 5
