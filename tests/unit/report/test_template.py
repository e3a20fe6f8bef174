"""The workbook to fill in: every heading is understood for certain, every allowed value is understood."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ytterby.bom.read import read
from ytterby.bom.values import countries_of
from ytterby.classification.law import arrange, stated_use
from ytterby.cli.main import run
from ytterby.core import units
from ytterby.regulation.rulebook import Rulebook
from ytterby.report.template import COLUMNS, allowed_values, write_template

LINE = {"Level": 1, "Part Number": "0007", "Description": "Rotor with magnets", "Quantity": 2, "Unit": "pcs",
        "Country of Origin": "CN", "Unit Price": 9.5, "Currency": "EUR", "HS Code": "8505.11", "Mass (g)": 12,
        "Dy %": 0.3, "Lead time (weeks)": 4, "End use": "civil", "Material": "NdFeB", "Revision": "B",
        "Manufacturer": "Alpha", "MPN": "A-1", "Supplier": "Delta", "CAS Number": "7429-91-6", "Stock": 3,
        "Annual use": 100, "Remark": "new"}


def filled(path: Path, lines: int) -> Path:
    write_template(path)
    book = openpyxl.load_workbook(path)
    for row in range(2, lines + 2):
        for place, column in enumerate(COLUMNS, 1):
            book["BOM"].cell(row, place, LINE[column.heading])
        book["BOM"].cell(row, 2, f"00{row}-17")
    book.save(path)
    return path


def test_every_column_is_taken_for_what_it_is(tmp_path: Path) -> None:
    table, = read(filled(tmp_path / "bill.xlsx", 4)).tables
    assert [column.meaning for column in table.columns] == [column.meaning for column in COLUMNS]
    assert min(column.certainty for column in table.columns) >= 0.7


def test_what_is_filled_in_is_read_and_the_allowed_values_are_no_lines(tmp_path: Path) -> None:
    reading = read(filled(tmp_path / "bill.xlsx", 4))
    assert [usage.row for usage in reading.bom] == [2, 3, 4, 5]
    item = reading.bom.items[0]
    assert (item.part_number, item.lead_time_days, item.mass_g.best) == ("002-17", 28, 12)
    assert not [issue.code for issue in reading.issues if issue.severity != "note"]


def test_every_allowed_value_is_understood() -> None:
    allowed = allowed_values()
    words = arrange(Rulebook.shipped().on(date(2026, 11, 21))).end_uses
    assert all(countries_of(code) == (code,) for code in allowed["Country"])
    assert all(units.currency(code) == code for code in allowed["Currency"])
    assert all(stated_use(use, words) == use for use in allowed["End use"])


def test_a_choice_is_offered_in_the_columns_that_have_one(tmp_path: Path) -> None:
    write_template(tmp_path / "bill.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "bill.xlsx")["BOM"]
    offered = {str(one.sqref).split(":")[0] for one in sheet.data_validations.dataValidation}
    letters = {openpyxl.utils.get_column_letter(place) for place, column in enumerate(COLUMNS, 1) if column.allowed}
    assert offered == {f"{letter}2" for letter in letters}


def test_the_command_writes_it_and_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sample", str(tmp_path), "--template"]) == 0
    assert capsys.readouterr().out.strip().endswith("bill-template.xlsx")
    assert run(["sample", str(tmp_path), "--template"]) == 2
