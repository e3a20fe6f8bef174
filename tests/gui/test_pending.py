"""What is typed and not sent yet is never lost: not by an assessment, another selection, saving, undo or closing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeys import LONG, TODAY, assessed
from ytterby.bom.reading import Meaning
from ytterby.gui.app import Program
from ytterby.gui.window import Window
from ytterby.resources import folder
from ytterby.workspace.autosave import autosave_folder, recover, recoverable
from ytterby.workspace.project import load

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
OTHER = date(2025, 12, 15)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    """With the sample open."""
    program = Program(qapp, TODAY)
    qtbot.addWidget(program.window)
    program.window.show()
    book = Path(shutil.copy(folder("samples", "drive-unit.xlsx"), tmp_path / "unit.xlsx"))
    assessed(qtbot, program.window, lambda: program.window.open_path(book))
    yield program.window
    program.window.close()


def typed_volume(qtbot: QtBot, window: Window, digits: str) -> None:
    """By the keyboard into the field, without waiting until it settles."""
    window.bench.go("products")
    box = window.bench.places.view("products").form.volume
    box.selectAll()
    qtbot.keyClicks(box, digits)


def volumes(window: Window) -> list[float | None]:
    return [one.volume for one in window.bench.bridge.document.products]


def test_a_typed_volume_is_saved_at_once(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    project = tmp_path / "unit.ytterby"
    with qtbot.waitSignal(window.bench.keeper.saved, timeout=LONG):
        window.bench.keeper.save(project)
    typed_volume(qtbot, window, "4321")
    with qtbot.waitSignal(window.bench.keeper.saved, timeout=LONG):
        window._actions["save"].trigger()
    assert [one.volume for one in load(project).products] == [4321.0]
    assert not window.isWindowModified()


def test_an_assessment_leaves_the_field_that_is_being_typed_in(qtbot: QtBot, window: Window) -> None:
    typed_volume(qtbot, window, "4321")
    view = window.bench.places.view("products")
    view.show_assessment(window.bench.bridge.document, window.bench.bridge.assessment)
    assert view.form.volume.value() == 4321
    qtbot.waitUntil(lambda: volumes(window) == [4321.0], timeout=LONG)


def test_what_was_typed_belongs_to_those_selected_then(qtbot: QtBot, window: Window) -> None:
    typed_volume(qtbot, window, "4321")
    grid = window.bench.places.view("products").grid
    first = window.bench.places.view("products")._chosen[0].key
    grid.clearSelection()
    assert [(one.item_key, one.volume) for one in window.bench.bridge.document.products] == [(first, 4321.0)]


def test_undo_takes_back_what_was_just_typed(qtbot: QtBot, window: Window) -> None:
    assessed(qtbot, window, lambda: window.bench.choose_as_of(OTHER))
    typed_volume(qtbot, window, "4321")
    window._actions["undo"].trigger()
    assert volumes(window) == []
    assert window.bench.bridge.document.as_of == OTHER


def test_closing_keeps_what_was_just_typed_and_nothing_starts_afterwards(qtbot: QtBot, window: Window) -> None:
    typed_volume(qtbot, window, "4321")
    window.close()
    qtbot.waitUntil(lambda: len(recoverable(autosave_folder())) == 1, timeout=LONG)
    (left,) = recoverable(autosave_folder())
    assert [one.volume for one in recover(left).products] == [4321.0]
    assert window.bench.tasks.closed
    before = len(window.bench.tasks._all)
    window.bench.bridge.assess()  # as a late timer would: no error, and no work
    assert len(window.bench.tasks._all) == before


def test_the_start_page_offers_unsaved_work_at_once(qtbot: QtBot, window: Window) -> None:
    from PySide6.QtWidgets import QPushButton

    assessed(qtbot, window, lambda: window.bench.choose_as_of(OTHER))
    window._actions["close"].trigger()
    qtbot.waitUntil(lambda: any(one.text() == "Restore" for one in window.start.findChildren(QPushButton)),
                    timeout=LONG)


def test_a_second_correction_made_while_the_first_is_read_is_read_too(qtbot: QtBot, window: Window) -> None:
    window.bench.go("import")
    page = window.bench.places.view("import")
    letters = [column.letter for column in window.bench.bridge.document.reading.tables[0].columns]
    page._correct(letters[-1], Meaning.EXTRA)
    page.send_pending()  # being read
    page._correct(letters[-2], Meaning.EXTRA)
    qtbot.waitUntil(lambda: len(window.bench.bridge.document.mapping.corrections) == 2, timeout=LONG)
    assert page.mapping() == window.bench.bridge.document.mapping


def test_an_edit_made_while_a_correction_is_read_goes_with_it(qtbot: QtBot, window: Window) -> None:
    window.bench.go("import")
    page = window.bench.places.view("import")
    page._correct(window.bench.bridge.document.reading.tables[0].columns[-1].letter, Meaning.EXTRA)
    page.send_pending()
    window.bench.choose_as_of(OTHER)
    qtbot.waitUntil(lambda: len(window.bench.bridge.document.mapping.corrections) == 1, timeout=LONG)
    assert window.bench.bridge.document.as_of == OTHER


def test_a_window_closes_after_a_correction_was_read(qtbot: QtBot, window: Window) -> None:
    window.bench.go("import")
    page = window.bench.places.view("import")
    page._correct(window.bench.bridge.document.reading.tables[0].columns[-1].letter, Meaning.EXTRA)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible() and len(recoverable(autosave_folder())) == 1, timeout=LONG)
    (left,) = recoverable(autosave_folder())
    assert len(recover(left).mapping.corrections) == 1


def test_saving_ends_before_the_window_closes(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    assessed(qtbot, window, lambda: window.bench.choose_as_of(OTHER))
    window.bench.keeper.save(tmp_path / "unit.ytterby")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG)
    assert load(tmp_path / "unit.ytterby").as_of == OTHER
    assert recoverable(autosave_folder()) == ()


def test_a_lever_moved_just_now_is_kept(qtbot: QtBot, window: Window) -> None:
    window.bench.go("what-if")
    lever = window.bench.places.view("what-if").levers.extra._spin
    lever.setValue(7)
    qtbot.keyClick(lever, Qt.Key.Key_Up)
    window._actions["close"].trigger()
    qtbot.waitUntil(lambda: len(recoverable(autosave_folder())) == 1, timeout=LONG)
    (left,) = recoverable(autosave_folder())
    assert any(change.days == 8.0 for one in recover(left).scenarios for change in one.changes)
