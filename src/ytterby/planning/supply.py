"""What a simulation needs to know of one item: stock, use, and what flows in without a licence; with its run-out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ytterby.core.finding import Force, Outcome, Treatment
from ytterby.exposure.exposure import Exposure, ItemExposure

NO_LICENCE = frozenset({Treatment.DENIED, Treatment.PROHIBITED})
HAIR = 1e-9  # days: two ways to sum the same numbers are no shortage
Days = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Premise:
    """What must be so for an item to wait: that ``unverified``, a text of unverified force, is in force (empty: it is);
    that the item is caught, where that is undetermined (``open``)."""

    unverified: str = ""
    open: bool = False

    @classmethod
    def of(cls, item: ItemExposure) -> Premise:
        return cls(item.instrument if item.force is Force.UNVERIFIED else "", item.outcome is Outcome.UNDETERMINED)

    @property
    def sure(self) -> bool:
        """Surely caught, by an entry in force."""
        return not self.unverified and not self.open


@dataclass(frozen=True, slots=True)
class Flow:
    """From day ``start`` on ``rate`` pieces a day more, or less, come without a licence."""

    start: float
    rate: float


@dataclass(frozen=True, slots=True)
class Later:
    """How things stand from ``day`` on, where an assumption on the law changes what needs a licence."""

    day: date
    exposure: Exposure


@dataclass(frozen=True, slots=True)
class Supply:
    """One item of a simulation. Pieces, calendar days; ``stock`` and ``use`` None where not stated.

    It waits for a licence from day ``waits_from`` to ``waits_until`` (both infinite: it needs none). ``receipts`` come
    under licences already held. ``never``: a licence is barred, whatever the wait. ``outages``: (start, end) of days on
    which nothing comes even under a licence. ``held``: days and pieces for which a licence is there (infinite without
    limit); ``pending``: days since one was applied for. ``cost`` is what the scenario adds, None without a price.
    ``denied``: barred in principle only; ``approval`` is then that of the scenario, None where it is that of the wait.
    """

    item: int
    key: str
    stock: float | None
    use: float | None
    receipts: float
    price: float | None
    instrument: str
    never: bool
    flows: tuple[Flow, ...] = ()
    cost: float | None = 0.0
    suppliers: tuple[str, ...] = ()
    waits_from: float = 0.0
    waits_until: float = math.inf
    outages: tuple[tuple[float, float], ...] = ()
    held: tuple[float, float] | None = None
    pending: float | None = None
    denied: bool = False
    approval: float | None = None
    premise: Premise = Premise()

    @classmethod
    def of(cls, item: ItemExposure, waits_from: float, waits_until: float) -> Supply:
        return cls(
            item.item, item.key, item.stock, item.daily_use, item.daily_receipts, item.unit_price, item.instrument,
            item.treatment in NO_LICENCE, suppliers=item.suppliers, waits_from=waits_from, waits_until=waits_until,
            denied=item.treatment is Treatment.DENIED, premise=Premise.of(item),
        )

    def restocked(self, pieces: float, cost: float | None) -> Supply:
        """With another stock. Spelled out: a lever moves it for every item at once, and ``replace`` takes ten times
        as long."""
        return Supply(self.item, self.key, pieces, self.use, self.receipts, self.price, self.instrument, self.never,
                      self.flows, cost, self.suppliers, self.waits_from, self.waits_until, self.outages, self.held,
                      self.pending, self.denied, self.approval, self.premise)

    @property
    def closed(self) -> bool:
        """May it ever be without supply?"""
        return self.waits_from < math.inf or bool(self.outages)

    def course(self) -> Course | None:
        """None where use is not stated, or stock is not and would matter."""
        if self.use is None or self.use <= 0:
            return None
        if self.stock is None and self.receipts < self.use:
            return None
        inflows = [(0.0, self.receipts / self.use)]
        inflows += [(flow.start, flow.rate / self.use) for flow in self.flows]
        return Course.of(max(self.stock or 0.0, 0.0) / self.use, inflows, self.waits_from)


def supplies(exposure: Exposure, later: Sequence[Later], as_of: date, *, every: bool) -> tuple[Supply, ...]:
    """The items, used and bought, that wait for a licence now or later; with ``every`` the others too.

    Those of the last call are kept: a lever that moves does not change them.

    One that a person decided to hold no rare earth waits for none. One that starts and stops to wait more than once is
    taken to wait all the time in between.
    """
    return _supplies(exposure, tuple(later), as_of, every)


@lru_cache(maxsize=1)
def _supplies(exposure: Exposure, later: tuple[Later, ...], as_of: date, every: bool) -> tuple[Supply, ...]:
    found = []
    for place, item in enumerate(exposure.items):
        states = [(0.0, item, item.waits)]
        for stage in later:
            then = stage.exposure.items[place]
            states.append(((stage.day - as_of).days, then, then.waits))
        waiting = [(day, state) for day, state, waits in states if waits]
        if item.item in exposure.denied:
            waiting = []
        if not (waiting or every) or item.daily_use == 0 or not item.bought:
            continue
        start = waiting[0][0] if waiting else math.inf
        end = math.inf
        if waiting and not states[-1][2]:
            end = next(day for day, _, _ in states if day > waiting[-1][0])
        found.append(Supply.of(waiting[0][1] if waiting else item, start, end))
    return tuple(found)


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Stock in days of use while nothing comes under a licence: how fast it drains, piece by piece between ``breaks``.

    ``drains``: days of use a day from each break on, 0 where what comes without a licence carries the use (what comes
    above it is not bought). ``drained``: their sum up to each break. ``runs_out`` the first day without material if
    supply closes on day ``closes`` for good; infinite where there is none.
    """

    stock: float
    breaks: tuple[float, ...]
    drains: tuple[float, ...]
    drained: tuple[float, ...]
    runs_out: float

    @classmethod
    def of(cls, stock: float, inflows: Sequence[tuple[float, float]], closes: float) -> Course:
        """``inflows``: (day, days of use a day more from then on)."""
        if len(inflows) == 1:  # most items, and a lever may move all of them at once
            return cls._even(stock, *inflows[0], closes)
        breaks: list[float] = []
        drains: list[float] = []
        drained: list[float] = []
        inflow = 0.0
        for day, rate in sorted(inflows):
            inflow += rate
            drain = _drain(inflow)
            if breaks and breaks[-1] == day:
                drains[-1] = drain
                continue
            drained.append(drained[-1] + drains[-1] * (day - breaks[-1]) if breaks else 0.0)
            breaks.append(day)
            drains.append(drain)
        runs_out = math.inf if math.isinf(closes) else _runs_out(stock, breaks, drains, closes)
        return cls(stock, tuple(breaks), tuple(drains), tuple(drained), runs_out)

    @classmethod
    def _even(cls, stock: float, day: float, inflow: float, closes: float) -> Course:
        """A single piece: it drains alike from ``day`` on."""
        rate, runs_out = _drain(inflow), math.inf
        if rate > 0 and closes < math.inf:
            runs_out = (day if day > closes else closes) + stock / rate
        return cls(stock, (day,), (rate,), (0.0,), runs_out)

    def drain_to(self, day: Days) -> Days:
        """Days of use that drain from day 0 to ``day`` (finite) if nothing comes under a licence."""
        breaks, drains, drained = map(np.array, (self.breaks, self.drains, self.drained))
        at = np.searchsorted(breaks, day, side="right") - 1
        found: Days = drained[at] + drains[at] * (day - breaks[at])
        return found

    def reached(self, drained: Days) -> Days:
        """The first day on which so much has drained and draining goes on; infinite where it never comes to that."""
        breaks, drains, sums = map(np.array, (self.breaks, self.drains, self.drained))
        draining = np.flatnonzero(drains > 0)
        if not len(draining):
            return np.full(len(drained), math.inf)
        starts, rates, before = breaks[draining], drains[draining], sums[draining]
        ends = np.append(breaks, math.inf)[draining + 1]
        at = np.searchsorted(before, drained, side="right") - 1
        at = np.maximum(at, 0)
        day = starts[at] + np.maximum(drained - before[at], 0.0) / rates[at]
        late = day >= ends[at] - HAIR  # used up just as a source carries the use: short only when draining starts again
        after = np.append(starts, math.inf)[at + 1]
        return np.where(late, after, day)

    def draining(self) -> tuple[tuple[float, float], ...]:
        """(start, end) of the spells in which stock drains, in order."""
        ends = (*self.breaks[1:], math.inf)
        spells: list[tuple[float, float]] = []
        for start, end, rate in zip(self.breaks, ends, self.drains, strict=True):
            if rate <= 0:
                continue
            if spells and spells[-1][1] == start:
                spells[-1] = (spells[-1][0], end)
            else:
                spells.append((start, end))
        return tuple(spells)


def _drain(inflow: float) -> float:
    """Days of use a day that come from stock beside ``inflow``."""
    return min(1.0 - inflow, 1.0) if inflow < 1 - 1e-12 else 0.0


def _runs_out(stock: float, breaks: Sequence[float], drains: Sequence[float], closes: float) -> float:
    """The same as ``reached`` says for the stock, step by step: most courses have a single piece."""
    left, ends = stock, (*breaks[1:], math.inf)
    for start, end, rate in zip(breaks, ends, drains, strict=True):
        begin = max(start, closes)
        if end <= begin or rate <= 0:
            continue
        if begin + left / rate < end - HAIR:
            return float(begin + left / rate)
        left = max(left - rate * (end - begin), 0.0)
    return math.inf
