"""Everything the window writes beside the project, each in the background: asks where, says first what can't be kept,
and gives a choice where the target can't be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True, eq=False)
class _Wish:
    """What is to be written, of what was open when it was asked for: a file opened meanwhile was not meant."""

    order: Order
    loads: int  # of the bridge, then

    def at(self, **known: Path) -> _Wish:
        """With what was asked for since: ``path`` or ``since``."""
        return replace(self, order=replace(self.order, **known))  # type: ignore[arg-type]


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
        wish = self._wish(key)
        if wish is None:
            return
        if key == "report since":
            self._ask_for_earlier(wish)
        elif key == "annotated":
            self._say_first(wish)
        else:
            self._ask_where(wish)

    def write(self, key: str, path: Path) -> None:
        """Write what is open now."""
        wish = self._wish(key)
        if wish is not None:
            self._write(wish.at(path=path))

    def _wish(self, key: str) -> _Wish | None:
        """Of what is open now; where it goes is still to be asked."""
        from ytterby.report.exports import Order

        document, assessment, settings = self._bridge.document, self._bridge.assessment, self._settings()
        if document is None or assessment is None:
            return None
        return _Wish(Order(key, Path(), document, assessment, settings.firm, settings.logo,
                           decimal=settings.csv_decimal, planned=self.planned(), password=self._password()),
                     self._bridge.loads)

    def _write(self, wish: _Wish) -> None:
        """Write in the background; what can't be written may be tried again or go elsewhere."""
        order, key, path = wish.order, wish.order.key, wish.order.path

        def work(progress: Progress) -> tuple[str, ...]:
            from ytterby.report.exports import carry_out

            return carry_out(order, progress)

        def done(notes: tuple[str, ...]) -> None:
            if is_there(path):  # a folder is only made where something goes into it
                self._told(f"Saved: {path}")
            if key == "questionnaires" and is_there(path) and wish.loads == self._bridge.loads:
                self._keep_forms(path)
            if notes:
                remark("\n\n".join(notes), self._window)

        self._tasks.start(f"export {key} {path}", work, label=EXPORTS[key].title.replace("Save", "Writing"),
                          succeeded=done, failed=lambda error: self._failed(error, wish))

    def _password(self) -> str | None:
        """What opened the workbook, or all of them; None where none was asked for, or each has its own."""
        words = set(self._bridge.passwords.values())
        return words.pop() if len(words) == 1 else None

    def _keep_forms(self, folder: Path) -> None:
        from ytterby.workspace import edits

        if self._bridge.document is not None and self._bridge.document.forms != folder:
            self._bridge.edit(edits.set_forms, folder)

    def _failed(self, error: YtterbyError, wish: _Wish) -> None:
        """A target open in another program: close it there and try again, or choose another name."""
        if not isinstance(error, ReportError):
            self._refuse(error)
            return
        question(error, self._window, (
            ("Try again", lambda: self._write(wish)),
            ("Another place…", lambda: self._ask_where(wish))))

    def _say_first(self, wish: _Wish) -> None:
        """What a copy of the workbook will not hold is said before a name is asked for."""
        source, word = wish.order.document.path, wish.order.password
        if source is None or wish.order.document.bills:  # of several, what is lost is said of each afterwards
            self._ask_where(wish)
            return

        def work(progress: Progress) -> tuple[str, ...]:
            from ytterby.report.annotate import not_kept

            return not_kept(source, word)

        def done(losses: tuple[str, ...]) -> None:
            if not losses:
                self._ask_where(wish)
                return
            told = ReportError("the copy will not be the same in every respect.", remedy="\n\n".join(losses))
            question(told, self._window, (("Make the copy…", lambda: self._ask_where(wish)),),
                     icon=QMessageBox.Icon.Information)

        self._tasks.start(f"not kept of {source}", work, label="Looking at the workbook", succeeded=done,
                          failed=self._refuse)

    def _ask_for_earlier(self, wish: _Wish) -> None:
        dialog = QFileDialog(self._window, "Earlier assessment to compare with", self._folder(), "JSON (*.json)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, lambda earlier: self._ask_where(wish.at(since=earlier)))

    def _ask_where(self, wish: _Wish) -> None:
        key, export, document = wish.order.key, EXPORTS[wish.order.key], wish.order.document
        dialog = QFileDialog(self._window, export.title, self._folder(), export.kind)
        if not export.suffix or (key == "annotated" and document.bills):
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        else:
            suffix = self._suffix(key, document)
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(suffix.lstrip("."))
            stem = document.path.stem if document.path else "Bill"
            dialog.selectFile(proposed_name(stem, f" - {export.about.format(day=document.as_of)}{suffix}"))
        self._open(dialog, lambda path: self._write(wish.at(path=path)))

    def _suffix(self, key: str, document: Document) -> str:
        from ytterby.report.annotate import copy_suffix

        return copy_suffix(document.path) if key == "annotated" and document.path else EXPORTS[key].suffix

    def _open(self, dialog: QFileDialog, chosen: Callable[[Path], None]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: chosen(Path(name)))
        dialog.open()

    def _folder(self) -> str:
        return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
