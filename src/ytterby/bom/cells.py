"""What a sheet is made of once read, whatever the format: rows of plain values, numbered as Excel does."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Value = str | float | int | bool | date | datetime | time | timedelta | None


@dataclass(slots=True)
class Row:
    """``number`` as Excel shows it; ``cells`` from column A on, "" where blank."""

    number: int
    cells: list[Value]

    def at(self, column: int) -> Value:
        """The cell in a column counted from 0; "" beyond the last filled one."""
        return self.cells[column] if 0 <= column < len(self.cells) else ""


@dataclass(slots=True)
class RawSheet:
    """Rows in order. ``merged`` are (first row, first column, last row, last column), rows from 1, columns from 0.

    ``formats`` gives the number format of a (row, column) where it says more than "a number"; ``errors`` the places
    of error cells, which readers show as blank. Formats are known down to row ``seen_to``; below it a column has its
    ``usual`` one. ``hidden_rows`` are known of .xlsx only,
    ``disputed`` ones are read differently by two readers.
    """

    name: str
    rows: list[Row]
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    usual: dict[int, str] = field(default_factory=dict)
    seen_to: int = 0
    errors: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    disputed: list[int] = field(default_factory=list)

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)

    def shown(self, row: int, column: int) -> str:
        """The number format of a cell where it tells something, else ""."""
        return self.formats.get((row, column)) or (self.usual.get(column, "") if row > self.seen_to else "")
