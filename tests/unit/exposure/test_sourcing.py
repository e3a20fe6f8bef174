"""Approved sources and single source."""

from __future__ import annotations

import pytest

from builders_measure import item
from ytterby.core.item import Source
from ytterby.exposure.sourcing import firm, single_source, sources


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
