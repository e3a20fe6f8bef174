"""A chart of rows as a widget: point, click, arrow keys and Enter open the items a mark counts."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from ytterby.gui import theme
from ytterby.gui.charts.chart import Chart, Mark, Table
from ytterby.gui.charts.painting import Marks
from ytterby.gui.charts.pointing import Pointing

REACH = 6.0  # px beside a mark that still count as on it: slivers can be clicked
WIDEST_NAMES, BESIDE_CELLS = 0.34, 0.25  # of the width, for the words at the left


class RowsPlot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Shows a Chart. ``chosen`` carries the items behind the mark and the words of the filter."""

    chosen = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, background=None)
        self._marks = Marks()
        self._pointing: Pointing[Mark] = Pointing(
            self, self.viewport(), at=self.mark_at, middle=self.centre_of, beside=self._beside, changed=self._pointed,
            open_=self.chosen.emit)
        self.addItem(self._marks)
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(x=False, y=False)
        plot.showAxes((True, True, False, True), showValues=(True, True, False, True))
        plot.layout.setContentsMargins(0, 2, 2, 2)
        view = self.getViewBox()
        view.invertY(True)
        view.disableAutoRange()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFrameShape(self.Shape.NoFrame)
        self.retheme()

    @property
    def chart(self) -> Chart:
        return self._marks.chart

    def show_chart(self, chart: Chart) -> None:
        """Redraw in place: nothing is removed, so a drag that goes on is not broken off."""
        band = 0.0 if not chart.references else 1.0 if len(chart.references) == 1 else 1.8
        self._marks.show_chart(chart, band)
        self._pointing.forget()
        view = self.getViewBox()
        view.setRange(xRange=chart.span, yRange=(-band, max(len(chart.rows), 1)), padding=0)
        near, far = ("top", "bottom") if chart.ticks_above else ("bottom", "top")
        self.getAxis(near).setTicks([list(chart.ticks)])
        self.getAxis(near).setHeight(self.fontMetrics().height() + 8)
        self.getAxis(far).setTicks([[]])
        self.getAxis(far).setHeight(1)
        self._name_rows()
        self.setFixedHeight(int((len(chart.rows) + band) * self.row_height() + self.fontMetrics().height() + 15))

    def row_height(self) -> int:
        """px; cells have room for a figure over its unit."""
        line = QFontMetrics(self.font()).height()
        return int(2.4 * line) if self.chart.of_cells else max(22, line + 8)

    def table(self) -> Table:
        return self.chart.table()

    def retheme(self) -> None:
        self.setBackground(theme.colour("surface"))
        for side in ("left", "bottom", "top"):
            axis = self.getAxis(side)
            axis.setPen(pg.mkPen(None))
            axis.setTextPen(theme.colour("text" if side == "left" else "muted"))
            axis.setStyle(tickLength=0, tickAlpha=0, autoExpandTextSpace=False, hideOverlappingLabels=False)
            axis.setTickFont(self.font())
        self._marks.update()

    def _name_rows(self) -> None:
        metrics = QFontMetrics(self.font())
        room = max(90, int(self.width() * (BESIDE_CELLS if self.chart.of_cells else WIDEST_NAMES)))
        names = [metrics.elidedText(name, Qt.TextElideMode.ElideRight, room) for name in self.chart.rows]
        axis = self.getAxis("left")
        axis.setTicks([[(row + 0.5, name) for row, name in enumerate(names)]])
        axis.setWidth(max((metrics.horizontalAdvance(name) for name in names), default=0) + 14)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        if hasattr(self, "_marks") and self.plotItem is not None:  # pyqtgraph also resizes while it is made and closed
            self._name_rows()

    def mark_at(self, place: QPointF) -> Mark | None:
        """The mark under a point of the widget, or the nearest of its row within reach."""
        there = self.getViewBox().mapSceneToView(self.mapToScene(place.toPoint()))
        pixel: float = abs(self.getViewBox().viewPixelSize()[0])
        row = [mark for mark in self.chart.marks if mark.row <= there.y() < mark.row + 1]

        x: float = there.x()

        def away(mark: Mark) -> float:
            return max(mark.start - x, x - mark.end, 0.0) / pixel

        nearest = min(row, key=away, default=None)
        return nearest if nearest is not None and away(nearest) <= REACH else None

    def centre_of(self, mark: Mark) -> QPoint:
        """The middle of a mark in pixels of the widget."""
        middle = QPointF((mark.start + mark.end) / 2, mark.row + 0.5)
        place: QPoint = self.mapFromScene(self.getViewBox().mapViewToScene(middle))
        return place

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointing.press(event)
        super().mousePressEvent(event)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        event.accept()
        self._pointing.release(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._pointing.move(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pointing.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._pointing.key(event)

    def _beside(self, current: Mark | None, right: int, down: int) -> Mark | None:
        """The next mark that way; the first where there is none yet, the same where none follows."""
        marks = self.chart.marks
        if current is None or current not in marks:
            return marks[0] if marks else None
        if not down:
            place = marks.index(current) + right
            return marks[place] if 0 <= place < len(marks) else current
        rows = sorted({mark.row for mark in marks if (mark.row - current.row) * down > 0}, reverse=down < 0)
        same = [mark for mark in marks if rows and mark.row == rows[0]]
        return min(same, key=lambda mark: abs(mark.start - current.start), default=current)

    def _pointed(self) -> None:
        self._marks.current = self._pointing.current
        self._marks.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, not the chart

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()  # the frame around it has the menu
