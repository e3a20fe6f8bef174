"""Tables in mark-up: HTML saved as .xls, Excel's XML of 2003 and flat OpenDocument."""

from __future__ import annotations

import contextlib
import io
import re
from html.parser import HTMLParser

from ytterby.bom.cells import RawSheet, Value
from ytterby.bom.encodings import LOST, decoded
from ytterby.bom.formats import MOST
from ytterby.bom.sniff import Kind
from ytterby.core.errors import WorkbookError

_MOST_REPEATS = 1024
_INDENT = re.compile(r"(?:mso-char-indent-count|padding-left|text-indent)\s*:\s*(\d{1,3})(?:\.\d+)?(?![\d%])")


def read_markup(data: bytes, kind: Kind, name: str) -> list[RawSheet]:
    """The sheets of a mark-up file. Raises WorkbookError where it is not well-formed."""
    if kind is Kind.HTML:
        return _html(data)
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    from ytterby.bom.open_document import read_content
    from ytterby.bom.spreadsheet_2003 import sheets_2003

    try:
        return list(sheets_2003(fromstring(data))) if kind is Kind.XML_2003 else read_content(io.BytesIO(data))
    except DefusedXmlException:
        raise WorkbookError("the XML defines entities, as attacks do.", where=name,
                            remedy="Ask for the file as .xlsx.") from None
    except (ParseError, ValueError, LookupError) as error:
        raise WorkbookError(f"the XML is damaged ({error}).", where=name, remedy="Ask for the file as .xlsx.") from None


def _html(data: bytes) -> list[RawSheet]:
    found = decoded(data)
    text, guessed = (found.text, found.guessed) if found else ("", "")
    if stated := re.search(r"charset=[\"']?([\w-]+)", text[:2000], re.I):
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            text, guessed = data.decode(stated[1]), ""
    reader = _Tables()
    reader.feed(text)
    reader.close()
    reader.sheet.merged, reader.sheet.guessed = tuple(reader.merged), guessed
    if LOST in text:
        rows = reader.sheet.rows
        reader.sheet.met["letters-lost"] = [row.number for row in rows if LOST in " ".join(map(str, row.cells))]
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
        self._span, self._tall, self._indent = 1, 1, 0
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
            styled = _INDENT.search(dict(attrs).get("style") or "")
            self._indent = min(int(styled[1]), 250) if styled else 0
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
        text = "".join(self._text).lstrip(" \t\r\n")
        self._cells += [" ".join(text.split()), *[""] * (self._span - 1)]
        # Blanks that browsers show, or the style, set a text in.
        if (step := self._indent or len(text) - len(text.lstrip("\xa0"))) and len(self.sheet.indents) < MOST:
            self.sheet.indents[self._number, place] = min(step, 250)
        self._text = None
        if self._tall > 1:
            self._under |= dict.fromkeys(range(place, place + self._span), last)
        if self._tall > 1 or self._span > 1:
            self.merged.append((self._number, place, last, place + self._span - 1))

    def _end_row(self) -> None:
        self._end_cell()
        self.sheet.keep(self._number, self._cells)
        self._cells, self._in_row = [], False


def _count(text: str | None) -> int:
    return max(1, min(int(text), _MOST_REPEATS)) if text and text.isdecimal() else 1
