"""Ranked choices: parts that may take the place of an item are sources of it, others of the same list are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builders_measure import assessed, bom, content, identity, item
from ytterby.bom.bill import Bom
from ytterby.exposure.choices import other_choices
from ytterby.exposure.exposure import Flag

ITEMS = (item("a", 2.0, manufacturer="Alfa", origin=("CN",)), item("b", 2.0, manufacturer="Beta", origin=("JP",)),
         item("c", 2.0, manufacturer="Gamma", origin=("DE",)), item("screw", manufacturer="Delta"))


def ranked(keys: Sequence[str], alternatives: Sequence[int], sections: Sequence[str]) -> Bom:
    """A flat list under sections, as a bill of ranked choices is read."""
    bill = bom(ITEMS, [(0, key, 4) for key in keys], alternatives)
    return replace(bill, usages=replace(bill.usages, section=tuple(sections)))


def test_an_item_with_ranked_choices_of_other_makers_and_countries_is_no_single_source() -> None:
    bill = ranked(("b", "a", "c"), (0, 2), ("Motor",) * 3)
    held = [identity(key, content({"Nd": (0.2, 0.25, 0.3)})) for key in "abc"]
    exposure = assessed(bill, held)
    counted = exposure.items[0]
    assert counted.single_source is None
    assert counted.sourcing.alternates.qualified == ("Beta", "Gamma")
    assert all(Flag.SINGLE_SOURCE not in one.flags for one in exposure.items[:3])
    assert counted.suppliers == ("Alfa",)  # who is asked about this part
    assert counted.sourcing.hhi == 10_000  # all that is bought is still the first rank
    assert exposure.figure("single_source").value == 0


def test_choices_of_one_owner_or_one_country_stay_a_single_source() -> None:
    bill = ranked(("a", "b"), (1,), ("Motor",) * 2)
    held = [identity(key, content({"Nd": (0.2, 0.25, 0.3)})) for key in "ab"]
    single = assessed(bill, held, owners={"Beta": "Alfa"}).items[0].single_source
    assert single is not None
    assert (single.kind, single.suppliers) == ("owner", ("Alfa", "Beta"))


def test_only_choices_of_the_same_section_count() -> None:
    bill = ranked(("a", "b", "c"), (2,), ("Motor", "Encoder", "Encoder"))
    assert other_choices(bill) == {1: (2,), 2: (1,)}


def test_where_several_parts_are_counted_nobody_can_tell_whose_choice_it_is() -> None:
    bill = ranked(("a", "screw", "b"), (2,), ("Motor",) * 3)
    assert other_choices(bill) == {}


def test_a_choice_must_hold_wherever_the_item_stands() -> None:
    bill = ranked(("a", "b", "a"), (1,), ("Motor", "Motor", "Fan"))
    assert other_choices(bill) == {1: (0,)}


def test_a_further_maker_of_the_same_item_is_no_choice_of_another_part() -> None:
    bill = ranked(("a", "a", "screw"), (1,), ("",) * 3)
    assert other_choices(bill) == {}


def test_an_item_without_a_stated_source_gets_none_from_its_choices() -> None:
    bill = ranked(("a", "b"), (1,), ("Motor",) * 2)
    unnamed = replace(bill, items=(replace(bill.items[0], manufacturer=""), *bill.items[1:]))
    assert assessed(unnamed).items[0].sourcing.ways == ()
