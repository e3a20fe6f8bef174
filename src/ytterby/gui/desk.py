"""What the What-if view asks the program while a person looks at it: previews, plans, what an answer hangs on.

Nothing of it is part of the document; the view gets each answer when it is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ytterby.gui.bridge import Bridge

if TYPE_CHECKING:
    from ytterby.core.progress import Progress
    from ytterby.gui.views.what_if import WhatIfView
    from ytterby.planning.scenario import Scenario
    from ytterby.planning.simulation import Simulation
    from ytterby.workspace.document import Assessment
    from ytterby.workspace.stages import Stages


class Desk(QObject):
    """Between the What-if view and the bridge."""

    def __init__(self, view: WhatIfView, bridge: Bridge) -> None:
        super().__init__(view)
        self._view, self._bridge = view, bridge
        view.moved.connect(self._preview)

    def _preview(self, scenario: Scenario) -> None:
        """A quick answer at each movement of a lever; a newer one takes the place of an older."""
        shown = self._view.answer.fan_item()

        def work(stages: Stages, assessment: Assessment, progress: Progress) -> Simulation:
            from ytterby.workspace.outlook import preview

            return preview(stages, scenario, assessment.exposure, () if shown is None else (shown,), progress)

        self._bridge.compute("preview", work, label="Preview", succeeded=self._view.show_preview,
                             failed=lambda _: None, quiet=True)  # the full run says what is wrong
