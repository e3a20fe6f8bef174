"""Headings that no word gives away: the rows below them bear them out."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_bom import codes, items, lines, read_rows

M3, NUT = ("M3 nut", 4, 1), ("M4 nut", 8, 2)


@pytest.mark.parametrize("header", [
    ("sort", "form", "quantality"),  # a column of numbers under each word over numbers
    ("Part", "Value", "Device"),  # headings, but of any list
    ("Benennung", "Bezeichnung"),
])
def test_words_above_lines_that_bear_them_out_are_headings(tmp_path: Path, header: tuple[str, ...]) -> None:
    rows = [("R1", "300R", 16), ("R2", "10K", 11), ("Q1", "SI2302", 5), ("X1", "8 MHz", 1)]
    reading = read_rows(tmp_path, [header, *(row[: len(header)] for row in rows)])
    assert reading.tables[0].header_rows == (1,)
    assert len(lines(reading)) == len(rows)
    assert "no-header" not in codes(reading)


def test_a_first_line_with_a_number_is_no_row_of_headings(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [("Magnet", "N42", 4), ("Servo", "DS3225", 2), ("Bolt", "M3x8", 12)])
    assert reading.tables[0].header_rows == ()
    assert items(reading)[0].description.startswith("Magnet")


def test_a_first_line_of_words_over_blank_numbers_is_a_line(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [("Magnet", "round", ""), ("Servo", "big", 2), ("Bolt", "M3x8", 12), ("Nut", "", 3)])
    assert len(lines(reading)) == 4


def test_a_name_alone_between_lines_without_headings_is_reported(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [("Motor", "NEMA 17", 4), ("Drive", "A4988", 4), ("Magnets",), ("Disc", "N42", 8),
                                   ("Bolt", "M3", 2)])
    assert len(lines(reading)) == 4
    assert "section-row" in codes(reading)
