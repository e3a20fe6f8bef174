"""What the law says of this bill now and did not say when the project was saved last, and who must look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ytterby.gui import wording
from ytterby.gui.listing import Column, Listing
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import plain
from ytterby.report.who import lookers

if TYPE_CHECKING:
    from ytterby.workspace.finding_history import History, HistoryChange, Said
    from ytterby.workspace.law_changes import LawChange

_NEVER = ("Nothing to compare with yet. Each time the project is saved, what the law says of each line is noted; after "
          "an update of the rules or on another day this page shows which lines change and who must look.")


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change as a row."""

    change: LawChange

    @property
    def finding(self) -> HistoryChange:
        return self.change.finding

    @property
    def who(self) -> str:
        after = self.finding.after
        return ", ".join(lookers(self.change.decided_by, after.outcome if after else None,
                                 after.force if after else None, self.change.missing))


def said(standing: Said | None) -> str:
    """``controlled, in force, licence required``."""
    if standing is None:
        return "nothing"
    words = (str(standing.outcome), wording.FORCE_WORDS[standing.force],
             wording.treatment_words(standing.outcome, standing.treatment))
    return ", ".join(words)


CHANGE_COLUMNS: tuple[Column[ChangeLine], ...] = (
    Column("wakes", "Wakes up", lambda line: "yes" if line.finding.wakes else "", width=80,
           help="Binds, or may bind, only now"),
    Column("part", "Item", lambda line: line.change.part, width=120),
    Column("description", "Description", lambda line: line.change.description, width=220),
    Column("entry", "Entry", lambda line: line.finding.name, width=170),
    Column("what", "Changed", lambda line: ", ".join(line.finding.what), width=90),
    Column("who", "Who must look", lambda line: line.who, width=230),
    Column("before", "Said when saved last", lambda line: said(line.finding.said_before), width=250),
    Column("after", "Says now", lambda line: said(line.finding.after), width=250),
    Column("text", "Text", lambda line: line.finding.instrument, width=150),
)


class RuleChanges(QWidget):
    """``items_chosen`` carries the items of the selected rows, else of all, and the words of a filter."""

    items_chosen = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ChangeLine, ...] = ()
        self._head = plain(_NEVER, wrap=True)
        self.grid = Grid("Changes of the law on this bill")
        self.grid.activated_row.connect(lambda row: self._show([row]))
        self.open = QPushButton("Show these lines in the bill")
        self.open.setAccessibleName("Show the changed lines in the bill")
        self.open.clicked.connect(lambda: self._show(self.grid.selected().tolist() or range(len(self._lines))))
        row = QHBoxLayout()
        row.addWidget(self._head, 1)
        row.addWidget(self.open)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 8, 0, 0)
        page.addLayout(row)
        page.addWidget(self.grid, 1)
        page.addStretch()  # without changes the words stand at the top
        self.show_changes((), None)

    def show_changes(self, changes: tuple[LawChange, ...], history: History | None) -> None:
        """``history`` is what was noted last; None or never noted: there is nothing to compare with."""
        self._lines = tuple(map(ChangeLine, changes))
        self.grid.show_listing(Listing(CHANGE_COLUMNS, self._lines))
        self.grid.setVisible(bool(changes))
        self.open.setVisible(bool(changes))
        if history is None or history.when is None or history.as_of is None:
            self._head.setText(_NEVER)
            return
        items = len({line.finding.item_key for line in self._lines})
        wake = len({line.finding.item_key for line in self._lines if line.finding.newly_caught})
        since = f"since the project was saved on {history.when:%Y-%m-%d %H:%M}, as of {wording.day(history.as_of)}"
        changed = f"{wording.counted(items, 'item')} with another finding, {wake} of them newly caught, {since}."
        self._head.setText(changed if changes else f"No finding has changed {since}.")

    def _show(self, rows: list[int] | range) -> None:
        chosen = [self._lines[int(row)] for row in rows]
        items = frozenset(line.change.item for line in chosen if line.change.item is not None)
        if items:
            self.items_chosen.emit(items, "changed by the law since the project was saved")


