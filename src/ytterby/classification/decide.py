"""People's decisions laid beside the findings. Stale and orphaned ones become issues and are not laid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ytterby.bom.bill import Bom
from ytterby.classification.classification import Classification
from ytterby.core.decision import Decision
from ytterby.core.issue import Issue, Severity


def decide(
    bom: Bom, classification: Classification, decisions: Sequence[Decision]
) -> tuple[Classification, tuple[Issue, ...]]:
    """The classification with each item's last valid decision; its issues, and one per decision that no longer fits.

    Stale: the item's texts changed since. Orphaned: the bill has no such item. No finding is changed or removed.
    """
    if not decisions:
        return classification, classification.issues
    place = {item.key: index for index, item in enumerate(bom.items)}
    laid: list[Decision | None] = [None] * len(bom.items)
    issues: list[Issue] = []
    for decision in sorted(decisions, key=lambda one: one.when):
        index = place.get(decision.item_key)
        if index is None:
            issues.append(_issue("decision-orphaned", Severity.NOTE, decision, decision.item_key))
        elif bom.items[index].text_digest() != decision.item_text:
            name = bom.items[index].name
            issues.append(_issue("decision-stale", Severity.WARNING, decision, name))
        else:
            laid[index] = decision
    return replace(classification, decisions=tuple(laid)), (*classification.issues, *issues)


def _issue(code: str, severity: Severity, decision: Decision, item: str) -> Issue:
    day = decision.when.date()
    return Issue.of(code, severity, item=item, who=decision.who, verdict=decision.verdict, when=day)
