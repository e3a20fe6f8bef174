"""Where-used."""

from __future__ import annotations

from builders_measure import assessed, bom, item
from ytterby.exposure.where_used import where_used


def test_an_item_is_found_in_its_products_assemblies_and_lines() -> None:
    bill = bom([item(key) for key in ("first", "second", "unit", "bolt", "loose")], [
        (0, "first", 1), (1, "unit", 2), (2, "bolt", 4), (2, "bolt", 1), (1, "bolt", 7),
        (0, "second", 1), (1, "unit", 1), (2, "bolt", 4), (2, "bolt", 1), (0, "loose", 1)])
    found = where_used(bill, assessed(bill), 3)
    assert found.products == (0, 1)
    assert found.assemblies == ((0, 7.0), (2, 5.0))  # the unit is listed twice, and counts once
    assert found.lines == (2, 3, 4, 7, 8)


def test_another_choice_for_a_line_is_no_use() -> None:
    bill = bom([item(key) for key in ("drive", "magnet", "other")],
               [(0, "drive", 1), (1, "magnet", 2), (1, "other", 2)], alternatives=(2,))
    found = where_used(bill, assessed(bill), 2)
    assert (found.products, found.assemblies, found.lines) == ((), (), (2,))
