"""The keys and buttons that answer in Review: keys while one of its lists has the focus, never what is being typed;
neither answers a question that has only just come."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ytterby.core.decision import Verdict

_TYPING_MS = 300  # letters that follow an answer as quickly were meant to be words; clicks, for the question before
READY = "Y, N and U answer, → goes on, while a list has the focus."
AWAY = "Esc leads back to the list, where Y, N and U answer."
TOO_SOON = "Not taken, too soon after an answer: pause, then answer."


class AnswerKeys(QObject):
    """Of these lists and buttons on one page; ``answer`` tells whether an answer was given. Esc elsewhere on the page
    leads back to the first list.

    ``told``: words that say whether a key would answer now, or that one was not taken. A key held down answers once, as
    a double click does: nobody has read the question that it brings.
    """

    told = Signal(str)

    def __init__(self, page: QWidget, lists: Sequence[QWidget], keys: Mapping[str, Verdict],
                 buttons: Mapping[Verdict, QAbstractButton], answer: Callable[[Verdict], bool]) -> None:
        super().__init__(page)
        self._page, self._lists, self._answer = page, tuple(lists), answer
        self._keys = {ord(letter): verdict for letter, verdict in keys.items()}  # Qt numbers letters as ASCII does
        self._since = QElapsedTimer()  # the latest answer, or the latest of what followed it too soon
        for widget in (page, *self._lists, *buttons.values()):
            widget.installEventFilter(self)
        for verdict, button in buttons.items():
            button.clicked.connect(lambda _=False, verdict=verdict: self._give(verdict))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page:
            return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self._led_back(event)
        if isinstance(watched, QAbstractButton):
            return event.type() == QEvent.Type.MouseButtonDblClick and self._refused()
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._tell(ready=event.type() == QEvent.Type.FocusIn)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event)
        return False

    def _tell(self, *, ready: bool) -> None:
        self.told.emit(READY if ready else AWAY)

    def _in_list(self) -> bool:
        return any(one.hasFocus() for one in self._lists)

    def _led_back(self, event: QKeyEvent) -> bool:
        """While a list has the focus it is the Esc of the window, which stops work."""
        if self._in_list():
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._lists[0].setFocus()
        return True

    def _pressed(self, event: QKeyEvent) -> bool:
        key, no, shift = event.key(), Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
        if event.modifiers() not in (no, shift) or not Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
            return False
        self._give(None if event.isAutoRepeat() else self._keys.get(key))
        return True

    def _give(self, verdict: Verdict | None) -> None:
        """An answer, unless it follows another too soon; None is a letter that stands for none."""
        if self._since.isValid() and self._since.elapsed() < _TYPING_MS:
            self._refused()
        elif verdict is not None and self._answer(verdict):
            self._since.start()
            self._tell(ready=self._in_list())
        elif verdict is not None:
            self._since.invalidate()

    def _refused(self) -> bool:
        """True. What follows an answer too soon is told, and makes the wait longer."""
        if self._since.isValid():
            self._since.restart()
            self.told.emit(TOO_SOON)
        return True
