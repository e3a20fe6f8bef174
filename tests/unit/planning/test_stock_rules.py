"""Closed forms of lot size and base stock: against their definitions, brute force and METHODS' further numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import product as combinations

import numpy as np
import pytest

from ytterby.core.errors import PlanningError
from ytterby.planning import basestock, lotsize
from ytterby.planning.basestock import ClosureChain
from ytterby.planning.commoncause import all_in_time
from ytterby.planning.criticality import (
    geopolrisk,
    governance_hhi,
    import_reliance,
    is_critical,
    supply_risk,
    yale_criticality,
)
from ytterby.planning.distribution import Discrete, Distribution, Lognormal, Normal, Poisson, Uniform
from ytterby.planning.tomlin import Tactic, break_even_premium, compare_tactics

DISTRIBUTIONS: tuple[Distribution, ...] = (
    Normal(50, 8), Lognormal(3, 0.4), Uniform(-5, 20), Poisson(6.5), Discrete((1.0, 4.0, 9.0), (0.5, 0.3, 0.2)))


@pytest.mark.parametrize("distribution", DISTRIBUTIONS, ids=lambda d: type(d).__name__)
def test_mean_and_excess_follow_from_the_quantiles(distribution: Distribution) -> None:
    points = [(k + 0.5) / 40_000 for k in range(40_000)]
    values = np.array([distribution.quantile(p) for p in points])
    assert distribution.mean == pytest.approx(values.mean(), rel=2e-3)
    for level in (-10.0, 0.0, 3.0, 6.0, 7.5, 25.0, 60.0):
        assert distribution.excess(level) == pytest.approx(np.maximum(values - level, 0).mean(), rel=5e-3, abs=2e-3)


def test_a_distribution_without_spread_is_a_number() -> None:
    for certain in (Normal(7, 0), Lognormal(math.log(7), 0), Discrete.evenly([7.0])):
        assert certain.quantile(0.3) == pytest.approx(7)
        assert certain.excess(4) == pytest.approx(3)
        assert certain.excess(9) == 0


@pytest.mark.parametrize("demand", DISTRIBUTIONS, ids=lambda d: type(d).__name__)
def test_no_level_is_cheaper_than_the_newsvendor_s(demand: Distribution) -> None:
    best = basestock.newsvendor(demand, holding_cost=0.4, shortage_cost=1.1)
    for step in (-3.0, -1.0, 1.0, 3.0):
        assert basestock.newsvendor_cost(best.level + step, demand, holding_cost=0.4, shortage_cost=1.1) >= best.cost


def test_the_further_newsvendors_of_methods_m8() -> None:
    """Stockpyl's unit tests of Snyder and Shen 2e: examples 4.3, 4.4, problem 4.8."""
    assert basestock.newsvendor(Normal(50, 8), holding_cost=0.18, shortage_cost=0.7).level == pytest.approx(
        56.6040, abs=5e-5)
    assert basestock.newsvendor(Normal(50, 8).over(5), holding_cost=0.18, shortage_cost=0.7).cost == pytest.approx(
        4.4668, abs=5e-5)
    assert basestock.newsvendor(Lognormal(6, 0.3), holding_cost=1, shortage_cost=0.1765).cost == pytest.approx(
        29.4425, abs=5e-5)
    assert basestock.newsvendor(Poisson(6), holding_cost=1, shortage_cost=4).cost == pytest.approx(3.5701, abs=5e-5)


def test_the_further_numbers_of_methods_m4_to_m7() -> None:
    """Stockpyl's unit tests of Snyder and Shen 2e: problem 3.1, examples 9.1, 9.3, 9.4, 9.5, problem 9.8."""
    assert lotsize.eoq(fixed_cost=2250, holding_cost=275, demand_rate=182500).cost_rate == pytest.approx(
        475230.207, abs=1e-3)
    closures = lotsize.Closures(8, 0.225, 5, 1300, 1.5, 14)
    assert lotsize.eoq_with_closures(closures).quantity == pytest.approx(772.8111, abs=1e-4)
    assert closures.cost_rate(1100) == pytest.approx(184.7949, abs=5e-5)
    assert lotsize.eoq_with_closures(lotsize.Closures(35, 4, 22, 30, 1, 12)).quantity == pytest.approx(
        24.0663, abs=5e-5)
    assert ClosureChain(0.25, 3, 2000, 0.04, 0.25).best().cost == pytest.approx(2737.069, abs=5e-4)
    additive = lotsize.eoq_additive_yield(fixed_cost=18500, holding_cost=0.06, demand_rate=75000, yield_mean=-15000,
                                          yield_sd=9000)
    assert additive.quantity == pytest.approx(230246.370, abs=5e-4)
    shared = lotsize.eoq_multiplicative_yield(fixed_cost=18500, holding_cost=0.06, demand_rate=75000, yield_mean=5 / 6,
                                              yield_sd=math.sqrt(5 / 252))
    assert shared.cost_rate == pytest.approx(13086.525, abs=5e-4)


@pytest.mark.parametrize("closures", [
    lotsize.Closures(8, 0.225, 5, 1300, 1.5, 14), lotsize.Closures(500, 30, 900, 10, 0.2, 3),
    lotsize.Closures(0.01, 5, 0.5, 1000, 8, 0.5), lotsize.Closures(2000, 0.01, 1, 3, 1e-3, 50)])
def test_no_order_is_cheaper_than_the_best_one_under_closures(closures: lotsize.Closures) -> None:
    best = lotsize.eoq_with_closures(closures)
    assert best.cost_rate == pytest.approx(closures.cost_rate(best.quantity))
    for factor in np.geomspace(0.01, 100, 81):
        assert closures.cost_rate(best.quantity * factor) >= best.cost_rate * (1 - 1e-12)
    assert best.orders_rate == pytest.approx(closures.demand_rate / best.quantity)


def test_rarer_closures_bring_the_order_back_to_the_plain_one() -> None:
    plain = lotsize.eoq(fixed_cost=8, holding_cost=0.225, demand_rate=1300)
    rare = lotsize.eoq_with_closures(lotsize.Closures(8, 0.225, 5, 1300, 1e-9, 14))
    assert rare.quantity == pytest.approx(plain.quantity, rel=1e-4)


def test_no_quantity_is_cheaper_than_the_one_at_a_price_break() -> None:
    found = lotsize.eoq_all_units(fixed_cost=8, holding_share=0.3, demand_rate=1300, breaks=(0, 400, 800),
                                  prices=(0.75, 0.72, 0.68))
    for quantity in range(50, 2000, 5):
        price = 0.75 if quantity < 400 else 0.72 if quantity < 800 else 0.68
        cost = price * 1300 + lotsize.eoq_cost(quantity, fixed_cost=8, holding_cost=0.3 * price, demand_rate=1300)
        assert cost >= found.cost_rate - 1e-9


@pytest.mark.parametrize("seed", range(8))
def test_a_lot_plan_is_the_cheapest_of_all_ways_to_order(seed: int) -> None:
    rng = np.random.Generator(np.random.PCG64(seed))
    demand = rng.integers(0, 50, 6).tolist()
    fixed, hold, unit = rng.uniform(0, 90, 6).tolist(), rng.uniform(0, 2, 6).tolist(), rng.uniform(1, 3, 6).tolist()

    def cost(orders: tuple[bool, ...]) -> float:
        total, left = 0.0, 0.0
        for t in range(6):
            if orders[t]:
                until = next((u for u in range(t + 1, 6) if orders[u]), 6)
                amount = sum(demand[t:until])
                total += (fixed[t] if amount else 0.0) + unit[t] * amount
                left += amount
            left -= demand[t]
            if left < 0:
                return math.inf
            total += hold[t] * left
        return total

    found = lotsize.lot_plan(demand, fixed_cost=fixed, holding_cost=hold, unit_cost=unit)
    assert found.cost == pytest.approx(min(map(cost, combinations((False, True), repeat=6))))
    assert sum(found.orders) == sum(demand)


@pytest.mark.parametrize("chain", [ClosureChain(0.25, 3, 2000, 0.04, 0.25), ClosureChain(1, 9, 5, 0.3, 0.05),
                                   ClosureChain(1, 9, 5, 0.3, 1.0), ClosureChain(2, 1, 7, 0.9, 0.4)])
def test_the_cost_of_a_base_stock_is_the_sum_over_all_lengths_of_closure(chain: ClosureChain) -> None:
    for level in (0.0, chain.demand, 2.5 * chain.demand, 9 * chain.demand):
        direct = sum(chain.probability(n) * (chain.holding_cost * max(level - (n + 1) * chain.demand, 0)
                                             + chain.shortage_cost * max((n + 1) * chain.demand - level, 0))
                     for n in range(4000))
        assert chain.cost(level) == pytest.approx(direct)
    best = chain.best()
    assert all(chain.cost(n * chain.demand) >= best.cost - 1e-9 for n in range(60))
    assert sum(chain.probability(n) for n in range(4000)) == pytest.approx(1)


def test_a_gap_too_unlikely_to_pay_for_is_not_stocked() -> None:
    def level(probability: float) -> float:
        return basestock.one_off_closure(Lognormal.from_median_p90(60, 120), probability=probability, shortage_cost=40,
                                         carrying_cost=1.5, demand_rate=10).level

    assert level(1.5 / 40) == 0
    assert level(0.04) > 0
    assert level(0.2) < level(0.4) < level(1.0)


def test_the_reorder_point_balances_the_costs_at_both_ends() -> None:
    """Stockpyl's unit test of example 5.4: r = 128.6378144242710."""
    demand = Normal(1300, 150).over(1 / 12)
    policy = basestock.reorder_eoq_with_backorders(demand, fixed_cost=8, holding_cost=0.225, shortage_cost=7.5,
                                                   demand_rate=1300)
    assert policy.reorder_point == pytest.approx(128.6378144242710, abs=1e-6)
    ends = [basestock.newsvendor_cost(level, demand, holding_cost=0.225, shortage_cost=7.5)
            for level in (policy.reorder_point, policy.reorder_point + policy.quantity)]
    assert ends[0] == pytest.approx(ends[1])


def test_lead_time_variance_is_thirteen_times_the_story() -> None:
    """METHODS M8: sigma is 17,550 with and 1,323 without a random lead time."""
    with_sd, without = (basestock.lead_time_demand_sd(demand_mean=2500, demand_sd=500, lead_time_mean=7,
                                                      lead_time_sd=sd) for sd in (7, 0))
    assert (round(with_sd), round(without)) == (17550, 1323)
    assert basestock.service_factor(0.9) == pytest.approx(1.281552, abs=1e-6)


def test_the_premium_worth_paying_grows_with_the_length_of_closures() -> None:
    """METHODS M11: the same uptime, ever rarer and longer closures."""
    chains = [ClosureChain(0.25, 3, 2000, 0.16 * beta, beta) for beta in (1.0, 0.5, 0.25, 0.125, 0.0625)]
    premiums = [break_even_premium(chain) for chain in chains]
    assert premiums == sorted(premiums)
    assert break_even_premium(ClosureChain(0.25, 3, 2000, 0.04, 0.25)) == pytest.approx(1.3685, abs=5e-5)


def test_the_dearer_source_is_bought_up_to_its_break_even_premium() -> None:
    chain = ClosureChain(0.25, 3, 2000, 0.04, 0.25)
    assert compare_tactics(chain, premium=1.10).tactic is Tactic.RELIABLE_SOURCE
    assert compare_tactics(chain, premium=1.40).tactic is Tactic.STOCK
    costly_stock = ClosureChain(50, 3, 2000, 0.04, 0.25)
    assert compare_tactics(costly_stock, premium=99.0).tactic is Tactic.ACCEPT


def test_parts_under_one_announcement_share_their_fate() -> None:
    """METHODS M2: five parts each in time with 0.9."""
    assert all_in_time([0.9] * 5, 0.5) == pytest.approx(0.7078, abs=5e-5)
    assert all_in_time([0.9] * 5, 1.0) == 0.9
    found = [all_in_time([0.95, 0.8, 0.99], rho) for rho in (0.0, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0)]
    assert found == sorted(found)
    assert found[0] == pytest.approx(0.95 * 0.8 * 0.99)
    assert all_in_time([0.9, 0.0], 0.3) == 0
    assert all_in_time([0.9, 1.0], 0.3) == pytest.approx(0.9)


def test_the_scores_for_context() -> None:
    """METHODS M13, M14."""
    assert yale_criticality(supply_risk=60, vulnerability=50, environment=30) == pytest.approx(48.30, abs=5e-3)
    tungsten = supply_risk(hhi_global=7.5, hhi_eu=1.9, import_reliance=0.44, recycling=0.42, substitution=1.0)
    assert tungsten == pytest.approx(1.8, abs=0.06)
    assert import_reliance(production=10, imports=40, exports=10) == 0.75
    assert import_reliance(production=10, imports=5, exports=10) == 0
    china = governance_hhi({"CN": 0.9, "AU": 0.1}, {"CN": 6.0, "AU": 1.0}, {"CN": 1.2})
    assert china == pytest.approx(0.81 * 6 * 1.2 + 0.01)
    assert governance_hhi({"CN": 0.9, "AU": 0.1}, {"CN": 6.0, "AU": 1.0}, {}) < china
    assert is_critical(1.0, 2.8)
    assert not is_critical(0.99, 9)
    assert not is_critical(9, 2.7)
    assert geopolrisk(hhi=0.5, weighted_imports=3, imports=10, domestic=10) == pytest.approx(0.075)


@pytest.mark.parametrize("broken", [
    lambda: lotsize.eoq(fixed_cost=0, holding_cost=1, demand_rate=1),
    lambda: lotsize.eoq(fixed_cost=1, holding_cost=math.nan, demand_rate=1),
    lambda: lotsize.eoq_all_units(fixed_cost=1, holding_share=0.1, demand_rate=1, breaks=(0, 5, 3), prices=(1, 2, 3)),
    lambda: lotsize.lot_plan([1, 2], fixed_cost=[1.0], holding_cost=1),
    lambda: lotsize.lot_plan([1, -2], fixed_cost=1, holding_cost=1),
    lambda: lotsize.Closures(1, 1, 1, 1, 0, 1),
    lambda: ClosureChain(1, 1, 1, 0.5, 1.5), lambda: ClosureChain(1, 1, 1, 0.5, 0.0),
    lambda: basestock.newsvendor(Normal(1, 1), holding_cost=-1, shortage_cost=1),
    lambda: basestock.one_off_closure(Normal(1, 1), probability=1.2, shortage_cost=1, carrying_cost=1, demand_rate=1),
    lambda: Lognormal.from_median_p90(60, 50), lambda: Uniform(3, 3), lambda: Normal(1, -1), lambda: Poisson(0),
    lambda: Discrete((), ()), lambda: Discrete((1.0,), (0.0,)), lambda: Normal(0, 1).quantile(1.0),
    lambda: supply_risk(hhi_global=1, hhi_eu=1, import_reliance=1.5, recycling=0, substitution=1),
    lambda: governance_hhi({"CN": 1.0}, {}, {}), lambda: all_in_time([0.5], 1.5)])
def test_impossible_inputs_are_refused(broken: Callable[[], object]) -> None:
    with pytest.raises(PlanningError):
        broken()


def test_planned_backorders_are_the_least_cost_over_lot_and_late_share() -> None:
    """g(Q, x) = h Q (1 - x)^2/2 + p Q x^2/2 + K d/Q, tried on a grid; the published case of Snyder and Shen, Ex 3.8."""
    lot, late = lotsize.eoq_with_backorders(fixed_cost=8, holding_cost=0.225, shortage_cost=5, demand_rate=1300)
    assert (lot.quantity, late, lot.cost_rate) == pytest.approx((310.81255515896464, 0.0430622, 66.92136355097325))
    sizes, shares = np.linspace(200, 450, 501)[:, None], np.linspace(0, 0.2, 401)
    grid = 0.225 * sizes * (1 - shares) ** 2 / 2 + 5 * sizes * shares**2 / 2 + 8 * 1300 / sizes
    assert lot.cost_rate <= grid.min() <= lot.cost_rate * (1 + 1e-5)


@pytest.mark.parametrize(("fixed", "share", "demand", "breaks", "prices"), [
    (8, 0.3, 1300, (0, 400, 800), (0.75, 0.72, 0.68)), (150, 0.2, 2400, (0, 100, 1000), (100, 98, 95)),
    (25, 0.1, 5000, (0, 2000), (4, 2.5)), (60, 0.25, 900, (0, 50, 60, 70), (9, 8.9, 8.8, 8.7)),
])
def test_incremental_discounts_are_the_least_cost_of_any_lot(
    fixed: float, share: float, demand: float, breaks: tuple[float, ...], prices: tuple[float, ...],
) -> None:
    """Against the price of a lot added up unit by unit, on a fine grid."""
    lot = lotsize.eoq_incremental(fixed_cost=fixed, holding_share=share, demand_rate=demand, breaks=breaks,
                                  prices=prices)

    def cost(size: np.ndarray) -> np.ndarray:
        paid = sum(np.clip(size - start, 0, end - start) * price
                   for start, end, price in zip(breaks, [*breaks[1:], math.inf], prices, strict=True))
        return np.asarray(fixed * demand / size + share * paid / 2 + paid * demand / size)

    assert lot.cost_rate == pytest.approx(float(cost(np.array([lot.quantity]))[0]))
    assert lot.cost_rate <= float(cost(np.linspace(1, 8 * lot.quantity, 400_001)).min()) + 1e-6


def test_the_newsvendor_of_a_histogram_is_the_least_cost_of_any_level() -> None:
    demand = Discrete((10.0, 20.0, 30.0, 40.0, 50.0), (0.1, 0.2, 0.3, 0.25, 0.15))
    best = basestock.newsvendor(demand, holding_cost=3, shortage_cost=5)
    costs = {level: sum(weight * (3 * max(level - value, 0) + 5 * max(value - level, 0))
                        for value, weight in zip(demand.values, demand.weights, strict=True)) for level in range(61)}
    assert best.cost == pytest.approx(min(costs.values()))
    assert costs[int(best.level)] == pytest.approx(best.cost)
