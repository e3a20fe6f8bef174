import pytest

import builders_classification as make
from ytterby.classification.classification import Context, ElementPrice
from ytterby.classification.facts import Facts
from ytterby.classification.value_share import value_test
from ytterby.core.estimate import Answer, Estimate
from ytterby.core.text import reason_text
from ytterby.identification.identity import Content

PRICES = (
    ElementPrice("Dy", Estimate(200.0, 250.0, 300.0), "EUR", "list of May"),
    ElementPrice("Tb", Estimate(1000.0, 1100.0, 1200.0), "USD", "list of May"),
)
RATES = (("EUR", 1.0), ("USD", 0.8))


def facts(
    price: float | None = 10.0, declared: dict[str, float] | None = None, context: Context | None = None
) -> Facts:
    one = make.item("Magnet", price=price, declared=declared)
    return Facts(one, context or Context(prices=PRICES, rates=RATES))


def magnet(mass_g: float | None = 20.0, **elements: tuple[float, float, float]) -> Content:
    return make.ndfeb(elements=elements or {"Dy": (0.01, 0.02, 0.03)}, mass_g=mass_g, declared=True)


def test_the_share_is_mass_times_content_times_price_over_the_price_of_the_piece() -> None:
    test = value_test(0.001, facts(declared={"Dy": 0.02}), magnet(Dy=(0.01, 0.02, 0.03)))
    assert test.share is not None
    low, best, high = 0.02 * 0.01 * 200 / 10, 0.02 * 0.02 * 250 / 10, 0.02 * 0.03 * 300 / 10
    assert (test.share.low, test.share.best, test.share.high) == pytest.approx((low, best, high))


def test_prices_are_brought_to_the_currency_of_the_item() -> None:
    test = value_test(0.001, facts(declared={"Tb": 0.01}), magnet(Tb=(0.01, 0.01, 0.01)))
    assert test.share is not None
    assert test.share.best == pytest.approx(0.02 * 0.01 * 1100 * 0.8 / 10)


def test_prices_of_several_markets_make_one_range() -> None:
    both = (ElementPrice("Dy", Estimate(200.0, 250.0, 300.0), "EUR", "China"),
            ElementPrice("Dy", Estimate(1000.0, 1200.0, 1500.0), "USD", "Europe"))
    given = facts(declared={"Dy": 0.02}, context=Context(prices=both, rates=RATES))
    test = value_test(0.001, given, magnet(Dy=(0.02, 0.02, 0.02)))
    assert test.share is not None
    assert (test.share.low, test.share.best, test.share.high) == pytest.approx(
        tuple(0.02 * 0.02 * price / 10 for price in (200, 1200 * 0.8, 1500 * 0.8)))


def test_above_the_line_it_stays_open_because_no_bill_says_where_the_elements_come_from() -> None:
    test = value_test(0.001, facts(declared={"Dy": 0.02}), magnet(Dy=(0.02, 0.02, 0.02)))
    assert test.answer is Answer.UNKNOWN
    assert [reason.code for reason in test.missing] == ["need-material-origin"]
    (reason,) = test.reasons
    assert "0.8 to 1.2 %" in reason_text(reason)
    assert "list of May" in reason_text(reason)


def test_wholly_below_the_line_with_declared_contents_it_is_no() -> None:
    test = value_test(0.001, facts(price=1000.0, declared={"Dy": 0.02}), magnet(Dy=(0.02, 0.02, 0.02)))
    assert test.answer is Answer.NO


def test_wholly_below_the_line_by_grade_only_it_stays_open() -> None:
    held = make.ndfeb(elements={"Dy": (0.0, 0.02, 0.02)}, mass_g=20.0)
    assert value_test(0.001, facts(price=1000.0), held).answer is Answer.UNKNOWN


def test_declared_free_of_every_part_1_element_it_is_no() -> None:
    held = magnet(Dy=(0.0, 0.0, 0.0), Tb=(0.0, 0.0, 0.0))
    assert value_test(0.001, facts(declared={"Dy": 0.0, "Tb": 0.0}), held).answer is Answer.NO


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (facts(price=None), "need-price"),
        (facts(context=Context()), "need-element-price"),
        (facts(context=Context(prices=(ElementPrice("Dy", Estimate.exactly(1.0), "CNY", "x"),))), "need-element-price"),
    ],
)
def test_a_missing_figure_is_named(given: Facts, missing: str) -> None:
    test = value_test(0.001, given, magnet())
    assert test.answer is Answer.UNKNOWN
    assert missing in {reason.code for reason in test.missing}


def test_a_missing_mass_is_named() -> None:
    test = value_test(0.001, facts(), magnet(mass_g=None))
    assert "need-mass" in {reason.code for reason in test.missing}
