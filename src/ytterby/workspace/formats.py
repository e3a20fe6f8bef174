"""The layout of a project file, by format number, and the steps from each older one to the next.

Stands alone so that what was once written stays readable: a step is never changed, only added. The format number
rises when tables change; a field added to a value with a default needs no step.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from ytterby.core.errors import ProjectError

SUFFIX = ".ytterby"
APPLICATION = int.from_bytes(b"Yttb")
SCHEMA = (
    "CREATE TABLE project (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL, sha256 TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE bill (name TEXT PRIMARY KEY, size INTEGER NOT NULL, sha256 TEXT NOT NULL, data BLOB NOT NULL)",
)
"""``state``: what the user chose, one JSON value per field. ``bill``: what was read, packed with zlib."""

STEPS: tuple[tuple[str, ...], ...] = ()
"""``STEPS[n - 1]``: the SQL statements that turn format n into n + 1."""

EARLIER_NAMES = {"Seen": {"standing": "said"}}
"""Of a value: what a field was called once → what it is called now. Files with either name are read."""

FORMAT = len(STEPS) + 1
Steps = tuple[tuple[str, ...], ...]


def is_project(path: Path) -> bool:
    """By its name; whether it can be used, project.load() tells."""
    return path.suffix.lower() == SUFFIX


def holds_project(path: Path) -> bool:
    """By its bytes, whatever its name: a database that says it is a project. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(72)
    return head.startswith(b"SQLite format 3\0") and head[68:72] == APPLICATION.to_bytes(4)


def lay_out(database: sqlite3.Connection, steps: Steps = STEPS) -> None:
    """Make the tables of an empty project in the format that ``steps`` lead to."""
    database.execute(f"PRAGMA application_id = {APPLICATION}")
    for statement in SCHEMA:
        database.execute(statement)
    _apply(database, steps)
    database.execute(f"PRAGMA user_version = {len(steps) + 1}")


def current(stored: sqlite3.Connection, name: str, steps: Steps = STEPS) -> sqlite3.Connection:
    """A connection to the same project in the present format; an older one is brought up in memory, its file stays.

    Raises ProjectError for a file of another program or of a newer version, ValueError where the layout is another.
    """
    stored.execute("PRAGMA trusted_schema = OFF")
    if _number(stored, "application_id") != APPLICATION:
        raise ProjectError("this is a database of another program.", where=name, remedy="Open a .ytterby file.")
    found, present = _number(stored, "user_version"), len(steps) + 1
    if found > present:
        raise ProjectError(f"this project is of format {found}, and this version knows formats up to {present}.",
                           where=name, remedy="Open it with a newer version of Ytterby.")
    if found < 1 or _layout(stored) != _made(steps[: found - 1]):
        raise ValueError("its tables are not those of a project")
    problem = stored.execute("PRAGMA quick_check(1)").fetchone()[0]
    if problem != "ok":
        raise ValueError(problem)
    if found == present:
        return stored
    copy = sqlite3.connect(":memory:")
    stored.backup(copy)
    _apply(copy, steps[found - 1:])
    return copy


def _apply(database: sqlite3.Connection, steps: Steps) -> None:
    for step in steps:
        for statement in step:
            database.execute(statement)


def _made(steps: Steps) -> frozenset[tuple[str, ...]]:
    with closing(sqlite3.connect(":memory:")) as database:
        lay_out(database, steps)
        return _layout(database)


def _layout(database: sqlite3.Connection) -> frozenset[tuple[str, ...]]:
    """(type, name, SQL) of all that is laid out: a view or a trigger more is another layout."""
    return frozenset(database.execute("SELECT type, name, sql FROM sqlite_master LIMIT 1000"))


def _number(database: sqlite3.Connection, pragma: str) -> int:
    return int(database.execute(f"PRAGMA {pragma}").fetchone()[0])
