"""What keeps an edit safe before it is saved: a journal per open window, and finding it again after a kill.

A journal is a project file in the user's state folder. It is written in the background: the bill once, then only what
the user chose. A large bill takes long to pack: until that is done, the journal says which workbook to read again.
SQLite keeps it whole when the process dies, and its lock tells a journal in use from one left behind.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ytterby.bom.reading import Mapping, Reading
from ytterby.core.errors import ProjectError
from ytterby.core.progress import SILENT, Progress
from ytterby.workspace.bills import Bill, combined
from ytterby.workspace.codec import from_plain, to_plain
from ytterby.workspace.document import Document
from ytterby.workspace.edits import bills_of
from ytterby.workspace.project import Row, create, insert_bill, load, packed_bill, saving, write_bill, write_state

PAUSE_SECONDS = 1.0
"""Edits of this long are written together: well within the 5 seconds that a kill may cost."""

AT_ONCE = 20_000
"""Lines and items of a bill that is packed in less than a second."""

_SOURCES = tuple[tuple[Path, Mapping], ...]
_PATTERN, DAMAGED = "*.autosave", ".damaged"
_log = logging.getLogger(__name__)


def autosave_folder() -> Path:
    """Where the journals of this user lie."""
    import platformdirs

    return platformdirs.user_state_path("ytterby", appauthor=False) / "autosave"


class Autosave:
    """The journal of one window. ``note`` returns at once; ``failed`` is called in the background thread, once per kind
    of failure, since a journal that can't be written must not stop the work."""

    def __init__(
        self, folder: Path, *, failed: Callable[[ProjectError], None] = lambda error: None,
        pause_seconds: float = PAUSE_SECONDS, at_once: int = AT_ONCE,
    ) -> None:
        self._folder, self._failed, self._pause, self._at_once = folder, failed, pause_seconds, at_once
        self._file = folder / f"{os.getpid()}-{os.urandom(6).hex()}.autosave"
        self._changed = threading.Condition()
        self._waiting: tuple[Document, Path | None, str] | None = None
        self._writing = self._ended = self._finishing = False
        self._then: Callable[[], None] = lambda: None
        self._packing: Packing | None = None
        self._thread: threading.Thread | None = None
        self._told = ""

    def note(self, document: Document, project: Path | None = None, mark: str = "") -> None:
        """Keep ``document`` safe; ``project`` is the file it will be saved to, where it has one, with its mark."""
        with self._changed:
            self._waiting = (document, project, mark)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="autosave", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def settle(self, timeout_seconds: float = 30.0) -> bool:
        """Wait until all that was noted is written, the bill too; whether that came about in time."""
        def written() -> bool:
            return self._waiting is None and not self._writing and self._packing is None

        with self._changed:
            return self._changed.wait_for(written, timeout_seconds)

    def finish(self, then: Callable[[], None] = lambda: None) -> None:
        """The window lets go of unsaved work: what was noted is written in the background and left as after a kill.

        ``then`` is called in the background thread once it can be recovered.
        """
        with self._changed:
            self._finishing, self._then = True, then
            self._changed.notify_all()

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
            while self._due():
                with self._changed:
                    noted, self._waiting = self._waiting, None
                    packing, self._writing = self._packing, True
                try:
                    if noted is not None:
                        packing = self._write(journal, *noted) or packing
                    if packing is not None and packing.done:
                        journal.take(packing)
                        packing = None
                except ProjectError as error:
                    journal.close()
                    packing = None
                    self._tell(error)
                except Exception as error:  # a bug must not end the journal: the next edit tries again
                    _log.exception("the journal could not be written")
                    journal.close()
                    packing = None
                    self._tell(ProjectError(f"edits can't be kept safe ({type(error).__name__}).",
                                            where=str(self._file), remedy="Save the project."))
                with self._changed:
                    self._writing, self._packing = False, packing
                    self._changed.notify_all()
                    self._changed.wait_for(lambda: self._ended or self._finishing, self._pause)
        finally:
            journal.close()
            self._then()

    def _due(self) -> bool:
        """Wait until there is something to write; False at the end."""
        def due() -> bool:
            packed = self._packing is not None and self._packing.done
            return self._ended or self._waiting is not None or packed or (self._finishing and self._packing is None)

        with self._changed:
            self._changed.wait_for(due)
            return not self._ended and (self._waiting is not None or self._packing is not None)

    def _write(self, journal: _Journal, document: Document, project: Path | None, mark: str) -> Packing | None:
        """What is to be packed aside, where the bill is another one and large."""
        large = document.reading is not None and len(document.reading.bom) + len(document.reading.bom.items)
        if journal.holds(document) or not large or large <= self._at_once:
            journal.write(document, project, mark)
            return None
        journal.write(document, project, mark, bill=False)
        return Packing(document, self._wake)

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _tell(self, error: ProjectError) -> None:
        if str(error) != self._told:
            self._told = str(error)
            self._failed(error)


class Packing:
    """A bill being packed in a thread of its own, so that edits made meanwhile are written in time."""

    def __init__(self, document: Document, wake: Callable[[], None]) -> None:
        self.reading, self.rows, self.done = document.reading, tuple[Row, ...](), False
        threading.Thread(target=self._pack, args=(document, wake), name="packing", daemon=True).start()

    def _pack(self, document: Document, wake: Callable[[], None]) -> None:
        try:
            self.rows = tuple(packed_bill(document))
        finally:
            self.done = True
            wake()


class _Journal:
    """The database behind: used by one thread. The lock is held from the first write until it is closed."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._database: sqlite3.Connection | None = None
        self._reading: Reading | None = None

    def holds(self, document: Document) -> bool:
        """Whether what was read is written, or on its way."""
        return document.reading is self._reading and document.reading is not None

    def write(self, document: Document, project: Path | None, mark: str, *, bill: bool = True) -> None:
        """All or nothing, whenever the process dies. Without the ``bill``, where to read it is written in its place.

        Raises ProjectError.
        """
        with saving(self._file):
            database = self._database or self._opened()
            with database:
                database.execute("BEGIN IMMEDIATE")
                if not self.holds(document):
                    database.execute("DELETE FROM project WHERE key = 'workbooks'")
                    if bill:
                        write_bill(database, document)
                    else:
                        insert_bill(database, ())
                        database.execute("INSERT INTO project VALUES ('workbooks', ?)", (_workbooks(document),))
                write_state(database, document)
                database.execute("DELETE FROM project WHERE key IN ('path', 'mark')")
                if project is not None:
                    database.execute("INSERT INTO project VALUES ('path', ?), ('mark', ?)",
                                     (json.dumps(str(project)), mark))
            self._reading = document.reading

    def take(self, packing: Packing) -> None:
        """Write the packed bill, if it still is the one. Raises ProjectError."""
        if packing.reading is not self._reading or self._database is None or not packing.rows:
            return
        with saving(self._file), self._database as database:
            database.execute("BEGIN IMMEDIATE")
            insert_bill(database, packing.rows)
            database.execute("DELETE FROM project WHERE key = 'workbooks'")

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
    """Work that a window left behind. ``project`` is the file it belonged to, ``mark`` that of the file as it was
    opened, ``changed`` when the journal was last written."""

    journal: Path
    name: str
    project: Path | None
    changed: datetime
    mark: str = ""


def recoverable(folder: Path) -> tuple[Recoverable, ...]:
    """Journals whose window is gone, newest first. One that is in use or holds nothing is left out."""
    found = (_left_behind(journal) for journal in sorted(folder.glob(_PATTERN)))
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.changed, reverse=True))


def set_aside(folder: Path) -> tuple[Path, ...]:
    """Journals that are damaged, each under a new name from now on: they are told of once, and kept."""
    damaged = []
    for journal in sorted(folder.glob(_PATTERN)):
        aside = journal.with_name(journal.name + DAMAGED)
        with suppress(OSError):
            if _is_damaged(journal):
                damaged.append(journal.replace(aside))
    return tuple(damaged)


def _is_damaged(journal: Path) -> bool:
    """What is in use or not laid out yet is none."""
    try:
        with closing(sqlite3.connect(f"{journal.resolve().as_uri()}?mode=rw", uri=True, timeout=0.0)) as database:
            database.execute("SELECT count(*) FROM state").fetchone()
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
    return False


def recover(left: Recoverable, progress: Progress = SILENT) -> Document:
    """The document as last noted; the journal stays until ``forget``. A large bill that was not packed yet is read
    again from its workbook. Raises ProjectError or WorkbookError."""
    document = load(left.journal)
    if document.reading is not None:
        return document
    with closing(sqlite3.connect(f"{left.journal.resolve().as_uri()}?mode=ro", uri=True)) as database:
        row = database.execute("SELECT value FROM project WHERE key = 'workbooks'").fetchone()
    return _read_again(document, row[0], progress) if row else document


def _workbooks(document: Document) -> str:
    sources = tuple((bill.path, bill.mapping) for bill in bills_of(document))
    return json.dumps(to_plain(_SOURCES, sources))


def _read_again(document: Document, sources: str, progress: Progress) -> Document:
    from ytterby.bom.read import read

    try:
        named: tuple[tuple[Path, Mapping], ...] = from_plain(_SOURCES, json.loads(sources))
        bills = tuple(Bill(path, mapping, read(path, mapping, progress)) for path, mapping in named)
    except ValueError as error:
        raise ProjectError("the journal is damaged.", remedy="Open the workbook itself.") from error
    except OSError as error:
        raise ProjectError(f"the workbook can't be read again ({error.strerror}).", where=str(error.filename or ""),
                           remedy="Put it back where it was; what you set is kept.") from error
    return replace(document, reading=combined(bills), bills=bills if len(bills) > 1 else ())


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
            mark = database.execute("SELECT value FROM project WHERE key = 'mark'").fetchone()
            named = database.execute("SELECT value FROM state WHERE name = 'path'").fetchone()
            database.rollback()
    except (OSError, sqlite3.Error):
        return None
    if not there:
        return None
    project, workbook = _path(row), _path(named)
    return Recoverable(journal, (project or workbook or Path()).name, project, changed, str(mark[0]) if mark else "")


def _path(row: tuple[str] | None) -> Path | None:
    try:
        return Path(json.loads(row[0])) if row else None
    except (ValueError, TypeError):
        return None


def _remove(journal: Path) -> None:
    for file in (journal, journal.with_name(journal.name + "-journal")):
        with suppress(OSError):
            file.unlink(missing_ok=True)
