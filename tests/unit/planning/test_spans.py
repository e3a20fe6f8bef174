"""Weeks that are alike are taken together, and nothing is lost by it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ytterby.planning import fullform
from ytterby.planning.allocation import Line, Offer, Problem, Product, Source
from ytterby.planning.firststage import Limits
from ytterby.planning.forms import Form
from ytterby.planning.solve import solve
from ytterby.planning.spans import in_spans, may_be_joined


def problem(seed: int) -> Problem:
    """Two products that share a line, closures of random weeks, a candidate with shared capacity and minimum order."""
    rng = np.random.Generator(np.random.PCG64(seed))
    weeks, scenarios = 10, 3
    open_ = np.ones((3, scenarios, weeks))
    for i in range(3):
        for w in range(scenarios):
            start = rng.integers(0, 5)
            open_[i, w, start:start + rng.integers(1, 6)] = rng.choice([0.0, 0.4])
    lines = tuple(Line(f"line {i}", float(rng.integers(0, 30)), 3.3, 60.0, salvage=float(rng.choice([0.0, 1.0])))
                  for i in range(3))
    products = (Product("p", ((0, 1.0), (1, 2.0)), np.full((1, weeks), 8.0), 30.0),
                Product("q", ((1, 1.0), (2, 1.0)), np.full((1, weeks), 5.0), 20.0))
    main = tuple(Source(f"main {i}", (Offer(i, 3.0, 25.0 * open_[i]),)) for i in range(3))
    ramp = np.array([[0.0, 0.0, 4.0, 8.0, *[12.0] * 6]])
    other = Source("other", (Offer(0, 4.0, ramp), Offer(1, 4.0, ramp)), optional=True, fixed_cost=60.0,
                   capacity=np.full((1, weeks), 14.0), minimum_units=20.0)
    return Problem(weeks, (0.5, 0.3, 0.2), lines, products, (*main, other))


@pytest.mark.parametrize("seed", range(12))
def test_the_plan_and_every_cost_are_the_same_with_and_without_joined_weeks(
        seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limits(budget=400.0, tail_weight=0.4)
    joined = solve(problem(seed), limits, form=Form.FULL)
    monkeypatch.setattr(fullform, "may_be_joined", lambda _: False)
    plain = solve(problem(seed), limits, form=Form.FULL)
    assert joined.objective == pytest.approx(plain.objective, rel=1e-7)
    assert joined.tail is not None
    assert plain.tail is not None
    assert joined.tail.cvar == pytest.approx(plain.tail.cvar, rel=1e-7)


def test_a_scenario_without_a_change_is_one_span() -> None:
    made = problem(0)
    calm = replace(made, sources=(*(replace(source, offers=tuple(replace(o, capacity=np.full((1, 10), 9.0))
                                                                  for o in source.offers))
                                    for source in made.sources[:3]),))
    assert in_spans(calm, 1).weeks == 1
    assert in_spans(calm, 1).products[0].demand.tolist() == [[80.0]]
    assert in_spans(calm, 1).sources[0].offers[0].capacity.tolist() == [[90.0]]


def test_weeks_are_not_joined_where_the_order_within_them_costs_something() -> None:
    made = problem(0)
    assert may_be_joined(made)
    assert not may_be_joined(replace(made, lines=(replace(made.lines[0], holding_cost=0.1), *made.lines[1:])))
    assert not may_be_joined(replace(made, products=(replace(made.products[0], kept=0.5), made.products[1])))
