"""Names alone between lines that are things without a quantity, not headings of what follows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ytterby.bom.cells import Lines, RawSheet, Row, Rows
from ytterby.bom.reading import Column, Meaning
from ytterby.bom.roles import Kinds, RowKind
from ytterby.bom.values import quantity_of, text_of

_LONGEST = 40
_UNCOUNTED = 0.2  # share of the lines without a quantity from which on a missing one is a habit of the table
_MOST = 0.2  # names alone per line: more of them head groups


def mark_lone_names(kinds: Kinds, rows: Rows, columns: Sequence[Column], sheet: RawSheet) -> None:
    """Makes lines of rows that hold a short name alone in the column that begins every line, right between two lines,
    in a table that often gives no quantity and begins with no such row; one merged over several columns is a heading.

    A heading taken for a thing is one line too many; a thing taken for a heading would be cleared in silence.
    """
    lines = kinds == RowKind.ITEM
    if not len(alone := between_lines(kinds, rows)):
        return
    place = _name_column(rows.taken(lines), columns)
    quantity = next((at for at, column in enumerate(columns) if column.meaning is Meaning.QUANTITY), -1)
    counted = rows.column(quantity).having(lambda cell: quantity_of(cell) is not None)
    if place < 0 or quantity < 0 or (lines & ~counted).sum() < max(2, _UNCOUNTED * lines.sum()):
        return
    wide = {top for top, left, _, right in sheet.merged if left <= place and right > left}
    names = [at for at in alone.tolist() if rows.numbers[at] not in wide and _is_short_name(rows[at], place)]
    if len(names) <= max(1, _MOST * lines.sum()):
        kinds[names] = RowKind.ITEM


def between_lines(kinds: Kinds, rows: Rows) -> Lines:
    """The rows taken for headings that stand right below one line and right above another, in a table that does not
    begin with a heading: those that may be things.
    """
    alone = np.flatnonzero(kinds == RowKind.SECTION)
    if not len(alone) or not (kinds[: alone[0]] == RowKind.ITEM).any():
        return alone[:0]
    alone = alone[alone < len(kinds) - 1]
    held = (kinds[alone - 1] == RowKind.ITEM) & (kinds[alone + 1] == RowKind.ITEM)
    between: Lines = alone[held & (rows.numbers[alone + 1] - rows.numbers[alone - 1] == 2)]
    return between


def _name_column(lines: Rows, columns: Sequence[Column]) -> int:
    """The first column lines fill, where that is the one of their names; else -1."""
    for place, column in enumerate(columns):
        if (share := lines.column(place).filled.mean()) > 0.2:
            return place if share > 0.8 and column.meaning is Meaning.DESCRIPTION else -1
    return -1


def _is_short_name(row: Row, place: int) -> bool:
    """Is there a short name and nothing else in a row?"""
    texts = [text_of(cell) for cell in row.cells]
    name = texts[place]
    alone = bool(name) and not any(texts[:place] + texts[place + 1 :])
    return alone and len(name) <= _LONGEST and not name.endswith((":", "："))
