"""Import: what was guessed, corrected, chosen and left out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from builders_gui import assessment, document
from ytterby.bom.reading import Correction, Meaning
from ytterby.core.issue import Where
from ytterby.gui.views.import_page import ImportPage
from ytterby.gui.views.sheet_grid import letter, number


@pytest.fixture
def page(qtbot) -> ImportPage:
    view = ImportPage()
    qtbot.addWidget(view)
    view.show_document(document(assessment()))
    return view


def test_the_grid_shows_the_sheet_with_row_numbers_of_the_workbook(page):
    model = page.grid.model()
    assert model.headerData(4, Qt.Orientation.Vertical) == "5"
    assert model.data(model.index(4, 1)) == "Part"
    assert model.data(model.index(4, 1), Qt.ItemDataRole.FontRole).bold()


def test_over_each_column_stands_what_was_understood_and_how_sure(page):
    assert page.grid.chooser(1).currentData() == Meaning.PART_NUMBER
    assert page.grid.model().headerData(1, Qt.Orientation.Horizontal).endswith("98 % sure")


def test_a_column_that_is_not_sure_is_marked(page):
    model, role = page.grid.model(), Qt.ItemDataRole.DecorationRole
    assert model.headerData(3, Qt.Orientation.Horizontal, role) is not None
    assert model.headerData(1, Qt.Orientation.Horizontal, role) is None


def test_a_correction_is_handed_over_with_apply(qtbot, page):
    assert not page._apply.isEnabled()
    chooser = page.grid.chooser(3)
    chooser.setCurrentIndex(chooser.findData(Meaning.STOCK))
    chooser.activated.emit(chooser.currentIndex())
    with qtbot.waitSignal(page.mapping_chosen) as chosen:
        page._apply.click()
    assert chosen.args[0].corrections == (Correction("BOM", "D", Meaning.STOCK),)


def test_the_latest_correction_of_a_column_counts(page):
    for meaning in (Meaning.STOCK, Meaning.IGNORE):
        page.grid.meaning_chosen.emit("D", meaning)
    assert page.mapping().corrections == (Correction("BOM", "D", Meaning.IGNORE),)


def test_header_row_currency_and_sheets_go_into_the_mapping(page):
    page._header_row.setValue(5)
    page._currency.setCurrentIndex(2)
    page._sheets.item(1).setCheckState(Qt.CheckState.Checked)
    mapping = page.mapping()
    assert mapping.header_rows == (("BOM", 5),)
    assert mapping.currency == "USD"
    assert mapping.sheets == ("BOM", "Notes")


def test_rows_left_out_are_counted_with_the_reason(page):
    assert page._left_out.text() == "1 row: total row"


def test_an_issue_jumps_to_its_cell(page):
    page.show_cell(Where("drive.xlsx", "BOM", 8, "D"))
    assert (page.grid.currentIndex().row(), page.grid.currentIndex().column()) == (7, 3)


def test_continue_goes_on(qtbot, page):
    with qtbot.waitSignal(page.done):
        page._continue.click()


@pytest.mark.parametrize(("section", "text"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_lettered_as_in_excel(section, text):
    assert letter(section) == text
    assert number(text) == section
