"""What the bill can't say: end use and destination of the whole, yearly volume and use of each product."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ytterby.gui import wording
from ytterby.gui.listing import Listing
from ytterby.gui.views.product_lines import PRODUCT_COLUMNS, ProductLine, product_lines
from ytterby.gui.widgets.country import CountryEdit
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import plain
from ytterby.workspace.products import ProductChange

if TYPE_CHECKING:
    from ytterby.classification.classification import Context
    from ytterby.workspace.document import Assessment, Document

END_USES = {
    "": "Not stated (civil is assumed, and said so)", "civil": "Civil", "military": "Military",
    "logic-14nm": "Logic chips of 14 nm or less, and their test", "memory-256": "Memory of 256 layers or more",
    "chip-equipment": "Equipment or materials to make such chips", "ai-military": "AI with possible military use",
    "wmd": "Weapons of mass destruction", "relief": "Humanitarian relief",
}
_MARKS: tuple[tuple[str, bool | None], ...] = (("As in the bill", None), ("Yes", True), ("No", False))
_WHOLE = ("End use and destination decide how an application for a licence is treated. They hold for the whole bill; "
          "what you state here is printed on every output.")
_EACH = ("Volume, defence and semiconductor hold for everything inside a product. Select one or several above; what is "
         "not set here is taken from the bill.")
_SETTLE_MS = 600


class ProductsView(QWidget):
    """``context_chosen`` carries the Context of the whole bill, ``product_changed`` a ProductChange."""

    context_chosen = Signal(object)
    product_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ProductLine, ...] = ()
        self._chosen: tuple[ProductLine, ...] = ()
        self._context: Context | None = None
        self.grid = Grid("Products")
        self.grid.rows_selected.connect(self._choose)
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 4, 12, 8)
        page.addWidget(self._whole())
        page.addWidget(self.grid, 1)
        page.addWidget(self._each())

    def _whole(self) -> QGroupBox:
        self.end_use = _combo("End use of the bill", ((words, key) for key, words in END_USES.items()))
        self.end_use.currentIndexChanged.connect(self._send_context)
        self.destination = CountryEdit("Country the goods go to")
        self.destination.chosen.connect(self._send_context)
        group = QGroupBox("The whole bill")
        grid = QGridLayout(group)
        grid.addWidget(_labelled("End use", self.end_use), 0, 0)
        grid.addWidget(self.end_use, 0, 1)
        grid.addWidget(_labelled("Destination", self.destination), 0, 2)
        grid.addWidget(self.destination, 0, 3)
        grid.addWidget(plain(_WHOLE, muted=True, wrap=True), 1, 0, 1, 5)
        grid.setColumnStretch(4, 1)
        return group

    def _each(self) -> QGroupBox:
        self.volume = QDoubleSpinBox()
        self.volume.setRange(0, 1e9)
        self.volume.setSpecialValueText("not stated")
        self.volume.setDecimals(0)
        self.volume.setGroupSeparatorShown(True)
        self.volume.setSuffix(" pieces a year")
        self.volume.setMinimumWidth(180)
        self.volume.setAccessibleName("Yearly volume of the selected products")
        self._typing = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._typing.timeout.connect(self._send_volume)
        self.volume.valueChanged.connect(lambda _: self._typing.start())
        self.as_stated = QPushButton("As in the bill")
        self.as_stated.setAccessibleName("Yearly volume as in the bill")
        self.as_stated.clicked.connect(lambda: self._send("volume", None))
        self.defence = _combo("Defence use of the selected products", _MARKS)
        self.defence.currentIndexChanged.connect(lambda place: self._send("defence", self.defence.itemData(place)))
        self.semiconductor = _combo("Semiconductor use of the selected products", _MARKS)
        self.semiconductor.currentIndexChanged.connect(
            lambda place: self._send("semiconductor", self.semiconductor.itemData(place)))
        group = QGroupBox("The selected products")
        self._which = plain(heading=True)
        row = QHBoxLayout()
        for words, controls in (("Volume", (self.volume, self.as_stated)), ("Defence", (self.defence,)),
                                ("Semiconductor", (self.semiconductor,))):
            row.addWidget(_labelled(words, controls[0]))
            for control in controls:
                row.addWidget(control)
            row.addSpacing(16)
        row.addStretch()
        column = QVBoxLayout(group)
        column.addWidget(self._which)
        column.addLayout(row)
        column.addWidget(plain(_EACH, muted=True, wrap=True))
        return group

    def show_assessment(self, document: Document, assessment: Assessment) -> None:
        """Products and settings; the selection stays where the products do."""
        self._context = document.context
        with QSignalBlocker(self.end_use):
            self.end_use.setCurrentIndex(max(0, self.end_use.findData(document.context.end_use)))
        self.destination.show_code(document.context.destination)
        kept = [line.key for line in self._chosen]
        self._lines = product_lines(document, assessment)
        self.grid.show_listing(Listing(PRODUCT_COLUMNS, self._lines, decimal=wording.decimal_sign()))
        places = [place for place, line in enumerate(self._lines) if line.key in kept]
        self.grid.select_rows(places or list(range(min(1, len(self._lines)))))

    def _choose(self, rows: np.ndarray[tuple[int, ...], np.dtype[np.intp]]) -> None:
        self._typing.stop()
        self._chosen = tuple(self._lines[int(row)] for row in rows)
        names = [line.name for line in self._chosen]
        self._which.setText(", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
                            if names else "Select a product.")
        self._show_settings()

    def _show_settings(self) -> None:
        """What is the same for all selected products; else as in the bill."""
        for control in (self.volume, self.defence, self.semiconductor):
            control.setEnabled(bool(self._chosen))
        volumes = {line.exposure.volume if line.exposure.volume_stated else 0.0 for line in self._chosen}
        with QSignalBlocker(self.volume):
            self.volume.setValue(volumes.pop() if len(volumes) == 1 else 0.0)
        self.as_stated.setEnabled(any(line.setting.volume is not None for line in self._chosen))
        for box, what in ((self.defence, "defence"), (self.semiconductor, "semiconductor")):
            set_to = {getattr(line.setting, what) for line in self._chosen}
            value = set_to.pop() if len(set_to) == 1 else None
            with QSignalBlocker(box):
                box.setCurrentIndex(next(place for place, (_, mark) in enumerate(_MARKS) if mark is value))

    def _send_volume(self) -> None:
        self._send("volume", self.volume.value() or None)

    def _send(self, what: str, value: bool | float | None) -> None:
        self._typing.stop()
        if self._chosen:
            self.product_changed.emit(ProductChange(tuple(line.key for line in self._chosen), what, value))

    def _send_context(self, _: object = None) -> None:
        if self._context is None:
            return
        self.context_chosen.emit(
            replace(self._context, end_use=self.end_use.currentData(), destination=self.destination.code()))


def _combo(name: str, choices: Iterable[tuple[str, object]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for words, value in choices:
        box.addItem(words, value)
    return box


def _labelled(words: str, control: QWidget) -> QLabel:
    label = QLabel(words)
    label.setBuddy(control)
    return label
