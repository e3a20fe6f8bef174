"""The bytes of a workbook to a Reading, in this process; read.py decides in which one that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import numpy as np

from ytterby.bom import beside, sniff
from ytterby.bom.ambiguous import may_be_thousands
from ytterby.bom.carried_on import carries_on
from ytterby.bom.cells import Cells, RawSheet, Row, Rows
from ytterby.bom.columns import SINGLE, assign, excel_letter
from ytterby.bom.formats import column_index
from ytterby.bom.formats_asides import add_asides
from ytterby.bom.gather import Body, Gathering
from ytterby.bom.header import Found
from ytterby.bom.locked import unlocked
from ytterby.bom.lone import mark_lone_names
from ytterby.bom.merged import filled_down, marked_lost
from ytterby.bom.notes import notes_of
from ytterby.bom.profile import SAMPLE, Profile
from ytterby.bom.reading import Column, Mapping, Meaning, Reading, Sheet, Table
from ytterby.bom.roles import LEFT_OUT, RowKind
from ytterby.bom.rows import kinds_of
from ytterby.bom.tables import find_tables, without_header
from ytterby.bom.values import text_of
from ytterby.bom.workbook import sheets_of
from ytterby.core.errors import WorkbookError
from ytterby.core.issue import Issue, Severity
from ytterby.core.progress import Part, Progress
from ytterby.core.provenance import digest

PREVIEW_ROWS = 200
_MOST_ABOVE = 12
TEXT_SUFFIXES = (".csv", ".tsv", ".txt", ".tab", ".prn", "")


def parse(data: bytes, path: Path, mapping: Mapping, progress: Progress, password: str | None = None) -> Reading:
    """The reading of the bytes of ``path``, in this process. Raises as read.read does."""
    kind = sniff.sniff(data, path.name)
    sheets = _sheets(data, kind, path.name, password, progress)
    if not any(sheet.rows for sheet in sheets):
        raise WorkbookError(
            "every sheet is blank.", where=path.name, remedy="Choose a workbook with a bill of materials."
        )
    _refuse_unknown(sheets, mapping, path.name)
    gathering = Gathering(sniff.shown_name(path))
    found = _tables(sheets, mapping, gathering, Part(progress, 0.6, 0.65))
    if not found and kind is sniff.Kind.TEXT and path.suffix.lower() not in TEXT_SUFFIXES:
        raise WorkbookError(
            "this is a text file in spite of its name, and holds no table.",
            where=path.name,
            remedy="Choose the workbook itself, or export it again.",
        )
    if not found:
        raise _without_table(sheets, path.name)
    tables, bodies, left_out = _gather(found, mapping, gathering, Part(progress, 0.65, 0.98))
    bom = gathering.bom(digest(data), tuple(sheet.name for sheet in sheets))
    if not len(bom):
        gathering.issues.append(Issue.of("no-lines", Severity.WARNING, gathering.where(found[0][1].name)))
    progress.step(1.0)
    previews = tuple(replace(preview, notes=_notes(index, sheet, tables, bodies)) if not sheet.hidden else preview
                     for index, (sheet, preview) in enumerate(zip(sheets, _previews(sheets), strict=True)))
    return Reading(bom, tuple(tables), gathering.all_issues(), previews, tuple(sorted(left_out.items())))


def _notes(index: int, sheet: RawSheet, tables: list[Table], bodies: list[Body]) -> tuple[tuple[int, str], ...]:
    headings = [row for table in tables if table.sheet == sheet.name for row in table.header_rows]
    return notes_of(sheet, headings, [body for body in bodies if body.index == index])


def _without_table(sheets: list[RawSheet], name: str) -> WorkbookError:
    """Why nothing in it is taken for a bill, and the way out."""
    filled = [Rows.of(sheet.rows).filled().sum(axis=0) for sheet in sheets if len(sheet.rows)]
    widest, longest = max(int(each.max()) for each in filled), max(map(len, filled))
    if longest < 3 and widest > 1:
        return WorkbookError(
            "no table with headings was found in it, and too few rows to tell by their values what the columns are.",
            where=name,
            remedy='Write headings such as "Part number", "Description" and "Quantity" above its columns.',
        )
    if widest == 1:
        return WorkbookError(
            "no table was found in it: its rows hold one cell each, and no heading tells whether they name parts.",
            where=name,
            remedy='Write "Description" above them, and "Part number" and "Quantity" above two columns beside it.',
        )
    return WorkbookError(
        "no table with a part name, part number or quantity was found in it.",
        where=name,
        remedy="Add a row of headings above the bill, or choose the header row in Import.",
    )


def _sheets(data: bytes, kind: sniff.Kind, name: str, password: str | None, progress: Progress) -> list[RawSheet]:
    """All sheets, by column, with what hangs on their cells."""
    if kind is sniff.Kind.LOCKED or (password is not None and kind is sniff.Kind.XLS):
        data = unlocked(data, name, password)
        kind = sniff.sniff(data, name)
    sheets = sheets_of(data, kind, name, Part(progress, 0.05, 0.6))
    for sheet in sheets:
        sheet.rows = Rows.of(sheet.rows)
    if kind is sniff.Kind.XLSX:
        add_asides(data, sheets)
    return sheets


def _refuse_unknown(sheets: list[RawSheet], mapping: Mapping, name: str) -> None:
    """A sheet that is asked for and not there must not end in a bill without its lines."""
    there = [sheet.name for sheet in sheets]
    for wanted in mapping.sheets:
        if wanted not in there:
            listed = ", ".join(repr(name) for name in there[:12]) + (", …" if len(there) > 12 else "")
            remedy = f"Its sheets are: {listed}." if any(there) else "It is one table without sheets; name none."
            raise WorkbookError(f"there is no sheet {wanted!r}.", where=name, remedy=remedy)


def _tables(
    sheets: list[RawSheet], mapping: Mapping, gathering: Gathering, progress: Progress
) -> list[tuple[int, RawSheet, Found]]:
    """(sheet number, sheet, table) of every table in the sheets that are to be read."""
    found = []
    forced = dict(mapping.header_rows)
    visible = _to_read(sheets, mapping, gathering)
    for index, sheet in visible:
        progress.step(0.0, sheet.name)
        asked = sheet.name in mapping.sheets
        found += [(index, sheet, table) for table in find_tables(sheet, forced.get(sheet.name, 0), doubtful=asked)]
    if all(table.turned for _, _, table in found):
        there = {index for index, _, _ in found}
        found += [(index, sheet, table) for index, sheet in visible if index not in there
                  for table in find_tables(sheet, doubtful=True)]
        found.sort(key=lambda each: each[0])
    for index, sheet in visible if not found else ():
        if (table := without_header(sheet)) is not None:
            if not table.header_rows:
                where = gathering.where(sheet.name, table.rows[0].number)
                gathering.issues.append(Issue.of("no-header", Severity.WARNING, where))
            found.append((index, sheet, table))
    with_table = {index for index, _, _ in found}
    gathering.issues += [
        Issue.of("table-beside", Severity.NOTE, gathering.where(name), letters=", ".join(map(excel_letter, beside)))
        for name, beside in dict.fromkeys((sheet.name, table.beside) for _, sheet, table in found if table.beside)
    ]
    for index, sheet in visible:
        if sheet.rows and index not in with_table:
            like = next((other.name for _, other, table in found if carries_on(sheet, table)), "")
            code, severity = ("no-table-like", Severity.WARNING) if like else ("no-table", Severity.NOTE)
            gathering.issues.append(Issue.of(code, severity, gathering.where(sheet.name), sheet=sheet.name,
                                             **({"other": like} if like else {})))
    return found


def _to_read(sheets: list[RawSheet], mapping: Mapping, gathering: Gathering) -> list[tuple[int, RawSheet]]:
    """The sheets asked for, without hidden ones unless they are asked for by name or all there is."""
    wanted = [(i, sheet) for i, sheet in enumerate(sheets) if not mapping.sheets or sheet.name in mapping.sheets]
    visible = [(i, sheet) for i, sheet in wanted if not sheet.hidden or sheet.name in mapping.sheets]
    if not any(sheet.rows for _, sheet in visible):
        return wanted
    for index, sheet in wanted:
        if (index, sheet) not in visible and sheet.rows:
            where = gathering.where(sheet.name)
            gathering.issues.append(
                Issue.of("hidden-sheet", Severity.NOTE, where, sheet=sheet.name, filled=len(sheet.rows))
            )
            continue
        if sheet.errors:
            gathering.say("error-cells", Severity.WARNING, sheet.name, [row for row, _ in sheet.errors])
        for column in sorted({column for _, column in sheet.unstored}):
            cells = sorted(row for row, at in sheet.unstored if at == column)
            gathering.say("formula-unstored", Severity.WARNING, sheet.name, cells, excel_letter(column))
        if sheet.disputed:
            gathering.say("readers-differ", Severity.WARNING, sheet.name, sheet.disputed)
        for code, rows in sheet.met.items():
            if rows:
                gathering.say(code, Severity.WARNING, sheet.name, rows)
        if sheet.guessed:
            where = gathering.where(sheet.name)
            gathering.issues.append(Issue.of("encoding-guessed", Severity.NOTE, where, encoding=sheet.guessed))
    return visible


def _gather(
    found: list[tuple[int, RawSheet, Found]], mapping: Mapping, gathering: Gathering, progress: Progress
) -> tuple[list[Table], list[Body], Counter[str]]:
    tables: list[Table] = []
    bodies: list[Body] = []
    left_out: Counter[str] = Counter()
    known: dict[tuple[int, tuple[str, ...]], list[Profile]] = {}
    for index, sheet, table in found:
        progress.step(0.0, sheet.name)
        fixed = {column_index(c.letter): c.meaning for c in mapping.corrections if c.sheet == sheet.name}
        if not table.turned and all(body.index != index for body in bodies):
            _say_twice(gathering, sheet.name, fixed)
        looks = known.get((index, table.headings)) or _profiles(table, [each for at, _, each in found if at == index])
        known[index, table.headings] = looks
        columns = assign(table.headings, table.names, looks, {} if table.turned else fixed)
        if table.turned:
            columns = tuple(replace(column, letter="") for column in columns)
        above = _rows_above(sheet, table, [body for body in bodies if body.index == index])
        body = _body(index, sheet, replace(table, rows=marked_lost(table.rows, columns, sheet)), columns, above)
        numbers = table.rows.numbers[[0, -1]].tolist() if len(table.rows) else table.header_rows
        told = tuple(c for c, look in zip(columns, looks, strict=True) if c.heading or look.filled)
        tables.append(Table(sheet.name, table.header_rows, numbers[0], numbers[-1], told))
        bodies.append(body)
        _say_left_out(gathering, body, left_out)
        if sheet.delimited and table.header_rows:
            _say_longer(gathering, body)
        for column, text, lines in may_be_thousands(columns, body.lines) if not mapping.decimal else ():
            gathering.say("thousands-unclear", Severity.WARNING, sheet.name, body.lines.numbers[lines].tolist(),
                          column.letter, column=column.heading, text=text)
    gathering.take_all(bodies, mapping, progress)
    return tables, bodies, left_out


def _say_twice(gathering: Gathering, sheet: str, fixed: dict[int, Meaning]) -> None:
    """Says that a mapping gives one meaning to several columns, where only one of them counts or both are joined."""
    for meaning in dict.fromkeys(fixed.values()):
        letters = [excel_letter(index) for index, one in sorted(fixed.items()) if one is meaning]
        if len(letters) > 1 and (meaning in SINGLE or meaning in (Meaning.DESCRIPTION, Meaning.MATERIAL)):
            what = "only the first of them counts" if meaning in SINGLE else "what they say is read together"
            gathering.issues.append(Issue.of(
                "meaning-twice", Severity.NOTE, gathering.where(sheet, 0, letters[0]), letters=", ".join(letters),
                meaning=meaning.value.replace("_", " "), what=what,
            ))


def _rows_above(sheet: RawSheet, table: Found, before: Sequence[Body]) -> Sequence[Row]:
    """The rows between the headings of a table and the lines above them, the nearest ones."""
    header = min(table.header_rows, default=0)
    ends = [int(numbers.max()) for body in before if len(numbers := body.lines.numbers[body.lines.numbers < header])]
    rows = Rows.of(sheet.rows)
    first, end = np.searchsorted(rows.numbers, (max(ends, default=0) + 1, header)).tolist()
    return rows[max(first, end - _MOST_ABOVE) : end]


def _body(index: int, sheet: RawSheet, table: Found, columns: tuple[Column, ...], above: Sequence[Row]) -> Body:
    """A table with its rows told apart, and with what belongs to a line and does not stand in its row."""
    kinds = kinds_of(columns, table.rows)
    if table.turned:
        return Body(index, sheet, columns, table.rows, kinds)
    mark_lone_names(kinds, table.rows, columns, sheet)
    further = beside.footnotes(kinds, table.rows, columns)
    further += beside.mark_wrapped(kinds, table.rows, columns, sheet)
    # After the kinds: what a merged cell lends makes no row a line.
    rows = filled_down(beside.rejoined(kinds, table.rows, columns), kinds, columns, sheet)
    section, material = beside.above(above, columns, rows.taken(kinds == RowKind.ITEM))
    rows, columns = beside.widened(rows, columns, [*further, *beside.hanging(sheet, columns), *material])
    return Body(index, sheet, columns, rows, kinds, section)


def _profiles(table: Found, others: list[Found]) -> list[Profile]:
    """What the columns look like, over all tables of the sheet that repeat the same headings.

    Rows with hardly a cell (sections, notes) say nothing about columns and are passed over.
    """
    same = [other for other in others if other.headings[: len(table.headings)] == table.headings] or [table]
    tables = [other.rows[:: 1 + len(other.rows) // 2000] for other in same]
    counts = [rows.filled().sum(axis=0) for rows in tables]
    every = np.sort(np.concatenate(counts))
    usual = int(every[len(every) // 2]) if len(every) else 0
    telling = [np.flatnonzero(filled >= min(3, usual)) for filled in counts]
    step = max(1, sum(map(len, telling)) // SAMPLE)
    begins = accumulate(map(len, telling[:-1]), initial=0)
    sampled = [rows.taken(lines[-begin % step :: step])
               for rows, lines, begin in zip(tables, telling, begins, strict=True)]
    return [Profile(Cells.joined([rows.column(column) for rows in sampled]))
            for column in range(len(table.headings))]


def _say_left_out(gathering: Gathering, body: Body, left_out: Counter[str]) -> None:
    """Says which rows are no lines, and what is read for lines that stands outside of their rows."""
    sheet = body.sheet.name
    for kind, code in LEFT_OUT.items():
        if numbers := body.rows.numbers[body.kinds == kind].tolist():
            left_out[code] += len(numbers)
            gathering.say(code, Severity.WARNING if kind is RowKind.UNNAMED else Severity.NOTE, sheet, numbers)
    for column, cells in zip(body.columns, body.rows.columns, strict=False):
        if column.letter or column.heading not in (beside.BELOW, beside.ABOVE):
            continue
        lines = body.rows.numbers[cells.filled].tolist()
        if column.heading == beside.BELOW:
            gathering.say("row-below", Severity.NOTE, sheet, lines)
        elif lines:
            gathering.say("above-table", Severity.WARNING, sheet, lines, text=text_of(cells.values[-1]))
    if body.section and len(body.lines):
        gathering.say("above-table", Severity.NOTE, sheet, body.lines.numbers.tolist(), text=body.section)


def _say_longer(gathering: Gathering, body: Body) -> None:
    """Says which lines of a text have more cells than there are headings, as after a comma within a number."""
    last = max((index for index, column in enumerate(body.columns) if column.heading and column.letter), default=-1)
    beyond = [index for index, column in enumerate(body.columns) if column.letter and index > last]
    longer = body.rows.any_of(beyond, lambda cell: text_of(cell) != "") & (body.kinds == RowKind.ITEM)
    if longer.any():
        gathering.say("row-longer", Severity.WARNING, body.sheet.name, body.rows.numbers[longer].tolist())


def _previews(sheets: list[RawSheet]) -> tuple[Sheet, ...]:
    previews = []
    for sheet in sheets:
        texts: list[tuple[str, ...]] = []
        rows = Rows.of(sheet.rows)
        first = rows[: int(np.searchsorted(rows.numbers, PREVIEW_ROWS, "right"))]
        columns = [cells.mapped(text_of) for cells in first.columns]
        for number, row in zip(first.numbers.tolist(), zip(*columns, strict=True), strict=bool(columns)):
            texts += [()] * (number - 1 - len(texts))
            texts.append(row)
        previews.append(Sheet(sheet.name, tuple(texts), sheet.hidden))
    return tuple(previews)
