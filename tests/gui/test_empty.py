"""A table without rows says why."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ytterby.gui.listing import Column, Listing
from ytterby.gui.widgets.facets import Facet, Facets
from ytterby.gui.widgets.grid import Grid

COLUMNS: tuple[Column[str], ...] = (Column("name", "Name", str),)


def said(grid: Grid) -> list[str]:
    return [label.text() for label in grid.findChildren(QLabel) if label.isVisibleTo(grid)]


def test_a_grid_tells_what_filters_leave_out_apart_from_what_was_never_there(qtbot: QtBot) -> None:
    grid = Grid("Names", empty="Nobody is named in this bill.")
    qtbot.addWidget(grid)
    grid.show_listing(Listing(COLUMNS, []))
    assert said(grid) == ["Nobody is named in this bill."]
    grid.show_listing(Listing(COLUMNS, ["Alpha", "Beta"]))
    assert said(grid) == []
    grid.search("nowhere")
    assert said(grid) == ["No row meets the filters."]
    grid.search("")
    assert said(grid) == []


def test_facets_stand_apart_only_from_groups_that_are_seen(qtbot: QtBot) -> None:
    facets = Facets((Facet("status", "a", "A"), Facet("force", "b", "B"), Facet("flag", "c", "C")))
    qtbot.addWidget(facets)
    facets.show()
    facets.show_counts({("status", "a"): 1, ("flag", "c"): 2})
    assert [group for group, gap in facets._gaps.items() if gap.isVisible()] == ["flag"]
    facets.show_counts({("status", "a"): 1, ("force", "b"): 3, ("flag", "c"): 2})
    assert [group for group, gap in facets._gaps.items() if gap.isVisible()] == ["force", "flag"]
