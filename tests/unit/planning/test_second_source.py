"""What a second source may cost more, and the instant estimate beside a plan, by the formulas they rest on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders_planning import AS_OF, FIXED, WAIT, planner
from ytterby.core.errors import PlanningError
from ytterby.planning.basestock import ClosureChain
from ytterby.planning.rule_of_thumb import rule_of_thumb
from ytterby.planning.scenario import LicenceWait
from ytterby.planning.second_source import break_evens, lost_with_a_piece
from ytterby.planning.stocking import Stakes


def test_a_missing_piece_loses_its_part_of_the_margin_of_the_product_it_stops() -> None:
    made = planner()
    lost = lost_with_a_piece(made.exposure, made.pieces, 50.0, {})
    by_key = {made.exposure.items[item].key: money for item, money in lost.items()}
    assert by_key["magnet"] == 25.0
    assert by_key["screw"] == 12.5
    key = made.exposure.items[made.exposure.products[0].item or 0].key
    assert lost_with_a_piece(made.exposure, made.pieces, 50.0, {key: 80.0})[1] == 40.0


def test_the_break_even_premium_is_that_of_the_closure_chain() -> None:
    made = planner()
    (found,) = break_evens(made.exposure, FIXED, {1: 25.0}, years_between=2.0, holding=0.26)
    chain = ClosureChain(holding_cost=2.0 * 0.26 / 52, shortage_cost=25.0 / 8, demand=14.0, closing=1 / 104,
                         opening=1 / 8)
    assert found.premium == pytest.approx(chain.best().cost / 14.0)
    assert found.share == pytest.approx(found.premium / 2.0)


def test_a_source_may_cost_more_the_longer_and_the_more_often_supply_is_closed() -> None:
    made = planner()
    premiums = [break_evens(made.exposure, LicenceWait(days, days, 1.0, 0.0, "", AS_OF), {1: 25.0}, years_between=years,
                            holding=0.1)[0].premium for days, years in ((28, 3.0), (56, 3.0), (112, 3.0), (112, 1.0))]
    assert premiums == sorted(premiums)
    assert premiums[0] < premiums[-1]


def test_no_approval_at_all_has_no_break_even() -> None:
    with pytest.raises(PlanningError):
        break_evens(planner().exposure, replace(FIXED, approval=0.0), {1: 25.0}, years_between=2.0, holding=0.1)


def test_the_rule_of_thumb_covers_a_wait_that_is_certain_and_no_more() -> None:
    (hold,) = rule_of_thumb(planner(stock=70.0))
    assert hold.buy == pytest.approx(56 * 2 - 70)
    (less,) = rule_of_thumb(planner(stock=500.0))
    assert less.buy == 0.0


def test_dearer_stock_buys_less_service() -> None:
    services = [rule_of_thumb(planner(wait=WAIT, stakes=Stakes(margin=50.0, surcharge=surcharge)))[0].service
                for surcharge in (0.1, 2.0, 8.0)]
    assert services == sorted(services, reverse=True)
    assert services[0] == pytest.approx(1 - 0.2 / 25.0)


def test_without_a_price_or_a_margin_the_rule_of_thumb_says_nothing() -> None:
    assert rule_of_thumb(planner(price=None)) == ()
    assert rule_of_thumb(planner(stakes=Stakes())) == ()
