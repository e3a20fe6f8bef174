"""The sheets of Excel's XML of 2003 (SpreadsheetML), with the number formats and indents of its styles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from ytterby.bom.cells import MOST_COLUMNS, RawSheet, Value
from ytterby.bom.formats import MOST, telling_part

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_VISIBLE = "{urn:schemas-microsoft-com:office:excel}Visible"
_NAMED = {"Euro Currency": "[$€] #,##0.00", "Percent": "0.00%"}
_MOST_ROWS = 1_048_576
"""Where a row may say it stands: every row Excel has."""


@dataclass(slots=True)
class _Styles:
    """Of every style the number format, where it tells something, and how far it sets its text in from the left."""

    formats: dict[str, str] = field(default_factory=dict)
    indents: dict[str, int] = field(default_factory=dict)

    def take(self, style: Element) -> None:
        """Adds a style, which inherits what it does not say itself."""
        name, parent = style.get(f"{_SS}ID", ""), style.get(f"{_SS}Parent", "")
        code, indent = self.formats.get(parent, ""), self.indents.get(parent, 0)
        if (stated := style.find(f"{_SS}NumberFormat")) is not None:
            written = stated.get(f"{_SS}Format", "")
            code = telling_part(_NAMED.get(written, written))
        if (stated := style.find(f"{_SS}Alignment")) is not None:
            step = stated.get(f"{_SS}Indent", "0")
            indent = int(step) if step.isdecimal() and stated.get(f"{_SS}Horizontal") != "Right" else 0
        self.formats[name], self.indents[name] = code, min(indent, 250)


def sheets_2003(root: Element) -> Iterator[RawSheet]:
    """Its sheets. Raises ValueError where a cell says that it stands where no cell can."""
    styles = _Styles()
    for style in root.iterfind(f"{_SS}Styles/{_SS}Style"):
        styles.take(style)
    for element in root.iter(f"{_SS}Worksheet"):
        hidden = any(option.text != "SheetVisible" for option in element.iter(_VISIBLE))
        sheet = RawSheet(element.get(f"{_SS}Name", ""), [], hidden)
        merged: list[tuple[int, int, int, int]] = []
        usual = _usual(element)
        number = 0
        for row in element.iter(f"{_SS}Row"):
            number = _stated(row.get(f"{_SS}Index"), number + 1, _MOST_ROWS)
            if row.get(f"{_SS}Hidden") == "1":
                sheet.hidden_rows.add(number)
            cells: list[Value] = []
            for cell in row.findall(f"{_SS}Cell"):
                place = _stated(cell.get(f"{_SS}Index"), len(cells) + 1, MOST_COLUMNS) - 1
                cells += [""] * (place - len(cells))
                cells.append(_cell(cell, sheet, number, place))
                shown = cell.get(f"{_SS}StyleID") or row.get(f"{_SS}StyleID") or usual.get(place, "")
                _note_style(styles, shown, sheet, (number, place))
                across = _stated(cell.get(f"{_SS}MergeAcross"), 0, MOST_COLUMNS)
                down = _stated(cell.get(f"{_SS}MergeDown"), 0, _MOST_ROWS)
                cells += [""] * across
                merged += [(number, place, number + down, place + across)] if across or down else []
            sheet.keep(number, cells)
            number += _stated(row.get(f"{_SS}Span"), 0, _MOST_ROWS)  # as many more rows, blank ones, are like it
        sheet.merged = tuple(merged)
        yield sheet


def _stated(text: str | None, otherwise: int, most: int) -> int:
    """A place or a count that the file states; a ValueError where no sheet has so many."""
    value = otherwise if text is None else int(text)
    if not 0 <= value <= most:
        raise ValueError("a row or cell stands beyond the end of a sheet")
    return value


def _usual(sheet: Element) -> dict[int, str]:
    """The style of every column that has one, for cells that name none."""
    usual: dict[int, str] = {}
    at = 0
    for column in sheet.iter(f"{_SS}Column"):
        first = _stated(column.get(f"{_SS}Index"), at + 1, MOST_COLUMNS * 4)
        at = min(first + _stated(column.get(f"{_SS}Span"), 0, MOST_COLUMNS * 4), MOST_COLUMNS)
        if style := column.get(f"{_SS}StyleID"):
            usual |= dict.fromkeys(range(first - 1, at), style)
    return usual


def _note_style(styles: _Styles, style: str, sheet: RawSheet, place: tuple[int, int]) -> None:
    if (code := styles.formats.get(style)) and len(sheet.formats) < MOST:
        sheet.formats[place] = code
    if (step := styles.indents.get(style)) and len(sheet.indents) < MOST:
        sheet.indents[place] = step


def _cell(cell: Element, sheet: RawSheet, row: int, column: int) -> Value:
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
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.fromisoformat(text)
    except ValueError:
        return text
    return "" if kind == "Error" else text
