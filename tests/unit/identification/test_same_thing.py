"""Which names in a supplier's row are of the bill's item, and which of another thing."""

from __future__ import annotations

import pytest

from ytterby.core.item import Item
from ytterby.identification.knowledge import Knowledge
from ytterby.identification.same_thing import other_things

KNOWLEDGE = Knowledge.shipped()


def is_other(said: str, item: Item) -> bool:
    return other_things([(said, item)], KNOWLEDGE) == [True]


RING = Item("k", description="NdFeB N42SH", mpn="AC-77001")
PLAIN = Item("k", description="NdFeB magnet ring")
MOTOR = Item("k", description="BLDC motor 24 V")


@pytest.mark.parametrize(("said", "item"), [
    ("Screw M3", RING), ("Ferrite magnet Y30", RING), ("NdFeB N35", RING), ("Ferrite ring", RING), ("SmCo 26", RING),
    ("SmCo disc", PLAIN), ("Coating of NdFeB N42SH", RING), ("N42SH magnet, packaging", RING), ("Gehäuse", MOTOR),
    ("Driver for BLDC motor", MOTOR), ("N52", Item("k", description="Magnet N42SH")), ("ZX-9", RING),
    ("N45SH magnet", RING), ("铁氧体磁铁", RING), ("Induction motor", MOTOR),
])
def test_a_row_that_names_another_thing_is_of_another_part(said: str, item: Item) -> None:
    assert is_other(said, item)


@pytest.mark.parametrize(("said", "item"), [
    ("NdFeB N42SH", RING), ("N42SH", RING), ("NdFeB-Magnet N42SH, Ring 10x5", RING), ("Ring magnet N42SH Ni", RING),
    ("Neodymium magnet", RING), ("烧结钕铁硼 N42SH", RING), ("AC-77001", RING), ("Magnet", RING),
    ("Neodym-Magnet", PLAIN), ("N42SH magnet", PLAIN), ("Magnet N42 SH", RING),
    ("Brushless motor", MOTOR), ("BLDC-Motor 24V 50 W", MOTOR),
])
def test_a_row_that_names_the_item_in_other_words_is_of_it(said: str, item: Item) -> None:
    assert not is_other(said, item)


def test_to_an_item_that_holds_nothing_by_its_words_any_name_fits() -> None:
    assert not is_other("Ring 10x5", Item("k", mpn="AR-1000"))
    assert not is_other("Gehäuse", Item("k", description="Housing"))
