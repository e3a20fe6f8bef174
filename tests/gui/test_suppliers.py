"""The Suppliers page in the window, on the shipped sample: figures, owners, questionnaires out and back, undo."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog

from journeys import LONG, assessed, shown
from ytterby.core.decision import Verdict
from ytterby.gui.dialogs.answers import AnswersDialog
from ytterby.gui.views.supplier_lines import recovers_words, survives_words
from ytterby.gui.window import Window
from ytterby.report.questions import DECLARATION, HEADING_ROW, PARTS, QUESTIONS
from ytterby.resources import folder
from ytterby.workspace.outages import OutageImpact

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
HEADER, MAKERS, PART = 6, (6, 8), 1


@pytest.fixture
def workbook(tmp_path) -> Path:
    return Path(shutil.copy(folder("samples", "drive-unit.xlsx"), tmp_path / "unit.xlsx"))


@pytest.fixture
def window(qtbot, workbook) -> Iterator[Window]:
    made = shown(qtbot)
    assessed(qtbot, made, lambda: made.open_path(workbook))
    made.bench.go("suppliers")
    qtbot.waitUntil(lambda: bool(page(made)._suppliers), timeout=LONG)
    yield made
    made.close()


def page(window: Window):
    return window.bench.places.view("suppliers")


def row(window: Window, name: str):
    return next(one for one in page(window)._suppliers if one.line.name.startswith(name))


def choose(window: Window, *names: str) -> None:
    rows = [place for place, one in enumerate(page(window)._suppliers)
            if any(one.line.name.startswith(name) for name in names)]
    page(window).suppliers.select_rows(rows)


def parts_of(workbook: Path, maker: str) -> set[str]:
    """Part numbers of the maker, counted in the workbook itself."""
    sheet = load_workbook(workbook, data_only=True)["BOM"]
    rows = list(sheet.iter_rows(min_row=HEADER + 1, values_only=True))
    return {str(one[PART]) for one in rows if any(str(one[place] or "").startswith(maker) for place in MAKERS)}


def test_a_supplier_opens_into_its_own_parts_and_no_others(qtbot, window, workbook):
    grid = page(window).suppliers
    place = next(at for at, one in enumerate(page(window)._suppliers) if one.line.name.startswith("Kappa"))
    cell = grid.visualRect(grid.model().index(place, 0)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(cell))
    bill = window.bench.places.bill
    shown = {bill.grid.listing.row(at).item.part_number for at in range(len(bill.grid.listing))}
    assert shown
    assert shown <= parts_of(workbook, "Kappa")
    assert len(shown) == len(row(window, "Kappa").line.items)


def test_a_longer_outage_is_asked_for_by_keyboard(qtbot, window):
    view = page(window)
    before = {one.impact.name for one in view._outages if one.impact.survives is False}
    view.days.setFocus()
    view.days.selectAll()
    qtbot.keyClicks(view.days, "700")
    qtbot.keyClick(view.days, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view._outages[0].impact.recover_days == 700, timeout=LONG)
    after = {one.impact.name for one in view._outages if one.impact.survives is False}
    assert before < after


def test_an_owner_typed_for_two_suppliers_makes_their_items_single_source_until_undone(qtbot, window):
    choose(window, "Magnetwerk Alpha", "Gamma Magnet")
    view = page(window)
    single = len(row(window, "Magnetwerk Alpha").line.single)
    view.owner.setFocus()
    qtbot.keyClicks(view.owner, "Holding AG")
    assessed(qtbot, window, lambda: qtbot.keyClick(view.owner, Qt.Key.Key_Return))
    qtbot.waitUntil(lambda: row(window, "Gamma Magnet").line.owner == "Holding AG", timeout=LONG)
    assert len(row(window, "Magnetwerk Alpha").line.single) == single + 1
    assert {one.line.name for one in view._chosen} == {"Magnetwerk Alpha GmbH", "Gamma Magnet KK"}
    assessed(qtbot, window, window.bench.bridge.undo)
    qtbot.waitUntil(lambda: row(window, "Gamma Magnet").line.owner == "", timeout=LONG)
    assert len(row(window, "Magnetwerk Alpha").line.single) == single


def test_a_table_of_owners_is_taken_and_a_bad_one_refused_with_its_row(qtbot, window, tmp_path):
    view, bad, good = page(window), tmp_path / "bad.csv", tmp_path / "owners.csv"
    bad.write_text("name,owner\nKappa Optics Oy,\n", "utf-8")
    with good.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("name", "owner"), ("Kappa Optics", "Holding")])
    desk = next(child for child in view.children() if type(child).__name__ == "SupplyDesk")
    with qtbot.waitSignal(window.bench.bridge.refused) as refused:
        desk.load_owners(bad)
    assert "row 2" in str(refused.args[0])
    qtbot.mouseClick(view.owner_file, Qt.MouseButton.LeftButton)
    dialog = view.findChild(QFileDialog)
    assessed(qtbot, window, lambda: dialog.fileSelected.emit(str(good)))
    dialog.close()
    assert window.bench.bridge.document.owners == (("Kappa Optics", "Holding"),)


def test_questionnaires_go_out_come_back_are_looked_at_recorded_and_undone(qtbot, window, tmp_path):
    view, forms = page(window), tmp_path / "forms"
    choose(window, "Sigma Alloys")
    qtbot.mouseClick(view.forms, Qt.MouseButton.LeftButton)
    dialog = view.findChild(QFileDialog)
    dialog.fileSelected.emit(str(forms))
    dialog.close()
    qtbot.waitUntil(lambda: row(window, "Sigma").sent is not None, timeout=LONG)
    (form,) = sorted(forms.glob("*.xlsx"))
    assert row(window, "Sigma").sent.answered == 0
    assert row(window, "Kappa").sent is None
    book = load_workbook(form)
    book[DECLARATION]["B4"], book[DECLARATION]["B7"] = "N. N.", "2026-11-20"
    column = 1 + [question.key for question in QUESTIONS].index("contains")
    book[PARTS].cell(HEADING_ROW + 1, column, "no")
    book.save(form)
    before = window.bench.bridge.document.decisions
    desk = next(child for child in view.children() if type(child).__name__ == "SupplyDesk")
    desk.read_answers([form])
    qtbot.waitUntil(lambda: window.findChild(AnswersDialog) is not None, timeout=LONG)
    preview = window.findChild(AnswersDialog)
    assert len(preview.grid.listing) == 1
    assert window.bench.bridge.document.decisions == before  # looked at, not yet recorded
    assessed(qtbot, window, lambda: qtbot.mouseClick(preview.record, Qt.MouseButton.LeftButton))
    (made,) = window.bench.bridge.document.decisions
    assert made.verdict is Verdict.DOES_NOT_CONTAIN
    qtbot.waitUntil(lambda: row(window, "Sigma").sent.answered == 1, timeout=LONG)
    assessed(qtbot, window, window.bench.bridge.undo)
    assert window.bench.bridge.document.decisions == before


@pytest.mark.parametrize(("survive", "unknown", "words"), [
    (None, (1,), "not known"), (float("inf"), (), "does not run out"), (float("inf"), (1,), "not known"),
    (12.9, (), "12 days"), (12.9, (1,), "at most 12 days"),
])
def test_what_is_not_known_is_never_shown_as_safe(survive, unknown, words):
    impact = OutageImpact("supplier", "Alfa", (0, 1), unknown, survive, None, 60.0, None)
    assert survives_words(impact) == words


def test_a_time_to_recover_typed_for_a_supplier_holds_for_its_outage_and_can_be_undone(qtbot, window):
    view = page(window)
    place = next(at for at, one in enumerate(view._suppliers) if one.line.name.startswith("Kappa"))
    view.suppliers.select_rows([place])
    assert not row(window, "Kappa").line.outage.stated
    view.recovery.setFocus()
    view.recovery.selectAll()
    qtbot.keyClicks(view.recovery.lineEdit(), "10")
    assessed(qtbot, window, lambda: qtbot.keyClick(view.recovery, Qt.Key.Key_Return))
    qtbot.waitUntil(lambda: row(window, "Kappa").line.outage.stated, timeout=LONG)
    outage = row(window, "Kappa").line.outage
    assert (outage.recover_days, outage.survives) == (10.0, True)
    assert recovers_words(outage) == "10 days, stated"
    assert view.recovery.value() == 10  # of the supplier that is still selected
    assessed(qtbot, window, window.bench.bridge.undo)
    qtbot.waitUntil(lambda: not row(window, "Kappa").line.outage.stated, timeout=LONG)


def test_finished_stock_typed_in_products_lengthens_what_is_survived(qtbot, window):
    before = {one.line.name: one.line.outage.survive_days for one in page(window)._suppliers if one.line.outage}
    window.bench.go("products")
    products = window.bench.places.view("products")
    products.grid.select_row(0)
    with qtbot.waitSignal(window.bench.bridge.assessment_changed, timeout=LONG):
        products.form.stock.setValue(1200)
    assert window.bench.bridge.assessment.exposure.products[0].stock == 1200.0
    window.bench.go("suppliers")
    kappa = next(name for name in before if name.startswith("Kappa"))
    qtbot.waitUntil(lambda: row(window, "Kappa").line.outage.survive_days != before[kappa], timeout=LONG)
    assert row(window, "Kappa").line.outage.survive_days == pytest.approx(before[kappa] + 365.0)
