"""Where the tables of a sheet are: header rows found by scoring, each table down to the next header.

A header row is one whose cells are mostly known headings. Repeated headers start a new table; a row of group names
above it, or a second row of headings below it, is joined to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from ytterby.bom.cells import Cells, Lines, RawSheet, Row, Rows, Value
from ytterby.bom.header import CORE, NAMES, OF_ANY_LIST, Found, header_score, is_header, may_be_headers
from ytterby.bom.headings import MAX_HEADING, known, meanings_of, normal
from ytterby.bom.other_tables import left_out, without_lists_beside, without_pivots
from ytterby.bom.reading import Meaning
from ytterby.bom.transposed import turned
from ytterby.bom.values import quantity_of, text_of

SEARCHED = 80
_BELOW = 3  # rows that bear a header out
_A_THING = frozenset({Meaning.PART_NUMBER, Meaning.DESCRIPTION})
_OF_NUMBERS = frozenset({Meaning.QUANTITY, Meaning.PRICE, Meaning.LINE_TOTAL})


def find_tables(sheet: RawSheet, forced: int = 0, *, doubtful: bool = False) -> list[Found]:
    """The tables of a sheet, top to bottom; ``forced`` is a header row the user chose. Empty where none is found.

    Pivot tables, which count the lines of a bill again, and a single thing told down a column are read only if
    ``doubtful`` says so: where no other table is there that stands upright, or asked for.
    """
    rows = Rows.of(sheet.rows)
    if forced:
        return _cut(sheet, np.flatnonzero(rows.numbers == forced).tolist())
    bill = rows if doubtful else without_pivots(rows)
    starts = _starts(bill)
    if starts and (alone := without_lists_beside(bill, starts[0])) is not bill:
        bill, starts = alone, _starts(alone)
    if beside := left_out(rows, bill):
        sheet = replace(sheet, rows=bill)
    tables = _cut(sheet, starts)
    sideways = turned(sheet, max((table.score for table in tables), default=0.0), lone=doubtful)
    return [replace(table, beside=beside) for table in sideways or tables]


def _starts(rows: Rows) -> list[int]:
    """Indices of header rows. Narrow ones (one or two cells) count only as the first thing in the sheet."""
    found: list[tuple[int, float]] = []
    for index in _candidates(rows):
        row = rows[index]
        filled = [cell for cell in row.cells if cell != ""]
        look = header_score(row.cells)
        again = bool(found) and row.cells == rows[found[-1][0]].cells  # repeated on every page
        if not is_header(look, len(filled)) or (len(filled) <= 2 and (found or index > 5) and not again):
            continue
        if found and not again and sum(isinstance(cell, int | float) for cell in filled) > 1:
            continue  # a line whose words could be headings
        if len(filled) <= 2 and not again and not _column_below(rows, index):
            continue
        if found and not again and index - found[-1][0] <= 2 and row.number - rows[found[-1][0]].number <= 2:
            # Two candidates within two rows: the better one is the header, the other a title or its second row.
            if look.score > found[-1][1]:
                found[-1] = (index, look.score)
            continue
        found.append((index, look.score))
    starts = [index for index, _ in found]
    return _seen_by_what_is_below(rows[: starts[0] if starts else len(rows)]) + starts


def _seen_by_what_is_below(rows: Rows) -> list[int]:
    """The header of a table above the first one that its own words gave away, so that no lines are lost with it: texts
    only, one of them a heading of numbers under which stand numbers, and rows as wide below; [] where there is none.
    """
    for index in range(min(len(rows) - _BELOW, SEARCHED)):
        cells = rows[index].cells
        filled = [column for column, cell in enumerate(cells) if cell != ""]
        look = header_score(cells)
        if len(filled) < 3 or not all(isinstance(cells[column], str) for column in filled):
            continue
        if not look.exact or look.coverage < 0.3 or not look.meanings & CORE or not look.meanings - OF_ANY_LIST:
            continue
        below = rows[index + 1 :]
        wide = below.taken(np.flatnonzero(below.filled()[filled].sum(axis=0) >= min(3, len(filled))))
        if len(wide) >= max(_BELOW, 0.5 * len(below)) and any(_numbered(rows, index, wide, at) for at in filled):
            return [index]
    return []


def _numbered(rows: Rows, index: int, below: Rows, column: int) -> bool:
    """Does a heading of numbers stand over a column of numbers?"""
    text = text_of(rows.column(column).at(index))
    if not known(text) or not _OF_NUMBERS & {meaning for meaning, sure in meanings_of(text).items() if sure >= 0.6}:
        return False
    return _is_of_numbers(below.column(column))


def _candidates(rows: Rows) -> list[int]:
    """The rows that may be headers: of the first ones whichever, else those whose first or second filled cell is one.
    """
    may_be = np.zeros(len(rows), np.bool_)
    may_be[: SEARCHED + 1] = may_be_headers(rows[: SEARCHED + 1])
    beyond = rows[SEARCHED + 1 :]
    before = np.zeros(len(beyond), np.int32)  # filled cells to the left
    for cells in beyond.columns:
        if not len(asked := np.flatnonzero(cells.filled & (before < 2))):
            continue
        may_be[SEARCHED + 1 + asked] |= cells.taken(asked).having(_is_heading)
        before += cells.filled
    return np.flatnonzero(may_be).tolist()


def _is_heading(cell: Value) -> bool:
    return isinstance(cell, str) and 0 < len(cell) < MAX_HEADING and known(cell)


def _column_below(rows: Rows, index: int) -> bool:
    """Are there at least two rows below with a cell under one of the headings, and no wider table?"""
    columns = [c for c, cell in enumerate(rows[index].cells) if cell != ""]
    below = list(rows[index + 1 : index + 12])
    under = [row for row in below if any(row.cells[c] != "" for c in columns)]
    wider = any(is_header(look := header_score(row.cells), 3) and look.exact >= 3 for row in below)
    return len(under) >= 2 and not wider


def _cut(sheet: RawSheet, starts: list[int]) -> list[Found]:
    tables = []
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else len(sheet.rows)
        tables += _side_by_side(_table(sheet, start, end))
    return tables


def _side_by_side(table: Found) -> list[Found]:
    """Tables next to each other, parted by a column that is blank throughout or by headings that come again; the
    table itself where it is one.
    """
    gaps = [column for column, heading in enumerate(table.headings)
             if not heading and not table.rows.column(column).codes.any()]
    edges = [-1, *gaps, len(table.headings)]
    blocks = [(left + 1, right) for left, right in pairwise(edges) if right - left > 1]
    groups = [group for block in blocks for group in _again(table.names, *block)]
    looks = [header_score(table.names[first:last]) for first, last in groups]
    if len(groups) < 2 or not all(is_header(look, last - first) and look.meanings & NAMES
                                  for look, (first, last) in zip(looks, groups, strict=True)):
        return [table]
    parts = []
    for (first, last), look in zip(groups, looks, strict=True):
        headings = ("",) * first + table.headings[first:last]
        blank = [table.rows.column(-1)] * first
        rows = Rows(table.rows.numbers, blank + [table.rows.column(column) for column in range(first, last)])
        filled = rows.taken(np.flatnonzero(rows.filled().any(axis=0)))
        parts.append(Found(table.header_rows, headings, ("",) * first + table.names[first:last], filled, look.score))
    return parts


def _again(names: Sequence[str], first: int, last: int) -> list[tuple[int, int]]:
    """A run of columns, cut wherever all headings of its first part come again: "Pos, Part, Qty, Pos, Part, Qty".

    Each part names things and says something more of them; "Maker, MPN, Maker, MPN" are sources of one thing.
    """
    heads = [normal(name) for name in names[first:last]]
    for width in range(2, len(heads) // 2 + 1):
        part = heads[:width]
        if heads[width : 2 * width] != part or not all(part) or len(set(part)) < width:
            continue
        if not header_score(names[first : first + width]).meanings & _A_THING:
            continue
        starts = [place for place in range(0, len(heads), width) if heads[place : place + width] == part]
        starts = [place for count, place in enumerate(starts) if place == count * width]
        return [(first + start, first + end) for start, end in pairwise([*starts, len(heads)])]
    return [(first, last)]


def _table(sheet: RawSheet, start: int, end: int) -> Found:
    rows = Rows.of(sheet.rows)
    header = rows[start]
    headings = [text_of(cell) if isinstance(cell, str) else "" for cell in header.cells]
    width = len(rows.columns)
    headings += [""] * (width - len(headings))
    names = headings
    numbers = [header.number]
    first = start + 1
    second = rows[first] if first < end and rows[first].number == header.number + 1 else None
    if second is not None and _continues(headings, second):
        headings = names = [
            " ".join(filter(None, (text, _cell_text(second, column)))) for column, text in enumerate(headings)
        ]
        numbers.append(second.number)
        first += 1
    elif start and rows[start - 1].number == header.number - 1 and (band := _band(sheet, rows[start - 1], headings)):
        headings = [" ".join(filter(None, (over, text))) for over, text in zip(band, headings, strict=True)]
        numbers.insert(0, rows[start - 1].number)
    return Found(tuple(numbers), tuple(headings), tuple(names), rows[first:end], header_score(header.cells).score)


def _cell_text(row: Row, column: int) -> str:
    return text_of(row.cells[column]) if column < len(row.cells) else ""


def _continues(headings: list[str], row: Row) -> bool:
    """Is the row the second line of the header? Short words, mostly headings, some over columns without one yet."""
    filled = [(column, cell) for column, cell in enumerate(row.cells) if cell not in (None, "")]
    if len(filled) < 2 or not all(isinstance(cell, str) and len(cell) <= 30 for _, cell in filled):
        return False
    matching = sum(bool(meanings_of(str(cell))) for _, cell in filled)
    new = sum(not headings[column] for column, _ in filled if column < len(headings))
    exact = header_score(row.cells).exact
    return matching >= 0.6 * len(filled) and (new > 0 or matching >= 3) and exact >= 2


def _band(sheet: RawSheet, above: Row, headings: list[str]) -> list[str]:
    """Names of groups of columns, spread to the right over their columns; [] where the row above is none.

    A band parts columns of the same name, or stands in cells merged over several columns.
    """
    texts = [_cell_text(above, column) for column in range(len(headings))]
    named = [column for column, text in enumerate(texts) if text]
    wide = [m for m in sheet.merged if m[0] == above.number and m[3] > m[1] and m[1] in named]
    repeated = len({h for h in headings if h}) < sum(1 for h in headings if h)
    if len(named) < 2 or not (repeated or len(wide) >= 2) or any(":" in texts[column] for column in named):
        return []
    if any(not isinstance(above.cells[column], str) for column in named):
        return []
    band, current = [], ""
    for column, text in enumerate(texts):
        current = text or current
        band.append(current if headings[column] and column > (named[1] - 1) else "")
    return band


def without_header(sheet: RawSheet) -> Found | None:
    """The sheet as a table whose headings no word gave away, where at least three rows have two and more cells: under
    the row that those below bear out, else without headings. None where there are fewer.
    """
    rows = Rows.of(sheet.rows)
    wide = np.flatnonzero(rows.filled().sum(axis=0) >= 2)
    if len(wide) < _BELOW:
        return None
    start = _borne_out(rows, wide)
    if start >= 0:
        return _table(sheet, start, len(rows))
    width = len(rows.columns)
    return Found((), ("",) * width, ("",) * width, rows[int(wide[0]) : int(wide[-1]) + 1], 0.0)


def _borne_out(rows: Rows, wide: Lines) -> int:
    """The last of the first rows that hold words only, two of them headings or over columns of numbers; -1 for none."""
    found = -1
    for index in wide[:_BELOW].tolist():
        cells = [(column, cell) for column, cell in enumerate(rows[index].cells) if cell != ""]
        worded = all(isinstance(cell, str) and len(cell) <= MAX_HEADING and quantity_of(cell) is None
                     for _, cell in cells)
        if not worded:
            break
        below = rows.taken(wide[wide > index])
        numbers = [c for c in range(len(rows.columns)) if _is_of_numbers(below.column(c))]
        over = bool(numbers) and {c for c, _ in cells}.issuperset(numbers)
        if over or sum(known(str(cell)) for _, cell in cells) >= 2:
            found = index
    return found


def _is_of_numbers(cells: Cells) -> bool:
    numbers = int(cells.having(lambda cell: quantity_of(cell) is not None).sum())
    return numbers >= _BELOW and numbers >= 0.7 * int(cells.filled.sum())
