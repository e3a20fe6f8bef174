"""Says what could not be done, where, and what to do, with Copy. Opened, never executed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from ytterby.core.errors import YtterbyError

Choice = tuple[str, Callable[[], None]]


def question(error: YtterbyError, parent: QWidget, choices: Sequence[Choice],
             icon: QMessageBox.Icon = QMessageBox.Icon.Warning) -> QMessageBox:
    """Say what is in the way, with ways on beside Cancel; it deletes itself when closed."""
    box = _box(error, parent, icon)
    for words, do in choices:
        box.addButton(words, QMessageBox.ButtonRole.ActionRole).clicked.connect(do)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setEscapeButton(cancel)
    box.open()
    return box


def remark(text: str, parent: QWidget) -> QMessageBox:
    """Something to know of what was done."""
    box = _box(YtterbyError(text), parent, QMessageBox.Icon.Information)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.open()
    return box


def _box(error: YtterbyError, parent: QWidget, icon: QMessageBox.Icon) -> QMessageBox:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(icon)
    box.setWindowTitle("Ytterby")
    box.setTextFormat(Qt.TextFormat.PlainText)
    what = error.what[:1].upper() + error.what[1:]
    box.setText(what if what.endswith(".") else f"{what}.")
    box.setInformativeText("\n".join(part for part in (error.where, error.remedy) if part))
    return box


def refusal(error: YtterbyError, parent: QWidget) -> QMessageBox:
    """Open a message on an error; it deletes itself when closed."""
    box = _box(error, parent, QMessageBox.Icon.Warning)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    copy = box.addButton("Copy", QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()  # copying does not close the message
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(str(error)))
    box.open()
    return box
