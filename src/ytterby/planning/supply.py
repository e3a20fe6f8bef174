"""What a simulation needs to know of one item: stock, use, and what flows in without a licence; with its run-out."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ytterby.core.finding import Treatment
from ytterby.exposure.exposure import ItemExposure

NO_LICENCE = frozenset({Treatment.DENIED, Treatment.PROHIBITED})


@dataclass(frozen=True, slots=True)
class Other:
    """Another source: from day ``start`` on it brings ``rate`` pieces a day."""

    start: float
    rate: float


@dataclass(frozen=True, slots=True)
class Supply:
    """One item that waits for a licence. Pieces, calendar days; ``stock`` and ``use`` None where not stated.

    ``receipts`` come under licences already held. ``never``: a licence is barred, whatever the wait. ``cost`` is what
    the scenario adds, None where a price is missing.
    """

    item: int
    key: str
    stock: float | None
    use: float | None
    receipts: float
    price: float | None
    instrument: str
    never: bool
    others: tuple[Other, ...] = ()
    cost: float | None = 0.0

    @classmethod
    def of(cls, item: ItemExposure) -> Supply:
        return cls(
            item.item, item.key, item.stock, item.daily_use, item.daily_receipts, item.unit_price, item.instrument,
            item.treatment in NO_LICENCE,
        )

    @property
    def used(self) -> bool:
        return self.use is None or self.use > 0

    def course(self) -> Course | None:
        """None where use is not stated, or stock is not and would matter."""
        if self.use is None or self.use <= 0:
            return None
        if self.stock is None and self.receipts < self.use:
            return None
        return _course(max(self.stock or 0.0, 0.0), self.use, self.receipts, self.others)


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Stock in days of use while the licence is out: piecewise linear through (``days``, ``levels``), flat at the end.

    ``runs_out`` is the day of the first shortage, infinite where there is none; ``ends`` the day from which other
    sources carry the whole use, infinite where they never do.
    """

    days: NDArray[np.float64]
    levels: NDArray[np.float64]
    runs_out: float
    ends: float

    def level(self, day: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.interp(day, self.days, self.levels)


def _course(stock: float, use: float, receipts: float, others: tuple[Other, ...]) -> Course:
    """Steps through the days on which another source starts. Inflow above use is not bought: stock then stays level."""
    day, level, inflow = 0.0, stock / use, receipts / use
    days, levels = [day], [level]
    runs_out = 0.0 if level <= 0 and inflow < 1 else math.inf
    starts = sorted(others, key=lambda other: other.start)
    for place in range(len(starts) + 1):
        upto = starts[place].start if place < len(starts) else math.inf
        drain = max(1.0 - inflow, 0.0)
        gone = day + level / drain if drain else math.inf
        if gone <= upto and drain:
            runs_out = min(runs_out, gone)
            days.append(gone)
            levels.append(0.0)
            level = 0.0
        elif upto < math.inf:
            level -= drain * (upto - day)
        if upto == math.inf:
            break
        day = max(upto, day)
        days.append(day)
        levels.append(level)
        inflow += starts[place].rate / use
    return Course(np.array(days), np.array(levels), runs_out, _carried(use, receipts, starts))


def _carried(use: float, receipts: float, starts: list[Other]) -> float:
    """The day from which receipts and other sources together reach the use."""
    inflow = receipts
    if inflow >= use:
        return 0.0
    for other in starts:
        inflow += other.rate
        if inflow >= use * (1 - 1e-12):
            return other.start
    return math.inf
