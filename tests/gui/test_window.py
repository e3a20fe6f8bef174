"""Journeys through the whole window, on the shipped sample, with mouse and keyboard where a user has them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSlider,
    QTableView,
    QWidget,
)

from journeys import LONG, TODAY, assessed, shown
from ytterby.gui.actions import PLACES
from ytterby.gui.app import Program
from ytterby.gui.dialogs.crash import CrashDialog
from ytterby.gui.widgets.day import DayEdit
from ytterby.gui.window import Window
from ytterby.resources import folder

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
INNER = ("QSpinBox", "QDoubleSpinBox", "QTableView", "QComboBox", "CountryEdit")  # named themselves


@pytest.fixture
def window(qtbot) -> Iterator[Window]:
    made = shown(qtbot)
    yield made
    made.close()


@pytest.fixture
def workbook(tmp_path) -> Path:
    return Path(shutil.copy(folder("samples", "drive-unit.xlsx"), tmp_path / "unit.xlsx"))


def button(of: QWidget, words: str) -> QAbstractButton:
    return next(one for one in of.findChildren(QAbstractButton) if one.text().replace("&", "").startswith(words))


def click(qtbot, of: QWidget, words: str) -> None:
    qtbot.mouseClick(button(of, words), Qt.MouseButton.LeftButton)


def columns(window: Window) -> list[str]:
    return [column.key for column in window.bench.places.bill.grid.listing.columns]


def cells(window: Window, key: str) -> list[str]:
    model = window.bench.places.bill.grid.model()
    return [str(model.data(model.index(row, columns(window).index(key)))).strip() for row in range(model.rowCount())]


def test_from_open_to_the_exported_report(qtbot, window, workbook, tmp_path):
    assessed(qtbot, window, lambda: window.open_path(workbook))
    bench = window.bench
    page = bench.places.view("import")
    assert window.stack.currentWidget() is page
    assert page._summary.text().startswith("unit.xlsx: ")

    click(qtbot, page, "Continue")
    bill = bench.places.bill
    assert window.stack.currentWidget() is bill
    controlled = cells(window, "status").count("controlled")
    assert controlled > 3

    click(qtbot, bill, "Controlled")
    assert set(cells(window, "status")) == {"controlled"}
    assert len(cells(window, "status")) == controlled
    click(qtbot, bill, "Controlled")

    edits = bill.grid.horizontalHeader().controls
    with qtbot.waitSignal(bill.grid.filtered):
        qtbot.keyClicks(edits[columns(window).index("description")], "YXG-28")
    assert cells(window, "status") == ["controlled"]
    qtbot.mouseClick(bill.grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 8))
    evidence = bench.places.evidence.text()
    assert "1C902.a" in evidence
    assert "YXG-28</b>" in evidence
    assert bench.status.selection().startswith("1 of ")

    target = tmp_path / "report.xlsx"
    window._actions["report"].trigger()
    dialog = window.findChild(QFileDialog)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.selectFile(str(target))
    dialog.accept()
    qtbot.waitUntil(target.exists, timeout=LONG)
    qtbot.waitUntil(lambda: not bench.tasks.busy, timeout=LONG)
    texts = {str(cell.value) for sheet in load_workbook(target) for row in sheet.iter_rows() for cell in row}
    assert any("2026-11-21" in text for text in texts)
    assert any("MG-2004" in text for text in texts)


def test_the_sample_goes_straight_to_its_bill(qtbot, window):
    window.bench  # noqa: B018  the workbench is made on first use
    assessed(qtbot, window, lambda: click(qtbot, window.start, "Try the sample"))
    assert window.stack.currentWidget() is window.bench.places.bill
    assert window.bench.top._notice.text().startswith("7 texts unverified since 2026-11-11")


def test_another_day_judges_the_bill_anew_and_undo_takes_it_back(qtbot, window):
    assessed(qtbot, window, window.open_sample)
    before = cells(window, "force")
    assert "unverified" in before
    day = window.bench.top.findChild(DayEdit)
    assessed(qtbot, window, lambda: day.set_day(day.day().replace(year=day.day().year - 1)))
    assert "suspended" in cells(window, "force")
    assert "unverified" not in cells(window, "force")
    assessed(qtbot, window, window._actions["undo"].trigger)
    assert cells(window, "force") == before
    assert window.bench.top.as_of() == TODAY


def test_a_date_that_is_dragged_is_one_step_to_undo(qtbot, window):
    assessed(qtbot, window, window.open_sample)
    window.bench.go("dashboard")
    dashboard = window.bench.places.view("dashboard")

    def drag() -> None:
        for month in (1, 2, 3, 4):
            dashboard.as_of_chosen.emit(date(2026, month, 1))

    assessed(qtbot, window, drag)
    assert window.bench.top.as_of() == date(2026, 4, 1)
    assessed(qtbot, window, window._actions["undo"].trigger)
    assert window.bench.top.as_of() == TODAY
    assert not window._actions["undo"].isEnabled()
    assessed(qtbot, window, window._actions["redo"].trigger)
    assert window.bench.top.as_of() == date(2026, 4, 1)


def test_an_assumption_in_rules_changes_the_bill_and_is_announced(qtbot, window):
    assessed(qtbot, window, window.open_sample)
    click(qtbot, window.bench.top, "7 texts unverified")
    rules = window.bench.places.view("rules")
    place = next(at for at, text in enumerate(rules._texts) if text.instrument.id == "MOFCOM-GAC-2025-57")
    rules.instruments.select_row(place)
    rules.assumption.fields.choose("repealed", date(2026, 11, 11))
    assessed(qtbot, window, lambda: click(qtbot, rules.assumption, "Assume"))
    assert window.bench.top._notice.text() == (
        "6 texts unverified since 2026-11-11 (3 of them with entries) · 1 assumption")
    assert len(window.bench.bridge.document.assumptions) == 1


def test_a_correction_in_import_reads_the_workbook_again(qtbot, window, workbook):
    from ytterby.bom.reading import Meaning

    assessed(qtbot, window, lambda: window.open_path(workbook))
    page = window.bench.places.view("import")
    section = next(at for at in range(60) if page.grid.chooser(at).currentData() == Meaning.DESCRIPTION)
    letter = page.grid.model().column(section).letter
    assessed(qtbot, window, lambda: page.grid.meaning_chosen.emit(letter, Meaning.IGNORE))
    assert page.grid.chooser(section).currentData() == Meaning.IGNORE
    assert not any(item.description for item in window.bench.bridge.document.reading.bom.items)
    assert window._actions["undo"].isEnabled()


def test_every_place_can_be_reached_by_keyboard(qtbot, window):
    assessed(qtbot, window, window.open_sample)
    for number, key in enumerate(PLACES, 1):
        window._actions[key].trigger()
        assert window._actions[key].shortcut().toString() == f"Ctrl+{number % 10}"
        assert window.stack.currentWidget() is window.bench.places.view(key)


def test_f6_goes_round_the_parts_of_the_window_and_back(qtbot, window):
    assessed(qtbot, window, window.open_sample)
    window.activateWindow()
    bench = window.bench
    bench.places.bill.grid.setFocus()
    assert (window._actions["next pane"].shortcut().toString(), window._actions["pane before"].shortcut().toString()) \
        == ("F6", "Shift+F6")
    round_trip = []
    for key in ("next pane",) * 4 + ("pane before",) * 2:
        window._actions[key].trigger()
        focused = QApplication.focusWidget()
        round_trip.append(next(name for name, pane in (("top", bench.top), ("places", bench.navigation),
                                                       ("view", window.stack), ("evidence", bench.dock))
                               if pane.isAncestorOf(focused)))
    assert round_trip == ["evidence", "top", "places", "view", "places", "top"]


def test_every_control_has_an_accessible_name(qtbot, window):
    assessed(qtbot, window, window.open_sample)
    nameless = []
    for key in PLACES:
        window.bench.go(key)
        for kind in (QAbstractButton, QLineEdit, QComboBox, QSlider, QTableView):
            for control in window.findChildren(kind):
                seen = QAccessible.queryAccessibleInterface(control)
                own = type(control.parentWidget()).__name__ not in INNER
                if control.isVisible() and own and seen and not seen.text(QAccessible.Text.Name):
                    nameless.append(f"{key}: {kind.__name__} {control.objectName()} in {control.parentWidget()}")
    assert not nameless


def test_a_figure_of_the_dashboard_opens_its_lines(qtbot, window):
    assessed(qtbot, window, window.open_sample)
    window.bench.go("dashboard")
    figure = window.bench.bridge.assessment.exposure.figure("undetermined")
    window.bench.places.view("dashboard").items_chosen.emit(frozenset(figure.items), "Undetermined")
    assert window.stack.currentWidget() is window.bench.places.bill
    assert len(cells(window, "status")) >= figure.value > 0
    assert set(cells(window, "status")) == {"undetermined"}


def test_a_scenario_of_what_if_is_computed_beside_the_baseline(qtbot, window):
    from ytterby.planning.scenario import AddStock, Scenario

    assessed(qtbot, window, window.open_sample)
    window.bench.go("what-if")
    scenario = Scenario("What-if", (AddStock(90.0),))
    assessed(qtbot, window, lambda: window.bench.places.view("what-if").scenario_changed.emit(scenario))
    outlooks = window.bench.bridge.assessment.outlooks
    assert [outlook.scenario.name for outlook in outlooks] == ["Baseline", "What-if"]


@pytest.mark.parametrize("others", [(), ("/",)])
def test_a_dropped_file_is_opened_and_no_folder_beside_it(qtbot, window, workbook, others):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (*others, workbook)])
    arguments = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(400, 300), *arguments)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.bench  # noqa: B018
    assessed(qtbot, window, lambda: window.dropEvent(QDropEvent(QPoint(400, 300), *arguments)))
    assert window.bench.bridge.document.path == workbook


@pytest.mark.parametrize("content", [b"", b"\x00\x01garbage", None])
def test_what_can_t_be_read_is_said_once_and_the_window_goes_on(qtbot, window, tmp_path, content):
    path = tmp_path / "bad.xlsx"
    if content is not None:
        path.write_bytes(content)
    with qtbot.waitSignal(window.bench.bridge.refused, timeout=LONG):
        window.open_path(path)
    (box,) = window.findChildren(QMessageBox)
    assert path.name in box.informativeText()
    click(qtbot, box, "Copy")
    assert box.isVisible()
    box.close()
    assert window.stack.currentWidget() is window.start


def test_the_report_never_takes_the_place_of_the_workbook(qtbot, window, workbook):
    assessed(qtbot, window, lambda: window.open_path(workbook))
    before = workbook.read_bytes()
    window.bench.exports.write("report", workbook)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None, timeout=LONG)
    assert workbook.read_bytes() == before
    assert "can't take the place" in window.findChild(QMessageBox).text()


def test_closing_the_workbook_leads_back_to_the_start(qtbot, window):
    assessed(qtbot, window, window.open_sample)
    window._actions["close"].trigger()
    assert window.stack.currentWidget() is window.start
    assert not window._actions["report"].isEnabled()
    assert window.bench.dock.isHidden()
    assessed(qtbot, window, window.open_sample)
    assert window.stack.currentWidget() is window.bench.places.bill


def test_stop_while_reading_leaves_the_start_page(qtbot, window, workbook):
    window.open_path(workbook)
    window._actions["stop"].trigger()
    qtbot.waitUntil(lambda: not window.bench.tasks.busy, timeout=LONG)
    assert window.bench.bridge.document is None
    assert window.stack.currentWidget() is window.start


def test_a_stopped_assessment_is_never_passed_off_as_the_present_one(qtbot, window):
    assessed(qtbot, window, window.open_sample)
    bridge, bill = window.bench.bridge, window.bench.places.bill
    window.bench.choose_as_of(date(2025, 10, 20))
    assert bill._updating.text() == "Updating…"
    assert not window._actions["report"].isEnabled()
    window._actions["stop"].trigger()
    qtbot.waitUntil(lambda: not window.bench.tasks.busy, timeout=LONG)
    assert bridge.assessment.provenance.as_of == TODAY
    assert bill._updating.text().startswith("Stopped")
    assert not window._actions["report"].isEnabled()
    assessed(qtbot, window, window._actions["refresh"].trigger)
    assert bridge.assessment.provenance.as_of == date(2025, 10, 20)
    assert bill._updating.text() == ""


def test_a_workbook_that_can_t_be_read_leaves_the_open_one_as_it_is(qtbot, window, tmp_path):
    assessed(qtbot, window, window.open_sample)
    document = window.bench.bridge.document
    with qtbot.waitSignal(window.bench.bridge.refused, timeout=LONG):
        window.open_path(tmp_path / "nothing.xlsx")
    assert window.bench.bridge.document is document
    window.findChild(QMessageBox).close()
    assert window._actions["report"].isEnabled()


def test_every_scheme_can_be_chosen_while_a_bill_is_open(qtbot, qapp):
    program = Program(qapp, TODAY)
    window = program.window
    qtbot.addWidget(window)
    window.show()
    program.after_show()
    assessed(qtbot, window, window.open_sample)
    window.bench.places.bill.select_worst()
    for scheme in ("Dark", "High contrast", "Light"):
        action = next(one for one in window.findChildren(QAction) if one.text() == scheme)
        action.trigger()
        qtbot.wait(20)
    assert "Controlled" in window.bench.places.evidence.text()
    window.close()
    assert Program(qapp, TODAY)._settings.theme == "light"


def test_an_opened_workbook_is_offered_again(qtbot, qapp, workbook):
    program = Program(qapp, TODAY)
    qtbot.addWidget(program.window)
    assessed(qtbot, program.window, lambda: program.window.open_path(workbook))
    program.window.close()
    again = Program(qapp, TODAY)
    qtbot.addWidget(again.window)
    again.after_show()
    assert any(one.text().startswith("unit.xlsx") for one in again.window.start.findChildren(QPushButton))


def test_a_fault_is_written_down_and_told_once(qtbot, qapp, tmp_path):
    program = Program(qapp, TODAY)
    qtbot.addWidget(program.window)
    cell = " ".join(("customer's", "text"))
    try:
        raise ZeroDivisionError(cell)
    except ZeroDivisionError as error:
        program.fault(error)
        program.fault(error)
    (dialog,) = program.window.findChildren(CrashDialog)
    report = dialog.findChildren(QWidget)
    shown = "\n".join(one.toPlainText() for one in report if hasattr(one, "toPlainText"))
    assert "ZeroDivisionError" in shown
    assert cell not in shown  # a message may quote a cell
    dialog.finished.disconnect()
    dialog.close()


@pytest.mark.parametrize("key", ["licence_required", "undetermined", "defence", "semiconductor", "single_source"])
def test_a_facet_counts_what_the_dashboard_counts(qtbot, window, key):
    assessed(qtbot, window, window.open_sample)
    words = {"licence_required": "Licence", "single_source": "Single source", "defence": "Defence interest",
             "semiconductor": "Chip-making interest"}.get(key, key.capitalize())
    figure = window.bench.bridge.assessment.exposure.figure(key)
    bill = window.bench.places.bill
    assert button(bill, words).text() == f"{words} {figure.value:.0f}"
    bill.show_items(frozenset(figure.items), words)
    assert len(cells(window, "status")) == figure.value


def test_a_product_marked_in_the_bill_marks_all_inside_and_undo_takes_it_back(qtbot, window):
    assessed(qtbot, window, window.open_sample)
    bill, exposure = window.bench.places.bill, window.bench.bridge.assessment.exposure
    before = exposure.figure("semiconductor").value
    bill.grid.select_row(0)
    action = next(one for one in bill.menu().actions() if one.text() == "Mark product as semiconductor")
    assessed(qtbot, window, action.trigger)
    figure = window.bench.bridge.assessment.exposure.figure("semiconductor")
    assert figure.value > before
    window.bench.go("products")
    shown = window.bench.places.view("products").grid.listing
    assert "yes, set here" in [column.text(shown.row(0)) for column in shown.columns]
    assessed(qtbot, window, window._actions["undo"].trigger)
    assert window.bench.bridge.assessment.exposure.figure("semiconductor").value == before


def test_a_military_end_use_changes_how_an_application_is_treated(qtbot, window):
    from ytterby.core.finding import Treatment

    def treated() -> set[Treatment]:
        return {one.treatment for one in window.bench.bridge.assessment.exposure.items}

    assessed(qtbot, window, window.open_sample)
    assert Treatment.DENIED not in treated()
    window.bench.go("products")
    box = window.bench.places.view("products").end_use
    assessed(qtbot, window, lambda: box.setCurrentIndex(box.findData("military")))
    assert Treatment.DENIED in treated()


def test_an_answer_in_review_is_kept_shown_and_undone(qtbot, window):
    assessed(qtbot, window, window.open_sample)
    window.bench.go("review")
    view = window.bench.places.view("review")
    view.who.setText("A. Tester")
    qtbot.waitUntil(lambda: bool(view._questions))
    before = len(view._questions)
    places = window.bench.navigation.findChildren(QAbstractButton)
    qtbot.waitUntil(lambda: f"Review  {before}" in [one.text() for one in places])
    asked = view._chosen
    view.grid.setFocus()
    assessed(qtbot, window, lambda: qtbot.keyClick(view.grid, Qt.Key.Key_U))
    qtbot.waitUntil(lambda: len(view._questions) == before - 1)
    assert view._chosen is not None
    assert view._chosen.key != asked.key
    window.bench.places._show_item(asked.items[0])
    assert "A. Tester" in window.bench.places.evidence.text()
    assert "don't know" in cells(window, "decided")
    assessed(qtbot, window, window._actions["undo"].trigger)
    assert "don't know" not in cells(window, "decided")


def test_scenarios_are_saved_under_names_compared_and_brought_to_the_front(qtbot, window):
    from ytterby.planning.scenario import AddStock, Scenario

    assessed(qtbot, window, window.open_sample)
    window.bench.go("what-if")
    view, chooser = window.bench.places.view("what-if"), window.bench.top.scenario
    assessed(qtbot, window, lambda: view.scenario_changed.emit(Scenario("What-if", (AddStock(90.0),))))
    assert chooser.currentText() == "What-if"
    assert view.answer.comparison.isHidden()
    assessed(qtbot, window, lambda: view.menu.name_it("More stock"))
    assert [chooser.itemText(at) for at in range(chooser.count())] == ["Baseline", "More stock"]
    assessed(qtbot, window, lambda: view.menu.name_it("Copy"))
    assert chooser.currentText() == "Copy"
    assert [row.name for row in view.answer.comparison.listing.rows] == ["Baseline", "More stock", "Copy"]
    assert view.answer.comparison.listing.rows[0].probability > view.answer.comparison.listing.rows[1].probability
    chooser.setCurrentIndex(0)
    chooser.activated.emit(0)
    assert view.levers.extra.value() == 0
    assert "Scenario: Baseline" in view.menu.text()
    assert not view.menu.remove.isEnabled()
    chooser.activated.emit(1)
    assert view.levers.extra.value() == 90
    assessed(qtbot, window, view.menu.remove.trigger)
    assert [chooser.itemText(at) for at in range(chooser.count())] == ["Baseline", "Copy"]


def test_a_name_that_is_taken_is_refused_and_changes_nothing(qtbot, window):
    from ytterby.planning.scenario import AddStock, Scenario

    assessed(qtbot, window, window.open_sample)
    window.bench.go("what-if")
    view = window.bench.places.view("what-if")
    assessed(qtbot, window, lambda: view.scenario_changed.emit(Scenario("What-if", (AddStock(90.0),))))
    document = window.bench.bridge.document
    view.menu.name_it("Baseline")
    assert "already a scenario" in window.findChild(QMessageBox).text()
    window.findChild(QMessageBox).close()
    assert window.bench.bridge.document is document
    assert window.bench.top.scenario.currentText() == "What-if"
