"""The words around a part: what makes it another thing, and what does not."""

from __future__ import annotations

import pytest

from builders_identification import certainty, identified

TURNED = [
    "Motor mount", "NEMA 17 mounting plate", "Schrittmotor-Treiber DRV8825", "Motorhalterung", "Support moteur NEMA 17",
    "Soporte para motor NEMA 17", "Кронштейн для двигателя NEMA17", "步进电机驱动器", "42步进电机支架", "舵机支架",
    "ステッピングモータドライバ", "モータ固定ネジ", "Brushless ESC 30A", "ESC 30A brushless", "Screws for motor M3x8",
    "connector (for the stepper motor)", "Bracket, brushless motor", "StepperMotorMount", "stepper_motor_mount.stl",
    "Magnet holder", "磁铁固定座", "Держатель магнита", "servo horn", "Speaker cable", "Headphone jack",
    "Alloy Steel Mounting Bracket For 42mm NEMA17 Stepper Motor With Screws", "Flexible coupling 5 mm to 8 mm NEMA17",
    "galvo_clamp_1",
]

KEPT = [
    "Stepper motor with driver", "Schrittmotor mit Halterung", "步进电机 带支架",
    "Stepper Motor 1232OZ-IN,5.6A DM860A Driver", "Brushless motor, mounting screws", "Motor magnet", "电机磁铁",
    "Servo motor + cable", "Magnet and holder",
    "Nema 17 with 19:1 gearbox", "Magnet for encoder AS5047", "TowerPro MG996R servo", "F60 Pro IV 1950KV",
]


@pytest.mark.parametrize("text", TURNED)
def test_a_thing_for_a_part_is_not_the_part(text: str) -> None:
    assert certainty(text) in ("no", "possible")


@pytest.mark.parametrize("text", KEPT)
def test_a_part_with_an_addition_stays_the_part(text: str) -> None:
    assert certainty(text) in ("likely", "yes")


@pytest.mark.parametrize("text", [
    "Halter ohne Magnet", "capteur sans aimant", "不带磁铁", "neodymium-free", "希土類フリー", "Magnet not included",
])
def test_a_denied_material_is_not_there(text: str) -> None:
    assert certainty(text) == "no"


def test_what_turned_a_part_is_kept_as_evidence_against() -> None:
    identity = identified("Stepper bracket")
    assert not identity.contents
    assert {"Stepper bracket"[e.start:e.end] for e in identity.against} >= {"bracket"}


def test_motor_magnet_is_a_magnet_and_no_motor() -> None:
    assert [str(content.form) for content in identified("motor magnet 10x5x2").contents] == ["permanent_magnet"]


def test_what_is_added_behind_a_japanese_name_does_not_turn_it() -> None:
    assert certainty("ステッピングモータ ケーブル付き") == "likely"
    assert certainty("ステッピングモータ ケーブル") == "no"


@pytest.mark.parametrize("text", [
    "Bürstenloser Antriebsregler 60A", "Schrittmotorendstufe", "Bürstenlose Kraftendstufe",
])
def test_the_rest_of_a_compound_is_no_word_between(text: str) -> None:
    assert certainty(text) == "no"


@pytest.mark.parametrize("text", [
    "9450 Propellers · DJI Phantom 8Pcs/Set Quadcopter Blades", "dji Phantom 4プロペラガード", "イヤホンジャック",
    "Servo motor programmer", "RTC DS3231", "DS3234 module", "57步进电机配套支架",
])
def test_what_fits_a_known_part_and_what_sounds_like_one_is_not_the_part(text: str) -> None:
    assert certainty(text) in ("no", "possible")


@pytest.mark.parametrize("text", [
    "配套传感器径向磁铁", "外转子无刷电机 多轴电机", "飞特小舵机 SCS2332", "DS3218 20kg", "SM57HT112-3004A",
])
def test_an_accompanying_part_and_a_motor_of_many_shafts_are_what_they_say(text: str) -> None:
    assert certainty(text) in ("likely", "yes")


def test_what_one_column_turns_is_not_turned_in_another() -> None:
    assert certainty("Spindle motor · 300 W Spindle Motor Mount Bracket 24V") == "possible"
    assert certainty("300 W Spindle Motor Mount Bracket 24V") == "no"
    assert certainty("Stepper 17HS19 · Stepper motor bracket") != "no"


def test_what_is_said_in_passing_of_a_wire_or_a_coupler_is_no_part_of_it() -> None:
    assert certainty("6 Gauge Wire · Wire for distributing high current servo power") == "possible"
    assert certainty("8mm coupler · rigid coupling, section of a cnc stepper motor carving machine") == "possible"
    assert certainty("Arm · DS3218 digital servo") == "likely"
