"""Elements written as nothing but symbols: a Material column with "Dy" or "Gd/Mg", kilograms of "Tb", "Mg-6Gd-3Y".

Letters alone are also words and codes. They are read only where the column, the unit or a metal beside them says that
a material is meant, and as a chemist writes them: "Er" and no "ER".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ytterby.core.elements import BY_SYMBOL
from ytterby.core.finding import Certainty, Evidence, Form
from ytterby.core.item import Item
from ytterby.identification.evidence import Support, Weighed
from ytterby.identification.knowledge import Knowledge

_ATOM = r"\d{0,2}(?:\.\d{1,2})?(?:RE|REE|REM|[A-Z][a-z]?)\d{0,2}(?:\.\d{1,2})?"
_ONLY_SYMBOLS = re.compile(rf"\s*{_ATOM}(?:\s?[-–/,;+&\s]\s?{_ATOM})*\s*")
_HYPHENED = re.compile(rf"(?<![\w.-]){_ATOM}(?:[-–]{_ATOM})+(?![\w-])")
_LETTERS = re.compile(r"[A-Za-z]+")
_ANY = frozenset({"RE", "REE", "REM"})  # "RE-Co": some rare earth
_UNSTATED = "re_unspecified"
_BY_MASS = frozenset({"kg", "g", "t", "lb", "lbs", "oz", "公斤", "千克", "克"})


class Written(NamedTuple):
    """What stands as symbols in a field, and where."""

    field: str
    text: str
    start: int


def in_symbols(item: Item, knowledge: Knowledge) -> Iterator[Written]:
    """The parts of an item's texts that are a material written in symbols."""
    by_mass = item.unit.strip().casefold() in _BY_MASS
    for field, text in (("material", item.material), ("description", item.description if by_mass else "")):
        if text and _ONLY_SYMBOLS.fullmatch(text):
            yield Written(field, text, 0)
            return
    if "-" in item.description or "–" in item.description:
        for found in _HYPHENED.finditer(item.description):
            if not _bases(knowledge).isdisjoint(_LETTERS.findall(found[0])):
                yield Written("description", found[0], found.start())


def from_symbols(written: Iterable[Written], weighed: Iterable[Weighed], knowledge: Knowledge) -> list[Weighed]:
    """What symbols name and no other text has named: as metal or, where a base stands beside it, as its alloy; likely,
    as nothing tells its form.
    """
    named = {symbol for one in weighed for support in one.supports
             for symbol in knowledge.materials[support.key].composition}
    found = []
    for field, text, start in written:
        symbols = dict.fromkeys(_LETTERS.findall(text))
        base = next((symbol for symbol in symbols if symbol in _bases(knowledge)), None)
        for symbol in symbols:
            key = _UNSTATED if symbol in _ANY else _row(symbol, base, knowledge)
            if key is not None and symbol not in named:
                evidence = Evidence("material", field, text, start, start + len(text), key)
                group = knowledge.materials[key].group
                found.append(Weighed(group, Certainty.LIKELY, (Support(key, Certainty.LIKELY, evidence),)))
    return found


def _row(symbol: str, base: str | None, knowledge: Knowledge) -> str | None:
    """The row of the element's alloy with the base, of the element as a metal; None where it is no rare earth."""
    if symbol not in BY_SYMBOL:
        return None
    rows = _rows(knowledge)
    alloy = rows.get((frozenset({symbol, base}), Form.ALLOY)) if base else None
    return alloy or rows.get((frozenset({symbol}), Form.METAL))


@lru_cache(maxsize=2)
def _rows(knowledge: Knowledge) -> dict[tuple[frozenset[str | None], Form], str]:
    return {(frozenset(row.composition), row.form): row.key
            for row in reversed(knowledge.materials.values()) if not row.is_part}


@lru_cache(maxsize=2)
def _bases(knowledge: Knowledge) -> frozenset[str]:
    """Metals that are alloyed with rare earths: what stands beside one in an alloy of two."""
    return frozenset(symbol for symbols, form in _rows(knowledge) if form is Form.ALLOY and len(symbols) == 2
                     for symbol in symbols if symbol is not None and symbol not in BY_SYMBOL)
