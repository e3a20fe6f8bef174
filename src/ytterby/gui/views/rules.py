"""The law on the day: every text with its state, its entries in both languages, the law in time, what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ytterby.gui import wording
from ytterby.gui.listing import Listing
from ytterby.gui.views.rule_changes import RuleChanges
from ytterby.gui.views.rule_lines import ENTRY_COLUMNS, INSTRUMENT_COLUMNS, Entry, Text, entries, texts
from ytterby.gui.widgets.assumption import AssumptionChooser
from ytterby.gui.widgets.day import DayEdit
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import markup, plain

if TYPE_CHECKING:
    from ytterby.classification.classification import Classification
    from ytterby.gui.charts.timeline import TimelineFrame
    from ytterby.workspace.document import Assessment, Document

_ALL = "All entries. Select a text above to see only its own."


class RulesView(QWidget):
    """``assumption_chosen`` carries an Assumption, ``assumption_lifted`` the id of one to take as published."""

    assumption_chosen = Signal(object)
    assumption_lifted = Signal(str)
    as_of_chosen = Signal(object)  # date
    known_by_chosen = Signal(object)  # date, None for all that was published
    timeline_items_chosen = Signal(object, str)
    changes_wanted = Signal()  # the page of changes is looked at
    own_rules_wanted = Signal()
    own_rules_dropped = Signal()
    parties_wanted = Signal()
    parties_dropped = Signal()

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
        self.changes = RuleChanges()
        self.timeline: TimelineFrame | None = None
        self._classification: Classification | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.pages.setAccessibleName("Pages of the rules")
        self._in_time = QScrollArea()
        self._in_time.setWidgetResizable(True)
        self._in_time.setFrameShape(QFrame.Shape.NoFrame)
        self._in_time.setAccessibleName("The law in time")
        self.pages.addTab(self._texts_and_entries(), "Texts and entries")
        self.pages.addTab(self._in_time, "In time")
        self.pages.addTab(self.changes, "What changed")
        self.pages.currentChanged.connect(self._turn)
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 8, 12, 0)
        page.addLayout(self._top())
        page.addWidget(self.pages, 1)
        self.setTabOrder(self.drop, self.known_by)  # a field is not what the page begins with

    def _texts_and_entries(self) -> QSplitter:
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
        return split

    def _top(self) -> QHBoxLayout:
        self.own = QPushButton("Own rules…")
        self.own.setToolTip("Read a folder with rule files of your own beside the shipped ones")
        self.own.clicked.connect(self.own_rules_wanted)
        self.drop = QPushButton("Leave own rules out")
        self.drop.clicked.connect(self.own_rules_dropped)
        self.drop.setVisible(False)
        self.parties = QPushButton("Party list…")
        self.parties.setToolTip("Compare suppliers, makers and end users with a list of names (columns name and list)")
        self.parties.clicked.connect(self.parties_wanted)
        self.forget = QPushButton("Forget parties")
        self.forget.clicked.connect(self.parties_dropped)
        self.known_by = DayEdit("Use only what was published by this day", optional=True)
        self.known_by.setPlaceholderText("any day")
        self.known_by.setToolTip("Use only what was published by this day: what one could know then. "
                                 "Empty: all that is known. Printed on every output.")
        self.known_by.setFixedWidth(self.known_by.minimumWidth())
        self.known_by.chosen.connect(self.known_by_chosen)
        row = QHBoxLayout()
        row.addWidget(self._head, 1)
        row.addWidget(plain("Published by", muted=True))
        for widget in (self.known_by, self.parties, self.forget, self.own, self.drop):
            row.addWidget(widget)
        return row

    def show_own_folder(self, folder: str) -> None:
        """Which folder of the user's own is read beside the shipped rules; empty: none."""
        self.drop.setVisible(bool(folder))
        self.drop.setToolTip(folder)

    def _turn(self, _: int = 0) -> None:
        """Make and feed the page in front; the others cost nothing."""
        if self._classification is None:
            return
        if self.pages.currentWidget() is self._in_time:
            self._timeline().show_classification(self._classification)
        elif self.pages.currentWidget() is self.changes:
            self.changes_wanted.emit()

    def _timeline(self) -> TimelineFrame:
        if self.timeline is None:
            from ytterby.gui.charts.timeline import TimelineFrame

            self.timeline = TimelineFrame(whole=True)
            self.timeline.as_of_chosen.connect(self.as_of_chosen)
            self.timeline.plot.chosen.connect(self.timeline_items_chosen)
            self._in_time.setWidget(self.timeline)
        return self.timeline

    def show_assessment(self, document: Document, assessment: Assessment) -> None:
        rules = assessment.classification.rules
        before = self._chosen
        self._texts, self._entries = texts(rules), entries(rules)
        self._classification = assessment.classification
        self.known_by.show_day(document.known_by)
        self.forget.setVisible(bool(document.context.parties))
        self.forget.setToolTip(f"{wording.counted(len(document.context.parties), 'name')} to compare with")
        own = sum(not one.instrument.shipped for one in self._texts)
        self._head.setText(
            f"{wording.counted(len(self._texts), 'text')} as of {wording.day(rules.day)}, "
            f"{wording.counted(len(self._entries), 'entry', 'entries')}; "
            f"{wording.unverified_texts(rules)}, "
            f"{wording.counted(len(rules.assumptions), 'assumption')}"
            + (f"; {wording.counted(own, 'text')} of your own, not shipped" if own else "") + "."
        )
        self.instruments.show_listing(Listing(INSTRUMENT_COLUMNS, self._texts))
        self.entries.show_listing(Listing(ENTRY_COLUMNS, self._entries))
        place = next((at for at, text in enumerate(self._texts) if text.instrument.id == before), None)
        if place is not None:
            self.instruments.select_row(place)
        else:
            self._show(None)
        self._turn()

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
        self.assumption.setVisible(text is not None and text.bears)
        if text is not None:
            self._detail.setText(text.detail())
            self.assumption.show_instrument(text.instrument, text.assumption, text.day)
        self._which.setText(f"Entries of {self._chosen}" if text else _ALL)
        mask = np.array([entry.on_day.instrument.id == self._chosen for entry in self._entries], dtype=bool)
        self.entries.restrict({"instrument": mask if text else None})
