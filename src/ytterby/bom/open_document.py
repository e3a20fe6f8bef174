"""The tables of OpenDocument (ODF 1.2 part 1, chapter 9), flat or the content of an .ods: read row by row."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import IO, TYPE_CHECKING

from ytterby.bom.cells import RawSheet, Row, Value
from ytterby.bom.formats import MOST

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_NUMBERS = frozenset({"float", "currency", "percentage"})
_MOST_REPEATS, _MOST_ROWS, _MOST_MERGED = 1024, 1_048_576, 10_000
_ZEROS = re.compile(r"0\d+")


def read_content(stream: IO[bytes]) -> list[RawSheet]:
    """The sheets of an XML of this kind. Raises ParseError, DefusedXmlException or ValueError where it is damaged."""
    from defusedxml.ElementTree import iterparse

    sheets: list[RawSheet] = []
    unseen: set[str] = set()  # styles of tables that are not shown
    number = 0
    for event, element in iterparse(stream, ("start", "end")):
        if element.tag == f"{_TABLE}table" and event == "start":
            hidden = element.get(f"{_TABLE}style-name") in unseen
            sheets.append(RawSheet(element.get(f"{_TABLE}name", ""), [], hidden))
            number = 0
        elif event == "end" and element.tag == f"{_TABLE}table-row" and sheets:
            number = _take(element, sheets[-1], number)
            element.clear()
        elif event == "end" and element.tag == f"{_STYLE}style":
            shown = [part.get(f"{_TABLE}display") for part in element]
            if element.get(f"{_STYLE}family") == "table" and "false" in shown:
                unseen.add(element.get(f"{_STYLE}name", ""))
    return sheets


def look_ods(data: bytes) -> list[RawSheet]:
    """The sheets of an .ods as this reader sees them; [] where it can't be read, the real reader will say why."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as stream:
            return read_content(stream)
    except (ParseError, DefusedXmlException, zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError,
            RuntimeError, EOFError, NotImplementedError, LookupError):
        return []


def _take(row: Element, sheet: RawSheet, above: int) -> int:
    """Adds a row, as often as it is repeated, to the ``above`` ones; gives the number of the last one."""
    repeats = int(row.get(f"{_TABLE}number-rows-repeated", 1))
    if not 0 <= repeats <= _MOST_ROWS:
        raise ValueError("a row stands beyond the end of a sheet")
    cells: list[Value] = []
    told: dict[int, str] = {}
    wrong: list[int] = []
    for cell in row:
        if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            value, shown = _value(cell)
            _beside(cell, sheet, above + 1, len(cells), value)
            copies = min(int(cell.get(f"{_TABLE}number-columns-repeated", 1)), _MOST_REPEATS)
            places = range(len(cells), len(cells) + copies)
            if shown:
                told |= dict.fromkeys(places, shown)
            if cell.get(f"{_CALC}value-type") == "error":
                wrong += places
            cells += [value] * copies
    while cells and cells[-1] == "":
        cells.pop()
    for number in range(above + 1, above + 1 + min(repeats, _MOST_REPEATS)) if cells or wrong else ():
        if cells:
            sheet.add(Row(number, list(cells)))
        if len(sheet.formats) < MOST:
            sheet.formats |= {(number, column): code for column, code in told.items()}
        sheet.errors += [(number, column) for column in wrong]
        if row.get(f"{_TABLE}visibility", "visible") != "visible":
            sheet.hidden_rows.add(number)
    sheet.seen_to = above + repeats
    return above + repeats


def _beside(cell: Element, sheet: RawSheet, row: int, column: int, value: Value) -> None:
    """Adds what a cell spans, the note and the links on it, and whether the result of its formula is missing."""
    tall, wide = (int(cell.get(f"{_TABLE}number-{which}-spanned", 1)) for which in ("rows", "columns"))
    if (tall > 1 or wide > 1) and len(sheet.merged) < _MOST_MERGED:
        sheet.merged = (*sheet.merged, (row, column, row + tall - 1, column + wide - 1))
    if value == "" and cell.get(f"{_TABLE}formula") and not cell.get(f"{_OFFICE}value-type"):
        sheet.unstored.append((row, column))
    for note in cell.findall(f"{_OFFICE}annotation"):
        paragraphs = (part for part in note if part.tag == f"{_TEXT}p")
        sheet.add_aside(row, column, "note", "\n".join("".join(part.itertext()) for part in paragraphs))
    for link in cell.iterfind(f"{_TEXT}p//{_TEXT}a"):
        sheet.add_aside(row, column, "link", link.get(f"{_XLINK}href", ""))


def _value(cell: Element) -> tuple[Value, str]:
    """(value, number format where it tells a currency, a percentage or leading zeros) of a cell."""
    text = "\n".join("".join(part.itertext()) for part in cell.findall(f"{_TEXT}p"))
    kind = cell.get(f"{_OFFICE}value-type", "")
    if cell.get(f"{_CALC}value-type") == "error":
        return "", ""
    if kind not in _NUMBERS:
        return text, ""
    try:
        number = float(cell.get(f"{_OFFICE}value", ""))
    except ValueError:
        return text, ""
    if kind == "percentage":
        return number, "0%"
    if kind == "currency":
        return number, f"[${currency}]" if (currency := cell.get(f"{_OFFICE}currency")) else text
    return number, "0" * len(text) if _ZEROS.fullmatch(text) else ""
