"""Number formats, error cells and hidden rows of .xls, .xlsb and .ods: from records written on the spot."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from builders_bom import items
from builders_xlsb import block, wide
from ytterby.bom.cells import RawSheet
from ytterby.bom.formats_xls import look_xls
from ytterby.bom.formats_xlsb import look_xlsb
from ytterby.bom.open_document import look_ods
from ytterby.bom.read import read
from ytterby.core.errors import WorkbookError
from ytterby.core.item import Money

EURO = '#,##0.00\\ "€"'


def record(code: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack("<HH", code, len(body)) + body


def begin(version: int) -> bytes:
    return record(0x0809, struct.pack("<HH", version, 5), bytes(12))


def xls(version: int = 0x0600, *between: bytes) -> bytes:
    """A workbook stream with one sheet "BOM": row 1 a price in euros, row 2 hidden and an error."""
    wide = EURO.encode("utf-16-le")
    code = (struct.pack("<HHB", 200, len(EURO), 1) + wide if version == 0x0600
            else struct.pack("<HB", 200, len(EURO)) + EURO.encode("cp1252"))
    name = b"\x03\x00BOM" if version == 0x0600 else b"\x03BOM"
    styles = b"".join(record(0x00E0, struct.pack("<HH", 0, number), bytes(16)) for number in (0, 200, 10))
    front = begin(version) + b"".join(between) + record(0x041E, code) + styles
    place = len(front) + 4 + 6 + len(name) + 4
    head = front + record(0x0085, struct.pack("<IH", place, 0), name) + record(0x000A)
    sheet = [
        begin(version),
        record(0x0208, struct.pack("<6H", 1, 0, 3, 255, 0, 0), b"\x20\0\0\0"),
        record(0x0203, struct.pack("<HHHd", 0, 4, 1, 9.5)),
        begin(version), record(0x0203, struct.pack("<HHHd", 7, 7, 1, 9.5)), record(0x000A),  # a chart in the sheet
        record(0x00BD, struct.pack("<HH", 0, 5), struct.pack("<HIHI", 0, 1, 2, 1), struct.pack("<H", 6)),
        record(0x0205, struct.pack("<HHHBB", 1, 2, 0, 0x2A, 1)),
        record(0x0006, struct.pack("<HHH", 1, 3, 0), b"\x02\0\x2a\0\0\0\xff\xff"),
        record(0x000A),
    ]
    return head + b"".join(sheet)


@pytest.mark.parametrize("version", [0x0600, 0x0500])
def test_formats_errors_and_hidden_rows_of_an_xls_are_seen(version: int) -> None:
    found = look_xls(xls(version))["BOM"]
    assert found.formats == {(1, 4): EURO, (1, 6): "0.00%"}
    assert found.errors == [(2, 2), (2, 3)]
    assert found.hidden_rows == {2}


def test_formulas_written_as_excel_4_did_are_seen_where_the_reader_passes_over_them() -> None:
    book = xls()
    old = [record(0x0406, struct.pack("<HHHd", 2, 0, 1, 7.5), bytes(8)),
           record(0x0206, struct.pack("<HHH", 2, 1, 0), b"\x02\0\x2a\0\0\0\xff\xff"),
           record(0x0406, struct.pack("<HHH", 2, 2, 0), b"\x00\0\0\0\0\0\xff\xff")]
    found = look_xls(book[:-4] + b"".join(old) + book[-4:])["BOM"]
    assert found.unread == [(3, 0, 7.5)]
    assert found.formats[3, 0] == EURO
    assert (found.errors[-1], found.unstored) == ((3, 1), [(3, 2)])


def test_of_an_encrypted_xls_nothing_is_told() -> None:
    assert look_xls(xls(0x0600, record(0x002F, bytes(6)))) == {}


def test_records_cut_off_are_passed_over() -> None:
    whole = xls()
    for end in range(0, len(whole), 7):
        look_xls(whole[:end])


def xlsb() -> bytes:
    styles = (block(44, struct.pack("<H", 200), wide(EURO)) + block(47, struct.pack("<HH", 0, 200)) + block(617)
              + b"".join(block(47, struct.pack("<HH", 0, number), bytes(12)) for number in (0, 200)) + block(618))
    sheet = (block(0, struct.pack("<IIH", 4, 0, 255), b"\0\x10") + block(5, struct.pack("<II", 2, 1), bytes(8))
             + block(3, struct.pack("<II", 3, 0), b"\x2a"))
    relations = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.bin"/></Relationships>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.bin", block(156, struct.pack("<II", 0, 1), wide("rId1"), wide("BOM")))
        archive.writestr("xl/_rels/workbook.bin.rels", relations)
        archive.writestr("xl/styles.bin", styles)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return packed.getvalue()


def test_formats_errors_and_hidden_rows_of_an_xlsb_are_seen() -> None:
    found = look_xlsb(xlsb())["BOM"]
    assert found.formats == {(5, 2): EURO}
    assert found.errors == [(5, 3)]
    assert found.hidden_rows == {5}


NAMES = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
                 for short in ("office", "table", "text", "style"))
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def cell(text: str, **about: str) -> str:
    about = {"office_value_type": "string"} | about
    more = " ".join(f'{name.replace("_", ":", 1).replace("_", "-")}="{value}"' for name, value in about.items())
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


def ods(path: Path) -> Path:
    texts = "".join(map(cell, ("Part Number", "Description", "Qty", "Price", "Dy content")))
    line = (cell("00123", office_value_type="float", office_value="123") + cell("Magnet")
            + cell("4", office_value_type="float", office_value="4")
            + cell("9,50 €", office_value_type="currency", office_value="9.5", office_currency="EUR")
            + cell("2 %", office_value_type="percentage", office_value="0.02"))
    other = cell("A-2") + cell("Screw") + cell("#N/A", calcext_value_type="error") + cell("1 kr",
            office_value_type="currency", office_value="1")
    body = (f"<table:table-row>{texts}</table:table-row><table:table-row>{line}</table:table-row>"
            f'<table:table-row table:visibility="filter">{other}</table:table-row>')
    xml = (f'<?xml version="1.0"?><office:document-content {NAMES} {CALC}><office:body><office:spreadsheet>'
           f'<table:table table:name="BOM">{body}</table:table></office:spreadsheet></office:body>'
           f"</office:document-content>")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", xml)
    return path


def test_formats_errors_and_hidden_rows_of_an_ods_are_seen(tmp_path: Path) -> None:
    sheet: RawSheet = look_ods(ods(tmp_path / "bill.ods").read_bytes())[0]
    assert sheet.formats == {(2, 0): "00000", (2, 3): "[$EUR]", (2, 4): "0%", (3, 3): "1 kr"}
    assert sheet.errors == [(3, 2)]
    assert sheet.hidden_rows == {3}


def test_an_ods_gives_prices_their_currency_and_part_numbers_their_zeros(tmp_path: Path) -> None:
    reading = read(ods(tmp_path / "bill.ods"))
    first, second = items(reading)
    assert (first.part_number, first.price) == ("00123", Money(9.5, "EUR"))
    assert second.price == Money(1.0, "SEK")
    assert {"error-cells", "hidden-row"} <= {issue.code for issue in reading.issues}


def test_an_ods_of_more_cells_than_can_be_read_is_too_large_and_not_damaged(tmp_path: Path) -> None:
    path = ods(tmp_path / "bill.ods")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(
        b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048000">'
                              b'<table:table-cell table:number-columns-repeated="16000" office:value-type="string">'
                              b"<text:p>SmCo</text:p></table:table-cell>", 1)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with pytest.raises(WorkbookError, match="more cells than can be read"):
        read(path)
