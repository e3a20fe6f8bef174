"""Revenue and margin behind an item."""

from __future__ import annotations

from builders_measure import assessed, bom, item
from ytterby.exposure.exposure import Exposure, ItemExposure


def shared() -> Exposure:
    """Two products share a bolt; the bill prices the first, the user the second, and sets one margin."""
    bill = bom(
        [item("first", 100.0, annual_use=10.0), item("second", annual_use=5.0), item("magnet", 2.0), item("bolt", 1.0),
         item("loose", 3.0)],
        [(0, "first", 1), (1, "magnet", 4), (1, "bolt", 2), (0, "second", 1), (1, "bolt", 1), (0, "loose", 1)])
    return assessed(bill, prices={"second": 30.0}, margins={"second": 4.0})


def of(found: Exposure, key: str) -> ItemExposure:
    return next(entry for entry in found.items if entry.key == key)


def test_all_products_that_hold_an_item_stand_behind_it_once() -> None:
    found = shared()
    assert of(found, "magnet").revenue == 1000.0
    assert of(found, "bolt").revenue == 1150.0
    assert of(found, "bolt").margin == 20.0


def test_money_that_is_not_stated_is_no_nought() -> None:
    found = shared()
    assert of(found, "loose").revenue is None
    assert of(found, "magnet").margin is None
    assert [product.revenue for product in found.products] == [1000.0, 150.0, None]


def test_a_price_that_the_user_set_goes_before_the_bill() -> None:
    bill = bom([item("first", 100.0, annual_use=10.0), item("bolt", 1.0)], [(0, "first", 1), (1, "bolt", 2)])
    assert of(assessed(bill, prices={"first": 70.0}), "bolt").revenue == 700.0


def test_without_a_yearly_volume_there_is_no_yearly_revenue() -> None:
    bill = bom([item("first", 100.0), item("bolt", 1.0), item("other"), item("nut", 1.0, annual_use=3.0)],
               [(0, "first", 1), (1, "bolt", 2), (0, "other", 1), (1, "nut", 2)])
    assert of(assessed(bill), "bolt").revenue is None


def test_an_assembly_that_is_bought_has_no_sales_price() -> None:
    """Nothing below it is priced: its price is what it costs."""
    bill = bom([item("kit", 100.0, annual_use=10.0, supplier="Alfa"), item("bolt")], [(0, "kit", 1), (1, "bolt", 2)])
    assert of(assessed(bill), "bolt").revenue is None
