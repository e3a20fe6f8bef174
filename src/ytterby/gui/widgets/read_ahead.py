"""What the first filter or sort of a table will need, read while the window rests, a little at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_REST_MS, _AHEAD_MS = 400, 10


class ReadAhead(QTimer):
    """``read()`` takes a slice and tells whether all is read. What nobody sees reads nothing: it may be closed, or
    about to be."""

    def __init__(self, seen: QWidget, read: Callable[[], bool]) -> None:
        super().__init__(seen)
        self._seen, self._read = seen, read
        self.timeout.connect(self._turn)
        seen.installEventFilter(self)

    def begin(self) -> None:
        """There is something else to read."""
        if self._seen.isVisible():
            self.start(_REST_MS)

    def _turn(self) -> None:
        if self._read():
            self.stop()
        else:
            self.setInterval(_AHEAD_MS)

    def eventFilter(self, seen: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self.start(_REST_MS)
        elif event.type() == QEvent.Type.Hide:
            self.stop()
        return False
