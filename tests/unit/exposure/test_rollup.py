"""Quantities through the levels."""

from __future__ import annotations

import time

import numpy as np
import pytest

from builders_measure import bom, item
from ytterby.bom.bill import Bom, Usages
from ytterby.exposure.rollup import roll_up


def pieces(bill: Bom, product: str | None) -> dict[str, float]:
    rolled = roll_up(bill)
    names = [None if place is None else bill.items[place].key for place in rolled.products]
    items, counts = rolled.in_product(names.index(product))
    return {bill.items[place].key: count for place, count in zip(items.tolist(), counts.tolist(), strict=True)}


def test_a_published_chair_rolls_up_as_its_author_says() -> None:
    """worked_examples.csv 118: variable.global/blog/bom-importer-update."""
    bill = bom([item(key) for key in ("FC123", "WA1", "S1", "PB1", "WL1")],
               [(0, "FC123", 1), (1, "WA1", 2), (1, "S1", 1), (2, "PB1", 1), (1, "WL1", 4)])
    assert pieces(bill, "FC123") == {"FC123": 1, "WA1": 2, "S1": 1, "PB1": 1, "WL1": 4}


def test_quantities_multiply_along_a_path_and_add_over_paths() -> None:
    """worked_examples.csv 119: C = 2·3 + 5, M = 2·4 + 1."""
    bill = bom([item(key) for key in "ABCM"],
               [(0, "A", 1), (1, "B", 2), (2, "C", 3), (2, "M", 4), (1, "C", 5), (1, "M", 1)])
    assert pieces(bill, "A") == {"A": 1, "B": 2, "C": 11, "M": 9}


def test_alternatives_never_add_up() -> None:
    bill = bom([item(key) for key in "ABC"], [(0, "A", 1), (1, "B", 2), (1, "B", 2), (1, "C", 7)], alternatives=(2, 3))
    assert pieces(bill, "A") == {"A": 1, "B": 2}


def test_parts_below_an_alternative_do_not_add_up() -> None:
    bill = bom([item(key) for key in "ABC"], [(0, "A", 1), (1, "B", 2), (2, "C", 3)], alternatives=(1,))
    assert pieces(bill, "A") == {"A": 1}


def test_an_assembly_listed_once_with_its_parts_has_them_everywhere() -> None:
    bill = bom([item(key) for key in "ABCS"],
               [(0, "A", 1), (1, "S", 2), (2, "C", 3), (0, "B", 1), (1, "S", 5)])
    assert pieces(bill, "A")["C"] == 6
    assert pieces(bill, "B") == {"B": 1, "S": 5, "C": 15}


def test_a_bare_top_line_is_a_product_where_its_parts_are_listed_elsewhere() -> None:
    """Else it would depend on the order of lines whether it is one."""
    first = bom([item(key) for key in "ABC"], [(0, "A", 1), (1, "B", 2), (2, "C", 3), (0, "B", 1)])
    other = bom([item(key) for key in "ABC"], [(0, "B", 1), (1, "C", 3), (0, "A", 1), (1, "B", 2)])
    assert pieces(first, "B") == pieces(other, "B") == {"B": 1, "C": 3}
    assert pieces(first, "A") == pieces(other, "A") == {"A": 1, "B": 2, "C": 6}


def test_an_assembly_that_stands_inside_itself_does_not_hang() -> None:
    bill = bom([item(key) for key in "ABC"], [(0, "A", 1), (1, "B", 2), (2, "A", 1), (2, "C", 3)])
    assert pieces(bill, "A")["C"] == 6


def test_a_line_without_a_quantity_counts_once_and_is_named() -> None:
    bill = bom([item(key) for key in "AB"], [(0, "A", None), (1, "B", None)])
    assert pieces(bill, "A") == {"A": 1, "B": 1}
    assert roll_up(bill).assumed == (0, 1)


def test_lines_under_no_assembly_are_the_list_itself() -> None:
    bill = bom([item(key) for key in "ABC"], [(0, "A", 1), (1, "B", 2), (0, "C", 4)])
    assert pieces(bill, None) == {"C": 4}
    assert pieces(bill, "A") == {"A": 1, "B": 2}


def test_a_top_item_in_several_pieces_is_rolled_up_per_piece() -> None:
    bill = bom([item(key) for key in "AB"], [(0, "A", 3), (1, "B", 2)])
    assert pieces(bill, "A") == {"A": 1, "B": 2}
    assert roll_up(bill).counts.tolist() == [3]


def test_a_hundred_thousand_lines_of_ten_levels_roll_up_in_a_second() -> None:
    generator = np.random.Generator(np.random.PCG64(1))
    count, per_level = 100_000, 10_000
    level = np.repeat(np.arange(10), per_level)
    parent = np.where(level == 0, -1, (level - 1) * per_level + generator.integers(0, per_level, count))
    names = np.where(level == 9, 9 * per_level + generator.integers(0, 500, count), np.arange(count))
    usages = Usages(
        names.astype(np.int32), np.zeros(count, np.int16), np.arange(count, dtype=np.int32), level.astype(np.int16),
        parent.astype(np.int32), np.full(count, 2.0), np.zeros(count, bool), ("",) * count,
    )
    bill = Bom("big", "0", ("BOM",), tuple(item(str(place)) for place in range(count)), usages)
    began = time.perf_counter()
    rolled = roll_up(bill)
    total = rolled.for_volumes([1.0] * len(rolled.products))
    assert time.perf_counter() - began < 10  # catches a change of kind; the figure is in tests/benchmarks
    assert total[9 * per_level:].sum() == 2.0**9 * per_level


@pytest.mark.parametrize("ends", [True, False])
def test_a_chain_of_900_levels_rolls_up_unless_it_ends_in_itself(ends: bool) -> None:
    names = [f"P{level}" for level in range(900)]
    lines = [(level, name, 1.0) for level, name in enumerate(names)] + ([] if ends else [(900, "P0", 1.0)])
    bill = bom([item(name) for name in names], lines)
    assert pieces(bill, "P0")["P899"] == 1


def test_pieces_beyond_range_are_not_known_and_spoil_no_others() -> None:
    bill = bom([item(key) for key in "ABCD"], [(0, "A", 1), (1, "B", 1e308), (2, "C", 1e308), (1, "D", 2)])
    found = pieces(bill, "A")
    assert found["D"] == 2
    assert np.isnan([found["B"], found["C"]]).all()
