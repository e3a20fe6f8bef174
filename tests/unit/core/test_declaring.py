"""A heading declares a content only where it says nothing but the element and its share."""

from __future__ import annotations

import pytest

from ytterby.bom.headings import declares_content, element_of
from ytterby.core.declaring import says_only_content


@pytest.mark.parametrize(("heading", "symbol"), [
    ("Dy %", "Dy"), ("% Dy", "Dy"), ("Dy", "Dy"), ("Dy content [wt%]", "Dy"), ("Dysprosium max %", "Dy"),
    ("Dy-Gehalt %", "Dy"), ("\u955d\u542b\u91cf %", "Dy"), ("\u955d\u542b\u91cf(%)", "Dy"), ("Dy (wt.-%)", "Dy"),
    ("Dy [Gew.-%]", "Dy"), ("Neodym-Gehalt", "Nd"), ("Dysprosiumgehalt", "Dy"), ("Teneur en Dy %", "Dy"),
    ("Contenido de disprosio %", "Dy"), ("Contenuto di disprosio (%)", "Dy"), ("Teor de disprósio %", "Dy"),
    ("Содержание Dy, %", "Dy"), ("Zawartość Dy %", "Dy"), ("Obsah Dy %", "Dy"), ("Dy-halt", "Dy"), ("Y %", "Y"),
    ("\u30b8\u30b9\u30d7\u30ed\u30b7\u30a6\u30e0\u542b\u6709\u91cf", "Dy"), ("Dy \ud568\ub7c9 %", "Dy"),
    ("TREO %", "REE"), ("Rare earth content %", "REE"), ("\u7a00\u571f\u603b\u91cf%", "REE"), ("Dy_wt_%", "Dy"),
    ("Seltenerdgehalt %", "REE"), ("Dysprosium (Dy) %", "Dy"), ("Dysprosium CAS No. 7429-91-6 [%]", "Dy"),
    ("Dy % in magnet", "Dy"), ("Tb-Anteil im Magneten [%]", "Tb"), ("Dy fraction (0-1)", "Dy"), ("Dy min %", "Dy"),
    ("Dy [mg/kg]", "Dy"), ("Dysprosium concentration (% w/w)", "Dy"),
])
def test_an_ordinary_heading_declares(heading: str, symbol: str) -> None:
    assert element_of(heading) == symbol
    assert declares_content(heading)


@pytest.mark.parametrize("heading", ["Dy2O3 %", "Dysprosium oxide Dy2O3 %"])
def test_the_formula_of_the_oxide_is_a_name_and_another_word_is_none(heading: str) -> None:
    assert says_only_content(heading, "Dy", ()) is ("oxide" not in heading)


@pytest.mark.parametrize("heading", ["Dy % of REE", "Rare earth content La %", "Не содержит Dy %", "Dy limit %"])
def test_another_element_in_the_heading_of_a_total_or_a_denial_limits_it(heading: str) -> None:
    assert not declares_content(heading)


def test_a_long_hostile_heading_is_no_declaration_and_takes_no_time() -> None:
    assert not declares_content("\u955d" + "\u6bd4\u7387" * 27 + "x %")
    assert not says_only_content("\u955d" + "\u6bd4\u7387" * 50 + "x %", "Dy", ("\u955d",))
