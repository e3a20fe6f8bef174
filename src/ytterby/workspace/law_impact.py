"""What another day, or other rules, would change in the findings of a document's bill; nothing of it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ytterby.classification.classification import Classification
from ytterby.classification.impact import Change, impact
from ytterby.core.errors import UsageError
from ytterby.core.progress import SILENT, Part, Progress
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.rulebook import Rulebook
from ytterby.workspace.declarations import declared
from ytterby.workspace.document import Document
from ytterby.workspace.memo import Memo
from ytterby.workspace.stages import Stages

Law = tuple[Rulebook, date]


def law_impact(
    document: Document, before: Law, after: Law, knowledge: Knowledge, progress: Progress = SILENT,
) -> tuple[Change, ...]:
    """Every change between the two, with all that the document states of the trade, corrected, declared or decided.

    Raises UsageError where no workbook is open.
    """
    if document.reading is None:
        raise UsageError("no workbook is open.", remedy="Open one first.")
    memo = Memo()
    sides = (_classified(document, law, knowledge, memo, Part(progress, 0.5 * place, 0.5 * place + 0.5))
             for place, law in enumerate((before, after)))
    return impact(*sides)


def _classified(document: Document, law: Law, knowledge: Knowledge, memo: Memo, progress: Progress) -> Classification:
    rulebook, day = law
    assert document.reading is not None
    reading = declared(document.reading, document.declarations, day, knowledge, memo)
    stages = Stages(replace(document, as_of=day), reading, rulebook, knowledge, memo)
    identities = stages.identities(Part(progress, 0.0, 0.6))
    return stages.classification(identities, Part(progress, 0.6, 1.0))[0]
