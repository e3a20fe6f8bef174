"""The workspace: the present document, the way back, and those who want to know of changes."""

from __future__ import annotations

from collections.abc import Callable

from ytterby.workspace.document import Document
from ytterby.workspace.history import History

Watcher = Callable[[Document, Document], None]


class Workspace:
    """Holds one document. ``watch`` callbacks get (before, after) and tell by identity which parts differ."""

    def __init__(self, document: Document) -> None:
        self._history = History(document)
        self._watchers: list[Watcher] = []

    @property
    def present(self) -> Document:
        return self._history.present

    @property
    def can_undo(self) -> bool:
        return bool(self._history.past)

    @property
    def can_redo(self) -> bool:
        return bool(self._history.future)

    def apply(self, document: Document) -> None:
        """Make ``document`` the present, as one step that can be undone. The same document is no step."""
        if document is not self.present:
            self._move(self._history.do(document))

    def amend(self, document: Document) -> None:
        """Make ``document`` the present as part of the latest step: one undo takes back the whole gesture."""
        self._move(self._history.amend(document))

    def replace(self, document: Document) -> None:
        """Start anew with ``document`` (another workbook was opened): there is nothing to undo."""
        self._move(History(document))

    def undo(self) -> None:
        self._move(self._history.undo())

    def redo(self) -> None:
        self._move(self._history.redo())

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Call ``watcher`` after each change, in the order of watching; the result stops that."""
        self._watchers.append(watcher)

        def stop() -> None:
            if watcher in self._watchers:
                self._watchers.remove(watcher)

        return stop

    def _move(self, history: History) -> None:
        before, self._history = self.present, history
        if self.present is not before:
            for watcher in tuple(self._watchers):
                watcher(before, self.present)
