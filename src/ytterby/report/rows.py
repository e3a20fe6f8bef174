"""The rows of a table as XML, written straight behind what XlsxWriter has written of the sheet; the table declared.

XlsxWriter in constant memory spends 12 µs on a cell, most of it on checks and escapes that are the same for every line
of an item, and knows no Excel tables there. Here the XML of a value is made once per column and kept; a row is a join.
What is used of XlsxWriter beyond its documented calls stands in this module alone: the file of rows, the table of
strings, the places of formats and the list of tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from html import escape
from math import isfinite
from typing import TYPE_CHECKING

from ytterby.report.cell_text import clean, text_xml
from ytterby.report.page import Cell, Column, Formula, Input, Kind, Link, Measured, Row
from ytterby.report.sheet_patch import letters

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Shape = Callable[[Cell, Kind], "Format"]
NOT_KNOWN = "not known"  # said of a figure beyond range
_LOOK = "TableStyleLight1"
_NOT_IN_NAMES = re.compile(r"\W+")
_STRING = '"str"'  # the value of the formula is a text
_EPOCH = date(1899, 12, 30)  # day 0 of Excel's calendar, for all days after February 1900
_MOST_KEPT = 50_000
_MOST_MIDDLES = 20_000
_MOST_SHARED = 500_000  # strings of a workbook; further ones stand in their cells, so that memory stays bounded
_BUFFER = 1 << 20


def sayable(value: str | float) -> str | float:
    """The value, or words where it is a figure beyond range: a sheet has none for it."""
    return value if isinstance(value, str) or isfinite(value) else NOT_KNOWN


class Rows:
    """Rows of one table from ``row`` (0 = first) on; ``close`` before the sheet is written to in another way."""

    def __init__(self, book: Workbook, sheet: Worksheet, columns: tuple[Column, ...], shape: Shape, row: int) -> None:
        self._book, self._sheet, self._shape = book, sheet, shape
        self._columns = columns
        self._opens = tuple(f'<c r="{letters(place + 1)}' for place in range(len(columns)))
        self._kept: tuple[dict[Cell, str], ...] = tuple({} for _ in columns)
        self._row, self._size = row, 0
        self._waiting: list[str] = []
        self._styles: tuple[dict[type, str], ...] = tuple({} for _ in columns)
        self._middles: dict[int, tuple[Row, list[str], bool]] = {}
        self.links: list[tuple[int, int, Link]] = []
        sheet._write_single_row(row)

    def head(self, shapes: Iterable[Format], height: float) -> None:
        """The headings of the columns, each in its format."""
        number = self._begin()
        cells = "".join(f'{opens}{number}" s="{shape._get_xf_index()}"{self._text(column.heading)}' for opens, column,
                        shape in zip(self._opens, self._columns, shapes, strict=True))
        self._put(f'<row r="{number}" ht="{height:g}" customHeight="1">{cells}</row>')

    def add(self, cells: Row, height: float | None = None) -> None:
        """The next row; ``height`` in points."""
        number = self._begin()
        shape = f' ht="{height:g}" customHeight="1"' if height else ""
        self._put(f'<row r="{number}"{shape}>{number.join(self._parts(cells, 0))}</row>')

    def add_groups(self, before: Row, middle: Row, after: Row) -> None:
        """The next row in three parts; the XML of the ``middle`` is kept for rows with the same one."""
        number = self._begin()
        known = self._middles.get(id(middle))
        if known is None:
            if len(self._middles) >= _MOST_MIDDLES:
                self._middles.clear()
            links = any(isinstance(cell, Link) for cell in middle)
            known = self._middles[id(middle)] = (middle, self._parts(middle, len(before)), links)
        elif known[2]:
            self._link(middle, len(before))
        first = number.join(self._parts(before, 0))
        last = number.join(self._parts(after, len(before) + len(middle)))
        self._put(f'<row r="{number}">{first}{number.join(known[1])}{last}</row>')

    def _begin(self) -> str:
        self._row += 1
        return str(self._row)

    def _put(self, text: str) -> None:
        self._waiting.append(text)
        self._size += len(text)
        if self._size > _BUFFER:
            self._flush()

    def _parts(self, cells: Row, start: int) -> list[str]:
        """The XML of cells from column ``start`` on, parted where the number of the row belongs."""
        parts, end, place = [], "", start - 1
        opens, kept = self._opens, self._kept
        for cell in cells:
            place += 1
            if not cell and (cell is None or cell == ""):
                continue
            parts.append(end + opens[place])
            if cell.__class__ is Formula:
                *pieces, end = self._formula(cell, self._columns[place].kind)
                parts += pieces
            elif cell.__class__ is Link:  # each leads elsewhere: nothing to keep
                end = self._made(cell, place)
                self._link((cell,), place)
            else:
                end = kept[place].get(cell) or self._keep(kept[place], cell, place)
        return [*parts, end]

    def _formula(self, cell: Formula, kind: Kind) -> list[str]:
        """Parted where the number of the row stands in it."""
        told = sayable(cell.value)
        text = isinstance(told, str)
        style = self._shape(cell, kind)._get_xf_index()
        value = text_xml(told) if isinstance(told, str) else f"{told:.16G}"
        head, tail = f'" s="{style}"{" t=" + _STRING if text else ""}><f>', f"</f><v>{value}</v></c>"
        pieces = escape(cell.text, quote=False).split("{row}")
        return [head + pieces[0], *pieces[1:-1], pieces[-1] + tail] if len(pieces) > 1 else [head + pieces[0] + tail]

    def _link(self, cells: Row, start: int) -> None:
        self.links += [(self._row - 1, place, cell) for place, cell in enumerate(cells, start)
                       if isinstance(cell, Link)]

    def close(self) -> int:
        """Gives the next free row (0 = first)."""
        self._flush()
        sheet = self._sheet
        sheet._check_dimensions(self._row - 1, len(self._columns) - 1)
        sheet.previous_row = self._row
        return self._row

    def _flush(self) -> None:
        self._sheet.row_data_fh.write("".join(self._waiting))
        self._waiting.clear()
        self._size = 0

    def _keep(self, kept: dict[Cell, str], cell: Cell, place: int) -> str:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        xml = kept[cell] = self._made(cell, place)
        return xml

    def _made(self, cell: Cell, place: int) -> str:
        if isinstance(cell, Measured):
            return self._value(cell.value, str(self._shape(cell.value, cell.kind)._get_xf_index()))
        styles, sort = self._styles[place], cell.__class__
        style = styles.get(sort)
        if style is None:
            style = styles[sort] = str(self._shape(cell, self._columns[place].kind)._get_xf_index())
        return self._value(cell, style)

    def _value(self, cell: Cell, style: str) -> str:
        match cell:
            case str():
                body = self._text(cell)
            case Link():
                body = self._text(cell.text)
            case date():
                body = f"><v>{(cell - _EPOCH).days}</v></c>"
            case Input():
                body = f"><v>{cell.value:.16G}</v></c>" if cell.value is not None else "/>"
            case Formula() | Measured() | None:
                raise TypeError("this is no value")
            case float() if not isfinite(cell):
                body = self._text(NOT_KNOWN)
            case _:
                body = f"><v>{cell:.16G}</v></c>"
        return f'" s="{style}"{body}'

    def _text(self, text: str) -> str:
        strings = self._book.str_table
        if strings.unique_count < _MOST_SHARED:
            return f' t="s"><v>{strings._get_shared_string_index(clean(text))}</v></c>'
        return f' t="inlineStr"><is><t xml:space="preserve">{text_xml(text)}</t></is></c>'



def declare(sheet: Worksheet, name: str, columns: tuple[Column, ...], rows: tuple[int, int], *, filtered: bool) -> None:
    """Make cells already written an Excel table: ``rows`` are that of the headings (0 = first) and the last one.

    Excel wants a row below the headings even where there is none, and names of columns each once.
    """
    heads = [column.heading for column in columns]
    if len({head.casefold() for head in heads} - {""}) != len(heads):
        raise ValueError(f"columns of the table {name} have the same name, or none")
    first, last = rows[0] + 1, max(rows[1], rows[0] + 1) + 1
    place = f"A{first}:{letters(len(heads))}{last}"
    sheet.tables.append({
        "name": _NOT_IN_NAMES.sub("_", name), "range": place, "a_range": place,
        **({"autofilter": place} if filtered else {}),
        "header_row_count": True, "totals_row_shown": False, "style": _LOOK, "show_first_col": False,
        "show_last_col": False, "show_row_stripes": False, "show_col_stripes": False, "description": None,
        "title": None, "columns": [{"id": number, "name": head, "total_string": "", "total_function": "",
                                    "custom_total": "", "total_value": 0, "formula": "", "format": None,
                                    "name_format": None} for number, head in enumerate(heads, 1)],
    })
