"""Which item a declaration of a supplier names: by number, firm and revision where both state them, and the day."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ytterby.core.contents import together
from ytterby.core.estimate import Estimate
from ytterby.core.issue import Issue, Severity, Where
from ytterby.core.item import Declared, Item
from ytterby.identification.declarations import PRESENT, Declaration
from ytterby.identification.fold import fold
from ytterby.identification.knowledge import Knowledge
from ytterby.identification.same_thing import other_things
from ytterby.identification.validity import is_out_of_date, is_over, same_revision

_CODE = re.compile(r"[\s\-_./]+")
_SHORT = 4
_BARE = re.compile(r"\d{1,6}")  # "1000": anybody's, as any firm may count its parts
_NAMED = 8
_FIRM_WORD = re.compile(r"\w+")
_ASIAN_FORM = re.compile(r"股份有限公司|有限责任公司|有限公司|株式会社|\(株\)|주식회사")
_LEGAL_FORMS = frozenset((
    "gmbh", "ag", "kg", "se", "inc", "corp", "corporation", "co", "ltd", "limited", "llc", "lp", "plc", "bv", "nv",
    "sa", "sas", "sarl", "srl", "spa", "sl", "oy", "ab", "as", "aps", "kk", "pte", "the", "company", "group", "holding",
    "international",
))


class Fit(StrEnum):
    """What comes of a declaration whose number an item has. All but the first are told as issues of this code."""

    HOLDS = "holds"
    OVER = "declaration-over"
    OTHER_MAKER = "declaration-of-another-maker"
    OTHER_REVISION = "declaration-of-another-revision"
    SHORT = "declaration-number-short"


_CONTRADICTED = "declarations-contradict"
_RESERVED = "declaration-reserved"
_UNMATCHED = "declarations-name-none"
_Fits = list[tuple[Fit, Declaration]]


@dataclass(frozen=True, slots=True)
class Attached:
    """The ``items`` with what is declared of them, and what a person should know of it.

    ``holding`` counts the items of which a declaration holds, ``over`` those of which all have ended, ``passed_over``
    those whose number is declared, but by another maker, of another revision, or too short to go by.
    """

    items: tuple[Item, ...]
    issues: tuple[Issue, ...]
    holding: int
    over: int
    passed_over: int


def attached(
    items: Iterable[Item], declarations: Iterable[Declaration], day: date, knowledge: Knowledge,
) -> Attached:
    """Lays declarations to the items they name by maker's or part number; the workbook's own columns stay.

    Where both state a maker or a revision they must agree; a number of fewer than four characters, or of up to six
    digits alone, needs the maker. Of several the last counts, except where two can't both be true: then the range over
    all does, so that a nought hides no share. One that is over on ``day`` is a hint: what it says is there may be
    there, what it denies too. One whose row calls the part another thing is reserved.
    """
    items, declarations, found = tuple(items), tuple(declarations), set[str]()
    known = _by_number(declarations)
    matched = [_fits(item, known, day) for item in items] if known else [[] for _ in items]
    others = _of_another_thing(items, matched, knowledge)
    done: list[Item] = []
    told: dict[str, list[tuple[Item, list[Declaration]]]] = defaultdict(list)
    counts = dict.fromkeys(Fit, 0)
    for place, (item, fits) in enumerate(zip(items, matched, strict=True)):
        holding = [replace(one, reserved=one.reserved or f"\u201c{one.described}\u201d") if (place, id(one)) in others
                   else one for fit, one in fits if fit is Fit.HOLDS]
        found.update(one.document for _, one in fits)
        if fits:
            shown = Fit.HOLDS if holding else Fit.OVER if any(fit is Fit.OVER for fit, _ in fits) else fits[0][0]
            counts[shown] += 1
            if not holding:
                told[shown].append((item, [one for fit, one in fits if fit is shown]))
            if held := [one for one in holding if _is_reserved(one, item)]:
                told[_RESERVED].append((item, held))
            item, at_odds = _with(item, holding, [one for fit, one in fits if fit is Fit.OVER])
            if at_odds:
                told[_CONTRADICTED].append((item, at_odds))
        done.append(item)
    passed_over = counts[Fit.OTHER_MAKER] + counts[Fit.OTHER_REVISION] + counts[Fit.SHORT]
    issues = (*_issues(told), *_unmatched(declarations, found))
    return Attached(tuple(done), issues, counts[Fit.HOLDS], counts[Fit.OVER], passed_over)


def _of_another_thing(items: Sequence[Item], matched: Sequence[_Fits], knowledge: Knowledge) -> set[tuple[int, int]]:
    """(place of the item, id of the declaration) where the row calls the part by the name of another thing."""
    asked = [(place, one) for place, fits in enumerate(matched) for fit, one in fits
             if fit is Fit.HOLDS and one.described]
    other = other_things([(one.described, items[place]) for place, one in asked], knowledge)
    return {(place, id(one)) for (place, one), is_other in zip(asked, other, strict=True) if is_other}


def _by_number(declarations: Iterable[Declaration]) -> dict[str, list[Declaration]]:
    known: dict[str, list[Declaration]] = defaultdict(list)
    for declaration in declarations:
        for code in {_code(number) for number in declaration.numbers} - {""}:
            known[code].append(declaration)
    return known


def _fits(item: Item, known: Mapping[str, Sequence[Declaration]], day: date) -> _Fits:
    """Every declaration of a number of the item, with what comes of it, in the order given under each number."""
    found: dict[int, tuple[Fit, Declaration]] = {}
    for number in _named(item):
        for one in known.get(_code(number), ()):
            fit = _fit(one, item, number, day)
            if fit is Fit.HOLDS or id(one) not in found:
                found[id(one)] = fit, one
    return list(found.values())


def _fit(one: Declaration, item: Item, number: str, day: date) -> Fit:
    agree = _agree(one, item)
    if agree is False:
        return Fit.OTHER_MAKER
    if agree is None and (len(number.strip()) < _SHORT or _BARE.fullmatch(_code(number))):
        return Fit.SHORT
    if not same_revision(one.revision, item.revision):
        return Fit.OTHER_REVISION
    return Fit.OVER if lapsed(one, day) else Fit.HOLDS


def lapsed(one: Declaration, day: date) -> bool:
    """Has it ended, or is it of a day too long ago or still to come?"""
    return is_over(one.valid_until, day) or is_out_of_date(one.issued, day)


def _named(item: Item) -> Iterator[str]:
    return filter(None, (item.mpn, item.part_number, item.supplier_part))


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


def _with(item: Item, holding: Sequence[Declaration], over: Sequence[Declaration]) -> tuple[Item, list[Declaration]]:
    """The item with what holds of it, else with what once did; and the declarations that can't all be true."""
    stated: dict[str, list[tuple[Declared, Declaration | None]]] = {}
    for declared in item.declared:
        stated.setdefault(declared.symbol, []).append((declared, None))
    for one in holding:
        for declared in _said(one, item):
            stated.setdefault(declared.symbol, []).append((declared, one))
    at_odds: dict[int, Declaration] = {}
    found: list[Declared] = []
    for said in stated.values():
        shares = [declared.share for declared, _ in said]
        if max(share.low for share in shares) > min(share.high for share in shares):
            found += together((declared for declared, _ in said), ())[0]
            at_odds |= {id(one): one for _, one in said if one is not None}
        else:
            found.append(said[-1][0])
    found += [hint for hint in {hint.symbol: hint for one in over for hint in _hints(one)}.values()
              if hint.symbol not in stated]
    masses = [one.mass_g for one in holding if one.mass_g]
    mass = Estimate.exactly(masses[0]) if masses and item.mass_g is None else item.mass_g
    same = tuple(found) == item.declared and mass is item.mass_g
    return item if same else replace(item, declared=tuple(found), mass_g=mass), list(at_odds.values())


def _said(one: Declaration, item: Item) -> list[Declared]:
    """Of a row that says more than shares only what is there: it may be of a coating, of one lot, of another firm."""
    if one.complete and not one.shares:
        return [Declared(PRESENT, Estimate.exactly(0.0), one.document)]
    if _is_reserved(one, item):  # a trace in one layer is no more than a nought: how much there is elsewhere is open
        return [Declared(symbol, Estimate(share.low, share.best, 1.0), one.document)
                for symbol, share in one.shares if share.high > 0]
    return [Declared(symbol, share, one.document) for symbol, share in one.shares]


def _is_reserved(one: Declaration, item: Item) -> bool:
    named = (item.manufacturer, item.supplier, *(
        name for source in item.sources for name in (source.supplier, source.manufacturer)))
    firms = list(filter(None, named))
    declares = _firm(one.supplier)
    of_another = bool(one.supplier and firms) and not any(_firm(name)[:1] == declares[:1] for name in firms)
    return bool(one.reserved) or of_another


def _hints(one: Declaration) -> Iterator[Declared]:
    """That something may be there, in whatever amount: nothing follows from what is over, least of all an absence."""
    for symbol, share in one.shares:
        if share.high > 0:
            yield Declared(symbol, Estimate(0.0, share.best, 1.0), f"{one.document} (no longer valid)")


def _issues(told: Mapping[str, Sequence[tuple[Item, Sequence[Declaration]]]]) -> Iterator[Issue]:
    """One for each kind of trouble and the documents it comes from, naming the items and the rows."""
    for code, cases in told.items():
        gathered: dict[tuple[str, ...], list[tuple[Item, Sequence[Declaration]]]] = defaultdict(list)
        for item, declarations in cases:
            gathered[tuple(sorted({one.document for one in declarations}))].append((item, declarations))
        for alike in gathered.values():
            first = alike[0][1][0]
            said = dict.fromkeys(_place(one) for _, declarations in alike[:_NAMED] for one in declarations)
            names = ", ".join(dict.fromkeys(_name(item) for item, _ in alike[:_NAMED]))
            yield Issue.of(
                code, Severity.WARNING, Where(first.document, first.sheet, first.row), count=len(alike),
                parts=names + (", …" if len(alike) > _NAMED else ""), said="; ".join(said))


def _unmatched(declarations: Sequence[Declaration], found: Set[str]) -> Iterator[Issue]:
    """One for each document of which no number is in the bill: numbers written otherwise, or a list for other parts."""
    for document, count in Counter(one.document for one in declarations).items():
        if document not in found:
            yield Issue.of(_UNMATCHED, Severity.WARNING, Where(document), count=count)


def _name(item: Item) -> str:
    name = item.mpn or item.part_number or item.supplier_part
    return f"{name} rev. {item.revision}" if item.revision else name


def _place(one: Declaration) -> str:
    """"list.xlsx row 3, of Arnold, revision A, valid until 2020-01-01": what tells it from others."""
    where = str(Where(one.document, one.sheet, one.row))
    about = (one.maker and f"of {one.maker}", one.revision and f"revision {one.revision}",
             one.issued and f"issued {one.issued}", one.valid_until and f"valid until {one.valid_until}",
             one.supplier and f"supplier {one.supplier}", one.reserved)
    return ", ".join(filter(None, (where, *about)))


def _code(text: str) -> str:
    """A number as it is compared: without case, blanks and hyphens, which differ between systems."""
    return _CODE.sub("", fold(text).text)
