"""The changes since the project was saved last, with the item of the bill and what tells who must look at each."""

from __future__ import annotations

from dataclasses import dataclass

from ytterby.core.finding import Reason
from ytterby.workspace.document import Assessment, Document
from ytterby.workspace.finding_history import HistoryChange, changes_since


@dataclass(frozen=True, slots=True)
class LawChange:
    """``item`` is its place in the bill, None where it is no longer there.

    ``decided_by``: who had decided on the item, else empty; ``missing``: what would settle the finding as it is now.
    """

    finding: HistoryChange
    item: int | None
    part: str
    description: str
    decided_by: str = ""
    missing: tuple[Reason, ...] = ()


def law_changes(document: Document, assessment: Assessment) -> tuple[LawChange, ...]:
    """What wakes up first, then in the order of the bill. () where nothing was noted before."""
    items = assessment.reading.bom.items
    place = {item.key: at for at, item in enumerate(items)}
    deciders = {one.item_key: one.who for one in sorted(document.decisions, key=lambda one: one.when)}
    changes = changes_since(document.history, items, assessment.classification)
    missing = _missing(assessment) if changes else {}
    made = []
    for change in changes:
        at = place.get(change.item_key)
        item = items[at] if at is not None else None
        name = (item.number or item.key) if item else change.item_key
        made.append(LawChange(
            change, at, name, item.description if item else "no longer in the bill", deciders.get(change.item_key, ""),
            missing.get((at, change.name, change.instrument), ()) if at is not None else (),
        ))
    last = len(items)
    return tuple(sorted(made, key=lambda one: (not one.finding.wakes, last if one.item is None else one.item)))


def _missing(assessment: Assessment) -> dict[tuple[int, str, str], tuple[Reason, ...]]:
    """By place of item, entry and text; the words are those of one item of each kind."""
    return {
        (place, f"{one.control} {one.limb}".strip(), one.instrument): one.missing
        for findings, places in assessment.classification.by_kind() for one in findings if one.missing
        for place in places
    }
