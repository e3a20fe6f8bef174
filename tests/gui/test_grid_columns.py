"""Columns of the bill: frozen, moved, hidden, kept as presets; the tree and groups by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from builders_gui import assessment, document
from ytterby.gui.column_layout import ColumnLayout
from ytterby.gui.listing import Listing
from ytterby.gui.views.bill import BillView
from ytterby.gui.views.bill_menus import PRESETS

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def bill(qtbot: QtBot) -> BillView:
    view = BillView()
    qtbot.addWidget(view)
    view.resize(900, 500)
    of = assessment()
    view.show_assessment(document(of), of)
    with qtbot.waitExposed(view):
        view.show()
    return view


def keys(bill: BillView) -> list[str]:
    return [key for key, _ in bill.grid.columns.layout_now().columns]


def column(bill: BillView, key: str) -> int:
    assert bill.grid.listing is not None
    return [one.key for one in bill.grid.listing.columns].index(key)


def entries(menu: QMenu) -> dict[str, object]:
    menu.aboutToShow.emit()
    return {action.text().replace("&", ""): action for action in menu.actions()}


def test_frozen_columns_stay_while_the_others_scroll(bill: BillView) -> None:
    grid, frozen = bill.grid, bill.grid.columns.frozen
    grid.columns.freeze(3)
    assert frozen.isVisible()
    assert [column(bill, key) for key in ("status", "force", "part")] == frozen.sections()
    before = frozen.columnViewportPosition(column(bill, "part"))
    grid.horizontalScrollBar().setValue(grid.horizontalScrollBar().maximum())
    assert frozen.columnViewportPosition(column(bill, "part")) == before
    assert grid.columnViewportPosition(column(bill, "part")) < 0
    grid.columns.freeze(0)
    assert not frozen.isVisible()


@pytest.mark.parametrize("width", [300, 70])
def test_what_scrolls_stays_where_it_is_when_what_stands_still_gets_another_width(bill: BillView, width: int) -> None:
    grid = bill.grid
    grid.columns.freeze(3)
    grid.horizontalHeader().resizeSection(column(bill, "part"), width)
    assert grid.horizontalScrollBar().value() == grid.horizontalScrollBar().minimum()
    grid.horizontalScrollBar().setValue(grid.horizontalScrollBar().minimum() + 40)
    grid.horizontalHeader().resizeSection(column(bill, "part"), 120)
    assert grid.horizontalScrollBar().value() == grid.horizontalScrollBar().minimum() + 40


def test_columns_that_stand_still_are_laid_out_once_at_a_time(bill: BillView, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands still makes room beside the grid, which resizes the grid and stretches its last column."""
    grid, frozen = bill.grid, bill.grid.columns.frozen
    grid.columns.freeze(2)
    follow, under_way, deepest = frozen.follow, 0, 0

    def counted() -> None:
        nonlocal under_way, deepest
        under_way += 1
        deepest = max(deepest, under_way)
        follow()
        under_way -= 1

    monkeypatch.setattr(frozen, "follow", counted)
    for size in (180, 60):  # as the user drags its edge
        grid.horizontalHeader().resizeSection(frozen.sections()[0], size)
        bill.resize(bill.width() - 200, 400)
        assert deepest == 1
        assert frozen.columnWidth(frozen.sections()[0]) == size
        assert frozen.width() == grid.verticalHeader().width()


def test_a_filter_typed_over_a_frozen_column_filters(qtbot: QtBot, bill: BillView) -> None:
    bill.grid.columns.freeze(3)
    edit = bill.grid.horizontalHeader().controls[column(bill, "part")]
    assert edit.parent() is bill.grid.columns.frozen.header
    qtbot.keyClicks(edit, "M-0005")
    qtbot.waitUntil(lambda: len(bill.grid.listing) == 2)


def test_frozen_columns_share_selection_order_and_scrolling(qtbot: QtBot, bill: BillView) -> None:
    grid, frozen = bill.grid, bill.grid.columns.frozen
    grid.columns.freeze(2)
    qtbot.mouseClick(frozen.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, frozen.rowViewportPosition(2) + 5))
    assert grid.selected().tolist() == [2]
    place = frozen.header.sectionViewportPosition(column(bill, "status")) + 20
    qtbot.mouseClick(frozen.header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, 8))
    assert grid.horizontalHeader().sortIndicatorSection() == column(bill, "status")
    assert grid.listing.row(0).status == "controlled"


def test_a_preset_shows_its_columns_in_its_order(bill: BillView) -> None:
    for preset in PRESETS:
        bill.grid.columns.apply(preset)
        assert keys(bill) == [key for key, _ in preset.columns]
        assert bill.grid.columns.frozen.count == preset.frozen


def test_what_is_copied_has_the_columns_shown_in_the_order_shown(bill: BillView) -> None:
    bill.grid.columns.apply(ColumnLayout("", (("description", 100), ("part", 80)), 1))
    bill.grid.select_row(1)
    bill.grid.copy_selection()
    head, row = QGuiApplication.clipboard().text().splitlines()
    assert head == "Description\tPart"
    assert row == "Magnet N42SH 20×10×5\tM-0001"


def test_columns_as_they_are_now_are_kept_under_a_name_and_come_back(qtbot: QtBot, bill: BillView) -> None:
    kept: list[tuple[str, ...]] = []
    bill.menus.kept.connect(kept.append)
    columns = entries(bill.menus.buttons[2].menu())
    columns["Supplier"].trigger()
    bill.menus.save_as("  Für Müller & Co  ")
    other = BillView()
    qtbot.addWidget(other)
    other.menus.load(kept[-1])
    of = assessment()
    other.show_assessment(document(of), of)
    assert "supplier" not in keys(other), "the columns in use come back by themselves"
    other.grid.columns.apply(PRESETS[0])
    assert "supplier" in keys(other)
    entries(other.menus.buttons[2].menu())["Für Müller  Co"].trigger()
    assert "supplier" not in keys(other)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"name": 1, "columns": 5}', '{"name": "x", "columns": [["part"]]}',
                                  "null", '{"name": "x", "columns": [["part", "wide"]]}'])
def test_a_layout_that_somebody_spoilt_is_left_out(text: str) -> None:
    assert ColumnLayout.of(text) is None


def test_a_layout_is_kept_within_bounds_and_unknown_columns_are_passed_over(bill: BillView) -> None:
    layout = ColumnLayout.of('{"name": "x", "columns": [["part", 99999999], ["gone", 10]], "frozen": 50}')
    assert layout == ColumnLayout("x", (("part", 2000), ("gone", 20)), 2)
    bill.grid.columns.apply(layout)
    assert keys(bill) == ["part"]
    bill.grid.columns.apply(ColumnLayout("y", (("gone", 10),)))
    assert keys(bill) == ["part"], "a layout without a known column changes nothing"


def test_the_last_column_cannot_be_hidden(bill: BillView) -> None:
    bill.grid.columns.apply(ColumnLayout("", (("part", 100),)))
    entries(bill.menus.buttons[2].menu())["Part"].trigger()
    assert keys(bill) == ["part"]


def test_a_column_is_moved_to_the_front_by_menu(bill: BillView) -> None:
    entries(bill.menus.buttons[2].menu())["Move to the front"].menu().actions()[3].trigger()
    assert keys(bill)[0] == "description"


def test_grouping_by_menu_puts_lines_under_headings_with_sums(bill: BillView) -> None:
    bill.grid.clearSelection()  # the group of a selected line would be open
    entries(bill.menus.buttons[0].menu())["Status"].trigger()
    listing = bill.grid.listing
    headings = [listing.heading(place) for place in range(len(listing))]
    assert [(one.text, one.rows) for one in headings] == [
        ("controlled", 1), ("undetermined", 2), ("upstream only", 1), ("not controlled", 1), ("none found", 2)]
    assert headings[1].sums[column(bill, "spend")] == "€ 42,000", "the item stands on two lines and counts once"
    model = bill.grid.model()
    assert model.data(model.index(1, 0)) == "undetermined  ·  2 lines"


def test_the_group_of_the_selected_line_is_open_and_the_line_stays_selected(bill: BillView) -> None:
    bill.grid.select_row(3)
    bill.grid.group_by(column(bill, "status"))
    assert bill.grid.selected().tolist() == [3]
    folded = [one.folded for place in range(len(bill.grid.listing)) if (one := bill.grid.listing.heading(place))]
    assert folded.count(False) == 1


def test_the_menu_of_levels_says_of_a_flat_bill_that_it_is_flat(bill: BillView) -> None:
    (why,) = _levels_where_flat(bill)
    assert why.startswith("All lines stand on one level")


def _levels_where_flat(bill: BillView) -> list[str]:
    rows = [bill.grid.listing.rows[at] for at in range(3)]
    bill.grid.show_listing(Listing(bill.grid.listing.columns, rows))
    return list(entries(bill.menus.buttons[1].menu()))


def test_headings_open_by_enter_and_right_and_fold_by_left(qtbot: QtBot, bill: BillView) -> None:
    bill.grid.clearSelection()  # the group of a selected line would be open
    bill.grid.group_by(column(bill, "status"))
    bill.grid.setFocus()
    for key, rows in ((Qt.Key.Key_Return, 6), (Qt.Key.Key_Left, 5), (Qt.Key.Key_Right, 6), (Qt.Key.Key_Return, 5)):
        bill.grid.selectRow(0)
        qtbot.keyClick(bill.grid, key)
        assert len(bill.grid.listing) == rows


def test_the_triangle_of_a_tree_folds_at_a_press_and_a_press_elsewhere_selects(qtbot: QtBot, bill: BillView) -> None:
    grid = bill.grid
    grid.columns.freeze(0)
    left, top = grid.columnViewportPosition(column(bill, "part")), grid.rowViewportPosition(0) + 8
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(left + 60, top))
    assert len(grid.listing) == 7
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(left + 8, top))
    assert len(grid.listing) == 1, "all lines are inside the first"
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(left + 8, top))
    assert len(grid.listing) == 7


def test_levels_fold_by_menu_and_a_line_asked_for_opens_what_hides_it(bill: BillView) -> None:
    entries(bill.menus.buttons[1].menu())["Products only"].trigger()
    assert len(bill.grid.listing) == 1
    bill.show_line(3)
    assert bill.grid.selected().tolist() == [3]
    assert not bill.grid.listing.conditions


def test_a_heading_is_never_copied_nor_counted_as_a_line(bill: BillView) -> None:
    bill.grid.group_by(column(bill, "status"))
    bill.grid.show_levels(2)
    bill.grid.selectAll()
    assert len(bill.grid.selected()) == 7
    bill.grid.copy_selection()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 8
    assert bill.summary().startswith("7 lines")


def test_groups_stay_when_the_day_changes(bill: BillView) -> None:
    bill.grid.group_by(column(bill, "supplier"))
    bill.grid.toggle(0)
    before = bill.grid.listing.shown.tolist()
    of = assessment()
    bill.show_assessment(document(of), of)
    assert bill.grid.listing.shown.tolist() == before


def test_rarer_facets_stand_in_a_menu_and_their_choice_on_its_button(bill: BillView) -> None:
    more = entries(bill._facets._more.menu())
    more["Dy  dysprosium  ·  5"].trigger()
    assert bill._facets._more.text() == "More: Dy"
    assert len(bill.grid.listing) == 5
    bill.clear_filters()
    assert bill._facets._more.text() == "More"
    assert len(bill.grid.listing) == 7


def test_without_a_selection_the_sums_are_those_of_all_lines_shown(bill: BillView) -> None:
    bill.grid.clearSelection()
    assert "spend € 60,713" in bill.summary()
    bill.grid.search("YXG")
    bill.grid.clearSelection()
    assert bill.summary() == "1 of 7 lines shown  ·  1 item  ·  spend € 18,400 a year"
