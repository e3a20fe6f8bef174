"""The single keys of Review: they answer while one of its lists has the focus, and never what is being typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ytterby.core.decision import Verdict

_TYPING_MS = 300  # letters that follow an answer as quickly were meant to be words
READY = "Y, N and U answer, → goes on, while a list has the focus."
AWAY = "Esc leads back to the list, where Y, N and U answer."


class AnswerKeys(QObject):
    """Of these lists on one page; ``answer`` tells whether an answer was given. Esc elsewhere on the page leads back to
    the first list.

    ``ready_changed``: whether a key would answer now. A key held down answers once.
    """

    ready_changed = Signal(bool)

    def __init__(self, page: QWidget, lists: Sequence[QWidget], keys: Mapping[str, Verdict],
                 answer: Callable[[Verdict], bool]) -> None:
        super().__init__(page)
        self._page, self._lists, self._answer = page, tuple(lists), answer
        self._keys = {ord(letter): verdict for letter, verdict in keys.items()}  # Qt numbers letters as ASCII does
        self._since = QElapsedTimer()  # the latest letter of a word that began with an answer
        for widget in (page, *self._lists):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page:
            return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self._led_back(event)
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.ready_changed.emit(event.type() == QEvent.Type.FocusIn)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event)
        return False

    def _led_back(self, event: QKeyEvent) -> bool:
        """While a list has the focus it is the Esc of the window, which stops work."""
        if any(one.hasFocus() for one in self._lists):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._lists[0].setFocus()
        return True

    def _pressed(self, event: QKeyEvent) -> bool:
        key, no, shift = event.key(), Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
        if event.modifiers() not in (no, shift) or not Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
            return False
        if self._since.isValid() and self._since.elapsed() < _TYPING_MS:
            self._since.restart()
        elif key in self._keys and not event.isAutoRepeat() and self._answer(self._keys[key]):
            self._since.start()
        return True
