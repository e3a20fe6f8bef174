"""The form for one application of the licence register."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QWidget,
)

from ytterby.core.errors import PlanningError
from ytterby.gui.views.licence_lines import WORDS
from ytterby.gui.widgets.day import DayEdit
from ytterby.gui.widgets.label import plain
from ytterby.gui.widgets.names import NameBox
from ytterby.gui.widgets.number import amount_box
from ytterby.planning.licences import Licence, Standing

_MOST = 120
Stated = tuple[str, str, str]
"""End user, destination and end use, as stated for an item."""
NOTHING: Mapping[str, Stated] = {}


class LicenceForm(QDialog):
    """``made`` carries the Licence. ``items``: (words, key, control, instrument) of what may need one.

    ``stated`` by key of an item fills in a new application, as long as nobody typed there.
    """

    made = Signal(object)

    def __init__(self, items: Sequence[tuple[str, str, str, str]], today: date, licence: Licence | None = None,
                 parent: QWidget | None = None, *, stated: Mapping[str, Stated] = NOTHING) -> None:
        super().__init__(parent)
        self._stated = {} if licence is not None else stated
        self.setWindowTitle("Application for a licence")
        self._kept = licence
        self.taken: frozenset[str] = frozenset()  # numbers of other applications
        self._items = {key: (control, instrument) for _, key, control, instrument in items}
        self.texts = {name: QLineEdit() for name in ("number", "end_user", "destination", "end_use", "renews")}
        for line in self.texts.values():
            line.setMaxLength(_MOST)
        self.item = NameBox("Item", 30)
        for words, key, _, _ in items:
            self.item.addItem(words, key)
        if licence is not None and licence.item_key not in self._items:
            self.item.addItem(licence.item_key, licence.item_key)
        self.standing = QComboBox()
        for standing, words in WORDS.items():
            self.standing.addItem(words, standing)
        self.applied = DayEdit()
        self.applied.show_day(today)
        self.accepted_on, self.decided, self.valid_until = (DayEdit(optional=True) for _ in range(3))
        self.quantity, self.drawn = _pieces("without limit"), _pieces("")
        self._refused = plain(wrap=True)
        self._refused.hide()
        self._lay_out()
        if licence is not None:
            self._show(licence)
        self.item.currentIndexChanged.connect(self._fill_in)
        self._fill_in()

    def _fill_in(self, _: int = 0) -> None:
        for name, words in zip(("end_user", "destination", "end_use"), self._stated.get(self.item.currentData(), ()),
                               strict=False):
            if not self.texts[name].isModified():
                self.texts[name].setText(words)

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("Number", self.texts["number"]), ("Item", self.item), ("End user", self.texts["end_user"]),
            ("Destination", self.texts["destination"]), ("End use", self.texts["end_use"]),
            ("Applied on", self.applied), ("Accepted on", self.accepted_on), ("State", self.standing),
            ("Decided on", self.decided), ("Granted quantity", self.quantity), ("Used of it", self.drawn),
            ("Valid until", self.valid_until), ("Renews licence number", self.texts["renews"]),
        )
        for words, control in rows:
            control.setAccessibleName(words)
            form.addRow(words, control)
        form.addRow(self._refused)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        form.addRow(self.buttons)

    def _show(self, licence: Licence) -> None:
        for name, line in self.texts.items():
            line.setText(getattr(licence, name))
        self.item.setCurrentIndex(max(self.item.findData(licence.item_key), 0))
        self.standing.setCurrentIndex(self.standing.findData(licence.standing))
        for shown, day in ((self.applied, licence.applied), (self.accepted_on, licence.accepted),
                           (self.decided, licence.decided), (self.valid_until, licence.valid_until)):
            shown.show_day(day)
        self.quantity.setValue(-1 if licence.quantity is None else licence.quantity)
        self.drawn.setValue(licence.drawn)

    def _accept(self) -> None:
        """What can't be is said in the form, which stays open."""
        try:
            made = self._licence()
            refuse_nonsense(made, self.taken, self._kept.renews if self._kept else "")
        except PlanningError as error:
            self._refused.setText(str(error))
            self._refused.show()
            return
        self.made.emit(made)
        self.accept()

    def _standing(self) -> Standing:
        return Standing(self.standing.currentData())  # Qt keeps the text of an enum of texts alone

    def _refuse_no_days(self) -> None:
        """What stands in a field and is no day is no day of the licence: go there. Raises PlanningError."""
        for field in (self.applied, self.accepted_on, self.decided, self.valid_until):
            if field.refusal():
                field.setFocus()
                raise PlanningError(f"{field.accessibleName()}: {field.refusal()}")

    def _require_decision(self) -> None:
        """Raises PlanningError where state and day of decision don't go together, and goes there."""
        pending = self._standing() is Standing.PENDING
        if pending != (self.decided.day() is None):
            self.decided.setFocus()
            raise PlanningError("a pending application has no day of decision: empty “Decided on”, or choose the state."
                                if pending else "state the day of decision or withdrawal in “Decided on”.")

    def _licence(self) -> Licence:
        texts = {name: line.text().strip() for name, line in self.texts.items()}
        applied = self.applied.day()
        self._refuse_no_days()
        if not texts["number"] or applied is None or not self.item.currentData():
            raise PlanningError("number, item and day of application are needed.")
        self._require_decision()
        key: str = self.item.currentData()
        kept = (self._kept.control, self._kept.instrument) if self._kept else ("", "")
        control, instrument = self._items.get(key, kept)
        limit = self.quantity.value()
        return Licence(texts["number"], key, control, instrument, applied, texts["end_user"], texts["destination"],
                       texts["end_use"], self.accepted_on.day(), self._standing(),
                       self.decided.day(), None if limit < 0 else limit, self.drawn.value(), self.valid_until.day(),
                       texts["renews"])


def refuse_nonsense(made: Licence, taken: Collection[str] = (), before: str = "") -> None:
    """What no authority can have said, or is said of no other application; ``before``: what it renewed as it was, which
    may be older than the log. Raises PlanningError."""
    days = [day for day in (made.accepted, made.decided, made.valid_until) if day is not None]
    faults = (
        (made.number in taken, "there is already an application of this number."),
        (made.renews == made.number, "a licence can't renew itself."),
        (made.renews not in ("", before, *taken), "there is no application of the number that it renews: enter that "
                                                  "one first, or leave the field empty."),
        (made.quantity is not None and made.quantity <= 0, "a quantity that is granted is more than 0."),
        (any(day < made.applied for day in days), "a day lies before the day of application."),
        (made.accepted is not None and made.decided is not None and made.accepted > made.decided,
         "it was decided before it was accepted."),
        (made.decided is not None and made.valid_until is not None and made.valid_until < made.decided,
         "it ends before it was decided."),
        (made.quantity is not None and made.drawn > made.quantity, "more is used than was granted."),
    )
    for found, words in faults:
        if found:
            raise PlanningError(words)


def _pieces(none: str) -> QDoubleSpinBox:
    box = amount_box()
    box.setRange(-1 if none else 0, 1e12)
    box.setDecimals(0)
    box.setGroupSeparatorShown(True)
    box.setSpecialValueText(none)
    box.setValue(box.minimum())
    box.setSuffix(" pieces")
    return box
