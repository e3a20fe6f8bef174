"""The catalogue of other sources: complete, worded in one vocabulary, and not too generous."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from ytterby.planning.catalogue import Alternative, SiteState, catalogue, offering, with_own


def site(company: str, place: str) -> Alternative:
    return next(entry for entry in catalogue() if (entry.company, entry.site) == (company, place))


def test_every_site_has_a_state_a_source_and_a_day() -> None:
    assert len(catalogue()) == len({(entry.company, entry.site) for entry in catalogue()}) > 80
    assert all(entry.source and entry.as_of and entry.confidence and entry.status for entry in catalogue())
    assert set(Counter(entry.state for entry in catalogue())) == set(SiteState)


@pytest.mark.parametrize(("company", "place", "state"), [
    ("Lynas", "Kuantan heavy circuit", SiteState.OPERATING), ("Iluka", "Eneabba refinery", SiteState.CONSTRUCTION),
    ("Northern Minerals", "Browns Range", SiteState.STOPPED), ("Arafura", "Nolans", SiteState.UNDECIDED),
    ("Neo", "Narva", SiteState.RAMPING), ("MP Materials", "10X, Northlake Texas", SiteState.PLANNED),
    ("Hastings", "Yangibana", SiteState.UNCONFIRMED),
])
def test_the_state_says_what_the_status_says(company: str, place: str, state: SiteState) -> None:
    assert site(company, place).state is state


def test_a_magnet_maker_promises_no_heavy_element_unless_it_is_named() -> None:
    assert site("USA Rare Earth", "Stillwater").elements == {"Nd", "Pr"}
    assert site("Solvay", "La Rochelle").elements == {"Nd", "Pr", "Sm", "Dy", "Tb"}
    assert site("Niron", "Minnesota").elements == frozenset()


def test_who_delivers_today_comes_first() -> None:
    found = offering(catalogue(), ("Dy", "Tb"), "separation")
    assert site("Lynas", "Kuantan heavy circuit") in found
    assert all({"Dy", "Tb"} <= entry.elements and "separation" in entry.stages for entry in found)
    delivers = [entry.delivers for entry in found]
    assert delivers == sorted(delivers, reverse=True)
    assert delivers[0]


def test_an_own_entry_takes_the_place_of_the_shipped_one() -> None:
    own = replace(site("Neo", "Narva"), state=SiteState.OPERATING, own=True)
    new = replace(own, company="Own", site="Next door")
    found = with_own(catalogue(), (own, new))
    assert len(found) == len(catalogue()) + 1
    assert [entry for entry in found if entry.own] == [own, new]


def test_items_that_use_one_site_share_its_name() -> None:
    sources = [site("Neo", "Narva").as_source(key, qualification_days=200, share=0.5, premium=0.3, weekly_pieces=100)
               for key in ("a", "b")]
    assert {source.name for source in sources} == {"Neo, Narva"}
    assert [source.item_key for source in sources] == ["a", "b"]
