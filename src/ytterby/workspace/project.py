"""A project in one file, ``.ytterby``: a SQLite database with all that the user chose and a copy of what was read.

Written whole and put in place at once, so a file is never half a project. What is read is checked by digest and by
type: a damaged, foreign or newer file is a ProjectError, and never anything else.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import typing
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import fields
from functools import partial
from pathlib import Path

import ytterby
from ytterby.core.errors import ProjectChanged, ProjectError, YtterbyError
from ytterby.core.files import is_file, is_folder, plain_file
from ytterby.workspace.atomic import replacing
from ytterby.workspace.claims import mark_of, same_file
from ytterby.workspace.codec import from_plain, to_plain
from ytterby.workspace.document import Document
from ytterby.workspace.formats import current, holds_project, lay_out

MAGIC = b"SQLite format 3\0"
MOST_BYTES = 1 << 30  # of one part, unpacked: beyond any bill, and what a hostile file may cost at most
_FASTEST = 1
FIRST_YEAR, LAST_YEAR = 1900, 2200  # of an as-of date that any law can be asked about


def save(document: Document, path: Path, *, over: str = "") -> str:
    """Write ``document`` as a project; a file there is replaced only by the whole new one. Gives its mark.

    ``over``: mark of the file as it was opened. Raises ProjectChanged where another is there now, else ProjectError.
    """
    _refuse_foreign(document, path)
    with replacing(path, ProjectError) as part:
        _refuse_changed(path, over)  # before the work, and again before the place is taken
        with saving(path), closing(sqlite3.connect(part)) as database:
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")  # replacing() sees to that before it takes the place
            create(database)
            write_bill(database, document)
            write_state(database, document)
            database.commit()
        _refuse_changed(path, over)
        return mark_of(part)


def _refuse_foreign(document: Document, path: Path) -> None:
    """A workbook of the document, and any other file that is no project, is never written over."""
    if not is_file(path):
        return
    for source in (document.path, *(bill.path for bill in document.bills)):
        if source is not None and same_file(path, source):
            raise ProjectError("this is the workbook itself, which is never written to.", where=str(path),
                               remedy="Choose another name.")
    try:
        foreign = path.stat().st_size > 0 and not holds_project(path)
    except OSError as error:
        raise ProjectError(f"the file there can't be looked at ({error.strerror}).", where=str(path)) from error
    if foreign:
        raise ProjectError("the file there is no project of Ytterby.", where=str(path), remedy="Choose another name.")


def _refuse_changed(path: Path, over: str) -> None:
    """A file that is gone holds no work to lose."""
    if over and mark_of(path) not in ("", over):
        raise ProjectChanged("the project was saved elsewhere since it was opened here.", where=str(path),
                             remedy="Save as another name to keep both, or overwrite what was saved there.")


def load(path: Path) -> Document:
    """The document that was saved. The workbook it came from need not be there. Raises ProjectError."""
    with _reading(path), closing(_open(path)) as stored, closing(current(stored, str(path))) as database:
        return read_document(database)


def create(database: sqlite3.Connection) -> None:
    """Lay out an empty database of the present format."""
    lay_out(database)
    database.execute("INSERT INTO project VALUES ('program', ?)", (ytterby.__version__,))


Row = tuple[str, int, str, bytes]


def write_bill(database: sqlite3.Connection, document: Document) -> None:
    """Put what was read into ``document`` in the place of what is there: one bill, or several with a number each."""
    insert_bill(database, packed_bill(document))


def insert_bill(database: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """``rows`` as of packed_bill(), in the place of what is there."""
    database.execute("DELETE FROM bill")
    database.executemany("INSERT INTO bill VALUES (?, ?, ?, ?)", rows)


def packed_bill(document: Document) -> Iterator[Row]:
    """(name, size, digest, packed data) of each part of what was read: the long work of saving a large bill."""
    if document.reading is None:
        return
    from ytterby.workspace.bill_parts import parts_of, source_of

    if not document.bills:
        yield from _packed("", parts_of(document.reading))
    for number, bill in enumerate(document.bills, 1):
        yield from _packed(f"{number}/", (*parts_of(bill.reading), ("source", source_of(bill))))


def _packed(prefix: str, parts: Iterable[tuple[str, bytes]]) -> Iterator[Row]:
    for name, data in parts:
        yield prefix + name, len(data), hashlib.sha256(data).hexdigest(), zlib.compress(data, _FASTEST)


def write_state(database: sqlite3.Connection, document: Document) -> None:
    """Put all that the user chose in the place of what is there."""
    database.execute("DELETE FROM state")
    for name, kind in _kinds().items():
        text = json.dumps(to_plain(kind, getattr(document, name)))
        database.execute("INSERT INTO state VALUES (?, ?, ?)", (name, text, _digest(text)))


def read_document(database: sqlite3.Connection) -> Document:
    """Raises ValueError, sqlite3.Error or zlib.error where something does not fit."""
    kinds, values = _kinds(), {}
    for name, text, digest in database.execute("SELECT name, value, sha256 FROM state"):
        if name not in kinds:
            raise ValueError(f"{str(name)[:40]!r} is not known to this version")
        if _digest(text) != digest:
            raise ValueError(f"{name} is damaged")
        try:
            values[name] = from_plain(kinds[name], json.loads(text))
        except ValueError as error:
            raise ValueError(f"{name} is damaged") from error
    if "as_of" not in values:
        raise ValueError("the as-of date is missing")
    if not FIRST_YEAR <= values["as_of"].year <= LAST_YEAR:
        raise ValueError(f"the as-of date {values['as_of']} is none of our time")
    return Document(**values, **_bills(database))


def _bills(database: sqlite3.Connection) -> dict[str, typing.Any]:
    sources = database.execute("SELECT count(*) FROM bill WHERE name LIKE '%/source'").fetchone()[0]
    if not database.execute("SELECT count(*) FROM bill").fetchone()[0]:
        return {}
    from ytterby.workspace.bill_parts import bill_of, reading_of
    from ytterby.workspace.bills import combined

    if not sources:
        return {"reading": reading_of(lambda name: _part(database, name))}
    bills = tuple(bill_of(partial(_numbered, database, number)) for number in range(1, sources + 1))
    return {"reading": combined(bills), "bills": bills}


def _numbered(database: sqlite3.Connection, number: int, name: str) -> bytes:
    return _part(database, f"{number}/{name}")


def _part(database: sqlite3.Connection, name: str) -> bytes:
    row = database.execute("SELECT size, sha256, data FROM bill WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise ValueError(f"{name} is missing")
    size, digest, packed = row
    if type(size) is not int or not 0 <= size <= MOST_BYTES or type(packed) is not bytes:
        raise ValueError(f"{name} is damaged")
    data = zlib.decompressobj().decompress(packed, size + 1)
    if len(data) != size or hashlib.sha256(data).hexdigest() != digest:
        raise ValueError(f"{name} is damaged")
    return data


def _kinds() -> dict[str, typing.Any]:
    """Field → type of all that is kept as state; what was read is kept apart."""
    hints = typing.get_type_hints(Document)
    return {each.name: hints[each.name] for each in fields(Document) if each.name not in ("reading", "bills")}


def _digest(text: object) -> str:
    if not isinstance(text, str):
        raise ValueError("a text expected")
    return hashlib.sha256(text.encode()).hexdigest()


def _open(path: Path) -> sqlite3.Connection:
    """Only to read. The name in front of SQLite's own check, so that the error says what the file is not."""
    if is_folder(path):
        raise ProjectError("this is a folder.", where=str(path), remedy="Give a project file.")
    plain_file(path)
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise ProjectError("this is no project of Ytterby.", where=str(path), remedy="Open a .ytterby file.")
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    damaged = "Open an earlier copy, or the workbook itself."
    try:
        yield
    except FileNotFoundError as error:
        raise ProjectError("there is no such file.", where=str(path)) from error
    except OSError as error:
        raise ProjectError(f"the project can't be read ({error.strerror or error}).", where=str(path)) from error
    except ProjectError:
        raise
    except (ValueError, sqlite3.Error, zlib.error, RecursionError, MemoryError, YtterbyError) as error:
        # Our own sentences alone: what a decoder says of bytes tells a reader nothing.
        ours = type(error) is ValueError or isinstance(error, YtterbyError)
        what = str(error)[:200] if ours else "its bytes are no longer what was saved"
        raise ProjectError(f"the project is damaged ({what}).", where=str(path), remedy=damaged) from error


@contextmanager
def saving(path: Path) -> Iterator[None]:
    """What can't be written is a ProjectError."""
    try:
        yield
    except (sqlite3.Error, ValueError) as error:
        raise ProjectError(f"the project can't be saved ({error}).", where=str(path),
                           remedy="Choose another folder or free some space.") from error
