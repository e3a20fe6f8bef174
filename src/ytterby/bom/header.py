"""How much a run of cells looks like the headings of a table, and what a table is once found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ytterby.bom.cells import Mask, Rows, Value
from ytterby.bom.headings import MAX_HEADING, element_of, known, meanings_of
from ytterby.bom.reading import Meaning
from ytterby.bom.values import text_of

M = Meaning
CORE = frozenset(
    {
        M.DESCRIPTION,
        M.PART_NUMBER,
        M.MPN,
        M.QUANTITY,
        M.DESIGNATORS,
        M.MANUFACTURER,
        M.SUPPLIER_PART,
        M.MATERIAL,
        M.PRICE,
    }
)
# What a revision history or a task list has as well: alone it makes no bill.
OF_ANY_LIST = frozenset({M.DESCRIPTION, M.REVISION, M.REMARK, M.POSITION, M.EXTRA, M.CATEGORY, M.RANK, M.END_USE})
NAMES = frozenset({M.DESCRIPTION, M.PART_NUMBER, M.MPN})
_ENOUGH, _COVERED = 1.55, 0.45


@dataclass(frozen=True, slots=True)
class Found:
    """A table: its header rows, one heading per column (from column A on) and the rows under it.

    ``names`` are the headings without the group they stand under: what tells the meaning. ``turned`` tables had their
    headings in a column, so their columns have no letter. ``beside`` are columns with cells of tables that are no bill.
    """

    header_rows: tuple[int, ...]
    headings: tuple[str, ...]
    names: tuple[str, ...]
    rows: Rows
    score: float
    turned: bool = False
    beside: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """How much a row looks like a header."""

    score: float = 0.0
    coverage: float = 0.0
    meanings: frozenset[Meaning] = frozenset()
    exact: int = 0


def header_score(cells: Sequence[Value]) -> Heading:
    """Sum of the certainties of the different meanings its texts have, less for numbers and sentences between them."""
    best: dict[Meaning, float] = {}
    filled = matched = exact = 0
    repeats = foreign = 0.0
    for cell in cells:
        text = "" if cell is None or cell == "" else text_of(cell)
        if not text:
            continue
        filled += 1
        meaning, certainty, whole = _said(text) if isinstance(cell, str) else (None, 0.0, False)
        if meaning is None:
            foreign += 0.5 if isinstance(cell, str) else 0.4
            continue
        matched += 1
        exact += whole
        repeats += 0.2 if meaning in best else 0.0
        best[meaning] = max(best.get(meaning, 0.0), certainty)
    if not matched:
        return Heading()
    score = sum(best.values()) + min(repeats, 1.0) - min(foreign, 0.35 * matched + 0.5)
    return Heading(score, matched / filled, frozenset(best), exact)


@lru_cache(maxsize=1 << 14)
def _said(text: str) -> tuple[Meaning | None, float, bool]:
    """(what a text most likely means as a heading, None for nothing; how certainly; is it exactly a heading?)."""
    scores = meanings_of(text) if len(text) <= MAX_HEADING and "://" not in text else {}
    whole = known(text)
    if len(text) < 4 and not whole and element_of(text):
        scores = {M.CONTENT: 0.3}
    meaning = max(scores, key=lambda m: scores[m], default=None)
    return meaning, scores[meaning] if meaning else 0.0, whole


def may_be_headers(rows: Rows) -> Mask:
    """The rows that is_header() has to be asked of: one cell is a heading, and enough of the others are."""
    filled, matched = np.zeros(len(rows), np.int32), np.zeros(len(rows), np.int32)
    with_heading = np.zeros(len(rows), np.bool_)
    for cells in rows.columns:
        likeness = cells.numbers(_likeness)
        filled += likeness > 0
        matched += likeness > 1
        with_heading |= likeness > 2
    return with_heading & (matched / np.maximum(filled, 1) >= _COVERED)


def _likeness(cell: Value) -> int:
    """0 for a blank cell, 1 for one that is no heading, 2 for one that may be, 3 for one that is."""
    if not (text := "" if cell is None or cell == "" else text_of(cell)):
        return 0
    meaning, _, whole = _said(text) if isinstance(cell, str) else (None, 0.0, False)
    return 1 if meaning is None else 2 + whole


def is_header(look: Heading, width: int) -> bool:
    """Is a row of ``width`` filled cells a header by itself?"""
    if not look.meanings & CORE or not look.meanings - OF_ANY_LIST or look.coverage < _COVERED:
        return False
    if width == 2 and look.meanings & NAMES and M.QUANTITY in look.meanings:
        return look.exact >= 1 and look.score >= _ENOUGH
    if width <= 2:
        return look.exact == width and (width == 1 or len(look.meanings) == 2)
    return look.score >= _ENOUGH and look.exact >= 1 and len(look.meanings) >= 2
