"""Tables in mark-up: HTML saved as .xls, Excel's XML of 2003 and flat OpenDocument; read with the standard library."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from ytterby.bom.cells import RawSheet, Row, Value
from ytterby.bom.delimited import decoded
from ytterby.bom.sniff import Kind
from ytterby.core.errors import WorkbookError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MOST_REPEATS = 1024
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 4_096
"""Where a row or cell may say it stands: every row Excel has, and more columns than any bill needs memory for."""


def read_markup(data: bytes, kind: Kind, name: str) -> list[RawSheet]:
    """The sheets of a mark-up file. Raises WorkbookError where it is not well-formed."""
    if kind is Kind.HTML:
        return _html(data)
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(data)
        return list(_spreadsheet_2003(root) if kind is Kind.XML_2003 else _flat_ods(root))
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise WorkbookError(f"the XML is damaged ({error}).", where=name, remedy="Ask for the file as .xlsx.") from None


def _stated(text: str | None, otherwise: int, most: int) -> int:
    """A place or a count that the file states; a ValueError where no sheet has so many."""
    value = otherwise if text is None else int(text)
    if not 0 <= value <= most:
        raise ValueError("a row or cell stands beyond the end of a sheet")
    return value


def _spreadsheet_2003(root: Element) -> Iterator[RawSheet]:
    for sheet in root.iter(f"{_SS}Worksheet"):
        rows: list[Row] = []
        number = 0
        for row in sheet.iter(f"{_SS}Row"):
            number = _stated(row.get(f"{_SS}Index"), number + 1, _MOST_ROWS)
            cells: list[Value] = []
            for cell in row.findall(f"{_SS}Cell"):
                place = _stated(cell.get(f"{_SS}Index"), len(cells) + 1, _MOST_COLUMNS)
                cells += [""] * (place - 1 - len(cells))
                data = cell.find(f"{_SS}Data")
                text = "" if data is None else "".join(data.itertext())
                cells.append(_typed(text, "" if data is None else data.get(f"{_SS}Type", "")))
                cells += [""] * _stated(cell.get(f"{_SS}MergeAcross"), 0, _MOST_COLUMNS)
            _keep(rows, number, cells)
        hidden = any(
            option.text != "SheetVisible" for option in sheet.iter("{urn:schemas-microsoft-com:office:excel}Visible")
        )
        yield RawSheet(sheet.get(f"{_SS}Name", ""), rows, hidden)


def _flat_ods(root: Element) -> Iterator[RawSheet]:
    for sheet in root.iter(f"{_TABLE}table"):
        rows: list[Row] = []
        number = 0
        for row in sheet.iter(f"{_TABLE}table-row"):
            cells: list[Value] = []
            for cell in row:
                if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                    kind = cell.get(f"{_OFFICE}value-type", "")
                    text = "\n".join("".join(part.itertext()) for part in cell.findall(f"{_TEXT}p"))
                    number_text = cell.get(f"{_OFFICE}value", text)
                    value = _typed(number_text, "Number") if kind in ("float", "currency", "percentage") else text
                    cells += [value] * min(int(cell.get(f"{_TABLE}number-columns-repeated", 1)), _MOST_REPEATS)
            repeats = _stated(row.get(f"{_TABLE}number-rows-repeated"), 1, _MOST_ROWS)
            for place in range(min(repeats, _MOST_REPEATS)):
                _keep(rows, number + place + 1, cells)
            number += repeats
        yield RawSheet(sheet.get(f"{_TABLE}name", ""), rows)


def _typed(text: str, kind: str) -> Value:
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    return "" if kind == "Error" else text


def _keep(rows: list[Row], number: int, cells: list[Value]) -> None:
    while cells and cells[-1] == "":
        cells.pop()
    if cells:
        rows.append(Row(number, list(cells)))


def _html(data: bytes) -> list[RawSheet]:
    text = decoded(data) or ""
    if stated := re.search(r"charset=[\"']?([\w-]+)", text[:2000], re.I):
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            text = data.decode(stated[1])
    reader = _Tables()
    reader.feed(text)
    reader.close()
    return [RawSheet("", reader.rows)]


class _Tables(HTMLParser):
    """Rows of all tables of a page, below each other; a cell over several columns or rows leaves the others blank."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = []
        self._number = 0
        self._cells: list[Value] = []
        self._text: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._end_row()
            self._number += 1
        elif tag in ("td", "th"):
            self._end_cell()
            self._text = []
            span = dict(attrs).get("colspan") or "1"
            self._span = min(int(span), _MOST_REPEATS) if span.isdecimal() else 1
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def close(self) -> None:
        super().close()
        self._end_row()

    def _end_cell(self) -> None:
        if self._text is not None:
            self._cells += [" ".join("".join(self._text).split()), *[""] * (self._span - 1)]
            self._text = None

    def _end_row(self) -> None:
        self._end_cell()
        _keep(self.rows, self._number, self._cells)
        self._cells = []
