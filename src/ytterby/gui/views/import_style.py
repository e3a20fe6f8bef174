"""Beside the grid of Import: how the workbook writes numbers, prices and masses, and what its unread origins are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from ytterby.bom.reading import Mapping, Meaning, Reading
from ytterby.bom.values import countries_of
from ytterby.gui.widgets.country import CountryEdit

if TYPE_CHECKING:
    from ytterby.core.item import Item

_MOST_TEXTS = 50
_FIELDS: tuple[tuple[str, str, tuple[tuple[str, object], ...]], ...] = (
    ("decimal", "Numbers in texts", (("guessed", ""), ("1,234.56", "."), ("1.234,56", ","))),
    ("price_per", "Prices are for, where not stated",
     (("one piece", 0.0), ("10 pieces", 10.0), ("100 pieces", 100.0), ("1,000 pieces", 1000.0))),
    ("mass_unit", "Unit of masses without one", (("not known", ""), *((unit, unit) for unit in (
        "mg", "g", "kg", "t", "lb", "oz")))),
)


class ImportStyle(QWidget):
    """``chosen`` carries the name of a field of the Mapping and its value."""

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._countries: tuple[tuple[str, str], ...] = ()
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.fields: dict[str, QComboBox] = {}
        for name, label, choices in _FIELDS:
            box = self.fields[name] = QComboBox()
            box.setAccessibleName(label)
            for words, value in choices:
                box.addItem(words, value)
            box.activated.connect(lambda place, name=name, box=box: self.chosen.emit(name, box.itemData(place)))
            form.addRow(label, box)
        self.origins, self.country = QComboBox(), CountryEdit("Country of the origin chosen above")
        self.origins.setAccessibleName("Origins that are no country we know")
        self.origins.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.origins.currentIndexChanged.connect(self._show_country)
        self.country.setMinimumWidth(1)
        self.country.chosen.connect(self._set_country)
        form.addRow("Origins that are no country we know", self.origins)
        form.addRow("… are in", self.country)
        self._form = form

    def show_reading(self, reading: Reading, mapping: Mapping) -> None:
        """What is set, and the origins to say a country of; those rows are shown only where there are any."""
        for name, box in self.fields.items():
            place = box.findData(getattr(mapping, name))
            if place < 0:  # set in a file, to something the list does not offer
                box.addItem(f"{getattr(mapping, name):g}", getattr(mapping, name))
                place = box.count() - 1
            box.setCurrentIndex(place)
        self._countries = mapping.countries
        texts = list(dict.fromkeys((*(text for text, _ in mapping.countries), *unread_origins(reading))))[:_MOST_TEXTS]
        shown = self.origins.currentText()
        with QSignalBlocker(self.origins):
            self.origins.clear()
            self.origins.addItems(texts)
            for place, text in enumerate(texts):
                self.origins.setItemData(place, text, Qt.ItemDataRole.ToolTipRole)
            self.origins.setCurrentIndex(max(0, texts.index(shown) if shown in texts else 0))
        self._form.setRowVisible(self.origins, bool(texts))
        self._form.setRowVisible(self.country, bool(texts))
        if self.origins.currentText() != shown or not self._country_being_typed():
            self._show_country()

    def _show_country(self) -> None:
        self.country.show_code(self._country_set())

    def _country_set(self) -> str:
        return dict(self._countries).get(self.origins.currentText(), "")

    def _country_being_typed(self) -> bool:
        """Whether its text is one that nobody has confirmed yet, for the country that is set."""
        line = self.country.lineEdit()
        return line is not None and line.isModified() and self.country.code() == self._country_set()

    def _set_country(self) -> None:
        text, code = self.origins.currentText(), self.country.code()
        kept = tuple(pair for pair in self._countries if pair[0] != text)
        if text:
            self.chosen.emit("countries", (*kept, (text, code)) if code else kept)


def unread_origins(reading: Reading) -> Sequence[str]:
    """The different texts under headings of origins that name no country, in the order of the items."""
    heads = {column.heading for table in reading.tables for column in table.columns
             if column.meaning is Meaning.ORIGIN}
    return list(dict.fromkeys(text for item in reading.bom.items for text in _under(item, heads)))


def _under(item: Item, heads: set[str]) -> list[str]:
    return [text for heading, text in item.extra if heading in heads and not countries_of(text)]
