"""The firm's own licence log: what it says of waits and approval, what is held, what runs out, what is overdue.

METHODS M3. Pending applications count as censored. The log speaks over a public prior, which weighs as much as five
decisions, so that a short log does not shout.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from ytterby.core.errors import PlanningError
from ytterby.core.issue import Issue, Severity
from ytterby.core.text import sentence
from ytterby.planning.distribution import stratified
from ytterby.planning.inputs import require_not_negative
from ytterby.planning.scenario import Change, HoldLicence, LicenceWait, PendingLicence
from ytterby.planning.survival import (
    ENOUGH_DECISIONS,
    ApprovalRate,
    LoggedWait,
    SurvivalCurve,
    approval_by_class,
    kaplan_meier,
)
from ytterby.planning.waits import checked, review
from ytterby.regulation.clock import review_ends

SOON_DAYS = 90  # before the end of a licence its renewal should be under way
SURE_OF_NOTHING = 0.99  # a prior that knows no refusals still leaves room for one


class Standing(StrEnum):
    """Where an application stands."""

    PENDING = "pending"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Licence:
    """One application for one item. ``decided`` is the day of the decision or withdrawal, None while it is pending.

    ``quantity`` pieces granted (None: without limit), ``drawn`` of them used, ``valid_until`` the last day (None:
    without end). ``renews``: number of the licence it is to follow. Raises PlanningError where that can't be.
    """

    number: str
    item_key: str
    control: str
    instrument: str
    applied: date
    end_user: str = ""
    destination: str = ""
    end_use: str = ""
    accepted: date | None = None
    standing: Standing = Standing.PENDING
    decided: date | None = None
    quantity: float | None = None
    drawn: float = 0.0
    valid_until: date | None = None
    renews: str = ""

    def __post_init__(self) -> None:
        require_not_negative(quantity=self.quantity or 0.0, drawn_quantity=self.drawn)
        pending = self.standing is Standing.PENDING
        if pending != (self.decided is None):
            raise PlanningError("an application has a day of decision exactly when it is decided.", where=self.number)
        if self.decided is not None and self.decided < self.applied:
            raise PlanningError("it was decided before it was applied for.", where=self.number)

    def left(self) -> float | None:
        """Pieces not yet drawn down; None without limit."""
        return None if self.quantity is None else max(self.quantity - self.drawn, 0.0)

    def holds(self, day: date) -> bool:
        """May something still be bought under it on ``day``?"""
        return (self.standing is Standing.GRANTED and self.decided is not None and self.decided <= day
                and (self.valid_until is None or day <= self.valid_until) and self.left() != 0)

    def open_on(self, day: date) -> bool:
        """Is it applied for and not decided on ``day``?"""
        return self.applied <= day and (self.decided is None or self.decided > day)


def logged(log: Sequence[Licence], as_of: date) -> tuple[LoggedWait, ...]:
    """The waits known on ``as_of``: undecided and withdrawn applications are censored."""
    found = []
    for licence in log:
        if licence.applied > as_of:
            continue
        end = as_of if licence.open_on(as_of) or licence.decided is None else licence.decided
        decided = not licence.open_on(as_of) and licence.standing in (Standing.GRANTED, Standing.REFUSED)
        found.append(LoggedWait(float((end - licence.applied).days), decided))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class OwnWait:
    """``wait`` to plan with; ``curve`` of the log alone, to draw over the prior; ``approval`` with its uncertainty."""

    wait: LicenceWait
    curve: SurvivalCurve
    approval: ApprovalRate


def own_wait(log: Sequence[Licence], prior: LicenceWait, as_of: date) -> OwnWait:
    """Median and 90 % point of Kaplan-Meier over the log and five cases of the prior; approval as beta-binomial.

    Where pending cases hide the 90 % point, it lies as far above the median as the prior's, at least at the longest
    wait seen. A wait is that of one decision, whether yes or no, as in the prior.
    """
    waits = logged(log, as_of)
    cases = tuple(LoggedWait(days, True) for days in stratified(review(prior), ENOUGH_DECISIONS))
    both = kaplan_meier((*waits, *cases))
    median = both.quantile(0.5) or prior.median_days
    p90 = both.quantile(0.9)
    if p90 is None:
        p90 = max([median * prior.p90_days / prior.median_days, *(wait.days for wait in waits)])
    decisions = _decisions(log, as_of)
    share = min(max(prior.approval, 1 - SURE_OF_NOTHING), SURE_OF_NOTHING)
    approval = ApprovalRate(ENOUGH_DECISIONS * share, ENOUGH_DECISIONS * (1 - share)).after(
        approved=sum(yes for yes, _ in decisions.values()), refused=sum(no for _, no in decisions.values()))
    basis = sentence("wait-own-log", (("applications", str(len(waits))), ("pending", str(sum(
        not wait.decided for wait in waits))), ("prior", prior.basis)))
    median = max(median, 1.0)  # decided on the day of application: a lognormal needs more than nothing
    wait = replace(prior, median_days=median, p90_days=max(p90, median), approval=approval.mean, basis=basis,
                   as_of=as_of)
    return OwnWait(checked(wait), kaplan_meier(waits), approval)


def approvals(log: Sequence[Licence], as_of: date) -> dict[str, ApprovalRate]:
    """Approval by end use; ends with few decisions stay close to the pooled rate."""
    return approval_by_class(_decisions(log, as_of))


def _decisions(log: Sequence[Licence], as_of: date) -> dict[str, tuple[int, int]]:
    """(granted, refused) per end use up to ``as_of``."""
    found: dict[str, tuple[int, int]] = {}
    for licence in log:
        if licence.decided is not None and licence.decided <= as_of:
            yes, no = found.get(licence.end_use, (0, 0))
            found[licence.end_use] = (yes + (licence.standing is Standing.GRANTED),
                                      no + (licence.standing is Standing.REFUSED))
    return {use: counts for use, counts in found.items() if sum(counts)}


def changes_of(log: Sequence[Licence], as_of: date) -> tuple[Change, ...]:
    """What the log means for a simulation: licences held are drawn down first, pending applications have a start.

    Of several licences of one item the quantities add up and the longest validity counts; of several applications, the
    oldest.
    """
    found: list[Change] = []
    for key in dict.fromkeys(licence.item_key for licence in log):
        own = [licence for licence in log if licence.item_key == key]
        held = [licence for licence in own if licence.holds(as_of)]
        if held:
            ends = [licence.valid_until for licence in held if licence.valid_until is not None]
            days = float((max(ends) - as_of).days + 1) if len(ends) == len(held) else None
            limits = [left for licence in held if (left := licence.left()) is not None]
            found.append(HoldLicence(key, days, sum(limits) if len(limits) == len(held) else None))
        applied = [licence.applied for licence in own if licence.open_on(as_of)]
        if applied:
            found.append(PendingLicence(key, float((as_of - min(applied)).days)))
    return tuple(found)


def runs_to(licence: Licence, as_of: date, daily_use: float) -> date | None:
    """The last day on which something can be bought under a licence held: validity or quantity, None without end."""
    if not licence.holds(as_of):
        return None
    left, ends = licence.left(), licence.valid_until
    if left is not None and daily_use > 0 and left / daily_use < (date.max - as_of).days:
        used_up = as_of + timedelta(days=int(left / daily_use))
        return used_up if ends is None else min(ends, used_up)
    return ends


def renew_by(licence: Licence, as_of: date, daily_use: float, *, cover_days: float, wait_days: float) -> date | None:
    """The latest day to apply for the next licence: the wait then ends with the licence or with the stock behind it.

    ``wait_days`` is the wait to be prepared for (that of 95 in 100 cases, say), ``cover_days`` what stock lasts.
    """
    ends = runs_to(licence, as_of, daily_use)
    if ends is None or not math.isfinite(wait_days - cover_days):
        return None
    return ends + timedelta(days=math.floor(min(cover_days - wait_days, float((date.max - ends).days))))


def alarms(log: Sequence[Licence], as_of: date, daily_use: Mapping[str, float],
           latest: Mapping[str, date] | None = None) -> tuple[Issue, ...]:
    """What needs a hand: the review clock has run out, a licence ends or is used up with no renewal under way.

    ``latest``: per number of a licence the day by which the next should have been applied for.
    """
    renewed = {licence.renews for licence in log if licence.standing in (Standing.PENDING, Standing.GRANTED)}
    found = []
    for licence in log:
        if licence.open_on(as_of):
            found += _overdue(licence, as_of)
        if licence.quantity is not None and licence.drawn > licence.quantity:
            found.append(Issue.of("licence-overdrawn", Severity.ERROR, number=licence.number,
                                  drawn=f"{licence.drawn:g}", quantity=f"{licence.quantity:g}"))
        if licence.holds(as_of) and licence.number not in renewed:
            found += _ending(licence, as_of, daily_use.get(licence.item_key, 0.0))
            by = (latest or {}).get(licence.number)
            if by is not None and by < as_of:
                found.append(Issue.of("licence-renewal-late", Severity.WARNING, number=licence.number,
                                      day=by.isoformat()))
    return tuple(found)


def _overdue(licence: Licence, as_of: date) -> list[Issue]:
    clock = review_ends(licence.accepted or licence.applied)
    if clock.ends is None or as_of <= clock.ends:
        return []
    return [Issue.of("licence-clock-over", Severity.WARNING, number=licence.number, ends=clock.ends.isoformat())]


def _ending(licence: Licence, as_of: date, use: float) -> list[Issue]:
    found, left = [], licence.left()
    if licence.valid_until is not None and (licence.valid_until - as_of).days <= SOON_DAYS:
        found.append(Issue.of("licence-ends-soon", Severity.WARNING, number=licence.number,
                              ends=licence.valid_until.isoformat()))
    if left is not None and use > 0 and left / use <= SOON_DAYS:
        found.append(Issue.of("licence-used-up-soon", Severity.WARNING, number=licence.number,
                              days=f"{left / use:.0f}"))
    return found
