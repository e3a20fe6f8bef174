"""Where each item stands in a bill, as identification wants it: its section, and the name of its parent."""

from __future__ import annotations

from ytterby.bom.bill import Bom
from ytterby.identification.identity import Surroundings


def surroundings(bom: Bom) -> dict[str, Surroundings]:
    """By item key. An item under several has none: what holds for one place need not for another."""
    usages = bom.usages
    sections: dict[int, set[str]] = {}
    parents: dict[int, set[str]] = {}
    items = usages.item.tolist()
    for item, parent, section in zip(items, usages.parent.tolist(), usages.section, strict=True):
        if section:
            sections.setdefault(item, set()).add(section)
        if parent >= 0:
            parents.setdefault(item, set()).add(bom.items[items[parent]].description)
    return {
        bom.items[item].key: Surroundings(_only(sections.get(item)), _only(parents.get(item)))
        for item in sections.keys() | parents.keys()
    }


def _only(texts: set[str] | None) -> str:
    return next(iter(texts)) if texts is not None and len(texts) == 1 else ""
