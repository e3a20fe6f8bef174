"""The dashboard: figures that are filters, and charts whose marks open the lines they count."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ytterby.classification.deciding import deciding
from ytterby.core.progress import SILENT, Progress
from ytterby.exposure.exposure import Figure
from ytterby.gui.charts.cards import FigureCard
from ytterby.gui.charts.chart import Chart
from ytterby.gui.charts.cover_chart import cover_chart
from ytterby.gui.charts.element_chart import Measure, best_measure, element_chart
from ytterby.gui.charts.evidence_chart import evidence_chart
from ytterby.gui.charts.exposure_charts import concentration_chart, heat_chart
from ytterby.gui.charts.figures import KINDS, Card, cards
from ytterby.gui.charts.late import Late
from ytterby.gui.charts.rows_frame import RowsFrame
from ytterby.gui.charts.timeline import TimelineFrame
from ytterby.gui.charts.timeline_chart import law_rows
from ytterby.gui.charts.treemap import spend_treemap
from ytterby.gui.charts.treemap_plot import TreemapFrame
from ytterby.gui.charts.trend_chart import FOLLOWED, Followed, trend_chart
from ytterby.gui.widgets.label import plain
from ytterby.workspace.document import Assessment, Document
from ytterby.workspace.trend import state_of, trend

CARD_WIDTH = 230  # px at least, before a card moves to the next row
CHART_WIDTH = 560
AT_ONCE = 5_000  # items: of more, making the charts is felt
Drawing = Callable[[], None]
Piece = Callable[[Document, Assessment], Drawing]


class DashboardView(QWidget):
    """``items_chosen`` carries item indices and the words of the filter; ``as_of_chosen`` a day from the timeline;
    ``state_kept`` a SavedState of the figures as they are now. ``picture_wanted`` asks for long work in the background:
    what makes the drawings for show_picture from a Progress, and what to call where it was stopped."""

    items_chosen = Signal(object, str)
    as_of_chosen = Signal(object)
    state_kept = Signal(object)
    picture_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._assessment: Assessment | None = None
        self._document: Document | None = None
        self._held: Mapping[int, Collection[str]] | None = None  # of the assessment: what each item's status hangs on
        self._pieces: tuple[Piece, ...] = (
            self._figures, self._law, self._held_elements, self._sources, self._lasting, self._sites, self._spent,
            self._graded, self._course)
        self._missing: dict[Piece, None] = {}  # asked for and not drawn yet, in their order
        self._asked = 0
        self._halted = False  # what was asked for last, by the user
        self._measure: Measure | None = None  # None: as the bill allows
        self._graded_by_spend: bool | None = None
        self._by, self._followed = "", FOLLOWED[0]
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
        self.late = Late(self)
        self._arrange()

    def _connect(self) -> None:
        for key, card in self.cards.items():
            card.clicked.connect(partial(self._card_pressed, key))
        for frame in self._frames:
            frame.plot.chosen.connect(self._open)
        self.timeline.as_of_chosen.connect(self.as_of_chosen)
        for measure in Measure:
            toggle = self.elements.add_toggle(measure.capitalize(), f"Elements by {measure}")
            toggle.clicked.connect(partial(self._choose_measure, measure))
            self._measures[measure] = toggle
        for by_spend, words in ((True, "Spend"), (False, "Items")):
            toggle = self.evidence.add_toggle(words, f"Evidence by {words.lower()}")
            toggle.clicked.connect(partial(self._choose_graded, by_spend))
        for followed in FOLLOWED:
            toggle = self.trend.add_toggle(followed.words, f"Course of {followed.words.lower()}")
            toggle.setChecked(followed is self._followed)
            toggle.clicked.connect(partial(self._choose_followed, followed))
        keep = QPushButton("Keep these figures")
        keep.setMinimumHeight(toggle.sizeHint().height())
        keep.setToolTip("Keep what the figures say now; later ones are compared with them")
        keep.clicked.connect(self._keep_state)
        self.trend.add_control(keep)

    def show_assessment(self, document: Document, assessment: Assessment) -> None:
        """Draw everything anew; nothing of the last assessment stays. Until all of it is made, the former picture
        stands whole, and opens nothing."""
        self._document, self._assessment = document, assessment
        self._held = None
        self._draw(*self._pieces)

    def _draw(self, *pieces: Piece) -> None:
        """Make these parts anew: at once, or of a large bill in the background by whoever listens to picture_wanted."""
        document, assessment = self._document, self._assessment
        if document is None or assessment is None:
            return
        self._missing.update(dict.fromkeys(pieces))
        make = partial(_made, tuple(partial(piece, document, assessment) for piece in self._missing))
        self._asked += 1
        self._halted = False
        if len(assessment.reading.bom.items) <= AT_ONCE:
            self.show_picture(make(SILENT))
            return
        self.late.draw(assessment.classification.rules.day)
        self.picture_wanted.emit(make, partial(self._stopped, self._asked))

    def show_picture(self, drawings: Sequence[Drawing]) -> None:
        """All at once: no figure stands beside one of another day."""
        self._missing.clear()
        self.late.end()
        self._page.show()
        for draw in drawings:
            draw()

    def _stopped(self, asked: int) -> None:
        if asked == self._asked:
            self._halted = True
            self.late.stop()

    def show_outdated(self, words: str) -> None:
        """The document has changed, and its assessment is not there yet; without words it is."""
        if words and self._assessment is not None:
            self.late.begin(words)
        elif not self._missing:
            self.late.end()

    # Each of these makes a part of the picture, in any thread, and gives what draws it, in the window's.

    def _figures(self, _: Document, assessment: Assessment) -> Drawing:
        return partial(self._show_cards, cards(assessment.exposure, assessment.reading.bom.items))

    def _law(self, _: Document, assessment: Assessment) -> Drawing:
        law = assessment.classification
        return partial(self.timeline.show_rows, law_rows(law), law.rules.day)

    def _held_elements(self, _: Document, assessment: Assessment) -> Drawing:
        held = self._held
        if held is None:
            held = deciding(assessment.classification)
        measure = self._measure or best_measure(assessment.exposure)
        return partial(self._show_elements, held, measure, element_chart(assessment.exposure, measure, held))

    def _sources(self, _: Document, assessment: Assessment) -> Drawing:
        found = {entry.by: entry for entry in assessment.exposure.concentration}
        by = self._by if self._by in found else next(iter(found), "")
        return partial(self._show_sources, tuple(found), by,
                       concentration_chart(found.get(by), assessment.exposure.currency))

    def _lasting(self, _: Document, assessment: Assessment) -> Drawing:
        baseline = assessment.outlooks[0] if assessment.outlooks else None
        return partial(self.cover.draw, cover_chart(baseline, assessment.exposure, assessment.reading.bom.items))

    def _sites(self, _: Document, assessment: Assessment) -> Drawing:
        return partial(self.heat.draw, heat_chart(assessment.exposure, assessment.reading.bom.items))

    def _spent(self, _: Document, assessment: Assessment) -> Drawing:
        return partial(self.treemap.draw, spend_treemap(assessment.exposure, assessment.reading.bom.items))

    def _graded(self, _: Document, assessment: Assessment) -> Drawing:
        priced = any(one.concerned and one.spend for one in assessment.exposure.items)
        by_spend = self._graded_by_spend if self._graded_by_spend is not None else priced
        return partial(self._show_evidence, by_spend,
                       evidence_chart(assessment.exposure, assessment.identities, by_spend=by_spend))

    def _course(self, document: Document, assessment: Assessment) -> Drawing:
        exposure, followed = assessment.exposure, self._followed
        now = next((figure for figure in exposure.figures if figure.key == followed.key),
                   Figure(followed.key, None, "", ()))
        return partial(self.trend.draw, trend_chart(trend(document, followed.key), now, followed, exposure))

    def _show_cards(self, found: Sequence[Card]) -> None:
        shown = {card.key: card for card in found}
        self._labels = {key: card.label for key, card in shown.items()}
        for key, widget in self.cards.items():
            widget.setVisible(key in shown)
            if key in shown:
                card = shown[key]
                widget.show_figure(card.big, card.words, card.detail, card.tip, card.items)
        self._arrange()

    def _show_elements(self, held: Mapping[int, Collection[str]], measure: Measure, chart: Chart) -> None:
        self._held = held
        self._measures[measure].setChecked(True)
        self.elements.draw(chart)

    def _show_sources(self, found: Sequence[str], by: str, chart: Chart) -> None:
        for one in found:
            if one not in self._toggles:
                toggle = self.concentration.add_toggle(one.capitalize(), f"Concentration by {one}")
                toggle.clicked.connect(partial(self._choose_by, one))
                self._toggles[one] = toggle
        for one, toggle in self._toggles.items():
            toggle.setVisible(one in found)
        if by:
            self._toggles[by].setChecked(True)
        self.concentration.draw(chart)

    def _show_evidence(self, by_spend: bool, chart: Chart) -> None:
        self.evidence.press("Spend" if by_spend else "Items")
        self.evidence.draw(chart)

    def _choose_measure(self, measure: Measure) -> None:
        self._measure = measure
        self._draw(self._held_elements)

    def _choose_by(self, by: str) -> None:
        self._by = by
        self._draw(self._sources)

    def _choose_graded(self, by_spend: bool, _: bool = False) -> None:
        self._graded_by_spend = by_spend
        self._draw(self._graded)

    def _choose_followed(self, followed: Followed, _: bool = False) -> None:
        self._followed = followed
        self._draw(self._course)

    def _keep_state(self) -> None:
        """Under the minute: kept twice within one, the later takes the place of the earlier."""
        if self._assessment:
            now = datetime.now().astimezone()
            self.state_kept.emit(state_of(self._assessment, f"{now:%Y-%m-%d %H:%M}", now))

    def _card_pressed(self, key: str) -> None:
        self._open(self.cards[key].items, self._labels[key])

    def _open(self, items: frozenset[int], label: str) -> None:
        """What a former picture counts is not what its lines say now."""
        if self._halted:
            self._draw()
        elif self._missing:
            self.late.tell()
        else:
            self.items_chosen.emit(items, label)

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


def _made(pieces: Sequence[Callable[[], Drawing]], progress: Progress) -> list[Drawing]:
    made = []
    for place, piece in enumerate(pieces):
        progress.step(place / len(pieces))
        made.append(piece())
    return made


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
