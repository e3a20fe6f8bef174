"""Declarations of suppliers from files: which kind a file is, and its rows where it is a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from ytterby.bom.bill import Bom
from ytterby.bom.cells import RawSheet, Row
from ytterby.bom.reading import Reading
from ytterby.bom.sniff import load, sniff, unpacked
from ytterby.bom.workbook import sheets_of
from ytterby.core.errors import UsageError
from ytterby.core.files import small_bytes
from ytterby.core.issue import Issue, Severity, Where
from ytterby.core.progress import SILENT, Progress
from ytterby.identification.attaching import Attached, attached, lapsed
from ytterby.identification.declarations import Declaration, from_ipc1752, from_rmi, from_rows
from ytterby.identification.denials import Contradiction, doubted
from ytterby.identification.knowledge import Knowledge
from ytterby.workspace.document import Document
from ytterby.workspace.left_out import warned
from ytterby.workspace.memo import Memo

_RMI = {"declaration", "product list"}
_MOST_BYTES = 16 << 20  # unpacked, some 150,000 parts: four times this took a gigabyte to read
_MOST_ROWS = 200_000
_NAMED = 8  # so many parts are named where a warning speaks of several


def read_declarations(path: Path, knowledge: Knowledge, progress: Progress = SILENT) -> tuple[Declaration, ...]:
    """IPC-1752 XML, a list in a workbook or CSV, or an RMI template. Raises UsageError or WorkbookError."""
    if path.suffix.lower() == ".xml":
        try:
            data = small_bytes(path)
        except OSError as error:
            raise UsageError(f"the declaration can't be read ({error.strerror}).", where=str(path)) from error
        if found := from_ipc1752(data, path.name, knowledge):
            return found
        raise UsageError("it declares no part.", where=str(path), remedy="Ask for one that names its product.")
    sheets = _sheets(path, progress)
    tables = [(sheet.name, _texts(sheet)) for sheet in sheets]
    if _RMI.issubset(name.strip().lower() for name, _ in tables):
        return from_rmi(tables, path.name)
    found = tuple(
        declaration for sheet, (name, rows) in zip(sheets, tables, strict=True)
        for declaration in from_rows(rows, path.name, sheet=name if len(sheets) > 1 else "",
                                     numbers=[row.number for row in sheet.rows]))
    if not found:
        raise UsageError("no declaration is in this file.", where=str(path),
                         remedy="It needs a column of part numbers and one headed Nd %, Dy % and so on, or REE %.")
    return found


def _sheets(path: Path, progress: Progress) -> list[RawSheet]:
    """Raises WorkbookError for what is no file, no workbook, or larger than a list of parts is."""
    data = load(path)
    kind = sniff(data, path.name)
    if max(len(data), unpacked(data)) > _MOST_BYTES:
        raise UsageError(f"unpacked it is larger than {_MOST_BYTES >> 20} MB, more than a list of parts takes.",
                         where=str(path), remedy="Save only the list as its own workbook.")
    sheets = sheets_of(data, kind, path.name, progress)
    if (rows := sum(len(sheet.rows) for sheet in sheets)) > _MOST_ROWS:
        raise UsageError(f"it has {rows:,} rows; of a list at most {_MOST_ROWS:,} are read.", where=str(path),
                         remedy="Split it.")
    return sheets


def declared(
    reading: Reading, declarations: tuple[Declaration, ...], day: date, knowledge: Knowledge, memo: Memo,
) -> Reading:
    """What was read, with what suppliers declare laid to the items it names, and noughts that an item's own words
    contradict opened, and hidden sheets that name rare earths told as warnings; without any of it, the very same.

    Only a ``day`` on which other declarations are over makes it anew.
    """
    over = tuple(lapsed(one, day) for one in declarations)

    def laid() -> Reading:
        found = attached(reading.bom.items, declarations, day, knowledge) if declarations else None
        items, contradicted = doubted(found.items if found else reading.bom.items, knowledge)
        read = warned(reading, knowledge)
        if found is None and not contradicted and read == reading.issues:
            return reading
        issues = (*read, *(found.issues if found else ()), *_contradictions(reading.bom, contradicted))
        return replace(reading, bom=replace(reading.bom, items=items), issues=issues)

    return memo.get("declared", (reading, declarations, over, knowledge.digest), laid)


def _contradictions(bom: Bom, contradicted: tuple[Contradiction, ...]) -> Iterator[Issue]:
    """One warning, at the first line; ``said`` sets the column beside the words for the first few parts."""
    if not contradicted:
        return
    first = dict(zip(reversed(bom.usages.item.tolist()), reversed(range(len(bom))), strict=True))

    def where(one: Contradiction) -> Where:
        usage = bom.usage(first[one.place])
        return Where("", bom.sheets[usage.sheet] if len(bom.sheets) > 1 else "", usage.row)

    said = [f"{where(one)}, {one.denied.column}: {one.denied.symbol} 0; {one.mention.field.removeprefix('extra:')}: "
            f"\u201c{one.mention.words}\u201d" for one in contradicted[:_NAMED]]
    said += ["\u2026"] if len(contradicted) > _NAMED else []
    yield Issue.of("nought-against-words", Severity.WARNING, replace(where(contradicted[0]), file=bom.name),
                   count=len({one.place for one in contradicted}), said=" | ".join(said))


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


def laid_to(document: Document, declarations: tuple[Declaration, ...], knowledge: Knowledge) -> Attached:
    """What these declarations alone do to the bill of the document. Raises UsageError where none is open."""
    if document.reading is None:
        raise UsageError("no workbook is open.", remedy="Open one first.")
    return attached(document.reading.bom.items, declarations, document.as_of, knowledge)


def _texts(sheet: RawSheet) -> list[list[str]]:
    """Cells as text; a number shown as a percentage is written as one."""
    return [[_text(sheet, row, column) for column in range(len(row.cells))] for row in sheet.rows]


def _text(sheet: RawSheet, row: Row, column: int) -> str:
    value = row.at(column)
    if isinstance(value, float | int) and not isinstance(value, bool) and "%" in sheet.shown(row.number, column):
        return f"{value * 100:g} %"
    return "" if value is None else str(value)
