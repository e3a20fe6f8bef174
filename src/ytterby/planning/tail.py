"""The tail of a loss: value at risk and conditional value at risk (METHODS M10).

Rockafellar and Uryasev, Journal of Risk 2(3) (2000) for the definition as a minimum; Journal of Banking and Finance
26 (2002) for the split of the atom at VaR.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

from ytterby.core.errors import PlanningError
from ytterby.planning.inputs import require_inside, require_not_negative

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tail:
    """``var``: smallest x with P(loss <= x) >= level. ``cvar``: mean of the worst 1 - level. ``mean`` of all."""

    mean: float
    var: float
    cvar: float


def tail(losses: Sequence[float] | Array, level: float, *, weights: Sequence[float] | None = None) -> Tail:
    """The tail of losses with ``weights`` (even when None; they need not sum to 1); 0 < level < 1."""
    import numpy as np

    require_inside(level=level)
    values = np.asarray(losses, float)
    if weights is None and len(values):
        values = np.sort(values)
        var = float(values[math.ceil(level * len(values) - 1e-9) - 1])
        return _tail(float(values.mean()), var, float(np.maximum(values - var, 0.0).mean()), level)
    share = np.asarray(weights, float)
    if not len(values) or len(share) != len(values) or share.min() < 0 or share.sum() <= 0:
        raise PlanningError("A tail needs at least one loss and as many weights, 0 or more and not all 0.")
    order = np.argsort(values, kind="stable")
    values, share = values[order], share[order] / share.sum()
    # The first loss whose cumulated share reaches the level; the margin keeps 0.1 + 0.2 from missing 0.3.
    at = min(int(np.searchsorted(np.cumsum(share), level - 1e-12)), len(values) - 1)
    while share[at] == 0:
        at -= 1
    var = float(values[at])
    excess = float(share @ np.maximum(values - var, 0.0))
    return _tail(float(share @ values), var, excess, level)


def _tail(mean: float, var: float, excess: float, level: float) -> Tail:
    """A tail is never below the mean, but for rounding."""
    return Tail(mean, var, max(var + excess / (1 - level), mean))


def normal_tail(mean: float, sd: float, level: float) -> Tail:
    """VaR = m + z s, CVaR = m + s phi(z)/(1 - level)."""
    require_inside(level=level)
    require_not_negative(standard_deviation=sd)
    standard = NormalDist()
    z = standard.inv_cdf(level)
    return Tail(mean, mean + z * sd, mean + sd * standard.pdf(z) / (1 - level))


def portfolio_tail(weights: Sequence[float], mean_gains: Sequence[float], covariances: Sequence[Sequence[float]],
                   level: float) -> Tail:
    """The tail of the loss of shares ``weights`` in parts whose gains are jointly normal."""
    if not len(weights) == len(mean_gains) == len(covariances) or any(len(row) != len(weights) for row in covariances):
        raise PlanningError("Weights, mean gains and covariances must be of one size.")
    variance = sum(a * b * c for a, row in zip(weights, covariances, strict=True)
                   for b, c in zip(weights, row, strict=True))
    if variance < 0:
        raise PlanningError("The covariances give a negative variance.")
    loss = -sum(w * gain for w, gain in zip(weights, mean_gains, strict=True))
    return normal_tail(loss, math.sqrt(variance), level)
