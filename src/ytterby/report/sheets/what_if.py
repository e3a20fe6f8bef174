"""Scenarios side by side with live formulas: who changes a stock, a use or a wait in Excel sees the cover move.

The formulas are closed forms; what only trials can tell (refusals and new applications, sources that start later) is on
the sheet Cover and stands here as a figure that can be changed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist

from ytterby.planning.change import changed
from ytterby.planning.scenario import LicenceWait
from ytterby.planning.simulation import Simulation
from ytterby.planning.supply import Supply, supplies
from ytterby.report.dossier import Dossier
from ytterby.report.leads import first_line
from ytterby.report.notices import say
from ytterby.report.page import Column, Formula, Input, Kind, Page, Row, Style, Table, Text

BARRED, OUTLASTS, UNKNOWN, UNUSED = "barred", "outlasts any wait", "not stated", "not used"
SHORT, LONG, ENOUGH = "shorter than the median wait", "between median and 90 % point", "longer than the 90 % point"
VERDICTS = (SHORT, LONG, ENOUGH, OUTLASTS, BARRED)
SCENARIOS = (
    Column("Scenario", width=22), Column("Wait, median days", Kind.DAYS, 12), Column("Wait, 90 % point", Kind.DAYS, 12),
    Column("Approval", Kind.SHARE, 12), Column("Days of use added to stock", Kind.DAYS, 12),
    Column("Items with a probability above 50 %", Kind.WHOLE, 14), Column("Pieces missing", Kind.NUMBER, 14),
    Column("Cost of missing stock", Kind.MONEY, 14),
)
ITEMS = (
    Column("Scenario", width=22), Column("Item", width=22), Column("Stock", Kind.NUMBER, 12),
    Column("Use a day", Kind.NUMBER, 12), Column("Receipts a day", Kind.NUMBER, 12),
    Column("Days of cover", Kind.NUMBER, 14), Column("Probability of a stop, at most", Kind.SHARE, 14),
    Column("Days to hold", Kind.DAYS, 14), Column("Pieces missing", Kind.NUMBER, 12),
    Column("Unit price", Kind.MONEY, 12), Column("Cost of missing stock", Kind.MONEY, 14), Column("Licence", width=12),
    Column("Wait, median days", Kind.DAYS, 12), Column("Wait, 90 % point", Kind.DAYS, 12),
    Column("Approval", Kind.SHARE, 12),
    Column("Cover against the wait", Kind.STATUS, 26, words=VERDICTS), Column("First line", width=12),
)
_STOPS = (
    f'IF(ISNUMBER(F{{row}}),IF(L{{row}}="{BARRED}",1,1-O{{row}}*IF(F{{row}}<=0,0,IF(N{{row}}<=M{{row}},'
    f"IF(M{{row}}<=F{{row}},1,0),NORMSDIST((LN(F{{row}})-LN(M{{row}}))/(LN(N{{row}}/M{{row}})/NORMSINV(0.9)))))),"
    f'IF(F{{row}}="{OUTLASTS}",0,""))'
)
_AGAINST = (f'IF(NOT(ISNUMBER(F{{row}})),F{{row}},IF(L{{row}}="{BARRED}","{BARRED}",IF(F{{row}}<M{{row}},"{SHORT}",'
            f'IF(F{{row}}<N{{row}},"{LONG}","{ENOUGH}"))))')
_COST = 'IF(AND(ISNUMBER(I{row}),ISNUMBER(J{row})),I{row}*J{row},"")'
_NORMAL = NormalDist()
_TEXTS = 3  # rows above the first table: title, basis, note


def page(dossier: Dossier) -> Page:
    outlooks = dossier.assessment.outlooks
    places = _Places(len(outlooks), sum(len(outlook.items) for outlook in outlooks))
    lines = [line for number, outlook in enumerate(outlooks) for line in _lines(dossier, outlook, number)]
    return Page("What-if", (
        Text(say("what-if-title"), Style.TITLE), Text(say("what-if-note")),
        Table(SCENARIOS, tuple(_scenario(outlook, [line for line in lines if line.scenario == number], places)
                               for number, outlook in enumerate(outlooks)), key="scenarios"),
        Table(ITEMS, tuple(_item(dossier, line, places) for line in lines), key="what-if items", main=True),
    ))


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the two tables stand, so that formulas of one find the other."""

    scenarios: int
    items: int

    def column(self, letter: str) -> str:
        """The cells of a column of the items."""
        first = _TEXTS + 1 + self.scenarios + 3
        return f"${letter}${first}:${letter}${max(first, first + self.items - 1)}"

    def of_scenario(self, column: str, number: int) -> str:
        """A figure of scenario ``number`` (0 = first). By place: a name may hold what a look-up takes for wildcards."""
        return f"${column}${_TEXTS + 2 + number}"

    def summed(self, *columns: str) -> str:
        """The product of columns, summed over the items of the scenario in this row; texts count as 0."""
        return f"SUMPRODUCT(--({self.column('A')}=$A{{row}}),{','.join(columns)})"


@dataclass(frozen=True, slots=True)
class Line:
    """One item in scenario number ``scenario``, and what the formulas give on our figures. Pieces, calendar days."""

    scenario: int
    supply: Supply
    wait: LicenceWait
    hold: float | None

    @property
    def cover(self) -> float | str:
        use, stock = self.supply.use, self.supply.stock
        if use is None:
            return UNKNOWN
        if use <= 0:
            return UNUSED
        if self.supply.receipts >= use:
            return OUTLASTS
        return UNKNOWN if stock is None else max(0.0, stock) / (use - self.supply.receipts)

    @property
    def stops(self) -> float | str:
        """The chance that the first review does not end well within the cover: further tries can only lower it."""
        if isinstance(self.cover, str):
            return 0.0 if self.cover == OUTLASTS else ""
        return 1.0 if self.supply.never else 1.0 - self.wait.approval * _within(self.wait, self.cover)

    @property
    def against(self) -> str:
        """The cover beside the wait in words, which colours follow."""
        if isinstance(self.cover, str):
            return self.cover
        if self.supply.never:
            return BARRED
        if self.cover < self.wait.median_days:
            return SHORT
        return LONG if self.cover < self.wait.p90_days else ENOUGH

    @property
    def missing(self) -> float | str:
        if isinstance(self.cover, str) or self.hold is None or self.supply.use is None or self.supply.stock is None:
            return ""
        return max(0.0, self.hold * (self.supply.use - self.supply.receipts) - max(0.0, self.supply.stock))

    @property
    def cost(self) -> float | str:
        return "" if isinstance(self.missing, str) or self.supply.price is None else self.missing * self.supply.price


def _within(wait: LicenceWait, days: float) -> float:
    """The chance that one review takes no longer than ``days``: a lognormal by its median and 90 % point."""
    if days <= 0:
        return 0.0
    if wait.p90_days <= wait.median_days:
        return float(wait.median_days <= days)
    sigma = math.log(wait.p90_days / wait.median_days) / _NORMAL.inv_cdf(0.9)
    return _NORMAL.cdf((math.log(days) - math.log(wait.median_days)) / sigma)


def _lines(dossier: Dossier, outlook: Simulation, number: int) -> Iterable[Line]:
    base = supplies(dossier.assessment.exposure, (), dossier.document.as_of, every=True)
    after = {supply.item: supply for supply in changed(base, outlook.scenario)}
    return (Line(number, after[item.item], outlook.wait, item.cover_for_95)
            for item in outlook.items if item.item in after)


def _sum(values: Iterable[float | str]) -> float:
    return sum((value for value in values if not isinstance(value, str)), 0.0)


def _scenario(outlook: Simulation, lines: list[Line], places: _Places) -> Row:
    wait = outlook.wait
    stopping = sum(not isinstance(line.stops, str) and line.stops > 0.5 for line in lines)
    chances = places.column("G")
    return (
        outlook.scenario.name, Input(wait.median_days), Input(wait.p90_days), Input(wait.approval), Input(0.0),
        Formula(places.summed(f"--ISNUMBER({chances})", f"--({chances}>0.5)"), stopping),
        Formula(places.summed(places.column("I")), _sum(line.missing for line in lines)),
        Formula(places.summed(places.column("K")), _sum(line.cost for line in lines)),
    )


def _item(dossier: Dossier, line: Line, places: _Places) -> Row:
    supply, wait = line.supply, line.wait
    name = dossier.assessment.outlooks[line.scenario].scenario.name
    figures = (("B", wait.median_days), ("C", wait.p90_days), ("D", wait.approval))
    return (
        name, dossier.name(supply.item), Input(supply.stock), Input(supply.use), Input(supply.receipts),
        Formula(_cover(places, line), line.cover), Formula(_STOPS, line.stops), Input(line.hold),
        Formula(_missing(places, line), line.missing), Input(supply.price), Formula(_COST, line.cost),
        BARRED if supply.never else "",
        *(Formula(places.of_scenario(column, line.scenario), value) for column, value in figures),
        Formula(_AGAINST, line.against), first_line(dossier, (supply.item,)),
    )


def _stock(places: _Places, line: Line) -> str:
    return f"MAX(0,C{{row}}+D{{row}}*{places.of_scenario('E', line.scenario)})"


def _cover(places: _Places, line: Line) -> str:
    return (f'IF(NOT(ISNUMBER(D{{row}})),"{UNKNOWN}",IF(D{{row}}<=0,"{UNUSED}",IF(N(E{{row}})>=D{{row}},"{OUTLASTS}",'
            f'IF(NOT(ISNUMBER(C{{row}})),"{UNKNOWN}",{_stock(places, line)}/(D{{row}}-N(E{{row}}))))))')


def _missing(places: _Places, line: Line) -> str:
    return (f'IF(AND(ISNUMBER(F{{row}}),ISNUMBER(H{{row}})),'
            f'MAX(0,H{{row}}*(D{{row}}-N(E{{row}}))-{_stock(places, line)}),"")')
