"""Exposure by element and status: by spend, by mass, or by number of items where the bill states neither."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from math import isclose
from types import MappingProxyType

from ytterby.core.elements import BY_SYMBOL
from ytterby.core.finding import Outcome
from ytterby.core.sentences.words import GROUP_WORDS
from ytterby.exposure.exposure import ElementExposure, Exposure, ItemExposure
from ytterby.gui.charts.chart import Chart, Mark, Table, empty_chart, scale
from ytterby.gui.charts.exposure_charts import HEADROOM, NO_ELEMENTS, by_item, period
from ytterby.gui.charts.labels import OUTCOME_LEGEND, OUTCOME_ROLES, chance, figure
from ytterby.gui.wording import counted, number

TITLE = "Elements by status"
_NAMED = 3


class Measure(StrEnum):
    """What the length of a bar is."""

    SPEND = "spend"
    MASS = "mass"
    ITEMS = "items"

    @property
    def unit(self) -> str:
        return "money" if self is Measure.SPEND else str(self)


@dataclass(frozen=True, slots=True)
class Bar:
    """One status of one element: ``items``, their ``value``, and how many of them state none."""

    symbol: str
    outcome: Outcome
    value: float
    items: frozenset[int]
    unknown: int


def best_measure(exposure: Exposure) -> Measure:
    """The first of spend and mass that the bill states anything of, else the number of items."""
    if any(spend for element in exposure.elements for _, spend in element.spend):
        return Measure.SPEND
    return Measure.MASS if any(element.mass_g.best for element in exposure.elements) else Measure.ITEMS


def element_chart(
    exposure: Exposure, measure: Measure, deciding: Mapping[int, Collection[str]] = MappingProxyType({}),
) -> Chart:
    """One row per element, stacked by status of the items. ``deciding``: item → elements its status hangs on; the
    title names no other."""
    if not exposure.elements:
        return empty_chart(TITLE, NO_ELEMENTS)
    known = by_item(exposure)
    rows = [_bars(element, known, measure) for element in exposure.elements]
    rows.sort(key=lambda bars: -sum(bar.value for bar in bars))
    top = max(sum(bar.value for bar in bars) for bars in rows)
    if not top:
        return empty_chart(TITLE, f"The bill states no {'prices' if measure is Measure.SPEND else 'masses'} of these "
                           "items. Look at the number of items instead, or choose the column on the Import page.")
    said = partial(figure, unit=measure.unit, currency=exposure.currency, brief=True)
    marks = tuple(mark for row, bars in enumerate(rows) for mark in _stack(row, bars, exposure, measure))
    names = tuple(f"{bars[0].symbol}  {BY_SYMBOL[bars[0].symbol].name}" for bars in rows)
    return Chart(
        _title(rows, exposure, measure, deciding), _note(rows, exposure, measure), names, marks, (0.0, top * HEADROOM),
        tuple((x, said(x)) for x in scale(top, least=float(measure is Measure.ITEMS))), legend=OUTCOME_LEGEND,
        table=partial(_table, exposure),
    )


def _bars(element: ElementExposure, known: Mapping[int, ItemExposure], measure: Measure) -> list[Bar]:
    groups: dict[Outcome, list[ItemExposure]] = {}
    for index in element.items:
        groups.setdefault(known[index].outcome, []).append(known[index])
    spend = dict(element.spend)
    bars = []
    for outcome in Outcome:
        items = groups.get(outcome, [])
        if not items:
            continue
        match measure:
            case Measure.SPEND:
                value, unknown = spend.get(outcome, 0.0), sum(item.spend is None for item in items)
            case Measure.MASS:
                grams = [grams.best for item in items for symbol, grams in item.element_g if symbol == element.symbol]
                value, unknown = sum(grams), len(items) - len(grams)
            case Measure.ITEMS:
                value, unknown = float(len(items)), 0
        bars.append(Bar(element.symbol, outcome, value, frozenset(item.item for item in items), unknown))
    return bars


def _stack(row: int, bars: list[Bar], exposure: Exposure, measure: Measure) -> list[Mark]:
    marks, left = [], 0.0
    said = partial(figure, unit=measure.unit, currency=exposure.currency)
    for bar in bars:
        status = GROUP_WORDS[bar.outcome]
        words = [f"{BY_SYMBOL[bar.symbol].name.capitalize()}, {status}: {counted(len(bar.items), 'item')}"]
        if measure is not Measure.ITEMS:
            words.append(f"{said(bar.value)} {period(exposure)}")
        if bar.unknown:
            words.append(f"{measure} of {counted(bar.unknown, 'item')} not known")
        total = said(sum(each.value for each in bars), brief=True) if bar is bars[-1] else ""
        marks.append(Mark(row, left, left + bar.value, OUTCOME_ROLES[bar.outcome], bar.items,
                          f"{bar.symbol} · {status}", "\n".join(words), total, after=True))
        left += bar.value
    return marks


def _note(rows: list[list[Bar]], exposure: Exposure, measure: Measure) -> str:
    match measure:
        case Measure.SPEND:
            note = f"Spend {period(exposure)} on items that hold or may hold the element"
        case Measure.MASS:
            note = f"Grams of the element {period(exposure)}, best estimate"
        case Measure.ITEMS:
            note = "Number of items that hold or may hold the element"
    unknown = any(bar.unknown for bars in rows for bar in bars)
    note += "" if measure is Measure.MASS else "; an item counts under each of its elements, with its own "\
        "status whichever of them decides it"
    return note + (f"; where {measure} is not known it is not in the bars" if unknown else "")


def _title(
    rows: list[list[Bar]], exposure: Exposure, measure: Measure, deciding: Mapping[int, Collection[str]],
) -> str:
    """Names the elements that decide most of it, those of equal figures together; none where none decides."""
    known, said = by_item(exposure), partial(figure, unit=measure.unit, currency=exposure.currency, brief=True)
    for outcome in (Outcome.CONTROLLED, Outcome.UNDETERMINED):
        caught = frozenset(item for bars in rows for bar in bars if bar.outcome is outcome for item in bar.items)
        if not caught:
            continue
        held = {element.symbol: [known[item] for item in element.items
                                 if item in caught and element.symbol in deciding.get(item, ())]
                for element in exposure.elements}
        values = {symbol: _value(symbol, items, measure) for symbol, items in held.items() if items}
        most = max(values.values(), default=0.0)
        if not most:
            continue
        first = [symbol for symbol, value in values.items() if isclose(value, most)]
        names = _names(first)
        size = "" if measure is Measure.ITEMS else f"{said(most)} in "
        verb = "decides" if len(first) == 1 else "decide"
        return f"{names} {verb} most of what is {outcome}: {size}{counted(len(held[first[0]]), 'item')}"
    open_ = {item for bars in rows for bar in bars if bar.outcome is not Outcome.NOT_CONTROLLED for item in bar.items}
    if not open_:
        return f"{counted(len(rows), 'element')} found; nothing of it is controlled or undetermined"
    what = "one element decides them" if measure is Measure.ITEMS else f"{measure} of what decides them is known"
    return f"{counted(len(open_), 'item')} controlled or undetermined; no {what}"


def _value(symbol: str, items: list[ItemExposure], measure: Measure) -> float:
    match measure:
        case Measure.SPEND:
            return sum(item.spend or 0.0 for item in items)
        case Measure.MASS:
            return sum(grams.best for item in items for held, grams in item.element_g if held == symbol)
        case Measure.ITEMS:
            return float(len(items))


def _names(symbols: list[str]) -> str:
    """One, two or three by name, of more the number of the others."""
    names = [BY_SYMBOL[symbol].name for symbol in symbols]
    if len(names) > _NAMED:
        names = [*names[:_NAMED - 1], f"{len(names) - _NAMED + 1} others"]
    words = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return words[0].upper() + words[1:]


def _table(exposure: Exposure) -> Table:
    head = ("Element", "Items", "Mass best g", "Mass low g", "Mass high g",
            *(f"Spend {words} {exposure.currency}" for words in GROUP_WORDS.values()), "China's share", "Stage",
            "Basis")
    return head, *(
        (element.symbol, str(len(element.items)), *(number(v, 3) for v in
         (element.mass_g.best, element.mass_g.low, element.mass_g.high)),
         *(number(dict(element.spend).get(outcome, 0.0), 2) for outcome in Outcome),
         chance(element.china_share) if element.china_share is not None else "not stated",
         element.china_stage, element.china_basis)
        for element in exposure.elements
    )
