"""A file is left, for another or for none, once what was begun with it is written, or its user was asked about it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from journeys import LONG, assessed, shown
from ytterby.core.errors import ReportError
from ytterby.core.progress import Progress
from ytterby.gui.window import Window
from ytterby.report import exports

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "bill.csv"
    path.write_text("Part number,Description,Qty\nM-1,Magnet NdFeB N42SH,2\nS-1,Screw M4,4\n", "utf-8")
    return path


@pytest.fixture
def window(qtbot: QtBot, book: Path) -> Iterator[Window]:
    made = shown(qtbot)
    assessed(qtbot, made, lambda: made.open_path(book))
    yield made
    made.close()


def held_back(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Exports wait for it."""
    go, carry_out = threading.Event(), exports.carry_out

    def slowly(order: exports.Order, progress: Progress) -> tuple[str, ...]:
        assert go.wait(20)
        return carry_out(order, progress)

    monkeypatch.setattr(exports, "carry_out", slowly)
    return go


LEAVING = {"closing the workbook": lambda window: window._actions["close"].trigger(),
           "closing the window": lambda window: window.close(),
           "opening another file": lambda window: window.open_sample()}


@pytest.fixture(params=LEAVING.values(), ids=LEAVING.keys())
def leave(request: pytest.FixtureRequest) -> Callable[[Window], object]:
    return request.param


def has_left(window: Window, book: Path) -> bool:
    document = window.bench.bridge.document
    return not window.isVisible() or document is None or document.path != book


def test_a_report_begun_is_written_before_its_file_is_left(qtbot, window, book, tmp_path, monkeypatch, leave) -> None:
    go, target = held_back(monkeypatch), tmp_path / "report.xlsx"
    window.bench.exports.write("report", target)
    leave(window)
    assert window.bench.status.currentMessage() == "Writing report…"
    assert not has_left(window, book)
    go.set()
    qtbot.waitUntil(lambda: has_left(window, book), timeout=LONG)
    assert target.exists()
    if window.isVisible():
        qtbot.waitUntil(lambda: not window.bench.tasks.at_work, timeout=LONG)


def test_a_report_that_is_stopped_does_not_hold_up_closing(qtbot, window, book, tmp_path, monkeypatch) -> None:
    def endless(_: exports.Order, progress: Progress) -> tuple[str, ...]:
        while True:
            time.sleep(0.001)
            progress.step(0.5)

    monkeypatch.setattr(exports, "carry_out", endless)
    window.bench.exports.write("report", tmp_path / "report.xlsx")
    window._actions["close"].trigger()
    assert not has_left(window, book)
    window._actions["stop"].trigger()
    qtbot.waitUntil(lambda: has_left(window, book), timeout=LONG)
    assert not (tmp_path / "report.xlsx").exists()


def test_a_report_that_could_not_be_written_is_asked_about_before_its_file_is_left(
    qtbot, window, book, tmp_path, monkeypatch, leave,
) -> None:
    go, tried, target = threading.Event(), [], tmp_path / "report.xlsx"
    carry_out = exports.carry_out

    def locked(order: exports.Order, progress: Progress) -> tuple[str, ...]:
        assert go.wait(20)
        tried.append(order)
        if len(tried) == 1:
            raise ReportError("the file can't be written.", where=str(order.path), remedy="Close it there.")
        return carry_out(order, progress)

    monkeypatch.setattr(exports, "carry_out", locked)
    window.bench.exports.write("report", target)
    leave(window)
    go.set()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None, timeout=LONG)
    assert window.bench.settling.settle(leaving=True) == "Writing report…"
    assert not has_left(window, book)
    box = window.findChild(QMessageBox)
    next(one for one in box.buttons() if one.text().replace("&", "") == "Try again").click()
    qtbot.waitUntil(lambda: has_left(window, book), timeout=LONG)
    assert target.exists()
    if window.isVisible():
        qtbot.waitUntil(lambda: not window.bench.tasks.at_work, timeout=LONG)


def test_a_save_does_not_wait_for_a_report(qtbot, window, tmp_path, monkeypatch) -> None:
    go = held_back(monkeypatch)
    with qtbot.waitSignal(window.bench.keeper.saved, timeout=LONG):
        window.bench.keeper.save(tmp_path / "bill.ytterby")
    window.bench.exports.write("report", tmp_path / "report.xlsx")
    with qtbot.waitSignal(window.bench.keeper.saved, timeout=LONG):
        window._actions["save"].trigger()
    go.set()
    qtbot.waitUntil(lambda: not window.bench.tasks.at_work, timeout=LONG)
    assert (tmp_path / "report.xlsx").exists()


def test_decisions_being_written_as_a_file_are_written_before_the_window_closes(
    qtbot, window, tmp_path,
) -> None:
    written_down: list[bool] = []
    go = threading.Event()
    window.bench.bridge.compute(f"part memory to {tmp_path}", lambda *_: written_down.append(go.wait(20)),
                                label="Writing decisions on parts", succeeded=lambda _: None, lasting=True)
    window.close()
    assert window.isVisible()
    assert window.bench.status.currentMessage() == "Writing decisions on parts…"
    go.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG)
    assert written_down == [True]
