"""The door: a workbook file to a Reading."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from ytterby.bom import sniff
from ytterby.bom.columns import assign
from ytterby.bom.gather import Gathering
from ytterby.bom.profile import profile
from ytterby.bom.reading import Mapping, Meaning, Reading, Sheet, Table
from ytterby.bom.rows import RowKind, kinds_of
from ytterby.bom.structure import row_ranges
from ytterby.bom.tables import Found, find_tables, without_header
from ytterby.bom.values import text_of
from ytterby.bom.workbook import RawSheet, sheets_of
from ytterby.core.errors import WorkbookError
from ytterby.core.issue import Issue, Severity, Where
from ytterby.core.progress import SILENT, Part, Progress
from ytterby.core.provenance import digest

PREVIEW_ROWS = 200


def read(path: Path, mapping: Mapping = Mapping(), progress: Progress = SILENT) -> Reading:
    """The bill in a workbook, the tables it stood in and every problem met.

    ``mapping`` overrides the guesses. Raises WorkbookError where the file can't be read or holds no table, and
    Cancelled where ``progress`` says so.
    """
    path = Path(path)
    progress.step(0.0, path.name)
    data = sniff.load(path)
    kind = sniff.sniff(data, path.name)
    sheets = sheets_of(data, kind, path.name, Part(progress, 0.05, 0.6))
    if not any(sheet.rows for sheet in sheets):
        raise WorkbookError("every sheet is blank.", where=path.name, remedy="Choose a workbook with a bill of materials.")
    gathering = Gathering(path.name)
    found = _tables(sheets, mapping, gathering)
    if not found:
        raise WorkbookError("no table with a part name, part number or quantity was found in it.", where=path.name,
                            remedy="Add a row of headings above the bill, or choose the header row in Import.")
    tables, left_out = _gather(found, mapping, gathering, Part(progress, 0.6, 0.98))
    bom = gathering.bom(digest(data), tuple(sheet.name for sheet in sheets))
    progress.step(1.0)
    return Reading(bom, tuple(tables), tuple(gathering.issues), _previews(sheets), tuple(sorted(left_out.items())))


def _tables(sheets: list[RawSheet], mapping: Mapping, gathering: Gathering) -> list[tuple[int, RawSheet, Found]]:
    """(sheet number, sheet, table) of every table; hidden and unwanted sheets are passed over, and said so."""
    found = []
    forced = dict(mapping.header_rows)
    wanted = [(index, sheet) for index, sheet in enumerate(sheets) if not mapping.sheets or sheet.name in mapping.sheets]
    visible = [(index, sheet) for index, sheet in wanted if not sheet.hidden or sheet.name in mapping.sheets]
    if not any(sheet.rows for _, sheet in visible):
        visible = wanted
    for index, sheet in wanted:
        where = gathering.where(sheet.name)
        if (index, sheet) not in visible and sheet.rows:
            gathering.issues.append(Issue.of("hidden-sheet", Severity.NOTE, where, sheet=sheet.name, rows=len(sheet.rows)))
        if sheet.errors:
            row = sheet.errors[0][0]
            rows = row_ranges([place[0] for place in sheet.errors])
            gathering.issues.append(Issue.of("error-cells", Severity.WARNING, gathering.where(sheet.name, row), count=len(sheet.errors), rows=rows))
    for index, sheet in visible:
        tables = find_tables(sheet, forced.get(sheet.name, 0))
        if not tables and sheet.rows:
            gathering.issues.append(Issue.of("no-table", Severity.NOTE, gathering.where(sheet.name), sheet=sheet.name))
        found += [(index, sheet, table) for table in tables]
    if not found:
        for index, sheet in visible:
            if (table := without_header(sheet)) is not None:
                gathering.issues.append(Issue.of("no-header", Severity.WARNING, gathering.where(sheet.name, table.rows[0].number)))
                found.append((index, sheet, table))
    return found


def _gather(found: list[tuple[int, RawSheet, Found]], mapping: Mapping, gathering: Gathering,
            progress: Progress) -> tuple[list[Table], Counter[str]]:
    tables = []
    left_out: Counter[str] = Counter()
    for place, (index, sheet, table) in enumerate(found):
        progress.step(place / len(found), sheet.name)
        fixed = {gathering.column_index(c.letter): c.meaning for c in mapping.corrections if c.sheet == sheet.name}
        columns = assign(table.headings, [profile(_column(table, c)) for c in range(len(table.headings))], fixed)
        kinds = kinds_of(columns, table.rows)
        last = table.rows[-1].number if table.rows else (table.header_rows[-1] if table.header_rows else 1)
        first = table.rows[0].number if table.rows else last
        tables.append(Table(sheet.name, table.header_rows, first, last,
                            tuple(column for column in columns if column.heading or column.meaning is not Meaning.EXTRA)))
        gathering.take(index, sheet, columns, table.rows, kinds, mapping.currency, Part(progress, place / len(found), (place + 1) / len(found)))
        _say_left_out(gathering, sheet.name, table, kinds, left_out)
    return tables, left_out


def _column(table: Found, column: int) -> list[object]:
    return [row.cells[column] if column < len(row.cells) else "" for row in table.rows]


def _say_left_out(gathering: Gathering, sheet: str, table: Found, kinds: list[RowKind], left_out: Counter[str]) -> None:
    for kind in RowKind:
        numbers = [row.number for row, is_kind in zip(table.rows, kinds, strict=True) if is_kind is kind]
        if kind is not RowKind.ITEM and numbers:
            left_out[kind.value] += len(numbers)
            gathering.issues.append(Issue.of(kind.value, Severity.NOTE, gathering.where(sheet, numbers[0]), count=len(numbers), rows=row_ranges(numbers)))


def _previews(sheets: list[RawSheet]) -> tuple[Sheet, ...]:
    previews = []
    for sheet in sheets:
        texts: list[tuple[str, ...]] = []
        for row in sheet.rows:
            if row.number > PREVIEW_ROWS:
                break
            texts += [()] * (row.number - 1 - len(texts))
            texts.append(tuple(text_of(cell) for cell in row.cells))
        previews.append(Sheet(sheet.name, tuple(texts), sheet.hidden))
    return tuple(previews)
