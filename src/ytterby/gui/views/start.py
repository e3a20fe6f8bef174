"""The page shown when nothing is open: drop a workbook, open one, go on with a recent one, or try the sample."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ytterby.gui.widgets.label import plain, resize_font

_WHAT = ("Finds which lines of a bill of materials hold rare earths and why, classifies each against China's export "
         "controls as they stand on a chosen day, and plans stock against the licence wait.")
_DROP = "Drop a workbook here"
_FORMATS = "Excel (xlsx, xls, xlsb), OpenDocument (ods) or CSV. It is only read, never written to."
RECENTS_SHOWN = 5


class StartPage(QWidget):
    """Signals what the user wants; the window does it."""

    open_wanted = Signal()
    sample_wanted = Signal()
    file_chosen = Signal(object)  # Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recents = QVBoxLayout()
        self._recents.setSpacing(0)
        page = QVBoxLayout()
        page.setSpacing(16)
        title = plain("Ytterby")
        resize_font(title, 2.2, bold=True)
        page.addStretch(2)
        page.addWidget(title)
        page.addWidget(plain(_WHAT, wrap=True))
        page.addWidget(self._drop_area())
        page.addLayout(self._recents)
        page.addStretch(3)
        column = QWidget()
        column.setLayout(page)
        column.setFixedWidth(680)
        row = QHBoxLayout(self)
        row.addStretch()
        row.addWidget(column)
        row.addStretch()

    def show_recents(self, files: Sequence[Path]) -> None:
        """The files opened lately, newest first."""
        while (item := self._recents.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if not files:
            return
        self._recents.addWidget(plain("Recent", heading=True))
        for path in files[:RECENTS_SHOWN]:
            button = QPushButton(f"{_no_mnemonic(path.name)}    {_no_mnemonic(str(path.parent))}")
            button.setProperty("link", True)
            button.setToolTip(str(path))
            button.setAccessibleName(f"Open {path.name}")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _=False, path=path: self.file_chosen.emit(path))
            self._recents.addWidget(button)

    def show_hover(self, hovered: bool) -> None:
        """Tell that a dragged file may be let go."""
        self._area.setProperty("hovered", hovered)
        self._area.style().unpolish(self._area)
        self._area.style().polish(self._area)

    def _drop_area(self) -> QFrame:
        self._area = QFrame()
        self._area.setProperty("drop", True)
        self._area.setMinimumHeight(220)
        self._open = QPushButton("&Open workbook…")
        self._open.setProperty("primary", True)
        self._open.clicked.connect(self.open_wanted)
        sample = QPushButton("&Try the sample")
        sample.setToolTip("A drive unit with motor, magnets, electronics and second sources, made for this program")
        sample.clicked.connect(self.sample_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch()
        buttons.addWidget(self._open)
        buttons.addWidget(sample)
        buttons.addStretch()
        head = plain(_DROP)
        head.setAlignment(Qt.AlignmentFlag.AlignCenter)
        resize_font(head, 1.4)
        formats = plain(_FORMATS, muted=True)
        formats.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QVBoxLayout(self._area)
        inside.setSpacing(12)
        inside.addStretch()
        inside.addWidget(head)
        inside.addLayout(buttons)
        inside.addWidget(formats)
        inside.addStretch()
        return self._area


def _no_mnemonic(text: str) -> str:
    return text.replace("&", "&&")
