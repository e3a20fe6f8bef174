"""What must not be cleared, and what a link may say."""

from __future__ import annotations

import pytest

from builders_identification import certainty, first, identified


@pytest.mark.parametrize("text", [
    "Bolt NdFeB N42SH insert", "NdFeB screw", "N42SH magnet holder", "Schraube NdFeB N42SH", "SmCo housing",
    "support aimant néodyme N42SH", "ceria polishing pad", "N52 magnet jig",
])
def test_a_material_named_outright_is_possible_beside_the_name_of_another_thing(text: str) -> None:
    assert certainty(text) == "possible"


@pytest.mark.parametrize("text", [
    "Magnet holder", "Motor mount", "NdFeB-free insert", "screw for NdFeB magnet", "Magnet wire",
    "without NdFeB insert", "N52 nut", "N42 washer M3x8",
])
def test_what_is_denied_or_only_a_purpose_or_a_kind_of_part_stays_turned(text: str) -> None:
    assert certainty(text) == "no"


@pytest.mark.parametrize(("name", "remark"), [
    ("Ferrite magnet", "Alternative: SmCo"), ("Ferrite magnet Y30", "supplier ships NdFeB N42SH when out of stock"),
    ("AlNiCo magnet", "Ersatz: Neodym-Magnet"), ("铁氧体磁铁", "可用钕铁硼代替"), ("Ferrite magnet", "or neodymium"),
])
def test_an_alternative_in_the_remark_is_at_least_possible(name: str, remark: str) -> None:
    assert certainty(name) == "no"
    assert certainty(name, remark=remark) in ("possible", "likely")


def test_a_remark_without_a_rare_earth_leaves_a_counter_word_its_force() -> None:
    assert certainty("Ferrite magnet", remark="strong magnet, not neodymium") == "no"
    assert certainty("Ferrite magnet", remark="Ersatz: Magnet 10x5") == "no"


@pytest.mark.parametrize("text", [
    "rare-earth neodymium magnet N50", "N50 block magnet, rare earth", "稀土 钕铁硼 N50 磁铁",
])
def test_rare_earth_beside_a_named_material_is_that_one(text: str) -> None:
    contents = identified(text).contents
    assert [content.composition for content in contents] == [("Nd", "Fe", "B")]
    assert str(contents[0].certainty) == "yes"


def test_rare_earth_in_a_link_is_no_second_material() -> None:
    link = "https://www.shop.example/n50-1-2x1-8x1-16-neodymium-rare-earth-block-magnet/"
    contents = identified("N50 1/2 x 1/8 x 1/16in", link=link).contents
    assert [content.key for content in contents] == ["ndfeb_n"]
    assert contents[0].mass_g is not None
    assert 0.4 < contents[0].mass_g.best < 0.6  # 12.7 x 3.2 x 1.6 mm at 7.5 g/cm3


def test_rare_earth_alone_stays_a_material_of_its_own() -> None:
    assert first("rare earth alloy").key == "re_unspecified"


@pytest.mark.parametrize("link", [
    "https://shop.example/ebycH9eLywWX7rcW", "https://shop.example/p/1?name=neodymium+magnet",
    "https://www.neodymium-magnets.example/hammer", "https://shop.example/motors/item",
    "https://shop.example/xneodymiumx/1",
])
def test_only_whole_words_of_a_path_speak_in_a_link(link: str) -> None:
    found = identified("Hammer", link=link)
    assert (str(found.rare_earth), found.against) == ("no", ())


def test_a_known_phrase_in_the_path_speaks_one_step_lower() -> None:
    assert certainty("Disc 10x2", link="https://shop.example/neodymium-magnet-10x2") == "likely"


@pytest.mark.parametrize("link", [
    "https://shop.example/mosfet/n42", "https://shop.example/servo/ferrite-magnet", "https://shop.example/brushed",
])
def test_a_link_never_speaks_against(link: str) -> None:
    found = identified("N42 magnet 10x5x2", link=link)
    assert (str(found.rare_earth), found.against) == ("yes", ())


@pytest.mark.parametrize(("name", "facts"), [
    ("induction motor, or PMSM", {}), ("Induction motor 3 kW", {"remark": "or PMSM"}),
    ("Asynchronmotor", {"remark": "alternativ Servomotor 1FK7"}), ("异步电机", {"remark": "或永磁同步电机"}),
])
def test_a_part_offered_as_one_of_several_is_possible(name: str, facts: dict[str, str]) -> None:
    assert certainty(name, **facts) == "possible"


def test_a_motor_that_may_be_another_plain_motor_stays_none() -> None:
    assert certainty("Induction motor, 3 kW or 4 kW") == "no"


@pytest.mark.parametrize("text", [
    "N42 SH", "N 42 SH", "N4 2SH", "N42-SH disc 10x5", "MQ3 magnet ring", "WL-20 electrode", "WL-15",
    "钐", "디스프로슘", "Gadoliniumsulfat", "草酸镝", "Аккумулятор Ni-MH AA", "Schwingspulenaktor Hub 5 mm",
    "лантанированный вольфрамовый электрод",
])
def test_other_ways_to_write_what_is_known_are_read(text: str) -> None:
    assert certainty(text) != "no"


def test_a_grade_written_apart_is_that_grade() -> None:
    assert {first(text).key for text in ("N42SH", "N42 SH", "N 42 SH", "N4 2SH")} == {"ndfeb_sh"}


@pytest.mark.parametrize("text", [
    'Label "NdFeB magnets inside"', "LA target for archery", "Scan head", "MQ3", "Aufkleber: Neodym-Magnet",
])
def test_what_only_looks_like_a_name_is_no_more_than_possible(text: str) -> None:
    assert certainty(text) == "possible"


@pytest.mark.parametrize("text", [
    "violet LED 405 nm", "LED violett", "ИК светодиод", "紫光 LED", "LED infrarroja", "MQ-3 alcohol sensor", "Y-Cable",
])
def test_look_alikes_of_other_kinds_are_none(text: str) -> None:
    assert certainty(text) == "no"


def test_a_driver_is_no_motor_by_the_words_of_its_link() -> None:
    assert certainty("STSPIN32F0A", link="https://st.example/en/motor-drivers/stspin32f0a-bldc-motor.html") == "no"


def test_a_servo_motor_of_no_stated_kind_is_none_of_the_large_ones() -> None:
    assert first("Servo motor, 5 V").key == "part_servo_any"
    assert first("AC servo motor 400 W").key == "part_servo"


def test_what_a_motor_is_for_leaves_its_own_name_its_force() -> None:
    assert certainty("Motor sin escobillas para dron 920KV") == "likely"
    assert certainty("Motor mount, category motor", category="Motor") in ("no", "possible")


def test_a_maker_named_after_a_material_makes_it_possible_and_no_more() -> None:
    assert certainty("Ring 20x10", manufacturer="SmCo Magnet Works") == "possible"


@pytest.mark.parametrize(("name", "facts"), [
    ("NdFeB ring", {"manufacturer": "Foo Magnetics"}), ("Motor", {"remark": "to the motor on the left"}),
])
def test_neither_a_makers_name_nor_a_word_of_purpose_is_shown_against(name: str, facts: dict[str, str]) -> None:
    against = identified(name, **facts).against
    assert [one for one in against if one.field == "manufacturer" or one.text in ("to the", "on the")] == []


@pytest.mark.parametrize("mark", ["x", "4", "✓", "ja", "是", "2 pcs"])
def test_a_material_that_only_heads_a_column_of_marks_is_possible(mark: str) -> None:
    found = identified("Disc 20x5", extra=(("NdFeB", mark),))
    assert str(found.rare_earth) == "possible"
    assert [one.field for content in found.contents for one in content.evidence] == ["heading"]


@pytest.mark.parametrize(("heading", "cell"), [
    ("NdFeB", "0"), ("NdFeB", "no"), ("Steel", "x"), ("Y", "12.5"), ("SmCo", "-"),
])
def test_a_column_that_does_not_mark_the_line_says_nothing(heading: str, cell: str) -> None:
    assert certainty("Disc 20x5", extra=((heading, cell),)) == "no"
