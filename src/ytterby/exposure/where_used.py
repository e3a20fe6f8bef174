"""Where an item is used: the products that hold it, the assemblies it stands in, and its lines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ytterby.bom.bill import Bom
from ytterby.exposure.exposure import Exposure


@dataclass(frozen=True, slots=True)
class WhereUsed:
    """``products`` are places in ``Exposure.products``; ``assemblies`` (item, pieces directly in one piece of it, NaN
    where a line states none), largest first; ``lines`` are usage indices, alternatives among them.
    """

    item: int
    products: tuple[int, ...]
    assemblies: tuple[tuple[int, float], ...]
    lines: tuple[int, ...]


def where_used(bom: Bom, exposure: Exposure, item: int) -> WhereUsed:
    """Of the item with that index. An assembly listed several times is told with its first list."""
    usages = bom.usages
    lines = np.array(exposure.items[item].lines, dtype=np.int64)
    counted = lines[(usages.parent[lines] >= 0) & ~usages.alternative[lines]] if len(lines) else lines
    first: dict[int, int] = {}
    pieces: dict[int, float] = {}
    for line in counted.tolist():
        parent = int(usages.parent[line])
        above = int(usages.item[parent])
        if first.setdefault(above, parent) == parent:
            pieces[above] = pieces.get(above, 0.0) + float(usages.quantity[line])
    products = tuple(place for place, product in enumerate(exposure.products) if item in product.items)
    assemblies = sorted(pieces.items(), key=lambda entry: (-np.nan_to_num(entry[1]), entry[0]))
    return WhereUsed(item, products, tuple(assemblies), tuple(lines.tolist()))
