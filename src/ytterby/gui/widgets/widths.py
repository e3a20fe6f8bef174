"""How wide the columns of a grid are: as their cells need, the room that is left given to the words that were cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QWidget

from ytterby.gui import icons
from ytterby.gui.listing import Column, Listing
from ytterby.gui.table import one_line
from ytterby.gui.widgets.cells import ARROW, PAD, STEP

HEADING_MARGIN = 18
_MEASURED = 120  # rows, spread over the table: of a million lines only these are looked at
_NARROWEST = 54  # px, a field of the filter row
_MAIN_PART = 4  # of the room, for what most rows are told apart by
_SLACK = 2  # px, so that no text is cut for a rounding


@dataclass(frozen=True, slots=True)
class Wish:
    """Of one column, in px: ``least`` it is shown with, ``whole`` with which nothing measured is cut. ``words``: it
    holds no figures, which stand close to what they belong to."""

    least: int
    whole: int
    words: bool = True


def heading_width(column: Column[Any], of: QWidget) -> int:
    """px that the heading needs."""
    font = QFont(of.font())
    font.setBold(True)
    return max(QFontMetrics(font).horizontalAdvance(column.title) + HEADING_MARGIN, _NARROWEST)


def wishes(listing: Listing[Any], of: QWidget) -> tuple[Wish, ...]:
    """One for each column. Figures are never cut; words ask for no more than the column's own width at first."""
    rows, every = listing.sample(_MEASURED)
    metrics = QFontMetrics(of.font())
    return tuple(_wish(column, rows, every, metrics, heading_width(column, of)) for column in listing.columns)


def _wish(column: Column[Any], rows: Sequence[Any], every: bool, metrics: QFontMetrics, heading: int) -> Wish:
    cells = max((_cell(column, row, metrics) for row in rows), default=0)
    whole = max(cells + _SLACK, heading)
    if column.figure and not every:  # what was not looked at may be wider
        whole = max(whole, column.width)
    return Wish(whole if column.figure else min(whole, max(column.width, heading)), whole, not column.figure)


def _cell(column: Column[Any], row: Any, metrics: QFontMetrics) -> int:
    """As Cells paints it."""
    text = one_line(column.text(row))
    width = 2 * PAD + metrics.horizontalAdvance(text) if text else 0
    if column.mark and column.mark(row):
        width += icons.MARK_PX + PAD
    if column.indent is not None:
        width += column.indent(row) * STEP + ARROW + 2
    return width


def shared(wanted: Sequence[Wish], room: int) -> list[int]:
    """Widths of columns side by side: those that fit in ``room`` px fill it to its edge, so that no stripe of the next
    one is seen; the widest words have a quarter of it before another column is shown, and what is not needed goes to
    the words, first where they are cut."""
    widths = [one.least for one in wanted]
    if fit := _fitting(widths, room):
        main = max(range(fit), key=lambda at: (wanted[at].words, wanted[at].least))
        widths[main] = max(widths[main], min(wanted[main].whole, room // _MAIN_PART))
        fit = _fitting(widths, room)
    spare = room - sum(widths[:fit])
    for place in sorted(range(fit), key=lambda at: -wanted[at].least):
        more = max(min(spare, wanted[place].whole - widths[place]), 0)
        widths[place] += more
        spare -= more
    if fit:
        last = fit == len(widths) and wanted[-1].words
        widths[fit - 1 if last else max(range(fit), key=lambda at: (wanted[at].words, wanted[at].whole))] += spare
    return widths


def _fitting(widths: Sequence[int], room: int) -> int:
    """How many columns from the first fit in so many px."""
    fit = 0
    while fit < len(widths) and sum(widths[: fit + 1]) <= room:
        fit += 1
    return fit
