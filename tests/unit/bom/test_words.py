"""Words of headings and of rows that are no lines, as people really write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_bom import codes, items, meanings, read_rows, rows_of
from ytterby.bom.headings import known, meanings_of
from ytterby.bom.reading import Meaning

M = Meaning


@pytest.mark.parametrize(("heading", "meaning"), [
    ("Menge Quantity", M.QUANTITY), ("Descrição Description", M.DESCRIPTION), ("Artikelnr. Stock Code", M.PART_NUMBER),
])
def test_two_languages_with_nothing_between_are_one_heading(heading: str, meaning: Meaning) -> None:
    assert known(heading)
    assert max(meanings_of(heading).items(), key=lambda pair: pair[1])[0] is meaning


@pytest.mark.parametrize("row", [
    ("", "IVA 21%", "", 780.31), ("", "zzgl. 19% MwSt.", "", 12.0), ("", "НДС 20 %", "", 27.0),
    ("", "TVA (20%)", 3, 4.0), ("", "総合計", "", 26.0),
])
def test_taxes_with_their_rate_are_no_lines(tmp_path: Path, row: tuple[object, ...]) -> None:
    rows = [("Part Number", "Description", "Qty", "Total"), ("A-1", "Ring", 1, 5.0), ("A-2", "Nut", 2, 6.0), row]
    assert rows_of(read_rows(tmp_path, rows)) == [2, 3]


def test_headings_of_two_columns_are_found_on_every_page(tmp_path: Path) -> None:
    head = ("Componente", "Unidades")
    rows = [head, ("Eje", 1), ("Placa", 2), ("Junta", 3), head, ("Brida", 4), ("Chapa", 5)]
    reading = read_rows(tmp_path, rows)
    assert [table.header_rows for table in reading.tables] == [(1,), (5,)]
    assert len(items(reading)) == 5


def test_a_line_whose_words_could_be_headings_stays_a_line(tmp_path: Path) -> None:
    head = ("Nazwa", "Nr producenta", "Producent", "Ilość", "Jm", "Cena")
    lines = [(f"Wał {n}", "DIN 912", "SKF", n, "szt.", n + 0.5) for n in range(1, 6)]
    rows = [head, *lines, ("Opis", "Norm", "Typ", 31, "szt.", 80.99)]
    assert rows_of(read_rows(tmp_path, rows)) == [2, 3, 4, 5, 6, 7]


def test_an_amount_over_whole_numbers_counts_where_nothing_else_does(tmp_path: Path) -> None:
    lines = [("A-1", "Ring", 1), ("A-2", "Nut", 2)]
    assert meanings(read_rows(tmp_path, [("Part Number", "Description", "Amount"), *lines]))["C"] is M.QUANTITY
    both = [("Part Number", "Description", "Amount", "Qty"), *((*line, 3) for line in lines)]
    assert meanings(read_rows(tmp_path, both))["C"] is M.LINE_TOTAL


def test_a_row_with_a_maker_and_a_type_alone_is_a_further_source(tmp_path: Path) -> None:
    head = ("Description", "Maker", "MPN", "Qty")
    rows = [head, ("Bearing", "SKF", "6205", 4), ("", "NSK", 6205, ""), ("Nut", "Bossard", "DIN 934", 8)]
    reading = read_rows(tmp_path, rows)
    assert rows_of(reading) == [2, 3, 4]
    assert [source.manufacturer for source in items(reading)[0].sources] == ["SKF", "NSK"]
    assert "section-row" not in codes(reading)


def test_a_name_with_a_mark_above_counted_lines_is_a_heading(tmp_path: Path) -> None:
    """The mark stands in a column without heading that no line with a quantity fills."""
    head = ("", "Description", "Details", "Qty")
    lines = [("", "Screw", "M3", 4), ("", "Nut", "M3", 4)]
    marked = [("essential", "Frame", "", ""), *lines, ("optional", "Focus servo", "", ""), ("", "Servo", "5 V", 1)]
    assert rows_of(read_rows(tmp_path, [head, *marked])) == [3, 4, 6]
    said = [*marked, ("", "Cable", "1 m", 2), ("", "Plug", "6 A", 2), ("optional", "Disc", "SmCo", "")]
    assert rows_of(read_rows(tmp_path, [head, *said])) == [3, 4, 6, 7, 8, 9]
    filled = [("SmCo", "Disc", "", ""), ("steel", "Screw", "M3", 4), ("", "Nut", "M3", 4), ("", "Servo", "5 V", 1)]
    assert rows_of(read_rows(tmp_path, [head, *filled])) == [2, 3, 4, 5]
