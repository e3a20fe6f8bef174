"""A plot of one line in its band, with another line beside it: what the fan of a stock and the curve of waits share."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from ytterby.gui import theme


class CurvePlot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """``low`` and ``high`` are the edges of the band, ``line`` is the curve, ``beside`` the dashed one."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, background=None)
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(x=False, y=False)
        self.getViewBox().disableAutoRange()
        self.low, self.high = pg.PlotDataItem(), pg.PlotDataItem()
        self.beside, self.line = pg.PlotDataItem(), pg.PlotDataItem()
        self._band = pg.FillBetweenItem(self.low, self.high)
        for item in (self.low, self.high, self._band, self.beside, self.line):
            self.addItem(item, ignoreBounds=True)
        self.setFixedHeight(height)
        self.setFrameShape(self.Shape.NoFrame)

    def retheme(self) -> None:
        self.setBackground(theme.colour("surface"))
        self._band.setBrush(pg.mkBrush(theme.colour("selection")))
        for edge in (self.low, self.high):
            edge.setPen(pg.mkPen(theme.colour("selection"), width=1))
        self.line.setPen(pg.mkPen(theme.colour("accent"), width=2))
        self.beside.setPen(pg.mkPen(theme.colour("muted"), width=1, style=Qt.PenStyle.DashLine))
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(pg.mkPen(theme.colour("line")))
            axis.setTextPen(theme.colour("muted"))
            axis.setTickFont(self.font())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, not the chart

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()  # the frame around it has the menu
