"""When to stop qualifying: the worth of a source falls with its delay and does not hang on what was spent."""

from __future__ import annotations

import pytest

from builders_planning import magnet_problem
from ytterby.core.errors import PlanningError
from ytterby.planning.firststage import Limits
from ytterby.planning.qualifying import worth_of_qualifying
from ytterby.planning.solve import solve

SAFE = Limits(tail_weight=0.999)


def test_the_worth_is_what_the_source_saves_before_its_own_cost() -> None:
    """METHODS M9: the safest plan qualifies at 6,000, so the source is worth more than that."""
    problem = magnet_problem()
    found = worth_of_qualifying(problem, SAFE, 1, remaining_cost=6000.0, delays_weeks=(0,))
    best, without = solve(problem, SAFE), solve(problem, Limits(tail_weight=0.999, qualify={1: False}))
    assert found.worth[0] == pytest.approx(without.objective - best.objective + 6000.0, rel=1e-6)
    assert found.go_on


def test_on_average_it_does_not_pay_to_go_on() -> None:
    """Case A of METHODS M9: the cheapest plan on average qualifies nobody."""
    found = worth_of_qualifying(magnet_problem(), Limits(), 1, remaining_cost=6000.0, delays_weeks=(0,))
    assert 0 < found.worth[0] < 6000
    assert not found.go_on
    assert found.latest_weeks is None
    assert worth_of_qualifying(magnet_problem(), Limits(), 1, remaining_cost=10.0, delays_weeks=(0,)).go_on


def test_a_source_that_comes_later_is_never_worth_more() -> None:
    found = worth_of_qualifying(magnet_problem(), SAFE, 1, remaining_cost=3000.0, delays_weeks=(8, 0, 2, 4))
    assert found.delays_weeks == (0, 2, 4, 8)
    assert all(later <= sooner + 1e-6 for sooner, later in zip(found.worth, found.worth[1:], strict=False))
    assert found.worth[-1] == pytest.approx(0.0, abs=1e-6)  # after week 12 nothing is left of the horizon
    assert found.latest_weeks is not None
    assert found.latest_weeks < 8


def test_a_source_that_always_delivers_is_not_one_to_qualify() -> None:
    with pytest.raises(PlanningError):
        worth_of_qualifying(magnet_problem(), SAFE, 0, remaining_cost=1.0)


def test_where_no_plan_does_without_it_that_is_said() -> None:
    with pytest.raises(PlanningError, match="without this source"):
        worth_of_qualifying(magnet_problem(), Limits(tail_limit=24_000.0), 1, remaining_cost=1.0)
