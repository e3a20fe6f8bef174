"""The simulation: against the closed forms, against counting by hand, and in its directions."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders_measure import assessed, bom, content, finding, identity, item
from ytterby.core.errors import PlanningError
from ytterby.core.finding import Force, Outcome, Treatment
from ytterby.exposure.exposure import Exposure
from ytterby.planning.draws import draw_waits, own_waits
from ytterby.planning.labels import barred
from ytterby.planning.scenario import (
    BASELINE,
    AddStock,
    AlternativeSource,
    Change,
    GrantDenied,
    HoldLicence,
    LicenceWait,
    ScaleDemand,
    Scenario,
    SetCorrelation,
    SetStock,
    SetWait,
)
from ytterby.planning.simulate import _kept_line, _kept_product, simulate
from ytterby.planning.simulation import ItemOutlook, Simulation

AS_OF = date(2026, 11, 21)
SURE = LicenceWait(60, 120, 1.0, 0.0, "test", date(2026, 2, 1))
HARD = replace(SURE, approval=0.6, resubmit_days=14.0)
HOLDS = {"Sm": (0.2, 0.25, 0.3)}


def exposed(*stocks: float | None, treatment: Treatment = Treatment.LICENCE_REQUIRED, **facts: object) -> Exposure:
    """One product, 365 a year; each stock is that of one part used once, so pieces are days of cover."""
    parts = [item(f"m{place}", 2.0, stock=stock, **facts) for place, stock in enumerate(stocks)]
    bill = bom([item("unit", annual_use=365.0), *parts],
               [(0, "unit", 1), *((1, part.key, 1.0) for part in parts)])
    return assessed(bill, [identity(part.key, content(HOLDS)) for part in parts],
                    [finding(part.key, treatment=treatment) for part in parts])


def run(
    exposure: Exposure, *changes: Change, wait: LicenceWait = SURE, seed: int = 1, trials: int = 4000,
) -> Simulation:
    return simulate(exposure, Scenario("test", changes), as_of=AS_OF, wait=wait, seed=seed, trials=trials)


def known(outlook: ItemOutlook) -> tuple[float, float]:
    assert outlook.stop_probability is not None
    assert outlook.stop_days is not None
    return outlook.stop_probability, outlook.stop_days


@pytest.mark.parametrize("cover", [5.0, 45.0, 90.0, 146.06, 250.0])
@pytest.mark.parametrize("seed", [1, 2])
def test_simulated_stops_agree_with_the_closed_form_where_every_file_is_approved(cover: float, seed: int) -> None:
    found = run(exposed(cover), seed=seed, trials=20_000).items[0]
    probability, days = known(found)
    assert found.exact_stop_probability is not None
    assert found.exact_stop_days is not None
    error = math.sqrt(found.exact_stop_probability * (1 - found.exact_stop_probability) / 20_000)
    assert abs(probability - found.exact_stop_probability) <= 3 * error + 1e-12
    assert days == pytest.approx(found.exact_stop_days, rel=0.05, abs=0.1)


def test_the_derived_example_stands_in_the_outlook() -> None:
    """worked_examples.csv 133-135."""
    found = run(exposed(45.0)).items[0]
    assert found.cover_days == pytest.approx(45)
    assert found.exact_stop_probability == pytest.approx(0.7026, abs=1e-4)
    assert found.exact_stop_days == pytest.approx(27.993, abs=2e-4)
    assert found.cover_for_95 == pytest.approx(146.06, abs=0.01)


def test_refusals_stretch_the_wait_by_repeated_tries() -> None:
    """METHODS: mean of the review over the approval, 60 / 0.6 = 100 days, here with a wait that does not vary."""
    wait = LicenceWait(60, 60, 0.6, 0.0, "test", AS_OF)
    _, days = known(run(exposed(0.0), wait=wait, trials=40_000).items[0])
    assert days == pytest.approx(100, rel=0.02)
    _, longer = known(run(exposed(0.0), wait=replace(wait, resubmit_days=15.0), trials=40_000).items[0])
    assert longer == pytest.approx(100 + 15 * (1 / 0.6 - 1), rel=0.02)
    assert run(exposed(0.0), wait=wait).items[0].exact_stop_days is None  # one review does not decide: no closed form


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others() -> None:
    first, again, other = (run(exposed(45.0, 70.0), wait=HARD, seed=seed) for seed in (7, 7, 8))
    assert first.items == again.items
    assert first.fans == again.fans
    assert first.products == again.products
    assert first.items != other.items


def test_an_empty_scenario_is_the_baseline() -> None:
    baseline = simulate(exposed(45.0), as_of=AS_OF, wait=HARD, seed=1)
    assert baseline.scenario is BASELINE
    assert run(exposed(45.0), wait=HARD).items == baseline.items


def test_the_first_stop_is_the_day_on_which_the_stock_is_gone() -> None:
    found = run(exposed(45.0)).items[0]
    gone = AS_OF + timedelta(days=45)
    assert (found.first_stop.p10, found.first_stop.p50, found.first_stop.p90) == (gone, gone, None)  # 70 % stop
    assert found.licence.p50 is not None
    assert abs((found.licence.p50 - AS_OF).days - 60) <= 3


def test_a_product_stops_with_its_first_item_and_counts_joint_days_once() -> None:
    simulation = run(exposed(45.0, 90.0, 20.0))
    product = simulation.products[0]
    assert product.bottleneck == 3
    probability, days = known(simulation.items[2])
    assert product.stop_probability == probability
    assert product.stop_days == pytest.approx(days)  # one announcement: the shortest cover holds all others
    assert product.first_stop.p10 == AS_OF + timedelta(days=20)


def test_two_announcements_wait_independently() -> None:
    bill = bom([item("unit", annual_use=365.0), item("a", stock=60.0), item("b", stock=60.0)],
               [(0, "unit", 1), (1, "a", 1), (1, "b", 1)])
    exposure = assessed(bill, [], [finding("a", instrument="one"), finding("b", instrument="two")])
    simulation = run(exposure, trials=20_000)
    first, second = (known(outlook)[0] for outlook in simulation.items)
    assert simulation.products[0].stop_probability == pytest.approx(1 - (1 - first) * (1 - second), abs=0.015)


def test_an_item_of_unknown_cover_is_named_and_never_fine() -> None:
    simulation = run(exposed(None, 500.0))
    assert simulation.items[0].stop_probability is None
    assert not simulation.items[0].unlimited
    assert simulation.products[0].unknown == (1,)


def test_an_undetermined_item_waits_like_a_controlled_one_and_a_suspended_one_does_not() -> None:
    bill = bom([item(key, stock=9.0, annual_use=365.0) for key in "ab"], [(0, "a", 1), (0, "b", 1)])
    exposure = assessed(bill, [], [finding("a", Outcome.UNDETERMINED), finding("b", force=Force.SUSPENDED)])
    assert [outlook.item for outlook in run(exposure).items] == [0]


def test_receipts_already_licensed_go_on() -> None:
    found = run(exposed(45.0, receipts_weekly=3.5)).items[0]
    assert found.cover_days == pytest.approx(90)
    steady = run(exposed(0.0, receipts_weekly=7.0)).items[0]
    assert steady.unlimited
    assert known(steady) == (0.0, 0.0)


def test_a_bar_in_principle_is_a_stop_that_no_licence_ends() -> None:
    found = run(exposed(45.0, treatment=Treatment.PROHIBITED)).items[0]
    assert known(found) == (1.0, pytest.approx(364 - 45))
    assert found.cover_for_95 is None
    assert found.licence.p10 is None
    helped = run(exposed(45.0, treatment=Treatment.PROHIBITED), AlternativeSource("", 100, 1.0, 0.0)).items[0]
    assert known(helped) == (1.0, pytest.approx(55))


def test_another_source_ends_the_shortage_when_it_is_ready() -> None:
    simulation = run(exposed(45.0), AlternativeSource("m0", 70, 1.0, 0.1))
    probability, days = known(simulation.items[0])
    plain_probability, plain_days = known(run(exposed(45.0)).items[0])
    assert probability == plain_probability  # it comes after the stock is gone
    assert days < plain_days
    assert days <= 25
    assert simulation.items[0].extra_cost == pytest.approx(0.1 * 2.0 * (364 - 70))
    early = run(exposed(45.0), AlternativeSource("m0", 40, 1.0, 0.1)).items[0]
    assert early.unlimited


def test_a_source_ready_on_the_day_the_stock_is_gone_is_in_time() -> None:
    assert known(run(exposed(45.0), AlternativeSource("m0", 45, 1.0, 0.0)).items[0]) == (0.0, 0.0)


def test_half_a_source_stretches_the_stock() -> None:
    found = run(exposed(45.0), AlternativeSource("m0", 15, 0.5, 0.0)).items[0]
    assert found.cover_days == pytest.approx(15 + 30 / 0.5)


def test_changes_apply_in_order_and_to_their_item_alone() -> None:
    simulation = run(exposed(45.0, 45.0), SetStock("m1", 80.0), AddStock(10))
    assert [outlook.cover_days for outlook in simulation.items] == pytest.approx([55, 90])
    assert [outlook.extra_cost for outlook in simulation.items] == pytest.approx([20, 2 * (35 + 10)])


def test_a_set_wait_holds_for_the_scenario() -> None:
    simulation = run(exposed(45.0), SetWait(30, 40, 1.0))
    assert simulation.wait.median_days == 30
    assert simulation.items[0].stop_probability is not None
    assert simulation.items[0].stop_probability < 0.05


@pytest.mark.parametrize("change", [SetWait(0, 1, 1), SetWait(9, 9, 2), AddStock(-1), SetStock("m0", -5),
                                    AlternativeSource("", -1, 1, 0), AddStock(float("nan"))])
def test_impossible_changes_are_refused_in_words(change: Change) -> None:
    with pytest.raises(PlanningError) as refused:
        run(exposed(45.0), change)
    assert refused.value.remedy


def test_no_trials_are_refused() -> None:
    with pytest.raises(PlanningError):
        run(exposed(45.0), trials=0)


def test_a_bill_without_waiting_items_has_a_calm_outlook() -> None:
    simulation = run(assessed(bom([item("screw", annual_use=1.0)], [(0, "screw", 1)])))
    assert simulation.items == ()
    assert simulation.products[0].stop_probability == 0
    assert simulation.standard_error == 0


@settings(max_examples=40, deadline=None)
@given(stocks=st.lists(st.floats(0, 300), min_size=1, max_size=4), more=st.floats(0, 100), quicker=st.floats(0.1, 1),
       surer=st.floats(0, 0.4), ready=st.floats(0, 200), share=st.floats(0, 1))
def test_more_stock_a_faster_licence_or_another_source_never_raises_a_stop(
    stocks: list[float], more: float, quicker: float, surer: float, ready: float, share: float,
) -> None:
    exposure = exposed(*stocks)
    before = run(exposure, wait=HARD, trials=300)
    wait = SetWait(60 * quicker, 120 * quicker, 0.6 + surer)
    for change in (AddStock(more), wait, AlternativeSource("", ready, share, 0)):
        after = run(exposure, change, wait=HARD, trials=300)
        assert after.products[0].stop_probability <= before.products[0].stop_probability
        assert after.products[0].stop_days <= before.products[0].stop_days + 1e-9


def test_the_fan_equals_a_week_by_week_count() -> None:
    """The quantiles taken from the wait against stock tracked in every trial."""
    simulation = run(exposed(45.0), wait=HARD, trials=1001)
    licence = draw_waits(HARD, "MOFCOM-GAC-2025-18", seed=1, trials=1001).days
    fan = simulation.fans[0]
    assert len(fan.weeks) == 53
    assert fan.weeks[4] == AS_OF + timedelta(days=28)
    for week in range(53):
        stock = np.maximum(45.0 - np.minimum(7.0 * week, licence), 0.0)
        by_hand = np.quantile(stock, (0.1, 0.5, 0.9), method="inverted_cdf")
        assert (fan.p10[week], fan.p50[week], fan.p90[week]) == pytest.approx(tuple(by_hand), abs=1e-9)


def test_ten_thousand_trials_of_a_hundred_items_take_under_half_a_second() -> None:
    exposure = exposed(*(10.0 + place for place in range(100)))
    began = time.perf_counter()
    run(exposure, wait=HARD, trials=10_000)
    assert time.perf_counter() - began < 5  # catches a change of kind; the figure is in tests/benchmarks


def test_weeks_beyond_the_calendar_are_refused_with_a_reason() -> None:
    last = date.max - timedelta(days=7 * 52)
    assert simulate(exposed(5.0), as_of=last, wait=SURE, seed=1, trials=10).as_of == last
    with pytest.raises(PlanningError, match="beyond the calendar"):
        simulate(exposed(5.0), as_of=last + timedelta(days=1), wait=SURE, seed=1, trials=10)


def test_what_is_kept_from_one_preview_to_the_next_is_what_would_be_stepped_anew() -> None:
    """1,000 trials are a preview: lines and products that a lever leaves alone are kept."""
    exposure = exposed(30.0, 45.0, 60.0)
    moves: tuple[Change, ...] = (SetStock("m1", 80.0), AddStock(10.0), SetWait(90.0, 150.0, 0.7),
                                 AlternativeSource("m2", 30.0, 0.5, 0.1), SetCorrelation(0.4), SetStock("m1", 20.0))
    in_a_row = [run(exposure, *moves[:place], wait=HARD, trials=1000) for place in range(len(moves) + 1)]
    for place, kept in enumerate(in_a_row):
        _kept_line.cache_clear()
        _kept_product.cache_clear()
        anew = run(exposed(30.0, 45.0, 60.0), *moves[:place], wait=HARD, trials=1000)
        assert (kept.items, kept.products, kept.fans) == (anew.items, anew.products, anew.fans)


def test_own_waits_are_drawn_alike_on_every_machine() -> None:
    """Whole numbers, so that no rounding can differ: the ranks of the first trials."""
    common = draw_waits(HARD, "announcement", seed=7, trials=10_000)
    own = own_waits(common, "announcement", "m1", 0.5, seed=7)
    assert own.ranks[:8].tolist() == [9735, 1096, 6144, 9445, 9146, 328, 994, 8913]
    assert np.bincount(own.ranks // 1000, minlength=10).min() > 800


def test_what_is_denied_in_principle_is_named_and_reckoned_with_no_approval_unless_the_scenario_sets_one() -> None:
    denied, allowed = exposed(45.0, treatment=Treatment.DENIED), exposed(45.0)
    hopeless = run(denied, wait=HARD).items[0]
    assert hopeless.barred
    assert (hopeless.stop_probability, hopeless.licence.p10) == (1.0, None)
    hoped = run(denied, GrantDenied(HARD.approval), wait=HARD).items[0]
    assert hoped == run(allowed, wait=HARD).items[0]
    assert run(denied, GrantDenied(0.0), wait=HARD).items[0] == hopeless
    assert run(allowed, GrantDenied(0.0), wait=HARD).items == run(allowed, wait=HARD).items


def test_what_is_prohibited_stays_barred() -> None:
    assert run(exposed(45.0, treatment=Treatment.PROHIBITED), GrantDenied(1.0)).items[0].barred


def test_what_is_barred_is_surely_caught_only_by_an_entry_in_force_and_not_named_while_a_licence_is_held() -> None:
    denied = exposed(45.0, treatment=Treatment.DENIED)
    assert run(denied).items[0].premise.sure
    items = tuple(replace(one, force=Force.UNVERIFIED) for one in denied.items)
    unverified = run(replace(denied, items=items))
    assert unverified.items[0].barred
    assert unverified.items[0].premise.unverified
    assert "it is open whether" in barred(unverified, str)
    assert "it is open whether" not in barred(run(denied), str)
    held = run(denied, HoldLicence("m0", days=90.0))
    assert barred(held, str) == ""


def test_what_a_person_decided_to_hold_none_is_left_out_and_counted() -> None:
    exposure = exposed(10.0, 20.0)
    mine = next(one for one in exposure.items if one.waits)
    found = run(replace(exposure, denied=frozenset({mine.item})))
    assert found.denied == 1
    assert [one.item for one in found.items] == [one.item for one in run(exposure).items if one.item != mine.item]


def finished(exposure: Exposure, pieces: float) -> Exposure:
    return replace(exposure, products=tuple(replace(one, stock=pieces) for one in exposure.products))


def test_finished_pieces_bridge_a_stop_as_days_of_stock_of_its_only_part_do() -> None:
    (bridged,), (stocked,) = (run(one).products for one in (finished(exposed(40.0), 30.0), exposed(70.0)))
    assert 0.0 < bridged.stop_probability < run(exposed(40.0)).products[0].stop_probability
    assert bridged.first_stop == stocked.first_stop
    assert bridged.stop_probability == stocked.stop_probability
    assert bridged.stop_days == pytest.approx(stocked.stop_days)


def test_sold_twice_as_fast_finished_pieces_last_half_as_long() -> None:
    twice = ScaleDemand(2.0)
    (fast,), (slow,) = (run(finished(exposed(stock), 30.0), *changes).products
                        for stock, changes in ((80.0, (twice,)), (40.0, (SetStock("m0", 40.0),))))
    assert fast.stop_probability > slow.stop_probability


def test_the_first_stop_is_never_told_before_the_shortest_cover_of_the_exposure() -> None:
    exposure = finished(exposed(40.0, 55.0), 30.0)
    (product,) = run(exposure).products
    assert product.first_stop.p10 is not None
    assert product.first_stop.p10 >= AS_OF + timedelta(days=70)
