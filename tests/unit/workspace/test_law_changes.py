"""Changes since the last save: each with its item, who had decided, and what is missing now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import builders_classification as make
from ytterby.bom.reading import Mapping
from ytterby.identification.knowledge import Knowledge
from ytterby.workspace.assess import assess, open_workbook
from ytterby.workspace.finding_history import noted
from ytterby.workspace.law_changes import law_changes

BILL = "part number,description,quantity\nM-1,SmCo magnet disc 10x5,4\nR-1,resistor 10k,8\n"


@pytest.fixture(scope="module")
def changes(tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("bill") / "bill.csv"
    Path(path).write_text(BILL, encoding="utf-8")
    document = replace(open_workbook(path, Mapping(), date(2025, 3, 1)), scenarios=())
    book, known = make.shipped(), Knowledge.shipped()
    before = assess(document, book, known)
    items, when = before.reading.bom.items, datetime(2025, 3, 1, tzinfo=UTC)
    saved = noted(document.history, items, before.classification, "a", when)
    now = replace(document, as_of=date(2026, 11, 21), history=saved)
    return now, assess(now, book, known)


def test_only_what_says_something_else_is_told_with_its_part(changes) -> None:
    found = law_changes(*changes)
    assert found
    assert {one.part for one in found} == {"M-1"}


def test_what_is_missing_now_is_that_of_the_finding(changes) -> None:
    document, assessment = changes
    for one in law_changes(document, assessment):
        finding = next(each for each in assessment.classification.findings[one.item]
                       if f"{each.control} {each.limb}".strip() == one.finding.name)
        assert one.missing == finding.missing


def test_without_a_save_there_is_nothing_to_compare_with(changes) -> None:
    document, assessment = changes
    assert law_changes(replace(document, history=type(document.history)()), assessment) == ()
