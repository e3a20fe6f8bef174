"""Which product a line belongs to, and the user's settings of several products at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

import numpy as np

from ytterby.bom.bill import Bom
from ytterby.workspace.document import Document, ProductSetting
from ytterby.workspace.edits import set_product

LOOSE = ""
"""Stands for the list itself: top lines without parts of their own."""


@dataclass(frozen=True, slots=True)
class ProductChange:
    """One thing to set for products: ``what`` is a field of ProductSetting, ``value`` None or empty: as in the bill."""

    item_keys: tuple[str, ...]
    what: str
    value: bool | float | str | tuple[str, ...] | None


def products_of(bom: Bom, lines: Iterable[int]) -> tuple[str, ...]:
    """Keys of the top items above these lines (usage indices), LOOSE for lines under no assembly; each once."""
    usages = bom.usages
    heads = set(np.unique(usages.parent[usages.parent >= 0]).tolist())
    found: dict[str, None] = {}
    for line in lines:
        top = int(line)
        for _ in range(len(usages)):  # a parent chain that never ends is an issue of the bill, not ours
            above = int(usages.parent[top])
            if above >= 0:
                top = above
            elif usages.alternative[top] and top > 0:
                top -= 1  # another choice for the line before
            else:
                break
        found[bom.items[int(usages.item[top])].key if top in heads else LOOSE] = None
    return tuple(found)


def setting_of(document: Document, item_key: str) -> ProductSetting:
    """What the user set for one top item; nothing where nothing was."""
    return next((one for one in document.products if one.item_key == item_key), ProductSetting(item_key))


def change_products(document: Document, change: ProductChange) -> Document:
    """One thing set for several products, as one step."""
    def one(changed: Document, key: str) -> Document:
        value: dict[str, Any] = {change.what: change.value}
        return set_product(changed, replace(setting_of(changed, key), **value))

    return reduce(one, change.item_keys, document)
