"""The few distributions the stock rules need: mean, quantile and expected excess, without the weight of scipy.stats."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Protocol

from ytterby.core.errors import PlanningError
from ytterby.planning.inputs import require_inside, require_not_negative, require_positive

_STANDARD = NormalDist()


class Distribution(Protocol):
    """Demand, yield or wait as a random number."""

    @property
    def mean(self) -> float: ...

    def quantile(self, probability: float) -> float:
        """Smallest value x with P(X <= x) >= probability (0 < probability < 1)."""

    def excess(self, level: float) -> float:
        """E[(X - level)+], the loss function."""


@dataclass(frozen=True, slots=True)
class Normal:
    """``sd`` 0 is a certain value."""

    mean: float
    sd: float

    def __post_init__(self) -> None:
        require_not_negative(standard_deviation=self.sd)

    def quantile(self, probability: float) -> float:
        require_inside(probability=probability)
        return self.mean + self.sd * _STANDARD.inv_cdf(probability)

    def excess(self, level: float) -> float:
        if self.sd == 0:
            return max(self.mean - level, 0.0)
        z = (level - self.mean) / self.sd
        return self.sd * (_STANDARD.pdf(z) - z * _STANDARD.cdf(-z))

    def over(self, periods: float) -> Normal:
        """The sum over so many independent periods."""
        require_not_negative(number_of_periods=periods)
        return Normal(self.mean * periods, self.sd * math.sqrt(periods))


@dataclass(frozen=True, slots=True)
class Lognormal:
    """ln X is normal with mean ``mu`` and standard deviation ``sigma``; ``sigma`` 0 is always e^mu."""

    mu: float
    sigma: float

    def __post_init__(self) -> None:
        require_not_negative(sigma=self.sigma)

    @classmethod
    def from_median_p90(cls, median: float, p90: float) -> Lognormal:
        """METHODS M2: mu = ln m, sigma = ln(q/m)/1.281552."""
        require_positive(median=median, ninety_percent_point=p90)
        if p90 < median:
            raise PlanningError(f"The 90 % point must not be below the median: {p90:g} against {median:g}.")
        return cls(math.log(median), math.log(p90 / median) / _STANDARD.inv_cdf(0.9))

    @property
    def mean(self) -> float:
        return math.exp(self.mu + self.sigma**2 / 2)

    def quantile(self, probability: float) -> float:
        require_inside(probability=probability)
        return math.exp(self.mu + self.sigma * _STANDARD.inv_cdf(probability))

    def exceeds(self, level: float) -> float:
        """P(X > level): that cover of so many days ends before a wait of X does."""
        if level <= 0:
            return 1.0
        if self.sigma == 0:
            return float(math.exp(self.mu) > level)
        return _STANDARD.cdf((self.mu - math.log(level)) / self.sigma)

    def excess(self, level: float) -> float:
        """e^(mu + sigma^2/2) Phi(z + sigma) - level Phi(z), z = (mu - ln level)/sigma: mean days without material."""
        if level <= 0 or self.sigma == 0:
            return max(self.mean - level, 0.0)
        z = (self.mu - math.log(level)) / self.sigma
        return self.mean * _STANDARD.cdf(z + self.sigma) - level * _STANDARD.cdf(z)


@dataclass(frozen=True, slots=True)
class Uniform:
    """Evenly between ``low`` and ``high``."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise PlanningError(f"The lower end must be below the upper, not {self.low:g} and {self.high:g}.")

    @property
    def mean(self) -> float:
        return (self.low + self.high) / 2

    def quantile(self, probability: float) -> float:
        require_inside(probability=probability)
        return self.low + probability * (self.high - self.low)

    def excess(self, level: float) -> float:
        if level <= self.low:
            return self.mean - level
        return max(self.high - level, 0.0) ** 2 / (2 * (self.high - self.low))


@dataclass(frozen=True, slots=True)
class Poisson:
    """Counts; quantiles are whole numbers."""

    mean: float

    def __post_init__(self) -> None:
        require_positive(mean=self.mean)

    def quantile(self, probability: float) -> float:
        require_inside(probability=probability)
        guess = self.mean + math.sqrt(self.mean) * _STANDARD.inv_cdf(probability)
        count = max(math.floor(guess), 0)
        while self._cdf(count) < probability:
            count += 1
        while count > 0 and self._cdf(count - 1) >= probability:
            count -= 1
        return float(count)

    def excess(self, level: float) -> float:
        below = math.floor(level)
        if below < 0:
            return self.mean - level
        return self.mean * (1 - self._cdf(below - 1)) - level * (1 - self._cdf(below))

    def over(self, periods: float) -> Poisson:
        """The sum over so many independent periods."""
        return Poisson(self.mean * periods)

    def _cdf(self, count: int) -> float:
        from scipy.special import pdtr  # here, because importing scipy costs more than opening the window

        return float(pdtr(count, self.mean)) if count >= 0 else 0.0


@dataclass(frozen=True, slots=True)
class Discrete:
    """``values`` with ``weights`` that need not sum to 1: a histogram, a list of cases, an own log."""

    values: tuple[float, ...]
    weights: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.values or len(self.values) != len(self.weights):
            raise PlanningError("A discrete distribution needs as many weights as values, and at least one.")
        if min(self.weights) < 0 or sum(self.weights) <= 0:
            raise PlanningError("The weights of a discrete distribution must be 0 or more, and not all 0.")

    @classmethod
    def evenly(cls, values: Sequence[float]) -> Discrete:
        return cls(tuple(values), (1.0,) * len(values))

    @property
    def mean(self) -> float:
        return sum(v * w for v, w in zip(self.values, self.weights, strict=True)) / sum(self.weights)

    def quantile(self, probability: float) -> float:
        require_inside(probability=probability)
        wanted, seen = probability * sum(self.weights), 0.0
        ordered = sorted(zip(self.values, self.weights, strict=True))
        for value, weight in ordered:
            seen += weight
            if weight > 0 and seen >= wanted * (1 - 1e-12):
                return value
        return ordered[-1][0]

    def excess(self, level: float) -> float:
        over = sum(w * max(v - level, 0.0) for v, w in zip(self.values, self.weights, strict=True))
        return over / sum(self.weights)


def stratified(distribution: Distribution, count: int) -> tuple[float, ...]:
    """``count`` values of equal weight that stand for the distribution: the quantiles in the middle of equal shares."""
    require_positive(count=count)
    return tuple(distribution.quantile((k + 0.5) / count) for k in range(count))
