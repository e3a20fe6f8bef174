"""How long a licence takes: dated public priors to choose from, and the closed forms of cover against a random wait.

The wait is lognormal, given by its median m and 90 % point q: μ = ln m, σ = ln(q/m) / 1.281552. The priors contradict
each other; they are a list to choose from and are never averaged.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from datetime import date
from functools import cache
from statistics import NormalDist

from ytterby.core.errors import PlanningError
from ytterby.core.text import sentence
from ytterby.planning.scenario import LicenceWait
from ytterby.resources import folder

NORMAL = NormalDist()
P90 = NORMAL.inv_cdf(0.9)


@cache
def priors() -> tuple[LicenceWait, ...]:
    """The public priors of the program's data, the default first. ``basis`` names source, day and what was derived."""
    with folder("planning", "licence_waits.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_prior(row) for row in csv.DictReader(file))


def default_wait() -> LicenceWait:
    """What European firms met in autumn 2025: the newest prior that rests on a survey of many firms."""
    return priors()[0]


def _prior(row: dict[str, str]) -> LicenceWait:
    basis = sentence("wait-prior", tuple(row.items()))
    wait = LicenceWait(
        float(row["median_days"]), float(row["p90_days"]), float(row["approval"]), float(row["resubmit_days"]), basis,
        date.fromisoformat(row["as_of"]),
    )
    return checked(wait)


def checked(wait: LicenceWait) -> LicenceWait:
    """``wait`` itself. Raises PlanningError where the numbers can't be a wait."""
    numbers = (wait.median_days, wait.p90_days, wait.approval, wait.resubmit_days)
    if not all(map(math.isfinite, numbers)) or not 0 < wait.median_days <= wait.p90_days or wait.resubmit_days < 0:
        raise PlanningError(
            f"a licence wait of median {wait.median_days:g} and 90 % point {wait.p90_days:g} days is not possible.",
            remedy="Give a median above 0 and a 90 % point that is not below it.",
        )
    if not 0 <= wait.approval <= 1:
        raise PlanningError(f"an approval of {wait.approval:g} is not a share.", remedy="Give a number from 0 to 1.")
    return wait


@dataclass(frozen=True, slots=True)
class Lognormal:
    """One review. ``sigma`` 0 is a wait that always takes e^``mu`` days."""

    mu: float
    sigma: float

    @classmethod
    def of(cls, wait: LicenceWait) -> Lognormal:
        return cls(math.log(wait.median_days), math.log(wait.p90_days / wait.median_days) / P90)

    def exceeds(self, days: float) -> float:
        """P(wait > days): the probability that cover of ``days`` ends before the licence comes."""
        if days <= 0:
            return 1.0
        if self.sigma == 0:
            return 1.0 if math.exp(self.mu) > days else 0.0
        return 1.0 - NORMAL.cdf((math.log(days) - self.mu) / self.sigma)

    def mean_beyond(self, days: float) -> float:
        """E[(wait − days)+] = e^{μ+σ²/2} Φ((μ+σ²−ln k)/σ) − k Φ((μ−ln k)/σ): mean days without material."""
        mean = math.exp(self.mu + self.sigma**2 / 2)
        if days <= 0:
            return mean - days
        if self.sigma == 0:
            return max(mean - days, 0.0)
        far = (self.mu - math.log(days)) / self.sigma
        return mean * NORMAL.cdf(far + self.sigma) - days * NORMAL.cdf(far)

    def quantile(self, share: float) -> float:
        """The days that a wait stays within in ``share`` (0..1) of all cases: cover needed for that service."""
        return math.exp(self.mu + self.sigma * NORMAL.inv_cdf(share)) if self.sigma else math.exp(self.mu)
