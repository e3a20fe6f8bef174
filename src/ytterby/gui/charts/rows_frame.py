"""The frame around a chart of rows, with toggles for what it shows."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ytterby.gui.charts.chart import Chart
from ytterby.gui.charts.frame import ChartFrame
from ytterby.gui.charts.rows import RowsPlot


class RowsFrame(ChartFrame):
    """A frame around a chart of rows, with toggles for what it shows."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self.plot = RowsPlot()
        super().__init__(name, self.plot, parent)
        self._group = QButtonGroup(self)

    def draw(self, chart: Chart) -> None:
        self.show_chart(chart)
        self.plot.show_chart(chart)

    def add_toggle(self, words: str, name: str) -> QPushButton:
        """One of several ways to show this chart; exactly one is pressed."""
        button = QPushButton()
        button.setText(words)
        button.setCheckable(True)
        button.setProperty("facet", True)
        button.setAccessibleName(name)
        self._group.addButton(button)
        self.add_control(button)
        return button

    def press(self, words: str) -> None:
        """Show the toggle of these words as the one pressed."""
        for button in self._group.buttons():
            if button.text() == words:
                button.setChecked(True)
