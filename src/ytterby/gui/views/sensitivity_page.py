"""What the answer hangs on: tornado, shares of the spread in words, what a second source may cost, when to stop one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ytterby.gui.charts.answers import first_product
from ytterby.gui.charts.frame import ChartFrame
from ytterby.gui.charts.labels import item_name, product_name
from ytterby.gui.charts.lacking import Lacking
from ytterby.gui.charts.rows import RowsPlot
from ytterby.gui.charts.tornado_chart import spread_words, tornado_chart
from ytterby.gui.views.plan_basis import PlanBasis
from ytterby.gui.widgets.label import plain, set_muted
from ytterby.gui.widgets.names import NameBox
from ytterby.gui.widgets.next_step import NextStep
from ytterby.gui.widgets.number import money_box, number_box, show_suffix
from ytterby.gui.wording import money, number, percent
from ytterby.planning.qualifying import Qualifying
from ytterby.planning.second_source import BreakEven
from ytterby.planning.sensitivity import Lever, SobolIndex, Tornado
from ytterby.planning.stocking import Stakes, candidates
from ytterby.workspace.scenario_file import PlanSettings

if TYPE_CHECKING:
    from ytterby.core.item import Item
    from ytterby.planning.scenario import Scenario
    from ytterby.planning.simulation import Simulation
    from ytterby.workspace.document import Assessment, Document

SHOWN = 8
OF_BEFORE = "Of the state before the change; computed anew in a moment."
LOOKING = "Looking at each input alone, from low to high…"
NO_MARGIN = "Say what a product that is not made costs, here or as its margin, to see what a second source may cost."


class SensitivityPage(QWidget):
    """``tornado_asked`` and ``spread_asked`` carry (Scenario, place of the product); ``premium_asked`` (Scenario,
    margin or None, years, holding share); ``worth_asked`` (Scenario, name of the source, margin, still to be spent)."""

    tornado_asked = Signal(object)
    spread_asked = Signal(object)
    premium_asked = Signal(object)
    worth_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenario: Scenario | None = None
        self._items: Sequence[Item] = ()
        self._outlooks: tuple[float | None, ...] = ()  # days of standstill of each product, None where not known
        self._now: PlanBasis | None = None
        self._drawn: tuple[PlanBasis, int] | None = None  # what the chart rests on, and of which product
        self._drawing = False  # the chart was asked for, and is not there yet
        self._asked: dict[QLabel, PlanBasis] = {}
        self._said: dict[QLabel, tuple[str, PlanBasis]] = {}  # answers, and what each rests on
        self._currency = ""
        self.product = NameBox("Product looked at", 24)
        self.plot = RowsPlot()
        self.frame = ChartFrame("What it hangs on", self.plot)
        self.frame.add_control(self.product)
        self.again = QPushButton("Compute again")
        self.again.hide()
        self.step = NextStep()
        self.spread = QPushButton("Where the spread comes from")
        self.spread_answer, self.premiums, self.worth = plain(wrap=True), plain(wrap=True), plain(wrap=True)
        self.margin = money_box("Margin lost with a product not made", "as stated per product")
        self.years = number_box("A closure like this every", 1, 50, 3, " years")
        self.holding = number_box("Holding stock costs a year", 1, 100, 12, " % of its price")
        self.source = NameBox("Source being qualified", 24)
        self.spent = money_box("Still to be spent on qualifying it", "nothing")
        self.weigh = QPushButton("Is it still worth it?")
        self.weigh.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.source.setMaximumWidth(420)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.frame)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.step)
        row = QHBoxLayout()
        row.addWidget(self.spread)
        row.addWidget(self.spread_answer, 1)
        column.addLayout(row)
        second = QGroupBox("What a second source may cost more")
        form = QFormLayout(second)
        for box in (self.margin, self.years, self.holding):
            form.addRow(box.accessibleName(), box)
        form.addRow(self.premiums)
        column.addWidget(second)
        self.stop = QGroupBox("When to stop qualifying a source")
        form = QFormLayout(self.stop)
        form.addRow("Source of this scenario", self.source)
        form.addRow(self.spent.accessibleName(), self.spent)
        form.addRow("", self.weigh)
        form.addRow(self.worth)
        column.addWidget(self.stop)
        column.addStretch(1)

    def _connect(self) -> None:
        self.product.currentIndexChanged.connect(self._ask_tornado)
        self.again.clicked.connect(self._ask_tornado)
        self.spread.clicked.connect(self._ask_spread)
        for box in (self.margin, self.years, self.holding):
            box.valueChanged.connect(self._ask_premium)
        self.weigh.clicked.connect(self._ask_worth)

    def show_assessment(self, document: Document, assessment: Assessment, now: Simulation) -> None:
        """Another scenario or bill: what is quick is asked for anew, of the rest is said what has changed since."""
        self._now = PlanBasis.of(document, assessment, (now.scenario, PlanSettings(Stakes()), None))
        self._scenario, self._items = now.scenario, assessment.reading.bom.items
        self._currency = assessment.exposure.currency
        for box in (self.margin, self.spent):
            show_suffix(box, f" {self._currency}")
        self._outlooks = tuple(product.stop_days if product.known else None for product in now.products)
        lacking = Lacking.of(now, assessment.exposure)
        self.step.show_step("", lacking.places() if lacking.everything else ())
        self.spread.setEnabled(not lacking.everything)
        names = [product_name(product.item, self._items) for product in now.products]
        if names != [self.product.itemText(place) for place in range(self.product.count())]:
            with QSignalBlocker(self.product):
                self.product.clear()
                self.product.addItems(names)
                first = first_product(now)
                self.product.setCurrentIndex(0 if first is None else now.products.index(first))
        kept = self.source.currentText()
        self.source.clear()
        self.source.addItems(list(dict.fromkeys(name for name, _ in candidates(now.scenario))))
        self.source.setCurrentIndex(max(self.source.findText(kept), 0))
        self.stop.setVisible(self.source.count() > 0)
        for label in self._said:
            self._tell(label)
        drawn, place = self._drawn or (None, -1)
        other = drawn is None or place != self.product.currentIndex() or bool(drawn.changed(self._now, None))
        if other or self._drawing:  # what was asked of the state before is not told any more
            self._ask_tornado()
        self._ask_premium()

    def _ask_tornado(self, _place: int = 0) -> None:
        if self._scenario is not None and self.product.count():
            if self._drawn is None:
                self.frame.show_words("What the days of standstill hang on", "", empty=LOOKING)
            else:
                self.frame.show_words(self.frame.title(), OF_BEFORE, self.plot.chart.legend, self.plot.chart.empty)
            self.again.hide()
            self._drawing = True
            self.tornado_asked.emit((self._scenario, self.product.currentIndex()))

    def _ask_spread(self) -> None:
        if self._scenario is not None and self.product.count():
            self._forget(self.spread_answer, "Many runs, a moment… Esc stops them.")
            self.spread_asked.emit((self._scenario, self.product.currentIndex()))

    def _ask_premium(self, _value: float = 0.0) -> None:
        if self._scenario is not None:
            self.premium_asked.emit((self._scenario, self.margin.value() or None, self.years.value(),
                                     self.holding.value() / 100))

    def _ask_worth(self) -> None:
        if self._scenario is not None and self.source.count():
            self._forget(self.worth, "Planning with and without it… Esc stops it.")
            self.worth_asked.emit((self._scenario, self.source.currentText(), self.margin.value() or None,
                                   self.spent.value()))

    def show_tornado(self, found: tuple[Tornado, tuple[Lever, ...]]) -> None:
        self._drawing = False
        place = self.product.currentIndex()
        there = 0 <= place < len(self._outlooks)
        outlook = self._outlooks[place] if there else None
        chart = tornado_chart(*found, self.product.currentText(), known=not there or outlook is not None,
                              outlook=outlook)
        self._drawn = None if self._now is None else (self._now, place)
        self.again.hide()
        self.frame.show_chart(chart)
        self.plot.show_chart(chart)

    def show_no_tornado(self, words: str) -> None:
        """It was stopped, or can't be computed: what is drawn is of the state before."""
        self._drawing = False
        if self._drawn is None:
            self.frame.show_words("What the days of standstill hang on", "", empty=words)
        else:
            self.frame.show_words(self.frame.title(), f"Of the state before the change. {words}",
                                  self.plot.chart.legend, self.plot.chart.empty)
        self.again.show()

    def show_spread(self, indices: tuple[SobolIndex, ...]) -> None:
        self._answer(self.spread_answer, spread_words(indices))

    def _answer(self, label: QLabel, words: str) -> None:
        if self._now is not None:
            self._said[label] = words, self._asked.pop(label, self._now)
        label.setText(words)
        self._tell(label)

    def _forget(self, label: QLabel, words: str) -> None:
        """Another answer is asked for."""
        self._said.pop(label, None)
        if self._now is not None:
            self._asked[label] = self._now
        label.setText(words)
        set_muted(label, False)

    def _tell(self, label: QLabel) -> None:
        """An answer, and what has changed since it was asked for."""
        if label in self._said and self._now is not None:
            words, of = self._said[label]
            changed = of.changed(self._now, None)
            label.setText(f"{words} (Before a change of {', '.join(changed)}: ask again.)" if changed else words)
            set_muted(label, bool(changed))

    def show_premiums(self, found: tuple[BreakEven, ...]) -> None:
        lines = [f"{item_name(self._items[each.item])}: worth up to {money(each.premium, self._currency, 2)} more a "
                 f"piece ({percent(each.share, 1)} of its price)" for each in found[:SHOWN]]
        if len(found) > SHOWN:
            lines.append(f"and {number(len(found) - SHOWN)} more items.")
        self.premiums.setText("\n".join(lines) or NO_MARGIN)

    def show_worth(self, found: Qualifying) -> None:
        """Go on or stop, and how late it may come."""
        now = money(found.worth[0], self._currency)
        if not found.go_on:
            words = (f"Stop: on time it is worth {now}, less than the {money(found.remaining_cost, self._currency)} "
                     "still to be spent. What is spent already does not count.")
        else:
            latest = found.latest_weeks or 0
            end = "even" if latest == found.delays_weeks[-1] else "but no longer than"
            words = f"Go on: on time it is worth {now}. It still pays {end} {number(latest)} weeks late."
        self._answer(self.worth, words)

    def show_refusal(self, words: str) -> None:
        self._forget(self.worth, words)

    def retheme(self) -> None:
        self.frame.retheme()
