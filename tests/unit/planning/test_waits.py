"""Licence waits: priors and closed forms."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest
from scipy import integrate, stats

from ytterby.core.errors import PlanningError
from ytterby.planning.draws import draw_waits, own_waits
from ytterby.planning.scenario import LicenceWait
from ytterby.planning.waits import checked, default_wait, priors, review

DERIVED = LicenceWait(60, 120, 1.0, 0.0, "worked_examples.csv 133-135", date(2026, 2, 1))


def test_the_derived_example_of_cover_against_a_random_wait() -> None:
    """worked_examples.csv 133, 134, 135: median 60 d, 90 % point 120 d, cover 45 d."""
    wait = review(DERIVED)
    assert wait.sigma == pytest.approx(0.540866, abs=1e-6)
    assert wait.exceeds(45) == pytest.approx(0.7026, abs=1e-4)
    assert wait.excess(45) == pytest.approx(27.993, abs=2e-4)
    assert wait.quantile(0.95) == pytest.approx(146.06, abs=0.01)


@pytest.mark.parametrize(("median", "p90", "cover"), [(60, 120, 45), (30, 35, 90), (122, 183, 10), (5, 400, 60)])
def test_the_closed_forms_agree_with_quadrature(median: float, p90: float, cover: float) -> None:
    wait = review(LicenceWait(median, p90, 1.0, 0.0, "", date(2026, 1, 1)))
    frozen = stats.lognorm(wait.sigma, scale=median)
    assert wait.exceeds(cover) == pytest.approx(frozen.sf(cover), abs=1e-12)
    mean, _ = integrate.quad(lambda z: max(median * 2.718281828459045**(wait.sigma * z) - cover, 0) * stats.norm.pdf(z),
                             -9, 12, points=[0], limit=400)
    assert wait.excess(cover) == pytest.approx(mean, rel=1e-6, abs=1e-7)


def test_a_wait_without_spread_is_a_day_in_the_calendar() -> None:
    wait = review(LicenceWait(63, 63, 1.0, 0.0, "", date(2026, 1, 1)))
    assert (wait.exceeds(62.9), wait.exceeds(63.1)) == (1.0, 0.0)
    assert wait.excess(60) == pytest.approx(3)
    assert wait.quantile(0.95) == pytest.approx(63)


def test_no_cover_is_short_from_the_first_day() -> None:
    wait = review(DERIVED)
    assert wait.exceeds(0) == 1
    assert wait.excess(0) == pytest.approx(60 * 2.718281828459045 ** (wait.sigma**2 / 2))


def test_the_shipped_priors_are_dated_sourced_and_kept_apart() -> None:
    shipped = priors()
    assert len(shipped) > 2
    assert len({(prior.median_days, prior.p90_days, prior.approval) for prior in shipped}) == len(shipped)
    assert all("Source:" in prior.basis and prior.as_of <= date(2026, 11, 21) for prior in shipped)
    assert default_wait() in shipped


def test_the_statutory_clock_is_45_working_days() -> None:
    clock = next(prior for prior in priors() if "Decree 792" in prior.basis)
    assert clock.median_days == 45 / 5 * 7


@pytest.mark.parametrize("numbers", [
    (0, 10, 0.5), (60, 50, 0.5), (60, 120, 1.5), (60, 120, -0.1), (float("nan"), 9, 1),
])
def test_numbers_that_can_be_no_wait_are_refused(numbers: tuple[float, float, float]) -> None:
    with pytest.raises(PlanningError):
        checked(LicenceWait(*numbers, 0.0, "", date(2026, 1, 1)))


def test_waits_of_an_item_are_those_of_its_announcement_in_another_order_with_the_correlation_asked_for() -> None:
    trials = 20_000
    common = draw_waits(default_wait(), "announcement", seed=3, trials=trials)
    first, second = (own_waits(common, "announcement", name, 0.5, seed=3) for name in ("a", "b"))
    for share in (0.05, 0.5, 0.95):
        assert abs((common.days <= first.quantile(share)).mean() - share) < 0.012
    ranks = [np.argsort(np.argsort(drawn.days)) / trials for drawn in (first, second)]
    of_a_gaussian_copula = 6 / math.pi * math.asin(0.5 / 2)
    assert np.corrcoef(*ranks)[0, 1] == pytest.approx(of_a_gaussian_copula, abs=0.02)
