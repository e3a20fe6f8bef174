"""How kinds of evidence combine, and what weakens them."""

from __future__ import annotations

import pytest

from builders_identification import certainty, first, identified


@pytest.mark.parametrize(("text", "expected"), [
    ("N52 12x5x3mm", "yes"), ("N52", "likely"), ("Grade N42SH", "yes"), ("YXG-28", "yes"), ("Magnet N42", "yes"),
    ("MOSFET N52 channel", "no"), ("Controller board revision N42 with housing and five screws", "no"),
    ("N20 gear motor", "possible"),
])
def test_a_bare_grade_needs_a_size_a_magnet_word_or_to_stand_alone(text: str, expected: str) -> None:
    assert certainty(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("33uH", "no"), ("10uH, 33 uH", "no"), ("Akku 72V/30Ah", "no"), ("33UH", "likely"), ("33uh magnet", "yes"),
])
def test_a_number_of_microhenries_or_ampere_hours_is_no_grade(text: str, expected: str) -> None:
    assert certainty(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("SGMJV-04ADA21", "likely"), ("SGM7J-A5A", "likely"), ("SGM2028-3.3", "no"), ("模拟开关 SGM3157", "no"),
])
def test_drives_and_chips_share_three_letters_and_part_in_the_fourth(text: str, expected: str) -> None:
    assert certainty(text) == expected


def test_a_grade_in_the_material_column_needs_no_more() -> None:
    assert certainty("Block, machined as drawing 4711", material="N38SH") == "yes"


@pytest.mark.parametrize("text", [
    "Y30 ring magnet", "rubber magnet strip", "ferrite magnet", "Ferritmagnet 20x5", "铁氧体磁铁", "フェライト磁石",
    "AlNiCo magnet 5", "induction motor", "Asynchronmotor", "piezo speaker", "hydraulic motor",
])
def test_a_counter_word_rules_the_group_out(text: str) -> None:
    assert certainty(text) == "no"


@pytest.mark.parametrize("text", [
    "brushed coreless motor", "stepper 28BYJ-48", "DC fan 40 mm", "micro servo SG90", "MLCC X7R 100nF", "white LED",
    "TFT display", "DC gear motor",
])
def test_what_is_often_without_stays_possible(text: str) -> None:
    assert certainty(text) == "possible"


def test_neodymium_beside_ferrite_is_not_certain() -> None:
    assert certainty("NdFeB or ferrite magnet") == "likely"


def test_two_different_hints_make_likely() -> None:
    assert certainty("X carriage motor", remark="stepper, 1.8 deg") == "likely"
    assert certainty("Motor", remark="") == "possible"


def test_a_remark_speaks_one_step_lower() -> None:
    assert certainty("Steel disc", remark="neodymium magnet") == "likely"
    assert certainty("Wheel", remark="brushless motor inside the old one") == "possible"


def test_a_weak_word_in_a_link_says_nothing() -> None:
    assert certainty("Lead screw nut", link="https://shop.example/parts/motor-accessories") == "no"


def test_the_name_of_a_firm_is_no_part() -> None:
    assert certainty("EMITTER 1A", manufacturer="LED Engin") == "no"


def test_motor_constant_in_rpm_per_volt_means_brushless() -> None:
    assert first("XRotor 3110 900KV").key == "part_bldc"
    assert certainty("Isolator 5.7KV") == "no"
    assert certainty("Cable 10KV") == "no"


def test_cas_number_is_certain() -> None:
    content = first("Powder", cas="1308-87-8")
    assert (content.key, str(content.certainty), str(content.form)) == ("oxide_dy", "yes", "oxide")


@pytest.mark.parametrize(("code", "expected"), [
    ("8505111000", "likely"), ("850132", "possible"), ("850519", "no"), ("811292", "no"), ("28053012", "likely"),
])
def test_a_customs_code_alone_is_never_certain(code: str, expected: str) -> None:
    assert certainty("Part 4711", hs=code) == expected


def test_a_basket_code_leaves_the_element_open() -> None:
    content = first("Pulver", hs="280530")
    assert str(content.form) == "metal"
    assert all(share.low == 0.0 and share.high == 1.0 for _, share in content.elements)


def test_flags_come_only_with_likely_material() -> None:
    assert identified("Brushless motor").defence
    assert identified("Brushless motor").defence_reason
    possible = identified("DC gear motor")
    assert not possible.defence
    assert not possible.semiconductor


def test_what_one_field_turned_another_does_not_restore() -> None:
    assert certainty("Motor mount", category="Stepper motor") == "possible"


def test_a_connector_named_after_a_part_is_told_by_designator_or_footprint() -> None:
    assert certainty("Stepper X", designators="J4") == "possible"
    assert certainty("Speaker", cad_name="Connector_JST:JST_PH_2pin") == "possible"
    assert certainty("Stepper X", designators="M4") == "likely"


@pytest.mark.parametrize(("name", "remark"), [
    ("XH-2Y plug", "crimped onto the fan"), ("M4 screw", "4 per motor"), ("Motor mounts", "48 pieces, 4 per motor"),
    ("2.54mm间距插头", "压接在风扇上"),
])
def test_a_remark_says_nothing_possible_of_what_its_name_makes_another_thing(name: str, remark: str) -> None:
    assert certainty(name, remark=remark) == "no"
    assert certainty(name, remark=f"{remark}, with NdFeB magnet") == "likely"
