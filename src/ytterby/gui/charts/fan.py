"""Stock of one item week by week: the band from P10 to P90, the middle line, and the baseline's middle beside it."""

from __future__ import annotations

from bisect import bisect_left

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from ytterby.gui import theme
from ytterby.gui.charts.chart import Table, scale
from ytterby.gui.charts.curve_plot import CurvePlot
from ytterby.gui.charts.labels import exact, plain_tip
from ytterby.gui.wording import day, days, number
from ytterby.planning.simulation import StockFan

LEGEND = (("accent", "half of the trials have more (P50)"), ("selection", "eight of ten trials (P10 to P90)"),
          ("muted", "baseline P50"))
HEIGHT = 190
MONTHS_APART = 2
_LABEL = 0.06  # of the width: half of what a month needs


class FanPlot(CurvePlot):
    """x is the day as ordinal number, y days of use in stock. Arrow keys and the mouse read a week's values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(HEIGHT, parent)
        self._fan: StockFan | None = None
        self._baseline: StockFan | None = None
        self._week = 0
        self._cursor = pg.InfiniteLine(angle=90)
        self._cursor.hide()
        self.addItem(self._cursor, ignoreBounds=True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retheme()

    def show_fan(self, fan: StockFan | None, baseline: StockFan | None) -> None:
        """``baseline`` is drawn where it differs from ``fan``."""
        self._fan, self._baseline = fan, baseline if baseline != fan else None
        if fan is None:
            return
        x = [float(week.toordinal()) for week in fan.weeks]
        for item, values in ((self.low, fan.p10), (self.high, fan.p90), (self.line, fan.p50)):
            item.setData(x, list(values))
        self.beside.setData(x, list(self._baseline.p50) if self._baseline else [float("nan")] * len(x))
        top = max((*fan.p90, *(self._baseline.p50 if self._baseline else ()), 1.0))
        self.getViewBox().setRange(xRange=(x[0], x[-1]), yRange=(0.0, top * 1.06), padding=0)
        months = [week for week, before in zip(fan.weeks[1:], fan.weeks, strict=False)
                  if week.month != before.month and week.month % MONTHS_APART == 0]
        ticks = [(float(month.replace(day=1).toordinal()), f"{month:%Y-%m}") for month in months]
        room = (x[-1] - x[0]) * _LABEL  # at an edge a label would be cut, and pyqtgraph leaves such a one out
        self.getAxis("bottom").setTicks([[tick for tick in ticks if x[0] + room <= tick[0] <= x[-1] - room]])
        self.getAxis("left").setTicks([[(value, number(value)) for value in scale(top, least=1.0)]])

    def table(self) -> Table:
        """Weeks down, percentiles across, in days of use."""
        if self._fan is None:
            return ()
        fan, before = self._fan, self._baseline or self._fan
        head = ("Week", "P10 days", "P50 days", "P90 days", "Baseline P50 days")
        return head, *((week.isoformat(), exact(fan.p10[n]), exact(fan.p50[n]), exact(fan.p90[n]), exact(before.p50[n]))
                       for n, week in enumerate(fan.weeks))

    def retheme(self) -> None:
        super().retheme()
        self._cursor.setPen(pg.mkPen(theme.colour("text"), width=1))
        self.getAxis("left").setStyle(hideOverlappingLabels=False)
        self.getAxis("bottom").setStyle(hideOverlappingLabels=True)

    def _read(self, week: int) -> None:
        """Show the values of one week in a tip at its place."""
        fan = self._fan
        if fan is None or not 0 <= week < len(fan.weeks):
            return
        self._week = week
        words = [f"Week of {day(fan.weeks[week])}, days of use in stock",
                 f"P90 {days(fan.p90[week])}, P50 {days(fan.p50[week])}, P10 {days(fan.p10[week])}"]
        if self._baseline:
            words.append(f"baseline P50 {days(self._baseline.p50[week])}")
        x = float(fan.weeks[week].toordinal())
        self._cursor.setValue(x)
        self._cursor.show()
        place = self.mapFromScene(self.getViewBox().mapViewToScene(QPointF(x, fan.p50[week])))
        QToolTip.showText(self.mapToGlobal(place), plain_tip("\n".join(words)), self)
        self.setAccessibleDescription(" ".join(words))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._fan is not None:
            there = self.getViewBox().mapSceneToView(self.mapToScene(event.position().toPoint())).x()
            found = bisect_left([week.toordinal() for week in self._fan.weeks], there)
            self._read(min(found, len(self._fan.weeks) - 1))

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)
        self._cursor.hide()
        QToolTip.hideText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self._read(self._week - 1)
            case Qt.Key.Key_Right:
                self._read(self._week + 1)
            case _:
                event.ignore()
