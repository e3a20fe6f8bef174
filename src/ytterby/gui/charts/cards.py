"""The first row of the dashboard: a large figure in words, which opens the lines it counts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ytterby.gui import theme
from ytterby.gui.charts.labels import plain_tip

PADDING = 10
STRIPE = 4
WRAPPED = int(Qt.TextFlag.TextWordWrap)


class FigureCard(QAbstractButton):
    """``items`` are those the figure counts; a card that counts nothing can't be pressed but is still read."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._big, self._words, self._detail = "", "", ""
        self.items: frozenset[int] = frozenset()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
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
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(170, self.heightForWidth(230))

    def heightForWidth(self, width: int) -> int:
        """Words go on in a second line where they must, so that no card is cut."""
        return 2 * PADDING + 2 + sum(self._high(QFontMetrics(font), words, width) for font, words in self._lines())

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
        top = PADDING
        for (font, words), role in zip(self._lines(), self._roles(), strict=True):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(theme.colour(role))
            high = self._high(metrics, words, self.width())
            if high > metrics.height():
                painter.drawText(QRect(PADDING + STRIPE, top, self._room(self.width()), high), WRAPPED, words)
            else:
                painter.drawText(PADDING + STRIPE, top + metrics.ascent(), metrics.elidedText(
                    words, Qt.TextElideMode.ElideRight, self._room(self.width())))
            top += high

    def _lines(self) -> tuple[tuple[QFont, str], ...]:
        return (self._big_font(), self._big), (self.font(), self._words), (self.font(), self._detail)

    def _roles(self) -> tuple[str, str, str]:
        first = "text" if self.items else "muted"
        return first, first, "muted"

    def _room(self, width: int) -> int:
        return width - 2 * PADDING - STRIPE

    def _high(self, metrics: QFontMetrics, words: str, width: int) -> int:
        """Of one or, where one is too short, two lines."""
        wrapped = metrics.boundingRect(QRect(0, 0, self._room(width), 1000), WRAPPED, words).height()
        return min(max(wrapped, metrics.height()), 2 * metrics.lineSpacing())
