"""What cells become: money, origin, contents, part numbers that Excel damaged, and the items they make."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from builders_bom import HEAD, codes, items, lines, meanings, read_rows, read_text
from ytterby.bom import formats
from ytterby.bom.read import read
from ytterby.bom.reading import Mapping, Meaning
from ytterby.bom.values import countries_of, damage, text_of
from ytterby.core.estimate import Estimate
from ytterby.core.item import Item, Money


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CN", ("CN",)),
        ("CHN", ("CN",)),
        ("China", ("CN",)),
        ("中国", ("CN",)),
        ("Китай", ("CN",)),
        ("Deutschland", ("DE",)),
        ("CN/VN", ("CN", "VN")),
        ("Made in Germany", ("DE",)),
        ("日本", ("JP",)),
        ("Alemania", ("DE",)),
        ("Corée du Sud", ("KR",)),
        ("DE (Germany)", ("DE",)),
        ("USA", ("US",)),
        ("P.R. China", ("CN",)),
        ("Guinea-Bissau", ("GW",)),
        ("Côte d’Ivoire", ("CI",)),
        ("Mars", ()),
        ("CN/Mars", ()),
        ("EU", ()),
        ("", ()),
    ],
)
def test_origins_become_iso_codes_or_nothing(text: str, expected: tuple[str, ...]) -> None:
    assert countries_of(text) == expected


def test_a_whole_number_has_no_decimals_as_text() -> None:
    assert text_of(12345.0) == "12345"
    assert text_of(0.1 + 0.2) == "0.3"


def test_zeros_that_only_the_format_shows_belong_to_the_part_number(tmp_path: Path) -> None:
    path = tmp_path / "bill.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("BOM")
        sheet.write_row(0, 0, HEAD)
        sheet.write(1, 0, 123, book.add_format({"num_format": "00000"}))
        sheet.write_row(1, 1, ("Magnet", 4))
    assert items(read(path))[0].part_number == "00123"


@pytest.mark.parametrize(
    ("value", "harm"),
    [
        (date(2026, 3, 2), "date"),
        (1e5, "exponent"),
        ("1E+05", "exponent"),
        (5.0e15, "digits"),
        (12345.0, ""),
        ("1N4148", ""),
    ],
)
def test_what_excel_does_to_part_numbers_is_noticed(value: object, harm: str) -> None:
    assert damage(value) == harm  # type: ignore[arg-type]


def test_a_damaged_part_number_is_reported_with_its_place(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [(*HEAD, "MPN"), ("A-1", "Magnet", 1, 1e5), ("A-2", "Ring", 1, "R-7")])
    issue = next(issue for issue in reading.issues if issue.code == "code-became-exponent")
    assert (issue.where.sheet, issue.where.row, issue.where.column) == ("BOM", 2, "D")


def test_a_price_takes_the_currency_of_its_cell_then_column_then_heading(tmp_path: Path) -> None:
    rows = [
        (*HEAD, "Unit price [EUR]", "Currency"),
        ("A", "a ring", 1, 2.0, "USD"),
        ("B", "b ring", 1, 3.0, ""),
        ("C", "c ring", 1, "£4", "USD"),
    ]
    assert [item.price for item in items(read_rows(tmp_path, rows))] == [
        Money(2, "USD"),
        Money(3, "EUR"),
        Money(4, "GBP"),
    ]


def test_a_price_takes_the_currency_of_its_number_format(tmp_path: Path) -> None:
    path = tmp_path / "bill.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("BOM")
        sheet.write_row(0, 0, (*HEAD, "Unit price"))
        for row, code in enumerate(("[$€-407] #,##0.00", "[$USD] #,##0.00"), 1):
            sheet.write_row(row, 0, (f"A-{row}", "Magnet", 4))
            sheet.write(row, 3, 1.5, book.add_format({"num_format": code}))
    assert [item.price for item in items(read(path))] == [Money(1.5, "EUR"), Money(1.5, "USD")]


def test_formats_beyond_those_kept_are_the_usual_ones_of_the_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "MOST", 3)
    path = tmp_path / "bill.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("BOM")
        percent = book.add_format({"num_format": "0.0%"})
        sheet.write_row(0, 0, (*HEAD, "Dy content"))
        for row in range(1, 7):
            sheet.write_row(row, 0, (f"A-{row}", f"Magnet {row}", 4))
            sheet.write(row, 3, 0.02, percent)
    assert [declared(item)["Dy"] for item in items(read(path))] == [Estimate.exactly(0.02)] * 6


def test_a_note_in_the_sheet_names_the_currency_of_all_prices(tmp_path: Path) -> None:
    rows = [("All prices are in SEK",), (*HEAD, "Price"), ("A-1", "Magnet", 4, 12.5), ("A-2", "Screw", 4, 1.5)]
    assert items(read_rows(tmp_path, rows))[0].price == Money(12.5, "SEK")


def test_a_price_without_currency_is_not_given_one_but_reported(tmp_path: Path) -> None:
    rows = [(*HEAD, "Price"), ("A-1", "Magnet", 4, 12.5)]
    reading = read_rows(tmp_path, rows)
    assert items(reading)[0].price == Money(12.5, "XXX")
    assert codes(reading)["currency-unknown"] == "2"
    assert items(read_rows(tmp_path, rows, Mapping(currency="CHF")))[0].price == Money(12.5, "CHF")


def test_a_price_per_hundred_is_divided(tmp_path: Path) -> None:
    assert items(read_rows(tmp_path, [(*HEAD, "Price/100 (EUR)"), ("A-1", "Screw", 4, 250)]))[0].price == Money(
        2.5, "EUR"
    )


def test_decimal_commas_are_read_over_the_whole_table(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "Artikelnummer;Bezeichnung;Menge;Preis EUR\nA1;Ring;2,5;1.234\nA2;Welle;1;3,50\n")
    assert [item.price for item in items(reading)] == [Money(1234, "EUR"), Money(3.5, "EUR")]
    assert reading.bom.usage(0).quantity == 2.5


def test_mass_takes_its_unit_from_cell_heading_or_column_beside_it(tmp_path: Path) -> None:
    rows = [(*HEAD, "Mass", "Mass unit"), ("A", "a ring", 1, "7.6 mg", "g"), ("B", "b ring", 1, 2, "kg/Part")]
    assert [item.mass_g for item in items(read_rows(tmp_path, rows))] == [
        Estimate.exactly(0.0076),
        Estimate.exactly(2000),
    ]
    assert items(read_rows(tmp_path, [(*HEAD, "Weight [kg]"), ("A", "a ring", 1, 0.5)]))[0].mass_g == Estimate.exactly(
        500
    )


def test_a_mass_without_unit_is_reported_not_guessed(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [(*HEAD, "Weight"), ("A", "a ring", 1, 0.5)])
    assert items(reading)[0].mass_g is None
    assert codes(reading)["mass-unread"] == "2"


def declared(item: Item) -> dict[str, Estimate]:
    return {content.symbol: content.share for content in item.declared}


@pytest.mark.parametrize(
    ("heading", "cell", "symbol", "share"),
    [
        ("Dy %", 1.8, "Dy", 0.018),
        ("Dy-Gehalt", "0,9 %", "Dy", 0.009),
        ("Nd content (wt%)", 29.5, "Nd", 0.295),
        ("镝含量", "1.8%", "Dy", 0.018),
        ("Dysprosium (ppm)", 500, "Dy", 0.0005),
        ("Tb [%]", 0, "Tb", 0.0),
        ("Dy", 4, "Dy", 0.04),
        ("REE content", "31 %", "REE", 0.31),
        ("Dy %", "free", "Dy", 0.0),
        ("Neodym-Anteil %", 30, "Nd", 0.3),
    ],
)
def test_declared_contents_are_shares(tmp_path: Path, heading: str, cell: object, symbol: str, share: float) -> None:
    found = declared(items(read_rows(tmp_path, [(*HEAD, heading), ("A", "a magnet", 1, cell)]))[0])
    assert {name: content.best for name, content in found.items()} == {symbol: pytest.approx(share)}
    assert found[symbol].low == found[symbol].high


def test_a_cell_in_percent_format_is_not_divided_twice(tmp_path: Path) -> None:
    path = tmp_path / "bill.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("BOM")
        sheet.write_row(0, 0, (*HEAD, "Dy content"))
        sheet.write_row(1, 0, ("A-1", "Magnet", 4))
        sheet.write(1, 3, 0.018, book.add_format({"num_format": "0.0%"}))
    assert declared(items(read(path))[0])["Dy"].best == pytest.approx(0.018)


def test_a_content_without_unit_covers_both_readings(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [(*HEAD, "Dy"), ("A", "a magnet", 1, 0.05)])
    share = declared(items(reading)[0])["Dy"]
    assert (share.low, share.high) == (pytest.approx(0.0005), 0.05)
    assert "content-without-unit" in codes(reading)


@pytest.mark.parametrize("heading", [
    "Dy % (old rev)", "Dy % last year", "Dy added %", "Dy loss %", "Delta Dy %", "Dy target %", "Dy % Variant B",
    "Dy % estimated", "Recycled Dy %", "Dy_%_alt", "Dy % price share", "Dy % of cost", "Dy duty %", "Dy ppm in plating",
    "Dy % China", "Dy % tbc", "Dy %?", "Dy % (?)", "Dy % (typ)", "Dy % (superseded)", "Dy % 2019", "Dy % rev A",
    "Dy-free %", "ohne Dy %", "No Dy %", "Dy % \u4ef7\u683c", "Dy % (\u20ac)", "Dy % Beschichtung",
])
def test_a_heading_that_speaks_of_something_else_declares_nothing(tmp_path: Path, heading: str) -> None:
    reading = read_rows(tmp_path, [(*HEAD, heading), ("A", "a magnet", 1, 0), ("B", "b magnet", 1, 2)])
    assert [item.declared for item in items(reading)] == [(), ()]
    assert [(heading, "contains dysprosium") in item.extra for item in items(reading)] == [False, True]
    assert codes(reading)["content-of-another"] == "2-3"


def test_a_least_content_is_a_lower_bound_and_a_least_of_nought_says_nothing(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [(*HEAD, "Dy min %"), ("A", "a magnet", 1, 0), ("B", "b magnet", 1, 2)])
    assert [declared(item) for item in items(reading)] == [{}, {"Dy": Estimate(0.02, 0.02, 1.0)}]


def test_a_blank_content_is_not_a_content_of_zero(tmp_path: Path) -> None:
    rows = [(*HEAD, "Dy %"), ("A", "a magnet", 1, 1.0), ("B", "b magnet", 1, ""), ("C", "c magnet", 1, "n/a")]
    assert [len(item.declared) for item in items(read_rows(tmp_path, rows))] == [1, 0, 0]


@pytest.mark.parametrize("heading", ["CE marking", "ER number", "LA", "PM", "Year", "Sm. parts", "HO"])
def test_other_words_are_no_element_content(tmp_path: Path, heading: str) -> None:
    reading = read_rows(tmp_path, [(*HEAD, heading), ("A", "a ring", 1, "x"), ("B", "b ring", 1, "y")])
    assert meanings(reading)["D"] is not Meaning.CONTENT


@pytest.mark.parametrize(("heading", "cell", "days"), [
    ("TTR (weeks)", "8", 56.0), ("Time to recover", "30 days", 30.0), ("Wiederanlaufzeit (Tage)", "45", 45.0),
    ("恢复时间", "60 days", 60.0), ("Time to recover", "unknown", None),
])
def test_a_time_to_recover_is_read_with_its_unit(tmp_path: Path, heading: str, cell: str, days: float | None) -> None:
    rows = [(*HEAD, heading), ("A", "a ring", 1, cell), ("B", "b ring", 1, "")]
    assert items(read_rows(tmp_path, rows))[0].recover_days == days


def test_stock_receipts_use_lead_time_and_flags_are_read(tmp_path: Path) -> None:
    head = (*HEAD, "On hand", "Receipts per week", "EAU", "Lead time (weeks)", "End use", "Defence", "Semiconductor")
    item = items(read_rows(tmp_path, [head, ("A", "a ring", 1, "1200 pcs", 50, 4000, 12, "robot", "yes", "N")]))[0]
    assert (item.stock, item.receipts_weekly, item.annual_use, item.lead_time_days) == (1200, 50, 4000, 84)
    assert item.end_use == "robot"
    assert {("defence", "yes"), ("semiconductor", "no")} <= set(item.extra)


def test_codes_are_checked_and_wrong_ones_kept_as_text(tmp_path: Path) -> None:
    rows = [
        (*HEAD, "HS code", "CAS no"),
        ("A", "a ring", 1, "8505.11.10", "7429-91-6"),
        ("B", "b ring", 1, "85O5.11", "7429-91-7"),
        ("C", "c ring", 1, 850511, "7440-00-8"),
    ]
    reading = read_rows(tmp_path, rows)
    first, second, third = items(reading)
    assert first.hs is not None
    assert first.hs.digits == "85051110"
    assert third.hs is not None
    assert third.hs.digits == "850511"
    assert first.cas is not None
    assert second.hs is None
    assert second.cas is None
    assert {("HS code", "85O5.11"), ("CAS no", "7429-91-7")} <= set(second.extra)
    assert (codes(reading)["hs-unread"], codes(reading)["cas-unread"]) == ("3", "3")


def test_no_column_is_lost(tmp_path: Path) -> None:
    item = items(read_rows(tmp_path, [(*HEAD, "Colour", ""), ("A", "a ring", 1, "blue", 17.5)]))[0]
    assert item.extra == (("Colour", "blue"), ("column E", "17.5"))


def test_a_quantity_in_words_is_reported_and_not_stated(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, ("A", "a ring", "12个"), ("B", "b ring", "若干"), ("C", "c ring", 2)])
    assert [usage.quantity for usage in lines(reading)] == [12, None, 2]
    assert codes(reading)["quantity-unread"] == "3"
