"""The bill of materials: distinct items, and where they stand.

NumPy columns inside, typed accessors outside: a million lines over a few thousand items stay small, and what is
known about an item holds wherever it is used.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ytterby.core.item import Item

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Usage:
    """One line: ``item`` and ``parent`` are indices (parent into the usages, -1 for none), ``row`` as Excel counts."""

    index: int
    item: int
    sheet: int
    row: int
    level: int
    parent: int
    quantity: float | None
    section: str


@dataclass(frozen=True, slots=True, eq=False)
class Usages:
    """Columns of equal length, one entry per line, in the order of the workbook.

    ``quantity`` is per parent, NaN where not stated; ``alternative`` marks lines that are another choice for the line
    before (an AVL row or a ranked alternative): they name sources and never add up.
    """

    item: NDArray[np.int32]
    sheet: NDArray[np.int16]
    row: NDArray[np.int32]
    level: NDArray[np.int16]
    parent: NDArray[np.int32]
    quantity: NDArray[np.float64]
    alternative: NDArray[np.bool_]
    section: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.item)


@dataclass(frozen=True, slots=True, eq=False)
class Bom:
    """A bill as read. ``name`` is the file name, ``sha256`` the file's digest, ``sheets`` the names in order."""

    name: str
    sha256: str
    sheets: tuple[str, ...]
    items: tuple[Item, ...]
    usages: Usages

    def __len__(self) -> int:
        return len(self.usages)

    def usage(self, index: int) -> Usage:
        column = self.usages
        quantity = float(column.quantity[index])
        return Usage(
            index, int(column.item[index]), int(column.sheet[index]), int(column.row[index]), int(column.level[index]),
            int(column.parent[index]), None if math.isnan(quantity) else quantity, column.section[index],
        )

    def __iter__(self) -> Iterator[Usage]:
        return (self.usage(index) for index in range(len(self)))

    def item_of(self, usage: Usage) -> Item:
        return self.items[usage.item]

    def line_id(self, usage: Usage) -> str:
        """Names the line in JSON and reports: sheet number, row, and item."""
        return f"{usage.sheet + 1}.{usage.row}.{self.items[usage.item].key}"
