"""Whether an end user stands on a list of parties, or is held to 50 % or more by one who does: what a person states."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from ytterby.regulation.instrument import Instrument

_NONE = "On no list, as far as is stated"
Stated = tuple[tuple[str, ...], tuple[str, ...]]
"""On these lists; held to 50 % or more by a party on these."""


class ListedChoice(QComboBox):
    """``changed`` carries a field of ProductSetting ("party_lists" or "affiliate_of") and its value."""

    changed = Signal(str, object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._choices: list[Stated] = []
        self._shown: Stated = ((), ())
        self.show_lists(())
        self.currentIndexChanged.connect(self._send)

    def show_lists(self, lists: Iterable[Instrument]) -> None:
        """The lists to choose from. What is shown stays shown."""
        with QSignalBlocker(self):
            self.clear()
            self._choices = []
            self._add(_NONE, ((), ()))
            for one in lists:
                self._add(f"On {one.id}: {one.title}", ((one.id,), ()))
                self._add(f"50 % or more held by a party on {one.id}: {one.title}", ((), (one.id,)))
        self.show_stated(*self._shown)

    def show_stated(self, on: tuple[str, ...], held_by: tuple[str, ...]) -> None:
        """What the document holds, without telling anybody; several lists at once are a choice of their own."""
        self._shown = (on, held_by)
        with QSignalBlocker(self):
            if self._shown not in self._choices:
                self._add(", ".join((*on, *(f"held from {one}" for one in held_by))), self._shown)
            self.setCurrentIndex(self._choices.index(self._shown))
        self.setToolTip(self.currentText())

    def _add(self, words: str, stated: Stated) -> None:
        self._choices.append(stated)
        self.addItem(words)
        self.setItemData(self.count() - 1, words, Qt.ItemDataRole.ToolTipRole)

    def showPopup(self) -> None:
        """The list is as wide as its longest title, however narrow the field is."""
        view = self.view()
        room = self.screen().availableGeometry().width() // 2
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + view.verticalScrollBar().sizeHint().width() + 16, room))
        super().showPopup()

    def _send(self, place: int) -> None:
        if place < 0:
            return
        self.setToolTip(self.currentText())
        before, self._shown = self._shown, self._choices[place]
        for what, was, now in zip(("party_lists", "affiliate_of"), before, self._shown, strict=True):
            if was != now:
                self.changed.emit(what, now)
