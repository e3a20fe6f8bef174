"""Import by keyboard alone: every field is set, read again, undone and redone; every control has a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPushButton, QWidget

from builders_bom import workbook
from ytterby.bom.reading import Correction, Mapping, Meaning
from ytterby.gui.views.import_page import ImportPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
HEAD = ("Part Number", "Description", "Qty", "Origin", "Price", "Mass")
SHEETS = {
    "BOM": [HEAD, ("A-1", "Magnet N42SH", 4, "Far East", "1.250", 7), ("A-2", "Screw", 2, "DE", "2.500", 8),
            ("A-3", "Nut", 3, "CN", "3.125", 9)],
    "Other": [HEAD, ("B-1", "Ring", 1, "CN", "1.250", 7), ("B-2", "Shaft", 1, "DE", "2.500", 8)],
}


@pytest.fixture
def opened(import_desk, qtbot, tmp_path):
    """A bridge with a workbook of two sheets open, and the page with its desk."""
    bridge, page, _ = import_desk
    with qtbot.waitSignal(bridge.document_opened, timeout=20_000):
        bridge.open(workbook(tmp_path / "bill.xlsx", SHEETS), date(2026, 11, 21))
    page.show()
    return bridge, page


def _down(find: Callable[[ImportPage], QComboBox]):
    def press(qtbot, page):
        find(page).setFocus()
        qtbot.keyClick(find(page), Qt.Key.Key_Down)
    return press


def _header(qtbot, page):
    box = page.side._header_row
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "2")
    qtbot.keyClick(box, Qt.Key.Key_Return)


def _sheets(qtbot, page):
    listed = page.side._sheets
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    qtbot.keyClick(listed, Qt.Key.Key_Space)


def _country(qtbot, page):
    field = page.side.style_.country
    field.setFocus()
    field.lineEdit().selectAll()
    qtbot.keyClicks(field.lineEdit(), "TW")
    qtbot.keyClick(field.lineEdit(), Qt.Key.Key_Return)


def _meaning(qtbot, page):
    chooser = page.grid.chooser(5)
    chooser.setFocus()
    qtbot.keyClicks(chooser, "Total")  # what is typed goes to the meaning that begins so


CHOICES = {
    "number style": (_down(lambda page: page.side.style_.fields["decimal"]), Mapping(decimal=".")),
    "price base": (_down(lambda page: page.side.style_.fields["price_per"]), Mapping(price_per=10.0)),
    "mass unit": (_down(lambda page: page.side.style_.fields["mass_unit"]), Mapping(mass_unit="mg")),
    "currency": (_down(lambda page: page.side._currency), Mapping(currency="EUR")),
    "header row": (_header, Mapping(header_rows=(("BOM", 2),))),
    "sheets": (_sheets, Mapping(sheets=("BOM",))),
    "country": (_country, Mapping(countries=(("Far East", "TW"),))),
    "meaning": (_meaning, Mapping(corrections=(Correction("BOM", "F", Meaning.LINE_TOTAL),))),
}


def _shown(page: ImportPage) -> tuple[object, ...]:
    """What the fields of the page say."""
    side = page.side
    return (*(box.currentData() for box in side.style_.fields.values()), side._currency.currentText(),
            side._header_row.value(), tuple(side._sheets.item(row).checkState() for row in range(2)),
            side.style_.country.code(), page.grid.chooser(5) and page.grid.chooser(5).currentData())


@pytest.mark.parametrize("field", CHOICES)
def test_a_choice_by_keyboard_is_read_undone_and_redone(qtbot, opened, field):
    bridge, page = opened
    press, wanted = CHOICES[field]
    before, lines = _shown(page), len(bridge.document.reading.bom)
    with qtbot.waitSignal(bridge.read_anew, timeout=20_000):
        press(qtbot, page)
    assert bridge.document.mapping == wanted
    after, read = _shown(page), bridge.document.reading
    assert after != before
    bridge.undo()
    assert (bridge.document.mapping, page.mapping()) == (Mapping(), Mapping())
    assert len(bridge.document.reading.bom) == lines
    assert _shown(page) == before
    bridge.redo()
    assert (bridge.document.mapping, page.mapping()) == (wanted, wanted)
    assert bridge.document.reading.bom == read.bom
    assert _shown(page) == after


def test_several_choices_are_undone_one_by_one_in_their_order(qtbot, opened):
    bridge, page = opened
    for field in ("price base", "mass unit"):
        with qtbot.waitSignal(bridge.read_anew, timeout=20_000):
            CHOICES[field][0](qtbot, page)
    assert bridge.document.mapping == Mapping(price_per=10.0, mass_unit="mg")
    bridge.undo()
    assert bridge.document.mapping == Mapping(price_per=10.0)
    bridge.undo()
    assert bridge.document.mapping == Mapping()
    bridge.redo()
    bridge.redo()
    assert page.mapping() == Mapping(price_per=10.0, mass_unit="mg")


def test_every_control_is_reached_by_tab_and_has_a_name(opened):
    _, page = opened
    fields = [one for one in page.findChildren(QWidget)
              if isinstance(one, QComboBox | QAbstractSpinBox | QPushButton) and one.isVisible()]
    inner = [one for one in page.findChildren(QLineEdit) if isinstance(one.parent(), QComboBox | QAbstractSpinBox)]
    assert len(fields) > 10
    for one in fields:
        assert one.accessibleName() or (isinstance(one, QPushButton) and one.text()), one
        assert one.focusPolicy() & Qt.FocusPolicy.TabFocus, one.accessibleName()
    assert all(one.parent() in fields or not one.isVisible() for one in inner)


def test_one_key_after_the_other_in_a_chooser_goes_on_over_the_readings_between(qtbot, opened):
    bridge, page = opened
    wanted = list(Meaning)[list(Meaning).index(page.grid.chooser(5).currentData()) + 2]
    page.grid.show_column("F")
    for _ in range(2):
        with qtbot.waitSignal(bridge.read_anew, timeout=20_000):
            qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Down)
        assert page.focusWidget() is page.grid.chooser(5)
    assert bridge.document.mapping.corrections == (Correction("BOM", "F", wanted),)


def test_another_sheet_takes_the_keyboard_to_no_chooser_of_its_own(qtbot, opened):
    _, page = opened
    page.grid.show_column("F")
    page.side._sheets.setCurrentRow(1)
    assert page.focusWidget() is page.grid


def test_a_chooser_shows_what_was_chosen_while_another_reading_arrives(qtbot, opened):
    bridge, page = opened
    page.grid.show_column("F")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Down)
    chosen = page.grid.chooser(5).currentData()
    assert chosen != Meaning.MASS
    page.show_document(replace(bridge.document))
    assert page.grid.chooser(5).currentData() == chosen
    page.take_back()
    assert page.grid.chooser(5).currentData() == Meaning.MASS


def test_what_is_being_typed_stays_when_a_reading_arrives(qtbot, opened):
    bridge, page = opened
    head, country = page.side._header_row, page.side.style_.country.lineEdit()
    for field, words in ((head, "7"), (country, "Tai")):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, words)
        page.show_document(replace(bridge.document))
        assert field.text() == words
        field.clear()
    assert page.mapping() == Mapping()


def test_what_is_being_typed_for_a_sheet_is_not_shown_for_another(qtbot, opened):
    _, page = opened
    head = page.side._header_row
    head.selectAll()
    qtbot.keyClicks(head, "7")
    page.side._sheets.setCurrentRow(1)
    assert head.text() == "guessed"


def test_tab_leaves_the_cells_for_the_lines_below_and_the_side(qtbot, opened):
    _, page = opened
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.grid.model().index(1, 1))
    reached = []
    for _ in range(40):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        reached.append(page.focusWidget())
    assert reached[0] is not page.grid
    assert page.below.lines in reached
    assert page.side._header_row in reached
    assert page.grid in reached  # and round again
