"""A sheet as Excel shows it: letters, row numbers, every cell; over each column a chooser of its meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QHeaderView, QMenu, QTableView, QWidget

from ytterby.bom.reading import Column, Meaning, Reading, Sheet, Table
from ytterby.gui import icons, theme, wording
from ytterby.gui.widgets.header import ControlHeader
from ytterby.gui.widgets.wheel import wheel_only_scrolls
from ytterby.gui.widgets.widths import Wish, shared

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
UNSURE = 0.7
_CHOOSERS_MOST = 60  # kept while they are out of sight; a sheet may have thousands of columns
_MEASURED_MOST = 16_000  # cells that the widths of columns are taken from
_LEAST, _LEAST_BARE, _MOST = 124, 60, 260  # px of a column: with a chooser, without, at first
_ARROW = 46  # px of a chooser beside its words
_NOT_USED = frozenset({Meaning.EXTRA, Meaning.IGNORE, Meaning.LINK, Meaning.CAD_NAME})
_WORDS = frozenset({Meaning.DESCRIPTION, Meaning.REMARK})  # take the room that is left
MEANING_WORDS: dict[Meaning, str] = {
    Meaning.IGNORE: "– leave out –", Meaning.POSITION: "Position", Meaning.MPN: "Maker's number (MPN)",
    Meaning.CAD_NAME: "CAD name", Meaning.HS: "HS code", Meaning.CAS: "CAS number",
    Meaning.SUPPLIER_PART: "Supplier's number", Meaning.SUPPLIER_SHARE: "Share of supplier",
    Meaning.PRICE: "Price of one", Meaning.LINE_TOTAL: "Total of the line", Meaning.ORIGIN: "Country of origin",
    Meaning.SITE_COUNTRY: "Country of the site", Meaning.MASS: "Mass of one", Meaning.CONTENT: "Element content",
    Meaning.RECEIPTS_WEEKLY: "Receipts a week", Meaning.ANNUAL_USE: "Use a year", Meaning.LEAD_TIME: "Lead time",
    Meaning.RECOVERY: "Time to recover", Meaning.SOURCE_STATUS: "Status of the source",
    Meaning.EXTRA: "Kept as it is",
}


def unsure_columns(reading: Reading) -> list[tuple[str, str]]:
    """(sheet, letter) of each column whose meaning a person should look at; what is kept as it is needs no look."""
    return list(dict.fromkeys((table.sheet, column.letter) for table in reading.tables for column in table.columns
                              if _is_unsure(column)))


def _is_unsure(column: Column) -> bool:
    return bool(column.letter) and column.certainty < UNSURE and column.meaning not in _NOT_USED


def meaning_words(meaning: Meaning) -> str:
    return MEANING_WORDS.get(meaning, meaning.replace("_", " ").capitalize())


class SheetModel(QAbstractTableModel):
    """Cells of one sheet; the heading rows and the rows that are lines are told apart."""

    def __init__(self, sheet: Sheet, tables: Sequence[Table], lines: frozenset[int], parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._width = max((len(row) for row in sheet.rows), default=0)
        self._heads = frozenset(row for table in tables for row in table.header_rows)
        self._taken = {(row, column.letter): column for table in tables for row in table.header_rows
                       for column in table.columns}
        self._lines = lines
        self._columns = {column.letter: column for table in reversed(tables) for column in table.columns}
        self.meant = tuple(sorted(number(column) for column in self._columns if column))
        self._bold = QFont()
        self._bold.setBold(True)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._sheet.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._width

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = index.row() + 1
        match role:
            case Qt.ItemDataRole.DisplayRole:
                cells = self._sheet.rows[index.row()]
                return " ".join(cells[index.column()].split()) if index.column() < len(cells) else ""
            case Qt.ItemDataRole.BackgroundRole:
                return theme.colour("selection") if row in self._heads else None
            case Qt.ItemDataRole.FontRole:
                return self._bold if row in self._heads else None
            case Qt.ItemDataRole.ForegroundRole:
                return None if row in self._heads or row in self._lines else theme.colour("muted")
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, index)
            case _:
                return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DecorationRole and orientation is Qt.Orientation.Horizontal:
            unsure = self.column(section)
            return icons.mark("undetermined") if unsure and _is_unsure(unsure) else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1)
        column = self.column(section)
        if column is None or column.meaning is Meaning.EXTRA:
            return letter(section)
        return f"{letter(section)}   {wording.percent(column.certainty, 0)} sure"

    def column(self, section: int) -> Column | None:
        """What was understood of a column, None where no table reaches."""
        return self._columns.get(letter(section))

    def _tip(self, row: int, index: Index) -> str:
        cells = self._sheet.rows[index.row()]
        what = "heading" if row in self._heads else "a line" if row in self._lines else "not read as a line"
        text = cells[index.column()] if index.column() < len(cells) else ""
        if (column := self._taken.get((row, letter(index.column())))) is not None:
            what += f", taken as {meaning_words(column.meaning)}, {wording.percent(column.certainty, 0)} sure"
        return f"{text[:400]}\nRow {row}: {what}".lstrip()


class SheetGrid(QTableView):
    """``meaning_chosen`` carries (column letter, Meaning) when the user corrects a guess, ``header_chosen`` a row."""

    meaning_chosen = Signal(str, object)
    header_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Cells of the sheet")
        self._header = ControlHeader(self)
        self.setHorizontalHeader(self._header)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(max(self.fontMetrics().height() + 6, 22))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        for corner in self.findChildren(QAbstractButton):
            corner.setAccessibleName("Select all cells")
        self._model: SheetModel | None = None
        self._name = ""
        self._laying_out = False
        self._wishes: tuple[Wish, ...] = ()
        self._by_hand = False  # widths are the user's
        self._header.sectionResized.connect(self._resized)
        self._waiting: Mapping[str, Meaning] = {}  # chosen and not read yet, by letter
        self._choosers: dict[int, QComboBox] = {}  # by section, of the columns that were in sight
        for bar_signal in (self.horizontalScrollBar().valueChanged, self.horizontalScrollBar().rangeChanged):
            bar_signal.connect(lambda *_: self._choose_in_sight())

    def show_sheet(self, sheet: Sheet, reading: Reading, waiting: Mapping[str, Meaning] | None = None) -> None:
        """The same sheet read anew stays where it is scrolled to, with the cell that was current, and the chooser of a
        column keeps the keyboard. ``waiting``: what was chosen since, by letter, and is read next."""
        held, self._waiting = self._hold_focus(), waiting or {}
        tables = [table for table in reading.tables if table.sheet == sheet.name]
        same, self._name = sheet.name == self._name and self._model is not None, sheet.name
        at, scrolled = self.currentIndex(), (self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        self._laying_out = True
        self._drop(tuple(self._choosers))
        old, self._model = self._model, SheetModel(sheet, tables, _lines_in(sheet, reading), self)
        self.setModel(self._model)
        if old is not None:
            old.deleteLater()
        self._wishes = tuple(self._wish(section, sheet, tables) for section in range(self._model.columnCount()))
        self._by_hand = self._by_hand and same
        self._laying_out = False
        self._fill_room()
        self._choose_in_sight()
        if same:
            self.setCurrentIndex(self._model.index(at.row(), at.column()))
            self.horizontalScrollBar().setValue(scrolled[0])
            self.verticalScrollBar().setValue(scrolled[1])
            if (chooser := self.chooser(held)) is not None:
                chooser.setFocus()
        elif tables and tables[0].header_rows:
            self.scrollTo(self._model.index(max(tables[0].header_rows[0] - 3, 0), 0),
                          QAbstractItemView.ScrollHint.PositionAtTop)

    def _hold_focus(self) -> int:
        """The section whose chooser has the keyboard, -1 where none has. The grid takes it over: with a chooser that
        goes it would be lost."""
        focused = self.window().focusWidget()
        held = next((section for section, one in self._choosers.items() if one is focused), -1)
        if held >= 0:
            self.setFocus()
        return held

    def show_cell(self, row: int, column: str) -> None:
        """Select a cell (row as Excel counts, column letter); a row where no column is known."""
        if self._model is None or not 1 <= row <= self._model.rowCount():
            return
        section = number(column) if column else 0
        index = self._model.index(row - 1, min(section, self._model.columnCount() - 1))
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.setCurrentIndex(index)
        if not column:
            self.selectRow(row - 1)
        self.setFocus()

    def show_column(self, letter: str) -> None:
        """To the chooser over a column."""
        if (chooser := self.chooser(number(letter))) is not None:
            row = max(self.rowAt(0), 0)
            self.setCurrentIndex(self.model().index(row, number(letter)))
            self.scrollTo(self.currentIndex())
            chooser.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def current_letter(self) -> str:
        """The column of the current cell; empty where there is none."""
        return letter(self.currentIndex().column()) if self.currentIndex().isValid() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the chooser over the current column."""
        chooser = self.chooser(self.currentIndex().column()) if self.currentIndex().isValid() else None
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier and chooser:
            chooser.showPopup()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the row and the column of a cell; by mouse or menu key."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            menu = self.menu_of(index.row() + 1, letter(index.column()))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def menu_of(self, row: int, column: str) -> QMenu:
        """The menu of a cell."""
        menu = QMenu(self)
        menu.addAction(f"The headings stand in row {row}", lambda: self.header_chosen.emit(row))
        menu.addAction(f"Leave column {column} out", lambda: self.meaning_chosen.emit(column, Meaning.IGNORE))
        menu.addAction(f"Keep column {column} as it is", lambda: self.meaning_chosen.emit(column, Meaning.EXTRA))
        return menu

    def chooser(self, section: int) -> QComboBox | None:
        """The chooser over a column, where there is one."""
        column = self._model.column(section) if self._model is not None and section >= 0 else None
        if column is not None and section not in self._choosers:
            self._choosers[section] = self._chooser(column)
            self._header.take(self._choosers)
            wheel_only_scrolls(self)
        return self._choosers.get(section)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill_room()
        self._choose_in_sight()

    def _fill_room(self) -> None:
        """Whole columns fill the grid to its edge, unless the user set a width."""
        if self._by_hand or self._laying_out or self._model is None or (
                len(self._wishes) != self._model.columnCount()):
            return
        self._laying_out = True
        for section, width in enumerate(shared(self._wishes, self.viewport().width())):
            self._header.resizeSection(section, width)
        self._laying_out = False

    def _resized(self, *_: int) -> None:
        self._by_hand = self._by_hand or not self._laying_out

    def _choose_in_sight(self) -> None:
        """A chooser over each column in sight that has a meaning, and one at least, which the headings are as high as;
        of those out of sight a few stay."""
        if self._model is None or not self._model.meant or self._laying_out:
            return
        first, last = self.columnAt(0), self.columnAt(self.viewport().width() - 1)
        sections = range(max(first, 0), (last if last >= 0 else self._model.columnCount() - 1) + 1)
        if len(self._choosers) > _CHOOSERS_MOST:
            self._drop([at for at, one in self._choosers.items() if at not in sections and not one.hasFocus()])
        made = {at: self._chooser(column) for at in (self._model.meant[0], *sections)
                if at not in self._choosers and (column := self._model.column(at)) is not None}
        if made:
            self._choosers |= made
            self._header.take(self._choosers)
            wheel_only_scrolls(self)

    def _drop(self, sections: Sequence[int]) -> None:
        for section in sections:
            chooser = self._choosers.pop(section)
            chooser.hide()
            chooser.deleteLater()
        self._header.take(self._choosers)

    def _chooser(self, column: Column) -> QComboBox:
        chooser = QComboBox()
        for meaning in Meaning:
            chooser.addItem(meaning_words(meaning), meaning)
        chooser.setCurrentIndex(chooser.findData(self._waiting.get(column.letter, column.meaning)))
        chooser.setAccessibleName(f"Meaning of column {column.letter}")
        chooser.setToolTip(f"{' '.join(column.heading.split())}: taken as {meaning_words(column.meaning)}, "
                           f"{wording.percent(column.certainty, 0)} sure")
        chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        chooser.setMinimumContentsLength(4)
        chooser.activated.connect(
            lambda place: self.meaning_chosen.emit(column.letter, Meaning(chooser.itemData(place)))
        )
        return chooser

    def _wish(self, section: int, sheet: Sheet, tables: Sequence[Table]) -> Wish:
        """Wide enough for its chooser and the first lines of the table, at most a quarter of a small window; what is
        not used has no more than the chooser needs."""
        begin = min((row for table in tables for row in table.header_rows), default=1) - 1
        most = max(1, min(40, _MEASURED_MOST // max(self.model().columnCount(), 1)))
        texts = [row[section] for row in sheet.rows[begin:begin + most] if section < len(row)]
        widest = max((self.fontMetrics().horizontalAdvance(text[:120]) for text in texts), default=0) + 16
        column = self._model.column(section) if self._model is not None else None
        least = _LEAST if tables else _LEAST_BARE
        if column is not None:
            least = max(least, self.fontMetrics().horizontalAdvance(meaning_words(column.meaning)) + _ARROW)
        if column is None or column.meaning in _NOT_USED:
            return Wish(least, least, words=False)
        least = max(least, min(widest, _MOST))
        return Wish(least, max(widest, least), words=column.meaning in _WORDS)


def _lines_in(sheet: Sheet, reading: Reading) -> frozenset[int]:
    """The rows of a sheet, of those shown, that are read as lines."""
    usages, names = reading.bom.usages, list(reading.bom.sheets)
    if sheet.name not in names:
        return frozenset()
    here = (usages.sheet == names.index(sheet.name)) & (usages.row <= len(sheet.rows))
    return frozenset(usages.row[here].tolist())


def letter(section: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    text = ""
    section += 1
    while section:
        section, rest = divmod(section - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def number(text: str) -> int:
    """A → 0, AA → 26."""
    value = 0
    for char in text.upper():
        value = value * 26 + ord(char) - ord("A") + 1
    return value - 1
