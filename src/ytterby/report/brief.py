"""The brief: two pages for those who decide, as PDF, without Qt. Its figures are those of the report's sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ytterby.core.errors import ReportError
from ytterby.core.finding import Outcome
from ytterby.core.progress import SILENT, Progress
from ytterby.exposure.exposure import Concentration
from ytterby.report import style
from ytterby.report.dossier import Dossier
from ytterby.report.hanging import hanging
from ytterby.report.layout import shortened
from ytterby.report.logo import Logo
from ytterby.report.notices import percent, say, subject
from ytterby.report.page import Block, Cell, Chart, Kind, Link, Measured, Row, Style, Table, Text
from ytterby.report.pdf_bars import Bar, drawing
from ytterby.report.pdf_text import LATIN, LATIN_BOLD, markup, register
from ytterby.report.sheets import summary
from ytterby.workspace.atomic import replacing, require_room

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_MARGIN, _LOGO_HEIGHT = 45.0, 36.0
_ROOM = 4_000_000  # bytes: two pages with the letters they use and the largest logo
_MOST = {"worst": 5, "questions": 4, "stops": 5, "not stated": 6}
_ELEMENTS, _SHARES, _CELL = 9, 5, 170


def write(dossier: Dossier, path: Path, progress: Progress = SILENT) -> None:
    """Raises ReportError where ``path`` can't be written. The same input gives the same bytes."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, KeepInFrame, PageBreak, PageTemplate

    require_room(path, _ROOM, ReportError)
    register()
    progress.step(0.0, "Writing the brief")
    width, height = A4[0] - 2 * _MARGIN, A4[1] - 2 * _MARGIN - 12
    provenance = dossier.assessment.provenance
    with replacing(path, ReportError) as part:
        document = BaseDocTemplate(str(part), pagesize=A4, invariant=1, title=say("brief-title"),
                                   author=f"Ytterby {provenance.program}", subject=provenance.workbook)
        frame = Frame(_MARGIN, _MARGIN, width, height + 12, 0, 0, 0, 0)
        document.addPageTemplates(PageTemplate(frames=[frame], onPage=_foot(dossier)))
        shapes = _Shapes(width)
        pages = [KeepInFrame(width, height, made(dossier, shapes), mode="shrink") for made in (_first, _second)]
        document.build([pages[0], PageBreak(), pages[1]])
    progress.step(1.0)


def _foot(dossier: Dossier) -> Callable[[Any, Any], None]:
    """What every page says: day, workbook, digests, seed."""
    provenance = dossier.assessment.provenance
    words = say("brief-foot", program=provenance.program, day=provenance.as_of.isoformat(), seed=provenance.seed,
                workbook=provenance.workbook_digest[:19], rules=provenance.rules_digest[:19])

    def draw(canvas: Any, document: Any) -> None:
        canvas.setFont(LATIN, 7)
        canvas.setFillColor(style.MUTED)
        canvas.drawString(_MARGIN, _MARGIN - 16, words)
        canvas.drawRightString(document.pagesize[0] - _MARGIN, _MARGIN - 16, f"{canvas.getPageNumber()} / 2")

    return draw


class _Shapes:
    """Paragraphs and tables in the look of the brief."""

    def __init__(self, width: float) -> None:
        from reportlab.lib.styles import ParagraphStyle

        self.width = width
        base: dict[str, Any] = {"fontName": LATIN, "fontSize": 8.5, "leading": 11, "textColor": style.INK}
        bold: dict[str, Any] = {**base, "fontName": LATIN_BOLD}
        self._styles = {
            Style.TITLE: ParagraphStyle("title", **{**bold, "fontSize": 16, "leading": 20}),
            Style.HEADING: ParagraphStyle("heading", spaceBefore=8, spaceAfter=3, **{**bold, "fontSize": 10.5}),
            Style.BODY: ParagraphStyle("body", **base), Style.NOTE: ParagraphStyle("note", **base),
            Style.WARNING: ParagraphStyle("warning", backColor=style.WARNING_FILL, borderPadding=4, spaceBefore=7,
                                          spaceAfter=7, **base),
        }
        self._right = ParagraphStyle("right", alignment=2, **base)

    def text(self, text: str, kind: Style = Style.BODY) -> Flowable:
        from reportlab.platypus import Paragraph

        return Paragraph("<br/>".join(map(markup, text.split("\n"))), self._styles[kind])

    def title(self, text: str, logo: Logo | None) -> Flowable:
        """With the firm's logo at its right."""
        from reportlab.platypus import Image
        from reportlab.platypus import Table as Grid

        if logo is None:
            return self.text(text, Style.TITLE)
        scale = logo.scale(_LOGO_HEIGHT, self.width * 0.3)
        picture = Image(BytesIO(logo.data), logo.width * scale, logo.height * scale)
        return Grid([[self.text(text, Style.TITLE), picture]], colWidths=[self.width * 0.7, self.width * 0.3], style=[
            ("ALIGN", (1, 0), (1, 0), "RIGHT"), ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)])

    def table(self, table: Table, columns: Sequence[int], shares: Sequence[float]) -> Flowable:
        """Some columns of a table of the report, the links in it as plain text."""
        from reportlab.platypus import Table as Grid

        rows = tuple(table.rows)[: _MOST.get(table.key)]
        heads = [self._heading(table, place, rows) for place in columns]
        body = [[self._cell(row[place], table.columns[place].kind) for place in columns] for row in rows]
        return Grid([heads, *body], colWidths=[share * self.width for share in shares], style=[
            ("LINEBELOW", (0, 0), (-1, 0), 0.7, style.MUTED), ("LINEBELOW", (0, 1), (-1, -1), 0.3, style.LINE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 1.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2), ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("BACKGROUND", (0, 0), (-1, 0), style.HEAD),
        ], hAlign="LEFT")

    def _heading(self, table: Table, place: int, rows: Sequence[Row]) -> Flowable:
        """To the right over figures."""
        from reportlab.platypus import Paragraph

        figures = bool(rows) and all(isinstance(row[place], int | float | Measured | None) for row in rows)
        shape = self._right if figures else self._styles[Style.BODY]
        return Paragraph(markup(table.columns[place].heading), shape)

    def _cell(self, cell: Cell, kind: Kind) -> Flowable:
        from reportlab.platypus import Paragraph

        shape = self._right if isinstance(cell, int | float | Measured) else self._styles[Style.BODY]
        return Paragraph(markup(shortened(words(cell, kind), _CELL)), shape)


def words(cell: Cell, kind: Kind) -> str:
    """A cell as the workbook shows it."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case Link():
            return cell.text
        case Measured():
            return words(cell.value, cell.kind)
        case date():
            return cell.isoformat()
        case int() | float() if kind is Kind.SHARE:
            return percent(cell)
        case int() | float():
            return f"{cell:,.0f}" if kind is not Kind.NUMBER or abs(cell) >= 1000 else f"{cell:,.4g}"
        case _:
            raise TypeError("the brief holds values alone")


def _tables(blocks: tuple[Block, ...]) -> dict[str, Table]:
    return {block.key: block for block in blocks if isinstance(block, Table)}


def _first(dossier: Dossier, shapes: _Shapes) -> list[Flowable]:
    """What was asked, the figures, lines by status, what to ask first."""
    blocks = summary.page(dossier).blocks
    tables = _tables(blocks)
    head = takewhile(lambda block: isinstance(block, Text) and block.style is not Style.HEADING, blocks[1:])
    made = [shapes.title(say("brief-title"), dossier.logo), shapes.text(subject(dossier.assessment, dossier.firm)),
            *(shapes.text(block.text, block.style) for block in head if isinstance(block, Text))]
    made += [shapes.text(say("summary-figures"), Style.HEADING), shapes.table(tables["figures"], (0, 1, 2, 3),
                                                                              (0.56, 0.18, 0.12, 0.14))]
    chart = next(block for block in blocks if isinstance(block, Chart))
    made += [shapes.text(chart.title, Style.HEADING), _status(tables["status"], chart, shapes)]
    if "worst" in tables:
        made += [shapes.text(say("summary-worst"), Style.HEADING),
                 shapes.table(tables["worst"], (0, 5, 1, 3, 4), (0.38, 0.18, 0.18, 0.14, 0.12))]
    if "questions" in tables:
        made += [shapes.text(say("summary-questions"), Style.HEADING),
                 shapes.table(tables["questions"], (0, 1, 2, 3), (0.56, 0.15, 0.1, 0.19))]
    return made


def _status(table: Table, chart: Chart, shapes: _Shapes) -> Flowable:
    column, bars = chart.series[0], []
    for row, outcome in zip(table.rows, chart.outcomes, strict=True):
        value = row[column]
        known = isinstance(value, int | float)
        figure = f"{value:,.0f} {chart.axis}" if known else str(value)
        bars.append(Bar(str(row[0]), ((float(value), style.SERIES[outcome]),) if known else (), figure))  # type: ignore[arg-type]
    return drawing(bars, shapes.width)


def _second(dossier: Dossier, shapes: _Shapes) -> list[Flowable]:
    """Elements, sources, who stops first, what is not stated."""
    blocks = summary.page(dossier).blocks
    tables = _tables(blocks)
    made: list[Flowable] = [shapes.text(say("exposure-title"), Style.TITLE)]
    elements = _elements(dossier)
    if elements:
        made += [shapes.text(say("chart-elements"), Style.HEADING), drawing(elements, shapes.width),
                 shapes.text(say("brief-colours"), Style.NOTE)]
    for concentration in dossier.assessment.exposure.concentration:
        if not concentration.shares:
            made.append(shapes.text(say("sources-unknown", by=concentration.by)))
            continue
        made += [shapes.text(say("brief-sources", by=concentration.by), Style.HEADING),
                 drawing(_shares(concentration), shapes.width, limit=concentration.limit,
                         limit_name=percent(concentration.limit or 0.0)), shapes.text(concentration.basis, Style.NOTE)]
    if "stops" in tables:
        wait = dossier.assessment.outlooks[0].wait
        made += [shapes.text(say("summary-stops"), Style.HEADING),
                 shapes.table(tables["stops"], (0, 1, 2, 3), (0.46, 0.2, 0.14, 0.2)),
                 shapes.text(say("summary-wait", basis=wait.basis), Style.NOTE)]
    if "not stated" in tables:
        made += [shapes.text(say("summary-not-stated"), Style.HEADING),
                 shapes.table(tables["not stated"], (0, 1, 2), (0.6, 0.2, 0.2))]
    return [*made, shapes.text(say("brief-limits"), Style.WARNING)]


def _elements(dossier: Dossier) -> list[Bar]:
    """The elements on which most spend hangs; where no spend is known there is nothing to compare."""
    currency, bars = dossier.assessment.exposure.currency, []
    for one in hanging(dossier):
        parts = tuple((value, style.SERIES[str(outcome)]) for outcome, value in one.spend.items() if value)
        bars.append(Bar(one.symbol, parts, f"{one.total:,.0f} {currency}"))
    bars.sort(key=lambda bar: (-bar.total, bar.name))
    return [bar for bar in bars if bar.total][:_ELEMENTS]


def _shares(concentration: Concentration) -> list[Bar]:
    """The largest shares, those above the limit in the colour of a warning."""
    over = concentration.over_limit
    largest = sorted(concentration.shares, key=lambda share: (-share.share, share.name))[:_SHARES]
    controlled, plain = style.SERIES[str(Outcome.CONTROLLED)], style.SERIES[str(Outcome.NOT_CONTROLLED)]
    return [Bar(share.name, ((share.share, controlled if share in over else plain),), percent(share.share))
            for share in largest]
