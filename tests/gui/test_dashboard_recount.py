"""Every number and mark of the dashboard is clicked, and the lines that open are counted again from the workbook.

The workbook says in a column of its own, which the program does not read, what each line is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeys import TODAY, assessed, shown
from ytterby.gui.views.dashboard import DashboardView
from ytterby.gui.window import Window
from ytterby.workspace import edits

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
HEAD = ("Part number", "Description", "Qty", "Manufacturer", "Country of origin", "Unit price", "Currency", "EAU",
        "On hand", "Dy [%]", "Defence", "Semiconductor", "note to self")
ROWS = (
    ("MG-1", "Magnet NdFeB N42SH 20 x 10 x 4 mm", 4, "Alfa", "CN", 2.5, "EUR", 4000, 900, 1.9, "yes", "no",
     "controlled"),
    ("MG-2", "Ring magnet SmCo YXG-28, D18", 1, "Alfa", "CN", 9.0, "EUR", 1000, 400, None, "no", "no", "controlled"),
    ("MG-3", "Magnet NdFeB N48H 12 x 6 x 3 mm", 2, "Beta", "JP", 1.2, "EUR", 2000, 150, None, "no", "yes",
     "undetermined"),
    ("SC-1", "Screw M3 x 8 A2", 12, "Gamma", "DE", 0.02, "EUR", 12000, 9000, None, "yes", "no", "clear"),
    ("PL-1", "Housing, polyamide", 1, "Gamma", "DE", 3.4, "EUR", 1000, 700, None, "no", "no", "clear"),
    ("磁-4", "钕铁硼磁铁 N42SH 10 x 5 x 2 毫米", 8, "Beta", "CN", 0.4, "EUR", 8000, 100, 2.1, "no", "no",
     "controlled"),
)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "BOM"
    for row in (HEAD, *ROWS):
        sheet.append(row)
    path = tmp_path / "truth.xlsx"
    book.save(path)
    return path


@pytest.fixture
def window(qtbot: QtBot, workbook: Path) -> Iterator[Window]:
    made = shown(qtbot)
    assessed(qtbot, made, lambda: made.bench.open(workbook, review=False))
    yield made
    made.close()


def told(workbook: Path, test: Callable[[dict[str, Any]], bool]) -> set[int]:
    """Numbers of the rows of the workbook, as Excel counts, of which something holds."""
    sheet = load_workbook(workbook)["BOM"]
    rows = list(sheet.iter_rows(values_only=True))
    return {number for number, row in enumerate(rows[1:], 2) if test(dict(zip(rows[0], row, strict=True)))}


def dashboard(window: Window) -> DashboardView:
    window.bench.go("dashboard")
    view = window.bench.places.view("dashboard")
    assert isinstance(view, DashboardView)
    for _ in range(3):
        QApplication.processEvents()  # until everything has its place
    return view


def opened(window: Window) -> set[int]:
    """Numbers of the rows of the lines that the bill shows."""
    bill = window.bench.places.bill
    assert window.stack.currentWidget() is bill
    listing = bill.grid.listing
    return {listing.row(place).usage.row for place in range(len(listing))}


def holds(row: dict[str, Any]) -> bool:
    return row["note to self"] != "clear"


FIGURES = {
    "licence_required": lambda row: row["note to self"] == "controlled",
    "undetermined": lambda row: row["note to self"] == "undetermined",
    "defence": lambda row: holds(row) and row["Defence"] == "yes",
    "semiconductor": lambda row: holds(row) and row["Semiconductor"] == "yes",
    "single_source": holds,  # every part has one maker
}


@pytest.mark.parametrize("key", FIGURES)
def test_a_number_opens_as_many_lines_as_the_workbook_has(
        qtbot: QtBot, window: Window, workbook: Path, key: str) -> None:
    card = dashboard(window).cards[key]
    wanted = told(workbook, FIGURES[key])
    assert card.accessibleName().split()[0] == str(len(wanted))
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert opened(window) == wanted


@pytest.mark.parametrize("key", ["licence_required", "undetermined"])
def test_the_money_beneath_a_number_is_price_times_yearly_use_of_its_rows(window: Window, workbook: Path,
                                                                           key: str) -> None:
    rows = list(load_workbook(workbook)["BOM"].iter_rows(values_only=True))
    spent = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    total = sum(row["Unit price"] * row["EAU"] for row in spent if FIGURES[key](row))
    assert f"{total:,.0f}" in dashboard(window).cards[key].toolTip()


def test_the_shortest_cover_opens_the_row_whose_stock_lasts_least(qtbot: QtBot, window: Window, workbook: Path) -> None:
    rows = list(load_workbook(workbook)["BOM"].iter_rows(values_only=True))
    waiting = {number: row for number, row in enumerate(rows[1:], 2) if row[-1] != "clear"}
    first = min(waiting, key=lambda number: waiting[number][8] / waiting[number][7])
    qtbot.mouseClick(dashboard(window).cards["shortest_cover"], Qt.MouseButton.LeftButton)
    assert opened(window) == {first}


def test_every_bar_of_an_element_opens_the_rows_that_hold_it(qtbot: QtBot, window: Window, workbook: Path) -> None:
    view = dashboard(window)
    seen = set()
    for mark in view.elements.plot.chart.marks:
        symbol, outcome = mark.label.split(" · ")
        if symbol not in ("Nd", "Sm") or outcome == "caught by no entry":
            continue
        dashboard(window)
        plot = view.elements.plot
        qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=plot.centre_of(mark))
        words = {"Nd": ("NdFeB", "钕铁硼"), "Sm": ("SmCo",)}[symbol]
        assert opened(window) == told(workbook, lambda row, words=words, outcome=outcome: (
            row["note to self"] == outcome and any(word in row["Description"] for word in words)))
        seen.add((symbol, outcome))
    assert seen == {("Nd", "controlled"), ("Nd", "undetermined"), ("Sm", "controlled")}


@pytest.mark.parametrize(("by", "heading"), [("supplier", "Manufacturer"), ("country", "Country of origin")])
def test_every_share_of_the_sources_opens_the_rows_of_that_source(
        qtbot: QtBot, window: Window, workbook: Path, by: str, heading: str) -> None:
    view = dashboard(window)
    view._choose_by(by)
    marks = view.concentration.plot.chart.marks
    assert len(marks) == 2
    for mark in marks:
        dashboard(window)
        plot = view.concentration.plot
        qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=plot.centre_of(mark))
        name = mark.label.split(": ")[1]
        assert opened(window) == told(workbook, lambda row, name=name: holds(row) and row[heading] == name)


def test_every_tile_of_spend_opens_the_row_it_is_named_after(qtbot: QtBot, window: Window, workbook: Path) -> None:
    view = dashboard(window)
    assert len(view.treemap.plot.tiles()) == len(told(workbook, holds))
    for place in range(len(view.treemap.plot.tiles())):
        dashboard(window)
        tile, middle = view.treemap.plot.tiles()[place]
        qtbot.mouseClick(view.treemap.plot, Qt.MouseButton.LeftButton, pos=middle)
        part = tile.label.split()[0]
        assert opened(window) == told(workbook, lambda row, part=part: row["Part number"] == part)
        row = next(row for row in ROWS if row[0] == part)
        assert tile.size == pytest.approx(row[5] * row[7])


def test_grades_of_evidence_open_every_row_with_a_rare_earth_once(qtbot: QtBot, window: Window, workbook: Path) -> None:
    view = dashboard(window)
    view._choose_graded(False)
    seen: list[int] = []
    for mark in view.evidence.plot.chart.marks:
        dashboard(window)
        plot = view.evidence.plot
        qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=plot.centre_of(mark))
        found = opened(window)
        assert len(found) == mark.end - mark.start
        seen += found
    assert sorted(seen) == sorted(told(workbook, holds))


def test_a_bar_of_cover_opens_the_row_of_its_item(qtbot: QtBot, window: Window, workbook: Path) -> None:
    view = dashboard(window)
    marks = view.cover.plot.chart.marks
    assert len(marks) == len(told(workbook, holds))
    for mark in marks:
        dashboard(window)
        qtbot.mouseClick(view.cover.plot.viewport(), Qt.MouseButton.LeftButton, pos=view.cover.plot.centre_of(mark))
        part = mark.label.removeprefix("Cover of ").split()[0]
        assert opened(window) == told(workbook, lambda row, part=part: row["Part number"] == part)


def test_by_keyboard_alone_a_tile_and_a_bar_open_their_rows(qtbot: QtBot, window: Window, workbook: Path) -> None:
    view = dashboard(window)
    qtbot.keyClick(view.treemap.plot, Qt.Key.Key_Right)
    first = view.treemap.plot.tiles()[0][0].label.split()[0]
    qtbot.keyClick(view.treemap.plot, Qt.Key.Key_Return)
    assert opened(window) == told(workbook, lambda row: row["Part number"] == first)
    window.bench.go("dashboard")
    qtbot.keyClick(view.elements.plot, Qt.Key.Key_Down)
    qtbot.keyClick(view.elements.plot, Qt.Key.Key_Return)
    mark = view.elements.plot.chart.marks[0]
    assert len(opened(window)) == len(mark.items)


def test_kept_figures_stand_in_the_course_and_undo_takes_them_back(qtbot: QtBot, window: Window) -> None:
    view = dashboard(window)
    assert not view.trend.plot.chart.marks
    keep = next(button for button in view.trend.findChildren(type(view._toggles["supplier"]))
                if button.text() == "Keep these figures")
    with qtbot.waitSignal(window.bench.bridge.assessment_changed, timeout=30_000):
        qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    kept, now = view.trend.plot.chart.marks
    assert (kept.text, now.text) == ("3", "3")
    assert not kept.items, "the bill of then is not here"
    qtbot.mouseClick(view.trend.plot.viewport(), Qt.MouseButton.LeftButton, pos=view.trend.plot.centre_of(now))
    assert len(opened(window)) == 3
    with qtbot.waitSignal(window.bench.bridge.assessment_changed, timeout=30_000):
        window._actions["undo"].trigger()
    assert window.bench.bridge.document.saved == ()


def test_a_date_dragged_on_the_time_line_judges_the_bill_anew(qtbot: QtBot, window: Window) -> None:
    view = dashboard(window)
    plot = view.timeline.plot
    mark = plot.chart.marks[0]

    def x(day: date) -> int:
        from dataclasses import replace

        return plot.centre_of(replace(mark, start=float(day.toordinal()), end=float(day.toordinal()))).x()

    y, start, target = plot.centre_of(mark).y(), x(TODAY), x(date(2025, 1, 15))
    before = view.cards["licence_required"].accessibleName()
    qtbot.mouseMove(plot.viewport(), QPoint(start, y))
    qtbot.mousePress(plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(start, y))
    for step in range(1, 11):
        qtbot.mouseMove(plot.viewport(), QPoint(start + (target - start) * step // 10, y))
        qtbot.wait(20)
    qtbot.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(target, y))
    qtbot.waitUntil(lambda: view.cards["licence_required"].accessibleName().startswith("0 "), timeout=30_000)
    assert before.startswith("3 ")
    assert window.bench.top.as_of() < date(2025, 4, 4), "before the first entry came into force"


def test_a_large_bill_behind_the_dashboard_is_fed_when_it_is_shown(
        qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ytterby.gui.places._FED_AT_ONCE", 0)
    monkeypatch.setattr("ytterby.gui.views.dashboard.AT_ONCE", 0)
    bench, view = window.bench, dashboard(window)
    with qtbot.waitSignal(bench.bridge.assessment_changed, timeout=30_000):
        bench.bridge.edit(edits.set_as_of, date(2025, 1, 15))
    qtbot.waitUntil(lambda: view.cards["licence_required"].accessibleName().startswith("0 "), timeout=30_000)
    lines = bench.places.bill._lines
    assert lines is not None
    assert lines.of is not bench.bridge.assessment
    bench.go("bill")
    assert bench.places.bill._lines is not lines
    assert bench.places.bill._lines.of is bench.bridge.assessment
