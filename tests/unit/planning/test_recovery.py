"""Time to recover, time to survive and exposure, in one tier and in many."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ytterby.core.errors import PlanningError
from ytterby.planning.recovery import (
    Network,
    Node,
    Outage,
    assess_outages,
    cover_days,
    performance_impact,
    survive_interchangeable,
    tier_impact,
    tier_time_to_survive,
    time_to_survive,
)


def random_network(seed: int) -> Network:
    rng = np.random.Generator(np.random.PCG64(seed))
    sources, products = int(rng.integers(1, 4)), int(rng.integers(1, 4))
    links = frozenset((i, j) for i in range(sources) for j in range(products) if rng.random() < 0.7)
    return Network(tuple(rng.integers(5, 60, sources).tolist()), tuple(rng.integers(5, 60, products).tolist()),
                   tuple(rng.integers(0, 60, products).tolist()), tuple(rng.integers(1, 9, products).tolist()), links)


def in_tiers(network: Network) -> list[Node]:
    """Sources make a part each, products are put together from one part of any source."""
    count = len(network.capacity_rates)
    sites = [Node("part", capacity_rate=rate) for rate in network.capacity_rates]
    sales = [Node(f"product {j}", stock=network.stocks[j], needs=(("part", 1.0),), demand_rate=network.demand_rates[j],
                  suppliers=tuple(i for i in range(count) if (i, j) in network.links), loss=network.losses[j])
             for j in range(len(network.demand_rates))]
    return sites + sales


@pytest.mark.parametrize("seed", range(12))
def test_a_single_tier_is_the_same_in_both_models(seed: int) -> None:
    network = random_network(seed)
    outage = Outage("first source", 3.0, frozenset({0}))
    assert tier_impact(in_tiers(network), down=frozenset({0}), periods=3.0)[0] == pytest.approx(
        performance_impact(network, outage)[0])
    survive = tier_time_to_survive(in_tiers(network), down=frozenset({0}))
    assert survive == pytest.approx(time_to_survive(network, outage))


@pytest.mark.parametrize("seed", range(12))
def test_nothing_is_lost_before_the_time_to_survive_and_something_after(seed: int) -> None:
    network = random_network(seed)

    def loss(periods: float) -> float:
        return performance_impact(network, Outage("x", periods, frozenset({0})))[0]

    survive = time_to_survive(network, Outage("x", 0.0, frozenset({0})))
    if math.isinf(survive):
        assert loss(1e4) == pytest.approx(0, abs=1e-6)
    else:
        assert loss(survive * 0.999) == pytest.approx(0, abs=1e-6)
        assert loss(survive * 1.01 + 1e-3) > 0


def test_interchangeable_sources_need_no_program() -> None:
    network = Network((30, 45, 60), (75, 50), (20, 25), (1, 1), frozenset((i, j) for i in range(3) for j in range(2)))
    for down, left in ((0, 105), (1, 90), (2, 75)):
        closed = survive_interchangeable(stock=45, demand_rate=125, capacity_left_rate=left)
        assert time_to_survive(network, Outage("x", 1, frozenset({down}))) == pytest.approx(closed)
    assert survive_interchangeable(stock=1, demand_rate=5, capacity_left_rate=5) == math.inf


def test_the_published_configuration_b_of_the_second_case() -> None:
    """METHODS M1: mean 137,857.1, largest 665,000."""
    from examples_of_planning import ford_2

    assert ford_2("B")[:2] == pytest.approx((137857.1, 665000.0), abs=0.05)


def test_exposure_is_measured_by_the_worst_outage() -> None:
    network = Network((10.0, 10.0), (10.0, 5.0), (0.0, 0.0), (2.0, 1.0), frozenset({(0, 0), (1, 1)}))
    outages = [Outage("a", 2, frozenset({0})), Outage("b", 2, cut=frozenset({(1, 1)})), Outage("none", 2)]
    first, second, none = assess_outages(network, outages)
    assert (first.loss, second.loss, none.loss) == pytest.approx((40, 10, 0))
    assert (first.exposure_index, second.exposure_index, none.exposure_index) == pytest.approx((1, 0.25, 0))
    assert first.lost == pytest.approx((20, 0))


def motor_line(magnet_stock: float = 8.0) -> list[Node]:
    """Oxide → magnets → motors, each motor two magnets and a housing; housings have no limit."""
    return [Node("oxide", capacity_rate=30.0),
            Node("magnet", stock=magnet_stock, needs=(("oxide", 3.0),), suppliers=(0,)),
            Node("housing"),
            Node("motor", stock=2.0, needs=(("magnet", 2.0), ("housing", 1.0)), suppliers=(1, 2), demand_rate=5.0,
                 loss=100.0)]


def test_stock_in_every_tier_counts_in_the_units_of_the_product() -> None:
    """Without oxide: 2 motors and 8 magnets are 6 motors, 1.2 periods of 5."""
    nodes = motor_line()
    assert tier_time_to_survive(nodes, down=frozenset({0})) == pytest.approx(6 / 5)
    assert tier_impact(nodes, down=frozenset({0}), periods=2.0)[0] == pytest.approx((10 - 6) * 100)
    assert tier_time_to_survive(nodes, down=frozenset()) == math.inf
    assert tier_time_to_survive(nodes, down=frozenset({2})) == pytest.approx(2 / 5)


def test_a_tier_that_is_too_slow_runs_out_even_without_an_outage() -> None:
    nodes = motor_line()
    nodes[0] = Node("oxide", capacity_rate=24.0)  # 8 magnets, 4 motors a period
    assert tier_time_to_survive(nodes, down=frozenset()) == pytest.approx(6 / (5 - 4))


@pytest.mark.parametrize(("receipts", "alternative", "days"), [
    ((), 0.0, 10.0), (((5.0, 20.0),), 0.0, 12.0), (((11.0, 20.0),), 0.0, 10.0),
    (((5.0, 20.0), (11.5, 10.0)), 0.0, 13.0), ((), 5.0, 20.0), ((), 10.0, math.inf)])
def test_cover_counts_receipts_that_arrive_while_it_lasts(receipts: tuple[tuple[float, float], ...], alternative: float,
                                                          days: float) -> None:
    assert cover_days(stock=100, receipts=receipts, daily_use=10, alternative_rate=alternative) == pytest.approx(days)


@pytest.mark.parametrize("broken", [
    lambda: Network((1.0,), (1.0,), (1.0, 2.0), (1.0,), frozenset()),
    lambda: Network((1.0,), (-1.0,), (1.0,), (1.0,), frozenset()),
    lambda: Network((1.0,), (1.0,), (1.0,), (1.0,), frozenset({(0, 3)})),
    lambda: performance_impact(Network((1.0,), (1.0,), (1.0,), (1.0,), frozenset()), Outage("x", -1)),
    lambda: tier_impact([], down=frozenset(), periods=1),
    lambda: tier_impact(motor_line(), down=frozenset({9}), periods=1),
    lambda: cover_days(stock=-1, receipts=(), daily_use=1)])
def test_impossible_networks_are_refused(broken: object) -> None:
    with pytest.raises(PlanningError):
        broken()  # type: ignore[operator]
