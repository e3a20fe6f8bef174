"""From an exposure to the stockpile and sourcing problem: what to buy now and whom to qualify.

Only items that wait for a licence, or whose only supplier is lost, enter. The other sources of the scenario are not
taken for granted here but are candidates to choose from. Scenarios are trials of the simulation, one from each of equal
shares of them ordered by how bad they are, so that few stand for many; a plan is judged on fresh ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from ytterby.core.errors import PlanningError
from ytterby.core.finding import Reason
from ytterby.exposure.cover import DAYS_A_YEAR
from ytterby.exposure.exposure import Exposure, ProductExposure
from ytterby.planning.allocation import Line as StockLine
from ytterby.planning.allocation import Offer, Problem, Product, Source
from ytterby.planning.change import WEEK, changed, correlation, flows_of, terms
from ytterby.planning.inputs import require_at_most, require_not_negative, require_positive, require_share
from ytterby.planning.line import Line, Run
from ytterby.planning.scenario import AlternativeSource, LicenceWait, ScaleDemand, Scenario, Substitute
from ytterby.planning.supply import Later, Premise, Supply, supplies

if TYPE_CHECKING:
    from ytterby.planning.allocation import Array

MOST_MARGIN = 1e15  # money for one piece: above any firm's, and what the solver still takes for a number
MOST_CEILING_DAYS = 365.0  # a year of use: beyond it stock looks like hoarding to the authority
TIE = 1e-6  # of the price: of two plans of one cost, the one that buys less now
FRESH = 1  # added to the seed: trials that the plan was not made for


@dataclass(frozen=True, slots=True)
class Stakes:
    """What the bill does not tell.

    ``margin``: money lost with a piece of any product not made, ``margins`` by item key of the product; the list itself
    has an empty key, and where it has no volume, money lost with a week of standstill. Advance stock costs
    ``surcharge`` (a share of the price) more than later purchases, for capital and store, and is at most
    ``ceiling_days`` of use of an item;
    ``holding`` is what any stock costs a year (a share of its price), ``salvage`` the share of its price got back for
    what is left at the end.
    """

    margin: float | None = None
    margins: Mapping[str, float] = field(default_factory=dict)
    surcharge: float = 0.1
    ceiling_days: float = MOST_CEILING_DAYS
    holding: float = 0.0
    salvage: float = 0.0

    def __post_init__(self) -> None:
        margins = {"margin": self.margin or 0.0, **{f"margin of {k}": v for k, v in self.margins.items()}}
        require_not_negative(surcharge=self.surcharge, ceiling_days=self.ceiling_days, holding=self.holding, **margins)
        require_at_most(MOST_MARGIN, **margins)
        require_share(salvage=self.salvage)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is not in the problem though it may stop a line, and why."""

    item: int | None
    reason: Reason


@dataclass(frozen=True, slots=True, eq=False)
class Stocking:
    """``items`` in the order of the problem's lines, ``products`` in that of its products; what is ``left_out``;
    ``premises``: what the wait of each item rests on."""

    problem: Problem
    items: tuple[int, ...]
    products: tuple[int | None, ...]
    left_out: tuple[LeftOut, ...]
    premises: tuple[Premise, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Planner:
    """What a stocking problem is made of. ``pieces``: (items, pieces of each) in one piece of each product."""

    exposure: Exposure
    scenario: Scenario
    pieces: Sequence[tuple[Sequence[int], Sequence[float]]]
    as_of: date
    wait: LicenceWait
    seed: int
    stakes: Stakes = Stakes()
    weeks: int = 52
    later: Sequence[Later] = ()

    def stocking(self, scenarios: int, *, trials: int = 10_000) -> Stocking:
        """The problem on ``scenarios`` stratified scenarios. Raises PlanningError where a margin is missing."""
        require_positive(number_of_scenarios=scenarios)
        lines = self._lines(self.seed, max(trials, scenarios))
        return self._stocking(lines, _stratified(lines, scenarios, max(trials, scenarios)))

    def fresh(self, scenarios: int, *, again: int = 0) -> Stocking:
        """The same problem on other trials, of one weight each; ``again`` gives still others."""
        require_positive(number_of_scenarios=scenarios)
        lines = self._lines(self.seed + FRESH + again, scenarios)
        return self._stocking(lines, np.arange(scenarios))

    def _lines(self, seed: int, trials: int) -> list[Line]:
        kept = tuple(change for change in self.scenario.changes
                     if not isinstance(change, AlternativeSource | Substitute))
        given = replace(self.scenario, changes=kept)
        run = Run(self.as_of, seed, trials, WEEK * self.weeks, correlation(given), ())
        found = changed(supplies(self.exposure, self.later, self.as_of, every=given.loses_supplier), given)
        return [Line.of(supply, terms(self.wait, given, supply.instrument), run) for supply in found if supply.closed]

    def _stocking(self, lines: Sequence[Line], chosen: np.ndarray) -> Stocking:
        left_out = [LeftOut(line.supply.item, Reason.of("plan-without-cover")) for line in lines if line.course is None]
        known = [line for line in lines if line.course is not None]
        place = {line.supply.item: i for i, line in enumerate(known)}
        products, kept = [], []
        for number, product in enumerate(self.exposure.products):
            made = self._product(product, number, known, place)
            if isinstance(made, Product):
                products.append(made)
                kept.append(product.item)
            elif made is not None:
                left_out.append(made)
        sources = [self._main(i, line, chosen) for i, line in enumerate(known)]
        problem = Problem(self.weeks, (1 / len(chosen),) * len(chosen), tuple(map(self._stock_line, known)),
                          tuple(products), (*sources, *self._candidates(known, place)))
        return Stocking(problem, tuple(place), tuple(kept), tuple(left_out),
                        tuple(line.supply.premise for line in known))

    def _stock_line(self, line: Line) -> StockLine:
        supply, stakes = line.supply, self.stakes
        price, ceiling = supply.price or 0.0, 0.0
        if supply.price is not None:
            ceiling = stakes.ceiling_days * (supply.use or 0.0)
        cost = price * (1 + max(stakes.surcharge, TIE))
        return StockLine(supply.key, supply.stock or 0.0, cost, ceiling, price * stakes.holding / 52,
                         min(price * stakes.salvage, cost))

    def _product(self, product: ProductExposure, number: int, known: Sequence[Line],
                 place: Mapping[int, int]) -> Product | LeftOut | None:
        """None where nothing of the problem is in it."""
        used = dict(zip(*map(list, self.pieces[number]), strict=True))
        inside = [item for item in used if item in place and used[item] > 0]
        if not inside:
            return None
        growth = np.prod([change.factor for change in self.scenario.changes
                          if isinstance(change, ScaleDemand) and not change.item_key])
        volume = product.volume * WEEK / DAYS_A_YEAR * float(growth) if product.volume_stated else 0.0
        if product.item is None:  # no part of the bill; without a volume what is made is a week of the list
            weekly = volume or 1.0
            uses = tuple((place[item], WEEK * (known[place[item]].supply.use or 0.0) / weekly) for item in inside)
        else:
            if not product.volume_stated:
                return LeftOut(product.item, Reason.of("plan-without-volume"))
            uses = tuple((place[item], used[item] * self._scaled(known[place[item]].supply, float(growth)))
                         for item in inside)
            weekly = volume
        material = sum(units * (known[i].supply.price or 0.0) for i, units in uses)
        demand = np.full((1, self.weeks), weekly)
        return Product(str(product.item), uses, demand, self._margin(product) + material)

    def _scaled(self, supply: Supply, growth: float) -> float:
        """How far the use of an item differs from what the levels add up to."""
        total = sum(volume * self._units(number, supply.item) for number, volume in self._volumes())
        return (supply.use or 0.0) * DAYS_A_YEAR / (total * growth) if total and growth else 1.0

    def _volumes(self) -> Iterable[tuple[int, float]]:
        return ((n, product.volume) for n, product in enumerate(self.exposure.products) if product.volume_stated)

    def _units(self, product: int, item: int) -> float:
        items, pieces = self.pieces[product]
        return float(dict(zip(list(items), list(pieces), strict=True)).get(item, 0.0))

    def _margin(self, product: ProductExposure) -> float:
        key = "" if product.item is None else self.exposure.items[product.item].key
        margin = self.stakes.margins.get(key, self.stakes.margin)
        if margin is None:
            raise PlanningError("a plan needs to know what a product that is not made costs.", where=key,
                                remedy="Give a margin in the scenario file: see ytterby plan --help.")
        return margin

    def _main(self, place: int, line: Line, chosen: np.ndarray) -> Source:
        """What comes in each week: all that is used while supply is open, and what needs no licence while it is not."""
        assert line.course is not None
        weeks = WEEK * np.arange(self.weeks + 1)
        missing = np.zeros((len(chosen), self.weeks))
        for start, end in line.closures():
            first, last = start[chosen, None], np.maximum(end, start)[chosen, None]
            drained = line.course.drain_to(np.clip(weeks[None], first, last))
            missing += np.diff(drained, axis=1)
        capacity = (line.supply.use or 0.0) * np.maximum(WEEK - missing, 0.0)
        return Source(f"present source of {line.supply.key}", (Offer(place, line.supply.price or 0.0, capacity),))

    def _candidates(self, known: Sequence[Line], place: Mapping[int, int]) -> list[Source]:
        """The other sources and grades of the scenario; changes of one name are one source."""
        named: dict[str, list[AlternativeSource | Substitute]] = {}
        for name, change in candidates(self.scenario):
            named.setdefault(name, []).append(change)
        made = (_candidate(name, group, [line.supply for line in known], place, self.weeks)
                for name, group in named.items())
        return [source for source in made if source.offers]


def candidates(scenario: Scenario) -> Iterable[tuple[str, AlternativeSource | Substitute]]:
    """The sources and grades of a scenario under the names a plan has for them."""
    found = (change for change in scenario.changes if isinstance(change, AlternativeSource | Substitute))
    return ((change.name or f"source {number}", change) for number, change in enumerate(found, 1))


def _candidate(name: str, group: Sequence[AlternativeSource | Substitute], supplied: Sequence[Supply],
               place: Mapping[int, int], weeks: int) -> Source:
    starts = WEEK * np.arange(weeks)
    offers = []
    for change in group:
        for supply in supplied:
            if change.item_key not in ("", supply.key):
                continue
            rate = np.zeros(weeks)
            for flow in flows_of(change, supply.use or 0.0):
                rate += flow.rate * np.clip(starts + WEEK - flow.start, 0.0, WEEK)
            price = (supply.price or 0.0) * (1 + change.premium)
            offers.append(Offer(place[supply.item], price, rate[None]))
    sources = [change for change in group if isinstance(change, AlternativeSource)]
    limits = [change.weekly_pieces for change in sources if change.weekly_pieces is not None]
    capacity: Array | None = np.full((1, weeks), min(limits)) if limits else None
    return Source(name, tuple(offers), optional=True, fixed_cost=max(change.fixed_cost for change in group),
                  capacity=capacity, minimum_units=max((change.minimum_pieces for change in sources), default=0.0))


def _stratified(lines: Sequence[Line], count: int, trials: int) -> np.ndarray:
    """Of the trials in order of their days without material (and of waits), the middle one of each equal share."""
    worst = np.zeros(trials)
    for line in lines:
        if line.shortage is not None:
            worst += line.shortage.days(line.run.horizon)
        worst += 1e-6 * np.minimum(line.licence.days, line.run.horizon)
    order = np.argsort(worst, kind="stable")
    middle: np.ndarray = order[((np.arange(count) + 0.5) * trials / count).astype(np.int64)]
    return middle
