from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

import builders_classification as make
from ytterby.classification.classification import Context
from ytterby.core.errors import UsageError
from ytterby.core.finding import Force, Form, Outcome, Treatment
from ytterby.regulation.rules import RulesOnDay

ONE = "MOFCOM-GAC-2025-57"
NEODYMIUM = make.content(Form.MAGNET, ("Nd", "Fe", "B"), {"Nd": (0.3, 0.3, 0.3)}, declared=True)


def forces(law: RulesOnDay) -> dict[tuple[str, str], Force]:
    return {(one.instrument.id, one.control.name): one.state.force for one in law.controls}


def force(day: str, *assume: str, instrument: str = ONE) -> Force:
    standing = next(one for one in make.rules(day, assume=assume).standing if one.instrument.id == instrument)
    assert standing.state is not None
    return standing.state.force


@pytest.mark.parametrize("text", [
    "MOFCOM-2025-61=in-force@2026-11-11", f"{ONE}=suspended@2026-11-11..2027-11-10", f"{ONE}=escalated@2027-01-01",
    f"{ONE}=eased(Drives & Co. @home)@2026-12-01",
])
def test_an_assumption_is_printed_as_it_is_written(text: str) -> None:
    assert str(make.shipped().parse_assumption(text)) == text


@pytest.mark.parametrize(("text", "told"), [
    (f"{ONE}=escalatd@2027-01-01", 'Did you mean "escalated"?'), (f"{ONE}=eased@2027-01-01", "names its customer"),
    (f"{ONE}=suspended(Somebody)@2027-01-01", "names its customer"),
    (f"{ONE}=suspended@2027-01-01..2026-01-01", "lies before"),
    (f"{ONE}=suspended@2027-01-01..soon", '"soon" is not a date'), (f"{ONE}=@2027-01-01", "not an assumption"),
    (f"{ONE}=suspended@1027-01-01", "not between 2000-01-01 and 2100-12-31"),
])
def test_what_is_no_assumption_is_refused_in_words(text: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        make.shipped().parse_assumption(text)
    assert told in str(caught.value)


def test_a_suspension_with_a_last_day_is_followed_by_force() -> None:
    text = f"{ONE}=suspended@2026-11-11..2027-01-31"
    assert force("2026-11-10", text) is Force.SUSPENDED
    assert force("2027-01-31", text) is Force.SUSPENDED
    assert force("2027-02-01", text) is Force.IN_FORCE


def test_after_its_last_day_any_other_assumption_gives_way_to_the_law() -> None:
    text = f"{ONE}=in-force@2025-12-01..2025-12-31"
    assert force("2025-12-31", text) is Force.IN_FORCE
    assert force("2026-01-01", text) is Force.SUSPENDED
    assert force("2026-11-11", text) is Force.UNVERIFIED


def test_an_escalation_catches_what_no_entry_lists_from_its_day_on() -> None:
    text = "MOFCOM-GAC-2025-18=escalated@2027-01-01"
    entry = "MOFCOM-GAC-2025-18/every rare earth"
    before = make.judged(make.rules("2026-12-31", assume=[text]), make.item("Nd magnet", origin=("CN",)), NEODYMIUM)
    after = make.judged(make.rules("2027-01-01", assume=[text]), make.item("Nd magnet", origin=("CN",)), NEODYMIUM)
    assert make.found(before, entry) is None
    finding = make.found(after, entry)
    assert finding is not None
    assert (finding.outcome, finding.force, finding.assumption) == (Outcome.CONTROLLED, Force.IN_FORCE, text)


def test_an_escalation_reaches_all_destinations() -> None:
    trade = Context("military", "KR")
    plain = make.judged(make.rules("2026-11-21"), make.item("SmCo"), make.smco(), context=trade)
    law = make.rules("2026-11-21", assume=["MOFCOM-2026-1=escalated@2026-11-01"])
    wide = make.judged(law, make.item("SmCo"), make.smco(), context=trade)
    treatments = [finding.treatment for result in (plain, wide) if (finding := make.found(result, "1C902.a/a.4"))]
    assert treatments == [Treatment.LICENCE_REQUIRED, Treatment.PROHIBITED]


@pytest.mark.parametrize(("customer", "treatment"), [
    ("Drives & Co.", Treatment.EXEMPT), ("Another", Treatment.LICENCE_REQUIRED), ("", Treatment.LICENCE_REQUIRED)])
def test_an_easing_is_for_the_named_customer_alone(customer: str, treatment: Treatment) -> None:
    law = make.rules("2026-12-01", assume=["MOFCOM-GAC-2025-18=eased(Drives & Co.)@2026-12-01"])
    result = make.judged(law, make.item("SmCo"), make.smco(), context=Context(customer=customer))
    finding = make.found(result, "1C902.a/a.4")
    assert finding is not None
    assert (finding.treatment, finding.outcome) == (treatment, Outcome.CONTROLLED)
    assert ("law-treatment-open" in {reason.code for reason in finding.reasons}) == (customer == "")


def test_an_easing_spares_nobody_a_prohibition() -> None:
    law = make.rules("2026-12-01", assume=["MOFCOM-GAC-2025-18=eased(Drives & Co.)@2026-12-01"])
    trade = Context(customer="Drives & Co.", party_lists=("MOFCOM-2026-11",))
    finding = make.found(make.judged(law, make.item("SmCo"), make.smco(), context=trade), "1C902.a/a.4")
    assert finding is not None
    assert finding.treatment is Treatment.PROHIBITED


@given(some.dates(date(2025, 11, 7), date(2026, 11, 10)), some.sampled_from(["in-force", "repealed", "suspended"]),
       some.sampled_from([ONE, "MOFCOM-2025-61", "MOFCOM-2025-62"]))
def test_an_assumption_and_its_opposite_change_nothing(start: date, state: str, instrument: str) -> None:
    """All three are suspended in that year: assuming so again takes back whatever was assumed before."""
    both = make.rules("2026-11-10", assume=[f"{instrument}={state}@{start}", f"{instrument}=suspended@{start}"])
    assert forces(both) == forces(make.rules("2026-11-10"))


def test_an_assumption_to_the_end_of_the_calendar_has_no_end() -> None:
    text = f"{ONE}=in-force@2026-11-11"
    assert forces(make.rules("2027-01-01", assume=[f"{text}..9999-12-31"])) == forces(
        make.rules("2027-01-01", assume=[text]))


def test_an_assumption_that_would_change_nothing_is_refused() -> None:
    book = make.shipped()
    for text in ("MOFCOM-GAC-2025-70", "MOFCOM-2025-72", "MOFCOM-2024-51"):
        with pytest.raises(UsageError, match="on whose state a finding hangs"):
            book.parse_assumption(f"{text}=in-force@2026-11-11")
    for text in ("MOFCOM-2026-20", "PRC-SC-DECREE-792", ONE):
        assert book.parse_assumption(f"{text}=repealed@2026-11-11").instrument == text
