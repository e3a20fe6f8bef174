"""Keeps the user's work: the project it is saved to, and a journal of what is not saved yet.

Nothing is asked when the window closes: what was not saved stays in the journal and is offered at the next start.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ytterby.core.errors import YtterbyError
from ytterby.core.progress import Progress
from ytterby.gui.bridge import Bridge
from ytterby.gui.tasks import Tasks
from ytterby.workspace.autosave import Autosave, Recoverable, autosave_folder, forget, recover
from ytterby.workspace.formats import is_project

if TYPE_CHECKING:
    from ytterby.workspace.document import Document

_LEAVE_S = 5.0


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
        self.project: Path | None = None
        bridge.loaded.connect(self._loaded)
        bridge.document_changed.connect(self._changed)

    @property
    def dirty(self) -> bool:
        """Something was set that no project file holds."""
        return self._bridge.document is not None and self._bridge.document is not self._saved

    def save(self, path: Path) -> None:
        """Save the present document as a project, in the background."""
        document = self._bridge.document
        if document is None:
            return

        def work(progress: Progress) -> Path:
            from ytterby.workspace.project import save

            save(document, path)
            return path

        def done(project: Path) -> None:
            self.project, self._saved = project, document
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
            return recover(left)

        self._tasks.start("open", work, label=f"Restoring {left.name}", succeeded=done, failed=self._failed)

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

    def _loaded(self, path: Path | None, document: Document) -> None:
        """Another file was read: it is as saved as a workbook can be. None: recovered work, which is not."""
        self.leave()
        self.project = path if path is not None and is_project(path) else None
        self._saved = document if path is not None else None

    def _changed(self, document: Document | None) -> None:
        if document is None:
            return
        if self.dirty:
            if self._journal is None:
                self._journal = Autosave(autosave_folder(), failed=self.refused.emit)
            self._journal.note(document, self.project)
            if self._left is not None and self._journal.settle(_LEAVE_S):
                forget(self._left)
                self._left = None
        elif self._journal is not None:
            self._journal.discard()
            self._journal = None
        self.state_changed.emit()
