"""Rows that name nothing but a total are no lines where their sum proves it; charges in further languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_bom import lines, read_rows

HEAD = ("Part number", "Description", "Qty", "Unit", "Price EUR", "Total")
ABOVE = [(f"P-{n}", f"Part {n}", 2, "pcs", 3, 6) for n in range(3)]
BELOW = [(f"P-{n}", f"Part {n}", 2, "pcs", 3, 6) for n in range(3, 6)]


@pytest.mark.parametrize("below", [BELOW, []])
@pytest.mark.parametrize("row", [
    ("Zwischensumme", None, 6, None, None, 18), (None, None, 6, "pcs", None, 18), ("Total", None, 6, "pcs", None, 18),
    (None, "Σ", 6, None, None, 18), (None, "Skupaj", None, None, None, 18), (None, "Tổng cộng", None, None, None, 18),
    (None, "รวม", None, None, None, 18), (None, 'סה"כ', None, None, None, 18), (None, "المجموع", None, None, None, 18),
])
def test_a_total_that_is_the_sum_above_is_no_line(
        tmp_path: Path, row: tuple[object, ...], below: list[tuple[object, ...]]) -> None:
    assert len(lines(read_rows(tmp_path, [HEAD, *ABOVE, row, *below]))) == 3 + len(below)


@pytest.mark.parametrize("row", [
    (None, "SmCo magnet", 6, None, None, 18), ("P-9", None, 6, "pcs", None, 18), (None, None, 5, "pcs", None, 17),
])
def test_a_row_that_names_a_thing_or_is_no_sum_stays_a_line(tmp_path: Path, row: tuple[object, ...]) -> None:
    assert len(lines(read_rows(tmp_path, [HEAD, *ABOVE, row, *BELOW]))) == 7


@pytest.mark.parametrize("word", [
    "wysyłka", "bezorging", "mano de obra", "Shipping total", "Forma de pago", "manodopera", "mão de obra", "robocizna",
    "Labour cost", "Zahlungsbedingungen", "doprava", "送料", "运费",
])
def test_charges_and_terms_are_no_parts(tmp_path: Path, word: str) -> None:
    assert len(lines(read_rows(tmp_path, [HEAD, *ABOVE, (None, word, 1, None, 12, 12)]))) == 3
