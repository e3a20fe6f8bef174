"""``ytterby plan FILE --scenario FILE``: the outlook under a scenario, and the plan that keeps its limits."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from ytterby.cli import law
from ytterby.cli.console import Bar, printable
from ytterby.cli.outputs import refuse
from ytterby.cli.plan_json import plan_data
from ytterby.cli.plan_summary import plan_summary
from ytterby.cli.redirect import stdout_to_stderr
from ytterby.cli.stated import stated
from ytterby.cli.streams import write_json
from ytterby.core.errors import ReportError
from ytterby.core.progress import Part, Progress
from ytterby.identification.knowledge import Knowledge
from ytterby.planning.apart import apart
from ytterby.planning.planned import Planned, make_plan
from ytterby.planning.scenario import BASELINE
from ytterby.planning.simulation import Simulation
from ytterby.workspace.assess import assess
from ytterby.workspace.atomic import replacing
from ytterby.workspace.document import Assessment, Document
from ytterby.workspace.memo import Memo
from ytterby.workspace.planner import planner
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
    outputs = [Path(out) for out in (None if options.json == "-" else options.json, options.report) if out]
    refuse(outputs, (options.workbook, options.scenario, options.mapping, options.password_file, options.parties,
                     options.parts, options.owners, options.products, options.rates, *options.further,
                     *options.declarations))
    bar = Bar(sys.stderr)
    try:
        with stdout_to_stderr():
            answer = _answer(options, bar)
            if options.report:
                _report(options.report, answer)
    finally:
        bar.close()
    _write(options, answer)
    return 0


def _answer(options: argparse.Namespace, progress: Progress) -> Answer:
    rulebook, knowledge, memo = law.rulebook(options), Knowledge.shipped(), Memo()
    document = stated(options, rulebook, knowledge, Part(progress, 0.0, 0.2))
    assert document.reading is not None
    asked = load_scenario(options.scenario, document.reading.bom.items, rulebook)
    seed = document.seed if options.seed is None else options.seed
    document = replace(document, scenarios=(BASELINE, asked.scenario), seed=seed)
    assessment = assess(document, rulebook, knowledge, Part(progress, 0.2, 0.6), memo=memo)
    stages = Stages(document, assessment.reading, rulebook, knowledge, memo)
    planned = None
    if asked.plan is not None:
        planned = apart(make_plan, planner(stages, asked.scenario, asked.plan.stakes),
                        asked.plan.limits(asked.scenario), scenarios=asked.plan.scenarios, fresh=asked.plan.fresh,
                        frontier_points=asked.plan.frontier, progress=Part(progress, 0.6, 1.0))
    baseline, now = assessment.outlooks
    return Answer(document, assessment, asked, baseline, now, planned)


def _report(path: Path, answer: Answer) -> None:
    """The report of the whole bill, with the scenario beside the baseline, and the plan where one was asked for."""
    from ytterby.report.dossier import dossier
    from ytterby.report.xlsx import write

    write(dossier(answer.document, answer.assessment, planned=answer.planned), path)


def _write(options: argparse.Namespace, answer: Answer) -> None:
    items = answer.assessment.reading.bom.items
    if options.report:
        print(f"written: {options.report}", file=sys.stderr if options.json == "-" else sys.stdout)
    summary = plan_summary(answer.assessment, answer.asked, answer.baseline, answer.outlook, answer.planned)
    print("\n".join(map(printable, summary)), file=sys.stderr if options.json == "-" else sys.stdout)
    if not options.json:
        return
    data = plan_data(answer.assessment, answer.asked, answer.baseline, answer.outlook, answer.planned, items)
    text = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    if options.json == "-":
        write_json((text,))
        return
    with replacing(Path(options.json), ReportError) as part:
        part.write_text(text, encoding="utf-8", errors="backslashreplace")
    print(f"written: {options.json}")
