"""The lines behind the figures of a report, gathered in groups while its pages are made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SHEET = "Behind figures"
FIRST_ROW = 5  # 1 = first; of the first line on that sheet
MOST_LINES = 500  # of one figure; a filter on the register shows the rest


@dataclass(frozen=True, slots=True)
class Group:
    """The lines behind one figure, or several of the same items, at most MOST_LINES of ``count``, in bill order."""

    row: int
    titles: list[str]
    lines: tuple[int, ...]
    count: int

    @property
    def title(self) -> str:
        return "; ".join(self.titles)


class Behind:
    """The groups of one report, in the order in which its pages ask for them; the same items are one group."""

    def __init__(self) -> None:
        self._groups: dict[tuple[int, ...], Group] = {}
        self._next = FIRST_ROW

    def __iter__(self) -> Iterator[Group]:
        return iter(self._groups.values())

    def row(self, items: tuple[int, ...], title: str, lines: Sequence[int]) -> int:
        """The row where the group of ``items`` begins. One row more says how many lines are not shown."""
        known = self._groups.get(items)
        if known is None:
            shown = tuple(lines[:MOST_LINES])
            known = self._groups[items] = Group(self._next, [], shown, len(lines))
            self._next += len(shown) + (len(lines) > len(shown))
        if title not in known.titles:
            known.titles.append(title)
        return known.row
