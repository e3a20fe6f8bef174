"""How the workbook was understood: the grid as Excel shows it, each column's meaning to correct, what is left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ytterby.bom.reading import Correction, Mapping, Meaning, Reading, Sheet, Table
from ytterby.core.text import issue_text
from ytterby.gui import wording
from ytterby.gui.views.sheet_grid import SheetGrid
from ytterby.gui.widgets.label import plain, resize_font

if TYPE_CHECKING:
    from ytterby.core.issue import Where
    from ytterby.workspace.document import Document

_GUESSED = ("Everything below was guessed from headings and values. Correct what is wrong, then Apply; "
            "or Continue to the bill.")
_CURRENCIES = ("", "EUR", "USD", "GBP", "CHF", "CNY", "JPY", "SEK", "PLN", "CZK", "KRW", "INR")


class ImportPage(QWidget):
    """``mapping_chosen`` carries the corrected Mapping to read again with; ``done`` when the user goes on."""

    mapping_chosen = Signal(object)
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading: Reading | None = None
        self._mapping = self._as_read = Mapping()
        self.grid = SheetGrid()
        self.grid.meaning_chosen.connect(self._correct)
        self._summary = plain(heading=True)
        resize_font(self._summary, 1.15, bold=True)
        self._tables = plain(muted=True, wrap=True)
        self._left_out = plain(wrap=True)
        self._make_controls()
        self._lay_out()

    def _make_controls(self) -> None:
        self._sheets = QListWidget()
        self._sheets.setAccessibleName("Sheets of the workbook")
        self._sheets.currentRowChanged.connect(self._show_sheet)
        self._sheets.itemChanged.connect(self._choose_sheets)
        self._header_row = QSpinBox()
        self._header_row.setRange(0, 9999)
        self._header_row.setMinimumHeight(26)
        self._header_row.setSpecialValueText("guessed")
        self._header_row.setAccessibleName("Header row of the sheet")
        self._header_row.setToolTip("The row that holds the headings, as Excel counts")
        self._header_row.valueChanged.connect(self._set_header)
        self._currency = QComboBox()
        self._currency.addItems(["as stated, else guessed", *_CURRENCIES[1:]])
        self._currency.setAccessibleName("Currency where none is stated")
        self._currency.currentIndexChanged.connect(self._set_currency)
        self._apply = QPushButton("&Apply and read again")
        self._apply.clicked.connect(lambda: self.mapping_chosen.emit(self._mapping))
        self._continue = QPushButton("&Continue to the bill")
        self._continue.setProperty("primary", True)
        self._continue.clicked.connect(self.done)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        titles = QVBoxLayout()
        titles.addWidget(self._summary)
        titles.addWidget(plain(_GUESSED, muted=True, wrap=True))
        head.addLayout(titles, 1)
        head.addWidget(self._apply)
        head.addWidget(self._continue)
        side = QVBoxLayout()
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow("Header in row", self._header_row)
        form.addRow("Currency where none is stated", self._currency)
        for widget in (plain("Sheets", heading=True), self._sheets, self._tables):
            side.addWidget(widget)
        side.addLayout(form)
        side.addWidget(plain("Left out", heading=True))
        side.addWidget(self._left_out)
        side.addStretch()
        panel = QFrame()
        panel.setLayout(side)
        panel.setFixedWidth(250)
        self._sheets.setMaximumHeight(150)
        body = QHBoxLayout()
        body.addWidget(panel)
        body.addWidget(self.grid, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(8, 8, 8, 0)
        page.addLayout(head)
        page.addLayout(body, 1)

    def show_document(self, document: Document) -> None:
        """Show how the workbook was read; the sheet in view stays in view."""
        reading = document.reading
        if reading is None:
            return
        before = self._sheets.currentRow()
        self._reading = reading
        self._mapping = self._as_read = document.mapping
        bom = reading.bom
        self._summary.setText(
            f"{bom.name}: {wording.counted(len(bom), 'line')}, {wording.counted(len(bom.items), 'distinct item')} "
            f"in {wording.counted(len(reading.tables), 'table')}"
        )
        self._left_out.setText(_left_out(reading))
        self._currency.blockSignals(True)
        self._currency.setCurrentIndex(_place(_CURRENCIES, document.mapping.currency))
        self._currency.blockSignals(False)
        self._list_sheets(reading)
        first = next((place for place, sheet in enumerate(reading.sheets) if self._table_of(sheet.name)), 0)
        self._sheets.setCurrentRow(before if 0 <= before < len(reading.sheets) else first)
        self._changed()

    def show_cell(self, where: Where) -> None:
        """Show a place of the workbook: its sheet, row and column."""
        if self._reading is None:
            return
        for place, sheet in enumerate(self._reading.sheets):
            if sheet.name == where.sheet:
                self._sheets.setCurrentRow(place)
        self.grid.show_cell(where.row, where.column)

    def mapping(self) -> Mapping:
        """The mapping with what was corrected so far."""
        return self._mapping

    def _list_sheets(self, reading: Reading) -> None:
        self._sheets.blockSignals(True)
        self._sheets.clear()
        for sheet in reading.sheets:
            table = any(one.sheet == sheet.name for one in reading.tables)
            entry = QListWidgetItem((sheet.name or "(the file)") + (" (hidden)" if sheet.hidden else ""))
            entry.setFlags(entry.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            entry.setCheckState(Qt.CheckState.Checked if table else Qt.CheckState.Unchecked)
            entry.setToolTip("Holds a table that is read" if table else "No table is read from it")
            self._sheets.addItem(entry)
        self._sheets.blockSignals(False)

    def _show_sheet(self, place: int) -> None:
        if self._reading is None or not 0 <= place < len(self._reading.sheets):
            return
        sheet = self._reading.sheets[place]
        tables = [table for table in self._reading.tables if table.sheet == sheet.name]
        self.grid.show_sheet(sheet, tables)
        self._tables.setText("\n".join(_table_words(table) for table in tables) or "No table found in this sheet.")
        chosen = dict(self._mapping.header_rows).get(sheet.name, 0)
        self._header_row.blockSignals(True)
        self._header_row.setValue(chosen)
        self._header_row.blockSignals(False)

    def _sheet(self) -> Sheet | None:
        place = self._sheets.currentRow()
        return self._reading.sheets[place] if self._reading and 0 <= place < len(self._reading.sheets) else None

    def _table_of(self, sheet: str) -> Table | None:
        return next((table for table in self._reading.tables if table.sheet == sheet), None) if self._reading else None

    def _correct(self, letter: str, meaning: Meaning) -> None:
        sheet = self._sheet()
        if sheet is None:
            return
        kept = tuple(c for c in self._mapping.corrections if (c.sheet, c.letter) != (sheet.name, letter))
        self._mapping = replace(self._mapping, corrections=(*kept, Correction(sheet.name, letter, meaning)))
        self._changed()

    def _set_header(self, row: int) -> None:
        sheet = self._sheet()
        if sheet is None:
            return
        kept = tuple((name, at) for name, at in self._mapping.header_rows if name != sheet.name)
        self._mapping = replace(self._mapping, header_rows=(*kept, (sheet.name, row)) if row else kept)
        self._changed()

    def _set_currency(self, place: int) -> None:
        self._mapping = replace(self._mapping, currency=_CURRENCIES[place])
        self._changed()

    def _choose_sheets(self, _: QListWidgetItem) -> None:
        """Only the checked sheets are read; none checked stands for all."""
        assert self._reading is not None
        names = [sheet.name for sheet in self._reading.sheets]
        checked = tuple(name for place, name in enumerate(names)
                        if self._sheets.item(place).checkState() is Qt.CheckState.Checked)
        self._mapping = replace(self._mapping, sheets=checked)
        self._changed()

    def _changed(self) -> None:
        """Apply is there once something differs from what was read."""
        self._apply.setEnabled(self._mapping != self._as_read)


def _table_words(table: Table) -> str:
    heads = ", ".join(wording.number(row) for row in table.header_rows) or "none"
    return f"Headings in row {heads}; lines in rows {table.first_row} to {table.last_row}"


def _left_out(reading: Reading) -> str:
    """Which rows were not taken and why: the sentences of the issues that tell of them."""
    reasons = {reason for reason, count in reading.left_out if count}
    told = [issue for issue in reading.issues if issue.code in reasons]
    rows = [issue_text(issue) for issue in told]
    silent = reasons - {issue.code for issue in told}
    rows += [f"{wording.counted(count, 'row')}: {reason.replace('-', ' ')}"
             for reason, count in reading.left_out if reason in silent]
    return "\n\n".join(rows) or "Nothing: every row below the headings is a line."


def _place(options: tuple[str, ...], value: str) -> int:
    return options.index(value) if value in options else 0
