"""What a chart of rows shows, before how it looks: bars that open into the items they count.

Every chart of the dashboard but the fan is one of these, so there is one way to draw, point, click, read and copy.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar or cell in ``row`` from ``start`` to ``end`` on the x axis.

    ``role`` names a colour of the theme, ``strength`` 0..1 how much of it. ``items`` are indices of the bill's items;
    ``label`` is the words of the filter it sets, ``tip`` the exact values. ``text`` stands inside where it fits, or
    right of the bar where ``after`` is set.
    """

    row: int
    start: float
    end: float
    role: str
    items: frozenset[int]
    label: str
    tip: str
    text: str = ""
    strength: float = 1.0
    after: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A vertical line with words at its head."""

    x: float
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Chart:
    """``title`` states the finding, ``note`` basis and unit. ``empty`` replaces all of it by the next step to take.

    ``rows`` are the words at the left, top first; ``ticks`` (x, text), or above the columns where ``ticks_above``.
    ``basis`` says at length where the numbers are from.
    ``table`` makes the whole content as text, heading first, with what the picture leaves out, when it is asked for.
    """

    title: str
    note: str = ""
    rows: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    span: tuple[float, float] = (0.0, 1.0)
    ticks: tuple[tuple[float, str], ...] = ()
    references: tuple[Reference, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
    basis: str = ""
    table: Callable[[], Table] = tuple
    ticks_above: bool = False
    grid: bool = True
    empty: str = ""

    @property
    def of_cells(self) -> bool:
        """A table of cells under the words of its columns, without lines between them."""
        return self.ticks_above and not self.grid


def empty_chart(title: str, next_step: str) -> Chart:
    return Chart(title, empty=next_step)


def scale(top: float, *, steps: int = 5, least: float = 0.0) -> tuple[float, ...]:
    """Round values from 0 to at most ``top``, about ``steps`` of them, 1-2-5 apart; ``least`` 1 for what is counted."""
    if top <= 0:
        return (0.0,)
    rough = top / steps
    size = 10.0 ** math.floor(math.log10(rough))
    step = max(next(factor * size for factor in (1, 2, 5, 10) if factor * size >= rough * 0.999), least)
    return tuple(step * index for index in range(math.floor(top / step * 1.0001) + 1))
