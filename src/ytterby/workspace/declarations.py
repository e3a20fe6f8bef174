"""Declarations of suppliers from files: which kind a file is, and its rows where it is a table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ytterby.bom.cells import RawSheet, Row
from ytterby.bom.sniff import load, sniff
from ytterby.bom.workbook import sheets_of
from ytterby.core.errors import UsageError
from ytterby.core.progress import SILENT, Progress
from ytterby.identification.declarations import Declaration, attached, from_ipc1752, from_rmi, from_rows
from ytterby.identification.knowledge import Knowledge
from ytterby.workspace.document import Document

_RMI = {"declaration", "product list"}


def read_declarations(path: Path, knowledge: Knowledge, progress: Progress = SILENT) -> tuple[Declaration, ...]:
    """IPC-1752 XML, a list in a workbook or CSV, or an RMI template. Raises UsageError or WorkbookError."""
    if path.suffix.lower() == ".xml":
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UsageError(f"the declaration can't be read ({error.strerror}).", where=str(path)) from error
        return from_ipc1752(data, path.name, knowledge)
    data = load(path)
    sheets = sheets_of(data, sniff(data, path.name), path.name, progress)
    named = [(sheet.name, _texts(sheet)) for sheet in sheets]
    if _RMI.issubset(name.strip().lower() for name, _ in named):
        return from_rmi(named, path.name)
    return tuple(declaration for _, rows in named for declaration in from_rows(rows, path.name))


def declared(document: Document, declarations: tuple[Declaration, ...]) -> Document:
    """The document with what suppliers state laid to the items they name. Nothing open: the same document."""
    reading = document.reading
    if reading is None:
        return document
    items = attached(reading.bom.items, declarations)
    return replace(document, reading=replace(reading, bom=replace(reading.bom, items=items)))


def _texts(sheet: RawSheet) -> list[list[str]]:
    """Cells as text; a number shown as a percentage is written as one."""
    return [[_text(sheet, row, column) for column in range(sheet.width)] for row in sheet.rows]


def _text(sheet: RawSheet, row: Row, column: int) -> str:
    value = row.at(column)
    if isinstance(value, float | int) and not isinstance(value, bool) and "%" in sheet.shown(row.number, column):
        return f"{value * 100:g} %"
    return "" if value is None else str(value)
