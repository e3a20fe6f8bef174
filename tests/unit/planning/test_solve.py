"""Plans: equal to brute force, to the full form, and to what a planner may ask of them."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from itertools import product as combinations

import numpy as np
import pytest

from builders_planning import magnet_problem, random_problem
from ytterby.core.errors import PlanningError
from ytterby.core.progress import Cancelled
from ytterby.core.text import reason_text
from ytterby.planning.allocation import (
    Line,
    Offer,
    Problem,
    Product,
    Source,
    after_delay,
    constant,
    in_scenario,
    ramped,
)
from ytterby.planning.distribution import Lognormal, stratified
from ytterby.planning.firststage import Limits
from ytterby.planning.forms import Form, Plan, build
from ytterby.planning.frontier import AskLevel, best_asking, frontier
from ytterby.planning.judge import evaluate, judge
from ytterby.planning.obstacle import obstacles
from ytterby.planning.program import minimise
from ytterby.planning.reduced import exact, reducible
from ytterby.planning.solve import Limit, Solution, Status, solve
from ytterby.planning.tail import tail


def tiny_problem(seed: int) -> Problem:
    """One or two items in whole numbers, so that a best plan in whole numbers exists."""
    rng = np.random.Generator(np.random.PCG64(seed))
    weeks, scenarios = int(rng.integers(2, 4)), int(rng.integers(1, 3))
    lines, products, sources = [], [], []
    for i in range(int(rng.integers(1, 3))):
        lines.append(Line(f"{i}", float(rng.integers(0, 2)), float(rng.integers(1, 5)), float(rng.integers(0, 4)),
                          float(rng.integers(0, 2)), 0.0))
        products.append(Product(f"{i}", ((i, 1.0),), rng.integers(0, 3, (scenarios, weeks)).astype(float),
                                float(rng.integers(3, 15))))
        sources.append(Source(f"m{i}", (Offer(i, float(rng.integers(1, 6)),
                                              rng.integers(0, 3, (scenarios, weeks)).astype(float)),)))
        alternate = Offer(i, float(rng.integers(1, 9)), rng.integers(0, 3, (1, weeks)).astype(float))
        sources.append(Source(f"a{i}", (alternate,), optional=True, fixed_cost=float(rng.integers(0, 6))))
    weight = float(rng.choice([0.25, 0.5])) if scenarios == 2 else 1.0
    weights = (weight, 1 - weight) if scenarios == 2 else (1.0,)
    return Problem(weeks, weights, tuple(lines), tuple(products), tuple(sources))


def cheapest_weeks(problem: Problem, plan: Plan, scenario: int) -> float:
    """Every way to buy and make, week by week, in whole numbers."""
    total = plan.spend
    for product in problem.products:
        i = product.uses[0][0]
        line, demand = problem.lines[i], in_scenario(product.demand, scenario)
        offers = [(offer.price, in_scenario(offer.capacity, scenario)) for j, source in enumerate(problem.sources)
                  for offer in source.offers if offer.line == i and plan.qualified[j]]
        total += _weeks(line, demand, offers, product.margin, 0, line.stock + plan.stock[i])
    return total


def _weeks(line: Line, demand: np.ndarray, offers: list[tuple[float, np.ndarray]], margin: float, week: int,
           stock: float) -> float:
    if week == len(demand):
        return 0.0
    best = math.inf
    for bought in combinations(*(range(int(capacity[week]) + 1) for _, capacity in offers)):
        paid = sum(price * amount for (price, _), amount in zip(offers, bought, strict=True))
        on_hand = stock + sum(bought)
        for made in range(int(min(on_hand, demand[week])) + 1):
            left = on_hand - made
            cost = paid + line.holding_cost * left + margin * (demand[week] - made)
            if cost < best:
                best = min(best, cost + _weeks(line, demand, offers, margin, week + 1, left))
    return best


def every_plan(problem: Problem) -> list[Plan]:
    plans = []
    optional = [j for j, source in enumerate(problem.sources) if source.optional]
    for stock in combinations(*(range(int(line.ceiling) + 1) for line in problem.lines)):
        for chosen in combinations((False, True), repeat=len(optional)):
            qualified = [True] * len(problem.sources)
            for j, yes in zip(optional, chosen, strict=True):
                qualified[j] = yes
            spend = sum(n * line.stock_price for n, line in zip(stock, problem.lines, strict=True))
            spend += sum(source.fixed_cost for source, yes in zip(problem.sources, qualified, strict=True) if yes)
            plans.append(Plan(tuple(map(float, stock)), tuple(qualified), spend))
    return plans


def costs_of(problem: Problem, plan: Plan) -> list[float]:
    return [cheapest_weeks(problem, plan, scenario) for scenario in range(problem.scenarios)]


@pytest.mark.parametrize("block", range(10))
def test_two_hundred_tiny_plans_are_those_of_brute_force(block: int) -> None:
    for seed in range(20 * block, 20 * block + 20):
        problem = tiny_problem(seed)
        best = min(sum(w * c for w, c in zip(problem.weights, costs_of(problem, plan), strict=True))
                   for plan in every_plan(problem))
        found = solve(problem, form=Form.FULL)
        assert found.status is Status.OPTIMAL
        assert found.objective == pytest.approx(best, abs=1e-6), seed
        assert found.plan
        assert evaluate(problem, found.plan) == pytest.approx(found.costs, abs=1e-6), seed


def test_each_scenario_of_a_given_plan_costs_what_brute_force_finds() -> None:
    for seed in range(25):
        problem = tiny_problem(seed)
        for plan in every_plan(problem)[::3]:
            assert evaluate(problem, plan) == pytest.approx(costs_of(problem, plan), abs=1e-6), (seed, plan)


ASKED = (Limits(), Limits(tail_weight=0.5, tail_level=0.7), Limits(budget=40.0))


@pytest.mark.parametrize("limits", ASKED, ids=("mean", "tail", "budget"))
def test_the_reduced_form_equals_the_full_form(limits: Limits) -> None:
    for seed in range(40):
        problem = random_problem(seed)
        assert reducible(problem)
        assert exact(problem)
        full, reduced = (solve(problem, limits, form=form) for form in (Form.FULL, Form.REDUCED))
        assert full.status == reduced.status
        assert reduced.objective == pytest.approx(full.objective, rel=1e-6, abs=1e-6), seed


def test_the_reduced_form_keeps_a_tail_limit_as_the_full_form_does() -> None:
    for seed in range(20):
        problem = random_problem(seed)
        ends = [solve(problem, Limits(tail_weight=weight, tail_level=0.7)).tail for weight in (0.0, 0.999)]
        assert ends[0]
        assert ends[1]
        limits = Limits(tail_limit=(ends[0].cvar + ends[1].cvar) / 2 + 1e-6, tail_level=0.7)
        full, reduced = (solve(problem, limits, form=form) for form in (Form.FULL, Form.REDUCED))
        assert full.status is reduced.status is Status.OPTIMAL
        assert reduced.objective == pytest.approx(full.objective, rel=1e-5), seed


def test_with_holding_cost_the_reduced_form_is_a_true_bound_and_its_plan_is_judged_exactly() -> None:
    for seed in range(25):
        problem = random_problem(seed, holding=True)
        full, reduced = (solve(problem, form=form) for form in (Form.FULL, Form.REDUCED))
        assert not exact(problem)
        assert reduced.objective >= full.objective - 1e-6, seed
        assert reduced.objective * (1 - reduced.gap) <= full.objective + 1e-6, seed
        assert reduced.plan
        assert evaluate(problem, reduced.plan) == pytest.approx(reduced.costs)


def test_the_bound_of_the_reduced_form_is_below_every_plan_and_tight_where_stock_is_used_first() -> None:
    def bound(problem: Problem) -> float:
        return minimise(build(problem, Limits(), Form.REDUCED).program, gap=1e-9, time_limit_s=None).value

    for seed in range(25):
        problem = random_problem(seed, holding=True)
        assert bound(problem) <= solve(problem, form=Form.FULL).objective + 1e-6, seed
    assert bound(magnet_problem()) == pytest.approx(15690.0)


@pytest.mark.parametrize("limit", [25000, 24500, 24000])
def test_a_tail_limit_is_kept_by_the_true_tail_of_a_plan_from_a_bound(limit: float) -> None:
    problem = magnet_problem()
    idle = replace(problem.lines[0], stock=20.0, holding_cost=1.0)  # lies while the alternate ramps up
    problem = replace(problem, lines=(idle,))
    full, reduced = (solve(problem, Limits(tail_limit=limit), form=form) for form in (Form.FULL, Form.REDUCED))
    assert reduced.form is Form.REDUCED
    assert reduced.tail
    assert reduced.tail.cvar <= limit * (1 + 2e-6)
    assert reduced.objective == pytest.approx(full.objective, rel=1e-5)


@pytest.mark.parametrize("kind", ["backlog", "shared"])
def test_backlog_and_shared_capacity_are_left_to_the_full_form(kind: str) -> None:
    problem = random_problem(3, **{kind: True})
    assert not reducible(problem) or not any(source.capacity is not None for source in problem.sources)
    found = solve(problem)
    assert found.form is (Form.REDUCED if reducible(problem) else Form.FULL)
    assert found.plan
    assert evaluate(problem, found.plan) == pytest.approx(found.costs, abs=1e-6)


def one_week_late(kept: float, delay_cost: float) -> Solution:
    """Demand of 10 in week 1, supply of 10 in week 2."""
    demand, supply = np.array([[10.0, 0.0]]), np.array([[0.0, 10.0]])
    return solve(Problem(2, (1.0,), (Line("x", 0, 99, 0),),
                         (Product("p", ((0, 1.0),), demand, 20.0, kept=kept, delay_cost=delay_cost),),
                         (Source("s", (Offer(0, 3.0, supply),)),)))


@pytest.mark.parametrize(("kept", "cost"), [(0.0, 200.0), (1.0, 10 * 3 + 10 * 1.5), (0.6, 4 * 20 + 6 * 3 + 6 * 1.5)])
def test_kept_demand_is_served_late_and_the_rest_is_lost(kept: float, cost: float) -> None:
    assert one_week_late(kept, 1.5).objective == pytest.approx(cost)


def test_shortage_of_one_line_stops_the_product_and_is_counted_once() -> None:
    lines = (Line("a", 0, 5, 0), Line("b", 50, 5, 0))
    product = Product("p", ((0, 1.0), (1, 2.0)), constant(4, 10.0), 30.0)
    found = solve(Problem(4, (1.0,), lines, (product,), (Source("a", (Offer(0, 1.0, constant(4, 7.0)),)),)))
    made = 50 / 2  # b lasts for 25, a would for 28
    assert found.objective == pytest.approx((40 - made) * 30 + made * 1)


def test_a_granted_quantity_is_drawn_down() -> None:
    source = Source("licensed", (Offer(0, 1.0, constant(5, 10.0)),), granted=np.array([20.0]))
    problem = Problem(5, (1.0,), (Line("a", 0, 5, 0),), (Product("p", ((0, 1.0),), constant(5, 10.0), 9.0),), (source,))
    for form in Form:
        assert solve(problem, form=form).objective == pytest.approx(20 * 1 + 30 * 9)
    binding = solve(problem, form=Form.FULL).bindings[0]
    assert (binding.limit, binding.name, binding.value) == (Limit.GRANTED, "licensed", pytest.approx(8.0))


def test_a_minimum_order_is_taken_whole_or_not_at_all() -> None:
    def problem(least: float) -> Problem:
        line = Line("a", 0, 5, 30, minimum_units=least)
        return Problem(2, (1.0,), (line,), (Product("p", ((0, 1.0),), constant(2, 4.0), 12.0),), ())

    assert solve(problem(0)).plan.stock == pytest.approx((8.0,))  # type: ignore[union-attr]
    assert solve(problem(10)).plan.stock == pytest.approx((10.0,))  # type: ignore[union-attr]
    assert solve(problem(20)).plan.stock == pytest.approx((0.0,))  # type: ignore[union-attr]


def test_a_qualified_source_is_bought_from_for_its_minimum() -> None:
    source = Source("s", (Offer(0, 1.0, constant(2, 10.0)),), minimum_units=15)
    problem = Problem(2, (1.0,), (Line("a", 0, 5, 0),), (Product("p", ((0, 1.0),), constant(2, 4.0), 12.0),), (source,))
    assert solve(problem).objective == pytest.approx(15)


def test_capacity_is_shared_by_the_lines_of_a_source() -> None:
    lines = (Line("a", 0, 9, 0), Line("b", 0, 9, 0))
    products = tuple(Product(name, ((i, 1.0),), constant(1, 10.0), margin) for i, name, margin in
                     ((0, "p", 5.0), (1, "q", 8.0)))
    offers = (Offer(0, 1.0, constant(1, 10.0)), Offer(1, 1.0, constant(1, 10.0)))
    source = Source("s", offers, capacity=constant(1, 12.0))
    found = solve(Problem(1, (1.0,), lines, products, (source,)))
    assert found.form is Form.FULL
    assert found.objective == pytest.approx(12 * 1 + 8 * 5)


def test_a_forbidden_source_delivers_nothing_even_where_it_is_not_optional() -> None:
    for form in Form:
        found = solve(magnet_problem(holding_cost=0.0), Limits(qualify={0: False, 1: False}, stock={0: 0.0}), form=form)
        assert found.objective == pytest.approx(1200 * 35)


def test_infeasible_says_why_and_what_would_make_it_feasible() -> None:
    found = solve(magnet_problem(), Limits(tail_limit=22000))
    assert found.status is Status.INFEASIBLE
    assert found.plan is None
    told = [reason_text(reason) for reason in found.reasons]
    assert told[0].startswith("Even 600 units of advance stock and further sources (Alternate) leave a tail of 23,029")
    units = float(dict(found.reasons[1].params)["units"])
    freed = magnet_problem(ceiling=units + 1)
    assert solve(freed, Limits(tail_limit=22000)).status is Status.OPTIMAL
    assert solve(magnet_problem(ceiling=units - 1), Limits(tail_limit=22000)).status is Status.INFEASIBLE


def test_a_budget_that_is_too_small_is_told_with_the_one_that_would_do() -> None:
    found = solve(magnet_problem(), Limits(tail_limit=24000, budget=3000))
    needed = next(dict(reason.params)["needed"] for reason in found.reasons if reason.code == "plan-needs-budget")
    budget = float(needed.replace(",", ""))
    assert solve(magnet_problem(), Limits(tail_limit=24000, budget=budget)).status is Status.OPTIMAL
    assert solve(magnet_problem(), Limits(tail_limit=24000, budget=budget - 2)).status is Status.INFEASIBLE


def test_given_decisions_that_contradict_each_other_are_told_so() -> None:
    source = Source("s", (Offer(0, 1.0, constant(2, 1.0)),), minimum_units=15)
    problem = Problem(2, (1.0,), (Line("a", 0, 5, 0),), (Product("p", ((0, 1.0),), constant(2, 4.0), 12.0),), (source,))
    assert [reason.code for reason in solve(problem).reasons] == ["plan-contradicts-itself"]


@pytest.mark.parametrize(("limits", "more", "limit"), [
    (Limits(budget=4000.0), Limits(budget=4001.0), Limit.BUDGET),
    (Limits(tail_limit=25000.0), Limits(tail_limit=25001.0), Limit.TAIL)])
def test_a_shadow_value_is_what_one_more_unit_saves(limits: Limits, more: Limits, limit: Limit) -> None:
    held, eased = solve(magnet_problem(), limits), solve(magnet_problem(), more)
    binding = next(binding for binding in held.bindings if binding.limit is limit)
    assert binding.value == pytest.approx(held.objective - eased.objective, rel=1e-4)


def test_the_value_of_a_ceiling_is_what_one_more_unit_of_it_saves() -> None:
    held, eased = solve(magnet_problem(ceiling=300)), solve(magnet_problem(ceiling=301))
    assert [(binding.limit, binding.name) for binding in held.bindings] == [(Limit.CEILING, "Magnet")]
    assert held.bindings[0].value == pytest.approx(held.objective - eased.objective)


def test_the_frontier_falls_and_shows_where_a_source_must_be_qualified() -> None:
    line = frontier(magnet_problem(), Limits(), points=6)
    tails = [point.tail for point in line.points if point.tail]
    assert all(left.cvar > right.cvar - 1e-6 and left.mean <= right.mean + 1e-6
               for left, right in pairwise(tails))
    (jump,) = line.jumps
    assert tails[jump].mean - tails[jump - 1].mean > 4500  # most of the 6,000 of a qualification
    assert tails[jump - 1].cvar - tails[jump].cvar < 100  # the place is known to a small part of the whole
    assert (tails[0].mean, tails[0].cvar) == pytest.approx((15690.0, 28690.0))
    assert tails[-1].cvar == pytest.approx(23028.75)


def test_asking_for_more_is_weighed_against_a_lower_chance_of_approval() -> None:
    def level(approval: float, ceiling: float) -> Problem:
        base = magnet_problem(ceiling=ceiling)
        weights = (0.6 * approval, 0.25 * approval, 0.1 * approval, 1 - 0.95 * approval)
        return replace(base, weights=weights)

    levels = [AskLevel(1.0, level(1.0, 200)), AskLevel(1.5, level(0.95, 400)), AskLevel(2.0, level(0.5, 600))]
    asking = best_asking(levels, Limits())
    assert asking.best is not None
    assert asking.solutions[asking.best].objective == min(s.objective for s in asking.solutions)
    assert best_asking(levels, Limits(tail_limit=1.0)).best is None


def test_more_stock_or_one_more_source_never_costs_more_when_it_is_free() -> None:
    for seed in range(10):
        problem = random_problem(seed)
        before = solve(problem).objective
        free = Source("free", (Offer(0, 0.0, ramped(problem.weeks, 1, (1.0,))),))
        richer = tuple(replace(line, stock=line.stock + 1) for line in problem.lines)
        assert solve(replace(problem, sources=(*problem.sources, free))).objective <= before + 1e-6
        assert solve(replace(problem, lines=richer)).objective <= before + 1e-6


def with_waits(weeks: tuple[float, ...]) -> Problem:
    base = magnet_problem(holding_cost=0.0)
    main = Source("Main", (Offer(0, 10.0, after_delay(base.weeks, weeks, 130.0)),))
    return replace(base, weights=(1 / len(weeks),) * len(weeks), sources=(main, base.sources[1]))


def test_a_plan_made_on_stratified_waits_holds_on_fresh_ones() -> None:
    wait = Lognormal.from_median_p90(60 / 7, 120 / 7)
    made_on = with_waits(stratified(wait, 50))
    plan = solve(made_on).plan
    assert plan
    rng = np.random.Generator(np.random.PCG64(11))
    fresh = [judge(with_waits(tuple(rng.lognormal(wait.mu, wait.sigma, 2000).tolist())), plan) for _ in range(2)]
    assert abs(fresh[0].tail.mean - fresh[1].tail.mean) < fresh[0].mean_within + fresh[1].mean_within
    assert abs(fresh[0].tail.cvar - fresh[1].tail.cvar) <= fresh[0].cvar_within + fresh[1].cvar_within
    expected = sum(evaluate(made_on, plan)) / 50
    assert expected == pytest.approx(fresh[0].tail.mean, abs=3 * fresh[0].mean_within)
    assert 0 < fresh[0].mean_within < 0.05 * fresh[0].tail.mean


def test_a_problem_without_items_costs_nothing() -> None:
    found = solve(Problem(4, (0.5, 0.5), (), (), ()), Limits(tail_weight=0.5))
    assert (found.status, found.objective) == (Status.OPTIMAL, 0.0)


def test_the_tail_is_never_below_the_mean_and_follows_from_the_costs() -> None:
    for seed in range(10):
        problem = random_problem(seed)
        found = solve(problem, Limits(tail_weight=0.3))
        assert found.tail == tail(found.costs, 0.9, weights=problem.weights)
        assert found.tail.cvar >= found.tail.mean - 1e-9


def test_a_search_out_of_time_says_so() -> None:
    found = solve(random_problem(5, holding=True), Limits(time_limit_s=1e-9))
    assert found.status in (Status.NOTHING_FOUND, Status.TIME_LIMIT)


def test_no_reason_is_made_up_when_the_time_for_it_is_up() -> None:
    limits = Limits(tail_limit=22000, time_limit_s=1e-9)
    assert [reason.code for reason in obstacles(magnet_problem(), limits, Form.FULL)] == ["plan-reason-not-found"]


class Stopped:
    def step(self, done: float, label: str = "") -> None:
        raise Cancelled


def test_a_stop_passes_through() -> None:
    with pytest.raises(Cancelled):
        solve(magnet_problem(), progress=Stopped())


@pytest.mark.parametrize("broken", [
    lambda: Problem(2, (0.5,), (), (), ()),
    lambda: Problem(2, (1.0,), (Line("a", 0, 1, -1),), (), ()),
    lambda: Problem(2, (1.0,), (Line("a", 0, 1, 2, minimum_units=3),), (), ()),
    lambda: Problem(2, (1.0,), (Line("a", -1, 1, 2),), (), ()),
    lambda: Problem(2, (1.0,), (Line("a", 0, 1, 2),), (Product("p", ((1, 1.0),), constant(2, 1), 3.0),), ()),
    lambda: Problem(2, (1.0,), (Line("a", 0, 1, 2),), (Product("p", ((0, 1.0),), constant(3, 1), 3.0),), ()),
    lambda: Problem(2, (1.0,), (Line("a", 0, 1, 2),), (), (Source("s", (Offer(0, 1.0, constant(2, -1)),)),)),
    lambda: Limits(tail_level=1.0), lambda: Limits(tail_weight=1.5), lambda: Limits(time_limit_s=0.0),
    lambda: Limits(budget=-1.0)])
def test_an_impossible_problem_is_refused(broken: object) -> None:
    with pytest.raises(PlanningError):
        broken()  # type: ignore[operator]
