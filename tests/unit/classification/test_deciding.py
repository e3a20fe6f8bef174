"""Which elements the status of an item hangs on."""

from __future__ import annotations

import builders_classification as make
from ytterby.classification.deciding import deciding

LAW = make.rules("2026-11-21")


def test_an_undetermined_item_hangs_on_the_elements_whose_content_is_missing_not_on_all_it_holds() -> None:
    result = make.judged(LAW, make.item("Magnet N42SH", origin=("CN",)), make.ndfeb())
    found = deciding(result)[0]
    assert found
    assert found <= {"Dy", "Tb"}
    assert not found & {"Nd", "Pr"}


def test_a_controlled_item_hangs_on_the_elements_its_entry_speaks_of() -> None:
    assert "Sm" in deciding(make.judged(LAW, make.item("SmCo", origin=("CN",)), make.smco()))[0]


def test_what_nothing_catches_hangs_on_no_element() -> None:
    assert deciding(make.judged(LAW, make.item("Hex screw M4x12"))) == {}
