"""Tables read ahead for filters and sorts only while somebody sees them."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ytterby.gui.listing import Column, Listing
from ytterby.gui.widgets.grid import Grid

COLUMNS: tuple[Column[str], ...] = (Column("name", "Name", lambda row: row),)


def test_a_table_reads_ahead_from_when_it_is_shown_until_it_is_hidden(qtbot: QtBot) -> None:
    grid = Grid("parts")
    qtbot.addWidget(grid)
    grid.show_listing(Listing(COLUMNS, ("a", "b")))
    assert not grid._ahead.isActive()
    grid.show()
    assert grid._ahead.isActive()
    grid.hide()
    assert not grid._ahead.isActive()
    grid.show_listing(Listing(COLUMNS, ("c",)))
    assert not grid._ahead.isActive()


def test_a_closed_table_asks_no_more_of_its_rows(qtbot: QtBot) -> None:
    grid = Grid("parts")
    qtbot.addWidget(grid)
    grid.show_listing(Listing(COLUMNS, ("a", "b")))
    grid.show()
    grid.close()
    assert not grid._ahead.isActive()
