"""The status bar: what is selected, and work under way with Stop."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QStatusBar, QWidget

from ytterby.gui.widgets.label import plain


class Status(QStatusBar):
    """``stopped`` when the user presses Stop."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(8, 0, 8, 0)
        self._selection = plain()
        self._doing = plain()
        self._bar = QProgressBar()
        self._bar.setRange(0, 100)
        self._bar.setFixedSize(160, 14)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress")
        self._stop = QPushButton("Stop")
        self._stop.setToolTip("Stop the work under way (Esc)")
        self._stop.clicked.connect(self.stopped)
        self.addWidget(self._selection, 1)
        for widget in (self._doing, self._bar, self._stop):
            self.addPermanentWidget(widget)
        self.show_busy(False)

    def show_selection(self, text: str) -> None:
        self._selection.setText(text)

    def selection(self) -> str:
        return self._selection.text()

    def show_busy(self, busy: bool) -> None:
        for widget in (self._doing, self._bar, self._stop):
            widget.setVisible(busy)
        if busy:
            self._bar.setRange(0, 0)
            self._doing.setText("")

    def show_progress(self, done: float, label: str) -> None:
        self._bar.setRange(0, 100)
        self._bar.setValue(round(done * 100))
        self._doing.setText(f"{label[:1].upper()}{label[1:]}…")
