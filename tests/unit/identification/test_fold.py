from __future__ import annotations

import pytest

from ytterby.identification.fold import fold, words


@pytest.mark.parametrize(("written", "folded"), [
    ("NdFeB-Magnet", "ndfeb magnet"), ("ＮｄＦｅＢ", "ndfeb"), ("Sm₂Co₁₇", "sm2co17"),
    ("Aimant  néodyme", "aimant neodyme"),
    ("Neo\u00addym", "neodym"), ("Neo\u200bdym", "neodym"), ("Größe", "grosse"), ("Муфта Ё", "муфта ё"),
    ("サーボモータ", "サーボモータ"), ("ｻｰﾎﾞﾓｰﾀ", "サーボモータ"), ("e\u0301crou", "ecrou"),
    ("stepper_motor", "stepper motor"),
])
def test_writings_of_one_word_fold_alike(written: str, folded: str) -> None:
    assert fold(written).text == folded


@pytest.mark.parametrize(("text", "word", "original"), [
    ("x ＮｄＦｅＢ y", "ndfeb", "ＮｄＦｅＢ"),
    ("Größe Neo\u00addym 5", "neodym", "Neo\u00addym"), ("a -- motor", "motor", "motor"),
    ("plain motor", "motor", "motor"),
])
def test_spans_lead_back_to_what_was_written(text: str, word: str, original: str) -> None:
    folded = fold(text)
    start = folded.text.index(word)
    low, high = folded.span(start, start + len(word))
    assert text[low:high] == original


def test_two_characters_without_spaces_count_as_one_word() -> None:
    assert [words(text) for text in ("", " 12V ", "电机", "a b", "モータ")] == [0, 1, 1, 2, 2]


def test_the_pieces_of_a_very_long_text_are_all_of_it_and_lead_back_to_where_they_stood() -> None:
    text = "".join(f"Teil {number:05}, Ｎｒ. " for number in range(800))
    pieces = list(fold(text).pieces())
    assert len(pieces) > 1
    assert "".join(piece.text for piece in pieces) == fold(text).text
    for piece in pieces:
        start, end = piece.span(0, len(piece.text))
        assert fold(text[start:end]).text == piece.text


def test_where_there_is_no_place_to_part_pieces_overlap() -> None:
    first, second, *_ = fold("".join(map(chr, range(0x4e00, 0x4e00 + 5000)))).pieces()
    assert first.text[-60:] == second.text[:60]


@pytest.mark.parametrize("mark", ["'", "\u2019"])
def test_an_apostrophe_parts_words(mark: str) -> None:
    assert fold(f"Oxyde d{mark}yttrium").text == "oxyde d yttrium"
