"""Tables in mark-up: HTML saved as .xls, Excel's XML of 2003 and flat OpenDocument."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from ytterby.bom.cells import MOST_COLUMNS, RawSheet, Row, Value
from ytterby.bom.delimited import decoded
from ytterby.bom.sniff import Kind
from ytterby.core.errors import WorkbookError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MOST_REPEATS = 1024
_MOST_ROWS = 1_048_576
"""Where a row may say it stands: every row Excel has."""


def read_markup(data: bytes, kind: Kind, name: str) -> list[RawSheet]:
    """The sheets of a mark-up file. Raises WorkbookError where it is not well-formed."""
    if kind is Kind.HTML:
        return _html(data)
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    from ytterby.bom.open_document import read_content

    try:
        return list(_spreadsheet_2003(fromstring(data))) if kind is Kind.XML_2003 else read_content(io.BytesIO(data))
    except DefusedXmlException:
        raise WorkbookError("the XML defines entities, as attacks do.", where=name,
                            remedy="Ask for the file as .xlsx.") from None
    except (ParseError, ValueError, LookupError) as error:
        raise WorkbookError(f"the XML is damaged ({error}).", where=name, remedy="Ask for the file as .xlsx.") from None


def _stated(text: str | None, otherwise: int, most: int) -> int:
    """A place or a count that the file states; a ValueError where no sheet has so many."""
    value = otherwise if text is None else int(text)
    if not 0 <= value <= most:
        raise ValueError("a row or cell stands beyond the end of a sheet")
    return value


def _spreadsheet_2003(root: Element) -> Iterator[RawSheet]:
    for element in root.iter(f"{_SS}Worksheet"):
        hidden = any(
            option.text != "SheetVisible" for option in element.iter("{urn:schemas-microsoft-com:office:excel}Visible")
        )
        sheet = RawSheet(element.get(f"{_SS}Name", ""), [], hidden)
        merged: list[tuple[int, int, int, int]] = []
        number = 0
        for row in element.iter(f"{_SS}Row"):
            number = _stated(row.get(f"{_SS}Index"), number + 1, _MOST_ROWS)
            cells: list[Value] = []
            for cell in row.findall(f"{_SS}Cell"):
                place = _stated(cell.get(f"{_SS}Index"), len(cells) + 1, MOST_COLUMNS) - 1
                cells += [""] * (place - len(cells))
                cells.append(_cell_2003(cell, sheet, number, place))
                across = _stated(cell.get(f"{_SS}MergeAcross"), 0, MOST_COLUMNS)
                down = _stated(cell.get(f"{_SS}MergeDown"), 0, _MOST_ROWS)
                cells += [""] * across
                merged += [(number, place, number + down, place + across)] if across or down else []
            _keep(sheet, number, cells)
        sheet.merged = tuple(merged)
        yield sheet


def _cell_2003(cell: Element, sheet: RawSheet, row: int, column: int) -> Value:
    """The value of a cell; what hangs on it, an error or a formula without a result goes to the sheet."""
    data, note = cell.find(f"{_SS}Data"), cell.find(f"{_SS}Comment/{_SS}Data")
    text = "" if data is None else "".join(data.itertext())
    kind = "" if data is None else data.get(f"{_SS}Type", "")
    if kind == "Error":
        sheet.errors.append((row, column))
    elif data is None and cell.get(f"{_SS}Formula"):
        sheet.unstored.append((row, column))
    sheet.add_aside(row, column, "link", cell.get(f"{_SS}HRef", ""))
    sheet.add_aside(row, column, "note", "" if note is None else "".join(note.itertext()))
    return _typed(text, kind)


def _typed(text: str, kind: str) -> Value:
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    return "" if kind == "Error" else text


def _keep(sheet: RawSheet, number: int, cells: list[Value]) -> None:
    while cells and cells[-1] == "":
        cells.pop()
    if cells:
        sheet.add(Row(number, list(cells)))


def _html(data: bytes) -> list[RawSheet]:
    text = decoded(data) or ""
    if stated := re.search(r"charset=[\"']?([\w-]+)", text[:2000], re.I):
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            text = data.decode(stated[1])
    reader = _Tables()
    reader.feed(text)
    reader.close()
    reader.sheet.merged = tuple(reader.merged)
    return [reader.sheet]


class _Tables(HTMLParser):
    """Rows of all tables of a page, below each other; a cell over several columns or rows leaves the others blank."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheet = RawSheet("", [])
        self.merged: list[tuple[int, int, int, int]] = []
        self._number, self._in_row = 0, False
        self._cells: list[Value] = []
        self._text: list[str] | None = None
        self._span, self._tall = 1, 1
        self._under: dict[int, int] = {}  # column → last row of a cell from above that reaches into it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._end_row()
            self._begin_row()
        elif tag in ("td", "th"):
            self._end_cell()
            self._begin_row()
            self._text = []
            self._span, self._tall = _count(dict(attrs).get("colspan")), _count(dict(attrs).get("rowspan"))
        elif tag == "br" and self._text is not None:
            self._text.append("\n")
        elif tag == "a" and self._text is not None:
            self._skip_covered()
            self.sheet.add_aside(self._number, len(self._cells), "link", dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()
            if tag == "table":
                self._under.clear()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def close(self) -> None:
        super().close()
        self._end_row()

    def _begin_row(self) -> None:
        """The next row, where none is open: a cell begins one too, as browsers have it."""
        self._number += not self._in_row
        self._in_row = True

    def _skip_covered(self) -> None:
        """Leaves the columns blank that a cell from above reaches into."""
        while self._under.get(len(self._cells), 0) >= self._number:
            self._cells.append("")

    def _end_cell(self) -> None:
        if self._text is None:
            return
        self._skip_covered()
        place, last = len(self._cells), self._number + self._tall - 1
        self._cells += [" ".join("".join(self._text).split()), *[""] * (self._span - 1)]
        self._text = None
        if self._tall > 1:
            self._under |= dict.fromkeys(range(place, place + self._span), last)
        if self._tall > 1 or self._span > 1:
            self.merged.append((self._number, place, last, place + self._span - 1))

    def _end_row(self) -> None:
        self._end_cell()
        _keep(self.sheet, self._number, self._cells)
        self._cells, self._in_row = [], False


def _count(text: str | None) -> int:
    return max(1, min(int(text), _MOST_REPEATS)) if text and text.isdecimal() else 1
