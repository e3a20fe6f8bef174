"""Quantities through all levels: the product along each path, summed over the paths, level by level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.bill import Bom, Usages

MOST_LEVELS = 200  # deeper than any bill; further steps mean that an assembly stands inside itself


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Pieces of every item in one piece of each product.

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
        total: NDArray[np.float64] = self.per_product @ np.asarray(volumes, dtype=float)
        return total


def roll_up(bom: Bom) -> Pieces:
    """Pieces of each item per product, through all levels.

    Alternatives name sources and never add up. A top item with parts is a product; top lines without parts belong to
    the list itself. An assembly listed once with its parts and elsewhere without them has them there too.
    """
    from scipy.sparse import csr_array

    usages = bom.usages
    quantity, assumed = _quantities(usages)
    products, counts, start = _starts(usages, quantity)
    links = _links(usages, quantity, graft=True)
    found = _reach(links, start)
    if found is None:
        found = _reach(_links(usages, quantity, graft=False), start)
    lines = np.arange(len(usages))
    select = csr_array((np.ones(len(usages)), (usages.item, lines)), shape=(len(bom.items), len(usages)))
    per_product = (select @ found).tocsc()
    per_product.sort_indices()
    return Pieces(products, counts, per_product, assumed)


def _quantities(usages: Usages) -> tuple[NDArray[np.float64], tuple[int, ...]]:
    """Per line what it counts: alternatives nothing, unstated ones one piece, by-products (negative) nothing."""
    unstated = np.isnan(usages.quantity) & ~usages.alternative
    quantity = np.where(np.isnan(usages.quantity), 1.0, np.maximum(usages.quantity, 0.0))
    return np.where(usages.alternative, 0.0, quantity), tuple(np.flatnonzero(unstated).tolist())


def _starts(usages: Usages, quantity: NDArray[np.float64]) -> tuple[tuple[int | None, ...], NDArray[np.float64], Any]:
    """Products, how many the bill lists of each, and the pieces of each top line in one piece of its product."""
    from scipy.sparse import csr_array

    has_parts = np.zeros(len(usages), dtype=bool)
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
    shape = (len(usages), len(products))
    return products, listed, csr_array((values, (np.concatenate([heads, loose]), columns)), shape=shape)


def _links(usages: Usages, quantity: NDArray[np.float64], *, graft: bool) -> Any:
    """The matrix that takes pieces of lines to pieces of the lines directly below."""
    from scipy.sparse import csr_array

    below = np.flatnonzero((usages.parent >= 0) & (quantity > 0))
    above = usages.parent[below]
    if graft:
        below, above = _grafted(usages, below, above)
    return csr_array((quantity[below], (below, above)), shape=(len(usages), len(usages)))


def _grafted(
    usages: Usages, below: NDArray[np.intp], above: NDArray[np.int32],
) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
    """With links from each bare line of an assembly to the parts listed where the assembly first stands with them."""
    with_parts = np.unique(above)
    items, first = np.unique(usages.item[with_parts], return_index=True)
    model = dict(zip(items.tolist(), with_parts[first].tolist(), strict=True))
    bare = np.setdiff1d(np.flatnonzero(np.isin(usages.item, items) & ~usages.alternative), with_parts)
    if not len(bare):
        return below, above
    parts: dict[int, list[int]] = {}
    for part, head in zip(below.tolist(), above.tolist(), strict=True):
        parts.setdefault(head, []).append(part)
    extra = [(part, line) for line in bare.tolist() for part in parts[model[int(usages.item[line])]]]
    more = np.array(extra, dtype=np.int64)
    return np.concatenate([below, more[:, 0]]), np.concatenate([above, more[:, 1].astype(np.int32)])


def _reach(links: Any, start: Any) -> Any:
    """Pieces of every line per product: start + links·start + links²·start + …; None where it never ends."""
    total, level = start, start
    for _ in range(MOST_LEVELS):
        level = links @ level
        if level.nnz == 0:
            return total
        total = total + level
    return None
