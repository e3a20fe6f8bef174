"""The rows of a long table as XML, written straight behind what XlsxWriter has written of the sheet.

XlsxWriter in constant memory spends 12 µs on a cell, most of it on checks and escapes that are the same for every line
of an item. Here the XML of a value is made once per column and kept; a row is a join. What is used of XlsxWriter beyond
its documented calls stands in this module alone: the file of rows, the table of strings, and the places of formats.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING

from ytterby.report.cell_text import clean, text_xml
from ytterby.report.page import Cell, Column, Formula, Input, Kind, Link, Row
from ytterby.report.sheet_patch import letters

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Shape = Callable[[Cell, Kind], "Format"]
_EPOCH = date(1899, 12, 30)  # day 0 of Excel's calendar, for all days after February 1900
_MOST_KEPT = 50_000
_MOST_SHARED = 500_000  # strings of a workbook; further ones stand in their cells, so that memory stays bounded
_BUFFER = 1 << 20


class Rows:
    """Rows of one table from ``row`` (0 = first) on; ``close`` before the sheet is written to in another way."""

    def __init__(self, book: Workbook, sheet: Worksheet, columns: tuple[Column, ...], shape: Shape, row: int) -> None:
        self._book, self._sheet, self._shape = book, sheet, shape
        self._columns = columns
        self._opens = tuple(f'<c r="{letters(place + 1)}' for place in range(len(columns)))
        self._kept: tuple[dict[Cell, str], ...] = tuple({} for _ in columns)
        self._row, self._size = row, 0
        self._made: list[str] = []
        self.links: list[tuple[int, int, Link]] = []
        sheet._write_single_row(row)

    def add(self, cells: Row, height: float | None = None) -> None:
        """The next row; ``height`` in points."""
        self._row += 1
        number = str(self._row)
        made = [f'<row r="{number}" ht="{height:g}" customHeight="1">' if height else f'<row r="{number}">']
        for place, (cell, opens, kept) in enumerate(zip(cells, self._opens, self._kept, strict=True)):
            if cell is None or cell == "":
                continue
            xml = kept.get(cell)
            if xml is None:
                xml = self._keep(kept, cell, self._columns[place].kind)
            if isinstance(cell, Link):
                self.links.append((self._row - 1, place, cell))
            made.append(opens + number + xml)
        made.append("</row>")
        text = "".join(made)
        self._made.append(text)
        self._size += len(text)
        if self._size > _BUFFER:
            self._flush()

    def close(self) -> int:
        """Gives the next free row (0 = first)."""
        self._flush()
        sheet = self._sheet
        sheet._check_dimensions(self._row - 1, len(self._columns) - 1)
        sheet.previous_row = self._row
        return self._row

    def _flush(self) -> None:
        self._sheet.row_data_fh.write("".join(self._made))
        self._made.clear()
        self._size = 0

    def _keep(self, kept: dict[Cell, str], cell: Cell, kind: Kind) -> str:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        style = self._shape(cell, kind)._get_xf_index()
        match cell:
            case str() | Link():
                body = self._text(cell if isinstance(cell, str) else cell.text)
            case date():
                body = f"><v>{(cell - _EPOCH).days}</v></c>"
            case Formula() | Input() | None:
                raise TypeError("a long table holds values alone")
            case _ if isinstance(cell, float) and not isfinite(cell):
                raise ValueError("a figure of the report is not finite")
            case _:
                body = f"><v>{cell:.16G}</v></c>"
        xml = kept[cell] = f'" s="{style}"{body}'
        return xml

    def _text(self, text: str) -> str:
        strings = self._book.str_table
        if strings.unique_count < _MOST_SHARED:
            return f' t="s"><v>{strings._get_shared_string_index(clean(text))}</v></c>'
        return f' t="inlineStr"><is><t xml:space="preserve">{text_xml(text)}</t></is></c>'

