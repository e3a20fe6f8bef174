"""Elements written as nothing but symbols: a Material column with "Dy" or "Gd/Mg", kilograms of "Tb", "Mg-6Gd-3Y",
"GdTbAl", "Sm-153", "Inconel 617 with Y", "Ce 0.3 %".

Letters alone are also words and codes. They are read only where the column, the unit, a metal, an amount or a mass
number beside them says that a material is meant, and as a chemist writes them: "Er" and no "ER".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ytterby.core.elements import BY_SYMBOL
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Certainty, Evidence, Form
from ytterby.core.item import Declared, Item
from ytterby.core.units import share
from ytterby.identification.context import COLUMNS, TURNS, Heard
from ytterby.identification.declared import FINISHED
from ytterby.identification.evidence import Support, Weighed
from ytterby.identification.identity import Content
from ytterby.identification.knowledge import Kind, Knowledge

_NUMBER = r"\d{0,2}(?:\.\d{1,2})?"
_ATOM = rf"{_NUMBER}(?:RE|REE|REM|[A-Z][a-z]?){_NUMBER}"
_ONLY_SYMBOLS = re.compile(rf"\s*{_ATOM}(?:\s?[-–/,;+&\s]\s?{_ATOM})*\s*")
_LETTERS = re.compile(r"[A-Z][A-Za-z]*")
_ATOMS = re.compile(r"[A-Z][a-z]?")
_ANY = frozenset({"RE", "REE", "REM"})  # "RE-Co": some rare earth
_EARTHS = "|".join(sorted(set(BY_SYMBOL) - {"Pm"}, key=lambda symbol: (-len(symbol), symbol)))
_HINT = re.compile(r"(?:Yb?|La|Lu|Ce|Pr|Nd|Sc|Sm|Eu|Er|Gd|Tb|Tm|Dy|Ho|RE)(?<![A-Z]Y)(?![a-z])")
_SEVERAL = re.compile(rf"\s*(?:{_EARTHS})(?:\s?[-/,;+&\s]\s?(?:{_EARTHS}))+\s*")
_OF_A_COLUMN = re.compile(rf"(?:^|(?<={COLUMNS})).*?(?={COLUMNS}|$)", re.S)  # "steel · Dy" of two such columns
_SALT = "salt"  # stands for a partner that is no base
_SOME = re.compile(r"(?<![A-Za-z])REE?(?![A-Za-z])")
_YES_OR_NO = frozenset({"Y", "N"})  # "Y/N" under a heading is an answer and no nitride
_WORDS = frozenset({"Y", "La", "Er", "Ho", "Tm"})  # alone they may be a word, an axis, a shape
_SPELLED = frozenset({"CoLa"})  # formulas that are a word as well
_UNSTATED = "re_unspecified"
_BY_MASS = frozenset({"kg", "g", "t", "lb", "lbs", "oz", "公斤", "千克", "克"})
_PARTNERS = (
    "Ag", "Al", "Au", "Ba", "Be", "Bi", "Ca", "Co", "Cr", "Cu", "Fe", "Ga", "Ge", "Hf", "In", "Li", "Mg", "Mn", "Mo",
    "Nb", "Ni", "Pb", "Pd", "Pt", "Re", "Sb", "Si", "Sn", "Sr", "Ta", "Ti", "Zn", "Zr", "B", "V", "W",
)
_NONMETALS = ("Cl", "Br", "Se", "Te", "As", "C", "F", "H", "I", "N", "O", "P", "S")
_FREE, _SHUT = r"(?<![^\W_])(?<!\d\.)", r"(?![^\W_])"
_MOST = 14  # atoms of a formula, so that a long text costs no more than its length
_SAYINGS = 40  # read of one text
_MASS_NUMBERS = 15  # isotopes in use lie so near the atomic mass
_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")
_AMOUNT = r"(?<![\d.,])\d{1,3}(?:[.,]\d{1,6})?\s?(?:(?:wt|at|mass|gew|m)\.?[\s-]?)?%"
_WITH = r"(?:\b(?:with|containing|contains|adding|plus|mit|avec|con|contenant|conteniendo|с)\s|含有?|添加|入り?)"
_READ = ("description", "material", "mpn", "part_number", "supplier_part", "category", "remark")


class Written(NamedTuple):
    """What stands as symbols in a field, where, and how much it says of a rare earth."""

    field: str
    text: str
    start: int
    certainty: Certainty = Certainty.LIKELY
    share: Estimate | None = None  # the amount beside its symbol


def in_symbols(item: Item, knowledge: Knowledge) -> Iterator[Written]:
    """The parts of an item's texts that are a material written in symbols."""
    by_mass = item.unit.strip().casefold() in _BY_MASS
    cells = [("material", found[0], found.start()) for found in _OF_A_COLUMN.finditer(item.material)]
    whole = [Written(field, text, start) for field, text, start in (*cells, ("description", item.description, 0))
             if (field == "material" or by_mass) and _ONLY_SYMBOLS.fullmatch(text)
             and set(_LETTERS.findall(text)) != _YES_OR_NO]
    if whole:
        yield from whole
        return
    if _SEVERAL.fullmatch(item.description):
        yield Written("description", item.description, 0, Certainty.POSSIBLE)
    for field, text in item.texts():
        if _HINT.search(text) and (field in _READ or field.startswith("extra:")):
            yield from _within(field, text, knowledge)


def _within(field: str, text: str, knowledge: Knowledge) -> Iterator[Written]:
    told: dict[str, Written] = {}
    for found in _pattern().finditer(text):
        words = found[0]
        amount = _share(words) if found.lastgroup == "amount" else None
        if words in told or len(told) == _SAYINGS or (amount is not None and amount.high == 0):
            continue
        symbols = [symbol for symbol in _ATOMS.findall(words) if symbol in BY_SYMBOL] + _SOME.findall(words)
        alone = words == text.strip()
        if symbols and _is_told(str(found.lastgroup), words, symbols, knowledge, alone=alone):
            sure = found.lastgroup == "formula" or not _WORDS.issuperset(symbols)
            sure = sure and words not in _SPELLED and (alone or set(_NONMETALS).isdisjoint(_ATOMS.findall(words)))
            certainty = Certainty.LIKELY if sure else Certainty.POSSIBLE
            told[words] = Written(field, words, found.start(), certainty, amount)
    yield from told.values()


def _share(words: str) -> Estimate | None:
    """The share that "Dy 1.2 wt%" states."""
    number = _DIGITS.search(words)
    return share(number[0].replace(",", ".") + "%") if number else None


def shares_told(item: Item, written: Iterable[Written], contents: Sequence[Content]) -> tuple[Declared, ...]:
    """The amounts in an item's own words ("N42SH, Dy 1.2 %") as declared shares of the loose material they stand
    beside; a column that declares the element goes before them.
    """
    if not contents or contents[0].form in FINISHED or contents[0].certainty.rank < Certainty.LIKELY.rank:
        return ()
    known = {*contents[0].composition, *(one.symbol for one in item.declared)}
    more: dict[str, Declared] = {}
    for one in written:
        for symbol in _ATOMS.findall(one.text) if one.share is not None else ():
            if symbol in BY_SYMBOL and symbol not in known and one.share is not None:
                more.setdefault(symbol, Declared(symbol, one.share, one.field))
    return tuple(more.values())


def _is_told(kind: str, words: str, symbols: list[str], knowledge: Knowledge, *, alone: bool) -> bool:
    """Is it an alloy with a base, a compound with its numbers, or several rare earths and nothing else? An isotope
    there may be? "Y-90" is also a piece in the form of a Y.
    """
    atoms = set(_ATOMS.findall(words))
    if kind == "formula":
        if not _bases(knowledge).isdisjoint(atoms):
            return True
        if len(atoms) == len(set(symbols)):
            return alone and len(atoms) > 1
        sure = not _WORDS.issuperset(symbols) or not {"O", "F"}.isdisjoint(atoms)
        return sure and not words.isupper() and (alone or any(sign.isdigit() for sign in words))
    if kind == "isotope":
        near = abs(int(re.sub(r"\D", "", words)) - BY_SYMBOL[symbols[0]].mass) < _MASS_NUMBERS
        return near and (alone or symbols[0] != "Y")
    return True


def from_symbols(
    written: Iterable[Written], weighed: Iterable[Weighed], said: Iterable[tuple[str, Heard]], knowledge: Knowledge,
) -> list[Weighed]:
    """What symbols name and no other text has named: as metal or, where a base stands beside it, as its alloy; at most
    likely, as nothing tells its form. ``said``: look-alikes and names of other things beside it count.
    """
    weighed = list(weighed)
    named = {symbol for one in weighed for support in one.supports
             for symbol in knowledge.materials[support.key].composition}
    beside = any(one.certainty.rank >= Certainty.LIKELY.rank for one in weighed)
    heard = list(said)
    found = []
    for one in written:
        if beside and one.share is not None:
            continue  # of the material that is named, and none of its own
        certainty = _beside(one, heard)
        symbols = [symbol for letters in _LETTERS.findall(one.text)
                   for symbol in ([letters] if letters in _ANY else _ATOMS.findall(letters))]
        base = next((symbol for symbol in symbols if symbol in _bases(knowledge)), None)
        if not base and any(symbol not in BY_SYMBOL for symbol in symbols) and _ANY.isdisjoint(symbols):
            base = _SALT
        for symbol in dict.fromkeys(symbols):
            key = _UNSTATED if symbol in _ANY else _row(symbol, base, knowledge)
            if key is not None and symbol not in named and certainty is not Certainty.NO:
                named.add(symbol)
                evidence = Evidence("material", one.field, one.text, one.start, one.start + len(one.text), key)
                found.append(Weighed(knowledge.materials[key].group, certainty, (Support(key, certainty, evidence),)))
    return found


def _beside(one: Written, said: list[tuple[str, Heard]]) -> Certainty:
    """Nothing within a look-alike ("Cu-Y cable", not "SmB6", of which "SMB" is but a part) or what is turned ("screw
    for NdFeB magnet"), or right before it ("GdTbAl magnet"); possible where one letter or a word stands in the name of
    a thing.
    """
    end = one.start + len(one.text)
    others = [(heard, call) for field, heard in said if field == one.field for call in (*heard.calls, *heard.others)]
    for heard, call in others:
        start, stop = heard.folded.span(call.start, call.end)
        if call.turned and one.start < stop and (start < end or not heard.folded.original[end:start].strip(" -")):
            return Certainty.NO
        whole = start < one.start or end < stop or (start, stop) == (one.start, end)
        if call.meaning.kind is Kind.LOOKALIKE and whole and start < end and one.start < stop:
            return Certainty.NO
    unsure = _WORDS.issuperset(symbol for symbol in _ATOMS.findall(one.text) if symbol in BY_SYMBOL)
    turned = unsure and one.field == "description" and any(call.meaning.kind in TURNS for _, call in others)
    return Certainty.POSSIBLE if turned else one.certainty


@cache
def _pattern() -> re.Pattern[str]:
    """Two and more symbols joined, a mass number, an amount, an addition: each bounded as a word."""
    symbol = "|".join((*_PARTNERS, _EARTHS, *_NONMETALS, _SOME.pattern))
    joined = rf"{_FREE}[\d.]{{0,4}}(?:{symbol})(?:[\d.(),–-]{{0,6}}(?:{symbol})){{1,{_MOST}}}[\d.()]{{0,6}}(?![\w-])"
    isotope = rf"{_FREE}(?:(?:{_EARTHS})-?\d{{2,3}}|\d{{2,3}}-?(?:{_EARTHS})){_SHUT}"
    amount = rf"{_AMOUNT}\s(?:{_EARTHS}){_SHUT}|{_FREE}(?:{_EARTHS})\s?[:=]?\s?{_AMOUNT}"
    added = rf"{_WITH}(?:{_EARTHS})(?=\s*(?:$|[,;.)\]，、；。）]))"
    return re.compile(rf"(?P<formula>{joined})|(?P<isotope>{isotope})|(?P<amount>{amount})|(?P<added>{added})")


def _row(symbol: str, base: str | None, knowledge: Knowledge) -> str | None:
    """The row of the element's alloy with the base (of its compounds with a salt's), of the element as a metal; None
    where it is no rare earth.
    """
    if symbol not in BY_SYMBOL:
        return None
    rows = _rows(knowledge)
    if base == _SALT:
        return f"{Form.COMPOUND}_{symbol.lower()}"
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
