"""A figure over the kept states of a document: what became of it, and what changed under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from math import fsum

from ytterby.core.finding import Outcome
from ytterby.workspace.document import Assessment, Document
from ytterby.workspace.saved_state import SavedState


def state_of(assessment: Assessment, name: str, when: datetime) -> SavedState:
    """What is kept of an assessment."""
    exposure, ground = assessment.exposure, assessment.provenance
    spend = {outcome: [item.spend for item in exposure.items if item.outcome is outcome and item.spend is not None]
             for outcome in Outcome}
    return SavedState(
        name, when, ground.as_of, ground.rules_digest, ground.workbook, ground.workbook_digest, exposure.currency,
        tuple((figure.key, figure.value, figure.unit) for figure in exposure.figures),
        tuple((outcome, fsum(known)) for outcome, known in spend.items() if known),
        tuple((element.symbol, element.mass_g) for element in exposure.elements),
    )


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """``value`` None: not known then, or money of another ``currency`` than asked for, which is not compared.

    ``new_rules`` and ``new_workbook``: other rule data or another workbook than at the point before.
    """

    name: str
    when: datetime
    as_of: date
    value: float | None
    new_rules: bool
    new_workbook: bool


def trend(document: Document, figure: str) -> tuple[TrendPoint, ...]:
    """The kept states of ``document``, oldest first, each with the figure of that key (``licence_spend``, …)."""
    points = []
    before: SavedState | None = None
    for state in document.saved:
        value, unit = next(((value, unit) for key, value, unit in state.figures if key == figure), (None, ""))
        comparable = unit != "money" or state.currency == document.currency
        points.append(TrendPoint(
            state.name, state.when, state.as_of, value if comparable else None,
            before is not None and before.rules_digest != state.rules_digest,
            before is not None and before.workbook_digest != state.workbook_digest,
        ))
        before = state
    return tuple(points)
