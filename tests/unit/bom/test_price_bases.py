"""For how many pieces a price is, and in which currency: said beside it, in its heading, format or a note."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from builders_bom import HEAD, items, read_rows
from ytterby.bom.read import read
from ytterby.bom.reading import Mapping
from ytterby.core.item import Money

LINES = [("A-1", "Magnet", 2, 50, 100), ("A-2", "Nut", 3, 1.2, 1)]


@pytest.mark.parametrize("heading", ["PE", "Preiseinheit", "Price unit", "per", "价格单位"])
def test_a_column_beside_the_price_says_for_how_many_pieces_it_is(tmp_path: Path, heading: str) -> None:
    reading = read_rows(tmp_path, [(*HEAD, "Preis", heading, "Währung"), *((*line, "EUR") for line in LINES)])
    assert [item.price for item in items(reading)] == [Money(0.5, "EUR"), Money(1.2, "EUR")]


def test_other_numbers_under_such_a_heading_are_no_price_base(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [(*HEAD, "Price EUR", "PE"), ("A-1", "Magnet", 2, 50, 37), ("A-2", "Nut", 3, 1, 1)])
    assert [item.price for item in items(reading)] == [Money(50.0, "EUR"), Money(1.0, "EUR")]


def test_a_note_says_for_how_many_pieces_all_prices_are_where_no_heading_does(tmp_path: Path) -> None:
    note, rows = ("All prices per 100 pcs in EUR",), [line[:4] for line in LINES]
    reading = read_rows(tmp_path, [note, (), (*HEAD, "Price"), *rows])
    assert [item.price for item in items(reading)] == [Money(0.5, "EUR"), Money(0.012, "EUR")]
    reading = read_rows(tmp_path, [note, (), (*HEAD, "Price per 1000"), *rows])
    assert items(reading)[0].price == Money(0.05, "EUR")
    reading = read_rows(tmp_path, [note, (), (*HEAD, "Price"), *rows], Mapping(price_per=10.0))
    assert items(reading)[0].price == Money(5.0, "EUR")


def test_the_sign_within_a_number_format_is_the_currency_and_its_language_is_none(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "bill.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, (*HEAD, "Price"))
        for row, code in enumerate(("#,##0.00 [$zł-415]", "#,##0.00 [$kr-414]", "[$$-1009]#,##0.00"), 1):
            sheet.write_row(row, 0, (f"A-{row}", "Magnet", 2))
            sheet.write(row, 3, 9.5, book.add_format({"num_format": code}))
    assert [item.price for item in items(read(tmp_path / "bill.xlsx"))] == [
        Money(9.5, "PLN"), Money(9.5, "NOK"), Money(9.5, "CAD")]
