"""What a sheet is made of once read, whatever the format: plain values by column, rows numbered as Excel does.

Every different value of a column is kept once, with which row holds which. A test of cells is asked once per different
value and told to all rows at once, so a million lines cost little more than the values they are made of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeVar, overload

import numpy as np
from numpy.typing import NDArray

Value = str | float | int | bool | date | datetime | time | timedelta | None
Codes = NDArray[np.int32]
Mask = NDArray[np.bool_]
Lines = NDArray[np.intp]
_BLOCK = 4096
_PLAIN = frozenset({str, float})
_MOST_KEYS = 1 << 62
_SPARSE = 64  # possible codes per row, from where on sorting the rows is quicker than going through the codes
MOST_ASIDE = 2_000
MOST_COLUMNS = 4_096
"""Of a text or mark-up file, whose columns cost nothing to write: more than any bill needs time and memory for."""
T = TypeVar("T")


@dataclass(slots=True)
class Row:
    """``number`` as Excel shows it; ``cells`` from column A on, "" where blank."""

    number: int
    cells: list[Value]

    def at(self, column: int) -> Value:
        """The cell in a column counted from 0; "" beyond the last filled one."""
        return self.cells[column] if 0 <= column < len(self.cells) else ""


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """One column: row i holds ``values[codes[i]]``; value 0 is "" (blank)."""

    codes: Codes
    values: Sequence[Value]

    @classmethod
    def of(cls, column: Sequence[Value]) -> Cells:
        """The column of values given one by one; None is blank."""
        cells: list[Value] = ["" if value is None else value for value in column]
        if set(map(type, cells)) <= _PLAIN:
            known: dict[Value, int] = {"": 0}
            codes = [known.setdefault(value, len(known)) for value in cells]
            return cls(np.array(codes, np.int32), list(known))
        # 1, 1.0 and TRUE are equal to Python, not to the reader of a cell.
        typed: dict[tuple[type, Value], int] = {(str, ""): 0}
        codes = [typed.setdefault((type(value), value), len(typed)) for value in cells]
        return cls(np.array(codes, np.int32), [value for _, value in typed])

    @classmethod
    def joined(cls, parts: Sequence[Cells]) -> Cells:
        """The column of several ones below each other; those of one sheet share their values."""
        if all(part.values is parts[0].values for part in parts):
            return cls(np.concatenate([part.codes for part in parts]), parts[0].values)
        return cls.of([value for part in parts for value in part.listed()])

    @property
    def filled(self) -> Mask:
        filled: Mask = self.codes != 0
        return filled

    def at(self, row: int) -> Value:
        return self.values[int(self.codes[row])]

    def taken(self, lines: Lines | Mask | slice) -> Cells:
        """The column of the rows at these places."""
        return Cells(self.codes[lines], self.values)

    def listed(self) -> list[Value]:
        """The value of every row."""
        return [self.values[code] for code in self.codes.tolist()]

    def distinct(self) -> list[Value]:
        """The different values its rows hold, blank among them where one is."""
        return list(self.used()[0])

    def counted(self) -> list[tuple[Value, int]]:
        """The different values its rows hold, each with the number of rows."""
        values, codes = self.used()
        often = np.bincount(codes, minlength=len(values)).tolist()
        return [(value, count) for value, count in zip(values, often, strict=True) if count]

    def having(self, test: Callable[[Value], object]) -> Mask:
        """The rows whose cell passes a test."""
        values, codes = self.used()
        flags: Mask = np.fromiter(map(bool, map(test, values)), np.bool_, len(values))
        return flags[codes]

    def numbers(self, of: Callable[[Value], float]) -> NDArray[np.float64]:
        """One number per row."""
        values, codes = self.used()
        found: NDArray[np.float64] = np.fromiter(map(of, values), np.float64, len(values))
        return found[codes]

    def texts(self, of: Callable[[Value], str]) -> tuple[Codes, list[str]]:
        """(a number per row, the different texts they stand for); number 0 is ""."""
        values, codes = self.used()
        known = {"": 0}
        numbers = [known.setdefault(text, len(known)) for text in map(of, values)]
        return np.array(numbers, np.int32)[codes], list(known)

    def mapped(self, of: Callable[[Value], T]) -> list[T]:
        """What every row's value becomes."""
        values, codes = self.used()
        found = list(map(of, values))
        return [found[code] for code in codes.tolist()]

    def used(self) -> tuple[Sequence[Value], Codes]:
        """(values in use, for every row the place of its own). All values of a long column: it uses nearly all."""
        if len(self.values) <= len(self.codes):
            return self.values, self.codes
        known, places = renumbered(self.codes)
        return [self.values[code] for code in known.tolist()], places


class Rows(Sequence[Row]):
    """Rows by column. A slice and ``taken`` share the values; a single row is made when it is asked for."""

    __slots__ = ("columns", "numbers")

    def __init__(self, numbers: Codes, columns: Sequence[Cells]) -> None:
        self.numbers = numbers
        self.columns = tuple(columns)

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Rows:
        """The rows by column; rows that are so already stay as they are."""
        if isinstance(rows, Rows):
            return rows
        width = max((len(row.cells) for row in rows), default=0)
        columns = [
            Cells.of([row.cells[index] if index < len(row.cells) else "" for row in rows]) for index in range(width)
        ]
        return cls(np.array([row.number for row in rows], np.int32), columns)

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> Row | Rows:
        if isinstance(index, slice):
            return Rows(self.numbers[index], [cells.taken(index) for cells in self.columns])
        return Row(int(self.numbers[index]), [cells.at(index) for cells in self.columns])

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, len(self), _BLOCK):
            block = [cells.taken(slice(start, start + _BLOCK)).listed() for cells in self.columns]
            numbers = self.numbers[start : start + _BLOCK].tolist()
            if not block:
                yield from (Row(number, []) for number in numbers)
            for number, values in zip(numbers, zip(*block, strict=True), strict=bool(block)):
                yield Row(number, list(values))

    def column(self, index: int) -> Cells:
        """A column counted from 0; a blank one beyond the last, or for -1."""
        if 0 <= index < len(self.columns):
            return self.columns[index]
        return Cells(np.zeros(len(self), np.int32), [""])

    def taken(self, lines: Lines | Mask) -> Rows:
        """The rows at these places."""
        return Rows(self.numbers[lines], [cells.taken(lines) for cells in self.columns])

    def filled(self) -> Mask:
        """Which cells are filled: one line per column, one column per row."""
        if not self.columns:
            return np.zeros((0, len(self)), np.bool_)
        return np.stack([cells.filled for cells in self.columns])

    def any_of(self, columns: Sequence[int], test: Callable[[Value], object]) -> Mask:
        """The rows in which a cell of one of the columns passes a test that blank cells fail."""
        found = np.zeros(len(self), np.bool_)
        for index in columns:
            if index < len(self.columns) and not found.all():
                found |= self.columns[index].having(test)
        return found


@dataclass(slots=True)
class RawSheet:
    """Rows in order. ``merged`` are (first row, first column, last row, last column), rows from 1, columns from 0.

    ``formats`` gives the number format of a (row, column) where it says more than "a number"; ``errors`` the places
    of error cells, which readers show as blank. Formats are known down to row ``seen_to``; below it a column has its
    ``usual`` one. ``indents`` gives how far the text of a cell is set in by its format, at most
    formats.MOST of them. ``hidden_rows`` are known of .xlsx only, ``disputed`` ones are read differently by two
    readers. A sheet is ``doubted`` where it does not say itself that it ends where its cells do, ``delimited`` where it
    is a text parted by separators, its encoding ``guessed`` where nothing tells it. ``met`` are problems of whole rows
    that the reader met: code of an Issue → rows.
    """

    name: str
    rows: Sequence[Row]
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    usual: dict[int, str] = field(default_factory=dict)
    indents: dict[tuple[int, int], int] = field(default_factory=dict)
    seen_to: int = 0
    errors: list[tuple[int, int]] = field(default_factory=list)
    unstored: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    disputed: list[int] = field(default_factory=list)
    asides: dict[tuple[int, int], list[tuple[str, str]]] = field(default_factory=dict)
    doubted: bool = False
    delimited: bool = False
    guessed: str = ""
    met: dict[str, list[int]] = field(default_factory=dict)
    _formatted: frozenset[int] | None = None

    def add(self, row: Row) -> None:
        """One more row, below the others of a sheet that is being read."""
        assert isinstance(self.rows, list)
        self.rows.append(row)

    def keep(self, number: int, cells: list[Value]) -> None:
        """One more row without the blank cells at its end; none where all are blank."""
        while cells and cells[-1] == "":
            cells.pop()
        if cells:
            self.add(Row(number, list(cells)))

    def add_aside(self, row: int, column: int, kind: str, text: str) -> None:
        """What hangs on a cell: a "note" or a "link"; blank ones say nothing."""
        if text := " ".join(text.split())[:MOST_ASIDE]:
            self.asides.setdefault((row, column), []).append((kind, text))

    @property
    def formatted(self) -> frozenset[int]:
        """The columns in which a cell has a format that tells something; asked of a sheet that is read to its end."""
        if self._formatted is None:
            self._formatted = frozenset(column for _, column in self.formats) | self.usual.keys()
        return self._formatted

    def shown(self, row: int, column: int) -> str:
        """The number format of a cell where it tells something, else ""."""
        return self.formats.get((row, column)) or (self.usual.get(column, "") if row > self.seen_to else "")


def renumbered(codes: Codes) -> tuple[Codes, Codes]:
    """(the different codes in order, for every code its place in them)."""
    most = int(codes.max(initial=0)) + 1
    if most > _SPARSE * len(codes):
        known, places = np.unique(codes, return_inverse=True)
        return known, places.astype(np.int32)
    used = np.zeros(most, np.bool_)
    used[codes] = True
    known = np.flatnonzero(used).astype(np.int32)
    place = np.empty(most, np.int32)
    place[known] = np.arange(len(known), dtype=np.int32)
    return known, place[codes]


def alike(columns: Sequence[NDArray[np.integer]], length: int) -> tuple[Lines, Lines]:
    """(first line of every group, group of every line) of lines that are equal in all columns of codes >= 0."""
    keys, most = np.zeros(length, np.int64), 1
    for codes in columns:
        span = int(codes.max(initial=0)) + 1
        if most * span >= _MOST_KEYS:
            distinct, keys = np.unique(keys, return_inverse=True)
            most = len(distinct)
        keys, most = keys * span + codes, most * span
    _, first, group = np.unique(keys, return_index=True, return_inverse=True)
    return first, group
