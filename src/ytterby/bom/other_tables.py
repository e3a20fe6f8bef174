"""Tables of a sheet that are no part of its bill: pivot tables, which count its lines again, and lists beside it whose
rows go on where the bill has none.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from ytterby.bom.cells import Cells, Mask, Rows, Value
from ytterby.bom.header import NAMES, header_score, is_header
from ytterby.bom.headings import MAX_HEADING, normal
from ytterby.bom.values import text_of

# How Excel heads the first column of a pivot table, in its languages.
_PIVOT = frozenset(map(normal, (
    "Row Labels", "Zeilenbeschriftungen", "Étiquettes de lignes", "Etiquetas de fila", "Etichette di riga",
    "Rótulos de Linha", "Rijlabels", "Etykiety wierszy", "Popisky řádků", "Названия строк", "行标签", "列標籤",
    "行ラベル", "행 레이블", "Radetiketter",
)))
_SEARCHED = 80  # rows in which a pivot table begins
_LEAST, _SHARE = 5, 0.3  # rows of a list beside the bill that stand where the bill has none, and their share


def without_pivots(rows: Rows) -> Rows:
    """The rows with the cells of every pivot table blank, without rows that held nothing else."""
    parts = []
    for column, cells in enumerate(rows[:_SEARCHED].columns):
        for top in np.flatnonzero(cells.having(_heads_pivot)).tolist():
            filled = rows.column(column).filled
            blank = np.flatnonzero(~filled[top:])
            rest = rows[top].cells[column:]
            width = next((at for at, cell in enumerate(rest) if cell == ""), len(rest))
            part = np.zeros(len(rows), np.bool_)
            part[top : top + int(blank[0]) if len(blank) else len(rows)] = True
            parts.append((range(column, column + width), part))
    return _blanked(rows, parts) if parts else rows


def _heads_pivot(cell: Value) -> bool:
    return isinstance(cell, str) and len(cell) <= MAX_HEADING and normal(cell) in _PIVOT


def without_lists_beside(rows: Rows, start: int) -> Rows:
    """The rows with the cells of lists right of the bill blank whose header row is at ``start``.

    Such a list is parted by a column blank from there on, has several headings and none that make it a bill, and goes
    on in rows where the bill has nothing: it says nothing of the bill's lines.
    """
    header = [text_of(cell) if isinstance(cell, str) else "" for cell in rows[start].cells]
    filled: Mask = rows[start:].filled()
    gaps = np.flatnonzero(~filled.any(axis=1)).tolist()
    blocks = [(left + 1, right) for left, right in pairwise((-1, *gaps, len(header))) if right - left > 1]
    looks = [header_score(header[slice(*block)]) for block in blocks]
    bills = [(block, look) for block, look in zip(blocks, looks, strict=True)
             if is_header(look, sum(map(bool, header[slice(*block)])))]
    named = [block for block, look in bills if look.meanings & NAMES] or [block for block, _ in bills[:1]]
    if len(blocks) < 2 or len(named) != 1:
        return rows
    own = np.logical_or.reduce(filled[slice(*named[0])])
    parts = []
    for first, last in blocks:
        theirs = np.logical_or.reduce(filled[first:last])
        apart = int((theirs & ~own).sum())
        several = sum(map(bool, header[first:last])) > 1
        if first > named[0][0] and several and apart >= max(_LEAST, _SHARE * int(theirs.sum())):
            parts.append((range(first, last), np.arange(len(rows)) >= start))
    return _blanked(rows, parts) if parts else rows


def _blanked(rows: Rows, parts: list[tuple[range, Mask]]) -> Rows:
    """The rows with these cells blank, without those left with nothing."""
    columns = list(rows.columns)
    for places, part in parts:
        for column in places:
            cells = columns[column]
            columns[column] = Cells(np.where(part, 0, cells.codes).astype(cells.codes.dtype), cells.values)
    left = Rows(rows.numbers, columns)
    return left.taken(np.flatnonzero(left.filled().any(axis=0)))


def left_out(sheet: Rows, bill: Rows) -> tuple[int, ...]:
    """The columns of a sheet in which cells of other tables stand, by what is left as its bill."""
    if bill is sheet:
        return ()
    return tuple(column for column, cells in enumerate(sheet.columns)
                 if cells.filled.sum() > bill.column(column).filled.sum())
