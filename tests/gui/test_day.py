"""The field for a date: what is typed is the day, or is refused in sight; it never becomes another one."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ytterby.gui.widgets.assumption import AssumptionFields
from ytterby.gui.widgets.day import DayEdit
from ytterby.gui.widgets.top_bar import TopBar

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
HELD = date(2025, 3, 15)


@pytest.fixture
def field(qtbot: QtBot) -> DayEdit:
    made = DayEdit("Day")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.show_day(HELD)
    return made


def type_over(qtbot: QtBot, field: DayEdit, text: str) -> None:
    """As a person does: click, select all, type."""
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, text)


@pytest.mark.parametrize("typed", ["2026-11-21", "2027-03-15", "2024-02-29", "2030-01-01", "2025-03-14"])
def test_a_day_typed_over_the_selection_is_that_day(qtbot: QtBot, field: DayEdit, typed: str) -> None:
    with qtbot.waitSignal(field.chosen) as sent:
        type_over(qtbot, field, typed)
    assert sent.args == [date.fromisoformat(typed)]
    assert (field.day(), field.text()) == (date.fromisoformat(typed), typed)


@pytest.mark.parametrize(("typed", "meant"), [("2026-1-5", date(2026, 1, 5)), ("2026/11/21", date(2026, 11, 21))])
def test_a_day_with_the_year_first_is_taken_when_it_is_finished(qtbot: QtBot, field: DayEdit, typed: str,
                                                                meant: date) -> None:
    type_over(qtbot, field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (field.day(), field.text()) == (meant, meant.isoformat())


@pytest.mark.parametrize("typed", ["2026-02-30", "2025-02-29", "2026-13-01", "21.11.2026", "soon", "1026-11-21", "2026",
                                   ""])
def test_what_is_no_day_is_refused_in_sight_and_stays_as_typed(qtbot: QtBot, field: DayEdit, typed: str) -> None:
    with qtbot.assertNotEmitted(field.chosen):
        type_over(qtbot, field, typed or "x")
        if not typed:
            qtbot.keyClick(field, Qt.Key.Key_Backspace)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == typed
    assert field.refusal()
    assert field.property("refused") is True
    assert field.day() is None
    field.show_day(HELD)  # another edit shows the document again
    assert field.text() == typed
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.day(), field.text(), field.refusal()) == (HELD, "2025-03-15", "")


def test_a_refused_day_is_taken_once_it_is_put_right(qtbot: QtBot, field: DayEdit) -> None:
    type_over(qtbot, field, "2026-02-30")
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.keyClicks(field, "28")
    assert (field.day(), field.refusal()) == (date(2026, 2, 28), "")


def test_arrow_keys_step_what_the_caret_stands_in(qtbot: QtBot, field: DayEdit) -> None:
    for caret, meant in ((2, "2026-03-15"), (6, "2026-04-15"), (9, "2026-04-16")):
        field.deselect()
        field.setCursorPosition(caret)
        qtbot.keyClick(field, Qt.Key.Key_Up)
        assert field.text() == meant


def test_a_day_that_may_be_unknown_is_emptied(qtbot: QtBot) -> None:
    field = DayEdit("Day", optional=True)
    qtbot.addWidget(field)
    field.show()
    field.show_day(HELD)
    with qtbot.waitSignal(field.chosen) as sent:
        type_over(qtbot, field, "x")
        qtbot.keyClick(field, Qt.Key.Key_Backspace)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert sent.args == [None]
    assert (field.day(), field.refusal()) == (None, "")


def test_the_calendar_chooses_a_day(qtbot: QtBot, field: DayEdit) -> None:
    field._show_calendar()
    field._calendar.setSelectedDate(field._calendar.selectedDate().addDays(3))
    with qtbot.waitSignal(field.chosen):
        qtbot.keyClick(field._calendar.focusProxy() or field._calendar, Qt.Key.Key_Return)
    assert field.day() == date(2025, 3, 18)


def test_the_as_of_date_typed_is_the_one_asked_about(qtbot: QtBot) -> None:
    bar = TopBar([], [])
    qtbot.addWidget(bar)
    bar.show()
    bar.show_as_of(HELD)
    field = bar.findChild(DayEdit)
    with qtbot.waitSignal(bar.as_of_chosen, timeout=5_000) as sent:
        type_over(qtbot, field, "2027-03-15")
    assert sent.args == [date(2027, 3, 15)]
    with qtbot.assertNotEmitted(bar.as_of_chosen, wait=600):
        type_over(qtbot, field, "2027-02-30")
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert bar.as_of() == date(2027, 3, 15)


def test_an_assumption_begins_on_the_day_that_was_typed_and_on_no_other(qtbot: QtBot) -> None:
    fields = AssumptionFields()
    qtbot.addWidget(fields)
    fields.show()
    fields.show_assumption("MOFCOM-2025-61", None, HELD)
    fields.choice.setCurrentIndex(fields.choice.findData("suspended"))
    type_over(qtbot, fields.day, "2027-05-01")
    assert fields.assumption().start == date(2027, 5, 1)
    type_over(qtbot, fields.day, "2027-04-31")
    qtbot.keyClick(fields.day, Qt.Key.Key_Return)
    assert fields.assumption() is None
