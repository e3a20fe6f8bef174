"""The Qt side of a listing: the model's contract, what cells say, copying."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from builders_gui import MOTOR, assessment, document, large_assessment
from ytterby.gui.listing import Listing
from ytterby.gui.table import TableModel
from ytterby.gui.views.bill_lines import BillLines, bill_columns
from ytterby.gui.views.sheet_grid import SheetModel
from ytterby.gui.widgets.grid import Grid


def bill_listing() -> Listing:
    of = assessment()
    return Listing(bill_columns(of.reading.bom.usages, "a year"), BillLines(of), of.reading.bom.usages.item)


def cell(model: TableModel, row: int, key: str, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> object:
    keys = [column.key for column in model.listing.columns]
    return model.data(model.index(row, keys.index(key)), role)


def test_the_table_model_keeps_qts_contract_through_filter_sort_and_search(qtbot):
    model = TableModel(bill_listing())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.filter(3, "magnet")
    model.sort(6, Qt.SortOrder.DescendingOrder)
    model.search("m-0001")
    model.only({"facet": np.zeros(7, dtype=bool)})
    assert model.rowCount() == 0
    model.show(bill_listing())
    assert model.rowCount() == 7
    assert tester.model() is model


def test_the_sheet_model_keeps_qts_contract(qtbot, qapp):
    reading = assessment().reading
    grid = Grid("grid")
    qtbot.addWidget(grid)
    model = SheetModel(reading.sheets[0], reading.tables, frozenset({1}), grid)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert tester.model().columnCount() == 4


def test_text_of_the_workbook_is_never_taken_for_markup(qtbot):
    model = TableModel(bill_listing())
    assert cell(model, 0, "description") == MOTOR.description
    tip = cell(model, 0, "description", Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; more" in str(tip)


def test_a_part_is_set_in_by_its_level_but_copied_without(qtbot):
    model = TableModel(bill_listing())
    assert cell(model, 3, "part") == "\u2003\u2003M-0005"
    assert "\u2003" not in model.tsv([3], range(len(model.listing.columns)))


def test_copy_gives_headings_and_the_selected_rows_tab_separated(qtbot):
    grid = Grid("Bill")
    qtbot.addWidget(grid)
    grid.show_listing(bill_listing())
    grid.setColumnHidden(1, True)
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (1, 2):
        grid.selectionModel().select(grid.model().index(row, 0), flags)
    grid.copy_selection()
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert rows[0][:3] == ["Status", "Part", "Description"]
    assert [row[1] for row in rows[1:]] == ["M-0001", "M-0002"]
    assert len(rows) == 3


def test_typing_in_the_filter_row_filters_after_a_short_while(qtbot):
    grid = Grid("Bill")
    qtbot.addWidget(grid)
    grid.show_listing(bill_listing())
    edits = grid.horizontalHeader().controls
    with qtbot.waitSignal(grid.filtered):
        qtbot.keyClicks(edits[3], "screw")
    assert grid.model().rowCount() == 2


def test_filters_and_sort_stay_when_the_assessment_is_renewed(qtbot):
    grid = Grid("Bill")
    qtbot.addWidget(grid)
    grid.show_listing(bill_listing())
    with qtbot.waitSignal(grid.filtered):
        qtbot.keyClicks(grid.horizontalHeader().controls[3], "m")
    grid.sortByColumn(6, Qt.SortOrder.DescendingOrder)
    before = [cell(grid.model(), row, "part") for row in range(grid.model().rowCount())]
    grid.show_listing(bill_listing())
    assert [cell(grid.model(), row, "part") for row in range(grid.model().rowCount())] == before


def test_selecting_all_of_many_lines_asks_for_ranges_not_cells(qtbot):
    of = large_assessment(200_000, 300)
    grid = Grid("Bill")
    qtbot.addWidget(grid)
    grid.show_listing(Listing(bill_columns(of.reading.bom.usages, "a year"), BillLines(of), of.reading.bom.usages.item))
    grid.selectAll()
    assert len(grid.selected()) == 200_000


def test_the_bills_columns_have_distinct_keys_and_titles():
    columns = bill_columns(assessment().reading.bom.usages, "a year")
    assert len({column.key for column in columns}) == len({column.title for column in columns}) == len(columns)


def test_a_document_of_the_builder_holds_the_reading_of_its_assessment():
    of = assessment()
    assert document(of).reading is of.reading
