"""The frame every chart stands in: the finding as title, basis, legend, next step when empty, and the copy menu."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QBrush, QContextMenuEvent, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ytterby.gui import theme
from ytterby.gui.charts.chart import Chart, Table
from ytterby.gui.charts.labels import HATCHED, plain_tip, tsv
from ytterby.gui.widgets.label import plain

ENTRY_GAP = 16  # px between two entries of a legend


class Drawing(Protocol):
    """What a frame asks of the widget inside."""

    def table(self) -> Table: ...

    def retheme(self) -> None: ...


class Legend(QWidget):
    """Swatches with words; goes on in the next line where the width ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[tuple[str, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_entries(self, entries: Sequence[tuple[str, str]]) -> None:
        self._entries = tuple(entries)
        self.setVisible(bool(entries))
        self.setAccessibleName("Legend: " + ", ".join(words for _, words in entries))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(10, self._line())

    def heightForWidth(self, width: int) -> int:
        return max((place.y() for place in self._places(width)), default=0) + self._line()

    def _line(self) -> int:
        return self.fontMetrics().height() + 4

    def _places(self, width: int) -> list[QPoint]:
        """The upper left corner of each entry."""
        places, left, top = [], 0, 0
        for _, words in self._entries:
            needed = self.fontMetrics().height() + 1 + self.fontMetrics().horizontalAdvance(words)
            if left and left + needed > width:
                left, top = 0, top + self._line()
            places.append(QPoint(left, top))
            left += needed + ENTRY_GAP
        return places

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = self.fontMetrics().height() - 4
        for (role, words), place in zip(self._entries, self._places(self.width()), strict=True):
            swatch = QRectF(place.x(), place.y() + 4, side, side)
            painter.fillRect(swatch, theme.colour(role))
            if role in HATCHED:
                painter.fillRect(swatch, QBrush(theme.colour("surface"), Qt.BrushStyle.BDiagPattern))
            painter.setPen(theme.colour("muted"))
            painter.drawText(place.x() + side + 5, place.y() + self.fontMetrics().ascent() + 2, words)


class ChartFrame(QFrame):
    """``name`` is what a screen reader calls the chart; ``body`` draws it, and fills the height if it ``grows``."""

    def __init__(self, name: str, body: QWidget, parent: QWidget | None = None, *, grows: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._name, self._body, self._grows = name, body, grows
        self._title, self._note = plain(heading=True, wrap=True), plain(muted=True, wrap=True)
        self._empty = plain(muted=True, wrap=True)
        self._empty.setContentsMargins(0, 12, 0, 12)
        self._legend = Legend()
        self._controls = QHBoxLayout()
        self._controls.setSpacing(4)
        self._copy_picture = QAction("Copy as picture", self)
        self._copy_table = QAction("Copy as table", self)
        self._copy_picture.triggered.connect(self.copy_picture)
        self._copy_table.triggered.connect(self.copy_table)
        self.addActions([self._copy_picture, self._copy_table])
        self._menu = QMenu(self)
        self._menu.addActions(self.actions())
        self._lay_out()
        self.retheme()

    def _lay_out(self) -> None:
        button = self._button = QToolButton()
        button.setText("⋯")
        button.setAutoRaise(True)
        button.setToolTip("Copy this chart")
        button.setAccessibleName(f"Copy: {self._name}")
        button.clicked.connect(lambda: self._menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addLayout(self._controls)
        head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        for part in (self._note, self._legend, self._body, self._empty):
            layout.addWidget(part)
        layout.addStretch(1)
        if self._grows:
            layout.setStretchFactor(self._body, 1000)  # all of it, as long as there is a drawing

    def add_control(self, control: QWidget) -> None:
        """A toggle or button at the right of the title."""
        self._controls.addWidget(control, 0, Qt.AlignmentFlag.AlignTop)

    def show_words(self, title: str, note: str, legend: Sequence[tuple[str, str]] = (), empty: str = "",
                   basis: str = "") -> None:
        """``empty`` hides the drawing and says the next step; ``basis`` is told when one points at the note."""
        self._title.setText(_unbroken(title))
        self._note.setText(note)
        self._note.setToolTip(plain_tip(basis) if basis else "")
        self.setAccessibleDescription(" ".join(part for part in (note, basis, empty) if part))
        self._note.setVisible(bool(note) and not empty)
        self._legend.show_entries(() if empty else legend)
        self._empty.setText(empty)
        self._empty.setVisible(bool(empty))
        self._body.setVisible(not empty)
        for action in self.actions():
            action.setEnabled(not empty)
        self._button.setEnabled(not empty)
        self._body.setAccessibleName(f"{self._name}. {title}")
        self.setAccessibleName(self._name)

    def show_chart(self, chart: Chart) -> None:
        self.show_words(chart.title, chart.note, chart.legend, chart.empty, chart.basis)

    def title(self) -> str:
        return self._title.text()

    def copy_picture(self) -> None:
        QGuiApplication.clipboard().setPixmap(self.grab())

    def copy_table(self) -> None:
        QGuiApplication.clipboard().setText(tsv(cast(Drawing, self._body).table()))

    def retheme(self) -> None:
        cast(Drawing, self._body).retheme()
        self._legend.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._button.isEnabled():
            self._menu.popup(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_button"):
            self.retheme()


def _unbroken(title: str) -> str:
    """A line never ends between an amount and its unit, nor between a number and what it counts."""
    return re.sub(r"(?<=[€$£¥]) (?=\d)|(?<=\d) (?=(?:%|k|M|bn|t|kg|g|mg|days?|items?|lines?)(?!\w))", "\u00a0", title)
