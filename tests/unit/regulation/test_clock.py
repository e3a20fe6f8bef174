from datetime import date, timedelta

import pytest

from ytterby.regulation.clock import review_ends

# The State Council's plan for 2026 (September to November): days off on weekdays, and weekends worked for them.
OFF = {date(2026, 9, 25), *(date(2026, 10, day) for day in (1, 2, 5, 6, 7))}
WORKED = {date(2026, 9, 20), date(2026, 10, 10)}


def counted(accepted: date, days: int) -> date:
    """By hand: weekdays but those off, and weekends worked."""
    day = accepted
    while days:
        day += timedelta(days=1)
        days -= day in WORKED or (day.weekday() < 5 and day not in OFF)
    return day


@pytest.mark.parametrize("day", range(1, 20))
def test_the_clock_counts_working_days_of_the_chinese_calendar(day: int) -> None:
    accepted = date(2026, 9, day)
    review = review_ends(accepted)
    assert (review.ends, review.estimated) == (counted(accepted, 45), False)


def test_beyond_the_published_plan_the_end_is_an_estimate() -> None:
    review = review_ends(date(2026, 12, 1))
    assert review.estimated
    assert review.why.code == "clock-estimated"
    assert review.ends is not None
    assert review.ends > date(2027, 1, 31)


def test_a_party_on_the_watch_list_stops_the_clock() -> None:
    review = review_ends(date(2026, 9, 14), watch_listed=True)
    assert (review.ends, review.why.code) == (None, "clock-stopped")


def test_a_review_of_no_days_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        review_ends(date(2026, 9, 14), working_days=0)
