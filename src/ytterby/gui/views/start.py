"""The page shown when nothing is open: drop a workbook, open one, go on with a recent one, or try the sample."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from ytterby.workspace.autosave import Recoverable

_WHAT = ("Finds which lines of a bill of materials hold rare earths and why, classifies each against China's export "
         "controls as they stand on a chosen day, and plans stock against the licence wait.")
_DROP = "Drop a workbook or a project here"
_FORMATS = "Excel (xlsx, xls, xlsb), OpenDocument (ods) or CSV."
_READ = "A workbook is only read, never written to."
RECENTS_SHOWN = 5


class StartPage(QWidget):
    """Signals what the user wants; the window does it."""

    open_wanted = Signal()
    sample_wanted = Signal()
    file_chosen = Signal(object)  # Path
    restore_wanted = Signal(object)  # Recoverable
    discard_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recents = QVBoxLayout()
        self._recents.setSpacing(0)
        self._left = QVBoxLayout()
        self._left.setSpacing(4)
        page = QVBoxLayout()
        page.setSpacing(16)
        title = _label("Ytterby", 2.2)
        page.addStretch(2)
        page.addWidget(title)
        page.addWidget(_label(_WHAT))
        page.addLayout(self._left)
        page.addWidget(self._drop_area())
        page.addLayout(self._recents)
        page.addStretch(3)
        column = QWidget()
        column.setLayout(page)
        column.setMaximumWidth(680)
        row = QHBoxLayout(self)
        row.addStretch()
        row.addWidget(column, 100)
        row.addStretch()

    def show_left(self, left: Sequence[Recoverable]) -> None:
        """Work that was not saved when its window closed or fell: restore it or let it go."""
        _empty(self._left)
        for one in left:
            words = f"Not saved: {one.name}, {one.changed:%Y-%m-%d %H:%M}"
            bar = QFrame()
            bar.setProperty("card", True)
            row = QHBoxLayout(bar)
            row.addWidget(_label(words))
            row.addStretch()
            for action, wanted in (("Restore", self.restore_wanted), ("Discard", self.discard_wanted)):
                button = QPushButton(action)
                button.setAccessibleName(f"{action} {one.name}")
                button.clicked.connect(lambda _=False, wanted=wanted, one=one: wanted.emit(one))
                button.clicked.connect(bar.hide)
                row.addWidget(button)
            self._left.addWidget(bar)

    def show_recents(self, files: Sequence[Path]) -> None:
        """The files opened lately, newest first."""
        _empty(self._recents)
        if not files:
            return
        self._recents.addWidget(_label("Recent"))
        for path in files[:RECENTS_SHOWN]:
            button = QPushButton(f"{_no_mnemonic(path.name)}    {_no_mnemonic(str(path.parent))}")
            button.setProperty("link", True)
            button.setToolTip(str(path))
            button.setAccessibleName(f"Open {path.name}")
            button.clicked.connect(lambda _=False, path=path: self.file_chosen.emit(path))
            self._recents.addWidget(button)

    def show_reading(self, name: str) -> None:
        """Tell that a file is being read, in the place where one may be dropped; empty: none is."""
        self._words.setText(f"Reading {name}…" if name else _DROP)

    def show_hover(self, hovered: bool) -> None:
        """Tell that a dragged file may be let go."""
        self._area.setProperty("hovered", hovered)
        self._area.style().unpolish(self._area)
        self._area.style().polish(self._area)

    def _drop_area(self) -> QFrame:
        self._area = QFrame()
        self._area.setProperty("drop", True)
        self._area.setMinimumHeight(220)
        choose = QPushButton("&Open workbook…")
        choose.setProperty("primary", True)
        choose.clicked.connect(self.open_wanted)
        sample = QPushButton("&Try the sample")
        sample.setToolTip("A drive unit with motor, magnets, electronics and second sources, made for this program")
        sample.clicked.connect(self.sample_wanted)
        self._words = _label(_DROP, 1.4)
        inside = QVBoxLayout(self._area)
        inside.setSpacing(12)
        inside.addStretch()
        for row in ((self._words,), (choose, sample), (_label(_FORMATS),), (_label(_READ),)):
            inside.addLayout(_centred(row))
        inside.addStretch()
        return self._area


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.deleteLater()


def _label(text: str, size: float = 1.0) -> QLabel:
    """Words of our own. Enums of Qt are left alone on this page: they would cost a tenth of the start."""
    label = QLabel(text)
    label.setWordWrap(len(text) > 60)
    if size != 1.0:
        font = label.font()
        font.setPointSizeF(font.pointSizeF() * size)
        font.setBold(size > 2)
        label.setFont(font)
    return label


def _centred(widgets: Sequence[QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addStretch()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return row


def _no_mnemonic(text: str) -> str:
    return text.replace("&", "&&")
