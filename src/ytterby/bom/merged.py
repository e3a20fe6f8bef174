"""Cells that show more than they hold: merged over several rows, or formulas whose result is not in the file."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ytterby.bom.cells import Cells, Mask, RawSheet, Rows
from ytterby.bom.reading import Column, Meaning

M = Meaning
# What a thing is. Amounts are not repeated: they would be counted once more.
_SAID = frozenset({
    M.DESCRIPTION, M.MATERIAL, M.CATEGORY, M.CAD_NAME, M.REMARK, M.END_USE, M.HS, M.CAS, M.ORIGIN, M.CONTENT, M.DEFENCE,
    M.SEMICONDUCTOR, M.EXTRA,
})
# A merged description is often the name of a group; only a row with a part number of its own is a thing it describes.
_OWN = frozenset({M.PART_NUMBER})

LOST = "text not in the file"
"""Stands where a name or material was computed and not saved: a phrase of which any rare earth is possible."""


def marked_lost(rows: Rows, columns: Sequence[Column], sheet: RawSheet) -> Rows:
    """The rows with LOST in the blank cells for a description or material that hold a formula without a result."""
    cells = [rows.column(index) for index in range(len(rows.columns))]
    for index, column in enumerate(columns[: len(cells)]):
        if column.meaning in (M.DESCRIPTION, M.MATERIAL):
            lost = [row for row, at in sheet.unstored if at == index]
            blank = np.isin(rows.numbers, lost) & (cells[index].codes == 0)
            if blank.any():
                codes = np.where(blank, len(cells[index].values), cells[index].codes).astype(np.int32)
                cells[index] = Cells(codes, [*cells[index].values, LOST])
    return Rows(rows.numbers, cells) if sheet.unstored else rows


def filled_down(rows: Rows, columns: Sequence[Column], sheet: RawSheet) -> Rows:
    """The rows with every merged cell that says what a thing is repeated down to the lines it spans."""
    tall = [(top, column, last) for top, column, last, _ in sheet.merged
            if last > top and column < len(columns) and columns[column].meaning in _SAID]
    if not tall or not len(rows):
        return rows
    own = np.zeros(len(rows), np.bool_)
    for index, column in enumerate(columns):
        if column.meaning in _OWN:
            own |= rows.column(index).filled
    cells = [rows.column(index) for index in range(len(rows.columns))]
    for top, place, last in tall:
        if place < len(cells):
            cells[place] = _down(cells[place], rows, top, last, own)
    return Rows(rows.numbers, cells)


def _down(cells: Cells, rows: Rows, top: int, last: int, own: Mask) -> Cells:
    first, end = np.searchsorted(rows.numbers, (top, last + 1)).tolist()
    if first >= len(rows) or rows.numbers[first] != top or not own[first]:
        return cells
    codes = cells.codes.copy()
    under = np.arange(first + 1, end)
    under = under[own[under] & (codes[under] == 0)]
    codes[under] = codes[first]
    return Cells(codes, cells.values)
