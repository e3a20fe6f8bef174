"""How fast trials are: ``python tests/benchmarks/simulation.py`` prints the figures.

500 items of 20 products under 5 announcements over 104 weeks, some with another source that ramps: the simulation of
the program, the plain loop over weeks in NumPy and an event simulation in SimPy, on the same waits, with the same
results. SimPy is needed for this alone (``pip install simpy``); without it the others are compared.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

import numpy as np

from ytterby.core.finding import Certainty, Force, Outcome, Treatment
from ytterby.exposure.exposure import Exposure, ItemExposure, ProductExposure
from ytterby.planning.change import changed
from ytterby.planning.draws import draw_waits, own_waits
from ytterby.planning.scenario import (
    AddStock,
    AlternativeSource,
    Change,
    LicenceWait,
    Scenario,
    SetCorrelation,
    SetStock,
    SetWait,
)
from ytterby.planning.simulate import simulate
from ytterby.planning.supply import Supply, supplies

ITEMS, PRODUCTS, ANNOUNCEMENTS, WEEKS, WEEK = 500, 20, 5, 104, 7.0
AS_OF, SEED = date(2026, 11, 21), 20261121
WAIT = LicenceWait(60, 120, 0.8, 14.0, "benchmark", AS_OF)
Array = np.ndarray


def exposure() -> Exposure:
    rng = np.random.Generator(np.random.PCG64(SEED))
    use, cover = rng.uniform(1, 50, ITEMS), rng.uniform(10, 250, ITEMS)
    items = tuple(ItemExposure(
        i, (i,), 364 * use[i], 5.0, None, (), Outcome.CONTROLLED, Force.IN_FORCE, Treatment.LICENCE_REQUIRED,
        Certainty.YES, frozenset(), None, (), (), None, key=f"m{i}", stock=float(cover[i] * use[i]),
        daily_use=float(use[i]), daily_receipts=float(use[i] * rng.choice([0.0, 0.3])),
        instrument=f"announcement {i % ANNOUNCEMENTS}",
    ) for i in range(ITEMS))
    per = ITEMS // PRODUCTS
    products = tuple(ProductExposure(None, 1.0, 0.0, 0.0, 0.0, (), tuple(range(per * p, per * (p + 1))), None)
                     for p in range(PRODUCTS))
    return Exposure("EUR", None, False, items, products, (), (), ())


def scenario(rho: float) -> Scenario:
    sources = tuple(AlternativeSource(f"m{i}", 70.0, 1.0 if i % 20 else 0.6, 0.2, ramp_days=56.0)
                    for i in range(0, ITEMS, 10))
    return Scenario("benchmark", (SetCorrelation(rho), *sources))


class Model:
    """The same items as arrays: cover, drain by week (items, weeks), licence days (items, trials)."""

    def __init__(self, rho: float, trials: int) -> None:
        base = changed(supplies(exposure(), (), AS_OF, every=False), scenario(rho))
        self.cover = np.array([(supply.stock or 0.0) / (supply.use or 1.0) for supply in base])
        self.drain = np.array([[drain(supply, WEEK * week) for week in range(WEEKS)] for supply in base])
        self.licence = np.stack([own_waits(draw_waits(WAIT, supply.instrument, seed=SEED, trials=trials),
                                           supply.instrument, supply.key, rho, seed=SEED).days for supply in base])
        assert self.licence.max() < WEEKS * WEEK, "choose waits that end within the horizon, so that all can agree"


def drain(supply: Supply, day: float) -> float:
    """Share of the use that must come from stock, from that day on."""
    inflow = supply.receipts + sum(flow.rate for flow in supply.flows if flow.start <= day)
    rest = 1.0 - inflow / (supply.use or 1.0)
    return rest if rest > 1e-12 else 0.0


def week_by_week(model: Model) -> tuple[Array, Array, Array]:
    """Stop days (items, trials), first stop of items and of products: every item, trial and week."""
    level = np.broadcast_to(model.cover[:, None], model.licence.shape).copy()
    short, first = np.zeros_like(level), np.full_like(level, np.inf)
    for week in range(WEEKS):
        closed = np.clip(model.licence - WEEK * week, 0.0, WEEK)
        rate = model.drain[:, week, None]
        lasts = np.divide(level, rate, out=np.full_like(level, np.inf), where=rate > 0)
        missing = np.maximum(closed - lasts, 0.0)
        np.copyto(first, WEEK * week + lasts, where=(missing > 1e-9) & np.isinf(first))
        short += missing
        level = np.maximum(level - rate * closed, 0.0)
    return short, first, np.minimum.reduceat(first, np.arange(0, ITEMS, ITEMS // PRODUCTS), axis=0)


class Site:
    """A product in SimPy: counts how long at least one of its items is short."""

    def __init__(self, env: Any) -> None:
        self.env, self.missing, self.since, self.days = env, 0, 0.0, 0.0

    def change(self, more: int) -> None:
        if self.missing == 0 and more > 0:
            self.since = self.env.now
        self.missing += more
        if self.missing == 0:
            self.days += self.env.now - self.since


def item_process(env: Any, site: Site, cover: float, drains: Array, licence: float) -> Iterator[Any]:
    level = cover
    for week in range(WEEKS):
        closed, rate = min(max(licence - WEEK * week, 0.0), WEEK), float(drains[week])
        lasts = level / rate if rate > 0 else np.inf
        if closed - lasts > 1e-9:
            yield env.timeout(lasts)
            site.change(1)
            yield env.timeout(closed - lasts)
            site.change(-1)
            yield env.timeout(WEEK - closed)
        else:
            yield env.timeout(WEEK)
        level = max(level - rate * closed, 0.0)


def by_simpy(model: Model) -> Array:
    """Stop days (products, trials)."""
    import simpy

    found = np.zeros((PRODUCTS, model.licence.shape[1]))
    for trial in range(found.shape[1]):
        env = simpy.Environment()
        sites = [Site(env) for _ in range(PRODUCTS)]
        for i in range(ITEMS):
            env.process(item_process(env, sites[i * PRODUCTS // ITEMS], float(model.cover[i]), model.drain[i],
                                     float(model.licence[i, trial])))
        env.run(until=WEEKS * WEEK + 1)
        found[:, trial] = [site.days for site in sites]
    return found


def ours(bill: Exposure, rho: float, trials: int, fans: tuple[int, ...] | None = None, *moved: Change) -> Any:
    given = scenario(rho)
    return simulate(bill, replace(given, changes=(*given.changes, *moved)), as_of=AS_OF, wait=WAIT, seed=SEED,
                    trials=trials, weeks=WEEKS, fans=fans)


def timed(label: str, trials: int, work: Any, repeat: int = 1) -> tuple[Any, float]:
    """Of ``repeat`` runs the quickest, by the clock; beside it the least time of the processor, which a busy machine
    lengthens less."""
    best = busy = np.inf
    for _ in range(repeat):
        start, used = time.perf_counter(), time.process_time()
        result = work()
        best, busy = min(best, time.perf_counter() - start), min(busy, time.process_time() - used)
    print(f"  {label:44} {trials:6,} trials {best:8.4f} s {busy:8.4f} s processor "
          f"{best / trials * 1e6:12.2f} us a trial")
    return result, best / trials


def same(what: str, left: Any, right: Any) -> None:
    np.testing.assert_allclose(left, right, rtol=1e-9, atol=1e-7, err_msg=what)
    print(f"  same {what}")


def compare(rho: float) -> None:
    print(f"correlation {rho:g}: {ITEMS} items, {PRODUCTS} products, {WEEKS} weeks")
    bill = exposure()
    timed("program, first time", 10_000, lambda: ours(bill, rho, 10_000))
    _, program = timed("program, on kept draws", 10_000, lambda: ours(bill, rho, 10_000), repeat=3)
    timed("program, preview of one fan, first time", 1_000, lambda: ours(bill, rho, 1_000, (0,)))
    steps = count(1)  # a lever on the move: no two previews ask the same
    timed("preview, stock of one item moves", 1_000,
          lambda: ours(bill, rho, 1_000, (0,), SetStock("m1", float(next(steps)))), repeat=9)
    timed("preview, stock of every item moves", 1_000,
          lambda: ours(bill, rho, 1_000, (0,), AddStock(float(next(steps)))), repeat=9)
    timed("preview, wait of every item moves", 1_000,
          lambda: ours(bill, rho, 1_000, (0,), SetWait(60.0 + next(steps), 130.0, 0.8)), repeat=9)
    model, found = Model(rho, 200), ours(bill, rho, 200)
    (short, first, products), weekly = timed("plain loop over weeks", 200, lambda: week_by_week(model), repeat=2)
    same("stop days of items", [item.stop_days for item in found.items], short.mean(axis=1))
    same("stop probability of items", [i.stop_probability for i in found.items], np.isfinite(first).mean(axis=1))
    same("stop probability of products", [p.stop_probability for p in found.products],
         np.isfinite(products).mean(axis=1))
    print(f"  {weekly / program:,.0f} x the plain loop over weeks")
    try:
        import simpy  # noqa: F401
    except ModuleNotFoundError:
        print("  SimPy is not installed: not compared with it", file=sys.stderr)
        return
    few, found = Model(rho, 4), ours(bill, rho, 4)
    stopped, events = timed("SimPy", 4, lambda: by_simpy(few))
    same("stop days of products", [product.stop_days for product in found.products], stopped.mean(axis=1))
    print(f"  {events / program:,.0f} x SimPy")


if __name__ == "__main__":
    for correlation in (1.0, 0.5):
        compare(correlation)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
