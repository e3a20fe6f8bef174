"""The tables of OpenDocument (ODF 1.2 part 1, chapter 9), flat or the content of an .ods: read row by row."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
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
_LAYOUT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_BREAKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_NUMBERS = frozenset({"float", "currency", "percentage"})
_MOST_REPEATS, _MOST_COLUMNS, _MOST_ROWS, _MOST_MERGED = 1024, 16_384, 1_048_576, 10_000
_MOST_COPIED, _MOST_CELLS = 1 << 18, 20_000_000  # cells of repeated rows, and of all; blank ones before others too
_MOST_BLANKS = 80
_ZEROS = re.compile(r"0\d+")
_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,6})?)(cm|mm|in|pt|pc)")
_POINTS = {"cm": 72 / 2.54, "mm": 7.2 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0}


@dataclass(slots=True)
class Styles:
    """``unseen``: styles of tables that are not shown; ``indents``: how far those of cells set in, in points;
    ``usual``: the style of every column of the table that is being read, of cells that name none; ``cells``: how many
    of all tables are kept."""

    unseen: set[str] = field(default_factory=set)
    indents: dict[str, int] = field(default_factory=dict)
    usual: list[str] = field(default_factory=list)
    cells: int = 0

    def take(self, style: Element) -> None:
        """Adds a style, which inherits what it does not say itself."""
        name, family = style.get(f"{_STYLE}name", ""), style.get(f"{_STYLE}family")
        if family == "table" and "false" in [part.get(f"{_TABLE}display") for part in style]:
            self.unseen.add(name)
        elif family == "table-cell":
            indent = self.indents.get(style.get(f"{_STYLE}parent-style-name", ""), 0)
            for part in style.findall(f"{_STYLE}paragraph-properties"):
                length = _LENGTH.fullmatch(part.get(f"{_LAYOUT}margin-left", ""))
                indent = round(float(length[1]) * _POINTS[length[2]]) if length else indent
                if part.get(f"{_LAYOUT}text-align") in ("end", "right"):
                    indent = 0
            if indent:
                self.indents[name] = indent

    def indent(self, cell: Element, row: Element, column: int) -> int:
        """How far a cell is set in, by its own style or else that of its row or column."""
        default = f"{_TABLE}default-cell-style-name"
        usual = self.usual[column] if column < len(self.usual) else ""
        return self.indents.get(cell.get(f"{_TABLE}style-name") or row.get(default) or usual, 0)


    def room_for(self, width: int, repeats: int) -> int:
        """How often a row of ``width`` cells is kept. Raises ValueError where even once is more than can be read."""
        copies = min(repeats, max(1, _MOST_COPIED // max(1, width)))
        self.cells += copies * width
        if self.cells > _MOST_CELLS:
            raise ValueError("its cells span more than can be read")
        return copies


def read_content(stream: IO[bytes], styles: Styles | None = None) -> list[RawSheet]:
    """The sheets of an XML of this kind. Raises ParseError, DefusedXmlException or ValueError where it is damaged.

    ``styles`` are those known beforehand; the ones of the XML are added.
    """
    from defusedxml.ElementTree import iterparse

    styles = styles or Styles()
    sheets: list[RawSheet] = []
    number = depth = 0
    for event, element in iterparse(stream, ("start", "end")):
        if element.tag == f"{_TABLE}table":
            depth += 1 if event == "start" else -1
        if depth > 1:
            continue  # a table within a cell is text of that cell
        if element.tag == f"{_TABLE}table" and event == "start":
            hidden = element.get(f"{_TABLE}style-name") in styles.unseen
            sheets.append(RawSheet(element.get(f"{_TABLE}name", ""), [], hidden))
            number = 0
            styles.usual.clear()
        elif event == "end" and element.tag == f"{_TABLE}table-row" and sheets:
            number = _take(element, sheets[-1], number, styles)
            element.clear()
        elif event == "end" and element.tag == f"{_TABLE}table-column":
            repeats = min(int(element.get(f"{_TABLE}number-columns-repeated", 1)), _MOST_REPEATS - len(styles.usual))
            styles.usual += [element.get(f"{_TABLE}default-cell-style-name", "")] * repeats
        elif event == "end" and element.tag == f"{_STYLE}style":
            styles.take(element)
    return sheets


def look_ods(data: bytes) -> list[RawSheet]:
    """The sheets of an .ods as this reader sees them; [] where it can't be read, the real reader will say why."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            styles = Styles()
            with suppress(ParseError, DefusedXmlException, KeyError), archive.open("styles.xml") as stream:
                read_content(stream, styles)
            with archive.open("content.xml") as stream:
                return read_content(stream, styles)
    except (ParseError, DefusedXmlException, zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError,
            RuntimeError, EOFError, NotImplementedError, LookupError):
        return []


def _take(row: Element, sheet: RawSheet, above: int, styles: Styles) -> int:
    """Adds a row, as often as it is repeated, to the ``above`` ones; gives the number of the last one."""
    repeats = int(row.get(f"{_TABLE}number-rows-repeated", 1))
    if not 0 <= repeats <= _MOST_ROWS:
        raise ValueError("a row stands beyond the end of a sheet")
    cells: list[Value] = []
    told: dict[int, str] = {}
    indents: dict[int, int] = {}
    wrong: list[int] = []
    for cell in row:
        if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            value, shown = _value(cell)
            _beside(cell, sheet, above + 1, len(cells), value)
            most = _MOST_COLUMNS - len(cells) if value == "" else _MOST_REPEATS
            copies = min(int(cell.get(f"{_TABLE}number-columns-repeated", 1)), most)
            places = range(len(cells), len(cells) + copies)
            if shown:
                told |= dict.fromkeys(places, shown)
            if value != "" and (step := styles.indent(cell, row, len(cells))):
                indents |= dict.fromkeys(places, step)
            if cell.get(f"{_CALC}value-type") == "error":
                wrong += places
            cells += [value] * copies
    while cells and cells[-1] == "":
        cells.pop()
    copied = styles.room_for(len(cells), repeats) if cells or wrong else 0
    if cells and copied < repeats:
        sheet.met.setdefault("rows-cut-off", []).append(above + copied + 1)
    for number in range(above + 1, above + 1 + copied):
        if cells:
            sheet.add(Row(number, list(cells)))
        if len(sheet.formats) < MOST:
            sheet.formats |= {(number, column): code for column, code in told.items()}
        if len(sheet.indents) < MOST:
            sheet.indents |= {(number, column): step for column, step in indents.items()}
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


def _text(paragraph: Element) -> str:
    """What a paragraph says; blanks, tabs and line breaks are elements of their own (ODF 1.2 part 1, 6.1)."""
    if not len(paragraph):
        return paragraph.text or ""
    said = [paragraph.text or ""]
    for part in paragraph:
        if part.tag == f"{_TEXT}s":
            count = part.get(f"{_TEXT}c", "1")
            said.append(" " * (min(int(count), _MOST_BLANKS) if count.isdecimal() else 1))
        elif part.tag in _BREAKS:
            said.append(_BREAKS[part.tag])
        else:
            said.append(_text(part))
        said.append(part.tail or "")
    return "".join(said)


def _value(cell: Element) -> tuple[Value, str]:
    """(value, number format where it tells a currency, a percentage or leading zeros) of a cell."""
    nested = cell.find(f"{_TABLE}table") is not None
    text = "\n".join(map(_text, cell.iter(f"{_TEXT}p") if nested else cell.findall(f"{_TEXT}p")))
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
