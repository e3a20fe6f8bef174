"""An answer in Review settles, or leads on to the question that is left: from the bill to the findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from ytterby.bom.reading import Mapping
from ytterby.core.decision import Asked, Verdict
from ytterby.core.finding import Outcome
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.rulebook import Rulebook
from ytterby.workspace import edits
from ytterby.workspace.assess import assess, open_workbook
from ytterby.workspace.document import Assessment, Document
from ytterby.workspace.review import Question, Reply, decisions_on, questions

DAY, NOON = date(2026, 11, 21), datetime(2026, 11, 21, 12)


@pytest.fixture
def bill(tmp_path: Path) -> Document:
    lines = "M-1000,磁铁 10x5,2\nB-1000,Schraube M3,9\n"
    (tmp_path / "b.csv").write_text(f"Part number,Description,Quantity\n{lines}", "utf-8")
    return open_workbook(tmp_path / "b.csv", Mapping(), DAY)


def assessed(document: Document) -> Assessment:
    return assess(document, Rulebook.shipped(), Knowledge.shipped())


def answered(document: Document, question: Question, verdict: Verdict, why: str = "", hour: int = 12) -> Document:
    assert document.reading is not None
    items = tuple(document.reading.bom.items[item] for item in question.items)
    reply = Reply(question, items, verdict, "A", NOON.replace(hour=hour), "Does it?", why)
    return edits.record_decisions(document, decisions_on(reply, "u1"))


def test_a_yes_with_grade_and_share_settles_the_line(bill: Document) -> None:
    (asked,) = questions(assessed(bill))
    assert asked.asked is Asked.HOLDS
    told = assessed(answered(bill, asked, Verdict.CONTAINS, "N42SH, Dy 1.2 %, Tb 0.5 %, Ho 0.1 %"))
    assert told.classification.status(0) is Outcome.CONTROLLED
    assert told.classification.worst(0).missing == ()
    assert questions(told) == ()
    (decided,) = questions(told, decided=True)
    assert (decided.items, decided.recorded) == ((0,), "Does it?"), "what is settled can still be seen and withdrawn"


def test_a_bare_yes_leads_on_to_which_element_and_that_answer_ends_it(bill: Document) -> None:
    (first,) = questions(assessed(bill))
    once = answered(bill, first, Verdict.CONTAINS, "N42SH")
    (second,) = questions(assessed(once))
    assert (second.asked, second.items) == (Asked.ELEMENT, (0,))
    assert "Dy" in second.elements or "dysprosium" in second.elements
    for verdict in Verdict:
        assert questions(assessed(answered(once, second, verdict, hour=13))) == ()
    told = assessed(answered(once, second, Verdict.CONTAINS, "Dy 1.2 %", hour=13))
    assert told.classification.status(0) is Outcome.CONTROLLED


def test_a_no_ends_the_question_and_changes_no_finding(bill: Document) -> None:
    before = assessed(bill)
    (asked,) = questions(before)
    told = assessed(answered(bill, asked, Verdict.DOES_NOT_CONTAIN, "ferrite"))
    assert questions(told) == ()
    assert told.classification.findings == before.classification.findings
    assert [one.asked for one in questions(told, decided=True)] == [Asked.HOLDS]


def test_an_answer_of_an_earlier_version_is_not_asked_further(bill: Document) -> None:
    (asked,) = questions(assessed(bill))
    old = answered(bill, asked, Verdict.CONTAINS)
    old = replace(old, decisions=tuple(replace(one, asked=None) for one in old.decisions))
    assert questions(assessed(old)) == ()
