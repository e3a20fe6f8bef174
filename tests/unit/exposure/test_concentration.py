"""Herfindahl-Hirschman index and its relatives."""

from __future__ import annotations

import pytest

from ytterby.core.item import Item, Money
from ytterby.core.units import NO_CURRENCY
from ytterby.exposure.concentration import concentration, hhi
from ytterby.exposure.prices import without_currency


def test_the_textbook_shares_give_2600() -> None:
    """worked_examples.csv 70 (US DOJ): 30/30/20/20 %."""
    found = concentration("supplier", [("a", 30, 0), ("b", 30, 1), ("c", 20, 2), ("d", 20, 3)], basis="")
    assert found.hhi == pytest.approx(2600)
    assert found.effective == pytest.approx(3.846, abs=1e-3)
    assert found.without_largest == pytest.approx(0.70)


def test_a_known_share_alone_gives_a_lower_bound() -> None:
    """worked_examples.csv 71: 98.7 % from China in US imports of HS 280530, the rest unknown."""
    assert hhi([0.987]) == pytest.approx(9741.69, abs=0.01)
    found = concentration("country", [("CN", 98.7, 0)], basis="", rest=1.3)
    assert found.hhi == pytest.approx(9741.69, abs=0.01)
    assert found.without_largest == pytest.approx(0.013)  # worked_examples.csv 146: 1.3 % left without the largest


def test_one_name_in_several_parts_is_one_source() -> None:
    found = concentration("supplier", [("a", 1, 0), ("b", 2, 1), ("a", 1, 5)], basis="")
    assert [(share.name, share.share, share.items) for share in found.shares] == [("a", 0.5, (0, 5)), ("b", 0.5, (1,))]


def test_only_shares_above_65_percent_pass_the_dependence_line() -> None:
    assert not concentration("country", [("CN", 65, 0), ("JP", 35, 1)], basis="").over_limit
    over = concentration("country", [("CN", 65.1, 0), ("JP", 34.9, 1)], basis="").over_limit
    assert [share.name for share in over] == ["CN"]


def test_no_parts_give_no_shares_and_no_index() -> None:
    found = concentration("supplier", [], basis="")
    assert (found.shares, found.hhi, found.effective) == ((), 0, 0)


def test_no_law_speaks_of_a_suppliers_share_of_spend() -> None:
    mostly = concentration("supplier", [("Alpha", 90, 0), ("Beta", 10, 1)], basis="")
    assert mostly.limit is None
    assert not mostly.over_limit


def test_prices_that_no_currency_makes_amounts_are_counted_apart_from_none() -> None:
    items = [Item("a", price=Money(3.0, NO_CURRENCY)), Item("b", price=Money(0.0, NO_CURRENCY)),
             Item("c", price=Money(3.0, "EUR")), Item("d")]
    assert without_currency(items) == 1
