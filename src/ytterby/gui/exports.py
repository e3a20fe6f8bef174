"""Everything the window writes beside the project, each in the background: asks where, says first what can't be kept,
and gives a choice where the target can't be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from ytterby.core.errors import ReportError, YtterbyError
from ytterby.core.files import is_there, proposed_name
from ytterby.gui.bridge import Bridge
from ytterby.gui.dialogs.message import question, remark

if TYPE_CHECKING:
    from ytterby.core.progress import Progress
    from ytterby.gui.tasks import Tasks
    from ytterby.planning.planned import Planned
    from ytterby.report.exports import Order
    from ytterby.workspace.document import Document
    from ytterby.workspace.settings import Settings


@dataclass(frozen=True, slots=True)
class Export:
    """``suffix`` empty: files of their own names into a folder. ``about`` follows the workbook's name."""

    title: str
    about: str
    kind: str = ""
    suffix: str = ""


EXPORTS = {
    "report": Export("Save report", "rare earths as of {day}", "Excel workbook (*.xlsx)", ".xlsx"),
    "report since": Export("Save report with changes", "rare earths as of {day}", "Excel workbook (*.xlsx)", ".xlsx"),
    "annotated": Export("Save annotated copy", "annotated as of {day}", "Excel workbook (*.xlsx *.xlsm)", ".xlsx"),
    "brief": Export("Save brief", "brief as of {day}", "PDF (*.pdf)", ".pdf"),
    "csv": Export("Save line register", "lines as of {day}", "CSV (*.csv)", ".csv"),
    "json": Export("Save assessment", "assessment as of {day}", "JSON (*.json)", ".json"),
    "questionnaires": Export("Folder for the questionnaires", ""),
    "licence files": Export("Folder for the licence files", ""),
}


class Exports(QObject):
    """Of one window. ``told`` is called with what was written."""

    def __init__(self, window: QWidget, bridge: Bridge, tasks: Tasks, settings: Callable[[], Settings],
                 refuse: Callable[[YtterbyError], None], told: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window, self._bridge, self._tasks = window, bridge, tasks
        self._settings, self._refuse, self._told = settings, refuse, told
        self.planned: Callable[[], Planned | None] = lambda: None  # the plan that a report tells

    def ask(self, key: str) -> None:
        """Begin an export of EXPORTS."""
        if self._bridge.document is None or self._bridge.assessment is None:
            return
        if key == "report since":
            self._ask_for_earlier()
        elif key == "annotated":
            self._say_first()
        else:
            self._ask_where(key)

    def write(self, key: str, path: Path, since: Path | None = None) -> None:
        """Write in the background; what can't be written may be tried again or go elsewhere."""
        from ytterby.report.exports import Order

        document, assessment, settings = self._bridge.document, self._bridge.assessment, self._settings()
        if document is None or assessment is None:
            return
        order = Order(key, path, document, assessment, settings.firm, settings.logo, since,
                      settings.csv_decimal,
                      planned=self.planned(), password=self._password())

        def work(progress: Progress) -> tuple[str, ...]:
            from ytterby.report.exports import carry_out

            return carry_out(order, progress)

        def done(notes: tuple[str, ...]) -> None:
            if is_there(path):  # a folder is only made where something goes into it
                self._told(f"Saved: {path}")
            if key == "questionnaires" and is_there(path):
                self._keep_forms(path)
            if notes:
                remark("\n\n".join(notes), self._window)

        self._tasks.start(f"export {key}", work, label=EXPORTS[key].title.replace("Save", "Writing"), succeeded=done,
                          failed=lambda error: self._failed(error, order))

    def _password(self) -> str | None:
        """What opened the workbook, or all of them; None where none was asked for, or each has its own."""
        words = set(self._bridge.passwords.values())
        return words.pop() if len(words) == 1 else None

    def _keep_forms(self, folder: Path) -> None:
        from ytterby.workspace import edits

        if self._bridge.document is not None and self._bridge.document.forms != folder:
            self._bridge.edit(edits.set_forms, folder)

    def _failed(self, error: YtterbyError, order: Order) -> None:
        """A target open in another program: close it there and try again, or choose another name."""
        if not isinstance(error, ReportError):
            self._refuse(error)
            return
        question(error, self._window, (
            ("Try again", lambda: self.write(order.key, order.path, order.since)),
            ("Another place…", lambda: self._ask_where(order.key, order.since))))

    def _say_first(self) -> None:
        """What a copy of the workbook will not hold is said before a name is asked for."""
        document = self._bridge.document
        assert document is not None
        source, word = document.path, self._password()
        if source is None or document.bills:  # of several, what is lost is said of each afterwards
            self._ask_where("annotated")
            return

        def work(progress: Progress) -> tuple[str, ...]:
            from ytterby.report.annotate import not_kept

            return not_kept(source, word)

        def done(losses: tuple[str, ...]) -> None:
            if not losses:
                self._ask_where("annotated")
                return
            told = ReportError("the copy will not be the same in every respect.", remedy="\n\n".join(losses))
            question(told, self._window, (("Make the copy…", lambda: self._ask_where("annotated")),),
                     icon=QMessageBox.Icon.Information)

        self._tasks.start("export annotated", work, label="Looking at the workbook", succeeded=done,
                          failed=self._refuse)

    def _ask_for_earlier(self) -> None:
        dialog = QFileDialog(self._window, "Earlier assessment to compare with", self._folder(), "JSON (*.json)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, lambda earlier: self._ask_where("report since", earlier))

    def _ask_where(self, key: str, since: Path | None = None) -> None:
        export, document = EXPORTS[key], self._bridge.document
        if document is None:
            return
        dialog = QFileDialog(self._window, export.title, self._folder(), export.kind)
        if not export.suffix or (key == "annotated" and document.bills):
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        else:
            suffix = self._suffix(key, document)
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(suffix.lstrip("."))
            stem = document.path.stem if document.path else "Bill"
            dialog.selectFile(proposed_name(stem, f" - {export.about.format(day=document.as_of)}{suffix}"))
        self._open(dialog, lambda path: self.write(key, path, since))

    def _suffix(self, key: str, document: Document) -> str:
        from ytterby.report.annotate import copy_suffix

        return copy_suffix(document.path) if key == "annotated" and document.path else EXPORTS[key].suffix

    def _open(self, dialog: QFileDialog, chosen: Callable[[Path], None]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: chosen(Path(name)))
        dialog.open()

    def _folder(self) -> str:
        return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
