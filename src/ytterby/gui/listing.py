"""Rows and columns of a table, and which rows are shown in which order: the part of a table that is no Qt.

A column that depends only on what a row *is* (its kind: the item of a line) is read once per kind; filters, sorts and
groups then work on codes of the distinct values, so that a million lines answer while one types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from ytterby.gui.arranging import dense_ranks, stable_order
from ytterby.gui.codes import Coded, Codes, as_numbers, coded, first_of
from ytterby.gui.filtering import Mask, compared, comparison, matching
from ytterby.gui.folds import Folds

__all__ = ["Column", "Heading", "Listing", "Mask"]

Row = TypeVar("Row")


def _nothing(_: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column as data: view, header, filter, copy and report columns read the same list.

    ``rank`` gives what sorts (smaller first, None last), else the text sorts. A ``figure`` is right-aligned and its
    filter compares (> < >= <=) with ``rank``, which then is the number in the unit shown. ``by_kind``: the value
    depends only on the row's kind. ``mark`` names a status mark, ``muted`` tells that the cell is shown paler,
    ``indent`` how many steps the text is set in. ``ranks`` holds the ranks of all rows at once, where they lie in an
    array anyway. ``total`` writes the sum that the heading of a group shows; each kind counts once.
    """

    key: str
    title: str
    text: Callable[[Row], str]
    rank: Callable[[Row], float | None] | None = None
    tip: Callable[[Row], str] = _nothing
    figure: bool = False
    by_kind: bool = True
    ranks: NDArray[np.float64] | None = None
    mark: Callable[[Row], str] | None = None
    muted: Callable[[Row], bool] | None = None
    indent: Callable[[Row], int] | None = None
    width: int = 110
    help: str = ""
    total: Callable[[float], str] | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """Of a group: its value (empty: nothing stated), how many rows, sums by column, whether it is folded."""

    text: str
    rows: int
    sums: Mapping[int, str] = field(default_factory=dict)
    folded: bool = False


class Listing(Generic[Row]):
    """``rows`` under ``columns``; ``kinds`` gives each row's kind (0..), None where every row is one of its own;
    ``levels`` how far each row is set in, where rows hold others; ``decimal`` is the sign the user types before
    decimals. ``shown`` holds the index of the row at each place, below zero where a heading stands."""

    def __init__(
        self, columns: Sequence[Column[Row]], rows: Sequence[Row], kinds: NDArray[np.integer[Any]] | None = None, *,
        levels: NDArray[np.integer[Any]] | None = None, decimal: str = ".",
    ) -> None:
        self.columns, self.rows, self._decimal = tuple(columns), rows, decimal
        self._kinds: NDArray[np.intp] | None = None
        self._first: NDArray[np.intp] = np.arange(len(rows))
        if kinds is not None:
            self._first, self._kinds = first_of(kinds)
        own = {place: column for place, column in enumerate(self.columns) if kinds is None or column.by_kind}
        self._codes: Codes[Row] = Codes({place: column for place, column in own.items() if not column.figure},
                                        {place: column for place, column in own.items() if column.ranks is None},
                                        rows, self._first)
        self._coded: dict[int, Coded] = {}
        self._ranks: dict[int, NDArray[np.float64]] = {}
        self._masks: dict[str, Mask] = {}
        self._order: NDArray[np.intp] | None = None
        self.group: int | None = None
        self.folds = Folds(levels)
        self._headings: dict[int, Heading] = {}
        self.shown: NDArray[np.intp] = np.arange(len(rows))

    def __len__(self) -> int:
        return len(self.shown)

    def met(self) -> NDArray[np.intp]:
        """Indices of the rows that meet all conditions, whether folded or not, in their own order."""
        return np.flatnonzero(self._mask()) if self._masks else np.arange(len(self.rows))

    def row(self, place: int) -> Row:
        """The row shown at a place that is no heading."""
        return self.rows[int(self.shown[place])]

    def sample(self, most: int) -> tuple[list[Row], bool]:
        """At most so many rows, of different kinds, evenly spread; and whether these are all kinds."""
        step = -(-len(self._first) // most) or 1
        return [self.rows[index] for index in self._first[::step].tolist()], step == 1

    def place_of(self, index: int) -> int | None:
        """Where the row is shown, None where a filter or something folded hides it."""
        found = np.flatnonzero(self.shown == index)
        return int(found[0]) if len(found) else None

    def prepare(self, most: int) -> bool:
        """Read at most so many further kinds ahead of the first filter or sort; gives whether all are read."""
        return self._codes.make(most) and self._codes.order_next()

    def only(self, masks: Mapping[str, Mask | None]) -> None:
        """Show only rows of each mask; every name holds one condition, None lifts it. All conditions must hold."""
        for name, mask in masks.items():
            if mask is None:
                self._masks.pop(name, None)
            else:
                self._masks[name] = mask
        self.refresh()

    def filter(self, column: int, text: str) -> None:
        """The filter row: ``text`` under one column. Empty lifts it; see ``matching``."""
        self.only({f"column {column}": self._matches(column, text) if text.strip() else None})

    def search(self, text: str) -> None:
        """Show rows in which every word stands in some column of text (figures have their own filter)."""
        words = text.casefold().split()
        self.only({"search": np.logical_and.reduce([self._found(word) for word in words]) if words else None})

    def sort(self, column: int | None, *, descending: bool = False) -> None:
        """Order by a column; None gives the order of the workbook. Unknown values stand last either way."""
        if column is None:
            self._order = None
        else:
            keys = self._rank(column)
            ranks, kinds = dense_ranks(-keys if descending else keys), self._of(column)
            self._order = stable_order(ranks if kinds is None else ranks[kinds])
        self.refresh()

    def group_by(self, column: int | None) -> None:
        """Put rows of one value of a column of text under a heading, folded; None lifts it."""
        self.group = column
        if column is None:
            self.folds.lift()
        else:
            found = self._texts(column)
            order = np.argsort(self._value_ranks(column, found), kind="stable")
            place = np.empty(len(order), dtype=np.int32)
            place[order] = np.arange(len(order))
            self.folds.group(self._spread(column, place[found.codes]), tuple(found.values[at] for at in order.tolist()))
        self.refresh()

    def fold(self, change: Callable[[Folds], None]) -> None:
        """Fold or open something, and arrange anew."""
        change(self.folds)
        self.refresh()

    def heading(self, place: int) -> Heading | None:
        """The heading at a place, None where a row stands there."""
        index = int(self.shown[place])
        if index >= 0:
            return None
        if index not in self._headings:
            title, rows = self.folds.behind(index)
            self._headings[index] = Heading(title, len(rows), self._sums(rows), bool(self.folds.folded(index)))
        return self._headings[index]

    @property
    def conditions(self) -> tuple[str, ...]:
        return tuple(self._masks)

    def refresh(self) -> None:
        """Arrange anew."""
        rows = self.met()
        if self._order is not None:
            rows = self._order[self._mask()[self._order]] if self._masks else self._order
        self._headings = {}
        self.shown = self.folds.arrange(rows, in_order=self._order is None and not self._masks)

    def _mask(self) -> Mask:
        return np.asarray(np.logical_and.reduce(list(self._masks.values())))

    def _of(self, column: int) -> NDArray[np.intp] | None:
        """Which value of the column each row has; None: its own."""
        return self._kinds if self.columns[column].by_kind else None

    def _spread(self, column: int, found: NDArray[Any]) -> NDArray[Any]:
        """From the column's values, one per kind, to the rows."""
        kinds = self._of(column)
        return found if kinds is None else found[kinds]

    def _values(self, column: int) -> Iterable[Row]:
        if self._of(column) is None:
            return self.rows
        return (self.rows[index] for index in self._first.tolist())

    def _texts(self, column: int) -> Coded:
        found = self._codes.coded(column) or self._coded.get(column)
        if found is None:
            text = self.columns[column].text
            found = self._coded[column] = coded([text(row) for row in self._values(column)])
        return found

    def _rank(self, column: int) -> NDArray[np.float64]:
        if column not in self._ranks:
            rank, ranks = self.columns[column].rank, self.columns[column].ranks
            if ranks is None and rank is not None:
                ranks = self._codes.ranks(column)
                ranks = as_numbers([rank(row) for row in self._values(column)]) if ranks is None else ranks
            elif ranks is None:
                texts = self._texts(column)
                ranks = texts.order[texts.codes]
            self._ranks[column] = ranks
        return self._ranks[column]

    def _value_ranks(self, column: int, found: Coded) -> NDArray[np.float64]:
        """What sorts the distinct texts of a column: the smallest rank under each of them."""
        if self.columns[column].rank is None:
            return found.order
        least = np.full(len(found.values), np.inf)
        ranks = self._rank(column)
        np.minimum.at(least, found.codes, np.where(np.isnan(ranks), np.inf, ranks))
        return least

    def _found(self, word: str) -> Mask:
        """Rows with the word in some column of text; kinds are spread over the rows once for all columns."""
        texts = [place for place, column in enumerate(self.columns) if not column.figure]
        by_kind = [place for place in texts if self._of(place) is not None]
        found = [self._texts(place).hits(lambda cell: word in cell) for place in by_kind]
        own = [self._texts(place).hits(lambda cell: word in cell) for place in texts if place not in by_kind]
        if found and self._kinds is not None:
            own.append(np.logical_or.reduce(found)[self._kinds])
        return np.asarray(np.logical_or.reduce(own)) if own else np.zeros(len(self.rows), dtype=bool)

    def _matches(self, column: int, text: str) -> Mask:
        asked = comparison(text, self._decimal) if self.columns[column].figure else None
        if asked is not None:
            return self._spread(column, compared(self._rank(column), *asked))
        return self._spread(column, self._texts(column).hits(matching(text)))

    def _sums(self, rows: NDArray[np.intp]) -> dict[int, str]:
        """What the heading over rows says under the columns that add up; each kind counts once."""
        kinds = rows if self._kinds is None else np.flatnonzero(np.bincount(self._kinds[rows]))
        sums = {}
        for place, column in enumerate(self.columns):
            if column.total is not None:
                values = self._rank(place)[kinds if self._of(place) is not None else rows]
                known = values[~np.isnan(values)]
                sums[place] = column.total(float(known.sum())) if len(known) else ""
        return sums
