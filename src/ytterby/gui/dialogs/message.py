"""Says what could not be done, where, and what to do, with Copy. Opened, never executed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from ytterby.core.errors import YtterbyError


def refusal(error: YtterbyError, parent: QWidget) -> QMessageBox:
    """Open a message on an error; it deletes itself when closed."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Ytterby")
    box.setTextFormat(Qt.TextFormat.PlainText)
    what = error.what[:1].upper() + error.what[1:]
    box.setText(what if what.endswith(".") else f"{what}.")
    box.setInformativeText("\n".join(part for part in (error.where, error.remedy) if part))
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    copy = box.addButton("Copy", QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()  # copying does not close the message
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(str(error)))
    box.open()
    return box
