"""Knowing only partly, as values: an interval with a best guess, and an answer that may be "unknown".

Stands alone so that neither a range nor an unknown can silently become a number or a "no" anywhere else.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

_MOST = 1e300


class Answer(Enum):
    """Three-valued truth (Kleene). ``&`` is the weaker, ``|`` the stronger answer; there is no bool()."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    def __and__(self, other: Answer) -> Answer:
        return self if self.value <= other.value else other

    def __or__(self, other: Answer) -> Answer:
        return self if self.value >= other.value else other

    def __invert__(self) -> Answer:
        return Answer(2 - self.value)

    def __bool__(self) -> bool:
        raise TypeError("an Answer is not a bool: compare with Answer.YES, Answer.NO or Answer.UNKNOWN")


@dataclass(frozen=True, slots=True)
class Estimate:
    """``low <= best <= high``, all finite. Units stand in the name of whatever holds it (``mass_g``, ``share``)."""

    low: float
    best: float
    high: float

    def __post_init__(self) -> None:
        if not all(map(math.isfinite, (self.low, self.best, self.high))):
            raise ValueError(f"an estimate needs finite numbers, not {self.low}, {self.best}, {self.high}")
        if not self.low <= self.best <= self.high:
            raise ValueError(f"an estimate needs low <= best <= high, not {self.low}, {self.best}, {self.high}")

    @classmethod
    def exactly(cls, value: float) -> Estimate:
        return cls(value, value, value)

    def __add__(self, other: Estimate) -> Estimate:
        return _held(self.low + other.low, self.best + other.best, self.high + other.high)

    def __mul__(self, other: Estimate) -> Estimate:
        """Product of two quantities that are not negative (masses, shares, counts)."""
        if self.low < 0 or other.low < 0:
            raise ValueError("estimates are multiplied only where both are not negative")
        return _held(self.low * other.low, self.best * other.best, self.high * other.high)

    def times(self, factor: float) -> Estimate:
        low, best, high = self.low * factor, self.best * factor, self.high * factor
        return _held(low, best, high) if factor >= 0 else _held(high, best, low)

    def at_least(self, threshold: float) -> Answer:
        """Is the true value >= threshold? UNKNOWN where the threshold lies inside the interval."""
        if self.low >= threshold:
            return Answer.YES
        return Answer.NO if self.high < threshold else Answer.UNKNOWN

    def above(self, threshold: float) -> Answer:
        """Is the true value > threshold? UNKNOWN where it may be on either side."""
        if self.low > threshold:
            return Answer.YES
        return Answer.NO if self.high <= threshold else Answer.UNKNOWN


def _held(low: float, best: float, high: float) -> Estimate:
    """Within what a number can hold: quantities multiplied through many levels may pass it."""
    return Estimate(*(max(-_MOST, min(value, _MOST)) for value in (low, best, high)))


ZERO = Estimate(0.0, 0.0, 0.0)
