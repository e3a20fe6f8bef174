"""Days of cover."""

from __future__ import annotations

import math

import pytest

from ytterby.exposure.cover import cover, time_to_survive


@pytest.mark.parametrize(("left", "survives"), [(105, 2.25), (90, 1.286), (75, 0.9)])
def test_the_ford_case_survives_as_published(left: float, survives: float) -> None:
    """worked_examples.csv 61, 63, 65, 139, 141: stock 45, demand 125, remaining capacity 105, 90 and 75."""
    assert time_to_survive(45, 125, left) == pytest.approx(survives, abs=0.0006)


def test_capacity_that_meets_demand_is_never_gone() -> None:
    """worked_examples.csv 59: nothing down; the case prints its cap of 999, we say unlimited."""
    assert math.isinf(time_to_survive(45, 125, 135))


def test_cover_is_unknown_where_stock_or_use_is_not_stated() -> None:
    assert cover(None, 2.0, 0.0).days is None
    assert cover(100, None, 0.0).days is None
    assert not cover(None, 2.0, 0.0).unlimited


def test_receipts_that_keep_pace_with_use_make_cover_unlimited() -> None:
    assert cover(None, 2.0, 2.0).unlimited
    assert cover(0.0, 2.0, 2.0).unlimited
    assert cover(100, 2.0, 1.0).days == 100


def test_no_stock_is_no_cover() -> None:
    assert cover(0.0, 2.0, 1.0).days == 0
