"""Headings that declare what a part holds of an element, in the ways and languages they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_bom import codes, items, meanings, read_rows
from ytterby.bom.reading import Meaning, Reading
from ytterby.core.item import Item


def _read(folder: Path, heading: str, cell: object) -> Reading:
    return read_rows(folder, [("Part Number", "Description", "Qty", heading), ("A-1", "Disc", 1, cell),
                              ("A-2", "Ring", 2, cell), ("A-3", "Block", 2, cell)])


def _shares(item: Item) -> dict[str, float]:
    return {declared.symbol: declared.share.high for declared in item.declared}


@pytest.mark.parametrize(("heading", "cell", "symbol", "share"), [
    ("доля диспрозия, %", 0.3, "Dy", 0.003), ("Массовая доля неодима (%)", 28, "Nd", 0.28),
    ("Dy含有量(%)", 0.3, "Dy", 0.003),
    ("Zawartość dysprozu [%]", 0.3, "Dy", 0.003), ("Dy mg/kg", 3000, "Dy", 0.003), ("Sm g/kg", 30, "Sm", 0.03),
    ("Sm mg / g", 30, "Sm", 0.03), ("Dy µg/g", 350, "Dy", 0.00035), ("w(Dy) in %", 0.3, "Dy", 0.003),
    ("Dy_pct", 0.3, "Dy", 0.003), ("RE content %", 30, "REE", 0.3),
])
def test_a_content_is_read_with_its_unit(tmp_path: Path, heading: str, cell: float, symbol: str, share: float) -> None:
    reading = _read(tmp_path, heading, cell)
    assert _shares(items(reading)[0]) == {symbol: pytest.approx(share)}
    assert not {code for code in codes(reading) if code.startswith("content")}


@pytest.mark.parametrize(("heading", "symbol", "metal"), [
    ("Dy2O3 %", "Dy", 325.0 / 372.997), ("Dy₂O₃ (wt%)", "Dy", 325.0 / 372.997), ("Tb4O7 %", "Tb", 635.72 / 747.713),
    ("CeO2 %", "Ce", 140.12 / 172.118),
])
def test_of_an_oxide_the_metal_counts(tmp_path: Path, heading: str, symbol: str, metal: float) -> None:
    reading = _read(tmp_path, heading, 0.3)
    assert _shares(items(reading)[0]) == {symbol: pytest.approx(0.003 * metal, rel=1e-4)}


@pytest.mark.parametrize(("heading", "named"), [
    ("Dy+Tb %", ("dysprosium", "terbium")), ("Pr-Nd (%)", ("praseodymium", "neodymium")),
    ("PrNd %", ("praseodymium", "neodymium")), ("Dy2O3/Tb4O7 ppm", ("dysprosium", "terbium")),
    ("HREE %", ("rare earths",)),
])
def test_of_several_elements_together_a_share_is_a_hint_and_said(
    tmp_path: Path, heading: str, named: tuple[str, ...]
) -> None:
    reading = _read(tmp_path, heading, 2)
    assert items(reading)[0].extra == ((heading, "2"), *((heading, f"contains {name}") for name in named))
    assert codes(reading)["content-of-several"] == "2-4"
    nothing = _read(tmp_path, heading, 0)
    assert items(nothing)[0].extra == ((heading, "0"),)
    assert items(nothing)[0].declared == ()


@pytest.mark.parametrize("heading", ["Discount %", "Y/N", "Share %", "Weight g", "Pr. ratio", "Code CE"])
def test_other_headings_are_no_contents(tmp_path: Path, heading: str) -> None:
    assert meanings(_read(tmp_path, heading, 2))["D"] is not Meaning.CONTENT
