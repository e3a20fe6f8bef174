"""Paints the cells of a grid straight from its listing: a style sheet would take ten times as long for each."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPixmap, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QTableView

from ytterby.gui import icons, theme
from ytterby.gui.listing import Column, Heading
from ytterby.gui.table import TableModel, heading_words, one_line

PAD = 4  # px left and right of a cell
STEP = 14  # px per level a row is set in
ARROW = 10  # px, the triangle that folds and opens
_SELECTED = int(QStyle.StateFlag.State_Selected.value)  # an and of enums would take as long as drawing a cell
_FITTED = 20_000  # texts kept with the width they were cut to
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Cells(QStyledItemDelegate):
    """``toggled`` carries the place whose triangle was pressed. For views of a TableModel only."""

    toggled = Signal(int)

    def __init__(self, view: QTableView, grid: QTableView) -> None:
        """``grid`` is the view itself, or the one that it stands beside."""
        super().__init__(view)
        self._view, self._grid = view, grid
        self.beside = 0  # px of columns that stand still, left of the view
        self._cut: dict[tuple[str, int], str] = {}
        self._scheme = ""
        self._colours: dict[str, QColor] = {}
        self._marks: dict[str, QPixmap] = {}

    def paint(self, painter: QPainter, option: Any, index: Any) -> None:
        model: TableModel = index.model()
        place, column_index = index.row(), index.column()
        rect: QRect = option.rect
        listing = model.listing
        heading = listing.heading(place)
        chosen = bool(option.state.value & _SELECTED)
        if chosen or heading is not None or place % 2:
            painter.fillRect(rect, self._colour("selection" if chosen else "raised" if heading else "background"))
        if heading is not None:
            self._heading(painter, rect, heading, column_index)
            return
        column, row = listing.columns[column_index], listing.row(place)
        left = rect.left() + PAD
        if column.indent is not None:
            left += column.indent(row) * STEP
            folded = listing.folds.folded(int(listing.shown[place]))
            if folded is not None:
                self._arrow(painter, left, rect, folded)
            left += ARROW + 2 if listing.folds.outlined else 0
        kind = column.mark(row) if column.mark else ""
        if kind:
            painter.drawPixmap(left, rect.center().y() - icons.MARK_PX // 2, self._mark(kind))
            left += icons.MARK_PX + PAD
        self._text(painter, QRect(left, rect.top(), rect.right() - PAD - left, rect.height()), column, row)

    def _text(self, painter: QPainter, room: QRect, column: Column[Any], row: Any) -> None:
        text = one_line(column.text(row))
        if not text or room.width() <= 0:
            return
        painter.setPen(self._colour("muted" if column.muted and column.muted(row) else "text"))
        painter.drawText(room, _RIGHT if column.figure else _LEFT, self._fitted(painter, text, room.width()))

    def _fitted(self, painter: QPainter, text: str, width: int) -> str:
        """The text, cut where it is too wide; measured once, since a scroll draws most cells again."""
        key = (text, width)
        found = self._cut.get(key)
        if found is None:
            if len(self._cut) > _FITTED:
                self._cut.clear()
            metrics = painter.fontMetrics()
            wide = metrics.horizontalAdvance(text) > width
            found = self._cut[key] = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width) if wide else text
        return found

    def _heading(self, painter: QPainter, rect: QRect, heading: Heading, column: int) -> None:
        """The words run on through the cells of the row, up to the first that holds a sum."""
        painter.save()
        painter.setClipRect(rect)
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._colour("text"))
        if heading.sums.get(column):
            painter.drawText(rect.adjusted(PAD, 0, -PAD, 0), _RIGHT, heading.sums[column])
        else:
            left = PAD - self.beside
            room = QRect(left + ARROW + 4, rect.top(), self._room(heading), rect.height())
            self._arrow(painter, left, rect, heading.folded)
            painter.drawText(room, _LEFT, QFontMetrics(font).elidedText(
                heading_words(heading), Qt.TextElideMode.ElideRight, room.width()))
        painter.restore()

    def _room(self, heading: Heading) -> int:
        """How wide the words may be: up to the sum that stands first."""
        stand = self._grid.verticalHeader()
        beside = 0 if stand.isHidden() else stand.width()
        edges = [self._grid.columnViewportPosition(column) + beside for column in heading.sums
                 if heading.sums[column] and not self._grid.isColumnHidden(column)]
        right = min((edge for edge in edges if edge > 0), default=self._grid.viewport().width() + beside)
        return max(right - PAD - ARROW - 8, 60)

    def _arrow(self, painter: QPainter, left: int, rect: QRect, folded: bool) -> None:
        middle = rect.center().y() + 0.5
        across = ((0.0, -4.0), (0.0, 4.0), (5.0, 0.0)) if folded else ((-1.5, -2.5), (6.5, -2.5), (2.5, 2.5))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour("muted"))
        painter.drawPolygon(QPolygonF([QPointF(left + 2 + x, middle + y) for x, y in across]))
        painter.restore()

    def editorEvent(self, event: QEvent, model: Any, option: Any, index: Any) -> bool:
        """A press on the triangle."""
        if event.type() not in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            return False
        assert isinstance(event, QMouseEvent)
        listing, place = model.listing, index.row()
        if event.button() is not Qt.MouseButton.LeftButton or listing.folds.folded(int(listing.shown[place])) is None:
            return False
        left = 0
        if listing.heading(place) is None:
            column = listing.columns[index.column()]
            if column.indent is None:
                return False
            left = option.rect.left() + PAD + column.indent(listing.row(place)) * STEP
        if not left - 2 <= event.position().x() <= left + ARROW + 6:
            return False
        self.toggled.emit(place)
        return True

    def forget_widths(self) -> None:
        """The font has changed."""
        self._cut.clear()

    def _colour(self, name: str) -> QColor:
        scheme = theme.tokens().name
        if scheme != self._scheme:
            self._scheme, self._colours, self._marks = scheme, {}, {}
        if name not in self._colours:
            self._colours[name] = theme.colour(name)
        return self._colours[name]

    def _mark(self, kind: str) -> QPixmap:
        ratio = self._view.devicePixelRatioF()
        key = f"{self._scheme} {kind} {ratio}"
        if key not in self._marks:
            self._marks[key] = icons.mark(kind).pixmap(icons.MARK_PX, icons.MARK_PX)
        return self._marks[key]
