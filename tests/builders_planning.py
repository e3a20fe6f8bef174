"""Builders of planning problems: the instance METHODS M9 derives, tiny random ones, and a motor with its planner."""

from __future__ import annotations

from datetime import date

import numpy as np

from builders_measure import assessed, bom, finding, item
from ytterby.exposure.rollup import roll_up
from ytterby.planning.allocation import Line, Offer, Problem, Product, Source, after_delay, constant, ramped
from ytterby.planning.scenario import Change, LicenceWait, Scenario
from ytterby.planning.stocking import Planner, Stakes

WEEKS = 12
DELAYS, DELAY_WEIGHTS = (0, 4, 8, 12), (0.60, 0.25, 0.10, 0.05)


def magnet_problem(*, ceiling: float = 600.0, holding_cost: float = 0.15) -> Problem:
    """One magnet, a licence that takes 0, 4, 8 or 12 weeks, and a dearer source that must first be qualified."""
    main = Source("Main", (Offer(0, 10.0, after_delay(WEEKS, DELAYS, 130.0)),))
    alternate = Source("Alternate", (Offer(0, 16.0, ramped(WEEKS, 4, (25, 50, 75, 100))),), optional=True,
                       fixed_cost=6000.0)
    return Problem(WEEKS, DELAY_WEIGHTS, (Line("Magnet", 0.0, 14.0, ceiling, holding_cost),),
                   (Product("Motor", ((0, 1.0),), constant(WEEKS, 100.0), 35.0),), (main, alternate))


def random_problem(seed: int, *, holding: bool = False, backlog: bool = False, shared: bool = False) -> Problem:
    """A few products of one or two lines, a licensed main source each, alternates to qualify; numbers are not round."""
    rng = np.random.Generator(np.random.PCG64(seed))
    weeks, scenarios = int(rng.integers(2, 9)), int(rng.integers(1, 5))
    lines: list[Line] = []
    products: list[Product] = []
    sources: list[Source] = []
    for k in range(int(rng.integers(1, 3))):
        uses = []
        for _ in range(int(rng.integers(1, 3))):
            i, price = len(lines), float(rng.uniform(1, 9))
            lines.append(Line(f"line {i}", float(rng.integers(0, 6)), price * float(rng.uniform(0.8, 1.5)),
                              float(rng.integers(0, 20)), float(rng.uniform(0, 0.3)) if holding else 0.0,
                              price * float(rng.choice([0.0, 0.5]))))
            uses.append((i, float(rng.choice([1.0, 2.0, 0.5]))))
            cut = rng.random((scenarios, weeks)) < 0.5
            main = np.where(cut, 0.0, rng.integers(0, 12, (scenarios, weeks)))
            granted = rng.integers(5, 30, scenarios).astype(float) if rng.random() < 0.3 else None
            sources.append(Source(f"main {i}", (Offer(i, price, main),), granted=granted))
            for _ in range(int(rng.integers(0, 3))):
                ramp = ramped(weeks, int(rng.integers(0, 4)), tuple(rng.integers(0, 6, 3).astype(float)))
                offer = Offer(i, price * float(rng.uniform(0.9, 2)), ramp)
                sources.append(Source(f"alternate {len(sources)}", (offer,), optional=True,
                                      fixed_cost=float(rng.uniform(0, 30)),
                                      capacity=ramp / 2 if shared else None))
        demand = rng.integers(0, 10, (int(rng.choice([1, scenarios])), weeks)).astype(float)
        products.append(Product(f"product {k}", tuple(uses), demand, float(rng.uniform(60, 120)),
                                kept=0.7 if backlog else 0.0, delay_cost=2.0 if backlog else 0.0))
    weights = rng.dirichlet(np.ones(scenarios))
    return Problem(weeks, tuple(float(w) for w in weights), tuple(lines), tuple(products), tuple(sources))


AS_OF = date(2026, 11, 21)
FIXED = LicenceWait(56, 56, 1.0, 0.0, "test", AS_OF)
WAIT = LicenceWait(60, 120, 0.8, 14.0, "test", AS_OF)
STAKES = Stakes(margin=50.0)


def planner(*changes: Change, stock: float | None = 70.0, price: float | None = 2.0, volume: float | None = 365.0,
            wait: LicenceWait = FIXED, stakes: Stakes = STAKES, pieces: float = 2.0, **facts: object) -> Planner:
    """A motor, 365 a year: two magnets (controlled) and a screw (not) in each."""
    bill = bom([item("motor", annual_use=volume), item("magnet", price, stock=stock, **facts), item("screw", 0.1)],
               [(0, "motor", 1), (1, "magnet", pieces), (1, "screw", 4)])
    exposure = assessed(bill, [], [finding("magnet")])
    rolled = roll_up(bill)
    inside = [tuple(part.tolist() for part in rolled.in_product(n)) for n in range(len(rolled.products))]
    return Planner(exposure, Scenario("test", changes), inside, AS_OF, wait, 1, stakes)
