"""Materials by the names of the trade, and things that only borrow such a name."""

from __future__ import annotations

import pytest

from builders_identification import certainty, first


@pytest.mark.parametrize(("text", "form", "symbol"), [
    ("Sm/Co disc", "permanent_magnet", "Sm"), ("Sam-Cobalt mag", "permanent_magnet", "Sm"),
    ("MAGSMCO20", "permanent_magnet", "Sm"), ("VX225HR", "permanent_magnet", "Sm"),
    ("S26MGOe ring", "permanent_magnet", "Sm"), ("R26HS segment", "permanent_magnet", "Sm"),
    ("사마륨코발트", "permanent_magnet", "Sm"), ("آهنربای ساماریوم کبالت", "permanent_magnet", "Sm"),
    ("BH42SH", "permanent_magnet", "Dy"), ("N42SHT", "permanent_magnet", "Dy"), ("N42S.H.", "permanent_magnet", "Dy"),
    ("WE43A", "alloy", "Y"), ("5024-H116", "alloy", "Sc"), ("Sc-doped AlN target", "target", "Sc"),
    ("SmI2 in THF", "compound", "Sm"), ("Y-90 microspheres", "compound", "Y"), ("REE compounds", "compound", "Dy"),
    ("NaYF4:Yb,Er", "phosphor", "Y"), ("CaF2:Eu", "phosphor", "Eu"), ("BAM:Eu phosphor", "phosphor", "Eu"),
    ("CeTb phosphor", "phosphor", "Tb"), ("Tri-band phosphor", "phosphor", "Y"), ("ScAlMgO4", "crystal", "Sc"),
    ("GSGG", "crystal", "Gd"), ("TSAG", "crystal", "Tb"), ("CGO10", "ceramic", "Gd"),
    ("SDC electrolyte", "ceramic", "Sm"), ("oksyd terbu", "oxide", "Tb"), ("ittrio ossido", "oxide", "Y"),
])
def test_a_name_of_the_trade_says_what_is_in_the_material(text: str, form: str, symbol: str) -> None:
    content = first(text)
    assert str(content.form) == form
    assert dict(content.elements)[symbol].high > 0


def test_powder_of_the_nitride_is_an_alloy_that_may_be_samarium_iron_and_no_magnet() -> None:
    content = first("Sm2Fe17N3 powder")
    assert (str(content.form), content.composition) == ("alloy", ("Sm",))
    assert str(first("Sm2Fe17N3 bonded magnet").form) == "permanent_magnet"


@pytest.mark.parametrize(("text", "expected"), [
    ("Holmium gas station", "no"), ("Europium Hotel voucher", "no"), ("SmCo magnet not needed", "no"),
    ("SmCo simulant", "possible"), ("Holmium", "possible"), ("SmCo magnet", "yes"), ("SDC connector", "no"),
    ("R26 resistor", "no"), ("GSG bracket", "no"), ("5024 bearing", "no"),
])
def test_another_thing_beside_the_name_turns_it(text: str, expected: str) -> None:
    assert certainty(text) == expected
