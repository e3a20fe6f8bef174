"""Two windows on one project: who has it open, and whether the file is still the one that was read.

A claim is a note beside the project, ``.<name>.open``: a small SQLite database whose write lock is held while the
project is open, so that a claim ends with its process, however that ends, and others can read who holds it. It is a
courtesy between people; what keeps work from being lost is the mark, which save() compares.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from ytterby.core.errors import ProjectInUse
from ytterby.core.files import is_file

_WHO_MOST = 80


def mark_of(path: Path) -> str:
    """Digest of what the file holds; empty where there is none. Raises OSError."""
    if not is_file(path):
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Claim:
    """A project that is open here, until ``release``."""

    def __init__(self, project: Path, held: sqlite3.Connection | None) -> None:
        self.project, self._held = project, held

    def release(self) -> None:
        """The project is not open here any more."""
        if self._held is None:
            return
        held, self._held = self._held, None
        held.close()
        with suppress(OSError):  # another program may just be looking at it
            note_of(self.project).unlink(missing_ok=True)


def note_of(project: Path) -> Path:
    """Where the claim of a project is noted."""
    whole = project.resolve()
    return whole.with_name(f".{whole.name}.open")


def claim(project: Path, who: str, now: datetime) -> Claim:
    """Note that ``who`` has the project open since ``now``; any thread may release it. Raises ProjectInUse.

    Where no note can be written (a folder that can only be read), the claim is one in name only.
    """
    note = note_of(project)
    try:
        if note.is_symlink():  # never write into what somebody else points to
            return Claim(project, None)
        held = sqlite3.connect(note, timeout=0.0, isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.Error):
        return Claim(project, None)
    try:
        _write(held, who, now)
    except sqlite3.Error as error:
        held.close()
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise ProjectInUse(f"this project is open elsewhere{_holder(note)}.", where=str(project),
                               remedy="Close it there first, or open a copy here and save that under another name."
                               ) from error
        return Claim(project, None)
    return Claim(project, held)


@contextmanager
def claiming(project: Path, who: str, now: datetime, held: Claim | None = None) -> Iterator[Claim]:
    """A claim that outlasts the block where that succeeds; one already ``held`` stays in any case."""
    claimed = held or claim(project, who, now)
    try:
        yield claimed
    except BaseException:
        if claimed is not held:
            claimed.release()
        raise


def same_file(one: Path, other: Path) -> bool:
    """Whether two names are those of one file; of none that is there: whether they are alike."""
    try:
        return one.samefile(other)
    except OSError:
        return one == other


def _write(held: sqlite3.Connection, who: str, now: datetime) -> None:
    held.execute("BEGIN EXCLUSIVE")
    held.execute("CREATE TABLE IF NOT EXISTS claim (who TEXT NOT NULL, since TEXT NOT NULL)")
    held.execute("DELETE FROM claim")
    held.execute("INSERT INTO claim VALUES (?, ?)", (who[:_WHO_MOST], now.isoformat(" ", "minutes")))
    held.execute("COMMIT")
    held.execute("BEGIN IMMEDIATE")  # others may read it, none may write


def _holder(note: Path) -> str:
    """Who holds it and since when, as far as that can be told."""
    try:
        with closing(sqlite3.connect(f"{note.as_uri()}?mode=ro", uri=True, timeout=0.0)) as database:
            row = database.execute("SELECT who, since FROM claim").fetchone()
    except sqlite3.Error:
        return ""
    if row is None or not all(isinstance(part, str) for part in row):
        return ""
    who, since = (" ".join(part.split())[:_WHO_MOST] for part in row)
    return f" ({who or 'somebody'}, since {since})"
