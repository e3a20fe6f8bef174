"""Records of binary Excel workbooks (MS-XLSB) for the tests of bom, and a small bill made of them."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

from ytterby.bom.read import read
from ytterby.bom.reading import Reading


def block(code: int, *parts: bytes) -> bytes:
    """A record of an .xlsb: code and length seven bits a byte."""
    body = b"".join(parts)
    number = bytes([code]) if code < 0x80 else bytes([code & 0x7F | 0x80, code >> 7])
    return number + bytes([len(body) & 0x7F | 0x80, len(body) >> 7]) + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def cell(column: int, value: object) -> bytes:
    at = struct.pack("<II", column, 0)
    return block(6, at, wide(value)) if isinstance(value, str) else block(5, at, struct.pack("<d", value))


def row(number: int, *cells: bytes) -> bytes:
    return block(0, struct.pack("<IIHB4xI", number - 1, 0, 255, 0, 0)) + b"".join(cells)


_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _relations(**targets: str) -> str:
    """Relations of a part: id_kind="target"; a target on the net stands outside of the workbook."""
    outside = ' TargetMode="External"'
    told = "".join(
        f'<Relationship Id="{key.partition("_")[0]}" Type="{_OFFICE}/{key.partition("_")[2]}" Target="{target}"'
        f'{outside if "://" in target else ""}/>' for key, target in targets.items())
    return f'<Relationships xmlns="{_PACKAGE}">{told}</Relationships>'


def computed(column: int, text: str, flags: int) -> bytes:
    """A formula whose result is a text."""
    return block(8, struct.pack("<II", column, 0), wide(text), struct.pack("<HII", flags, 0, 0))


def read_xlsb(folder: Path, *further: bytes) -> Reading:
    def texts(number: int, *values: object) -> bytes:
        return row(number, *(cell(column, value) for column, value in enumerate(values) if value != ""))

    rows = (
        texts(1, "Part Number", "Qty", "Description", "Material"),
        texts(2, "A-1", 1.0, "Ring", "SmCo"),
        texts(3, "A-2", 1.0, "Disc"),
        row(4, cell(0, "A-3"), cell(1, 1.0), computed(2, "", 2), cell(3, "steel")),
        *further,
    )
    merged = block(177, struct.pack("<I", 1)) + block(176, struct.pack("<4I", 1, 2, 3, 3)) + block(178)
    link = block(494, struct.pack("<4I", 3, 3, 0, 0), wide("rId1"), wide(""), wide(""), wide(""))
    note = (block(633) + block(635, struct.pack("<5I", 0, 2, 2, 2, 2), bytes(16))
            + block(637, b"\0", wide("samarium cobalt")) + block(636) + block(634))
    sheet = (block(129) + block(148, struct.pack("<4I", 0, 20, 0, 3)) + block(145) + b"".join(rows) + block(146)
             + merged + link + block(130))
    book = (block(131) + block(153, bytes(12), wide("")) + block(143)
            + block(156, struct.pack("<II", 0, 1), wide("rId1"), wide("BOM")) + block(144) + block(132))
    with zipfile.ZipFile(folder / "bill.xlsb", "w") as archive:
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/_rels/workbook.bin.rels", _relations(rId1_worksheet="worksheets/sheet1.bin"))
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
        archive.writestr("xl/worksheets/_rels/sheet1.bin.rels", _relations(
            rId1_hyperlink="https://example.org/smco", rId2_comments="../comments1.bin"))
        archive.writestr("xl/comments1.bin", note)
    return read(folder / "bill.xlsb")
