"""A field for a country: type a name or an ISO code and press Enter or Tab, or choose.

What is no country is told in sight, stays as typed, and is not taken.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from string import ascii_uppercase

from PySide6.QtCore import QEvent, QLocale, QObject, QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QToolTip, QWidget

NOT_STATED = "Not stated"


@cache
def countries() -> tuple[tuple[str, str], ...]:
    """(ISO 3166 code, ``Germany (DE)``), by name."""
    found: dict[str, str] = {}
    for letters in product(ascii_uppercase, repeat=2):
        territory = QLocale.codeToTerritory("".join(letters))
        code = QLocale.territoryToCode(territory)
        if territory is not QLocale.Country.AnyTerritory and len(code) == 2 and code.isalpha():
            found[code] = f"{QLocale.territoryToString(territory)} ({code})"
    return tuple(sorted(found.items(), key=lambda pair: pair[1]))


class CountryEdit(QComboBox):
    """``chosen`` once the user settled on another country or on none."""

    chosen = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(name)
        self.setMinimumWidth(220)
        self.addItem(NOT_STATED, "")
        for code, words in countries():
            self.addItem(words, code)
        self._code = ""
        self._refused = ""
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        line = self.lineEdit()
        assert line is not None
        line.setAccessibleName(name)
        line.textEdited.connect(lambda _: self._refuse(""))
        line.editingFinished.connect(self._settle)
        self._names = completer.popup()
        assert self._names is not None
        self._names.installEventFilter(self)
        completer.activated.connect(lambda _: QTimer.singleShot(0, self, self._settle))
        self.activated.connect(lambda place: self._take(self.itemData(place)))

    def code(self) -> str:
        """ISO 3166, empty where none is stated."""
        return self._code

    def refusal(self) -> str:
        """Why what stands in the field is not taken; empty where it is."""
        return self._refused

    def show_code(self, code: str) -> None:
        """Without telling anybody. What is refused stays in sight where the country is the one held."""
        if code == self._code and self._refused:
            return
        self._code = code
        self._refuse("")
        with QSignalBlocker(self):
            place = self.findData(code)
            self.setCurrentIndex(place)
            self.setEditText(self.itemText(place) if place >= 0 else code)

    def _settle(self) -> None:
        typed = self.currentText().strip()
        if typed in (self._code, self.itemText(self.findData(self._code))):
            return self.show_code(self._code)
        found = match(typed)
        if found is None:
            return self._refuse(f"No one country is called {typed}.")
        return self._take(found)

    def _take(self, code: str) -> None:
        before = self._code
        self._refuse("")
        self.show_code(code)
        if code != before:
            self.chosen.emit()

    def _refuse(self, why: str) -> None:
        if why == self._refused:
            return
        self._refused = why
        line = self.lineEdit()
        assert line is not None
        line.setAccessibleDescription(why)
        self.setProperty("refused", bool(why))
        self.style().unpolish(self)
        self.style().polish(self)
        if why:
            held = self.itemText(self.findData(self._code)) if self._code else "Nothing"
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), f"{why} {held} stays stated.", self)
        else:
            QToolTip.hideText()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While names are offered, keys go to their list: Enter and Tab take what is typed, or the name chosen."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        tab = event.key() == Qt.Key.Key_Tab
        if self._names is None or not (tab or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            return super().eventFilter(watched, event)
        chosen = self._names.currentIndex()
        if chosen.isValid():
            self.setEditText(str(chosen.data()))
        self._names.hide()
        self._settle()
        if tab:
            self.focusNextChild()
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A click into the field selects all of it, so that typing begins anew."""
        super().focusInEvent(event)
        line = self.lineEdit()
        if line is not None and event.reason() is not Qt.FocusReason.PopupFocusReason:
            QTimer.singleShot(0, line, line.selectAll)  # after the click has set its caret


def match(typed: str) -> str | None:
    """The code of the country that ``typed`` names: its code, its name, or how one name alone begins or reads. None:
    no country, or several. Nothing and "not stated" are "", which is no country on purpose."""
    words = typed.strip().casefold()
    if words in ("", NOT_STATED.casefold()):
        return ""
    known = [(code, shown.casefold()) for code, shown in countries()]
    for fits in (lambda code, shown: words == code.casefold(), lambda code, shown: words in (shown, shown[:-5]),
                 lambda code, shown: shown.startswith(words), lambda code, shown: words in shown):
        found = [code for code, shown in known if fits(code, shown)]
        if found:
            return found[0] if len(found) == 1 else None
    return None
