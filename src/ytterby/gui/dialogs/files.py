"""File dialogs, opened and never executed: the choice arrives as a call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from ytterby.workspace.document import Document

_WORKBOOKS = "Workbooks (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt);;All files (*)"
_REPORTS = "Excel workbook (*.xlsx)"


def ask_for_workbook(parent: QWidget, chosen: Callable[[Path], None]) -> QFileDialog:
    """``chosen(path)`` once the user picked a file."""
    dialog = QFileDialog(parent, "Open a bill of materials", "", _WORKBOOKS)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, chosen)


def ask_for_report(parent: QWidget, document: Document, chosen: Callable[[Path], None]) -> QFileDialog:
    """``chosen(path)`` with the name to save under; the workbook itself is never offered."""
    name = f"{document.path.stem if document.path else 'Bill'} - rare earths as of {document.as_of}.xlsx"
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, "Save report", documents, _REPORTS)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(name)
    return _open(dialog, chosen)


def _open(dialog: QFileDialog, chosen: Callable[[Path], None]) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
    return dialog
