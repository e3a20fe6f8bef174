import pytest
from hypothesis import given
from hypothesis import strategies as some

import builders_classification as make
from ytterby.classification.classification import Context
from ytterby.classification.classify import classify
from ytterby.core.finding import Certainty, Form, Outcome, Treatment
from ytterby.core.progress import Cancelled
from ytterby.identification.identity import Identity

LAW = make.rules("2026-11-21")
OPEN = (Outcome.CONTROLLED, Outcome.UNDETERMINED)


def test_an_item_without_rare_earths_has_no_findings() -> None:
    result = make.judged(LAW, make.item("Hex screw M4x12"))
    assert (result.findings, result.upstream, result.status(0)) == (((),), ((),), Outcome.NOT_CONTROLLED)


def test_an_unidentified_rare_earth_is_never_clear() -> None:
    one = make.item("Special component")
    result = classify(make.bill(one), (Identity(one.key, Certainty.POSSIBLE, ()),), LAW)
    assert result.status(0) is Outcome.UNDETERMINED
    assert make.codes(result.worst(0)) == ("need-material",)


def test_the_worst_finding_is_in_force_before_unverified() -> None:
    result = make.judged(LAW, make.item("SmCo", origin=("CN",)), make.smco())
    worst = result.worst(0)
    assert worst is not None
    assert (worst.control, worst.treatment) == ("1C902.a/a.4", Treatment.LICENCE_REQUIRED)


def test_of_two_entries_in_force_the_one_at_the_border_comes_first() -> None:
    law = make.rules("2026-11-21", assume=["MOFCOM-2025-61=in-force@2026-11-11"])
    worst = make.judged(law, make.item("SmCo", origin=("CN",)), make.smco()).worst(0)
    assert worst is not None
    assert worst.control == "1C902.a/a.4"


def test_each_finding_has_reasons_evidence_and_a_place_in_the_law() -> None:
    result = make.judged(LAW, make.item("Magnet N42SH"), make.ndfeb())
    for finding in result.findings[0]:
        assert finding.reasons
        assert finding.evidence
        assert finding.citation.at
        assert finding.citation.url.startswith("http")


def test_of_two_contents_the_stronger_finding_counts() -> None:
    alone = make.judged(LAW, make.item("x"), make.smco(certainty=Certainty.POSSIBLE))
    both = make.judged(LAW, make.item("x"), make.smco(certainty=Certainty.POSSIBLE), make.smco())
    assert make.outcome(alone, "1C902.a/a.4") is Outcome.UNDETERMINED
    assert make.outcome(both, "1C902.a/a.4") is Outcome.CONTROLLED


def test_of_lines_that_all_describe_an_alloy_the_one_that_names_most_of_it_is_told() -> None:
    terfenol = make.content(Form.ALLOY, ("Tb", "Dy", "Fe"))
    result = make.judged(LAW, make.item("Terfenol-D rod", origin=("CN",)), terfenol)
    told = {(one.control, one.limb) for one in result.findings[0] if one.outcome is Outcome.CONTROLLED}
    assert told == {("1C905.a/a.2.b", ""), ("Annex61/P1.11", "art. 1(3)")}


def test_the_customs_code_is_named_as_support_only() -> None:
    oxide = make.content(Form.OXIDE, ("Dy", "O"))
    with_code = make.found(make.judged(LAW, make.item("Dy2O3", hs="2846901500"), oxide), "1C905.b")
    without = make.found(make.judged(LAW, make.item("Dy2O3"), oxide), "1C905.b")
    assert with_code is not None
    assert without is not None
    assert (with_code.outcome, without.outcome) == (Outcome.CONTROLLED, Outcome.CONTROLLED)
    assert "law-hs-agrees" in {reason.code for reason in with_code.reasons}
    assert "law-hs-agrees" not in {reason.code for reason in without.reasons}


def test_a_finished_product_cites_the_answers_that_leave_it_out() -> None:
    result = make.judged(LAW, make.item("Servo motor"), make.ndfeb(Form.PRODUCT, certainty=Certainty.LIKELY))
    finding = make.found(result, "1C902–1C908")
    assert finding is not None
    assert finding.citation.at == "answers of 2025-04-21"
    assert {one.control for one in result.upstream[0]} == {"1C904.a/a.4", "1C905.a/a.4", "1C909.a/a.4"}


def test_of_a_motor_the_form_that_is_listed_is_told_of_the_material_inside() -> None:
    result = make.judged(LAW, make.item("motor"), make.ndfeb(Form.PRODUCT))
    told = {reason.code for finding in result.upstream[0] for reason in finding.reasons}
    assert "law-form-inside" in told
    assert "law-form" not in told | {reason.code for finding in result.findings[0] for reason in finding.reasons}


def test_before_the_answers_were_given_the_list_itself_leaves_a_motor_out() -> None:
    result = make.judged(make.rules("2025-04-10"), make.item("Servo motor"), make.ndfeb(Form.PRODUCT))
    finding = make.found(result, "1C902–1C908")
    assert finding is not None
    assert finding.outcome is Outcome.NOT_CONTROLLED
    assert finding.citation.at == "1C902–1C908"


def test_stop_passes_through() -> None:
    class Stopped:
        def step(self, done: float, label: str = "") -> None:
            raise Cancelled

    one = make.item("x")
    with pytest.raises(Cancelled):
        classify(make.bill(one), (make.identity(one),), LAW, Context(), Stopped())


def test_an_identity_per_item_is_asked_for() -> None:
    with pytest.raises(ValueError):
        classify(make.bill(make.item("x")), (), LAW)


@given(
    dy=some.sampled_from([None, 0.0, 0.012]), tb=some.sampled_from([None, 0.0, 0.012]),
    origin=some.sampled_from([(), ("CN",), ("JP",)]), certainty=some.sampled_from(list(Certainty)[1:]),
    form=some.sampled_from([Form.MAGNET, Form.ASSEMBLY]),
)
def test_less_knowledge_never_turns_an_open_question_into_clear(
    dy: float | None, tb: float | None, origin: tuple[str, ...], certainty: Certainty, form: Form
) -> None:
    known = {symbol: share for symbol, share in (("Dy", dy), ("Tb", tb)) if share is not None}
    held = make.ndfeb(form, certainty=certainty, declared=bool(known))
    told = make.judged(LAW, make.item("x", declared=known, origin=origin), held)
    untold = make.judged(LAW, make.item("x"), make.ndfeb(form, certainty=certainty))
    before = {(one.control, one.limb) for one in told.findings[0] if one.outcome in OPEN}
    after = {(one.control, one.limb) for one in untold.findings[0] if one.outcome in OPEN}
    assert before <= after


@given(sites=some.lists(some.sampled_from(["CN", "JP", "DE", ""]), max_size=3), new=some.sampled_from(["CN", "JP", ""]))
def test_adding_a_supplier_never_clears_a_chinese_item(sites: list[str], new: str) -> None:
    def chinese(places: list[str]) -> Outcome:
        result = make.judged(LAW, make.item("x", sites=places), make.smco())
        return make.outcome(result, "Annex61/P2.I.1", "art. 1(3)")

    if chinese(sites) is Outcome.CONTROLLED:
        assert chinese([*sites, new]) is Outcome.CONTROLLED
