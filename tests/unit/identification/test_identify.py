"""The door: one identity per item, progress and stop, languages."""

from __future__ import annotations

import time

import pytest

from builders_identification import certainty, identified, item
from ytterby.core.progress import Cancelled
from ytterby.identification.identify import Identifier, identify
from ytterby.identification.identity import Surroundings
from ytterby.identification.knowledge import Knowledge

MOTORS = {"en": "stepper motor", "de": "Schrittmotor", "fr": "moteur pas à pas", "es": "motor paso a paso",
          "it": "motore passo passo", "zh": "步进电机", "ja": "ステッピングモータ", "ko": "스테핑 모터",
          "ru": "шаговый двигатель", "sv": "stegmotor", "pl": "silnik krokowy"}
MAGNETS = {"en": "neodymium magnet", "de": "Neodymmagnet", "fr": "aimant néodyme", "es": "imán de neodimio",
           "zh": "钕铁硼磁铁", "ja": "ネオジム磁石", "ko": "네오디뮴 자석", "ru": "неодимовый магнит",
           "sv": "neodymmagnet", "pl": "magnes neodymowy"}
SPEAKERS = {"en": "loudspeaker", "de": "Lautsprecher", "fr": "haut-parleur", "es": "altavoz", "zh": "扬声器",
            "ja": "スピーカー", "ru": "динамик"}


@pytest.mark.parametrize("text", [*MOTORS.values(), *SPEAKERS.values()])
def test_parts_are_known_in_many_languages(text: str) -> None:
    assert certainty(text) == "likely"


@pytest.mark.parametrize("text", MAGNETS.values())
def test_named_magnets_are_certain_in_many_languages(text: str) -> None:
    assert certainty(text) == "yes"


def test_identities_come_in_the_order_of_items_and_say_no_where_nothing_speaks() -> None:
    items = (item("Screw M3", key="a"), item("Brushless motor", key="b"), item("", key="c"))
    identities = identify(items, Knowledge.shipped())
    assert [(identity.item_key, str(identity.rare_earth)) for identity in identities] == [
        ("a", "no"), ("b", "likely"), ("c", "no")]


def test_words_that_said_nothing_in_one_item_count_in_a_later_one_that_names_something() -> None:
    many = [item("Bracket", key=f"{number}") for number in range(1500)]
    many.append(item("Bracket", remark="for motor", part_number="Motor", key="named"))
    many.append(item("Halter für", material="Dy", key="symbols"))
    together = identify(tuple(many), Knowledge.shipped())
    for place in (0, 1500, 1501):
        assert together[place] == identify((many[place],), Knowledge.shipped())[0]
    assert not together[0].contents
    assert together[1500].against


@pytest.mark.parametrize(("symbols", "thing"), [("LaFe", "bracket"), ("YCo", "screw"), ("HoFe", "cable")])
def test_an_item_that_only_symbols_name_is_read_in_full(symbols: str, thing: str) -> None:
    assert [certainty(text) for text in (symbols, f"{symbols} {thing}", f"{thing} {symbols}")] == [
        "likely", "possible", "possible"]


def test_no_items_give_no_identities() -> None:
    assert identify((), Knowledge.shipped()) == ()


class Stopped:
    def step(self, done: float, label: str = "") -> None:
        raise Cancelled


def test_stop_is_passed_through() -> None:
    with pytest.raises(Cancelled):
        identify((item("x"),), Knowledge.shipped(), Stopped())


def test_after_one_item_changed_only_that_one_is_resolved_again() -> None:
    identifier = Identifier(Knowledge.shipped())
    items = tuple(item(f"Motor {number}", key=str(number)) for number in range(50))
    first = identifier.identify(items)
    assert identifier.resolved == 50
    changed = (*items[:7], item("Magnet N42SH", key="7"), *items[8:])
    second = identifier.identify(changed)
    assert identifier.resolved == 1
    assert second[7].contents[0].key == "ndfeb_sh"
    assert second[:7] == first[:7]


def test_an_item_in_another_place_is_resolved_again() -> None:
    identifier = Identifier(Knowledge.shipped())
    items = (item("57-8453-10", key="a"),)
    identifier.identify(items)
    found = identifier.identify(items, surroundings={"a": Surroundings("Stepper motors")})
    assert str(found[0].rare_earth) == "possible"


@pytest.mark.parametrize("text", ["x" * 32_000, "NdFeB (" * 4_000, "N42 " * 8_000, "a b " * 8_000])
def test_a_full_cell_is_read_to_its_end_in_no_time(text: str) -> None:
    began = time.process_time()
    found = identified(f"{text} neodymium magnet")
    assert str(found.rare_earth) == "yes"
    assert any(evidence.end > len(text) for content in found.contents for evidence in content.evidence)
    assert time.process_time() - began < 3
