"""The report as an Excel workbook: pages in, file out, atomically and with the same bytes for the same input.

Rows go straight to disk (XlsxWriter's constant memory), so that a long bill needs no more room than a short one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING, Any

from ytterby.core.errors import ReportError
from ytterby.core.progress import SILENT, Progress
from ytterby.report import style
from ytterby.report.book import pages
from ytterby.report.cell_text import clean
from ytterby.report.dossier import Dossier
from ytterby.report.layout import TEXT_WIDTH, heading_height, height, row_height, span, widths
from ytterby.report.notices import say
from ytterby.report.packing import pack
from ytterby.report.page import Chart, Grouped, Kind, Link, Page, Style, Table, Text
from ytterby.report.rows import Rows, declare
from ytterby.report.shapes import Shapes
from ytterby.workspace.atomic import replacing, require_room

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_STEP = 500
_A3, _A4 = 8, 9
_DEEPEST_FROZEN = 16  # rows above would leave no room for those that move
_MOST_LINKS = 65_000
_LOGO_HEIGHT = 48.0  # points
_WIDEST_CHART = 1_000  # pixels
_ROOM, _PACKED, _UNPACKED = 8_000_000, 400, 4_000  # bytes, those of a line: twice what was seen of long bills


def write(dossier: Dossier, path: Path, progress: Progress = SILENT) -> None:
    """Raises ReportError where ``path`` can't be written; what was there before is then kept."""
    write_pages(pages(dossier), dossier, path, progress, title=say("report-title"))


def write_pages(content: Iterable[Page], dossier: Dossier, path: Path, progress: Progress, *, title: str) -> None:
    """Any pages on a dossier as a workbook. Raises ReportError as ``write`` does."""
    import xlsxwriter

    lines = len(dossier.assessment.reading.bom)
    require_room(path, _ROOM + _PACKED * lines, ReportError)
    require_room(Path(gettempdir(), path.name), _ROOM + _UNPACKED * lines, ReportError)
    with replacing(path, ReportError) as part, _own_folder() as folder:
        book = xlsxwriter.Workbook(str(part), {
            "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
            "strings_to_numbers": False, "tmpdir": folder,
        })
        try:
            _Writer(book, dossier, progress).write(content, title)
            pack(book)
        except BaseException:
            _discard(book)
            raise


def _own_folder() -> TemporaryDirectory[str]:
    """For XlsxWriter's temporary files, which it leaves behind when it fails."""
    return TemporaryDirectory(prefix="ytterby-", ignore_cleanup_errors=True)


def _discard(book: Any) -> None:
    """Close the temporary files of a workbook that will not be, so that they can be removed."""
    for sheet in book.worksheets():
        if sheet.row_data_fh:
            with suppress(OSError):  # what waits to be written has no room
                sheet.row_data_fh.close()
    book.fileclosed = 1


class _Writer:
    """One workbook while it is written."""

    def __init__(self, book: Any, dossier: Dossier, progress: Progress) -> None:
        self._book, self._dossier, self._progress = book, dossier, progress
        self._shapes = Shapes(book)
        self._places: dict[str, tuple[str, int, int]] = {}
        self._rows_total = max(1, len(dossier.assessment.reading.bom))

    def write(self, content: Iterable[Page], title: str) -> None:
        provenance = self._dossier.assessment.provenance
        self._book.set_properties({
            "title": title, "subject": provenance.workbook, "company": clean(self._dossier.firm),
            "author": f"Ytterby {provenance.program}", "category": say("report-category"),
            "keywords": f"{provenance.workbook_digest} {provenance.rules_digest}",
            "comments": f"as of {provenance.as_of.isoformat()}; rules {provenance.rules_digest}",
            # Not the time of writing: the same input shall give the same bytes.
            "created": datetime.combine(provenance.as_of, time(), UTC).replace(tzinfo=None),
        })
        for page in content:
            self._page(page)

    def _page(self, page: Page) -> None:
        sheet = self._book.add_worksheet(page.name)
        for place, width in enumerate(widths(page)):
            sheet.set_column(place, place, width)
        row = 0
        charts: list[tuple[int, Chart]] = []
        for block in page.blocks:
            if isinstance(block, Chart):  # drawn at the end: its table may stand below it
                charts.append((row, block))
                row += block.height + 1
            else:
                row = self._block(sheet, page, block, row)
        for at, chart in charts:
            self._chart(sheet, chart, at, min(_WIDEST_CHART, sum(map(_pixels, widths(page)))))
        self._print_setup(sheet, page, row)
        if page.one_page and self._dossier.logo is not None:
            self._logo(sheet, page)

    def _block(self, sheet: Worksheet, page: Page, block: Text | Table, row: int) -> int:
        """Write a block from ``row`` (0 = first) on; gives the next free row."""
        if isinstance(block, Text):
            return self._text(sheet, block, row, page)
        return self._table(sheet, page, block, row)

    def _text(self, sheet: Worksheet, block: Text, row: int, page: Page) -> int:
        shape = self._shapes.text(block.style)
        text = clean(block.text)
        if block.style in (Style.TITLE, Style.HEADING) or not text:
            logo = page.one_page and self._dossier.logo is not None and row == 0
            sheet.set_row(row, _LOGO_HEIGHT + 4 if logo else 24 if block.style is Style.TITLE else 18)
            sheet.write_string(row, 0, text, shape)
            return row + 1
        last, width = span(widths(page))
        sheet.set_row(row, height([(text, width)]))
        if last:
            sheet.merge_range(row, 0, row, last, "", shape)
        sheet.write_string(row, 0, text, shape)
        return row + 1

    def _table(self, sheet: Worksheet, page: Page, table: Table, row: int) -> int:
        """Heading, rows, and one row free below."""
        rows = Rows(self._book, sheet, table.columns, self._shapes.of, row)
        rows.head((self._shapes.heading(column.kind) for column in table.columns),
                  heading_height(table.columns))
        for number in self._filled(rows, table):
            if number % _STEP == 0:
                self._progress.step(min(1.0, number / self._rows_total), f"Writing {page.name}")
        end = rows.close() - 1
        last = max(end, row + 1)  # an Excel table has a row below its headings, if an empty one
        for at, place, link in rows.links:
            self._target(sheet, at, place, link)
        declare(sheet, f"{page.name} {table.key or row + 1}", table.columns, (row, last), filtered=table.main)
        self._places[table.key] = (page.name, row, end)
        self._colour(sheet, table, row + 1, last)
        if table.main:
            if row < _DEEPEST_FROZEN:
                sheet.freeze_panes(row + 1, page.frozen_columns)
            sheet.repeat_rows(row)
        return last + 2

    def _filled(self, rows: Rows, table: Table) -> Iterator[int]:
        """Adds row after row, and gives how many there were before each."""
        wraps = tuple((place, column.width) for place, column in enumerate(table.columns) if column.kind is Kind.WRAP)
        if isinstance(table.rows, Grouped) and not wraps:
            for number, (before, middle, after) in enumerate(table.rows.groups()):
                yield number
                rows.add_groups(before, middle, after)
            return
        for number, cells in enumerate(table.rows):
            yield number
            rows.add(cells, row_height(cells, wraps))

    def _colour(self, sheet: Worksheet, table: Table, first: int, last: int) -> None:
        """Conditional formats: a word that is changed in Excel changes its colour. And drop-downs."""
        for place, column in enumerate(table.columns):
            if column.choices:
                sheet.data_validation(first, place, last, place, {"validate": "list", "source": list(column.choices)})
            if column.kind is Kind.STATUS:
                for word in column.words or style.STATUS_FILL:
                    sheet.conditional_format(first, place, last, place, {
                        "type": "cell", "criteria": "==", "value": f'"{word}"', "format": self._shapes.fill(word)})

    def _target(self, sheet: Worksheet, row: int, place: int, link: Link) -> None:
        """Where the text of a cell leads to; nowhere beyond as many as Excel allows in a sheet."""
        if len(sheet.hyperlinks) < _MOST_LINKS:
            from xlsxwriter.url import Url

            sheet.hyperlinks[row][place] = Url(f"internal:'{link.sheet}'!A{link.row}")

    def _logo(self, sheet: Worksheet, page: Page) -> None:
        """At the right of the title."""
        logo = self._dossier.logo
        assert logo is not None
        scale = logo.scale(_LOGO_HEIGHT * 4 / 3, 220.0)
        last, _ = span(widths(page))
        left = sum(_pixels(width) for width in widths(page)[: last + 1]) - int(logo.width * scale)
        sheet.insert_image(0, 0, "logo", {
            "image_data": BytesIO(logo.data), "x_offset": max(0, left), "y_offset": 2, "object_position": 3,
            "x_scale": scale, "y_scale": scale,
            "description": say("logo-of", firm=self._dossier.firm)})

    def _chart(self, sheet: Worksheet, block: Chart, row: int, width: int) -> None:
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
        chart.set_size({"width": width, "height": block.height * 19})
        sheet.insert_chart(row, 0, chart, {"description": block.title})

    def _print_setup(self, sheet: Worksheet, page: Page, last_row: int) -> None:
        provenance = self._dossier.assessment.provenance
        wide = widths(page)[: page.printed_columns or None]
        if page.one_page:
            sheet.set_portrait()
        else:
            sheet.set_landscape()
        sheet.set_paper(_A3 if sum(wide) > TEXT_WIDTH * 2 else _A4)
        sheet.fit_to_pages(1, 1 if page.one_page else 0)
        if page.printed_columns:
            sheet.print_area(0, 0, last_row, page.printed_columns - 1)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        workbook = clean(provenance.workbook).replace("&", "&&")[:80]
        # The space ends the font size: without it a name that starts with a digit would be read as part of it.
        sheet.set_footer(f"&L&8 {workbook}&C&8 as of {provenance.as_of.isoformat()}, "
                         f"rules {provenance.rules_digest[:19]}&R&8 &A, &P of &N")
        sheet.hide_gridlines(2)


def _pixels(width: int) -> int:
    """Of a column, from its width in characters of Excel's usual font."""
    return 7 * width + 5
