"""Older formats are brought up step by step; the file itself stays as it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ytterby.workspace.formats import current, lay_out

TWO = (("ALTER TABLE project ADD COLUMN note TEXT NOT NULL DEFAULT 'none'",),)
THREE = (*TWO, ("UPDATE project SET note = upper(note)", "CREATE TABLE forecast (day TEXT)"))


def test_every_step_is_taken_in_order_and_only_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "old.ytterby"
    with closing(sqlite3.connect(path)) as database:
        lay_out(database, ())
        database.execute("INSERT INTO project VALUES ('program', '0.1')")
        database.commit()
    before = path.read_bytes()
    with closing(sqlite3.connect(path)) as stored, closing(current(stored, "old", THREE)) as found:
        assert found.execute("SELECT * FROM project").fetchall() == [("program", "0.1", "NONE")]
        assert found.execute("SELECT * FROM forecast").fetchall() == []
    assert path.read_bytes() == before


def test_a_file_of_a_middle_format_takes_only_the_steps_after_it() -> None:
    with closing(sqlite3.connect(":memory:")) as stored:
        lay_out(stored, TWO)
        stored.execute("INSERT INTO project VALUES ('program', '0.2', 'kept')")
        stored.commit()
        with closing(current(stored, "middle", THREE)) as found:
            assert found.execute("SELECT note FROM project").fetchall() == [("KEPT",)]


def test_a_file_in_the_present_format_is_used_as_it_is() -> None:
    with closing(sqlite3.connect(":memory:")) as stored:
        lay_out(stored, THREE)
        assert current(stored, "new", THREE) is stored


def test_a_number_that_does_not_fit_the_tables_is_refused() -> None:
    with closing(sqlite3.connect(":memory:")) as stored:
        lay_out(stored, TWO)
        stored.execute("PRAGMA user_version = 3")
        with pytest.raises(ValueError):
            current(stored, "odd", THREE)
