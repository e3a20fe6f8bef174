"""The calendar of line stops: per product and item a bar from the day by which one of ten trials has stopped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ytterby.gui.charts.answers import Stop
from ytterby.gui.charts.chart import Chart, Mark, Table
from ytterby.gui.charts.labels import chance
from ytterby.gui.wording import NOTHING, day, number

ROWS = 14  # the others stand in the table below
WEEKS = 52
LEGEND = (("undetermined", "one to five of ten trials have stopped by then"), ("controlled", "more than half"))


def stop_calendar(stops: Sequence[Stop], as_of: date) -> Chart:
    """``stops`` in the order of the table, products first."""
    ends = as_of + timedelta(weeks=WEEKS)
    stopping = [stop for stop in stops if stop.dates.p10 is not None]
    shown = stopping[:ROWS]
    if not shown:
        return _empty(stops)
    first = min(stop.dates.p10 for stop in shown if stop.dates.p10 is not None)
    more = f"; {number(len(stopping) - len(shown))} more in the table" if len(stopping) > len(shown) else ""
    return Chart(
        f"The first line stop may come on {day(first)}", f"Day of the first stop, {day(as_of)} and a year on{more}",
        tuple(stop.title() for stop in shown),
        tuple(mark for row, stop in enumerate(shown) for mark in _marks(row, stop, ends)),
        (float(as_of.toordinal()), float(ends.toordinal())), _months(as_of, ends), legend=LEGEND,
        table=lambda: _table(stops),
    )


def _empty(stops: Sequence[Stop]) -> Chart:
    """Nothing stops, as far as that is known: what is not known never reads as no stop."""
    unknown = sum(stop.probability is None for stop in stops)
    if unknown and unknown == len(stops):
        return Chart("When a line may stop is not known",
                     empty="Nothing to draw: stock or use is stated for none of the products and items.")
    return Chart(f"No line{' whose stock and use are known' if unknown else ''} stops in one of ten trials or more",
                 empty="Nothing to draw: no product or item stops in a tenth of the trials."
                 + (f" Of {number(unknown)} nobody can say." if unknown else ""))


def _marks(row: int, stop: Stop, ends: date) -> list[Mark]:
    """From one in ten to half of the trials, and from there to the end of the calendar."""
    begin, half = (min(when or ends, ends) for when in (stop.dates.p10, stop.dates.p50))
    tip = (f"{stop.name}: stops in {chance(stop.probability or 0.0)} of the trials\n"
           f"one of ten by {day(stop.dates.p10)}, half by {day(stop.dates.p50)}, nine of ten by {day(stop.dates.p90)}")
    items = frozenset() if stop.item is None else frozenset({stop.item})
    parts = ((begin, half, "undetermined"), (half, ends, "controlled"))
    return [Mark(row, float(start.toordinal()), float(end.toordinal()), role, items, stop.name, tip)
            for start, end, role in parts if start < end]


def _months(start: date, end: date) -> tuple[tuple[float, str], ...]:
    firsts = [date(year, month, 1) for year in range(start.year, end.year + 1) for month in range(1, 13, 2)]
    return tuple((float(first.toordinal()), f"{first:%Y-%m}") for first in firsts if start <= first <= end)


def _table(stops: Sequence[Stop]) -> Table:
    head = ("Product or item", "Stop", "P10", "P50", "P90")
    return head, *((stop.name, NOTHING if stop.probability is None else chance(stop.probability), day(stop.dates.p10),
                    day(stop.dates.p50), day(stop.dates.p90)) for stop in stops)
