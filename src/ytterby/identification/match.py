"""One pass over a text finds every phrase of the knowledge in it.

Overlapping matches first, then the test for word boundaries, then the longest kept: the other way round, a long phrase
that fails its boundary would hide the short one that holds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from ytterby.core.finding import Certainty
from ytterby.identification.fold import FIRST_UNBOUNDED, Folded, fold, is_letter, is_word
from ytterby.identification.knowledge import CONTEXTS, NAMING, Kind, Knowledge, Meaning
from ytterby.identification.spelling import Spelling

_BETWEEN = "\n"  # stands in no phrase
_ENDINGS = ("s", "es", "e", "en", "er", "n")  # plurals of English, French, Spanish, German, Swedish
_LEAST_FOR_ENDING = 4
_LEAST_FOR_WORD = 2


class Match(NamedTuple):
    """A phrase at ``start``..``end`` of the folded text, and all that it says."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


class _Pattern(NamedTuple):
    """What is asked of a match, as the loop over all of them takes it apart."""

    starts_word: bool  # a letter before it hinders
    ends_word: bool
    code: bool  # holds a digit or is very short: nothing may touch it, while digits may follow "nema"
    length: int
    plain: tuple[Meaning, ...]
    covers: bool  # what lies inside it is left out
    series: tuple[Meaning, ...]  # the phrase is only a trigger: their shapes decide


_Held = tuple[int, int, int, tuple[Meaning, ...], bool]  # order, start, end, meanings, covers
_ORDER = itemgetter(0)
_FAR = 1 << 32  # beyond any place in a text: start * _FAR - end puts the earlier first, then the longer


class Matcher:
    """Built once from the knowledge (about 20 ms), then used for every text."""

    def __init__(self, knowledge: Knowledge) -> None:
        gathered: dict[tuple[str, bool, bool], dict[Meaning, None]] = defaultdict(dict)
        for phrase in knowledge.phrases:  # a word of several languages may stand in several rows
            text = fold(phrase.text.strip("*")).text
            gathered[text, phrase.text.startswith("*"), phrase.text.endswith("*")][phrase.meaning] = None
        texts = [key[0] for key in gathered]
        self._patterns = [_pattern(text, meanings, left, right) for (text, left, right), meanings in gathered.items()]
        self._automaton = AhoCorasick(texts, matchkind=MatchKind.Standard)
        sure = {text: _sure(meanings) for (text, _, _), meanings in gathered.items()}
        self._spelling = Spelling({text: meanings for text, meanings in sure.items() if meanings})

    def find(self, folded: Folded) -> list[Match]:
        """As ``find_all``, for one text."""
        return next((matches for _, matches in self.find_all((folded,))), [])

    def find_all(self, many: Sequence[Folded]) -> Iterator[tuple[int, list[Match]]]:
        """(place, matches) of each text with any, in order of start; a match inside a longer one is left out.

        All texts are passed over as one, so that a text that holds nothing costs next to nothing.
        """
        joined = _BETWEEN.join(["", *(one.text for one in many), ""])
        starts = list(accumulate((len(one.text) + 1 for one in many), initial=1))
        held = [(start * _FAR - end, start, end, meanings, True)
                for start, end, meanings in self._spelling.find(joined)]
        held += self._held(joined, _BETWEEN.join(["", *(one.written() for one in many), ""]), starts)
        held.sort(key=_ORDER)
        place, base, limit, found = -1, 0, 0, list[Match]()
        for start, end, meanings in _longest(held):
            if start >= limit:
                if found:
                    yield place, found
                place, found = bisect_right(starts, start) - 1, []
                base, limit = starts[place], starts[place + 1]
            found.append(Match(start - base, end - base, meanings))
        if found:
            yield place, found

    def _held(self, joined: str, written: str, starts: list[int]) -> Iterator[_Held]:
        """The automaton's matches that stand as words. ``written``: as ``joined``, before it was folded."""
        patterns = self._patterns
        base, limit, around = 0, 0, dict[str, list[tuple[int, int]]]()
        for index, start, end in self._automaton.find_matches_as_indexes(joined, overlapping=True):
            starts_word, ends_word, code, length, plain, covers, series = patterns[index]
            # Most matches lie inside words: the signs beside them are asked first, here and without a call.
            if starts_word:
                before = joined[start - 1]
                if before.isalnum() and before < FIRST_UNBOUNDED and (
                        code or (before.isalpha() and not _is_capital(written, start))):
                    continue
            if ends_word:
                after = joined[end]
                if (after.isalnum() or after == ".") and not _closes(joined, written, end, length, code=code):
                    continue
            if plain:
                yield start * _FAR - end, start, end, plain, covers
            if series:
                if start >= limit:
                    place = bisect_right(starts, start)
                    base, limit, around = starts[place - 1], starts[place], {}
                yield from _around(series, joined[base:limit - 1], base, start, end, around)


def _pattern(text: str, meanings: Iterable[Meaning], free_left: bool, free_right: bool) -> _Pattern:
    plain = tuple(meaning for meaning in meanings if meaning.kind is not Kind.SERIES)
    series = tuple(meaning for meaning in meanings if meaning.kind is Kind.SERIES)
    return _Pattern(not free_left and is_word(text[0]), not free_right and is_word(text[-1]), _is_code(text),
                    len(text), plain, _covers(plain), series)


def _covers(meanings: Iterable[Meaning]) -> bool:
    """Does a phrase leave out those inside it? One that only lends context does not."""
    return not CONTEXTS.issuperset(meaning.kind for meaning in meanings)


def _around(series: tuple[Meaning, ...], text: str, base: int, start: int, end: int,
            known: dict[str, list[tuple[int, int]]]) -> Iterator[_Held]:
    """Where the shape of a series holds around its trigger; it gives the span. ``known``: spans in this text."""
    for meaning in series:
        spans = known.get(meaning.pattern)
        if spans is None:
            spans = known[meaning.pattern] = [hit.span() for hit in _shape(meaning.pattern).finditer(text)]
        for first, last in spans:
            if first + base <= start and end <= last + base:
                first, last = first + base, last + base
                yield first * _FAR - last, first, last, (meaning,), True


@cache
def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _sure(meanings: Iterable[Meaning]) -> tuple[Meaning, ...]:
    """What a misspelt word may still say: what it names, at most likely."""
    return tuple(replace(meaning, certainty=Certainty.LIKELY) for meaning in meanings
                 if meaning.kind in NAMING and meaning.certainty.rank >= Certainty.LIKELY.rank)


def _is_code(text: str) -> bool:
    """Short, with digits, or ending in a single letter ("ndfeb n"): the next sign may not be a digit either."""
    return len(text) <= _LEAST_FOR_WORD or text[-2:-1] == " " or any(char.isdigit() for char in text)


def _is_capital(written: str, at: int) -> bool:
    """A capital after a small letter begins a word inside a name ("AxisMotor")."""
    return written[at].isupper() and written[at - 1].islower()


def _closes(text: str, written: str, end: int, length: int, *, code: bool) -> bool:
    """May a word end here? Digits don't hinder after letters ("axis4"), nor do plural endings."""
    after = text[end]
    if code:
        return not is_word(after) and not (after == "." and text[end + 1:end + 2].isdigit())
    if not is_letter(after) or _is_capital(written, end):
        return True
    if length < _LEAST_FOR_ENDING:
        return False
    stop = end + 1
    while is_letter(text[stop]):
        stop += 1
    return text[end:stop] in _ENDINGS


def _longest(held: list[_Held]) -> Iterator[tuple[int, int, tuple[Meaning, ...]]]:
    """Without those inside a longer one that names or turns something; equal spans are put together.

    ``held`` stands in order of start, and the longer first.
    """
    covered = 0
    before, at, until, meanings = -1, 0, 0, tuple[Meaning, ...]()
    for order, start, end, more, covers in held:
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
