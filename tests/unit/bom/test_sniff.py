"""What bytes are, whatever the name says, and what ends in one clear sentence."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from builders_bom import HEAD, items, read_text, workbook
from ytterby.bom import sniff
from ytterby.bom.read import read
from ytterby.core.errors import WorkbookError


def refused(path: Path) -> str:
    with pytest.raises(WorkbookError) as raised:
        read(path)
    text = str(raised.value)
    assert "\n" not in text
    return text


def packed(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_a_workbook_is_known_by_its_bytes_not_by_its_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bill.xlsx", [HEAD, ("A-1", "Magnet", 4)])
    odd = path.rename(tmp_path / "bill.csv")
    assert items(read(odd))[0].description == "Magnet"


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    assert "there is no such file" in refused(tmp_path / "none.xlsx")


def test_a_folder_says_so(tmp_path: Path) -> None:
    assert "this is a folder" in refused(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "bill.xlsx")
    with pytest.raises(WorkbookError, match="a pipe or a device"):
        read(tmp_path / "bill.xlsx")


@pytest.mark.skipif(os.name != "posix" or sys.platform == "darwin", reason="names there are always Unicode")
def test_a_file_name_that_is_no_unicode_is_shown_with_marks(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xe4ume.csv"))
    path.write_text("Part Number,Description,Qty\nA-1,Magnet,2\n")
    assert read(path).bom.name == "b\ufffdume.csv"


def test_a_text_named_xlsx_says_so(tmp_path: Path) -> None:
    path = tmp_path / "bill.xlsx"
    path.write_text("Dear reader,\nthis is no table.\n")
    assert "text file in spite of its name" in refused(path)


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "bill.xlsx").write_bytes(b"")
    assert "the file is empty" in refused(tmp_path / "bill.xlsx")


def test_a_workbook_with_blank_sheets_says_so(tmp_path: Path) -> None:
    assert "every sheet is blank" in refused(workbook(tmp_path / "bill.xlsx", []))


def test_a_sheet_without_a_bill_says_so(tmp_path: Path) -> None:
    assert "no table" in refused(workbook(tmp_path / "bill.xlsx", [("Hello",), (), ("World",)]))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n....", "a picture"),
        (packed(readme=b"x"), "an archive"),
        (b"PK\x03\x04 damaged", "damaged"),
        (packed(**{"[Content_Types].xml": b"<x", "xl/workbook.xml": b"<y"}), "damaged"),
        (packed(**{"[Content_Types].xml": b"", "word/document.xml": b""}), "no workbook"),
        (b"\x00\x01\x02\x03\x05" * 50, "no workbook and no table"),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "bill.xlsx"
    path.write_bytes(data)
    assert says in refused(path)


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = packed(
        **{"[Content_Types].xml": b"", "xl/workbook.xml": b"", "xl/sheet.xml": bytes(sniff.RATIO_COUNTS_FROM + 1)}
    )
    with pytest.raises(WorkbookError, match="unpacked it would take"):
        sniff.sniff(bomb, "bomb.xlsx")


def test_a_sheet_that_spans_the_whole_grid_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [HEAD, ("A-1", "Magnet", 4)]
    path = workbook(tmp_path / "bill.xlsx", {"BOM": rows})
    import openpyxl

    book = openpyxl.load_workbook(path)
    book["BOM"]["XFD1048576"] = "far away"
    book.save(path)
    assert "cells, nearly all blank" in refused(path)


@pytest.mark.parametrize(
    ("encoding", "separator", "name"),
    [
        ("utf-8", ",", "Läufer"),
        ("utf-8-sig", ";", "Läufer"),
        ("utf-16", "\t", "Läufer"),
        ("cp1252", ";", "Läufer für Größe"),
        ("gb18030", ",", "钕铁硼磁铁，烧结"),
        ("shift_jis", ",", "サマリウムコバルト磁石"),
        ("cp1251", ";", "Магнит неодимовый"),
        ("utf-8", "|", "ring"),
    ],
)
def test_text_tables_are_read_in_their_own_encoding(tmp_path: Path, encoding: str, separator: str, name: str) -> None:
    rows = [HEAD, ("A-1", name, "4"), ("A-2", name + " 2", "5")]
    reading = read_text(tmp_path, "\r\n".join(separator.join(row) for row in rows), encoding)
    assert [item.description for item in items(reading)] == [name, name + " 2"]


def test_html_saved_as_xls_is_read(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in [HEAD, ("A-1", "Magnet &amp; ring", 4)]
    )
    reading = read_text(tmp_path, f"<html><body><table>{rows}</table></body></html>", name="bill.xls")
    assert items(reading)[0].description == "Magnet & ring"


def test_an_xml_spreadsheet_of_2003_is_read_with_its_row_numbers(tmp_path: Path) -> None:
    def row(cells: tuple[object, ...], place: str = "") -> str:
        data = "".join(
            f'<Cell><Data ss:Type="{"Number" if isinstance(c, int) else "String"}">{c}</Data></Cell>' for c in cells
        )
        return f"<Row{place}>{data}</Row>"

    sheet = row(HEAD, ' ss:Index="3"') + row(("A-1", "Magnet", 4), ' ss:Index="7"')
    text = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>'
        f"{sheet}</Table></Worksheet></Workbook>"
    )
    reading = read_text(tmp_path, text, name="bill.xls")
    assert [(usage.row, usage.quantity) for usage in reading.bom] == [(7, 4.0)]


def test_a_flat_open_document_is_read(tmp_path: Path) -> None:
    def row(cells: tuple[object, ...]) -> str:
        return (
            "<table:table-row>"
            + "".join(
                f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
                for cell in cells
            )
            + "</table:table-row>"
        )

    text = (
        '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="S">{row(HEAD)}<table:table-row table:number-rows-repeated="5"/>'
        f"{row(('A-1', 'Magnet', 4))}</table:table></office:spreadsheet></office:body></office:document>"
    )
    assert [usage.row for usage in read_text(tmp_path, text, name="bill.fods").bom] == [7]


def test_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bill.xml"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">&b;</Workbook>'
    )
    assert "bill.xml: the XML defines entities, as attacks do." in refused(path)


@pytest.mark.parametrize("begin", [b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00"])
def test_a_workbook_of_excel_2_to_4_is_refused_for_its_age_and_not_as_damaged(tmp_path: Path, begin: bytes) -> None:
    (tmp_path / "old.xls").write_bytes(begin + bytes(300))
    with pytest.raises(WorkbookError, match="Excel 4 or older"):
        read(tmp_path / "old.xls")
