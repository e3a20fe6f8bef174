"""Another file takes the place of the open one: nothing of the one before is shown under its name or lands in it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from journeys import LONG, TODAY, assessed, shown
from ytterby.bom.reading import Mapping
from ytterby.classification import parties
from ytterby.core.progress import Progress
from ytterby.gui.dialogs.settings import SettingsDialog
from ytterby.gui.law_desk import LawDesk
from ytterby.gui.window import Window
from ytterby.regulation.rulebook import Rulebook
from ytterby.resources import folder
from ytterby.workspace.assess import open_workbook
from ytterby.workspace.autosave import autosave_folder, forget, recoverable
from ytterby.workspace.project import load, save

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
OTHER = date(2025, 12, 15)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """With the drive unit open and assessed."""
    made = shown(qtbot)
    book = Path(shutil.copy(folder("samples", "drive-unit.xlsx"), tmp_path / "unit.xlsx"))
    assessed(qtbot, made, lambda: made.open_path(book))
    yield made
    made.close()


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A project of another bill."""
    book = Path(shutil.copy(folder("samples", "control-board.xlsx"), tmp_path / "board.xlsx"))
    project = tmp_path / "board.ytterby"
    save(open_workbook(book, Mapping(), TODAY), project)
    return project


def opened(qtbot: QtBot, window: Window, path: Path) -> None:
    """Read and shown, its assessment under way."""
    with qtbot.waitSignal(window.bench.bridge.document_opened, timeout=LONG):
        window.open_path(path)


def front(window: Window) -> str:
    """What stands in front where a place has nothing to show."""
    page = window.stack.currentWidget()
    return page.text() if page is window.bench.places._waiting else ""


def stopped(qtbot: QtBot, window: Window) -> None:
    window._actions["stop"].trigger()
    qtbot.waitUntil(lambda: not window.bench.tasks.at_work, timeout=LONG)


def at_suppliers(qtbot: QtBot, window: Window):
    """With the first of them selected."""
    window.bench.go("suppliers")
    view = window.bench.places.view("suppliers")
    qtbot.waitUntil(lambda: bool(view._suppliers), timeout=LONG)
    view.suppliers.select_row(0)
    return view


@pytest.mark.parametrize("key", ["bill", "suppliers", "review"])
def test_a_bill_whose_assessment_was_stopped_shows_nothing_of_the_one_before(qtbot, window, other, key) -> None:
    bench = window.bench
    bench.go("suppliers")
    bench.go(key)
    qtbot.waitUntil(lambda: "(" in bench.navigation._buttons["review"].text() or not bench._count.isActive())
    opened(qtbot, window, other)
    assert "suppliers" not in bench.places._views
    bench.go(key)
    assert front(window) == "This bill is being assessed…"
    stopped(qtbot, window)
    assert front(window) == "This bill is not assessed. F5 assesses it."
    assert bench.status.selection() == ""
    assert "Select a line of the bill" in bench.places.evidence.text()
    assert {bench.navigation._buttons[one].text() for one in ("issues", "review")} == {"Issues", "Review"}
    assert not bench.top._notice_action.isVisible()
    assert not window._actions["report"].isEnabled()
    assessed(qtbot, window, window._actions["refresh"].trigger)
    assert front(window) == ""
    assert bench.places.bill.grid.listing is not None
    assert len(bench.places.bill.grid.listing) == len(bench.bridge.document.reading.bom)


def test_what_was_typed_while_another_file_was_read_stays_with_its_own(qtbot, window, other) -> None:
    view, bench = at_suppliers(qtbot, window), window.bench
    told: list[object] = []
    bench.bridge.document_changed.connect(told.append)
    window.open_path(other)
    view.recovery.setValue(77)
    qtbot.keyClicks(view.owner, "Holding")
    qtbot.waitUntil(lambda: bench.keeper.project == other and bench.bridge.assessment is not None, timeout=LONG)
    assert told[-2].path.stem == "unit"
    assert [days for _, days in told[-2].recovery] == [77.0]
    assert [owner for _, owner in told[-2].owners] == ["Holding"]
    assert (bench.bridge.document.recovery, bench.bridge.document.owners) == ((), ())
    assert not bench.keeper.dirty
    discard_left(qtbot)


def test_a_supplier_s_figures_typed_and_not_sent_are_saved(qtbot, window, tmp_path) -> None:
    view, project = at_suppliers(qtbot, window), tmp_path / "unit.ytterby"
    with qtbot.waitSignal(window.bench.keeper.saved, timeout=LONG):
        window.bench.keeper.save(project)
    view.recovery.setValue(77)
    with qtbot.waitSignal(window.bench.keeper.saved, timeout=LONG):
        window._actions["save"].trigger()
    assert [days for _, days in load(project).recovery] == [77.0]
    assert not window.isWindowModified()


def test_an_owner_being_typed_outlives_an_assessment(qtbot, window) -> None:
    view = at_suppliers(qtbot, window)
    qtbot.keyClicks(view.owner, "Hold")
    shown = view._suppliers
    assessed(qtbot, window, lambda: window.bench.choose_as_of(OTHER))
    qtbot.waitUntil(lambda: view._suppliers is not shown, timeout=LONG)
    assert view.owner.text() == "Hold"
    assert window.bench.bridge.document.owners == ()
    view.suppliers.select_row(1)
    assert [owner for _, owner in window.bench.bridge.document.owners] == ["Hold"]
    assert view.owner.text() == ""


def exported_late(qtbot: QtBot, window: Window, kind: str, target: Path, other: Path) -> None:
    """Asked for with one bill open, and answered when another one is."""
    window._actions[kind].trigger()
    dialog = window.findChild(QFileDialog)
    assessed(qtbot, window, lambda: window.open_path(other))
    dialog.fileSelected.emit(str(target))
    dialog.close()
    qtbot.waitUntil(lambda: str(target) in window.bench.status.currentMessage(), timeout=LONG)


def test_an_export_writes_what_was_open_when_it_was_asked_for(qtbot, window, other, tmp_path) -> None:
    target = tmp_path / "lines.csv"
    exported_late(qtbot, window, "csv", target, other)
    assert "DU-1000" in target.read_text("utf-8-sig")


def test_the_folder_of_questionnaires_belongs_to_the_bill_they_were_asked_for(qtbot, window, other, tmp_path) -> None:
    bench, forms = window.bench, tmp_path / "forms"
    exported_late(qtbot, window, "questionnaires", forms, other)
    assert list(forms.iterdir())
    assert bench.bridge.document.forms is None
    assert not bench.keeper.dirty


def test_a_list_of_parties_that_was_being_read_is_not_lost_to_another_day(qtbot, window, tmp_path, monkeypatch) -> None:
    names, go = tmp_path / "parties.csv", threading.Event()
    names.write_text("name,list\nNordmagnet,Own list\n")
    read = parties.read_parties

    def slowly(path: Path, progress: Progress) -> parties.PartyList:
        assert go.wait(20)
        return read(path, progress)

    monkeypatch.setattr(parties, "read_parties", slowly)
    window.bench.go("rules")
    window.bench.places.view("rules").findChild(LawDesk).load_parties(names)
    window.bench.choose_as_of(OTHER)
    go.set()
    qtbot.waitUntil(lambda: len(window.bench.bridge.document.context.parties) == 1, timeout=LONG)
    assert window.bench.bridge.document.as_of == OTHER


def test_a_folder_of_own_rules_chosen_just_before_another_day_is_taken(qtbot, window, tmp_path, monkeypatch) -> None:
    go, with_own, own = threading.Event(), Rulebook.with_own, tmp_path / "own"
    own.mkdir()

    def slowly(folders: tuple[Path, ...]) -> Rulebook:
        assert go.wait(20)
        return with_own(folders)

    window.bench.go("rules")
    desk, kept = window.bench.places.view("rules").findChild(LawDesk), []
    window.bench.kept.connect(kept.append)
    with monkeypatch.context() as held:
        held.setattr(Rulebook, "with_own", slowly)
        desk.use(str(own))
        window.bench.choose_as_of(OTHER)
        go.set()
        qtbot.waitUntil(lambda: kept == [{"rules": str(own)}], timeout=LONG)


def test_own_rules_being_read_are_taken_before_another_file_is_opened(qtbot, window, other, tmp_path) -> None:
    own, kept = tmp_path / "own", []
    own.mkdir()
    window.bench.go("rules")
    window.bench.kept.connect(kept.append)
    window.bench.places.view("rules").findChild(LawDesk).use(str(own))
    opened(qtbot, window, other)
    assert kept == [{"rules": str(own)}]


def test_an_answer_about_an_earlier_reading_is_said_to_be_dropped(qtbot, window) -> None:
    go, bridge = threading.Event(), window.bench.bridge
    bridge.compute("question", lambda *_: go.wait(20), label="Reading parties", succeeded=pytest.fail, lasting=True)
    bridge.apply(replace(bridge.document, reading=replace(bridge.document.reading)))
    with qtbot.waitSignal(bridge.refused, timeout=LONG) as refused:
        go.set()
    assert str(refused.args[0]).startswith("Reading parties came to nothing")
    window.findChild(QMessageBox).close()


def test_nothing_is_told_of_a_question_about_a_file_that_is_not_open_any_more(qtbot, window, other) -> None:
    bridge, tasks = window.bench.bridge, window.bench.tasks
    go = threading.Event()
    bridge.compute("question", lambda *_: go.wait(20), label="Question", succeeded=pytest.fail,
                   cancelled=lambda: pytest.fail("told"), lasting=True)
    opened(qtbot, window, other)
    tasks.stop("question")
    go.set()
    qtbot.waitUntil(lambda: not tasks.under_way("question"), timeout=LONG)


def test_unsaved_work_that_another_file_takes_the_place_of_is_said_and_offered_again(qtbot, window, other) -> None:
    window.bench.choose_as_of(OTHER)
    with qtbot.waitSignal(window.bench.keeper.left_behind, timeout=LONG):
        opened(qtbot, window, other)
    assert window.bench.status.currentMessage().startswith("What was not saved of the file before is kept")
    qtbot.waitUntil(lambda: len(recoverable(autosave_folder())) == 1, timeout=LONG)
    window._actions["close"].trigger()
    qtbot.waitUntil(window.start.isVisible, timeout=LONG)
    qtbot.waitUntil(lambda: any(one.text() == "Discard" and one.isVisible()
                                for one in window.start.findChildren(QPushButton)), timeout=LONG)
    discard_left(qtbot)


def asking(window: Window) -> list[QObject]:
    """Dialogs in sight."""
    return [one for one in window.findChildren(QDialog) if one.isVisible()]


def load_wanted(window: Window) -> None:
    window.bench.go("import")
    window.bench.places.view("import").load_wanted.emit()


@pytest.mark.parametrize("ask", [
    lambda window: window._actions["save as"].trigger(), load_wanted,
    lambda window: window._actions["rates"].trigger(), lambda window: window._actions["declarations"].trigger(),
    lambda window: window._actions["where used"].trigger(),
], ids=["save as", "mapping", "rates", "declarations", "where used"])
def test_what_was_asked_about_a_file_is_asked_no_longer_once_another_is_open(qtbot, window, other, ask) -> None:
    window.bench.places.bill.grid.select_row(1)
    ask(window)
    assert len(asking(window)) == 1
    opened(qtbot, window, other)
    assert asking(window) == []


def test_a_project_saved_elsewhere_is_not_overwritten_by_another_bill(qtbot, window, other, tmp_path) -> None:
    bench, project = window.bench, tmp_path / "unit.ytterby"
    with qtbot.waitSignal(bench.keeper.saved, timeout=LONG):
        bench.keeper.save(project)
    save(replace(bench.bridge.document, as_of=OTHER), project)
    with qtbot.waitSignal(bench.keeper.changed_elsewhere, timeout=LONG):
        bench.keeper.save(project)
    assert [one.text().startswith("The project was saved elsewhere") for one in asking(window)] == [True]
    opened(qtbot, window, other)
    assert asking(window) == []
    assert load(project).path.stem == "unit"


def test_a_save_refused_after_another_file_was_opened_offers_nothing_to_overwrite(
    qtbot, window, other, tmp_path, monkeypatch,
) -> None:
    bench, project, go = window.bench, tmp_path / "unit.ytterby", threading.Event()
    with qtbot.waitSignal(bench.keeper.saved, timeout=LONG):
        bench.keeper.save(project)
    save(replace(bench.bridge.document, as_of=OTHER), project)

    def slowly(*told: object, **over: str) -> str:
        assert go.wait(20)
        return save(*told, **over)

    monkeypatch.setattr("ytterby.workspace.project.save", slowly)
    bench.keeper.changed_elsewhere.connect(lambda *_: pytest.fail("asked"))
    bench.keeper.save(project)
    with qtbot.waitSignal(bench.bridge.document_opened, timeout=LONG):
        bench.keeper.open(other)
    with qtbot.waitSignal(bench.keeper.refused, timeout=LONG) as refused:
        go.set()
    assert "is kept as unsaved work" in str(refused.args[0])


def test_a_menu_over_a_line_closes_before_another_file_has_that_line(qtbot, window, other) -> None:
    bill = window.bench.places.bill
    bill.grid.select_row(3)
    menu = bill.menu()
    menu.popup(bill.mapToGlobal(bill.rect().center()))
    assert menu.isVisible()
    with qtbot.waitSignal(menu.destroyed, timeout=LONG):
        opened(qtbot, window, other)


def test_settings_asked_for_with_one_bill_open_do_not_change_the_next(qtbot, program, other, tmp_path) -> None:
    window = program.window
    book = Path(shutil.copy(folder("samples", "drive-unit.xlsx"), tmp_path / "unit.xlsx"))
    assessed(qtbot, window, lambda: window.open_path(book))
    program._ask_for_settings(window)
    (dialog,) = window.findChildren(SettingsDialog)
    assessed(qtbot, window, lambda: window.open_path(other))
    before = window.bench.bridge.document
    dialog.chosen.emit(replace(program._settings, currency="JPY"))
    assert program._settings.currency == "JPY"
    assert window.bench.bridge.document is before
    assert window.bench.status.currentMessage().startswith("Currency and licence wait hold for new bills")
    dialog.close()


def discard_left(qtbot: QtBot) -> None:
    """What the test left in a journal."""
    qtbot.waitUntil(lambda: len(recoverable(autosave_folder())) == 1, timeout=LONG)
    forget(recoverable(autosave_folder())[0])
