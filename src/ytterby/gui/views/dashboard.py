"""The dashboard: figures that are filters, and charts whose marks open the lines they count."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ytterby.exposure.exposure import Exposure
from ytterby.gui.charts.cards import FigureCard
from ytterby.gui.charts.chart import Chart
from ytterby.gui.charts.cover_chart import cover_chart
from ytterby.gui.charts.element_chart import Measure, best_measure, element_chart
from ytterby.gui.charts.exposure_charts import concentration_chart, heat_chart
from ytterby.gui.charts.figures import KINDS, cards
from ytterby.gui.charts.frame import ChartFrame
from ytterby.gui.charts.rows import RowsPlot
from ytterby.gui.charts.timeline import TimelineFrame
from ytterby.workspace.document import Assessment, Document

CARD_WIDTH = 190  # px at least, before a card moves to the next row
CHART_WIDTH = 560


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


class DashboardView(QWidget):
    """``items_chosen`` carries item indices and the words of the filter; ``as_of_chosen`` a day from the timeline."""

    items_chosen = Signal(object, str)
    as_of_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._assessment: Assessment | None = None
        self._measure: Measure | None = None  # None: as the bill allows
        self._by = ""
        self._page = QWidget()
        self.cards = {kind.key: FigureCard(kind.role, self._page) for kind in KINDS}
        self._labels: dict[str, str] = {}
        self.timeline = TimelineFrame()
        self.elements = RowsFrame("Exposure by element and status")
        self.cover = RowsFrame("Cover against the licence wait")
        self.concentration = RowsFrame("Concentration of sources")
        self.heat = RowsFrame("Where each element sits")
        self._toggles: dict[str, QPushButton] = {}
        self._measures: dict[Measure, QPushButton] = {}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._cards, self._charts = QGridLayout(), QGridLayout()
        for grid in (self._cards, self._charts):
            grid.setSpacing(8)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(self._cards)
        column.addWidget(self.timeline)
        column.addLayout(self._charts)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._page)
        self._scroll.setAccessibleName("Dashboard")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self._arrange()

    def _connect(self) -> None:
        for key, card in self.cards.items():
            card.clicked.connect(partial(self._card_pressed, key))
        for frame in (self.timeline, self.elements, self.cover, self.concentration, self.heat):
            frame.plot.chosen.connect(self.items_chosen)
        self.timeline.as_of_chosen.connect(self.as_of_chosen)
        for measure in Measure:
            toggle = self.elements.add_toggle(measure.capitalize(), f"Elements by {measure}")
            toggle.clicked.connect(partial(self._choose_measure, measure))
            self._measures[measure] = toggle

    def show_assessment(self, document: Document, assessment: Assessment) -> None:
        """Draw everything anew; nothing of the last assessment stays."""
        self._assessment = assessment
        items = assessment.reading.bom.items
        self._labels = {}
        shown = {card.key: card for card in cards(assessment.exposure, items)}
        for key, widget in self.cards.items():
            widget.setVisible(key in shown)
            if key in shown:
                card = shown[key]
                widget.show_figure(card.big, card.words, card.detail, card.tip, card.items)
                self._labels[key] = card.label
        self._arrange()
        self.timeline.show_classification(assessment.classification)
        self._show_elements(assessment.exposure)
        self._show_concentration(assessment.exposure)
        baseline = assessment.outlooks[0] if assessment.outlooks else None
        self.cover.draw(cover_chart(baseline, assessment.exposure, items))
        self.heat.draw(heat_chart(assessment.exposure, items))

    def _show_elements(self, exposure: Exposure) -> None:
        measure = self._measure or best_measure(exposure)
        self._measures[measure].setChecked(True)
        self.elements.draw(element_chart(exposure, measure))

    def _show_concentration(self, exposure: Exposure) -> None:
        found = {entry.by: entry for entry in exposure.concentration}
        for by in found:
            if by not in self._toggles:
                toggle = self.concentration.add_toggle(by.capitalize(), f"Concentration by {by}")
                toggle.clicked.connect(partial(self._choose_by, by))
                self._toggles[by] = toggle
        for by, toggle in self._toggles.items():
            toggle.setVisible(by in found)
        by = self._by if self._by in found else next(iter(found), "")
        if by:
            self._toggles[by].setChecked(True)
        self.concentration.draw(concentration_chart(found.get(by), exposure.currency))

    def _choose_measure(self, measure: Measure) -> None:
        self._measure = measure
        if self._assessment:
            self._show_elements(self._assessment.exposure)

    def _choose_by(self, by: str) -> None:
        self._by = by
        if self._assessment:
            self._show_concentration(self._assessment.exposure)

    def _card_pressed(self, key: str) -> None:
        self.items_chosen.emit(self.cards[key].items, self._labels[key])

    def _arrange(self) -> None:
        """As many columns as the width bears, so that nothing overlaps and nothing scrolls sideways."""
        width = max(self.width() - 40, CARD_WIDTH)
        shown = [self.cards[key] for key in self._labels or self.cards]
        _fill(self._cards, shown, _columns(len(shown), width // CARD_WIDTH))
        _fill(self._charts, [self.elements, self.cover, self.concentration, self.heat], 2 if width // CHART_WIDTH > 1
              else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def retheme(self) -> None:
        for frame in (self.timeline, self.elements, self.cover, self.concentration, self.heat):
            frame.retheme()
        for card in self.cards.values():
            card.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_measures"):
            self.retheme()


def _columns(amount: int, most: int) -> int:
    """Rows of equal length where that is possible: 8 cards in room for 7 stand as 4 and 4."""
    most = max(1, min(most, amount or 1))
    rows = -(-(amount or 1) // most)
    return -(-(amount or 1) // rows)


def _fill(grid: QGridLayout, widgets: Sequence[QWidget], columns: int) -> None:
    places = [grid.itemAtPosition(place // columns, place % columns) for place in range(len(widgets))]
    if grid.count() == len(widgets) and [item.widget() if item else None for item in places] == list(widgets):
        return
    while grid.count():
        grid.takeAt(0)
    for place, widget in enumerate(widgets):
        grid.addWidget(widget, place // columns, place % columns)
    for column in range(grid.columnCount()):
        grid.setColumnStretch(column, 1 if column < columns else 0)
