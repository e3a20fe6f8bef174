"""The report as an Excel workbook: pages in, file out, atomically and with the same bytes for the same input.

Rows go straight to disk (XlsxWriter's constant memory), so that a long bill needs no more room than a short one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from math import ceil, isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from ytterby.core.errors import ReportError
from ytterby.core.progress import SILENT, Progress
from ytterby.report import style
from ytterby.report.book import pages
from ytterby.report.cell_text import clean
from ytterby.report.dossier import Dossier
from ytterby.report.notices import say
from ytterby.report.page import (
    Block,
    Cell,
    Chart,
    Column,
    Formula,
    Grouped,
    Input,
    Kind,
    Link,
    Page,
    Row,
    Style,
    Table,
    Text,
)
from ytterby.report.rows import NOT_KNOWN, Rows, sayable
from ytterby.workspace.atomic import replacing

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_TEXT_WIDTH = 110
_STEP = 500
_LINE_HEIGHT, _TALLEST = 13.5, 200
_FITS = 1.1  # letters of running text that a column fits per unit of its width
_A3, _A4 = 8, 9
_DEEPEST_FROZEN = 16  # rows above would leave no room for those that move
_MOST_LINKS = 65_000


def write(dossier: Dossier, path: Path, progress: Progress = SILENT) -> None:
    """Raises ReportError where ``path`` can't be written; what was there before is then kept."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    with replacing(path, ReportError) as part:
        book = xlsxwriter.Workbook(str(part), {
            "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
            "strings_to_numbers": False,
        })
        try:
            _Writer(book, dossier, progress).write()
        except BaseException:
            _discard(book)
            raise
        try:
            book.close()
        except FileCreateError as error:
            raise error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error)) from error


def _discard(book: Any) -> None:
    """Close the temporary files of a workbook that will not be."""
    for sheet in book.worksheets():
        if sheet.row_data_fh:
            sheet.row_data_fh.close()
            Path(sheet.row_data_filename).unlink(missing_ok=True)
    book.fileclosed = 1


class _Writer:
    """One workbook while it is written."""

    def __init__(self, book: Any, dossier: Dossier, progress: Progress) -> None:
        self._book, self._dossier, self._progress = book, dossier, progress
        self._kept: dict[tuple[str, object], Format] = {}
        self._places: dict[str, tuple[str, int, int]] = {}
        self._rows_total = max(1, len(dossier.assessment.reading.bom))

    def write(self) -> None:
        provenance = self._dossier.assessment.provenance
        self._book.set_properties({
            "title": say("report-title"), "subject": provenance.workbook, "company": clean(self._dossier.firm),
            "author": f"Ytterby {provenance.program}",
            "comments": f"as of {provenance.as_of.isoformat()}; rules {provenance.rules_digest}",
            # Not the time of writing: the same input shall give the same bytes.
            "created": datetime.combine(provenance.as_of, time(), UTC).replace(tzinfo=None),
        })
        for page in pages(self._dossier):
            self._page(page)

    def _page(self, page: Page) -> None:
        sheet = self._book.add_worksheet(page.name)
        for place, width in enumerate(_widths(page)):
            sheet.set_column(place, place, width)
        row = 0
        for block in page.blocks:
            row = self._block(sheet, page, block, row)
        self._print_setup(sheet, page, row)

    def _block(self, sheet: Worksheet, page: Page, block: Block, row: int) -> int:
        """Write a block from ``row`` (0 = first) on; gives the next free row."""
        match block:
            case Text():
                return self._text(sheet, block, row, page)
            case Table():
                return self._table(sheet, page, block, row)
            case Chart():
                self._chart(sheet, block, row)
                return row + block.height + 1

    def _text(self, sheet: Worksheet, block: Text, row: int, page: Page) -> int:
        shape = self._format("text", block.style)
        text = clean(block.text)
        if block.style in (Style.TITLE, Style.HEADING) or not text:
            sheet.set_row(row, 24 if block.style is Style.TITLE else 18)
            sheet.write_string(row, 0, text, shape)
            return row + 1
        last, width = _span(_widths(page))
        sheet.set_row(row, _height([(text, width)]))
        if last:
            sheet.merge_range(row, 0, row, last, "", shape)
        sheet.write_string(row, 0, text, shape)
        return row + 1

    def _table(self, sheet: Worksheet, page: Page, table: Table, row: int) -> int:
        """Heading, rows, and one row free below."""
        sheet.set_row(row, _height((column.heading, column.width) for column in table.columns))
        for place, column in enumerate(table.columns):
            if column.heading:
                sheet.write_string(row, place, column.heading, self._format("heading", column.kind))
        last = self._main_rows(sheet, page, table, row) if table.main else self._rows(sheet, table, row)
        self._places[table.key] = (page.name, row, last)
        if table.main:
            if row < _DEEPEST_FROZEN:
                sheet.freeze_panes(row + 1, page.frozen_columns)
            sheet.autofilter(row, 0, max(last, row), len(table.columns) - 1)
            sheet.repeat_rows(row)
        return last + 2

    def _main_rows(self, sheet: Worksheet, page: Page, table: Table, row: int) -> int:
        """Rows below the heading in ``row``; gives the last. These tables may be long: they are written at once."""
        rows = Rows(self._book, sheet, table.columns, self._shape, row + 1)
        for number in self._filled(rows, table):
            if number % _STEP == 0:
                self._progress.step(min(1.0, number / self._rows_total), f"Writing {page.name}")
        last = rows.close() - 1
        for at, place, link in rows.links:
            self._target(sheet, at, place, link)
        return last

    def _filled(self, rows: Rows, table: Table) -> Iterator[int]:
        """Adds row after row, and gives how many there were before each."""
        wraps = _wraps(table)
        if isinstance(table.rows, Grouped) and not wraps:
            for number, (before, middle, after) in enumerate(table.rows.groups()):
                yield number
                rows.add_groups(before, middle, after)
            return
        for number, cells in enumerate(table.rows):
            yield number
            rows.add(cells, _height((cells[place], table.columns[place].width) for place in wraps) if wraps else None)

    def _rows(self, sheet: Worksheet, table: Table, row: int) -> int:
        wraps = _wraps(table)
        for number, cells in enumerate(table.rows):
            row += 1
            if wraps:
                sheet.set_row(row, _height((cells[place], table.columns[place].width) for place in wraps))
            self._row(sheet, row, cells, table.columns, table.kinds[number] if table.kinds else None)
        return row

    def _row(self, sheet: Worksheet, row: int, cells: Row, columns: tuple[Column, ...],
             kinds: tuple[Kind, ...] | None) -> None:
        for place, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            self._cell(sheet, row, place, cell, kinds[place] if kinds else columns[place].kind)

    def _cell(self, sheet: Worksheet, row: int, place: int, cell: Cell, kind: Kind) -> None:
        """Texts always as texts, so that one that looks like a formula stays a text."""
        shape = self._shape(cell, kind)
        match cell:
            case str():
                sheet.write_string(row, place, clean(cell), shape)
            case Link():
                sheet.write_string(row, place, clean(cell.text), shape)
                self._target(sheet, row, place, cell)
            case Formula():
                text = cell.text.replace("{row}", str(row + 1))
                told = sayable(cell.value)
                value = clean(told) if isinstance(told, str) else told
                sheet.write_formula(row, place, f"={text}", shape, value)
            case Input():
                if cell.value is None:
                    sheet.write_blank(row, place, None, shape)
                else:
                    sheet.write_number(row, place, cell.value, shape)
            case date():
                sheet.write_datetime(row, place, datetime.combine(cell, time()), shape)
            case float() if not isfinite(cell):
                sheet.write_string(row, place, NOT_KNOWN, shape)
            case _:
                sheet.write_number(row, place, cell, shape)

    def _shape(self, cell: Cell, kind: Kind) -> Format:
        match cell:
            case str():
                named = kind is Kind.STATUS and cell in style.STATUS_FILL
                return self._format("status", cell) if named else self._format("cell", _as_text(kind))
            case Link():
                return self._format("linked", Kind.TEXT)
            case Input():
                return self._format("entered", kind)
            case date():
                return self._format("cell", Kind.DATE)
            case _:
                return self._format("cell", kind)

    def _target(self, sheet: Worksheet, row: int, place: int, link: Link) -> None:
        """Where the text of a cell leads to; nowhere beyond as many as Excel allows in a sheet."""
        if len(sheet.hyperlinks) < _MOST_LINKS:
            from xlsxwriter.url import Url

            sheet.hyperlinks[row][place] = Url(f"internal:'{link.sheet}'!A{link.row}")

    def _chart(self, sheet: Worksheet, block: Chart, row: int) -> None:
        name, first, last = self._places[block.table]
        if last == first:
            return
        chart = self._book.add_chart({"type": "bar", "subtype": "stacked"})
        bars = [{"fill": {"color": style.SERIES[outcome]}} for outcome in block.outcomes]
        for column, colour in zip(block.series, style.SERIES.values(), strict=False):
            chart.add_series({
                "name": [name, first, column], "categories": [name, first + 1, 0, last, 0],
                "values": [name, first + 1, column, last, column], "fill": {"color": colour}, "gap": 60,
                "points": bars,
            })
        chart.set_title({"name": block.title, "name_font": {"size": 12, "bold": True}, "overlay": False})
        chart.set_x_axis({"name": block.axis, "num_format": "#,##0", "major_gridlines": {
            "visible": True, "line": {"color": style.LINE}}})
        chart.set_y_axis({"reverse": True, "num_font": {"size": 9}, "interval_unit": 1})
        chart.set_legend({"position": "bottom"} if len(block.series) > 1 else {"none": True})
        chart.set_size({"width": 820, "height": block.height * 19})
        sheet.insert_chart(row, 0, chart, {"description": block.title})

    def _print_setup(self, sheet: Worksheet, page: Page, last_row: int) -> None:
        provenance = self._dossier.assessment.provenance
        widths = _widths(page)[: page.printed_columns or None]
        if page.one_page:
            sheet.set_portrait()
        else:
            sheet.set_landscape()
        sheet.set_paper(_A3 if sum(widths) > _TEXT_WIDTH * 2 else _A4)
        sheet.fit_to_pages(1, 1 if page.one_page else 0)
        if page.printed_columns:
            sheet.print_area(0, 0, last_row, page.printed_columns - 1)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        workbook = clean(provenance.workbook).replace("&", "&&")[:80]
        # The space ends the font size: without it a name that starts with a digit would be read as part of it.
        sheet.set_footer(f"&L&8 {workbook}&C&8 as of {provenance.as_of.isoformat()}, "
                         f"rules {provenance.rules_digest[:19]}&R&8 &A, &P of &N")
        sheet.hide_gridlines(2)

    def _format(self, what: str, of: object) -> Format:
        known = self._kept.get((what, of))
        if known is None:
            match what:
                case "heading":
                    properties = style.heading(Kind(of))
                case "text":
                    properties = style.text(Style(str(of)))
                case "status":
                    properties = style.status(str(of))
                case "entered":
                    properties = style.entered(Kind(of))
                case "linked":
                    properties = style.linked(Kind(of))
                case _:
                    properties = style.cell(Kind(of))
            known = self._kept[what, of] = self._book.add_format(properties)
        return known


def _wraps(table: Table) -> list[int]:
    return [place for place, column in enumerate(table.columns) if column.kind is Kind.WRAP]


def _as_text(kind: Kind) -> Kind:
    return kind if kind is Kind.WRAP else Kind.TEXT


def _height(cells: Iterable[tuple[object, int]]) -> float:
    """Of a row in points, from (text, width in characters): neither program fits rows to wrapped text on opening."""
    most = max((sum(ceil(_length(line) / (width * _FITS)) or 1 for line in text.split("\n"))
                for text, width in cells if isinstance(text, str)), default=1)
    return min(_TALLEST, most * _LINE_HEIGHT + 1.5)


def _length(text: str) -> int:
    """In average letters; Chinese and Japanese ones take two."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _widths(page: Page) -> tuple[int, ...]:
    """Of the main table where there is one, else the widest wish of all tables, column by column."""
    tables = [block for block in page.blocks if isinstance(block, Table)]
    chosen = [table for table in tables if table.main] or tables
    count = max((len(table.columns) for table in chosen), default=0)
    return tuple(max(table.columns[place].width for table in chosen if place < len(table.columns))
                 for place in range(count))


def _span(widths: tuple[int, ...]) -> tuple[int, int]:
    """The last column (0 = first) of a text that runs across the page, and its width in characters."""
    total = 0
    for place, width in enumerate(widths):
        total += width
        if total >= _TEXT_WIDTH:
            return place, total
    return max(0, len(widths) - 1), max(total, 10)
