"""What the What-if view asks the program while a person looks at it: previews, plans, what an answer hangs on.

Nothing of it is part of the document; the view gets each answer when it is there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ytterby.gui.bridge import Bridge

if TYPE_CHECKING:
    from ytterby.core.progress import Progress
    from ytterby.gui.views.plan_page import PlanPage
    from ytterby.gui.views.what_if import WhatIfView
    from ytterby.planning.frontier import Frontier
    from ytterby.planning.planned import Planned
    from ytterby.planning.rule_of_thumb import Hold
    from ytterby.planning.scenario import Scenario
    from ytterby.planning.simulation import Simulation
    from ytterby.workspace.document import Assessment
    from ytterby.workspace.scenario_file import PlanSettings
    from ytterby.workspace.stages import Stages

POINTS = 6  # of the frontier, jumps apart


class Desk(QObject):
    """Between the What-if view and the bridge."""

    def __init__(self, view: WhatIfView, bridge: Bridge) -> None:
        super().__init__(view)
        self._view, self._bridge = view, bridge
        view.moved.connect(self._preview)
        view.add_page("Plan", self._make_plan)

    def _make_plan(self) -> PlanPage:
        from ytterby.gui.views.plan_page import PlanPage

        page = PlanPage()
        page.estimate_asked.connect(lambda question: self._estimate(page, *question))
        page.asked.connect(lambda question: self._plan(page, *question))
        page.frontier_asked.connect(lambda question: self._frontier(page, *question))
        page.accepted.connect(self._view.levers.put)
        return page

    def _estimate(self, page: PlanPage, scenario: Scenario, settings: PlanSettings, budget: float | None) -> None:
        def work(stages: Stages, assessment: Assessment, progress: Progress) -> tuple[Hold, ...]:
            from ytterby.planning.rule_of_thumb import rule_of_thumb
            from ytterby.workspace.planner import planner

            return rule_of_thumb(planner(stages, scenario, settings.stakes, progress))

        self._bridge.compute("estimate", work, label="Estimate", succeeded=page.show_estimates,
                             failed=lambda _: page.show_estimates(()), quiet=True)

    def _plan(self, page: PlanPage, scenario: Scenario, settings: PlanSettings, budget: float | None) -> None:
        def work(stages: Stages, assessment: Assessment, progress: Progress) -> Planned:
            from ytterby.planning.planned import make_plan
            from ytterby.workspace.planner import planner

            limits = replace(settings.limits(scenario), budget=budget)
            return make_plan(planner(stages, scenario, settings.stakes), limits, scenarios=settings.scenarios,
                             fresh=settings.fresh, progress=progress)

        self._bridge.compute("plan", work, label="Looking for a plan", succeeded=page.show_plan,
                             failed=lambda error: page.show_refusal(str(error)), cancelled=page.show_stopped)

    def _frontier(self, page: PlanPage, scenario: Scenario, settings: PlanSettings, budget: float | None) -> None:
        def work(stages: Stages, assessment: Assessment, progress: Progress) -> tuple[Frontier, tuple[str, ...]]:
            from ytterby.planning.frontier import frontier
            from ytterby.workspace.planner import planner

            problem = planner(stages, scenario, settings.stakes).stocking(settings.scenarios).problem
            limits = replace(settings.limits(scenario), budget=budget)
            return frontier(problem, limits, points=POINTS, progress=progress), tuple(s.name for s in problem.sources)

        self._bridge.compute("frontier", work, label="Cost against tail", succeeded=page.show_frontier,
                             failed=lambda error: page.show_refusal(str(error)), cancelled=page.show_stopped)

    def _preview(self, scenario: Scenario) -> None:
        """A quick answer at each movement of a lever; a newer one takes the place of an older."""
        shown = self._view.answer.fan_item()

        def work(stages: Stages, assessment: Assessment, progress: Progress) -> Simulation:
            from ytterby.workspace.outlook import preview

            return preview(stages, scenario, assessment.exposure, () if shown is None else (shown,), progress)

        self._bridge.compute("preview", work, label="Preview", succeeded=self._view.show_preview,
                             failed=lambda _: None, quiet=True)  # the full run says what is wrong
