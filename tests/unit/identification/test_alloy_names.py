"""Alloys, ceramics and magnets by the makers' and standards' names, and numbers that only begin with one."""

from __future__ import annotations

import pytest

from builders_identification import certainty, identified


@pytest.mark.parametrize(("text", "symbol"), [
    ("GZ112K", "Gd"), ("VW63Z billet", "Y"), ("VW93 casting", "Gd"), ("1570C", "Sc"), ("1570 aluminium alloy", "Sc"),
    ("APMT tube", "Y"), ("TZP ceramic ferrule", "Y"), ("XGS240", "Sm"), ("XGS 240/80", "Sm"), ("S2:17-28", "Sm"),
    ("G45SHT", "Dy"), ("N48HT", "Dy"), ("Disc magnet 2:17", "Sm"), ("SC-2817 disc magnet", "Sm"),
])
def test_what_a_name_stands_for_is_at_least_likely(text: str, symbol: str) -> None:
    identity = identified(text)
    assert str(identity.rare_earth) in ("yes", "likely")
    assert any(symbol in dict(content.elements) for content in identity.contents)


@pytest.mark.parametrize("text", ["Scandate cathode", "SC-2817"])
def test_what_may_be_one_is_not_cleared(text: str) -> None:
    assert certainty(text) == "possible"


@pytest.mark.parametrize("text", ["Gear ratio 2:17", "Insert APMT1135", "Part 1570", "Screw VW 93"])
def test_a_number_of_the_same_shape_is_none(text: str) -> None:
    assert certainty(text) == "no"


@pytest.mark.parametrize(("text", "expected"), [
    ("SMCO-1234 surface mount connector", "possible"), ("SMCO-1234", "yes"),
    ("SMCO-1234 magnet for connector", "yes"), ("SmCo 2817 disc", "yes"), ("SmCo-26 magnet", "yes"),
])
def test_a_number_behind_the_letters_on_a_part_of_another_kind_may_be_its_makers(text: str, expected: str) -> None:
    assert certainty(text) == expected
