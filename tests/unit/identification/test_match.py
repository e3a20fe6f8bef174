"""Word boundaries, overlap and longest phrase."""

from __future__ import annotations

import pytest

from builders_identification import certainty, identified
from ytterby.identification.fold import fold
from ytterby.identification.knowledge import Knowledge
from ytterby.identification.match import Matcher


def texts(line: str) -> list[str]:
    folded = fold(line)
    return [folded.text[match.start:match.end] for match in Matcher(Knowledge.shipped()).find(folded)]


def test_latin_between_chinese_is_found() -> None:
    assert certainty("钕铁硼NdFeB磁铁") == "yes"


@pytest.mark.parametrize("text", ["Lölöer", "Nokia N8", "RN52 module", "1N52 x", "AN42 adapter", "motorway map"])
def test_letters_inside_a_word_are_no_match(text: str) -> None:
    assert certainty(text) == "no"


@pytest.mark.parametrize("text", [
    "4Axis Nema34 Stepper", "AxisStepperMotor", "xStepper", "2x magnets", "Magneten", "steppers",
])
def test_digits_capitals_and_plurals_bound_words(text: str) -> None:
    assert certainty(text) in ("likely", "yes")


def test_a_number_with_a_further_decimal_is_another_code() -> None:
    assert certainty("N42.5 12x5x3mm") == "no"


def test_the_longest_phrase_covers_those_inside_it() -> None:
    assert texts("magnet wire") == ["magnet wire"]


def test_a_long_phrase_that_fails_its_boundary_leaves_the_short_one() -> None:
    assert "neodymium" in texts("neodymium oxidesx")


def test_texts_passed_over_together_say_what_each_says_alone() -> None:
    lines = ["Stepper", "", "motor\nNEMA 17", "Ｎｅｏｄｙｍ", "AxisStepperMotor", "N42.5", "17HS4401", "xN52", "N52"]
    many, matcher = [fold(line) for line in lines], Matcher(Knowledge.shipped())
    together = dict(matcher.find_all(many))
    for place, folded in enumerate(many):
        assert together.get(place, []) == matcher.find(folded), lines[place]
    assert together[0][0].meanings
    assert 1 not in together


def test_evidence_names_the_words_where_they_stand() -> None:
    text = "Satz  Ｎｅｏｄｙｍ-Magnete 10x2"
    found = identified(text).contents[0].evidence[0]
    assert text[found.start:found.end] == found.text == "Ｎｅｏｄｙｍ-Magnet"
    assert (found.field, found.source) == ("description", "ndfeb_generic")
