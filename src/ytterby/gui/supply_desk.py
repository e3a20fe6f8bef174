"""Does what the Suppliers page asks for: figures, owners, questionnaires and answers, in the background where long."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from ytterby.core.errors import WorkbookError, YtterbyError
from ytterby.core.progress import Part, Progress
from ytterby.gui.bridge import Bridge
from ytterby.gui.dialogs.answers import AnswersDialog, Received
from ytterby.gui.views.suppliers import SuppliersView
from ytterby.workspace import edits
from ytterby.workspace.owner_file import load_firms

if TYPE_CHECKING:
    from ytterby.report.sent import Sent
    from ytterby.workspace.document import Assessment
    from ytterby.workspace.stages import Stages
    from ytterby.workspace.suppliers import Suppliers

_FORMS = "Questionnaires (*.xlsx)"
_OWNERS = "Table of owners (*.csv);;All files (*)"


class SupplyDesk(QObject):
    """Between the page and the bridge; a child of the page."""

    def __init__(self, view: SuppliersView, bridge: Bridge, firm: Callable[[], str],
                 show_items: Callable[[frozenset[int], str, Assessment | None], None]) -> None:
        super().__init__(view)
        self._view, self._bridge, self._firm = view, bridge, firm
        view.wanted.connect(self._find)
        self._of: Assessment | None = None  # the one that numbered the items of the suppliers shown
        view.items_chosen.connect(lambda items, label: show_items(items, label, self._of))
        view.owner_chosen.connect(lambda names, owner: bridge.edit(edits.set_owner, names, owner))
        view.recovery_chosen.connect(lambda names, days: bridge.edit(edits.set_recovery, names, days))
        view.owner_file_wanted.connect(self._ask_for_owners)
        view.forms_wanted.connect(self._ask_where_to_write)
        view.forms_folder_wanted.connect(self._ask_where_forms_are)
        view.answers_wanted.connect(self._ask_for_answers)

    def _find(self, days: float) -> None:
        asked_of = self._bridge.assessment

        def work(stages: Stages, assessment: Assessment, progress: Progress) -> Any:
            from ytterby.workspace.suppliers import suppliers

            found = suppliers(stages.document, assessment, days, Part(progress, 0.0, 0.9))
            folder = stages.document.forms
            return found, _forms_in(folder, Part(progress, 0.9, 1.0)), folder

        def done(answer: tuple[Suppliers, tuple[Sent, ...], Path | None]) -> None:
            found, sent, folder = answer
            self._of = asked_of
            self._view.show_suppliers(found, sent, str(folder) if folder else "")

        self._bridge.compute("suppliers", work, succeeded=done, label="Looking at outages", quiet=True)

    def load_owners(self, path: Path) -> None:
        """Take the table of owners in the file, as one edit."""
        try:
            firms = load_firms(path)
        except YtterbyError as error:
            self._bridge.refused.emit(error)
            return
        self._bridge.edit(edits.set_firms, firms)

    def write_forms(self, folder: Path, names: tuple[str, ...]) -> None:
        """Write forms for these suppliers, all without any, and remember where they are."""
        firm = self._firm()

        def work(stages: Stages, assessment: Assessment, progress: Progress) -> Path:
            from ytterby.report.dossier import dossier
            from ytterby.report.questionnaire import write_forms

            write_forms(dossier(stages.document, assessment, firm=firm), folder, progress, suppliers=names)
            return folder

        self._bridge.compute(f"forms {folder} {names}", work, succeeded=self.keep_folder,
                             label="Writing questionnaires", lasting=True)

    def keep_folder(self, folder: Path) -> None:
        """Where forms went out; the same folder again only looks anew."""
        document = self._bridge.document
        if document is not None and document.forms == folder:
            self._find(float(self._view.days.value()))
        else:
            self._bridge.edit(edits.set_forms, folder)

    def read_answers(self, paths: list[Path]) -> None:
        """Show what the answers in these forms would change; nothing is changed yet."""
        def work(stages: Stages, assessment: Assessment, progress: Progress) -> Received:
            from ytterby.report.answers import Answers, preview, read_answers

            read = [read_answers(path) for path in paths]
            answers = Answers(tuple(one for form in read for one in form.decisions),
                              tuple(issue for form in read for issue in form.issues))
            changes = preview(stages.document, assessment, answers, stages.rulebook, stages.knowledge, progress)
            return Received(changes, len(answers.decisions) - len(changes), answers.issues)

        self._bridge.compute("answers", work, succeeded=self._show_answers, label="Reading answers", lasting=True)

    def _show_answers(self, received: Received) -> None:
        dialog = AnswersDialog(received, self._view)  # which goes with its bill
        dialog.accepted_answers.connect(lambda decisions: self._bridge.edit(edits.record_decisions, decisions))
        dialog.open()

    def _ask_for_owners(self) -> None:
        dialog = self._dialog("Table of owners", _OWNERS, QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.load_owners(Path(name)))
        dialog.open()

    def _ask_where_to_write(self, names: tuple[str, ...]) -> None:
        dialog = self._dialog("Folder for the questionnaires", "", QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.write_forms(Path(name), names))
        dialog.open()

    def _ask_where_forms_are(self) -> None:
        dialog = self._dialog("Folder with questionnaires", "", QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.keep_folder(Path(name)))
        dialog.open()

    def _ask_for_answers(self) -> None:
        dialog = self._dialog("Answered questionnaires", _FORMS, QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.read_answers([Path(name) for name in names]))
        dialog.open()

    def _dialog(self, title: str, kinds: str, mode: QFileDialog.FileMode) -> QFileDialog:
        document = self._bridge.document
        start = document.forms if document is not None and document.forms is not None else None
        dialog = QFileDialog(self._view, title, str(start) if start and start.is_dir() else "", kinds)
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog


def _forms_in(folder: Path | None, progress: Progress) -> tuple[Sent, ...]:
    """The forms of the folder; none where it is not there any more."""
    from ytterby.report.sent import look_through

    try:
        return look_through(folder, progress) if folder is not None else ()
    except WorkbookError:
        return ()
