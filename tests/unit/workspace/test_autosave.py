"""A journal is there soon after an edit, is left out while its window lives, and gives the last edit after it."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import builders_workspace as b
from ytterby.core.errors import ProjectError
from ytterby.workspace.autosave import Autosave, forget, recover, recoverable
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


def test_a_damaged_journal_is_refused(tmp_path: Path) -> None:
    left_behind(tmp_path, b.document())
    (found,) = recoverable(tmp_path)
    with closing(sqlite3.connect(found.journal)) as database:
        database.execute("UPDATE state SET value = '5' WHERE name = 'seed'")
        database.commit()
    with pytest.raises(ProjectError, match="seed is damaged"):
        recover(found)
