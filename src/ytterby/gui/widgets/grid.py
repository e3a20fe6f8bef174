"""The table as every view shows it: filter row, sort, groups, multi-select, Ctrl+C with headings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QHeaderView, QLineEdit, QTableView, QWidget

from ytterby.gui.listing import Listing, Mask
from ytterby.gui.table import TableModel
from ytterby.gui.widgets.cells import Cells
from ytterby.gui.widgets.columns import GridColumns
from ytterby.gui.widgets.header import ControlHeader
from ytterby.gui.widgets.label import plain
from ytterby.gui.widgets.read_ahead import ReadAhead

_FILTER_HELP = "Filter {title}: words that must stand in the cell; !words to leave out; =words exactly"
_FIGURE_HELP = "Filter {title}: > 100, <= 5, = 0, or words"
_NONE_MEETS = "No row meets the filters."
_COPY_MOST = 100_000
_AHEAD_KINDS = 60  # read ahead in one slice
_KEPT_MOST = 10_000  # rows that stay selected when they are arranged anew, apart from all


class Grid(QTableView):
    """``rows_selected`` carries the indices (into the listing's rows) of the selected rows, ``activated_row`` one.

    ``if_empty`` stands in the place of rows where the next listing has none; what filters leave out is said too.
    """

    rows_selected = Signal(object)
    activated_row = Signal(int)
    filtered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, filters: bool = True, empty: str = "") -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._filters, self.if_empty = filters, empty
        self._empty = plain(muted=True, wrap=True, parent=self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._empty.hide()
        self._model: TableModel | None = None
        self._typing = QTimer(self, singleShot=True, interval=120)
        self._typing.timeout.connect(self._apply_typed)
        self._typed: dict[int, str] = {}
        self._before: tuple[Listing[Any] | None, NDArray[np.intp]] = (None, np.empty(0, dtype=np.intp))
        self._ahead = ReadAhead(self, lambda: self._model is None or self._model.listing.prepare(_AHEAD_KINDS))
        self._set_looks()
        self.columns = GridColumns(self, self._header)
        for view in (self, self.columns.frozen):
            cells = Cells(view, self)
            cells.toggled.connect(self.toggle)
            view.setItemDelegate(cells)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self, self.copy_selection,
                  context=Qt.ShortcutContext.WidgetShortcut)
        for view in (self, self.columns.frozen):
            view.doubleClicked.connect(lambda index: self._activate(index.row()))

    def _set_looks(self) -> None:
        self._header = ControlHeader(self)
        self._header.setSectionsMovable(True)
        self._header.setSortIndicatorShown(True)
        self._header.setSortIndicatorClearable(True)
        self._header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._header.setStretchLastSection(True)
        self.setHorizontalHeader(self._header)
        self.verticalHeader().hide()
        for corner in self.findChildren(QAbstractButton):  # Qt's own, without a name
            corner.setAccessibleName("Select all")
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(max(self.fontMetrics().height() + 8, 24))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    @property
    def listing(self) -> Listing[Any] | None:
        return self._model.listing if self._model else None

    def show_listing(self, listing: Listing[Any]) -> None:
        """Show rows; where the columns are the same as before, widths, filters and sort stay."""
        same = self._model is not None and [c.key for c in self._model.listing.columns] == [
            c.key for c in listing.columns
        ]
        if self._model is not None and same:
            self._carry_over(listing)
            self._model.show(listing)
            self.columns.lay_out(listing)
        else:
            self._model = TableModel(listing, self)
            self.setModel(self._model)
            self._header.ignore_selection()
            self.setSortingEnabled(True)
            self._model.sort(-1)
            self.selectionModel().selectionChanged.connect(self._selected)
            self._model.modelAboutToBeReset.connect(self._remember)
            self._model.arranged.connect(self._reset)
            self._lay_out(listing)
        self.columns.follow()
        self._ahead.begin()
        self._tell_empty()
        self._selected()

    def restrict(self, masks: Mapping[str, Mask | None]) -> None:
        """Conditions from outside the filter row (facets, a chart's mark); None lifts one."""
        if self._model is not None:
            self._keeping_row(lambda model: model.only(masks))

    def search(self, text: str) -> None:
        if self._model is not None:
            self._keeping_row(lambda model: model.search(text))

    def clear_filters(self) -> None:
        for control in self._header.controls:
            if isinstance(control, QLineEdit):
                control.clear()
        self._apply_typed()

    def selected(self) -> NDArray[np.intp]:
        """Indices of the selected rows in the listing, in the order shown."""
        if self._model is None or self.selectionModel() is None:
            return np.empty(0, dtype=np.intp)
        rows = self._model.listing.shown[self._selected_places()]
        return rows[rows >= 0]

    def group_by(self, column: int | None) -> None:
        """Rows of one value under a heading each, those of the selected row open; None: no groups."""
        self._keeping_row(lambda model: model.change(lambda listing: listing.group_by(column)))
        if not len(self.selected()):
            self.scrollToTop()

    def show_levels(self, count: int) -> None:
        """Fold to the upper levels of the outline or of the groups."""
        self._rearrange(lambda listing: listing.fold(lambda folds: folds.show_levels(count)))

    def toggle(self, place: int) -> None:
        """Fold or open what stands at a place."""
        if self._model is None or not 0 <= place < len(self._model.listing):
            return
        index, scroll = int(self._model.listing.shown[place]), self.verticalScrollBar().value()
        self._rearrange(lambda listing: listing.fold(lambda folds: folds.toggle(index)))
        self.verticalScrollBar().setValue(scroll)
        self.selectRow(place)

    def _selected_places(self) -> NDArray[np.intp]:
        """From the ranges of the selection: never one index per cell, which a million rows would not bear."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(part) for part in range(selection.count())]
        places = [np.arange(part.top(), part.bottom() + 1) for part in ranges]
        if len(places) == 1:
            return places[0]
        return np.unique(np.concatenate(places)) if places else np.empty(0, dtype=np.intp)

    def select_row(self, index: int) -> bool:
        """Select and show the row, opening what is folded over it; False where a filter hides it."""
        place = self._model.listing.place_of(index) if self._model else None
        if place is None and self._model is not None and index in self._model.listing.met():
            self._model.change(lambda listing: listing.fold(lambda folds: folds.open_to(index)))
            place = self._model.listing.place_of(index)
        if place is None:
            return False
        self.selectRow(place)
        self.scrollTo(self._model.index(place, 0), QAbstractItemView.ScrollHint.PositionAtCenter)  # type: ignore[union-attr]
        return True

    def select_rows(self, indices: Iterable[int]) -> None:
        """Select these rows, as far as they are shown, and nothing else."""
        if self._model is None:
            return
        chosen, model = QItemSelection(), self._model
        last = len(model.listing.columns) - 1
        wanted = np.fromiter(indices, dtype=np.intp)
        places = np.flatnonzero(np.isin(model.listing.shown, wanted[wanted >= 0]))
        for part in np.split(places, np.flatnonzero(np.diff(places) > 1) + 1) if len(places) else ():
            chosen.select(model.index(int(part[0]), 0), model.index(int(part[-1]), last))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def copy_selection(self) -> None:
        """The selected rows with the visible columns, tab-separated, with headings."""
        if self._model is not None:
            places = self._selected_places()[:_COPY_MOST].tolist()
            QGuiApplication.clipboard().setText(self._model.tsv(places, self.columns.shown()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Left and Right fold as in a tree."""
        place = self.currentIndex().row()
        folded = self._folded(place)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and place >= 0:
            self._activate(place)
        elif folded is not None and event.key() == (Qt.Key.Key_Right if folded else Qt.Key.Key_Left):
            self.toggle(place)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            bar, step = self.horizontalScrollBar(), self.columnWidth(max(self.columnAt(0), 0))
            bar.setValue(bar.value() + (step if event.key() == Qt.Key.Key_Right else -step))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.follow()
        self._tell_empty()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "columns"):
            for view in (self, self.columns.frozen):
                cast(Cells, view.itemDelegate()).forget_widths()
            self.verticalHeader().setDefaultSectionSize(max(self.fontMetrics().height() + 8, 24))
            self.columns.follow()

    def _folded(self, place: int) -> bool | None:
        """Whether what the place holds is folded; None where it holds nothing."""
        if self._model is None or place < 0:
            return None
        return self._model.listing.folds.folded(int(self._model.listing.shown[place]))

    def _rearrange(self, change: Callable[[Listing[Any]], None]) -> None:
        if self._model is not None:
            self._model.change(change)

    def _activate(self, place: int) -> None:
        if self._model is None or not 0 <= place < len(self._model.listing):
            return
        index = int(self._model.listing.shown[place])
        if index < 0:
            self.toggle(place)
        else:
            self.activated_row.emit(index)

    def _selected(self, _now: QItemSelection | None = None, _before: QItemSelection | None = None) -> None:
        self.rows_selected.emit(self.selected())

    def _tell_empty(self) -> None:
        """Why there are no rows, in their place."""
        if self._model is None:
            return
        listing, room = self._model.listing, self.viewport().geometry()
        words = "" if len(listing) else _NONE_MEETS if listing.conditions else self.if_empty
        if words:
            self._empty.setText(words)
            self._empty.setGeometry(12, room.top(), max(room.right() - 24, 1), min(room.height(), 120))
            self._empty.raise_()
        self._empty.setVisible(bool(words))

    def _remember(self) -> None:
        self._before = self.listing, self.selected()

    def _reset(self) -> None:
        """The same rows, arranged anew, stay selected as far as they are shown."""
        self._tell_empty()
        self.filtered.emit()
        (listing, rows), self._before = self._before, (None, np.empty(0, dtype=np.intp))
        if listing is not None and listing is self.listing and (
                0 < len(rows) <= _KEPT_MOST or len(rows) == len(listing.rows)):
            self.select_rows(rows.tolist())
        if not self.selectionModel().hasSelection():  # else it was told when they were selected
            self._selected()

    def _keeping_row(self, change: Any) -> None:
        """Do what resets the model, and show the row again that was selected, where it is still shown."""
        before = self.selected()
        if self._model is not None:
            change(self._model)
        if len(before) == 1:
            self.select_row(int(before[0]))

    def _carry_over(self, listing: Listing[Any]) -> None:
        for column, control in enumerate(self._header.controls):
            if isinstance(control, QLineEdit) and control.text().strip():
                listing.filter(column, control.text())
        section = self._header.sortIndicatorSection()
        if 0 <= section < len(listing.columns):
            order = self._header.sortIndicatorOrder()
            listing.sort(section, descending=order is Qt.SortOrder.DescendingOrder)
        before = self._model.listing if self._model is not None else None
        if before is not None:
            if before.group is not None:
                listing.group_by(before.group)
            listing.fold(lambda folds: folds.carry(before.folds))

    def _lay_out(self, listing: Listing[Any]) -> None:
        self.columns.lay_out(listing)
        if not self._filters:
            return
        controls = []
        for section, column in enumerate(listing.columns):
            help_text = (_FIGURE_HELP if column.figure else _FILTER_HELP).format(title=column.title)
            edit = QLineEdit()
            edit.setPlaceholderText("> 0" if column.figure else "filter")
            edit.setToolTip(help_text)
            edit.setAccessibleName(f"Filter {column.title}")
            edit.setClearButtonEnabled(column.width >= 100)
            edit.textChanged.connect(lambda text, section=section: self._type(section, text))
            controls.append(edit)
        self._header.set_controls(controls)

    def _type(self, section: int, text: str) -> None:
        self._typed[section] = text
        self._typing.start()

    def _apply_typed(self) -> None:
        self._typing.stop()
        typed, self._typed = self._typed, {}
        for section, text in typed.items():
            self._keeping_row(lambda model, section=section, text=text: model.filter(section, text))
