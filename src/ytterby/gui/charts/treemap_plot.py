"""A treemap as a widget: point, click, arrow keys and Enter open the items a tile counts."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ytterby.gui import theme
from ytterby.gui.charts.chart import Table
from ytterby.gui.charts.frame import ChartFrame
from ytterby.gui.charts.labels import HATCHED, plain_tip
from ytterby.gui.charts.painting import blended, readable_on
from ytterby.gui.charts.treemap import Tile, Treemap, side_by_side, squarified

HEIGHT = 260
GAP, PAD = 1.0, 4.0
LEAST_WORDS = 34.0  # px wide from which a tile is named
STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


@dataclass(frozen=True, slots=True)
class Placed:
    """A tile and where it is."""

    tile: Tile
    box: QRectF


class TreemapPlot(QWidget):
    """Shows a Treemap. ``chosen`` carries the items behind the tile and the words of the filter."""

    chosen = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.treemap = Treemap("")
        self._placed: list[Placed] = []
        self._current: Placed | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(300, HEIGHT)

    def show_treemap(self, treemap: Treemap) -> None:
        self.treemap = treemap
        self._place()

    def table(self) -> Table:
        return self.treemap.table()

    def retheme(self) -> None:
        self.update()

    def tiles(self) -> list[tuple[Tile, QPoint]]:
        """Every tile with the middle of its place."""
        return [(placed.tile, placed.box.center().toPoint()) for placed in self._placed]

    def _place(self) -> None:
        """Anew, for a size or a bill."""
        self._current, self._placed = None, []
        groups = self.treemap.groups
        sizes = [sum(tile.size for tile in group) for group in groups]
        for group, box in zip(groups, side_by_side(sizes, self.width(), self.height()), strict=True):
            boxes = squarified([tile.size for tile in group], box)
            self._placed += [Placed(tile, QRectF(*place)) for tile, place in zip(group, boxes, strict=True)]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        for placed in self._placed:
            self._paint(painter, placed)
        if self._current is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("text"), 2))
            painter.drawRect(self._current.box.adjusted(1, 1, -1, -1))

    def _paint(self, painter: QPainter, placed: Placed) -> None:
        role, box = placed.tile.role, placed.box.adjusted(0, 0, -GAP, -GAP)
        fill = blended(role, 0.82)
        painter.fillRect(box, fill)
        metrics = QFontMetrics(self.font())
        words = box.adjusted(PAD, 2, -PAD, -2)
        named = words.width() >= LEAST_WORDS and words.height() >= metrics.height()
        if role in HATCHED:
            painter.fillRect(box, QBrush(blended("surface", 0.4), Qt.BrushStyle.BDiagPattern))
            if named:
                text = metrics.elidedText(placed.tile.text, Qt.TextElideMode.ElideRight, int(words.width()))
                painter.fillRect(QRectF(words.left() - 2, words.top(), metrics.horizontalAdvance(text) + 4,
                                        metrics.height()), fill)
        if named:
            text = metrics.elidedText(placed.tile.text, Qt.TextElideMode.ElideRight, int(words.width()))
            painter.setPen(readable_on(fill))
            painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), text)

    def _at(self, place: QPointF) -> Placed | None:
        return next((placed for placed in self._placed if placed.box.contains(place)), None)

    def _point_at(self, placed: Placed | None) -> None:
        if placed is not self._current:
            self._current = placed
            self.setAccessibleDescription(placed.tile.tip if placed else "")
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        placed = self._at(event.position())
        self._point_at(placed)
        self.setCursor(Qt.CursorShape.PointingHandCursor if placed else Qt.CursorShape.ArrowCursor)
        if placed:
            QToolTip.showText(event.globalPosition().toPoint(), plain_tip(placed.tile.tip), self)
        else:
            QToolTip.hideText()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        placed = self._at(event.position())
        if placed is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(placed.tile.items, placed.tile.label)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            self._step(*STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current is not None:
            self.chosen.emit(self._current.tile.items, self._current.tile.label)
        else:
            event.ignore()

    def _step(self, right: int, down: int) -> None:
        """To the nearest tile that way; to the first where none is pointed at."""
        current = self._current
        found = current or (self._placed[0] if self._placed else None)
        if current is not None:
            here = current.box.center()
            ways = [(placed, placed.box.center() - here) for placed in self._placed if placed is not current]
            ahead = [(placed, way) for placed, way in ways if way.x() * right + way.y() * down > 0.5]
            found = min(ahead, default=(current, QPointF()), key=lambda one: (
                abs(one[1].x()) + abs(one[1].y()) + 2 * abs(one[1].x() * down + one[1].y() * right)))[0]
        self._point_at(found)
        if found is not None:
            QToolTip.showText(self.mapToGlobal(found.box.center().toPoint()), plain_tip(found.tile.tip), self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()


class TreemapFrame(ChartFrame):
    """A frame around a treemap."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self.plot = TreemapPlot()
        super().__init__(name, self.plot, parent)

    def draw(self, treemap: Treemap) -> None:
        self.show_words(treemap.title, treemap.note, treemap.legend, treemap.empty)
        self.plot.show_treemap(treemap)
