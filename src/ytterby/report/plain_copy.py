"""The values of a workbook that can not be patched (.xls, .ods, .csv …) in a new .xlsx, our columns beside them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ytterby.bom.cells import RawSheet, Value
from ytterby.bom.sniff import sniff
from ytterby.bom.workbook import sheets_of
from ytterby.core.errors import ReportError
from ytterby.core.progress import Part, Progress
from ytterby.report import style
from ytterby.report.cell_text import clean
from ytterby.report.marks import COLUMNS, STATUS_PLACE, Marks, SheetMarks
from ytterby.report.packing import pack
from ytterby.report.page import Kind
from ytterby.workspace.atomic import replacing

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_STEP = 500


def write_values(data: bytes, source: Path, marks: Marks, target: Path, progress: Progress) -> None:
    """Raises ReportError where ``target`` can't be written, WorkbookError where ``data`` can't be read."""
    import xlsxwriter

    sheets = sheets_of(data, sniff(data, source.name), source.name, Part(progress, 0.0, 0.5))
    by_name = {sheet.name: sheet for sheet in marks.sheets}
    with replacing(target, ReportError) as part:
        book = xlsxwriter.Workbook(str(part), {"strings_to_formulas": False, "strings_to_urls": False,
                                               "strings_to_numbers": False, "in_memory": True})
        book.set_properties({"created": datetime(1980, 1, 1)})  # equal input gives equal bytes
        writer = _Writer(book, marks)
        names: set[str] = set()
        shown = False
        for place, sheet in enumerate(sheets):
            page = book.add_worksheet(_name(sheet.name or source.stem, names))
            if sheet.hidden and sheet.name not in by_name:
                page.hide()
            elif not shown:
                shown = True
                page.activate()
                page.set_first_sheet()
            writer.sheet(page, sheet, by_name.get(sheet.name), Part(progress, 0.5 + 0.5 * place / len(sheets), 1.0))
        pack(book)


def _name(wanted: str, taken: set[str]) -> str:
    """A name as Excel allows it: 31 letters, some letters forbidden, each once."""
    name = base = _FORBIDDEN.sub(" ", clean(wanted)).strip("' ")[:31] or "Sheet"
    count = 1
    while name.casefold() in taken:
        count += 1
        name = f"{base[:31 - len(str(count)) - 1]} {count}"
    taken.add(name.casefold())
    return name


class _Writer:
    """One workbook while it is written."""

    def __init__(self, book: Workbook, marks: Marks) -> None:
        self._marks = marks
        self._heading: Format = book.add_format(style.heading(Kind.TEXT))
        self._day: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment: Format = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._status = {word: book.add_format(style.status(word)) for word in style.STATUS_FILL}

    def sheet(self, page: Worksheet, sheet: RawSheet, ours: SheetMarks | None, progress: Progress) -> None:
        first = max((len(row.cells) for row in sheet.rows), default=0)
        for number, row in enumerate(sheet.rows):
            if number % _STEP == 0:
                progress.step(number / len(sheet.rows), sheet.name)
            for column, value in enumerate(row.cells):
                self._value(page, row.number - 1, column, value)
        if ours is None:
            return
        for place, width in enumerate(self._marks.widths(ours.blocks)):
            page.set_column(first + place, first + place, width)
        for number in ours.headers:
            heads = [text for block in range(ours.blocks) for text in self._marks.headings(block, ours.blocks)]
            for place, text in enumerate(heads):
                page.write_string(number - 1, first + place, text, self._heading)
        for number, items in ours.items.items():
            self._line(page, number - 1, first, items)

    def _line(self, page: Worksheet, row: int, first: int, items: tuple[int, ...]) -> None:
        for block, item in enumerate(items):
            for place, text in enumerate(self._marks.of(item)):
                if text:
                    shape = self._status.get(text) if place == STATUS_PLACE else None
                    page.write_string(row, first + block * COLUMNS + place, clean(text), shape)

    def _value(self, page: Worksheet, row: int, column: int, value: Value) -> None:
        match value:
            case None | "":
                return
            case bool():
                page.write_boolean(row, column, value)
            case str():
                page.write_string(row, column, clean(value))
            case datetime() | time() | timedelta():
                page.write_datetime(row, column, value, self._moment)
            case date():
                page.write_datetime(row, column, datetime.combine(value, time()), self._day)
            case _:
                page.write_number(row, column, value)
