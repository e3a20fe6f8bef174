"""Word boundaries, overlap and longest phrase."""

from __future__ import annotations

import pytest

from builders_identification import certainty, identified
from ytterby.core.finding import Certainty
from ytterby.identification.fold import fold
from ytterby.identification.joined import Joined
from ytterby.identification.knowledge import Kind, Knowledge, Meaning
from ytterby.identification.match import Matcher
from ytterby.identification.phrases import PhraseTable


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


@pytest.mark.parametrize(("text", "spans"), [
    ("kv 900", [(0, 6)]), ("kv, 900", []), ("kv 5x 900", []), ("900 kv", []), ("900, kv", []),
    ("x900 kv 900", [(5, 11)]),
])
def test_a_series_is_where_its_shape_stands_around_its_trigger(text: str, spans: list[tuple[int, int]]) -> None:
    shape = Meaning(Kind.SERIES, "part_bldc", Certainty.LIKELY, "series", pattern=r"kv \d{3}|\d{3}(?! kv)")
    table = PhraseTable({"kv": {(False, False): [shape]}})
    base = 1  # a line feed stands before the text
    assert [(first - base, last - base) for _, first, last, *_ in table.find(Joined.of([fold(text)]))] == spans


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


@pytest.mark.parametrize(("line", "found"), [
    ("ШагМотор 24V", "мотор"), ("ＭａｉｎＭｏｔｏｒ", "motor"), ("boxNeodymium", "neodymium"), ("M3xMotor", "motor"),
])
def test_a_capital_behind_a_small_letter_begins_a_word_in_every_script_that_has_both(line: str, found: str) -> None:
    assert found in texts(line)


@pytest.mark.parametrize("line", ["STEPMOTORIZED", "xmotor", "Xmotor", "лмотор", "émotor"])
def test_any_letter_before_hinders_a_word(line: str) -> None:
    assert "motor" not in texts(line)
    assert "мотор" not in texts(line)


def test_a_capital_behind_a_word_ends_it() -> None:
    assert "washer" in texts("WasherVxq")
    assert "washer" not in texts("Washervxq")


def test_a_misspelt_name_tells() -> None:
    assert Matcher(Knowledge.shipped()).telling([fold("lautsprecer"), fold("lautes")]) == {0}


def test_letters_of_another_script_bound_words() -> None:
    assert "motor" in texts("مMotor")


@pytest.mark.parametrize(("line", "expected"), [("N42", True), ("xN42", False), ("1N42", False), ("磁铁N42", True)])
def test_nothing_touches_a_code(line: str, expected: bool) -> None:
    assert ("n42" in texts(line)) is expected


@pytest.mark.parametrize(("line", "expected"), [("Rundmagnet", True), ("RUNDMAGNET", True), ("4rundmagnet", True)])
def test_what_may_stand_inside_a_word_is_found_at_its_start_and_within(line: str, expected: bool) -> None:
    assert any("magnet" in found for found in texts(line)) is expected


def test_line_feeds_within_a_text_do_not_shift_the_next() -> None:
    many = [fold("one\ntwo\nthree"), fold("Servomotor"), fold("a\nN42SH")]
    found = dict(Matcher(Knowledge.shipped()).find_all(many))
    assert set(found) == {1, 2}
    assert [many[2].text[match.start:match.end] for match in found[2]] == ["n42sh"]


def test_a_text_that_names_nothing_tells_nothing_though_its_words_are_known() -> None:
    lines = ["Bracket, left", "Magnet", "", "Neodimium disc", "magnet\nwire", "S-10-02-N", "AxisMotor", "vis 10 02 n"]
    many, matcher = [fold(line) for line in lines], Matcher(Knowledge.shipped())
    assert matcher.telling(many) == {1, 3, 4, 5, 6}
    assert matcher.find(many[0])


def test_evidence_names_the_words_where_they_stand() -> None:
    text = "Satz  Ｎｅｏｄｙｍ-Magnete 10x2"
    found = identified(text).contents[0].evidence[0]
    assert text[found.start:found.end] == found.text == "Ｎｅｏｄｙｍ-Magnet"
    assert (found.field, found.source) == ("description", "ndfeb_generic")
