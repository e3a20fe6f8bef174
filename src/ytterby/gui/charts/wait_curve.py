"""The firm's own licence waits drawn over the public prior: still waiting after so many days, with the 95 % band."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from ytterby.gui import theme
from ytterby.gui.charts.chart import Table, scale
from ytterby.gui.charts.labels import exact
from ytterby.gui.wording import number
from ytterby.planning.distribution import Lognormal
from ytterby.planning.survival import SurvivalCurve

LEGEND = (("accent", "own applications (Kaplan–Meier)"), ("selection", "95 % band"), ("muted", "public prior"))
HEIGHT, POINTS = 210, 120


class WaitCurve(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """x is days since application, y the share not yet decided."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, background=None)
        self._rows: list[tuple[str, ...]] = []
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(x=False, y=False)
        self.getViewBox().disableAutoRange()
        self._low, self._high = pg.PlotDataItem(), pg.PlotDataItem()
        self._band = pg.FillBetweenItem(self._low, self._high)
        self._prior, self._own = pg.PlotDataItem(), pg.PlotDataItem()
        for item in (self._low, self._high, self._band, self._prior, self._own):
            self.addItem(item, ignoreBounds=True)
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.retheme()

    def show_curves(self, curve: SurvivalCurve, prior: Lognormal) -> None:
        """The curve steps down at each decision."""
        longest = max([step.days for step in curve.steps], default=0.0)
        end = max(1.1 * longest, prior.quantile(0.97))
        days = [end * point / POINTS for point in range(POINTS + 1)]
        self._prior.setData(days, [prior.exceeds(day) for day in days])
        x, y = [0.0], [1.0]
        low, high = [1.0], [1.0]
        for step in curve.steps:
            bottom, top = curve.band(step.days)
            x += [step.days, step.days]
            y += [y[-1], step.waiting]
            low += [low[-1], bottom]
            high += [high[-1], top]
        x, y, low, high = [*x, max(longest, x[-1])], [*y, y[-1]], [*low, low[-1]], [*high, high[-1]]
        self._own.setData(x, y)
        self._low.setData(x, low)
        self._high.setData(x, high)
        self.getViewBox().setRange(xRange=(0.0, end), yRange=(0.0, 1.04), padding=0)
        self.getAxis("bottom").setTicks([[(value, f"{number(value)} days") for value in scale(end)]])
        self.getAxis("left").setTicks([[(share / 4, f"{25 * share} %") for share in range(5)]])
        self._rows = [(exact(step.days, 0), exact(step.waiting), *map(exact, curve.band(step.days)),
                       exact(prior.exceeds(step.days))) for step in curve.steps]

    def table(self) -> Table:
        return ("Days", "Still waiting", "from", "to", "Public prior"), *self._rows

    def retheme(self) -> None:
        self.setBackground(theme.colour("surface"))
        self._band.setBrush(pg.mkBrush(theme.colour("selection")))
        for edge in (self._low, self._high):
            edge.setPen(pg.mkPen(theme.colour("selection"), width=1))
        self._own.setPen(pg.mkPen(theme.colour("accent"), width=2))
        self._prior.setPen(pg.mkPen(theme.colour("muted"), width=1, style=Qt.PenStyle.DashLine))
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(pg.mkPen(theme.colour("line")))
            axis.setTextPen(theme.colour("muted"))
            axis.setTickFont(self.font())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, not the chart

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()  # the frame around it has the menu
