"""A small visible note of a filter laid on from elsewhere, with a button to lift it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from ytterby.gui import icons
from ytterby.gui.widgets.label import plain


class Chip(QFrame):
    """Hidden until ``show_text``; ``closed`` when the user lifts it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._text = plain()
        self._close = QToolButton()
        self._close.setAutoRaise(True)
        self._close.setAccessibleName("Show all lines again")
        self._close.setToolTip("Show all lines again")
        self._close.clicked.connect(self._lift)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 2, 0)
        row.setSpacing(2)
        row.addWidget(self._text)
        row.addWidget(self._close)
        self.hide()

    def show_text(self, text: str) -> None:
        self._text.setText(text)
        self._close.setIcon(icons.icon("close"))
        self.setVisible(bool(text))

    def text(self) -> str:
        return "" if self.isHidden() else self._text.text()

    def _lift(self) -> None:
        self.hide()
        self.closed.emit()
