"""What suppliers' answers would change, before they are recorded as decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ytterby.core.issue import Issue
from ytterby.core.text import issue_text
from ytterby.gui import wording
from ytterby.gui.listing import Column, Listing
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import plain
from ytterby.report.answers import Change

_MOST_ISSUES = 6


@dataclass(frozen=True, slots=True)
class Received:
    """What the forms hold: changes of items of this bill, answers about other parts, and what was not understood."""

    changes: tuple[Change, ...]
    elsewhere: int
    issues: tuple[Issue, ...]


COLUMNS: tuple[Column[Change], ...] = (
    Column("item", "Item", lambda one: one.item, width=170),
    Column("answer", "Answer", lambda one: str(one.decision.verdict), width=120),
    Column("declared", "Declares", lambda one: ", ".join(
        f"{symbol} {wording.percent(share, 2)}" for symbol, share in one.decision.declared) or wording.NOTHING,
        width=150, help="Of the mass of the part"),
    Column("before", "Now", lambda one: wording.OUTCOME_WORDS[one.before], width=110),
    Column("after", "With what is declared", lambda one: wording.OUTCOME_WORDS[one.after], width=150,
           muted=lambda one: one.after is one.before),
    Column("who", "Who", lambda one: one.decision.who, width=160),
    Column("when", "When", lambda one: wording.day(one.decision.when.date()), width=90),
)


class AnswersDialog(QDialog):
    """``accepted_answers`` carries the decisions to record."""

    accepted_answers = Signal(object)

    def __init__(self, received: Received, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Answers of suppliers")
        self._received = received
        changed = sum(one.before is not one.after for one in received.changes)
        self.head = plain(
            f"{wording.counted(len(received.changes), 'answer')} to parts of this bill; with what they declare the "
            f"status of {wording.counted(changed, 'item')} changes. They are recorded as decisions beside the "
            "findings, never in their place, and can be undone.", wrap=True)
        self.grid = Grid("Answers", filters=False)
        self.grid.show_listing(Listing(COLUMNS, received.changes))
        column = QVBoxLayout(self)
        column.addWidget(self.head)
        column.addWidget(self.grid, 1)
        if words := _left_out(received):
            column.addWidget(plain(words, muted=True, wrap=True))
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Cancel)
        self.record = buttons.addButton(f"Record {wording.counted(len(received.changes), 'answer')}",
                                        QDialogButtonBox.ButtonRole.AcceptRole)
        self.record.setEnabled(bool(received.changes))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.resize(1000, 460)

    def accept(self) -> None:
        self.accepted_answers.emit(tuple(one.decision for one in self._received.changes))
        super().accept()


def _left_out(received: Received) -> str:
    said = []
    if received.elsewhere:
        said.append(f"{wording.counted(received.elsewhere, 'answer')} to parts that this bill does not have, or whose "
                    "texts differ now, are left out.")
    said += _told(received.issues)
    return "\n".join(said)


def _told(issues: Sequence[Issue]) -> list[str]:
    told = [f"{issue.where}: {issue_text(issue)}" for issue in issues[:_MOST_ISSUES]]
    rest = len(issues) - _MOST_ISSUES
    return [*told, f"and {rest} more"] if rest > 0 else told
