"""Which item a declaration of a supplier names: by number, and by the firm where both state one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ytterby.core.contents import together
from ytterby.core.estimate import Estimate
from ytterby.core.item import Declared, Item
from ytterby.identification.declarations import PRESENT, Declaration
from ytterby.identification.fold import fold

_CODE = re.compile(r"[\s\-_./]+")
_SHORT = 3
_FIRM_WORD = re.compile(r"\w+")
_ASIAN_FORM = re.compile(r"股份有限公司|有限责任公司|有限公司|株式会社|\(株\)|주식회사")
_LEGAL_FORMS = frozenset((
    "gmbh", "ag", "kg", "se", "inc", "corp", "corporation", "co", "ltd", "limited", "llc", "lp", "plc", "bv", "nv",
    "sa", "sas", "sarl", "srl", "spa", "sl", "oy", "ab", "as", "aps", "kk", "pte", "the", "company", "group", "holding",
    "international",
))


def attached(items: Iterable[Item], declarations: Iterable[Declaration]) -> tuple[Item, ...]:
    """The items with what is declared of them, matched by maker's or part number; the workbook's own columns stay.

    Where both state a maker they must agree; a very short number holds only then. Of several the last counts, except
    where two can't both be true: then the range over both does, so that a nought hides no share.
    """
    known = _by_number(declarations)
    return tuple(_with(item, _of(item, known)) for item in items)


def of_another_maker(items: Iterable[Item], declarations: Iterable[Declaration]) -> tuple[Item, ...]:
    """The items that have a declared number and yet are not taken for the declared part."""
    known = _by_number(declarations)
    return tuple(item for item in items
                 if not _of(item, known) and any(_code(text) in known for text in _named(item)))


def _by_number(declarations: Iterable[Declaration]) -> dict[str, list[Declaration]]:
    known: dict[str, list[Declaration]] = defaultdict(list)
    for declaration in declarations:
        for code in {_code(number) for number in declaration.numbers} - {""}:
            known[code].append(declaration)
    return known


def _named(item: Item) -> Iterator[str]:
    return filter(None, (item.mpn, item.part_number, item.supplier_part))


def _of(item: Item, known: Mapping[str, list[Declaration]]) -> list[Declaration]:
    """The declarations of the first declared number of the item whose maker is not another, in the order given."""
    for code in map(_code, _named(item)):
        agreeing = [(one, _agree(one, item)) for one in known.get(code, ())]
        found = [one for one, agree in agreeing if agree or (agree is None and not _is_short(code))]
        if found:
            return found
    return []


def _agree(declaration: Declaration, item: Item) -> bool | None:
    """Is the firm that declares the item's maker or supplier? None where one of them is not stated."""
    if not declaration.maker or not item.manufacturer:
        return None
    declared = _firm(declaration.maker)
    for name in (item.manufacturer, item.supplier, *(source.manufacturer for source in item.sources)):
        shorter, longer = sorted((declared, _firm(name)), key=len)
        if shorter and (longer[:len(shorter)] == shorter or "".join(shorter) == "".join(longer)):
            return True
    return False


def _firm(name: str) -> tuple[str, ...]:
    """The words of a firm's name without its legal form, so that "Maxon" is "maxon motor AG"."""
    words = tuple(_FIRM_WORD.findall(_ASIAN_FORM.sub(" ", fold(name).text)))
    return tuple(word for word in words if word not in _LEGAL_FORMS) or words


def _is_short(code: str) -> bool:
    """So short that it may be anybody's: "7", "M3", "101"."""
    return len(code) < _SHORT or (code.isdigit() and len(code) <= _SHORT)


def _with(item: Item, declarations: list[Declaration]) -> Item:
    for declaration in declarations:
        shares = [Declared(symbol, value, declaration.document) for symbol, value in declaration.shares]
        if declaration.complete and not shares:
            shares = [Declared(PRESENT, Estimate.exactly(0.0), declaration.document)]
        mass = Estimate.exactly(declaration.mass_g) if declaration.mass_g and item.mass_g is None else item.mass_g
        item = replace(item, declared=_laid_over(item.declared, shares), mass_g=mass)
    return item


def _laid_over(known: tuple[Declared, ...], newer: list[Declared]) -> tuple[Declared, ...]:
    stated = {one.symbol: one for one in known}
    for one in newer:
        older = stated.get(one.symbol)
        both, contradicted = together([one] if older is None else [older], [one])
        stated[one.symbol] = both[0] if contradicted else one
    return tuple(stated.values())


def _code(text: str) -> str:
    """A number as it is compared: without case, blanks and hyphens, which differ between systems."""
    return _CODE.sub("", fold(text).text)
