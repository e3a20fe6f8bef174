"""Sheets without headings that go on with the table of another sheet: as wide, and numbers where it has numbers."""

from __future__ import annotations

import numpy as np

from ytterby.bom.cells import Cells, RawSheet, Rows
from ytterby.bom.header import Found
from ytterby.bom.values import quantity_of

_MOST = 200  # rows looked at
_USUAL, _ALIKE = 0.5, 0.8  # filled share of a column that counts; of such columns, the share that is alike
_LEAST = 3


def carries_on(sheet: RawSheet, table: Found) -> bool:
    """Has a sheet in most columns of a table as good as always cells of the same kind, names and numbers among them?"""
    rows, lines = Rows.of(sheet.rows)[:_MOST], table.rows[:_MOST]
    wide = rows.filled().sum(axis=0)
    rows = rows.taken(np.flatnonzero(wide >= _LEAST))
    if table.turned or not len(rows) or not len(lines) or len(rows) < _USUAL * len(wide):
        return False
    counting = [index for index, cells in enumerate(lines.columns) if cells.filled.mean() >= _USUAL]
    same = [index for index in counting if _kind(rows.column(index)) == _kind(lines.column(index)) != 0]
    kinds = {_kind(lines.column(index)) for index in same}
    return len(same) >= max(_LEAST, _ALIKE * len(counting)) and kinds == {1, 2}


def _kind(cells: Cells) -> int:
    """0 for a column that is mostly blank or of no one kind, 1 for one of texts, 2 for one of numbers."""
    filled = int(cells.filled.sum())
    if filled < _USUAL * len(cells.codes) or not filled:
        return 0
    numbers = int(cells.having(lambda cell: cell != "" and quantity_of(cell) is not None).sum())
    return 2 if numbers >= _ALIKE * filled else 1 if numbers <= (1 - _ALIKE) * filled else 0
