"""Every row of worked_examples.csv, computed: the row's source is in the test's name and in its message.

A row without a stated tolerance must agree to the digits it is printed with.
"""

from __future__ import annotations

import ast
import csv
import math
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

import examples_of_planning as computed

with Path(__file__).with_name("worked_examples.csv").open(encoding="utf-8", newline="") as file:
    ROWS: dict[str, Mapping[str, str]] = {row["id"]: row for row in csv.DictReader(file)}
# Relative: row 114 is printed from a sigma cut to 0.5408; uncut (ln 2 / 1.281552) it gives 1677.88 and not 1677.7.
ROUNDED = {"114": 1.2e-4}
COMPUTED: Mapping[str, Callable[[], object]] = computed.BY_ROW


def half_a_digit(text: str) -> float:
    digits = text.partition(".")[2]
    return 0.5 * 10.0 ** -len(digits) * (1 + 1e-6)


def numbers(text: str) -> list[str]:
    return [part.rpartition("=")[2] for part in text.split("|")]


def agrees(found: Sequence[float], row: Mapping[str, str]) -> bool:
    wanted = numbers(row["expected_output"])
    stated = float(row["tolerance"] or 0)
    return len(found) == len(wanted) and all(
        abs(value - float(text)) <= max(stated, half_a_digit(text), ROUNDED.get(row["id"], 0.0) * abs(float(text)))
        for value, text in zip(found, wanted, strict=True))


def named(row_id: str) -> str:
    return f"{row_id}-{re.sub('[^A-Za-z0-9]+', '-', ROWS[row_id]['source'][:60])}"


@pytest.mark.parametrize("row_id", ROWS, ids=named)
def test_a_worked_example_is_reproduced(row_id: str) -> None:
    row = ROWS[row_id]
    found = COMPUTED[row_id]()
    told = f"{row['method']}: {row['inputs']} gave {found}, not {row['expected_output']} ({row['source']})"
    match row["expected_output"]:
        case "True" | "infeasible":
            assert found is True, told
        case text if text.startswith(("[", "{")):
            assert found == ast.literal_eval(text), told
        case _:
            values = list(found) if isinstance(found, tuple) else [found]
            values = [min(value, computed.CAP_OF_THE_CASE) if value == math.inf else value for value in values]
            assert agrees(values, row), told


def test_no_row_is_left_out() -> None:
    assert set(COMPUTED) == set(ROWS)


def test_row_114_is_printed_from_a_cut_sigma() -> None:
    cut = computed.Lognormal(math.log(60 / 7), 0.5408)
    assert round(100 * cut.quantile(1 - 1.5 / (0.35 * 40)), 1) == 1677.7


@pytest.mark.parametrize(("value", "text", "tolerance", "good"), [
    (304.0467, "304.046780026", "1e-06", False), (9.66667, "9.6667", "0", True), (9.6668, "9.6667", "0", False)])
def test_a_wrong_number_would_be_noticed(value: float, text: str, tolerance: str, good: bool) -> None:
    assert agrees([value], {"id": "", "expected_output": text, "tolerance": tolerance}) is good
