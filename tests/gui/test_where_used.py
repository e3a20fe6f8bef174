"""Several workbooks in one project: added and removed in the window, with where an item is used across them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ytterby.core.issue import Issue, Severity, Where
from ytterby.gui.dialogs.where_used import WhereUsedDialog
from ytterby.gui.window import Window
from ytterby.resources import folder

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
TODAY = date(2026, 11, 21)
LONG = 30_000
PART = "GB-3005"
HEAD = ("Level", "Part number", "Description", "Qty per", "EAU")


@pytest.fixture
def window(qtbot, tmp_path) -> Iterator[Window]:
    made = Window(TODAY)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.complete()
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


def assessed(qtbot, window: Window, act) -> None:
    with qtbot.waitSignal(window.bench.bridge.assessment_changed, timeout=LONG):
        act()


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
    window._actions["where used"].trigger()
    qtbot.waitUntil(lambda: window.findChild(WhereUsedDialog) is not None)
    dialog = window.findChild(WhereUsedDialog)
    names = [(use.kind, use.name) for use in dialog._uses]
    assert [kind for kind, _ in names].count("product") == 2
    assert any(kind == "line" and "pump.xlsx" in name for kind, name in names)
    place = next(at for at, use in enumerate(dialog._uses) if use.kind == "line" and "pump.xlsx" in use.name)
    dialog.grid.select_row(place)
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Return)
    assert int(bill.grid.selected()[0]) == dialog._uses[place].line


def test_import_shows_the_first_workbook_and_issues_of_others_lead_nowhere_wrong(qtbot, window, second):
    add(qtbot, window, second)
    window.bench.go("import")
    page = window.bench.places.view("import")
    assert "unit.xlsx" in page._summary.text()
    assert "pump" not in page._summary.text()
    window.bench.go("issues")
    elsewhere = Issue.of("hidden-row", Severity.NOTE, Where("pump.xlsx", "Sheet", 2, "B"), count=1, rows="2")
    window.bench.places._show_issue(elsewhere)
    assert window.bench.places._shown == "issues"
    window.bench.places._show_issue(replace(elsewhere, where=Where("unit.xlsx", "BOM", 8, "B")))
    assert window.bench.places._shown == "import"
