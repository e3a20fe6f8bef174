"""Where each product of a bill goes and what for, and which items go into it: for the treatment of an application."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ytterby.bom.bill import Bom
from ytterby.classification.context import Trade
from ytterby.classification.law import stated_use
from ytterby.core.item import Item
from ytterby.exposure.basis import Basis
from ytterby.regulation.entries import Words
from ytterby.workspace.document import Document, ProductSetting

_NAMED = 3
Trades = dict[int, tuple[Trade, ...]]


def stated(document: Document, bom: Bom) -> bool:
    """Whether anything is said of a product apart from the others; else the whole bill is one trade."""
    if any(_set(one).stated for one in document.products):
        return True
    heads = np.unique(bom.usages.item[np.unique(bom.usages.parent[bom.usages.parent >= 0])]).tolist()
    return any(bom.items[item].end_use for item in heads)


def trades(document: Document, bom: Bom, found: Basis, words: Words) -> Trades:
    """By item the trades of all products it goes into, alike ones as one; the products are those of ``found``.

    What the user set goes before the end use that the bill states on the line of the product.
    """
    of_item: dict[int, dict[Trade, list[str]]] = {}
    for product, named in zip(found.products, of_products(document, bom, found, words), strict=True):
        one = replace(named, product="")
        items = set(product.inside.tolist()) | ({product.clear.item} if product.clear.item is not None else set())
        for item in items:
            of_item.setdefault(item, {}).setdefault(one, []).append(named.product)
    return {item: tuple(replace(one, product=_names(products)) for one, products in found.items())
            for item, found in of_item.items() if any(one.stated for one in found)}


def of_products(document: Document, bom: Bom, found: Basis, words: Words) -> tuple[Trade, ...]:
    """What is stated of each product of ``found``, under its name."""
    settings = {one.item_key: one for one in document.products}
    stated_of = []
    for product in found.products:
        head = None if product.clear.item is None else bom.items[product.clear.item]
        one = _set(settings.get(head.key if head else "", ProductSetting("")))
        if head is not None and head.end_use and not one.end_use:
            one = replace(one, end_use=stated_use(head.end_use, words.end_use))
        stated_of.append(replace(one, product=_name(head)))
    return tuple(stated_of)


def _set(setting: ProductSetting) -> Trade:
    return Trade("", setting.end_use, setting.destination, setting.customer, setting.party_lists, setting.affiliate_of)


def _name(head: Item | None) -> str:
    return head.name if head else "top lines without parts"


def _names(products: list[str]) -> str:
    """The first few, and how many more."""
    rest = len(products) - _NAMED
    return ", ".join(products[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")
