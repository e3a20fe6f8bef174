"""The bill: every line with its status, to filter, sort, search and copy; one selected line feeds Evidence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from ytterby.core.finding import Force
from ytterby.exposure.exposure import Flag
from ytterby.gui import wording
from ytterby.gui.listing import Listing, Mask
from ytterby.gui.views.bill_lines import FLAG_WORDS, STATUS_HELP, STATUS_WORDS, BillLines, Line, bill_columns
from ytterby.gui.widgets.chip import Chip
from ytterby.gui.widgets.facets import Facet, Facets
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import plain

if TYPE_CHECKING:
    from ytterby.workspace.document import Assessment, Document

_FORCES = (Force.IN_FORCE, Force.UNVERIFIED, Force.SUSPENDED, Force.NOT_YET)
_FLAGS = (Flag.LICENCE_REQUIRED, Flag.DEFENCE, Flag.SEMICONDUCTOR, Flag.SINGLE_SOURCE)
_FACETS = (
    *(Facet("status", key, words.capitalize(), key, STATUS_HELP[key]) for key, words in STATUS_WORDS.items()),
    *(Facet("force", str(force), wording.FORCE_WORDS[force].capitalize(), str(force),
            f"Lines whose worst entry is {wording.FORCE_WORDS[force]} on the day") for force in _FORCES),
    *(Facet(str(flag), str(flag), FLAG_WORDS[flag].capitalize(), "",
            f"Marked {FLAG_WORDS[flag]}, among lines that hold or may hold a rare earth")
      for flag in _FLAGS),
)
_GROUPS = tuple(dict.fromkeys(facet.group for facet in _FACETS))


class BillView(QWidget):
    """``line_chosen`` carries the index of the line to explain or None, ``summary_changed`` words for the status."""

    line_chosen = Signal(object)
    summary_changed = Signal(str)
    review_wanted = Signal()
    marked = Signal(object, str, object)  # lines (tuple of indices), what ("defence", …), True, False or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: BillLines | None = None
        self._statuses: tuple[str, ...] = ()
        self._marks: tuple[frozenset[tuple[str, str]], ...] = ()  # of each item: (facet group, key)
        self._items: NDArray[np.int32] = np.empty(0, dtype=np.int32)
        self._only: tuple[frozenset[int], str] = (frozenset(), "")
        self._facets = Facets(_FACETS)
        self._facets.changed.connect(self._apply_facets)
        self._chip = Chip()
        self._chip.closed.connect(lambda: self.show_items(frozenset(), ""))
        self.grid = Grid("Bill of materials")
        self.grid.rows_selected.connect(self._selected)
        self.grid.filtered.connect(self._tell_shown)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.grid.customContextMenuRequested.connect(lambda at: self.menu().popup(self.grid.viewport().mapToGlobal(at)))
        self._shown, self._updating = plain(muted=True), plain(muted=True)
        self._lay_out()

    def _lay_out(self) -> None:
        self._search = QLineEdit()
        self._search.setPlaceholderText("Search all columns  (Ctrl+F)")
        self._search.setAccessibleName("Search all columns")
        self._search.setClearButtonEnabled(True)
        self._search.setFixedWidth(240)
        self._typing = QTimer(self, singleShot=True, interval=120)
        self._typing.timeout.connect(lambda: self.grid.search(self._search.text()))
        self._search.textChanged.connect(lambda _: self._typing.start())
        self._clear = QPushButton("Clear filters")
        self._clear.clicked.connect(self.clear_filters)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._shown)
        top.addWidget(self._updating)
        top.addWidget(self._chip)
        top.addWidget(self._clear)
        top.addStretch()
        top.addWidget(self._search)
        page = QVBoxLayout(self)
        page.setContentsMargins(8, 8, 0, 0)
        page.setSpacing(6)
        page.addLayout(top)
        page.addWidget(self._facets)
        page.addWidget(self.grid, 1)

    def show_assessment(self, document: Document, assessment: Assessment) -> None:
        """Show the lines; selection, filters and sort stay where the workbook is the same."""
        before = self.grid.selected()
        self._lines = BillLines(assessment, document.decisions)
        self._statuses = self._lines.statuses
        self._marks = tuple(map(self._marks_of, range(len(self._statuses))))
        self._items = assessment.reading.bom.usages.item
        columns = bill_columns(
            assessment.reading.bom.usages, "per product" if assessment.exposure.per_unit else "a year"
        )
        listing = Listing(columns, self._lines, self._items, decimal=wording.decimal_sign())
        listing.only(self._facet_masks(self._facets.pressed()) | self._item_mask())
        self._facets.show_counts(self._counts())
        self.grid.show_listing(listing)
        if len(before) and int(before[0]) < len(self._lines):
            self.grid.select_row(int(before[0]))

    def show_items(self, items: frozenset[int], label: str) -> None:
        """Show only the lines of these items (a mark of the dashboard); a chip says so and lifts it."""
        self._only = (items, label)
        self._chip.show_text(label)
        self.grid.restrict(self._item_mask())

    def show_line(self, index: int) -> None:
        """Select the line, lifting filters that hide it."""
        if not self.grid.select_row(index):
            self.clear_filters()
            self.grid.select_row(index)

    def select_worst(self) -> None:
        """Select the first of the lines whose status asks for attention most."""
        if self._lines is not None and len(self._lines):
            order = list(STATUS_WORDS)
            ranks = np.array([order.index(status) for status in self._statuses])[self._items]
            self.show_line(int(np.argmin(ranks)))

    def show_outdated(self, words: str) -> None:
        """Say why what is shown is not the present state; empty where it is."""
        self._updating.setText(words)

    def clear_filters(self) -> None:
        self._search.clear()
        self.grid.search("")
        self.show_items(frozenset(), "")
        self._facets.clear()
        self.grid.clear_filters()

    def focus_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._facets.retheme()
        super().changeEvent(event)

    def _counts(self) -> dict[tuple[str, str], int]:
        """Lines behind each facet."""
        counts: Counter[tuple[str, str]] = Counter()
        lines = np.bincount(self._items, minlength=len(self._marks)).tolist()
        for marks, count in zip(self._marks, lines, strict=True):
            for mark in marks:
                counts[mark] += count
        return dict(counts)

    def _mask(self, group: str, keys: frozenset[str]) -> Mask:
        """Lines for which any of the keys of a facet group holds."""
        wanted = {(group, key) for key in keys}
        return np.array([not wanted.isdisjoint(marks) for marks in self._marks], dtype=bool)[self._items]

    def _marks_of(self, item: int) -> frozenset[tuple[str, str]]:
        """The facets an item stands under; flags count where the item holds or may hold a rare earth."""
        assert self._lines is not None
        exposure, force = self._lines.exposure(item), self._lines.force(item)
        marks = {("status", self._statuses[item])} | ({("force", force)} if force else set())
        if exposure.concerned:
            marks |= {(str(flag), str(flag)) for flag in exposure.flags}
        return frozenset(marks)

    def _apply_facets(self, pressed: dict[str, frozenset[str]]) -> None:
        if self._lines is not None:
            self.grid.restrict(self._facet_masks(pressed))

    def _facet_masks(self, pressed: dict[str, frozenset[str]]) -> dict[str, Mask | None]:
        return {f"facet {group}": self._mask(group, pressed[group]) if group in pressed else None for group in _GROUPS}

    def _item_mask(self) -> dict[str, Mask | None]:
        items, label = self._only
        return {"items": np.isin(self._items, list(items)) if label else None}

    def menu(self) -> QMenu:
        """What can be said of the selected lines."""
        lines = tuple(int(row) for row in self.grid.selected())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction("Copy")
        copy.triggered.connect(self.grid.copy_selection)
        menu.addSeparator()
        for what in ("defence", "semiconductor"):
            for words, value in ((f"Mark product as {what}", True), (f"Mark product as not {what}", False),
                                 (f"{what.capitalize()} as in the bill", None)):
                act = menu.addAction(words)
                act.triggered.connect(lambda _=False, what=what, value=value: self.marked.emit(lines, what, value))
            menu.addSeparator()
        menu.addAction("Review what is open").triggered.connect(lambda _=False: self.review_wanted.emit())
        for action in menu.actions():
            action.setEnabled(bool(lines))
        return menu

    def _tell_shown(self) -> None:
        listing = self.grid.listing
        if listing is None or self._lines is None:
            return
        total = wording.counted(len(self._lines), "line")
        filtered = bool(listing.conditions)
        self._shown.setText(f"{wording.number(len(listing))} of {total} shown" if filtered else total)
        self._clear.setVisible(filtered)

    def _selected(self, rows: NDArray[np.intp]) -> None:
        self._tell_shown()
        self.line_chosen.emit(int(rows[0]) if len(rows) else None)
        self.summary_changed.emit(self.summary())

    def summary(self) -> str:
        """Counts and sums of the selection; an item on several lines counts once."""
        rows = self.grid.selected()
        if self._lines is None or not len(rows):
            return ""
        items = np.flatnonzero(np.bincount(self._items[rows])).tolist()
        spends = [self._lines.exposure(item).spend for item in items]
        known = [spend for spend in spends if spend is not None]
        line: Line = self._lines[int(rows[0])]
        parts = [f"{wording.number(len(rows))} of {wording.counted(len(self._lines), 'line')} selected",
                 wording.counted(len(items), "item")]
        if known:
            without = len(spends) - len(known)
            unknown = f" ({wording.number(without)} without a price)" if without else ""
            parts.append(f"spend {wording.money(sum(known), line.currency)} a year{unknown}")
        return "  ·  ".join(parts)
