"""Exposure as charts: concentration of sources, and where each element sits.

Regroups what exposure/measure.py found; adds nothing but sums of its own values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from ytterby.core.estimate import Estimate
from ytterby.core.item import Item
from ytterby.exposure.exposure import Concentration, Exposure, ItemExposure
from ytterby.gui.charts.chart import Chart, Mark, Reference, Table, empty_chart, scale
from ytterby.gui.charts.labels import (
    brief_mass,
    chance,
    first_words,
    item_name,
    mass_range,
    product_name,
)
from ytterby.gui.wording import counted, country, mass, money, number

ROWS = 12
ROUNDING = 0.005  # of shares that add up to one
HEADROOM = 1.2  # right of the longest bar, for its figure
NO_ELEMENTS = (
    "No rare earth was found in this bill. Look at Issues and at the Import page: a column with materials, grades or "
    "descriptions may have been left out."
)
def period(exposure: Exposure) -> str:
    return "per product built" if exposure.per_unit else "a year"


def concentration_chart(found: Concentration | None, currency: str) -> Chart:
    """Shares of the rare-earth spend, largest first, with the benchmark for countries and HHI in words."""
    if found is None or not found.shares:
        by = found.by if found else "supplier"
        return empty_chart(f"Concentration by {by}", f"No {by} can be told from this bill. Choose its column on the "
                           "Import page (supplier, manufacturer, country of origin) and state prices.")
    shares = sorted(found.shares, key=lambda share: -share.share)
    shown = shares if len(shares) <= ROWS else shares[: ROWS - 1]
    rest = shares[len(shown):]
    rows = [_source(found, share.name) for share in shown]
    marks = [_share_mark(row, share.name or "not stated", share.share, share.value, frozenset(share.items), found,
                         currency)
             for row, share in enumerate(shown)]
    if rest:
        rows.append(f"{counted(len(rest), 'other')}")
        items = frozenset(item for share in rest for item in share.items)
        marks.append(_share_mark(len(shown), rows[-1], sum(s.share for s in rest), sum(s.value for s in rest), items,
                                 found, currency))
    first = shares[0]
    title = (f"By {found.by}, {_source(found, first.name)} holds {chance(first.share)}: HHI {number(found.hhi)}, "
             f"as if there were {number(found.effective, 1)} equal sources")
    note = (f"{first_words(found.basis)}. Without the largest {chance(found.without_largest)} is left")
    if found.limit is not None:
        note += f". Dashed: {chance(found.limit)}, the EU benchmark for one third country, of one material and stage"
    unknown = 1.0 - sum(share.share for share in shares)
    if unknown > ROUNDING:
        note += f". For {chance(unknown)} no {found.by} is known: HHI is a lower bound"
    ticks = tuple((x, chance(x)) for x in scale(1.0))
    drawn = () if found.limit is None else (Reference(found.limit, chance(found.limit), "text"),)
    return Chart(title, note, tuple(rows), tuple(marks), (0.0, 1.12), ticks, drawn, basis=found.basis,
                 table=partial(_share_table, found))


def _source(found: Concentration, name: str) -> str:
    return (country(name) if found.by == "country" else name) or "not stated"


def _share_table(found: Concentration) -> Table:
    return (found.by.capitalize(), "Share", "Value", "Items"), *(
        (share.name, chance(share.share), number(share.value, 2), str(len(share.items))) for share in found.shares)


def _share_mark(row: int, name: str, share: float, value: float, items: frozenset[int], found: Concentration,
                currency: str) -> Mark:
    amount = mass(value) if found.by == "processing country" else money(value, currency)
    tip = f"{name}: {chance(share)}, {amount}\n{counted(len(items), 'item')}"
    return Mark(row, 0.0, share, "accent", items, f"{found.by.capitalize()}: {name}", tip, chance(share), after=True)


def heat_chart(exposure: Exposure, items: Sequence[Item]) -> Chart:
    """Product × element, or item × element where the bill has one product only. Cells are grams."""
    if not exposure.elements:
        return empty_chart("Where each element sits", NO_ELEMENTS)
    symbols = [element.symbol for element in exposure.elements]
    rows = _heat_rows(exposure, items)
    cells = [(row, symbol, grams, behind) for row, (_, masses, behind) in enumerate(rows)
             for symbol, grams in masses if symbol in symbols and grams.high > 0]
    if not cells:
        return empty_chart("Where each element sits", "No masses are known yet: add a mass column (g) on the Import "
                           "page, or declare contents.")
    largest = max(cells, key=lambda cell: cell[2].best)
    several = len(exposure.products) > 1
    left_out = (len(exposure.products) if several else sum(bool(item.element_g) for item in exposure.items)) - len(rows)
    holds = _holders(exposure)
    marks = tuple(
        Mark(row, symbols.index(symbol) + 0.03, symbols.index(symbol) + 0.97, "accent", holds[symbol] & behind,
             f"{symbol} in {rows[row][0]}", f"{rows[row][0]}\n{symbol}: {mass_range(grams)} {period(exposure)}",
             _cell(grams), 0.12 + 0.88 * (grams.best / (largest[2].best or 1.0)) ** 0.5)
        for row, symbol, grams, behind in cells
    )
    title = f"{rows[largest[0]][0]} holds the most: {mass(largest[2].best)} {largest[1]} {period(exposure)}"
    note = f"Grams of each element {period(exposure)}, best estimate, by {'product' if several else 'item'}" + (
        f"; {counted(left_out, 'smaller one')} not drawn" if left_out > 0 else "")
    unweighed = _unweighed(exposure, holds)
    note += f"; for {counted(unweighed, 'item')} the mass of some element is not known" if unweighed else ""
    return Chart(title, note, tuple(name for name, _, _ in rows), marks, (0.0, float(len(symbols))),
                 tuple((place + 0.5, symbol) for place, symbol in enumerate(symbols)), ticks_above=True, grid=False,
                 table=partial(_heat_table, exposure, items, symbols))


HeatRow = tuple[str, tuple[tuple[str, Estimate], ...], frozenset[int]]


def _heat_rows(exposure: Exposure, items: Sequence[Item], limit: int | None = ROWS) -> list[HeatRow]:
    def weight(row: HeatRow) -> float:
        return sum(grams.best for _, grams in row[1])

    if len(exposure.products) > 1:
        rows = [(product_name(p.item, items), p.element_g, frozenset(p.items)) for p in exposure.products]
    else:
        rows = [(item_name(items[e.item]), e.element_g, frozenset({e.item})) for e in exposure.items if e.element_g]
    return sorted(rows, key=weight, reverse=True)[:limit]


def _holders(exposure: Exposure) -> dict[str, frozenset[int]]:
    holders: dict[str, set[int]] = defaultdict(set)
    for item in exposure.items:
        for symbol, grams in item.element_g:
            if grams.high > 0:
                holders[symbol].add(item.item)
    return {element.symbol: frozenset(holders[element.symbol]) for element in exposure.elements}


def _cell(grams: Estimate) -> str:
    """A best guess of nought with room above it is no nought."""
    return brief_mass(grams.best) if grams.best else f"≤ {brief_mass(grams.high).removeprefix('< ')}"


def _unweighed(exposure: Exposure, holds: Mapping[str, frozenset[int]]) -> int:
    """Items that hold or may hold an element of which no mass is known."""
    return len({item for element in exposure.elements for item in element.items if item not in holds[element.symbol]})


def _heat_table(exposure: Exposure, items: Sequence[Item], symbols: Sequence[str]) -> Table:
    rows = _heat_rows(exposure, items, limit=None)
    head = ("Product" if len(exposure.products) > 1 else "Item", *(f"{symbol} g" for symbol in symbols))
    return head, *((name, *(number(dict(masses)[s].best, 3) if s in dict(masses) else "" for s in symbols))
                   for name, masses, _ in rows)


def by_item(exposure: Exposure) -> dict[int, ItemExposure]:
    return {item.item: item for item in exposure.items}
