"""The result of classifying a bill: findings per item."""

from __future__ import annotations

from dataclasses import dataclass, field

from ytterby.core.decision import Decision
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Finding, Outcome, worst
from ytterby.regulation.rules import RulesOnDay


@dataclass(frozen=True, slots=True)
class ElementPrice:
    """What a kilogram of an element costs as Part-1 material: range, currency (ISO 4217), and where that is from."""

    symbol: str
    per_kg: Estimate
    currency: str
    source: str


@dataclass(frozen=True, slots=True)
class Context:
    """Facts about the trade that no bill states; empty = not stated, then ordinary civil use is assumed and said so.

    ``end_use``: civil, military, wmd, logic-14nm, memory-256, chip-equipment, ai-military, relief.
    ``destination`` ISO 3166 of the importer; ``party_lists`` ids of lists on which the importer or end user stands.
    ``prices`` and ``rates`` (currency → value of one unit in a common currency) serve the 0.1 % test of 61 art. 1(1).
    """

    end_use: str = ""
    destination: str = ""
    party_lists: tuple[str, ...] = ()
    prices: tuple[ElementPrice, ...] = ()
    rates: tuple[tuple[str, float], ...] = ()


NOTHING_STATED = Context()


@dataclass(frozen=True, slots=True, eq=False)
class Classification:
    """``findings[i]`` belong to item i of the bill, worst first, every entry that could describe it.

    Entries that plainly do not describe an item are not listed one by one; ``upstream[i]`` says, for a finished product
    that is no listed item itself, which entries its inner material falls under: exposure lies with the maker.
    ``decisions[i]`` is the valid decision of a person on item i, laid beside the findings, never in their place.
    """

    rules: RulesOnDay
    findings: tuple[tuple[Finding, ...], ...]
    upstream: tuple[tuple[Finding, ...], ...] = field(default=())
    decisions: tuple[Decision | None, ...] = field(default=())

    def worst(self, item: int) -> Finding | None:
        return worst(self.findings[item])

    def status(self, item: int) -> Outcome:
        """The word shown for the line. Undetermined is never shown as clear."""
        finding = self.worst(item)
        return finding.outcome if finding else Outcome.NOT_CONTROLLED

    def decision(self, item: int) -> Decision | None:
        """What a person decided on the item, None where nobody did or the decision is stale."""
        return self.decisions[item] if self.decisions else None
