"""What may be lines and is read as none, or in the wrong column, is said: sheets, longer lines, repeated headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_bom import Rows, codes, items, read_rows, read_text, rows_of, workbook
from ytterby.bom.read import read

HEAD = ("Part number", "Description", "Qty", "Unit")
BILL = [HEAD, ("P-1", "Ring", 2, "pcs"), ("P-2", "Nut", 3, "pcs")]


@pytest.mark.parametrize(("rows", "told"), [
    ([("P-5", "SmCo", 2, "pcs"), ("P-6", "Bolt", 3, "pcs")], True),
    ([("P-5", "SmCo", 2, "pcs", "x")], True),
    ([("Date", "Change", "By", "Why"), ("2026", "First", "A", "-")], False),
    ([(1, 2, 3, 4), (5, 6, 7, 8)], False),
    ([("Nut", 3), ("Bolt", 4)], False),
])
def test_a_sheet_without_headings_that_goes_on_with_a_bill_is_said(tmp_path: Path, rows: Rows, told: bool) -> None:
    reading = read(workbook(tmp_path / "bill.xlsx", {"A": BILL, "B": rows}))
    assert ("no-table-like" in codes(reading)) is told
    assert ("no-table" in codes(reading)) is not told


def test_lines_of_a_text_with_more_cells_than_headings_are_said(tmp_path: Path) -> None:
    text = "Part number,Description,Price EUR,Qty\nP-1,Ring,1,50,2\nP-2,Nut,2,3\nP-3,Bolt,2,50,3\n"
    assert codes(read_text(tmp_path, text))["row-longer"] == "2, 4"
    assert "row-longer" not in codes(read_text(tmp_path, text.replace(",50", ".50")))
    assert "row-longer" not in codes(read_text(tmp_path, text.replace("Qty\n", "Qty,\n").replace(",50", ".50")))


def test_headings_that_come_again_are_no_line_even_after_a_single_one(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, BILL[1], HEAD, BILL[2]])
    assert rows_of(reading) == [2, 4]
    assert [item.description for item in items(reading)] == ["Ring", "Nut"]
