"""Sheets that list the same lines: versions of one list, or a part of it, which would count twice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ytterby.bom.bill import Usages
from ytterby.bom.cells import alike

_LEAST, _SHARE = 5, 0.5  # fewer lines in common, or a smaller part of the shorter sheet, is how products share parts
_SHEETS = 40  # compared with each other: the work grows with their number times all lines


@dataclass(frozen=True, slots=True)
class Repeat:
    """``rows`` of ``sheet``, the shorter, that stand with the same item and quantity in ``other``; sheets by number."""

    sheet: int
    other: int
    rows: tuple[int, ...]


def repeats(usages: Usages) -> list[Repeat]:
    """Of each sheet the repeat with the sheet that has most lines of it; alternatives count nowhere."""
    counted = ~usages.alternative
    item, sheet, row = usages.item[counted], usages.sheet[counted], usages.row[counted]
    sheets = np.unique(sheet).tolist()
    if not 1 < len(sheets) <= _SHEETS:
        return []
    quantity = np.nan_to_num(usages.quantity[counted], nan=-1.0)
    _, amount = np.unique(quantity, return_inverse=True)
    _, code = alike((item, amount.astype(np.int32)), len(item))
    lines = {at: np.flatnonzero(sheet == at) for at in sheets}
    found = []
    for at in sorted(sheets, key=lambda one: (len(lines[one]), -one)):
        mine = lines.pop(at)  # what is left are longer sheets, or the earlier of equal length
        best: tuple[int, int, tuple[int, ...]] | None = None
        for other, theirs in lines.items():
            both = np.isin(code[mine], code[theirs])
            if (count := int(both.sum())) >= max(_LEAST, _SHARE * len(mine)) and (best is None or count > best[0]):
                best = count, other, tuple(row[mine[both]].tolist())
        if best:
            found.append(Repeat(at, best[1], best[2]))
    return found
