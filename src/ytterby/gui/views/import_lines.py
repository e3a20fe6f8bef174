"""Below the grid of Import: the lines as they are understood, what is left out and why, what a new version changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QTabWidget, QWidget

from ytterby.core.issue import Where
from ytterby.core.text import issue_text
from ytterby.gui import wording
from ytterby.gui.listing import Column, Listing
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import plain

if TYPE_CHECKING:
    from ytterby.bom.bill import Bom, Usage
    from ytterby.bom.compare import Comparison
    from ytterby.bom.reading import Reading
    from ytterby.core.item import Item

_NOTHING = ("", "0", wording.NOTHING)
MOST_LINES = 500
"""Lines that are shown as understood; Bill has all of them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as understood; ``change`` says how it differs from the version read before."""

    usage: Usage
    item: Item
    sheet: str
    change: str = ""

    @property
    def where(self) -> Where:
        return Where("", self.sheet, self.usage.row)


LINE_COLUMNS: tuple[Column[Line], ...] = (
    Column("row", "Row", lambda line: wording.number(line.usage.row), rank=lambda line: line.usage.row, figure=True,
           width=64),
    Column("level", "Level", lambda line: str(line.usage.level), rank=lambda line: line.usage.level, figure=True,
           width=64),
    Column("part", "Part number", lambda line: line.item.part_number, width=120),
    Column("description", "Description", lambda line: line.item.description, width=240),
    Column("quantity", "Quantity", lambda line: f"{wording.quantity(line.usage.quantity)} {line.item.unit}".strip(),
           rank=lambda line: line.usage.quantity, figure=True, width=90),
    Column("price", "Price of one", lambda line: _price(line.item), figure=True, width=110),
    Column("material", "Material", lambda line: line.item.material, width=110),
    Column("maker", "Maker", lambda line: line.item.manufacturer, width=110),
    Column("mpn", "MPN", lambda line: line.item.mpn, width=110),
    Column("supplier", "Supplier", lambda line: line.item.supplier, width=110),
    Column("origin", "Origin", lambda line: ", ".join(line.item.origin), width=70),
    Column("hs", "HS code", lambda line: line.item.hs.digits if line.item.hs else "", width=80),
)
CHANGE_COLUMNS: tuple[Column[Line], ...] = (
    Column("change", "Change", lambda line: line.change, width=220),
    Column("sheet", "Sheet", lambda line: line.sheet, width=110), *LINE_COLUMNS[:5],
)


class ImportLines(QTabWidget):
    """``line_chosen`` carries the Where of a line that was double clicked, to be shown in the grid above."""

    line_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What is read")
        self.setDocumentMode(True)
        self.lines, self.changes = Grid("Lines as understood", filters=False), Grid("Changed lines", filters=False)
        self.left_out = plain(wrap=True)
        self.left_out.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.left_out.setMargin(8)
        self.left_out.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea()
        scroll.setAccessibleName("Rows left out, and why")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.left_out)
        self.addTab(self.lines, "Lines as understood")
        self.addTab(scroll, "Left out")
        self.addTab(self.changes, "Changed")
        self.setTabVisible(2, False)
        self._bom: Bom | None = None
        self._sheet = ""
        self._shown: dict[Grid, tuple[Line, ...]] = {}
        for grid in (self.lines, self.changes):
            grid.activated_row.connect(lambda index, grid=grid: self.line_chosen.emit(self._shown[grid][index].where))

    def show_reading(self, reading: Reading) -> None:
        """The first lines, and the rows that are none."""
        self._bom = reading.bom
        self.show_lines_of(self._sheet if self._sheet in reading.bom.sheets else "")
        self.left_out.setText(left_out(reading))
        count = sum(rows for _, rows in reading.left_out)
        self.setTabText(1, f"Left out ({wording.counted(count, 'row')})")

    def show_lines_of(self, sheet: str) -> None:
        """The first lines of one sheet, of all where it has none."""
        bom, self._sheet = self._bom, sheet
        if bom is None:
            return
        usages, several = bom.usages, len(set(bom.usages.sheet.tolist())) > 1
        at = np.flatnonzero(usages.sheet == bom.sheets.index(sheet)) if sheet in bom.sheets else np.arange(0)
        of = f" of {sheet}" if several and len(at) else ""
        at = at if len(at) else np.arange(len(usages))
        self._show(self.lines, LINE_COLUMNS, tuple(_line(bom, bom.usage(int(place))) for place in at[:MOST_LINES]))
        first = f"first {wording.number(MOST_LINES)} of " if len(at) > MOST_LINES else ""
        self.setTabText(0, f"Lines as understood{of} ({first}{wording.number(len(at))})".replace("&", "&&"))

    def show_changes(self, changes: Comparison | None) -> None:
        """What another version of the workbook changed; None where there was none."""
        lines = change_lines(changes) if changes is not None else ()
        self._show(self.changes, CHANGE_COLUMNS, lines)
        self.setTabVisible(2, bool(lines))
        self.setTabText(2, f"Changed ({wording.counted(len(lines), 'line')})")
        if lines:
            self.setCurrentIndex(2)

    def _show(self, grid: Grid, columns: tuple[Column[Line], ...], lines: tuple[Line, ...]) -> None:
        """Columns in which no line says anything are left out."""
        self._shown[grid] = lines
        telling = tuple(column for column in columns if any(column.text(line) not in _NOTHING for line in lines))
        grid.show_listing(Listing(telling or columns[:1], lines))


def change_lines(changes: Comparison) -> tuple[Line, ...]:
    """Added and changed lines as they are now, removed ones as they were, each kind in the order of its bill."""
    return (
        *(_line(changes.after, usage, "added") for usage in changes.added),
        *(_line(changes.before, usage, "removed (row as it was)") for usage in changes.removed),
        *(_line(changes.after, one.after, f"changed: {', '.join(one.what).replace('_', ' ')}")
          for one in changes.changed),
    )


def changed_words(changes: Comparison) -> str:
    """How much another version of the workbook changed, in one sentence."""
    if changes.same:
        return f"{changes.after.name} was read again: no line has changed."
    counts = ((len(changes.added), "added"), (len(changes.removed), "removed"), (len(changes.changed), "changed"))
    told = ", ".join(f"{wording.counted(count, 'line')} {what}" for count, what in counts if count)
    return f"{changes.after.name} has changed since it was read: {told}. Every decision is kept."


def left_out(reading: Reading) -> str:
    """Which rows were not taken and why: the sentences of the issues that tell of them."""
    reasons = {reason for reason, count in reading.left_out if count}
    told = [issue for issue in reading.issues if issue.code in reasons]
    rows = [f"{issue.where.sheet + ': ' if issue.where.sheet else ''}{issue_text(issue)}" for issue in told]
    silent = reasons - {issue.code for issue in told}
    rows += [f"{wording.counted(count, 'row')}: {reason.replace('-', ' ')}"
             for reason, count in reading.left_out if reason in silent]
    return "\n".join(rows) or "Nothing: every row below the headings is a line."


def _line(bom: Bom, usage: Usage, change: str = "") -> Line:
    return Line(usage, bom.item_of(usage), bom.sheets[usage.sheet], change)


def _price(item: Item) -> str:
    return "" if item.price is None else f"{item.price.amount:.6g} {item.price.currency.replace('XXX', '(currency?)')}"
