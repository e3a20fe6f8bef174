"""One pass over a text finds every phrase of the knowledge in it.

Overlapping matches first, then the test for word boundaries, then the longest kept: the other way round, a long phrase
that fails its boundary would hide the short one that holds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from ytterby.core.finding import Certainty
from ytterby.identification.fold import Folded, fold, is_letter, is_word
from ytterby.identification.knowledge import CONTEXTS, NAMING, Kind, Knowledge, Meaning
from ytterby.identification.spelling import Spelling, has_long

_ENDINGS = ("s", "es", "e", "en", "er", "n")  # plurals of English, French, Spanish, German, Swedish
_LEAST_FOR_ENDING = 4
_LEAST_FOR_WORD = 2


class Match(NamedTuple):
    """A phrase at ``start``..``end`` of the folded text, and all that it says."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class _Pattern:
    free_left: bool
    free_right: bool
    code: bool  # holds a digit or is very short: nothing may touch it, while digits may follow "nema"
    length: int
    plain: tuple[Meaning, ...]
    series: tuple[Meaning, ...]  # the phrase is only a trigger: their patterns decide


class Matcher:
    """Built once from the knowledge (about 20 ms), then used for every text."""

    def __init__(self, knowledge: Knowledge) -> None:
        gathered: dict[tuple[str, bool, bool], dict[Meaning, None]] = defaultdict(dict)
        for phrase in knowledge.phrases:  # a word of several languages may stand in several rows
            text = fold(phrase.text.strip("*")).text
            gathered[text, phrase.text.startswith("*"), phrase.text.endswith("*")][phrase.meaning] = None
        texts = [key[0] for key in gathered]
        self._patterns = [
            _Pattern(left, right, _is_code(text), len(text), tuple(m for m in meanings if m.kind is not Kind.SERIES),
                     tuple(m for m in meanings if m.kind is Kind.SERIES))
            for (text, left, right), meanings in gathered.items()
        ]
        self._automaton = AhoCorasick(texts, matchkind=MatchKind.Standard)
        self._compiled: dict[str, re.Pattern[str]] = {}
        sure = {text: _sure(meanings) for (text, _, _), meanings in gathered.items()}
        self._spelling = Spelling({text: meanings for text, meanings in sure.items() if meanings})

    def find(self, folded: Folded) -> list[Match]:
        """Matches that hold, in order of start; one inside a longer one is left out."""
        text = folded.text
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        held = [Match(start, end, meanings) for start, end, meanings in self._spelling.find(text)] if has_long(
            text) else []
        patterns = self._patterns
        around: dict[Meaning, list[tuple[int, int]]] = {}
        for index, start, end in found:
            pattern = patterns[index]
            # Most matches lie inside words: what the sign before tells is asked first, here and without a call.
            if start and not pattern.free_left and text[start - 1].isalnum() and is_word(text[start]) and not _opens(
                    folded, start, pattern.code):
                continue
            if pattern.free_right or end == len(text) or not is_word(text[end - 1]) or _closes(folded, end, pattern):
                if pattern.plain:
                    held.append(Match(start, end, pattern.plain))
                if pattern.series:
                    held += self._around(pattern.series, text, start, end, around)
        return _longest(held) if len(held) > 1 else held

    def _around(self, series: tuple[Meaning, ...], text: str, start: int, end: int,
                known: dict[Meaning, list[tuple[int, int]]]) -> list[Match]:
        """Where the pattern of a series holds around its trigger; it gives the span. ``known``: spans in this text."""
        for meaning in series:
            if meaning not in known:
                known[meaning] = [hit.span() for hit in self._regex(meaning).finditer(text)]
        return [Match(first, last, (meaning,)) for meaning in series
                for first, last in known[meaning] if first <= start and end <= last]

    def _regex(self, meaning: Meaning) -> re.Pattern[str]:
        if meaning.pattern not in self._compiled:
            self._compiled[meaning.pattern] = re.compile(meaning.pattern)
        return self._compiled[meaning.pattern]


def _sure(meanings: Iterable[Meaning]) -> tuple[Meaning, ...]:
    """What a misspelt word may still say: what it names, at most likely."""
    return tuple(replace(meaning, certainty=Certainty.LIKELY) for meaning in meanings
                 if meaning.kind in NAMING and meaning.certainty.rank >= Certainty.LIKELY.rank)


def _is_code(text: str) -> bool:
    """Short, with digits, or ending in a single letter ("ndfeb n"): the next sign may not be a digit either."""
    return len(text) <= _LEAST_FOR_WORD or text[-2:-1] == " " or any(char.isdigit() for char in text)


def _opens(folded: Folded, start: int, code: bool) -> bool:
    """May a word begin here? Digits before letters don't hinder ("4axis"), nor a capital in a name ("AxisMotor")."""
    before, first = folded.text[start - 1], folded.text[start]
    if code or first.isdigit():
        decimal = before in ".," and first.isdigit() and folded.text[start - 2:start - 1].isdigit()
        return not is_word(before) and not decimal
    return not is_letter(before) or (folded.at(start).isupper() and folded.at(start - 1).islower())


def _closes(folded: Folded, end: int, pattern: _Pattern) -> bool:
    text = folded.text
    after = text[end]
    if pattern.code:
        return not is_word(after) and not (after == "." and text[end + 1:end + 2].isdigit())
    if not is_letter(after) or (folded.at(end).isupper() and folded.at(end - 1).islower()):
        return True
    if pattern.length < _LEAST_FOR_ENDING:
        return False
    stop = end + 1
    while stop < len(text) and is_letter(text[stop]):
        stop += 1
    return text[end:stop] in _ENDINGS


def _longest(matches: list[Match]) -> list[Match]:
    """Without those inside a longer one that names or turns something; equal spans are put together."""
    spans: dict[tuple[int, int], tuple[Meaning, ...]] = {}
    for match in matches:
        span = match.start, match.end
        known = spans.get(span, ())
        spans[span] = known + tuple(meaning for meaning in match.meanings if meaning not in known)
    kept: list[Match] = []
    covered = 0
    for (start, end), meanings in sorted(spans.items(), key=lambda entry: (entry[0][0], -entry[0][1])):
        if end > covered:
            kept.append(Match(start, end, meanings))
            if not CONTEXTS.issuperset(meaning.kind for meaning in meanings):
                covered = end
    return kept
