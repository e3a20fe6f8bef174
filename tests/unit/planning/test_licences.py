"""The licence log: waits and approval learnt, licences held drawn down, alarms; and what it means for a simulation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from builders_measure import assessed, bom, finding, item
from ytterby.core.errors import PlanningError
from ytterby.core.text import issue_text
from ytterby.planning.licences import Licence, Standing, alarms, approvals, changes_of, logged, own_wait
from ytterby.planning.scenario import Change, HoldLicence, LicenceWait, PendingLicence, Scenario, SetLicenceTerms
from ytterby.planning.simulate import simulate
from ytterby.planning.simulation import ItemOutlook
from ytterby.planning.survival import LoggedWait

AS_OF = date(2026, 11, 21)
PRIOR = LicenceWait(60, 120, 0.6, 14.0, "the prior", date(2026, 2, 1))
FIXED = LicenceWait(60, 60, 1.0, 0.0, "test", AS_OF)


def licence(number: str, applied: int, decided: int | None = None, standing: Standing = Standing.GRANTED,
            **facts: object) -> Licence:
    """Days before the as-of date."""
    if decided is None:
        return Licence(number, "m0", "1C905.a", "one", AS_OF - timedelta(days=applied), **facts)  # type: ignore[arg-type]
    return Licence(number, "m0", "1C905.a", "one", AS_OF - timedelta(days=applied), standing=standing,
                   decided=AS_OF - timedelta(days=decided), **facts)  # type: ignore[arg-type]


def outlook(stock: float, *changes: Change, wait: LicenceWait = FIXED) -> ItemOutlook:
    bill = bom([item("unit", annual_use=365.0), item("m0", stock=stock)], [(0, "unit", 1), (1, "m0", 1.0)])
    exposure = assessed(bill, [], [finding("m0", instrument="one")])
    return simulate(exposure, Scenario("test", changes), as_of=AS_OF, wait=wait, seed=1).items[0]


def test_pending_and_withdrawn_applications_are_censored_and_later_ones_unknown() -> None:
    log = (licence("a", 100, 40), licence("b", 90, 30, Standing.REFUSED), licence("c", 80),
           licence("d", 50, 20, Standing.WITHDRAWN), licence("e", -5))
    assert logged(log, AS_OF) == (LoggedWait(60, True), LoggedWait(60, True), LoggedWait(80, False),
                                  LoggedWait(30, False))


def test_what_was_not_yet_decided_on_a_day_is_pending_on_it() -> None:
    assert logged((licence("a", 100, 40),), AS_OF - timedelta(days=50)) == (LoggedWait(50, False),)


def test_without_a_log_the_prior_stands() -> None:
    found = own_wait((), PRIOR, AS_OF)
    assert found.wait.median_days == pytest.approx(60)
    assert found.approval.mean == pytest.approx(0.6)
    assert "the prior" in found.wait.basis


def test_a_long_log_speaks_louder_than_the_prior() -> None:
    log = tuple(licence(f"n{n}", 400, 400 - 20 - n, Standing.GRANTED) for n in range(40))
    found = own_wait(log, PRIOR, AS_OF)
    assert 30 < found.wait.median_days < 50
    assert found.approval.mean == pytest.approx((0.6 * 5 + 40) / 45)
    assert found.curve.applications == 40


def test_waiting_applications_lengthen_the_wait_and_dropping_them_would_not() -> None:
    decided = tuple(licence(f"d{n}", 300, 270) for n in range(6))
    waiting = tuple(licence(f"w{n}", 200) for n in range(6))
    short, long = own_wait(decided, PRIOR, AS_OF).wait, own_wait((*decided, *waiting), PRIOR, AS_OF).wait
    assert long.median_days > short.median_days
    assert long.p90_days >= 200


def test_ends_with_few_decisions_stay_close_to_the_pooled_rate() -> None:
    log = (*(licence(f"a{n}", 90, 30, end_use="civil") for n in range(8)),
           licence("m", 90, 30, Standing.REFUSED, end_use="aerospace"))
    found = approvals(log, AS_OF)
    assert 0.5 < found["aerospace"].mean < found["civil"].mean


def test_quantities_held_add_up_and_what_is_pending_keeps_its_start() -> None:
    log = (licence("a", 200, 150, quantity=100.0, drawn=40.0, valid_until=AS_OF + timedelta(days=30)),
           licence("b", 200, 150, quantity=50.0, valid_until=AS_OF + timedelta(days=60)), licence("c", 20),
           licence("d", 300, 250, quantity=10.0, valid_until=AS_OF - timedelta(days=1)))
    assert changes_of(log, AS_OF) == (HoldLicence("m0", 61.0, 110.0), PendingLicence("m0", 20.0))


def test_a_licence_held_serves_before_stock_is_touched() -> None:
    """Held 100 days; the next applied for 30 days before, granted 60 later: 30 days without, 20 in stock."""
    terms = SetLicenceTerms(renew_before_days=30)
    found = outlook(20.0, HoldLicence("m0", 100), terms)
    assert (found.stop_probability, found.stop_days) == (1.0, pytest.approx(10))
    assert found.first_stop.p50 == AS_OF + timedelta(days=120)
    assert outlook(30.0, HoldLicence("m0", 100), terms).stop_probability == 0
    assert outlook(0.0, HoldLicence("m0", 100)).stop_probability == 0  # asked for 90 days before the end
    assert outlook(0.0, HoldLicence("m0")).unlimited


def test_a_quantity_held_ends_when_it_is_used_up() -> None:
    found = outlook(20.0, HoldLicence("m0", 200, 80.0), SetLicenceTerms(renew_before_days=0))
    assert found.first_stop.p50 == AS_OF + timedelta(days=100)
    assert found.stop_days == pytest.approx(40)


def test_an_application_under_way_comes_earlier() -> None:
    assert outlook(20.0, PendingLicence("m0", 45)).stop_probability == 0
    assert outlook(10.0, PendingLicence("m0", 45)).stop_days == pytest.approx(5)
    spread = replace(FIXED, p90_days=120)
    fresh, waiting = outlook(45.0, wait=spread), outlook(45.0, PendingLicence("m0", 60), wait=spread)
    assert fresh.stop_probability is not None
    assert waiting.stop_probability is not None
    # P(W > 105 | W > 60) = P(W > 105) / 0.5
    assert waiting.stop_probability == pytest.approx(0.15026 / 0.5, abs=0.02)


def test_an_application_older_than_any_wait_is_not_taken_for_granted() -> None:
    assert outlook(30.0, PendingLicence("m0", 300)).stop_probability == 1.0


def test_alarms_name_what_needs_a_hand() -> None:
    log = (
        licence("late", 120), licence("young", 10),
        licence("ending", 200, 150, valid_until=AS_OF + timedelta(days=40)),
        licence("renewed", 200, 150, valid_until=AS_OF + timedelta(days=40)), licence("next", 5, renews="renewed"),
        licence("used", 200, 150, quantity=100.0, drawn=90.0), licence("over", 200, 150, quantity=10.0, drawn=11.0),
    )
    found = alarms(log, AS_OF, {"m0": 1.0})
    assert [(issue.code, dict(issue.params)["number"]) for issue in found] == [
        ("licence-clock-over", "late"), ("licence-ends-soon", "ending"), ("licence-used-up-soon", "used"),
        ("licence-overdrawn", "over")]
    assert all(issue_text(issue).endswith(".") for issue in found)


def test_the_clock_counts_45_working_days_with_the_chinese_holidays() -> None:
    """Applied on 2025-09-15: eight days of the October holidays push the end beyond nine weeks."""
    applied = Licence("x", "m0", "c", "one", date(2025, 9, 15))
    assert alarms((applied,), date(2025, 11, 19), {}) == ()
    assert alarms((applied,), date(2025, 12, 5), {})[0].code == "licence-clock-over"


@pytest.mark.parametrize("facts", [
    {"standing": Standing.GRANTED}, {"decided": AS_OF}, {"drawn": -1.0},
    {"standing": Standing.GRANTED, "decided": date(2020, 1, 1)},
])
def test_entries_that_can_not_be_are_refused(facts: dict[str, object]) -> None:
    with pytest.raises(PlanningError):
        Licence("x", "m0", "c", "one", AS_OF, **facts)  # type: ignore[arg-type]
