"""The law on the day: every instrument with its state, its entries in both languages, and the user's assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from ytterby.gui import wording
from ytterby.gui.listing import Listing
from ytterby.gui.views.rule_lines import ENTRY_COLUMNS, INSTRUMENT_COLUMNS, Entry, Text, entries, texts
from ytterby.gui.widgets.assumption import AssumptionChooser
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import markup, plain

if TYPE_CHECKING:
    from ytterby.workspace.document import Assessment, Document

_ALL = "All entries. Select a text above to see only its own."


class RulesView(QWidget):
    """``assumption_chosen`` carries an Assumption, ``assumption_lifted`` the id of one to take as published."""

    assumption_chosen = Signal(object)
    assumption_lifted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts: tuple[Text, ...] = ()
        self._entries: tuple[Entry, ...] = ()
        self._chosen = ""
        self._head = plain(wrap=True)
        self._detail = markup()
        self._which = plain(_ALL, muted=True, wrap=True)
        self.instruments = Grid("Legal texts")
        self.instruments.rows_selected.connect(self._choose)
        self.entries = Grid("Control entries")
        self.assumption = AssumptionChooser()
        self.assumption.chosen.connect(self.assumption_chosen)
        self.assumption.lifted.connect(self.assumption_lifted)
        self._lay_out()

    def _lay_out(self) -> None:
        self._search = QLineEdit()
        self._search.setPlaceholderText("Search entries in English or Chinese")
        self._search.setAccessibleName("Search entries")
        self._search.setClearButtonEnabled(True)
        self._search.setFixedWidth(280)
        self._typing = QTimer(self, singleShot=True, interval=120)
        self._typing.timeout.connect(lambda: self.entries.search(self._search.text()))
        self._search.textChanged.connect(lambda _: self._typing.start())
        above, below = QWidget(), QWidget()
        upper = QVBoxLayout(above)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.addWidget(self.instruments, 1)
        upper.addWidget(self._detail)
        upper.addWidget(self.assumption)
        row = QHBoxLayout()
        row.addWidget(self._which, 1)
        row.addWidget(self._search)
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 8, 0, 0)
        lower.addLayout(row)
        lower.addWidget(self.entries, 1)
        split = QSplitter()
        split.setOrientation(split.orientation().Vertical)
        split.addWidget(above)
        split.addWidget(below)
        split.setSizes([400, 300])
        split.setChildrenCollapsible(False)
        page = QVBoxLayout(self)
        page.setContentsMargins(8, 8, 8, 0)
        page.addWidget(self._head)
        page.addWidget(split, 1)

    def show_assessment(self, document: Document, assessment: Assessment) -> None:
        rules = assessment.classification.rules
        before = self._chosen
        self._texts, self._entries = texts(rules), entries(rules)
        unverified = len(rules.unverified())
        self._head.setText(
            f"{wording.counted(len(self._texts), 'text')} as of {wording.day(rules.day)}, "
            f"{wording.counted(len(self._entries), 'entry', 'entries')}; "
            f"{wording.counted(unverified, 'text')} unverified, "
            f"{wording.counted(len(rules.assumptions), 'assumption')}."
        )
        self.instruments.show_listing(Listing(INSTRUMENT_COLUMNS, self._texts))
        self.entries.show_listing(Listing(ENTRY_COLUMNS, self._entries))
        place = next((at for at, text in enumerate(self._texts) if text.instrument.id == before), None)
        if place is not None:
            self.instruments.select_row(place)
        else:
            self._show(None)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and self._chosen:
            self._detail.setText(next(text.detail() for text in self._texts if text.instrument.id == self._chosen))
        super().changeEvent(event)

    def _choose(self, rows: np.ndarray[tuple[int, ...], np.dtype[np.intp]]) -> None:
        self._show(self._texts[int(rows[0])] if len(rows) else None)

    def _show(self, text: Text | None) -> None:
        """Detail, assumption and entries of one text; of none: all entries."""
        self._chosen = text.instrument.id if text else ""
        self._detail.setVisible(text is not None)
        self.assumption.setVisible(text is not None)
        if text is not None:
            self._detail.setText(text.detail())
            self.assumption.show_instrument(text.instrument, text.assumption, text.day)
        self._which.setText(f"Entries of {self._chosen}" if text else _ALL)
        mask = np.array([entry.on_day.instrument.id == self._chosen for entry in self._entries], dtype=bool)
        self.entries.restrict({"instrument": mask if text else None})
