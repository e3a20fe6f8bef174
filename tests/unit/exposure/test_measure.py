"""The door: what an assessed bill means for a year."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders_measure import assessed, bom, content, finding, identity, item
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Certainty, Force, Outcome, Treatment
from ytterby.core.item import Source
from ytterby.exposure.exposure import Exposure, Flag, ItemExposure

NDFEB = {"Nd": (0.20, 0.25, 0.30), "Dy": (0.0, 0.02, 0.04)}
FREE = {"Nd": (0.20, 0.25, 0.30), "Dy": (0.0, 0.0, 0.0)}


def of(exposure: Exposure, key: str) -> ItemExposure:
    return next(entry for entry in exposure.items if entry.key == key)


def motor(**facts: object) -> Exposure:
    """A motor, 1,000 a year, with 8 magnets at 1.50 EUR and a screw at 0.10 USD."""
    bill = bom(
        [item("motor", annual_use=1000.0), item("magnet", 1.5, manufacturer="Alfa", origin=("CN",), **facts),
         item("screw", 0.1, "USD")],
        [(0, "motor", 1), (1, "magnet", 8), (1, "screw", 4)],
    )
    return assessed(bill, [identity("magnet", content(NDFEB, 6.0))], [finding("magnet")])


def test_the_yearly_volume_of_the_top_item_runs_through_all_levels() -> None:
    found = motor()
    assert of(found, "magnet").annual_quantity == 8000
    assert of(found, "magnet").spend == 12_000
    assert of(found, "screw").spend == pytest.approx(4000 * 0.1 * 0.9)
    assert not found.per_unit


def test_a_volume_the_user_sets_goes_before_the_bill() -> None:
    bill = bom([item("motor", annual_use=1000.0), item("magnet")], [(0, "motor", 1), (1, "magnet", 8)])
    assert of(assessed(bill, volumes={"motor": 10.0}), "magnet").annual_quantity == 80


def test_without_any_yearly_figure_all_is_per_unit_and_cover_unknown() -> None:
    bill = bom([item("motor"), item("magnet", 1.5, stock=100.0)], [(0, "motor", 1), (1, "magnet", 8)])
    found = assessed(bill)
    assert found.per_unit
    assert of(found, "magnet").annual_quantity == 8
    assert of(found, "magnet").spend == 12
    assert of(found, "magnet").cover_days is None


def test_yearly_and_single_quantities_are_never_mixed() -> None:
    bill = bom([item("a", annual_use=10.0), item("b"), item("m", 1.0), item("n", 1.0)],
               [(0, "a", 1), (1, "m", 2), (0, "b", 1), (1, "n", 3)])
    found = assessed(bill)
    assert of(found, "m").annual_quantity == 20
    assert of(found, "n").annual_quantity is None
    assert of(found, "n").spend is None
    assert [product.volume_stated for product in found.products] == [True, False]


def test_a_yearly_use_stated_on_a_line_of_a_flat_list_holds() -> None:
    bill = bom([item("m", 2.0, annual_use=365.0, stock=30.0), item("n", 1.0, annual_use=10.0)],
               [(0, "m", 1), (0, "n", 1)])
    found = assessed(bill)
    assert of(found, "m").cover_days == 30
    assert of(found, "m").spend == 730
    assert not found.per_unit
    assert [product.item for product in found.products] == [None]


def test_cover_is_stock_over_use_less_receipts() -> None:
    found = motor(stock=800.0, receipts_weekly=7.0)
    assert of(found, "magnet").cover_days == pytest.approx(800 / (8000 / 365 - 1))
    assert motor(stock=1.0, receipts_weekly=400.0).items[1].cover_unlimited


def test_the_price_of_an_assembly_is_not_counted_twice() -> None:
    bill = bom([item("unit", 900.0, annual_use=10.0), item("motor", 100.0), item("magnet", 5.0), item("belt", 3.0)],
               [(0, "unit", 1), (1, "motor", 2), (2, "magnet", 4), (1, "belt", 1)])
    found = assessed(bill)
    assert of(found, "motor").spend == 20 * (100 - 20)
    assert of(found, "magnet").spend == 80 * 5
    assert found.products[0].spend == 20 * 100 + 10 * 3
    assert of(found, "unit").spend is None  # what the firm sells is not what it buys


def test_the_price_of_a_bought_top_item_is_spend_where_its_parts_have_none() -> None:
    bill = bom([item("motor", 180.0, annual_use=10.0), item("magnet")], [(0, "motor", 1), (1, "magnet", 8)])
    assert of(assessed(bill), "motor").spend == 1800


def test_a_bare_list_spends_what_its_lines_state_for_a_year() -> None:
    bill = bom([item("m", 2.0, annual_use=365.0), item("n", 1.0, annual_use=10.0)], [(0, "m", 1), (0, "n", 1)])
    found = assessed(bill, [identity("m", content(NDFEB, 2.0))])
    assert found.products[0].spend == 740
    assert dict(found.products[0].element_g)["Nd"].best == pytest.approx(365 * 2 * 0.25)


def test_an_assembly_is_not_weighed_again_where_its_parts_are() -> None:
    bill = bom([item("unit", annual_use=10.0), item("rotor"), item("magnet"), item("nut"), item("motor")],
               [(0, "unit", 1), (1, "rotor", 1), (2, "magnet", 8), (1, "motor", 1), (2, "nut", 4)])
    likely = [identity(key, content(NDFEB, 50.0, Certainty.LIKELY)) for key in ("rotor", "motor")]
    found = assessed(bill, [*likely, identity("magnet", content(NDFEB, 6.0))])
    assert of(found, "rotor").element_g == ()
    neodymium = next(element for element in found.elements if element.symbol == "Nd")
    assert neodymium.mass_g.best == pytest.approx(10 * (8 * 6 * 0.25 + 50 * 0.25))  # the motor's parts say nothing


def test_what_the_firm_makes_itself_waits_for_no_delivery() -> None:
    rotor = [(0, "unit", 1), (1, "rotor", 1), (2, "magnet", 8)]
    caught = [finding("rotor", Outcome.UNDETERMINED), finding("magnet")]
    made = assessed(bom([item("unit"), item("rotor"), item("magnet")], rotor), [], caught)
    assert [entry.key for entry in made.items if entry.waits] == ["magnet"]
    assert of(made, "rotor").binds
    bought = assessed(bom([item("unit"), item("rotor", stock=0.0), item("magnet")], rotor), [], caught)
    assert [entry.key for entry in bought.items if entry.waits] == ["rotor", "magnet"]


def test_a_price_without_a_rate_is_unknown_and_not_zero() -> None:
    bill = bom([item("m", 1.0, "XAU", annual_use=5.0)], [(0, "m", 1)])
    assert of(assessed(bill, findings=[finding("m")]), "m").spend is None
    assert assessed(bill, findings=[finding("m")]).figure("licence_spend").value is None


def test_grams_are_quantity_times_mass_times_share() -> None:
    grams = dict(of(motor(), "magnet").element_g)
    neodymium = grams["Nd"]
    assert (neodymium.low, neodymium.best, neodymium.high) == pytest.approx((9600, 12_000, 14_400))
    dysprosium = next(element for element in motor().elements if element.symbol == "Dy")
    assert dysprosium.mass_g.best == pytest.approx(8000 * 6 * 0.02)
    assert (dysprosium.china_share, dysprosium.china_basis) == (1.0, "study A")
    assert dysprosium.spend == ((Outcome.CONTROLLED, 12_000.0),)


def test_what_a_part_may_hold_counts_in_the_high_value_alone() -> None:
    bill = bom([item("m", annual_use=1.0)], [(0, "m", 1)])
    possible = assessed(bill, [identity("m", content(NDFEB, 10.0, Certainty.POSSIBLE))])
    assert dict(possible.items[0].element_g)["Nd"] == Estimate(0, 0, 3)
    likely = assessed(bill, [identity("m", content(NDFEB, 10.0, Certainty.LIKELY))])
    assert dict(likely.items[0].element_g)["Nd"] == Estimate(0, 2.5, 3)


def test_an_element_known_to_be_absent_is_not_exposed() -> None:
    bill = bom([item("m", annual_use=1.0)], [(0, "m", 1)])
    found = assessed(bill, [identity("m", content(FREE))])
    assert [element.symbol for element in found.elements] == ["Nd"]


def test_an_undetermined_line_is_never_among_the_clear() -> None:
    bill = bom([item("m", 2.0, annual_use=10.0)], [(0, "m", 1)])
    found = assessed(bill, [identity("m", content(NDFEB))], [finding("m", Outcome.UNDETERMINED)])
    assert found.figure("undetermined").items == (0,)
    assert found.figure("undetermined_spend").value == 20
    assert found.figure("licence_required").value == 0
    assert found.figure("evidence_share").value == 0
    assert found.items[0].binds


@pytest.mark.parametrize(("force", "required", "wakes"), [
    (Force.IN_FORCE, 1, 0), (Force.UNVERIFIED, 0, 1), (Force.SUSPENDED, 0, 1), (Force.NOT_YET, 0, 1),
    (Force.REPEALED, 0, 0),
])
def test_what_binds_and_what_wakes_up_follow_from_the_force(force: Force, required: int, wakes: int) -> None:
    bill = bom([item("m", annual_use=1.0)], [(0, "m", 1)])
    found = assessed(bill, [identity("m", content(NDFEB))], [finding("m", force=force)])
    assert found.figure("licence_required").value == required
    assert found.figure("wakes_up").value == wakes
    assert (Flag.LICENCE_REQUIRED in found.items[0].flags) == bool(required)


def test_an_exempt_item_waits_for_no_licence() -> None:
    bill = bom([item("m", annual_use=1.0)], [(0, "m", 1)])
    found = assessed(bill, [identity("m", content(NDFEB))], [finding("m", treatment=Treatment.EXEMPT)])
    assert not found.items[0].binds


def test_a_figure_of_lines_counts_every_line_of_its_items() -> None:
    bill = bom([item("a", annual_use=1.0), item("m"), item("s")],
               [(0, "a", 1), (1, "m", 1), (1, "s", 1), (2, "m", 2)])
    found = assessed(bill, [identity("m", content(NDFEB))], [finding("m")])
    assert found.figure("licence_required").value == 2
    assert found.figure("licence_required").items == (1,)
    assert of(found, "m").lines == (1, 3)


def test_single_source_is_flagged_on_every_line_and_counted_where_rare_earths_are() -> None:
    bill = bom([item("m", manufacturer="Alfa"), item("screw", manufacturer="Beta"),
                item("two", manufacturer="Alfa", sources=(Source("", "Beta", country="JP"),))],
               [(0, "m", 1), (0, "screw", 1), (0, "two", 1)])
    found = assessed(bill, [identity("m", content(NDFEB)), identity("two", content(NDFEB))])
    assert [Flag.SINGLE_SOURCE in entry.flags for entry in found.items] == [True, True, False]
    assert found.figure("single_source").items == (0,)


def test_concentration_is_by_spend_and_refining_by_grams() -> None:
    bill = bom([item("m", 3.0, manufacturer="Alfa", origin=("CN",), annual_use=1.0),
                item("n", 1.0, manufacturer="Beta", origin=("JP",), annual_use=1.0),
                item("screw", 90.0, annual_use=1.0)],
               [(0, "m", 1), (0, "n", 1), (0, "screw", 1)])
    found = assessed(bill, [identity("m", content(FREE)), identity("n", content(FREE))])
    by = {entry.by: entry for entry in found.concentration}
    assert [(share.name, share.share) for share in by["supplier"].shares] == [("Alfa", 0.75), ("Beta", 0.25)]
    assert by["country"].hhi == 75**2 + 25**2
    china = by["processing country"].shares[0]
    assert (china.name, china.share) == ("China", pytest.approx(0.85))
    assert by["processing country"].hhi == pytest.approx(85**2)
    assert "study A" in by["processing country"].basis


def test_shortest_cover_looks_at_items_that_wait_for_a_licence() -> None:
    bill = bom([item("m", annual_use=365.0, stock=40.0), item("screw", annual_use=365.0, stock=5.0)],
               [(0, "m", 1), (0, "screw", 1)])
    found = assessed(bill, [identity("m", content(NDFEB))], [finding("m")])
    assert found.figure("shortest_cover").value == 40
    assert found.products[0].shortest_cover == (0, 40.0)


LINE = st.tuples(st.integers(0, 4), st.integers(0, 5), st.floats(0, 9), st.floats(0, 99))


@settings(max_examples=60, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=12))
def test_sums_of_figures_and_products_equal_the_sums_of_their_lines(lines: list[tuple[int, int, float, float]]) -> None:
    """Over random two-level bills with shared parts: no sum is lost and none counted twice."""
    parts = [item(f"p{place}", price) for place, (_, _, _, price) in enumerate(lines)]
    tops = [item(f"t{place}", annual_use=float(place + 1)) for place in range(5)]
    rows: list[tuple[int, str, float | None]] = []
    for place, top in enumerate(tops):
        inside = [(1, f"p{other % len(lines)}", amount) for head, other, amount, _ in lines if head == place]
        rows += [(0, top.key, 1.0), *inside] if inside else []
    caught = [finding(part.key, Outcome.UNDETERMINED if place % 2 else Outcome.CONTROLLED)
              for place, part in enumerate(parts) if place % 3]
    found = assessed(bom([*parts, *tops], rows), [identity(part.key, content(NDFEB)) for part in parts], caught)
    by_hand = sum((head + 1) * amount * lines[other % len(lines)][3] for head, other, amount, _ in lines)
    assert sum(entry.spend or 0 for entry in found.items) == pytest.approx(by_hand)
    assert sum(product.spend for product in found.products) == pytest.approx(by_hand)
    assert sum(product.controlled_spend for product in found.products) == pytest.approx(
        found.figure("licence_spend").value or 0)
    for key, outcome in (("licence_spend", Outcome.CONTROLLED), ("undetermined_spend", Outcome.UNDETERMINED)):
        counted = [found.items[place] for place in found.figure(key).items]
        assert all(entry.outcome is outcome for entry in counted)
        assert (found.figure(key).value or 0) == pytest.approx(sum(entry.spend or 0 for entry in counted))
    for element in found.elements:
        best = sum(dict(entry.element_g)[element.symbol].best for entry in found.items if entry.item in element.items)
        assert element.mass_g.best == pytest.approx(best)


def test_an_item_under_another_entry_keeps_all_else() -> None:
    """``under`` is written out by hand: no field may be lost or change places."""
    values = {each.name: f"{each.name} itself" for each in fields(ItemExposure)}
    item = ItemExposure(**values)  # type: ignore[arg-type]
    law = {"outcome": "o", "force": "f", "treatment": "t", "control": "c", "instrument": "i", "flags": "g"}
    assert item.under(**law) == replace(item, **law)  # type: ignore[arg-type]


def test_where_no_source_is_stated_the_number_of_single_sources_is_unknown_not_zero() -> None:
    bill = bom([item("m", annual_use=1.0)], [(0, "m", 1)])
    found = assessed(bill, [identity("m", content(NDFEB))], [finding("m")])
    assert not found.items[0].suppliers
    assert found.figure("single_source").value is None


@pytest.mark.filterwarnings("error")
def test_figures_beyond_range_are_not_known_and_leave_the_others_as_they_are() -> None:
    bill = bom([item("huge", 10.0, stock=1e308), item("magnet", 1.5), item("dear", 1e308)],
               [(0, "huge", 1e308), (0, "magnet", 8), (0, "dear", 2)])
    found = assessed(bill, [identity("huge", content(NDFEB, 6.0))], [finding("huge")])
    huge = of(found, "huge")
    assert (huge.annual_quantity, huge.spend, huge.stock, huge.element_g) == (None, None, None, ())
    assert of(found, "dear").spend is None
    assert found.products[0].spend == of(found, "magnet").spend == 12.0


def test_an_assembly_listed_without_its_parts_elsewhere_does_not_count_their_grams_again() -> None:
    """The pump holds the motor, whose parts are listed at the top: the pump's own estimate is that of its parts."""
    bill = bom([item(key, annual_use=1.0 if key == "drive" else None) for key in ("drive", "motor", "magnet", "pump")],
               [(0, "drive", 1), (1, "motor", 1), (2, "magnet", 1), (1, "pump", 1), (2, "motor", 1)])
    held = [identity(key, content({"Nd": (0.2, 0.2, 0.2)}, 10.0)) for key in ("magnet", "pump")]
    found = assessed(bill, held)
    assert [one.element_g != () for one in found.items] == [False, False, True, False]
    assert found.elements[0].mass_g.best == pytest.approx(4.0)  # two magnets of 2 g
