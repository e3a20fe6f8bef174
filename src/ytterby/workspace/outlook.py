"""The outlook of each scenario of a document: under the firm's licence log, and under what it assumes of the law.

Where a scenario assumes something of the law, the bill is classified again on each day on which that starts or is over;
the baseline stays as it is.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from datetime import date

from ytterby.core.issue import Issue
from ytterby.core.progress import SILENT, Part, Progress
from ytterby.exposure.exposure import Exposure
from ytterby.planning.draws import draw_waits
from ytterby.planning.licences import alarms, changes_of, renew_by
from ytterby.planning.line import SERVICE
from ytterby.planning.scenario import LicenceWait, Scenario
from ytterby.planning.simulate import FEWEST_TRIALS, MOST_TRIALS, simulate, until_precise
from ytterby.planning.simulation import Simulation
from ytterby.planning.supply import Later
from ytterby.planning.waits import default_wait
from ytterby.workspace.document import Document
from ytterby.workspace.edits import set_as_of, set_assumption
from ytterby.workspace.stages import Stages

PREVIEW = 1000
WORK = 16_000_000  # items times trials of one simulation: about a second of it at most


def outlooks(stages: Stages, exposure: Exposure, progress: Progress) -> tuple[Simulation, ...]:
    """One simulation per scenario of the document, the baseline first, all of as many trials as make them precise.

    ``exposure`` is that of the document.
    """
    scenarios = stages.document.scenarios
    share = 1.0 / max(1, len(scenarios))

    def run(trials: int) -> tuple[Simulation, ...]:
        return tuple(_outlook(stages, scenario, exposure, trials, Part(progress, place * share, (place + 1) * share))
                     for place, scenario in enumerate(scenarios))

    return until_precise(run, most=min(max(WORK // max(exposure.waiting, 1), FEWEST_TRIALS), MOST_TRIALS))


def _outlook(stages: Stages, scenario: Scenario, exposure: Exposure, trials: int, progress: Progress) -> Simulation:
    """The simulation of one scenario, kept in the memory of ``stages``."""
    document, wait = stages.document, wait_of(stages.document)
    key = (stages.exposure_key, scenario, document.as_of, wait, document.seed, document.licences,
           document.decisions)

    def simulated() -> Simulation:
        start, later = _on_its_days(stages, scenario, exposure, Part(progress, 0.0, 0.5))
        found = simulate(start, with_log(document, scenario), as_of=document.as_of, wait=wait, seed=document.seed,
                         trials=trials, later=later, progress=Part(progress, 0.5, 1.0))
        return replace(found, scenario=scenario)

    return stages.memo.get(f"simulate {scenario.name} {trials}", key, simulated)


def preview(stages: Stages, scenario: Scenario, exposure: Exposure, fans: Container[int],
            progress: Progress = SILENT) -> Simulation:
    """A quick answer while a lever moves: few trials, and stock week by week of the items ``fans`` alone."""
    document = stages.document
    start, later = _on_its_days(stages, scenario, exposure, progress)
    found = simulate(start, with_log(document, scenario), as_of=document.as_of, wait=wait_of(document),
                     seed=document.seed, trials=PREVIEW, later=later, fans=fans, progress=progress)
    return replace(found, scenario=scenario)


def exposures(stages: Stages, scenario: Scenario, progress: Progress = SILENT) -> tuple[Exposure, tuple[Later, ...]]:
    """The exposure on the as-of day under what the scenario assumes, and on each day on which that starts or ends."""
    document = stages.document
    assumed = document
    for assumption in scenario.policies:
        assumed = set_assumption(assumed, assumption)
    days = sorted({document.as_of, *scenario.turns(document.as_of)})
    found = []
    for place, day in enumerate(days):
        part = Part(progress, place / len(days), (place + 1) / len(days))
        found.append(Later(day, stages.under(set_as_of(assumed, day)).exposed(part)))
    return found[0].exposure, tuple(found)


def _on_its_days(stages: Stages, scenario: Scenario, exposure: Exposure,
                 progress: Progress) -> tuple[Exposure, tuple[Later, ...]]:
    return exposures(stages, scenario, progress) if scenario.policies else (exposure, ())


def wait_of(document: Document) -> LicenceWait:
    """The wait of the baseline."""
    return document.wait or default_wait()


def with_log(document: Document, scenario: Scenario) -> Scenario:
    """What the licence log says of licences held and applied for, and the scenario's own changes laid over it."""
    known = changes_of(document.licences, document.as_of)
    return replace(scenario, changes=(*known, *scenario.changes)) if known else scenario


def log_alarms(document: Document, exposure: Exposure) -> tuple[Issue, ...]:
    """What in the licence log needs a hand on the as-of day."""
    if not document.licences:
        return ()
    use = {item.key: item.daily_use for item in exposure.items if item.daily_use is not None}
    return alarms(document.licences, document.as_of, use, renewals(document, exposure))


def renewals(document: Document, exposure: Exposure) -> dict[str, date]:
    """Per number of a licence held, the latest day to apply for the next: cover against the wait of 95 in 100 cases."""
    needed = draw_waits(wait_of(document), "", seed=document.seed, trials=PREVIEW).quantile(SERVICE)
    by_key = {item.key: item for item in exposure.items}
    found: dict[str, date] = {}
    for licence in document.licences:
        item = by_key.get(licence.item_key)
        if item is None or not item.daily_use or item.stock is None:
            continue
        by = renew_by(licence, document.as_of, item.daily_use, cover_days=item.stock / item.daily_use,
                      wait_days=needed)
        if by is not None:
            found[licence.number] = by
    return found
