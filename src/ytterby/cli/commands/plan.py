"""``ytterby plan FILE --scenario FILE``: the outlook under a scenario, and the plan that keeps its limits."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ytterby.bom.reading import Mapping
from ytterby.cli.console import Bar, printable
from ytterby.cli.outputs import refuse
from ytterby.cli.plan_json import plan_data
from ytterby.cli.plan_summary import plan_summary
from ytterby.cli.redirect import stdout_to_stderr
from ytterby.cli.streams import write_json
from ytterby.core.errors import ReportError
from ytterby.core.progress import Part, Progress
from ytterby.exposure.rollup import roll_up
from ytterby.identification.knowledge import Knowledge
from ytterby.planning.planned import Planned, make_plan
from ytterby.planning.scenario import BASELINE
from ytterby.planning.simulation import Simulation
from ytterby.planning.stocking import Planner
from ytterby.regulation.rulebook import Rulebook
from ytterby.workspace.assess import assess, open_workbook
from ytterby.workspace.atomic import replacing
from ytterby.workspace.document import Assessment, Document
from ytterby.workspace.edits import set_as_of
from ytterby.workspace.memo import Memo
from ytterby.workspace.outlook import exposures, outlook, wait_of, with_log
from ytterby.workspace.scenario_file import ScenarioFile, load_scenario
from ytterby.workspace.stages import Stages


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What the command answers: the baseline, the outlook under the scenario and, where asked for, the plan."""

    document: Document
    assessment: Assessment
    asked: ScenarioFile
    baseline: Simulation
    outlook: Simulation
    planned: Planned | None


def run(options: argparse.Namespace) -> int:
    """Exit code 0, also where no plan keeps the limits: that is an answer. Raises YtterbyError where input is wrong."""
    refuse([Path(options.json)] if options.json and options.json != "-" else [], (options.workbook, options.scenario))
    bar = Bar(sys.stderr)
    try:
        with stdout_to_stderr():
            answer = _answer(options, bar)
    finally:
        bar.close()
    _write(options, answer)
    return 0


def _answer(options: argparse.Namespace, progress: Progress) -> Answer:
    rulebook, knowledge, memo = Rulebook.shipped(), Knowledge.shipped(), Memo()
    document = open_workbook(options.workbook, Mapping(), options.as_of or date.today(), Part(progress, 0.0, 0.2))
    if options.as_of is not None:
        document = set_as_of(document, options.as_of)
    reading = document.reading
    assert reading is not None
    bom = reading.bom
    asked = load_scenario(options.scenario, bom.items, rulebook)
    document = replace(document, scenarios=document.scenarios[:1], seed=document.seed if options.seed is None
                       else options.seed)
    assessment = assess(document, rulebook, knowledge, Part(progress, 0.2, 0.4), memo=memo)
    stages = Stages(document, reading, rulebook, knowledge, memo)
    before = outlook(stages, BASELINE, assessment.exposure, Part(progress, 0.4, 0.45), trials=None)
    now = outlook(stages, asked.scenario, assessment.exposure, Part(progress, 0.45, 0.6), trials=None)
    planned = None
    if asked.plan is not None:
        pieces = roll_up(bom)
        inside = tuple((items.tolist(), counts.tolist()) for items, counts in
                       map(pieces.in_product, range(len(pieces.products))))
        exposure, later = exposures(stages, asked.scenario)
        planner = Planner(exposure, with_log(document, asked.scenario), inside, document.as_of, wait_of(document),
                          document.seed, asked.plan.stakes, later=later)
        planned = make_plan(planner, asked.plan.limits(asked.scenario), scenarios=asked.plan.scenarios,
                            fresh=asked.plan.fresh, frontier_points=asked.plan.frontier,
                            progress=Part(progress, 0.6, 1.0))
    return Answer(document, assessment, asked, before, now, planned)


def _write(options: argparse.Namespace, answer: Answer) -> None:
    items = answer.assessment.reading.bom.items
    if not options.json:
        print("\n".join(map(printable, plan_summary(answer.assessment, answer.asked, answer.baseline, answer.outlook,
                                                    answer.planned))))
        return
    data = plan_data(answer.assessment, answer.asked, answer.baseline, answer.outlook, answer.planned, items)
    text = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    if options.json == "-":
        write_json((text,))
        return
    with replacing(Path(options.json), ReportError) as part:
        part.write_text(text, encoding="utf-8", errors="backslashreplace")
    print(f"written: {options.json}")
