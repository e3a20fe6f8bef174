"""Random waits for a licence: drawn once per seed and announcement, so that scenarios differ by their changes alone.

Draws are kept: the same seed, announcement and number of trials need not be drawn again while a slider moves.
"""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ytterby.planning.scenario import LicenceWait
from ytterby.planning.waits import review

Ranks = NDArray[np.unsignedinteger[Any]]
Scores = NDArray[np.float32]
MOST_TRIES = 1000
LEVELS = 1 << 16  # equally likely scores: a draw is one of them, by 16 random bits
REACH, CELLS = 6.2, 1 << 15  # of the table of ranks: no two scores of LEVELS, weighed by a correlation, lie beyond it
KEPT_WAITS, KEPT_RANKS = 64, 1024  # of 10,000 trials: 100 and 20 kilobytes each


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """One day per trial, infinite where it never comes: ``ordered`` are days in rising order, ``ranks`` says per trial
    which of them it is.

    What waits for one announcement shares ``ordered``: as quantiles its days hold for each, and in memory an item costs
    no more than its ranks.
    """

    ordered: NDArray[np.float64]
    ranks: Ranks
    all_ranks: bool  # each rank occurs once: what is summed over the trials can be summed over the ordered days

    @classmethod
    def of(cls, days: NDArray[np.float64]) -> Drawn:
        order = np.argsort(days, kind="stable")
        ranks = np.empty(len(days), dtype=_rank_type(len(days)))
        ranks[order] = np.arange(len(days))
        return cls(days.take(order), ranks, True)

    @property
    def days(self) -> NDArray[np.float64]:
        """The day of each trial."""
        return self.ordered.take(self.ranks)

    def later_than(self, day: float) -> NDArray[np.bool_]:
        """Per trial whether it comes after ``day``."""
        found: NDArray[np.bool_] = self.ranks >= self.ordered.searchsorted(day, side="right")
        return found

    def quantile(self, share: float) -> float:
        """The day by which it has come in ``share`` (0..1) of the trials."""
        return float(self.ordered.item(place(share, len(self.ordered))))

    def quantiles(self, shares: tuple[float, ...]) -> list[float]:
        """The same of several shares at once."""
        day = self.ordered.item
        return [day(at) for at in _places(shares, len(self.ordered))]

    def beyond(self, days: float) -> Drawn:
        """The same, known to be longer than ``days``: each takes its place in order among those that are.

        Where none is, all that is known is at an end: it is waited anew.
        """
        if self.ordered[0] > days:
            return self
        longer = self.ordered[self.ordered > days]
        if not len(longer):
            return self.after(days)
        trials = len(self.ordered)
        return replace(self, ordered=longer[np.arange(trials) * len(longer) // trials])

    def after(self, days: float) -> Drawn:
        """The same, so many days later."""
        return replace(self, ordered=self.ordered + days) if days else self


def _rank_type(trials: int) -> type[np.unsignedinteger[Any]]:
    return np.uint16 if trials <= 1 << 16 else np.uint32


def place(share: float, trials: int) -> int:
    """Where in rising order the day stands by which it has come in ``share`` of the trials."""
    return max(math.ceil(share * trials - 1e-9), 1) - 1


@lru_cache(maxsize=16)
def _places(shares: tuple[float, ...], trials: int) -> list[int]:
    return [place(share, trials) for share in shares]


@lru_cache(maxsize=4)
def at_once(trials: int) -> Drawn:
    """No wait at all."""
    return Drawn.of(np.zeros(trials))


@lru_cache(maxsize=4)
def never(trials: int) -> Drawn:
    return Drawn.of(np.full(trials, math.inf))


def own_waits(common: Drawn, instrument: str, item: str, rho: float, *, seed: int) -> Drawn:
    """The waits of one item of an announcement whose items wait together with a correlation of ``rho`` 0..1.

    One-factor Gaussian copula on the whole wait: every item waits as long as any other in the long run, and moves with
    the others as far as rho says (METHODS M2, M16). Ranks are the same for every wait and approval.
    """
    if rho == 1:
        return common
    return Drawn(common.ordered, _ranks(instrument, item, rho, len(common.ordered), seed), False)


@lru_cache(maxsize=KEPT_RANKS)
def _ranks(instrument: str, item: str, rho: float, trials: int, seed: int) -> Ranks:
    """Per trial the rank of the item's wait among those of its announcement."""
    score = _own_scores(rho).take(_levels(f"{instrument} {item}", trials, seed))
    score += _factor(instrument, rho, trials, seed)
    return _rank_of_cell(trials).take(score.astype(np.int64))


@lru_cache(maxsize=KEPT_WAITS)
def _factor(instrument: str, rho: float, trials: int, seed: int) -> Scores:
    """The part of the score that items of an announcement have in common, in cells from -REACH."""
    common = _normal_scores().take(_levels(f"{instrument} factor", trials, seed))
    return _in_cells(math.sqrt(rho) * common + REACH)


@lru_cache(maxsize=8)
def _own_scores(rho: float) -> Scores:
    """What each level adds to the score of an item, in cells."""
    return _in_cells(math.sqrt(1 - rho) * _normal_scores())


def _in_cells(score: NDArray[np.float64]) -> Scores:
    """Single precision: far finer than a cell, and half to move."""
    return (score * (CELLS / (2 * REACH))).astype(np.float32)


@lru_cache(maxsize=1)
def _normal_scores() -> NDArray[np.float64]:
    """The standard normal at the middle of each of LEVELS equal shares, in rising order.

    A table instead of normal draws and their distribution function, which take four times as long.
    """
    normal = NormalDist()
    upper = np.array([normal.inv_cdf((place + 0.5) / LEVELS) for place in range(LEVELS // 2, LEVELS)])
    return np.concatenate([-upper[::-1], upper])


@lru_cache(maxsize=8)
def _rank_of_cell(trials: int) -> Ranks:
    """The rank of a standard normal score in each of CELLS cells over -REACH to REACH: its share of the trials.

    Of 10,000 ranks at most one off.
    """
    middles = 2 * REACH * (np.arange(CELLS) + 0.5) / CELLS - REACH
    shares = np.searchsorted(_normal_scores(), middles) / LEVELS
    return np.minimum(shares * trials, trials - 1).astype(_rank_type(trials))


def _levels(name: str, trials: int, seed: int) -> NDArray[np.uint16]:
    """One of LEVELS per trial, each as likely as any other; the same on every machine."""
    words = np.random.PCG64([seed, zlib.crc32(name.encode())]).random_raw(-(-trials // 4))
    return words.astype("<u8", copy=False).view("<u2")[:trials]


@lru_cache(maxsize=KEPT_WAITS)
def draw_waits(wait: LicenceWait, instrument: str, *, seed: int, trials: int) -> Drawn:
    """Days until the licence comes, one per trial; infinite where it never does.

    A refused application is followed by ``resubmit_days`` and another one. Try n of trial i rests on the same two
    random numbers for every wait and approval (common random numbers): a faster or surer licence is faster in each.
    """
    days = np.zeros(trials)
    if wait.approval <= 0:
        return never(trials)
    single = review(wait)
    generator = np.random.Generator(np.random.PCG64([seed, zlib.crc32(instrument.encode())]))
    waiting = np.ones(trials, dtype=bool)
    for attempt in range(MOST_TRIES):
        luck, length = generator.random(trials), generator.standard_normal(trials)
        gap = wait.resubmit_days if attempt else 0.0
        days[waiting] += gap + np.exp(single.mu + single.sigma * length[waiting])
        waiting &= luck >= wait.approval
        if not waiting.any():
            return Drawn.of(days)
    days[waiting] = math.inf
    return Drawn.of(days)
