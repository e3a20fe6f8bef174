"""Sheets turned on their side: what is usually a header stands in a column, and each thing is a column of its own."""

from __future__ import annotations

from collections.abc import Sequence

from ytterby.bom.cells import RawSheet, Row, Rows, Value
from ytterby.bom.header import Found, Heading, header_score
from ytterby.bom.values import text_of

MAX_ROWS = 400


def turned(sheet: RawSheet, upright: float, *, lone: bool = False) -> list[Found]:
    """The tables of a sheet whose headings run down a column; [] where reading it upright scores better.

    A single thing told down a column (the properties of a project) counts only if ``lone`` says so.
    """
    if not 3 <= len(sheet.rows) <= MAX_ROWS:
        return []
    upright_rows = list(sheet.rows)
    columns = _label_columns(upright_rows)
    if not columns or max(look.score for _, look in columns) <= upright + 0.5:
        return []
    first, width = upright_rows[0].number, _width(upright_rows)
    tables = []
    for place, (column, look) in enumerate(columns):
        end = columns[place + 1][0] if place + 1 < len(columns) else width
        for block in _blocks(upright_rows, column):
            if _repeats(block, column):
                return []
            found = _block(block, column, end, look.score)
            if found.rows:
                tables.append(Found((first,), found.headings, found.names, found.rows, look.score, turned=True))
    return tables if lone or sum(len(table.rows) for table in tables) > 1 else []


def _width(rows: Sequence[Row]) -> int:
    return max((len(row.cells) for row in rows), default=0)


def _label_columns(rows: Sequence[Row]) -> list[tuple[int, Heading]]:
    found = []
    for column in range(min(_width(rows), 40)):
        cells = [row.cells[column] for row in rows if column < len(row.cells) and row.cells[column] not in (None, "")]
        look = header_score(list(dict.fromkeys(cells)))
        if len(cells) >= 4 and look.coverage >= 0.6 and len(look.meanings) >= 3 and look.score >= 1.8:
            found.append((column, look))
    return found


def _blocks(rows: Sequence[Row], column: int) -> list[list[Row]]:
    """Runs of rows that have a label, parted where rows are missing; with the row above one that names its things."""
    blocks: list[list[Row]] = []
    above: Row | None = None
    for row in rows:
        if column < len(row.cells) and row.cells[column] not in (None, ""):
            if blocks and row.number == blocks[-1][-1].number + 1:
                blocks[-1].append(row)
            else:
                lead = above is not None and above.number == row.number - 1 and len(blocks) > 0
                blocks.append([above, row] if lead and above is not None else [row])
        else:
            above = row
    return [block for block in blocks if len(block) >= 3]


def _repeats(block: list[Row], column: int) -> bool:
    """Labels that come again and again without a gap belong to records of several rows, not to things side by side."""
    labels = [text for row in block if column < len(row.cells) and (text := text_of(row.cells[column]))]
    return 2 * len(set(labels)) <= len(labels)


def _block(block: list[Row], column: int, end: int, score: float) -> Found:
    """One block with its columns made rows; each keeps the number of the block's first row, where its name stands."""
    headings = tuple(text_of(row.cells[column]) if column < len(row.cells) else "" for row in block)
    rows = []
    for place in range(column + 1, end):
        cells: list[Value] = [row.cells[place] if place < len(row.cells) else "" for row in block]
        if any(isinstance(cell, str) and text_of(cell) for cell in cells):
            rows.append(Row(block[0].number, cells))
    return Found((block[0].number,), headings, headings, Rows.of(rows), score)
