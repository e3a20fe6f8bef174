"""Texts of rows that are no lines: page numbers and examples, in the languages bills come in."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_bom import HEAD, codes, read_rows, rows_of
from ytterby.bom.row_texts import is_example, says_note, says_page

LINES = [("AB-1234", "Stepper motor", 2), ("AB-1235", "Bracket", 4), ("AB-1236", "Radial magnet", 1),
         ("AB-1237", "Cable", 3), ("AB-1238", "Screw", 9)]
PAGES = ("Page 1 of 2", "Page: 3/7", "page 3", "Seite 2 von 5", "Blatt 2/3", "Page 2 sur 3", "Página 1 de 2",
         "Pagina 1 di 3", "Pagina 1 van 3", "Strona 1 z 2", "Strana 1 ze 2", "Страница 1 из 2",
         "第1页 共2页", "共 2 页，第 1 页", "第 1 頁", "1/2 ページ", "ページ 1 / 2", "페이지 1/2",
         "총 2페이지 중 1페이지")
EXAMPLES = ("e.g. 123-456", "z.B. 4711", "z. B. 4711", "ej. 123", "p. ex. A-12", "Example", "Example 1",
            "Beispiel:", "例：ABC-1", "例", "예시", "np. 12", "např. 12", "bijv. 12", "per esempio",
            "например", "exemplo")


@pytest.mark.parametrize("text", PAGES)
def test_a_page_number_is_known_in_every_language(text: str) -> None:
    assert says_page(text)


@pytest.mark.parametrize("text", ["Sheet 1", "Blatt 2", "Лист 2", "List 3", "P.12", "1/2", "Page divider",
                                  "Page 1 motor", "PAGE-12-34"])
def test_what_may_be_a_thing_is_no_page_number(text: str) -> None:
    assert not says_page(text)


@pytest.mark.parametrize("text", EXAMPLES)
def test_an_example_is_known_in_every_language(text: str) -> None:
    assert is_example(text)


@pytest.mark.parametrize("text", ["e.g. NdFeB magnet", "Example magnet", "EX-123", "EX. 500-12", "ES.12", "np.123",
                                  "例：磁铁", "e.g. Dysprosium"])
def test_words_behind_an_example_mark_may_be_all_that_is_said_of_a_thing(text: str) -> None:
    assert not is_example(text)


@pytest.mark.parametrize("column", [0, 1])
@pytest.mark.parametrize("text", [*PAGES, "- 2 -"])
def test_a_page_number_among_the_lines_is_no_line_and_is_said(tmp_path: Path, text: str, column: int) -> None:
    row = tuple(text if at == column else "" for at in range(3))
    reading = read_rows(tmp_path, [HEAD, *LINES[:3], row, *LINES[3:], row])
    assert rows_of(reading) == [2, 3, 4, 6, 7]
    assert codes(reading)["page-row"] == "5, 8"


def test_a_page_number_heads_no_section(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, *LINES[:3], ("Page 1 of 2", "", ""), *LINES[3:]])
    assert {line.section for line in reading.bom} == {""}


@pytest.mark.parametrize("text", EXAMPLES)
def test_an_example_in_place_of_a_part_number_is_no_line_and_is_said(tmp_path: Path, text: str) -> None:
    reading = read_rows(tmp_path, [HEAD, (text, "", 5), *LINES])
    assert rows_of(reading) == [3, 4, 5, 6, 7]
    assert codes(reading)["example-row"] == "2"


@pytest.mark.parametrize("row", [
    ("Page 1 of 2", "Sintered magnet", 4), ("Page 1 of 2", "", 4), ("e.g. 123-456", "NdFeB magnet", 4),
    ("Example", "NdFeB magnet", 4), ("", "e.g. NdFeB magnet", 4),
])
def test_a_row_that_says_more_of_a_thing_stays_a_line(tmp_path: Path, row: tuple[object, ...]) -> None:
    assert 4 in rows_of(read_rows(tmp_path, [HEAD, *LINES[:2], row, *LINES[2:]]))


@pytest.mark.parametrize("text", [
    "Note: see drawing 1234", "* long lead item", "2) glued", "Prices excl. VAT", "Prepared by J. Smith",
    "Stand 12.03.2026", "Rev. B, 2026-03-01", "Seals are to be greased", "Bitte Preise prüfen", "注：见图",
    "所有零件需RoHS",    "※ long lead", "Alle Schrauben sind zu sichern", "примечание: см. чертёж", "비고: 도면 참조",
])
def test_texts_that_speak_of_the_list_are_notes(text: str) -> None:
    assert says_note(text)


@pytest.mark.parametrize("text", [
    "Magnet", "NdFeB magnets", "Printed circuit board", "See-through cover", "Hinweisschild", "注塑件",
    "注意标签", "주의 라벨",    "说明书", "Stand 20 cm", "Screw M4x10", "M3*8",
])
def test_names_of_things_are_no_notes(text: str) -> None:
    assert not says_note(text)


@pytest.mark.parametrize("column", [0, 1])
def test_notes_right_below_the_last_line_are_no_lines_and_a_name_there_is_one(tmp_path: Path, column: int) -> None:
    def alone(text: str) -> tuple[str, ...]:
        return ("",) * column + (text,)

    notes = [alone("Note: see drawing 7"), alone("Prices excl. VAT"), alone("Prepared by A. B.")]
    reading = read_rows(tmp_path, [HEAD, *LINES, *notes])
    assert (rows_of(reading), dict(reading.left_out)) == ([2, 3, 4, 5, 6], {"note-row": 3})
    assert reading.sheets[0].notes[0] == (7, "Note: see drawing 7")
    named = read_rows(tmp_path, [HEAD, *LINES, alone("NdFeB magnets"), *notes[:1]])
    assert rows_of(named) == [2, 3, 4, 5, 6, 7]


def test_a_sentence_in_a_column_of_codes_is_no_line(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, *LINES, ("Supplied by the customer",)])
    assert (rows_of(reading), dict(reading.left_out)) == ([2, 3, 4, 5, 6], {"note-row": 1})
