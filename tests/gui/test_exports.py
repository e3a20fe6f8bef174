"""What the window writes, by the menus a user has: each in the background, nothing lost, a choice where it can't be."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog, QMessageBox

from journeys import LONG, assessed, shown
from ytterby.core.errors import ReportError
from ytterby.gui.actions import ACTS
from ytterby.gui.exports import EXPORTS
from ytterby.gui.window import Window
from ytterby.report import xlsx
from ytterby.resources import folder
from ytterby.workspace.settings import Settings

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return Path(shutil.copy(folder("samples", "control-board.xlsx"), tmp_path / "board.xlsx"))


@pytest.fixture
def window(qtbot, workbook: Path) -> Iterator[Window]:
    made = shown(qtbot)
    assessed(qtbot, made, lambda: made.open_path(workbook))
    yield made
    made.close()


def chosen(qtbot, window: Window, path: Path) -> None:
    """What a user does in the file dialog."""
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is not None, timeout=LONG)
    window.findChild(QFileDialog).fileSelected.emit(str(path))
    window.findChild(QFileDialog).close()


def saved(qtbot, window: Window, key: str, path: Path) -> None:
    window._actions[key].trigger()
    chosen(qtbot, window, path)
    qtbot.waitUntil(lambda: str(path) in window.bench.status.currentMessage(), timeout=LONG)


def test_every_export_has_its_place_in_a_menu() -> None:
    assert {act.key for act in ACTS} >= EXPORTS.keys()


@pytest.mark.parametrize(("key", "suffix", "start"), [
    ("report", ".xlsx", b"PK"), ("annotated", ".xlsx", b"PK"), ("brief", ".pdf", b"%PDF"),
    ("csv", ".csv", "\ufeff".encode()), ("json", ".json", b"{"),
])
def test_each_kind_of_file_is_written(qtbot, window, tmp_path, key, suffix, start) -> None:
    target = tmp_path / f"out{suffix}"
    saved(qtbot, window, key, target)
    assert target.read_bytes().startswith(start)


@pytest.mark.parametrize("key", ["questionnaires", "licence files"])
def test_several_files_go_into_a_folder(qtbot, window, tmp_path, key) -> None:
    saved(qtbot, window, key, tmp_path / "files")
    assert list((tmp_path / "files").glob("*.xlsx"))
    if key == "questionnaires":
        assert window.bench.bridge.document.forms == tmp_path / "files"


def test_a_report_can_say_what_changed_since_an_earlier_assessment(qtbot, window, tmp_path) -> None:
    earlier = tmp_path / "earlier.json"
    saved(qtbot, window, "json", earlier)
    assert json.loads(earlier.read_text("utf-8"))["as_of"] == "2026-11-21"
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is None, timeout=LONG)
    window._actions["report since"].trigger()
    chosen(qtbot, window, earlier)
    qtbot.waitUntil(lambda: any(one.windowTitle() == "Save report with changes"
                                for one in window.findChildren(QFileDialog)), timeout=LONG)
    dialog = next(one for one in window.findChildren(QFileDialog) if one.windowTitle() == "Save report with changes")
    dialog.fileSelected.emit(str(tmp_path / "since.xlsx"))
    qtbot.waitUntil((tmp_path / "since.xlsx").exists, timeout=LONG)
    assert "Changes" in load_workbook(tmp_path / "since.xlsx", read_only=True).sheetnames


def test_what_a_copy_can_not_keep_is_said_before_a_name_is_asked_for(qtbot, window, workbook, tmp_path) -> None:
    text = tmp_path / "bill.csv"
    text.write_text("Part number;Description;Qty\nM-1;Magnet N42SH;2\nS-1;Screw M4;4\n", "utf-8")
    with qtbot.waitSignal(window.bench.bridge.assessment_changed, timeout=LONG):
        window.open_path(text)
    window._actions["annotated"].trigger()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None, timeout=LONG)
    box = window.findChild(QMessageBox)
    assert "can't be added to" in box.informativeText()
    assert window.findChild(QFileDialog) is None
    next(button for button in box.buttons() if button.text().startswith("Make")).click()
    target = tmp_path / "copy.xlsx"
    chosen(qtbot, window, target)
    qtbot.waitUntil(target.exists, timeout=LONG)


def test_a_target_that_can_not_be_written_may_be_tried_again(qtbot, window, tmp_path, monkeypatch) -> None:
    write, calls = xlsx.write, []

    def locked(made, path, progress):
        calls.append(path)
        if len(calls) == 1:
            raise ReportError("the file can't be written.", where=str(path), remedy="Close it there.")
        write(made, path, progress)

    monkeypatch.setattr(xlsx, "write", locked)
    target = tmp_path / "out.xlsx"
    window._actions["report"].trigger()
    chosen(qtbot, window, target)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None, timeout=LONG)
    box = window.findChild(QMessageBox)
    choices = {button.text().replace("&", ""): button for button in box.buttons()}
    assert choices.keys() == {"Try again", "Another place…", "Cancel"}
    choices["Try again"].click()
    qtbot.waitUntil(target.exists, timeout=LONG)
    assert len(calls) == 2


def test_no_export_takes_the_place_of_the_workbook(qtbot, window, workbook) -> None:
    before = workbook.read_bytes()
    for key in ("csv", "annotated", "json"):
        window.bench.exports.write(key, workbook)
        qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None, timeout=LONG)
        box = window.findChild(QMessageBox)
        assert "can't take the place" in box.text()
        box.close()
        qtbot.waitUntil(lambda: window.findChild(QMessageBox) is None, timeout=LONG)
    assert workbook.read_bytes() == before


@pytest.mark.parametrize("key", [*EXPORTS])
def test_a_name_too_long_for_the_disk_is_said_in_a_sentence(qtbot, window, tmp_path, key) -> None:
    suffix = EXPORTS[key].suffix
    with qtbot.assertNotEmitted(window.crashed):
        window.bench.exports.write(key, tmp_path / f"{'磁' * 90}{suffix}")
        qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None, timeout=LONG)
        assert "name" in window.findChild(QMessageBox).text()
        window.findChild(QMessageBox).close()


def test_a_project_of_a_name_too_long_for_the_disk_is_said_in_a_sentence(qtbot, window, tmp_path) -> None:
    with qtbot.assertNotEmitted(window.crashed):
        window.bench.keeper.save(tmp_path / f"{'磁' * 90}.ytterby")
        qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None, timeout=LONG)
        assert "too long" in window.findChild(QMessageBox).text()
        window.findChild(QMessageBox).close()


def test_a_bad_logo_stops_only_what_shows_it_and_says_where_it_is_set(qtbot, window, tmp_path) -> None:
    (tmp_path / "logo.png").write_bytes(b"none")
    window.settings = Settings(logo=str(tmp_path / "logo.png"))
    for key in ("csv", "annotated"):
        saved(qtbot, window, key, tmp_path / f"out{EXPORTS[key].suffix}")
    window.bench.exports.write("brief", tmp_path / "out.pdf")
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None, timeout=LONG)
    assert "set in Settings" in window.findChild(QMessageBox).informativeText()
    window.findChild(QMessageBox).close()


@pytest.mark.parametrize("key", ["csv", "json", "brief"])
def test_a_name_that_speaks_of_another_kind_of_file_is_refused(qtbot, window, tmp_path, key) -> None:
    window.bench.exports.write(key, tmp_path / "out.xlsx")
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None, timeout=LONG)
    assert "another kind" in window.findChild(QMessageBox).text()
    window.findChild(QMessageBox).close()
    assert not (tmp_path / "out.xlsx").exists()


def test_an_export_can_be_stopped_and_leaves_nothing(qtbot, window, tmp_path, monkeypatch) -> None:
    write = xlsx.write

    def slow(made, path, progress):
        window.bench.tasks.stop()
        write(made, path, progress)

    monkeypatch.setattr(xlsx, "write", slow)
    window.bench.exports.write("report", tmp_path / "out.xlsx")
    qtbot.waitUntil(lambda: not window.bench.tasks.busy, timeout=LONG)
    assert not [path for path in tmp_path.iterdir() if "out" in path.name]
