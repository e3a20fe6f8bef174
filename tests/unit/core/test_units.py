"""Numbers, shares, masses, money and times from text."""

from __future__ import annotations

import pytest

from ytterby.core import units
from ytterby.core.estimate import Estimate
from ytterby.core.item import Money


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", 12),
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("1 234,5", 1234.5),
        ("1'234.5", 1234.5),
        ("−3", -3),
        ("1.234.567", 1234567),
        ("0,4", 0.4),
        (".5", 0.5),
        ("1e5", 100000),
        ("１２", 12),
        ("1\u00a0000,5", 1000.5),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, expected: float) -> None:
    assert units.number(text) == pytest.approx(expected)


@pytest.mark.parametrize("text", ["", "12 pcs", "1,2,3", "N42", "1-2", "1.2.3", "12,34,5", "1e999"])
def test_more_than_a_number_is_none(text: str) -> None:
    assert units.number(text) is None


def test_an_ambiguous_mark_follows_the_column() -> None:
    assert units.number("1.234", ",") == 1234
    assert units.number("1.234", ".") == pytest.approx(1.234)
    assert units.number("1,234", ",") == pytest.approx(1.234)


def test_the_decimal_mark_of_a_column_is_found_from_the_values_that_show_it() -> None:
    assert units.decimal_mark(["1.234", "2,5"]) == ","
    assert units.decimal_mark(["1,234", "2.5"]) == "."
    assert units.decimal_mark(["1.234", "12"]) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12个", (12, "个")),
        ("1,8 m", (1.8, "m")),
        ("2 End Sets", (2, "End Sets")),
        ("4x", (4, "")),
        ("12 pcs.", (12, "pcs")),
    ],
)
def test_quantities_keep_their_unit(text: str, expected: tuple[float, str]) -> None:
    assert units.quantity(text) == expected


@pytest.mark.parametrize("text", ["若干", "as required", "3 / 4", ""])
def test_a_quantity_in_words_is_none(text: str) -> None:
    assert units.quantity(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.1 %", 0.001),
        ("0,1%", 0.001),
        ("350 ppm", 0.00035),
        ("1 ‰", 0.001),
        ("2 wt%", 0.02),
        ("0", None),
        ("5 g", None),
    ],
)
def test_shares_are_fractions_and_need_a_unit(text: str, expected: float | None) -> None:
    share = units.share(text)
    assert (share and share.best) == (expected if expected is None else pytest.approx(expected))


def test_a_heading_gives_the_unit_a_share_lacks() -> None:
    assert units.share("2.5", unit="%") == Estimate.exactly(0.025)


def test_less_than_is_an_interval_from_zero() -> None:
    share = units.share("<0.1 %")
    assert share is not None
    assert (share.low, share.high) == (0.0, pytest.approx(0.001))


def test_a_range_of_shares_is_an_interval() -> None:
    share = units.share("0.5-0.8 %")
    assert share is not None
    assert (share.low, share.high) == (pytest.approx(0.005), pytest.approx(0.008))


def test_a_tenth_of_a_percent_meets_the_threshold_exactly() -> None:
    share = units.share("0.1 %")
    assert share is not None
    assert share.best == 0.001


@pytest.mark.parametrize("text", ["~0 %", "≈ 0 %", "ca. 0 %", "approx. 0 %", "~0,00 %", "约0%"])
def test_about_nought_is_no_nought(text: str) -> None:
    assert units.share(text) is None
    assert units.share(text.replace("0", "2", 1)) is not None


def test_a_share_above_the_whole_is_no_share() -> None:
    assert units.share("120 %") is None


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("2.5 g", "", 2.5),
        ("0,4kg", "", 400),
        ("146", "g/Part", 146),
        ("12", "mg", 0.012),
        ("1 lb", "", 453.59237),
    ],
)
def test_masses_are_grams(text: str, unit: str, expected: float) -> None:
    mass = units.mass_g(text, unit=unit)
    assert mass is not None
    assert mass.best == pytest.approx(expected)


def test_a_mass_without_unit_is_not_guessed() -> None:
    assert units.mass_g("146") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("95,11 kr", Money(95.11, "SEK")),
        ("￥0.73", Money(0.73, "CNY")),
        ("USD 12.50", Money(12.5, "USD")),
        ("$1,200.00", Money(1200, "USD")),
        ("3,50 €", Money(3.5, "EUR")),
        ("12.5", Money(12.5, "XXX")),
    ],
)
def test_money_knows_its_currency(text: str, expected: Money) -> None:
    assert units.money(text) == expected


def test_a_yen_sign_is_yen_where_the_reader_is_japanese() -> None:
    assert units.currency("¥", yuan=False) == "JPY"


@pytest.mark.parametrize("text", ["?", "n/a", "1.2 / 3", "", "approx."])
def test_no_single_amount_is_no_money(text: str) -> None:
    assert units.money(text) is None


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("12 weeks", "", 84),
        ("10-12 wk", "", 84),
        ("3 Monate", "", 3 * 365.25 / 12),
        ("45", "days", 45),
        ("8周", "", 56),
        ("in stock", "", None),
        ("45", "", None),
    ],
)
def test_lead_times_are_days(text: str, unit: str, expected: float | None) -> None:
    assert units.days(text, unit=unit) == (expected if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("heading", "pieces"),
    [
        ("Price/100", 100),
        ("Preis pro 1.000 Stk", 1000),
        ("price per 1k", 1000),
        ("unit price", 1),
        ("€/pc", 1),
    ],
)
def test_a_price_may_be_for_many_pieces(heading: str, pieces: float) -> None:
    assert units.per_pieces(heading) == pieces


@pytest.mark.parametrize(("shown", "code"), [
    ("#,##0.00 [$zł-415]", "PLN"), ("[$Kč-405] #,##0.00", "CZK"), ("[$€-407]#,##0.00", "EUR"),
    ("[$$-409]#,##0.00", "USD"), ("[$$-1009]#,##0.00", "CAD"), ("[$$-C09]#,##0.00", "AUD"),
    ("#,##0.00 [$kr-41D]", "SEK"), ("#,##0.00 [$kr-414]", "NOK"), ("#,##0.00 [$kr.-406]", "DKK"),
    ("[$¥-411]#,##0", "JPY"), ("[$￥-804]#,##0.00", "CNY"), ("[$USD] #,##0.00", "USD"), ("[$CHF-807] 0.00", "CHF"),
    ("[$-409]#,##0.00", ""), ("[$-F800]dddd", ""),
])
def test_a_number_format_names_the_currency_of_its_sign_and_country(shown: str, code: str) -> None:
    assert units.currency(shown) == code


def test_a_stated_dollar_goes_before_the_country_of_a_format() -> None:
    assert units.currency("[$$-409]#,##0.00", dollar="CAD") == "CAD"
