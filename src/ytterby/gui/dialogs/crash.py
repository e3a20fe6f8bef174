"""Said after a bug: what is safe, where the log lies, and a report to copy. Holds no contents of the workbook."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from ytterby.gui.widgets.label import plain, resize_font

_SAFE = ("Your workbook was only read: nothing in it was changed. Projects and reports that were saved are complete. "
         "What you set since then (date, decisions, scenarios) is offered to you when Ytterby is started again.")


class CrashDialog(QDialog):
    """``report`` is the text to send in; ``log`` the file that also holds it, None where it could not be written."""

    def __init__(self, report: str, log: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Ytterby has met a fault of its own")
        self.resize(720, 420)
        head = plain("Ytterby has met a fault of its own.")
        resize_font(head, 1.25, bold=True)
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setAccessibleName("Report of the fault")
        where = f"The same report stands in {log}." if log else "The report could not be written to the log file."
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = QPushButton("Copy report")
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (head, plain(_SAFE, wrap=True), text, plain(where, muted=True, wrap=True), buttons):
            column.addWidget(widget)
