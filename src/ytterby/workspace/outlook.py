"""A scenario's outlook where it assumes something of the law: the bill is classified again on each day it changes."""

from __future__ import annotations

from dataclasses import replace

from ytterby.core.progress import SILENT, Part, Progress
from ytterby.exposure.exposure import Exposure
from ytterby.identification.knowledge import Knowledge
from ytterby.planning.scenario import BASELINE, Scenario
from ytterby.planning.supply import Later
from ytterby.regulation.rulebook import Rulebook
from ytterby.workspace.assess import assess
from ytterby.workspace.document import Document
from ytterby.workspace.edits import set_as_of, set_assumption
from ytterby.workspace.memo import Memo


def exposures(document: Document, scenario: Scenario, rulebook: Rulebook, knowledge: Knowledge, memo: Memo,
              progress: Progress = SILENT) -> tuple[Exposure, tuple[Later, ...]]:
    """The exposure on the as-of day under what the scenario assumes, and on each day on which that starts or ends."""
    assumed = replace(document, scenarios=(BASELINE,))
    for assumption in scenario.policies:
        assumed = set_assumption(assumed, assumption)
    days = sorted({document.as_of, *scenario.turns(document.as_of)})
    found = []
    for place, day in enumerate(days):
        part = Part(progress, place / len(days), (place + 1) / len(days))
        found.append(Later(day, assess(set_as_of(assumed, day), rulebook, knowledge, part, memo=memo).exposure))
    return found[0].exposure, tuple(found)
