"""What plans and sensitivities rest on, taken from a document: bill, law of the scenario, licence log, margins.

The one way to them, for window and command line alike.
"""

from __future__ import annotations

from dataclasses import replace

from ytterby.core.progress import SILENT, Progress
from ytterby.exposure.rollup import roll_up
from ytterby.planning.change import changed_wait
from ytterby.planning.drivers import Drivers
from ytterby.planning.scenario import Scenario
from ytterby.planning.stocking import Planner, Stakes
from ytterby.workspace.outlook import exposures, wait_of, with_log
from ytterby.workspace.stages import Stages, settings


def planner(stages: Stages, scenario: Scenario, stakes: Stakes, progress: Progress = SILENT) -> Planner:
    """Margins that the document states per product hold where ``stakes`` name none for it."""
    document = stages.document
    exposure, later = exposures(stages, scenario, progress)
    margins = {**settings(document).margins, **stakes.margins}
    pieces = roll_up(stages.reading.bom)
    inside = tuple((items.tolist(), counts.tolist()) for items, counts in
                   map(pieces.in_product, range(len(pieces.products))))
    return Planner(exposure, with_log(document, scenario), inside, document.as_of, wait_of(document), document.seed,
                   replace(stakes, margins=margins), later=later)


def drivers(stages: Stages, scenario: Scenario, product: int) -> Drivers:
    """What the standstill of a product hangs on; ``product`` is its place in the exposure."""
    document = stages.document
    exposure, later = exposures(stages, scenario)
    return Drivers(exposure, with_log(document, scenario), changed_wait(wait_of(document), scenario), document.as_of,
                   document.seed, product, later)
