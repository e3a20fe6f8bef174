"""The review clock of Decree 792: 45 working days on the Chinese calendar from the day a file is accepted (art. 17(1)).

Stands alone because it is the one place that needs a calendar: days off and the weekends worked for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ytterby.core.finding import Reason

REVIEW_DAYS = 45
"""Working days, Decree 792 art. 17(1)."""


@dataclass(frozen=True, slots=True)
class Review:
    """``ends`` is the last day of the time limit, None where the limit does not run.

    ``planned_to``: the last year whose days off and worked weekends are known; ``estimated`` where the limit runs
    beyond it, so that the end may move by some days. ``why`` says what the date rests on.
    """

    accepted: date
    ends: date | None
    planned_to: int
    estimated: bool
    why: Reason


def working_days(after: date, until: date) -> int:
    """Working days of the same calendar from the day after ``after`` to ``until``, both within it; 0 where none."""
    from holidays import country_holidays

    days_off = country_holidays("CN", years=range(after.year - 1, until.year + 2))
    return sum(days_off.is_working_day(after + timedelta(days=step + 1)) for step in range((until - after).days))


def review_ends(accepted: date, *, watch_listed: bool = False, working_days: int = REVIEW_DAYS) -> Review:
    """When the review of an application accepted on ``accepted`` has to be over; that day itself is not counted.

    With a party on the watch list the limit does not apply (art. 26). Questions of the authority stop the clock in
    practice, so the day is the earliest end of the limit and no promise. Raises ValueError below one working day.
    """
    if working_days < 1:
        raise ValueError("a review takes at least one working day")
    from holidays import country_holidays

    years = range(accepted.year - 1, accepted.year + 2 + working_days // 200)
    days_off = country_holidays("CN", years=years)
    planned_to = max(day.year for day in days_off.weekend_workdays)
    if watch_listed:
        return Review(accepted, None, planned_to, False, Reason.of("clock-stopped"))
    day, left = accepted, working_days
    while left:
        day += timedelta(days=1)
        left -= days_off.is_working_day(day)
    estimated = day.year > planned_to
    code = "clock-estimated" if estimated else "clock-runs"
    why = Reason.of(code, days=working_days, accepted=accepted, ends=day, year=planned_to)
    return Review(accepted, day, planned_to, estimated, why)
