"""Suppliers: how concentrated the sources are, what outages would do, owners, questionnaires out and back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QTabWidget, QVBoxLayout, QWidget

from ytterby.gui import wording
from ytterby.gui.listing import Listing
from ytterby.gui.views.supplier_lines import (
    MATCH_COLUMN,
    OUTAGE_COLUMNS,
    SUPPLIER_COLUMNS,
    OutageRow,
    SupplierRow,
    concentration_words,
    outage_rows,
    supplier_rows,
    untold_words,
)
from ytterby.gui.widgets.flow import FlowLayout
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import plain
from ytterby.gui.widgets.number import whole_box
from ytterby.workspace.owner_file import LONGEST_RECOVERY

if TYPE_CHECKING:
    from ytterby.report.sent import Sent
    from ytterby.workspace.document import Assessment, Document
    from ytterby.workspace.suppliers import Suppliers

_NO_SUPPLIER = "No supplier is stated for what holds or may hold a rare earth. Choose its column on the Import page."
_NO_OUTAGE = "There is no source whose outage could be looked at."
_SETTLE_MS = 400
_LONGEST_DAYS = 1_825
_HOW = ("If a source delivers nothing for that long: how long stock lasts and what it costs. Sources that are left go "
        "on with what they deliver now; after licences not granted, only receipts already firm come in.")
_NOBODY = ("No item with rare earths states a source: the outages are of countries and licences alone. Choose the "
           "supplier or maker column on the Import page.")


class SuppliersView(QWidget):
    """``wanted`` asks for the figures of outages of so many days; the others say what the user wants done.

    ``items_chosen`` carries items and a label, ``owner_chosen`` names and their owner (empty: none),
    ``recovery_chosen`` names and their days (None: not stated), ``forms_wanted`` names of suppliers, none for all.
    """

    wanted = Signal(float)
    items_chosen = Signal(object, str)
    owner_chosen = Signal(object, str)
    recovery_chosen = Signal(object, object)
    owner_file_wanted = Signal()
    forms_wanted = Signal(object)
    forms_folder_wanted = Signal()
    answers_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._assessment: Assessment | None = None
        self._suppliers: tuple[SupplierRow, ...] = ()
        self._outages: tuple[OutageRow, ...] = ()
        self._chosen: tuple[SupplierRow, ...] = ()
        self._shown_recovery = 0  # days, as last shown or sent
        self._told = False  # the user set the days
        self._named = True  # some supplier is stated
        self.suppliers, self.outages = Grid("Suppliers", empty=_NO_SUPPLIER), Grid("Outages", empty=_NO_OUTAGE)
        self.suppliers.rows_selected.connect(self._choose)
        self.suppliers.activated_row.connect(self._open_supplier)
        self.outages.activated_row.connect(self._open_outage)
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 8, 12, 8)
        self._concentration = [plain(wrap=True) for _ in range(3)]
        for label in self._concentration:
            page.addWidget(label)
        page.addLayout(self._length())
        self.tabs = QTabWidget()
        self.tabs.addTab(self.suppliers, "Suppliers")
        self.tabs.addTab(self.outages, "Outages")
        page.addWidget(self.tabs, 1)
        page.addLayout(self._actions())
        page.addWidget(self._note)

    def _length(self) -> QHBoxLayout:
        self.days = whole_box()
        self.days.setRange(1, _LONGEST_DAYS)
        self.days.setSuffix(" days")
        self.days.setAccessibleName("Length of an outage in days")
        self._typing = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._typing.timeout.connect(self._ask)
        self.days.valueChanged.connect(self._days_changed)
        label = plain("Outage of")
        label.setBuddy(self.days)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.days)
        row.addWidget(plain(_HOW, muted=True, wrap=True), 1)
        return row

    def _actions(self) -> FlowLayout:
        self.owner = QLineEdit()
        self.owner.setPlaceholderText("owner of those selected")
        self.owner.setAccessibleName("Owner of the selected suppliers")
        self.owner.setFixedWidth(180)
        self.owner.setMaxLength(200)
        self.owner.returnPressed.connect(self._send_owner)
        self.set_owner = _button("Set owner", "Suppliers of one owner count as one source", self._send_owner)
        self.owner_file = _button("Owners from a file…", "A CSV with the headings name and owner, and recover_days for "
                                  "how long a source would be out", self.owner_file_wanted.emit)
        self.forms = _button("Write questionnaires…", "A form for each selected supplier; for all if none is selected",
                             lambda: self.forms_wanted.emit(tuple(name for row in self._chosen
                                                                  for name in row.line.names)))
        self.folder = _button("Folder of forms…", "The folder in which forms went out and answers come back",
                              self.forms_folder_wanted.emit)
        self.answers = _button("Read answers…", "Look at what a supplier's answers would change, then record them",
                               self.answers_wanted.emit)
        self.recovery = whole_box()
        self.recovery.setRange(0, LONGEST_RECOVERY)
        self.recovery.setSpecialValueText("time to recover not stated")
        self.recovery.setPrefix("delivers again after ")
        self.recovery.setSuffix(" days")
        self.recovery.setAccessibleName("Time to recover of the selected suppliers, in days")
        self.recovery.setToolTip("How long the selected suppliers deliver nothing once they fail")
        self.recovery.editingFinished.connect(self._send_recovery)
        self._note = plain(muted=True, wrap=True)
        row = FlowLayout()
        for widget in (self.owner, self.set_owner, self.recovery, self.owner_file, self.forms, self.folder,
                       self.answers):
            row.addWidget(widget)
        self._choose(np.empty(0, dtype=np.intp))
        return row

    def show_assessment(self, document: Document, assessment: Assessment) -> None:
        """The figures arrive later, by show_suppliers(); until then the former ones stand."""
        self._assessment = assessment
        if not self._told and assessment.outlooks:
            with QSignalBlocker(self.days):
                self.days.setValue(round(assessment.outlooks[0].wait.p90_days))
        if not self._concentration[0].text():
            self._concentration[0].setText("Looking at suppliers and outages…")
        self._ask()

    def show_suppliers(self, found: Suppliers, sent: Sequence[Sent], folder: str) -> None:
        """What was found of the assessment shown, with the forms that went out."""
        assert self._assessment is not None
        kept = self._names()
        told = [one for one in found.concentration if one.shares]
        lines = [*((concentration_words(one), one.basis) for one in told), *untold_words(found.concentration)]
        for place, label in enumerate(self._concentration):
            words, basis = lines[place] if place < len(lines) else ("", "")
            label.setText(words)
            label.setToolTip(basis)
            label.setVisible(bool(words))
        decimal = wording.decimal_sign()
        self._suppliers = supplier_rows(found, sent)
        columns = SUPPLIER_COLUMNS + ((MATCH_COLUMN,) if any(line.matches for line in found.lines) else ())
        self._outages = outage_rows(found, self._assessment.reading.bom.items)
        self.outages.show_listing(Listing(OUTAGE_COLUMNS, self._outages, decimal=decimal))
        with QSignalBlocker(self.suppliers):  # those selected stay so
            self.suppliers.show_listing(Listing(columns, self._suppliers, decimal=decimal))
            self.suppliers.select_rows(place for place, row in enumerate(self._suppliers)
                                       if kept.intersection(row.line.names))
        self._choose(self.suppliers.selected())
        self.tabs.setTabText(0, f"Suppliers ({wording.number(len(self._suppliers))})" if self._suppliers
                             else "Suppliers (none stated)")
        if bool(self._suppliers) != self._named:  # what there is to see comes to the front, once
            self._named = bool(self._suppliers)
            self.tabs.setCurrentIndex(0 if self._named or not self._outages else 1)
        self.tabs.setTabText(1, f"Outages ({wording.number(len(self._outages))})")
        self._note.setText(self._said(found, folder))

    def _said(self, found: Suppliers, folder: str) -> str:
        if not found.lines:
            return _NOBODY
        money = {"margin": "Loss is margin.", "revenue": "Loss is revenue: the margin of a piece is not stated.",
                 "": "No loss is shown: state volume and price or margin on the Products page."}[found.outages.money]
        if found.outages.money and any(one.loss is None and one.lost for one in found.outages.impacts):
            money += " A dash: a product that would stop states no price; see Products."
        nameless = (f"{wording.counted(len(found.nameless), 'item')} with rare earths "
                    f"{'states' if len(found.nameless) == 1 else 'state'} no source. " if found.nameless else "")
        forms = f" Questionnaires: {folder}." if folder else ""
        return f"{nameless}{money} Double-click shows the lines behind a row.{forms}"

    def _days_changed(self, _: int) -> None:
        self._told = True
        self._typing.start()

    def _ask(self) -> None:
        self._typing.stop()
        if self._assessment is not None:
            self.wanted.emit(float(self.days.value()))

    def _names(self) -> frozenset[str]:
        """Of the suppliers selected."""
        return frozenset(name for row in self._chosen for name in row.line.names)

    def _choose(self, rows: NDArray[np.intp]) -> None:
        chosen, before = tuple(self._suppliers[int(row)] for row in rows), self._names()
        if before != {name for row in chosen for name in row.line.names}:
            self.send_pending()  # it was typed for those selected until now
        self._chosen = chosen
        for field in (self.owner, self.set_owner, self.recovery):
            field.setEnabled(bool(chosen))
        if not self.owner.isModified():
            owners = {row.line.owner for row in chosen}
            self.owner.setText(owners.pop() if len(owners) == 1 else "")
        if self.recovery.value() == self._shown_recovery:
            self._shown_recovery = self._stated_recovery()
            with QSignalBlocker(self.recovery):
                self.recovery.setValue(self._shown_recovery)

    def send_pending(self) -> None:
        """What was typed for the suppliers selected and is not sent yet."""
        if self.owner.isModified():
            self._send_owner()
        self._send_recovery()

    def _send_owner(self) -> None:
        self.owner.setModified(False)
        if self._chosen:
            names = tuple(name for row in self._chosen for name in row.line.names)
            self.owner_chosen.emit(names, self.owner.text().strip())

    def _stated_recovery(self) -> int:
        """Days of the suppliers selected, where it is the same for all; 0: not stated."""
        stated = {row.line.recover_days for row in self._chosen}
        return math.ceil(stated.pop() or 0) if len(stated) == 1 else 0

    def _send_recovery(self) -> None:
        days, shown = self.recovery.value(), self._shown_recovery
        self._shown_recovery = days
        if self._chosen and days != shown:
            names = tuple(name for row in self._chosen for name in row.line.names)
            self.recovery_chosen.emit(names, float(days) if days else None)

    def _open_supplier(self, place: int) -> None:
        line = self._suppliers[place].line
        self.items_chosen.emit(frozenset((*line.items, *line.alternate_of)), f"Supplier {line.name}")

    def _open_outage(self, place: int) -> None:
        impact = self._outages[place].impact
        self.items_chosen.emit(frozenset(impact.items), f"Outage of {impact.name}")


def _button(words: str, tip: str, pressed: Any) -> QPushButton:
    button = QPushButton(words)
    button.setToolTip(tip)
    button.setAccessibleDescription(tip)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _=False: pressed())
    return button
