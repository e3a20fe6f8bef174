"""What is handed to the models of outages."""

from __future__ import annotations

import pytest

from builders_measure import assessed, bom, content, identity, item
from ytterby.exposure.network import supply_network
from ytterby.planning.recovery import Network, Outage, performance_impact


def test_bought_items_are_handed_over_with_use_stock_and_the_margin_of_a_piece() -> None:
    bill = bom(
        [item("drive", 100.0, annual_use=730.0), item("magnet", 2.0, stock=40.0, manufacturer="Alfa"),
         item("ring", 2.0, manufacturer="Beta"), item("bolt", 1.0, stock=5.0, manufacturer="Gamma")],
        [(0, "drive", 1), (1, "magnet", 4), (1, "ring", 1), (1, "bolt", 2)])
    held = [identity(key, content({"Nd": (0.2, 0.25, 0.3)})) for key in ("magnet", "ring")]
    found = supply_network(assessed(bill, held, margins={"drive": 12.0}))
    assert (found.sources, found.items, found.links) == (("Alfa",), (1,), frozenset({(0, 0)}))
    assert (found.demand_rates, found.stocks) == ((8.0,), (40.0,))
    assert found.losses == pytest.approx((3.0,))  # 12 for a drive with four magnets
    assert found.left_out == (2,)  # the stock of the ring is not stated; the bolt holds no rare earth
    network = Network((8.0,), found.demand_rates, found.stocks, found.losses, found.links)
    loss, lost = performance_impact(network, Outage("Alfa", 30.0, frozenset({0})))
    assert lost == pytest.approx((200.0,))  # 30 days of 8 pieces, less 40 in stock
    assert loss == pytest.approx(600.0)
