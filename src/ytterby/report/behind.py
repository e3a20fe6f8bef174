"""The lines behind the figures of a report, gathered in groups while its pages are made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SHEET = "Behind figures"
FIRST_ROW = 5  # 1 = first; of the first line on that sheet
MOST_LINES = 500  # of one figure; a filter on the register shows the rest


@dataclass(frozen=True, slots=True)
class Group:
    """The lines behind one figure, at most MOST_LINES of ``count``, in the order of the bill."""

    title: str
    lines: tuple[int, ...]
    count: int

    @property
    def rows(self) -> int:
        """One more says how many are not shown."""
        return len(self.lines) + (self.count > len(self.lines))


class Behind:
    """The groups of one report, in the order in which its pages ask for them; the same items are one group."""

    def __init__(self) -> None:
        self._groups: dict[tuple[int, ...], tuple[int, Group]] = {}
        self._next = FIRST_ROW

    def __iter__(self) -> Iterator[Group]:
        return (group for _, group in self._groups.values())

    def row(self, items: tuple[int, ...], title: str, lines: Sequence[int]) -> int:
        """The row where the group of ``items`` begins."""
        known = self._groups.get(items)
        if known is None:
            group = Group(title, tuple(lines[:MOST_LINES]), len(lines))
            known = self._groups[items] = (self._next, group)
            self._next += group.rows
        return known[0]
