"""What stands around the lines of a sheet and is none of them: texts above, between, below and beside its tables."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.cells import RawSheet, Rows
from ytterby.bom.gather import Body
from ytterby.bom.lone import between_lines
from ytterby.bom.roles import RowKind
from ytterby.bom.values import text_of

_MOST = 400  # rows of a sheet, the last ones: notes to a whole bill stand below it
_LONGEST = 300


def notes_of(sheet: RawSheet, header_rows: Sequence[int], bodies: Sequence[Body]) -> tuple[tuple[int, str], ...]:
    """(row, text) of the rows of a sheet that are no lines, no headings and no sums; a sheet may have no table at all.

    So are headings of columns without any value: a note that stands beside the headings. Tables whose headings stand
    in a column have none.
    """
    if any(not len(body.rows) or not body.columns[0].letter for body in bodies):
        return ()
    rows = Rows.of(sheet.rows)
    known = np.concatenate([np.array(header_rows, np.int64), *(_known(body) for body in bodies)])
    left = np.flatnonzero(~np.isin(rows.numbers, known))[-_MOST:]
    found = [(int(rows.numbers[at]), " | ".join(filter(None, map(text_of, rows[at].cells)))) for at in left.tolist()]
    found += [(max(header_rows), column.heading) for body in bodies
              for column, cells in zip(body.columns, body.rows.columns, strict=False)
              if column.letter and column.heading and not cells.filled.any()]
    return tuple((row, text[:_LONGEST]) for row, text in dict.fromkeys(found) if text)


def _known(body: Body) -> NDArray[np.int64]:
    """The rows of a table but its notes, headings behind the last line, under which nothing stands, and those between
    lines that may be things.
    """
    lines = np.flatnonzero(body.kinds == RowKind.ITEM)
    behind = np.arange(len(body.kinds)) > (lines[-1] if len(lines) else -1)
    notes = (body.kinds == RowKind.NOTE) | (body.kinds == RowKind.SECTION) & behind
    notes[between_lines(body.kinds, body.rows)] = True
    known: NDArray[np.int64] = body.rows.numbers[~notes].astype(np.int64)
    return known
