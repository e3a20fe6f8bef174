"""Levels that only the indentation of the cells' format shows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from builders_bom import HEAD, lines
from ytterby.bom.formats import look
from ytterby.bom.ooxml import read_ooxml
from ytterby.bom.read import read
from ytterby.core.progress import SILENT

NAMES = ("Drive", "Motor", "Rotor", "Magnet", "Housing", "Cable")


def _bill(path: Path, steps: Sequence[int], column: int = 1, right: bool = False) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("BOM")
        styles = [book.add_format({"indent": step, "align": "right" if right else "left"} if step else {"bold": True})
                  for step in range(5)]
        sheet.write_row(0, 0, HEAD)
        for at, (name, step) in enumerate(zip(NAMES, steps, strict=True), 1):
            for place, cell in enumerate((f"A-{at:03}", name, at)):
                sheet.write(at, place, cell, styles[step] if place == column else None)
    return path


@pytest.mark.parametrize("column", [0, 1])
def test_indented_cells_belong_to_the_line_above_that_is_less_indented(tmp_path: Path, column: int) -> None:
    found = lines(read(_bill(tmp_path / "bill.xlsx", (0, 1, 2, 3, 1, 0), column)))
    assert [line.level for line in found] == [0, 1, 2, 3, 1, 0]
    assert [line.parent for line in found] == [-1, 0, 1, 2, 0, -1]


def test_a_table_that_is_indented_as_a_whole_begins_at_its_least_step(tmp_path: Path) -> None:
    found = lines(read(_bill(tmp_path / "bill.xlsx", (1, 2, 2, 3, 2, 1))))
    assert [line.level for line in found] == [0, 1, 1, 2, 1, 0]


@pytest.mark.parametrize(("steps", "right"), [
    ((1, 1, 1, 1, 1, 1), False), ((0, 0, 1, 0, 1, 0), False), ((2, 1, 1, 1, 0, 0), False), ((0, 1, 1, 1, 2, 0), True),
])
def test_other_indents_are_no_structure(tmp_path: Path, steps: Sequence[int], right: bool) -> None:
    assert {line.level for line in lines(read(_bill(tmp_path / "bill.xlsx", steps, right=right)))} == {0}


def test_both_readers_see_the_same_indents(tmp_path: Path) -> None:
    data = _bill(tmp_path / "bill.xlsx", (0, 1, 2, 3, 1, 0)).read_bytes()
    quick = read_ooxml(data, SILENT)[0].indents
    assert quick == look(data)["BOM"].indents == {(3, 1): 1, (4, 1): 2, (5, 1): 3, (6, 1): 1}
