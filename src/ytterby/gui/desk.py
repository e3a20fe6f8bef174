"""What the What-if view asks the program while a person looks at it: previews, plans, what an answer hangs on.

Nothing of it is part of the document; the view gets each answer when it is there. What a person pressed a button for
is shown also where something was changed meanwhile: the pages say what.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ytterby.core.errors import PlanningError
from ytterby.gui.bridge import Bridge
from ytterby.gui.charts.labels import item_name

if TYPE_CHECKING:
    from ytterby.core.progress import Progress
    from ytterby.gui.views.plan_page import PlanPage
    from ytterby.gui.views.sensitivity_page import SensitivityPage
    from ytterby.gui.views.sources_page import SourcesPage
    from ytterby.gui.views.what_if import WhatIfView
    from ytterby.planning.frontier import Frontier
    from ytterby.planning.planned import Planned
    from ytterby.planning.qualifying import Qualifying
    from ytterby.planning.rule_of_thumb import Hold
    from ytterby.planning.scenario import Scenario
    from ytterby.planning.second_source import BreakEven
    from ytterby.planning.sensitivity import Lever, SobolIndex, Tornado
    from ytterby.planning.simulation import Simulation
    from ytterby.workspace.document import Assessment, PlanLimits
    from ytterby.workspace.scenario_file import PlanSettings
    from ytterby.workspace.stages import Stages

POINTS = 6  # of the frontier, jumps apart
AT_ONCE = 60  # items whose preview takes less than a frame: no other thread is waited for
MARGIN = "State its margin in Products, or one for all products in the field for the margin above."
SCENARIOS = 20  # to weigh a source on: six plans are made


class Desk(QObject):
    """Between the What-if view and the bridge."""

    def __init__(self, view: WhatIfView, bridge: Bridge) -> None:
        super().__init__(view)
        self._view, self._bridge = view, bridge
        self._plan_page: PlanPage | None = None
        view.moved.connect(self._preview)
        view.add_page("Plan", self._make_plan)
        view.add_page("What it hangs on", self._make_sensitivity)
        view.add_page("Alternative sources", self._make_sources)

    def _make_plan(self) -> PlanPage:
        from ytterby.gui.views.plan_page import PlanPage
        from ytterby.workspace import edits

        page = self._plan_page = PlanPage()
        page.step.wanted.connect(self._view.place_wanted)
        page.estimate_asked.connect(lambda question: self._estimate(page, *question))
        page.asked.connect(lambda question: self._plan(page, *question))
        page.limits_set.connect(self._keep_limits)
        page.frontier_asked.connect(lambda question: self._frontier(page, *question))
        page.accepted.connect(self._view.levers.put)
        page.kept.connect(lambda plan: self._bridge.edit(edits.keep_plan, plan))
        page.dropped.connect(lambda name: self._bridge.edit(edits.drop_plan, name))
        return page

    def _keep_limits(self, limits: PlanLimits) -> None:
        from ytterby.workspace import edits

        self._bridge.edit(edits.set_plan_limits, limits, gesture="plan limits")

    def planned(self) -> Planned | None:
        """The plan on the page, where nothing it hangs on has changed since."""
        page, document, assessment = self._plan_page, self._bridge.document, self._bridge.assessment
        if page is None or document is None or assessment is None:
            return None
        if not assessment.outlooks:
            return None
        now = next((one for one in assessment.outlooks if one.scenario.name == page.scenario_name()),
                   self._view.now(assessment))  # saved under another name since
        page.show_assessment(document, assessment, now)  # it may not have been in front since the last change
        return page.planned()

    def _make_sources(self) -> SourcesPage:
        from ytterby.gui.views.sources_page import SourcesPage
        from ytterby.workspace import edits

        page = SourcesPage()
        page.chosen.connect(lambda change: self._view.levers.put((*self._view.levers.changes(), change)))
        page.entered.connect(lambda site: self._bridge.edit(edits.set_alternative, site))
        page.dropped.connect(lambda company, site: self._bridge.edit(edits.drop_alternative, company, site))
        return page

    def _make_sensitivity(self) -> SensitivityPage:
        from ytterby.gui.views.sensitivity_page import SensitivityPage

        page = SensitivityPage()
        page.step.wanted.connect(self._view.place_wanted)
        page.tornado_asked.connect(lambda question: self._tornado(page, *question))
        page.spread_asked.connect(lambda question: self._spread(page, *question))
        page.premium_asked.connect(lambda question: self._premium(page, *question))
        page.worth_asked.connect(lambda question: self._worth(page, *question))
        return page

    def _tornado(self, page: SensitivityPage, scenario: Scenario, product: int) -> None:
        def work(stages: Stages, assessment: Assessment, progress: Progress) -> tuple[Tornado, tuple[Lever, ...]]:
            from ytterby.planning.sensitivity import Lever
            from ytterby.workspace.planner import drivers

            found = drivers(stages, scenario, product)
            return found.tornado(progress), tuple(Lever.of(*each) for each in found.inputs())

        self._bridge.compute("tornado", work, label="What it hangs on", succeeded=page.show_tornado,
                             failed=lambda error: page.show_no_tornado(str(error)),
                             cancelled=lambda: page.show_no_tornado("Stopped."))

    def _spread(self, page: SensitivityPage, scenario: Scenario, product: int) -> None:
        def work(stages: Stages, assessment: Assessment, progress: Progress) -> tuple[SobolIndex, ...]:
            from ytterby.workspace.planner import drivers

            return drivers(stages, scenario, product).sobol(progress)

        self._bridge.compute("spread", work, label="Where the spread comes from", succeeded=page.show_spread,
                             failed=lambda error: page.spread_answer.setText(str(error)),
                             cancelled=lambda: page.spread_answer.setText("Stopped."), lasting=True)

    def _premium(self, page: SensitivityPage, scenario: Scenario, margin: float | None, years: float,
                 holding: float) -> None:
        def work(stages: Stages, assessment: Assessment, progress: Progress) -> tuple[BreakEven, ...]:
            from ytterby.planning.change import changed_wait
            from ytterby.planning.second_source import break_evens, lost_with_a_piece
            from ytterby.planning.stocking import Stakes
            from ytterby.workspace.planner import planner

            made = planner(stages, scenario, Stakes(margin=margin))
            lost = lost_with_a_piece(made.exposure, made.pieces, margin, made.stakes.margins)
            return break_evens(made.exposure, changed_wait(made.wait, scenario), lost, years_between=years,
                               holding=holding)

        self._bridge.compute("premium", work, label="Premium", succeeded=page.show_premiums,
                             failed=lambda _: page.show_premiums(()), quiet=True)

    def _worth(self, page: SensitivityPage, scenario: Scenario, name: str, margin: float | None, spent: float) -> None:
        def work(stages: Stages, assessment: Assessment, progress: Progress) -> Qualifying:
            from ytterby.planning.apart import apart
            from ytterby.planning.qualifying import worth_of_qualifying
            from ytterby.planning.stocking import Stakes
            from ytterby.workspace.planner import planner
            from ytterby.workspace.scenario_file import PlanSettings

            problem = planner(stages, scenario, Stakes(margin=margin)).stocking(SCENARIOS).problem
            place = next((n for n, source in enumerate(problem.sources) if source.name == name), -1)
            limits = PlanSettings(time_limit_s=20.0).limits(scenario)
            return apart(worth_of_qualifying, problem, limits, place, remaining_cost=spent, progress=progress)

        self._bridge.compute("worth", work, label="What the source is worth", succeeded=page.show_worth,
                             failed=lambda error: page.show_refusal(self._told(error)),
                             cancelled=lambda: page.show_refusal("Stopped."), lasting=True)

    def _told(self, error: Exception) -> str:
        """An error as the window tells it: the item by its name, and what to do here and not in a file."""
        assessment = self._bridge.assessment
        item = None if assessment is None or not isinstance(error, PlanningError) else next(
            (one for one in assessment.reading.bom.items if one.key == error.where), None)
        return str(error) if item is None else f"{item_name(item)}: {getattr(error, 'what', error)} {MARGIN}"

    def _estimate(self, page: PlanPage, scenario: Scenario, settings: PlanSettings, budget: float | None) -> None:
        def work(stages: Stages, assessment: Assessment, progress: Progress) -> tuple[Hold, ...]:
            from ytterby.planning.rule_of_thumb import rule_of_thumb
            from ytterby.workspace.planner import planner

            return rule_of_thumb(planner(stages, scenario, settings.stakes, progress))

        self._bridge.compute("estimate", work, label="Estimate", succeeded=page.show_estimates,
                             failed=lambda _: page.show_estimates(()), quiet=True)

    def _plan(self, page: PlanPage, scenario: Scenario, settings: PlanSettings, budget: float | None) -> None:
        def work(stages: Stages, assessment: Assessment, progress: Progress) -> Planned:
            from ytterby.planning.apart import apart
            from ytterby.planning.planned import make_plan
            from ytterby.workspace.planner import planner

            limits = replace(settings.limits(scenario), budget=budget)
            return apart(make_plan, planner(stages, scenario, settings.stakes), limits, scenarios=settings.scenarios,
                         fresh=settings.fresh, progress=progress)

        self._bridge.compute("plan", work, label="Looking for a plan", succeeded=page.show_plan,
                             failed=lambda error: page.show_refusal(self._told(error)), cancelled=page.show_stopped,
                             lasting=True)

    def _frontier(self, page: PlanPage, scenario: Scenario, settings: PlanSettings, budget: float | None) -> None:
        def work(stages: Stages, assessment: Assessment, progress: Progress) -> tuple[Frontier, tuple[str, ...]]:
            from ytterby.planning.apart import apart
            from ytterby.planning.frontier import frontier
            from ytterby.workspace.planner import planner

            problem = planner(stages, scenario, settings.stakes).stocking(settings.scenarios).problem
            limits = replace(settings.limits(scenario), budget=budget)
            found = apart(frontier, problem, limits, points=POINTS, progress=progress)
            return found, tuple(source.name for source in problem.sources)

        self._bridge.compute("frontier", work, label="Cost against tail", succeeded=page.show_frontier,
                             failed=lambda error: page.say_of_drawing(self._told(error)),
                             cancelled=lambda: page.say_of_drawing("Stopped: nothing new is drawn."), lasting=True)

    def _preview(self, scenario: Scenario) -> None:
        """A quick answer at each movement of a lever; a newer one takes the place of an older."""
        shown = self._view.answer.fan_item()

        def work(stages: Stages, assessment: Assessment, progress: Progress) -> Simulation:
            from ytterby.workspace.outlook import preview

            return preview(stages, scenario, assessment.exposure, () if shown is None else (shown,), progress)

        self._bridge.compute("preview", work, label="Preview", succeeded=self._view.show_preview,
                             failed=lambda _: None, quiet=True,  # the full run says what is wrong
                             at_once=not scenario.policies and self._view.answer.items_waiting() <= AT_ONCE)
