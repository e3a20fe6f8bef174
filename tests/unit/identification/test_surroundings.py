from __future__ import annotations

import pytest

from builders_identification import item
from ytterby.identification.identify import identify
from ytterby.identification.identity import Surroundings
from ytterby.identification.knowledge import Knowledge


def certainty(description: str, *, section: str = "", parent: str = "") -> str:
    place = {"item": Surroundings(section, parent)}
    return str(identify((item(description),), Knowledge.shipped(), surroundings=place)[0].rare_earth)


def test_a_section_lifts_what_the_item_says_itself() -> None:
    assert certainty("Motor 42") == "possible"
    assert certainty("Motor 42", section="Stepper motors") == "likely"


def test_a_section_speaks_at_most_possible_of_a_bare_code() -> None:
    assert certainty("57-8453-10", section="Stepper motors") == "possible"


@pytest.mark.parametrize("name", ["Raspberry Pi", "housing", "Resistor 1k"])
def test_a_section_does_not_speak_of_what_has_a_name_of_its_own(name: str) -> None:
    assert certainty(name, section="Motors") == "no"


def test_a_housing_under_a_motor_is_no_motor() -> None:
    assert certainty("housing", parent="Motor assy") == "no"


def test_a_section_of_brushed_motors_holds_its_motors_back() -> None:
    assert certainty("Motor 775", section="Brushed motors") == "possible"


def test_a_section_of_ferrite_magnets_clears_its_magnets() -> None:
    assert certainty("Magnet ring 20x10", section="Ferrite magnets") == "no"


def test_words_in_a_remark_alone_make_nothing_likely() -> None:
    only_talk = item("Flight stack", remark="6 servos and 3 motors")
    assert str(identify((only_talk,), Knowledge.shipped())[0].rare_earth) == "possible"


def test_a_length_in_metres_is_no_grade() -> None:
    assert certainty("Wire 0.5mm*50m") == "no"
    found = identify((item("Magnet 50M 20x10x5"),), Knowledge.shipped())[0]
    assert found.contents[0].key == "ndfeb_m"


@pytest.mark.parametrize("name", ["57-8453-10", "Ring 40x30x5", "Blende links"])
def test_the_words_of_a_parent_do_not_speak_for_what_is_under_it(name: str) -> None:
    assert certainty(name, parent="Neodymium magnet assembly") == "no"


def test_a_parent_lends_context_to_a_grade() -> None:
    assert certainty("Plate, coated all over, quality N42", parent="Magnets") == "yes"
    assert certainty("Plate, coated all over, quality N42") == "no"
