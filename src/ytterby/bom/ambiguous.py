"""Numbers written as text that may mean thousands or thousandths ("2,000"), where nothing in the table tells which."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ytterby.bom.cells import Lines, Rows, Value
from ytterby.bom.conventions import CODES
from ytterby.bom.reading import Column, Meaning

_COUNTED = frozenset({Meaning.QUANTITY, Meaning.PRICE, Meaning.LINE_TOTAL, Meaning.MASS, Meaning.STOCK,
                      Meaning.ANNUAL_USE, Meaning.RECEIPTS_WEEKLY})
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_TELLING = re.compile(  # a mark that parts other than three digits, follows a nought, or stands beside its like
    r"[^\d.,]{0,4}(?:\d+[.,](?:\d{1,2}|\d{4,8})|0[.,]\d{3}|\d{4,}[.,]\d+|\d{1,3}(?:[., '\u00a0]\d{3})+[.,]\d+|"
    r"\d{1,3}(?:[.,]\d{3}){2,})[^\d.,]{0,4}")


def may_be_thousands(columns: Sequence[Column], rows: Rows) -> list[tuple[Column, str, Lines]]:
    """(column, one of its texts, places of the rows) of such columns; [] where another number tells the mark."""
    told = [column.meaning not in CODES and cells.having(_tells).any()
            for column, cells in zip(columns, rows.columns, strict=False)]
    if any(told):
        return []
    found = []
    for column, cells in zip(columns, rows.columns, strict=False):
        lines = np.flatnonzero(cells.having(_is_either))
        if column.meaning in _COUNTED and len(lines):
            found.append((column, str(cells.at(int(lines[0]))).strip(), lines))
    return found


def _is_either(cell: Value) -> bool:
    return isinstance(cell, str) and _EITHER.fullmatch(cell.strip()) is not None


def _tells(cell: Value) -> bool:
    return isinstance(cell, str) and len(cell) < 24 and _TELLING.fullmatch(cell.strip()) is not None
