"""Two windows, or two programs, on one project: nobody's saved work is lost, and who has it is told."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from journeys import LONG, TODAY, assessed
from ytterby.gui.app import Program
from ytterby.gui.window import Window
from ytterby.resources import folder
from ytterby.workspace import assess
from ytterby.workspace import project as project_files
from ytterby.workspace.claims import claim, note_of
from ytterby.workspace.project import load

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
HERE, THERE = date(2025, 12, 15), date(2025, 10, 20)


@pytest.fixture
def project(qtbot: QtBot, program: Program, tmp_path: Path) -> Path:
    """Saved from the first window, which still has it open."""
    book, path = tmp_path / "unit.xlsx", tmp_path / "unit.ytterby"
    shutil.copy(folder("samples", "drive-unit.xlsx"), book)
    assessed(qtbot, program.window, lambda: program.window.open_path(book))
    saved(qtbot, program.window, lambda: program.window.bench.keeper.save(path))
    return path


def saved(qtbot: QtBot, window: Window, act: Callable[[], object]) -> None:
    with qtbot.waitSignal(window.bench.keeper.saved, timeout=LONG):
        act()


def asked(qtbot: QtBot, window: Window) -> QMessageBox:
    qtbot.waitUntil(lambda: any(box.isVisible() for box in window.findChildren(QMessageBox)), timeout=LONG)
    return next(box for box in window.findChildren(QMessageBox) if box.isVisible())


def press(qtbot: QtBot, box: QMessageBox, words: str) -> None:
    button = next(one for one in box.findChildren(QPushButton) if one.text().replace("&", "") == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def saved_by_another(project: Path) -> bytes:
    """As a program does that knows of no claims: the file is simply another one."""
    from dataclasses import replace

    from ytterby.workspace.project import save

    save(replace(load(project), as_of=THERE), project)
    return project.read_bytes()


def test_saving_over_what_another_saved_asks_and_cancel_keeps_both(qtbot: QtBot, program: Program,
                                                                    project: Path) -> None:
    window = program.window
    theirs = saved_by_another(project)
    assessed(qtbot, window, lambda: window.bench.choose_as_of(HERE))
    window._actions["save"].trigger()
    press(qtbot, asked(qtbot, window), "Cancel")
    assert project.read_bytes() == theirs
    assert window.isWindowModified()
    assert window.bench.bridge.document.as_of == HERE


def test_overwrite_is_a_choice_made_once(qtbot: QtBot, program: Program, project: Path) -> None:
    window = program.window
    saved_by_another(project)
    assessed(qtbot, window, lambda: window.bench.choose_as_of(HERE))
    window._actions["save"].trigger()
    box = asked(qtbot, window)
    saved(qtbot, window, lambda: press(qtbot, box, "Overwrite"))
    assert load(project).as_of == HERE
    assessed(qtbot, window, lambda: window.bench.choose_as_of(TODAY))
    saved(qtbot, window, window._actions["save"].trigger)  # its own file now: nothing is asked
    assert load(project).as_of == TODAY


def test_save_as_keeps_what_the_other_saved(qtbot: QtBot, program: Program, project: Path) -> None:
    window, mine = program.window, project.with_name("mine.ytterby")
    theirs = saved_by_another(project)
    assessed(qtbot, window, lambda: window.bench.choose_as_of(HERE))
    window._actions["save"].trigger()
    press(qtbot, asked(qtbot, window), "Save as…")
    dialog = window.findChild(QFileDialog)
    dialog.selectFile(str(mine))
    saved(qtbot, window, dialog.accept)
    assert (load(mine).as_of, project.read_bytes()) == (HERE, theirs)
    assert not note_of(project).exists()  # no longer open here
    assert note_of(mine).exists()


def test_a_project_open_in_another_window_comes_forward_there(qtbot: QtBot, program: Program, project: Path) -> None:
    program.window._actions["new"].trigger()
    first, second = program.windows
    first.showMinimized()
    second.open_path(project)
    assert not first.isMinimized()
    assert second.stack.currentWidget() is second.start
    assert second.bench.bridge.document is None
    first.close()
    assessed(qtbot, second, lambda: second.open_path(project))  # closed there: it opens here
    assert second.windowFilePath() == str(project)


def test_another_program_is_named_and_a_copy_can_be_opened_that_has_no_file(qtbot: QtBot, program: Program,
                                                                            project: Path) -> None:
    window = program.window
    window.close_workbook()
    theirs = claim(project, "Dana", datetime(2026, 11, 21, 9, 30))
    window.open_path(project)
    box = asked(qtbot, window)
    assert "Dana, since 2026-11-21 09:30" in box.text()
    assessed(qtbot, window, lambda: press(qtbot, box, "Open a copy"))
    assert window.stack.currentWidget() is window.bench.places.bill
    assert not window.windowFilePath()
    before = project.read_bytes()
    assessed(qtbot, window, lambda: window.bench.choose_as_of(HERE))
    window._actions["save"].trigger()  # asks for a name
    dialog = window.findChild(QFileDialog)
    dialog.reject()
    window.bench.keeper.save(project)  # the name of the project itself, chosen nevertheless
    asked(qtbot, window).close()
    assert project.read_bytes() == before
    theirs.release()


def test_reading_a_project_again_and_closing_leave_no_claim_behind(qtbot: QtBot, program: Program,
                                                                   project: Path) -> None:
    window = program.window
    assert note_of(project).exists()
    assessed(qtbot, window, lambda: window.open_path(project))
    assert window.windowFilePath() == str(project)
    window.close_workbook()
    assert not note_of(project).exists()


def test_what_is_saved_while_another_file_opens_is_not_taken_for_that_file(qtbot: QtBot, program: Program,
                                                                           project: Path) -> None:
    window = program.window
    assessed(qtbot, window, lambda: window.bench.choose_as_of(HERE))
    window.bench.keeper.save(project)
    loads = window.bench.bridge.loads
    window.bench.bridge.adopt(window.bench.bridge.document, None)  # before the saving is done
    qtbot.waitUntil(lambda: not window.bench.tasks.busy, timeout=LONG)
    assert window.bench.bridge.loads == loads + 1
    assert window.bench.keeper.project is None


def held_up(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> tuple[threading.Event, threading.Event]:
    """Its function has done its work, and may return it."""
    function, worked, go = getattr(module, name), threading.Event(), threading.Event()

    def slowly(*arguments: object, **named: object) -> object:
        result = function(*arguments, **named)
        worked.set()
        assert go.wait(20)
        return result

    monkeypatch.setattr(module, name, slowly)
    return worked, go


def test_a_save_that_was_stopped_too_late_is_a_save(qtbot: QtBot, program: Program, project: Path, tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    window, second = program.window, tmp_path / "second.ytterby"
    assessed(qtbot, window, lambda: window.bench.choose_as_of(HERE))
    with monkeypatch.context() as patch:
        worked, go = held_up(patch, project_files, "save")
        window.bench.keeper.save(second)
        qtbot.waitUntil(worked.is_set, timeout=LONG)
        window._actions["stop"].trigger()
        saved(qtbot, window, go.set)
    assert window.bench.keeper.project == second
    assert not window.bench.keeper.dirty
    assessed(qtbot, window, lambda: window.bench.choose_as_of(THERE))
    saved(qtbot, window, lambda: window.bench.keeper.save(second))  # neither claimed nor changed by others


def test_a_project_whose_reading_was_stopped_too_late_is_not_held(qtbot: QtBot, program: Program, project: Path,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    window = program.window
    window.close_workbook()
    with monkeypatch.context() as patch:
        worked, go = held_up(patch, assess, "open_workbook")
        window.bench.keeper.open(project)
        qtbot.waitUntil(worked.is_set, timeout=LONG)
        window._actions["stop"].trigger()
        go.set()
        qtbot.waitUntil(lambda: not window.bench.tasks.at_work, timeout=LONG)
    claim(project, "somebody", datetime(2026, 11, 21)).release()


def test_work_restored_after_a_kill_remembers_which_file_it_was_made_on(qtbot: QtBot, qapp: QApplication,
                                                                        program: Program, project: Path) -> None:
    from ytterby.workspace.autosave import autosave_folder, recoverable

    window = program.window
    assessed(qtbot, window, lambda: window.bench.choose_as_of(HERE))
    journal = window.bench.keeper._journal
    window.close()
    journal._ended = True  # as if the process had gone: its lock is let go
    with journal._changed:
        journal._changed.notify_all()
    journal._thread.join(10)
    theirs = saved_by_another(project)
    (left,) = recoverable(autosave_folder())
    again = Program(qapp, TODAY)
    again.window.show()
    assessed(qtbot, again.window, lambda: again.window.bench.keeper.restore(left))
    again.window._actions["save"].trigger()
    press(qtbot, asked(qtbot, again.window), "Cancel")
    assert project.read_bytes() == theirs
    qtbot.waitUntil(lambda: not left.journal.exists(), timeout=LONG)
    again.window.bench.keeper._journal.discard()
    again.window.close()
