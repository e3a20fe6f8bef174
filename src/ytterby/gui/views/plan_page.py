"""Optimise: what to stock and whom to qualify, within limits; an estimate at once, the plan when it is found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ytterby.gui.charts.frame import ChartFrame
from ytterby.gui.charts.frontier_chart import LEGEND, FrontierPlot, frontier_words
from ytterby.gui.charts.plan_answers import BUYS, accepted, buys, estimated, held_back, plan_words, worth_words
from ytterby.gui.listing import Listing
from ytterby.gui.views.kept_plans import KeptPlans, kept, new_name
from ytterby.gui.views.plan_basis import PlanBasis, Question
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import plain, resize_font
from ytterby.gui.widgets.number import amount_box, being_typed, show_suffix
from ytterby.gui.wording import money
from ytterby.planning.frontier import Frontier
from ytterby.planning.planned import Planned
from ytterby.planning.rule_of_thumb import Hold
from ytterby.planning.stocking import Stakes
from ytterby.workspace.document import PlanLimits
from ytterby.workspace.scenario_file import PlanSettings

if TYPE_CHECKING:
    from ytterby.core.item import Item
    from ytterby.planning.scenario import Change, Scenario
    from ytterby.planning.simulation import Simulation
    from ytterby.workspace.document import Assessment, Document

NO_LIMIT = "no limit"
INTRO = ("Say what a missing product costs, and within which limits to plan. Sources and substitutions of the scenario "
         "are candidates; the plan says which of them to qualify and what to buy.")
ROWS = 12


class PlanPage(QWidget):
    """``asked`` carries (Scenario, PlanSettings, budget or None) for a plan, ``frontier_asked`` the same for the
    frontier, ``estimate_asked`` for the rule of thumb; ``limits_set`` the PlanLimits that were filled in; ``accepted``
    all changes of the scenario with the plan in; ``kept`` a KeptPlan, ``dropped`` the name of one."""

    limits_set = Signal(object)
    asked = Signal(object)
    frontier_asked = Signal(object)
    estimate_asked = Signal(object)
    accepted = Signal(object)
    kept = Signal(object)
    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenario: Scenario | None = None
        self._items: Sequence[Item] = ()
        self._currency = ""
        self._estimates: tuple[Hold, ...] = ()
        self._planned: Planned | None = None
        self._shown: tuple[Document, Assessment] | None = None
        self._asked: PlanBasis | None = None  # what the plan looked for, or found, rests on
        self._carried_out: tuple[Change, ...] | None = None
        self.margin = money_box("Margin lost with a product not made", "as stated per product")
        self.budget = money_box("Budget for stock and qualifications", NO_LIMIT)
        self.tail = money_box("Cost of the worst tenth at most", NO_LIMIT)
        self.ceiling = number_box("Most stock to buy, of any item", 0, 3650, 365, " days of use")
        self.surcharge = number_box("Advance stock costs above later purchases", 0, 100, 10, " % of its price")
        self.seconds = number_box("Time allowed for a search", 1, 600, 20, " s")
        self.optimise, self.draw = QPushButton("Optimise"), QPushButton("Draw cost against tail")
        self.accept, self.keep = QPushButton("Put the plan into the scenario"), QPushButton("Keep to compare")
        self.keep.setToolTip("Keeps what the plan buys and costs in the project, beside the next one")
        self.plans = KeptPlans()
        self.headline, self.worth, self.limits = plain(wrap=True), plain(wrap=True), plain(wrap=True)
        self.age = plain(wrap=True)
        self.age.setAccessibleName("What has changed since the plan was made")
        self.headline.setAccessibleName("Plan")
        resize_font(self.headline, 1.25, bold=True)
        self.table = Grid("What to buy", filters=False)
        self.table.hide()  # until there is something to buy
        self.plot = FrontierPlot()
        self.frame = ChartFrame("Cost against tail", self.plot)
        self._lay_out()
        for box in (self.margin, self.budget, self.tail, self.surcharge, self.ceiling):
            box.valueChanged.connect(self._estimate)
        for box in self._boxes():
            box.valueChanged.connect(lambda _: self.limits_set.emit(self._limits()))
        self.optimise.clicked.connect(lambda: self._ask(self.asked, "Looking for a plan… Esc stops it."))
        self.draw.clicked.connect(lambda: self._ask(self.frontier_asked, ""))
        self.accept.clicked.connect(self._accept)
        self.keep.clicked.connect(self._keep)
        self.plans.dropped.connect(self.dropped)

    def _lay_out(self) -> None:
        group = QGroupBox("Limits")
        form = QFormLayout(group)
        for box in self._boxes():
            form.addRow(box.accessibleName(), box)
        buttons = QHBoxLayout()
        for button in (self.optimise, self.draw, self.accept, self.keep):
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(plain(INTRO, muted=True, wrap=True))
        column.addWidget(group)
        column.addLayout(buttons)
        for part in (self.headline, self.age, self.worth, self.limits, self.table, self.plans, self.frame):
            column.addWidget(part)
        column.addStretch(1)
        self._clear()

    def show_assessment(self, document: Document, assessment: Assessment, now: Simulation) -> None:
        """A plan stays while nothing it hangs on changes; else what has changed is said. Of another scenario or list of
        items it is dropped."""
        put_in = self._carried_out is not None and set(self._carried_out) == set(now.scenario.changes)
        same = self._scenario is not None and (self._scenario.name == now.scenario.name or put_in) \
            and self._items is assessment.reading.bom.items
        self._shown = document, assessment
        self._scenario, self._items = now.scenario, assessment.reading.bom.items
        self._currency = assessment.exposure.currency
        for box in (self.margin, self.budget, self.tail):
            show_suffix(box, f" {self._currency}")
        stated = sum(product.margin is not None for product in document.products)
        if not being_typed(self.margin):
            self.margin.setSpecialValueText(f"as stated for {stated} of the products" if stated else "not stated")
        self.plans.show_plans(document.plans)
        self._show_limits(document.plan_limits, now.scenario.budget)
        if not same or self._planned is None:
            self._clear()
        self._estimate()

    def _boxes(self) -> tuple[QDoubleSpinBox, ...]:
        return self.margin, self.budget, self.tail, self.surcharge, self.ceiling, self.seconds

    def _limits(self) -> PlanLimits:
        return PlanLimits(_amount(self.margin), _amount(self.budget), _amount(self.tail),
                          self.surcharge.value() / 100, self.ceiling.value(), self.seconds.value())

    def _show_limits(self, limits: PlanLimits, budget: float | None) -> None:
        """Without telling anybody. The budget of the scenario comes before that last filled in."""
        figures = (limits.margin, limits.budget if budget is None else budget, limits.tail_limit,
                   100 * limits.surcharge, limits.ceiling_days, limits.time_limit_s)
        for box, figure in zip(self._boxes(), figures, strict=True):
            if being_typed(box):
                continue
            with QSignalBlocker(box):
                box.setValue(figure or 0.0)

    def _clear(self) -> None:
        self._planned = self._carried_out = None
        self.headline.setText("No plan yet.")
        self.accept.setEnabled(False)
        self.keep.setEnabled(False)
        self.frame.hide()
        for part in (self.age, self.worth, self.limits):
            part.hide()

    def scenario_name(self) -> str:
        """Of the scenario that is planned for."""
        return self._scenario.name if self._scenario else ""

    def planned(self) -> Planned | None:
        """The plan shown, where it still rests on what is there."""
        return None if self._changed() else self._planned

    def _changed(self) -> tuple[str, ...]:
        now = self._basis()
        if self._planned is None or self._asked is None or now is None:
            return ()
        return self._asked.changed(now, self._carried_out)

    def _basis(self) -> PlanBasis | None:
        question = self.question()
        return None if self._shown is None or question is None else PlanBasis.of(*self._shown, question)

    def _tell_age(self) -> None:
        """What has changed since the plan was made, if it is shown."""
        changed = self._changed()
        self.age.setText(f"Made before a change of {', '.join(changed)}: optimise again. A report leaves it out."
                         if changed else "")
        self.age.setVisible(bool(changed))
        planned = self._planned
        self.accept.setEnabled(not changed and planned is not None and planned.solution.plan is not None
                               and bool(planned.stocking.problem.products))
        self.keep.setEnabled(self.accept.isEnabled())

    def question(self) -> Question | None:
        """What the fields stand for."""
        if self._scenario is None:
            return None
        stakes = Stakes(margin=_amount(self.margin), surcharge=self.surcharge.value() / 100,
                        ceiling_days=self.ceiling.value())
        settings = PlanSettings(stakes, tail_limit=_amount(self.tail), time_limit_s=self.seconds.value())
        return self._scenario, settings, _amount(self.budget)

    def _ask(self, signal: object, words: str) -> None:
        question = self.question()
        if question is not None:
            if words:
                self._clear()
                self.headline.setText(words)
                self._asked = self._basis()
            signal.emit(question)  # type: ignore[attr-defined]

    def _estimate(self, _value: float = 0.0) -> None:
        self._tell_age()
        self._ask(self.estimate_asked, "")

    def show_estimates(self, estimates: tuple[Hold, ...]) -> None:
        """The rule of thumb, at once."""
        self._estimates = estimates
        self._show_table()

    def show_plan(self, planned: Planned) -> None:
        self._planned, self._carried_out = planned, None
        self._asked = self._asked or self._basis()
        self.headline.setText(plan_words(planned, self._currency))
        for label, words in ((self.worth, worth_words(planned, self._currency)),
                             (self.limits, "\n".join(held_back(planned, self._currency)))):
            label.setText(words)
            label.setVisible(bool(words))
        self._tell_age()
        self._show_table()

    def show_refusal(self, words: str) -> None:
        """Why there can't be a plan."""
        self._clear()
        self.headline.setText(words)

    def show_stopped(self) -> None:
        self.headline.setText("Stopped before a plan was found.")

    def show_frontier(self, found: tuple[Frontier, tuple[str, ...]]) -> None:
        """The frontier and the names of its sources."""
        frontier, names = found
        empty = "" if frontier.points else "No plan keeps the budget, so there is nothing to draw."
        self.frame.show_words(frontier_words(frontier, names, self._currency), "Mean cost of all scenarios (up) over "
                              "the mean of the worst tenth (across)", LEGEND, empty)
        self.plot.show_frontier(frontier, self._currency)
        self.frame.show()

    def _show_table(self) -> None:
        rows = (buys(self._planned, self._estimates, self._items, self._currency) if self._planned
                else estimated(self._estimates, self._items, self._currency))
        self.table.show_listing(Listing(BUYS, rows))
        shown = min(max(len(rows), 1), ROWS)
        header = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(header + shown * self.table.verticalHeader().defaultSectionSize() + 4)
        self.table.setVisible(bool(rows))

    def _accept(self) -> None:
        if self._planned is not None and self._scenario is not None and self._planned.solution.plan is not None:
            self._carried_out = accepted(self._planned, self._scenario, self._items, _amount(self.budget))
            self.accepted.emit(self._carried_out)

    def _keep(self) -> None:
        if self._planned is not None and self._planned.solution.plan is not None:
            self.kept.emit(kept(self._planned, new_name(self.plans.plans), self.scenario_name(), self._limits(),
                                self._items, self._currency))

    def said(self) -> str:
        """All that is said of the plan."""
        spent = "" if self._planned is None or self._planned.solution.plan is None else money(
            self._planned.solution.plan.spend, self._currency)
        return "\n".join((self.headline.text(), self.worth.text(), self.limits.text(), spent))

    def retheme(self) -> None:
        self.frame.retheme()


def number_box(words: str, least: float, most: float, start: float, suffix: str) -> QDoubleSpinBox:
    box = amount_box()
    box.setRange(least, most)
    box.setDecimals(0)
    box.setGroupSeparatorShown(True)
    box.setValue(start)
    box.setSuffix(suffix)
    box.setKeyboardTracking(False)
    box.setMinimumWidth(190)
    box.setAccessibleName(words)
    return box


def money_box(words: str, none: str) -> QDoubleSpinBox:
    box = number_box(words, 0, 1e12, 0, "")
    box.setSpecialValueText(none)
    return box


def _amount(box: QDoubleSpinBox) -> float | None:
    """None where nothing was filled in."""
    return box.value() or None
