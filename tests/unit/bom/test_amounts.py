"""Quantities are told in the unit of their line; where cell and unit contradict, none is told, and it is said."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from builders_bom import codes, items, lines, read_rows

HEAD = ("Part number", "Description", "Qty", "Unit")
OTHERS = [("A-2", "Nut", 3, "pcs"), ("A-3", "Bolt", 4, "pcs")]


@pytest.mark.parametrize(("text", "unit", "quantity"), [
    ("500 g", "kg", 0.5), ("0.5 kg", "g", 500), ("200 cm", "m", 2), ("1 dozen", "pcs", 12), ("2k", "pcs", 2000),
    ("1 pair", "pcs", 2), ("1 pair", "pair", 1), ("1 dozen", "dozen", 1), ("2 m", "m", 2), ("12个", "pcs", 12),
    ("2-", "pcs", -2), ("3 kg", "", 3),
])
def test_a_quantity_is_counted_in_the_unit_of_its_line(tmp_path: Path, text: str, unit: str, quantity: float) -> None:
    reading = read_rows(tmp_path, [HEAD, ("A-1", "Magnet", text, unit), *OTHERS])
    assert [line.quantity for line in lines(reading)] == [pytest.approx(quantity), 3, 4]
    assert "quantity-unit-differs" not in codes(reading)


@pytest.mark.parametrize(("text", "unit"), [
    ("3 kg", "pcs"), ("5 pcs", "kg"), ("2 m", "pcs"), ("5%", "pcs"), ("2k", "kg"),
])
def test_a_quantity_in_a_unit_of_another_kind_is_not_stated_and_said(tmp_path: Path, text: str, unit: str) -> None:
    reading = read_rows(tmp_path, [HEAD, ("A-1", "Magnet", text, unit), *OTHERS])
    assert [line.quantity for line in lines(reading)] == [None, 3, 4]
    assert "quantity-unit-differs" in codes(reading)
    assert "quantity-unread" not in codes(reading)


def test_a_heading_in_kilograms_over_lines_in_pieces_is_said(tmp_path: Path) -> None:
    rows = [("Part number", "Description", "Qty (kg)", "Unit"), ("A-1", "Magnet", 5, "pcs"), ("A-2", "Powder", 3, "kg")]
    reading = read_rows(tmp_path, rows)
    assert [line.quantity for line in lines(reading)] == [None, 3]
    assert "quantity-unit-differs" in codes(reading)


@pytest.mark.parametrize(("heading", "quantity"), [
    ("Qty per 100 sets", 2), ("Qty / 100 boards", 2), ("Qty per unit", 200), ("Qty 2024", 200), ("Quantity per 1", 200),
])
def test_quantities_for_many_of_the_product_are_divided_and_said(
        tmp_path: Path, heading: str, quantity: float) -> None:
    rows = [("Part number", "Description", heading), ("A-1", "Magnet", 200), ("A-2", "Nut", 100)]
    reading = read_rows(tmp_path, rows)
    assert lines(reading)[0].quantity == quantity
    assert ("quantity-per-many" in codes(reading)) == (quantity == 2)


def test_numbers_beyond_any_bill_are_unread_and_said(tmp_path: Path) -> None:
    head = ("Part number", "Description", "Qty", "Mass kg", "Price EUR")
    reading = read_rows(tmp_path, [head, ("A-1", "Magnet", 1e300, 1e306, 1e308), ("A-2", "Nut", 2, 0.5, 3)])
    assert lines(reading)[0].quantity is None
    assert items(reading)[0].mass_g is None
    assert items(reading)[0].price is None
    assert {"quantity-unread", "mass-unread", "price-unread"} <= set(codes(reading))
    assert math.isclose(items(reading)[1].mass_g.best, 500.0)  # type: ignore[union-attr]
