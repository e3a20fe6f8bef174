from dataclasses import replace
from datetime import UTC, datetime

import builders_classification as make
from ytterby.classification.decide import decide
from ytterby.core.decision import Decision, Verdict
from ytterby.core.item import Item

LAW = make.rules("2026-11-21")
MAGNET = make.item("Magnet N42SH", key="m")


def decision(one: Item, day: int = 1, verdict: Verdict = Verdict.DOES_NOT_CONTAIN) -> Decision:
    return Decision(one.key, one.text_digest(), verdict, "buyer", datetime(2026, 11, day, tzinfo=UTC), "assay")


def test_a_decision_is_laid_beside_the_findings_and_changes_none() -> None:
    before = make.judged(LAW, MAGNET, make.ndfeb())
    after, issues = decide(make.bill(MAGNET), before, (decision(MAGNET),))
    assert issues == ()
    assert after.decision(0) == decision(MAGNET)
    assert after.findings == before.findings
    assert after.status(0) is before.status(0)


def test_the_last_decision_counts() -> None:
    before = make.judged(LAW, MAGNET, make.ndfeb())
    late, early = decision(MAGNET, 9, Verdict.CONTAINS), decision(MAGNET, 2)
    after, _ = decide(make.bill(MAGNET), before, (late, early))
    assert after.decision(0) == late


def test_a_decision_on_an_earlier_wording_is_stale_and_not_laid() -> None:
    before = make.judged(LAW, MAGNET, make.ndfeb())
    old = replace(decision(MAGNET), item_text="another wording")
    after, (issue,) = decide(make.bill(MAGNET), before, (old,))
    assert after.decision(0) is None
    assert issue.code == "decision-stale"


def test_a_decision_on_an_item_that_is_gone_is_orphaned() -> None:
    before = make.judged(LAW, MAGNET, make.ndfeb())
    _, (issue,) = decide(make.bill(MAGNET), before, (decision(make.item("gone")),))
    assert issue.code == "decision-orphaned"


def test_without_decisions_nothing_is_decided() -> None:
    assert make.judged(LAW, MAGNET, make.ndfeb()).decision(0) is None
