"""File dialogs, opened and never executed: the choice arrives as a call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ytterby.core.files import is_folder, proposed_name

if TYPE_CHECKING:
    from ytterby.workspace.document import Document

_WORKBOOKS = ("Workbooks and projects (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt *.ytterby);;"
              "Projects (*.ytterby);;All files (*)")
_BILLS = "Workbooks (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt);;All files (*)"
_PROJECTS = "Ytterby project (*.ytterby)"


def ask_for_workbook(parent: QWidget, chosen: Callable[[Path], None]) -> QFileDialog:
    """``chosen(path)`` once the user picked a file."""
    dialog = QFileDialog(parent, "Open a bill of materials or a project", "", _WORKBOOKS)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, chosen)


def ask_for_bill(parent: QWidget, chosen: Callable[[Path], None]) -> QFileDialog:
    """``chosen(path)`` with one more workbook for the open project."""
    dialog = QFileDialog(parent, "Add a bill of materials to the project", "", _BILLS)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, chosen)


def ask_for_project(parent: QWidget, document: Document, project: Path | None, chosen: Callable[[Path], None],
                    ) -> QFileDialog:
    """``chosen(path)`` with the name to save the project under, beside the workbook unless it has a place."""
    stem = document.path.stem if document.path else "Bill"
    beside = document.path.parent if document.path and is_folder(document.path.parent) else None
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = project.parent if project else beside
    dialog = QFileDialog(parent, "Save project", str(folder) if folder else documents, _PROJECTS)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("ytterby")
    dialog.selectFile(project.name if project else proposed_name(stem, ".ytterby"))
    return _open(dialog, chosen)


def ask_for_mapping(parent: QWidget, chosen: Callable[[Path], None]) -> QFileDialog:
    """``chosen(path)`` with a mapping saved before."""
    dialog = QFileDialog(parent, "Take the mapping from", "", "Mappings (*.json *.toml);;All files (*)")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, chosen)


def ask_where_to_save_mapping(parent: QWidget, document: Document, chosen: Callable[[Path], None]) -> QFileDialog:
    """``chosen(path)`` with the name to save what was corrected under."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, "Save the mapping", documents, "Mapping (*.json)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("json")
    dialog.selectFile(proposed_name(document.path.stem if document.path else "Bill", " - mapping.json"))
    return _open(dialog, chosen)


def _open(dialog: QFileDialog, chosen: Callable[[Path], None]) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
    return dialog
