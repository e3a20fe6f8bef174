"""What if: levers at the left, answers at the right, words before curves. The shell computes; this view shows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ytterby.gui.charts.answers import (
    CALENDAR,
    DIFFERENCES,
    compared,
    differences,
    fan_title,
    small_print,
    stops,
)
from ytterby.gui.charts.comparison import COMPARISON, comparison
from ytterby.gui.charts.fan import LEGEND, FanPlot
from ytterby.gui.charts.frame import ChartFrame
from ytterby.gui.charts.labels import item_name, plain_tip
from ytterby.gui.listing import Listing
from ytterby.gui.views.law_levers import LawLevers
from ytterby.gui.views.levers import ScenarioLevers
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import plain, resize_font
from ytterby.gui.widgets.scenario_menu import ScenarioMenu
from ytterby.planning.simulation import Simulation, StockFan
from ytterby.workspace.document import Assessment, Document

FAN_NOTE = "Days of use in stock, week by week"


class WhatIfView(QWidget):
    """``scenario_changed`` carries a Scenario, ``assumption_chosen`` all assumptions, ``as_of_chosen`` a day.

    The first outlook of an assessment is the baseline; the levers stand for the scenario in front, the last one until
    another is chosen. ``menu`` saves, renames and removes it, ``scenario_chosen`` brings another to the front.
    """

    scenario_changed = Signal(object)
    scenario_chosen = Signal(str)
    assumption_chosen = Signal(object)
    as_of_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._assessment: Assessment | None = None
        self._front = ""
        self.menu = ScenarioMenu()
        self.levers, self.law = ScenarioLevers(), LawLevers()
        self.reset = QPushButton("Reset to the baseline")
        self.fan = FanPlot()
        self._fan_frame = ChartFrame("Stock over time", self.fan)
        self.item = QComboBox()
        self.item.setAccessibleName("Item whose stock is shown")
        self.item.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.item.setMinimumContentsLength(20)
        self._fan_frame.add_control(self.item)
        self.calendar = Grid("Calendar of line stops", filters=False)
        self.differences = Grid("Differences to the baseline", filters=False)
        self.comparison = Grid("Scenarios side by side", filters=False)
        for grid in (self.calendar, self.differences, self.comparison):
            grid.horizontalHeader().setStretchLastSection(False)  # the names take the room
        self.headline, self._small = plain(wrap=True), plain(muted=True, wrap=True)
        self.headline.setAccessibleName("Answer")
        resize_font(self.headline, 1.25, bold=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        levers = self._levers_page = QWidget()
        column = QVBoxLayout(levers)
        column.setContentsMargins(12, 12, 8, 12)
        for part in (self.menu, self.menu.note, self.reset, self.levers, self.law):
            column.addWidget(part)
        column.addStretch(1)
        self._left = _scrolled(levers, "Levers")
        for watched in (levers, self.calendar.viewport(), self.differences.viewport(), self.comparison.viewport()):
            watched.installEventFilter(self)
        answers = QWidget()
        column = QVBoxLayout(answers)
        column.setContentsMargins(8, 12, 12, 12)
        column.setSpacing(8)
        for answer in (self.headline, self._small, self.comparison, self._fan_frame, self.calendar, self.differences):
            column.addWidget(answer)
        column.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._left)
        whole.addWidget(_scrolled(answers, "Answers"), 1)

    def _connect(self) -> None:
        self.reset.clicked.connect(self._reset)
        self.levers.scenario_changed.connect(self.scenario_changed)
        self.law.assumption_chosen.connect(self.assumption_chosen)
        self.law.as_of_chosen.connect(self.as_of_chosen)
        self.item.currentIndexChanged.connect(self._show_fan)
        self.calendar.activated_row.connect(self._open_row)
        self.comparison.activated_row.connect(self._open_scenario)

    def show_assessment(self, document: Document, assessment: Assessment) -> None:
        """Show the answers, and set the levers unless a person is moving one."""
        self._assessment = assessment
        self.law.show_rules(assessment.classification.rules)
        outlooks = assessment.outlooks
        for part in (self.levers, self._fan_frame, self.calendar, self.differences, self._small):
            part.setVisible(bool(outlooks))
        if not outlooks:
            self.headline.setText("No outlook was computed. Open a bill that states stock and yearly use.")
            return
        baseline, now = outlooks[0], self._now(assessment)
        items = assessment.reading.bom.items
        stated = {entry.item: entry.stock for entry in assessment.exposure.items}
        self.levers.offer(baseline.wait, [(items[entry.item].key, item_name(items[entry.item]), stated.get(entry.item))
                                          for entry in baseline.items])
        self.levers.show_scenario(now.scenario)
        self.menu.show_scenario(now.scenario)
        self.headline.setText(compared(baseline, now, items))
        self._small.setText(small_print(now))
        self._small.setToolTip(plain_tip(now.wait.basis))
        currency = assessment.exposure.currency
        self.calendar.show_listing(Listing(CALENDAR, stops(now, items)))
        self.differences.show_listing(Listing(DIFFERENCES, differences(baseline, now, items, currency)))
        rows = comparison(outlooks, items, currency, now.scenario.name)
        self.comparison.show_listing(Listing(COMPARISON, rows))
        self.comparison.setVisible(len(rows) > 2)  # two are compared below
        self._fit_tables()
        self._offer_items(now)
        self._show_fan()

    def show_scenario(self, name: str) -> None:
        """Bring a scenario to the front, now or when it is there."""
        self._front = name

    def _now(self, assessment: Assessment) -> Simulation:
        named = (outlook for outlook in assessment.outlooks if outlook.scenario.name == self._front)
        return next(named, assessment.outlooks[-1])

    def _open_scenario(self, row: int) -> None:
        listing = self.comparison.listing
        if listing is not None:
            self.scenario_chosen.emit(listing.rows[row].name)

    def _offer_items(self, now: Simulation) -> None:
        """Items with a fan, most likely to stop first; the chosen one stays chosen."""
        assert self._assessment is not None
        items = self._assessment.reading.bom.items
        with_fan = {fan.item for fan in now.fans}
        wanted = [(stop.name, stop.item) for stop in stops(now, items) if not stop.product and stop.item in with_fan]
        offered = [(self.item.itemText(n), self.item.itemData(n)) for n in range(self.item.count())]
        if sorted(wanted) != sorted(offered):  # the order is not changed under the hand of the user
            kept = self.item.currentData()
            with QSignalBlocker(self.item):
                self.item.clear()
                for name, item in wanted:
                    self.item.addItem(name, item)
                self.item.setCurrentIndex(max(0, self.item.findData(kept)))

    def _show_fan(self, _index: int = 0) -> None:
        if self._assessment is None or not self._assessment.outlooks:
            return
        baseline, now = self._assessment.outlooks[0], self._now(self._assessment)
        fan, before = (_fan_of(side, self.item.currentData()) for side in (now, baseline))
        self.item.setVisible(fan is not None)
        if fan is None:
            self._fan_frame.show_words("Stock over time", "", empty="No item that waits for a licence states stock and "
                                       "use. Choose the stock and annual-use columns on the Import page.")
            return
        legend = LEGEND if before != fan else LEGEND[:2]
        self._fan_frame.show_words(fan_title(now, fan.item, self._assessment.reading.bom.items), FAN_NOTE, legend)
        self.fan.show_fan(fan, before)

    def _open_row(self, row: int) -> None:
        listing = self.calendar.listing
        if listing is not None:
            place = self.item.findData(listing.rows[row].item)
            if place >= 0:
                self.item.setCurrentIndex(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The levers' page is as wide as its content at any font; tables follow their own width."""
        match event.type():
            case QEvent.Type.LayoutRequest if watched is self._levers_page:
                bar = self._left.verticalScrollBar().sizeHint().width()
                self._left.setFixedWidth(self._levers_page.minimumSizeHint().width() + bar)
            case QEvent.Type.Resize if watched is not self._levers_page and isinstance(event, QResizeEvent):
                if event.size().width() != event.oldSize().width():
                    self._fit_tables()
        return super().eventFilter(watched, event)

    def _fit_tables(self) -> None:
        for grid in (self.calendar, self.differences, self.comparison):
            _stretch_names(grid)
        _fit(self.comparison)
        _fit(self.calendar, CALENDAR_ROWS)
        _fit(self.differences)

    def _reset(self) -> None:
        self.levers.reset()

    def retheme(self) -> None:
        self._fan_frame.retheme()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_fan_frame"):
            self.retheme()


def _fan_of(simulation: Simulation, item: int | None) -> StockFan | None:
    return next((fan for fan in simulation.fans if fan.item == item), None)


LEAST_NAMES = 230
CALENDAR_ROWS = 9  # before the calendar scrolls by itself


def _fit(grid: Grid, most: int | None = None) -> None:
    """Give a table the height of its rows, whole ones only."""
    rows = max(len(grid.listing or ()), 1)
    rows = rows if most is None else min(rows, most)
    header = grid.horizontalHeader()
    bar = grid.horizontalScrollBar().sizeHint().height() if header.length() > grid.viewport().width() else 0
    height = header.sizeHint().height() + rows * grid.verticalHeader().defaultSectionSize() + 2 * grid.frameWidth()
    grid.setFixedHeight(height + bar)


def _stretch_names(grid: Grid) -> None:
    """The names take what the figures leave, at least LEAST_NAMES."""
    header = grid.horizontalHeader()
    if header.count():
        figures = sum(header.sectionSize(section) for section in range(1, header.count()))
        header.resizeSection(0, max(LEAST_NAMES, grid.viewport().width() - figures))


def _scrolled(page: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    area.setAccessibleName(name)
    return area
