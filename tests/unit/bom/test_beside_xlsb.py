"""What a second look finds in the records of an .xlsb: lost formulas, texts with marks; it stands damage."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from builders_bom import codes, items
from builders_xlsb import block, cell, computed, read_xlsb, row, wide
from ytterby.bom.cells import RawSheet, Row
from ytterby.bom.formats import Look
from ytterby.bom.formats_xlsb import look_xlsb
from ytterby.bom.workbook import _add_unread, _without_nulls
from ytterby.core.errors import WorkbookError


def test_a_formula_of_an_xlsb_that_gives_no_text_is_blank_and_not_lost(tmp_path: Path) -> None:
    line = row(5, cell(0, "A-4"), cell(1, 1.0), cell(2, "Nut"), computed(3, "", 0))
    assert items(read_xlsb(tmp_path, line))[3].material == ""


def test_a_text_with_marks_within_the_cell_of_an_xlsb_is_read_and_said(tmp_path: Path) -> None:
    def rich(column: int, text: str) -> bytes:
        return block(62, struct.pack("<II", column, 0), b"\1", wide(text), struct.pack("<IHH", 1, 0, 0))

    reading = read_xlsb(tmp_path, row(5, cell(0, "A-4"), cell(1, 2.0), rich(2, "Ring SmCo")),
                    row(6, rich(0, "A-5"), rich(2, "Magnet NdFeB")))
    assert [(item.part_number, item.description) for item in items(reading)[3:]] == [
        ("A-4", "Ring SmCo"), ("A-5", "Magnet NdFeB")]
    assert codes(reading)["readers-differ"] == "5-6"


def test_an_xlsb_cut_off_anywhere_is_passed_over_by_the_second_look(tmp_path: Path) -> None:
    read_xlsb(tmp_path)
    with zipfile.ZipFile(tmp_path / "bill.xlsb") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for spoilt in ("xl/worksheets/sheet1.bin", "xl/comments1.bin", "xl/worksheets/_rels/sheet1.bin.rels"):
        for end in range(0, len(parts[spoilt]), 5):
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w") as archive:
                for name, data in parts.items():
                    archive.writestr(name, data[:end] if name == spoilt else data)
            look_xlsb(packed.getvalue())


def test_a_place_far_outside_of_a_sheet_does_not_fill_the_memory() -> None:
    sheet = RawSheet("BOM", [Row(1, ["Part Number"])])
    _add_unread(sheet, Look(unread=[(2, 3, "Ring"), (3, 4_000_000_000, "far away"), (4, 0, "Nut")]))
    assert [row.cells for row in sheet.rows][:2] == [["Part Number"], ["", "", "", "Ring"]]
    assert sheet.disputed == [2, 3, 4]


def test_a_cell_beyond_the_last_column_is_damage_and_does_not_take_its_time(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="beyond the last column"):
        read_xlsb(tmp_path, row(5, cell(0, "A-4"), cell(900_000, 1.0)))


def test_letters_that_the_reader_makes_two_of_are_one_again() -> None:
    sheet = RawSheet("BOM", [Row(1, ["N\0d\0F\0e\0B\0", 4.0, ""])])
    _without_nulls(sheet)
    assert sheet.rows[0].cells == ["NdFeB", 4.0, ""]
