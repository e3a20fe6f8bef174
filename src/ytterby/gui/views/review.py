"""Review: what a person can settle, the most money first; one key each, alike lines together, every answer signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from ytterby.core.decision import Asked, Verdict
from ytterby.gui import wording
from ytterby.gui.listing import Listing
from ytterby.gui.views.remembered import RememberedPanel, said
from ytterby.gui.views.review_keys import AWAY, AnswerKeys
from ytterby.gui.views.review_lines import (
    ASK_FOR_FACT,
    MEMBER_COLUMNS,
    QUESTION_COLUMNS,
    Asking,
    Member,
    Members,
    asked_words,
    found_words,
)
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import plain, resize_font
from ytterby.workspace.recall import Recalled
from ytterby.workspace.review import Question, Reply

if TYPE_CHECKING:
    from ytterby.core.decision import Decision
    from ytterby.core.item import Item
    from ytterby.exposure.exposure import ItemExposure
    from ytterby.workspace.document import Assessment, Document

_DONE = "Nothing is left to review: no line is undetermined or unsure without a decision."
_NONE_DECIDED = "Nothing was decided yet."
_NOT_ADVICE = "A decision stands beside the finding and never replaces it. This is not legal advice."
_WORDS_WANTED = "grade or share of the item (N42SH, Dy 1.2 %), where it stands (optional)"
_REASON_WANTED = "A No over several makers or many items needs a reason: write it, then press Enter."
_NO_WORDS = "no reason was given"
_SELECTED_GONE = "What was selected is no longer under this question: choose one above."
_FEW = 3  # items that one No may settle without a reason
_QUESTIONS_HEIGHT = 130  # heading, filters and three rows, whatever else is shown
_Key = tuple[object, ...]  # of a question
_VERDICTS = ((Verdict.CONTAINS, "&Yes, contains", "Y"), (Verdict.DOES_NOT_CONTAIN, "&No, does not", "N"),
             (Verdict.UNKNOWN, "Don't kno&w", "U"))


class ReviewView(QWidget):
    """``decided`` carries a Reply, ``withdrawn`` a frozenset of item keys, ``item_wanted`` an item index
    to be shown in the bill. ``wanted``: whoever computes shall give the open questions, or (True) those decided."""

    wanted = Signal(bool)
    decided = Signal(object)
    withdrawn = Signal(object)
    item_wanted = Signal(int)

    def __init__(self, who: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.assessment: Assessment | None = None
        self._shown: Assessment | None = None  # the one that the questions are of
        self._questions: tuple[Question, ...] = ()
        self._chosen: Question | None = None
        self._proposals: dict[str, str] = {}
        self._exposures: dict[int, ItemExposure] = {}
        self._last: tuple[_Key, str] = ((), "")  # the question answered last, and what was said of it
        self.memory = RememberedPanel()
        self.grid, self.members = Grid("Questions"), Grid("Items under the question", filters=False)
        self.grid.setSelectionMode(Grid.SelectionMode.SingleSelection)
        self.grid.setMinimumHeight(_QUESTIONS_HEIGHT)
        self.grid.rows_selected.connect(self._choose)
        self.members.rows_selected.connect(lambda _: self._tell_scope())
        self.members.activated_row.connect(self._open_member)
        self.head, self.found, self.scope = plain(wrap=True), plain(muted=True, wrap=True), plain(muted=True, wrap=True)
        resize_font(self.head, 1.25, bold=True)
        self.old = QCheckBox("Show what was decided")
        self.old.toggled.connect(lambda _: self._turn())
        self.progress = plain(muted=True, wrap=True)
        self.why = QLineEdit()
        self.why.setPlaceholderText(_WORDS_WANTED)
        self.why.setAccessibleName("Why")
        self.why.returnPressed.connect(self._go_on)
        self._no_waits = False  # for its reason
        self._begun: dict[_Key, str] = {}  # reasons typed for a question and not signed, while another is in front
        self._written_for: _Key | None = None  # the question that the reason in its field belongs to
        self._name, self._names = who, dict[_Key, str]()  # the latest that was typed, and those typed for a question
        self.who = QLineEdit(who)
        self.who.setFixedWidth(160)
        self.who.setAccessibleName("Decided by")
        self.who.textChanged.connect(lambda _: self._allow())
        self.who.textChanged.connect(self._note_name)
        self._buttons: dict[Verdict, QPushButton] = {}
        self.keys = plain(AWAY, muted=True)
        self._lay_out()
        answering = AnswerKeys(self, (self.grid, self.members), {key: verdict for verdict, _, key in _VERDICTS},
                               self._buttons, self.answer)
        answering.told.connect(self.keys.setText)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.progress, 1)
        top.addWidget(self.old)
        above, self._below = QWidget(), QWidget()
        upper, lower = QVBoxLayout(above), QVBoxLayout(self._below)
        upper.setContentsMargins(0, 0, 0, 4)
        upper.addWidget(self.memory)
        upper.addLayout(top)
        upper.addWidget(self.grid)
        lower.setContentsMargins(0, 4, 0, 0)
        for part in (self.head, self.found):
            lower.addWidget(part)
        lower.addLayout(self._answers())
        told = QHBoxLayout()
        told.addWidget(self.scope, 1)
        told.addWidget(self.keys)
        lower.addLayout(told)
        lower.addWidget(self.members, 1)
        lower.addWidget(plain(_NOT_ADVICE, muted=True, wrap=True))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(above)
        split.addWidget(self._below)
        split.setSizes([280, 360])
        split.setChildrenCollapsible(False)
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 8, 12, 8)
        page.addWidget(split)

    def _answers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for verdict, words, key in _VERDICTS:
            button = QPushButton(f"{words.replace('&', '')}  ({key})")
            button.setToolTip(f"{words.replace('&', '')}: key {key}, while a list has the focus")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus where it is: in what is typed
            self._buttons[verdict] = button
            row.addWidget(button)
        self.next = QPushButton("Next  (→)")
        self.next.clicked.connect(lambda: self.step(1))
        self._shortcut("Right", lambda: self.step(1))
        self._shortcut("Left", lambda: self.step(-1))
        self.withdraw = QPushButton("Withdraw the decision")
        self.withdraw.clicked.connect(self._withdraw)
        row.addWidget(self.next)
        row.addWidget(self.withdraw)
        row.addWidget(self.why, 1)
        by = QLabel("by")
        by.setBuddy(self.who)
        row.addWidget(by)
        row.addWidget(self.who)
        return row

    def _shortcut(self, key: str, act: object) -> None:
        QShortcut(QKeySequence(key), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)  # type: ignore[call-overload]

    def show_assessment(self, document: Document, assessment: Assessment) -> None:
        """Another assessment: its questions are asked for."""
        self.assessment = assessment
        self.ask()

    def ask(self) -> None:
        """Ask for the questions anew: more may have been decided."""
        if self.assessment is not None:
            self.wanted.emit(self.old.isChecked())

    def _turn(self) -> None:
        """From what is open to what was decided, or back."""
        self._allow()
        self.ask()

    def answer(self, verdict: Verdict) -> bool:
        """Decide the items in scope, and go on to the next question; what was decided is only withdrawn. Whether an
        answer was given."""
        question = self._chosen
        if question is None or not self._buttons[verdict].isEnabled() or not self._in_sight(question):
            return False
        if verdict is Verdict.DOES_NOT_CONTAIN and not self.why.text().strip() and self._is_wide():
            self._no_waits = True
            self.scope.setText(_REASON_WANTED)
            self.why.setFocus()
            return False
        made = Reply(question, tuple(self._scope()), verdict, self.who.text().strip(),
                     datetime.now().replace(microsecond=0), asked_words(question), self.why.text().strip())
        self.why.clear()
        self._names.pop(question.key, None)
        self._last = question.key, f"{verdict} – {found_words(question)}"
        self.step(1)
        self.decided.emit(made)
        return True

    def _is_wide(self) -> bool:
        """Whether the answer holds for more than a few items, or for those of several makers."""
        items = self._scope()
        return len(items) > _FEW or len({item.manufacturer.strip().casefold() for item in items}) > 1

    def _go_on(self) -> None:
        """The reason is written: the No that waits for it is given; the next key answers, it is not typed."""
        self.grid.setFocus()
        if self._no_waits:
            self.answer(Verdict.DOES_NOT_CONTAIN)

    def _in_sight(self, question: Question) -> bool:
        """Nobody decides what a filter hides."""
        listing = self.grid.listing
        return listing is not None and listing.place_of(self._questions.index(question)) is not None

    def step(self, by: int) -> None:
        """To the next question or the one before, in the order shown."""
        listing = self.grid.listing
        rows = self.grid.selected()
        if listing is None or not len(listing):
            return
        place = (listing.place_of(int(rows[0])) or 0) + by if len(rows) else 0
        self.grid.select_row(int(listing.shown[min(max(place, 0), len(listing) - 1)]))

    def show_questions(self, found: tuple[Question, ...], recalled: Recalled, problem: str = "") -> None:
        """The questions asked for; the one in front stays, or the next takes its place."""
        if self.assessment is None:
            return
        decided = self.old.isChecked()
        before, rows, marked, waits = self._chosen, self.grid.selected(), self._marked(), self._no_waits
        if self._shown is not self.assessment:
            self._exposures = {one.item: one for one in self.assessment.exposure.items}
        self._questions, self._shown = found, self.assessment
        self._proposals = {offer.item_key: f"proposed by {offer.remembered.proposer}: {said(offer)}"
                           for offer in recalled.awaiting}
        self.memory.show_recalled(recalled, self.assessment.reading.bom.items, problem)
        currency = self.assessment.exposure.currency
        self.grid.if_empty = _NONE_DECIDED if decided else _DONE
        self.grid.show_listing(Listing(QUESTION_COLUMNS, [Asking(one, currency) for one in self._questions],
                                       decimal=wording.decimal_sign()))
        self._below.setVisible(bool(found))
        self._tell_progress(decided)
        place = next((at for at, one in enumerate(self._questions) if before and one.key == before.key), None)
        if place is None and self._questions and not marked:
            place = min(int(rows[0]), len(self._questions) - 1) if len(rows) else 0
        if place is None:
            self._choose(np.empty(0, dtype=np.intp))
        else:
            self.grid.select_row(place)
        if marked:
            self._mark_again(marked)
        if waits and before is not None and self._chosen is not None and before.key == self._chosen.key:
            self._no_waits = True
            self.scope.setText(_REASON_WANTED)

    def _tell_progress(self, decided: bool) -> None:
        """How many questions; beside those that are open the latest answer, which one key takes back."""
        lines = wording.counted(sum(one.lines for one in self._questions), "line")
        asked = wording.counted(len(self._questions), "question") if self._questions else "No question"
        key, said = self._last
        if key in (one.key for one in self._questions):
            said = ""  # taken back
        last = f"  ·  last answer: {said} (Ctrl+Z takes it back)" if said and not decided else ""
        on = f", on {lines}" if self._questions else ""
        self.progress.setText(f"{asked} {'decided' if decided else 'open'}{on}{last}")

    def _marked(self) -> frozenset[str]:
        """Keys of the items selected under the question."""
        return frozenset(item.key for item in self._scope()) if len(self.members.selected()) else frozenset()

    def _mark_again(self, keys: frozenset[str]) -> None:
        """A selection never becomes all: where none of it is left, no question is chosen."""
        question, told = self._chosen, self._shown
        items = told.reading.bom.items if told is not None else ()
        left = [at for at, item in enumerate(question.items) if items[item].key in keys] if question else []
        if left:
            self.members.select_rows(left)
        else:
            self.grid.clearSelection()
            self.scope.setText(_SELECTED_GONE if self._questions else "")

    def _choose(self, rows: np.ndarray[tuple[int, ...], np.dtype[np.intp]]) -> None:
        before = self._chosen
        self._chosen = self._questions[int(rows[0])] if len(rows) and int(rows[0]) < len(self._questions) else None
        question = self._chosen
        if question is not None and question is before:
            return  # sorted or filtered: what is selected under it stays
        nothing = _NONE_DECIDED if self.old.isChecked() else _DONE
        self.head.setText(asked_words(question) if question else "" if self._questions else nothing)
        self.found.setText(f"Found as: {found_words(question)}" if question else "")
        self.members.show_listing(Listing(MEMBER_COLUMNS, self._members(question)))
        self._no_waits = False
        self._show_why()
        self._show_name()
        self._allow()
        self._tell_scope()

    def _show_why(self) -> None:
        """Of what was decided the recorded reason, which is no longer written to; else what was begun for the question
        in front, and for no other: it is signed as evidence."""
        old, question = self.old.isChecked(), self._chosen
        if old:
            self._lay_aside()
            said = [self._decision(item) for item in question.items] if question else []
            self.why.setText(" · ".join(dict.fromkeys(one.why for one in said if one is not None)))
        elif question is not None and question.key != self._written_for:
            self._lay_aside()
            self._written_for = question.key
            self.why.setText(self._begun.pop(question.key, ""))
        elif self._written_for is None:
            self.why.clear()
        self.why.setReadOnly(old)
        self.why.setPlaceholderText(_NO_WORDS if old else _WORDS_WANTED)

    def _lay_aside(self) -> None:
        if self._written_for is not None and self.why.text():
            self._begun[self._written_for] = self.why.text()
        self._written_for = None

    def _note_name(self, name: str) -> None:
        self._name = name
        if self._chosen is not None:
            self._names[self._chosen.key] = name

    def _show_name(self) -> None:
        """Who was named for the question in front; else the latest that was typed."""
        name = self._names.get(self._chosen.key, self._name) if self._chosen is not None else self._name
        if name != self.who.text():
            with QSignalBlocker(self.who):
                self.who.setText(name)

    def forget_begun(self) -> None:
        """Another file: what was typed for the questions of the one before is for none of its own."""
        self._begun.clear()
        self._names.clear()
        if self._written_for is not None:
            self.why.clear()

    def _decision(self, item: int) -> Decision | None:
        return self._shown.classification.decision(item) if self._shown is not None else None

    def _members(self, question: Question | None) -> Sequence[Member]:
        if question is None or self._shown is None:
            return ()
        return Members(self._shown, question, self._exposures, self._proposals)

    def _scope(self) -> list[Item]:
        """The selected items, all where none is selected."""
        question, told = self._chosen, self._shown
        if question is None or told is None:
            return []
        rows = [int(row) for row in self.members.selected()]
        chosen = [question.items[row] for row in rows] if rows else question.items
        return [told.reading.bom.items[item] for item in chosen]

    def _tell_scope(self) -> None:
        question = self._chosen
        if question is None:
            self.scope.setText("")
            return
        count, whole = len(self._scope()), len(question.items)
        every = "both items" if whole == 2 else f"all {wording.counted(whole, 'item')}"
        which = "this item" if whole == 1 else every if count == whole else (
            f"the {count} selected of {wording.counted(whole, 'item')}")
        old = self.old.isChecked()
        note = f"  {ASK_FOR_FACT}" if question.asked is Asked.FACT and not old else ""
        self.scope.setText(f"To withdraw takes back what was decided of {which}." if old
                           else f"The answer holds for {which}.{note}")

    def _allow(self) -> None:
        """A decision needs a question that takes it, and a name."""
        signed, question = bool(self.who.text().strip()), self._chosen
        self.memory.show_person(self.who.text())
        for verdict, button in self._buttons.items():
            fits = question is not None and (verdict is Verdict.UNKNOWN or question.asked is not Asked.FACT)
            is_open = question is not None and not question.recorded and not self.old.isChecked()
            button.setEnabled(fits and is_open and signed)
            button.setVisible(not self.old.isChecked())
        self.keys.setVisible(not self.old.isChecked())
        self.withdraw.setVisible(self.old.isChecked())
        self.withdraw.setEnabled(question is not None)
        self.next.setEnabled(question is not None)

    def _withdraw(self) -> None:
        self.withdrawn.emit(frozenset(item.key for item in self._scope()))

    def _open_member(self, row: int) -> None:
        if self._chosen is not None:
            self.item_wanted.emit(self._chosen.items[row])
