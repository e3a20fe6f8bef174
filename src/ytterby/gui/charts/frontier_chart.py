"""What the tail costs: mean cost of plans against the cost of the worst scenarios, with the jumps between suppliers."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from ytterby.gui import theme
from ytterby.gui.charts.chart import Table, scale
from ytterby.gui.charts.labels import brief_money, exact
from ytterby.gui.wording import money
from ytterby.planning.frontier import Frontier

LEGEND = (("accent", "a plan"), ("controlled", "first plan with other sources"))
HEIGHT = 200
NO_POINT = "No plan was found to draw."
ONE_PLAN = "One plan is both the cheapest on average and the safest."


class FrontierPlot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """x is the mean cost of the worst scenarios, y the mean cost of all, in money."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, background=None)
        self._points: tuple[tuple[float, float], ...] = ()
        self._jumps: tuple[int, ...] = ()
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(x=False, y=False)
        self.getViewBox().disableAutoRange()
        self._line, self._dots = pg.PlotDataItem(), pg.ScatterPlotItem(size=8)
        for item in (self._line, self._dots):
            self.addItem(item, ignoreBounds=True)
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.retheme()

    def show_frontier(self, frontier: Frontier, currency: str) -> None:
        self._points = tuple((point.tail.cvar, point.tail.mean) for point in frontier.points if point.tail)
        self._jumps = frontier.jumps
        if not self._points:
            return
        worst, mean = ([point[side] for point in self._points] for side in (0, 1))
        for axis, values in (("bottom", worst), ("left", mean)):
            low, high = min(values), max(values)
            room = max(0.08 * (high - low), 0.0002 * high, 1.0)
            self.getViewBox().setRange(**{"xRange" if axis == "bottom" else "yRange": (low - room, high + room)},
                                       padding=0)
            self.getAxis(axis).setTicks([_ticks(low - room, high + room, currency)])
        self._draw()

    def _draw(self) -> None:
        """A jump is a gap in the line, never a slope that no plan lies on."""
        x, y, joined = [], [], []
        for place, (worst, mean) in enumerate(self._points):
            x.append(worst)
            y.append(mean)
            joined.append(int(place + 1 not in self._jumps))
        import numpy as np

        self._line.setData(x, y, connect=np.array(joined, dtype=np.int32))
        colours = [theme.colour("controlled" if place in self._jumps else "accent") for place in range(len(x))]
        self._dots.setData(x=x, y=y, brush=[pg.mkBrush(colour) for colour in colours], pen=None)

    def table(self) -> Table:
        head = ("Mean cost of the worst scenarios", "Mean cost of all", "Other sources than before")
        return head, *((exact(worst, 0), exact(mean, 0), "yes" if place in self._jumps else "")
                       for place, (worst, mean) in enumerate(self._points))

    def retheme(self) -> None:
        self.setBackground(theme.colour("surface"))
        self._line.setPen(pg.mkPen(theme.colour("accent"), width=2))
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(pg.mkPen(theme.colour("line")))
            axis.setTextPen(theme.colour("muted"))
            axis.setTickFont(self.font())
        if self._points:
            self._draw()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, not the chart

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()  # the frame around it has the menu


def _ticks(low: float, high: float, currency: str) -> list[tuple[float, str]]:
    """Round amounts within the drawing, told as exactly as tells one from the next."""
    steps = scale(high - low, steps=4)
    size = steps[1] if len(steps) > 1 else high - low
    values = [size * n for n in range(math.ceil(low / size), math.floor(high / size) + 1)]
    brief = [brief_money(value, currency) for value in values]
    return list(zip(values, brief if len(set(brief)) == len(brief) else [money(v, currency) for v in values],
                    strict=True))


def frontier_words(frontier: Frontier, names: Sequence[str], currency: str) -> str:
    """What lowering the tail costs, and where other sources come in; ``names`` of the problem's sources."""
    points = [point for point in frontier.points if point.tail is not None and point.plan is not None]
    if not points:
        return NO_POINT
    if len(points) < 2 or points[0].tail is None or points[-1].tail is None:
        return ONE_PLAN
    first, last = points[0].tail, points[-1].tail
    if first.cvar - last.cvar <= 0.001 * abs(first.cvar):
        return ONE_PLAN
    words = (f"{brief_money(max(last.mean - first.mean, 0.0), currency)} more on average take the worst tenth from "
             f"{brief_money(first.cvar, currency)} down to {brief_money(last.cvar, currency)}")
    for place in frontier.jumps:
        before, after = frontier.points[place - 1].plan, frontier.points[place].plan
        if before is None or after is None:
            continue
        new = [name for name, was, now in zip(names, before.qualified, after.qualified, strict=True) if now and not was]
        if new:
            words += f"; below {brief_money(_tail_at(frontier, place - 1), currency)} only with {', '.join(new)}"
    return words + "."


def _tail_at(frontier: Frontier, place: int) -> float:
    found = frontier.points[place].tail
    return found.cvar if found else 0.0
