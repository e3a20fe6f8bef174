"""Products: the workbooks they come from, end use and destination of the whole, volume, money and use of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ytterby.gui import wording
from ytterby.gui.listing import Listing
from ytterby.gui.views.product_form import ProductForm, combo, labelled
from ytterby.gui.views.product_lines import END_USES, PRODUCT_COLUMNS, ProductLine, product_lines
from ytterby.gui.widgets.country import CountryEdit
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import plain
from ytterby.gui.widgets.names import NameBox
from ytterby.workspace.edits import bills_of
from ytterby.workspace.products import ProductChange

if TYPE_CHECKING:
    from ytterby.classification.classification import Context
    from ytterby.workspace.document import Assessment, Document

_LEAST_HEIGHT = 132  # px of the table: two products under their headings, however small the window
_WHOLE = ("End use and destination decide how an application for a licence is treated. They hold for the whole bill; "
          "what you state here is printed on every output.")


class ProductsView(QWidget):
    """``context_chosen`` carries the Context of the whole bill, ``product_changed`` a ProductChange, ``items_chosen``
    items and a label, ``bill_removed`` the path of a workbook."""

    context_chosen = Signal(object)
    product_changed = Signal(object)
    items_chosen = Signal(object, str)
    bill_wanted = Signal()
    bill_removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ProductLine, ...] = ()
        self._chosen: tuple[ProductLine, ...] = ()
        self._context: Context | None = None
        self._currency = ""
        self.grid = Grid("Products")
        self.grid.rows_selected.connect(self._choose)
        self.grid.activated_row.connect(self._open)
        self.form = ProductForm()
        self.form.changed.connect(self._send)
        self.grid.setMinimumHeight(_LEAST_HEIGHT)
        inside = QWidget()
        inside.setProperty("plain", True)
        page = QVBoxLayout(inside)
        page.setContentsMargins(12, 4, 12, 8)
        page.addWidget(self._whole())
        page.addWidget(self.grid, 1)
        page.addWidget(self.form)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        scroll.setMinimumWidth(inside.minimumSizeHint().width())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _whole(self) -> QGroupBox:
        self.end_use = combo("End use of the bill", ((words, key) for key, words in END_USES.items()))
        self.end_use.currentIndexChanged.connect(self._send_context)
        self.destination = CountryEdit("Country the goods go to")
        self.destination.chosen.connect(self._send_context)
        self.customer = QLineEdit()
        self.customer.setAccessibleName("End user of the whole bill")
        self.customer.setMaxLength(200)
        self.customer.setMinimumWidth(180)
        self.customer.editingFinished.connect(self._send_context)
        self.bills = NameBox("Workbooks of this project", 24)
        self.add_bill = QPushButton("Add a workbook…")
        self.add_bill.clicked.connect(lambda _=False: self.bill_wanted.emit())
        self.remove_bill = QPushButton("Remove")
        self.remove_bill.setAccessibleName("Remove the workbook chosen from the project")
        self.remove_bill.clicked.connect(lambda _=False: self.bill_removed.emit(self.bills.currentData()))
        group = QGroupBox("The whole project")
        grid = QGridLayout(group)
        for place, (words, control) in enumerate((("End use", self.end_use), ("Destination", self.destination))):
            grid.addWidget(labelled(words, control), 0, 2 * place)
            grid.addWidget(control, 0, 2 * place + 1)
        books = QHBoxLayout()
        books.addWidget(self.bills, 1)
        for widget in (self.add_bill, self.remove_bill):
            books.addWidget(widget)
        grid.addWidget(labelled("End user", self.customer), 1, 0)
        grid.addWidget(self.customer, 1, 1, 1, 3)
        grid.addWidget(labelled("Workbooks", self.bills), 2, 0)
        grid.addLayout(books, 2, 1, 1, 3)
        grid.addWidget(plain(_WHOLE, muted=True, wrap=True), 3, 0, 1, 5)
        grid.setColumnStretch(4, 1)
        return group

    def show_assessment(self, document: Document, assessment: Assessment) -> None:
        """Products and settings; the selection stays where the products do."""
        self._context, self._currency = document.context, document.currency
        self.form.listed.show_lists(assessment.classification.rules.party_lists())
        with QSignalBlocker(self.end_use):
            self.end_use.setCurrentIndex(max(0, self.end_use.findData(document.context.end_use)))
        self.destination.show_code(document.context.destination)
        if not self.customer.hasFocus():
            self.customer.setText(document.context.customer)
        self._show_bills(document)
        kept = [line.key for line in self._chosen]
        lines = product_lines(document, assessment)
        places = [place for place, line in enumerate(lines) if line.key in kept]
        if [lines[place].key for place in places] != kept:
            self.send_pending()
        self._lines = lines
        with QSignalBlocker(self.grid):  # what is typed for them stays while the selection is made again
            self.grid.show_listing(Listing(PRODUCT_COLUMNS, self._lines, decimal=wording.decimal_sign()))
            self.grid.select_rows(places or list(range(min(1, len(self._lines)))))
        self._choose(self.grid.selected())

    def _show_bills(self, document: Document) -> None:
        chosen = self.bills.currentData()
        self.bills.clear()
        for bill in bills_of(document):
            self.bills.addItem(f"{bill.path.name} – {wording.counted(len(bill.reading.bom), 'line')}", bill.path)
        self.bills.setCurrentIndex(max(0, self.bills.findData(chosen)))
        self.remove_bill.setEnabled(self.bills.count() > 1)

    def _choose(self, rows: np.ndarray[tuple[int, ...], np.dtype[np.intp]]) -> None:
        chosen = tuple(self._lines[int(row)] for row in rows)
        if [line.key for line in chosen] != [line.key for line in self._chosen]:
            self.form.send_pending()  # it was typed for those selected until now
        self._chosen = chosen
        self.form.show_lines(self._chosen, self._currency)

    def send_pending(self) -> None:
        """What is typed and not sent yet, for the products selected and for the whole."""
        if (country := self.destination.lineEdit()) is not None and country.hasFocus():
            country.editingFinished.emit()
        self.form.send_pending()

    def _open(self, place: int) -> None:
        line = self._lines[place]
        self.items_chosen.emit(frozenset(line.exposure.items), f"Product {line.name}")

    def _send(self, what: str, value: Any) -> None:
        if self._chosen:
            self.product_changed.emit(ProductChange(tuple(line.key for line in self._chosen), what, value))

    def _send_context(self, _: object = None) -> None:
        if self._context is None:
            return
        self.context_chosen.emit(
            replace(self._context, end_use=self.end_use.currentData(), destination=self.destination.code(),
                    customer=self.customer.text().strip()))
