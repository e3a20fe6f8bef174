"""A choice among names of the user's data: a long one is cut by an ellipsis, whole in the list and on hover."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from ytterby.gui.charts.labels import plain_tip

_WIDEST_LIST, _BESIDE = 640, 28  # px of the list, and what stands beside a name in it


class NameBox(QComboBox):
    """``letters``: as wide as so many; ``about`` is told on hover before the name."""

    def __init__(self, words: str, letters: int, parent: QWidget | None = None, *, about: str = "") -> None:
        super().__init__(parent)
        self._about = about
        self.setAccessibleName(words)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)
        self.currentTextChanged.connect(self._tell)

    def _tell(self, name: str) -> None:
        """Whole on hover. Also after the list was filled with its signals blocked."""
        self.setToolTip(plain_tip("\n".join(part for part in (self._about, name) if part)) if self._about or name
                        else "")

    def showPopup(self) -> None:
        """The list is as wide as its names, the screen allowing."""
        widest = max((self.fontMetrics().horizontalAdvance(self.itemText(n)) for n in range(self.count())), default=0)
        self.view().setMinimumWidth(min(widest + _BESIDE, _WIDEST_LIST))
        self.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """As every choice, but cut with an ellipsis and not in a letter."""
        self._tell(self.currentText())
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        control = QStyle.ComplexControl.CC_ComboBox
        painter.drawComplexControl(control, option)
        room = self.style().subControlRect(control, option, QStyle.SubControl.SC_ComboBoxEditField, self).width()
        option.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room - 4)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
