"""What each change of a scenario does to the outlook, and that no help ever makes a stop more likely."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders_measure import assessed, bom, finding, item
from ytterby.core.errors import PlanningError
from ytterby.core.finding import Force
from ytterby.exposure.exposure import Exposure
from ytterby.planning.change import MOST_RAMP_DAYS, flows_of
from ytterby.planning.scenario import (
    AddStock,
    AlternativeSource,
    Change,
    LicenceWait,
    LoseSupplier,
    ScaleDemand,
    Scenario,
    SetCorrelation,
    SetLicenceTerms,
    SetPolicy,
    SetReceipts,
    SetWait,
    ShockPrice,
    Substitute,
)
from ytterby.planning.simulate import simulate, until_precise
from ytterby.planning.simulation import Simulation
from ytterby.planning.supply import Later
from ytterby.regulation.rules import Assumption

AS_OF = date(2026, 11, 21)
SURE = LicenceWait(60, 120, 1.0, 0.0, "test", date(2026, 2, 1))
FIXED = LicenceWait(60, 60, 1.0, 0.0, "test", date(2026, 2, 1))
ASSUMED = Assumption("one", Force.IN_FORCE, AS_OF + timedelta(days=100))


def exposed(*stocks: float, force: Force = Force.IN_FORCE, **facts: object) -> Exposure:
    """One product, 365 a year, so that pieces are days of cover; parts named m0, m1 … at 2 a piece."""
    parts = [item(f"m{place}", 2.0, stock=stock, **facts) for place, stock in enumerate(stocks)]
    bill = bom([item("unit", annual_use=365.0), *parts], [(0, "unit", 1), *((1, part.key, 1.0) for part in parts)])
    return assessed(bill, [], [finding(part.key, force=force, instrument="one") for part in parts])


def run(exposure: Exposure, *changes: Change, wait: LicenceWait = SURE, **options: object) -> Simulation:
    return simulate(exposure, Scenario("test", changes), as_of=AS_OF, wait=wait, seed=1, **options)  # type: ignore[arg-type]


def stops(simulation: Simulation) -> list[float]:
    return [outlook.stop_probability or 0.0 for outlook in simulation.items]


def days(simulation: Simulation) -> list[float]:
    return [round(outlook.stop_days or 0.0, 6) for outlook in simulation.items]


def test_half_the_demand_doubles_the_cover() -> None:
    found = run(exposed(45.0), ScaleDemand(0.5))
    assert found.items[0].cover_days == pytest.approx(90)
    assert run(exposed(45.0, 45.0), ScaleDemand(2.0, "m1")).items[1].cover_days == pytest.approx(22.5)


def test_receipts_set_in_a_scenario_stretch_the_cover() -> None:
    assert run(exposed(45.0), SetReceipts("m0", 3.5)).items[0].cover_days == pytest.approx(90)


def test_a_ramp_brings_the_share_in_weekly_steps() -> None:
    """Ready on day 0, a quarter more each week: 7 (0.75 + 0.5 + 0.25) = 10.5 days of use drain until it carries all."""
    source = AlternativeSource("m0", 0, 1.0, 0.0, ramp_days=28.0)
    assert run(exposed(8.0), source).items[0].cover_days == pytest.approx(7 + (8 - 5.25) / 0.5)
    assert run(exposed(10.5), source).items[0].unlimited


def test_a_ramp_without_end_costs_no_more_than_one_of_ten_years_and_brings_no_more() -> None:
    endless = AlternativeSource("m", 0.0, 1.0, 0.2, ramp_days=1e12)
    flows = flows_of(endless, 100.0)
    assert len(flows) == MOST_RAMP_DAYS / 7
    assert 0 < sum(flow.rate for flow in flows) < 1e-3
    assert len(flows_of(replace(endless, ramp_days=56.0), 100.0)) == 8


def test_a_source_shared_by_items_is_cut_alike_where_it_can_not_deliver_all() -> None:
    alone = run(exposed(45.0, 45.0), AlternativeSource("m0", 0, 1.0, 0.0, "Gamma", weekly_pieces=7.0))
    assert alone.items[0].unlimited
    both = (AlternativeSource(key, 0, 1.0, 0.0, "Gamma", weekly_pieces=7.0) for key in ("m0", "m1"))
    shared = run(exposed(45.0, 45.0), *both)
    assert [outlook.cover_days for outlook in shared.items] == pytest.approx([90, 90])


def test_what_a_source_costs_holds_premium_qualification_and_minimum_order() -> None:
    source = AlternativeSource("m0", 64, 1.0, 0.5, fixed_cost=1000.0)
    assert run(exposed(45.0), source).items[0].extra_cost == pytest.approx(0.5 * 2 * 300 + 1000)
    least = replace(source, minimum_pieces=400.0)
    assert run(exposed(45.0), least).items[0].extra_cost == pytest.approx(0.5 * 2 * 300 + 1000 + 100 * 2 * 1.5)
    shared = run(exposed(45.0, 45.0), replace(source, item_key=""))
    assert [outlook.extra_cost for outlook in shared.items] == pytest.approx([800, 800])


def test_a_substitute_from_the_first_day_leaves_nothing_to_wait_for() -> None:
    found = run(exposed(0.0), Substitute("m0", 0, premium=0.25))
    assert found.items[0].unlimited
    assert found.items[0].extra_cost == pytest.approx(0.25 * 2 * 364)


def test_a_price_shock_costs_a_year_of_use_and_makes_later_stock_dearer() -> None:
    found = run(exposed(45.0), ShockPrice(1.5), AddStock(10))
    assert found.items[0].extra_cost == pytest.approx(0.5 * 2 * 364 + 10 * 3)


def test_the_only_supplier_lost_stops_an_item_whatever_its_licence() -> None:
    found = run(exposed(45.0, supplier="Alpha"), LoseSupplier("Alpha", 10, 90), wait=FIXED)
    assert stops(found) == [1.0]
    assert days(found) == [55.0]  # closed 0–60 for the licence and 60–100 for the supplier: 100 days against 45
    assert stops(run(exposed(45.0, supplier="Alpha"), LoseSupplier("Beta", 10, 90), wait=FIXED)) == [1.0]
    assert days(run(exposed(45.0, supplier="Alpha"), LoseSupplier("Beta", 10, 90), wait=FIXED)) == [15.0]


def test_a_lost_supplier_stops_an_item_that_needs_no_licence() -> None:
    calm = exposed(45.0, force=Force.SUSPENDED, supplier="Alpha")
    assert run(calm).items == ()
    found = run(calm, LoseSupplier("Alpha", 30, None), wait=FIXED)
    assert found.items[0].first_stop.p50 == AS_OF + timedelta(days=75)
    assert days(found) == [364 - 75.0]


def test_a_licence_that_ends_stops_again() -> None:
    terms = SetLicenceTerms(validity_days=100, renew_before_days=30)
    found = run(exposed(70.0), terms, wait=FIXED)
    assert stops(found) == [1.0]
    assert days(found) == [20 + 30.0]  # gaps 0–60, 160–190, 290–320: 120 days against 70 of stock
    assert found.items[0].first_stop.p50 == AS_OF + timedelta(days=170)
    assert not found.items[0].unlimited
    assert stops(run(exposed(70.0), wait=FIXED)) == [0.0]


def test_a_wait_can_be_set_for_one_announcement() -> None:
    found = run(exposed(45.0), SetWait(30, 30, 1.0, "one"))
    assert stops(found) == [0.0]
    assert stops(run(exposed(45.0), SetWait(30, 30, 1.0, "another"))) == stops(run(exposed(45.0)))


def test_correlation_leaves_each_item_alone_and_moves_the_product_between_independent_and_one_fate() -> None:
    """METHODS M2, the other way round: five parts, each in time in 70 %; the product as the copula says."""
    exposure = exposed(*(80.0,) * 5)
    found = {rho: run(exposure, SetCorrelation(rho), trials=20_000) for rho in (0.0, 0.5, 1.0)}
    alone = stops(found[1.0])[0]
    assert stops(found[0.5]) == pytest.approx([alone] * 5, abs=0.012)
    joint = {rho: simulation.products[0].stop_probability for rho, simulation in found.items()}
    assert joint[1.0] == alone
    assert joint[0.0] == pytest.approx(1 - (1 - alone) ** 5, abs=0.015)
    assert joint[1.0] < joint[0.5] < joint[0.0]


def test_the_copula_of_the_simulation_is_that_of_the_closed_form() -> None:
    """worked_examples.csv: five parts in time with 0.9 each, correlation 0.5: all in time in 0.708."""
    cover = 120.0  # the 90 % point
    found = run(exposed(*(cover,) * 5), SetCorrelation(0.5), trials=40_000)
    assert 1 - found.products[0].stop_probability == pytest.approx(0.708, abs=0.01)


def test_an_assumption_on_the_law_closes_from_its_day_on() -> None:
    calm, closed = exposed(45.0, force=Force.SUSPENDED), exposed(45.0)
    later = (Later(ASSUMED.start, closed),)
    found = run(calm, SetPolicy(ASSUMED), wait=FIXED, later=later)
    assert days(found) == [15.0]
    assert found.items[0].first_stop.p50 == AS_OF + timedelta(days=145)
    assert found.items[0].cover_days == pytest.approx(45)


def test_an_assumption_that_lifts_an_entry_ends_the_wait() -> None:
    lifted = Assumption("one", Force.SUSPENDED, AS_OF + timedelta(days=50))
    later = (Later(lifted.start, exposed(45.0, force=Force.SUSPENDED)),)
    assert days(run(exposed(45.0), SetPolicy(lifted), wait=FIXED, later=later)) == [5.0]
    early = replace(lifted, start=AS_OF + timedelta(days=40))
    later = (Later(early.start, exposed(45.0, force=Force.SUSPENDED)),)
    assert stops(run(exposed(45.0), SetPolicy(early), wait=FIXED, later=later)) == [0.0]


def test_an_assumption_with_a_last_day_ends_the_wait_on_the_day_after() -> None:
    closed, calm = exposed(10.0), exposed(10.0, force=Force.SUSPENDED)
    spell = replace(ASSUMED, until=ASSUMED.start + timedelta(days=29))
    later = (Later(ASSUMED.start, closed), Later(ASSUMED.start + timedelta(days=30), calm))
    assert days(run(calm, SetPolicy(spell), wait=FIXED, later=later)) == [20.0]
    with pytest.raises(PlanningError):
        run(calm, SetPolicy(spell), later=later[:1])


def test_an_assumption_that_was_not_assessed_is_refused_and_never_passed_over() -> None:
    with pytest.raises(PlanningError) as refused:
        run(exposed(45.0), SetPolicy(ASSUMED))
    assert "MOFCOM" not in str(refused.value)
    assert "one=in-force@" in str(refused.value)


def test_trials_go_on_until_the_headline_is_known_well_enough() -> None:
    def outlooks(*stocks: float) -> Callable[[int], tuple[Simulation, ...]]:
        return lambda trials: tuple(simulate(exposed(stock), as_of=AS_OF, wait=SURE, seed=1, trials=trials)
                                    for stock in stocks)

    (found,) = until_precise(outlooks(70.0), within=0.02)
    assert 4000 < found.trials <= 64_000
    assert 1.96 * found.standard_error <= 0.02 * found.products[0].stop_probability
    sure, rare = until_precise(outlooks(0.0, 400.0), most=8000)
    assert (sure.trials, rare.trials) == (8000, 8000), "what is compared has the same trials"


def test_the_worst_tenth_is_never_shorter_than_the_mean() -> None:
    product = run(exposed(45.0, 60.0), SetCorrelation(0.3)).products[0]
    assert product.worst_stop_days >= product.stop_days > 0


@pytest.mark.parametrize("change", [
    SetCorrelation(1.5), SetLicenceTerms(validity_days=0), SetLicenceTerms(quantity_share=-1), ScaleDemand(-1),
    ShockPrice(float("inf")), LoseSupplier("x", -1), LoseSupplier("x", 0, 0), SetReceipts("m0", -1),
    AlternativeSource("m0", 1, 1, 0, weekly_pieces=-5), Substitute("m0", -3),
])
def test_impossible_numbers_are_refused_in_words(change: Change) -> None:
    with pytest.raises(PlanningError) as refused:
        run(exposed(45.0, supplier="x"), change)
    assert refused.value.remedy


@settings(max_examples=40, deadline=None)
@given(stocks=st.lists(st.floats(0, 200), min_size=1, max_size=4), rho=st.sampled_from([0.0, 0.6, 1.0]),
       validity=st.none() | st.floats(60, 200), quicker=st.floats(0.1, 1), ready=st.floats(0, 200),
       ramp=st.floats(0, 60), more=st.floats(0, 100), surer=st.floats(0, 0.4))
def test_no_help_ever_makes_a_stop_more_likely(
    stocks: list[float], rho: float, validity: float | None, quicker: float, ready: float, ramp: float, more: float,
    surer: float,
) -> None:
    wait = replace(SURE, approval=0.6, resubmit_days=14.0)
    world = (SetCorrelation(rho), SetLicenceTerms(validity))
    before = run(exposed(*stocks), *world, wait=wait, trials=200).products[0]
    for helped in (AddStock(more), SetWait(60 * quicker, 120 * quicker, 0.6 + surer), Substitute("m0", ready, 0.5),
                   AlternativeSource("", ready, 0.7, 0.1, ramp_days=ramp)):
        after = run(exposed(*stocks), *world, helped, wait=wait, trials=200).products[0]
        assert after.stop_probability <= before.stop_probability
        assert after.stop_days <= before.stop_days + 1e-6
