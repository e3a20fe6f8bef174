"""A treemap as a widget: point, click, arrow keys and Enter open the items a tile counts."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ytterby.gui import theme
from ytterby.gui.charts.chart import Table
from ytterby.gui.charts.frame import ChartFrame
from ytterby.gui.charts.labels import HATCHED
from ytterby.gui.charts.painting import blended, readable_on
from ytterby.gui.charts.pointing import Pointing
from ytterby.gui.charts.treemap import Tile, Treemap, side_by_side, squarified

HEIGHT = 260
GAP, PAD = 1.0, 4.0
CUT_FROM = 70.0  # px wide from which the beginning of a name is worth showing


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
        self._pointing: Pointing[Tile] = Pointing(
            self, self, at=self._at, middle=self._middle, beside=self._beside, changed=self.update,
            open_=self.chosen.emit)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def sizeHint(self) -> QSize:
        return QSize(300, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

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
        self._pointing.forget()
        self._placed = []
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
        current = next((placed for placed in self._placed if placed.tile is self._pointing.current), None)
        if current is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("text"), 2))
            painter.drawRect(current.box.adjusted(1, 1, -1, -1))

    def _paint(self, painter: QPainter, placed: Placed) -> None:
        role, box = placed.tile.role, placed.box.adjusted(0, 0, -GAP, -GAP)
        fill = blended(role, 0.82)
        painter.fillRect(box, fill)
        if role in HATCHED:
            painter.fillRect(box, QBrush(blended("surface", 0.4), Qt.BrushStyle.BDiagPattern))
        metrics, room = QFontMetrics(self.font()), box.adjusted(PAD, 2, -PAD, -2)
        painter.setPen(readable_on(fill))
        for place, line in enumerate(name_lines(placed.tile.text, metrics, room.size())):
            where = QRectF(room.left(), room.top() + place * metrics.height(), room.width(), metrics.height())
            if role in HATCHED:
                painter.fillRect(where.adjusted(-2, 0, metrics.horizontalAdvance(line) + 2 - where.width(), 0), fill)
            painter.drawText(where, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), line)

    def _at(self, place: QPointF) -> Tile | None:
        return next((placed.tile for placed in self._placed if placed.box.contains(place)), None)

    def _middle(self, tile: Tile) -> QPoint:
        return next(placed.box.center().toPoint() for placed in self._placed if placed.tile is tile)

    def _beside(self, current: Tile | None, right: int, down: int) -> Tile | None:
        """The nearest tile that way; the first where none is pointed at."""
        if current is None:
            return self._placed[0].tile if self._placed else None
        here = QPointF(self._middle(current))
        ways = [(placed.tile, placed.box.center() - here) for placed in self._placed if placed.tile is not current]
        ahead = [(tile, way) for tile, way in ways if way.x() * right + way.y() * down > 1.0]
        return min(ahead, default=(current, QPointF()), key=lambda one: (
            abs(one[1].x()) + abs(one[1].y()) + 2 * abs(one[1].x() * down + one[1].y() * right)))[0]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointing.press(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointing.release(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointing.move(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pointing.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._pointing.key(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()


def name_lines(text: str, metrics: QFontMetrics, room: QSizeF) -> list[str]:
    """A name in as many lines as fit, the last cut where it must be. None at all where its first word, the part number
    as a rule, could not be told from another."""
    words, lines = text.split(), list[str]()
    most, width = int(room.height() // metrics.height()), int(room.width())
    if not words or not most or (metrics.horizontalAdvance(words[0]) > width and width < CUT_FROM):
        return []
    for word in words:
        if lines and metrics.horizontalAdvance(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        lines[most - 1:] = [" ".join(lines[most - 1:])]
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]


class TreemapFrame(ChartFrame):
    """A frame around a treemap."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self.plot = TreemapPlot()
        super().__init__(name, self.plot, parent, grows=True)

    def draw(self, treemap: Treemap) -> None:
        self.show_words(treemap.title, treemap.note, treemap.legend, treemap.empty)
        self.plot.show_treemap(treemap)
