"""Results are kept by their inputs."""

from __future__ import annotations

import pytest

from builders_report import reading
from ytterby.core.progress import Cancelled
from ytterby.workspace.memo import Memo


def test_the_same_inputs_are_computed_once_per_stage() -> None:
    memo, calls, read = Memo(), [], reading()

    def compute() -> str:
        calls.append(1)
        return f"result {len(calls)}"

    assert memo.get("a", (read, 1), compute) == memo.get("a", (read, 1), compute) == "result 1"
    assert memo.get("b", (read, 1), compute) == "result 2"
    assert memo.get("a", (read, 2), compute) == "result 3"
    assert memo.get("a", (read, 1), compute) == "result 1"


def test_an_equal_reading_is_another_one() -> None:
    memo = Memo()
    assert memo.get("a", (reading(),), lambda: 1) == 1
    assert memo.get("a", (reading(),), lambda: 2) == 2


def test_old_results_make_room() -> None:
    memo = Memo()
    for number in range(100):
        memo.get("a", number, lambda number=number: number)
    assert memo.get("a", 99, lambda: -1) == 99
    assert memo.get("a", 0, lambda: -1) == -1


def test_what_was_cancelled_is_not_kept() -> None:
    memo = Memo()

    def stopped() -> int:
        raise Cancelled

    with pytest.raises(Cancelled):
        memo.get("a", 1, stopped)
    assert memo.get("a", 1, lambda: 5) == 5
