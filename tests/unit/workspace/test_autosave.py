"""A journal is there soon after an edit, is left out while its window lives, and gives the last edit after it."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import builders_workspace as b
from ytterby.bom.reading import Mapping
from ytterby.core.errors import ProjectError, YtterbyError
from ytterby.workspace import autosave, project
from ytterby.workspace.assess import open_workbook
from ytterby.workspace.autosave import Autosave, forget, recover, recoverable, set_aside
from ytterby.workspace.document import Document


def left_behind(folder: Path, *documents: Document, project: Path | None = None) -> None:
    """As after a kill: the journal is copied while its window holds it, then the window goes."""
    window = Autosave(folder / "alive", pause_seconds=0.0)
    for document in documents:
        window.note(document, project)
        assert window.settle()
    (journal,) = (folder / "alive").glob("*.autosave")
    copy = journal.read_bytes()
    window.discard()
    (folder / journal.name).write_bytes(copy)


def test_the_last_edit_comes_back_after_a_kill(tmp_path: Path) -> None:
    first = b.document()
    left_behind(tmp_path, first, replace(first, seed=8), replace(first, seed=9))
    (found,) = recoverable(tmp_path)
    assert (found.name, found.project) == ("antrieb 磁.xlsx", None)
    recovered = recover(found)
    assert recovered.seed == 9
    assert recovered.reading is not None
    assert recovered.reading.bom.items == b.reading().bom.items
    forget(found)
    assert recoverable(tmp_path) == ()


def test_a_workbook_read_anew_is_written_anew(tmp_path: Path) -> None:
    first = b.document()
    left_behind(tmp_path, first, replace(first, reading=b.reading(last_stock=99.0)))
    (found,) = recoverable(tmp_path)
    recovered = recover(found)
    assert recovered.reading is not None
    assert recovered.reading.bom.items[1].stock == 99.0


def test_the_project_that_it_belongs_to_is_told(tmp_path: Path) -> None:
    left_behind(tmp_path, b.document(), project=tmp_path / "drive 磁.ytterby")
    (found,) = recoverable(tmp_path)
    assert (found.name, found.project) == ("drive 磁.ytterby", tmp_path / "drive 磁.ytterby")


def test_a_journal_in_use_is_not_offered(tmp_path: Path) -> None:
    window = Autosave(tmp_path)
    window.note(b.document())
    assert window.settle()
    assert recoverable(tmp_path) == ()
    assert len(list(tmp_path.glob("*.autosave"))) == 1
    window.discard()


def test_work_that_was_saved_leaves_nothing(tmp_path: Path) -> None:
    window = Autosave(tmp_path)
    window.note(b.document())
    window.settle()
    window.discard()
    assert list(tmp_path.iterdir()) == []


def test_a_window_in_which_nothing_was_done_leaves_nothing(tmp_path: Path) -> None:
    Autosave(tmp_path / "none").discard()
    assert not (tmp_path / "none").exists()


def test_with_the_shipped_pause_an_edit_is_safe_within_five_seconds(tmp_path: Path) -> None:
    window = Autosave(tmp_path)
    window.note(b.document())
    assert window.settle()
    start = time.monotonic()
    for seed in range(50):
        window.note(replace(b.document(), seed=seed))
    assert window.settle()
    assert time.monotonic() - start < 5.0
    window.discard()


def test_a_folder_that_can_not_be_made_is_told_once_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    told: list[ProjectError] = []
    window = Autosave(tmp_path / "file", failed=told.append, pause_seconds=0.0)
    for seed in (1, 2, 3):
        window.note(replace(b.document(), seed=seed))
        assert window.settle()
    window.discard()
    assert len(told) == 1


def test_what_is_no_journal_is_left_out_and_left_alone(tmp_path: Path) -> None:
    for name, data in (("a.autosave", b""), ("b.autosave", b"SQLite format 3\0 or not"), ("c.txt", b"text")):
        (tmp_path / name).write_bytes(data)
    assert recoverable(tmp_path) == ()
    assert len(list(tmp_path.iterdir())) == 3


def test_a_damaged_journal_is_told_of_once_and_kept(tmp_path: Path) -> None:
    left_behind(tmp_path, b.document())
    (whole,) = recoverable(tmp_path)
    (tmp_path / "new.autosave").write_bytes(b"")  # of a window that has just begun one
    (tmp_path / "bad.autosave").write_bytes(b"SQLite format 3\0 or not" * 50)
    assert set_aside(tmp_path) == (tmp_path / "bad.autosave.damaged",)
    assert (tmp_path / "bad.autosave.damaged").read_bytes().startswith(b"SQLite format 3")
    assert set_aside(tmp_path) == ()
    assert recoverable(tmp_path) == (whole,)


def test_a_damaged_journal_is_refused(tmp_path: Path) -> None:
    left_behind(tmp_path, b.document())
    (found,) = recoverable(tmp_path)
    with closing(sqlite3.connect(found.journal)) as database:
        database.execute("UPDATE state SET value = '5' WHERE name = 'seed'")
        database.commit()
    with pytest.raises(ProjectError, match="seed is damaged"):
        recover(found)


def workbook(folder: Path) -> Document:
    path = folder / "drive.csv"
    path.write_text("Part number,Description,Quantity\nM-1,Magnet N42SH,4\nM-2,Screw M3,8\n", "utf-8")
    return open_workbook(path, Mapping(), b.document().as_of)


def held_back(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Packing waits until the event is set: a bill so large that it takes for ever."""
    packed, release = project.packed_bill, threading.Event()

    def slowly(document: Document) -> Iterator[project.Row]:
        release.wait(30)
        yield from packed(document)

    monkeypatch.setattr(autosave, "packed_bill", slowly)
    return release


def rows(journal: Path, what: str) -> int:
    with closing(sqlite3.connect(f"{journal.as_uri()}?immutable=1", uri=True)) as database:
        return int(database.execute(f"SELECT count(*) FROM {what}").fetchone()[0])


def test_edits_are_safe_before_a_large_bill_is_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed before the bill was packed: the last edit comes back, the bill from its workbook."""
    release = held_back(monkeypatch)
    first = workbook(tmp_path)
    window = Autosave(tmp_path / "alive", pause_seconds=0.0, at_once=0)
    for seed in (5, 6, 7):
        window.note(replace(first, seed=seed))
        assert not window.settle(0.3)
    (journal,) = (tmp_path / "alive").glob("*.autosave")
    (tmp_path / journal.name).write_bytes(journal.read_bytes())
    release.set()
    window.discard()
    (found,) = recoverable(tmp_path)
    assert rows(found.journal, "bill") == 0
    recovered = recover(found)
    assert recovered.seed == 7
    assert recovered.reading is not None
    assert first.reading is not None
    assert recovered.reading.bom.items == first.reading.bom.items
    first_path = first.path
    assert first_path is not None
    first_path.unlink()
    with pytest.raises(YtterbyError, match=r"read|there"):
        recover(found)


def test_a_large_bill_is_in_the_journal_once_it_is_packed(tmp_path: Path) -> None:
    first = workbook(tmp_path)
    window = Autosave(tmp_path / "alive", pause_seconds=0.0, at_once=0)
    window.note(first)
    window.note(replace(first, seed=9))
    assert window.settle()
    (journal,) = (tmp_path / "alive").glob("*.autosave")
    (tmp_path / journal.name).write_bytes(journal.read_bytes())
    window.discard()
    assert first.path is not None
    first.path.unlink()
    (found,) = recoverable(tmp_path)
    recovered = recover(found)
    assert recovered.seed == 9
    assert recovered.reading is not None
    assert len(recovered.reading.bom) == 2
