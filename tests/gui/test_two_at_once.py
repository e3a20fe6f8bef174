"""What is asked for while something else is under way: both are done, and numbers mean what they meant when shown."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from journeys import LONG, assessed, shown
from ytterby.bom.reading import Correction, Mapping, Meaning
from ytterby.core.progress import Progress
from ytterby.gui.window import Window
from ytterby.report import exports
from ytterby.workspace import edits, further_bills

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
HEAD = "Part number,Description,Qty,Supplier\n"
SCREWS = [f"S-{number},Screw M{number},4,Fix\n" for number in range(2, 12)]
MAGNETS = [f"M-{number},Magnet NdFeB N42SH {number}x5,2,Maker\n" for number in range(3)]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Screws above magnets."""
    return written(tmp_path / "bill.csv", SCREWS + MAGNETS)


@pytest.fixture
def window(qtbot: QtBot, book: Path) -> Iterator[Window]:
    made = shown(qtbot)
    assessed(qtbot, made, lambda: made.open_path(book))
    made.bench.go("bill")
    yield made
    made.close()


def written(path: Path, lines: list[str]) -> Path:
    path.write_text(HEAD + "".join(lines), "utf-8")
    return path


def parts(window: Window) -> list[str]:
    """Of the lines of the bill that are shown."""
    bom = window.bench.bridge.assessment.reading.bom
    return [bom.items[int(bom.usages.item[int(row)])].number for row in window.bench.places.bill.grid.listing.met()]


def unassessed(qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read again, and not assessed."""
    monkeypatch.setattr(window.bench.bridge, "assess", lambda: None)
    with qtbot.waitSignal(window.bench.bridge.read_anew, timeout=LONG):
        window.bench.bridge.read_again()


def held_back(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Exports wait until it is set."""
    go, carry_out = threading.Event(), exports.carry_out

    def slowly(order: exports.Order, progress: Progress) -> tuple[str, ...]:
        assert go.wait(20)
        return carry_out(order, progress)

    monkeypatch.setattr(exports, "carry_out", slowly)
    return go


def test_two_reports_asked_for_at_once_are_both_written(qtbot, window, tmp_path, monkeypatch) -> None:
    go = held_back(monkeypatch)
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    window.bench.exports.write("csv", first)
    window.bench.exports.write("csv", second)
    go.set()
    qtbot.waitUntil(lambda: not window.bench.tasks.at_work, timeout=LONG)
    assert first.exists()
    assert second.exists()


def test_a_copy_being_written_outlives_that_another_one_is_asked_for(qtbot, window, tmp_path, monkeypatch) -> None:
    go = held_back(monkeypatch)
    target = tmp_path / "copy.xlsx"
    window.bench.exports.write("annotated", target)
    window._actions["annotated"].trigger()
    go.set()
    qtbot.waitUntil(lambda: not window.bench.tasks.at_work, timeout=LONG)
    assert target.exists()


def test_corrections_of_two_workbooks_made_one_after_the_other_are_both_read(
    qtbot, window, tmp_path, monkeypatch,
) -> None:
    bridge = window.bench.bridge
    second = written(tmp_path / "second.csv", [line.replace("S-", "T-") for line in SCREWS])
    assessed(qtbot, window, lambda: bridge.add_bill(second))
    go, read = threading.Event(), further_bills.read_anew

    def slowly(*told: object, **known: object) -> object:
        assert go.wait(20)
        return read(*told, **known)

    monkeypatch.setattr(further_bills, "read_anew", slowly)
    ignored = Mapping(corrections=(Correction("bill", "D", Meaning.IGNORE),))
    also = Mapping(corrections=(Correction("second", "B", Meaning.IGNORE),))
    bridge.read_again({0: ignored})
    bridge.read_again({1: also})
    with qtbot.waitSignal(bridge.read_anew, timeout=LONG):
        go.set()
    assert [bill.mapping for bill in edits.bills_of(bridge.document)] == [ignored, also]
    assert not bridge.correcting


def test_a_correction_that_was_stopped_does_not_come_back_with_the_next(qtbot, window, tmp_path, monkeypatch) -> None:
    bridge = window.bench.bridge
    second = written(tmp_path / "second.csv", [line.replace("S-", "T-") for line in SCREWS])
    assessed(qtbot, window, lambda: bridge.add_bill(second))
    bridge.read_again({0: Mapping(corrections=(Correction("bill", "D", Meaning.IGNORE),))})
    window.bench.settling.undo()
    also = Mapping(corrections=(Correction("second", "B", Meaning.IGNORE),))
    with qtbot.waitSignal(bridge.read_anew, timeout=LONG):
        bridge.read_again({1: also})
    assert [bill.mapping for bill in edits.bills_of(bridge.document)] == [Mapping(), also]


def test_items_chosen_before_another_reading_is_assessed_are_let_go_with_it(
    qtbot, window, book, monkeypatch,
) -> None:
    written(book, SCREWS[3:] + MAGNETS)
    with monkeypatch.context() as held:
        unassessed(qtbot, window, held)
        window.bench.places._show_items(frozenset({10}), "Magnet 0")
        assert parts(window) == ["M-0"]
    assessed(qtbot, window, window.bench.bridge.assess)
    assert len(parts(window)) == len(SCREWS[3:] + MAGNETS)
    assert window.bench.places.bill._chip.text() == ""


def test_items_of_an_earlier_assessment_are_found_by_what_they_are(qtbot, window, book) -> None:
    before = window.bench.bridge.assessment
    written(book, SCREWS[3:] + MAGNETS)
    assessed(qtbot, window, window.bench.bridge.read_again)
    window.bench.places._show_items(frozenset({0, 10, 12}), "Chosen", before)
    assert parts(window) == ["M-0", "M-2"]  # the first screw is gone
    window.bench.places.bill.clear_filters()
    window.bench.places._show_item(11, before)
    assert window.bench.places.bill.grid.selected().tolist() == [len(SCREWS[3:]) + 1]


def test_an_item_that_is_no_longer_in_the_bill_leads_to_no_line(qtbot, window, book) -> None:
    window.bench.go("review")
    review = window.bench.places.view("review")
    qtbot.waitUntil(lambda: bool(review._questions), timeout=LONG)
    item = review._questions[0].items[-1]
    written(book, SCREWS[:2])
    assessed(qtbot, window, window.bench.bridge.read_again)
    review.item_wanted.emit(item)  # as shown before the questions of the new reading are there
    assert window.stack.currentWidget() is window.bench.places.bill
    assert window.bench.status.selection().startswith("It is on no line of the bill")


def test_a_mark_holds_for_the_product_that_was_shown_when_the_menu_was_opened(
    qtbot, window, book, monkeypatch,
) -> None:
    bill, bridge = window.bench.places.bill, window.bench.bridge
    bill.grid.select_row(len(SCREWS) + 2)
    mark = next(one for one in bill.menu().actions() if one.text() == "Mark product as defence")
    written(book, SCREWS[:2])
    unassessed(qtbot, window, monkeypatch)
    mark.trigger()
    assert [(one.item_key, one.defence) for one in bridge.document.products] == [("", True)]
