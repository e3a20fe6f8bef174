"""Exposure as charts: elements by status, concentration of sources, and where each element sits.

Regroups what exposure/measure.py found; adds nothing but sums of its own values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from ytterby.core.elements import BY_SYMBOL
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Outcome
from ytterby.core.item import Item
from ytterby.exposure.exposure import DEPENDENCE_LIMIT, Concentration, ElementExposure, Exposure, ItemExposure
from ytterby.gui.charts.chart import Chart, Mark, Reference, Table, empty_chart, scale
from ytterby.gui.charts.labels import (
    OUTCOME_LEGEND,
    OUTCOME_ROLES,
    brief_mass,
    brief_money,
    chance,
    first_words,
    item_name,
    mass_range,
    product_name,
)
from ytterby.gui.wording import counted, mass, money, number

ROWS = 12
ROUNDING = 0.005  # of shares that add up to one
HEADROOM = 1.2  # right of the longest bar, for its figure
NO_ELEMENTS = (
    "No rare earth was found in this bill. Look at Issues and at the Import page: a column with materials, grades or "
    "descriptions may have been left out."
)
Split = dict[Outcome, tuple[float, frozenset[int]]]


def has_spend(exposure: Exposure) -> bool:
    return any(spend for element in exposure.elements for _, spend in element.spend)


def period(exposure: Exposure) -> str:
    return "per product built" if exposure.per_unit else "a year"


def element_chart(exposure: Exposure, *, by_mass: bool) -> Chart:
    """One row per element, stacked by status; spend of the items that hold it, or its grams."""
    if not exposure.elements:
        return empty_chart("Elements by status", NO_ELEMENTS)
    if not by_mass and not has_spend(exposure):
        return empty_chart("Elements by status", "The bill states no prices for these items. Switch to mass, or choose "
                           "the price column on the Import page.")
    known = by_item(exposure)
    splits = [(element.symbol, _split(element, known, by_mass=by_mass)) for element in exposure.elements]
    splits.sort(key=lambda pair: -sum(value for value, _ in pair[1].values()))
    top = max(sum(value for value, _ in split.values()) for _, split in splits)
    said = mass if by_mass else (lambda value: brief_money(value, exposure.currency))
    marks = tuple(mark for row, (symbol, split) in enumerate(splits)
                  for mark in _stack(exposure, row, symbol, split, by_mass=by_mass))
    note = (f"Grams of the element {period(exposure)}, best estimate" if by_mass else
            f"Spend {period(exposure)} on items that hold the element; an item counts under each of its elements")
    return Chart(
        _element_title(splits, said), note, tuple(f"{symbol}  {BY_SYMBOL[symbol].name}" for symbol, _ in splits), marks,
        (0.0, top * HEADROOM or 1.0), tuple((x, said(x)) for x in scale(top)), legend=OUTCOME_LEGEND,
        table=partial(_element_table, exposure),
    )


def _split(element: ElementExposure, known: Mapping[int, ItemExposure], *, by_mass: bool) -> Split:
    """Status → (grams or spend, the items behind it)."""
    groups: dict[Outcome, list[ItemExposure]] = {}
    for index in element.items:
        groups.setdefault(known[index].outcome, []).append(known[index])
    spend = dict(element.spend)
    split: Split = {}
    for outcome in Outcome:
        items = groups.get(outcome, [])
        grams = sum(mass.best for item in items for symbol, mass in item.element_g if symbol == element.symbol)
        if items:
            split[outcome] = grams if by_mass else spend.get(outcome, 0.0), frozenset(item.item for item in items)
    return split


def _stack(exposure: Exposure, row: int, symbol: str, split: Split, *, by_mass: bool) -> list[Mark]:
    marks, left = [], 0.0
    total = sum(value for value, _ in split.values())
    for place, (outcome, (value, items)) in enumerate(split.items(), 1):
        exact = mass(value) if by_mass else money(value, exposure.currency)
        label = f"{symbol} · {outcome}"
        name = BY_SYMBOL[symbol].name.capitalize()
        tip = f"{name}, {outcome}: {exact} {period(exposure)}\n{counted(len(items), 'item')}"
        last = place == len(split)
        end = (mass(total) if by_mass else brief_money(total, exposure.currency)) if last else ""
        marks.append(Mark(row, left, left + value, OUTCOME_ROLES[outcome], items, label, tip, end, after=True))
        left += value
    return marks


def _element_title(splits: Sequence[tuple[str, Split]], said: object) -> str:
    assert callable(said)
    for outcome, words in ((Outcome.CONTROLLED, "stands behind most of what is controlled"),
                           (Outcome.UNDETERMINED, "stands behind most of what is undetermined")):
        found = max(((split[outcome][0], symbol, split[outcome][1]) for symbol, split in splits if outcome in split),
                    default=None, key=lambda entry: entry[0])
        if found:
            value, symbol, items = found
            return f"{BY_SYMBOL[symbol].name.capitalize()} {words}: {said(value)} in {counted(len(items), 'item')}"
    return f"{counted(len(splits), 'element')} found, none in a controlled or undetermined item"


def _element_table(exposure: Exposure) -> Table:
    head = ("Element", "Items", "Mass best g", "Mass low g", "Mass high g",
            *(f"Spend {outcome} {exposure.currency}" for outcome in Outcome), "China's share", "Stage", "Basis")
    return head, *(
        (element.symbol, str(len(element.items)), *(number(v, 3) for v in
         (element.mass_g.best, element.mass_g.low, element.mass_g.high)),
         *(number(dict(element.spend).get(outcome, 0.0), 2) for outcome in Outcome),
         chance(element.china_share) if element.china_share is not None else "not stated",
         element.china_stage, element.china_basis)
        for element in exposure.elements
    )


def concentration_chart(found: Concentration | None, currency: str) -> Chart:
    """Shares of the rare-earth spend, largest first, with the benchmark of 65 % and HHI in words."""
    if found is None or not found.shares:
        by = found.by if found else "supplier"
        return empty_chart(f"Concentration by {by}", f"No {by} can be told from this bill. Choose its column on the "
                           "Import page (supplier, manufacturer, country of origin) and state prices.")
    shares = sorted(found.shares, key=lambda share: -share.share)
    shown = shares if len(shares) <= ROWS else shares[: ROWS - 1]
    rest = shares[len(shown):]
    rows = [share.name or "not stated" for share in shown]
    marks = [_share_mark(row, share.name or "not stated", share.share, share.value, frozenset(share.items), found,
                         currency)
             for row, share in enumerate(shown)]
    if rest:
        rows.append(f"{counted(len(rest), 'other')}")
        items = frozenset(item for share in rest for item in share.items)
        marks.append(_share_mark(len(shown), rows[-1], sum(s.share for s in rest), sum(s.value for s in rest), items,
                                 found, currency))
    first = shares[0]
    title = (f"By {found.by}, {first.name or 'not stated'} holds {chance(first.share)}: HHI {number(found.hhi)}, "
             f"as if there were {number(found.effective, 1)} equal sources")
    note = (f"{first_words(found.basis)}. Without the largest {chance(found.without_largest)} is left. "
            f"Dashed: {chance(DEPENDENCE_LIMIT)}, the EU benchmark for one third country")
    unknown = 1.0 - sum(share.share for share in shares)
    if unknown > ROUNDING:
        note += f". For {chance(unknown)} no {found.by} is known: HHI is a lower bound"
    ticks = tuple((x, chance(x)) for x in scale(1.0))
    return Chart(title, note, tuple(rows), tuple(marks), (0.0, 1.12), ticks,
                 (Reference(DEPENDENCE_LIMIT, chance(DEPENDENCE_LIMIT), "text"),), basis=found.basis,
                 table=partial(_share_table, found))


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
             brief_mass(grams.best), 0.12 + 0.88 * (grams.best / (largest[2].best or 1.0)) ** 0.5)
        for row, symbol, grams, behind in cells
    )
    title = f"{rows[largest[0]][0]} holds the most: {mass(largest[2].best)} {largest[1]} {period(exposure)}"
    note = f"Grams of each element {period(exposure)}, best estimate, by {'product' if several else 'item'}" + (
        f"; {counted(left_out, 'smaller one')} not drawn" if left_out > 0 else "")
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


def _heat_table(exposure: Exposure, items: Sequence[Item], symbols: Sequence[str]) -> Table:
    rows = _heat_rows(exposure, items, limit=None)
    head = ("Product" if len(exposure.products) > 1 else "Item", *(f"{symbol} g" for symbol in symbols))
    return head, *((name, *(number(dict(masses)[s].best, 3) if s in dict(masses) else "" for s in symbols))
                   for name, masses, _ in rows)


def by_item(exposure: Exposure) -> dict[int, ItemExposure]:
    return {item.item: item for item in exposure.items}
