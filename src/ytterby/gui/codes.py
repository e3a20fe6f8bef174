"""The text columns of a table as codes of their distinct values, made in one pass over the kinds, in slices.

A row may cost more to make than all its texts: so it is made once, and what sorts is taken along.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from ytterby.gui.filtering import natural

Row = TypeVar("Row")
Read = TypeVar("Read", contravariant=True)


class Coding(Protocol[Read]):
    """What is asked of a column."""

    @property
    def text(self) -> Callable[[Read], str]: ...

    @property
    def rank(self) -> Callable[[Read], float | None] | None: ...


@dataclass
class Coded:
    """``values`` are distinct texts, ``codes`` which of them each kind has."""

    values: list[str]
    codes: NDArray[np.int32]

    @cached_property
    def folded(self) -> list[str]:
        return [value.casefold() for value in self.values]

    @cached_property
    def order(self) -> NDArray[np.float64]:
        """What sorts each value: its place among the values; NaN for the empty one, so that it stands last."""
        places = {value: place for place, value in enumerate(sorted(set(self.folded), key=natural))}
        return np.array([places[value] if value else math.nan for value in self.folded], dtype=np.float64)

    def hits(self, met: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Which kinds have a (case-folded) value that meets a condition."""
        return np.array([met(value) for value in self.folded], dtype=bool)[self.codes]


class Codes(Generic[Row]):
    """Codes of ``texts`` and ranks of ``ranks`` (columns by place) for the rows that stand for each kind."""

    def __init__(
        self, texts: dict[int, Coding[Row]], ranks: dict[int, Coding[Row]], rows: Sequence[Row],
        first: NDArray[np.intp],
    ) -> None:
        self._rows, self._first = rows, first
        self._texts: dict[int, tuple[Callable[[Row], str], dict[str, int], list[int]]] = {
            place: (column.text, {}, []) for place, column in texts.items()}
        self._ranks: dict[int, tuple[Callable[[Row], float | None], list[float | None]]] = {
            place: (column.rank, []) for place, column in ranks.items() if column.rank is not None}
        self._made = 0
        self._sorted: set[int] = set()
        self._coded: dict[int, Coded] = {}

    def make(self, most: int | None = None) -> bool:
        """Go on with at most so many kinds, all that are left without a limit; gives whether all are made."""
        if self._made == len(self._first):
            return True
        stop = len(self._first) if most is None else min(len(self._first), self._made + most)
        texts, ranks = list(self._texts.values()), list(self._ranks.values())
        for index in self._first[self._made : stop].tolist():
            row = self._rows[index]
            for text, known, codes in texts:
                codes.append(known.setdefault(text(row), len(known)))
            for rank, values in ranks:
                values.append(rank(row))
        self._made = stop
        return stop == len(self._first)

    def coded(self, place: int) -> Coded | None:
        """The codes of a text column; None where the column is none of these."""
        if place not in self._texts:
            return None
        if place not in self._coded:
            self.make()
            _, known, codes = self._texts[place]
            self._coded[place] = Coded(list(known), np.array(codes, dtype=np.int32))
        return self._coded[place]

    def order_next(self) -> bool:
        """Sort the distinct texts of one further column; gives whether all are sorted."""
        for place in self._texts:
            if place not in self._sorted:
                self._sorted.add(place)
                coded = self.coded(place)
                assert coded is not None
                _ = coded.order
                return False
        return True

    def ranks(self, place: int) -> NDArray[np.float64] | None:
        if place not in self._ranks:
            return None
        self.make()
        return as_numbers(self._ranks[place][1])


def as_numbers(values: Sequence[float | None]) -> NDArray[np.float64]:
    """None becomes NaN."""
    return np.array([math.nan if value is None else value for value in values], dtype=np.float64)


def coded(texts: Sequence[str]) -> Coded:
    """Codes of texts that are there."""
    known: dict[str, int] = {}
    codes = [known.setdefault(text, len(known)) for text in texts]
    return Coded(list(known), np.array(codes, dtype=np.int32))


def first_of(kinds: NDArray[np.integer[Any]]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The first row of each kind that there is, and for each row which of these it is: without a sort."""
    if not len(kinds):
        return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp)
    seen = np.full(int(kinds.max()) + 1, -1, dtype=np.intp)
    seen[kinds[::-1]] = np.arange(len(kinds) - 1, -1, -1)
    there = np.flatnonzero(seen >= 0)
    if len(there) == len(seen):
        return seen, kinds.astype(np.intp)
    place = np.zeros(len(seen), dtype=np.intp)
    place[there] = np.arange(len(there))
    return seen[there], place[kinds]
