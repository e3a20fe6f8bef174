"""The settings, each with label, help and choices as workspace/settings.py states them."""

from __future__ import annotations

from dataclasses import Field, fields, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ytterby.core.errors import UsageError, YtterbyError
from ytterby.gui.actions import SCHEME_WORDS
from ytterby.gui.charts.labels import first_words
from ytterby.gui.dialogs.message import refusal
from ytterby.gui.widgets.label import plain
from ytterby.gui.widgets.number import whole_box
from ytterby.gui.wording import percent
from ytterby.planning.scenario import LicenceWait
from ytterby.planning.waits import default_wait, named_priors
from ytterby.workspace.settings import Settings

_FRAME = 60
_LONGEST_NAME = 120  # letters: what stands at the head of a page and under a decision
_PICKED = {"parts": QFileDialog.FileMode.AnyFile, "rules": QFileDialog.FileMode.Directory,
           "logo": QFileDialog.FileMode.ExistingFile}
_KEPT_BY_PROGRAM = ("recents", "last_as_of", "columns", "window")


class SettingsDialog(QDialog):
    """``chosen`` carries the new Settings once the user accepts."""

    chosen = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Settings")
        self._settings = settings
        self.controls: dict[str, QComboBox | QSpinBox | QLineEdit] = {}
        page = QWidget()
        form = QFormLayout(page)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for each in fields(Settings):
            if each.name not in _KEPT_BY_PROGRAM:
                control = self._control(each, getattr(settings, each.name))
                control.setAccessibleName(each.metadata["label"])
                self.controls[each.name] = control
                form.addRow(each.metadata["label"], self._with_chooser(each, control))
                form.addRow("", plain(each.metadata["help"], muted=True))
        form.addRow(plain("Currency and licence wait are set for the open bill, too; undo takes them back there.\n"
                          "Seed and as-of date hold from the next one on.", muted=True))
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Save | standard.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        scroll = QScrollArea()  # a small screen, or letters twice as large, must reach Save
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setAccessibleName("Settings")
        column = QVBoxLayout(self)
        column.addWidget(scroll, 1)
        column.addWidget(buttons)
        wished, room = page.sizeHint(), self.screen().availableGeometry().height() - _FRAME
        self.resize(wished.width() + _FRAME, min(wished.height() + buttons.sizeHint().height() + _FRAME, room))

    def accept(self) -> None:
        values: dict[str, Any] = {name: _value(control) for name, control in self.controls.items()}
        if (rules := values["rules"]) and rules != self._settings.rules and (told := _own_rules_fault(rules)):
            refusal(told, self)
            return
        self.chosen.emit(replace(self._settings, **values))
        super().accept()

    def _with_chooser(self, each: Field[Any], control: QComboBox | QSpinBox | QLineEdit) -> QWidget:
        """Beside the place of a file or folder, a way to pick it."""
        mode = _PICKED.get(each.name)
        if mode is None or not isinstance(control, QLineEdit):
            return control
        both, button = QWidget(), QPushButton("Choose…")
        button.setAccessibleName(f"Choose: {each.metadata['label']}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: self._pick(control, each.metadata["label"], mode))
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(control, 1)
        row.addWidget(button)
        return both

    def _pick(self, control: QLineEdit, title: str, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, title, control.text())
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(control.setText)
        dialog.open()

    def _control(self, each: Field[Any], value: Any) -> QComboBox | QSpinBox | QLineEdit:
        if each.name == "wait":
            return _combo(_waits(), value)
        if choices := each.metadata["choices"]:
            return _combo([(SCHEME_WORDS.get(choice, choice), choice) for choice in choices], value)
        if isinstance(value, int):
            spin = whole_box()
            spin.setRange(0, 2_147_483_647)
            spin.setValue(value)
            return spin
        line = QLineEdit(value)
        if each.name not in _PICKED:
            line.setMaxLength(_LONGEST_NAME)
        return line


def _own_rules_fault(folder: str) -> YtterbyError | None:
    """As Rules finds it: what is wrong with a folder of own rules."""
    from pathlib import Path

    from ytterby.regulation.rulebook import Rulebook

    try:
        Rulebook.with_own((Path(folder),))
    except YtterbyError as error:
        return error
    except (OSError, ValueError):  # a NUL in the name
        return UsageError("this is no folder with rule files.", remedy="Choose another one, or none.")
    return None


def _combo(choices: list[tuple[str, str]], value: str) -> QComboBox:
    box = QComboBox()
    for words, choice in choices:
        box.addItem(words, choice)
    box.setCurrentIndex(max(0, box.findData(value)))
    return box


def _waits() -> list[tuple[str, str]]:
    """The public observations; they contradict each other and are never averaged."""
    return [(f"Default: {_wait_words(default_wait())}", ""),
            *((_wait_words(wait), name) for name, wait in named_priors().items())]


def _wait_words(wait: LicenceWait) -> str:
    return (f"{first_words(wait.basis)}: {wait.median_days:g} days, 9 of 10 within {wait.p90_days:g}, "
            f"{percent(wait.approval, 0)} approved")


def _value(control: QComboBox | QSpinBox | QLineEdit) -> str | int:
    if isinstance(control, QComboBox):
        return str(control.currentData())
    return control.value() if isinstance(control, QSpinBox) else control.text().strip()
