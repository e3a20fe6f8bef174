"""Random waits for a licence: drawn once per seed and announcement, so that scenarios differ by their changes alone."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ytterby.planning.scenario import LicenceWait
from ytterby.planning.waits import review

MOST_TRIES = 1000


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


def never(trials: int) -> Drawn:
    return Drawn.of(np.full(trials, math.inf))


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
