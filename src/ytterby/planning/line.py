"""One item of a simulation: what it has, when its licence comes in each trial, and what follows for it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import count

import numpy as np

from ytterby.planning.change import Terms
from ytterby.planning.closure import Closure, Shortage, closures, levels, simple, single, through
from ytterby.planning.draws import Drawn, at_once, draw_waits, never, own_waits, place
from ytterby.planning.simulation import NEVER, Dates, ItemOutlook, StockFan
from ytterby.planning.supply import Course, Days, Supply
from ytterby.planning.waits import review

SERVICE = 0.95
SHARES = (0.1, 0.5, 0.9)
LAST_DAY = date.max.toordinal()
FAN_TRIALS = 1000  # enough to draw quantiles where stock has to be followed week by week


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """What all lines of a simulation share. ``horizon`` in days; ``days`` are its week starts, ends included.

    ``Run.over`` gives the same for the same: what is kept of a run is found by it.
    """

    as_of: date
    seed: int
    trials: int
    horizon: float
    rho: float
    days: tuple[date, ...]

    @classmethod
    @lru_cache(maxsize=8)
    def over(cls, as_of: date, seed: int, trials: int, weeks: int, rho: float) -> Run:
        days = tuple(as_of + timedelta(days=7 * week) for week in range(weeks + 1))
        return cls(as_of, seed, trials, 7.0 * weeks, rho, days)


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """``course`` and ``shortage`` None where the bill does not tell; ``closed`` only where closures repeat."""

    supply: Supply
    terms: Terms
    run: Run
    licence: Drawn
    course: Course | None
    shortage: Shortage | None
    closed: tuple[Closure, ...] = ()

    @classmethod
    def of(cls, supply: Supply, terms: Terms, run: Run) -> Line:
        if supply.approval is not None:
            terms = replace(terms, wait=replace(terms.wait, approval=supply.approval))
        supply, applied = _start(supply, terms)
        course = supply.course()
        if math.isinf(supply.waits_from):
            licence = at_once(run.trials)
        else:
            licence = _wait(0, supply, terms, run).beyond(supply.pending or 0.0).after(applied)
        if course is None:
            return cls(supply, terms, run, licence, None, None)
        if simple(supply, terms):
            own = None if run.rho == 1 and supply.held is None and supply.pending is None else supply.key
            group = (supply.instrument, supply.never, supply.approval, supply.waits_from, own)
            return cls(supply, terms, run, licence, course, single(supply, course, licence, group))
        days = (_wait(number, supply, terms, run).days for number in count(1))
        closed = tuple(closures(supply, course, terms, licence.days, days, run.horizon))
        return cls(supply, terms, run, licence, course, through(course, closed), closed)

    @property
    def known(self) -> bool:
        return self.shortage is not None

    def outlook(self) -> ItemOutlook:
        item, cost, needed = self.supply.item, self.supply.cost, self._cover_needed()
        barred = self.supply.never and self.supply.waits_from < math.inf and self.supply.held is None
        premise = self.supply.premise
        licence = _licence_dates(self.run.as_of, tuple(self.licence.quantiles(SHARES)))
        if self.course is None or self.shortage is None:
            return ItemOutlook(item, None, None, None, NEVER, None, None, needed, cost, False, licence, barred, premise)
        short = self.shortage
        probability = short.often / self.run.trials
        days = short.mean_days(self.run.horizon)
        runs_out = self.course.runs_out
        if math.isinf(runs_out) and not probability:
            unlimited = simple(self.supply, self.terms)
            return ItemOutlook(item, None, 0.0, 0.0, NEVER, None, None, needed, cost, unlimited, licence, barred,
                               premise)
        cover = runs_out - self.supply.waits_from if math.isfinite(runs_out) else self.course.stock
        return ItemOutlook(item, cover, probability, days, self._first(short, probability), *self._exact(cover),
                           needed, cost, False, licence, barred, premise)

    def _first(self, short: Shortage, probability: float) -> Dates:
        if isinstance(short.first, float):
            day = short.first
            return Dates(*(on(self.run.as_of, day) if probability >= share else None for share in SHARES))
        return dates(self.run.as_of, short.first)

    def _exact(self, cover: float) -> tuple[float | None, float | None]:
        """The closed forms, where a single review decides and nothing but the licence ends a shortage."""
        supply = self.supply
        plain = not (supply.never or supply.flows or supply.held or supply.pending) and math.isinf(supply.waits_until)
        if self.terms.wait.approval < 1 or not plain or not simple(supply, self.terms):
            return None, None
        wait = review(self.terms.wait)
        return wait.exceeds(cover), wait.excess(cover)

    def _cover_needed(self) -> float | None:
        if self.supply.never or math.isinf(self.supply.waits_from):
            return None
        if self.terms.wait.approval == 1 and self.supply.held is None and self.supply.pending is None:
            return review(self.terms.wait).quantile(SERVICE)
        needed = self.licence.quantile(SERVICE) - self.supply.waits_from
        return max(needed, 0.0) if math.isfinite(needed) else None

    def closures(self) -> tuple[Closure, ...]:
        """(start, end) of its closures per trial; none where the end is not after the start."""
        if self.closed:
            return self.closed
        start = np.full(self.run.trials, min(self.supply.waits_from, self.run.horizon))
        until = min(self.supply.waits_until, self.run.horizon)
        return ((start, np.maximum(np.minimum(self.licence.days, until), start)),)

    def fan(self) -> StockFan | None:
        """Stock falls while supply is closed and holds its level while it is open.

        After a single closure its quantiles follow from those of the wait.
        """
        if self.course is None:
            return None
        weeks = 7.0 * np.arange(len(self.run.days), dtype=np.float64)
        bands = self._bands(self.course, weeks)
        p10, p50, p90 = (tuple(band.tolist()) for band in bands)
        return StockFan(self.supply.item, self.run.days, p10, p50, p90)

    def _bands(self, course: Course, weeks: Days) -> Sequence[Days]:
        if self.closed:
            stock = levels(course, self.closed, weeks, FAN_TRIALS)
            return [np.quantile(stock, share, axis=1, method="inverted_cdf") for share in SHARES]
        start, until = min(self.supply.waits_from, self.run.horizon), self.supply.waits_until
        from_start = np.maximum(weeks, start)
        ends = [max(min(day, until), start) for day in reversed(self.licence.quantiles(SHARES))]
        closed = np.concatenate([[start], *(np.minimum(from_start, day) for day in ends)])
        drained = course.drain_to(closed)
        return list(np.maximum(course.stock + drained[0] - drained[1:], 0.0).reshape(len(ends), -1))


def _start(supply: Supply, terms: Terms) -> tuple[Supply, float]:
    """The supply, closed from the day on which a licence held ends, and the day of the application for the next one."""
    if supply.held is None:
        return supply, supply.waits_from if supply.pending is None else -supply.pending
    days, pieces = supply.held
    course = replace(supply, waits_from=0.0).course()
    if course is not None and math.isfinite(pieces) and supply.use:
        days = min(days, float(course.reached(np.array([pieces / supply.use]))[0]))
    start = max(supply.waits_from, days)
    applied = max(start - terms.renew_before_days, 0.0) if supply.pending is None else -supply.pending
    return replace(supply, waits_from=start), applied


def _wait(number: int, supply: Supply, terms: Terms, run: Run) -> Drawn:
    """For its first licence (0) and for each that follows."""
    if supply.never:
        return never(run.trials)
    name = supply.instrument if number == 0 else f"{supply.instrument} renewal {number}"
    common = draw_waits(terms.wait, name, seed=run.seed, trials=run.trials)
    return own_waits(common, name, supply.key, run.rho, seed=run.seed)


@lru_cache(maxsize=64)
def _licence_dates(as_of: date, days: tuple[float, ...]) -> Dates:
    """Items of one announcement get their licences on the same days."""
    return Dates(*(on(as_of, day) for day in days))


def dates(as_of: date, days: Days) -> Dates:
    """P10, P50, P90 of a random day, from its value in each trial."""
    places = [place(share, len(days)) for share in SHARES]
    ordered = np.partition(days, places)
    return Dates(*(on(as_of, float(ordered[at])) for at in places))


def on(as_of: date, day: float) -> date | None:
    """Days that no calendar holds are days that do not come."""
    start = as_of.toordinal()
    return date.fromordinal(start + math.floor(day)) if day <= LAST_DAY - start else None
