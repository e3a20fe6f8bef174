"""Who stops first: days of cover of each item that waits for a licence, against the wait."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

from ytterby.core.item import Item
from ytterby.exposure.exposure import Exposure, ItemExposure
from ytterby.gui.charts.chart import Chart, Mark, Reference, Table, empty_chart, scale
from ytterby.gui.charts.exposure_charts import ROWS, by_item, period
from ytterby.gui.charts.labels import OUTCOME_LEGEND, OUTCOME_ROLES, chance, first_words, item_name
from ytterby.gui.wording import counted, day, days, money, number
from ytterby.planning.simulation import ItemOutlook, Simulation

BEYOND = 2.0  # the axis ends at this many times the P90 wait: how much longer cover lasts is told in words
TITLE = "Cover against the licence wait"
NOTHING_WAITS = "No item of this bill waits for a licence on this day."
NO_STOCK = (
    "{waiting} for a licence, but neither stock nor use is stated for them, so nobody can tell who stops first. "
    "Choose the stock and annual-use columns on the Import page."
)


def cover_chart(outlook: Simulation | None, exposure: Exposure, items: Sequence[Item]) -> Chart:
    """Shortest cover first. Items without stock or use stand in a row of their own: unknown is not safe."""
    if outlook is None or not outlook.items:
        return empty_chart(TITLE, NOTHING_WAITS)
    known = sorted((entry for entry in outlook.items if entry.unlimited or entry.cover_days is not None), key=_cover)
    unknown = frozenset(entry.item for entry in outlook.items) - {entry.item for entry in known}
    waiting = f"{counted(len(unknown), 'item')} {'waits' if len(unknown) == 1 else 'wait'}"
    if not known:
        return empty_chart(TITLE, NO_STOCK.format(waiting=waiting))
    wait = outlook.wait
    shown = known[:ROWS]
    edge = wait.p90_days * BEYOND
    status = by_item(exposure)
    marks = [_bar(row, entry, status[entry.item], items[entry.item], outlook, edge, exposure.currency,
                  period(exposure))
             for row, entry in enumerate(shown)]
    rows = [item_name(items[entry.item]) for entry in shown]
    if unknown:
        rows.append("stock or use not stated")
        marks.append(Mark(len(shown), 0.0, 0.0, "undetermined", unknown, "Cover not known",
                          f"{waiting} for a licence; stock or use is not stated", counted(len(unknown), "item"),
                          after=True))
    note = (f"Calendar days from {day(outlook.as_of)}. Licence wait: {first_words(wait.basis)}, as of {day(wait.as_of)}"
            + (f"; {counted(len(known) - len(shown), 'item')} with more cover not drawn" if len(known) > ROWS else ""))
    roles = {OUTCOME_ROLES[status[entry.item].outcome] for entry in shown}
    return Chart(
        _title(known, outlook, items), note, tuple(rows), tuple(marks), (0.0, edge * 1.16),
        tuple((x, number(x)) for x in scale(edge)),
        (Reference(wait.median_days, f"half of reviews: {days(wait.median_days)}", "text"),
         Reference(wait.p90_days, f"9 of 10 reviews: {days(wait.p90_days)}", "text")),
        tuple(entry for entry in OUTCOME_LEGEND if entry[0] in roles), basis=wait.basis,
        table=partial(_table, outlook, items, exposure),
    )


def _cover(entry: ItemOutlook) -> float:
    """Calendar days; without end where receipts keep pace with use."""
    return math.inf if entry.unlimited or entry.cover_days is None else entry.cover_days


def _bar(row: int, entry: ItemOutlook, about: ItemExposure, item: Item, outlook: Simulation, edge: float,
         currency: str, per: str) -> Mark:
    cover = _cover(entry)
    words = "no end" if math.isinf(cover) else days(cover)
    stop = "" if entry.stop_probability is None else f"\nLine stop with {chance(entry.stop_probability)} probability"
    first = f", half of these by {day(entry.first_stop.p50)}" if entry.first_stop.p50 else ""
    behind = "" if about.revenue is None else f"\nRevenue behind it: {money(about.revenue, currency)} {per}"
    tip = f"{item_name(item)}\nCover {words}; wait {days(outlook.wait.median_days)} (9 of 10 within " \
          f"{days(outlook.wait.p90_days)}){stop}{first}{behind}"
    return Mark(row, 0.0, min(cover, edge), OUTCOME_ROLES[about.outcome], frozenset({entry.item}),
                f"Cover of {item_name(item)}", tip, f"{words} »" if cover > edge else words, after=True)


def _title(known: Sequence[ItemOutlook], outlook: Simulation, items: Sequence[Item]) -> str:
    short = sum(_cover(entry) < outlook.wait.median_days for entry in known)
    first = known[0]
    if not short:
        return f"Every item lasts longer than the median review; shortest is {item_name(items[first.item])} " \
               f"with {days(_cover(first))}"
    whole = counted(len(known), "item")
    return f"{number(short)} of {whole} {'runs' if short == 1 else 'run'} out before the median review ends; " \
           f"{item_name(items[first.item])} stops first, after {days(_cover(first))}"


def _cover_words(entry: ItemOutlook) -> str:
    if entry.unlimited:
        return "no end"
    return "not stated" if entry.cover_days is None else number(entry.cover_days, 1)


def _table(outlook: Simulation, items: Sequence[Item], exposure: Exposure) -> Table:
    revenue = {one.item: one.revenue for one in exposure.items}
    head = ("Item", "Cover days", "Stop probability", "Expected stop days", "First stop P10", "P50", "P90",
            "Wait median days", "Wait P90 days", f"Revenue behind it {period(exposure)} ({exposure.currency})")
    return head, *(
        (item_name(items[entry.item]), _cover_words(entry),
         "" if entry.stop_probability is None else chance(entry.stop_probability),
         "" if entry.stop_days is None else number(entry.stop_days, 1), day(entry.first_stop.p10),
         day(entry.first_stop.p50), day(entry.first_stop.p90), number(outlook.wait.median_days),
         number(outlook.wait.p90_days), number(revenue.get(entry.item)))
        for entry in outlook.items
    )
