"""The changes since the project was saved last, with the item of the bill and who must look at each."""

from __future__ import annotations

from dataclasses import dataclass

from ytterby.workspace.document import Assessment, Document
from ytterby.workspace.finding_history import HistoryChange, changes_since


@dataclass(frozen=True, slots=True)
class LawChange:
    """``item`` is its place in the bill, None where it is no longer there. ``who`` decided on it, or has to act."""

    finding: HistoryChange
    item: int | None
    part: str
    description: str
    who: str


def law_changes(document: Document, assessment: Assessment) -> tuple[LawChange, ...]:
    """What wakes up first, then in the order of the bill. () where nothing was noted before."""
    items = assessment.reading.bom.items
    place = {item.key: at for at, item in enumerate(items)}
    deciders = {one.item_key: one.who for one in sorted(document.decisions, key=lambda one: one.when)}
    made = []
    for change in changes_since(document.history, items, assessment.classification):
        at = place.get(change.item_key)
        item = items[at] if at is not None else None
        name = (item.part_number or item.mpn or item.key) if item else change.item_key
        decided = deciders.get(change.item_key, "")
        who = f"{decided}, who decided on it" if decided else _whose(change)
        made.append(LawChange(change, at, name, item.description if item else "no longer in the bill", who))
    last = len(items)
    return tuple(sorted(made, key=lambda one: (not one.finding.wakes, last if one.item is None else one.item)))


def _whose(change: HistoryChange) -> str:
    """Export control where a licence may be needed now, else nobody must: what fell away stays as record."""
    return "export control: apply or find out" if change.after is not None and change.after.binds else ""
