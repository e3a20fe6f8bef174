"""Columns are as wide as their cells need, fill the grid, and stay as the user made them."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ytterby.gui.listing import Column, Listing
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.widths import Wish, shared

LONG = "Dauermagnet NdFeB, quaderförmig, vernickelt, 20 x 10 x 4 mm, nach Zeichnung"
Row = tuple[str, str, float]
COLUMNS: tuple[Column[Row], ...] = (
    Column("part", "Part", lambda row: row[0], width=120),
    Column("words", "Description", lambda row: row[1], width=170),
    Column("empty", "Force", lambda row: "", width=100),
    Column("spend", "Spend", lambda row: f"€ {row[2]:,.0f}", figure=True,
                                   rank=lambda row: row[2], width=60),
)
ROWS = [("A", "Schraube", 3.0), ("B", LONG, 1_234_567_890.0)]


@pytest.fixture
def grid(qtbot: QtBot) -> Grid:
    made = Grid("Parts")
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    made.show_listing(Listing(COLUMNS, ROWS))
    return made


def widths(grid: Grid) -> list[int]:
    return [grid.columnWidth(section) for section in range(len(COLUMNS))]


def needed(grid: Grid, words: str) -> int:
    return grid.fontMetrics().horizontalAdvance(words)


def test_figures_are_never_cut_and_an_empty_column_is_no_wider_than_its_heading(grid: Grid) -> None:
    part, _, empty, spend = widths(grid)
    assert spend >= needed(grid, "€ 1,234,567,890")
    assert part < 120
    assert empty < 100


def test_room_that_is_left_goes_to_the_words_that_are_cut(grid: Grid) -> None:
    assert widths(grid)[1] >= needed(grid, LONG)
    assert sum(widths(grid)) == grid.viewport().width()


def test_a_narrower_grid_shows_whole_columns_to_its_edge(qtbot: QtBot, grid: Grid) -> None:
    grid.resize(380, 300)
    qtbot.waitUntil(lambda: grid.viewport().width() < 400)
    seen, edges = 0, []
    for width in widths(grid):
        seen += width
        edges.append(seen)
    assert grid.viewport().width() in edges


def test_a_width_set_by_hand_stays_when_the_grid_is_resized(qtbot: QtBot, grid: Grid) -> None:
    grid.horizontalHeader().resizeSection(1, 333)
    grid.resize(700, 300)
    qtbot.waitUntil(lambda: grid.viewport().width() < 720)
    grid.show_listing(Listing(COLUMNS, ROWS[:1]))
    assert grid.columnWidth(1) == 333


def test_rows_that_need_more_get_more(grid: Grid) -> None:
    grid.show_listing(Listing(COLUMNS, [("A number that is longer than all before", "Schraube", 1.0)]))
    assert grid.columnWidth(0) >= needed(grid, "A number that is longer than all before")


def test_a_table_without_rows_is_no_wider_than_its_headings_need(grid: Grid) -> None:
    grid.resize(360, 300)
    grid.show_listing(Listing(COLUMNS, []))
    assert sum(widths(grid)) == grid.viewport().width()


def test_columns_that_do_not_fit_are_left_at_what_they_need() -> None:
    assert shared([Wish(100, 100), Wish(100, 300), Wish(100, 100)], 260) == [100, 160, 100]
    assert shared([Wish(100, 100), Wish(100, 150)], 500) == [100, 400]
    assert shared([Wish(100, 100)], 60) == [100]
    assert shared([], 60) == []


def test_the_main_words_have_a_quarter_of_the_room_before_more_columns_are_shown() -> None:
    others = [Wish(300, 300, words=False)] * 4
    assert shared([Wish(110, 900), *others], 1200)[:4] == [300, 300, 300, 300]
    assert shared([Wish(110, 120), *others], 1200)[0] == 300  # what is left: the fourth does not fit
    assert shared([Wish(110, 900), *others, Wish(200, 900)], 1200)[:4] == [300, 300, 300, 300]  # the last is not seen
