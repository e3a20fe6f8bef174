"""What a cell shows beyond what it holds: merged cells hold for each line they span, a lost result is said."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from builders_bom import HEAD, codes, items
from ytterby.bom.merged import LOST
from ytterby.bom.read import read


def _saved(folder: Path, rows: list[tuple[object, ...]], merged: str = "") -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    book.save(folder / "bill.xlsx")
    return folder / "bill.xlsx"


def test_a_material_merged_over_lines_is_said_of_each_and_no_further(tmp_path: Path) -> None:
    rows = [("A-1", "Ring", 1, "SmCo"), ("A-2", "Disc", 1), ("A-3", "Bar", 1), ("A-4", "Nut", 1, None)]
    path = _saved(tmp_path, [(*HEAD, "Material"), *rows], "D2:D4")
    assert [item.material for item in items(read(path))] == ["SmCo", "SmCo", "SmCo", ""]


def test_a_merged_quantity_is_not_counted_again(tmp_path: Path) -> None:
    path = _saved(tmp_path, [HEAD, ("A-1", "Ring", 4), ("A-2", "Disc"), ("A-3", "Nut", 1)], "C2:C3")
    assert read(path).bom.usages.quantity[0] == 4
    assert read(path).bom.usages.quantity[1] != 4


@pytest.mark.parametrize("column", ["Description", "Material"])
def test_a_name_computed_and_not_saved_is_reported_and_marked(tmp_path: Path, column: str) -> None:
    head = ("Part Number", "Qty", "Description", "Material")
    lost = ['=A1&"x"' if name == column else None for name in head[2:]]
    path = _saved(tmp_path, [head, ("A-1", 1, "Ring", "Steel"), ("A-2", 1, *lost)])
    reading = read(path)
    assert codes(reading)["formula-unstored"] == "3"
    assert LOST in (items(reading)[1].description, items(reading)[1].material)
