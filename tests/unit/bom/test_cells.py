"""Sheets by column: what is asked of every different value is told to the right rows."""

from __future__ import annotations

import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ytterby.bom.assembly import Assembly, Piece, Texts
from ytterby.bom.cells import Cells, RawSheet, Row, Rows, Value, alike

VALUES = st.one_of(
    st.just(""), st.sampled_from(["A-1", "A-2", " ", "1"]), st.sampled_from([0.0, 1.0, 2.5, 1e15]), st.booleans(),
    st.integers(-2, 2), st.sampled_from([dt.date(2026, 11, 21), dt.datetime(2026, 11, 21, 8)]),
)
GRIDS = st.integers(0, 5).flatmap(lambda width: st.lists(st.lists(VALUES, max_size=width), max_size=12))


def rows_of(grid: list[list[Value]]) -> list[Row]:
    return [Row(number, cells) for number, cells in enumerate(grid, 3)]


def typed(rows: list[Row]) -> list[tuple[int, list[tuple[type, Value]]]]:
    return [(row.number, [(type(cell), cell) for cell in row.cells]) for row in rows]


@given(GRIDS)
def test_rows_by_column_are_the_rows_padded(grid: list[list[Value]]) -> None:
    width = max(map(len, grid), default=0)
    padded = typed([Row(row.number, [*row.cells, *[""] * (width - len(row.cells))]) for row in rows_of(grid)])
    rows = Rows.of(rows_of(grid))
    assert typed(list(rows)) == padded
    assert typed([rows[index] for index in range(len(rows))]) == padded
    assert typed(list(rows[1:7:2])) == padded[1:7:2]
    assert typed(list(rows.taken(np.arange(len(rows))[::-1]))) == padded[::-1]


@given(st.lists(VALUES, max_size=30), st.integers(0, 5))
def test_tests_reach_the_rows_they_are_about(column: list[Value], start: int) -> None:
    cells, rest = Cells.of(column), column[start:]
    part = cells.taken(slice(start, None))
    assert part.having(lambda value: isinstance(value, str)).tolist() == [isinstance(value, str) for value in rest]
    assert part.mapped(repr) == [repr(value) for value in rest]
    codes, texts = part.texts(str)
    assert [texts[code] for code in codes.tolist()] == [str(value) for value in rest]
    assert {repr(value) for value in rest} <= {repr(value) for value in part.distinct()}


def test_none_is_blank_and_a_column_beyond_the_last_too() -> None:
    rows = Rows.of([Row(1, [None, "x"]), Row(2, [2.0])])
    assert rows.filled().tolist() == [[False, True], [True, False]]
    assert rows.column(7).listed() == rows.column(-1).listed() == ["", ""]


@given(st.lists(st.tuples(*[st.integers(0, 1 << 30)] * 4), max_size=20))
def test_groups_are_of_equal_lines_also_beyond_64_bits(lines: list[tuple[int, ...]]) -> None:
    lines = lines + lines[:3]
    columns = [np.array([line[place] for line in lines], np.int32) for place in range(4)]
    first, group = alike(columns, len(lines))
    assert [lines.index(line) for line in lines] == [int(first[number]) for number in group.tolist()]


def test_a_sheet_knows_the_columns_with_formats() -> None:
    sheet = RawSheet("S", [], formats={(4, 2): "0%"}, usual={5: "000"})
    assert sheet.formatted == {2, 5}


def test_pieces_of_a_sheet_become_columns_without_blank_rows() -> None:
    assembly = Assembly(texts := Texts())
    one = Piece(np.array([2, 2, 3]), np.array([0, 2, 0]))
    one.put(np.array([0]), texts.codes(["A"]))
    one.put_numbers(np.array([1]), np.array([7.5]))
    two = Piece(np.array([9, 9]), np.array([0, 1]))
    two.put(np.array([0, 1]), np.array([assembly.other(True), texts.codes(["A"])[0]], np.int32))
    assembly.add(one)
    assembly.add(two)
    assert assembly.last_row == 9
    assert list(assembly.rows()) == [Row(2, ["A", "", 7.5]), Row(9, [True, "A", ""])]
