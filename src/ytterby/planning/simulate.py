"""Cover against the licence wait, trial by trial. The door of the package.

On the as-of date, or on the day an assumption on the law makes it necessary, every item that needs a licence applies
for one; nothing comes under it until it is granted, only receipts under licences already held and other sources. An
item is short from the day its stock is gone until its licence or a source that carries the whole use comes; a product
stops while any of its items is short. Use is even and goes on being counted while a product stands for another item:
nothing that a stop would save is credited, so that more of one item never makes another look worse.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Sequence
from datetime import date
from functools import lru_cache

from ytterby.core.errors import PlanningError
from ytterby.core.progress import SILENT, Progress
from ytterby.exposure.exposure import Exposure
from ytterby.planning.change import Terms, changed, changed_wait, correlation, demand, terms
from ytterby.planning.closure import simple
from ytterby.planning.line import Line, Run
from ytterby.planning.scenario import BASELINE, LicenceWait, Scenario
from ytterby.planning.simulation import ItemOutlook, ProductOutlook, Simulation
from ytterby.planning.standstill import product_outlook
from ytterby.planning.supply import Later, Supply, supplies

WEEKS = 52
FEWEST_TRIALS, MOST_TRIALS = 4000, 64_000
KEPT_TRIALS, KEPT_LINES, KEPT_PRODUCTS = 1000, 2048, 256  # of previews: some 3 kilobytes a line
SURE = 1.959964  # of the normal distribution: 95 % lie within


def simulate(
    exposure: Exposure,
    scenario: Scenario = BASELINE,
    *,
    as_of: date,
    wait: LicenceWait,
    seed: int,
    trials: int = 4000,
    weeks: int = WEEKS,
    later: Sequence[Later] = (),
    fans: Container[int] | None = None,
    progress: Progress = SILENT,
) -> Simulation:
    """The outlook of ``scenario`` from ``as_of``: items, products, and stock week by week.

    ``later``: the exposure from each day on which an assumption of the scenario changes what needs a licence.
    ``fans``: the items whose stock is wanted week by week, None for all. Raises PlanningError where trials or the
    scenario's numbers are impossible, or its assumptions have not been assessed.
    """
    _check(scenario, as_of, trials, weeks, later)
    progress.step(0.0, "licence waits")
    run = Run.over(as_of, seed, trials, weeks, correlation(scenario))
    base = supplies(exposure, tuple(later), as_of, every=scenario.loses_supplier)
    found = _lines(changed(base, scenario), scenario, wait, run, progress)
    lines = {item: line for item, (line, _) in found.items()}
    items = tuple(outlook for _, outlook in found.values())
    drawn = tuple(fan for item, line in lines.items() if (fans is None or item in fans) and (fan := line.fan()))
    products, of_product = [], _kept_product if trials <= KEPT_TRIALS else product_outlook
    sold = demand(scenario)
    for place, product in enumerate(exposure.products):
        progress.step(0.7 + 0.3 * place / len(exposure.products), "products")
        inside = tuple(lines[item] for item in product.items if item in lines)
        products.append(of_product(product.item, inside, run, product.stock_days / sold if sold else run.horizon))
    error = _standard_error(_headline(products), trials)
    denied = sum(exposure.items[item].waits for item in exposure.denied)
    return Simulation(scenario, changed_wait(wait, scenario), as_of, seed, trials, items, tuple(products), drawn, error,
                      denied)


def _lines(changed_supplies: Sequence[Supply], scenario: Scenario, wait: LicenceWait, run: Run,
           progress: Progress) -> dict[int, tuple[Line, ItemOutlook]]:
    """The items that may ever be without supply, by item."""
    lines: dict[int, tuple[Line, ItemOutlook]] = {}
    of: dict[str, Terms] = {}
    for place, supply in enumerate(changed_supplies):
        if supply.closed:
            progress.step(0.6 * place / len(changed_supplies), "items")
            if supply.instrument not in of:
                of[supply.instrument] = terms(wait, scenario, supply.instrument)
            under = of[supply.instrument]
            kept = run.trials <= KEPT_TRIALS and simple(supply, under)
            lines[supply.item] = (_kept_line if kept else _line)(supply, under, run)
    return lines


def _line(supply: Supply, under: Terms, run: Run) -> tuple[Line, ItemOutlook]:
    line = Line.of(supply, under, run)
    return line, line.outlook()


# While a lever moves, an item or a product is stepped again only if something of it has changed.
_kept_line = lru_cache(maxsize=KEPT_LINES)(_line)
_kept_product = lru_cache(maxsize=KEPT_PRODUCTS)(product_outlook)


def until_precise(run: Callable[[int], tuple[Simulation, ...]], *, within: float = 0.01,
                  most: int = MOST_TRIALS) -> tuple[Simulation, ...]:
    """``run`` of ever more trials, until half of the 95 % interval of each headline is ``within`` of it (METHODS M16).

    All that are compared have the same trials, as differences are far less noisy then. At most ``most`` trials:
    ``standard_error`` of the answer says what was reached.
    """
    trials = min(FEWEST_TRIALS, most)
    while True:
        found = run(trials)
        if trials >= most or all(SURE * one.standard_error <= within * _headline(one.products) for one in found):
            return found
        trials = min(2 * trials, most)


def _check(scenario: Scenario, as_of: date, trials: int, weeks: int, later: Sequence[Later]) -> None:
    if trials < 1:
        raise PlanningError(f"{trials} trials can't be simulated.", remedy="Ask for at least one.")
    if weeks < 1:
        raise PlanningError(f"{weeks} weeks can't be simulated.", remedy="Ask for at least one.")
    if 7 * weeks > (date.max - as_of).days:
        raise PlanningError(f"{weeks} weeks from {as_of.isoformat()} lead beyond the calendar.",
                            remedy="Choose an earlier day.")
    days = {stage.day for stage in later}
    for day in scenario.turns(as_of):
        if day not in days:
            assumed = ", ".join(map(str, scenario.policies))
            raise PlanningError(f"what {assumed} means on {day.isoformat()} has not been assessed.",
                                remedy="Lay it over the rules of the document, or use ytterby plan.")


def _headline(products: Sequence[ProductOutlook]) -> float:
    """The highest probability of a stop of any product."""
    return max((product.stop_probability for product in products), default=0.0)


def _standard_error(probability: float, trials: int) -> float:
    return math.sqrt(probability * (1.0 - probability) / trials)
