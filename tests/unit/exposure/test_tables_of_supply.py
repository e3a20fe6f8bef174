"""Exchange rates and refining shares, as tables."""

from __future__ import annotations

import pytest

from builders_measure import RATES
from ytterby.core.elements import SYMBOLS
from ytterby.core.item import Money
from ytterby.exposure.rates import Rates
from ytterby.exposure.refining import Refining


def row(element: str, country: str, percent: str, year: str = "2024", as_of: str = "2026-01-01") -> dict[str, str]:
    return {"element": element, "stage": "separation/refining", "country": country, "share_percent": percent,
            "year": year, "as_of": as_of, "source": "S"}


def test_money_is_converted_over_the_euro() -> None:
    assert RATES.convert(Money(10, "USD"), "EUR") == 9
    assert RATES.convert(Money(9, "EUR"), "USD") == pytest.approx(10)
    assert RATES.convert(Money(3, "XAU"), "XAU") == 3
    assert RATES.convert(Money(3, "XAU"), "EUR") is None


def test_the_shipped_rates_state_their_date_and_confidence() -> None:
    shipped = Rates.shipped()
    assert shipped.eur_per_unit["EUR"] == 1
    assert {"USD", "CNY", "JPY", "GBP", "CHF"} <= set(shipped.eur_per_unit)
    assert all(rate > 0 for rate in shipped.eur_per_unit.values())
    assert shipped.as_of is not None
    assert "low" in shipped.basis


def test_the_shipped_shares_name_a_refiner_for_every_element_in_trade() -> None:
    shipped = Refining.shipped()
    assert {symbol for symbol in SYMBOLS if shipped.of_element(symbol)} == set(SYMBOLS) - {"Pm"}
    for symbol in shipped.shares:
        assert sum(share.share for share in shipped.of_element(symbol)) <= 1 + 1e-9
        assert all(share.basis for share in shipped.of_element(symbol))


def test_a_row_for_the_element_goes_before_one_for_a_group() -> None:
    found = Refining.of([row("Nd;Pr;Dy;Tb", "China", "91"), row("Dy", "China", "100", "2016-2020 avg")])
    assert [share.share for share in found.of_element("Dy")] == [1.0]
    assert [share.share for share in found.of_element("Nd")] == [0.91]


def test_the_newest_year_holds_and_an_outlook_is_no_fact() -> None:
    found = Refining.of([row("Nd", "China", "92", "2023"), row("Nd", "China", "91"), row("Nd", "China", "77", "2030")])
    assert [share.share for share in found.of_element("Nd")] == [0.91]


def test_rows_of_several_countries_together_are_not_used() -> None:
    assert Refining.of([row("Nd", "China+Malaysia", "98"), row("Nd", "top three", "92")]).of_element("Nd") == ()
    assert Refining.of([]).china("Nd") is None
