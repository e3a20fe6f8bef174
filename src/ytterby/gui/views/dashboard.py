"""The dashboard: figures that are filters, and charts whose marks open the lines they count."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ytterby.classification.deciding import deciding
from ytterby.exposure.exposure import Exposure, Figure
from ytterby.gui.charts.cards import FigureCard
from ytterby.gui.charts.cover_chart import cover_chart
from ytterby.gui.charts.element_chart import Measure, best_measure, element_chart
from ytterby.gui.charts.evidence_chart import evidence_chart
from ytterby.gui.charts.exposure_charts import concentration_chart, heat_chart
from ytterby.gui.charts.figures import KINDS, cards
from ytterby.gui.charts.rows_frame import RowsFrame
from ytterby.gui.charts.timeline import TimelineFrame
from ytterby.gui.charts.treemap import spend_treemap
from ytterby.gui.charts.treemap_plot import TreemapFrame
from ytterby.gui.charts.trend_chart import FOLLOWED, Followed, trend_chart
from ytterby.gui.widgets.label import plain
from ytterby.workspace.document import Assessment, Document
from ytterby.workspace.trend import state_of, trend

CARD_WIDTH = 230  # px at least, before a card moves to the next row
CHART_WIDTH = 560
AT_ONCE = 5_000  # items: of more, each part takes some 10 ms to draw and all together are felt


class DashboardView(QWidget):
    """``items_chosen`` carries item indices and the words of the filter; ``as_of_chosen`` a day from the timeline;
    ``state_kept`` a SavedState of the figures as they are now."""

    items_chosen = Signal(object, str)
    as_of_chosen = Signal(object)
    state_kept = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._assessment: Assessment | None = None
        self._document: Document | None = None
        self._deciding: Mapping[int, Collection[str]] = {}
        self._still: list[Callable[[], object]] = []  # parts that do not show the assessment yet, in their order
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._draw_next)
        self._measure: Measure | None = None  # None: as the bill allows
        self._by, self._followed, self._graded_by_spend = "", FOLLOWED[0], True
        self._page = QWidget()
        self.cards = {kind.key: FigureCard(kind.role, self._page) for kind in KINDS}
        self._labels: dict[str, str] = {}
        self.timeline = TimelineFrame()
        self.elements = RowsFrame("Exposure by element and status")
        self.cover = RowsFrame("Cover against the licence wait")
        self.concentration = RowsFrame("Concentration of sources")
        self.heat = RowsFrame("Where each element sits")
        self.treemap = TreemapFrame("Spend by status")
        self.evidence = RowsFrame("Coverage by grade of evidence")
        self.trend = RowsFrame("Course of the exposure")
        self._sections = (
            ("What is caught, and what it costs", (self.elements, self.treemap)),
            ("Who stops first, and who it comes from", (self.cover, self.concentration)),
            ("Where it sits, and how sure we are", (self.heat, self.evidence)),
            ("How it went", (self.trend,)),
        )
        self._frames = (self.timeline, *(frame for _, frames in self._sections for frame in frames))
        self._toggles: dict[str, QPushButton] = {}
        self._measures: dict[Measure, QPushButton] = {}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._cards = QGridLayout()
        self._grids = [QGridLayout() for _ in self._sections]
        for grid in (self._cards, *self._grids):
            grid.setSpacing(8)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(self._cards)
        column.addWidget(self.timeline)
        for (words, _), grid in zip(self._sections, self._grids, strict=True):
            heading = plain(words, heading=True)
            heading.setContentsMargins(2, 10, 0, 0)
            column.addWidget(heading)
            column.addLayout(grid)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._page)
        self._page.hide()  # until there is something to show: empty cards and axes say what is not so
        self._scroll.setAccessibleName("Dashboard")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self._arrange()

    def _connect(self) -> None:
        for key, card in self.cards.items():
            card.clicked.connect(partial(self._card_pressed, key))
        for frame in self._frames:
            frame.plot.chosen.connect(self.items_chosen)
        self.timeline.as_of_chosen.connect(self.as_of_chosen)
        for measure in Measure:
            toggle = self.elements.add_toggle(measure.capitalize(), f"Elements by {measure}")
            toggle.clicked.connect(partial(self._choose_measure, measure))
            self._measures[measure] = toggle
        for by_spend, words in ((True, "Spend"), (False, "Items")):
            toggle = self.evidence.add_toggle(words, f"Evidence by {words.lower()}")
            toggle.setChecked(by_spend)
            toggle.clicked.connect(partial(self._choose_graded, by_spend))
        for followed in FOLLOWED:
            toggle = self.trend.add_toggle(followed.words, f"Course of {followed.words.lower()}")
            toggle.setChecked(followed is self._followed)
            toggle.clicked.connect(partial(self._choose_followed, followed))
        keep = QPushButton("Keep these figures")
        keep.setToolTip("Keep what the figures say now; later ones are compared with them")
        keep.clicked.connect(self._keep_state)
        self.trend.add_control(keep)

    def show_assessment(self, document: Document, assessment: Assessment) -> None:
        """Draw everything anew; nothing of the last assessment stays. Of a large bill one part after the other, so that
        the window answers in between while the day is dragged."""
        self._page.show()
        self._document, self._assessment = document, assessment
        exposure, items = assessment.exposure, assessment.reading.bom.items
        baseline = assessment.outlooks[0] if assessment.outlooks else None
        self._still = [
            self._show_cards, lambda: self.timeline.show_classification(assessment.classification),
            lambda: self._show_decided(assessment), lambda: self._show_concentration(exposure),
            lambda: self.cover.draw(cover_chart(baseline, exposure, items)),
            lambda: self.heat.draw(heat_chart(exposure, items)),
            lambda: self.treemap.draw(spend_treemap(exposure, items)),
            lambda: self._show_graded(exposure), self._show_trend,
        ]
        if len(items) > AT_ONCE:
            self._turn.start()
        else:
            self.finish()

    def finish(self) -> None:
        """Draw what is still to be drawn."""
        self._turn.stop()
        while self._still:
            self._still.pop(0)()

    def _draw_next(self) -> None:
        self._still.pop(0)()
        if self._still:
            self._turn.start()

    def _show_cards(self) -> None:
        assert self._assessment is not None
        shown = {card.key: card for card in cards(self._assessment.exposure, self._assessment.reading.bom.items)}
        self._labels = {}
        for key, widget in self.cards.items():
            widget.setVisible(key in shown)
            if key in shown:
                card = shown[key]
                widget.show_figure(card.big, card.words, card.detail, card.tip, card.items)
                self._labels[key] = card.label
        self._arrange()

    def _show_decided(self, assessment: Assessment) -> None:
        self._deciding = deciding(assessment.classification)
        self._show_elements(assessment.exposure)

    def _show_graded(self, exposure: Exposure) -> None:
        priced = any(one.concerned and one.spend for one in exposure.items)
        self._show_evidence(self._graded_by_spend and priced)

    def _show_elements(self, exposure: Exposure) -> None:
        measure = self._measure or best_measure(exposure)
        self._measures[measure].setChecked(True)
        self.elements.draw(element_chart(exposure, measure, self._deciding))

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

    def _choose_graded(self, by_spend: bool, _: bool = False) -> None:
        self._graded_by_spend = by_spend
        self._show_evidence(by_spend)

    def _show_evidence(self, by_spend: bool) -> None:
        if self._assessment:
            self.evidence.press("Spend" if by_spend else "Items")
            self.evidence.draw(evidence_chart(self._assessment.exposure, self._assessment.identities,
                                              by_spend=by_spend))

    def _choose_followed(self, followed: Followed, _: bool = False) -> None:
        self._followed = followed
        self._show_trend()

    def _show_trend(self) -> None:
        if self._assessment and self._document:
            exposure, followed = self._assessment.exposure, self._followed
            now = next((figure for figure in exposure.figures if figure.key == followed.key),
                       Figure(followed.key, None, "", ()))
            self.trend.draw(trend_chart(trend(self._document, followed.key), now, followed, exposure))

    def _keep_state(self) -> None:
        """Under the minute: kept twice within one, the later takes the place of the earlier."""
        if self._assessment:
            now = datetime.now().astimezone()
            self.state_kept.emit(state_of(self._assessment, f"{now:%Y-%m-%d %H:%M}", now))

    def _card_pressed(self, key: str) -> None:
        self.items_chosen.emit(self.cards[key].items, self._labels[key])

    def _arrange(self) -> None:
        """As many columns as the width bears, so that nothing overlaps and nothing scrolls sideways."""
        width = max(self.width() - 40, CARD_WIDTH)
        shown = [self.cards[key] for key in self._labels or self.cards]
        _fill(self._cards, shown, _columns(len(shown), width // CARD_WIDTH))
        beside = 2 if width // CHART_WIDTH > 1 else 1
        for (_, frames), grid in zip(self._sections, self._grids, strict=True):
            _fill(grid, frames, min(beside, len(frames)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def retheme(self) -> None:
        for frame in self._frames:
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
    for item in [grid.itemAt(place) for place in range(grid.count())]:
        if item is not None and (widget := item.widget()) is not None:
            grid.removeWidget(widget)  # takeAt() leaves an item behind, and the next one never forgets a height
    for place, widget in enumerate(widgets):
        grid.addWidget(widget, place // columns, place % columns)
    for column in range(grid.columnCount()):
        grid.setColumnStretch(column, 1 if column < columns else 0)
