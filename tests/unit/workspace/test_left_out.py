"""Columns that no line is identified by, and that name rare earths, are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ytterby.bom.reading import Correction, Mapping, Meaning
from ytterby.core.finding import Certainty
from ytterby.core.issue import Issue, Severity
from ytterby.core.text import issue_text
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.rulebook import Rulebook
from ytterby.workspace.assess import assess, open_workbook
from ytterby.workspace.document import Assessment
from ytterby.workspace.left_out import warned

KNOWLEDGE = Knowledge.shipped()
DAY = date(2026, 11, 21)
HEAD = ["Part number", "Description", "Qty", "Material"]
ROWS = [["P-1", "Disc 20x5", 4, "SmCo"], ["P-2", "Screw M3", 8, "steel"], ["P-3", "Ring", 1, "NdFeB N42SH"]]


def assessed(folder: Path, meanings: dict[str, Meaning], rows: list[list[object]] = ROWS,
             head: list[str] = HEAD) -> tuple[Assessment, list[Issue]]:
    made = openpyxl.Workbook()
    made.active.title = "BOM"
    for row in (head, *rows):
        made.active.append(row)
    made.save(folder / "bill.xlsx")
    mapping = Mapping(corrections=tuple(Correction("BOM", letter, meaning) for letter, meaning in meanings.items()))
    found = assess(open_workbook(folder / "bill.xlsx", mapping, DAY), Rulebook.shipped(), KNOWLEDGE)
    return found, [issue for issue in found.issues if issue.code == "column-names-material"]


def told(folder: Path, meanings: dict[str, Meaning], rows: list[list[object]] = ROWS,
         head: list[str] = HEAD) -> list[Issue]:
    return assessed(folder, meanings, rows, head)[1]


@pytest.mark.parametrize("meaning", [one for one in Meaning if one is not Meaning.SUPPLIER])
def test_whatever_a_mapping_takes_a_column_for_what_it_names_is_found_or_told(tmp_path: Path, meaning: Meaning) -> None:
    found, issues = assessed(tmp_path, {"D": meaning})
    assert issues or found.identities[0].rare_earth is not Certainty.NO


@pytest.mark.parametrize("meaning", [
    Meaning.IGNORE, Meaning.END_USE, Meaning.PARENT, Meaning.POSITION, Meaning.CURRENCY, Meaning.LEVEL,
    Meaning.QUANTITY,
])
def test_a_column_by_which_no_line_is_identified_and_that_names_rare_earths_is_told(
    tmp_path: Path, meaning: Meaning,
) -> None:
    (issue,) = told(tmp_path, {"D": meaning})
    assert (issue.severity, issue.where.sheet, issue.where.column, issue.where.row) == (
        Severity.WARNING, "BOM", "D", 2)
    for word in ("Material", str(meaning).replace("_", " "), "2: \u201cSmCo\u201d", "4: \u201cNdFeB N42SH\u201d"):
        assert word in issue_text(issue)
    assert "steel" not in issue_text(issue)


@pytest.mark.parametrize("meaning", [
    Meaning.MATERIAL, Meaning.REMARK, Meaning.EXTRA, Meaning.CATEGORY, Meaning.UNIT, Meaning.ORIGIN, Meaning.REVISION,
    Meaning.PRICE,
])
def test_a_column_that_is_looked_at_is_not_told(tmp_path: Path, meaning: Meaning) -> None:
    assert told(tmp_path, {"D": meaning}) == []


@pytest.mark.parametrize(("heading", "cell", "is_told"), [
    ("Dy %", 2.5, True), ("SmCo", "x", True), ("Dy %", 0, False), ("Colour", "red", False), ("Remark", "motor", False),
    ("Remark", "without NdFeB", False), ("Y", 12.5, False), ("Position", "N42", True),
    ("", "N42SH", True), ("Note", "\u9490\u94b4\u78c1\u94c1", True),
])
def test_an_ignored_column_is_told_where_it_would_have_said_something(
    tmp_path: Path, heading: str, cell: object, *, is_told: bool,
) -> None:
    rows: list[list[object]] = [["P-1", "Disc 20x5, M2.5", 4, cell], ["P-2", "Screw M3", 8, None]]
    assert bool(told(tmp_path, {"D": Meaning.IGNORE}, rows, [*HEAD[:3], heading])) is is_told


def test_designators_and_positions_are_no_grades(tmp_path: Path) -> None:
    rows: list[list[object]] = [["P-1", "Disc", 4, "N35, N42"], ["P-2", "Screw M3", 8, "N52"]]
    assert told(tmp_path, {"D": Meaning.DESIGNATORS}, rows) == told(tmp_path, {"D": Meaning.POSITION}, rows) == []


def test_what_the_line_says_as_well_or_the_parent_is_another_line_is_not_told(tmp_path: Path) -> None:
    again: list[list[object]] = [["P-1", "SmCo disc", 4, "SmCo"], ["P-2", "Screw M3", 8, "steel"]]
    assert told(tmp_path, {"D": Meaning.IGNORE}, again) == []
    below: list[list[object]] = [["SmCo-7", "Rotor", 1, ""], ["P-2", "Screw M3", 8, "SmCo-7"]]
    assert told(tmp_path, {"D": Meaning.PARENT}, below, [*HEAD[:3], "Parent"]) == []
    other: list[list[object]] = [["P-1", "Disc", 4, "SmCo"], ["P-2", "SmCo ring", 8, "steel"]]
    assert len(told(tmp_path, {"D": Meaning.IGNORE}, other)) == 1


def test_a_column_is_told_of_each_sheet_that_ignores_it(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name in ("One", "Two"):
        sheet = made.create_sheet(name)
        for row in (HEAD, *ROWS):
            sheet.append(row)
    made.save(tmp_path / "bill.xlsx")
    mapping = Mapping(corrections=(Correction("Two", "D", Meaning.IGNORE),))
    document = open_workbook(tmp_path / "bill.xlsx", mapping, DAY)
    assert document.reading is not None
    found = [issue for issue in warned(document.reading, KNOWLEDGE) if issue.code == "column-names-material"]
    assert [issue.where.sheet for issue in found] == ["Two"]
