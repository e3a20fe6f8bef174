from pathlib import Path

import pytest

from ytterby.classification.prices import element_prices
from ytterby.core.errors import RegulationError

HEAD = "item,spec,price_low,price_high,unit,basis,date,source,as_of,confidence,notes\n"
SHIPPED = Path(__file__).resolve().parents[3] / "resources" / "supply" / "prices.csv"


def listed(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "prices.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_the_range_runs_over_all_quotations_and_the_latest_is_the_best_guess(tmp_path: Path) -> None:
    (price,) = element_prices(listed(
        tmp_path, "Dy oxide,,240,240,USD/kg,,2025-01-01,a,,,", "Dy oxide,,700,1000,USD/kg,,2025-05-06,b,,,",
        "Dy oxide,,300,320,USD/kg,,2026-01-01,c,,,"))
    metal = 2 * 162.50 / (2 * 162.50 + 3 * 15.999)
    assert (price.per_kg.low, price.per_kg.best, price.per_kg.high) == pytest.approx(
        (240 / metal, 310 / metal, 1000 / metal))
    assert "last 2026-01-01: c" in price.source


def test_other_elements_metals_ratios_and_old_prices_are_left_out(tmp_path: Path) -> None:
    assert element_prices(listed(
        tmp_path, "Nd oxide,,70,70,USD/kg,,2025-01-01,a,,,", "Y metal,,40,40,USD/kg,,2025-01-01,a,,,",
        "Y oxide,,,,x,,2026-02-26,a,,,", "Tb oxide,,800,800,USD/kg,,2024,a,,,")) == ()


def test_currencies_stay_apart(tmp_path: Path) -> None:
    prices = element_prices(listed(
        tmp_path, "Tb oxide,,1000,1000,USD/kg,,2025-01-01,a,,,", "Tb oxide,,7000,7000,CNY/kg,,2025-01-01,a,,,"))
    assert [price.currency for price in prices] == ["CNY", "USD"]


def test_a_missing_list_is_said(tmp_path: Path) -> None:
    with pytest.raises(RegulationError):
        element_prices(tmp_path / "none.csv")


@pytest.mark.skipif(not SHIPPED.exists(), reason="the price list is not there yet")
def test_the_shipped_list_prices_every_part_1_element_in_dollars() -> None:
    assert {price.symbol for price in element_prices(SHIPPED) if price.currency == "USD"} == {
        "Sm", "Gd", "Tb", "Dy", "Lu", "Sc", "Y"}
