"""The rows of tests/unit/planning/worked_examples.csv as calls: row id -> what the program computes for it."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import numpy as np

from builders_measure import bom, item
from builders_planning import magnet_problem
from ytterby.core.estimate import Estimate
from ytterby.exposure.concentration import concentration, hhi
from ytterby.exposure.rollup import roll_up
from ytterby.planning import basestock, criticality, lotsize, recovery
from ytterby.planning.basestock import ClosureChain
from ytterby.planning.commoncause import all_in_time
from ytterby.planning.distribution import Lognormal, Normal, Poisson, Uniform
from ytterby.planning.firststage import Limits
from ytterby.planning.forms import Plan
from ytterby.planning.judge import evaluate
from ytterby.planning.sensitivity import SobolIndex, sobol
from ytterby.planning.solve import Solution, Status, solve
from ytterby.planning.survival import EVEN, LoggedWait, kaplan_meier
from ytterby.planning.tail import Tail, portfolio_tail, tail
from ytterby.planning.tomlin import break_even_premium

CAP_OF_THE_CASE = 999.0  # what the published case prints where the time to survive has no end
HERE = Path(__file__).parent / "unit" / "planning"
HARRIS = {"fixed_cost": 8.0, "holding_cost": 0.225, "demand_rate": 1300.0}
SNYDER = lotsize.Closures(8, 0.225, 5, 1300, 1.5, 14)
PROBLEM_9_8 = lotsize.Closures(35, 4, 22, 30, 1, 12)
ADDITIVE = {"fixed_cost": 18500.0, "holding_cost": 0.06, "demand_rate": 75000.0, "yield_mean": -15000.0,
            "yield_sd": 9000.0}
EXAMPLE_9_3 = ClosureChain(0.25, 3, 2000, 0.04, 0.25)
LEAD_TIME_DEMAND = Normal(1300, 150).over(1 / 12)
REORDER = {"fixed_cost": 8.0, "holding_cost": 0.225, "shortage_cost": 7.5, "demand_rate": 1300.0}
SIX_MP = kaplan_meier(
    [LoggedWait(days, True) for days in (6, 6, 6, 7, 10, 13, 16, 22, 23)]
    + [LoggedWait(days, False) for days in (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)])
ROCKAFELLAR = ((0.452013, 0.115573, 0.432414), (0.0101110, 0.0043532, 0.0137058),
               ((0.00324625, 0.00022983, 0.00420395), (0.00022983, 0.00049937, 0.00019247),
                (0.00420395, 0.00019247, 0.00764097)))
WAIT = Lognormal(math.log(60), math.log(2) / 1.2815515655446004)
FORD_1 = recovery.Network((30, 45, 60), (75, 50), (20, 25), (5000, 6500),
                          frozenset((i, j) for i in range(3) for j in range(2)))


@cache
def ford_1(down: int | None) -> recovery.Impact:
    outages = [recovery.Outage("none", 2)] + [recovery.Outage(f"S{i + 1}", 2, frozenset({i})) for i in range(3)]
    return recovery.assess_outages(FORD_1, outages)[0 if down is None else down]


FORD_2_DEMAND = (75, 60, 35, 30, 30, 150, 100, 40)
FORD_2_STOCK = (25, 10, 15, 10, 15, 35, 25, 10)
FORD_2_LOSS = (2500, 3000, 4500, 4750, 5200, 1800, 2200, 5100)
FORD_2_CAPACITY = (135, 105, 130, 130, 50)
FORD_2_RECOVERY = (3, 5, 3, 2, 4, 4, 2, 4, 5, 3, 4, 5, 5, 5, 3, 5, 2, 4, 4, 3, 4)
PLANTS = ("Oakville", "Windsor", "Wayne", "Thailand", "Romania")
VEHICLES = ("Fiesta-1", "Fiesta-2", "Escape-1", "Escape-2", "Escape-3", "Focus-1", "Focus-2", "Everest")


def ford_2(configuration: str) -> tuple[float, float, float]:
    """Mean and largest loss and shortest time to survive over 21 outages of links."""
    with (HERE / "ford_case_2_links.csv").open(encoding="utf-8", newline="") as file:
        works = {(PLANTS.index(row["plant"]), VEHICLES.index(row["vehicle"])): row["works_in_outage_0_to_20"]
                 for row in csv.DictReader(file) if row["configuration"] == configuration}
    network = recovery.Network(FORD_2_CAPACITY, FORD_2_DEMAND, FORD_2_STOCK, FORD_2_LOSS, frozenset(works))
    outages = [recovery.Outage(str(n), periods, cut=frozenset(link for link, by in works.items() if by[n] == "0"))
               for n, periods in enumerate(FORD_2_RECOVERY)]
    impacts = recovery.assess_outages(network, outages)
    losses = [impact.loss for impact in impacts]
    return sum(losses) / len(losses), max(losses), min(impact.survive_periods for impact in impacts)


def supply_risk(recycling: float, hhi_eu: float = 1.8, hhi_global: float = 9.2) -> float:
    return criticality.supply_risk(hhi_global=hhi_global, hhi_eu=hhi_eu, import_reliance=1.0, recycling=recycling,
                                   substitution=1.0)


def published_lies_inside(published: float, hhi_global: float, hhi_eu: float, reliance: float, recycling: float,
                          substitution: float, interval: tuple[float, float]) -> bool:
    """The inputs are printed rounded: HHI and SI to one decimal, recycling to two; import reliance taken as exact."""
    def rounded(value: float, half: float) -> Estimate:
        return Estimate(max(value - half, 0.0), value, value + half)

    found = criticality.supply_risk_range(
        hhi_global=rounded(hhi_global, 0.05), hhi_eu=rounded(hhi_eu, 0.05), import_reliance=Estimate.exactly(reliance),
        recycling=rounded(recycling, 0.005), substitution=rounded(substitution, 0.05))
    return (round(found.low, 2), round(found.high, 2)) == interval and found.low <= published <= found.high


def split_atom() -> Tail:
    return tail(range(1, 11), 0.85)


def cvar_as_lp() -> float:
    """min eta + sum u / ((1 - b) n) over u >= loss - eta, u >= 0."""
    from scipy.optimize import linprog

    n, level = 10, 0.85
    found = linprog([1.0] + [1 / ((1 - level) * n)] * n, A_ub=np.hstack([-np.ones((n, 1)), -np.eye(n)]),
                    b_ub=-np.arange(1.0, n + 1), bounds=[(None, None)] + [(0, None)] * n)
    return float(found.fun)


A, B = 7.0, 0.1


def ishigami(x: np.ndarray) -> np.ndarray:
    return np.asarray(np.sin(x[0]) + A * np.sin(x[1]) ** 2 + B * x[2] ** 4 * np.sin(x[0]))


def ishigami_exact() -> tuple[SobolIndex, ...]:
    """Ishigami and Homma 1990: the variances by hand."""
    first = 0.5 * (1 + B * math.pi**4 / 5) ** 2
    second, together = A**2 / 8, B**2 * math.pi**8 * (1 / 18 - 1 / 50)
    whole = first + second + together
    return (SobolIndex("x1", first / whole, (first + together) / whole),
            SobolIndex("x2", second / whole, second / whole), SobolIndex("x3", 0.0, together / whole))


def sobol_is_near() -> bool:
    inputs = [(name, Uniform(-math.pi, math.pi)) for name in ("x1", "x2", "x3")]
    found = sobol(ishigami, inputs, samples=16384, seed=1)
    return all(abs(got.first - exact.first) < 0.02 and abs(got.total - exact.total) < 0.02
               for got, exact in zip(found, ishigami_exact(), strict=True))


def approval() -> tuple[float, float, float]:
    rate = EVEN.after(approved=7, refused=3)
    return rate.mean, rate.quantile(0.05), rate.quantile(0.95)


def one_off() -> tuple[float, float]:
    found = basestock.one_off_closure(Lognormal.from_median_p90(60 / 7, 120 / 7), probability=0.35, shortage_cost=40,
                                      carrying_cost=1.5, demand_rate=100)
    return found.service, found.level


def tomlin(closing: float, opening: float) -> tuple[float, float, float]:
    chain = ClosureChain(0.25, 3, 2000, closing, opening)
    best = chain.best()
    return best.level, best.cost, break_even_premium(chain)


def flattened(keys: list[str], lines: list[tuple[int, str, float]]) -> dict[str, float]:
    bill = bom([item(key) for key in keys], lines)
    items, counts = roll_up(bill).in_product(0)
    return {bill.items[i].key: count for i, count in zip(items.tolist(), counts.tolist(), strict=True)}


CASES = {"A": Limits(), "B": Limits(qualify={1: True}), "C": Limits(tail_weight=0.999), "D": Limits(tail_limit=25000),
         "E": Limits(tail_limit=24000), "F": Limits(tail_limit=22000)}


@cache
def case(name: str) -> Solution:
    return solve(magnet_problem(), CASES[name])


def planned(name: str) -> tuple[float, ...]:
    found = case(name)
    assert found.plan
    assert found.tail
    return found.plan.stock[0], float(found.plan.qualified[1]), found.tail.mean, found.tail.cvar


def judged(name: str) -> tuple[float, float]:
    plan = case(name).plan
    assert plan
    found = judged_plan(plan)
    return found.mean, found.cvar


def judged_plan(plan: Plan) -> Tail:
    problem = magnet_problem()
    return tail(evaluate(problem, plan), 0.9, weights=problem.weights)


@cache
def grid() -> tuple[Tail, ...]:
    return tuple(judged_plan(Plan((float(stock),), (True, qualified), 0.0)) for stock in range(0, 601, 25)
                 for qualified in (False, True))


def no_worse_than_the_grid(name: str, limit: float) -> bool:
    best, found = min(plan.mean for plan in grid() if plan.cvar <= limit), case(name).tail
    return found is not None and best - 60 <= found.mean <= best + 1e-6


def copula_by_simulation() -> bool:
    rng = np.random.Generator(np.random.PCG64(1))
    factor, own = rng.standard_normal((400_000, 1)), rng.standard_normal((400_000, 5))
    late = math.sqrt(0.5) * factor + math.sqrt(0.5) * own
    share = float((late <= 1.2815515655446004).all(axis=1).mean())
    return abs(share - all_in_time([0.9] * 5, 0.5)) < 0.003


def newsvendor(h: float, p: float, demand: Normal | Poisson | Lognormal) -> basestock.Stocking:
    return basestock.newsvendor(demand, holding_cost=h, shortage_cost=p)


def with_yield(h: float, p: float, demand: float, arrival: Normal | Uniform) -> basestock.Stocking:
    return basestock.newsvendor_additive_yield(demand, arrival, holding_cost=h, shortage_cost=p)


BREAKS = {"fixed_cost": 8.0, "holding_share": 0.3, "demand_rate": 1300.0, "breaks": (0.0, 400.0, 800.0),
          "prices": (0.75, 0.72, 0.68)}
NICKEL = {"hhi": 0.26749007657640966, "weighted_imports": 21.179740941995366, "imports": 37.495, "domestic": 17500.0}
GRAPHITE = {"hhi": 0.470663478647389, "weighted_imports": 50585.91084690329, "imports": 86586.111, "domestic": 0.0}
HARDWARE = {"demand_mean": 5.0, "demand_sd": 0.0, "lead_time_mean": 3.0, "lead_time_sd": 2.0}
CHOPRA = {"demand_mean": 2500.0, "demand_sd": 500.0, "lead_time_mean": 7.0, "lead_time_sd": 7.0}
CHAIR = [(0, "FC123", 1), (1, "WA1", 2), (1, "S1", 1), (2, "PB1", 1), (1, "WL1", 4)]
TREE = [(0, "A", 1), (1, "B", 2), (2, "C", 3), (2, "M", 4), (1, "C", 5), (1, "M", 1)]

BY_ROW: Mapping[str, Callable[[], object]] = {
    "1": lambda: lotsize.eoq(**HARRIS).quantity,
    "2": lambda: lotsize.eoq(**HARRIS).cost_rate,
    "3": lambda: lotsize.eoq(fixed_cost=2250, holding_cost=275, demand_rate=182500).quantity,
    "5": lambda: lotsize.eoq_all_units(**BREAKS).quantity,
    "6": lambda: lotsize.eoq_all_units(**BREAKS).cost_rate,
    "7": lambda: lotsize.eoq_all_units(fixed_cost=200, holding_share=0.2, demand_rate=1000, breaks=(0, 200, 500),
                                       prices=(500, 475, 450)).cost_rate,
    "9": lambda: lotsize.eoq_with_closures(SNYDER).cost_rate,
    "10": lambda: SNYDER.cost_rate(800),
    "11": lambda: SNYDER.cost_rate(400),
    "13": lambda: SNYDER.cost_rate(700),
    "14": lambda: lotsize.eoq_with_closures(SNYDER, approximate=True).quantity,
    "15": lambda: lotsize.eoq_with_closures(SNYDER, approximate=True).cost_rate,
    "17": lambda: lotsize.eoq_with_closures(PROBLEM_9_8).cost_rate,
    "18": lambda: lotsize.eoq_with_closures(PROBLEM_9_8, approximate=True).quantity,
    "19": lambda: EXAMPLE_9_3.best().level,
    "21": lambda: EXAMPLE_9_3.cost(2000),
    "22": lambda: EXAMPLE_9_3.cost(12000),
    "23": lambda: EXAMPLE_9_3.cost(1200),
    "25": lambda: lotsize.eoq_additive_yield(**ADDITIVE).cost_rate,
    "26": lambda: lotsize.eoq_additive_yield_cost(300000, **ADDITIVE),
    "27": lambda: lotsize.eoq_multiplicative_yield(fixed_cost=18500, holding_cost=0.06, demand_rate=75000,
                                                   yield_mean=5 / 6, yield_sd=math.sqrt(5 / 252)).quantity,
    "29": lambda: lotsize.eoq_multiplicative_yield(fixed_cost=2250, holding_cost=275, demand_rate=182500,
                                                   yield_mean=0.9, yield_sd=0.2 / math.sqrt(12)).quantity,
    "30": lambda: with_yield(15, 75, 1.5e6, Uniform(-5e5, 5e5)).level,
    "31": lambda: with_yield(15, 75, 1.5e6, Uniform(-5e5, 5e5)).cost,
    "33": lambda: with_yield(150, 1200, 25, Uniform(-5, 0)).cost,
    "34": lambda: with_yield(15, 75, 1.5e6, Normal(250000, 200000)).level,
    "35": lambda: with_yield(15, 75, 1.5e6, Normal(250000, 200000)).cost,
    "37": lambda: newsvendor(0.18, 0.70, Normal(50, 8)).cost,
    "38": lambda: basestock.newsvendor_cost(40, Normal(50, 8), holding_cost=0.18, shortage_cost=0.70),
    "39": lambda: newsvendor(0.18, 0.70, Normal(50, 8).over(5)).level,
    "41": lambda: newsvendor(43, 79, Normal(900, 60)).level,
    "42": lambda: newsvendor(43, 79, Normal(900, 60)).cost,
    "43": lambda: newsvendor(1, 4, Poisson(6)).level,
    "45": lambda: newsvendor(0.08, 1.25, Poisson(18).over(5)).level,
    "46": lambda: newsvendor(0.08, 1.25, Poisson(18).over(5)).cost,
    "47": lambda: newsvendor(1, 0.1765, Lognormal(6, 0.3)).level,
    "49": lambda: basestock.reorder_eoq_with_safety_stock(LEAD_TIME_DEMAND, **REORDER).reorder_point,
    "50": lambda: basestock.reorder_eoq_with_safety_stock(LEAD_TIME_DEMAND, **REORDER).quantity,
    "51": lambda: basestock.reorder_eoq_with_backorders(LEAD_TIME_DEMAND, **REORDER).quantity,
    "53": lambda: list(lotsize.lot_plan([90, 120, 80, 70], fixed_cost=500, holding_cost=2).orders),
    "54": lambda: basestock.safety_stock(service_factor=1.28, demand_mean=30, demand_sd=3, lead_time_mean=7,
                                         lead_time_sd=4),
    "55": lambda: (basestock.lead_time_demand_sd(**HARDWARE), basestock.safety_stock(service_factor=1.645, **HARDWARE),
                   5 * 3 + basestock.safety_stock(service_factor=1.645, **HARDWARE)),
    "57": lambda: basestock.safety_stock(service_factor=1.281552, **CHOPRA),
    "58": lambda: ford_1(None).loss,
    "59": lambda: ford_1(None).survive_periods,
    "61": lambda: ford_1(1).survive_periods,
    "62": lambda: ford_1(2).loss,
    "63": lambda: ford_1(2).survive_periods,
    "65": lambda: ford_1(3).survive_periods,
    "66": lambda: ford_1(2).exposure_index,
    "67": lambda: ford_2("A"),
    "69": lambda: ford_2("C"),
    "70": lambda: hhi((0.3, 0.3, 0.2, 0.2)),
    "71": lambda: hhi((0.987,)),
    "73": lambda: supply_risk(0.01),
    "74": lambda: supply_risk(0.01),
    "75": lambda: supply_risk(0.01),
    "77": lambda: supply_risk(0.01),
    "78": lambda: supply_risk(0.38),
    "79": lambda: supply_risk(0.31),
    "81": lambda: supply_risk(0.0, hhi_eu=5.0, hhi_global=1.1),
    "82": lambda: published_lies_inside(5.2, 9.2, 1.8, 1, 0, 0.9, (4.61, 5.27)),
    "83": lambda: published_lies_inside(4.8, 9.2, 1.8, 1, 0.06, 0.9, (4.33, 4.98)),
    "85": lambda: published_lies_inside(4.5, 9.2, 1.6, 1, 0.01, 0.8, (3.95, 4.61)),
    "86": lambda: published_lies_inside(5.1, 9.2, 1.8, 1, 0.01, 0.9, (4.56, 5.25)),
    "87": lambda: published_lies_inside(1.4, 3.5, 1.1, 0.34, 0, 1.0, (1.38, 1.64)),
    "89": lambda: criticality.geopolrisk(**GRAPHITE),
    "90": lambda: criticality.geopolrisk(**NICKEL),
    "91": lambda: portfolio_tail(*ROCKAFELLAR, 0.9).var,
    "93": lambda: portfolio_tail(*ROCKAFELLAR, 0.95).var,
    "94": lambda: portfolio_tail(*ROCKAFELLAR, 0.95).cvar,
    "95": lambda: portfolio_tail(*ROCKAFELLAR, 0.99).var,
    "97": lambda: (split_atom().var, split_atom().cvar),
    "98": cvar_as_lp,
    "99": lambda: ishigami_exact()[0].first,
    "101": lambda: ishigami_exact()[2].first,
    "102": lambda: ishigami_exact()[0].total,
    "103": lambda: ishigami_exact()[1].total,
    "105": sobol_is_near,
    "106": lambda: SIX_MP.waiting(6),
    "107": lambda: SIX_MP.waiting(7),
    "109": lambda: SIX_MP.waiting(13),
    "110": lambda: SIX_MP.waiting(16),
    "111": lambda: SIX_MP.waiting(22),
    "113": approval,
    "114": one_off,
    "115": lambda: tomlin(0.16, 0.9999),
    "117": lambda: tomlin(0.01, 0.0625),
    "118": lambda: flattened(["FC123", "WA1", "S1", "PB1", "WL1"], CHAIR),
    "119": lambda: flattened(list("ABCM"), TREE),
    "121": lambda: planned("B"),
    "122": lambda: planned("C"),
    "123": lambda: planned("D"),
    "125": lambda: case("F").status is Status.INFEASIBLE,
    "126": lambda: judged("B"),
    "127": lambda: judged("D"),
    "129": lambda: no_worse_than_the_grid("D", 25000),
    "130": lambda: no_worse_than_the_grid("E", 24000),
    "131": lambda: round(min(plan.cvar for plan in grid()), 2) == 23028.75 and case("F").status is Status.INFEASIBLE,
    "133": lambda: WAIT.exceeds(45),
    "134": lambda: WAIT.excess(45),
    "135": lambda: WAIT.quantile(0.95),
    "137": lambda: all_in_time([0.9] * 5, 0.0),
    "138": copula_by_simulation,
    "139": lambda: recovery.survive_interchangeable(stock=45, demand_rate=125, capacity_left_rate=105),
    "141": lambda: recovery.survive_interchangeable(stock=45, demand_rate=125, capacity_left_rate=75),
    "142": lambda: criticality.concentration_score(10_000),
    "143": lambda: criticality.concentration_score(2600),
    "145": lambda: criticality.usgs_supply_risk(disruption=0.8, trade_exposure=0.9, vulnerability=0.6),
    "146": lambda: concentration("country", [("CN", 0.987, 0)], basis="", rest=0.013).without_largest,
}
