"""The form for one change of a scenario: a control per field, made from gui/views/change_fields.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QDoubleSpinBox, QFormLayout, QLineEdit, QWidget

from ytterby.core.errors import PlanningError
from ytterby.gui.views.change_fields import ANY_ITEM, CHOICES, INSTRUMENT, TEXT, Field, Form
from ytterby.gui.widgets.label import plain
from ytterby.gui.widgets.names import NameBox
from ytterby.gui.widgets.number import amount_box
from ytterby.planning.scenario import Change

Choice = tuple[str, str]  # words, value
EVERY = {ANY_ITEM: "every item", INSTRUMENT: "every announcement"}
_NAME_MOST = 120


class ChangeForm(QDialog):
    """``made`` carries the Change. ``choices``: per kind of choice, what can be chosen."""

    made = Signal(object)

    def __init__(self, form: Form, choices: Mapping[str, Sequence[Choice]], currency: str, change: Change | None = None,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self.setWindowTitle(form.title.rstrip("…"))
        self.controls: dict[str, QWidget] = {}
        self._refused = plain(wrap=True)
        self._refused.hide()
        layout = QFormLayout(self)
        values = form.values(change)
        for field in form.fields:
            control = _control(field, choices, currency)
            _show(control, field, values[field.name])
            control.setAccessibleName(field.words)
            self.controls[field.name] = control
            layout.addRow(field.words, control)
        layout.addRow(self._refused)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        layout.addRow(self.buttons)
        self.resize(460, self.sizeHint().height())

    def _accept(self) -> None:
        """What can't be chosen is said in the form, which stays open."""
        missing = [field.words for field in self._form.fields if field.unit in CHOICES and field.unit not in
                   (TEXT, ANY_ITEM, INSTRUMENT) and not _value(self.controls[field.name], field)]
        if missing:
            return self._refuse(f"Choose: {', '.join(missing)}.")
        try:
            change = self._form.change({field.name: _value(self.controls[field.name], field)
                                        for field in self._form.fields})
        except PlanningError as error:
            return self._refuse(str(error))
        self.made.emit(change)
        self.accept()
        return None

    def _refuse(self, words: str) -> None:
        self._refused.setText(words)
        self._refused.show()


def _control(field: Field, choices: Mapping[str, Sequence[Choice]], currency: str) -> QWidget:
    if field.unit == TEXT:
        line = QLineEdit()
        line.setMaxLength(_NAME_MOST)
        return line
    if field.unit in CHOICES:
        box = NameBox(field.words, 24)
        if field.unit in EVERY:
            box.addItem(EVERY[field.unit], "")
        for words, value in choices.get(field.unit, ()):
            box.addItem(words, value)
        return box
    spin = amount_box()
    step = 1.0 if field.none else 0.0  # one step below the least stands for None
    spin.setRange(field.least - step, field.most)
    spin.setDecimals(0 if field.unit in ("days", "pieces", "money") else 1)
    spin.setGroupSeparatorShown(True)
    if field.none:
        spin.setSpecialValueText(field.none)
    spin.setSuffix(f" {currency if field.unit == 'money' else field.unit}")
    return spin


def _show(control: QWidget, field: Field, value: Any) -> None:
    match control:
        case QLineEdit():
            control.setText(value)
        case QComboBox():
            control.setCurrentIndex(max(control.findData(value), 0))
        case QDoubleSpinBox():
            control.setValue(control.minimum() if value is None else value)


def _value(control: QWidget, field: Field) -> Any:
    match control:
        case QLineEdit():
            return control.text().strip()
        case QComboBox():
            return control.currentData() or ""
        case QDoubleSpinBox():
            return None if field.none and control.value() <= control.minimum() else control.value() + 0.0  # -0 is 0
    raise AssertionError(control)
