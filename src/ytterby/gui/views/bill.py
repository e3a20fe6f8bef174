"""The bill: every line with its status, to filter, sort, search and copy; one selected line feeds Evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from ytterby.gui import wording
from ytterby.gui.filtering import Mask
from ytterby.gui.listing import Listing
from ytterby.gui.views.bill_facets import FACETS, MORE, FacetLines
from ytterby.gui.views.bill_lines import STATUS_WORDS, BillLines, bill_columns
from ytterby.gui.views.bill_menus import BillMenus
from ytterby.gui.widgets.chip import Chip
from ytterby.gui.widgets.facets import Facets
from ytterby.gui.widgets.flow import FlowLayout
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import plain
from ytterby.workspace.products import products_of

if TYPE_CHECKING:
    from ytterby.workspace.document import Assessment, Document


_NO_LINE = "No line was read. Import shows what was found in the workbook, and why it was left out."
_COUNTED_AT_ONCE = 5_000  # items; of more the facets are counted after the first frame
_COUNTED_AT_A_TIME = 500  # items, some ten milliseconds


class BillView(QWidget):
    """``line_chosen`` carries the index of the line to explain or None, ``summary_changed`` words for the status."""

    line_chosen = Signal(object)
    summary_changed = Signal(str)
    review_wanted = Signal()
    marked = Signal(object, str, object)  # keys of products (tuple), what ("defence", …), True, False or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: BillLines | None = None
        self._facet_lines: FacetLines | None = None
        self._currency, self._period = "", "a year"
        self._spends: NDArray[np.float64] = np.empty(0)  # of each item a year, NaN where not known
        self._items: NDArray[np.int32] = np.empty(0, dtype=np.int32)
        self._only: tuple[frozenset[int], str] = (frozenset(), "")
        self._begins = self._to_open = True  # another file: its worst line is selected, once it is known which
        self._facets = Facets(FACETS, MORE)
        self._facets.changed.connect(self._apply_facets)
        self._chip = Chip()
        self._chip.closed.connect(lambda: self.show_items(frozenset(), ""))
        self.grid = Grid("Bill of materials", empty=_NO_LINE)
        self.grid.rows_selected.connect(self._selected)
        self.grid.filtered.connect(self._tell_shown)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.grid.customContextMenuRequested.connect(lambda at: self.menu().popup(self.grid.viewport().mapToGlobal(at)))
        self.menus = BillMenus(self.grid, self)
        self._shown, self._updating = plain(muted=True), plain(muted=True)
        self._lay_out()

    def _lay_out(self) -> None:
        self._search = QLineEdit()
        self._search.setPlaceholderText("Search all columns  (Ctrl+F)")
        self._search.setAccessibleName("Search all columns")
        self._search.setClearButtonEnabled(True)
        self._search.setFixedWidth(220)
        self._typing = QTimer(self, singleShot=True, interval=120)
        self._typing.timeout.connect(lambda: self.grid.search(self._search.text()))
        self._search.textChanged.connect(lambda _: self._typing.start())
        self._clear = QPushButton("Clear filters")
        self._clear.clicked.connect(self.clear_filters)
        bar = QWidget()
        top = FlowLayout(bar, spacing=8)
        for part in (self._search, *self.menus.buttons, self._clear, self._shown, self._updating):
            top.addWidget(part)
        self._updating.hide()
        for words in (self._shown, self._updating):
            words.setMinimumHeight(self.menus.buttons[0].sizeHint().height())
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 8, 0, 0)
        page.setSpacing(6)
        page.addWidget(bar)
        page.addWidget(self._chip)
        page.addWidget(self._facets)
        page.addWidget(self.grid, 1)

    def begin(self) -> None:
        """Another file: what is selected in the one before means nothing in it."""
        self._begins = self._to_open = True

    def show_assessment(self, document: Document, assessment: Assessment) -> None:
        """Show the lines; selection, filters and sort stay where the workbook is the same. Another reading numbers its
        items anew: those chosen elsewhere are let go."""
        usages, exposure = assessment.reading.bom.usages, assessment.exposure
        if not self.is_numbered_as(assessment):
            self._only = frozenset(), ""
            self._chip.show_text("")
        before = np.empty(0, dtype=np.intp) if self._begins else self.grid.selected()
        self._begins = False
        same = self._lines is not None and self._lines.of.reading.bom is assessment.reading.bom
        self._lines = BillLines(assessment, document.decisions)
        self._items, self._currency = usages.item, exposure.currency
        self._spends = np.full(len(assessment.reading.bom.items), np.nan)
        for one in exposure.items:
            if one.spend is not None:
                self._spends[one.item] = one.spend
        self._facet_lines = None
        self._period = "per product" if exposure.per_unit else "a year"
        columns = bill_columns(usages, self._period, exposure.currency, parts=any(
            item.number for item in assessment.reading.bom.items))
        listing = Listing(columns, self._lines, self._items, levels=usages.level, decimal=wording.decimal_sign())
        listing.only(self._item_mask())
        pressed = self._facets.pressed()
        if pressed or len(self._spends) <= _COUNTED_AT_ONCE:
            self._count_facets(FacetLines(self._lines, assessment), assessment, None)
            listing.only(self._masks(pressed))
        else:  # after the first frame
            counting = FacetLines(self._lines, assessment)
            QTimer.singleShot(0, self, lambda: self._count_facets(counting, assessment, _COUNTED_AT_A_TIME))
        first = self.grid.listing is None
        self.grid.show_listing(listing)
        if first:
            self.menus.apply_last()
        if len(before) and int(before[0]) < len(self._lines):
            self.grid.select_row(int(before[0]))
            if same and len(before) > 1:
                self.grid.select_rows(before.tolist())
        self._open_worst()

    def is_numbered_as(self, assessment: Assessment) -> bool:
        """Have its lines and items the numbers they have in the assessment? Not so after another reading."""
        return self._lines is not None and self._lines.of.reading.bom.usages is assessment.reading.bom.usages

    def _count_facets(self, counting: FacetLines, assessment: Assessment, most: int | None) -> None:
        """In turns of ``most`` items, all at once without; unless another assessment has come meanwhile."""
        if self._lines is None or self._lines.of is not assessment:
            return
        if counting.go_on(most):
            QTimer.singleShot(0, self, lambda: self._count_facets(counting, assessment, most))
        else:
            self._facet_lines = counting
            self._facets.show_counts(counting.counts())
            if most is not None and (pressed := self._facets.pressed()):  # while they were counted
                self._apply_facets(pressed)
            self._open_worst()

    def _masks(self, pressed: dict[str, frozenset[str]]) -> dict[str, Mask | None]:
        return self._facet_lines.masks(pressed) if self._facet_lines is not None else {}

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
            order = {status: rank for rank, status in enumerate(STATUS_WORDS)}
            ranks = np.fromiter((order[status] for status in self._lines.statuses), dtype=np.int8)[self._items]
            self.show_line(int(np.argmin(ranks)))

    def _open_worst(self) -> None:
        """Of another workbook, so that Evidence says something at once; a long one once its facets are counted."""
        listing = self.grid.listing
        if self._to_open and self._facet_lines is not None and listing is not None and listing.rows is self._lines:
            self._to_open = False
            if not len(self.grid.selected()):
                self.select_worst()

    def show_outdated(self, words: str) -> None:
        """Say why what is shown is not the present state; empty where it is."""
        self._updating.setText(words)
        self._updating.setVisible(bool(words))

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

    def _apply_facets(self, pressed: dict[str, frozenset[str]]) -> None:
        self.grid.restrict(self._masks(pressed))

    def _item_mask(self) -> dict[str, Mask | None]:
        items, label = self._only
        return {"items": np.isin(self._items, list(items)) if label else None}

    def menu(self) -> QMenu:
        """What can be said of the selected lines, as they were numbered when it was opened."""
        lines, shown = tuple(int(row) for row in self.grid.selected()), self._lines

        def mark(what: str, value: bool | None) -> None:
            if shown is not None:
                self.marked.emit(products_of(shown.of.reading.bom, lines), what, value)

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction("Copy")
        copy.triggered.connect(self.grid.copy_selection)
        menu.addSeparator()
        for what in ("defence", "semiconductor"):
            for words, value in ((f"Mark product as {what}", True), (f"Mark product as not {what}", False),
                                 (f"{what.capitalize()} as in the bill", None)):
                act = menu.addAction(words)
                act.triggered.connect(lambda _=False, what=what, value=value: mark(what, value))
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
        self._shown.setText(f"{wording.number(len(listing.met()))} of {total} shown" if filtered else total)
        self._clear.setVisible(filtered)

    def _selected(self, rows: NDArray[np.intp]) -> None:
        self._tell_shown()
        self.line_chosen.emit(int(rows[0]) if len(rows) else None)
        self.summary_changed.emit(self.summary())

    def summary(self) -> str:
        """Counts and sums of the selection, without one of all lines shown; an item on several lines counts once."""
        listing = self.grid.listing
        if self._lines is None or listing is None:
            return ""
        rows, words = self.grid.selected(), "selected"
        if not len(rows):
            rows, words = listing.met(), "shown"
        items = np.flatnonzero(np.bincount(self._items[rows], minlength=1))
        spends = self._spends[items]
        known = spends[~np.isnan(spends)]
        whole = wording.counted(len(self._lines), "line")
        parts = [whole if len(rows) == len(self._lines) else f"{wording.number(len(rows))} of {whole} {words}",
                 wording.counted(len(items), "item")]
        if len(known):
            without = len(spends) - len(known)
            unknown = f" ({wording.number(without)} without a price)" if without else ""
            parts.append(f"spend {wording.money(float(known.sum()), self._currency)} {self._period}{unknown}")
        return "  ·  ".join(parts)
