"""From a document to its assessment: the straight way. Window and command line both call it; neither computes."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import ytterby
from ytterby.bom.read import read
from ytterby.bom.reading import Mapping, Reading
from ytterby.core.decision import Decision
from ytterby.core.errors import UsageError, WorkbookError
from ytterby.core.lasting import spare
from ytterby.core.progress import SILENT, Part, Progress
from ytterby.core.provenance import Provenance, digest
from ytterby.identification.knowledge import Knowledge
from ytterby.planning.scenario import Scenario
from ytterby.regulation.rulebook import Rulebook
from ytterby.workspace import market
from ytterby.workspace.declarations import declared
from ytterby.workspace.document import Assessment, Document, ProductSetting
from ytterby.workspace.formats import is_project
from ytterby.workspace.memo import Memo
from ytterby.workspace.outlook import log_alarms, outlooks
from ytterby.workspace.stages import Stages

_LATER = frozenset(("question", "login", "proposer", "asked"))


def open_workbook(
    path: Path, mapping: Mapping, as_of: date, progress: Progress = SILENT, *, password: str | None = None
) -> Document:
    """Read a workbook into a new document; a ``.ytterby`` project opens as it was saved, with its own mapping and day.

    Raises WorkbookError or ProjectError where it can't be read.
    """
    try:
        if is_project(path):
            from ytterby.workspace.project import load

            return load(path)
        reading = read(path, mapping, progress, password=password)
    except OSError as error:
        raise WorkbookError(f"the file can't be read ({error.strerror or type(error).__name__}).", where=str(path),
                            remedy="Check that you may read it and enter its folder.") from error
    spare(len(reading.bom))
    return Document(as_of=as_of, path=path, mapping=mapping, reading=reading)


def assess(
    document: Document,
    rulebook: Rulebook,
    knowledge: Knowledge,
    progress: Progress = SILENT,
    *,
    memo: Memo | None = None,
) -> Assessment:
    """What follows from ``document``. With the ``memo`` of earlier calls only stages whose inputs changed run again.

    Raises UsageError where no workbook is open, RegulationError or PlanningError where the stages do.
    """
    if document.reading is None:
        raise UsageError("no workbook is open.", remedy="Open one first.")
    memo = memo or Memo()
    reading = declared(document.reading, document.declarations, document.as_of, knowledge, memo)
    stages = Stages(document, reading, rulebook, knowledge, memo)
    identities = stages.identities(Part(progress, 0.0, 0.4))
    classification, issues = stages.classification(identities, Part(progress, 0.4, 0.7))
    exposure = stages.exposure(identities, classification, Part(progress, 0.7, 0.85))
    simulations = outlooks(stages, exposure, Part(progress, 0.85, 1.0))
    return Assessment(
        reading, identities, classification, exposure, simulations,
        (*reading.issues, *issues, *log_alarms(document, exposure)),
        _provenance(document, reading, rulebook, knowledge), stages.for_defence(identities, classification),
        stages.trade(identities, classification.rules.words),
    )


def _provenance(document: Document, reading: Reading, rulebook: Rulebook, knowledge: Knowledge) -> Provenance:
    """``data_vintage`` is the day before which no rule file was last compared with its text."""
    return Provenance(
        program=ytterby.__version__,
        workbook=reading.bom.name,
        workbook_digest=_with_scheme(reading.bom.sha256),
        rules_digest=_with_scheme(rulebook.digest),
        knowledge_digest=digest(f"{knowledge.digest} {market.shipped().digest}".encode()),
        settings_digest=settings_digest(document),
        as_of=document.as_of,
        known_by=document.known_by,
        assumptions=tuple(str(assumption) for assumption in document.assumptions),
        seed=document.seed,
        data_vintage=min((instrument.checked for instrument in rulebook.instruments), default=document.as_of),
    )


def settings_digest(document: Document) -> str:
    """Of all that the user chose apart from the workbook, the day and the assumptions, which are printed in full."""
    chosen = [asdict(document.mapping), asdict(document.context), [_product(p) for p in document.products],
              [_decision(d) for d in document.decisions], [_scenario(s) for s in document.scenarios], document.currency,
              asdict(document.wait) if document.wait else None, document.owners]
    if document.rates:
        chosen.append([asdict(rate) for rate in document.rates])
    if document.licences:  # a project without a log keeps the digest it had before there was one
        chosen.append([asdict(licence) for licence in document.licences])
    if document.recovery:
        chosen.append([list(one) for one in document.recovery])
    if document.declarations:
        chosen.append([asdict(one) for one in document.declarations])
    return digest(json.dumps(chosen, sort_keys=True, default=str).encode())


def _product(setting: ProductSetting) -> dict[str, object]:
    """Without a stock as it was before there was one."""
    return {name: value for name, value in asdict(setting).items() if name != "stock" or value is not None}


def _decision(decision: Decision) -> dict[str, object]:
    """Without what is empty in decisions of earlier versions, which so keep the digest they had."""
    told = ((name, getattr(decision, name)) for name in Decision.__slots__)  # asdict takes ten times as long
    return {name: value for name, value in told if value or name not in _LATER}


def _scenario(scenario: Scenario) -> list[object]:
    return [scenario.name, scenario.note, [[type(change).__name__, asdict(change)] for change in scenario.changes]]


def _with_scheme(value: str) -> str:
    return value if ":" in value else f"sha256:{value}"
