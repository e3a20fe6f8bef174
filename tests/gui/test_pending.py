"""What is typed and not sent yet is never lost: not by an assessment, another selection, saving, undo or closing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from journeys import LONG, TODAY, assessed
from ytterby.bom.reading import Meaning
from ytterby.gui.app import Program
from ytterby.gui.views.plan_page import PlanPage
from ytterby.gui.window import Window
from ytterby.resources import folder
from ytterby.workspace.autosave import autosave_folder, recover, recoverable
from ytterby.workspace.document import Document
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


def plan_page(window: Window) -> PlanPage:
    """In front, in What-if."""
    window.bench.go("what-if")
    view = window.bench.places.view("what-if")
    view.tabs.setCurrentIndex(1)
    return view.page(1)


def header_row(window: Window) -> QSpinBox:
    window.bench.go("import")
    return window.bench.places.view("import").side._header_row


def known_by(window: Window) -> QLineEdit:
    window.bench.go("rules")
    return window.bench.places.view("rules").known_by


FIELDS = {
    "limit of a plan": (lambda window: plan_page(window).margin, "900", lambda doc: doc.plan_limits.margin, 900.0),
    "time for a plan": (lambda window: plan_page(window).seconds, "33", lambda doc: doc.plan_limits.time_limit_s, 33.0),
    "header row": (header_row, "1", lambda doc: [row for _, row in doc.mapping.header_rows], [1]),
    "day on top": (lambda window: window.bench.top._day, "2025.4.5", lambda doc: doc.as_of, date(2025, 4, 5)),
    "whole day on top": (lambda window: window.bench.top._day, "2025-04-05", lambda doc: doc.as_of, date(2025, 4, 5)),
    "published by": (known_by, "2025/5/6", lambda doc: doc.known_by, date(2025, 5, 6)),
}
Field = tuple[Callable[[Window], QWidget], str, Callable[[Document], object], object]


def typed(qtbot: QtBot, window: Window, field: Field) -> None:
    """Into the field, which is not left and not confirmed."""
    box = field[0](window)
    box.setFocus()
    assert window.focusWidget() is box
    box.selectAll()
    qtbot.keyClicks(box, field[1])


@pytest.fixture(params=FIELDS.values(), ids=FIELDS.keys())
def field(request: pytest.FixtureRequest) -> Field:
    return request.param


def test_a_save_holds_what_is_being_typed_in_any_field(qtbot, window, tmp_path, field) -> None:
    project = tmp_path / "unit.ytterby"
    with qtbot.waitSignal(window.bench.keeper.saved, timeout=LONG):
        window.bench.keeper.save(project)
    typed(qtbot, window, field)
    with qtbot.waitSignal(window.bench.keeper.saved, timeout=LONG):
        window._actions["save"].trigger()
    assert field[2](load(project)) == field[3]
    assert not window.isWindowModified()


def test_closing_keeps_what_is_being_typed_in_any_field(qtbot, window, field) -> None:
    typed(qtbot, window, field)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible() and len(recoverable(autosave_folder())) == 1, timeout=LONG)
    (left,) = recoverable(autosave_folder())
    assert field[2](recover(left)) == field[3]


def test_what_is_being_typed_in_any_field_stays_with_its_own_file(qtbot, window, tmp_path, field) -> None:
    typed(qtbot, window, field)
    other = Path(shutil.copy(folder("samples", "control-board.xlsx"), tmp_path / "board.xlsx"))
    window.open_path(other)
    qtbot.waitUntil(lambda: window.bench.bridge.document.path == other, timeout=LONG)
    assert not window.bench.keeper.dirty
    qtbot.waitUntil(lambda: len(recoverable(autosave_folder())) == 1, timeout=LONG)
    (left,) = recoverable(autosave_folder())
    assert left.name == "unit.xlsx"
    assert field[2](recover(left)) == field[3]


def test_a_limit_typed_while_another_file_is_read_stays_with_its_own(qtbot, window, tmp_path) -> None:
    page, before = plan_page(window), []
    other = Path(shutil.copy(folder("samples", "control-board.xlsx"), tmp_path / "board.xlsx"))
    window.bench.bridge.document_changed.connect(before.append)
    window.open_path(other)
    page.margin.setFocus()
    page.margin.selectAll()
    qtbot.keyClicks(page.margin, "900")
    qtbot.waitUntil(lambda: window.bench.bridge.document.path == other, timeout=LONG)
    assert [one.plan_limits.margin for one in before if one.path != other] == [900.0]
    assert window.bench.bridge.document.plan_limits.margin is None


def test_undo_takes_back_what_is_being_typed_in_any_field(qtbot, window, field) -> None:
    assessed(qtbot, window, lambda: window.bench.choose_as_of(OTHER))
    edited = window.bench.bridge.document
    typed(qtbot, window, field)
    window._actions["undo"].trigger()
    assert window.bench.bridge.document is edited


def test_what_is_no_day_is_refused_in_sight_and_nothing_is_saved_of_it(qtbot, window, tmp_path) -> None:
    project = tmp_path / "unit.ytterby"
    with qtbot.waitSignal(window.bench.keeper.saved, timeout=LONG):
        window.bench.keeper.save(project)
    box = known_by(window)
    box.setFocus()
    qtbot.keyClicks(box, "2025-13-40")
    with qtbot.waitSignal(window.bench.keeper.saved, timeout=LONG):
        window._actions["save"].trigger()
    assert box.refusal() == "There is no day 2025-13-40."
    assert (box.text(), load(project).known_by) == ("2025-13-40", None)
