"""Outages of a whole bill: times to survive and to recover, what they cost, and the risk exposure index."""

from __future__ import annotations

import math

import pytest

from builders_measure import REFINING, assessed, bom, content, finding, identity, item
from ytterby.bom.bill import Bom
from ytterby.core.item import Source
from ytterby.exposure.exposure import Exposure
from ytterby.planning.recovery import Node, tier_impact, tier_time_to_survive
from ytterby.workspace.outages import OutageImpact, Outages, assess_outages

HELD = {"Nd": (0.2, 0.25, 0.3)}


def outages(bill: Bom, exposure: Exposure, days: float = 60.0) -> Outages:
    return assess_outages(bill, exposure, days, refining=REFINING)


def one(found: Outages, kind: str, name: str) -> OutageImpact:
    return next(impact for impact in found.impacts if (impact.kind, impact.name) == (kind, name))


def drives() -> tuple[Bom, Exposure]:
    """Two drives share a magnet of two sources; the large one has a ring of its own."""
    split = (Source("", "Alfa", country="CN", share=0.75), Source("", "Beta", country="JP", share=0.25))
    bill = bom(
        [item("small", annual_use=3650.0), item("large", annual_use=1825.0),
         item("magnet", 2.0, stock=600.0, sources=split),
         item("ring", 2.0, stock=100.0, manufacturer="Gamma", origin=("CN",), receipts_weekly=14.0),
         item("coin", 2.0, manufacturer="Alfa"), item("bolt", 1.0, stock=1.0, manufacturer="Alfa")],
        [(0, "small", 1), (1, "magnet", 2), (1, "bolt", 4),
         (0, "large", 1), (1, "magnet", 4), (1, "ring", 1), (1, "coin", 1)])
    held = [identity(key, content(HELD)) for key in ("magnet", "ring", "coin")]
    caught = [finding("ring"), finding("magnet")]
    return bill, assessed(bill, held, caught, margins={"small": 5.0, "large": 30.0},
                          prices={"small": 50.0, "large": 200.0})


def test_an_outage_of_a_supplier_leaves_what_the_others_deliver_now() -> None:
    """40 magnets a day, 30 from Alfa: 600 in stock last 20 days; in 60 days 1,200 are missing.

    A small drive earns 2.5 a magnet, a large one 7.5: 600 small drives are lost, and their margin of 5.
    """
    bill, exposure = drives()
    alfa = one(outages(bill, exposure), "supplier", "Alfa")
    assert alfa.items == (2, 4)
    assert alfa.unknown == (4,)  # the stock of the coin is not stated; the bolt holds no rare earth
    assert (alfa.survive_days, alfa.first, alfa.survives) == (pytest.approx(20.0), 2, False)
    assert alfa.loss == pytest.approx(3000.0)
    assert dict(alfa.lost) == {0: pytest.approx(600.0), 1: pytest.approx(0.0)}


def test_the_worst_outage_has_index_one_and_stands_first() -> None:
    bill, exposure = drives()
    found = outages(bill, exposure)
    assert found.money == "margin"
    assert found.impacts[0].index == 1.0
    losses = [impact.loss for impact in found.impacts if impact.loss is not None]
    assert losses == sorted(losses, reverse=True)
    assert all(impact.index == pytest.approx(impact.loss / losses[0]) for impact in found.impacts
               if impact.loss is not None)


def test_licences_that_do_not_come_leave_the_firm_receipts() -> None:
    """5 rings a day less 2 that come in any case: 100 last 33 days. The magnets have no receipts: 15 days."""
    bill, exposure = drives()
    licence = one(outages(bill, exposure), "licence", "MOFCOM-GAC-2025-18")
    assert licence.items == (2, 3)
    assert licence.survive_days == pytest.approx(15.0)
    only_rings = one(outages(bill, exposure), "supplier", "Gamma")
    assert only_rings.survive_days == pytest.approx(20.0)  # the receipts are those of the supplier itself


def test_below_tier_one_what_is_refined_elsewhere_is_left() -> None:
    """85 % of neodymium is refined in China: 6 of 40 magnets a day are left."""
    bill, exposure = drives()
    china = one(outages(bill, exposure), "processing country", "China")
    assert china.survive_days == pytest.approx(min(600 / 34, 100 / 4.25))
    assert one(outages(bill, exposure), "country", "JP").survive_days == pytest.approx(60.0)


def test_several_tiers_written_out_in_full_give_the_same() -> None:
    """The same outages as networks of refineries, suppliers, items and products (METHODS M1, multi-tier)."""
    bill, exposure = drives()
    found = outages(bill, exposure)
    nodes = [
        Node("Nd", capacity_rate=34.0), Node("Nd", capacity_rate=6.0),
        Node("supply", capacity_rate=30.0, needs=(("Nd", 1.0),), suppliers=(0, 1)),
        Node("supply", capacity_rate=10.0, needs=(("Nd", 1.0),), suppliers=(0, 1)),
        Node("magnet", stock=600.0, needs=(("supply", 1.0),), suppliers=(2, 3)),
        Node("small", needs=(("magnet", 2.0),), suppliers=(4,), demand_rate=10.0, loss=5.0),
        Node("large", needs=(("magnet", 4.0), ("ring", 1.0)), suppliers=(4, 7), demand_rate=5.0, loss=30.0),
        Node("ring", stock=100.0, capacity_rate=0.75, needs=()),
    ]
    alfa = one(found, "supplier", "Alfa")
    up = [*nodes[:7], Node("ring", stock=100.0, capacity_rate=5.0)]
    assert tier_impact(up, down=frozenset({2}), periods=60)[0] == pytest.approx(alfa.loss)
    assert tier_time_to_survive(up, down=frozenset({2})) == pytest.approx(alfa.survive_days)
    china = one(found, "processing country", "China")
    assert tier_impact(nodes, down=frozenset({0}), periods=60)[0] == pytest.approx(china.loss)
    assert tier_time_to_survive(nodes, down=frozenset({0})) == pytest.approx(china.survive_days)


def test_several_names_of_one_owner_fail_together() -> None:
    bill, _ = drives()
    owned = assessed(bill, [identity("magnet", content(HELD))], owners={"Beta": "Alfa"})
    assert one(outages(bill, owned), "supplier", "Alfa").survive_days == pytest.approx(15.0)
    assert not any(impact.name == "Beta" for impact in outages(bill, owned).impacts)


def test_without_money_pieces_are_lost_but_no_figure_is_made_up() -> None:
    bill, _ = drives()
    bare = assessed(bill, [identity("magnet", content(HELD))])
    found = outages(bill, bare)
    assert found.money == ""
    alfa = one(found, "supplier", "Alfa")
    assert (alfa.loss, alfa.index) == (None, None)
    assert sum(pieces for _, pieces in alfa.lost) > 0


def test_an_item_without_stated_stock_is_not_safe() -> None:
    bill = bom([item("drive", annual_use=365.0), item("magnet", 2.0, manufacturer="Alfa")],
               [(0, "drive", 1), (1, "magnet", 1)])
    impact = one(outages(bill, assessed(bill, [identity("magnet", content(HELD))])), "supplier", "Alfa")
    assert (impact.survive_days, impact.survives, impact.loss, impact.unknown) == (None, None, None, (1,))


def test_an_outage_that_other_sources_make_good_is_survived() -> None:
    """The second source has no share of what is bought: its outage costs nothing and is not listed."""
    bill = bom([item("drive", annual_use=365.0),
                item("magnet", 2.0, stock=90.0, manufacturer="Alfa", receipts_weekly=7.0)],
               [(0, "drive", 1), (1, "magnet", 1)])
    exposure = assessed(bill, [identity("magnet", content(HELD))], [finding("magnet")], margins={"drive": 1.0})
    licence = one(outages(bill, exposure), "licence", "MOFCOM-GAC-2025-18")
    assert licence.survive_days is not None
    assert math.isinf(licence.survive_days)
    assert (licence.survives, licence.loss, licence.first) == (True, 0.0, None)
    assert one(outages(bill, exposure), "supplier", "Alfa").survives is True  # 90 days of stock, 60 to recover
    assert one(outages(bill, exposure, 100.0), "supplier", "Alfa").loss == pytest.approx(10.0)


def test_an_outage_of_a_supplier_lasts_as_long_as_is_stated_of_it() -> None:
    """40 magnets a day, 30 from Alfa, 600 in stock: an outage of 15 days is survived, one of 60 is not."""
    bill, _ = drives()
    held = [identity(key, content(HELD)) for key in ("magnet", "ring", "coin")]
    exposure = assessed(bill, held, [], margins={"small": 5.0, "large": 30.0}, recovery={"ALFA": 15.0})
    found = outages(bill, exposure)
    alfa, beta = one(found, "supplier", "Alfa"), one(found, "supplier", "Beta")
    assert (alfa.recover_days, alfa.stated, alfa.loss) == (15.0, True, 0.0)
    assert (beta.recover_days, beta.stated) == (60.0, False)
    assert one(found, "country", "CN").recover_days == 60.0


def test_the_slowest_source_of_an_owner_decides_how_long_it_is_out() -> None:
    both = (Source("", "Alfa", share=0.5), Source("", "Beta", share=0.5))
    bill = bom([item("drive", annual_use=365.0), item("magnet", 2.0, stock=10.0, sources=both)],
               [(0, "drive", 1), (1, "magnet", 1)])
    exposure = assessed(bill, [identity("magnet", content(HELD))], [], owners={"Alfa": "Top", "Beta": "Top"},
                        recovery={"Alfa": 20.0, "Beta": 90.0})
    assert one(outages(bill, exposure), "supplier", "Top").recover_days == 90.0


def test_what_the_line_states_holds_for_its_own_maker_unless_the_user_says_otherwise() -> None:
    magnet = item("magnet", 2.0, stock=10.0, manufacturer="Alfa", recover_days=45.0)
    bill = bom([item("drive", annual_use=365.0), magnet], [(0, "drive", 1), (1, "magnet", 1)])
    held = [identity("magnet", content(HELD))]
    assert one(outages(bill, assessed(bill, held, [])), "supplier", "Alfa").recover_days == 45.0
    told = assessed(bill, held, [], recovery={"Alfa": 30.0})
    assert one(outages(bill, told), "supplier", "Alfa").recover_days == 30.0


def test_finished_pieces_go_out_when_no_more_can_be_made() -> None:
    """One drive a day, ten magnets in stock: 10 days, and 20 more with 20 finished drives; 30 of 60 are lost then."""
    bill = bom([item("drive", annual_use=365.0), item("magnet", 2.0, stock=10.0, manufacturer="Alfa")],
               [(0, "drive", 1), (1, "magnet", 1)])
    held = [identity("magnet", content(HELD))]
    without = one(outages(bill, assessed(bill, held, [finding("magnet")], prices={"drive": 5.0})), "supplier", "Alfa")
    exposure = assessed(bill, held, [finding("magnet")], prices={"drive": 5.0}, stocks={"drive": 20.0})
    alfa = one(outages(bill, exposure), "supplier", "Alfa")
    assert (without.survive_days, alfa.survive_days) == (pytest.approx(10.0), pytest.approx(30.0))
    assert (without.loss, alfa.loss) == (pytest.approx(250.0), pytest.approx(150.0))
    drive = next(product for product in exposure.products if product.item == 0)
    assert drive.shortest_cover == (1, pytest.approx(30.0))


def test_the_bill_states_finished_pieces_by_the_stock_of_the_product() -> None:
    bill = bom([item("drive", annual_use=365.0, stock=7.0), item("magnet", 2.0)], [(0, "drive", 1), (1, "magnet", 1)])
    assert [product.stock for product in assessed(bill, [], []).products] == [7.0]
    assert [product.stock for product in assessed(bill, [], [], stocks={"drive": 3.0}).products] == [3.0]
