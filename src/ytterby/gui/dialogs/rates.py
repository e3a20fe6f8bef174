"""Exchange rates as a table to edit: those shipped, with their day, and one's own in the place of single ones."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ytterby.core.errors import YtterbyError
from ytterby.exposure.rates import Rate, Rates
from ytterby.gui import theme
from ytterby.gui.bridge import Bridge
from ytterby.gui.widgets.label import plain
from ytterby.workspace import edits, market
from ytterby.workspace.rate_file import HEADINGS, load_rates, own_rates_file, rate_of, save_rates

_COLUMNS = ("Currency", "Euros for one unit", "As of", "Where from")
_HELP = "Change a rate to use your own in this bill; state its day and where it is from. A new currency goes below."
_FILES = "Exchange rates (*.csv)"
Texts = tuple[str, str, str, str]


class RatesDialog(QDialog):
    """``chosen`` carries the own rates (a tuple of Rate) and whether new bills shall begin with them, too."""

    chosen = Signal(object, bool)

    def __init__(self, own: Sequence[Rate], shipped: Rates, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Exchange rates")
        day = shipped.as_of.isoformat() if shipped.as_of else ""
        self._shipped: dict[str, Texts] = {
            code: (code, _plain(value, 6), day, "shipped") for code, value in sorted(shipped.eur_per_unit.items())
            if code != "EUR"
        }
        self.table = QTableWidget(0, len(_COLUMNS))
        self.table.setAccessibleName("Exchange rates")
        self.table.setHorizontalHeaderLabels(_COLUMNS)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(1, 150)
        self._wrong = plain(wrap=True)
        self._for_new = QCheckBox("&Begin new bills with these rates, too")
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        page = QVBoxLayout(self)
        page.addWidget(plain(_HELP, muted=True, wrap=True))
        page.addWidget(self.table)
        page.addLayout(self._files())
        page.addWidget(self._for_new)
        page.addWidget(self._wrong)
        page.addWidget(buttons)
        self.resize(640, 560)
        self.show_rates(own)
        self.table.itemChanged.connect(self._edited)

    def _files(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for title, act in (("&Take from a file…", self._ask_to_load), ("&Save as a file…", self._ask_to_save),
                           ("As s&hipped", lambda: self.show_rates(()))):
            button = QPushButton(title)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch()
        return row

    def show_rates(self, own: Sequence[Rate]) -> None:
        """Those shipped, with ``own`` ones in their place, and blank rows for more."""
        texts = self._shipped | {one.currency: _texts(one) for one in own}
        self.table.blockSignals(True)
        self.table.setRowCount(len(texts) + 3)
        for row, cells in enumerate([*texts.values(), *[("",) * 4] * 3]):
            for column, text in enumerate(cells):
                cell = QTableWidgetItem(text)
                if column == 1:
                    cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, cell)
            self._paint(row)
        self.table.blockSignals(False)

    def own_rates(self) -> tuple[Rate, ...]:
        """The rates that are not as shipped. Raises UsageError where a row is none."""
        rows = [self._cells(row) for row in range(self.table.rowCount())]
        return tuple(rate_of(dict(zip(HEADINGS, cells, strict=True)), f"row {place}") for place, cells in
                     enumerate(rows, 1) if any(cells) and cells != self._shipped.get(cells[0]))

    def accept(self) -> None:
        try:
            own = self.own_rates()
        except YtterbyError as error:
            self._wrong.setText(str(error))
            return
        self.chosen.emit(own, self._for_new.isChecked())
        super().accept()

    def load(self, path: Path) -> None:
        """Show the rates of a file in the place of those shipped."""
        try:
            self.show_rates(load_rates(path))
            self._wrong.setText("")
        except YtterbyError as error:
            self._wrong.setText(str(error))

    def save(self, path: Path) -> None:
        """Write the own rates."""
        try:
            save_rates(self.own_rates(), path)
            self._wrong.setText(f"Saved: {path}")
        except YtterbyError as error:
            self._wrong.setText(str(error))

    def _edited(self, item: QTableWidgetItem) -> None:
        """A shipped rate that is changed is no longer the shipped one."""
        row = item.row()
        cells = self._cells(row)
        self.table.blockSignals(True)
        if item.column() < 3 and cells[3] == "shipped" and cells != self._shipped.get(cells[0]):
            self.table.setItem(row, 3, QTableWidgetItem("own"))
        self._paint(row)
        self.table.blockSignals(False)

    def _cells(self, row: int) -> Texts:
        texts = [cell.text().strip() if (cell := self.table.item(row, column)) else "" for column in range(4)]
        return texts[0].upper(), texts[1], texts[2], texts[3]

    def _paint(self, row: int) -> None:
        """Shipped rates are paler than one's own."""
        shipped = self._cells(row) == self._shipped.get(self._cells(row)[0])
        for column in range(4):
            if (cell := self.table.item(row, column)) is not None:
                cell.setForeground(theme.colour("muted" if shipped else "text"))

    def _ask_to_load(self) -> None:
        dialog = QFileDialog(self, "Take exchange rates from", "", _FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, self.load)

    def _ask_to_save(self) -> None:
        dialog = QFileDialog(self, "Save exchange rates", "", _FILES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("exchange rates.csv")
        self._open(dialog, self.save)

    def _open(self, dialog: QFileDialog, act: object) -> None:
        assert callable(act)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: act(Path(name)))
        dialog.open()


def _plain(value: float, digits: int) -> str:
    """So many digits that count, and no power of ten."""
    return f"{Decimal(f'{value:.{digits}g}'):f}"


def _texts(rate: Rate) -> Texts:
    return rate.currency, _plain(rate.eur_per_unit, 10), rate.as_of.isoformat(), rate.basis or "own"


def ask_for_rates(bridge: Bridge, parent: QWidget) -> RatesDialog | None:
    """The rates of the open bill to edit, as a step that can be undone; for new bills as a file of this user."""
    if bridge.document is None:
        return None

    def chosen(own: tuple[Rate, ...], for_new: bool) -> None:
        bridge.edit(edits.set_rates, own)
        if for_new:
            try:
                save_rates(own, own_rates_file())
            except YtterbyError as error:
                bridge.refused.emit(error)

    dialog = RatesDialog(bridge.document.rates, market.shipped().rates, parent)
    dialog.chosen.connect(chosen)
    bridge.leaving.connect(dialog.close)
    dialog.open()
    return dialog
