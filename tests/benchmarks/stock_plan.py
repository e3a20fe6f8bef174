"""How long a plan takes: ``python tests/benchmarks/stock_plan.py`` prints the figures.

Stock alone: 500 items, 104 weeks, 50 scenarios, budget, mean and tail, by the reduced form, and against the full form
at a size that form can bear. Stock and sources: 60 items in 20 products, 10 candidate sources, 50 scenarios, to 1 %.
"""

from __future__ import annotations

import math
import resource
import time

import numpy as np

from ytterby.planning.allocation import Line, Offer, Problem, Product, Source, after_delay, constant, ramped
from ytterby.planning.firststage import Limits
from ytterby.planning.forms import Form, build
from ytterby.planning.solve import solve

SEED = 20261121
MEDIAN_WEEKS, SIGMA = 60 / 7, 0.540866  # METHODS M2: median 60 days, P90 120 days


def stock_problem(items: int, weeks: int, scenarios: int) -> Problem:
    """Every announcement closes a group of items for a lognormal wait, in a fifth of the scenarios."""
    rng = np.random.Generator(np.random.PCG64(SEED))
    groups = max(items // 50, 1)
    open_ = np.ones((groups, scenarios, weeks))
    for group in range(groups):
        for scenario in np.flatnonzero(rng.random(scenarios) < 0.2):
            start, wait = rng.integers(0, weeks), math.ceil(rng.lognormal(math.log(MEDIAN_WEEKS), SIGMA))
            open_[group, scenario, start:start + wait] = 0.0
    demand, price = rng.integers(5, 200, items).astype(float), rng.uniform(0.5, 40, items)
    of = rng.integers(0, groups, items)
    return Problem(
        weeks, (1 / scenarios,) * scenarios,
        tuple(Line(f"item {i}", 0.0, 1.2 * price[i], 26 * demand[i]) for i in range(items)),
        tuple(Product(f"product {i}", ((i, 1.0),), constant(weeks, demand[i]), 3 * price[i]) for i in range(items)),
        tuple(Source(f"source {i}", (Offer(i, price[i], open_[of[i]] * demand[i]),)) for i in range(items)))


def sourcing_problem(items: int, candidates: int, scenarios: int, weeks: int, *, holding_share: float) -> Problem:
    """Products of three items; licences in four announcements; each candidate could deliver some items after a ramp."""
    rng = np.random.Generator(np.random.PCG64(SEED))
    waits = rng.lognormal(math.log(MEDIAN_WEEKS), SIGMA, (4, scenarios))
    demand = rng.integers(20, 200, items // 3).astype(float)
    price = rng.uniform(0.5, 40, items)
    margin = 2.5 * price.reshape(-1, 3).sum(axis=1)
    lines = tuple(Line(f"item {i}", 2 * demand[i // 3], 1.2 * price[i], 13 * demand[i // 3],
                       holding_share * price[i]) for i in range(items))
    products = tuple(Product(f"product {k}", tuple((3 * k + n, 1.0) for n in range(3)), constant(weeks, demand[k]),
                             margin[k]) for k in range(items // 3))
    main = [Source(f"main {i}", (Offer(i, price[i], after_delay(weeks, waits[i % 4], 1.3 * demand[i // 3])),))
            for i in range(items)]
    others = []
    for j in range(candidates):
        qualification = int(rng.integers(3, 9))
        offers = tuple(Offer(int(i), 1.4 * price[i], ramped(weeks, qualification, np.linspace(0.2, 1, 6)
                                                             * demand[i // 3]))
                       for i in rng.choice(items, items // candidates, replace=False))
        others.append(Source(f"candidate {j}", offers, optional=True, fixed_cost=float(rng.uniform(2e3, 2e4))))
    return Problem(weeks, (1 / scenarios,) * scenarios, lines, products, (*main, *others))


def timed(label: str, problem: Problem, limits: Limits, form: Form | None = None) -> None:
    start, used = time.perf_counter(), time.process_time()
    found = solve(problem, limits, form=form)
    seconds, busy = time.perf_counter() - start, time.process_time() - used
    program = build(problem, limits, found.form).program
    qualified = sum(chosen and source.optional for chosen, source in zip(found.plan.qualified, problem.sources,
                                                                         strict=True)) if found.plan else 0
    print(f"{label:58} {found.form:8} {program.width:8,} columns {program.height:8,} rows {seconds:7.2f} s "
          f"{busy:7.2f} s processor  {found.status}, "
          f"objective {found.objective:,.2f}, gap {found.gap:.4%}, qualified {qualified}")


def main() -> None:
    tail = {"tail_weight": 0.5, "tail_level": 0.9}
    small, large = stock_problem(50, 104, 10), stock_problem(500, 104, 50)
    budget = Limits(budget=1e6, **tail)
    timed("stock: 50 items x 104 weeks x 10 scenarios", small, budget, Form.FULL)
    timed("stock: 50 items x 104 weeks x 10 scenarios", small, budget, Form.REDUCED)
    timed("stock: 500 items x 104 weeks x 50 scenarios", large, Limits(budget=1e7, **tail))
    for holding_share, weeks in ((0.0, 26), (0.0, 104), (0.005, 26)):
        problem = sourcing_problem(60, 10, 50, weeks, holding_share=holding_share)
        label = f"sources: 10 for 60 items x {weeks} weeks x 50 scen., holding {holding_share:.1%} a week"
        timed(label, problem, Limits(gap=0.01, **tail))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
