"""Bars of element shares: a mark at the best value on a bar from low to high, with the numbers in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ytterby.core.elements import BY_SYMBOL
from ytterby.core.estimate import Estimate
from ytterby.gui import theme, wording

_ROW, _SYMBOL, _NUMBERS = 20, 28, 150


class ElementBars(QWidget):
    """``shares``: (element symbol, mass fraction of the material). The axis ends at the largest high value."""

    def __init__(self, shares: Sequence[tuple[str, Estimate]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares = tuple(sorted(shares, key=lambda one: (-one[1].best, one[0])))
        self._most = max((share.high for _, share in self._shares), default=0.0) or 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        words = [f"{_name(symbol)} {wording.estimate_percent(share)}" for symbol, share in self._shares]
        self.setAccessibleName("Element shares: " + "; ".join(words))
        self.setToolTip("\n".join(words))

    def sizeHint(self) -> QSize:
        return QSize(300, _ROW * len(self._shares) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = max(self.width() - _SYMBOL - _NUMBERS - 8, 20)
        for row, (symbol, share) in enumerate(self._shares):
            self._paint_row(painter, row * _ROW, width, symbol, share)
        painter.end()

    def _paint_row(self, painter: QPainter, top: int, width: int, symbol: str, share: Estimate) -> None:
        middle = top + _ROW / 2
        painter.setPen(theme.colour("text"))
        painter.drawText(QRectF(0, top, _SYMBOL, _ROW), Qt.AlignmentFlag.AlignVCenter, symbol)
        scale = width / self._most
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(_SYMBOL, middle), QPointF(_SYMBOL + width, middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.setOpacity(0.45)
        left, right = _SYMBOL + share.low * scale, _SYMBOL + share.high * scale
        painter.drawRect(QRectF(left, middle - 4, max(right - left, 1.5), 8))
        painter.setOpacity(1.0)
        painter.setBrush(theme.colour("text"))
        painter.drawRect(QRectF(_SYMBOL + share.best * scale - 1, middle - 6, 2, 12))
        painter.setPen(theme.colour("text"))
        numbers = QRectF(_SYMBOL + width + 8, top, _NUMBERS, _ROW)
        painter.drawText(numbers, Qt.AlignmentFlag.AlignVCenter, wording.estimate_percent(share))


def _name(symbol: str) -> str:
    element = BY_SYMBOL.get(symbol)
    return element.name if element else symbol
