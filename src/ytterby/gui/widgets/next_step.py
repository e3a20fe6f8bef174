"""What is missing for an answer, in a sentence, with buttons that lead to where it is stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ytterby.gui.widgets.label import plain

LEADS: Mapping[str, str] = {"import": "Choose columns in Import", "products": "State volumes in Products"}
"""What the button to a place says, by the key of the place."""


class NextStep(QWidget):
    """``wanted`` carries the key of the place that a button leads to. Nothing is shown where nothing is missing."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = plain(wrap=True)
        self.words.setAccessibleName("What is missing")
        self.buttons = {key: QPushButton(words) for key, words in LEADS.items()}
        row = QHBoxLayout()
        for key, button in self.buttons.items():
            button.clicked.connect(lambda _=False, key=key: self.wanted.emit(key))
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addLayout(row)
        self.hide()

    def show_step(self, words: str, places: Sequence[str]) -> None:
        """``words`` may be empty where the sentence stands elsewhere already."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        for key, button in self.buttons.items():
            button.setVisible(key in places)
        self.setVisible(bool(words or places))
