"""A nought that the item's own words contradict is opened; one they agree with stays."""

from __future__ import annotations

from typing import Any

import pytest

from builders_identification import item
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Certainty
from ytterby.core.item import Declared
from ytterby.identification.denials import doubted
from ytterby.identification.identify import identify
from ytterby.identification.knowledge import Knowledge

NOUGHTS = {"Dy": 0.0, "Tb": 0.0, "Ho": 0.0}


def opened(description: str, declared: dict[str, float], **facts: Any) -> dict[str, Declared]:
    (one,), _ = doubted([item(description, declared=declared, **facts)], Knowledge.shipped())
    return {declared.symbol: declared for declared in one.declared if declared.disputed}


@pytest.mark.parametrize(("text", "symbols"), [
    ("Ring magnet NdFeB N42SH Dy 3 wt%", {"Dy"}), ("NdFeB N42SH (4% Dy, 1% Tb)", {"Dy", "Tb"}),
    ("NdFeB N42SH ring Dy: 2.5%", {"Dy"}), ("NdFeB N42SH 5% Tb (vendor)", {"Tb"}), ("NdDyFeB magnet N42SH", {"Dy"}),
    ("Nd-Dy-Fe-B sintered", {"Dy"}), ("GBD NdFeB magnet Dy diffused", {"Dy"}), ("NdFeB N42UH Tb", {"Tb"}),
    ("\u94d5\u94c1\u787c \u542b\u955d 2%", {"Dy"}), ("Dysprosiumgehalt 3 %", {"Dy"}), ("holmio 1 %", {"Ho"}),
    ("no ferrite, Dy 2 %", {"Dy"}),
])
def test_an_element_that_the_words_name_is_not_absent_by_a_nought(text: str, symbols: set[str]) -> None:
    found = opened(text, NOUGHTS)
    assert found.keys() == symbols
    assert all(one.share.high > 0 for one in found.values())


@pytest.mark.parametrize("text", [
    "NdFeB N42SH", "Dy-free NdFeB N42SH", "NdFeB N42SH without Dy or Tb", "NdFeB Dy/Tb free", "N42SH, ohne Dysprosium",
    "\u94d5\u94c1\u787c \u65e0\u955d", "NdFeB Dy 0 % Tb: 0%", "Ho Chi Minh label", "ytterbium erbium glass",
    "DY-100 TB",
])
def test_words_that_name_none_or_deny_it_too_leave_a_nought_alone(text: str) -> None:
    assert not opened(text, NOUGHTS)


def test_the_share_the_words_state_is_the_most_there_may_be() -> None:
    assert opened("N42SH 3 % dysprosium", NOUGHTS)["Dy"].share == Estimate(0.0, 0.03, 0.03)
    assert opened("N42SH", NOUGHTS, remark="Dy 300 ppm")["Dy"].share.high == pytest.approx(3e-4)


@pytest.mark.parametrize("text", ["Nd-Dy-Fe-B sintered", "\u94d5\u94c1\u787c \u542b\u955d 2%", "Dy foil", "SmCo ring"])
def test_a_total_of_nought_does_not_clear_what_names_a_rare_earth(text: str) -> None:
    items, contradictions = doubted([item(text, declared={"REE": 0.0})], Knowledge.shipped())
    found = identify(items, Knowledge.shipped())[0]
    assert found.rare_earth is Certainty.LIKELY
    assert contradictions[0].denied.symbol == "REE"


def test_a_total_of_nought_does_not_clear_a_magnet_named_outright_by_its_series() -> None:
    (found,) = identify((item("VACODYM 677 AP", declared={"REE": 0.0}),), Knowledge.shipped())
    assert found.rare_earth is Certainty.LIKELY


def test_a_share_stated_beside_a_nought_for_the_total_is_kept() -> None:
    (one,), _ = doubted([item("Dy foil", declared={"REE": 0.0, "Dy": 0.99})], Knowledge.shipped())
    assert {(said.symbol, said.share.low) for said in one.declared} == {("REE", 0.0), ("Dy", 0.99)}


def test_what_another_revision_held_disputes_no_nought() -> None:
    assert not opened("NdFeB N42SH", NOUGHTS, extra=(("Dy % (old rev)", "contains dysprosium"),))
    assert opened("NdFeB N42SH", NOUGHTS, extra=(("Contains Dy", "contains dysprosium"),))


@pytest.mark.parametrize("remark", [
    "HREE 2 %", "heavy rare earths 2 wt.%", "\u91cd\u7a00\u571f", "grain boundary diffusion", "GBD",
    "schwere Seltene Erden",
])
def test_words_for_the_heavy_rare_earths_open_the_noughts_of_each(remark: str) -> None:
    found = opened("NdFeB N42SH", {"Dy": 0.0, "Tb": 0.0, "La": 0.0}, remark=remark)
    assert found.keys() == {"Dy", "Tb"}


@pytest.mark.parametrize("remark", [
    "HREE-free", "frei von schweren Seltenen Erden", "libre de tierras raras pesadas",
    "no heavy rare earths", "without HREE", "heavy rare earth free", "HREE 0 %", "GBDX-4",
    "\u65e0\u91cd\u7a00\u571f",
])
def test_heavy_rare_earths_that_the_words_deny_leave_the_noughts_alone(remark: str) -> None:
    assert not any(one.disputed for one in opened("NdFeB N42SH", {"Dy": 0.0, "Tb": 0.0}, remark=remark).values())
