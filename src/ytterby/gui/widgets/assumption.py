"""The user's what-if on one legal text: what it is taken to be, and from or until which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from ytterby.core.finding import Force
from ytterby.gui.widgets.day import DayEdit
from ytterby.gui.widgets.label import plain
from ytterby.regulation.instrument import Instrument
from ytterby.regulation.rules import Assumption, Scope

PUBLISHED = "as published"
_PRINTED = "An assumption is printed on every output."


@dataclass(frozen=True, slots=True)
class Choice:
    """What a text can be taken to be; ``until``: the day is its last, not its first."""

    key: str
    words: str
    force: Force
    scope: Scope = Scope.AS_WRITTEN
    until: bool = False


CHOICES = (
    Choice("in force", "in force from", Force.IN_FORCE),
    Choice("suspended", "suspended from", Force.SUSPENDED),
    Choice("suspended until", "suspended until", Force.SUSPENDED, until=True),
    Choice("repealed", "repealed from", Force.REPEALED),
    Choice("escalated", "widened to every rare earth from", Force.IN_FORCE, Scope.ESCALATED),
    Choice("eased", "general licence for a customer from", Force.IN_FORCE, Scope.EASED),
)
_BY_KEY = {choice.key: choice for choice in CHOICES}


class AssumptionFields(QWidget):
    """Choice, day and, for an easing, the customer. ``changed`` when a person sets one of them to something whole."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._instrument, self._since = "", date.min
        self._kept: Assumption | None = None  # what the document holds, as long as nobody touched it
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(14)
        self.day = DayEdit()
        self.customer = QLineEdit()
        self.customer.setPlaceholderText("customer")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.choice, 0, 0)
        grid.addWidget(self.day, 0, 1)
        grid.addWidget(self.customer, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self.choice.currentIndexChanged.connect(self._touched)
        self.day.chosen.connect(self._touched)
        self.customer.editingFinished.connect(self._touched)

    def show_assumption(
        self, instrument: str, assumption: Assumption | None, since: date, published: str = PUBLISHED,
    ) -> None:
        """Set to what the document holds, without telling anybody; ``since`` is the day an assumption would start."""
        if instrument != self._instrument:
            self.day.show_day(None)  # what is refused belongs to the text it was typed for
        self._instrument, self._since, self._kept = instrument, since, assumption
        for control, words in ((self.choice, "assumed state"), (self.day, "assumed from or until"),
                               (self.customer, "customer with a general licence")):
            control.setAccessibleName(f"{instrument}: {words}")
        with QSignalBlocker(self.choice), QSignalBlocker(self.customer):
            self.choice.clear()
            self.choice.addItem(published, "")
            for choice in CHOICES:
                self.choice.addItem(choice.words, choice.key)
            chosen = _choice_of(assumption)
            self.choice.setCurrentIndex(self.choice.findData(chosen.key) if chosen else 0)
            ends = chosen is not None and chosen.until and assumption is not None and assumption.until
            self.day.show_day(ends or (assumption.start if assumption else since))
            self.customer.setText(assumption.customer if assumption else "")
        self._allow()

    def choose(self, key: str, day: date, customer: str = "") -> None:
        """Set the controls as a user would; an empty key is "as published"."""
        self.choice.setCurrentIndex(self.choice.findData(key))
        self.day.set_day(day)
        self.customer.setText(customer)

    def assumption(self) -> Assumption | None:
        """What the controls say; None where that is as published, its day is refused, or an easing names nobody yet."""
        if self._kept is not None:
            return self._kept
        chosen, day = _BY_KEY.get(self.choice.currentData()), self.day.day()
        if chosen is None or day is None:
            return None
        if chosen.scope is Scope.EASED:
            name = self.customer.text().strip()
            return Assumption(self._instrument, chosen.force, day, None, chosen.scope, name) if name else None
        if chosen.until:
            return Assumption(self._instrument, chosen.force, min(self._since, day), day)
        return Assumption(self._instrument, chosen.force, day, None, chosen.scope)

    def _touched(self, _: object = None) -> None:
        self._kept = None
        self._allow()
        if self.assumption() is not None or not self.choice.currentData():
            self.changed.emit()

    def _allow(self) -> None:
        self.day.setVisible(bool(self.choice.currentData()))  # as published: nothing to date, and room for the words
        self.customer.setVisible(self.choice.currentData() == "eased")


def _choice_of(assumption: Assumption | None) -> Choice | None:
    if assumption is None:
        return None
    fitting = [one for one in CHOICES if one.force is assumption.force and one.scope is assumption.scope]
    return next((one for one in fitting if one.until is (assumption.until is not None)), fitting[0])


class AssumptionChooser(QWidget):
    """``chosen`` carries an Assumption, ``lifted`` the instrument's id."""

    chosen = Signal(object)
    lifted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._instrument = ""
        self._label = plain(heading=True)
        self.fields = AssumptionFields()
        self._apply = QPushButton("Assume")
        self._apply.clicked.connect(self.apply)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        for widget in (self._label, self.fields, self._apply, plain(_PRINTED, muted=True)):
            row.addWidget(widget)
        row.addStretch()

    def show_instrument(self, instrument: Instrument, assumption: Assumption | None, day: date) -> None:
        """Show what holds now; without an assumption the day offered is the as-of date."""
        self._instrument = instrument.id
        self._label.setText(f"Take {instrument.id} as")
        self.fields.show_assumption(instrument.id, assumption, day)

    def apply(self) -> None:
        assumption = self.fields.assumption()
        if assumption is not None:
            self.chosen.emit(assumption)
        elif not self.fields.choice.currentData():
            self.lifted.emit(self._instrument)
