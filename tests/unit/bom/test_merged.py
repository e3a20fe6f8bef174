"""What a cell shows beyond what it holds: merged cells hold for each line they span, a lost result is said."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from builders_bom import HEAD, codes, items, read_rows, read_text
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


def test_a_material_merged_over_lines_without_numbers_is_said_of_each(tmp_path: Path) -> None:
    head = ("Description", "Qty", "Material")
    path = _saved(tmp_path, [head, ("Ring", 1, "SmCo"), ("Disc", 1), ("Bar", 1), ("Nut", 1, "steel")], "C2:C4")
    assert [item.material for item in items(read(path))] == ["SmCo", "SmCo", "SmCo", "steel"]


def test_a_name_merged_over_counted_lines_is_that_of_each(tmp_path: Path) -> None:
    head = ("Description", "Size", "Qty")
    path = _saved(tmp_path, [head, ("SmCo disc", "10x5", 1), (None, "20x5", 2), ("Nut", "M3", 1)], "A2:A3")
    assert [item.description for item in items(read(path))] == ["SmCo disc · 10x5", "SmCo disc · 20x5", "Nut · M3"]


def test_an_error_where_the_name_should_stand_is_a_name_that_is_lost(tmp_path: Path) -> None:
    path = _saved(tmp_path, [HEAD, ("A-1", "Ring", 1), ("A-2", "#N/A", 1), ("A-3", "Nut", 1)])
    reading = read(path)
    assert items(reading)[1].description == LOST
    assert codes(reading)["error-cells"] == "3"


@pytest.mark.parametrize("wrong", ["#N/A", "#NV", "#REF!"])
def test_an_error_written_into_a_text_file_is_one_too(tmp_path: Path, wrong: str) -> None:
    reading = read_text(tmp_path, f"Part Number,Description,Qty\nA-1,Ring,1\nA-2,{wrong},1\n")
    assert [item.description for item in items(reading)] == ["Ring", LOST]


def test_rows_of_a_template_that_hold_an_error_alone_are_no_lines(tmp_path: Path) -> None:
    path = _saved(tmp_path, [HEAD, ("A-1", "Ring", 1), ("A-3", "Nut", 1), *[(None, "#N/A", None)] * 4])
    assert len(read(path).bom) == 2


def test_a_nought_that_stands_for_a_formula_still_to_be_computed_says_nothing(tmp_path: Path) -> None:
    rows = [HEAD, ("A-1", '=CONCATENATE("Nd","FeB")', 2), ("A-2", "Nut", "=1+0"), ("A-3", "Bar", 1)]
    reading = read_rows(tmp_path, rows)  # as programs write that put 0 where they can't compute
    assert [item.description for item in items(reading)] == [LOST, "Nut", "Bar"]
    assert codes(reading)["formula-unstored"]
