"""Where tables are, which rows are lines, and what becomes of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_bom import HEAD, codes, items, meanings, read_rows, read_text, rows_of, workbook
from ytterby.bom.read import read
from ytterby.bom.reading import Correction, Mapping, Meaning
from ytterby.core.errors import WorkbookError

A, B, C = ("A-1", "Magnet ring", 4), ("A-2", "Socket screw", 8), ("A-3", "Rotor shaft", 1)


def test_the_header_is_found_below_titles(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [("Drive unit",), ("Project:", "X", "Date:", "2026"), (), HEAD, A, B])
    assert reading.tables[0].header_rows == (4,)
    assert rows_of(reading) == [5, 6]


def test_rows_are_numbered_as_excel_shows_them_when_the_sheet_starts_low_and_right(tmp_path: Path) -> None:
    shifted = [(), (), (), *[("", "", *row) for row in (HEAD, A, B)]]
    reading = read_rows(tmp_path, shifted)
    assert rows_of(reading) == [5, 6]
    assert meanings(reading)["C"] is Meaning.PART_NUMBER


def test_blank_lines_of_a_text_count_as_rows(tmp_path: Path) -> None:
    reading = read_text(tmp_path, 'Part Number,Description,Qty\n\n\nA-1,"two\nlines",4\nA-2,Screw,2\n')
    assert rows_of(reading) == [4, 5]


@pytest.mark.parametrize(
    "header",
    [
        ("Artikelnummer", "Bezeichnung", "Menge"),
        ("Référence", "Désignation", "Quantité"),
        ("Código", "Descripción", "Cantidad"),
        ("物料编码", "名称", "数量"),
        ("品番", "品名", "員数"),
        ("Обозначение", "Наименование", "Кол-во"),
        ("Codice articolo", "Descrizione", "Quantità"),
        ("Kod", "Nazwa", "Ilość"),
        ("Číslo dílu", "Název", "Množství"),
        ("Artikelnummer", "Omschrijving", "Aantal"),
        ("Artikelnummer", "Benämning", "Antal"),
        ("품번", "품명", "수량"),
        ("Código da peça", "Descrição", "Qtd"),
    ],
)
def test_headings_are_known_in_fourteen_languages(tmp_path: Path, header: tuple[str, ...]) -> None:
    reading = read_rows(tmp_path, [header, A, B])
    assert meanings(reading) == {"A": Meaning.PART_NUMBER, "B": Meaning.DESCRIPTION, "C": Meaning.QUANTITY}


def test_a_repeated_header_starts_a_new_table(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, A, (), HEAD, B])
    assert [table.header_rows for table in reading.tables] == [(1,), (4,)]
    assert rows_of(reading) == [2, 5]


def test_stacked_tables_may_have_other_columns(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, A, B, (), ("Qty", "Description", "MPN"), (3, "Coil", "CL-77")])
    assert items(reading)[-1].mpn == "CL-77"
    assert reading.bom.usage(2).quantity == 3


def test_tables_side_by_side_are_read_as_two(tmp_path: Path) -> None:
    rows = [(*HEAD, "", *HEAD), (*A, "", *B), (*C, "", "A-4", "Housing", 2)]
    assert {item.part_number for item in items(read_rows(tmp_path, rows))} == {"A-1", "A-2", "A-3", "A-4"}


def test_a_header_of_two_rows_is_joined(tmp_path: Path) -> None:
    rows = [
        ("Item", "Part", "", "Qty", "", "Cost"),
        ("", "No", "Name", "per", "total", "each"),
        (1, "A-1", "Magnet", 2, 4, 1.5),
        (2, "A-2", "Screw", 8, 16, 0.1),
    ]
    reading = read_rows(tmp_path, rows)
    assert reading.tables[0].header_rows == (1, 2)
    assert [usage.quantity for usage in reading.bom] == [2, 8]
    assert items(reading)[0].description == "Magnet"


def test_a_band_of_distributors_does_not_change_what_the_columns_mean(tmp_path: Path) -> None:
    rows = [
        ("Global", "", "", "", "Mouser", "", "Farnell", ""),
        ("Refs", "Value", "Qty", "Unit$", "Unit$", "Cat#", "Unit$", "Cat#"),
        ("C1", "2.2 uF", 3, 0.5, 0.6, "81-GRM", 0.7, "1735536"),
        ("C2", "100 nF", 1, 0.1, 0.2, "81-GCM", 0.3, "1735537"),
    ]
    reading = read_rows(tmp_path, rows)
    assert reading.tables[0].header_rows == (1, 2)
    price = items(reading)[0].price
    assert price is not None
    assert price.amount == 0.5


def test_a_sheet_on_its_side_gives_one_line_per_column(tmp_path: Path) -> None:
    rows = [
        ("Component", "Magnet ring", "Rotor shaft"),
        ("Data sheet", "www.a.com", "www.b.com"),
        ("Quantity", 4, 1),
        ("Unit price", 1.5, 7),
        ("Notes", "", "ground"),
    ]
    reading = read_rows(tmp_path, rows)
    assert [(item.description, usage.quantity) for item, usage in zip(items(reading), reading.bom, strict=True)] == [
        ("Magnet ring", 4),
        ("Rotor shaft", 1),
    ]
    assert reading.tables[0].header_rows == (1,)


def test_a_list_of_part_numbers_alone_is_a_bill(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "manf#,\nNDFEB-N42,\nRC0402,\nSTM32F4,\n")
    assert [item.mpn for item in items(reading)] == ["NDFEB-N42", "RC0402", "STM32F4"]


def test_a_table_without_headings_is_judged_by_its_values_and_said_to_be(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [A, B, C])
    assert [item.description for item in items(reading)] == ["Magnet ring", "Socket screw", "Rotor shaft"]
    assert [usage.quantity for usage in reading.bom] == [4, 8, 1]
    assert "no-header" in codes(reading)


def test_an_unnamed_column_of_names_is_the_description(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [("", "数量", "URL"), ("DisplayStand", 1, ""), ("Magnet holder", 2, "https://a.jp")])
    assert items(reading)[0].description == "DisplayStand"


def test_sections_totals_notes_charges_and_numbers_are_left_out_counted_and_reported(tmp_path: Path) -> None:
    rows = [
        ("Pos", *HEAD, "Price"),
        ("", "", "Electronics"),
        (1, *A, 2),
        (2, *B, 1),
        (3, "", "", 1),
        ("", "", "Subtotal", "", 12),
        ("", "", "Shipping", "", 5),
        (4, *C, 3),
        ("", "", "", "", 17),
        (
            "",
            "",
            "Note: magnets are bought with a certificate of the maker, see the purchasing manual for details of it.",
        ),
    ]
    reading = read_rows(tmp_path, rows)
    assert rows_of(reading) == [3, 4, 8]
    assert dict(reading.left_out) == {"section-row": 1, "ghost-row": 1, "total-row": 2, "charge-row": 1, "note-row": 1}
    assert codes(reading)["total-row"] == "6, 9"


def test_the_section_of_a_line_is_kept(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, ("Rotor",), A, ("Stator",), B])
    assert [usage.section for usage in reading.bom] == ["Rotor", "Stator"]


def test_many_rows_of_one_kind_make_one_issue(tmp_path: Path) -> None:
    rows = [("Pos", *HEAD), *[(n, "", "", 1) for n in range(1, 400)], (400, *A)]
    reading = read_rows(tmp_path, rows)
    assert codes(reading)["ghost-row"] == "2-400"
    assert len(reading.issues) == 1


def test_three_names_in_a_row_without_numbers_are_things_not_headings(tmp_path: Path) -> None:
    rows = [HEAD, A, ("", "Spacer 100"), ("", "Spacer 40"), ("", "Spacer 90"), B]
    assert rows_of(read_rows(tmp_path, rows)) == [2, 3, 4, 5, 6]


def test_a_legend_below_the_total_is_no_part(tmp_path: Path) -> None:
    rows = [
        (*HEAD, "Maker"),
        (*A, "M"),
        (*B, "M"),
        (),
        ("", "Estimated price:", 99, "Legend"),
        ("", "Capacitors", "", "2nd choice"),
    ]
    assert rows_of(read_rows(tmp_path, rows)) == [2, 3]


def test_a_part_called_total_station_stays_a_part(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, A, ("TS-9", "Total station", 1), B])
    assert rows_of(reading) == [2, 3, 4]


def test_numbers_without_a_name_among_named_lines_are_reported_as_a_warning(tmp_path: Path) -> None:
    named = [(n, f"PRT-{n}", f"Bracket type {n}", 1) for n in range(1, 10)]
    reading = read_rows(tmp_path, [("Pos", *HEAD), *named, (10, "3-290845", "", 1)])
    assert codes(reading)["unnamed-row"] == "11"
    assert len(reading.bom) == 9


def test_a_bill_of_plain_numbers_is_read(tmp_path: Path) -> None:
    rows = [HEAD, *[(1002340 + n, "", n) for n in range(1, 8)]]
    assert len(read_rows(tmp_path, rows).bom) == 7


def test_hidden_sheets_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bill.xlsx", {"BOM": [HEAD, A], "Old": [HEAD, B]}, hidden=["Old"])
    assert [item.part_number for item in items(read(path))] == ["A-1"]
    assert "hidden-sheet" in codes(read(path))
    assert [item.part_number for item in items(read(path, Mapping(sheets=("Old",))))] == ["A-2"]


def test_a_corrected_column_overrides_the_guess(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bill.xlsx", [("Part Number", "Description", "Count", "Number"), ("A-1", "Ring", 4, 7)])
    mapping = Mapping(corrections=(Correction("BOM", "C", Meaning.IGNORE), Correction("BOM", "D", Meaning.QUANTITY)))
    reading = read(path, mapping)
    assert reading.bom.usage(0).quantity == 7
    assert meanings(reading)["D"] is Meaning.QUANTITY


def test_a_chosen_header_row_overrides_the_guess(tmp_path: Path) -> None:
    rows = [HEAD, A, ("Teil", "Text", "Stk"), B]
    path = workbook(tmp_path / "bill.xlsx", rows)
    reading = read(path, Mapping(header_rows=(("BOM", 3),)))
    assert [table.header_rows for table in reading.tables] == [(3,)]
    assert rows_of(reading) == [4]


def test_a_revision_history_is_no_bill(tmp_path: Path) -> None:
    history = [
        ("Rev", "Date", "Description", "Author"),
        ("A", "2026-01-02", "first issue", "Team"),
        ("B", "", "magnet", ""),
    ]
    path = workbook(tmp_path / "bill.xlsx", {"BOM": [HEAD, A, B], "History": history})
    assert rows_of(read(path)) == [2, 3]


def test_the_preview_holds_the_first_two_hundred_rows_in_their_places(tmp_path: Path) -> None:
    rows = [(), HEAD, *[(f"A-{n}", f"Part {n}", n) for n in range(1, 300)]]
    sheet = read_rows(tmp_path, rows).sheets[0]
    assert len(sheet.rows) == 200
    assert sheet.rows[0] == ()
    assert sheet.rows[2] == ("A-1", "Part 1", "1")


def test_a_column_of_codes_under_item_no_is_the_part_number(tmp_path: Path) -> None:
    rows = [("Item no.", "Description", "Qty"), ("DU-1000", "Drive unit", 1), ("MG-42", "Magnet", 4)]
    assert [item.part_number for item in items(read_rows(tmp_path, rows))] == ["DU-1000", "MG-42"]


def test_running_numbers_under_item_no_are_positions(tmp_path: Path) -> None:
    rows = [("Item no.", "Description", "Qty"), *((10 * n, f"Drive unit {n}", n) for n in range(1, 6))]
    assert meanings(read_rows(tmp_path, rows))["A"] is Meaning.POSITION


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    rows = [HEAD, ("A-1", "Magnet", 4)]
    path = workbook(tmp_path / "bill.xlsx", {"Parts": rows, "More": rows})
    with pytest.raises(WorkbookError, match=r"no sheet 'Nope'.*'Parts', 'More'"):
        read(path, Mapping(sheets=("Parts", "Nope")))


def test_a_mapping_of_a_wider_workbook_is_read_as_far_as_there_are_columns(tmp_path):
    mapping = Mapping(corrections=(Correction("BOM", "AZ", Meaning.IGNORE), Correction("BOM", "B", Meaning.REMARK)))
    rows = [("Part Number", "Note", "Qty"), ("A-1", "Magnet", 4), ("A-2", "Screw", 2), ("A-3", "Nut", 3)]
    reading = read(workbook(tmp_path / "bill.xlsx", {"BOM": rows}), mapping)
    assert [item.remark for item in reading.bom.items] == ["Magnet", "Screw", "Nut"]
