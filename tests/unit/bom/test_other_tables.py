"""Tables beside a bill and on other sheets that are no part of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from builders_bom import codes, items, read_rows, rows_of
from ytterby.bom.read import read
from ytterby.bom.reading import Mapping

HEAD = ("Part number", "Description", "Qty")
BILL = [("A-1", "Magnet ring", 4), ("A-2", "Socket screw", 8), ("A-3", "Rotor shaft", 1)]


@pytest.mark.parametrize("caption", ["Row Labels", "Zeilenbeschriftungen", "Étiquettes de lignes", "Etiquetas de fila",
                                     "Popisky řádků", "行标签", "行ラベル"])
def test_a_pivot_table_beside_a_bill_is_not_read_and_said(tmp_path: Path, caption: str) -> None:
    pivot = [(caption, "Sum of Qty"), ("Magnet ring", 4), ("Total", 13)]
    rows = [(*HEAD, "", ""), *((*line, "", *beside) for line, beside in zip(BILL, pivot, strict=True))]
    reading = read_rows(tmp_path, rows)
    assert [item.description for item in items(reading)] == [name for _, name, _ in BILL]
    assert "table-beside" in codes(reading)


def test_a_sheet_of_a_pivot_table_counts_no_line_again(tmp_path: Path) -> None:
    book = Workbook()
    bill, pivot = book.active, book.create_sheet("Count")
    for line in (HEAD, *BILL):
        bill.append(line)
    for row in (("Row Labels", "Quantity"), ("A-1", 4), ("A-2", 8), ("A-3", 1), ("Total", 13)):
        pivot.append(row)
    book.save(path := tmp_path / "two.xlsx")
    assert len(read(path).bom) == 3
    assert len(read(path, Mapping(sheets=("Count",))).bom) == 3  # unless it is what the user asks for


def test_a_pivot_table_is_read_where_it_is_all_there_is(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [("Row Labels", "Description", "Quantity"), *BILL])
    assert len(items(reading)) == 3


def test_a_list_beside_the_bill_that_goes_on_below_it_is_not_read(tmp_path: Path) -> None:
    beside = [("EG", 3, 24), ("OG", 2, 20), ("DG", 1, 18), ("EG", 2, 16), ("OG", 2, 14), ("DG", 1, 12), ("EG", 4, 10),
              ("OG", 2, 8), ("DG", 1, 6)]
    lines = [*BILL, *[("", "", "")] * 6]
    rows = [(*HEAD, "", "Floor", "Length (m)", "Count"), *((*a, "", *b) for a, b in zip(lines, beside, strict=True))]
    reading = read_rows(tmp_path, rows)
    assert rows_of(reading) == [2, 3, 4]
    assert "EG" not in items(reading)[0].description


def test_columns_behind_a_gap_that_speak_of_the_lines_stay(tmp_path: Path) -> None:
    rows = [(*HEAD, "", "Material", "Remark"), *((*line, "", "NdFeB", "coated") for line in BILL)]
    reading = read_rows(tmp_path, rows)
    assert "table-beside" not in codes(reading)
    assert all("NdFeB" in f"{item.material} {item.description}" for item in items(reading))
