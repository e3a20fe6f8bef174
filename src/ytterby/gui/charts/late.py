"""What is said over a picture that belongs to an earlier state, once that lasts long enough to be seen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from ytterby.gui.wording import day

_SEEN_MS = 300
_MARGIN = 8
DRAWING = "Drawing the figures as of {day}… What stands here belongs to the state before, and opens nothing."
STOPPED = "Stopped: what stands here belongs to an earlier state. Press any figure to draw it anew."


class Late(QLabel):
    """Lies over the upper edge of ``over``; takes no room, so that nothing moves while a date is dragged."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty("late", True)
        self.hide()
        self._wait = QTimer(self, singleShot=True, interval=_SEEN_MS)
        self._wait.timeout.connect(self.tell)
        over.installEventFilter(self)

    def draw(self, today: date) -> None:
        """The figures as of this day are being drawn."""
        self.begin(DRAWING.format(day=day(today)))

    def begin(self, words: str) -> None:
        self.setText(words)
        self._place()
        if not self._wait.isActive() and self.isHidden():
            self._wait.start()

    def tell(self) -> None:
        """Without waiting any longer."""
        self._wait.stop()
        self._place()
        self.show()
        self.raise_()

    def stop(self) -> None:
        self.setText(STOPPED)
        self.tell()

    def end(self) -> None:
        self._wait.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        over = self.parentWidget()
        if over is not None:
            size = self.sizeHint()
            self.setGeometry(max((over.width() - size.width()) // 2, 0), _MARGIN, min(size.width(), over.width()),
                             size.height())
