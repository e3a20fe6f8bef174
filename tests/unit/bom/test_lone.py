"""A name alone between lines: a thing without a quantity, or a heading."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from builders_bom import items, lines, read_rows, rows_of
from ytterby.bom.read import read

HEAD = ("Component", "Qty", "Price", "Link")
LINES = [("Frame", 1, 12.5, "shop"), ("Propeller", "", 3.2, "shop"), ("Battery", "", 20.0, "shop"),
         ("Camera", 1, 30.0, "shop"), ("Wire", "", 4.0, "shop"), ("Screws", 20, 0.1, "shop"), ("Receiver", 1, 9.0, "x")]


@pytest.mark.parametrize("name", ["ESC", "Arandelas", "螺帽", "NdFeB magnets"])
def test_a_name_alone_between_lines_that_often_have_no_quantity_is_a_thing(tmp_path: Path, name: str) -> None:
    reading = read_rows(tmp_path, [HEAD, *LINES[:4], (name, "", "", ""), *LINES[4:]])
    assert rows_of(reading) == list(range(2, 10))
    assert items(reading)[4].description == name
    assert lines(reading)[4].quantity is None
    assert {line.section for line in reading.bom} == {""}


def test_a_name_alone_between_counted_lines_stays_a_heading(tmp_path: Path) -> None:
    counted = [(name, 2, price, link) for name, _, price, link in LINES]
    reading = read_rows(tmp_path, [HEAD, *counted[:4], ("Fasteners", "", "", ""), *counted[4:]])
    assert rows_of(reading) == [2, 3, 4, 5, 7, 8, 9]
    assert lines(reading)[-1].section == "Fasteners"


def test_a_heading_between_lines_that_may_be_a_thing_is_looked_at_as_a_note(tmp_path: Path) -> None:
    counted = [(name, 2, price, link) for name, _, price, link in LINES]
    reading = read_rows(tmp_path, [HEAD, *counted[:4], ("NdFeB magnets", "", "", ""), *counted[4:]])
    assert reading.sheets[0].notes == ((6, "NdFeB magnets"),)
    first = [HEAD, ("Drive", "", "", ""), *counted[:4]]
    headed = read_rows(tmp_path, [*first, ("NdFeB magnets", "", "", ""), *counted[4:]])
    assert headed.sheets[0].notes == ()


def test_a_table_that_begins_with_a_heading_has_headings(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, ("Drive", "", "", ""), *LINES[:4], ("Body", "", "", ""), *LINES[4:]])
    assert {line.section for line in reading.bom} == {"Drive", "Body"}


def test_a_name_parted_by_a_blank_row_is_a_heading(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, *LINES[:4], (), ("Body", "", "", ""), *LINES[4:]])
    assert lines(reading)[-1].section == "Body"


def test_a_name_merged_over_the_columns_is_a_heading(tmp_path: Path) -> None:
    path = tmp_path / "merged.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([HEAD, *LINES[:4], (), *LINES[4:]]):
            for column, cell in enumerate(row):
                sheet.write(at, column, cell)
        sheet.merge_range(5, 0, 5, 3, "Body")
    assert read(path).bom.usage(5).section == "Body"
