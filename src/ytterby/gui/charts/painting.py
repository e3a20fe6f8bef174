"""Draws the marks of a chart of rows in device pixels: crisp edges, whole words, one item for all marks."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPen, QTransform

from ytterby.gui import theme
from ytterby.gui.charts.chart import Chart, Mark
from ytterby.gui.charts.labels import HATCHED

PAD = 0.14  # of a row, above and below a bar
LEAST_WIDTH = 2.0  # px: what is there is seen
GAP = 4.0
SMALLEST = 0.8  # of the font, for words in a narrow cell
GRID = 0.6  # grid lines stand back behind everything


def blended(role: str, strength: float) -> QColor:
    """The theme's colour mixed into the surface behind it."""
    over, under = theme.colour(role), theme.colour("surface")

    def mixed(back: float, front: float) -> float:
        return back * (1 - strength) + front * strength

    return QColor.fromRgbF(mixed(under.redF(), over.redF()), mixed(under.greenF(), over.greenF()),
                           mixed(under.blueF(), over.blueF()))


def readable_on(fill: QColor) -> QColor:
    """Text or surface colour of the scheme, whichever stands out more."""
    choices = (theme.colour("text"), theme.colour("surface"))
    return max(choices, key=lambda choice: abs(_luminance(choice) - _luminance(fill)))


def _luminance(colour: QColor) -> float:
    return 0.299 * colour.redF() + 0.587 * colour.greenF() + 0.114 * colour.blueF()


class Marks(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """All marks, grid lines and references of one chart. ``top`` is the room above row 0, in rows."""

    def __init__(self) -> None:
        super().__init__()
        self.chart = Chart("")
        self.top = 0.0
        self.current: Mark | None = None
        self._device = QTransform()
        self._fonts: Any = None

    def show_chart(self, chart: Chart, top: float) -> None:
        self.prepareGeometryChange()
        self.chart, self.top, self.current = chart, top, None
        self.update()

    def boundingRect(self) -> QRectF:
        left, right = self.chart.span
        return QRectF(left, -self.top, right - left, len(self.chart.rows) + self.top)

    def paint(self, painter: QPainter, *_: object) -> None:
        self._device = painter.transform()
        painter.save()
        painter.resetTransform()  # what follows is in pixels: text would be stretched otherwise
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if self.chart.grid:
            self._grid(painter)
        for mark in self.chart.marks:
            self._bar(painter, mark)
        for reference in self.chart.references:  # over the bars, under all words
            painter.setPen(QPen(theme.colour(reference.role), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(self._device.map(QPointF(reference.x, -self.top)),
                                    self._device.map(QPointF(reference.x, len(self.chart.rows)))))
        if self.chart.of_cells:
            self._fit_cells(painter)
        for mark in self.chart.marks:
            self._words(painter, mark)
        self._heads(painter)
        if self.current is not None:
            painter.setPen(QPen(theme.colour("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect_of(self.current).adjusted(-1, -1, 1, 1))
        painter.restore()

    def rect_of(self, mark: Mark) -> QRectF:
        """In pixels of the last painting."""
        upper = self._device.map(QPointF(mark.start, mark.row + PAD))
        lower = self._device.map(QPointF(mark.end, mark.row + 1 - PAD))
        rect = QRectF(upper, lower).normalized()
        rect.setWidth(max(rect.width(), LEAST_WIDTH))
        return rect

    def _grid(self, painter: QPainter) -> None:
        painter.setPen(QPen(blended("line", GRID), 1))
        rows = len(self.chart.rows)
        for x, _ in self.chart.ticks:
            painter.drawLine(QLineF(self._device.map(QPointF(x, 0)), self._device.map(QPointF(x, rows))))

    def _bar(self, painter: QPainter, mark: Mark) -> None:
        rect = self.rect_of(mark)
        painter.fillRect(rect, blended(mark.role, mark.strength))
        if mark.role in HATCHED:  # told apart without colour
            painter.fillRect(rect, QBrush(blended("surface", 0.55), Qt.BrushStyle.BDiagPattern))

    def _fit_cells(self, painter: QPainter) -> None:
        """One smaller font for all cells where the words of some are too wide for theirs."""
        metrics = QFontMetricsF(painter.font())
        if any(metrics.horizontalAdvance(mark.text) > self.rect_of(mark).width() for mark in self.chart.marks):
            font = QFont(painter.font())
            font.setPixelSize(round(QFontInfo(font).pixelSize() * SMALLEST))
            painter.setFont(font)

    def _words(self, painter: QPainter, mark: Mark) -> None:
        if not mark.text:
            return
        rect, fill = self.rect_of(mark), blended(mark.role, mark.strength)
        metrics = QFontMetricsF(painter.font())
        width = metrics.horizontalAdvance(mark.text)
        if mark.after:
            painter.setPen(theme.colour("text"))
            place = QRectF(rect.right() + GAP, rect.top(), width + GAP, rect.height())
            painter.fillRect(place, theme.colour("surface"))  # no grid line runs through the figure
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), mark.text)
        elif width > rect.width() and self.chart.of_cells:
            painter.setPen(readable_on(fill))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), "\n".join(mark.text.rsplit(" ", 1)))
        elif width <= rect.width():
            if mark.role in HATCHED:
                painter.fillRect(QRectF(rect.center().x() - width / 2 - 3, rect.top() + 2, width + 6,
                                        rect.height() - 4), fill)
            painter.setPen(readable_on(fill))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), mark.text)

    def _heads(self, painter: QPainter) -> None:
        """Words above the dashed lines; on the second level where two would overlap."""
        metrics = QFontMetricsF(painter.font())
        taken = -1e9
        edge = self._device.map(QPointF(self.chart.span[1], 0)).x()
        head = self._device.map(QPointF(0, -self.top)).y()
        for reference in self.chart.references:
            width = metrics.horizontalAdvance(reference.text)
            x = self._device.map(QPointF(reference.x, 0)).x()
            left = x + GAP if x + GAP + width <= edge else x - GAP - width
            level = 1 if left < taken + GAP else 0
            taken = left + width
            place = QRectF(left, head + level * metrics.height(), width + 1, metrics.height())
            painter.fillRect(place, theme.colour("surface"))
            painter.setPen(theme.colour(reference.role))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), reference.text)
