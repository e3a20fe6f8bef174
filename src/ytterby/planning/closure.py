"""When an item is without material, trial by trial: its closures, one after the other, against its stock.

Supply is closed while a licence is out or the only supplier is lost. In a closure stock drains as its course says;
while a licence holds, just what is used is bought. Steps from closure to closure, not from week to week.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ytterby.planning.change import YEAR_DAYS, Terms
from ytterby.planning.draws import Drawn
from ytterby.planning.supply import HAIR, Course, Days, Supply

MOST_CLOSURES = 400  # within a horizon: beyond, a licence would be over as soon as it is granted
Closure = tuple[Days, Days]  # start and end per trial; none where the end is not after the start


@dataclass(frozen=True, slots=True, eq=False)
class Spell:
    """Days without material, per trial, from ``start`` (one day for all trials where it is a number) to ``over``.

    No spell where ``over`` is not after ``start``. Where only a licence, or else ``cap``, ends it, ``group`` says which
    licence: of two spells of one group, the one with the later start and the earlier cap lies within the other.
    ``endless``: in some trials it never ends.
    """

    start: float | Days
    over: Days
    cap: float = math.inf
    group: tuple[object, ...] | None = None
    endless: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Shortage:
    """Of one item: its spells; per trial whether it is ever short, and the first day of it (infinite without)."""

    spells: tuple[Spell, ...]
    stops: NDArray[np.bool_]
    first: float | Days

    def days(self, horizon: float) -> Days:
        """Days without material per trial; a spell that no licence ends is counted to the end of the horizon."""
        total = np.zeros(len(self.stops))
        for spell in self.spells:
            total += np.maximum(ended(spell, horizon) - spell.start, 0.0)
        return total


def ended(spell: Spell, horizon: float) -> Days:
    """The end of the spell, per trial; one that never ends does so with the horizon."""
    if not spell.endless:
        return spell.over
    return np.where(np.isinf(spell.over), np.maximum(spell.start, horizon), spell.over)


def simple(supply: Supply, terms: Terms) -> bool:
    """Does a single closure decide, which starts on a known day?"""
    return terms.lasting and not supply.outages


def single(supply: Supply, course: Course, licence: Drawn, group: tuple[object, ...]) -> Shortage:
    """One closure, from the day the item begins to wait until its licence comes. ``licence``: days from the as-of date.

    No horizon: a stop counts whenever it comes. Items of one ``group`` get their licences on the same days.
    """
    trials = len(licence.days)
    last = float(licence.ordered[-1])
    if math.isinf(course.runs_out) or last <= course.runs_out:
        return Shortage((), np.zeros(trials, dtype=bool), math.inf)
    spells = []
    for begins, ends in course.draining():
        start, cap = max(begins, course.runs_out), min(ends, supply.waits_until)
        if cap > start:
            over = np.minimum(licence.days, cap) if math.isfinite(cap) else licence.days
            spells.append(Spell(start, over, cap, group, math.isinf(min(last, cap))))
    if not spells:
        return Shortage((), np.zeros(trials, dtype=bool), math.inf)
    return Shortage(tuple(spells), licence.days > course.runs_out, course.runs_out)


def closures(supply: Supply, course: Course, terms: Terms, granted: Days, waits: Iterator[Days],
             horizon: float) -> list[Closure]:
    """The closures of an item whose licences end or whose supplier is lost, in order, none beyond the horizon.

    ``granted``: the day of the first licence per trial; ``waits``: days for each that follows.
    """
    until = min(supply.waits_until, horizon)
    start = np.full(len(granted), min(supply.waits_from, horizon))
    end = np.clip(granted, start, max(until, float(start[0])))
    opened = np.zeros(len(granted))
    found: list[Closure] = []
    for _ in range(MOST_CLOSURES):
        found += [*_outages(supply, opened, start), (start, end)]
        opened, over = end, _over(course, terms, end)
        start = np.where(over >= until, horizon, over)
        if (start >= horizon).all():
            return [*found, *_outages(supply, opened, start)]
        granted = np.maximum(opened, over - terms.renew_before_days) + next(waits)
        end = np.clip(granted, start, np.maximum(until, start))
    return [*found, (start, np.full(len(start), horizon))]  # licences that are over at once: closed, to be safe


def _over(course: Course, terms: Terms, granted: Days) -> Days:
    """The day a licence is over: its validity has run or its quantity is used up."""
    over = granted + (math.inf if terms.validity_days is None else terms.validity_days)
    if terms.quantity_share is not None:
        drawn = course.drain_to(granted) + terms.quantity_share * YEAR_DAYS
        over = np.minimum(over, np.maximum(course.reached(drawn), granted))
    return over


def _outages(supply: Supply, opened: Days, closes: Days) -> list[Closure]:
    """What outages close between two closures."""
    found = []
    for start, end in sorted(supply.outages):
        found.append((np.clip(start, opened, closes), np.clip(end, opened, closes)))
        opened = found[-1][1]
    return found


def through(course: Course, closed: Sequence[Closure]) -> Shortage:
    """Stock drains through all closures; what one leaves is there for the next."""
    spells: list[Spell] = []
    trials = len(closed[0][0])
    used, first = np.zeros(trials), np.full(trials, math.inf)
    for start, end in closed:
        entered = course.drain_to(start)
        empty = np.maximum(course.reached(entered + np.maximum(course.stock - used, 0.0)), start)
        for begins, ends in course.draining():
            spell = Spell(np.maximum(empty, begins), np.minimum(end, ends))
            short = spell.over > spell.start + HAIR
            if short.any():
                spells.append(spell)
                first = np.minimum(first, np.where(short, spell.start, math.inf))
        used += course.drain_to(end) - entered
    return Shortage(tuple(spells), np.isfinite(first), first)


def levels(course: Course, closed: Sequence[Closure], days: Days, trials: int) -> Days:
    """Stock in days of use on each of ``days`` in the first ``trials`` trials: shape (days, trials)."""
    used = np.zeros((len(days), len(closed[0][0][:trials])))
    for start, end in closed:
        begun = np.minimum(days[:, None], start[None, :trials])
        used += course.drain_to(np.minimum(days[:, None], end[None, :trials])) - course.drain_to(begun)
    return np.maximum(course.stock - used, 0.0)
