"""Every problem found in the data, with its place; double click or Enter jumps to the cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ytterby.core.issue import Issue, Severity
from ytterby.core.text import issue_text
from ytterby.gui import wording
from ytterby.gui.listing import Column, Listing
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import plain

if TYPE_CHECKING:
    from ytterby.workspace.document import Assessment, Document

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_HELP = {Severity.ERROR: "Something was lost or can't be used", Severity.WARNING: "Used, but a person should look",
         Severity.NOTE: "Said for the record"}
_NONE = "No problem was found in the data."
_JUMP = "Double click or Enter shows the cell."

ISSUE_COLUMNS: tuple[Column[Issue], ...] = (
    Column("severity", "Severity", lambda issue: str(issue.severity), rank=lambda issue: _RANK[issue.severity],
           tip=lambda issue: _HELP[issue.severity], mark=lambda issue: str(issue.severity), width=110),
    Column("what", "What", issue_text, width=720),
    Column("sheet", "Sheet", lambda issue: issue.where.sheet, width=140),
    Column("cell", "Cell", lambda issue: _cell(issue), rank=lambda issue: issue.where.row or None, width=90),
)


class IssuesView(QWidget):
    """``issue_chosen`` carries the Issue to jump to."""

    issue_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._issues: tuple[Issue, ...] = ()
        self._summary = plain(wrap=True)
        self.grid = Grid("Issues in the data", empty="Nothing in the data asks for attention.")
        self.grid.activated_row.connect(lambda index: self.issue_chosen.emit(self._issues[index]))
        self._whole = plain(wrap=True)  # a sentence may be longer than its row
        self._whole.setMargin(4)
        self.grid.rows_selected.connect(self._tell)
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 8, 12, 4)
        page.addWidget(self._summary)
        page.addWidget(self.grid, 1)
        page.addWidget(self._whole)

    def show_assessment(self, document: Document, assessment: Assessment) -> None:
        self._issues = tuple(sorted(assessment.issues, key=lambda issue: (_RANK[issue.severity], issue.where)))
        self.grid.show_listing(Listing(ISSUE_COLUMNS, self._issues))
        counts = [wording.counted(sum(issue.severity is severity for issue in self._issues), str(severity))
                  for severity in Severity]
        self._summary.setText(f"{', '.join(counts)}. {_JUMP}" if self._issues else _NONE)
        for part in (self.grid, self._whole):
            part.setVisible(bool(self._issues))
        if self._issues and not len(self.grid.selected()):
            self.grid.select_row(0)

    def _tell(self, rows: Sequence[int]) -> None:
        """The chosen issue in full, with its place."""
        chosen = self._issues[int(rows[0])] if len(rows) and int(rows[0]) < len(self._issues) else None
        place = " ".join(filter(None, (chosen.where.sheet, _cell(chosen)))) if chosen else ""
        self._whole.setText(f"{place}: {issue_text(chosen)}" if chosen and place else
                            issue_text(chosen) if chosen else "")


def _cell(issue: Issue) -> str:
    where = issue.where
    return f"{where.column}{where.row or ''}" if where.column else f"row {where.row}" if where.row else ""
