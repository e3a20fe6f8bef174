"""Asks for the password of a workbook. It is used to read it and kept nowhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from ytterby.core.errors import PasswordNeeded


def ask_for_password(error: PasswordNeeded, parent: QWidget, then: Callable[[str], None]) -> QInputDialog:
    """``then(password)`` once it was given; nothing where the user cancels."""
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle("Password")
    what = error.what[:1].upper() + error.what[1:]
    dialog.setLabelText(f"{error.where}\n{what}\n\nPassword:")
    dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
    dialog.resize(460, dialog.sizeHint().height())
    dialog.textValueSelected.connect(then)
    dialog.open()
    return dialog
