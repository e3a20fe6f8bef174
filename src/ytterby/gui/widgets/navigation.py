"""The places of the window on the left: one is shown, each may carry a count."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ytterby.gui import icons
from ytterby.gui.wording import number

_WIDE, _NARROW = 148, 50  # px


class Navigation(QWidget):
    """``places``: key → title, a line before each of ``begin``. ``chosen`` carries the key the user went to."""

    chosen = Signal(str)

    def __init__(
        self, places: Mapping[str, str], begin: Collection[str] = (), parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._titles = dict(places)
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(0)
        for key, title in places.items():
            if key in begin:
                column.addWidget(_line())
            button = QToolButton()
            button.setText(title)
            button.setToolTip(title)
            button.setProperty("place", True)
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIconSize(QSize(20, 20))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[key] = button
            column.addWidget(button)
        column.addStretch()
        self.show_titles(True)

    def show_titles(self, shown: bool) -> None:
        """Without titles icons alone are left, which a narrow window has room for."""
        styles = Qt.ToolButtonStyle
        for button in self._buttons.values():
            button.setToolButtonStyle(styles.ToolButtonTextBesideIcon if shown else styles.ToolButtonIconOnly)
        self.setFixedWidth(_WIDE if shown else _NARROW)

    def show_place(self, key: str) -> None:
        self._buttons[key].setChecked(True)

    def show_count(self, key: str, count: int) -> None:
        title = self._titles[key]
        words = f"{title}  {number(count)}" if count else title
        self._buttons[key].setText(words)
        self._buttons[key].setToolTip(words)

    def retheme(self) -> None:
        for key, button in self._buttons.items():
            button.setIcon(icons.icon(key))


def _line() -> QFrame:
    """Between groups of places."""
    line = QFrame()
    line.setObjectName("between_places")
    line.setFixedHeight(9)
    line.setFrameShape(QFrame.Shape.HLine)
    return line
