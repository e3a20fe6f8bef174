"""Saved scenarios side by side: what stops first in each, when, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ytterby.core.item import Item
from ytterby.gui.charts.answers import cost_words, extra_cost, first_product, product_chance, row_name, told
from ytterby.gui.charts.labels import capital
from ytterby.gui.listing import Column
from ytterby.gui.wording import NOTHING, day, number
from ytterby.planning.simulation import Simulation


@dataclass(frozen=True, slots=True)
class Compared:
    """One scenario; ``probability`` and ``stop_days`` are None where nothing can be said, ``shown`` is the one in
    front."""

    name: str
    note: str
    product: str
    chance: str
    probability: float | None
    half: date | None
    stop_days: float | None
    cost: float | None
    cost_said: str
    shown: bool


def comparison(
    outlooks: Sequence[Simulation], items: Sequence[Item], currency: str, shown: str,
) -> tuple[Compared, ...]:
    """In the order of the scenarios, the baseline first."""
    return tuple(_row(outlook, items, currency, shown) for outlook in outlooks)


def _row(outlook: Simulation, items: Sequence[Item], currency: str, shown: str) -> Compared:
    product, scenario = first_product(outlook), outlook.scenario
    known = product is not None and told(product)
    return Compared(
        scenario.name, scenario.note, capital(row_name(product.item, items)) if product else NOTHING,
        product_chance(product) if product else NOTHING, product.stop_probability if product and known else None,
        product.first_stop.p50 if product else None, product.stop_days if product and known else None,
        extra_cost(outlook), cost_words(outlook, currency), scenario.name == shown,
    )


COMPARISON: tuple[Column[Compared], ...] = (
    Column("name", "Scenario", lambda row: f"{row.name}  (shown)" if row.shown else row.name, width=230,
           tip=lambda row: "\n".join(part for part in (row.name, row.note) if part)),
    Column("product", "Stops first", lambda row: row.product, width=190, tip=lambda row: row.product),
    Column("chance", "Stop", lambda row: row.chance, lambda row: row.probability, figure=True, width=80,
           help="Probability of a line stop of that product, simulated"),
    Column("half", "P50", lambda row: day(row.half), lambda row: float(row.half.toordinal()) if row.half else None,
           figure=True, width=92, help="By this day half of the trials have stopped"),
    Column("days", "Stop days", lambda row: NOTHING if row.stop_days is None else number(row.stop_days, 1),
           lambda row: row.stop_days, figure=True, width=84),
    Column("cost", "Extra cost", lambda row: row.cost_said, lambda row: row.cost, figure=True,
           width=100, help="Added stock and a year of premium"),
    Column("note", "Note", lambda row: row.note, width=100),
)
