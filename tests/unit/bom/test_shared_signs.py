"""Prices in "$" and "¥", the signs of several currencies: whose they are is told, or assumed and said."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from builders_bom import codes, items, read_text
from ytterby.bom.read import read
from ytterby.bom.reading import Mapping, Reading
from ytterby.core.item import Money

_ASSUMED = {"currency-dollar", "currency-yuan", "currency-yen", "currency-krona"}


def _read(
    folder: Path, heading: str, cell: str, *, name: str = "Magnet", note: str = "", currency: str = ""
) -> Reading:
    text = f"Part Number;Description;Qty;{heading}\nA-1;{name};2;{cell}\nA-2;Screw;4;{cell}\n{note}\n"
    reading = read_text(folder, text)
    return read(folder / "bill.csv", Mapping(currency=currency)) if currency else reading


@pytest.mark.parametrize(("heading", "cell", "name", "currency", "code"), [
    ("Price", "$9.50", "Magnet", "USD", "currency-dollar"),
    ("Price ($)", "9.50", "Magnet", "USD", "currency-dollar"),
    ("单价", "¥9.50", "磁铁", "CNY", "currency-yuan"),
    ("Price", "￥9.50", "Magnet", "CNY", "currency-yuan"),
    ("単価", "￥9.50", "モーター", "JPY", "currency-yen"),
])
def test_a_shared_sign_is_assumed_and_said_once_per_column(
    tmp_path: Path, heading: str, cell: str, name: str, currency: str, code: str
) -> None:
    reading = _read(tmp_path, heading, cell, name=name)
    assert items(reading)[0].price == Money(9.5, currency)
    assert {issue: rows for issue, rows in codes(reading).items() if issue in _ASSUMED} == {code: "2-3"}


@pytest.mark.parametrize(("heading", "cell", "currency"), [
    ("Price", "US$9.50", "USD"), ("Price", "USD 9.50", "USD"), ("Price (CAD)", "$9.50", "CAD"),
    ("Price USD", "$9.50", "USD"), ("Price", "CN¥9.50", "CNY"), ("Price", "JP¥9.50", "JPY"),
    ("Price (JPY)", "¥9.50", "JPY"), ("Price CNY", "¥9.50", "CNY"), ("单价(元)", "¥9.50", "CNY"),
    ("单价(美元)", "9.50", "USD"), ("Price", "9.50 €", "EUR"),
    ("单价(日元)", "9.50", "JPY"), ("Цена, евро", "9.50", "EUR"), ("Price", "9.50", "XXX"), ("Price", "NT$9.50", "TWD"),
])
def test_a_currency_that_is_told_is_not_assumed(tmp_path: Path, heading: str, cell: str, currency: str) -> None:
    reading = _read(tmp_path, heading, cell)
    assert items(reading)[0].price == Money(9.5, currency)
    assert not codes(reading).keys() & _ASSUMED


@pytest.mark.parametrize(("cell", "currency"), [("$9.50", "AUD"), ("$9.50", "USD"), ("¥9.50", "JPY"), ("¥9.50", "CNY")])
def test_what_the_user_says_of_the_currency_holds_for_its_sign(tmp_path: Path, cell: str, currency: str) -> None:
    reading = _read(tmp_path, "Price", cell, currency=currency)
    assert items(reading)[0].price == Money(9.5, currency)
    assert not codes(reading).keys() & _ASSUMED


def test_another_currency_the_user_says_leaves_a_sign_as_it_is(tmp_path: Path) -> None:
    reading = _read(tmp_path, "Price", "$9.50", currency="EUR")
    assert items(reading)[0].price == Money(9.5, "USD")
    assert "currency-dollar" in codes(reading)


def test_a_note_says_whose_dollars_they_are(tmp_path: Path) -> None:
    reading = _read(tmp_path, "Price", "$9.50", note="All prices in CAD")
    assert items(reading)[0].price == Money(9.5, "CAD")
    assert "currency-dollar" not in codes(reading)


def test_a_currency_column_with_a_bare_sign_is_said_too(tmp_path: Path) -> None:
    text = "Part Number;Description;Qty;Price;Currency\nA-1;Magnet;2;9.5;$\nA-2;Screw;4;9.5;HKD\n"
    reading = read_text(tmp_path, text)
    assert [item.price for item in items(reading)] == [Money(9.5, "USD"), Money(9.5, "HKD")]
    assert codes(reading)["currency-dollar"] == "2"


@pytest.mark.parametrize(("shown", "currency", "said"), [
    ('"$"#,##0.00', "USD", True), ("[$$-409]#,##0.00", "USD", False), ("[$$-1009]#,##0.00", "CAD", False),
    ("[$¥-804]#,##0.00", "CNY", False), ("[$¥-411]#,##0", "JPY", False), ('"¥"#,##0.00', "CNY", True),
])
def test_a_number_format_with_a_country_tells_whose_sign_it_is(
    tmp_path: Path, shown: str, currency: str, said: bool
) -> None:
    path = tmp_path / "bill.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([("Part Number", "Description", "Qty", "Price"), ("A-1", "Magnet", 2, 9.5),
                                     ("A-2", "Screw", 4, 9.5)]):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell, book.add_format({"num_format": shown}) if column == 3 and row else None)
    reading = read(path)
    assert {item.price for item in items(reading)} == {Money(9.5, currency)}
    assert bool(codes(reading).keys() & _ASSUMED) is said


def test_the_sign_of_the_line_totals_is_said_where_it_alone_tells_the_currency_of_the_prices(tmp_path: Path) -> None:
    text = "Part Number;Description;Qty;Unit price;Line total\nA-1;Magnet;2;9.5;$19.00\nA-2;Screw;4;9.5;$38.00\n"
    reading = read_text(tmp_path, text)
    assert items(reading)[0].price == Money(9.5, "USD")
    assert codes(reading)["currency-dollar"] == "2-3"
