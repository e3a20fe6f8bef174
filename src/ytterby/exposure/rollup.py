"""Quantities through all levels: the product along each path, summed over the paths, level by level.

Each parts list is one row and column of a sparse matrix, so shared assemblies are never unfolded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.bill import Bom, Usages

USUAL_LEVELS = 200  # deeper than nearly any bill; further down it is asked whether an assembly stands inside itself
MOST = 1e30  # no figure of a bill is larger: one beyond, typed in or multiplied up, is not known
_FEW = 8


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Pieces of every item in one piece of each product; NaN where they are beyond range.

    ``products`` are item indices, None for the list itself (lines under no assembly). ``counts`` says how many of the
    product the bill lists. ``per_product`` is a sparse matrix by columns, items × products. ``assumed`` are the lines
    without a stated quantity, counted as one each.
    """

    products: tuple[int | None, ...]
    counts: NDArray[np.float64]
    per_product: Any
    assumed: tuple[int, ...]

    def in_product(self, product: int) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """(items, pieces of each) of one product, by its place in ``products``."""
        columns = self.per_product
        inside = slice(columns.indptr[product], columns.indptr[product + 1])
        return columns.indices[inside].astype(np.int32), columns.data[inside]

    def for_volumes(self, volumes: Sequence[float]) -> NDArray[np.float64]:
        """Pieces of every item for ``volumes[p]`` pieces of product p; NaN where a NaN volume reaches the item."""
        with np.errstate(over="ignore", invalid="ignore"):
            return in_range(self.per_product @ np.asarray(volumes, dtype=float))


def in_range(figures: NDArray[np.float64]) -> NDArray[np.float64]:
    """The figures, NaN where they are beyond range."""
    return np.where(np.abs(figures) <= MOST, figures, np.nan)


def roll_up(bom: Bom) -> Pieces:
    """Pieces of each item per product, through all levels.

    Alternatives name sources and never add up. A top item with parts is a product; top lines without parts belong to
    the list itself. An assembly listed once with its parts and elsewhere without them has them there too. Raises
    ValueError where a line stands below itself.
    """
    from scipy.sparse import csc_array

    usages = bom.usages
    quantity, assumed = quantities(usages)
    for graft in (True, False):  # an assembly inside itself, once listed lists are shared, is then taken as listed
        lists = PartsLists(bom, quantity, graft=graft)
        products, counts, start = _starts(usages, quantity, lists.of_line >= 0)
        found = lists.reach(start)
        if found is not None:
            break
    if found is None:
        raise ValueError("a line stands below itself")
    with np.errstate(over="ignore", invalid="ignore"):
        per_product = csc_array(lists.parts(start) @ found + start.on(usages.item[start.lines], len(bom.items)))
    per_product.sort_indices()
    per_product.data = in_range(per_product.data)
    return Pieces(products, counts, per_product, assumed)


@dataclass(frozen=True, slots=True, eq=False)
class _Start:
    """Top lines with the product each belongs to and its pieces in one piece of the product."""

    lines: NDArray[np.intp]
    product: NDArray[np.intp]
    pieces: NDArray[np.float64]
    products: int

    @property
    def few(self) -> bool:
        """Columns full of zeros then cost less than looking up what is none."""
        return self.products <= _FEW

    def on(self, rows: NDArray[Any], count: int) -> Any:
        """The matrix of the pieces, rows × products; full where the products are few. A negative row is left out."""
        from scipy.sparse import csr_array

        there = rows >= 0
        entries = (self.pieces[there], (rows[there], self.product[there]))
        found = csr_array(entries, shape=(count, self.products))
        return found.toarray() if self.few else found


class PartsLists:
    """The parts lists of a bill, each once: that of a line with parts, which bare lines of the same item share.

    A matrix over parts lists instead of lines stays as small as the bill, however often an assembly is used.
    """

    def __init__(self, bom: Bom, quantity: NDArray[np.float64], *, graft: bool) -> None:
        usages, items = bom.usages, len(bom.items)
        self._below = below = np.flatnonzero((usages.parent >= 0) & (quantity > 0))
        self._items, self._quantity, self._item = items, quantity[below], usages.item[below]
        headed = np.zeros(len(usages), dtype=bool)
        headed[usages.parent[below]] = True
        heads = np.flatnonzero(headed)
        self._count, self._head = len(heads), usages.item[heads]
        self.of_line = np.full(len(usages), -1, dtype=np.int32)  # which parts list a line has, -1: none
        self.of_line[heads] = np.arange(len(heads), dtype=np.int32)
        self._above = self.of_line[usages.parent[below]]
        if graft:
            first = np.full(items, -1, dtype=np.int32)
            first[usages.item[heads[::-1]]] = np.arange(len(heads), dtype=np.int32)[::-1]  # the first line wins
            bare = np.flatnonzero(~headed & ~usages.alternative)
            self.of_line[bare] = first[usages.item[bare]]

    def reach(self, start: _Start) -> Any:
        """How often each parts list is needed per product: s + L·s + L²·s + …; None where it never ends."""
        inner = np.flatnonzero(self.of_line[self._below] >= 0)
        rows = self.of_line[self._below[inner]]
        links = self._matrix(start, self._quantity[inner], rows, self._above[inner], self._count)
        total = level = start.on(self.of_line[start.lines], self._count)
        with np.errstate(over="ignore", invalid="ignore"):
            for _ in self._steps():
                level = links @ level
                if (np.count_nonzero(level) if start.few else level.nnz) == 0:
                    return total
                total = total + level
        return None

    def _steps(self) -> Iterator[int]:
        """As many as lead to the lowest level, if there is one."""
        yield from range(USUAL_LEVELS)
        if not self._is_endless():
            yield from range(self._count)

    def _is_endless(self) -> bool:
        """Does a parts list stand inside itself?"""
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import connected_components

        inside = self.of_line[self._below]
        inner = inside >= 0
        low, high = inside[inner], self._above[inner]
        links = csr_array((np.ones(len(low)), (low, high)), shape=(self._count, self._count))
        circles, _ = connected_components(links, connection="strong")
        return bool(circles < self._count or (low == high).any())

    def worth(self, price: NDArray[np.float64]) -> NDArray[np.float64] | None:
        """Per item what the parts in one piece of it are worth, at ``price`` or, NaN, what their own parts are worth.

        0 where none is priced; the largest where an item has several lists; None where it never ends.
        """
        inner, own = self.of_line[self._below], price[self._item]
        value = np.zeros(self._count + 1)  # the last one for lines without parts
        for _ in self._steps():
            with np.errstate(over="ignore"):
                each = self._quantity * np.where(np.isnan(own), value[inner], own)
            found = np.append(np.bincount(self._above, each, self._count), 0.0)
            if np.array_equal(found, value):
                inside = np.zeros(self._items)
                np.maximum.at(inside, self._head, value[:-1])
                return inside
            value = found
        return None

    def parts(self, start: _Start) -> Any:
        """The matrix items × parts lists: pieces of each item directly in each list."""
        return self._matrix(start, self._quantity, self._item, self._above, self._items)

    def _matrix(self, start: _Start, values: Any, rows: Any, columns: Any, count: int) -> Any:
        """As coordinates it multiplies full columns just as fast, and is not sorted first."""
        from scipy.sparse import coo_array

        found = coo_array((values, (rows, columns)), shape=(count, self._count))
        return found if start.few else found.tocsr()


def quantities(usages: Usages) -> tuple[NDArray[np.float64], tuple[int, ...]]:
    """Per line what it counts: alternatives nothing, unstated ones one piece, by-products (negative) nothing."""
    unstated = np.isnan(usages.quantity) & ~usages.alternative
    quantity = np.where(np.isnan(usages.quantity), 1.0, np.maximum(usages.quantity, 0.0))
    return np.where(usages.alternative, 0.0, quantity), tuple(np.flatnonzero(unstated).tolist())


def _starts(
    usages: Usages, quantity: NDArray[np.float64], listed_elsewhere: NDArray[np.bool_],
) -> tuple[tuple[int | None, ...], NDArray[np.float64], _Start]:
    """Products, how many the bill lists of each, and the pieces of each top line in one piece of its product.

    A top line is a product wherever its parts are listed, so the order of lines does not matter.
    """
    has_parts = listed_elsewhere.copy()
    has_parts[usages.parent[usages.parent >= 0]] = True
    top = np.flatnonzero((usages.parent < 0) & ~usages.alternative & (quantity > 0))
    heads, loose = top[has_parts[top]], top[~has_parts[top]]
    items, place = np.unique(usages.item[heads], return_inverse=True)
    listed = np.bincount(place, weights=quantity[heads], minlength=len(items)).astype(np.float64)
    columns = np.concatenate([place, np.full(len(loose), len(items))])
    values = np.concatenate([quantity[heads] / listed[place], quantity[loose]])
    products: tuple[int | None, ...] = tuple(int(item) for item in items)
    if len(loose):
        products, listed = (*products, None), np.append(listed, 1.0)
    return products, listed, _Start(np.concatenate([heads, loose]), columns, values, len(products))
