"""What the words around a match make of it: "motor" alone, "motor mount", "screw for motor", "without magnet".

Works on one text at a time, so that each distinct text of a bill is read once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from ytterby.core.finding import Certainty
from ytterby.identification.fold import Folded, words
from ytterby.identification.knowledge import NAMING, Kind, Knowledge, Meaning
from ytterby.identification.match import Match

_SEPARATORS = frozenset(",;()[]{}|+&\n:!?\"、，；（）【】。・/")
_GLUED = re.compile(r"^[^\W\d_\u2e80-\uffff]+|[^\W\d_\u2e80-\uffff]+$")  # the rest of a compound, no word of its own
# "motor with bracket", "magnet for encoder": the head stays
_BREAKS = frozenset({Kind.JOIN, Kind.JOIN_AFTER, Kind.OR, Kind.PURPOSE_BEFORE})
TURNS = frozenset({Kind.TURN, Kind.TURN_AFTER, Kind.TURN_BEFORE})
PURPOSES = frozenset({Kind.PURPOSE_BEFORE, Kind.PURPOSE_AFTER})
_PRINTED = "printed"  # scope of things that carry words: label "NdFeB magnets inside"
COLUMNS = " · "  # stands between what two columns say of one thing
_AMID = 2  # words before a part, in a sentence that speaks of it
_QUOTES = frozenset("\"“”„«»‘’「」『』: ")


class Call(NamedTuple):
    """One statement of a text: ``meaning`` at ``start``..``end`` (folded); ``turned`` by the words around it.

    ``beside``: turned only by the name of another thing beside it ("NdFeB bolt"), not denied and no purpose;
    ``purpose``: turned only by what says what another thing is for ("brushless motor for drone motor 920KV").
    """

    meaning: Meaning
    start: int
    end: int
    turned: bool = False
    beside: bool = False
    purpose: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """All that one text says. ``turners`` turned a call; ``others`` are look-alikes, counters, contexts.

    ``quiet``: it names nothing and speaks against nothing; its words only matter beside other texts.
    """

    folded: Folded
    calls: tuple[Call, ...]
    turners: tuple[Call, ...]
    others: tuple[Call, ...]
    quiet: bool = False


SHOWN_AGAINST = frozenset({Kind.LOOKALIKE, Kind.COUNTER})


def hear(folded: Folded, matches: list[Match], knowledge: Knowledge) -> Heard:
    """What a text says by the phrases found in it."""
    calls: list[Call] = []
    others: list[Call] = []
    quiet = True
    for start, end, meanings in matches:
        for meaning in meanings:
            kind = meaning.kind
            (calls if kind in NAMING else others).append(Call(meaning, start, end))
            quiet = quiet and kind not in SHOWN_AGAINST
    if not calls:
        return Heard(folded, (), (), tuple(others), quiet)
    joins = [match for match in matches if any(meaning.kind in _BREAKS for meaning in match.meanings)]
    surroundings = _Surroundings(folded.text, joins, knowledge)
    added = {other.start for other in others if other.meaning.kind is Kind.JOIN_AFTER}
    turners = [other for other in others
               if added.isdisjoint((other.end, other.end + 1)) and surroundings.turn(other, calls)]
    return Heard(folded, tuple(calls), tuple(turners), tuple(others))


class _Surroundings:
    """The text between words, and how far a turning word reaches."""

    def __init__(self, text: str, joins: list[Match], knowledge: Knowledge) -> None:
        self._text, self._joins, self._knowledge = text, joins, knowledge

    def turn(self, word: Call, calls: list[Call]) -> bool:
        """Marks in ``calls`` what the word turns; True where there was any."""
        kind = word.meaning.kind
        turned: set[int] = set()
        if kind in (Kind.TURN, Kind.TURN_AFTER):
            turned |= self._before(word, calls, gap=1, cascade=True)
        if kind in (Kind.TURN, Kind.TURN_BEFORE):
            turned |= self._after(word, calls, gap=1, cascade=True)
        if kind is Kind.PURPOSE_AFTER:
            turned |= self._before(word, calls, gap=0, cascade=True)
        if kind is Kind.PURPOSE_BEFORE:
            turned |= self._after(word, calls, gap=2, cascade=True)
        if kind is Kind.NOT_AFTER:
            turned |= self._before(word, calls, gap=0, cascade=False)
        if kind is Kind.NOT_BEFORE:
            turned |= self._after(word, calls, gap=0, cascade=False)
        for index in turned:
            call = calls[index]
            calls[index] = call._replace(
                turned=True, beside=kind in TURNS and (call.beside or not call.turned),
                purpose=kind in PURPOSES and (call.purpose or not call.turned))
        return bool(turned)

    def _before(self, word: Call, calls: list[Call], *, gap: int, cascade: bool) -> set[int]:
        order = sorted((i for i, call in enumerate(calls) if call.end <= word.start), key=lambda i: -calls[i].end)
        return self._reach(
            word, order, calls,
            between=lambda call, edge: self._text[call.end:edge], edge=lambda call: call.start, first=word.start,
            gap=gap, cascade=cascade,
        )

    def _after(self, word: Call, calls: list[Call], *, gap: int, cascade: bool) -> set[int]:
        order = sorted((i for i, call in enumerate(calls) if call.start >= word.end), key=lambda i: calls[i].start)
        return self._reach(
            word, order, calls,
            between=lambda call, edge: self._text[edge:call.start], edge=lambda call: call.end, first=word.end,
            gap=gap, cascade=cascade,
        )

    def _reach(self, word: Call, order: list[int], calls: list[Call], *, between: Callable[[Call, int], str],
               edge: Callable[[Call], int], first: int, gap: int, cascade: bool) -> set[int]:
        """The calls in reach, nearest first: one within ``gap`` words, then others until something separates."""
        reached: set[int] = set()
        at = first
        for index in order:
            call = calls[index]
            text = between(call, at)
            inverted = text.strip() == "," and word.start == 0 and not reached  # "bracket, motor"
            far = not reached and words(_GLUED.sub("", text)) > gap
            quoted = word.meaning.scope == _PRINTED and _QUOTES.issuperset(text)
            beyond = bool(reached) and COLUMNS in text  # "spindle motor · 300 W spindle motor mount"
            if not inverted and not quoted and (far or beyond or self._separated(text, call, at)):
                break
            if self._in_scope(word, call):
                reached.add(index)
            if not cascade:
                return {i for i in order if (calls[i].start, calls[i].end) == (call.start, call.end)}
            at = edge(call)
        return reached

    def _separated(self, text: str, call: Call, at: int) -> bool:
        if any(char in _SEPARATORS for char in text):
            return True
        low, high = min(call.end, at), max(call.start, at)
        return any(low <= join.start and join.end <= high for join in self._joins)

    def _in_scope(self, word: Call, call: Call) -> bool:
        """A word of scope "part" turns finished parts only: "motor magnet" is a magnet, "N42 magnet" stays one."""
        return word.meaning.scope != "part" or self._knowledge.materials[call.meaning.target].is_part


def is_short(folded: Folded) -> bool:
    """So few words that nothing in them could contradict."""
    return words(folded.text) <= 3


def of_another_thing(call: Call, text: Heard) -> bool:
    """Amid a second column, of what the first one calls a wire or a coupler ("wire · for the current of servos")?"""
    whole = text.folded.text
    first = whole.find(COLUMNS)
    if first < 0 or call.start < first or any(other.start < first for other in text.calls):
        return False
    start = whole.rfind(COLUMNS, 0, call.start) + len(COLUMNS)
    amid = words(whole[start:call.start]) >= _AMID and bool(whole[call.end:].partition(COLUMNS)[0].strip())
    return amid and any(other.end == first and other.meaning.kind in TURNS for other in text.others)


def standing(calls: tuple[Call, ...]) -> tuple[Call, ...]:
    return tuple(call for call in calls if not call.turned and call.meaning.certainty is not Certainty.NO)
