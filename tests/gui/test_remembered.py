"""The part memory in Review: offered, taken over, proposed and approved; declarations attached from the window."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QInputDialog

from ytterby.core.decision import Verdict
from ytterby.core.person import login
from ytterby.gui.window import Window
from ytterby.workspace import edits
from ytterby.workspace.part_memory import part_memory
from ytterby.workspace.settings import Settings

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WHEN = datetime(2026, 11, 20, 9)
BILL = ("Part number,Description,MPN,Manufacturer,Quantity\nA-1,Bracket,BR71,Works,2\n"
        "A-2,Brushless motor,EC45,Drives,1\n")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "parts.sqlite"


@pytest.fixture
def opened(qtbot, tmp_path: Path, library: Path):
    """A window on a bill of two lines, its part memory in a file of the test."""
    bill = tmp_path / "bill.csv"
    bill.write_text(BILL, "utf-8")
    windows: list[Window] = []

    def open_window(**settings: str) -> Window:
        window = Window(QDate(2026, 11, 21).toPython())
        window.settings = Settings(parts=str(library), person="A. Tester", **settings)
        qtbot.addWidget(window)
        windows.append(window)
        window.show()
        with qtbot.waitSignal(window.bench.bridge.assessment_changed, timeout=20_000):
            window.bench.open(bill, review=False)
        window.bench.go("review")
        qtbot.waitUntil(lambda: window.bench.places.view("review").progress.text() != "")
        return window

    yield open_window
    for window in windows:
        window.close()


def review(window: Window):
    return window.bench.places.view("review")


def settled(qtbot, window: Window) -> None:
    qtbot.waitUntil(lambda: not window.bench.tasks._running, timeout=20_000)


def entries(library: Path):
    with part_memory(library) as memory:
        return memory.entries()


def test_an_answer_is_kept_for_other_bills_and_offered_there(qtbot, opened, library: Path) -> None:
    first = opened()
    assert review(first).memory.isHidden()
    qtbot.keyClick(review(first).grid, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: library.exists() and len(entries(library)) == 1)
    settled(qtbot, first)
    (kept,) = entries(library)
    assert (kept.verdict, kept.proposer) == (Verdict.CONTAINS, "A. Tester")
    assert (kept.question, kept.why) == ("Does it contain a rare earth?", "")

    second = opened()
    panel = review(second).memory
    qtbot.waitUntil(lambda: not panel.isHidden())
    assert panel.words.text() == "1 item of this bill decided before."
    assert second.bench.bridge.document.decisions == ()
    qtbot.mouseClick(panel.take, Qt.MouseButton.LeftButton)
    (decision,) = second.bench.bridge.document.decisions
    assert (decision.verdict, decision.who) == (Verdict.CONTAINS, "A. Tester")
    qtbot.waitUntil(panel.isHidden)
    second.bench.bridge.undo()
    assert second.bench.bridge.document.decisions == ()
    settled(qtbot, second)


def test_with_the_two_person_rule_an_answer_is_a_proposal_until_another_approves(qtbot, opened, library: Path) -> None:
    window = opened(two_persons="on")
    view = review(window)
    qtbot.keyClick(view.grid, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: not view.memory.isHidden())
    assert window.bench.bridge.document.decisions == ()
    assert view.memory.words.text() == "1 proposal awaiting a second person."
    assert not view.memory.approve.isEnabled()  # nobody approves what they proposed
    view.who.setText("B. Second")
    assert view.memory.approve.text() == "Approve 1 as B. Second"
    qtbot.mouseClick(view.memory.approve, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(window.bench.bridge.document.decisions) == 1)
    settled(qtbot, window)
    assert window.bench.bridge.document.decisions[0].who == "B. Second"
    (kept,) = entries(library)
    assert (kept.proposer, kept.approver) == ("A. Tester", "B. Second")


def withdrawn(qtbot, opened, library: Path):
    """A window in which the first answer was kept in the library and withdrawn again, and its view."""
    window = opened()
    view = review(window)
    qtbot.keyClick(view.grid, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: library.exists() and len(entries(library)) == 1)
    settled(qtbot, window)
    view.old.setChecked(True)
    qtbot.waitUntil(lambda: view.withdraw.isVisible() and view.withdraw.isEnabled() and bool(view._questions))
    qtbot.mouseClick(view.withdraw, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(entries(library)[0].withdrawn))
    return window, view


def test_a_decision_withdrawn_is_offered_no_more(qtbot, opened, library: Path) -> None:
    window, view = withdrawn(qtbot, opened, library)
    settled(qtbot, window)
    assert view.memory.isHidden()
    assert window.bench.bridge.document.decisions == ()


def test_a_damaged_library_hinders_no_question(qtbot, opened, library: Path) -> None:
    library.write_bytes(b"no database" * 200)
    view = review(opened())
    qtbot.waitUntil(lambda: not view.memory.isHidden())
    assert "can't be used" in view.memory.words.text()
    assert view.progress.text() == "1 question open, on 1 line"


def test_a_declaration_is_attached_as_one_step_and_taken_back(qtbot, opened, tmp_path: Path) -> None:
    declared = tmp_path / "declared.csv"
    declared.write_text("MPN,Nd %\nBR-71,2.5\n", "utf-8")
    window = opened()
    bridge = window.bench.bridge
    with qtbot.waitSignal(bridge.assessment_changed, timeout=20_000):
        window.bench.grounds.attach((declared,))
    assert str(bridge.assessment.identities[0].rare_earth) == "yes"
    assert "1 item of this bill" in window.bench.status.currentMessage()
    with qtbot.waitSignal(bridge.assessment_changed, timeout=20_000):
        bridge.undo()
    assert str(bridge.assessment.identities[0].rare_earth) == "no"
    settled(qtbot, window)


def test_one_document_of_declarations_is_taken_back_and_the_others_stay(qtbot, opened, tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("MPN,Nd %\nBR-71,2.5\n", "utf-8")
    second.write_text("MPN,Nd %\nXX-9,2.5\n", "utf-8")
    window = opened()
    bridge, grounds = window.bench.bridge, window.bench.grounds
    grounds.ask_what_to_detach()
    assert window.bench.status.currentMessage() == "No declarations are attached."
    with qtbot.waitSignal(bridge.assessment_changed, timeout=20_000):
        grounds.attach((first, second))
    grounds.ask_what_to_detach()
    dialog = window.findChild(QInputDialog)
    assert dialog.comboBoxItems() == ["first.csv  (1 part)", "second.csv  (1 part)", "All 2 documents"]
    with qtbot.waitSignal(bridge.assessment_changed, timeout=20_000):
        dialog.accept()
    assert [one.document for one in bridge.document.declarations] == ["second.csv"]
    assert str(bridge.assessment.identities[0].rare_earth) == "no"
    settled(qtbot, window)


def test_a_library_goes_out_as_a_file_and_comes_in_again(qtbot, opened, library: Path, tmp_path: Path) -> None:
    window = opened()
    qtbot.keyClick(review(window).grid, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: library.exists() and len(entries(library)) == 1)
    window.bench.grounds.export(tmp_path / "out.json")
    qtbot.waitUntil((tmp_path / "out.json").exists)
    settled(qtbot, window)
    library.unlink()
    window.bench.grounds.take_in(tmp_path / "out.json")
    qtbot.waitUntil(lambda: library.exists() and len(entries(library)) == 1)
    settled(qtbot, window)


def test_undo_and_redo_of_an_answer_reach_the_part_memory(qtbot, opened, library: Path) -> None:
    window = opened()
    qtbot.keyClick(review(window).grid, Qt.Key.Key_Y)
    window.bench.bridge.undo()  # at once, while it is still being kept
    qtbot.waitUntil(lambda: library.exists() and [bool(one.withdrawn) for one in entries(library)] == [True])
    window.bench.bridge.redo()
    qtbot.waitUntil(lambda: [bool(one.withdrawn) for one in entries(library)] == [False])
    settled(qtbot, window)


def test_undo_of_an_approval_lets_the_proposal_wait_again(qtbot, opened, library: Path) -> None:
    window = opened(two_persons="on")
    view = review(window)
    qtbot.keyClick(view.grid, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: not view.memory.isHidden())
    view.who.setText("B. Second")
    qtbot.mouseClick(view.memory.approve, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(window.bench.bridge.document.decisions) == 1)
    (kept,) = entries(library)
    assert (kept.proposer_login, kept.approver_login, kept.one_login) == (login(), login(), True)
    assert f"proposed by A. Tester (login {login()})" in window.bench.bridge.document.decisions[0].signed
    window.bench.bridge.undo()
    qtbot.waitUntil(lambda: not entries(library)[0].approved)
    settled(qtbot, window)


def test_undo_of_what_was_taken_over_leaves_the_library_as_it_is(qtbot, opened, library: Path) -> None:
    first = opened()
    qtbot.keyClick(review(first).grid, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: library.exists() and len(entries(library)) == 1)
    settled(qtbot, first)
    second = opened()
    panel = review(second).memory
    qtbot.waitUntil(lambda: not panel.isHidden())
    qtbot.mouseClick(panel.take, Qt.MouseButton.LeftButton)
    second.bench.bridge.undo()
    settled(qtbot, second)
    assert not entries(library)[0].withdrawn


def test_a_withdrawal_undone_stands_again_in_the_library(qtbot, opened, library: Path) -> None:
    window, _ = withdrawn(qtbot, opened, library)
    window.bench.bridge.undo()
    qtbot.waitUntil(lambda: not entries(library)[0].withdrawn)
    settled(qtbot, window)
    assert len(window.bench.bridge.document.decisions) == 1


def test_a_large_answer_is_recorded_in_the_background_in_the_order_given(qtbot, opened, monkeypatch) -> None:
    monkeypatch.setattr("ytterby.gui.review_desk._AT_ONCE", 0)
    window = opened()
    view, bridge = review(window), window.bench.bridge
    view.answer(Verdict.CONTAINS)
    assert bridge.document.decisions == ()
    assert window.bench.tasks.under_way("decide")
    bridge.edit(edits.set_as_of, date(2026, 11, 20))  # meanwhile: the answer holds all the same
    qtbot.waitUntil(lambda: len(bridge.document.decisions) == 1)
    settled(qtbot, window)
