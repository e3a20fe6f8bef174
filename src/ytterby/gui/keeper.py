"""Keeps the user's work: the project it is saved to, and a journal of what is not saved yet.

Nothing is asked when the window closes: what was not saved stays in the journal and is offered at the next start.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ytterby.core.errors import ProjectChanged, ProjectError, ProjectInUse, YtterbyError
from ytterby.core.files import is_file
from ytterby.core.progress import Progress
from ytterby.gui.bridge import Bridge
from ytterby.gui.tasks import Tasks
from ytterby.workspace.autosave import Autosave, Recoverable, autosave_folder, forget, recover

if TYPE_CHECKING:
    from ytterby.workspace.claims import Claim
    from ytterby.workspace.document import Assessment, Document
    from ytterby.workspace.finding_history import History

_LOOK_MS = 200
_PUT_BY = "It is kept as unsaved work: the start page offers it once the file open now is closed."
_LEAVE_S = 5.0  # a very large bill may go on being packed: its journal names the workbook until then


class Keeper(QObject):
    """``state_changed`` whenever project or dirtiness may have changed, ``saved`` with the path of a project."""

    state_changed = Signal()
    saved = Signal(object)  # Path
    refused = Signal(object)  # YtterbyError; may come from the journal's thread
    in_use = Signal(object, object)  # ProjectInUse, Path: it can be opened as a copy
    put_by = Signal()  # another file takes the place of unsaved work, which stays in its journal
    left_behind = Signal()  # unsaved work can be restored now; comes from the journal's thread
    changed_elsewhere = Signal(object, object)  # ProjectChanged, Path: it can be overwritten

    def __init__(self, bridge: Bridge, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._tasks = bridge, tasks
        self._journal: Autosave | None = None
        self._saved: Document | None = None
        self._left: Recoverable | None = None  # recovered, its journal still there
        self._history: History | None = None  # as it was saved last
        self._assessed: Document | None = None
        self._assessment: Assessment | None = None
        self.project: Path | None = None
        self.who: Callable[[], str] = str  # named to those who want to open the same project
        self._claim: Claim | None = None
        self._mark = ""  # of the project as it was opened or saved here
        bridge.loaded.connect(self._loaded)
        bridge.document_changed.connect(self._changed)
        bridge.assessment_changed.connect(self._note_assessment)

    @property
    def noted(self) -> History | None:
        """What was found of each item at the last save from here; None: what the document was opened with."""
        return self._history

    @property
    def dirty(self) -> bool:
        """Something was set that no project file holds."""
        return self._bridge.document is not None and self._bridge.document is not self._saved

    def open(self, path: Path, *, copy: bool = False) -> None:
        """Open a project, in the background, and claim it; a ``copy`` claims nothing and has no file to save to."""
        if self.is_at(path):
            self._release()  # it is read again
        who, now = self.who(), datetime.now()

        def work(progress: Progress) -> tuple[Document, Claim | None, str]:
            from ytterby.bom.reading import Mapping
            from ytterby.workspace.assess import open_workbook
            from ytterby.workspace.claims import claiming, mark_of

            if copy or not is_file(path):
                return open_workbook(path, Mapping(), now.date(), progress), None, ""
            with claiming(path, who, now) as claimed:
                mark = mark_of(path)  # before it is read: what is saved meanwhile is then a change
                return open_workbook(path, Mapping(), now.date(), progress), claimed, mark

        def done(opened: tuple[Document, Claim | None, str]) -> None:
            document, claimed, mark = opened
            self._bridge.adopt(document, path)
            if not copy:
                self.project, self._claim, self._mark = path, claimed, mark
            self.state_changed.emit()

        def failed(error: YtterbyError) -> None:
            if isinstance(error, ProjectInUse):
                self.in_use.emit(error, path)
            else:
                self.refused.emit(error)

        self._tasks.start("open", work, label=f"Reading {path.name}", succeeded=done, failed=failed,
                          dropped=lambda opened: _let_go(opened[1]))

    def save(self, path: Path, *, overwrite: bool = False) -> None:
        """Save the present document as a project, in the background. What was saved there by others since it was
        opened here is only replaced to ``overwrite`` it."""
        document = self._bridge.document
        if document is None:
            return
        assessment = self._assessment if self._assessed is document else None
        history, when = self._history or document.history, datetime.now()
        ours = self.is_at(path)
        over, who = self._mark if ours and not overwrite else "", self.who()
        held, loads = self._claim if ours else None, self._bridge.loads

        def work(progress: Progress) -> tuple[Claim, str]:
            from ytterby.workspace.claims import claiming
            from ytterby.workspace.finding_history import noted
            from ytterby.workspace.project import save

            nonlocal history
            if assessment is not None:
                history = noted(history, assessment.reading.bom.items, assessment.classification,
                                assessment.provenance.rules_digest, when)
            with claiming(path, who, when, held) as claimed:
                return claimed, save(replace(document, history=history), path, over=over)

        def done(result: tuple[Claim, str]) -> None:
            claimed, mark = result
            if loads != self._bridge.loads:  # another file was opened meanwhile, which is not saved there
                return claimed.release()
            if claimed is not self._claim:
                self._release()
            self.project, self._claim, self._mark = path, claimed, mark
            self._saved, self._history = document, history
            self._changed(self._bridge.document)
            return self.saved.emit(path)

        self._tasks.start("save", work, label=f"Saving {path.name}", succeeded=done, dropped=done,
                          failed=lambda error: self._not_saved(error, path, loads))

    def _not_saved(self, error: YtterbyError, path: Path, loads: int) -> None:
        """What is open by now must not be saved there in the place of what should have been."""
        if loads != self._bridge.loads:
            self.refused.emit(ProjectError(error.what, where=error.where or str(path), remedy=_PUT_BY))
        elif isinstance(error, ProjectChanged):
            self.changed_elsewhere.emit(error, path)
        else:
            self.refused.emit(error)

    def restore(self, left: Recoverable) -> None:
        """Open what a window left behind, unsaved as it was; as a copy where its project is open elsewhere by now."""
        who, now = self.who(), datetime.now()

        def done(restored: tuple[Document, Claim | ProjectInUse | None]) -> None:
            document, claimed = restored
            self._left = left
            self._bridge.adopt(document, None)
            if isinstance(claimed, ProjectInUse):
                self.refused.emit(claimed)
            else:
                self.project, self._claim, self._mark = left.project, claimed, left.mark
            self._changed(document)

        def work(progress: Progress) -> tuple[Document, Claim | ProjectInUse | None]:
            from ytterby.workspace.claims import claim

            document = recover(left, progress)
            try:
                return document, claim(left.project, who, now) if left.project else None
            except ProjectInUse as error:
                return document, error

        self._tasks.start("open", work, label=f"Restoring {left.name}", succeeded=done, failed=self._failed,
                          dropped=lambda restored: _let_go(restored[1]))

    def _forget_left(self) -> None:
        """The journal of recovered work goes once its new one holds all of it."""
        if self._left is None or self._journal is None:
            return
        if self._journal.settle(0.0):
            forget(self._left)
            self._left = None
        else:
            QTimer.singleShot(_LOOK_MS, self, self._forget_left)

    def leave(self) -> None:
        """The window closes or another file is opened: unsaved work stays in its journal."""
        self._release()
        journal, self._journal = self._journal, None
        if journal is None:
            return
        if self.dirty:
            journal.finish(self._tell_left)
            atexit.register(journal.settle, _LEAVE_S)  # the program stays for it after its last window has gone
        else:
            journal.discard()

    def _tell_left(self) -> None:
        """In the journal's thread; the window may be gone by then."""
        with suppress(RuntimeError):
            self.left_behind.emit()

    def is_at(self, path: Path) -> bool:
        """Whether the project saved at ``path`` is the one open here."""
        from ytterby.workspace.claims import same_file

        return self.project is not None and same_file(self.project, path)

    def _release(self) -> None:
        claimed, self._claim = self._claim, None
        if claimed is not None:
            claimed.release()

    def _failed(self, error: YtterbyError) -> None:
        self.refused.emit(error)

    def _note_assessment(self, document: Document, assessment: Assessment) -> None:
        self._assessed, self._assessment = document, assessment

    def _loaded(self, path: Path | None, document: Document) -> None:
        """Another file was read: it is as saved as a workbook can be. None: recovered work, which is not."""
        if self.dirty:
            self.put_by.emit()
        self.leave()
        self.project, self._mark = None, ""
        self._saved = document if path is not None else None
        self._history = self._assessed = self._assessment = None

    def _changed(self, document: Document | None) -> None:
        if document is None:
            return
        if self.dirty:
            if self._journal is None:
                self._journal = Autosave(autosave_folder(), failed=self.refused.emit)
            self._journal.note(document, self.project, self._mark)
            self._forget_left()
        elif self._journal is not None:
            self._journal.discard()
            self._journal = None
        self.state_changed.emit()


def _let_go(claimed: Claim | ProjectInUse | None) -> None:
    """Of a project that was to be opened, and was not."""
    if claimed is not None and not isinstance(claimed, ProjectInUse):
        claimed.release()
