"""Closures one after the other: against small steps of time, and counted by hand."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reference_simulation import short_days
from ytterby.planning.change import Terms
from ytterby.planning.closure import closures, levels, through
from ytterby.planning.scenario import LicenceWait
from ytterby.planning.supply import Flow, Supply

WAIT = LicenceWait(60, 120, 1.0, 0.0, "test", date(2026, 1, 1))


def supply(stock: float = 30.0, flows: tuple[Flow, ...] = (), **facts: object) -> Supply:
    return Supply(0, "m", stock, 1.0, 0.0, 1.0, "announcement", False, flows, **facts)  # type: ignore[arg-type]


def waits(*days: float) -> Iterator[np.ndarray]:
    for day in days:
        yield np.array([day])
    while True:
        yield np.array([days[-1]])


def spans(item: Supply, terms: Terms, *days: float, horizon: float = 364.0) -> list[tuple[float, float]]:
    course = item.course()
    assert course is not None
    each = waits(*days)
    found = closures(item, course, terms, item.waits_from + next(each), each, horizon)
    return [(float(start[0]), float(end[0])) for start, end in found if end[0] > start[0]]


def test_a_licence_that_ends_closes_again_until_the_next_is_granted() -> None:
    """Granted on day 60, valid to 160; applied for on 130, granted on 190, valid to 290; applied 260, granted 320."""
    terms = Terms(WAIT, validity_days=100, renew_before_days=30)
    assert spans(supply(), terms, 60.0) == [(0, 60), (160, 190), (290, 320)]


def test_a_renewal_asked_for_in_time_leaves_no_gap() -> None:
    assert spans(supply(), Terms(WAIT, validity_days=100, renew_before_days=60), 60.0) == [(0, 60)]


def test_a_quantity_lasts_longer_where_another_source_carries_half() -> None:
    terms = Terms(WAIT, quantity_share=91 / 364, renew_before_days=0)
    assert spans(supply(), terms, 60.0, horizon=300) == [(0, 60), (151, 211)]
    assert spans(supply(flows=(Flow(0.0, 0.5),)), terms, 60.0, horizon=300) == [(0, 60), (242, 300)]


def test_a_lost_supplier_closes_while_a_licence_holds() -> None:
    lost = supply(outages=((20.0, 80.0), (200.0, 230.0)))
    assert spans(lost, Terms(WAIT), 60.0) == [(0, 60), (60, 80), (200, 230)]


def test_an_item_that_needs_no_licence_is_closed_by_its_outage_alone() -> None:
    assert spans(supply(waits_from=math.inf, outages=((20.0, 80.0),)), Terms(WAIT), 0.0) == [(20, 80)]


def test_a_licence_that_is_over_at_once_never_opens_anything() -> None:
    assert spans(supply(), Terms(WAIT, quantity_share=1e-9, renew_before_days=0), 1e-3)[-1][1] == 364


flow = st.tuples(st.integers(0, 300), st.floats(-0.6, 0.9))


@settings(max_examples=60, deadline=None)
@example(stock=137.50390625, flows=[], wait=[137.5078125], validity=None, quantity=0.1, lead=0.0, outage=None,
         start=0.0, until=math.inf)
@given(stock=st.floats(0, 200), flows=st.lists(flow, max_size=3), wait=st.lists(st.floats(1, 150), min_size=1,
       max_size=4), validity=st.none() | st.floats(20, 200), quantity=st.none() | st.floats(0.1, 0.6),
       lead=st.floats(0, 90), outage=st.none() | st.tuples(st.floats(0, 200), st.floats(1, 100)),
       start=st.sampled_from([0.0, 40.0]), until=st.sampled_from([math.inf, 150.0]))
def test_shortages_equal_those_of_small_steps_of_time(
    stock: float, flows: list[tuple[int, float]], wait: list[float], validity: float | None, quantity: float | None,
    lead: float, outage: tuple[float, float] | None, start: float, until: float,
) -> None:
    item = supply(stock, tuple(Flow(*each) for each in flows), waits_from=start, waits_until=until,
                  outages=() if outage is None else ((outage[0], outage[0] + outage[1]),))
    course = item.course()
    assert course is not None
    each = waits(*wait)
    closed = closures(item, course, Terms(WAIT, validity, quantity, lead), start + next(each), each, 364.0)
    found = through(course, closed)
    spells = [(float(a[0]), float(b[0])) for a, b in closed]
    first, days = short_days(stock, lambda day: sum(rate for begins, rate in flows if begins <= day), spells, 364.0)
    assert found.days(364.0)[0] == pytest.approx(days, abs=0.5)
    if days > 0.5:
        assert found.stops[0]
        assert np.broadcast_to(found.first, 1)[0] <= first + 0.5
        before = sum(np.maximum(np.minimum(one.ended(364.0), first) - one.start, 0.0) for one in found.spells)
        assert np.broadcast_to(before, 1)[0] < 0.5  # what is shorter than a step the steps don't see
    left = levels(course, closed, np.array([364.0]), 1)[0, 0]
    assert left >= 0
    assert left == 0 or not found.stops[0] or days < 0.5
