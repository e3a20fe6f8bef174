"""One pass over many texts finds every phrase of the knowledge in them.

Overlapping matches first, then the test for word boundaries, then the longest kept: the other way round, a long phrase
that fails its boundary would hide the short one that holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from ytterby.core.finding import Certainty
from ytterby.identification.fold import Folded, fold
from ytterby.identification.joined import Joined
from ytterby.identification.knowledge import NAMING, Kind, Knowledge, Meaning
from ytterby.identification.phrases import Held, PhraseTable, held
from ytterby.identification.spelling import Spelling

_TELLING = NAMING | {Kind.LOOKALIKE, Kind.COUNTER}
_ORDER = itemgetter(0)
_Gathered = defaultdict[str, defaultdict[tuple[bool, bool], list[Meaning]]]


class Match(NamedTuple):
    """A phrase at ``start``..``end`` of the folded text, and all that it says."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


class Matcher:
    """Built once from the knowledge, then used for every text."""

    def __init__(self, knowledge: Knowledge) -> None:
        phrases = [(fold(phrase.text.strip("*")).text, phrase) for phrase in knowledge.phrases]
        telling = {text for text, phrase in phrases if phrase.meaning.kind in _TELLING}
        told, other = _Gathered(_variants), _Gathered(_variants)
        for text, phrase in phrases:
            gathered = told if text in telling else other
            meanings = gathered[text][phrase.text.startswith("*"), phrase.text.endswith("*")]
            if phrase.meaning not in meanings:  # a word of several languages may stand in several rows
                meanings.append(phrase.meaning)
        self._told, self._other = PhraseTable(told), PhraseTable(other)
        last = {text: list(variants.values())[-1] for text, variants in told.items()}  # words.csv comes behind names
        sure = {text: [meaning for meaning in meanings if _is_sure(meaning)] for text, meanings in last.items()}
        self._spelling = Spelling({text: meanings for text, meanings in sure.items() if meanings})

    def find(self, folded: Folded) -> list[Match]:
        """As ``find_all``, for one text."""
        return next((matches for _, matches in self.find_all((folded,))), [])

    def telling(self, many: Sequence[Folded]) -> set[int]:
        """Places of the texts that may name something or speak against it, in a third of the time of ``find_all``.

        What else they hold only says something beside such a text.
        """
        texts = Joined.of(many)
        found = [*self._misspelt(texts), *self._told.find(texts, triggers=True)]
        return {texts.place(start) for _, start, *_ in found}

    def find_all(self, many: Sequence[Folded]) -> Iterator[tuple[int, list[Match]]]:
        """(place, matches) of each text with any, in order of start; a match inside a longer one is left out.

        All texts are passed over as one, so that a text that holds nothing costs next to nothing.
        """
        texts = Joined.of(many)
        found = [*self._misspelt(texts), *self._told.find(texts), *self._other.find(texts)]
        found.sort(key=_ORDER)
        place, base, limit, matches = -1, 0, 0, list[Match]()
        for start, end, meanings in _longest(found):
            if start >= limit:
                if matches:
                    yield place, matches
                place, matches = texts.place(start), []
                base, limit = texts.starts[place], texts.starts[place + 1]
            matches.append(Match(start - base, end - base, meanings))
        if matches:
            yield place, matches

    def _misspelt(self, texts: Joined) -> Iterator[Held]:
        """A misspelt word says what it names, at most likely."""
        for start, end, meanings in self._spelling.find(texts.text):
            likely = dict.fromkeys(replace(meaning, certainty=Certainty.LIKELY) for meaning in meanings)
            yield held(start, end, tuple(likely), covers=True)


def _variants() -> defaultdict[tuple[bool, bool], list[Meaning]]:
    return defaultdict(list)


def _is_sure(meaning: Meaning) -> bool:
    return meaning.kind in NAMING and meaning.certainty.rank >= Certainty.LIKELY.rank


def _longest(found: list[Held]) -> Iterator[tuple[int, int, tuple[Meaning, ...]]]:
    """Without those inside a longer one that names or turns something; equal spans are put together.

    ``found`` stands in order of start, and the longer first.
    """
    covered = 0
    before, at, until, meanings = -1, 0, 0, tuple[Meaning, ...]()
    for order, start, end, more, covers in found:
        if order == before:
            meanings += tuple(meaning for meaning in more if meaning not in meanings)
        elif end > covered:
            if meanings:
                yield at, until, meanings
            before, at, until, meanings = order, start, end, more
        else:
            continue
        if covers:
            covered = end
    if meanings:
        yield at, until, meanings


@lru_cache(maxsize=2)
def matcher_of(knowledge: Knowledge) -> Matcher:
    """The matcher of a knowledge, kept."""
    return Matcher(knowledge)
