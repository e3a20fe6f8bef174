"""Declarations of suppliers from files: which kind a file is, and its rows where it is a table."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from ytterby.bom.cells import RawSheet, Row
from ytterby.bom.reading import Reading
from ytterby.bom.sniff import load, sniff
from ytterby.bom.workbook import sheets_of
from ytterby.core.errors import UsageError
from ytterby.core.files import small_bytes
from ytterby.core.progress import SILENT, Progress
from ytterby.identification.attaching import attached, of_another_maker
from ytterby.identification.declarations import Declaration, from_ipc1752, from_rmi, from_rows
from ytterby.identification.knowledge import Knowledge
from ytterby.workspace.document import Document
from ytterby.workspace.memo import Memo

_RMI = {"declaration", "product list"}


def read_declarations(path: Path, knowledge: Knowledge, progress: Progress = SILENT) -> tuple[Declaration, ...]:
    """IPC-1752 XML, a list in a workbook or CSV, or an RMI template. Raises UsageError or WorkbookError."""
    if path.suffix.lower() == ".xml":
        try:
            data = small_bytes(path)
        except OSError as error:
            raise UsageError(f"the declaration can't be read ({error.strerror}).", where=str(path)) from error
        return from_ipc1752(data, path.name, knowledge)
    data = load(path)  # raises for what is no file or too large
    sheets = sheets_of(data, sniff(data, path.name), path.name, progress)
    tables = [(sheet.name, _texts(sheet)) for sheet in sheets]
    if _RMI.issubset(name.strip().lower() for name, _ in tables):
        return from_rmi(tables, path.name)
    found = tuple(declaration for _, rows in tables for declaration in from_rows(rows, path.name))
    if not found:
        raise UsageError("no declaration is in this file.", where=str(path),
                         remedy="It needs a column of part numbers and one headed Nd %, Dy % and so on, or REE %.")
    return found


def declared(reading: Reading, declarations: tuple[Declaration, ...], memo: Memo) -> Reading:
    """What was read, with what suppliers declare laid to the items it names; without any, the very same."""
    if not declarations:
        return reading

    def laid() -> Reading:
        return replace(reading, bom=replace(reading.bom, items=attached(reading.bom.items, declarations)))

    return memo.get("declared", (reading, declarations), laid)


def attach(document: Document, declarations: tuple[Declaration, ...]) -> Document:
    """The document with these declarations, later ones of a part before earlier ones."""
    more = tuple(one for one in declarations if one not in document.declarations)
    return replace(document, declarations=(*document.declarations, *more)) if more else document


def detach(document: Document, names: frozenset[str] | None = None) -> Document:
    """Take back the declarations of these documents, or all."""
    left = () if names is None else tuple(one for one in document.declarations if one.document not in names)
    return replace(document, declarations=left) if left != document.declarations else document


def documents(document: Document) -> dict[str, int]:
    """The documents attached, with how many parts each declares."""
    return dict(Counter(one.document for one in document.declarations))


def named(reading: Reading, declarations: tuple[Declaration, ...]) -> int:
    """How many items of the bill the declarations speak of."""
    items = reading.bom.items
    return sum(one is not other for one, other in zip(items, attached(items, declarations), strict=True))


def passed_over(reading: Reading, declarations: tuple[Declaration, ...]) -> int:
    """How many have a declared number and another maker, or one too short to go by."""
    return len(of_another_maker(reading.bom.items, declarations))


def _texts(sheet: RawSheet) -> list[list[str]]:
    """Cells as text; a number shown as a percentage is written as one."""
    return [[_text(sheet, row, column) for column in range(len(row.cells))] for row in sheet.rows]


def _text(sheet: RawSheet, row: Row, column: int) -> str:
    value = row.at(column)
    if isinstance(value, float | int) and not isinstance(value, bool) and "%" in sheet.shown(row.number, column):
        return f"{value * 100:g} %"
    return "" if value is None else str(value)
