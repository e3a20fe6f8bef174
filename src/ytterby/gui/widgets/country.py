"""A field for a country: type a name or an ISO code, or choose; what is no country is not taken."""

from __future__ import annotations

from functools import cache
from itertools import product
from string import ascii_uppercase

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

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
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        line = self.lineEdit()
        assert line is not None
        line.setAccessibleName(name)
        line.editingFinished.connect(self._settle)
        self.activated.connect(lambda _: self._settle())

    def code(self) -> str:
        """ISO 3166, empty where none is stated."""
        return self._code

    def show_code(self, code: str) -> None:
        """Without telling anybody."""
        self._code = code
        with QSignalBlocker(self):
            place = self.findData(code)
            self.setCurrentIndex(place)
            if place < 0:
                self.setEditText(code)

    def _settle(self) -> None:
        typed = self.currentText().strip()
        place = self.findText(typed, Qt.MatchFlag.MatchFixedString) if typed else 0
        if place < 0:
            place = self.findData(typed.upper())
        code = self._code if place < 0 else self.itemData(place)
        before = self._code
        self.show_code(code)
        if code != before:
            self.chosen.emit()
