"""Form, composition, elements and amounts of what was found."""

from __future__ import annotations

import math

import pytest

from builders_identification import first, identified
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Form
from ytterby.identification.amounts import volume_cm3
from ytterby.identification.knowledge import Knowledge


@pytest.mark.parametrize(("text", "form", "carrier", "composition"), [
    ("NdFeB magnet", Form.MAGNET, Form.MAGNET, ("Nd", "Fe", "B")),
    ("SmCo magnet", Form.MAGNET, Form.MAGNET, ("Sm", "Co")),
    ("pot magnet M4", Form.ASSEMBLY, Form.MAGNET, ("Nd", "Fe", "B")),
    ("Brushless motor", Form.PRODUCT, Form.MAGNET, ("Nd", "Fe", "B")),
    ("MLCC X7R 100nF", Form.PRODUCT, Form.CERAMIC, ("Ba", "Ti", "O")),
    ("Terfenol-D rod", Form.ALLOY, Form.ALLOY, ("Tb", "Dy", "Fe")),
    ("Dysprosium oxide", Form.OXIDE, Form.OXIDE, ("Dy", "O")),
    ("Nd:YAG rod 5x80", Form.CRYSTAL, Form.CRYSTAL, ("Y", "Al", "O", "Nd")),
    ("Dysprosium sputtering target", Form.TARGET, Form.TARGET, ("Dy",)),
    ("gadolinium foil", Form.METAL, Form.METAL, ("Gd",)),
])
def test_form_and_composition_follow_the_knowledge_row(
    text: str, form: Form, carrier: Form, composition: tuple[str, ...]
) -> None:
    content = first(text)
    assert (content.form, content.carrier_form, content.composition) == (form, carrier, composition)


def test_a_magnet_named_in_a_part_becomes_its_carrier() -> None:
    content = first("Brushless motor, rotor N42SH magnets")
    assert content.form is Form.PRODUCT
    share = content.share("Dy")
    assert share is not None
    assert share.best > 0.01  # SH class holds more dysprosium than the motor's usual H class
    assert len(identified("Brushless motor, rotor N42SH magnets").contents) == 1


def test_a_part_of_several_carriers_has_the_usual_one_and_possible_others() -> None:
    contents = identified("galvo scanner").contents
    assert [(content.composition, str(content.certainty)) for content in contents] == [
        (("Nd", "Fe", "B"), "likely"), (("Sm", "Co"), "possible")]
    assert len({content.name for content in contents}) == 2


def test_shares_of_a_part_span_all_the_carriers_it_could_have() -> None:
    knowledge = Knowledge.shipped()
    motor = first("Brushless motor")
    carriers = [dict(knowledge.materials[key].elements) for key in knowledge.materials[motor.key].carriers]
    neodymium, dysprosium = motor.share("Nd"), motor.share("Dy")
    assert neodymium is not None
    assert dysprosium is not None
    assert neodymium.low == min(carrier["Nd"].low for carrier in carriers)
    assert dysprosium.high == max(carrier["Dy"].high for carrier in carriers if "Dy" in carrier)
    assert dysprosium.low == 0.0  # the bonded magnet it may have holds none
    assert neodymium.best == carriers[0]["Nd"].best


def test_two_materials_named_are_both_kept_and_only_likely() -> None:
    contents = identified("NdFeB / SmCo magnet").contents
    assert {content.composition for content in contents} == {("Nd", "Fe", "B"), ("Sm", "Co")}
    assert {str(content.certainty) for content in contents} == {"likely"}


def test_mass_of_a_part_times_the_usual_share_is_a_range() -> None:
    content = first("AC servo motor", mass_g=1000.0)
    assert content.mass_g is not None
    assert 0 < content.mass_g.low < content.mass_g.best < content.mass_g.high < 1000
    assert content.mass_basis


def test_a_magnets_mass_comes_from_its_size_where_none_is_stated() -> None:
    sized, stated = first("N52 12x5x3mm"), first("N52 12x5x3mm", mass_g=2.0)
    assert sized.mass_g is not None
    assert sized.mass_g.best == pytest.approx(12 * 5 * 3 / 1000 * 7.5)
    assert stated.mass_g is not None
    assert stated.mass_g.best == 2.0
    assert first("N52 magnet").mass_g is None


@pytest.mark.parametrize(("text", "volume"), [
    ("12x5x3mm", 0.18), ("12 mm x 5 mm x 3 mm", 0.18), ("D10H4", math.pi * 0.1),
    ("Ø10x4", math.pi * 0.1), ("径向磁铁 D10 H4", math.pi * 0.1),
])
def test_volume_of_blocks_and_discs(text: str, volume: float) -> None:
    found = volume_cm3(text)
    assert found == pytest.approx(volume)


@pytest.mark.parametrize("text", ["no size", "1/2x1/8x1/16", "0x0x0", "9000x5x3", "M3x8"])
def test_no_volume_without_a_plain_size(text: str) -> None:
    assert volume_cm3(text) is None


def test_a_stated_mass_goes_before_the_usual_mass_of_the_family() -> None:
    stated = first("Hard disk drive 3.5 inch", mass_g=100.0).mass_g
    assert stated is not None
    assert (stated.low, stated.best, stated.high) == pytest.approx((0.5, 2.0, 3.5))
    assert first("Hard disk drive 3.5 inch").mass_g == Estimate(2.0, 11.0, 20.0)


@pytest.mark.parametrize(("text", "name"), [
    ("BLDC motor", "Sintered NdFeB magnet in BLDC motor"), ("舵机", "Sintered NdFeB magnet in Model (RC) servo"),
    ("BLDC motor, SmCo 2:17 magnets", "SmCo 2:17 sintered magnet in BLDC motor"),
])
def test_what_a_part_holds_is_named_by_the_material_within(text: str, name: str) -> None:
    assert first(text).name == name
