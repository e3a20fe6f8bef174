"""What keeps an edit safe before it is saved: a journal per open window, and finding it again after a kill.

A journal is a project file in the user's state folder. It is written in the background: the bill once, then only what
the user chose. SQLite keeps it whole when the process dies, and its lock tells a journal in use from one left behind.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ytterby.bom.reading import Reading
from ytterby.core.errors import ProjectError
from ytterby.workspace.document import Document
from ytterby.workspace.project import create, load, saving, write_bill, write_state

PAUSE_SECONDS = 1.0
"""Edits of this long are written together: well within the 5 seconds that a kill may cost."""

_PATTERN = "*.autosave"


def autosave_folder() -> Path:
    """Where the journals of this user lie."""
    import platformdirs

    return platformdirs.user_state_path("ytterby", appauthor=False) / "autosave"


class Autosave:
    """The journal of one window. ``note`` returns at once; ``failed`` is called in the background thread, once per kind
    of failure, since a journal that can't be written must not stop the work."""

    def __init__(
        self, folder: Path, *, failed: Callable[[ProjectError], None] = lambda error: None,
        pause_seconds: float = PAUSE_SECONDS,
    ) -> None:
        self._folder, self._failed, self._pause = folder, failed, pause_seconds
        self._file = folder / f"{os.getpid()}-{os.urandom(6).hex()}.autosave"
        self._changed = threading.Condition()
        self._waiting: tuple[Document, Path | None] | None = None
        self._writing = self._ended = False
        self._thread: threading.Thread | None = None
        self._told = ""

    def note(self, document: Document, project: Path | None = None) -> None:
        """Keep ``document`` safe; ``project`` is the file it will be saved to, where it has one."""
        with self._changed:
            self._waiting = (document, project)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="autosave", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def settle(self, timeout_seconds: float = 30.0) -> bool:
        """Wait until all that was noted is written; whether that came about in time."""
        with self._changed:
            return self._changed.wait_for(lambda: self._waiting is None and not self._writing, timeout_seconds)

    def discard(self) -> None:
        """The work is saved, or the user let it go: end, and leave no journal."""
        with self._changed:
            self._waiting, self._ended = None, True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
        _remove(self._file)

    def _run(self) -> None:
        journal = _Journal(self._file)
        try:
            while (noted := self._next()) is not None:
                try:
                    journal.write(*noted)
                except ProjectError as error:
                    journal.close()
                    self._tell(error)
                with self._changed:
                    self._writing = False
                    self._changed.notify_all()
                    self._changed.wait_for(lambda: self._ended, self._pause)
        finally:
            journal.close()

    def _next(self) -> tuple[Document, Path | None] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting is not None or self._ended)
            noted, self._waiting = self._waiting, None
            self._writing = noted is not None
            return noted

    def _tell(self, error: ProjectError) -> None:
        if str(error) != self._told:
            self._told = str(error)
            self._failed(error)


class _Journal:
    """The database behind: used by one thread. The lock is held from the first write until it is closed."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._database: sqlite3.Connection | None = None
        self._reading: Reading | None = None

    def write(self, document: Document, project: Path | None) -> None:
        """All or nothing, whenever the process dies. Raises ProjectError."""
        with saving(self._file):
            database = self._database or self._opened()
            with database:
                database.execute("BEGIN IMMEDIATE")
                if document.reading is not self._reading or document.reading is None:
                    write_bill(database, document)
                write_state(database, document)
                database.execute("DELETE FROM project WHERE key = 'path'")
                if project is not None:
                    database.execute("INSERT INTO project VALUES ('path', ?)", (json.dumps(str(project)),))
            self._reading = document.reading

    def close(self) -> None:
        if self._database is not None:
            self._database.close()
        self._database = self._reading = None

    def _opened(self) -> sqlite3.Connection:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise ProjectError(f"edits can't be kept safe ({error.strerror}).", where=str(self._file)) from error
        _remove(self._file)
        self._database = database = sqlite3.connect(self._file, isolation_level=None)
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        with database:
            database.execute("BEGIN EXCLUSIVE")
            create(database)
        return database


@dataclass(frozen=True, slots=True)
class Recoverable:
    """Work that a window left behind. ``project`` is the file it belonged to, ``changed`` when it was last written."""

    journal: Path
    name: str
    project: Path | None
    changed: datetime


def recoverable(folder: Path) -> tuple[Recoverable, ...]:
    """Journals whose window is gone, newest first. One that is in use or holds nothing is left out."""
    found = (_left_behind(journal) for journal in sorted(folder.glob(_PATTERN)))
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.changed, reverse=True))


def recover(left: Recoverable) -> Document:
    """The document as last noted; the journal stays until ``forget``. Raises ProjectError."""
    return load(left.journal)


def forget(left: Recoverable) -> None:
    """Remove the journal: the work was recovered and noted anew, or the user let it go."""
    _remove(left.journal)


def _left_behind(journal: Path) -> Recoverable | None:
    """Opening it to write takes back what a kill left half done."""
    try:
        changed = datetime.fromtimestamp(journal.stat().st_mtime)
        with closing(sqlite3.connect(f"{journal.resolve().as_uri()}?mode=rw", uri=True, timeout=0.0)) as database:
            database.execute("BEGIN IMMEDIATE")
            there = database.execute("SELECT count(*) FROM state").fetchone()[0]
            row = database.execute("SELECT value FROM project WHERE key = 'path'").fetchone()
            named = database.execute("SELECT value FROM state WHERE name = 'path'").fetchone()
            database.rollback()
    except (OSError, sqlite3.Error):
        return None
    if not there:
        return None
    project, workbook = _path(row), _path(named)
    return Recoverable(journal, (project or workbook or Path()).name, project, changed)


def _path(row: tuple[str] | None) -> Path | None:
    try:
        return Path(json.loads(row[0])) if row else None
    except (ValueError, TypeError):
        return None


def _remove(journal: Path) -> None:
    for file in (journal, journal.with_name(journal.name + "-journal")):
        with suppress(OSError):
            file.unlink(missing_ok=True)
