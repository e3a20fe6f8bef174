"""Prices in kr: Swedish, Norwegian or Danish ones?"""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_bom import codes, items, read_text
from ytterby.bom.read import read
from ytterby.bom.reading import Mapping, Reading
from ytterby.core.item import Money


def _read(folder: Path, heading: str, cell: str, note: str = "") -> Reading:
    text = f"Part Number;Description;Qty;{heading}\nA-1;Magnet;2;{cell}\nA-2;Screw;4;{cell}\n{note}\n"
    return read_text(folder, text)


@pytest.mark.parametrize(("heading", "cell"), [("Pris", "95,11 kr"), ("Pris (kr)", "95,11"), ("Pris kr", "95,11 kr.")])
def test_kr_of_no_country_is_said(tmp_path: Path, heading: str, cell: str) -> None:
    reading = _read(tmp_path, heading, cell)
    assert items(reading)[0].price == Money(95.11, "SEK")
    assert codes(reading)["currency-krona"] == "2-3"


@pytest.mark.parametrize(("heading", "cell", "currency"), [
    ("Pris NOK", "95,11 kr", "NOK"), ("Pris (SEK)", "95,11 kr", "SEK"), ("Pris", "95,11 SEK", "SEK"),
    ("Pris DKK", "95,11", "DKK"), ("Price", "95,11 €", "EUR"),
])
def test_kr_of_a_country_that_is_told_is_not(tmp_path: Path, heading: str, cell: str, currency: str) -> None:
    reading = _read(tmp_path, heading, cell)
    assert items(reading)[0].price == Money(95.11, currency)
    assert "currency-krona" not in codes(reading)


@pytest.mark.parametrize("heading", ["Pris", "Pris (kr)"])
def test_what_the_user_says_of_the_currency_holds_for_kr(tmp_path: Path, heading: str) -> None:
    _read(tmp_path, heading, "95,11 kr")
    reading = read(tmp_path / "bill.csv", Mapping(currency="NOK"))
    assert items(reading)[0].price == Money(95.11, "NOK")
    assert "currency-krona" not in codes(reading)


def test_a_currency_column_in_kr_is_said_too(tmp_path: Path) -> None:
    text = "Part Number;Description;Qty;Price;Currency\nA-1;Magnet;2;9,5;kr\nA-2;Screw;4;9,5;DKK\n"
    reading = read_text(tmp_path, text)
    assert [item.price for item in items(reading)] == [Money(9.5, "SEK"), Money(9.5, "DKK")]
    assert codes(reading)["currency-krona"] == "2"


def test_a_note_says_whose_kr_they_are(tmp_path: Path) -> None:
    reading = _read(tmp_path, "Pris", "95,11 kr", "Priser i DKK ekskl. moms")
    assert items(reading)[0].price == Money(95.11, "DKK")
    assert "currency-krona" not in codes(reading)
