"""The own licence log, the tail of a loss, and what an answer hangs on."""

from __future__ import annotations

import math

import numpy as np
import pytest

from examples_of_planning import ROCKAFELLAR, SIX_MP, ishigami
from ytterby.core.errors import PlanningError
from ytterby.core.progress import Cancelled
from ytterby.planning.distribution import Lognormal, Uniform
from ytterby.planning.sensitivity import Lever, main_driver, sobol, tornado
from ytterby.planning.survival import EVEN, ApprovalRate, LoggedWait, approval_by_class, kaplan_meier
from ytterby.planning.tail import normal_tail, portfolio_tail, tail


def test_the_whole_curve_of_the_textbook_data() -> None:
    """Freireich 1963: S(10) and S(23) beside those of the worked examples; standard error at 10 as printed by R."""
    assert (round(SIX_MP.waiting(10), 3), round(SIX_MP.waiting(23), 3)) == (0.753, 0.448)
    assert (SIX_MP.applications, SIX_MP.pending) == (21, 12)
    assert SIX_MP.waiting(5.9) == 1
    assert SIX_MP.standard_error(10) == pytest.approx(0.0963, abs=5e-5)
    assert SIX_MP.quantile(0.5) == 23
    assert SIX_MP.quantile(0.6) is None
    low, high = SIX_MP.band(10)
    assert 0 < low < SIX_MP.waiting(10) < high < 1


def test_without_pending_cases_the_curve_is_the_share_still_waiting() -> None:
    days = [3.0, 5.0, 5.0, 9.0]
    curve = kaplan_meier([LoggedWait(day, True) for day in days])
    for day in (0.0, 3.0, 4.0, 5.0, 8.0, 9.0, 20.0):
        assert curve.waiting(day) == pytest.approx(sum(d > day for d in days) / 4)
    share = curve.waiting(5.0)
    assert curve.standard_error(5.0) == pytest.approx(math.sqrt(share * (1 - share) / 4))


def test_a_pending_case_makes_waits_look_longer_than_dropping_it() -> None:
    decided = [LoggedWait(day, True) for day in (20, 30, 40)]
    assert kaplan_meier([*decided, LoggedWait(35, False)]).waiting(30) > kaplan_meier(decided).waiting(30)


def test_an_empty_log_says_nothing() -> None:
    curve = kaplan_meier([])
    assert (curve.waiting(100), curve.quantile(0.5), curve.applications) == (1.0, None, 0)


def test_approval_of_a_small_class_leans_on_the_pooled_rate() -> None:
    log = {"civil": (18, 2), "defence": (0, 1)}
    rates = approval_by_class(log)
    pooled = EVEN.after(approved=18, refused=3).mean
    assert EVEN.after(approved=0, refused=1).mean < rates["defence"].mean < pooled
    assert rates["defence"].mean == pytest.approx(5 * pooled / 6)
    alone = approval_by_class({"civil": (18, 2), "defence": (1, 4)})
    assert alone["defence"] == ApprovalRate(2, 5)


@pytest.mark.parametrize("level", [0.5, 0.8, 0.85, 0.9, 0.95, 0.99])
def test_cvar_is_the_least_value_of_its_definition(level: float) -> None:
    rng = np.random.Generator(np.random.PCG64(3))
    losses, weights = rng.normal(0, 1, 40).tolist(), rng.random(40).tolist()
    found = tail(losses, level, weights=weights)
    share = np.array(weights) / sum(weights)
    values = [eta + float(share @ np.maximum(np.array(losses) - eta, 0)) / (1 - level) for eta in losses]
    assert found.cvar == pytest.approx(min(values))
    assert found.mean <= found.cvar
    assert found.var <= found.cvar


def test_a_scenario_without_weight_is_no_tail() -> None:
    assert tail([1.0, 2.0, 99.0], 0.9, weights=[0.5, 0.5, 0.0]).var == 2.0


def test_the_further_tails_of_rockafellar_and_uryasev() -> None:
    """METHODS M10: CVaR at .90 and .99."""
    assert portfolio_tail(*ROCKAFELLAR, 0.9).cvar == pytest.approx(0.096975, abs=2e-6)
    assert portfolio_tail(*ROCKAFELLAR, 0.99).cvar == pytest.approx(0.152977, abs=2e-6)
    assert normal_tail(5, 0, 0.9).cvar == 5


def test_a_tornado_sorts_its_bars_and_moves_one_lever_at_a_time() -> None:
    seen = []

    def stop_days(levers: dict[str, float]) -> float:
        seen.append(dict(levers))
        return 3 * levers["wait"] - levers["stock"] + 0.1 * levers["demand"]

    levers = [Lever("demand", 90, 100, 120), Lever("wait", 40, 60, 120), Lever("stock", 20, 30, 50)]
    found = tornado(stop_days, levers)
    assert [bar.name for bar in found.bars] == ["wait", "stock", "demand"]
    assert found.base == pytest.approx(160)
    assert (found.bars[0].at_p10, found.bars[0].at_p90) == pytest.approx((100, 340))
    base = {lever.name: lever.base for lever in levers}
    assert all(sum(run[name] != base[name] for name in base) <= 1 for run in seen)
    assert len(seen) == 2 * len(levers) + 1


def test_a_lever_takes_its_ends_from_a_distribution() -> None:
    lever = Lever.of("wait", Lognormal.from_median_p90(60, 120))
    assert (lever.base, lever.p90) == pytest.approx((60, 120))
    assert lever.p10 == pytest.approx(30)


def test_a_tornado_can_be_stopped() -> None:
    class Stopped:
        def step(self, done: float, label: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        tornado(lambda levers: 0.0, [Lever("wait", 1, 2, 3)], Stopped())


def test_sobol_names_the_main_driver_and_repeats_itself() -> None:
    inputs = [(name, Uniform(-math.pi, math.pi)) for name in ("x1", "x2", "x3")]
    first, second = (sobol(ishigami, inputs, samples=1024, seed=7) for _ in range(2))
    assert first == second
    name, share = main_driver(first)
    assert name == "x2"
    assert share == pytest.approx(0.44, abs=0.05)


@pytest.mark.parametrize("broken", [
    lambda: kaplan_meier([LoggedWait(-1, True)]), lambda: ApprovalRate(0, 1),
    lambda: EVEN.after(approved=-1, refused=0),
    lambda: tail([], 0.9), lambda: tail([1.0], 1.0), lambda: tail([1.0], 0.9, weights=[0.0]), lambda: main_driver(()),
    lambda: sobol(ishigami, [("x", Uniform(0, 1))], samples=1000, seed=1), lambda: approval_by_class({}, enough=0),
    lambda: tornado(lambda levers: 0.0, [Lever("a", 1, 2, 3), Lever("a", 1, 2, 3)]),
    lambda: portfolio_tail((1.0,), (1.0, 2.0), ((1.0,),), 0.9)])
def test_impossible_inputs_are_refused(broken: object) -> None:
    with pytest.raises(PlanningError):
        broken()  # type: ignore[operator]


def test_sobol_of_the_g_function() -> None:
    """Saltelli and Sobol 1995: V_i = 1/(3 (1 + a_i)^2), of the product of four inputs."""
    weights = (0.0, 1.0, 4.5, 9.0)

    def g_function(x: np.ndarray) -> np.ndarray:
        parts = [(np.abs(4 * row - 2) + a) / (1 + a) for row, a in zip(x, weights, strict=True)]
        return np.asarray(np.prod(parts, axis=0))

    alone = [1 / 3 / (1 + a) ** 2 for a in weights]
    whole = math.prod(1 + part for part in alone) - 1
    found = sobol(g_function, [(f"x{a}", Uniform(0, 1)) for a in weights], samples=8192, seed=3)
    for index, part in zip(found, alone, strict=True):
        assert index.first == pytest.approx(part / whole, abs=0.02)
        assert index.total == pytest.approx(part * (whole + 1) / (1 + part) / whole, abs=0.02)


def test_ties_between_decisions_and_pending_cases_count_as_greenwood_has_them() -> None:
    """At 3: 2 of 10 (one pending case still at risk); at 5: 1 of 7; at 8: 2 of 5; at 15 the last one."""
    log = [(3, True), (3, True), (3, False), (5, False), (5, True), (8, True), (8, True), (8, False), (12, False),
           (15, True)]
    curve = kaplan_meier([LoggedWait(days, decided) for days, decided in log])
    assert [(step.at_risk, step.decisions) for step in curve.steps] == [(10, 2), (7, 1), (5, 2), (1, 1)]
    at_8 = 0.8 * 6 / 7 * 3 / 5
    assert curve.waiting(8) == pytest.approx(at_8)
    assert curve.standard_error(8) == pytest.approx(at_8 * math.sqrt(2 / (10 * 8) + 1 / (7 * 6) + 2 / (5 * 3)))
    assert curve.waiting(15) == 0
