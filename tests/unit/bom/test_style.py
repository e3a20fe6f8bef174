"""What the user says of how a workbook writes its values holds where the workbook does not say it itself."""

from __future__ import annotations

from pathlib import Path

from builders_bom import HEAD, codes, items, read_rows
from ytterby.bom.reading import Mapping


def test_the_style_of_numbers_is_the_one_chosen(tmp_path: Path) -> None:
    rows = [(*HEAD, "Price EUR"), ("A-1", "Ring", 1, "1,250"), ("A-2", "Nut", 2, "2,500")]
    prices = {
        mark: items(read_rows(tmp_path, rows, Mapping(decimal=mark)))[0].price for mark in (".", ",")
    }
    assert {mark: price.amount for mark, price in prices.items() if price} == {".": 1250.0, ",": 1.25}


def test_prices_are_for_as_many_as_said_unless_the_heading_says_it(tmp_path: Path) -> None:
    mapping = Mapping(price_per=100.0)
    for heading, amount in (("Price EUR", 0.05), ("Price EUR per 1000", 0.005)):
        reading = read_rows(tmp_path, [(*HEAD, heading), ("A-1", "Ring", 1, 5.0), ("A-2", "Nut", 2, 7.0)], mapping)
        price = items(reading)[0].price
        assert price is not None
        assert price.amount == amount


def test_masses_without_unit_have_the_one_said(tmp_path: Path) -> None:
    rows = [(*HEAD, "Weight"), ("A-1", "Ring", 1, 2.0), ("A-2", "Nut", 2, "3 g")]
    assert "mass-unread" in codes(read_rows(tmp_path, rows))
    ring, nut = (item.mass_g for item in items(read_rows(tmp_path, rows, Mapping(mass_unit="kg"))))
    assert ring is not None
    assert nut is not None
    assert (ring.best, nut.best) == (2000.0, 3.0)


def test_an_origin_is_the_country_said_of_it(tmp_path: Path) -> None:
    lines = [("A-1", "Ring", 1, "Far East"), ("A-2", "Nut", 2, "DE"), ("A-3", "Bar", 2, "CN")]
    rows = [(*HEAD, "Country of origin"), *lines]
    assert codes(read_rows(tmp_path, rows))["origin-unread"] == "2"
    reading = read_rows(tmp_path, rows, Mapping(countries=(("Far East", "TW"),)))
    assert [item.origin for item in items(reading)] == [("TW",), ("DE",), ("CN",)]
    assert "origin-unread" not in codes(reading)
