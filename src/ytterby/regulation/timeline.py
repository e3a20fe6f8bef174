"""Which states hold, given what was published by a day.

Stands alone because it is the one rule for texts that replace each other: a text published later replaces every
state of earlier texts that starts on or after its own first start; earlier starts stay. So an announced start that
was suspended before it came is in the data, counts for whoever asks with an early known-by date, and is gone else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ytterby.core.finding import Citation, Force

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
"""Beyond these no law can be asked about: a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class State:
    """What an entry is from ``start`` on, where that is said, and since when one could know it."""

    start: date
    force: Force
    citation: Citation
    published: date


def running(states: Iterable[State], known_by: date | None = None) -> tuple[State, ...]:
    """The states that count for someone who reads what was published by ``known_by`` (None: everything), by start."""
    known = [state for state in states if known_by is None or state.published <= known_by]
    order: list[State] = []
    for published in sorted({state.published for state in known}):
        text = sorted((state for state in known if state.published == published), key=lambda state: state.start)
        order = [state for state in order if state.start < text[0].start] + text
    return tuple(order)


def state_on(order: Iterable[State], day: date) -> State | None:
    """The state of a running order on ``day``; None before anything was published."""
    return max((state for state in order if state.start <= day), key=lambda state: state.start, default=None)


def next_after(order: Iterable[State], day: date) -> State | None:
    """The first change of a running order after ``day``, None where none is announced."""
    return min((state for state in order if state.start > day), key=lambda state: state.start, default=None)
