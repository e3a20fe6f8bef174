"""Which rare-earth materials the items of a bill hold, and why we think so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ytterby.core.finding import Certainty, Evidence
from ytterby.core.item import Item
from ytterby.core.progress import SILENT, Progress
from ytterby.identification.contents import contents_of
from ytterby.identification.context import Heard, hear
from ytterby.identification.declared import with_declared
from ytterby.identification.evidence import PARENT, SECTION, Support, Weighed, weigh
from ytterby.identification.fold import fold
from ytterby.identification.identity import Content, Identity, Surroundings
from ytterby.identification.knowledge import HsRow, Knowledge
from ytterby.identification.match import matcher_of
from ytterby.identification.symbols import from_symbols, in_symbols

_A_WORD = re.compile(r"[^\W\d_]{4,}|[\u2e80-\uffff]{2,}")
_STEP = 700  # items between two reports of progress: about 20 ms
_Entry = tuple[Item, Surroundings | None, Identity]


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
        heard: dict[str, tuple[Heard, ...]] = {}
        before, known, self.resolved = self._known, dict[str, _Entry](), 0
        for start in range(0, len(items), _STEP):
            progress.step(start / len(items), "identify")
            changed = []
            for item in items[start:start + _STEP]:
                entry, place = before.get(item.key), places.get(item.key)
                if entry is None or entry[1] != place or (entry[0] is not item and entry[0] != item):
                    changed.append((item, place, list(_texts(item, place))))
                else:
                    known[item.key] = entry
            self._hear((text for _, _, texts in changed for _, text in texts), heard)
            for item, place, texts in changed:
                said = [(field, one) for field, text in texts for one in heard[text]]
                if place is not None and place.code:
                    said = [(field, _without_code(one, place.code) if field == "description" else one)
                            for field, one in said]
                known[item.key] = item, place, _identity(item, said, self._knowledge)
            self.resolved += len(changed)
        self._known = known
        return tuple([known[item.key][2] for item in items])

    def _hear(self, texts: Iterable[str], heard: dict[str, tuple[Heard, ...]]) -> None:
        """Put to ``heard`` what each text says, a very long one piece by piece; one met before is not read again."""
        new = [text for text in dict.fromkeys(texts) if text not in heard]
        heard.update(dict.fromkeys(new, ()))
        pieces = [(text, piece) for text in new for piece in fold(text).pieces()]
        for place, matches in matcher_of(self._knowledge).find_all([piece for _, piece in pieces]):
            text, piece = pieces[place]
            heard[text] += (hear(piece, matches, self._knowledge),)


def _texts(item: Item, place: Surroundings | None) -> Iterator[tuple[str, str]]:
    yield from item.texts()
    if place is not None:
        yield from ((field, text) for field, text in ((SECTION, place.section), (PARENT, place.parent)) if text)


def _without_code(heard: Heard, length: int) -> Heard:
    """What a name says beyond the code before it; what the code alone would say is kept as turned."""
    return replace(heard, calls=tuple(call._replace(turned=call.turned or call.end <= length) for call in heard.calls))


def _identity(item: Item, said: list[tuple[str, Heard]], knowledge: Knowledge) -> Identity:
    quiet = not item.declared and item.hs is None and all(heard.quiet for _, heard in said)
    written = tuple(in_symbols(item, knowledge))
    if quiet and not written and not any(number.text in knowledge.cas for number in item.cas_numbers()):
        return Identity(item.key, Certainty.NO, ())
    weighed, against = weigh(said, item.designators, knowledge, nameless=_is_nameless(item, said)) if said else ([], [])
    weighed += from_symbols(written, weighed, said, knowledge)
    weighed += [*_from_cas(item, knowledge), *_from_hs(item, weighed, knowledge)]
    contents, absent = with_declared(item, contents_of(item, _merged(weighed), knowledge), knowledge)
    contents.sort(key=lambda content: -content.certainty.rank)
    best = contents[0].certainty if contents else Certainty.NO
    defence, semiconductor = _flags(contents, knowledge)
    return Identity(
        item.key, best, tuple(contents), against=(*against, *absent), defence=bool(defence), defence_reason=defence,
        semiconductor=bool(semiconductor), semiconductor_reason=semiconductor,
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


