"""Of several prices it is said which counts, and totals that contradict price and quantity are said once."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_bom import codes, items, lines, read_rows

HEAD = ("Part number", "Description", "Qty")


def _bill(price: float, total: float, *more: float) -> list[tuple[object, ...]]:
    return [(f"A-{n}", f"Magnet {n}", 10, price, total, *more) for n in range(1, 5)]


def test_of_two_price_columns_it_is_said_which_one_counts(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [(*HEAD, "Price EUR", "Price EUR"), *_bill(3, 300)])
    assert items(reading)[0].price.amount == 3  # type: ignore[union-attr]
    said = [dict(issue.params) for issue in reading.issues if issue.code == "price-twice"]
    assert [one["others"] for one in said] == ['E ("Price EUR")']


@pytest.mark.parametrize(("price", "total", "wrong"), [(3, 30, False), (3, 3, True), (3, 3000, True), (3, 36, False)])
def test_totals_ten_times_off_are_said_once(tmp_path: Path, price: float, total: float, wrong: bool) -> None:
    reading = read_rows(tmp_path, [(*HEAD, "Price EUR", "Total EUR"), *_bill(price, total)])
    assert [issue.code for issue in reading.issues].count("total-contradicted") == wrong


def test_totals_for_the_quantity_of_another_column_contradict_nothing(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [(*HEAD, "Price EUR", "Total EUR", "Order qty"), *_bill(3, 3000, 1000)])
    assert "total-contradicted" not in codes(reading)


@pytest.mark.parametrize("names", [
    ("per asm", "total", "unit EUR", "total EUR"), ("Assy", "total", "each", "total"),
    ("per asm", "total", "unit", "total"),
])
@pytest.mark.parametrize("band", [
    ("Item", None, "Quantity", None, "Cost EUR", None),
    ("Item", "Item", "Quantity", "Quantity", "Cost EUR", "Cost EUR"),
])
def test_a_total_under_quantity_is_no_money(
        tmp_path: Path, band: tuple[str | None, ...], names: tuple[str, ...]) -> None:
    rows = [band, ("Part No.", "Description", *names), *((f"P-{n}", f"Part {n}", 2, 4, 3, 6) for n in range(3))]
    reading = read_rows(tmp_path, rows)
    assert [line.quantity for line in lines(reading)] == [2, 2, 2]
    meanings = {column.letter: column.meaning.value for column in reading.tables[0].columns}
    assert (meanings["C"], meanings["E"], meanings["F"]) == ("quantity", "price", "line_total")
    assert "total-contradicted" not in codes(reading)


@pytest.mark.parametrize(("heading", "counts"), [("Quanitity", True), ("Qauntity", True), ("quantality", True),
                                                 ("Quality", False), ("Identity", False)])
def test_a_misspelt_word_over_whole_numbers_counts_where_no_other_column_does(
        tmp_path: Path, heading: str, counts: bool) -> None:
    rows = [("Part number", "Description", heading), ("A-1", "Magnet", 2), ("A-2", "Nut", 7), ("A-3", "Bolt", 7)]
    assert [line.quantity for line in lines(read_rows(tmp_path, rows))] == ([2, 7, 7] if counts else [None] * 3)
