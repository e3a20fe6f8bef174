"""Blocks of labels and amounts below the total of a bill."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_bom import codes, read_rows, rows_of

HEAD = ("Part", "Qty", "Price EUR", "Total price EUR")
LINES = [(name, at, 2.5, at * 2.5) for at, name in enumerate(("Motor", "Magnet", "Screw", "Frame", "Cable"), 1)]
TOTAL = ("Total", "", "", 37.5)
BLOCK = [("Electronics", "", "", 20.0), ("Mechanics", "", "", 17.5), ("Per unit", "", "", 3.75)]


def test_labels_with_amounts_below_the_total_are_no_lines(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, *LINES, TOTAL, (), *BLOCK])
    assert rows_of(reading) == [2, 3, 4, 5, 6]
    assert codes(reading)["note-row"] == "9-11"


def test_what_such_a_block_names_is_still_looked_at(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, *LINES, TOTAL, (), ("NdFeB magnets", "", "", 20.0)])
    assert [row for row, _ in reading.sheets[0].notes] == [9]


@pytest.mark.parametrize("further", [("Spare motor", 2, 2.5, 5.0), ("Spare motor", "", "see offer", 5.0)])
def test_further_things_below_a_subtotal_keep_the_whole_block(tmp_path: Path, further: tuple[object, ...]) -> None:
    reading = read_rows(tmp_path, [HEAD, *LINES, TOTAL, *BLOCK, further])
    assert rows_of(reading) == [2, 3, 4, 5, 6, 8, 9, 10, 11]


def test_without_a_total_amounts_alone_make_no_note(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, *LINES, *BLOCK])
    assert rows_of(reading) == list(range(2, 10))


def test_where_lines_often_have_no_quantity_they_may_stand_below_a_total(tmp_path: Path) -> None:
    bare = [(name, "", price, cost) for name, _, price, cost in LINES[:2]]
    reading = read_rows(tmp_path, [HEAD, *bare, *LINES[2:], TOTAL, *BLOCK])
    assert rows_of(reading) == [2, 3, 4, 5, 6, 8, 9, 10]
