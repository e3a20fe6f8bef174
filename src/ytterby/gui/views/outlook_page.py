"""The answer of What-if: in words, then stock over time, the calendar of line stops, and what differs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ytterby.core.item import Item
from ytterby.gui.charts.answers import (
    DIFFERENCES,
    barred_words,
    calendar_columns,
    compared,
    differences,
    fan_title,
    small_print,
    stops,
)
from ytterby.gui.charts.comparison import COMPARISON, comparison
from ytterby.gui.charts.fan import LEGEND, FanPlot
from ytterby.gui.charts.frame import ChartFrame
from ytterby.gui.charts.labels import plain_tip
from ytterby.gui.charts.lacking import Lacking
from ytterby.gui.charts.rows import RowsPlot
from ytterby.gui.charts.stop_calendar import stop_calendar
from ytterby.gui.listing import Listing
from ytterby.gui.widgets.fitted import fit_rows
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import plain, resize_font
from ytterby.gui.widgets.names import NameBox
from ytterby.gui.widgets.next_step import NextStep
from ytterby.planning.simulation import Simulation, StockFan

FAN_NOTE = "Days of use in stock, week by week"
NO_OUTLOOK = "No outlook was computed. Open a bill that states stock and yearly use."


class OutlookPage(QWidget):
    """``scenario_chosen`` carries the name of a scenario to bring to the front."""

    scenario_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Simulation, Simulation] | None = None  # baseline, the one in front
        self._items: Sequence[Item] = ()
        self._currency = ""
        self.fan = FanPlot()
        self.fan_frame = ChartFrame("Stock over time", self.fan)
        self.item = NameBox("Item whose stock is shown", 20)
        self.fan_frame.add_control(self.item)
        self.stops = RowsPlot()
        self.stops_frame = ChartFrame("Calendar of line stops", self.stops)
        self.calendar = Grid("Line stops in figures", filters=False)
        self.differences = Grid("Differences to the baseline", filters=False)
        self.comparison = Grid("Scenarios side by side", filters=False)
        for grid in self._grids():
            grid.viewport().installEventFilter(self)
        self.headline, self.small = plain(wrap=True), plain(muted=True, wrap=True)
        self.headline.setAccessibleName("Answer")
        self.step = NextStep()
        self.barred = plain(wrap=True)
        self.barred.setAccessibleName("Items without hope of a licence")
        resize_font(self.headline, 1.25, bold=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 12, 12)
        column.setSpacing(8)
        for answer in (self.headline, self.step, self.barred, self.small, self.comparison, self.differences,
                       self.fan_frame, self.stops_frame, self.calendar):
            column.addWidget(answer)
        column.addStretch(1)
        self.item.currentIndexChanged.connect(self._show_fan)
        self.calendar.activated_row.connect(self._open_row)
        self.comparison.activated_row.connect(self._open_scenario)

    def _grids(self) -> tuple[Grid, ...]:
        return self.calendar, self.differences, self.comparison

    def show_nothing(self) -> None:
        """No outlook is there."""
        self._shown = None
        self.headline.setText(NO_OUTLOOK)
        self.step.show_step("", ("import", "products"))
        for part in (self.barred, self.small, self.fan_frame, self.stops_frame, *self._grids()):
            part.hide()

    def show_outlooks(self, outlooks: Sequence[Simulation], now: Simulation, items: Sequence[Item],
                      currency: str, lacking: Lacking) -> None:
        """The answers of ``now`` against the first of the outlooks, and all of them side by side."""
        self._items, self._currency = items, currency
        self.step.show_step("", lacking.places() if lacking.everything else ())  # the headline has the words
        for part in (self.small, self.fan_frame, self.stops_frame, self.calendar):
            part.show()
        rows = comparison(outlooks, items, currency, now.scenario.name)
        self.comparison.show_listing(Listing(COMPARISON, rows))
        self.comparison.setVisible(len(rows) > 2)  # two are compared below
        self._show(outlooks[0], now)
        self._offer_items(now)
        self._show_fan()

    def show_preview(self, now: Simulation) -> None:
        """A first answer of fewer trials, while a lever moves."""
        if self._shown is not None:
            self._show(self._shown[0], now)
            self._show_fan()

    def fan_item(self) -> int | None:
        """The item whose stock is drawn."""
        found: int | None = self.item.currentData()
        return found

    def items_waiting(self) -> int:
        """How many items the simulation in front follows."""
        return len(self._shown[1].items) if self._shown else 0

    def _show(self, baseline: Simulation, now: Simulation) -> None:
        self._shown = baseline, now
        items, currency = self._items, self._currency
        self.headline.setText(compared(baseline, now, items))
        self.barred.setText(barred_words(now, items))
        self.barred.setVisible(bool(self.barred.text()))
        self.small.setText(small_print(now))
        self.small.setToolTip(plain_tip(now.wait.basis))
        found = stops(now, items)
        self.calendar.show_listing(Listing(calendar_columns(found), found))
        self.stops_frame.show_chart(stop_calendar(found, now.as_of))
        self.stops.show_chart(stop_calendar(found, now.as_of))
        self.differences.setVisible(baseline.scenario.name != now.scenario.name)  # itself it does not differ from
        self.differences.show_listing(Listing(DIFFERENCES, differences(baseline, now, items, currency)))
        self._fit_tables()

    def _open_scenario(self, row: int) -> None:
        listing = self.comparison.listing
        if listing is not None:
            self.scenario_chosen.emit(listing.rows[row].name)

    def _offer_items(self, now: Simulation) -> None:
        """Items with a fan, most likely to stop first; the chosen one stays chosen."""
        with_fan = {fan.item for fan in now.fans}
        wanted = [(stop.name, stop.item) for stop in stops(now, self._items)
                  if not stop.product and stop.item in with_fan]
        offered = [(self.item.itemText(n), self.item.itemData(n)) for n in range(self.item.count())]
        if sorted(wanted) != sorted(offered):  # the order is not changed under the hand of the user
            kept = self.item.currentData()
            with QSignalBlocker(self.item):
                self.item.clear()
                for name, item in wanted:
                    self.item.addItem(name, item)
                self.item.setCurrentIndex(max(0, self.item.findData(kept)))

    def _show_fan(self, _index: int = 0) -> None:
        if self._shown is None:
            return
        baseline, now = self._shown
        fan, before = (_fan_of(side, self.item.currentData()) for side in (now, baseline))
        self.item.setVisible(fan is not None)
        if fan is None:
            self.fan_frame.show_words("Stock over time", "", empty="No item that waits for a licence states stock and "
                                       "use. Choose the stock and annual-use columns on the Import page.")
            return
        legend = LEGEND if before != fan else LEGEND[:2]
        self.fan_frame.show_words(fan_title(now, fan.item, self._items), FAN_NOTE, legend)
        self.fan.show_fan(fan, before)

    def _open_row(self, row: int) -> None:
        listing = self.calendar.listing
        if listing is not None:
            place = self.item.findData(listing.rows[row].item)
            if place >= 0:
                self.item.setCurrentIndex(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tables follow their own width."""
        if (event.type() is QEvent.Type.Resize and isinstance(event, QResizeEvent)
                and event.size().width() != event.oldSize().width()):
            self._fit_tables()
        return super().eventFilter(watched, event)

    def _fit_tables(self) -> None:
        for grid in self._grids():
            grid.columns.fill_room()
        fit_rows(self.comparison)
        fit_rows(self.calendar, CALENDAR_ROWS)
        fit_rows(self.differences)

    def retheme(self) -> None:
        for frame in (self.fan_frame, self.stops_frame):
            frame.retheme()


def _fan_of(simulation: Simulation, item: int | None) -> StockFan | None:
    return next((fan for fan in simulation.fans if fan.item == item), None)


CALENDAR_ROWS = 9  # before the calendar scrolls by itself
