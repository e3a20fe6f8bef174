"""Rows and columns of a table, and which rows are shown in which order: the part of a table that is no Qt.

A column that depends only on what a row *is* (its kind: the item of a line) is read once per kind; filters and sorts
then work on codes of the distinct values, so that a million lines answer while one types.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Row = TypeVar("Row")
Mask = NDArray[np.bool_]
_COMPARISON = re.compile(r"\s*(>=|<=|>|<|=)\s*(-?[\d.,' \u00a0]+)\s*(%?)\s*")


def _nothing(_: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column as data: view, header, filter, copy and report columns read the same list.

    ``rank`` gives what sorts (smaller first, None last), else the text sorts. A ``figure`` is right-aligned and its
    filter compares (> < >= <=) with ``rank``, which then is the number in the unit shown. ``by_kind``: the value
    depends only on the row's kind. ``mark`` names a status mark, ``muted`` tells that the cell is shown paler,
    ``indent`` how many steps the text is set in. ``ranks`` holds the ranks of all rows at once, where they lie in an
    array anyway.
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


class Listing(Generic[Row]):
    """``rows`` under ``columns``; ``kinds`` gives each row's kind (0..), None where every row is one of its own;
    ``decimal`` is the sign the user types before decimals."""

    def __init__(
        self, columns: Sequence[Column[Row]], rows: Sequence[Row], kinds: NDArray[np.integer[Any]] | None = None, *,
        decimal: str = ".",
    ) -> None:
        self.columns, self.rows, self._decimal = tuple(columns), rows, decimal
        self._kinds = kinds
        if kinds is None:
            self._first: NDArray[np.intp] = np.arange(len(rows))
        else:
            self._first = np.unique(kinds, return_index=True)[1]
            self._kinds = np.unique(kinds, return_inverse=True)[1]
        self._texts: dict[int, list[str]] = {}
        self._ranks: dict[int, NDArray[np.float64]] = {}
        self._masks: dict[str, Mask] = {}
        self._whole: list[str] | None = None
        self._order: NDArray[np.intp] | None = None
        self.shown: NDArray[np.intp] = np.arange(len(rows))

    def __len__(self) -> int:
        return len(self.shown)

    def row(self, place: int) -> Row:
        """The row shown at a place."""
        return self.rows[int(self.shown[place])]

    def place_of(self, index: int) -> int | None:
        """Where the row is shown, None where a filter hides it."""
        found = np.flatnonzero(self.shown == index)
        return int(found[0]) if len(found) else None

    def only(self, masks: Mapping[str, Mask | None]) -> None:
        """Show only rows of each mask; every name holds one condition, None lifts it. All conditions must hold."""
        for name, mask in masks.items():
            if mask is None:
                self._masks.pop(name, None)
            else:
                self._masks[name] = mask
        self._refresh()

    def filter(self, column: int, text: str) -> None:
        """The filter row: ``text`` under one column. Empty lifts it; see ``matching``."""
        self.only({f"column {column}": self._matches(column, text) if text.strip() else None})

    def search(self, text: str) -> None:
        """Show rows in which every word stands in some column of text (figures have their own filter)."""
        words = text.casefold().split()
        if not words:
            return self.only({"search": None})
        hits = np.array([all(word in whole for word in words) for whole in self._whole_texts()], dtype=bool)
        return self.only({"search": hits if self._kinds is None else hits[self._kinds]})

    def sort(self, column: int | None, *, descending: bool = False) -> None:
        """Order by a column; None gives the order of the workbook. Unknown values stand last either way."""
        if column is None:
            self._order = None
        else:
            keys = self._rank(column)
            unknown = np.isnan(keys)
            keys = np.where(unknown, np.inf, -keys if descending else keys)
            kinds = self._of(column)
            self._order = np.argsort(keys if kinds is None else keys[kinds], kind="stable")
        self._refresh()

    @property
    def conditions(self) -> tuple[str, ...]:
        return tuple(self._masks)

    def _refresh(self) -> None:
        if not self._masks:
            self.shown = np.arange(len(self.rows)) if self._order is None else self._order
            return
        mask = np.logical_and.reduce(list(self._masks.values()))
        self.shown = np.flatnonzero(mask) if self._order is None else self._order[mask[self._order]]

    def _of(self, column: int) -> NDArray[np.integer[Any]] | None:
        """Which value of the column each row has; None: its own."""
        return self._kinds if self.columns[column].by_kind else None

    def _values(self, column: int) -> Iterable[Row]:
        if self._of(column) is None:
            return self.rows
        return (self.rows[int(index)] for index in self._first)

    def _whole_texts(self) -> list[str]:
        """All text columns of each kind in one, read in one pass: a row may cost more to make than its texts."""
        if self._whole is None:
            texts = [column.text for column in self.columns if not column.figure]
            rows = self.rows if self._kinds is None else (self.rows[int(index)] for index in self._first)
            self._whole = ["\x1f".join([text(row) for text in texts]).casefold() for row in rows]
        return self._whole

    def _text(self, column: int) -> list[str]:
        if column not in self._texts:
            text = self.columns[column].text
            self._texts[column] = [text(row).casefold() for row in self._values(column)]
        return self._texts[column]

    def _rank(self, column: int) -> NDArray[np.float64]:
        if column not in self._ranks:
            rank, ranks = self.columns[column].rank, self.columns[column].ranks
            if ranks is not None:
                self._ranks[column] = ranks
            elif rank is None:
                self._ranks[column] = _text_ranks(self._text(column))
            else:
                found = (rank(row) for row in self._values(column))
                self._ranks[column] = np.array([math.nan if one is None else one for one in found], dtype=np.float64)
        return self._ranks[column]

    def _spread(self, column: int, hits: Sequence[bool] | Mask) -> Mask:
        """From the column's distinct values to the rows."""
        kinds = self._of(column)
        mask = np.asarray(hits, dtype=bool)
        return mask if kinds is None else mask[kinds]

    def _matches(self, column: int, text: str) -> Mask:
        comparison = _COMPARISON.fullmatch(text)
        if comparison and self.columns[column].figure:
            number = _number(comparison[2], self._decimal)
            if number is not None:
                return self._spread(column, _compare(self._rank(column), comparison[1], number))
        hit = matching(text)
        return self._spread(column, [hit(cell) for cell in self._text(column)])


def matching(text: str) -> Callable[[str], bool]:
    """What a filter text asks of a (case-folded) cell: ``words`` contained, ``!words`` not, ``=words`` exactly."""
    wanted = text.strip().casefold()
    if wanted.startswith("!"):
        without = wanted[1:].strip()
        return lambda cell: without not in cell
    if wanted.startswith("="):
        exact = wanted[1:].strip()
        return lambda cell: cell.strip() == exact
    return lambda cell: wanted in cell


def _compare(values: NDArray[np.float64], sign: str, number: float) -> Mask:
    with np.errstate(invalid="ignore"):
        match sign:
            case ">":
                return np.asarray(values > number)
            case "<":
                return np.asarray(values < number)
            case ">=":
                return np.asarray(values >= number)
            case "<=":
                return np.asarray(values <= number)
            case _:
                return np.asarray(np.isclose(values, number))


def _number(text: str, decimal: str) -> float | None:
    """A number as the user types it: with or without signs between thousands."""
    between = "." if decimal == "," else ","
    plain = re.sub(r"[\s'\u00a0]", "", text).replace(between, "").replace(decimal, ".")
    try:
        return float(plain)
    except ValueError:
        return None


def _text_ranks(texts: list[str]) -> NDArray[np.float64]:
    """Equal texts get equal ranks; empty ones none, so that they stand last."""
    ordered = {text: place for place, text in enumerate(sorted(set(texts), key=_natural))}
    return np.array([ordered[text] if text else math.nan for text in texts], dtype=np.float64)


def _natural(text: str) -> tuple[Any, ...]:
    """M-2 before M-10: digits compare as numbers."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"([0-9]+)", text) if part)
