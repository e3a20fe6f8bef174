"""Files by their bytes: text in its encodings and separators, HTML and XML under other names, flat OpenDocument."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from builders_trial import told
from ytterby.bom.read import read
from ytterby.bom.reading import Reading

FIELDS = "row number description quantity"


def _read(folder: Path, data: bytes, name: str = "bill.csv") -> Reading:
    (folder / name).write_bytes(data)
    return read(folder / name)


TEXTS = {  # encoding: headings, then the names of two parts
    "cp1252": (("Artikelnummer", "Bezeichnung", "Menge"), ("Gehäuse außen", "Führungsbüchse")),
    "cp1251": (("Обозначение", "Наименование", "Количество"), ("Магнит постоянный", "Корпус подшипника")),
    "gb18030": (("物料编码", "物料名称", "数量"), ("永磁体组件", "电机外壳")),
    "shift_jis": (("品番", "品名", "数量"), ("永久磁石ユニット", "モータケース")),
    "utf-8": (("品番", "品名", "数量"), ("永久磁石ユニット", "モータケース")),
    "utf-8-sig": (("Référence", "Désignation", "Quantité"), ("Aimant fritté", "Boîtier")),
    "utf-16-le": (("Part number", "Description", "Quantity"), ("Sintered magnet", "Housing cover")),
    "utf-16-be": (("Part number", "Description", "Quantity"), ("Sintered magnet", "Housing cover")),
    "utf-16": (("物料编码", "物料名称", "数量"), ("永磁体组件", "电机外壳")),
}


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "pipe"])
@pytest.mark.parametrize("encoding", TEXTS)
def test_a_text_is_read_in_its_encoding_and_by_its_separator(tmp_path: Path, encoding: str, separator: str) -> None:
    head, (first, second) = TEXTS[encoding]
    rows = [head, ("M-1", first, "12"), ("G-2", second, "1")]
    text = "".join(separator.join(row) + "\r\n" for row in rows)
    assert told(_read(tmp_path, text.encode(encoding)), FIELDS) == [(2, "M-1", first, 12), (3, "G-2", second, 1)]


QUOTED = {
    "a separator within quotes": 'Part No.,Description,Qty\nA-1,"Magnet, ring",4\nA-2,Screw,2\n',
    "a decimal comma beside semicolons": "Part No.;Description;Qty\nA-1;Magnet, ring;4,0\nA-2;Screw;2,0\n",
    "a line that names the separator": "sep=;\nPart No.;Description;Qty\nA-1;Magnet, ring;4\nA-2;Screw;2\n",
    "old line ends": "Part No.;Description;Qty\rA-1;Magnet, ring;4\rA-2;Screw;2\r",
    "all cells in quotes": '"Part No.";"Description";"Qty"\n"A-1";"Magnet, ring";"4"\n"A-2";"Screw";"2"\n',
    "titles without separators": "Pump bill\n\nPart No.;Description;Qty\nA-1;Magnet, ring;4\nA-2;Screw;2\n",
}


@pytest.mark.parametrize("rule", QUOTED)
def test_quotes_and_ends_of_a_text_are_understood(tmp_path: Path, rule: str) -> None:
    fields = "number description quantity"
    assert told(_read(tmp_path, QUOTED[rule].encode()), fields) == [("A-1", "Magnet, ring", 4), ("A-2", "Screw", 2)]


HTML = ("<html><body><table><tr><th>Part No.</th><th>Description</th><th>Qty</th></tr>"
        "<tr><td>A-1</td><td>Ring &amp; magnet</td><td>4</td></tr>"
        "<tr><td>A-2</td><td>Größe</td><td>2</td></tr></table></body></html>")
XML = ('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
       '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
       ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
       '<Worksheet ss:Name="BOM"><Table>{}</Table></Worksheet></Workbook>')
FLAT = ('<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>'
        '<table:table table:name="BOM">{}</table:table></office:spreadsheet></office:body></office:document>')
CELLS = (("Part No.", "Description", "Qty"), ("A-1", "Ring &amp; magnet", 4), ("A-2", "Größe", 2))


def _xml_2003() -> str:
    return XML.format("".join("<Row>" + "".join(
        f'<Cell><Data ss:Type="{"Number" if isinstance(cell, int) else "String"}">{cell}</Data></Cell>' for cell in row
    ) + "</Row>" for row in CELLS))


def _flat_ods() -> str:
    return FLAT.format("".join("<table:table-row>" + "".join(
        f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
        if isinstance(cell, int) else
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
    ) + "</table:table-row>" for row in CELLS))


@pytest.mark.parametrize(("data", "name"), [
    (HTML.encode(), "html.xls"), (HTML.encode("utf-16"), "html in utf-16.xls"),
    (HTML.encode("cp1252").replace(b"<body>", b'<head><meta charset="windows-1252"></head><body>'), "html.xlsx"),
    (codecs.BOM_UTF8 + HTML.encode(), "html.csv"),
    (_xml_2003().encode(), "2003.xls"), (_xml_2003().encode(), "2003.xml"), (_xml_2003().encode("utf-16"),
    "2003 wide.xls"),
    (_flat_ods().encode(), "flat.fods"), (_flat_ods().encode(), "flat.xls"), (_flat_ods().encode(), "flat.xml"),
], ids=lambda value: value if isinstance(value, str) else "")
def test_what_a_file_is_its_bytes_say_and_not_its_name(tmp_path: Path, data: bytes, name: str) -> None:
    assert told(_read(tmp_path, data, name), FIELDS) == [(2, "A-1", "Ring & magnet", 4), (3, "A-2", "Größe", 2)]
