"""Declared content is the strongest evidence."""

from __future__ import annotations

from typing import Any

import pytest

from builders_identification import first, identified
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Certainty, Form


def test_declared_absence_of_an_element_stays_as_zero() -> None:
    content = first("NdFeB magnet N42SH", declared={"Dy": 0.0, "Tb": 0.0}, mass_g=5.0)
    share = content.share("Dy")
    assert share is not None
    assert (share.low, share.high) == (0.0, 0.0)
    assert content.declared
    assert (content.share("Nd") or share).best > 0.2


def test_declared_content_in_an_unnamed_thing_is_certain_and_of_open_form() -> None:
    content = first("Unit 12", declared={"Dy": 0.01}, mass_g=100.0)
    assert content.certainty is Certainty.YES
    assert content.form not in (Form.PRODUCT, Form.RAW_MATERIAL)  # either would come out as not controlled
    assert content.mass_g is not None
    assert content.mass_g.best == 100.0


def test_declared_share_of_a_part_is_of_the_whole_part() -> None:
    content = first("Servomotor", declared={"Nd": 0.01}, mass_g=1000.0)
    assert content.mass_g is not None
    assert content.mass_g.best == 1000.0
    neodymium, praseodymium = content.share("Nd"), content.share("Pr")
    assert neodymium is not None
    assert praseodymium is not None
    assert neodymium.best == 0.01
    assert praseodymium.high < 0.01  # scaled from the magnet to the motor


def test_a_declared_total_of_zero_ends_the_question() -> None:
    identity = identified("Magnet 10x5", declared={"REE": 0.0})
    assert identity.rare_earth is Certainty.NO
    assert identity.against[-1].kind == "declared"


def test_a_zero_for_what_a_named_material_is_made_of_leaves_open_which_holds() -> None:
    for text, declared in (("Samarium oxide", {"Sm": 0.0}), ("SmCo ring", {"REE": 0.0}), ("Tb4O7 powder", {"REE": 0.0}),
                           ("NdFeB N42SH ring", {"REE": 0.0})):
        identity = identified(text, declared=declared)
        assert identity.rare_earth is Certainty.LIKELY, text
        assert identity.against[-1].kind == "declared"
        assert all(share.low == 0.0 for _, share in identity.contents[0].elements)


def test_a_declared_element_outweighs_a_total_of_zero() -> None:
    assert identified("Unit 12", declared={"REE": 0.0, "Dy": 0.02}).rare_earth is Certainty.YES


def test_zero_declared_for_what_a_material_need_not_hold_is_no_contradiction() -> None:
    assert identified("Samarium oxide", declared={"Dy": 0.0}).rare_earth is Certainty.YES


def test_a_zero_for_nothing_found_is_only_evidence_against() -> None:
    identity = identified("Screw M3", declared={"Nd": 0.0})
    assert not identity.contents
    assert [evidence.kind for evidence in identity.against] == ["declared"]


@pytest.mark.parametrize("grade", ["VACODYM 677 AP", "VACODYM 655 HR", "Vacodym 863"])
def test_noughts_for_what_a_named_grade_always_holds_leave_it_open(grade: str) -> None:
    content = first(grade, declared={"Dy": 0.0, "Tb": 0.0, "Ho": 0.0})
    share = content.share("Dy")
    assert share is not None
    assert (str(content.certainty), share.low, share.high > 0) == ("likely", 0.0, True)


def test_noughts_for_a_grade_that_may_be_made_without_are_believed() -> None:
    content = first("N42SH magnet", declared={"Dy": 0.0, "Tb": 0.0, "Ho": 0.0})
    assert str(content.certainty) == "yes"
    assert all(share.high == 0 for symbol, share in content.elements if symbol in ("Dy", "Tb", "Ho"))


@pytest.mark.parametrize("facts", [
    {"remark": "alternative: Recoma 32"}, {"remark": "alt. VACOMAX 225"}, {"remark": "or SmCo"},
    {"extra": (("other mpn", "SmCo 26"),)},
])
def test_what_is_declared_of_one_material_is_not_laid_over_another_that_may_be_bought(facts: dict[str, Any]) -> None:
    identity = identified("NdFeB N42SH", declared={"Dy": 0.0, "Tb": 0.0, "Ho": 0.0}, **facts)
    other = next(content for content in identity.contents if not content.declared)
    assert (other.certainty, (other.share("Sm") or Estimate.exactly(0.0)).high > 0.1) == (Certainty.POSSIBLE, True)


@pytest.mark.parametrize("facts", [
    {"extra": (("other mpn", "N42UH"),)}, {"remark": "or N42UH magnet"}, {"extra": (("other mpn", "N42UH-20x5"),)},
])
def test_what_is_declared_of_one_grade_is_not_laid_over_another_of_the_same_material(facts: dict[str, Any]) -> None:
    identity = identified("Magnet", mpn="N35", declared={"Dy": 0.0, "Tb": 0.0, "Ho": 0.0}, **facts)
    other = next(content for content in identity.contents if not content.declared)
    assert (other.key, other.certainty, (other.share("Dy") or Estimate.exactly(0.0)).high > 0) == (
        "ndfeb_uh", Certainty.POSSIBLE, True)


@pytest.mark.parametrize("facts", [
    {"extra": (("other mpn", "N42SH-20x5"),)}, {"remark": "N45SH would do too"}, {"mpn": "N42"},
])
def test_the_same_grade_elsewhere_in_the_line_is_no_second_one(facts: dict[str, Any]) -> None:
    identity = identified("NdFeB magnet N42SH", declared={"Dy": 0.0, "Tb": 0.0, "Ho": 0.0}, **facts)
    assert len(identity.contents) == 1


def test_one_material_alone_has_no_second_content() -> None:
    identity = identified("NdFeB N42SH", declared={"Dy": 0.0}, remark="NdFeB ring, not SmCo")
    assert len(identity.contents) == 1
