"""Every mark of the dashboard of a project with several products and workbooks, on several days, is clicked; the parts
that open are counted again from columns of the workbooks which the program does not read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeys import assessed, shown
from ytterby.gui.views.dashboard import DashboardView
from ytterby.gui.window import Window
from ytterby.workspace import edits

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
HEAD = ("Level", "Part number", "Description", "Qty", "Unit price", "Currency", "EAU", "On hand", "Mass (g)",
        "Country of origin", "Manufacturer", "x held", "x top")
FIRST = (
    (0, "PR-1", "Drive", 1, None, None, 500, None, None, None, None, "", "PR-1"),
    (1, "MG-1", "Magnet NdFeB N42SH 20 x 10 mm, Dy 1.9 %", 4, 2.5, "EUR", None, 900, 6.0, "CN", "Alfa", "Nd", "PR-1"),
    (1, "SC-1", "Screw M3 x 8 A2", 12, 0.02, "EUR", None, 9000, 1.0, "DE", "Gamma", "", "PR-1"),
    (0, "PR-2", "Pump", 1, None, None, 300, None, None, None, None, "", "PR-2"),
    (1, "MG-2", "Magnet NdFeB N48H 12 x 6 x 3 mm", 2, 1.2, "EUR", None, 150, 1.6, "JP", "Beta", "Nd", "PR-2"),
)
SECOND = (
    (0, "PR-3", "Sensor", 1, None, None, 800, None, None, None, None, "", "PR-3"),
    (1, "MG-3", "Ring magnet SmCo YXG-28, D18", 1, 9.0, "EUR", None, 400, 3.0, "CN", "Alfa", "Sm", "PR-3"),
    (1, "PL-1", "Housing, polyamide", 1, 3.4, "EUR", None, 700, 20.0, "DE", "Gamma", "", "PR-3"),
)
BEFORE_ANY, LATER = date(2023, 6, 1), date(2026, 11, 21)


@pytest.fixture
def books(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "drive.xlsx", tmp_path / "sensor.xlsx"
    for path, rows in zip(paths, (FIRST, SECOND), strict=True):
        book = Workbook()
        assert book.active is not None
        for row in (HEAD, *rows):
            book.active.append(row)
        book.save(path)
    return paths


@pytest.fixture
def window(qtbot: QtBot, books: tuple[Path, Path]) -> Iterator[Window]:
    made = shown(qtbot)
    assessed(qtbot, made, lambda: made.bench.open(books[0], review=False))
    assessed(qtbot, made, lambda: made.bench.bridge.add_bill(books[1]))
    yield made
    made.close()


def told(books: tuple[Path, Path], test: Callable[[dict[str, Any]], bool]) -> set[str]:
    """Part numbers of the rows of both workbooks of which something holds."""
    found = set()
    for path in books:
        sheet = load_workbook(path).active
        assert sheet is not None
        head, *rows = list(sheet.iter_rows(values_only=True))
        named = [dict(zip(head, row, strict=True)) for row in rows]
        found |= {str(row["Part number"]) for row in named if row["x held"] is not None and test(row)}
    return found


def dashboard(window: Window) -> DashboardView:
    window.bench.go("dashboard")
    view = window.bench.places.view("dashboard")
    assert isinstance(view, DashboardView)
    for _ in range(3):
        QApplication.processEvents()
    return view


def opened(window: Window) -> set[str]:
    """Part numbers on the lines that the bill shows."""
    bill, bom = window.bench.places.bill, window.bench.bridge.assessment.reading.bom
    assert window.stack.currentWidget() is bill
    listing = bill.grid.listing
    return {bom.items[listing.row(place).usage.item].number for place in range(len(listing))}


def clicked(qtbot: QtBot, window: Window, frame: Any, mark: Any) -> set[str]:
    dashboard(window)
    plot = frame.plot
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=plot.centre_of(mark))
    return opened(window)


def judge(qtbot: QtBot, window: Window, day: date) -> None:
    if window.bench.bridge.document.as_of != day:
        assessed(qtbot, window, lambda: window.bench.bridge.edit(edits.set_as_of, day))


@pytest.mark.parametrize("day", [LATER, BEFORE_ANY])
def test_every_cell_opens_the_parts_of_its_product_that_hold_its_element(
        qtbot: QtBot, window: Window, books: tuple[Path, Path], day: date) -> None:
    judge(qtbot, window, day)
    view, seen = dashboard(window), set()
    for mark in view.heat.plot.chart.marks:
        symbol, top = mark.label.split(" in ")[0], mark.label.split(" in ")[1].split()[0]
        if symbol in ("Nd", "Sm"):
            assert clicked(qtbot, window, view.heat, mark) == told(
                books, lambda row, s=symbol, top=top: row["x held"] == s and row["x top"] == top)
            seen.add((symbol, top))
    assert seen == {("Nd", "PR-1"), ("Nd", "PR-2"), ("Sm", "PR-3")}


@pytest.mark.parametrize("day", [LATER, BEFORE_ANY])
@pytest.mark.parametrize("measure", ["Spend", "Mass", "Items"])
def test_the_bars_of_an_element_open_all_that_hold_it_however_they_are_measured(
        qtbot: QtBot, window: Window, books: tuple[Path, Path], day: date, measure: str) -> None:
    judge(qtbot, window, day)
    view = dashboard(window)
    toggle = next(one for one in view._measures.values() if one.text() == measure)
    qtbot.mouseClick(toggle, Qt.MouseButton.LeftButton)
    for symbol in ("Nd", "Sm"):
        found: set[str] = set()
        for mark in [one for one in view.elements.plot.chart.marks if one.label.startswith(f"{symbol} · ")]:
            parts = clicked(qtbot, window, view.elements, mark)
            assert not parts & found, "a part stands under one status"
            found |= parts
        assert found == told(books, lambda row, symbol=symbol: row["x held"] == symbol)


@pytest.mark.parametrize("day", [LATER, BEFORE_ANY])
def test_cards_add_up_and_none_counts_what_a_day_before_any_text_does_not_catch(
        qtbot: QtBot, window: Window, books: tuple[Path, Path], day: date) -> None:
    judge(qtbot, window, day)
    found: list[str] = []
    for key in ("licence_required", "undetermined"):
        card = dashboard(window).cards[key]
        if card.isEnabled():
            qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
            parts = opened(window)
            assert card.accessibleName().split()[0] == str(len(parts))
            found += parts
    wanted = told(books, lambda row: bool(row["x held"])) if day is LATER else set()
    assert set(found) <= told(books, lambda row: bool(row["x held"]))
    assert len(found) == len(set(found))
    assert day is not LATER or set(found) == wanted
    assert day is LATER or not found


def test_a_segment_of_the_law_opens_what_it_catches_and_every_segment_of_a_row_the_same(
        qtbot: QtBot, window: Window, books: tuple[Path, Path]) -> None:
    view = dashboard(window)
    marks = [mark for mark in view.timeline.plot.chart.marks if mark.items]
    rows: dict[int, set[str]] = {}
    for mark in marks:
        parts = clicked(qtbot, window, view.timeline, mark)
        assert rows.setdefault(mark.row, parts) == parts
        said = int(view.timeline.plot.chart.rows[mark.row].split(" · ")[1].split()[0].replace(",", ""))
        assert said == len(parts)
        assert parts <= told(books, lambda row: bool(row["x held"]))
    assert rows


@pytest.mark.parametrize("by", ["supplier", "country", "processing country"])
def test_every_share_opens_what_it_counts_by_whatever_it_is_shared(
        qtbot: QtBot, window: Window, books: tuple[Path, Path], by: str) -> None:
    view = dashboard(window)
    view._choose_by(by)
    assert view.concentration.plot.chart.marks
    for mark in view.concentration.plot.chart.marks:
        parts, name = clicked(qtbot, window, view.concentration, mark), mark.label.split(": ")[1]
        heading = {"supplier": "Manufacturer", "country": "Country of origin"}.get(by)
        if heading:
            assert parts == told(books, lambda row, h=heading, name=name: bool(row["x held"]) and row[h] == name)
        assert parts <= told(books, lambda row: bool(row["x held"]))


@pytest.mark.parametrize("key", ["wakes_up", "evidence_share"])
def test_the_remaining_figures_open_the_lines_they_were_counted_from(
        qtbot: QtBot, window: Window, books: tuple[Path, Path], key: str) -> None:
    card = dashboard(window).cards[key]
    if not card.items:
        assert not card.isEnabled()
        return
    bom = window.bench.bridge.assessment.reading.bom
    wanted = {bom.items[item].number for item in card.items}
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert opened(window) == wanted <= told(books, lambda row: bool(row["x held"]))


@pytest.mark.parametrize("name", ["timeline", "elements", "treemap", "cover", "concentration", "heat", "evidence"])
def test_a_chart_is_copied_as_a_table_with_its_heading_and_as_a_picture(window: Window, name: str) -> None:
    frame = getattr(dashboard(window), name)
    frame.copy_table()
    rows = QGuiApplication.clipboard().text().splitlines()
    assert len(rows) > 1
    assert {len(row.split("\t")) for row in rows} == {len(rows[0].split("\t"))}
    frame.copy_picture()
    picture = QGuiApplication.clipboard().pixmap()
    assert picture.size() == frame.grab().size()


def test_what_one_points_at_is_told_with_its_exact_amount(qtbot: QtBot, window: Window) -> None:
    view = dashboard(window)
    for frame in (view.elements, view.cover, view.concentration, view.heat, view.evidence, view.timeline):
        view._scroll.ensureWidgetVisible(frame)
        mark = frame.plot.chart.marks[0]
        qtbot.mouseMove(frame.plot.viewport(), frame.plot.centre_of(mark))
        assert frame.plot.accessibleDescription() == mark.tip
        assert any(letter.isdigit() for letter in mark.tip)
    view._scroll.ensureWidgetVisible(view.treemap)
    tile, middle = view.treemap.plot.tiles()[0]
    qtbot.mouseMove(view.treemap.plot, middle)
    assert view.treemap.plot.accessibleDescription() == tile.tip
    assert f"{tile.size:,.0f}" in tile.tip
