"""Beside the grid of Import: which sheets are read, where the headings stand, the currency where none is said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ytterby.bom.reading import Mapping, Reading, Sheet, Table
from ytterby.gui import wording
from ytterby.gui.views.import_style import ImportStyle
from ytterby.gui.widgets.label import plain
from ytterby.gui.widgets.number import being_typed, whole_box

_CURRENCIES = ("", "EUR", "USD", "GBP", "CHF", "CNY", "JPY", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD", "KRW",
               "INR", "TWD")
_LAST_ROW = 1_048_576
_SHEETS_SHOWN = 7  # of more the list scrolls


class ImportSheets(QFrame):
    """``bill_chosen`` carries the place of the workbook to look at, where there are several, ``sheet_shown`` the Sheet,
    the others what the user chose for the mapping."""

    bill_chosen = Signal(int)
    sheet_shown = Signal(object)
    sheets_chosen = Signal(object)  # tuple of names
    header_chosen = Signal(int)  # 0: guessed
    currency_chosen = Signal(str)
    style_chosen = Signal(str, object)  # a field of the Mapping and its value

    def __init__(self) -> None:
        super().__init__()
        self._reading: Reading | None = None
        self._mapping = Mapping()
        self._header_of = ("", "")  # the workbook and the sheet whose header row is shown
        self._bills = QComboBox()
        self._bills.setAccessibleName("Workbook of the project")
        self._bills.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._bills.activated.connect(self.bill_chosen)
        self._bills.hide()
        self._sheets = QListWidget()
        self._sheets.setAccessibleName("Sheets of the workbook")
        self._sheets.currentRowChanged.connect(self._show)
        self._sheets.itemChanged.connect(self._choose)
        self._tables = plain(muted=True, wrap=True)
        self._header_row = whole_box()
        self._header_row.setRange(0, _LAST_ROW)
        self._header_row.setKeyboardTracking(False)
        self._header_row.setMinimumHeight(26)
        self._header_row.setSpecialValueText("guessed")
        self._header_row.setAccessibleName("Header row of the sheet")
        self._header_row.setToolTip("The row that holds the headings, as Excel counts")
        self._header_row.valueChanged.connect(self.header_chosen)
        self._currency = QComboBox()
        self._currency.addItems(["as stated, else guessed", *_CURRENCIES[1:]])
        self._currency.setAccessibleName("Currency where none is stated")
        self._currency.currentIndexChanged.connect(lambda place: self.currency_chosen.emit(_CURRENCIES[place]))
        self.style_ = ImportStyle()
        self.style_.chosen.connect(self.style_chosen)
        self._lay_out()

    def _lay_out(self) -> None:
        """All in a list that scrolls: a low window or large letters leave no room for it."""
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow("Header in row", self._header_row)
        form.addRow("Currency where none is stated", self._currency)
        inner, scroll = QWidget(), QScrollArea()
        side = QVBoxLayout(inner)
        side.setContentsMargins(0, 4, 12, 8)
        for widget in (self._bills, plain("Sheets", heading=True), self._sheets, self._tables):
            side.addWidget(widget)
        side.addLayout(form)
        side.addWidget(self.style_)
        side.addWidget(plain("Alt+Down opens the meaning of a column, the context menu of a row makes it the headings.",
                             muted=True, wrap=True))
        side.addStretch()
        scroll.setAccessibleName("How the workbook is read")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.setFixedWidth(264)

    def show_bills(self, names: Sequence[str], place: int) -> None:
        """The workbooks to choose from; nothing is shown where there is only one."""
        self._bills.setVisible(len(names) > 1)
        self._bills.clear()
        self._bills.addItems(list(names))
        for row, name in enumerate(names):
            self._bills.setItemData(row, name, Qt.ItemDataRole.ToolTipRole)
        self._bills.setCurrentIndex(place)

    def show_reading(self, reading: Reading, mapping: Mapping) -> None:
        """The sheet in view stays in view; else the first with a table is shown."""
        names = [sheet.name for sheet in reading.sheets]
        same = self._reading is not None and [sheet.name for sheet in self._reading.sheets] == names
        before = self._sheets.currentRow() if same else -1
        self._reading, self._mapping = reading, mapping
        read = {table.sheet for table in reading.tables}
        first = next((place for place, name in enumerate(names) if name in read), 0)
        blocked = QSignalBlocker(self._sheets), QSignalBlocker(self._currency)
        code = mapping.currency
        self._currency.setCurrentIndex(_CURRENCIES.index(code) if code in _CURRENCIES else 0)
        self.style_.show_reading(reading, mapping)
        self._sheets.clear()
        for sheet in reading.sheets:
            entry = QListWidgetItem((sheet.name or "(the file)") + (" (hidden)" if sheet.hidden else ""))
            entry.setFlags(entry.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            entry.setCheckState(Qt.CheckState.Checked if sheet.name in read else Qt.CheckState.Unchecked)
            entry.setToolTip("Holds a table that is read" if sheet.name in read else "No table is read from it")
            self._sheets.addItem(entry)
        row = max(self._sheets.sizeHintForRow(0), 1)
        self._sheets.setFixedHeight(2 * self._sheets.frameWidth() + 2 + row * min(max(len(names), 1), _SHEETS_SHOWN))
        self._sheets.setCurrentRow(before if 0 <= before < len(names) else first)
        del blocked
        self._show(self._sheets.currentRow())

    def show_sheet(self, name: str) -> None:
        """Show a sheet, where there is one of this name."""
        for place, sheet in enumerate(self._reading.sheets if self._reading else ()):
            if sheet.name == name:
                self._sheets.setCurrentRow(place)

    def sheet_name(self) -> str:
        """The name of the sheet in view."""
        place = self._sheets.currentRow()
        return self._reading.sheets[place].name if self._reading and 0 <= place < len(self._reading.sheets) else ""

    def set_header(self, row: int) -> None:
        """The user chose the headings of the sheet in view elsewhere."""
        self._header_row.setValue(row)

    def _show(self, place: int) -> None:
        if self._reading is None or not 0 <= place < len(self._reading.sheets):
            return
        sheet = self._reading.sheets[place]
        tables = [table for table in self._reading.tables if table.sheet == sheet.name]
        self._tables.setText("\n".join(map(_table_words, tables[:4])) + ("\n…" if len(tables) > 4 else "")
                             or "No table found in this sheet.")
        self._show_header(sheet)
        self.sheet_shown.emit(sheet)

    def _show_header(self, sheet: Sheet) -> None:
        """What is being typed stays while the row is the one set for the sheet."""
        assert self._reading is not None
        row, before = dict(self._mapping.header_rows).get(sheet.name, 0), self._header_of
        self._header_of = (self._reading.bom.name, sheet.name)
        if self._header_of == before and row == self._header_row.value() and being_typed(self._header_row):
            return
        with QSignalBlocker(self._header_row):
            self._header_row.setValue(row)

    def _choose(self, _: QListWidgetItem) -> None:
        """Only the checked sheets are read; none checked stands for all."""
        assert self._reading is not None
        names = [sheet.name for sheet in self._reading.sheets]
        chosen = tuple(name for place, name in enumerate(names)
                       if self._sheets.item(place).checkState() is Qt.CheckState.Checked)
        if not chosen:
            self._check_all()
        self.sheets_chosen.emit(chosen)

    def _check_all(self) -> None:
        """Those with a table, where all are read already; else every one until they are."""
        assert self._reading is not None
        read = {table.sheet for table in self._reading.tables}
        with QSignalBlocker(self._sheets):
            for place, sheet in enumerate(self._reading.sheets):
                if self._mapping.sheets or sheet.name in read:
                    self._sheets.item(place).setCheckState(Qt.CheckState.Checked)


def _table_words(table: Table) -> str:
    heads = ", ".join(wording.number(row) for row in table.header_rows) or "none"
    letters = [column.letter for column in table.columns if column.letter]
    across = f", columns {letters[0]} to {letters[-1]}" if len(letters) > 1 else ""
    return f"Headings in row {heads}{across}; lines in rows {table.first_row} to {table.last_row}"
