"""Rows and sheets at the end of a bill: what still is a line, what no longer is."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from builders_bom import codes, items, read_rows, read_text, rows_of
from ytterby.bom.read import read

HEAD, A, B, C = ("Part", "Type", "Price"), ("Light", "BH1750", 0.99), ("Gas", "CCS811", 24.14), ("Heat", "DHT22", 2.13)


def test_a_line_below_the_last_heading_counts_with_a_price_written_as_text(tmp_path: Path) -> None:
    rows = [HEAD, A, B, C, ("Power:",), ("Battery", "6x AA", "€ 29,70"), ("Holder", "", "€ 3,00")]
    assert rows_of(read_rows(tmp_path, rows)) == [2, 3, 4, 6, 7]


def test_signs_beside_a_word_for_total_make_it_no_line(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [("Bearing", 20, ""), ("Motor", 45, ""), ("Paint", 31, ""), ("Razem", 96, "/2", 48)])
    assert rows_of(reading) == [1, 2, 3]
    assert "total-row" in codes(reading)


def test_a_sheet_of_the_properties_of_a_project_is_no_bill(tmp_path: Path) -> None:
    book = Workbook()
    bill, project = book.active, book.create_sheet("Project Information")
    for line in (("Designator", "Description", "Quantity"), ("C1", "Capacitor", 1), ("U1", "Sensor", 1)):
        bill.append(line)
    for row in (("Project Filename", "Angle.PrjPcb"), ("Title", "Bill of Materials"), ("Total Quantity", "12"),
                ("Variant Name", "None"), ("Description", "BOM"), ("Output Type", "BomReport")):
        project.append(row)
    book.save(path := tmp_path / "altium.xlsx")
    assert rows_of(read(path)) == [2, 3]


def test_a_thing_told_down_a_column_is_read_where_it_is_all_there_is(tmp_path: Path) -> None:
    rows = [("Component", "Magnet ring"), ("Part number", "A-1"), ("Quantity", 4), ("Unit price", 1.5), ("Notes", "-")]
    assert [item.description for item in items(read_rows(tmp_path, rows))] == ["Magnet ring"]


def test_sheets_of_one_thing_each_beside_a_sheet_of_several_are_all_read(tmp_path: Path) -> None:
    book = Workbook()
    for name, things in (("Drive", ("Motor", "Gear")), ("Radio", ("ESP32",)), ("Rest", ("Lamp", "Cable"))):
        sheet = book.create_sheet(name)
        for row in (("Component", *things), ("Part number", *[f"{name}-{t}" for t in things]),
                    ("Quantity", *[2] * len(things)), ("Unit price", *[1.5] * len(things)),
                    ("Supplier", *["Mouser"] * len(things))):
            sheet.append(row)
    del book["Sheet"]
    book.save(path := tmp_path / "turned.xlsx")
    reading = read(path)
    assert [table.sheet for table in reading.tables] == ["Drive", "Radio", "Rest"]
    assert [item.description for item in items(reading)] == ["Motor", "Gear", "ESP32", "Lamp", "Cable"]


def test_a_table_without_a_line_is_said(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "Part number,Description,Qty\n")
    assert len(reading.bom) == 0
    assert "no-lines" in codes(reading)
    assert "no-lines" not in codes(read_rows(tmp_path, [HEAD, A, B]))


def test_who_made_the_list_is_no_line_at_its_end(tmp_path: Path) -> None:
    head = ("Part number", "Description", "Qty")
    rows = [head, ("A-1", "Ring", 2), ("A-2", "Nut", 1), ("A-3", "Bolt", 4), ("A-4", "Rod", 1)]
    signed = [*rows, ("Created by", "J. S."), ("Approved by:", "M. K.")]
    assert rows_of(read_rows(tmp_path, signed)) == [2, 3, 4, 5]
    named = [*rows, ("Created by", "J. S.", 3)]
    assert rows_of(read_rows(tmp_path, named)) == [2, 3, 4, 5, 6]
    assert rows_of(read_rows(tmp_path, [*rows, ("A-5", "J. S.")])) == [2, 3, 4, 5, 6]


def test_a_row_of_the_types_of_columns_is_no_line(tmp_path: Path) -> None:
    head = ("Part number", "Description", "Qty", "Unit")
    rows = [("A-1", "Ring", 2, "pcs"), ("A-2", "Nut", 1, "pcs"), ("A-3", "Bolt", 4, "pcs"), ("A-4", "Rod", 1, "pcs")]
    assert rows_of(read_rows(tmp_path, [head, ("char20", "varchar(40)", "dec(10,2)", "-"), *rows])) == [3, 4, 5, 6]
    assert rows_of(read_rows(tmp_path, [head, ("T-1", "Text", "1", "pcs"), *rows])) == [2, 3, 4, 5, 6]
