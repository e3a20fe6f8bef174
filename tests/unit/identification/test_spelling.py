from __future__ import annotations

import pytest

from builders_identification import certainty
from ytterby.identification.spelling import Spelling, is_one_step


@pytest.mark.parametrize("text", ["brishless 90 W", "Neodimium disc", "Schritmotor", "lautsprecer", "nedoymium block"])
def test_one_wrong_letter_is_read_past(text: str) -> None:
    assert certainty(text) in ("likely", "yes")


@pytest.mark.parametrize("text", ["vanadium", "permanent marker", "brushed steel", "monitoring"])
def test_other_words_are_no_misspellings(text: str) -> None:
    assert certainty(text) in ("no", "possible")


@pytest.mark.parametrize(("one", "other", "expected"), [
    ("brushless", "brishless", True), ("brushless", "brushles", True),
    ("brushless", "brushlesss", True),
    ("brushless", "burshless", True), ("brushless", "brusless", True),
    ("brushless", "bruslhes", False), ("abcdefgh", "abcdeghf", False),
])
def test_one_step_is_one_letter_added_missing_changed_or_two_swapped(one: str, other: str, expected: bool) -> None:
    assert is_one_step(one, other) is expected
    assert is_one_step(other, one) is expected


def test_short_words_have_too_many_neighbours() -> None:
    assert not list(Spelling({"magnet": 1, "brushless": 2}).find("magner and magnat"))
