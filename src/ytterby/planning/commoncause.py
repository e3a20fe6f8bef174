"""Several licensed parts in one product: a policy shock is a common cause, their waits move together (METHODS M2)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

from ytterby.planning.inputs import require_share

POINTS, REACH = 4001, 8.5  # of the trapezoid rule over the common factor, in standard deviations


def all_in_time(in_time: Sequence[float], correlation: float) -> float:
    """Probability that every part arrives in time, by a one-factor Gaussian copula of ``correlation`` 0..1.

    Integral over z of phi(z) prod Phi((Phi^-1(p_i) - sqrt(rho) z)/sqrt(1 - rho)); 0 = independent, 1 = one fate.
    """
    require_share(correlation=correlation, **{f"probability of part {i + 1}": p for i, p in enumerate(in_time)})
    if correlation == 1 or not all(in_time):
        return min(in_time, default=1.0)
    normal = NormalDist()
    thresholds = [normal.inv_cdf(p) for p in in_time if p < 1]
    load, own = math.sqrt(correlation), math.sqrt(1 - correlation)
    step = 2 * REACH / (POINTS - 1)
    factors = (step * k - REACH for k in range(POINTS))
    return sum(step * normal.pdf(z) * math.prod(normal.cdf((t - load * z) / own) for t in thresholds) for z in factors)
