"""The user's what-if on one legal text: as published, or in force, suspended or repealed from a day on."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QPushButton, QWidget

from ytterby.core.finding import Force
from ytterby.gui import wording
from ytterby.gui.widgets.label import plain
from ytterby.regulation.instrument import Instrument
from ytterby.regulation.rules import Assumption

_CHOICES: tuple[tuple[str, Force | None], ...] = (
    ("as published", None), ("in force from", Force.IN_FORCE), ("suspended from", Force.SUSPENDED),
    ("repealed from", Force.REPEALED),
)
_PRINTED = "An assumption is printed on every output."


class AssumptionChooser(QWidget):
    """``chosen`` carries an Assumption, ``lifted`` the instrument's id."""

    chosen = Signal(object)
    lifted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._instrument = ""
        self._label = plain(heading=True)
        self._force = QComboBox()
        self._force.addItems([words for words, _ in _CHOICES])
        self._force.setAccessibleName("Take this text as")
        self._force.currentIndexChanged.connect(lambda place: self._day.setEnabled(place > 0))
        self._day: QDateEdit = QDateEdit()
        self._day.setDisplayFormat("yyyy-MM-dd")
        self._day.setCalendarPopup(True)
        self._day.setAccessibleName("From this day on")
        self._apply = QPushButton("Assume")
        self._apply.clicked.connect(self.apply)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        for widget in (self._label, self._force, self._day, self._apply, plain(_PRINTED, muted=True)):
            row.addWidget(widget)
        row.addStretch()

    def show_instrument(self, instrument: Instrument, assumption: Assumption | None, day: date) -> None:
        """Show what holds now; without an assumption the day offered is the as-of date."""
        self._instrument = instrument.id
        self._label.setText(f"Take {instrument.id} as")
        force = assumption.force if assumption else None
        self._force.setCurrentIndex(next(place for place, (_, one) in enumerate(_CHOICES) if one is force))
        self._day.setDate(wording.to_qdate(assumption.start if assumption else day))
        self._day.setEnabled(assumption is not None)

    def choose(self, force: Force | None, start: date) -> None:
        """Set the controls as a user would."""
        self._force.setCurrentIndex(next(place for place, (_, one) in enumerate(_CHOICES) if one is force))
        self._day.setDate(wording.to_qdate(start))

    def apply(self) -> None:
        force = _CHOICES[self._force.currentIndex()][1]
        if force is None:
            self.lifted.emit(self._instrument)
        else:
            self.chosen.emit(Assumption(self._instrument, force, wording.to_date(self._day.date())))
