"""Approved sources and single source."""

from __future__ import annotations

import pytest

from builders_measure import item
from ytterby.core.item import Source
from ytterby.exposure.exposure import Alternates, Origin, SingleSource
from ytterby.exposure.refining import Refining, RefiningShare
from ytterby.exposure.sourcing import (
    firm,
    owned_in_a_circle,
    owners_by_firm,
    processed_in,
    single_ways,
    sources,
    sourcing,
)

REFINING = Refining({
    "Dy": (RefiningShare("China", 0.99, "refining", "a"),), "Nd": (RefiningShare("China", 0.85, "refining", "a"),),
    "Sc": (RefiningShare("Japan", 0.7, "refining", "a"),), "La": (RefiningShare("China", 0.65, "refining", "a"),),
})


def single_source(origins: tuple[Origin, ...]) -> SingleSource | None:
    """The nearest way in which an item hangs on one source."""
    return next(iter(single_ways(origins)), None)


def test_one_approved_supplier_is_a_single_source() -> None:
    found = single_source(sources(item("m", manufacturer="Alfa GmbH", origin=("CN",))))
    assert found is not None
    assert (found.kind, found.name) == ("supplier", "Alfa GmbH")


def test_several_suppliers_in_one_country_are_a_single_source() -> None:
    both = (Source("", "Alfa", country="CN"), Source("", "Beta", country="CN"))
    found = single_source(sources(item("m", sources=both)))
    assert found is not None
    assert (found.kind, found.name, found.suppliers) == ("country", "CN", ("Alfa", "Beta"))


def test_suppliers_in_two_countries_are_no_single_source() -> None:
    both = (Source("", "Alfa", country="CN"), Source("", "Beta", country="JP"))
    assert single_source(sources(item("m", sources=both))) is None


def test_a_country_not_stated_proves_nothing() -> None:
    both = (Source("", "Alfa", country="CN"), Source("", "Beta"))
    assert single_source(sources(item("m", sources=both))) is None


def test_the_country_of_the_line_holds_for_sources_that_state_none() -> None:
    found = single_source(sources(item("m", manufacturer="Alfa", origin=("CN",), sources=(Source("", "Beta"),))))
    assert found is not None
    assert found.kind == "country"


def test_a_line_from_two_countries_is_no_single_country() -> None:
    line = item("m", manufacturer="Alfa", origin=("CN", "VN"), sources=(Source("", "Beta"),))
    assert single_source(sources(line)) is None


def test_the_spelling_of_a_firm_does_not_make_a_second_source() -> None:
    assert firm("Beta Magnetics Co., Ltd.") == firm("BETA MAGNETICS") == firm("Beta  Magnetics Company Limited")
    assert firm("株式会社ベータ") == firm("ベータ")
    assert firm("Alfa GmbH & Co. KG") == firm("Alfa")
    assert firm("Alfa") != firm("Beta")
    line = item("m", manufacturer="Beta Magnetics Co., Ltd.", sources=(Source("", "Beta Magnetics"),))
    assert len(sources(line)) == 1


def test_a_source_not_yet_approved_is_no_second_source() -> None:
    line = item("m", manufacturer="Alfa", sources=(Source("", "Beta", status="in qualification"),))
    assert single_source(sources(line)) is not None


def test_the_first_firm_of_a_line_is_no_source_of_it_where_it_is_not_approved_and_another_is() -> None:
    new, old = Source("", "New", status="in qualification"), Source("", "Old", country="CN")
    assert [origin.name for origin in sources(item("m", manufacturer="New", sources=(new, old)))] == ["Old"]
    alone = sources(item("m", manufacturer="New", sources=(Source("", "New", country="JP", status="named"),)))
    assert [(origin.name, origin.countries, origin.share) for origin in alone] == [("New", ("JP",), 1.0)]


def test_two_distributors_of_one_maker_are_one_source() -> None:
    line = item("m", manufacturer="Alfa", supplier="North", sources=(Source("South", "Alfa"),))
    assert [origin.name for origin in sources(line)] == ["Alfa"]


def test_a_split_holds_only_where_each_source_states_its_share() -> None:
    split = (Source("", "Alfa", share=0.6), Source("", "Beta", share=0.2))
    assert [origin.share for origin in sources(item("m", sources=split))] == pytest.approx([0.75, 0.25])
    open_split = (Source("", "Alfa"), Source("", "Beta", share=0.2))
    assert [origin.share for origin in sources(item("m", sources=open_split))] == [1.0, 0.0]


def test_a_line_without_a_maker_is_no_single_source() -> None:
    assert single_source(sources(item("m", origin=("CN",)))) is None


def test_several_names_of_one_owner_are_a_single_source() -> None:
    """Owners of owners are followed; the spelling of a name does not matter."""
    owners = owners_by_firm({"Alfa": "Mid Holding", "BETA GmbH": "Top AG", "Mid Holding Ltd.": "Top"})
    line = item("m", sources=(Source("", "Alfa Ltd", country="CN"), Source("", "Beta", country="JP")))
    found = single_source(sources(line, owners))
    assert found is not None
    assert (found.kind, found.name, found.suppliers) == ("owner", "Top", ("Alfa Ltd", "Beta"))
    assert single_source(sources(line)) is None


def test_owners_that_own_each_other_do_not_hang() -> None:
    assert set(owners_by_firm({"A": "B", "B": "A"}).values()) <= {"A", "B"}


def test_one_country_that_refines_all_of_the_elements_is_a_single_source_below_tier_one() -> None:
    assert processed_in(("Dy", "Nd"), REFINING) == SingleSource("processing country", "China", ())
    assert processed_in(("Dy", "Sc"), REFINING) is None
    assert processed_in(("Dy", "Er"), REFINING) is None  # nothing is known of erbium here: that proves nothing


def test_the_limit_of_65_percent_itself_is_no_dependence() -> None:
    assert processed_in(("La",), REFINING) is None


def test_an_item_may_hang_on_one_source_in_several_ways() -> None:
    line = item("m", manufacturer="Alfa", origin=("CN",))
    found = sourcing(line, sources(line), ("Dy",), REFINING)
    assert [way.kind for way in found.ways] == ["supplier", "country", "processing country"]
    assert (found.hhi, found.effective, found.without_largest, found.split_stated) == (10_000, 1, 0, False)


def test_a_stated_split_gives_index_effective_sources_and_what_is_left_without_the_largest() -> None:
    """60² + 25² + 15² = 4,450; the largest owner holds two of the names."""
    line = item("m", sources=(
        Source("", "Alfa", share=0.35), Source("", "Beta", share=0.25), Source("", "Gamma", share=0.25),
        Source("", "Delta", share=0.15)))
    found = sourcing(line, sources(line, owners_by_firm({"Beta": "Alfa"})), (), REFINING)
    assert found.hhi == pytest.approx(4450)
    assert found.effective == pytest.approx(10_000 / 4450)
    assert found.without_largest == pytest.approx(0.4)
    assert found.split_stated


def test_alternates_stand_by_what_they_are_worth_in_a_shortage() -> None:
    line = item("m", manufacturer="Alfa", sources=(
        Source("", "Beta"), Source("", "Gamma", status="In qualification"), Source("", "Delta", status="named"),
        Source("", "Epsilon", status="known"), Source("", "Zeta", status="rejected"),
        Source("", "Beta Ltd", status="known"),
    ))
    found = sourcing(line, sources(line), (), REFINING)
    assert found.alternates == Alternates(("Beta",), ("Gamma",), ("Delta",), ("Epsilon",))


def test_firms_that_own_each_other_are_told_by_name() -> None:
    assert owned_in_a_circle({"Top": "Holding", "Alfa GmbH": "Beta", "Beta": "Gamma", "Gamma": "ALFA"}) == (
        "Alfa GmbH", "Beta", "Gamma")
    assert owned_in_a_circle({"Alfa": "Beta", "Beta": "Top", "Top": "TOP GmbH"}) == ()
    assert owned_in_a_circle({"Leaf": "Alfa", "Alfa": "Beta", "Beta": "Alfa"}) == ("Alfa", "Beta")
