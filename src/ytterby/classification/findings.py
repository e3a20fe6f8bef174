"""Findings of many items that are alike: made once per kind of item, the item's own on asking.

Stands alone because a bill of 200,000 items has a few hundred kinds; a finding differs between two items of a kind
only in the item's key, in the words that are its evidence, and in figures of its value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import overload

from ytterby.classification.answers import Answers
from ytterby.classification.weigh import Answered
from ytterby.core.finding import Evidence, Finding, worst
from ytterby.core.item import Item
from ytterby.identification.identity import Content


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A finding as the first item of a kind has it; ``content`` is the place of its material (-1: none).

    ``answered`` is the answer it comes from, None for what is said of a whole list.
    """

    finding: Finding
    content: int
    answered: Answered | None = None

    @property
    def valued(self) -> bool:
        """Whether its reasons hold figures of the single item."""
        return self.answered is not None and self.answered.entry.valued


class ItemFindings(Sequence[tuple[Finding, ...]]):
    """``self[i]``: findings of item i, worst first. Reads like a tuple of tuples and compares like one."""

    __slots__ = ("_answers", "_of_kind", "_worst")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, answers: Answers, of_kind: tuple[tuple[Told, ...], ...]) -> None:
        self._answers = answers
        self._of_kind = of_kind
        self._worst = tuple(worst(tuple(one.finding for one in told)) for told in of_kind)

    def __len__(self) -> int:
        return len(self._answers.items)

    @overload
    def __getitem__(self, index: int) -> tuple[Finding, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[tuple[Finding, ...], ...]: ...
    def __getitem__(self, index: int | slice) -> tuple[Finding, ...] | tuple[tuple[Finding, ...], ...]:
        if isinstance(index, slice):
            return tuple(self[place] for place in range(*index.indices(len(self))))
        return tuple(self._own(index, one) for one in self._of_kind[self._answers.kind_of[index]])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    def alike(self, item: int) -> Finding | None:
        """The worst finding of the item's kind: outcome, force and treatment are the item's own. Costs nothing."""
        return self._worst[self._answers.kind_of[item]]

    def by_kind(self) -> Iterator[tuple[Finding | None, tuple[int, ...]]]:
        """The worst finding of each kind with the items it holds for: a bill is gone through kind by kind."""
        return zip(self._worst, self._answers.members, strict=True)

    def told_by_kind(self) -> Iterator[tuple[tuple[Finding, ...], tuple[int, ...]]]:
        """All findings of each kind, as its first item has them, with the items of the kind."""
        for told, members in zip(self._of_kind, self._answers.members, strict=True):
            yield tuple(one.finding for one in told), members

    def _own(self, index: int, told: Told) -> Finding:
        item, finding = self._answers.items[index], told.finding
        if finding.item_key == item.key:
            return finding
        content = self._answers.contents[index][told.content] if told.content >= 0 else None
        evidence = evidence_of(item, content)
        if told.answered is None or not told.valued:
            return replace(finding, item_key=item.key, evidence=evidence)
        own = self._answers.again(index, told.answered)
        further = finding.reasons[len(told.answered.reasons):]
        return replace(
            finding, item_key=item.key, evidence=evidence, reasons=(*own.reasons, *further), missing=own.missing)


def evidence_of(item: Item, content: Content | None) -> tuple[Evidence, ...]:
    """The content's evidence; where it has none, the customs code or the first text of the item."""
    if content is not None and content.evidence:
        return content.evidence
    if item.hs is not None:
        return (Evidence("hs", "hs", item.hs.digits, 0, len(item.hs.digits)),)
    field, text = next(item.texts(), ("key", item.key))
    return (Evidence("context", field, text, 0, len(text)),)
