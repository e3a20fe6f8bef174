"""Optimise: what to stock and whom to qualify, within limits; an estimate at once, the plan when it is found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFormLayout,
    QGroupBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ytterby.gui.charts.frame import ChartFrame
from ytterby.gui.charts.frontier_chart import LEGEND, FrontierPlot, frontier_words
from ytterby.gui.charts.lacking import Lacking
from ytterby.gui.charts.plan_answers import accepted, buy_columns, buys, estimated, held_back, plan_words, worth_words
from ytterby.gui.listing import Listing
from ytterby.gui.views.kept_plans import KeptPlans, kept, new_name
from ytterby.gui.views.plan_basis import PlanBasis, Question
from ytterby.gui.widgets.fitted import fit_rows
from ytterby.gui.widgets.flow import FlowLayout
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import plain, resize_font, set_muted
from ytterby.gui.widgets.next_step import NextStep
from ytterby.gui.widgets.number import being_typed, money_box, number_box, show_suffix
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

NO_LIMIT, OPTIMISE, DRAW = "no limit", "Optimise", "Draw cost against tail"
NO_PLAN = "No plan yet. Optimise looks for one; a plan kept to compare stays in the project."
NOTHING_DRAWN = "No plan keeps the limits, or none was found in the time allowed: change the one or the other above."
READ_ANEW = "The plan was of an earlier reading of the bill. Optimise makes a new one."
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
        self._drawn: PlanBasis | None = None  # the same of the frontier
        self._drawing_asked: PlanBasis | None = None
        self._drawing_said = ""  # that it is being drawn, or why it was not
        self._carried_out: tuple[Change, ...] | None = None
        self.margin = money_box("Margin lost with a product not made", "as stated per product")
        self.budget = money_box("Budget for stock and qualifications", NO_LIMIT)
        self.tail = money_box("Cost of the worst tenth at most", NO_LIMIT)
        self.ceiling = number_box("Most stock to buy, of any item", 0, 3650, 365, " days of use")
        self.surcharge = number_box("Advance stock costs above later purchases", 0, 100, 10, " % of its price")
        self.seconds = number_box("Time allowed for a search", 1, 600, 20, " s")
        self.optimise, self.draw = QPushButton(OPTIMISE), QPushButton(DRAW)
        self.accept, self.keep = QPushButton("Put the plan into the scenario"), QPushButton("Keep to compare")
        self.keep.setToolTip("Keeps what the plan buys and costs in the project, beside the next one")
        self.plans = KeptPlans()
        self.headline, self.worth, self.limits = plain(wrap=True), plain(wrap=True), plain(wrap=True)
        self.step = NextStep()
        self.age, self.drawn_before = plain(wrap=True), plain(wrap=True)
        self.age.setAccessibleName("What has changed since the plan was made")
        self.drawn_before.setAccessibleName("What has changed since cost against tail was drawn")
        self.headline.setAccessibleName("Plan")
        resize_font(self.headline, 1.25, bold=True)
        self.table = Grid("What to buy", filters=False)
        self.table.hide()  # until there is something to buy
        self.plot = FrontierPlot()
        self.frame = ChartFrame("Cost against tail", self.plot)
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        for box in (self.margin, self.budget, self.tail, self.surcharge, self.ceiling):
            box.valueChanged.connect(self._estimate)
        for box in self._boxes():
            box.valueChanged.connect(lambda _: self.limits_set.emit(self._limits()))
        self.optimise.clicked.connect(lambda: self._ask(self.asked, "Looking for a plan… Esc stops it."))
        self.draw.clicked.connect(self._ask_drawing)
        self.accept.clicked.connect(self._accept)
        self.keep.clicked.connect(self._keep)
        self.plans.dropped.connect(self.dropped)

    def _lay_out(self) -> None:
        group = QGroupBox("Limits")
        form = QFormLayout(group)
        for box in self._boxes():
            form.addRow(box.accessibleName(), box)
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self.optimise, self.draw, self.accept, self.keep):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(plain(INTRO, muted=True, wrap=True))
        column.addWidget(group)
        column.addWidget(buttons)
        for part in (self.step, self.headline, self.age, self.worth, self.limits, self.table, self.plans,
                     self.drawn_before, self.frame):
            column.addWidget(part)
        column.addStretch(1)
        self._clear()
        self._forget_drawing()

    def show_assessment(self, document: Document, assessment: Assessment, now: Simulation) -> None:
        """A plan and a drawing stay; what has changed since is said. Only another reading of the bill drops them."""
        reread = self._shown is not None and self._items is not assessment.reading.bom.items
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
        lacking = Lacking.of(now, assessment.exposure)
        self.step.show_step(lacking.words(), lacking.places())
        for button in (self.optimise, self.draw):
            button.setEnabled(not lacking.everything)
        self.headline.setVisible(not lacking.everything)
        if reread:
            had = self._planned is not None
            self._clear(READ_ANEW if had else NO_PLAN)
            self._forget_drawing()
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

    def _clear(self, words: str = NO_PLAN) -> None:
        self._planned = self._carried_out = None
        self.headline.setText(words)
        self.optimise.setText(OPTIMISE)
        self.accept.setEnabled(False)
        self.keep.setEnabled(False)
        for part in (self.age, self.worth, self.limits):
            part.hide()

    def _forget_drawing(self) -> None:
        self._drawn, self._drawing_said = None, ""
        self.draw.setText(DRAW)
        self.frame.hide()
        self.drawn_before.hide()

    def scenario_name(self) -> str:
        """Of the scenario that is planned for."""
        return self._scenario.name if self._scenario else ""

    def planned(self) -> Planned | None:
        """The plan shown, where it still rests on what is there."""
        return None if self._changed() else self._planned

    def _has_plan(self) -> bool:
        return self._planned is not None and self._planned.solution.plan is not None

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
        what = "Made" if self._has_plan() else "Looked for"
        self.age.setText(f"{what} before a change of {', '.join(changed)}: optimise again. A report leaves it out."
                         if changed else "")
        self.age.setVisible(bool(changed))
        self.optimise.setText(f"{OPTIMISE} again" if changed else OPTIMISE)
        for label in (self.headline, self.worth, self.limits):
            set_muted(label, bool(changed))
        now = self._basis()
        before = () if self._drawn is None or now is None else self._drawn.changed(now, None)
        aged = f"Drawn before a change of {', '.join(before)}: draw it again." if before else ""
        self.drawn_before.setText(" ".join(filter(None, (self._drawing_said, aged))))
        self.drawn_before.setVisible(bool(self.drawn_before.text()))
        self.draw.setText(f"{DRAW} again" if before else DRAW)
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
                self._clear(words)
                self._asked = self._basis()
            signal.emit(question)  # type: ignore[attr-defined]

    def _ask_drawing(self) -> None:
        self._ask(self.frontier_asked, "")
        self._drawing_asked = self._basis()
        self.say_of_drawing("Drawing, a plan for each point… Esc stops it.")

    def say_of_drawing(self, words: str) -> None:
        """Why there is none, or that it is being made; until the next one is there."""
        self._drawing_said = words
        self._tell_age()

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
        self._drawn, self._drawing_said = self._drawing_asked or self._basis(), ""
        empty = "" if frontier.points else NOTHING_DRAWN
        self.frame.show_words(frontier_words(frontier, names, self._currency), "Mean cost of all scenarios (up) over "
                              "the mean of the worst tenth (across)", LEGEND, empty)
        self.plot.show_frontier(frontier, self._currency)
        self.frame.show()
        self._tell_age()

    def _show_table(self) -> None:
        rows = (buys(self._planned, self._estimates, self._items, self._currency) if self._planned
                else estimated(self._estimates, self._items, self._currency))
        self.table.show_listing(Listing(buy_columns(self._has_plan()), rows))
        self.table.setVisible(bool(rows))
        fit_rows(self.table, ROWS)

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


def _amount(box: QDoubleSpinBox) -> float | None:
    """None where nothing was filled in."""
    return box.value() or None
