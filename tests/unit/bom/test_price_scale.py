"""Prices in thousands, cents or per dozen are read where that is plain; what is none is said and never a price."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from builders_bom import HEAD, items, read_rows
from ytterby.bom.price_scale import Scale, scale_beside, scale_of, scale_shown
from ytterby.bom.read import read
from ytterby.bom.reading import Mapping
from ytterby.core.item import Money

OTHERS = [("A-2", "Nut", 3, 1), ("A-3", "Bolt", 3, 1)]


def _codes(reading: object) -> list[str]:
    return [issue.code for issue in reading.issues]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("heading", "price"), [
    ("Price T€", 5000.0), ("Price kEUR", 5000.0), ("Price TEUR", 5000.0), ("Preis (Mio €)", 5e6),
    ("Preis [Tsd. EUR]", 5000.0), ("Price Euro-Cent", 0.05), ("Preis EUR je Tausend", 0.005),
    ("Price EUR per dozen", 5 / 12), ("Price EUR (€/100)", 0.05),
    ("Preis EUR inkl. 19 % MwSt", 5.0), ("Price €/kg", 5.0), ("Price €/m", 5.0),
])
def test_a_heading_says_in_what_its_prices_are_counted(tmp_path: Path, heading: str, price: float) -> None:
    reading = read_rows(tmp_path, [(*HEAD, heading), ("A-1", "Magnet", 2, 5), ("A-2", "Nut", 3, 5)])
    assert items(reading)[0].price == Money(price, "EUR")
    assert "currency-unknown" not in _codes(reading)


def test_prices_in_ten_thousand_yuan_are_read_as_such(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [(*HEAD, "价格(万元)"), ("A-1", "Magnet", 2, 1.5)])
    assert items(reading)[0].price == Money(15000.0, "CNY")


@pytest.mark.parametrize("heading", ["Price EUR (100 pcs)", "Price/C", "Price EUR per M", "Price EUR %",
                                     "Price EUR ('000)"])
def test_a_heading_that_may_mean_several_things_leaves_its_prices_unread_and_says_so(
        tmp_path: Path, heading: str) -> None:
    rows = [(*HEAD, heading), ("A-1", "Magnet", 2, 5), ("A-2", "Nut", 3, 5)]
    reading = read_rows(tmp_path, rows)
    assert [item.price for item in items(reading)] == [None, None]
    assert "price-scale-unclear" in _codes(reading)
    assert items(read_rows(tmp_path, rows, Mapping(price_per=100.0, currency="EUR")))[0].price == Money(0.05, "EUR")


def test_a_note_says_in_what_all_prices_are_where_no_heading_does(tmp_path: Path) -> None:
    rows = [("All prices in kEUR",), (), (*HEAD, "Price"), ("A-1", "Magnet", 2, 5), ("A-2", "Nut", 3, 5)]
    assert items(read_rows(tmp_path, rows))[0].price == Money(5000.0, "EUR")


@pytest.mark.parametrize(("code", "price"), [('0.00"/100"', 0.05), ('0.00" ct"', 0.05), ('0.0 "T€"', 5000.0)])
def test_a_number_format_says_it_as_well(tmp_path: Path, code: str, price: float) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "bill.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, (*HEAD, "Price EUR"))
        sheet.write_row(1, 0, ("A-1", "Magnet", 2))
        sheet.write(1, 3, 5, book.add_format({"num_format": code}))
        sheet.write_row(2, 0, ("A-2", "Nut", 2, 5))
    assert [item.price for item in items(read(tmp_path / "bill.xlsx"))] == [Money(price, "EUR"), Money(5.0, "EUR")]


def test_a_format_that_divides_by_thousand_itself_leaves_the_price_as_it_is() -> None:
    assert scale_shown('#,##0.0,"k€"') == Scale()
    assert scale_shown('#,##0.0"k€"') == Scale(1e3)
    assert scale_shown("$#,##0,") == Scale()
    assert scale_of("Unit price") == Scale() == scale_beside("each")


@pytest.mark.parametrize(("text", "price"), [
    ("20ct", 0.2), ("0.5 ct", 0.005), ("5 cents", 0.05), ("1.2k", 1200.0), ("1.2 Mio", 1.2e6), ("5 T€", 5000.0),
    ("approx. 12", 12.0), ("12 each", 12.0), ("3.50 per 100", 0.035), ("5.-", 5.0), ("5,- €", 5.0), ("3.5 €/kg", 3.5),
])
def test_a_cell_says_in_what_its_price_is_counted(tmp_path: Path, text: str, price: float) -> None:
    reading = read_rows(tmp_path, [(*HEAD, "Price EUR"), ("A-1", "Magnet", 2, text), *OTHERS])
    assert items(reading)[0].price == Money(pytest.approx(price), "EUR")  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [
    "#DIV/0!", "Err:502", "#¡DIV/0!", "see quote 4711", "MOQ 100", "10 Jahre", "v2.5", ">5", "<5", "(5.00)", "500.00-",
    "€ -5", "5 EUR/M",
])
def test_a_text_that_is_no_price_is_unread_and_said(tmp_path: Path, text: str) -> None:
    reading = read_rows(tmp_path, [(*HEAD, "Price EUR"), ("A-1", "Magnet", 2, text), *OTHERS])
    assert [item.price for item in items(reading)] == [None, Money(1.0, "EUR"), Money(1.0, "EUR")]
    assert {"price-unread", "price-scale-unclear"} & set(_codes(reading))
