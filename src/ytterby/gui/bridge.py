"""The one place where a workspace change becomes Qt signals, and where opening and assessing are started.

What changed is told by identity: a document whose parts that matter to the assessment differ is assessed again in the
background, and the result is taken only if that document is still the present one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ytterby.core.errors import PasswordNeeded, ProjectError, UsageError, YtterbyError
from ytterby.core.progress import SILENT, Part, Progress
from ytterby.gui.tasks import Tasks

if TYPE_CHECKING:
    from ytterby.bom.compare import Comparison
    from ytterby.bom.reading import Mapping
    from ytterby.gui.shipped import Shipped
    from ytterby.gui.tasks import Task
    from ytterby.workspace.bills import Bill
    from ytterby.workspace.document import Assessment, Document
    from ytterby.workspace.settings import Settings
    from ytterby.workspace.stages import Stages
    from ytterby.workspace.workspace import Workspace

_GESTURE_S = 1.0
_UPDATING = "Updating…"
_STOPPED = "Stopped: what is shown belongs to an earlier state. F5 computes it anew."
_BEGUN = "This bill is being assessed…"
_NOT_ASSESSED = "This bill is not assessed. F5 assesses it."


class Bridge(QObject):
    """Between the workspace and the views. The heavy parts of the program are imported by its first task.

    What asks the user something about the open file closes on ``leaving``: the answer would land in the next one.
    """

    leaving = Signal()  # another file, or none, is about to take the place of this one
    loaded = Signal(object, object)  # Path or None, Document: another file was read, or work restored
    password_wanted = Signal(object, object)  # PasswordNeeded, what to call with the password
    document_opened = Signal(object)  # Document: another workbook, or the same read anew
    document_changed = Signal(object)  # Document: any change
    assessment_changed = Signal(object, object)  # Document, Assessment that follows from it
    read_anew = Signal(object)  # a Comparison for every workbook of which another version was read
    kept_reading = Signal()  # the workbook was to be read again, and could not be
    refused = Signal(object)  # YtterbyError: could not do what was asked
    outdated = Signal(str)  # why the assessment shown is not the one of the present document; empty where it is

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._workspace: Workspace | None = None
        self._assessment: Assessment | None = None
        self._shipped: Shipped | None = None
        self._gesture, self._edited = "", 0.0
        self._readings = 0
        self._correction: tuple[Document, dict[int, Mapping], Task] | None = None  # the latest that was begun
        self.loads = 0  # of files, and closings: what was asked of an earlier one is of no use to a later
        self.correcting = False  # a workbook is being read under a mapping that the user corrected
        self.own_rules: Callable[[], str] = str  # the folder with the user's own rule files, as the settings say
        self.passwords: dict[Path, str] = {}  # of open workbooks, to read them again; kept nowhere else

    @property
    def document(self) -> Document | None:
        return self._workspace.present if self._workspace else None

    @property
    def assessment(self) -> Assessment | None:
        """The latest one that was shown; None until the first is there."""
        return self._assessment

    @property
    def can_undo(self) -> bool:
        return self._workspace is not None and self._workspace.can_undo

    @property
    def can_redo(self) -> bool:
        return self._workspace is not None and self._workspace.can_redo

    def open(
        self, path: Path, as_of: date, settings: Settings | None = None, *, password: str | None = None,
    ) -> None:
        """Read a workbook or project in the background, show and assess it. A workbook begins with ``settings``."""

        def work(progress: Progress) -> Document:
            from ytterby.bom.reading import Mapping
            from ytterby.workspace.assess import open_workbook
            from ytterby.workspace.formats import is_project
            from ytterby.workspace.settings import begun

            document = open_workbook(path, Mapping(), as_of, progress, password=password)
            return document if settings is None or is_project(path) else begun(settings, document)

        def done(document: Document) -> None:
            self._know(path, password)
            self.adopt(document, path)

        def failed(error: YtterbyError) -> None:
            if isinstance(error, PasswordNeeded):
                self.password_wanted.emit(error, lambda word: self.open(path, as_of, settings, password=word))
            else:
                self.refused.emit(error)

        self._tasks.start("open", work, label=f"Reading {path.name}", succeeded=done, failed=failed)

    def read_again(self, mappings: dict[int, Mapping] | None = None) -> None:
        """Read the workbooks at these places of the project under the user's mappings; an edit that can be undone.
        Without any: all of them, as they are now."""
        document = self.document
        if document is None or document.path is None:
            return
        whole, mappings = mappings is None, self._being_read(document) | (mappings or {})
        self._readings += 1
        self.correcting = bool(mappings)
        mine, passwords = self._readings, dict(self.passwords)

        def work(progress: Progress) -> tuple[Document, tuple[Comparison, ...]]:
            from ytterby.workspace.edits import bills_of
            from ytterby.workspace.further_bills import read_anew

            all_of_them = {place: bill.mapping for place, bill in enumerate(bills_of(document))} if whole else {}
            return read_anew(document, all_of_them | mappings, progress, passwords=passwords)

        def done(result: tuple[Document, tuple[Comparison, ...]]) -> None:
            self._ended(mine)
            present = self.document
            if present is None or present.reading is not document.reading:
                return self.kept_reading.emit()  # another file, or another reading of it, is shown by now
            self.apply(result[0] if present is document else read_as(present, result[0]))
            return self.read_anew.emit(result[1])

        def failed(error: YtterbyError) -> None:
            self._ended(mine)
            self.kept_reading.emit()
            if isinstance(error, PasswordNeeded):
                self.password_wanted.emit(error, self._here(
                    lambda word: self._read_with(error.where, word, mappings or None)))
            else:
                self.refused.emit(error)

        reading = self._tasks.start("open", work, label=f"Reading {document.path.name}", succeeded=done, failed=failed,
                                    cancelled=lambda: self.kept_reading.emit() if self._ended(mine) else None)
        self._correction = (document, mappings, reading) if mappings else None

    def _being_read(self, document: Document) -> dict[int, Mapping]:
        """Corrections under way in this reading, which the next one, of another workbook, takes along."""
        if self.correcting and self._correction is not None:
            of, mappings, task = self._correction
            if of.reading is document.reading and not task.stopped:
                return mappings
        return {}

    def _ended(self, reading: int) -> bool:
        """Whether it was the latest reading again, not overtaken by a newer one."""
        latest = reading == self._readings
        self.correcting = self.correcting and not latest
        return latest

    def _here(self, act: Callable[..., object] | None) -> Callable[..., None]:
        """``act``, which does nothing once another file is open: what was asked of this one was not meant of that."""
        loads = self.loads

        def do(*told: Any) -> None:
            if act is not None and self.loads == loads:
                act(*told)

        return do

    def _read_with(self, where: str, password: str, mappings: dict[int, Mapping] | None) -> None:
        """A project kept no password: it is asked for when its workbook is read again."""
        from ytterby.workspace.edits import bills_of

        for bill in bills_of(self.document) if self.document else ():
            if " ".join(str(bill.path).split()) == where:  # as errors write it
                self._know(bill.path, password)
        self.read_again(mappings)

    def _know(self, path: Path, password: str | None) -> None:
        if password is not None:
            self.passwords[path] = password

    def add_bill(self, path: Path, *, password: str | None = None) -> None:
        """Read one more workbook into the open project; an edit that can be undone."""
        def work(progress: Progress) -> Bill:
            from ytterby.bom.reading import Mapping
            from ytterby.workspace.assess import open_workbook
            from ytterby.workspace.bills import Bill
            from ytterby.workspace.formats import is_project

            if is_project(path):
                raise ProjectError("this is a project, no workbook.", where=str(path), remedy="Add its workbook.")
            read = open_workbook(path, Mapping(), date.min, progress, password=password)
            assert read.reading is not None
            return Bill(path, read.mapping, read.reading)

        def done(bill: Bill) -> None:
            from ytterby.workspace.edits import add_bill

            self._know(path, password)
            self.edit(add_bill, bill)

        def failed(error: YtterbyError) -> None:
            if isinstance(error, PasswordNeeded):
                self.password_wanted.emit(error, self._here(lambda word: self.add_bill(path, password=word)))
            else:
                self.refused.emit(error)

        self._tasks.start("open", work, label=f"Reading {path.name}", succeeded=done, failed=failed)

    def edit(self, change: Callable[..., Document], *arguments: Any, gesture: str = "") -> bool:
        """Apply an edit of workspace.edits: ``edit(edits.set_as_of, day)``.

        Edits of one ``gesture`` that follow each other closely (a date being dragged) are one step to undo. Gives
        whether it could be done; what could not is ``refused``.
        """
        if self.document is None:
            return False
        try:
            changed = change(self.document, *arguments)
        except YtterbyError as error:
            self.refused.emit(error)
            return False
        self.apply(changed, gesture)
        return True

    def apply(self, document: Document, gesture: str = "") -> None:
        if self._workspace is None:
            return
        now = monotonic()
        goes_on = gesture and gesture == self._gesture and now - self._edited < _GESTURE_S
        self._gesture, self._edited = gesture, now
        if goes_on:
            self._workspace.amend(document)
        else:
            self._workspace.apply(document)

    def undo(self) -> None:
        self._gesture = ""
        if self._workspace is not None:
            self._workspace.undo()

    def redo(self) -> None:
        if self._workspace is not None:
            self._workspace.redo()

    def forget(self) -> None:
        """Close the workbook."""
        from ytterby.core.lasting import spare_no_more

        spare_no_more()
        self.loads += 1
        self._workspace = self._assessment = None
        self.passwords.clear()

    def assess(self) -> None:
        """Assess the present document in the background; a newer call takes the place of an older one."""
        document = self.document
        if document is None or document.reading is None:
            return
        own = self.own_rules()

        def work(progress: Progress) -> Assessment:
            from ytterby.gui.shipped import Shipped
            from ytterby.workspace.assess import assess

            if self._shipped is None:
                self._shipped = Shipped(Part(progress, 0.0, 0.3))
            shipped = self._shipped
            shipped.with_rules(own)
            rest = Part(progress, 0.3, 1.0)
            return assess(document, shipped.rulebook, shipped.knowledge, rest, memo=shipped.memo)

        def done(assessment: Assessment) -> None:
            if self.document is document:
                self._assessment = assessment
                self.outdated.emit("")
                self.assessment_changed.emit(document, assessment)

        def stopped() -> None:
            if self.document is document:
                self.outdated.emit(_STOPPED if self._assessment is not None else _NOT_ASSESSED)

        def failed(error: YtterbyError) -> None:
            stopped()
            self.refused.emit(error)

        self.outdated.emit(_UPDATING if self._assessment is not None else _BEGUN)
        self._tasks.start("assess", work, label="Classifying", succeeded=done, failed=failed, cancelled=stopped)

    def compute(self, kind: str, work: Callable[[Stages, Assessment, Progress], Any], *, label: str,
                succeeded: Callable[[Any], None], failed: Callable[[YtterbyError], None] | None = None,
                cancelled: Callable[[], None] | None = None, quiet: bool = False, at_once: bool = False,
                lasting: bool = False) -> None:
        """Answer a question about the present document in the background, dropped where it is no longer the present
        one; ``lasting``: no longer one of the same reading, which is told. ``at_once`` where it takes a few
        milliseconds. Nothing happens before the first assessment, nothing is told once another file is open."""
        document, assessment, shipped = self.document, self._assessment, self._shipped
        if document is None or assessment is None or shipped is None:
            return None

        def run(progress: Progress) -> Any:
            from ytterby.workspace.stages import Stages

            stages = Stages(document, assessment.reading, shipped.rulebook, shipped.knowledge, shipped.memo)
            return work(stages, assessment, progress)

        def done(answer: Any) -> None:
            present = self.document
            if present is document or (lasting and present and present.reading is document.reading):
                succeeded(answer)
            elif lasting:
                dropped()
                self.refused.emit(UsageError(f"{label} came to nothing: the workbook was read again meanwhile.",
                                             remedy="Ask for it once more."))

        def stopped() -> None:
            if not self._tasks.wanted(kind):  # else it was asked for anew, and that answer is told
                dropped()

        dropped = self._here(cancelled)
        if at_once:
            try:
                return done(run(SILENT))
            except YtterbyError as error:
                return (failed or self.refused.emit)(error)
        self._tasks.start(kind, run, label=label, succeeded=self._here(done), quiet=quiet, cancelled=stopped,
                          failed=self._here(failed) if failed is not None else self.refused.emit)
        return None

    def adopt(self, document: Document, path: Path | None) -> None:
        """Show another document, read from ``path`` or, without one, restored."""
        from ytterby.core.lasting import spare_no_more
        from ytterby.workspace.workspace import Workspace

        spare_no_more()
        self.leaving.emit()
        self.loads += 1
        self._assessment = None
        self.loaded.emit(path, document)
        if self._workspace is None:
            self._workspace = Workspace(document)
            self._workspace.watch(self._changed)
            self._tell(document, opened=True)
        else:
            self._workspace.replace(document)

    def _changed(self, before: Document, after: Document) -> None:
        self._tell(after, opened=before.reading is not after.reading)

    def _tell(self, document: Document, *, opened: bool) -> None:
        if opened:
            self.document_opened.emit(document)
        self.document_changed.emit(document)
        self.assess()


def read_as(document: Document, read: Document) -> Document:
    """What was edited meanwhile, with the workbooks as they were ``read``."""
    return replace(document, path=read.path, mapping=read.mapping, reading=read.reading, bills=read.bills)
