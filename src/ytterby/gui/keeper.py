"""Keeps the user's work: the project it is saved to, and a journal of what is not saved yet.

Nothing is asked when the window closes: what was not saved stays in the journal and is offered at the next start.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ytterby.core.errors import YtterbyError
from ytterby.core.progress import Progress
from ytterby.gui.bridge import Bridge
from ytterby.gui.tasks import Tasks
from ytterby.workspace.autosave import Autosave, Recoverable, autosave_folder, forget, recover
from ytterby.workspace.formats import is_project

if TYPE_CHECKING:
    from ytterby.workspace.document import Assessment, Document
    from ytterby.workspace.finding_history import History

_LEAVE_S = 5.0
_LOOK_MS = 200


class Keeper(QObject):
    """``state_changed`` whenever project or dirtiness may have changed, ``saved`` with the path of a project."""

    state_changed = Signal()
    saved = Signal(object)  # Path
    refused = Signal(object)  # YtterbyError; may come from the journal's thread

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
        bridge.loaded.connect(self._loaded)
        bridge.document_changed.connect(self._changed)
        bridge.assessment_changed.connect(self._note_assessment)

    @property
    def dirty(self) -> bool:
        """Something was set that no project file holds."""
        return self._bridge.document is not None and self._bridge.document is not self._saved

    def save(self, path: Path) -> None:
        """Save the present document as a project, in the background."""
        document = self._bridge.document
        if document is None:
            return
        assessment = self._assessment if self._assessed is document else None
        history, when = self._history or document.history, datetime.now()

        def work(progress: Progress) -> Path:
            from ytterby.workspace.finding_history import noted
            from ytterby.workspace.project import save

            nonlocal history
            if assessment is not None:
                history = noted(history, assessment.reading.bom.items, assessment.classification,
                                assessment.provenance.rules_digest, when)
            save(replace(document, history=history), path)
            return path

        def done(project: Path) -> None:
            self.project, self._saved, self._history = project, document, history
            self._changed(self._bridge.document)
            self.saved.emit(project)

        self._tasks.start("save", work, label=f"Saving {path.name}", succeeded=done, failed=self.refused.emit)

    def restore(self, left: Recoverable) -> None:
        """Open what a window left behind, unsaved as it was."""
        def done(document: Document) -> None:
            self._left = left
            self._bridge.adopt(document, None)
            self.project = left.project
            self._changed(document)

        def work(progress: Progress) -> Document:
            return recover(left, progress)

        self._tasks.start("open", work, label=f"Restoring {left.name}", succeeded=done, failed=self._failed)

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
        journal, self._journal = self._journal, None
        if journal is None:
            return
        if self.dirty:
            journal.settle(_LEAVE_S)
        else:
            journal.discard()

    def _failed(self, error: YtterbyError) -> None:
        self.refused.emit(error)

    def _note_assessment(self, document: Document, assessment: Assessment) -> None:
        self._assessed, self._assessment = document, assessment

    def _loaded(self, path: Path | None, document: Document) -> None:
        """Another file was read: it is as saved as a workbook can be. None: recovered work, which is not."""
        self.leave()
        self.project = path if path is not None and is_project(path) else None
        self._saved = document if path is not None else None
        self._history = self._assessed = self._assessment = None

    def _changed(self, document: Document | None) -> None:
        if document is None:
            return
        if self.dirty:
            if self._journal is None:
                self._journal = Autosave(autosave_folder(), failed=self.refused.emit)
            self._journal.note(document, self.project)
            self._forget_left()
        elif self._journal is not None:
            self._journal.discard()
            self._journal = None
        self.state_changed.emit()
