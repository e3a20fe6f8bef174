"""A chart of rows as a widget: point, click, arrow keys and Enter open the items a mark counts."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from ytterby.gui import theme
from ytterby.gui.charts.chart import Chart, Mark, Table
from ytterby.gui.charts.labels import plain_tip
from ytterby.gui.charts.painting import Marks

REACH = 6.0  # px beside a mark that still count as on it: slivers can be clicked
CLICK = 4  # px the mouse may move between press and release
WIDEST_NAMES, BESIDE_CELLS = 0.34, 0.25  # of the width, for the words at the left
STEPS = {
    Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
}


class RowsPlot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Shows a Chart. ``chosen`` carries the items behind the mark and the words of the filter."""

    chosen = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, background=None)
        self._marks = Marks()
        self._pressed: QPoint | None = None
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
        self._pressed = event.position().toPoint() if event.button() is Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        event.accept()
        here, pressed = event.position().toPoint(), self._pressed
        self._pressed = None
        if pressed is not None and (here - pressed).manhattanLength() <= CLICK:
            self._choose(self.mark_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        mark = self.mark_at(event.position()) if not event.buttons() else None
        self._point_at(mark)
        opens = mark is not None and bool(mark.items)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        if mark:
            QToolTip.showText(event.globalPosition().toPoint(), plain_tip(mark.tip), self)
        else:
            QToolTip.hideText()

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            self._step(*STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self._marks.current)
        else:
            event.ignore()

    def _step(self, down: int, right: int) -> None:
        """From the current mark to the next one that way; to the first where there is none yet."""
        marks, current = self.chart.marks, self._marks.current
        if current is None or current not in marks:
            found = marks[0] if marks else None
        elif down:
            rows = sorted({mark.row for mark in marks if (mark.row - current.row) * down > 0}, reverse=down < 0)
            same = [mark for mark in marks if rows and mark.row == rows[0]]
            found = min(same, key=lambda mark: abs(mark.start - current.start), default=current)
        else:
            place = marks.index(current) + right
            found = marks[place] if 0 <= place < len(marks) else current
        self._point_at(found)
        if found is not None:
            QToolTip.showText(self.mapToGlobal(self.centre_of(found)), plain_tip(found.tip), self)

    def _point_at(self, mark: Mark | None) -> None:
        if mark is not self._marks.current:
            self._marks.current = mark
            self._marks.update()
            self.setAccessibleDescription(mark.tip if mark else "")

    def _choose(self, mark: Mark | None) -> None:
        if mark is not None and mark.items:
            self.chosen.emit(mark.items, mark.label)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, not the chart

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()  # the frame around it has the menu
