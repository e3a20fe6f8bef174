"""Names that mean something only beside others: HP, SmB6, CoLa, a shaft of the motor's own."""

from __future__ import annotations

import pytest

from builders_identification import item
from ytterby.identification.identify import identify
from ytterby.identification.knowledge import Knowledge


@pytest.mark.parametrize(("text", "certainty"), [
    ("HP 8 ohm", "likely"), ("HP 4Ω 3W", "likely"), ("HP Ø50 8 ohm 2W", "likely"), ("HP large bande", "likely"),
    ("HP LaserJet toner", "no"), ("HP 2.0 pump", "no"), ("10 HP 8 ohm", "no"), ("HP 480 ohm", "no"),
    ("Nema 23 stepper flat shaft SM57HT", "likely"), ("Nema 23 76mm flat shaft SM57HT76", "likely"),
    ("Shaft for stepper motor", "no"), ("Stepper motor shaft coupler", "no"), ("Conveyor belt motor", "possible"),
    ("Servo 2040 · Servo controller", "no"), ("Servo 2040 + servo", "likely"),
    ("CoLa", "possible"), ("CoLa5", "likely"), ("Co-La alloy", "yes"), ("Cola", "no"),
    ("SmB6", "likely"), ("SmB6 target", "likely"), ("SMB6", "no"), ("SMB connector", "no"),
    ("screw for GdTbAl magnet", "no"), ("GdTbAl", "likely"), ("GdTbAl magnet", "likely"),
    ("Neorem 793a", "yes"), ("NEOREM block 20x10x5", "yes"),
    ("Encoder adapter kit with its magnet", "likely"), ("Encoder adapter kit", "no"),
])
def test_a_name_says_what_stands_beside_it_lets_it_say(text: str, certainty: str) -> None:
    (found,) = identify((item(text),), Knowledge.shipped())
    assert str(found.rare_earth) == certainty
