"""The first row of the dashboard: a large figure in words, which opens the lines it counts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ytterby.gui import theme
from ytterby.gui.charts.labels import plain_tip

PADDING = 10
STRIPE = 4


class FigureCard(QAbstractButton):
    """``items`` are those the figure counts; a card that counts nothing can't be pressed but is still read."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._big, self._words, self._detail = "", "", ""
        self.items: frozenset[int] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(130)

    def show_figure(self, big: str, words: str, detail: str, tip: str, items: frozenset[int]) -> None:
        self._big, self._words, self._detail, self.items = big, words, detail, items
        self.setText(words)
        self.setEnabled(bool(items))
        self.setCursor(Qt.CursorShape.PointingHandCursor if items else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(", ".join(part for part in (f"{big} {words}", detail) if part))
        self.setAccessibleDescription(tip)
        self.setToolTip(plain_tip(tip))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(170, 2 * PADDING + QFontMetrics(self._big_font()).height() + 2 * self.fontMetrics().height() + 2)

    def _big_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.8 if font.pointSizeF() > 0 else 18.0)
        font.setBold(True)
        return font

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        active = self.isEnabled() and (self.underMouse() or self.isDown())
        painter.setBrush(theme.colour("raised" if active else "surface"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRoundedRect(box, 4, 4)
        painter.fillRect(QRectF(1, 5, STRIPE, self.height() - 10), theme.colour(self._role if self.items else "line"))
        self._write(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)

    def _write(self, painter: QPainter) -> None:
        room = self.width() - 2 * PADDING - STRIPE
        left, top = PADDING + STRIPE, PADDING
        lines = ((self._big_font(), self._big, "text" if self.items else "muted"),
                 (self.font(), self._words, "text" if self.items else "muted"), (self.font(), self._detail, "muted"))
        for font, words, role in lines:
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(theme.colour(role))
            painter.drawText(left, top + metrics.ascent(), metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))
            top += metrics.height()
