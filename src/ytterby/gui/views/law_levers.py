"""The levers of the law: the as-of date, and one assumption per text whose state is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QGridLayout, QGroupBox, QLabel, QVBoxLayout, QWidget

from ytterby.core.finding import Force
from ytterby.gui.widgets.label import plain
from ytterby.gui.wording import FORCE_WORDS, to_date, to_qdate
from ytterby.regulation.instrument import Instrument
from ytterby.regulation.rules import Assumption, RulesOnDay

OPEN = (Force.UNVERIFIED, Force.SUSPENDED)
CHOICES = (Force.IN_FORCE, Force.SUSPENDED, Force.REPEALED)
FORMAT = "yyyy-MM-dd"


def open_texts(rules: RulesOnDay) -> tuple[tuple[Instrument, Force, date], ...]:
    """Instruments that are unverified or suspended on the day, or that the user assumed something of: state, since."""
    assumed = {assumption.instrument for assumption in rules.assumptions}
    found: dict[str, tuple[Instrument, Force, date]] = {}
    for entry in rules.controls:
        if entry.state.force in OPEN or entry.instrument.id in assumed:
            found.setdefault(entry.instrument.id, (entry.instrument, entry.state.force, entry.state.start))
    return tuple(found[key] for key in sorted(found))


class TextLever(QWidget):
    """One instrument: as published, or what the user assumes from a day on."""

    def __init__(self, instrument: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.instrument = instrument.id
        self.choice = QComboBox()
        self.choice.setAccessibleName(f"{instrument.id}: assumed state")
        self.start = QDateEdit()
        self.start.setDisplayFormat(FORMAT)
        self.start.setCalendarPopup(True)
        self.start.setKeyboardTracking(False)
        self.start.setAccessibleName(f"{instrument.id}: assumed from")
        name = plain(instrument.id)
        name.setToolTip(instrument.title)
        name.setBuddy(self.choice)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setVerticalSpacing(2)
        grid.addWidget(name, 0, 0, 1, 2)
        grid.addWidget(self.choice, 1, 0)
        grid.addWidget(self.start, 1, 1)
        grid.setColumnStretch(0, 1)

    def show_assumption(self, assumption: Assumption | None, force: Force, since: date) -> None:
        """Set to what the document holds, without telling anybody; ``since`` is the day an assumption would start."""
        with QSignalBlocker(self.choice), QSignalBlocker(self.start):
            self.choice.clear()
            published = "as published" if assumption else f"as published: {FORCE_WORDS[force]}"
            self.choice.addItem(published, None)
            for choice in CHOICES:
                self.choice.addItem(f"{FORCE_WORDS[choice]} from", choice.value)
            if assumption:
                self.choice.setCurrentIndex(max(0, self.choice.findData(assumption.force.value)))
            self.start.setDate(to_qdate(assumption.start if assumption else since))
        self.start.setEnabled(assumption is not None)

    def assumption(self) -> Assumption | None:
        chosen = self.choice.currentData()
        return Assumption(self.instrument, Force(chosen), to_date(self.start.date())) if chosen else None


class LawLevers(QGroupBox):
    """``assumption_chosen`` carries all assumptions as a tuple, ``as_of_chosen`` the day."""

    assumption_chosen = Signal(object)
    as_of_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Law", parent)
        self.as_of = QDateEdit()
        self.as_of.setDisplayFormat(FORMAT)
        self.as_of.setCalendarPopup(True)
        self.as_of.setKeyboardTracking(False)
        self.as_of.setAccessibleName("As-of date")
        self.as_of.dateChanged.connect(lambda chosen: self.as_of_chosen.emit(to_date(chosen)))
        label = QLabel("As of")
        label.setBuddy(self.as_of)
        self._none = plain("Every text has a verified state on this day.", muted=True, wrap=True)
        self._rows = QVBoxLayout()
        self.texts: dict[str, TextLever] = {}
        layout = QVBoxLayout(self)
        head = QGridLayout()
        head.addWidget(label, 0, 0)
        head.addWidget(self.as_of, 0, 1)
        head.setColumnStretch(0, 1)
        layout.addLayout(head)
        layout.addWidget(self._none)
        layout.addLayout(self._rows)

    def show_rules(self, rules: RulesOnDay) -> None:
        """The date and one lever per open text; levers that stay are kept, so that the focus is."""
        with QSignalBlocker(self.as_of):
            self.as_of.setDate(to_qdate(rules.day))
        opened = open_texts(rules)
        self._keep([instrument.id for instrument, _, _ in opened])
        laid = {assumption.instrument: assumption for assumption in rules.assumptions}
        for place, (instrument, force, since) in enumerate(opened):
            lever = self.texts.get(instrument.id)
            if lever is None:
                lever = TextLever(instrument)
                lever.choice.currentIndexChanged.connect(partial(self._chosen, lever))
                lever.start.dateChanged.connect(self._send)
                self.texts[instrument.id] = lever
                self._rows.insertWidget(place, lever)
            lever.show_assumption(laid.get(instrument.id), force, since)
        self._none.setVisible(not opened)

    def _keep(self, wanted: Sequence[str]) -> None:
        for key in set(self.texts) - set(wanted):
            lever = self.texts.pop(key)
            self._rows.removeWidget(lever)
            lever.deleteLater()

    def _chosen(self, lever: TextLever, _index: int) -> None:
        lever.start.setEnabled(lever.assumption() is not None)
        self._send()

    def _send(self, _date: object = None) -> None:
        made = (lever.assumption() for _, lever in sorted(self.texts.items()))
        self.assumption_chosen.emit(tuple(assumption for assumption in made if assumption))
