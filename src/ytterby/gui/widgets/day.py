"""The one field for a date: type it as 2026-11-21, step it by the arrow keys, or choose it in a calendar.

What is no day is refused in sight and stays as typed; it never becomes another day. (A QDateEdit takes what is typed
over its selection section by section, and gives another year.)
"""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QToolTip, QWidget

from ytterby.gui import icons
from ytterby.gui.wording import to_date, to_qdate
from ytterby.regulation.timeline import FIRST_DAY, LAST_DAY

_WRITTEN = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})")  # the year first: no other order is sure
_WHOLE = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR_ENDS, _MONTH_ENDS = 4, 7  # places of the caret


class DayEdit(QLineEdit):
    """``chosen`` carries a date as soon as another whole one is there (None once an ``optional`` one is cleared)."""

    chosen = Signal(object)

    def __init__(self, name: str = "", *, optional: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day: date | None = None
        self._optional = optional
        self._refused = ""
        self._calendar: QCalendarWidget | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText("not known" if optional else "yyyy-mm-dd")
        self.setMaxLength(40)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("0000-00-00") + 46)
        self._open = QAction("Calendar", self)
        self._open.triggered.connect(self._show_calendar)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self._warning = QAction("Refused", self)
        self._warning.setVisible(False)
        self.addAction(self._warning, QLineEdit.ActionPosition.LeadingPosition)
        self._tint()
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._finish)

    def day(self) -> date | None:
        """The day held; None where there is none, and while what stands in the field is refused."""
        return None if self._refused else self._day

    def refusal(self) -> str:
        """Why what stands in the field is not taken; empty where it is."""
        return self._refused

    def show_day(self, day: date | None) -> None:
        """Without telling anybody. What is being typed, or is refused, stays where the day is the one held."""
        if day == self._day and (self.hasFocus() or self._refused or self.text() == _text(day)):
            return
        self._day = day
        self._refuse("")
        self.setText(_text(day))

    def set_day(self, day: date | None) -> None:
        """As a user who chooses it."""
        before = self._day
        self.show_day(day)
        if day != before:
            self.chosen.emit(day)

    def _typed(self, text: str) -> None:
        """A whole day counts at once; what can't become one is told when the field is left."""
        if self._refused:
            self._refuse("")
        if _WHOLE.fullmatch(text.strip()):
            self._take(text)

    def _finish(self) -> None:
        if self.text().strip() != _text(self._day):
            self._take(self.text())
        if not self._refused and self.text() != _text(self._day):
            self.setText(_text(self._day))

    def _take(self, text: str) -> None:
        day, why = self._read(text.strip())
        self._refuse(why)
        if not why and day != self._day:
            self._day = day
            self.chosen.emit(day)

    def _read(self, text: str) -> tuple[date | None, str]:
        """The day that ``text`` is, or why it is none."""
        if not text and self._optional:
            return None, ""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            return None, "A day is written as 2026-11-21."
        try:
            day = date(*map(int, found.groups()))
        except ValueError:
            return None, f"There is no day {text}."
        if not FIRST_DAY <= day <= LAST_DAY:
            return None, f"{text} is not between {FIRST_DAY} and {LAST_DAY}."
        return day, ""

    def _refuse(self, why: str) -> None:
        if why == self._refused:
            return
        self._refused = why
        self.setAccessibleDescription(why)
        self._warning.setVisible(bool(why))
        self._warning.setToolTip(why)
        self.setProperty("refused", bool(why))
        self.style().unpolish(self)
        self.style().polish(self)
        if why:
            held = f" {_text(self._day)} stays." if self._day else ""
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), why + held, self)
        else:
            QToolTip.hideText()

    def _show_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = QCalendarWidget(self)
            self._calendar.setWindowFlag(Qt.WindowType.Popup)
            self._calendar.setAccessibleName(f"{self.accessibleName()}: calendar")
            self._calendar.clicked.connect(self._choose)
            self._calendar.activated.connect(self._choose)
        self._calendar.setDateRange(to_qdate(FIRST_DAY), to_qdate(LAST_DAY))
        if self._day is not None:
            self._calendar.setSelectedDate(to_qdate(self._day))
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        self._calendar.show()

    def _choose(self) -> None:
        if self._calendar is not None and self._calendar.isVisible():
            self._calendar.hide()
            self.set_day(to_date(self._calendar.selectedDate()))

    def _step(self, by: int) -> None:
        """Year, month or day, by where the caret stands."""
        if self._day is None or self._refused:
            return
        caret, there = self.cursorPosition(), to_qdate(self._day)
        stepped = (there.addYears(by) if caret <= _YEAR_ENDS and not self.hasSelectedText()
                   else there.addMonths(by) if caret <= _MONTH_ENDS and not self.hasSelectedText()
                   else there.addDays(by))
        if FIRST_DAY <= to_date(stepped) <= LAST_DAY:
            self.set_day(to_date(stepped))
            self.setText(_text(self._day))
            self.setCursorPosition(caret)

    def _tint(self) -> None:
        self._open.setIcon(icons.icon("calendar"))
        self._warning.setIcon(icons.icon("warning", "controlled"))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._show_calendar()
        elif step is not None:
            self._step(step)
        elif event.key() == Qt.Key.Key_Escape and self.text() != _text(self._day):
            self._refuse("")
            self.setText(_text(self._day))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
