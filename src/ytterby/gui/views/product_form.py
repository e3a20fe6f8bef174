"""What is set for the selected products: volume, money of a piece, use and whereabouts, each an edit of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ytterby.core.item import Money
from ytterby.gui.views.product_lines import END_USES, ProductLine
from ytterby.gui.widgets.country import CountryEdit
from ytterby.gui.widgets.label import plain
from ytterby.gui.widgets.listed import ListedChoice
from ytterby.gui.widgets.number import amount_box

_MARKS: tuple[tuple[str, bool | None], ...] = (("As in the bill", None), ("Yes", True), ("No", False))
_EACH = ("All of it holds for everything inside a product. Select one or several above; what is not set here is taken "
         "from the bill, end use and destination from the whole bill.")
_SETTLE_MS = 600
_MOST = 1e9


class ProductForm(QGroupBox):
    """``changed`` carries a field of ProductSetting and its value, None or empty for what the bill says."""

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("The selected products", parent)
        self._currency = ""
        self._which = plain(heading=True)
        self.volume = _spin("Yearly volume of the selected products", 0)
        self.volume.setSuffix(" pieces a year")
        self.as_stated = QPushButton("As in the bill")
        self.as_stated.setAccessibleName("Yearly volume as in the bill")
        self.as_stated.clicked.connect(lambda: self._send("volume", None))
        self.price = _spin("Selling price of one piece", 2)
        self.margin = _spin("Margin of one piece", 2)
        self.stock = _spin("Finished pieces of the selected products in stock", 0)
        self.stock.setSuffix(" finished pieces")
        self.stock.setFixedWidth(168)
        self._boxes = {"volume": self.volume, "price": self.price, "margin": self.margin, "stock": self.stock}
        self._waiting = {what: self._settling(what, box) for what, box in self._boxes.items()}
        self.defence = self._marks("defence", "Defence use of the selected products")
        self.semiconductor = self._marks("semiconductor", "Semiconductor use of the selected products")
        self.end_use = combo("End use of the selected products", (
            (words if key else "As the whole bill", key) for key, words in END_USES.items()))
        narrow(self.end_use)
        self.end_use.currentIndexChanged.connect(lambda _: self._send("end_use", self.end_use.currentData()))
        self.destination = CountryEdit("Country the selected products go to")
        narrow(self.destination)
        self.destination.chosen.connect(lambda: self._send("destination", self.destination.code()))
        self.customer = QLineEdit()
        self.customer.setAccessibleName("End user of the selected products")
        self.customer.setMaxLength(200)
        self.customer.editingFinished.connect(self._send_customer)
        self._shown_customer = ""
        self.listed = ListedChoice("Whether the end user of the selected products is listed")
        narrow(self.listed)
        self.listed.changed.connect(self._send)
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        rows: tuple[tuple[tuple[str, tuple[QWidget, ...]], ...], ...] = (
            (("Volume", (self.volume, self.as_stated)), ("Price", (self.price,)), ("Margin", (self.margin,))),
            (("End use", (self.end_use,)), ("Destination", (self.destination,)), ("End user", (self.customer,))),
            (("Defence", (self.defence,)), ("Semiconductor", (self.semiconductor,)), ("In stock", (self.stock,))),
            (("Listed", (self.listed,)),),
        )
        whole = {self.customer: 2, self.listed: 4}  # names and titles are long: columns they span
        for row, fields in enumerate(rows):
            for place, (words, controls) in enumerate(fields):
                grid.addWidget(labelled(words, controls[0]), row, 2 * place)
                if controls[0] in whole:
                    grid.addWidget(controls[0], row, 2 * place + 1, 1, whole[controls[0]])
                    continue
                held = QHBoxLayout()
                held.setSpacing(8)
                for control in controls:
                    held.addWidget(control)
                held.addStretch()
                grid.addLayout(held, row, 2 * place + 1)
        grid.setColumnStretch(6, 1)
        column = QVBoxLayout(self)
        column.addWidget(self._which)
        column.addLayout(grid)
        column.addWidget(plain(_EACH, muted=True, wrap=True))

    def show_lines(self, lines: Sequence[ProductLine], currency: str) -> None:
        """What is the same for all of them; else as in the bill. A field whose typed text is not sent yet stays: who
        shows other products sends it first."""
        self._currency = currency
        names = [line.name for line in lines]
        self._which.setText(", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
                            if names else "Select a product.")
        for control in (*self._boxes.values(), self.defence, self.semiconductor, self.end_use,
                        self.destination, self.customer, self.listed):
            control.setEnabled(bool(lines))
        self.as_stated.setEnabled(any(line.setting.volume is not None for line in lines))
        self._show("volume", {line.exposure.volume if line.exposure.volume_stated else 0.0 for line in lines})
        self._show("stock", {line.exposure.stock or 0.0 for line in lines})
        for what in ("price", "margin"):
            if self._boxes[what].suffix() != f" {currency}":
                self._boxes[what].setSuffix(f" {currency}")
            stated = {getattr(line.setting, what) for line in lines}
            self._show(what, {0.0 if money is None else money.amount for money in stated})
        for chooser, what in ((self.defence, "defence"), (self.semiconductor, "semiconductor"),
                              (self.end_use, "end_use")):
            _choose(chooser, {getattr(line.setting, what) for line in lines})
        self.destination.show_code(_only({line.setting.destination for line in lines}))
        typing = self.customer.text().strip() != self._shown_customer
        self._shown_customer = _only({line.setting.customer for line in lines})
        if not typing and self.customer.text() != self._shown_customer:
            self.customer.setText(self._shown_customer)
        stated = {(line.setting.party_lists, line.setting.affiliate_of) for line in lines}
        self.listed.show_stated(*(stated.pop() if len(stated) == 1 else ((), ())))

    def send_pending(self) -> None:
        """What is typed and not sent yet, without waiting for more."""
        self._send_customer()
        if (country := self.destination.lineEdit()) is not None and country.hasFocus():
            country.editingFinished.emit()
        for what, box in self._boxes.items():
            if self._waiting[what].isActive():
                self._send(what, self._value(what, box))

    def _show(self, what: str, values: set[float]) -> None:
        box, value = self._boxes[what], values.pop() if len(values) == 1 else 0.0
        if not self._waiting[what].isActive() and value != box.value():
            with QSignalBlocker(box):
                box.setValue(value)

    def _settling(self, what: str, box: QDoubleSpinBox) -> QTimer:
        """Sent once typing has settled, so that a figure of six digits is one edit."""
        timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        timer.timeout.connect(lambda: self._send(what, self._value(what, box)))
        box.valueChanged.connect(lambda _: timer.start())
        return timer

    def _value(self, what: str, box: QDoubleSpinBox) -> float | Money | None:
        if not box.value():
            return None
        return box.value() if what in ("volume", "stock") else Money(box.value(), self._currency)

    def _marks(self, what: str, name: str) -> QComboBox:
        box = combo(name, _MARKS)
        box.currentIndexChanged.connect(lambda place: self._send(what, box.itemData(place)))
        return box

    def _send_customer(self) -> None:
        typed = self.customer.text().strip()
        if typed != self._shown_customer:
            self._shown_customer = typed
            self._send("customer", typed)

    def _send(self, what: str, value: Any) -> None:
        if what in self._waiting:
            self._waiting[what].stop()
        self.changed.emit(what, value)


def combo(name: str, choices: Iterable[tuple[str, object]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for words, value in choices:
        box.addItem(words, value)
    return box


def narrow(box: QComboBox) -> None:
    """As wide as a field, not as its longest choice, so that the window may be small."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(14)
    box.setMinimumWidth(140)


def labelled(words: str, control: QWidget) -> QLabel:
    label = QLabel(words)
    label.setBuddy(control)
    return label


def _spin(name: str, decimals: int) -> QDoubleSpinBox:
    box = amount_box()
    box.setRange(0, _MOST)
    box.setSpecialValueText("not stated")
    box.setDecimals(decimals)
    box.setGroupSeparatorShown(True)
    box.setFixedWidth(168 if decimals == 0 else 124)
    box.setAccessibleName(name)
    return box


def _choose(box: QComboBox, values: set[Any]) -> None:
    """The one value that all have, else the first choice."""
    value = values.pop() if len(values) == 1 else box.itemData(0)
    with QSignalBlocker(box):
        box.setCurrentIndex(next((at for at in range(box.count()) if box.itemData(at) == value), 0))


def _only(values: set[str]) -> str:
    return values.pop() if len(values) == 1 else ""
