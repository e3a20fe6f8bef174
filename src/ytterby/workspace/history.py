"""Undo and redo: documents are values, so the past is simply kept. They share all that did not change."""

from __future__ import annotations

from dataclasses import dataclass

from ytterby.workspace.document import Document


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """``past`` oldest first, ``future`` nearest first."""

    present: Document
    past: tuple[Document, ...] = ()
    future: tuple[Document, ...] = ()

    def do(self, document: Document) -> History:
        """A new present; what was undone before is gone."""
        return History(document, (*self.past, self.present))

    def amend(self, document: Document) -> History:
        """The latest step goes on (a slider still being dragged): a new present under the same past."""
        return History(document, self.past)

    def undo(self) -> History:
        """One step back; unchanged where there is none."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.present, *self.future))

    def redo(self) -> History:
        """One step forward again; unchanged where there is none."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.present), self.future[1:])
