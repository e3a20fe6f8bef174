"""Cells found piece by piece to the columns of a sheet: texts by number, numbers as they are, the rest one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import count

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.cells import Cells, Codes, Rows, Value, renumbered

_BLANK, _NUMBER = 0, -1  # codes above 0 are texts, below -1 other values


class Texts:
    """The different texts of a workbook, numbered from 1; number 0 is "" (blank)."""

    def __init__(self) -> None:
        self._known: defaultdict[str, int] = defaultdict(count(1).__next__, {"": 0})

    def codes(self, texts: Iterable[str]) -> Codes:
        """The numbers of texts; new ones get the next."""
        return np.fromiter(map(self._known.__getitem__, texts), np.int32)

    def read(self, written: Sequence[bytes], of: Callable[[bytes], str]) -> Codes:
        """The numbers of texts as they are written; equal ones are read once."""
        codes = {one: self._known[of(one)] for one in set(written)}
        return np.fromiter(map(codes.__getitem__, written), np.int32, len(written))

    def listed(self) -> list[str]:
        return list(self._known)


class Piece:
    """The cells of consecutive rows, given by kind; ``rows`` and ``columns`` are those of all cells, in order."""

    def __init__(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> None:
        new = np.append(True, np.diff(rows) > 0)
        self.numbers = rows[new].astype(np.int32)
        self._column = columns.astype(np.int16)
        self.codes = np.zeros((int(columns.max()) + 1, len(self.numbers)), np.int32)
        self._place = columns * len(self.numbers) + np.cumsum(new) - 1
        self.floats: list[NDArray[np.float64]] = [np.empty(0)] * len(self.codes)

    def put(self, cells: NDArray[np.intp], codes: Codes) -> None:
        """Sets cells, given by their places among all of the piece, to texts or other values."""
        self.codes.ravel()[self._place[cells]] = codes

    def put_numbers(self, cells: NDArray[np.intp], numbers: NDArray[np.float64]) -> None:
        """Sets the cells that hold numbers; all at once."""
        columns = self._column[cells]
        self.codes.ravel()[self._place[cells]] = _NUMBER
        order = np.argsort(columns, kind="stable")
        ends = np.cumsum(np.bincount(columns, minlength=len(self.codes)))
        self.floats = np.split(numbers[order], ends[:-1])


class Assembly:
    """The pieces of one sheet; ``rows`` ends it."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self._pieces: list[Piece] = []
        self._others: dict[tuple[type, Value], int] = {}

    @property
    def last_row(self) -> int:
        return int(self._pieces[-1].numbers[-1]) if self._pieces else 0

    @property
    def last_column(self) -> int:
        """The last column with a cell, blank or not; -1 for none."""
        return max((len(piece.codes) for piece in self._pieces), default=0) - 1

    def add(self, piece: Piece) -> None:
        self._pieces.append(piece)

    def other(self, value: Value) -> int:
        """The code of a value that is neither a text nor a number."""
        return self._others.setdefault((type(value), value), -2 - len(self._others))

    def rows(self) -> Rows:
        """The rows with a cell that is not blank, up to the last column with one. Gives up the pieces."""
        if not self._pieces:
            return Rows(np.zeros(0, np.int32), ())
        width = max(len(piece.codes) for piece in self._pieces)
        texts, others = self.texts.listed(), [value for _, value in self._others]
        numbers = np.concatenate([piece.numbers for piece in self._pieces])
        filled = np.concatenate([(piece.codes != _BLANK).any(axis=0) for piece in self._pieces])
        columns = [self._column(index, texts, others) for index in range(width)]
        while columns and not columns[-1].codes.any():
            columns.pop()
        self._pieces = []
        rows = Rows(numbers, columns)
        return rows if filled.all() else rows.taken(np.flatnonzero(filled))

    def _column(self, index: int, texts: list[str], others: list[Value]) -> Cells:
        codes = np.concatenate([
            piece.codes[index] if index < len(piece.codes) else np.zeros(len(piece.numbers), np.int32)
            for piece in self._pieces
        ])
        floats = np.concatenate([piece.floats[index] for piece in self._pieces if index < len(piece.floats)])
        numeric = codes == _NUMBER
        further = np.flatnonzero(codes < _NUMBER)
        known, of_texts = renumbered(np.append(np.maximum(codes, _BLANK), _BLANK))
        of_texts = of_texts[:-1]  # blank comes first in every column, whether a cell is or not
        values: list[Value] = [texts[code] for code in known.tolist()]
        if len(floats):
            distinct, places = np.unique(floats, return_inverse=True)
            of_texts[numeric] = places + len(values)
            values += distinct.tolist()
        for place in further.tolist():
            of_texts[place] = len(values) - 2 - codes[place]
        return Cells(of_texts, values + others if len(further) else values)
