"""Random waits for a licence: drawn once per seed and announcement, so that scenarios differ by their changes alone.

Draws are kept: the same seed, announcement and number of trials need not be drawn again while a slider moves.
"""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from ytterby.planning.scenario import LicenceWait
from ytterby.planning.waits import review

Ranks = NDArray[np.int32]
MOST_TRIES = 1000
REACH, CELLS = 6.0, 1 << 15  # of the table of ranks; 2 in 1,000,000,000 scores lie beyond it, and take its last cells
KEPT_WAITS, KEPT_RANKS = 64, 1024  # of 10,000 trials: 160 and 80 kilobytes each


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """One day per trial, infinite where it never comes; ``ordered`` holds the same days in rising order."""

    days: NDArray[np.float64]
    ordered: NDArray[np.float64]

    @classmethod
    def of(cls, days: NDArray[np.float64]) -> Drawn:
        return cls(days, np.sort(days))

    def quantile(self, share: float) -> float:
        """The day by which it has come in ``share`` (0..1) of the trials."""
        return float(self.ordered[max(math.ceil(share * len(self.ordered) - 1e-9), 1) - 1])


    def beyond(self, days: float) -> Drawn:
        """The same, known to be longer than ``days``: each takes its place in order among those that are.

        Where none is, all that is known is at an end: it is waited anew.
        """
        if self.ordered[0] > days:
            return self
        longer = self.ordered[self.ordered > days]
        if not len(longer):
            return self.after(days)
        ranks = np.empty(len(self.days), dtype=np.int64)
        ranks[np.argsort(self.days, kind="stable")] = np.arange(len(ranks))
        return Drawn.of(longer[ranks * len(longer) // len(ranks)])

    def after(self, days: float) -> Drawn:
        """The same, so many days later."""
        return Drawn(self.days + days, self.ordered + days) if days else self


def at_once(trials: int) -> Drawn:
    """No wait at all."""
    return Drawn.of(np.zeros(trials))


def never(trials: int) -> Drawn:
    return Drawn.of(np.full(trials, math.inf))


def own_waits(common: Drawn, instrument: str, item: str, rho: float, *, seed: int) -> Drawn:
    """The waits of one item of an announcement whose items wait together with a correlation of ``rho`` 0..1.

    One-factor Gaussian copula on the whole wait: every item waits as long as any other in the long run, and moves with
    the others as far as rho says (METHODS M2, M16). Ranks are the same for every wait and approval.
    """
    if rho == 1:
        return common
    ranks, in_order = _ranks(instrument, item, rho, len(common.days), seed)
    return Drawn(common.ordered[ranks], common.ordered[in_order])


@lru_cache(maxsize=KEPT_RANKS)
def _ranks(instrument: str, item: str, rho: float, trials: int, seed: int) -> tuple[Ranks, Ranks]:
    """Per trial the rank of the item's wait among those of its announcement, and the same in rising order."""
    score = math.sqrt(rho) * _factor(instrument, trials, seed)
    score += math.sqrt(1 - rho) * _scores(f"{instrument} {item}", trials, seed)
    score += REACH
    score *= CELLS / (2 * REACH)
    found: Ranks = _rank_of_cell(trials)[np.clip(score, 0, CELLS - 1).astype(np.int32)]
    return found, np.sort(found)


@lru_cache(maxsize=8)
def _rank_of_cell(trials: int) -> Ranks:
    """The rank of a standard normal score in each of CELLS cells over -REACH to REACH: its share of the trials.

    A table instead of the distribution function, which takes five times as long: of 10,000 ranks at most one off.
    """
    normal = NormalDist()
    ends = [normal.cdf(2 * REACH * (place + 0.5) / CELLS - REACH) for place in range(CELLS)]
    found: Ranks = np.minimum(np.array(ends) * trials, trials - 1).astype(np.int32)
    return found


@lru_cache(maxsize=KEPT_WAITS)
def _factor(instrument: str, trials: int, seed: int) -> NDArray[np.float64]:
    return _scores(f"{instrument} factor", trials, seed)


def _scores(name: str, trials: int, seed: int) -> NDArray[np.float64]:
    return np.random.Generator(np.random.PCG64([seed, zlib.crc32(name.encode())])).standard_normal(trials)


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
