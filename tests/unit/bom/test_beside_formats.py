"""Merged cells, notes, links and lost formulas are seen in the formats of others as in .xlsx."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from builders_bom import items, read_text
from builders_xlsb import read_xlsb
from ytterby.bom.merged import LOST
from ytterby.bom.read import read
from ytterby.bom.reading import Reading

_SS = "urn:schemas-microsoft-com:office:spreadsheet"


def _xml_2003(folder: Path) -> Reading:
    def row(*cells: str) -> str:
        return f"<Row>{''.join(cells)}</Row>"

    def cell(text: object, more: str = "", inside: str = "") -> str:
        kind = "Number" if isinstance(text, int) else "String"
        return f'<Cell {more}><Data ss:Type="{kind}">{text}</Data>{inside}</Cell>'

    note = "<Comment><Data>samarium cobalt</Data></Comment>"
    rows = (
        row(*map(cell, ("Part Number", "Qty", "Description", "Material"))),
        row(cell("A-1"), cell(1), cell("Ring"), cell("SmCo", 'ss:MergeDown="1"')),
        row(cell("A-2"), cell(1), cell("Disc", inside=note)),
        row(cell("A-3", 'ss:HRef="https://example.org/smco"'), cell(1), '<Cell ss:Formula="=A1"/>', cell("steel")),
    )
    return read_text(folder, f'<?xml version="1.0"?><Workbook xmlns="{_SS}" xmlns:ss="{_SS}"><Worksheet ss:Name="BOM">'
                             f"<Table>{''.join(rows)}</Table></Worksheet></Workbook>", name="bill.xml")


_ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def _content() -> str:
    def cell(text: str, more: str = "", inside: str = "") -> str:
        return (f'<table:table-cell office:value-type="string" {more}>{inside}<text:p>{text}</text:p>'
                "</table:table-cell>")

    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    note = "<office:annotation><text:p>samarium cobalt</text:p></office:annotation>"
    link = '<text:a xlink:href="https://example.org/smco">A-3</text:a>'
    rows = (
        row(*map(cell, ("Part Number", "Qty", "Description", "Material"))),
        row(cell("A-1"), cell("1"), cell("Ring"), cell("SmCo", 'table:number-rows-spanned="2"')),
        row(cell("A-2"), cell("1"), cell("Disc", inside=note), "<table:covered-table-cell/>"),
        row(cell(link), cell("1"), '<table:table-cell table:formula="of:=[.A1]"/>', cell("steel")),
    )
    return (f'<?xml version="1.0"?><office:document-content xmlns:office="{_ODF}office:1.0"'
            f' xmlns:table="{_ODF}table:1.0" xmlns:text="{_ODF}text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:spreadsheet>'
            f'<table:table table:name="BOM">{"".join(rows)}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>")


def _ods(folder: Path) -> Reading:
    with zipfile.ZipFile(folder / "bill.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:'
                         'xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="'
                         'application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>')
        archive.writestr("content.xml", _content())
    return read(folder / "bill.ods")


@pytest.mark.parametrize("made", [_xml_2003, _ods, read_xlsb], ids=["xml", "ods", "xlsb"])
def test_what_hangs_on_cells_is_read_in_every_format(tmp_path: Path, made: object) -> None:
    assert callable(made)
    ring, disc, lost = items(made(tmp_path))
    assert (ring.material, disc.material, lost.material) == ("SmCo", "SmCo", "steel")
    assert (disc.remark, lost.link) == ("samarium cobalt", "https://example.org/smco")
    assert lost.description == LOST


def test_a_cell_over_several_rows_of_a_page_does_not_shift_those_below(tmp_path: Path) -> None:
    page = (
        "<table><tr><th>Part Number<th>Material<th>Description<th>Qty</tr>"
        "<tr><td>A-1<td rowspan=2>SmCo<td>Ring<td>1</tr><tr><td>A-2<td>Disc<td>2</tr>"
        "<tr><td>A-3<td>steel<td><a href='https://example.org/nut'>Nut</a><td>3</tr></table>"
    )
    reading = read_text(tmp_path, page, name="bill.xls")
    assert [(item.material, item.description) for item in items(reading)] == [
        ("SmCo", "Ring"), ("SmCo", "Disc"), ("steel", "Nut")]
    assert items(reading)[2].link == "https://example.org/nut"
    assert [usage.quantity for usage in reading.bom] == [1, 2, 3]
