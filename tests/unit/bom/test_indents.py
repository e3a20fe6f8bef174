"""Levels that only the indentation of the cells' format shows."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from builders_bom import HEAD, items, lines
from builders_xlsb import block, wide
from ytterby.bom.formats import look
from ytterby.bom.formats_xls import look_xls
from ytterby.bom.formats_xlsb import look_xlsb
from ytterby.bom.ooxml import read_ooxml
from ytterby.bom.open_document import look_ods
from ytterby.bom.read import read
from ytterby.core.item import Money
from ytterby.core.progress import SILENT


def record(code: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack("<HH", code, len(body)) + body


def begin(version: int) -> bytes:
    return record(0x0809, struct.pack("<HH", version, 5), bytes(12))


NAMES = ("Drive", "Motor", "Rotor", "Magnet", "Housing", "Cable")


def _bill(path: Path, steps: Sequence[int], column: int = 1, right: bool = False) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("BOM")
        styles = [book.add_format({"indent": step, "align": "right" if right else "left"} if step else {"bold": True})
                  for step in range(5)]
        sheet.write_row(0, 0, HEAD)
        for at, (name, step) in enumerate(zip(NAMES, steps, strict=True), 1):
            for place, cell in enumerate((f"A-{at:03}", name, at)):
                sheet.write(at, place, cell, styles[step] if place == column else None)
    return path


@pytest.mark.parametrize("column", [0, 1])
def test_indented_cells_belong_to_the_line_above_that_is_less_indented(tmp_path: Path, column: int) -> None:
    found = lines(read(_bill(tmp_path / "bill.xlsx", (0, 1, 2, 3, 1, 0), column)))
    assert [line.level for line in found] == [0, 1, 2, 3, 1, 0]
    assert [line.parent for line in found] == [-1, 0, 1, 2, 0, -1]


def test_a_table_that_is_indented_as_a_whole_begins_at_its_least_step(tmp_path: Path) -> None:
    found = lines(read(_bill(tmp_path / "bill.xlsx", (1, 2, 2, 3, 2, 1))))
    assert [line.level for line in found] == [0, 1, 1, 2, 1, 0]


@pytest.mark.parametrize(("steps", "right"), [
    ((1, 1, 1, 1, 1, 1), False), ((0, 0, 1, 0, 1, 0), False), ((2, 1, 1, 1, 0, 0), False), ((0, 1, 1, 1, 2, 0), True),
])
def test_other_indents_are_no_structure(tmp_path: Path, steps: Sequence[int], right: bool) -> None:
    assert {line.level for line in lines(read(_bill(tmp_path / "bill.xlsx", steps, right=right)))} == {0}


def test_both_readers_see_the_same_indents(tmp_path: Path) -> None:
    data = _bill(tmp_path / "bill.xlsx", (0, 1, 2, 3, 1, 0)).read_bytes()
    quick = read_ooxml(data, SILENT)[0].indents
    assert quick == look(data)["BOM"].indents == {(3, 1): 1, (4, 1): 2, (5, 1): 3, (6, 1): 1}


def test_an_xls_tells_its_indents_by_its_styles() -> None:
    styles = [record(0x00E0, bytes(6), bytes([across, 0, step]), bytes(11))
              for across, step in ((1, 0), (1, 2), (3, 4))]
    name = b"\x03\x00BOM"
    front = begin(0x0600) + b"".join(styles)
    head = front + record(0x0085, struct.pack("<IH", len(front) + 4 + 6 + len(name) + 4, 0), name) + record(0x000A)
    cells = [record(0x00FD, struct.pack("<HHHI", at, 1, style, 0)) for at, style in enumerate((0, 1, 2, 1))]
    book = head + begin(0x0600) + b"".join(cells) + record(0x000A)
    assert look_xls(book)["BOM"].indents == {(2, 1): 2, (4, 1): 2}


def test_an_xlsb_tells_its_indents_by_its_styles() -> None:
    styles = b"".join(block(47, bytes(11), bytes([step, across, 0, 0, 0])) for across, step in ((1, 0), (1, 2), (3, 4)))
    cells = b"".join(block(0, struct.pack("<IIH", at, 0, 255), bytes(2)) + block(7, struct.pack("<III", 1, style, 0))
                     for at, style in enumerate((0, 1, 2, 1)))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.bin", block(156, struct.pack("<II", 0, 1), wide("rId1"), wide("BOM")))
        archive.writestr("xl/_rels/workbook.bin.rels",
                         '<Relationships><Relationship Id="rId1" Target="sheet1.bin"/></Relationships>')
        archive.writestr("xl/styles.bin", block(617) + styles + block(618))
        archive.writestr("xl/sheet1.bin", cells)
    assert look_xlsb(packed.getvalue())["BOM"].indents == {(2, 1): 2, (4, 1): 2}


_ODF = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in (
    ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("fo", "xsl-fo-compatible")))


def _odf_style(name: str, margin: str, align: str = "start", parent: str = "") -> str:
    return (f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="{parent}">'
            f'<style:paragraph-properties fo:margin-left="{margin}" fo:text-align="{align}"/></style:style>')


def _odf_bill(styles: Sequence[str], column: str = "") -> str:
    """A flat OpenDocument: names in the second column, each in a style; "" for that of the ``column``."""
    def row(*cells: str, style: str = "") -> str:
        told = "".join(f'<table:table-cell office:value-type="string"'
                       f'{f" table:style-name={chr(34)}{style}{chr(34)}" if at == 1 and style else ""}>'
                       f"<text:p>{cell}</text:p></table:table-cell>" for at, cell in enumerate(cells))
        return f"<table:table-row>{told}</table:table-row>"

    body = row(*map(str, HEAD), style="flat") + "".join(
        row(f"A-{at:03}", name, str(at), style=style)
        for at, (name, style) in enumerate(zip(NAMES, styles, strict=True), 1))
    return (f'<?xml version="1.0"?><office:document {_ODF} office:mimetype="application/vnd.oasis.opendocument.'
            f'spreadsheet"><office:styles>{_odf_style("one", "0.353cm")}</office:styles><office:automatic-styles>'
            f'{_odf_style("two", "20pt")}{_odf_style("right", "20pt", "end")}{_odf_style("flat", "0cm")}'
            f'<style:style style:name="heir" style:family="table-cell" style:parent-style-name="one"/>'
            f"</office:automatic-styles><office:body><office:spreadsheet>"
            f'<table:table table:name="BOM"><table:table-column/>'
            f'<table:table-column table:default-cell-style-name="{column}"/>'
            f"{body}</table:table></office:spreadsheet></office:body></office:document>")


@pytest.mark.parametrize(("styles", "column", "levels"), [
    (("flat", "one", "two", "two", "heir", "flat"), "", [0, 1, 2, 2, 1, 0]),
    (("flat", "", "two", "two", "", "flat"), "one", [0, 1, 2, 2, 1, 0]),
    (("flat", "right", "right", "right", "right", "flat"), "", [0, 0, 0, 0, 0, 0]),
])
def test_margins_of_open_document_are_indents(
    tmp_path: Path, styles: Sequence[str], column: str, levels: list[int]
) -> None:
    path = tmp_path / "bill.fods"
    path.write_text(_odf_bill(styles, column), "utf-8")
    assert [line.level for line in lines(read(path))] == levels


def test_an_ods_tells_its_indents_by_styles_in_both_of_its_parts(tmp_path: Path) -> None:
    whole = _odf_bill(("flat", "one", "two", "two", "heir", "flat"))
    common = f'<?xml version="1.0"?><office:document-styles {_ODF}><office:styles>{_odf_style("one", "0.353cm")}' \
             "</office:styles></office:document-styles>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("content.xml", whole.replace(_odf_style("one", "0.353cm"), ""))
        archive.writestr("styles.xml", common)
    assert look_ods(packed.getvalue())[0].indents == {(3, 1): 10, (4, 1): 20, (5, 1): 20, (6, 1): 10}


def test_the_xml_of_2003_tells_indents_and_currencies_by_its_styles(tmp_path: Path) -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    told = "".join(f'<Style ss:ID="s{step}"><Alignment ss:Horizontal="Left" ss:Indent="{step}"/></Style>'
                   for step in range(3))
    told += '<Style ss:ID="euro"><NumberFormat ss:Format="Euro Currency"/></Style>'
    headings = "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in (*HEAD, "Price"))
    rows = f"<Row>{headings}</Row>"
    for at, (name, step) in enumerate(zip(NAMES, (0, 1, 2, 2, 1, 0), strict=True), 1):
        rows += (f'<Row><Cell><Data ss:Type="String">A-{at:03}</Data></Cell><Cell ss:StyleID="s{step}">'
                 f'<Data ss:Type="String">{name}</Data></Cell><Cell><Data ss:Type="Number">{at}</Data></Cell>'
                 f'<Cell ss:Index="4"><Data ss:Type="Number">9.5</Data></Cell></Row>')
    (tmp_path / "bill.xls").write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Styles>{told}</Styles>'
        f'<Worksheet ss:Name="BOM"><Table><Column ss:Index="4" ss:StyleID="euro"/>{rows}</Table></Worksheet>'
        "</Workbook>")
    reading = read(tmp_path / "bill.xls")
    assert [line.level for line in lines(reading)] == [0, 1, 2, 2, 1, 0]
    assert {item.price for item in items(reading)} == {Money(9.5, "EUR")}
