"""What is folded in a table: groups under headings, or the outline of rows that hold others.

A heading stands in an array of places as a negative number (-1 for the first), a row as its index.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ytterby.gui.arranging import Outline, Places, stable_order


class Folds:
    """``levels`` tells how far each row is set in; None where rows hold nothing. Groups go before the outline."""

    def __init__(self, levels: NDArray[np.integer[Any]] | None = None) -> None:
        nested = levels is not None and len(levels) > 0 and bool((levels != levels[0]).any())
        self._outline = Outline(levels) if levels is not None and nested else None
        self.outlined = False  # whether the outline is what is shown now, so that rows fold
        self._keys: NDArray[np.integer[Any]] | None = None
        self._titles: tuple[str, ...] = ()
        self._shut: set[str] = set()  # titles of the groups that are folded
        self._rows: Places = np.empty(0, dtype=np.intp)  # in the order of their groups
        self._starts: Places = np.empty(0, dtype=np.intp)

    def group(self, keys: NDArray[np.integer[Any]], titles: tuple[str, ...]) -> None:
        """Under headings, all folded: ``keys`` gives each row the place of its title."""
        self._keys, self._titles, self._shut = keys, titles, set(titles)

    def lift(self) -> None:
        """No groups."""
        self._keys, self._titles, self._shut = None, (), set()

    def arrange(self, rows: Places, *, in_order: bool) -> Places:
        """Rows to show as places; ``in_order``: they are all there are, in their own order, so that they fold."""
        self.outlined = self._keys is None and in_order and self._outline is not None
        if self._keys is not None:
            return self._under_headings(rows, self._keys)
        return self._outline.visible() if self.outlined and self._outline is not None else rows

    def _under_headings(self, rows: Places, keys: NDArray[np.integer[Any]]) -> Places:
        rows = self._rows = rows[stable_order(keys[rows])]
        own = keys[rows]
        self._starts = np.flatnonzero(np.diff(own, prepend=-1))
        shut = np.array([self._titles[own[start]] in self._shut for start in self._starts], dtype=bool)
        open_rows = ~np.repeat(shut, np.diff(self._starts, append=len(rows)))
        headed: Places = np.insert(rows, self._starts, -1 - np.arange(len(self._starts)))
        return np.asarray(headed[np.insert(open_rows, self._starts, True)])

    def behind(self, index: int) -> tuple[str, Places]:
        """Title and rows of the heading with this (negative) number."""
        assert self._keys is not None
        start, end = np.append(self._starts, len(self._rows))[[-1 - index, -index]].tolist()
        rows = self._rows[start:end]
        return self._titles[int(self._keys[rows[0]])], rows

    def folded(self, index: int) -> bool | None:
        """Whether what the heading or row holds is folded; None where it holds nothing."""
        if index < 0:
            return self.behind(index)[0] in self._shut
        if not self.outlined or self._outline is None or not self._outline.holds[index]:
            return None
        return bool(self._outline.folded[index])

    def toggle(self, index: int) -> None:
        if index < 0:
            self._shut ^= {self.behind(index)[0]}
        elif self._outline is not None:
            self._outline.folded[index] = not self._outline.folded[index]

    def open_to(self, row: int) -> None:
        """Open what hides the row; filters stay."""
        if self._keys is not None:
            self._shut.discard(self._titles[int(self._keys[row])])
        elif self._outline is not None:
            self._outline.open_to(row)

    def show_levels(self, count: int) -> None:
        """The upper ``count`` levels of the outline; of groups the headings alone (1), or their rows, too (2)."""
        if self._keys is not None:
            self._shut = set(self._titles) if count <= 1 else set()
        elif self._outline is not None:
            self._outline.show_levels(count)

    @property
    def nested(self) -> bool:
        """Whether any row holds others, shown so or not."""
        return self._outline is not None

    @property
    def levels(self) -> int:
        """How many levels can be folded now; 1 where none."""
        if self._keys is not None:
            return 2
        return self._outline.depth if self.outlined and self._outline is not None else 1

    def carry(self, other: Folds) -> None:
        """Fold as another one over the same rows does."""
        self._shut = {title for title in self._titles if title in other._shut}
        if self._outline is not None and other._outline is not None and self._outline.same_rows(other._outline):
            self._outline.folded = other._outline.folded
