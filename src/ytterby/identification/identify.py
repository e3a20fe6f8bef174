"""Which rare-earth materials the items of a bill hold, and why we think so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from ytterby.core.finding import Certainty, Evidence
from ytterby.core.item import Item
from ytterby.core.progress import SILENT, Progress
from ytterby.identification.contents import contents_of
from ytterby.identification.context import Heard, hear
from ytterby.identification.declared import with_declared
from ytterby.identification.denials import names_an_element
from ytterby.identification.evidence import HEADING, PARENT, SECTION, Support, Weighed, weigh
from ytterby.identification.fold import fold
from ytterby.identification.identity import Content, Identity, Surroundings
from ytterby.identification.knowledge import HsRow, Knowledge
from ytterby.identification.match import matcher_of
from ytterby.identification.symbols import Written, from_symbols, in_symbols, shares_told

_A_WORD = re.compile(r"[^\W\d_]{4,}|[\u2e80-\uffff]{2,}")
_MARKED = re.compile(  # a cell that says "this one" or how many: under "NdFeB" the line is of NdFeB
    r"\s*(?:[xy✓✔☑●•■*+√○◯]|yes|ja|oui|s[ií]|да|是|有|"
    r"0*[1-9]\d{0,5}(?:[.,]\d+)?(?:\s?(?:pcs|x|stk?|个|個|шт)\.?)?)\s*", re.I)
_STEP = 700  # items between two reports of progress: about 20 ms
_Entry = tuple[Item, Surroundings | None, Identity]


class _Read(NamedTuple):
    """An item to resolve, with its texts by field and what in them is written in symbols."""

    item: Item
    place: Surroundings | None
    texts: tuple[tuple[str, str], ...]
    written: tuple[Written, ...]


def identify(
    items: tuple[Item, ...], knowledge: Knowledge, progress: Progress = SILENT, *,
    surroundings: Mapping[str, Surroundings] | None = None,
) -> tuple[Identity, ...]:
    """One identity per item, in order. Each distinct text is read once. Raises Cancelled through ``progress``.

    ``surroundings`` by item key: where an item stands. They support what its own texts say, and never speak for it.
    """
    return Identifier(knowledge).identify(items, progress, surroundings=surroundings)


class Identifier:
    """Identification that remembers its last bill: an item that has not changed since is not resolved again.

    ``resolved`` counts the items of the last call that were. Safe between threads as the Memo is: a lost race resolves
    twice, never wrongly.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._known: dict[str, _Entry] = {}
        self.resolved = 0

    def identify(
        self, items: tuple[Item, ...], progress: Progress = SILENT, *,
        surroundings: Mapping[str, Surroundings] | None = None,
    ) -> tuple[Identity, ...]:
        """As the function ``identify``."""
        places = surroundings or {}
        ears = _Ears(self._knowledge)
        before, known, self.resolved = self._known, dict[str, _Entry](), 0
        for start in range(0, len(items), _STEP):
            progress.step(start / len(items), "identify")
            changed = []
            for item in items[start:start + _STEP]:
                entry, place = before.get(item.key), places.get(item.key)
                if entry is None or entry[1] != place or (entry[0] is not item and entry[0] != item):
                    written = tuple(in_symbols(item, self._knowledge))
                    changed.append(_Read(item, place, tuple(_texts(item, place)), written))
                else:
                    known[item.key] = entry
            for one, said in ears.hear(changed):
                if one.place is not None and one.place.code:
                    said = [(field, _without_code(heard, one.place.code) if field == "description" else heard)
                            for field, heard in said]
                known[one.item.key] = one.item, one.place, _identity(one, said, self._knowledge)
            self.resolved += len(changed)
        self._known = known
        return tuple([known[item.key][2] for item in items])


class _Ears:
    """What the texts of a bill say; each is read once.

    In most items no text names anything. The words that only matter beside such a name, which are most of what stands
    in a bill, are heard only in items with a text that does, or with symbols.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._matcher = matcher_of(knowledge)
        self._telling: dict[str, bool] = {}  # texts met: may it name something or speak against it?
        self._heard: dict[str, tuple[Heard, ...]] = {}

    def hear(self, many: Sequence[_Read]) -> Iterator[tuple[_Read, list[tuple[str, Heard]]]]:
        """Each item with what its texts say by field, a very long one piece by piece."""
        self._meet(dict.fromkeys(text for one in many for _, text in one.texts))
        told = [one for one in many if one.written or any(self._telling[text] for _, text in one.texts)]
        self._read(dict.fromkeys(text for one in told for _, text in one.texts))
        for one in many:
            yield one, [(field, heard) for field, text in one.texts for heard in self._heard.get(text, ())]

    def _meet(self, texts: Iterable[str]) -> None:
        new = [text for text in texts if text not in self._telling]
        pieces = [(text, piece) for text in new for piece in fold(text).pieces()]
        self._telling.update(dict.fromkeys(new, False))
        for place in self._matcher.telling([piece for _, piece in pieces]):
            self._telling[pieces[place][0]] = True

    def _read(self, texts: Iterable[str]) -> None:
        new = [text for text in texts if text not in self._heard]
        pieces = [(text, piece) for text in new for piece in fold(text).pieces()]
        self._heard.update(dict.fromkeys(new, ()))
        for place, matches in self._matcher.find_all([piece for _, piece in pieces]):
            text, piece = pieces[place]
            self._heard[text] += (hear(piece, matches, self._knowledge),)


def _texts(item: Item, place: Surroundings | None) -> Iterator[tuple[str, str]]:
    yield from item.texts()
    for heading, text in item.extra:
        if _named_by_heading(heading) and _MARKED.fullmatch(text):
            yield HEADING, heading
    if place is not None:
        yield from ((field, text) for field, text in ((SECTION, place.section), (PARENT, place.parent)) if text)


@lru_cache(maxsize=1024)
def _named_by_heading(heading: str) -> bool:
    return names_an_element(heading)


def _without_code(heard: Heard, length: int) -> Heard:
    """What a name says beyond the code before it; what the code alone would say is kept as turned."""
    return replace(heard, calls=tuple(call._replace(turned=call.turned or call.end <= length) for call in heard.calls))


def _identity(one: _Read, said: list[tuple[str, Heard]], knowledge: Knowledge) -> Identity:
    item, written = one.item, one.written
    quiet = not item.declared and item.hs is None and all(heard.quiet for _, heard in said)
    if quiet and not written and not any(number.text in knowledge.cas for number in item.cas_numbers()):
        return Identity(item.key, Certainty.NO, ())
    weighed, against = weigh(said, item.designators, knowledge, nameless=_is_nameless(item, said)) if said else ([], [])
    weighed += from_symbols(written, weighed, said, knowledge)
    weighed += [*_from_cas(item, knowledge), *_from_hs(item, weighed, knowledge)]
    contents = contents_of(item, _merged(weighed), knowledge)
    told = shares_told(item, written, contents)
    stated = replace(item, declared=(*item.declared, *told)) if told else item
    contents, absent = with_declared(stated, contents, knowledge)
    contents.sort(key=lambda content: -content.certainty.rank)
    best = contents[0].certainty if contents else Certainty.NO
    defence, semiconductor = _flags(contents, knowledge)
    return Identity(
        item.key, best, tuple(contents), against=(*against, *absent), defence=bool(defence), defence_reason=defence,
        semiconductor=bool(semiconductor), semiconductor_reason=semiconductor, told=told,
    )


def _is_nameless(item: Item, said: list[tuple[str, Heard]]) -> bool:
    """Is what the description says beyond words we know a code and no word ("57-8453", "disc 10x5")?"""
    if not any(field == SECTION for field, _ in said):
        return True
    rest = item.description or item.mpn or item.part_number
    for field, heard in said:
        if field == "description":
            for call in (*heard.calls, *heard.others):
                start, end = heard.folded.span(call.start, call.end)
                rest = rest.replace(heard.folded.original[start:end], " ")
    return not _A_WORD.search(rest)


def _merged(weighed: list[Weighed]) -> list[Weighed]:
    """A CAS number, customs code and text may speak of the same group: the strongest stands, all of it is kept."""
    groups: dict[str, Weighed] = {}
    for one in weighed:
        other = groups.get(one.group)
        if other is not None:
            supports = tuple(sorted((*other.supports, *one.supports), key=lambda support: -support.certainty.rank))
            one = Weighed(one.group, max(one.certainty, other.certainty, key=lambda value: value.rank), supports)
        groups[one.group] = one
    return list(groups.values())


def _from_cas(item: Item, knowledge: Knowledge) -> Iterable[Weighed]:
    for number in dict.fromkeys(item.cas_numbers()):
        if (key := knowledge.cas.get(number.text)) is not None:
            evidence = Evidence("cas", "cas", number.text, 0, len(number.text), key)
            yield Weighed(knowledge.materials[key].group, Certainty.YES, (Support(key, Certainty.YES, evidence),))


def _from_hs(item: Item, weighed: list[Weighed], knowledge: Knowledge) -> Iterable[Weighed]:
    """A customs code alone gives likely at most; beside a text that says more it is only further evidence."""
    row = _hs_row(item, knowledge)
    if item.hs is None or row is None or row.certainty is Certainty.NO:
        return
    material = knowledge.materials[row.key]
    if weighed and material.generic and material.group not in {one.group for one in weighed}:
        return
    evidence = Evidence("hs", "hs", item.hs.digits, 0, len(item.hs.digits), f"hs:{row.prefix}")
    yield Weighed(material.group, row.certainty, (Support(row.key, row.certainty, evidence),))


def _hs_row(item: Item, knowledge: Knowledge) -> HsRow | None:
    """The row with the longest matching prefix."""
    if item.hs is None:
        return None
    return next((row for row in knowledge.hs if item.hs.startswith(row.prefix)), None)


def _flags(contents: list[Content], knowledge: Knowledge) -> tuple[str, str]:
    """Why the item matters for defence and for chip making; only where it is at least likely to hold the material."""
    for content in contents:
        if content.certainty.rank >= Certainty.LIKELY.rank:
            row = knowledge.materials[content.key]
            return row.defence_reason, row.semiconductor_reason
    return "", ""


