"""What a firm's own licence log says about waits and approval, pending applications included (METHODS M3).

Pending cases are censored and not dropped: dropping them makes waits look short exactly when the authority slows down.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from ytterby.core.errors import PlanningError
from ytterby.planning.inputs import require_inside, require_not_negative, require_positive

ENOUGH_DECISIONS = 5  # a class with fewer decisions borrows from the pooled rate


@dataclass(frozen=True, slots=True)
class LoggedWait:
    """One application: ``days`` waited until the decision, or until today where ``decided`` is False."""

    days: float
    decided: bool


@dataclass(frozen=True, slots=True)
class SurvivalStep:
    """From ``days`` on ``waiting`` 0..1 of applications still wait; ``decisions`` fell that day of ``at_risk`` open."""

    days: float
    waiting: float
    variance: float
    at_risk: int
    decisions: int


@dataclass(frozen=True, slots=True)
class SurvivalCurve:
    """Kaplan-Meier curve of ``applications``, ``pending`` of them without a decision yet; steps by day."""

    steps: tuple[SurvivalStep, ...]
    applications: int
    pending: int

    def waiting(self, days: float) -> float:
        """S(t): probability of still waiting after ``days``."""
        step = self._at(days)
        return step.waiting if step else 1.0

    def standard_error(self, days: float) -> float:
        """Greenwood (1926)."""
        step = self._at(days)
        return math.sqrt(step.variance) if step else 0.0

    def band(self, days: float, level: float = 0.95) -> tuple[float, float]:
        """Pointwise confidence band on the log-minus-log scale, which stays within 0..1."""
        require_inside(level=level)
        step = self._at(days)
        if step is None or not 0 < step.waiting < 1:
            value = step.waiting if step else 1.0
            return value, value
        log = math.log(step.waiting)
        spread = NormalDist().inv_cdf((1 + level) / 2) * math.sqrt(step.variance) / (step.waiting * -log)
        return step.waiting ** math.exp(spread), step.waiting ** math.exp(-spread)

    def quantile(self, probability: float) -> float | None:
        """Shortest wait by which this share has been decided; None where the log does not reach that far."""
        require_inside(probability=probability)
        margin = 1e-12  # three thirds are one
        return next((step.days for step in self.steps if step.waiting <= 1 - probability + margin), None)

    def _at(self, days: float) -> SurvivalStep | None:
        return next((step for step in reversed(self.steps) if step.days <= days), None)


def kaplan_meier(log: Sequence[LoggedWait]) -> SurvivalCurve:
    """S(t) = product over decision days up to t of (1 - d/n); Greenwood variance S^2 sum d/(n (n - d)).

    An application censored on a day of decisions counts as at risk on that day (Kaplan and Meier 1958).
    """
    for entry in log:
        require_not_negative(days_waited=entry.days)
    waiting, hazard, steps = 1.0, 0.0, []
    for day in sorted({entry.days for entry in log if entry.decided}):
        at_risk = sum(entry.days >= day for entry in log)
        decisions = sum(entry.decided and entry.days == day for entry in log)
        waiting *= 1 - decisions / at_risk
        if decisions < at_risk:
            hazard += decisions / (at_risk * (at_risk - decisions))
        steps.append(SurvivalStep(day, waiting, waiting**2 * hazard, at_risk, decisions))
    return SurvivalCurve(tuple(steps), len(log), sum(not entry.decided for entry in log))


@dataclass(frozen=True, slots=True)
class ApprovalRate:
    """Beta(``alpha``, ``beta``) belief about the approval probability of one application."""

    alpha: float
    beta: float

    def __post_init__(self) -> None:
        require_positive(alpha=self.alpha, beta=self.beta)

    @property
    def mean(self) -> float:
        return self.alpha / (self.alpha + self.beta)

    def quantile(self, probability: float) -> float:
        from scipy.special import betaincinv  # here, because importing scipy costs more than opening the window

        require_inside(probability=probability)
        return float(betaincinv(self.alpha, self.beta, probability))

    def after(self, *, approved: int, refused: int) -> ApprovalRate:
        """Beta(alpha + approved, beta + refused)."""
        require_not_negative(approved=approved, refused=refused)
        return ApprovalRate(self.alpha + approved, self.beta + refused)


EVEN = ApprovalRate(1.0, 1.0)  # nothing known: any rate is as likely as any other


def approval_by_class(decisions: Mapping[str, tuple[int, int]], *, prior: ApprovalRate = EVEN,
                      enough: int = ENOUGH_DECISIONS) -> dict[str, ApprovalRate]:
    """Approval per end-use class from (approved, refused) counts.

    Each class stands on its own where all have ``enough`` decisions; otherwise every class starts from the pooled rate,
    weighing as much as ``enough`` decisions, so that a class with few of its own stays close to it.
    """
    if enough < 1:
        raise PlanningError("A class needs at least one decision to stand on its own.")
    if all(sum(counts) >= enough for counts in decisions.values()):
        start = prior
    else:
        pooled = prior.after(approved=sum(a for a, _ in decisions.values()),
                             refused=sum(r for _, r in decisions.values())).mean
        start = ApprovalRate(enough * pooled, enough * (1 - pooled))
    return {name: start.after(approved=a, refused=r) for name, (a, r) in decisions.items()}
