"""What a row may be, and what the columns of a table are good for in telling lines from other rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.cells import Rows, Value
from ytterby.bom.columns import IDENTITY
from ytterby.bom.reading import Column, Meaning
from ytterby.bom.values import number_of, quantity_of, stated, text_of
from ytterby.core import units

M = Meaning


class RowKind(IntEnum):
    """What a row is."""

    ITEM = 0
    SECTION = 1
    TOTAL = 2
    NOTE = 3
    GHOST = 4
    CHARGE = 5
    UNNAMED = 6
    WRAPPED = 7
    PAGE = 8
    EXAMPLE = 9


LEFT_OUT = {
    RowKind.SECTION: "section-row", RowKind.TOTAL: "total-row", RowKind.NOTE: "note-row", RowKind.GHOST: "ghost-row",
    RowKind.CHARGE: "charge-row", RowKind.UNNAMED: "unnamed-row",
    RowKind.WRAPPED: "wrapped-row", RowKind.PAGE: "page-row", RowKind.EXAMPLE: "example-row",
}
"""Kinds of rows that are no lines, and the code of the issue that reports them."""
Kinds = NDArray[np.int8]
"""One RowKind per row."""
_PART = frozenset({M.PART_NUMBER, M.MPN, M.CAS, M.DESIGNATORS, M.MANUFACTURER})
_NUMERIC = frozenset({M.QUANTITY, M.PRICE, M.LINE_TOTAL})
RUN = 3  # rows that are no chance
_MONEY = re.compile(r"\s*(?:[^\w\s]|[A-Z]{3}\b|\d)[\d.,\s'’]*\d?[^\w\s]?\s*(?:[A-Z]{3})?\s*$")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Roles:
    """Column indices by what they are good for in telling lines from other rows."""

    identity: tuple[int, ...]
    strong: tuple[int, ...]
    codes: tuple[int, ...]
    makers: tuple[int, ...]
    designators: tuple[int, ...]
    position: tuple[int, ...]
    quantity: tuple[int, ...]
    numeric: tuple[int, ...]
    totals: tuple[int, ...]
    marks: tuple[int, ...]  # without a heading and a meaning
    typical: int  # how many columns of a line are usually filled

    @classmethod
    def of(cls, columns: Sequence[Column], rows: Rows) -> Roles:
        def having(*meanings: Meaning) -> tuple[int, ...]:
            return tuple(index for index, column in enumerate(columns) if column.meaning in meanings)

        counts = sorted(rows[:400].filled().sum(axis=0).tolist())
        several = [count for count in counts if count > 1]
        # Lines have several cells; titles, sections and sums have one, and may outnumber the lines of a short table.
        usual = several if len(several) >= len(counts) / 4 else counts
        return cls(
            identity=having(*IDENTITY),
            strong=having(M.DESCRIPTION, M.PART_NUMBER, M.MPN, M.MATERIAL),
            codes=having(*_PART),
            makers=having(M.MANUFACTURER),
            designators=having(M.DESIGNATORS),
            position=having(M.POSITION, M.LEVEL),
            quantity=having(M.QUANTITY),
            numeric=having(*_NUMERIC),
            totals=having(M.LINE_TOTAL),
            marks=tuple(index for index, column in enumerate(columns)
                        if column.meaning in (M.EXTRA, M.IGNORE) and not column.heading.strip()),
            typical=usual[len(usual) // 2] if usual else 0,
        )


def filled_in(cells: Sequence[Value], indices: Sequence[int]) -> list[str]:
    return [text for index in indices if index < len(cells) and stated(text := text_of(cells[index]))]


def number_in(cells: Sequence[Value], indices: Sequence[int]) -> bool:
    return any(index < len(cells) and quantity_of(cells[index]) is not None for index in indices)


@lru_cache(maxsize=1 << 12)
def is_amount(text: str) -> bool:
    """Is a text a number, or an amount of money ("$21.29")?"""
    return number_of(text) is not None or (bool(_MONEY.match(text)) and bool(units.currency(text)))


def has_letter(cell: Value) -> bool:
    return isinstance(cell, str) and _LETTER.search(cell) is not None


def is_name(cell: Value) -> bool:
    text = text_of(cell)
    return stated(text) and number_of(text) is None
