"""Cover against the licence wait, trial by trial. The door of the package.

On the as-of date every item that needs a licence applies for one; nothing comes under it until it is granted, only
receipts under licences already held and other sources. An item is short from the day its stock is gone until its
licence or a source that carries the whole use comes. A product stops while any of its items is short. Use is even, so
the days on which stocks run out are known and only the waits are random: all is computed from one draw per
announcement and trial, without a loop over weeks.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from ytterby.core.errors import PlanningError
from ytterby.core.progress import SILENT, Progress
from ytterby.exposure.exposure import Exposure, ProductExposure
from ytterby.planning.change import HORIZON_DAYS, changed, changed_wait
from ytterby.planning.draws import Drawn, draw_waits, never
from ytterby.planning.scenario import BASELINE, LicenceWait, Scenario
from ytterby.planning.simulation import NEVER, Dates, ItemOutlook, ProductOutlook, Simulation, StockFan
from ytterby.planning.supply import Course, Supply
from ytterby.planning.waits import review

WEEKS = int(HORIZON_DAYS // 7)
SERVICE = 0.95
SHARES = (0.1, 0.5, 0.9)
Days = NDArray[np.float64]


def simulate(
    exposure: Exposure,
    scenario: Scenario = BASELINE,
    *,
    as_of: date,
    wait: LicenceWait,
    seed: int,
    trials: int = 4000,
    progress: Progress = SILENT,
) -> Simulation:
    """The outlook of ``scenario`` from ``as_of``: items, products, and stock week by week for a year.

    Raises PlanningError where trials or the scenario's numbers are impossible.
    """
    if trials < 1:
        raise PlanningError(f"{trials} trials can't be simulated.", remedy="Ask for at least one.")
    progress.step(0.0, "licence waits")
    wait = changed_wait(wait, scenario)
    base = tuple(supply for supply in map(Supply.of, (item for item in exposure.items if item.waits)) if supply.used)
    supplies = changed(base, scenario)
    drawn = _drawn(supplies, wait, seed=seed, trials=trials)
    lines = {supply.item: _Line(supply, supply.course(), drawn[supply.item], wait) for supply in supplies}
    progress.step(0.3, "items")
    items = tuple(line.outlook(as_of) for line in lines.values())
    fans = tuple(fan for line in lines.values() if (fan := line.fan(as_of)))
    products = []
    for place, product in enumerate(exposure.products):
        progress.step(0.5 + 0.5 * place / len(exposure.products), "products")
        products.append(_product(product, lines, as_of, trials))
    error = max((_standard_error(product.stop_probability, trials) for product in _headline(products)), default=0.0)
    return Simulation(scenario, wait, as_of, seed, trials, items, tuple(products), fans, error)


def _drawn(supplies: Sequence[Supply], wait: LicenceWait, *, seed: int, trials: int) -> Mapping[int, Drawn]:
    """One wait per announcement and trial; infinite for items that are barred from a licence."""
    names = {supply.instrument for supply in supplies}
    by_name = {name: draw_waits(wait, name, seed=seed, trials=trials) for name in names}
    barred = never(trials)
    return {supply.item: barred if supply.never else by_name[supply.instrument] for supply in supplies}


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """One item: what it has (``course`` None where the bill does not tell) and when its licence comes, per trial."""

    supply: Supply
    course: Course | None
    licence: Drawn
    wait: LicenceWait

    def short(self) -> tuple[float, Days]:
        """The first day without material, and per trial the day it is over; over at once where there is none.

        A shortage that no licence ends is counted to the end of the 52 weeks.
        """
        assert self.course is not None
        start = self.course.runs_out
        licence = self.licence.days
        if math.isinf(start):
            return start, np.full(len(licence), start)
        over = np.minimum(licence, self.course.ends)
        return start, np.maximum(np.where(np.isinf(over), max(HORIZON_DAYS, start), over), start)

    def stops(self) -> NDArray[np.bool_]:
        """Per trial: is it ever short?"""
        assert self.course is not None
        return (self.licence.days > self.course.runs_out) & (self.course.ends > self.course.runs_out)

    def outlook(self, as_of: date) -> ItemOutlook:
        item, cost = self.supply.item, self.supply.cost
        licence = _dates(as_of, self.licence)
        needed = self._cover_needed()
        if self.course is None:
            return ItemOutlook(item, None, None, None, NEVER, None, None, needed, cost, False, licence)
        start, over = self.short()
        if math.isinf(start):
            return ItemOutlook(item, None, 0.0, 0.0, NEVER, None, None, needed, cost, True, licence)
        probability = float(self.stops().mean())
        first = Dates(*(_day(as_of, start) if probability >= share else None for share in SHARES))
        days = float((over - start).mean())
        return ItemOutlook(
            item, start, probability, days, first, *self._exact(start), needed, cost, False, licence,
        )

    def _exact(self, cover: float) -> tuple[float | None, float | None]:
        """The closed forms, where a single review decides and nothing but the licence ends a shortage."""
        if self.wait.approval < 1 or self.supply.never or self.supply.others:
            return None, None
        single = review(self.wait)
        return single.exceeds(cover), single.excess(cover)

    def _cover_needed(self) -> float | None:
        if self.supply.never:
            return None
        if self.wait.approval == 1:
            return review(self.wait).quantile(SERVICE)
        needed = self.licence.quantile(SERVICE)
        return needed if math.isfinite(needed) else None

    def fan(self, as_of: date) -> StockFan | None:
        """Stock falls while the licence is out, then holds its level: its quantiles follow from those of the wait."""
        if self.course is None:
            return None
        weeks = 7.0 * np.arange(WEEKS + 1)
        quick, middle, slow = (self.licence.quantile(share) for share in SHARES)
        p10, p50, p90 = (tuple(self.course.level(np.minimum(weeks, day)).tolist()) for day in (slow, middle, quick))
        days = tuple(as_of + timedelta(days=day) for day in weeks.tolist())
        return StockFan(self.supply.item, days, p10, p50, p90)


def _product(product: ProductExposure, lines: Mapping[int, _Line], as_of: date, trials: int) -> ProductOutlook:
    """Joins the shortages of the items: first day, days with any item short, and who comes first most often."""
    inside = [lines[item] for item in product.items if item in lines]
    unknown = tuple(line.supply.item for line in inside if line.course is None)
    known = [line for line in inside if line.course is not None and math.isfinite(line.course.runs_out)]
    known.sort(key=lambda line: (line.short()[0], line.supply.item))
    first, stopped = np.full(trials, math.inf), np.zeros(trials)
    reach = np.zeros(trials)
    firsts: dict[int, int] = {}
    for line in known:
        start, over = line.short()
        leads = line.stops() & np.isinf(first)
        first[leads] = start
        firsts[line.supply.item] = int(leads.sum())
        stopped += np.maximum(over - np.maximum(start, reach), 0.0)
        reach = np.maximum(reach, over)
    bottleneck = max(firsts, key=lambda item: firsts[item], default=None)
    if bottleneck is not None and firsts[bottleneck] == 0:
        bottleneck = None
    probability, days = float(np.isfinite(first).mean()), float(stopped.mean())
    return ProductOutlook(product.item, probability, days, _dates(as_of, Drawn.of(first)), bottleneck, unknown)


def _dates(as_of: date, drawn: Drawn) -> Dates:
    return Dates(*(_day(as_of, drawn.quantile(share)) for share in SHARES))


def _day(as_of: date, day: float) -> date | None:
    """Days that no calendar holds are days that do not come."""
    return as_of + timedelta(days=math.floor(day)) if day <= (date.max - as_of).days else None


def _headline(products: Sequence[ProductOutlook]) -> Sequence[ProductOutlook]:
    """The product that stops most often."""
    return sorted(products, key=lambda product: product.stop_probability)[-1:]


def _standard_error(probability: float, trials: int) -> float:
    return math.sqrt(probability * (1.0 - probability) / trials)
