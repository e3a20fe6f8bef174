"""Where each item stands in a bill, as identification wants it: section, name of the parent, code in a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ytterby.bom.bill import Bom
from ytterby.core.item import Item
from ytterby.identification.denials import names_an_element
from ytterby.identification.identity import Surroundings

_CODE = re.compile(r"[A-Z0-9]{2,4}(?= · )")
_TABLE = 50  # so many items at least: a short bill may name ten things by ten abbreviations
_ALIKE = 0.9  # so large a part of them begins with a code, and so many of the codes differ


def surroundings(bom: Bom) -> dict[str, Surroundings]:
    """By item key. An item under several has none: what holds for one place need not for another.

    A sheet whose name names a rare earth is the section of lines that have no other.
    """
    usages = bom.usages
    named = [name if names_an_element(name) else "" for name in bom.sheets]
    sections: dict[int, set[str]] = {}
    parents: dict[int, set[str]] = {}
    items = usages.item.tolist()
    columns = items, usages.parent.tolist(), usages.section, usages.sheet.tolist()
    for item, parent, section, sheet in zip(*columns, strict=True):
        if section := section or named[sheet]:
            sections.setdefault(item, set()).add(section)
        if parent >= 0:
            parents.setdefault(item, set()).add(bom.items[items[parent]].description)
    codes = _codes(bom.items)
    return {
        bom.items[item].key: Surroundings(_only(sections.get(item)), _only(parents.get(item)), codes.get(item, 0))
        for item in sections.keys() | parents.keys() | codes.keys()
    }


def _codes(items: Sequence[Item]) -> dict[int, int]:
    """Length of the code before each name, where nearly every item has one of its own: airports, states, cost centres.

    There "HDD" is no disk. In a bill, abbreviations that name things come again and stand beside names without one.
    """
    if len(items) < _TABLE or not any(_CODE.match(item.description) for item in items[:_TABLE]):
        return {}
    found = {place: code[0] for place, item in enumerate(items) if (code := _CODE.match(item.description))}
    if len(found) < _ALIKE * len(items) or len(set(found.values())) < _ALIKE * len(found):
        return {}
    return {place: len(code) for place, code in found.items()}


def _only(texts: set[str] | None) -> str:
    return next(iter(texts)) if texts is not None and len(texts) == 1 else ""
