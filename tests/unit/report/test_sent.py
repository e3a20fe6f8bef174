"""Questionnaires out and back: told by the forms as they lie in a folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from builders_report import assessment, document
from ytterby.core.errors import WorkbookError
from ytterby.report.dossier import dossier
from ytterby.report.page import Table
from ytterby.report.questionnaire import write_forms
from ytterby.report.questions import DECLARATION, HEADING_ROW, PARTS, QUESTIONS
from ytterby.report.sent import look_through, sent_from
from ytterby.report.sheets import questionnaires

CONTAINS = [question.key for question in QUESTIONS].index("contains") + 1


def answered(path: Path, *, signed: bool) -> None:
    book = load_workbook(path)
    book[PARTS].cell(HEADING_ROW + 1, CONTAINS, "no")
    if signed:
        book[DECLARATION]["B4"], book[DECLARATION]["B7"] = "A. Beispiel", "2026-11-20"
    book.save(path)


def states(folder: Path) -> dict[object, tuple[object, ...]]:
    page = questionnaires.page(dossier(document(), assessment(), sent=look_through(folder)))
    table = next(block for block in page.blocks if isinstance(block, Table))
    return {row[0]: row[1:] for row in table.rows}


def test_out_in_part_and_back_are_told_apart(tmp_path: Path) -> None:
    write_forms(dossier(document(), assessment()), tmp_path)
    assert {name: row[0] for name, row in states(tmp_path).items()} == {
        "Alpha GmbH": "no answer yet", "Beta KK": "no answer yet"}
    answered(tmp_path / "Alpha GmbH.xlsx", signed=True)
    answered(tmp_path / "Beta KK.xlsx", signed=False)
    found = states(tmp_path)
    assert found["Alpha GmbH"][:6] == ("answered", "Alpha GmbH.xlsx", 1, 1, "A. Beispiel", date(2026, 11, 20))
    assert found["Beta KK"][0] == "answered in part"


def test_a_supplier_without_a_form_is_not_asked_yet(tmp_path: Path) -> None:
    assert {row[0] for row in states(tmp_path).values()} == {"not asked yet"}


def test_other_files_in_the_folder_are_passed_over_and_a_missing_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "notes.xlsx").write_bytes(b"no workbook")
    (tmp_path / "form.txt").write_text("x")
    assert look_through(tmp_path) == ()
    assert sent_from(None) == sent_from(tmp_path / "none") == ()
    with pytest.raises(WorkbookError, match="no folder"):
        look_through(tmp_path / "none")
