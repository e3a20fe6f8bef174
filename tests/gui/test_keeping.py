"""Projects, work that was not saved, passwords and settings: nothing a user did is lost, and nobody is nagged."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QPushButton

from journeys import LONG, TODAY, assessed
from ytterby.gui.app import Program
from ytterby.gui.dialogs.settings import SettingsDialog
from ytterby.gui.window import Window
from ytterby.resources import folder
from ytterby.workspace.assess import Mapping, open_workbook
from ytterby.workspace.autosave import Autosave, autosave_folder, recoverable

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
OTHER = date(2025, 12, 15)


@pytest.fixture
def program(qtbot, qapp) -> Iterator[Program]:
    made = begun(qtbot, qapp)
    yield made
    made.window.close()


def begun(qtbot, qapp) -> Program:
    made = Program(qapp, TODAY)
    qtbot.addWidget(made.window)
    with qtbot.waitSignal(made.window.first_painted):
        made.window.show()
    return made


@pytest.fixture
def workbook(tmp_path) -> Path:
    return Path(shutil.copy(folder("samples", "drive-unit.xlsx"), tmp_path / "unit.xlsx"))


def saved(qtbot, window: Window, act) -> None:
    with qtbot.waitSignal(window.bench.keeper.saved, timeout=LONG):
        act()


def test_a_project_opens_as_it_was_saved_without_its_workbook(qtbot, program, workbook, tmp_path):
    window, project = program.window, tmp_path / "unit.ytterby"
    assessed(qtbot, window, lambda: window.open_path(workbook))
    assert not window.isWindowModified()
    assessed(qtbot, window, lambda: window.bench.choose_as_of(OTHER))
    assert window.isWindowModified()
    window._actions["save"].trigger()
    dialog = window.findChild(QFileDialog)
    assert dialog.directory().path() == str(tmp_path)  # beside the workbook
    dialog.selectFile(str(project))
    saved(qtbot, window, dialog.accept)
    assert not window.isWindowModified()
    assert window.windowTitle().startswith("unit.ytterby")
    window._actions["close"].trigger()
    workbook.unlink()
    assessed(qtbot, window, lambda: window.open_path(project))
    assert window.bench.bridge.document.as_of == OTHER
    assert window.stack.currentWidget() is window.bench.places.bill
    assert recoverable(autosave_folder()) == ()


def test_save_writes_again_without_asking_and_undo_of_all_edits_is_as_saved(qtbot, program, workbook, tmp_path):
    window, project = program.window, tmp_path / "unit.ytterby"
    assessed(qtbot, window, lambda: window.open_path(workbook))
    saved(qtbot, window, lambda: window.bench.keeper.save(project))
    assessed(qtbot, window, lambda: window.bench.choose_as_of(OTHER))
    before = project.read_bytes()
    assessed(qtbot, window, window._actions["undo"].trigger)
    assert not window.isWindowModified()
    assessed(qtbot, window, window._actions["redo"].trigger)
    saved(qtbot, window, window._actions["save"].trigger)
    assert project.read_bytes() != before


def test_the_workbook_is_never_overwritten_by_a_project(qtbot, program, workbook):
    window, before = program.window, workbook.read_bytes()
    assessed(qtbot, window, lambda: window.open_path(workbook))
    with qtbot.waitSignal(window.bench.keeper.refused, timeout=LONG):
        window.bench.keeper.save(workbook)
    assert workbook.read_bytes() == before
    window.findChild(QMessageBox).close()


def test_unsaved_work_is_offered_at_the_next_start_and_restored_unsaved(qtbot, qapp, program, workbook):
    window = program.window
    assessed(qtbot, window, lambda: window.open_path(workbook))
    assessed(qtbot, window, lambda: window.bench.choose_as_of(OTHER))
    journal = window.bench.keeper._journal
    window.close()
    journal._ended = True  # as if the process had gone: its lock is let go
    with journal._changed:
        journal._changed.notify_all()
    journal._thread.join(10)
    (left,) = recoverable(autosave_folder())
    assert left.name == "unit.xlsx"
    again = begun(qtbot, qapp).window
    restore = next(one for one in again.start.findChildren(QPushButton) if one.text() == "Restore")
    again.bench  # noqa: B018  made on first use
    qtbot.waitUntil(restore.isVisible)
    assessed(qtbot, again, lambda: qtbot.mouseClick(restore, Qt.MouseButton.LeftButton))
    assert again.bench.bridge.document.as_of == OTHER
    assert again.isWindowModified()
    qtbot.waitUntil(lambda: not left.journal.exists())  # it lives on in the new window's own
    again.bench.keeper._journal.discard()
    again.close()


def left_behind(workbook: Path) -> Autosave:
    """As if a process had been killed with unsaved work: its lock is let go."""
    journal = Autosave(autosave_folder())
    journal.note(open_workbook(workbook, Mapping(), TODAY))
    assert journal.settle()
    journal._ended = True
    with journal._changed:
        journal._changed.notify_all()
    journal._thread.join(10)
    return journal


def test_work_that_is_let_go_is_offered_no_more(qtbot, qapp, workbook):
    left_behind(workbook)
    program = begun(qtbot, qapp)
    again = program.window
    discard = next(one for one in again.start.findChildren(QPushButton) if one.text() == "Discard")
    qtbot.waitUntil(discard.isVisible)
    qtbot.mouseClick(discard, Qt.MouseButton.LeftButton)
    assert recoverable(autosave_folder()) == ()
    again.close()


def test_unsaved_work_is_offered_before_the_file_that_the_program_was_started_with(qtbot, qapp, workbook):
    journal = left_behind(workbook)
    made = Program(qapp, TODAY, workbook)
    qtbot.addWidget(made.window)
    made.window.show()
    qtbot.waitUntil(lambda: made.window.findChild(QMessageBox) is not None)
    box = made.window.findChild(QMessageBox)
    assert box.informativeText().startswith("unit.xlsx, ")
    assert made.window.bench.bridge.document is None  # nothing is opened over the offer
    button = next(one for one in box.buttons() if one.text() == "Open unit.xlsx")
    assessed(qtbot, made.window, lambda: qtbot.mouseClick(button, Qt.MouseButton.LeftButton))
    assert made.window.bench.bridge.document.path == workbook
    (left,) = recoverable(autosave_folder())  # what is left open stays offered
    left.journal.unlink()
    made.window.close()
    assert journal.settle(0.0)


def test_a_file_to_begin_with_is_opened_at_once_where_nothing_was_left(qtbot, qapp, workbook):
    made = Program(qapp, TODAY, workbook)
    qtbot.addWidget(made.window)
    with qtbot.waitSignal(made.window.bench.bridge.assessment_changed, timeout=LONG):
        made.window.show()
    assert made.window.bench.bridge.document.path == workbook
    made.window.close()


def test_opening_and_looking_leaves_no_journal(qtbot, program, workbook):
    assessed(qtbot, program.window, lambda: program.window.open_path(workbook))
    program.window.close()
    assert not list(autosave_folder().glob("*"))


def test_an_encrypted_workbook_is_asked_for_its_password_until_it_fits(qtbot, program, workbook, tmp_path):
    msoffcrypto = pytest.importorskip("msoffcrypto.format.ooxml")
    locked = tmp_path / "locked.xlsx"
    out = io.BytesIO()
    with workbook.open("rb") as file:
        msoffcrypto.OOXMLFile(file).encrypt("right", out)
    locked.write_bytes(out.getvalue())
    window = program.window
    bridge = window.bench.bridge
    with qtbot.waitSignal(bridge.password_wanted, timeout=LONG):
        window.open_path(locked)
    for word in ("wrong", "right"):
        dialog = window.findChildren(QInputDialog)[-1]
        assert "locked.xlsx" in dialog.labelText()
        dialog.setTextValue(word)
        signal = bridge.password_wanted if word == "wrong" else bridge.assessment_changed
        with qtbot.waitSignal(signal, timeout=LONG):
            dialog.accept()
    assert bridge.document.path == locked
    assessed(qtbot, window, window._actions["refresh"].trigger)  # read again without asking


def test_settings_are_kept_and_hold_for_the_open_bill(qtbot, qapp, program, workbook):
    window = program.window
    assessed(qtbot, window, lambda: window.open_path(workbook))
    window._actions["settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    assert "recents" not in dialog.controls
    dialog.controls["person"].setText("A. Tester")
    for name, value in (("currency", "USD"), ("wait", "statutory-clock")):
        box = dialog.controls[name]
        box.setCurrentIndex(box.findData(value))
    assessed(qtbot, window, dialog.accept)
    document = window.bench.bridge.document
    assert document.currency == "USD"
    assert document.wait.approval == 1.0
    assert window.bench._who() == "A. Tester"
    assert Program(qapp, TODAY)._settings.currency == "USD"
    window._actions["close"].trigger()
    assessed(qtbot, window, lambda: window.open_path(workbook))
    assert window.bench.bridge.document.currency == "USD"


def test_the_day_last_asked_about_is_the_first_where_the_user_wants_it(qtbot, qapp, program, workbook):
    from dataclasses import replace

    window = program.window
    assessed(qtbot, window, lambda: window.open_path(workbook))
    assessed(qtbot, window, lambda: window.bench.choose_as_of(OTHER))
    window.close()
    again = Program(qapp, TODAY)
    assert again.window.bench.top.as_of() == TODAY
    again.window.close()
    program._save(replace(program._settings, as_of="last used"))
    again = Program(qapp, TODAY)
    assert again.window.bench.top.as_of() == OTHER
    again.window.close()


def test_settings_fit_a_small_screen_and_a_place_can_be_picked(qtbot, program, tmp_path):
    program.window.settings_wanted.emit()
    dialog = program.window.findChild(SettingsDialog)
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    assert dialog.minimumSizeHint().height() < 300  # letters twice as large on 768 lines
    pick = next(one for one in dialog.findChildren(QPushButton) if one.accessibleName() == "Choose: Logo")
    qtbot.mouseClick(pick, Qt.MouseButton.LeftButton)
    chooser = dialog.findChild(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "logo.png"))
    chooser.close()
    assert dialog.controls["logo"].text() == str(tmp_path / "logo.png")
    dialog.reject()


def test_work_that_is_damaged_is_told_of_at_the_start_once(qtbot, qapp):
    autosave_folder().mkdir(parents=True, exist_ok=True)
    (autosave_folder() / "bad.autosave").write_bytes(b"SQLite format 3\0 or not" * 50)
    for told in (1, 0):
        program = Program(qapp, TODAY)
        qtbot.addWidget(program.window)
        program.window.show()
        program.after_show()
        boxes = program.window.findChildren(QMessageBox)
        assert len(boxes) == told
        assert all("bad.autosave.damaged" in box.text() for box in boxes)
        program.window.close()
    (autosave_folder() / "bad.autosave.damaged").unlink()
