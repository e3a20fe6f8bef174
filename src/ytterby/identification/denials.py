"""Noughts that an item's own words contradict: "Dy %" 0 beside "N42SH, 3 wt% Dy". Which of the two holds stays open.

Elements are read by name in any language of the data, and as a chemist writes them: alone ("Dy") or in a formula
("NdDyFeB", "Tb4O7"). Read in this way are only items of which something is declared absent: elsewhere "La" is a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from ahocorasick_rs import AhoCorasick

from ytterby.core.declaring import tells_of_other
from ytterby.core.elements import BY_SYMBOL, Group
from ytterby.core.estimate import Estimate
from ytterby.core.item import Declared, Item
from ytterby.core.units import share
from ytterby.identification.context import Heard, hear
from ytterby.identification.declared import TOTALS
from ytterby.identification.element_names import element_names
from ytterby.identification.fold import FIRST_UNBOUNDED, fold
from ytterby.identification.knowledge import Kind, Knowledge
from ytterby.identification.match import matcher_of

_FIELDS = frozenset({"description", "material", "category", "remark"})
_WORDS = frozenset({"Y", "La", "Er", "Ho", "Tm"})  # alone they may be a word, an axis, a name
_RUN = re.compile(r"[A-Za-z0-9]+")
_FORMULA = re.compile(r"\d{0,2}(?:[A-Z][a-z]?\d*)+")
_ATOM = re.compile(r"[A-Z][a-z]?")
_PARTNERS = frozenset(_ATOM.findall("HBCNOFNaMgAlSiPSClKCaTiVCrMnFeCoNiCuZnGaSrZrNbMoInSnBaW"))
_PART = r"(?:(?:wt|gew|mass|m|at)\.?[\s-]?)?%|ppm"
_AMOUNT_BEFORE = re.compile(rf"([<≤]?\s?\d+(?:[.,]\d+)?)\s?({_PART})\s?(?:of\s|an\s)?$", re.I)
_AMOUNT_AFTER = re.compile(rf"[\s:=(]{{0,3}}([<≤]?\s?\d+(?:[.,]\d+)?)\s?({_PART})", re.I)
_LISTED = re.compile(r"(?:[\s/+&-]|\b(?:and|or|und|oder|et|ou|[A-Z][a-z])\b)*")  # "Dy/Tb free", "no Dy or Tb"
_HEAVIES = re.compile(
    r"\bHREE?s?\b|\bheavy[ -]rare[ -]earths?|\bschwere[nr]? seltene[nr]? erden|\bterres rares lourdes|"
    r"\btierras raras pesadas|\bterre rare pesanti|重稀土|重希土|중희토", re.I)
_DIFFUSED = re.compile(  # the treatment that brings dysprosium or terbium into a magnet
    r"\bgrain[ -]boundary[ -]diffus\w*|\bGBDP?\b|korngrenzendiffusion|晶界扩散|晶界擴散|粒界拡散", re.I)
_NONE_BEFORE = re.compile(
    r"(?:\b(?:no|non|not|without|w/o|zero|nil|free (?:of|from)|frei von|libre de|exempt de|esente da|ohne|keine?|sans|"
    r"sin|senza|sem|zonder|bez|без)|"
    r"无|無|不含|非|未)(?:\s+(?:any|de|added))?[\s-]*$", re.I)
_NONE_AFTER = re.compile(r"[\s-]*(?:free\b|frei\b|-?less\b|フリー|なし|不使用|[:=]?\s*(?:no|none|nil)\b)", re.I)
_REACH = 24  # characters in which an amount stands beside its element
_SOME = Estimate(0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Mention:
    """An element named by the words of an item: where, the words, and the share they state (0..1 where none)."""

    symbol: str
    field: str
    start: int
    end: int
    words: str
    share: Estimate


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The item of this place in the list: what is ``denied``, under which column, and the words that say otherwise."""

    place: int
    denied: Declared
    mention: Mention


def doubted(items: Iterable[Item], knowledge: Knowledge) -> tuple[tuple[Item, ...], tuple[Contradiction, ...]]:
    """The items, noughts that their own words contradict widened to what the words say; and what was contradicted."""
    done: list[Item] = []
    found: list[Contradiction] = []
    for place, item in enumerate(items):
        denied = [one for one in item.declared if one.share.high == 0]
        mentions = _mentions(item, _asked(denied), knowledge) if denied else {}
        against = [(one, mention) for one in denied for mention in _against(one, item, mentions)]
        found += [Contradiction(place, one, mention) for one, mention in against]
        done.append(_widened(item, against) if against else item)
    return tuple(done), tuple(found)


def _asked(denied: Iterable[Declared]) -> frozenset[str]:
    symbols = frozenset(one.symbol for one in denied)
    return frozenset(BY_SYMBOL) if any(symbol.upper() in TOTALS for symbol in symbols) else symbols


def _against(denied: Declared, item: Item, mentions: dict[str, Mention]) -> list[Mention]:
    """A total of nought denies every element but those of which the item declares a share of their own."""
    if denied.symbol.upper() in TOTALS:
        stated = {one.symbol for one in item.declared}
        return [mention for symbol, mention in mentions.items() if symbol not in stated]
    return [mentions[denied.symbol]] if denied.symbol in mentions else []


def _widened(item: Item, against: list[tuple[Declared, Mention]]) -> Item:
    declared = {one.symbol: one for one in item.declared}
    for denied, mention in against:
        column = f"{denied.column} / {mention.field}"
        declared[denied.symbol] = Declared(denied.symbol, _SOME, column, disputed=True)
        declared[mention.symbol] = Declared(mention.symbol, mention.share, column, disputed=True)
    return replace(item, declared=tuple(declared.values()))


def _mentions(item: Item, asked: frozenset[str], knowledge: Knowledge) -> dict[str, Mention]:
    """Those of the ``asked`` elements that the words name and do not deny; of several mentions the largest share."""
    found: dict[str, Mention] = {}
    for field, text in item.texts():
        if field not in _FIELDS and (not field.startswith("extra:") or tells_of_other(field)):
            continue
        named = list(_named(field, text))
        named = [one for one in (*named, *_heavies(field, text, named)) if one.symbol in asked]
        heard = _heard(text, knowledge) if named else ()
        for one in named:
            other = found.get(one.symbol)
            if not _is_denied(one, text, heard, knowledge) and (other is None or _stated(one) > _stated(other)):
                found[one.symbol] = one
    return found


def _heavies(field: str, text: str, named: list[Mention]) -> Iterator[Mention]:
    """Words for the heavy rare earths as such ("HREE 2 %"), unless denied ("HREE-free"): each may be meant; likewise of
    a treatment that brings some in, where the text does not name which."""
    heavy = [symbol for symbol, element in BY_SYMBOL.items() if element.group is Group.HEAVY]
    treated = () if any(one.symbol in heavy for one in named) else _DIFFUSED.finditer(text)
    for said in (*_HEAVIES.finditer(text), *treated):
        if not _NONE_AFTER.match(text, said.end()) and not _NONE_BEFORE.search(text, 0, said.start()):
            for symbol in heavy:
                yield from _mention(symbol, field, text, said.start(), said.end())


def names_an_element(text: str) -> bool:
    """Does a text name a rare earth, alone or in a formula ("Magnets SmCo")?"""
    return next(_named("", text), None) is not None


def _stated(mention: Mention) -> float:
    return mention.share.best


def _named(field: str, text: str) -> Iterator[Mention]:
    folded = fold(text)
    for symbol, start, end in _by_name(folded.text):
        yield from _mention(symbol, field, text, *folded.span(start, end))
    for run in _RUN.finditer(text):
        atoms = _ATOM.findall(run[0]) if _FORMULA.fullmatch(run[0]) else []
        if any(atom not in BY_SYMBOL and atom not in _PARTNERS for atom in atoms):
            continue
        for symbol in dict.fromkeys(atom for atom in atoms if atom in BY_SYMBOL):
            word = len(atoms) == 1 and symbol in _WORDS and field != "material"
            yield from (one for one in _mention(symbol, field, text, run.start(), run.end())
                        if not word or one.share is not _SOME)


def _mention(symbol: str, field: str, text: str, start: int, end: int) -> Iterator[Mention]:
    """One mention with the amounts beside it; none where the words themselves say nought."""
    before = _AMOUNT_BEFORE.search(text[max(0, start - _REACH):start])
    after = _AMOUNT_AFTER.match(text, end)
    amounts = [amount for said in (before, after) if said
               and (amount := share(said[1] + ("ppm" if said[2].lower() == "ppm" else "%"))) is not None]
    most = max((amount.high for amount in amounts), default=1.0)
    if most > 0:
        words = text[start - len(before[0]) if before else start:after.end() if after else end].strip()
        yield Mention(symbol, field, start, end, words, Estimate(0.0, most, most) if amounts else _SOME)


def _is_denied(mention: Mention, text: str, heard: Iterable[Heard], knowledge: Knowledge) -> bool:
    """"Dy-free", "ohne Dysprosium", "no Dy or Tb"; what states an amount is there all the same."""
    if mention.share is not _SOME:
        return False
    for one in heard:
        for call in (*one.calls, *one.others):
            start, end = one.folded.span(call.start, call.end)
            kind = call.meaning.kind
            if start <= mention.start and mention.end <= end:
                if kind is Kind.LOOKALIKE or _is_without(call.meaning.target, mention.symbol, knowledge):
                    return True
            elif (kind is Kind.NOT_BEFORE and end <= mention.start and _LISTED.fullmatch(text[end:mention.start])) or (
                    kind is Kind.NOT_AFTER and start >= mention.end and _LISTED.fullmatch(text[mention.end:start])):
                return True
    return False


def _is_without(target: str, symbol: str, knowledge: Knowledge) -> bool:
    """Does a phrase name a material that has other rare earths ("Dy-free magnet")?"""
    row = knowledge.materials.get(target)
    return row is not None and bool(row.elements) and all(
        one != symbol or part.high == 0 for one, part in row.elements)


def _heard(text: str, knowledge: Knowledge) -> tuple[Heard, ...]:
    pieces = list(fold(text).pieces())
    return tuple(hear(pieces[place], matches, knowledge) for place, matches in matcher_of(knowledge).find_all(pieces))


def _by_name(folded: str) -> Iterator[tuple[str, int, int]]:
    """(symbol, start, end) of each name. Longest first: "ytterbium" is no terbium. Letters may follow
    ("Dysprosiumgehalt"), none may stand before, where the script has spaces.
    """
    names, automaton = _names()
    hits = automaton.find_matches_as_indexes(folded, overlapping=True)
    last = 0
    for index, start, end in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
        name, symbol = names[index]
        bounded = name[0] >= FIRST_UNBOUNDED or not folded[start - 1:start].isalpha()
        if start >= last and bounded:
            yield symbol, start, end
            last = end


@cache
def _names() -> tuple[tuple[tuple[str, str], ...], AhoCorasick]:
    names = tuple(element_names().items())
    return names, AhoCorasick([name for name, _ in names])
