"""The legal timeline with its cursor: dragging it judges the bill as of another day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pyqtgraph as pg
from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from ytterby.classification.classification import Classification
from ytterby.gui import theme
from ytterby.gui.charts.chart import Chart, Reference
from ytterby.gui.charts.frame import ChartFrame
from ytterby.gui.charts.rows import RowsPlot
from ytterby.gui.charts.timeline_chart import LawRow, changes, law_rows, timeline_chart
from ytterby.gui.wording import day

THROTTLE_MS = 120


class TimelineFrame(ChartFrame):
    """``as_of_chosen`` carries the day: at most every THROTTLE_MS while the cursor moves, and once it is let go."""

    as_of_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, whole: bool = False) -> None:
        """``whole``: every text with a state, not only those that list goods."""
        self._whole = whole
        self.plot = RowsPlot()
        self._cursor = pg.InfiniteLine(angle=90, movable=True)
        super().__init__("The law in time", self.plot, parent)
        self.plot.addItem(self._cursor)
        self._chart = Chart("")
        self._as_of: date | None = None
        self._sent: date | None = None
        self._changes: tuple[date, ...] = ()
        self._throttle = QTimer(self, interval=THROTTLE_MS, singleShot=True)
        self._throttle.timeout.connect(self._send)
        self._cursor.sigPositionChanged.connect(self._moved)
        self._cursor.sigPositionChangeFinished.connect(self._send)
        self._before = self._step_button(Qt.ArrowType.LeftArrow, "To the change of law before this day", -1)
        self._after = self._step_button(Qt.ArrowType.RightArrow, "To the next change of law after this day", 1)

    def _step_button(self, arrow: Qt.ArrowType, words: str, way: int) -> QToolButton:
        button = QToolButton()
        button.setArrowType(arrow)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self._jump(way))
        self.add_control(button)
        return button

    def show_classification(self, classification: Classification) -> None:
        self.show_rows(law_rows(classification, whole=self._whole), classification.rules.day)

    def show_rows(self, rows: Sequence[LawRow], today: date) -> None:
        """The cursor stays under the mouse while it is being dragged."""
        chart = timeline_chart(rows, today, whole=self._whole)
        self._changes = changes(rows)
        self.show_chart(chart)
        self._chart = chart
        self._as_of = today
        self._cursor.setBounds((chart.span[0], chart.span[1]))
        if not self._cursor.moving:
            self._sent = self._as_of
            with QSignalBlocker(self._cursor):
                self._cursor.setValue(float(self._as_of.toordinal()))
        self._name_cursor()
        self._before.setEnabled(any(change < self._as_of for change in self._changes))
        self._after.setEnabled(any(change > self._as_of for change in self._changes))

    def _day(self) -> date:
        return date.fromordinal(round(self._cursor.value()))

    def _name_cursor(self) -> None:
        there = Reference(self._cursor.value(), f"as of {day(self._day())}", "accent")
        self.plot.show_chart(replace(self._chart, references=(there,)))

    def _moved(self) -> None:
        self._name_cursor()
        if not self._throttle.isActive():
            self._throttle.start()

    def _send(self) -> None:
        self._throttle.stop()
        chosen = self._day()
        if self._as_of is not None and chosen != self._sent:
            self._sent = chosen
            self.as_of_chosen.emit(chosen)

    def _jump(self, way: int) -> None:
        assert self._as_of is not None
        there = [change for change in self._changes if (change > self._as_of if way > 0 else change < self._as_of)]
        if there:
            self.as_of_chosen.emit(there[0] if way > 0 else there[-1])

    def retheme(self) -> None:
        super().retheme()
        accent = theme.colour("accent")
        self._cursor.setPen(pg.mkPen(accent, width=2))
        self._cursor.setHoverPen(pg.mkPen(accent, width=4))
