"""The result of classifying a bill: findings per item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ytterby.classification.context import NOTHING_STATED as NOTHING_STATED
from ytterby.classification.context import Context as Context
from ytterby.classification.context import ElementPrice as ElementPrice
from ytterby.classification.findings import ItemFindings
from ytterby.core.decision import Decision
from ytterby.core.finding import Finding, Outcome, worst
from ytterby.core.issue import Issue
from ytterby.regulation.rules import RulesOnDay


@dataclass(frozen=True, slots=True, eq=False)
class Classification:
    """``findings[i]`` belong to item i of the bill, worst first, every entry that could describe it.

    Entries that plainly do not describe an item are not listed one by one; ``upstream[i]`` says, for a finished product
    that is no listed item itself, which entries its inner material falls under: exposure lies with the maker.
    ``decisions[i]`` is the valid decision of a person on item i, laid beside the findings, never in their place.
    ``issues``: names that are like those of listed parties.
    """

    rules: RulesOnDay
    findings: Sequence[tuple[Finding, ...]]
    upstream: Sequence[tuple[Finding, ...]] = field(default=())
    decisions: tuple[Decision | None, ...] = field(default=())
    issues: tuple[Issue, ...] = ()

    def worst(self, item: int) -> Finding | None:
        """The finding a line is shown by; None where nothing catches it."""
        return worst(self.findings[item])

    def status(self, item: int) -> Outcome:
        """The word shown for the line. Undetermined is never shown as clear."""
        told = self.findings
        finding = told.alike(item) if isinstance(told, ItemFindings) else self.worst(item)
        return finding.outcome if finding else Outcome.NOT_CONTROLLED

    def by_kind(self) -> Iterator[tuple[tuple[Finding, ...], tuple[int, ...]]]:
        """Findings with the items they are told of. Entry, outcome, force and treatment are each item's own; words and
        figures are those of one of them. A bill of many items has few kinds, so this is the way to go through it.
        """
        if isinstance(self.findings, ItemFindings):
            yield from self.findings.told_by_kind()
            return
        for place, findings in enumerate(self.findings):
            yield findings, (place,)

    def decision(self, item: int) -> Decision | None:
        """What a person decided on the item, None where nobody did or the decision is stale."""
        return self.decisions[item] if self.decisions else None
