"""Reading in a process of its own: the same reading, stopped at once, and nobody falls with it."""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from builders_bom import HEAD, workbook
from ytterby.bom import apart
from ytterby.bom.apart import read_apart
from ytterby.bom.read import read
from ytterby.bom.reading import Mapping
from ytterby.bom.worker import limits_processor
from ytterby.core.errors import PasswordNeeded, WorkbookError
from ytterby.core.progress import SILENT, Cancelled

ROWS = [HEAD, ("A-1", "Magnet", 4), ("A-2", "Screw", 2)]


class StopAfter:
    """Progress that is stopped at its n-th step, and knows when."""

    def __init__(self, steps: int) -> None:
        self.left, self.stopped_at = steps, 0.0

    def step(self, done: float, label: str = "") -> None:
        self.left -= 1
        if self.left < 0:
            self.stopped_at = time.monotonic()
            raise Cancelled


def test_apart_gives_the_same_reading(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bill.xlsx", ROWS)
    here, there = read(path), read_apart(path, Mapping(), SILENT, None, path.stat().st_size)
    assert there.bom.items == here.bom.items
    assert there.tables == here.tables
    assert there.issues == here.issues
    assert list(there.bom) == list(here.bom)


def test_a_refusal_comes_through_as_it_was(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bill.xlsx", [])
    with pytest.raises(WorkbookError, match="every sheet is blank") as raised:
        read_apart(path, Mapping(), SILENT, None, 1000)
    assert raised.value.where == "bill.xlsx"


def test_a_reader_that_breaks_is_a_damaged_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_command", lambda: [sys.executable, "-c", "import os; os.abort()"])
    with pytest.raises(WorkbookError, match="the reader broke off"):
        read_apart(workbook(tmp_path / "bill.xlsx", ROWS), Mapping(), SILENT, None, 1000)


def test_a_reader_that_does_not_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_command", lambda: [sys.executable, "-c", "import time; time.sleep(60)"])
    monkeypatch.setattr(apart, "_BASE_SECONDS", 0.03)
    with pytest.raises(WorkbookError, match="it was given up"):
        read_apart(workbook(tmp_path / "bill.xlsx", ROWS), Mapping(), SILENT, None, 1000)


@pytest.mark.skipif(not limits_processor(), reason="the system has no such limit")
def test_a_reader_that_uses_the_processor_for_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    limited = "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass"
    monkeypatch.setattr(apart, "_command", lambda: [sys.executable, "-c", limited])
    with pytest.raises(WorkbookError, match="it was given up"):
        read_apart(workbook(tmp_path / "bill.xlsx", ROWS), Mapping(), SILENT, None, 1000)


@pytest.mark.skipif(not limits_processor(), reason="the system has no such limit")
def test_waiting_for_a_busy_machine_does_not_count_as_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = "import time; time.sleep(0.6); from ytterby.bom.worker import main; main()"
    monkeypatch.setattr(apart, "_command", lambda: [sys.executable, "-c", late])
    monkeypatch.setattr(apart, "_BASE_SECONDS", 0.5)
    monkeypatch.setattr(apart, "_PATIENCE", 60.0)
    assert len(read_apart(workbook(tmp_path / "bill.xlsx", ROWS), Mapping(), SILENT, None, 1000).bom) == 2


@pytest.mark.parametrize("data", [
    b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>',
    b"<html><table><tr><td>Part Number<td>Description<td>Qty<tr><td>A-1<td>Magnet<td>2</table></html>",
])
def test_few_bytes_that_may_stand_for_many_cells_are_read_where_memory_has_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes,
) -> None:
    (path := tmp_path / "bill.xls").write_bytes(data)
    asked: list[Path] = []
    monkeypatch.setattr("ytterby.bom.read.read_apart", lambda path, *_: asked.append(path))
    read(path)
    assert asked == [path]


def test_a_stopped_reading_ends_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_command", lambda: [sys.executable, "-c", "import time; time.sleep(60)"])
    stop = StopAfter(2)
    with pytest.raises(Cancelled):
        read_apart(workbook(tmp_path / "bill.xlsx", ROWS), Mapping(), stop, None, 1000)
    assert time.monotonic() - stop.stopped_at < 1.0


@pytest.mark.skipif(sys.platform != "linux", reason="only there the memory of a process can be limited")
def test_memory_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bill.csv"
    path.write_text("Part Number,Description,Qty\n" + "A-1,Magnet,4\n" * 400_000)
    monkeypatch.setattr(apart, "_BASE_MEMORY", 60 << 20)
    # Where native code meets the limit first, the child ends before it can say why.
    with pytest.raises(WorkbookError, match=r"needs more memory|the reader broke off"):
        read_apart(path, Mapping(), SILENT, None, 1000)


def locked(path: Path, password: str) -> Path:
    from msoffcrypto.format.ooxml import OOXMLFile

    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    plain = io.BytesIO()
    book.save(plain)
    with path.open("wb") as file:
        OOXMLFile(plain).encrypt(password, file)
    return path


def test_a_locked_workbook_asks_for_its_password(tmp_path: Path) -> None:
    path = locked(tmp_path / "bill.xlsx", "Ferrum-26")
    with pytest.raises(PasswordNeeded, match="encrypted with a password"):
        read(path)
    with pytest.raises(PasswordNeeded, match="does not open"):
        read(path, password="Cuprum-29")
    assert [item.part_number for item in read(path, password="Ferrum-26").bom.items] == ["A-1", "A-2"]


def test_a_workbook_locked_with_excels_own_password_opens_as_in_excel(tmp_path: Path) -> None:
    assert len(read(locked(tmp_path / "bill.xlsx", "VelvetSweatshop")).bom) == 2
