"""Several workbooks in one project: added and removed in the window, with where an item is used across them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from journeys import LONG, assessed, shown
from ytterby.bom.reading import Correction, Mapping, Meaning
from ytterby.core.issue import Issue, Severity, Where
from ytterby.gui.dialogs.where_used import WhereUsedDialog
from ytterby.gui.window import Window
from ytterby.resources import folder

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PART = "GB-3005"
HEAD = ("Level", "Part number", "Description", "Qty per", "EAU")


@pytest.fixture
def window(qtbot, tmp_path) -> Iterator[Window]:
    made = shown(qtbot)
    first = Path(shutil.copy(folder("samples", "drive-unit.xlsx"), tmp_path / "unit.xlsx"))
    assessed(qtbot, made, lambda: made.open_path(first))
    yield made
    made.close()


@pytest.fixture
def second(tmp_path) -> Path:
    """A pump that holds two of the gearbox covers of the drive unit."""
    old = load_workbook(folder("samples", "drive-unit.xlsx"), data_only=True)["BOM"]
    text = next(row[2] for row in old.iter_rows(min_row=7, values_only=True) if row[1] == PART)
    book = Workbook()
    for row in (HEAD, (0, "PU-1", "Pump", 1, 40), (1, PART, text, 2, None), (1, "PU-2", "Hose", 1, None)):
        book.active.append(row)
    book.save(tmp_path / "pump.xlsx")
    return tmp_path / "pump.xlsx"


def add(qtbot, window: Window, path: Path) -> None:
    window.bench.go("products")
    view = window.bench.places.view("products")
    qtbot.mouseClick(view.add_bill, Qt.MouseButton.LeftButton)
    dialog = view.findChild(QFileDialog)
    assessed(qtbot, window, lambda: dialog.fileSelected.emit(str(path)))
    dialog.close()


def test_a_second_workbook_joins_the_project_and_goes_by_undo_or_removal(qtbot, window, second):
    lines = len(window.bench.bridge.assessment.reading.bom)
    add(qtbot, window, second)
    view = window.bench.places.view("products")
    assert [view.bills.itemText(at).split(" – ")[0] for at in range(view.bills.count())] == ["unit.xlsx", "pump.xlsx"]
    assert len(window.bench.bridge.assessment.reading.bom) == lines + 3
    assert "PU-1" in " ".join(line.name for line in view._lines)
    assessed(qtbot, window, window.bench.bridge.undo)
    assert len(window.bench.bridge.assessment.reading.bom) == lines
    assessed(qtbot, window, window.bench.bridge.redo)
    view.bills.setCurrentIndex(1)
    assessed(qtbot, window, lambda: qtbot.mouseClick(view.remove_bill, Qt.MouseButton.LeftButton))
    assert len(window.bench.bridge.assessment.reading.bom) == lines


def test_a_workbook_is_not_added_twice_and_a_project_not_at_all(qtbot, window, tmp_path):
    with qtbot.waitSignal(window.bench.bridge.refused, timeout=LONG) as twice:
        window.bench.bridge.add_bill(tmp_path / "unit.xlsx")
    assert "already" in str(twice.args[0])
    (tmp_path / "other.ytterby").write_bytes(b"")
    with qtbot.waitSignal(window.bench.bridge.refused, timeout=LONG) as project:
        window.bench.bridge.add_bill(tmp_path / "other.ytterby")
    assert "project" in str(project.args[0])


def test_where_an_item_is_used_across_workbooks_leads_to_its_line(qtbot, window, second):
    add(qtbot, window, second)
    window.bench.go("bill")
    bom = window.bench.bridge.assessment.reading.bom
    line = next(at for at, usage in enumerate(bom) if bom.item_of(usage).part_number == PART)
    bill = window.bench.places.bill
    bill.show_line(line)
    with qtbot.waitActive(window):
        window.activateWindow()
    bill.grid.setFocus()
    qtbot.keyClick(bill.grid, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.findChild(WhereUsedDialog) is not None)
    dialog = window.findChild(WhereUsedDialog)
    names = [(use.kind, use.name) for use in dialog._uses]
    assert [kind for kind, _ in names].count("product") == 2
    assert any(kind == "line" and "pump.xlsx" in name for kind, name in names)
    place = next(at for at, use in enumerate(dialog._uses) if use.kind == "line" and "pump.xlsx" in use.name)
    dialog.grid.select_row(place)
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Return)
    assert int(bill.grid.selected()[0]) == dialog._uses[place].line


def test_import_shows_the_workbook_chosen_and_corrects_only_that_one(qtbot, window, second):
    add(qtbot, window, second)
    window.bench.go("import")
    page, bridge = window.bench.places.view("import"), window.bench.bridge
    chooser = page.side._bills
    assert "unit.xlsx" in page._summary.text()
    assert [chooser.itemText(at) for at in range(chooser.count())] == ["unit.xlsx", "pump.xlsx"]
    chooser.setFocus()
    qtbot.keyClick(chooser, Qt.Key.Key_Down)
    assert "pump.xlsx: 3 lines" in page._summary.text()
    before = bridge.document.bills[0]
    assessed(qtbot, window, lambda: page.grid.meaning_chosen.emit("D", Meaning.IGNORE))
    assert bridge.document.bills[0] is before
    assert bridge.document.bills[1].mapping.corrections == (Correction("Sheet", "D", Meaning.IGNORE),)
    assert "pump.xlsx" in page._summary.text()
    assessed(qtbot, window, bridge.undo)
    assert page.mapping() == Mapping()


def test_what_was_just_corrected_is_read_when_another_workbook_is_chosen_at_once(qtbot, window, second):
    add(qtbot, window, second)
    window.bench.go("import")
    page, bridge = window.bench.places.view("import"), window.bench.bridge
    page.side._currency.setCurrentIndex(2)
    assessed(qtbot, window, lambda: page.side.bill_chosen.emit(1))
    assert [bill.mapping.currency for bill in bridge.document.bills] == ["USD", ""]
    assert "pump.xlsx" in page._summary.text()


def test_an_issue_of_a_further_workbook_jumps_to_its_cell_and_one_of_the_first_back(qtbot, window, second):
    add(qtbot, window, second)
    window.bench.go("issues")
    there = Issue.of("hidden-row", Severity.NOTE, Where("pump.xlsx", "Sheet", 2, "B"), count=1, rows="2")
    window.bench.places._show_issue(there)
    page = window.bench.places.view("import")
    assert window.bench.places._shown == "import"
    assert (page.side._bills.currentText(), page.grid.current_letter(), page.grid.currentIndex().row()) == (
        "pump.xlsx", "B", 1)
    window.bench.places._show_issue(replace(there, where=Where("unit.xlsx", "BOM", 8, "C")))
    assert (page.side._bills.currentText(), page.side.sheet_name(), page.grid.currentIndex().row()) == (
        "unit.xlsx", "BOM", 7)


def test_a_further_workbook_with_another_version_is_brought_into_view_with_what_changed(qtbot, window, second):
    add(qtbot, window, second)
    book = load_workbook(second)
    book.active.append((1, "PU-3", "Seal", 4, None))
    book.save(second)
    assessed(qtbot, window, window.bench.read_again)
    page = window.bench.places.view("import")
    assert page.side._bills.currentText() == "pump.xlsx"
    assert "pump.xlsx has changed since it was read: 1 line added" in page._told.text()
    assert page.below.changes.listing.row(0).item.part_number == "PU-3"


def test_the_password_of_a_further_workbook_is_asked_for_once_a_session(qtbot, window, second, tmp_path):
    from msoffcrypto.format.ooxml import OOXMLFile

    locked = tmp_path / "locked  twice.xlsx"
    with second.open("rb") as plain, locked.open("wb") as file:
        OOXMLFile(plain).encrypt("Ferrum-26", file)
    bridge = window.bench.bridge
    assessed(qtbot, window, lambda: bridge.add_bill(locked, password="Ferrum-26"))
    with qtbot.waitSignal(bridge.read_anew, timeout=LONG), qtbot.assertNotEmitted(bridge.password_wanted):
        bridge.read_again()
    bridge.passwords.clear()  # as in the next session
    asked = []
    bridge.password_wanted.disconnect()
    bridge.password_wanted.connect(lambda error, then: (asked.append(error.where), then("Ferrum-26")))
    with qtbot.waitSignal(bridge.read_anew, timeout=LONG):
        bridge.read_again({1: Mapping()})
    assert asked == [str(locked).replace("  ", " ")]
    window.close_workbook()
    assert bridge.passwords == {}
