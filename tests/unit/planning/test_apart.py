"""A search in a process of its own: the same answer, its refusals, and stopped at once whatever the solver does."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
import pytest

from ytterby.core.errors import PlanningError
from ytterby.core.progress import SILENT, Cancelled, Progress
from ytterby.planning import apart as door
from ytterby.planning.apart import apart
from ytterby.planning.program import Program, minimise
from ytterby.planning.scenario import LicenceWait
from ytterby.planning.waits import checked, default_wait


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other process imports this module by the name it has here."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[3]))


class StopLater:
    """Progress that is stopped some time after its first step, and knows when."""

    def __init__(self, seconds: float) -> None:
        self.at = time.monotonic() + seconds

    def step(self, done: float, label: str = "") -> None:
        if time.monotonic() >= self.at:
            raise Cancelled


def search(size: int, seed: int, progress: Progress = SILENT) -> float:
    """A market split: few rows, and a search that takes minutes from some 40 columns on."""
    rng = np.random.Generator(np.random.PCG64(seed))
    program, rows = Program(), max(size // 10, 1) + 1
    weights = rng.integers(0, 100, (rows, size)).astype(float)
    x, over = program.columns(size, 0.0, 1.0, whole=True), program.columns(2 * rows)
    halves = np.floor(weights.sum(axis=1) / 2)
    at = program.rows(rows, halves, halves)
    program.entries(at[:, None], x[None], weights)
    program.entries(at, over[:rows], 1.0)
    program.entries(at, over[rows:], -1.0)
    program.cost(over, 1.0)
    return minimise(program, gap=0.0, time_limit_s=600.0).value


def fail(progress: Progress) -> None:
    raise ZeroDivisionError("a bug")


def waits(wait: LicenceWait, progress: Progress) -> LicenceWait:
    return checked(wait)


def test_apart_finds_what_is_found_here() -> None:
    assert apart(search, 8, 1, progress=SILENT) == pytest.approx(search(8, 1))


def test_a_search_of_minutes_ends_within_a_third_of_a_second_of_being_stopped() -> None:
    stop = StopLater(2.0)  # long after the solver has begun
    with pytest.raises(Cancelled):
        apart(search, 60, 1, progress=stop)
    late = time.monotonic() - stop.at
    assert late < 3.0, "stopped long after being told"  # measured: 0.06 s; a busy machine is no fault
    print(f"stopped {late:.3f} s after being told")


def test_a_refusal_comes_through_as_it_was() -> None:
    wrong = LicenceWait(60, 30, 1.0, 0.0, "", default_wait().as_of)
    with pytest.raises(PlanningError, match="is not possible") as raised:
        apart(waits, wrong, progress=SILENT)
    assert raised.value.remedy


def test_a_bug_is_told_with_its_place() -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        apart(fail, progress=SILENT)


def test_a_search_that_breaks_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_command", lambda: [sys.executable, "-c", "import os; os.abort()"])
    with pytest.raises(PlanningError, match="broke off"):
        apart(search, 8, 1, progress=SILENT)
