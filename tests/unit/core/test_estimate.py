"""Ranges against thresholds."""

from __future__ import annotations

from ytterby.core.estimate import Answer, Estimate


def test_a_value_exactly_at_a_threshold_reaches_it() -> None:
    """As in "0.1 % or more", against "more than 0.1 %"."""
    at = Estimate.exactly(0.001)
    assert at.at_least(0.001) is Answer.YES
    assert at.above(0.001) is Answer.NO


def test_a_range_that_touches_a_threshold_from_below_leaves_it_open() -> None:
    below = Estimate(0.0, 0.0005, 0.001)
    assert below.at_least(0.001) is Answer.UNKNOWN
    assert below.above(0.001) is Answer.NO


def test_what_is_beyond_a_number_stays_a_number() -> None:
    """As quantities multiplied through forty levels of a hostile bill may be."""
    most = Estimate(1.0, 2.0, 1e300)
    for made in (most.times(1e200), most.times(-1e200), most * most, most + most.times(1e9)):
        assert made.low <= made.best <= made.high
