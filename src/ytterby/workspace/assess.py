"""From a document to its assessment: the straight way. Window and command line both call it; neither computes."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import ytterby
from ytterby.bom.read import read
from ytterby.bom.reading import Mapping, Reading
from ytterby.classification.answers import answer
from ytterby.classification.classification import Classification
from ytterby.classification.classify import on_day
from ytterby.classification.decide import decide
from ytterby.core.errors import UsageError, WorkbookError
from ytterby.core.issue import Issue
from ytterby.core.item import Money
from ytterby.core.progress import SILENT, Part, Progress
from ytterby.core.provenance import Provenance, digest
from ytterby.exposure.basis import basis
from ytterby.exposure.exposure import Exposure
from ytterby.exposure.measure import lay
from ytterby.exposure.settings import Settings
from ytterby.identification.identify import Identifier
from ytterby.identification.identity import Identity
from ytterby.identification.knowledge import Knowledge
from ytterby.planning.scenario import Scenario
from ytterby.planning.simulate import simulate
from ytterby.planning.simulation import Simulation
from ytterby.planning.waits import default_wait
from ytterby.regulation.rulebook import Rulebook
from ytterby.workspace import market
from ytterby.workspace.document import Assessment, Document
from ytterby.workspace.formats import is_project
from ytterby.workspace.memo import Memo
from ytterby.workspace.surroundings import surroundings


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
    reading = document.reading
    if reading is None:
        raise UsageError("no workbook is open.", remedy="Open one first.")
    stages = _Stages(document, reading, rulebook, knowledge, memo or Memo())
    identities = stages.identities(Part(progress, 0.0, 0.4))
    classification, issues = stages.classification(identities, Part(progress, 0.4, 0.7))
    exposure = stages.exposure(identities, classification, Part(progress, 0.7, 0.85))
    outlooks = stages.outlooks(exposure, Part(progress, 0.85, 1.0))
    return Assessment(
        reading, identities, classification, exposure, outlooks, (*reading.issues, *issues),
        _provenance(document, reading, rulebook, knowledge),
    )


class _Stages:
    """The stages of one call, each with the key of all that it depends on."""

    def __init__(
        self, document: Document, reading: Reading, rulebook: Rulebook, knowledge: Knowledge, memo: Memo,
    ) -> None:
        self._document, self._reading, self._memo = document, reading, memo
        self._rulebook, self._knowledge = rulebook, knowledge
        law = (rulebook.digest, document.as_of, document.known_by, document.assumptions)
        self._identity_key = (reading, knowledge.digest)
        self._law_key = (self._identity_key, law, document.context)
        self._basis_key = (self._identity_key, document.products, document.owners, document.currency)
        self._decided_key = (self._law_key, document.decisions)
        self._exposure_key = (self._law_key, self._basis_key)

    def identities(self, progress: Progress) -> tuple[Identity, ...]:
        bom = self._reading.bom
        identifier = self._memo.get("identifier", self._knowledge.digest, lambda: Identifier(self._knowledge))
        return self._memo.get("identify", self._identity_key, lambda: identifier.identify(
            bom.items, progress, surroundings=surroundings(bom)))

    def classification(
        self, identities: tuple[Identity, ...], progress: Progress,
    ) -> tuple[Classification, tuple[Issue, ...]]:
        document, bom = self._document, self._reading.bom

        def judged() -> Classification:
            rules = self._rulebook.on(document.as_of, known_by=document.known_by, assume=document.assumptions)
            context = market.shipped().known_to(document.context)
            key = (self._identity_key, document.context, rules.instruments)
            answers = self._memo.get("answer", key, lambda: answer(bom, identities, rules, context, progress))
            return on_day(answers, rules)

        found = self._memo.get("classify", self._law_key, judged)
        return self._memo.get("decide", self._decided_key, lambda: decide(bom, found, document.decisions))

    def exposure(
        self, identities: tuple[Identity, ...], classification: Classification, progress: Progress,
    ) -> Exposure:
        found = self._memo.get("basis", self._basis_key, lambda: basis(
            self._reading.bom, identities, settings=_settings(self._document),
            rates=market.shipped().rates, currency=self._document.currency, progress=progress,
        ))
        return self._memo.get("lay", self._exposure_key, lambda: lay(found, classification))

    def outlooks(self, exposure: Exposure, progress: Progress) -> tuple[Simulation, ...]:
        document = self._document
        wait = document.wait or default_wait()

        def outlook(scenario: Scenario, part: Progress) -> Simulation:
            key = (self._exposure_key, scenario, document.as_of, wait, document.seed)
            return self._memo.get(f"simulate {scenario.name}", key, lambda: simulate(
                exposure, scenario, as_of=document.as_of, wait=wait, seed=document.seed, progress=part,
            ))

        share = 1.0 / max(1, len(document.scenarios))
        return tuple(outlook(scenario, Part(progress, place * share, (place + 1) * share))
                     for place, scenario in enumerate(document.scenarios))


def _settings(document: Document) -> Settings:
    """Money in the currency of the document, where a rate is known."""
    rates, products = market.shipped().rates, document.products

    def money(stated: dict[str, Money | None]) -> dict[str, float]:
        found = {key: rates.convert(one, document.currency) for key, one in stated.items() if one is not None}
        return {key: amount for key, amount in found.items() if amount is not None}

    return Settings(
        volumes={p.item_key: p.volume for p in products if p.volume is not None},
        defence={p.item_key: p.defence for p in products if p.defence is not None},
        semiconductor={p.item_key: p.semiconductor for p in products if p.semiconductor is not None},
        prices=money({p.item_key: p.price for p in products}), margins=money({p.item_key: p.margin for p in products}),
        owners=dict(document.owners),
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
    chosen = [asdict(document.mapping), asdict(document.context), [asdict(p) for p in document.products],
              [asdict(d) for d in document.decisions], [_scenario(s) for s in document.scenarios], document.currency,
              asdict(document.wait) if document.wait else None, document.owners]
    return digest(json.dumps(chosen, sort_keys=True, default=str).encode())


def _scenario(scenario: Scenario) -> list[object]:
    return [scenario.name, scenario.note, [[type(change).__name__, asdict(change)] for change in scenario.changes]]


def _with_scheme(value: str) -> str:
    return value if ":" in value else f"sha256:{value}"
