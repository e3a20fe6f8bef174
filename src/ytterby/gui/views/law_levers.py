"""The levers of the law: the as-of date, and one assumption per text whose state is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QGroupBox, QLabel, QVBoxLayout, QWidget

from ytterby.core.finding import Force
from ytterby.gui.widgets.assumption import PUBLISHED, AssumptionFields
from ytterby.gui.widgets.day import DayEdit
from ytterby.gui.widgets.label import plain
from ytterby.gui.wording import FORCE_WORDS
from ytterby.regulation.instrument import Instrument
from ytterby.regulation.rules import Assumption, RulesOnDay

OPEN = (Force.UNVERIFIED, Force.SUSPENDED)


def open_texts(rules: RulesOnDay) -> tuple[tuple[Instrument, Force, date], ...]:
    """Instruments that are unverified or suspended on the day, or that the user assumed something of: state, since."""
    assumed = {assumption.instrument for assumption in rules.assumptions}
    found: dict[str, tuple[Instrument, Force, date]] = {}
    for entry in rules.controls:
        if entry.state.force in OPEN or entry.instrument.id in assumed:
            found.setdefault(entry.instrument.id, (entry.instrument, entry.state.force, entry.state.start))
    return tuple(found[key] for key in sorted(found))


class TextLever(QWidget):
    """One instrument: as published, or what the user assumes of it."""

    def __init__(self, instrument: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.instrument = instrument.id
        self.fields = AssumptionFields()
        name = plain(instrument.id)
        name.setToolTip(instrument.title)
        name.setBuddy(self.fields.choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        column.addWidget(name)
        column.addWidget(self.fields)

    def show_assumption(self, assumption: Assumption | None, force: Force, since: date) -> None:
        """Set to what the document holds, without telling anybody; ``since`` is the day an assumption would start."""
        published = PUBLISHED if assumption else f"{PUBLISHED}: {FORCE_WORDS[force]}"
        self.fields.show_assumption(self.instrument, assumption, since, published)


class LawLevers(QGroupBox):
    """``assumption_chosen`` carries all assumptions as a tuple, ``as_of_chosen`` the day."""

    assumption_chosen = Signal(object)
    as_of_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Law", parent)
        self.as_of = DayEdit("As-of date")
        self.as_of.chosen.connect(self.as_of_chosen)
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
        self.as_of.show_day(rules.day)
        opened = open_texts(rules)
        self._keep([instrument.id for instrument, _, _ in opened])
        laid = {assumption.instrument: assumption for assumption in rules.assumptions}
        for place, (instrument, force, since) in enumerate(opened):
            lever = self.texts.get(instrument.id)
            if lever is None:
                lever = TextLever(instrument)
                lever.fields.changed.connect(self._send)
                self.texts[instrument.id] = lever
                self._rows.insertWidget(place, lever)
            lever.show_assumption(laid.get(instrument.id), force, since)
        self._none.setVisible(not opened)

    def _keep(self, wanted: Sequence[str]) -> None:
        for key in set(self.texts) - set(wanted):
            lever = self.texts.pop(key)
            self._rows.removeWidget(lever)
            lever.deleteLater()

    def _send(self) -> None:
        made = (lever.fields.assumption() for _, lever in sorted(self.texts.items()))
        self.assumption_chosen.emit(tuple(assumption for assumption in made if assumption))
