"""Names alone between lines that are things without a quantity, not headings of what follows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ytterby.bom.cells import RawSheet, Rows
from ytterby.bom.reading import Column, Meaning
from ytterby.bom.rows import Kinds, RowKind
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
    if not (alone := np.flatnonzero(kinds == RowKind.SECTION)).size or not lines.any() or not lines[: alone[0]].any():
        return
    place = _name_column(rows.taken(lines), columns)
    quantity = next((at for at, column in enumerate(columns) if column.meaning is Meaning.QUANTITY), -1)
    counted = rows.column(quantity).having(lambda cell: quantity_of(cell) is not None)
    if place < 0 or quantity < 0 or (lines & ~counted).sum() < max(2, _UNCOUNTED * lines.sum()):
        return
    wide = {top for top, left, _, right in sheet.merged if left <= place and right > left}
    names = [at for at in alone.tolist() if rows.numbers[at] not in wide and _is_lone_name(at, kinds, rows, place)]
    if len(names) <= max(1, _MOST * lines.sum()):
        kinds[names] = RowKind.ITEM


def _name_column(lines: Rows, columns: Sequence[Column]) -> int:
    """The first column lines fill, where that is the one of their names; else -1."""
    for place, column in enumerate(columns):
        if (share := lines.column(place).filled.mean()) > 0.2:
            return place if share > 0.8 and column.meaning is Meaning.DESCRIPTION else -1
    return -1


def _is_lone_name(at: int, kinds: Kinds, rows: Rows, place: int) -> bool:
    """Is there a short name and nothing else in a row, right below one line and right above another?"""
    if not 0 < at < len(kinds) - 1 or (kinds[[at - 1, at + 1]] != RowKind.ITEM).any():
        return False
    texts = [text_of(cell) for cell in rows[at].cells]
    name = texts[place]
    tight = rows.numbers[at + 1] - rows.numbers[at - 1] == 2
    return bool(tight and name and not any(texts[:place] + texts[place + 1 :])
                and len(name) <= _LONGEST and not name.endswith((":", "：")))
