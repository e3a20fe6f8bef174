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
ALL = slice(None)
Closure = tuple[Days, Days]  # start and end per trial; none where the end is not after the start


@dataclass(frozen=True, slots=True, eq=False)
class Spell:
    """Days without material, per trial, from ``start`` (one day for all trials where it is a number) to ``over``.

    No spell where ``over`` is not after ``start``. Where only a licence, or else ``cap``, ends it, ``over`` is that
    licence, and ``group`` says which: of two spells of one group, the one with the later start and the earlier cap lies
    within the other.
    """

    start: float | Days
    over: Drawn | Days
    cap: float = math.inf
    group: tuple[object, ...] | None = None

    def ended(self, horizon: float, some: slice = ALL) -> Days:
        """Its last day per trial, or in ``some`` of them; one that never ends does so with the horizon."""
        if isinstance(self.over, Drawn):
            return self._by_rank(self.over, horizon).take(self.over.ranks[some])
        if np.isfinite(self.over).all():
            return self.over[some]
        return np.where(np.isinf(self.over), np.maximum(self.start, horizon), self.over)[some]

    def total(self, horizon: float) -> float:
        """Its days, summed over all trials."""
        if isinstance(self.over, Drawn):
            days = np.maximum(self._by_rank(self.over, horizon) - self.start, 0.0)
            return float(np.add.reduce(days if self.over.all_ranks else days.take(self.over.ranks)))
        return float(np.maximum(self.ended(horizon) - self.start, 0.0).sum())

    def _by_rank(self, licence: Drawn, horizon: float) -> Days:
        """The last day by the rank of the licence's wait."""
        over = licence.ordered if math.isinf(self.cap) else np.minimum(licence.ordered, self.cap)
        if math.isinf(over[-1]):
            over = np.where(np.isinf(over), np.maximum(self.start, horizon), over)
        return over


@dataclass(frozen=True, slots=True, eq=False)
class Shortage:
    """Of one item: its spells; per trial whether it is ever short, and the first day of it (infinite without)."""

    spells: tuple[Spell, ...]
    stops: NDArray[np.bool_]
    first: float | Days
    often: int  # trials in which it stops

    def days(self, horizon: float) -> Days:
        """Days without material per trial; a spell that no licence ends is counted to the end of the horizon."""
        total = np.zeros(len(self.stops))
        for spell in self.spells:
            total += np.maximum(spell.ended(horizon) - spell.start, 0.0)
        return total

    def mean_days(self, horizon: float) -> float:
        """The mean of ``days``."""
        return sum(spell.total(horizon) for spell in self.spells) / len(self.stops)


def simple(supply: Supply, terms: Terms) -> bool:
    """Does a single closure decide, which starts on a known day?"""
    return terms.lasting and not supply.outages


def single(supply: Supply, course: Course, licence: Drawn, group: tuple[object, ...]) -> Shortage:
    """One closure, from the day the item begins to wait until its licence comes. ``licence``: days from the as-of date.

    No horizon: a stop counts whenever it comes. Items of one ``group`` get their licences on the same days.
    """
    stops = licence.later_than(course.runs_out)
    often = int(np.count_nonzero(stops))
    if not often:
        return Shortage((), stops, math.inf, 0)
    spells = []
    for begins, ends in course.draining():
        start, cap = max(begins, course.runs_out), min(ends, supply.waits_until)
        if cap > start:
            spells.append(Spell(start, licence, cap, group))
    if not spells:
        return Shortage((), np.zeros(len(stops), dtype=bool), math.inf, 0)
    return Shortage(tuple(spells), stops, course.runs_out, often)


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
            begun, over = np.maximum(empty, begins), np.minimum(end, ends)
            short = over > begun + HAIR
            if short.any():
                spells.append(Spell(begun, over))
                first = np.minimum(first, np.where(short, begun, math.inf))
        used += course.drain_to(end) - entered
    stops = np.isfinite(first)
    return Shortage(tuple(spells), stops, first, int(np.count_nonzero(stops)))


def levels(course: Course, closed: Sequence[Closure], days: Days, trials: int) -> Days:
    """Stock in days of use on each of ``days`` in the first ``trials`` trials: shape (days, trials)."""
    used = np.zeros((len(days), len(closed[0][0][:trials])))
    for start, end in closed:
        begun = np.minimum(days[:, None], start[None, :trials])
        used += course.drain_to(np.minimum(days[:, None], end[None, :trials])) - course.drain_to(begun)
    return np.maximum(course.stock - used, 0.0)
