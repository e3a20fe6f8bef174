"""Stopping a bill of many different items between its records and its items, counted in steps and not in time."""

from __future__ import annotations

from pathlib import Path

import pytest

from ytterby.bom.read import read
from ytterby.core.progress import Cancelled

ITEMS, COLUMNS = 2_000, 4
FROM, TO = 0.65, 0.98  # the part of a reading in which lines become records and items


class Steps:
    """Progress that keeps how far the work was at every step, and is stopped at one of them."""

    def __init__(self, stop_at: int = -1) -> None:
        self.done: list[float] = []
        self.stop_at = stop_at

    def step(self, done: float, label: str = "") -> None:
        self.done.append(done)
        if len(self.done) - 1 == self.stop_at:
            raise Cancelled


@pytest.fixture
def bill(tmp_path: Path) -> Path:
    path = tmp_path / "bill.csv"
    lines = (f"P-{number},Bracket {number},Steel {number},{number}" for number in range(1, ITEMS + 1))
    path.write_text("\n".join(["Part number,Description,Material,Quantity", *lines]))
    return path


def test_records_and_items_are_told_in_steps_of_a_column_and_of_some_hundred_items(bill: Path) -> None:
    steps = Steps()
    assert len(read(bill, progress=steps).bom.items) == ITEMS
    share = [(done - FROM) / (TO - FROM) for done in steps.done]
    assert share == sorted(share)
    assert sum(0.1 <= at < 0.5 for at in share) >= COLUMNS
    assert sum(0.5 < at < 0.9 for at in share) >= ITEMS // 500


def test_a_stop_is_heard_at_every_step_of_records_and_items(bill: Path) -> None:
    steps = Steps()
    read(bill, progress=steps)
    within = [at for at, done in enumerate(steps.done) if FROM <= done <= TO]
    assert len(within) > COLUMNS
    for at in within:
        stopped = Steps(stop_at=at)
        with pytest.raises(Cancelled):
            read(bill, progress=stopped)
        assert len(stopped.done) == at + 1
