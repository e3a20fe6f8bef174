"""What a legal text can be taken to be: every choice makes the assumption it says, and keeps what it does not show."""

from __future__ import annotations

from datetime import date

import pytest

from ytterby.core.finding import Force
from ytterby.gui.widgets.assumption import AssumptionFields
from ytterby.regulation.rules import Assumption, Scope

TEXT, SINCE, DAY = "MOFCOM-2025-61", date(2026, 11, 11), date(2027, 5, 1)


@pytest.fixture
def fields(qtbot):
    made = AssumptionFields()
    qtbot.addWidget(made)
    made.show_assumption(TEXT, None, SINCE)
    return made


@pytest.mark.parametrize(("key", "customer", "expected"), [
    ("in force", "", Assumption(TEXT, Force.IN_FORCE, DAY)),
    ("suspended", "", Assumption(TEXT, Force.SUSPENDED, DAY)),
    ("suspended until", "", Assumption(TEXT, Force.SUSPENDED, SINCE, DAY)),
    ("repealed", "", Assumption(TEXT, Force.REPEALED, DAY)),
    ("escalated", "", Assumption(TEXT, Force.IN_FORCE, DAY, None, Scope.ESCALATED)),
    ("eased", "Nordmagnet", Assumption(TEXT, Force.IN_FORCE, DAY, None, Scope.EASED, "Nordmagnet")),
    ("eased", "", None),
    ("", "", None),
])
def test_each_choice_makes_its_assumption_and_shows_it_again(qtbot, fields, key, customer, expected):
    fields.choose(key, DAY, customer)
    assert fields.assumption() == expected
    if expected is not None:
        fields.show_assumption(TEXT, expected, SINCE)
        assert (fields.choice.currentData(), fields.day.day()) == (key, DAY)


def test_an_easing_without_a_customer_is_told_to_nobody(qtbot, fields):
    with qtbot.assertNotEmitted(fields.changed):
        fields.choice.setCurrentIndex(fields.choice.findData("eased"))
    assert not fields.customer.isHidden()


def test_an_assumption_that_no_choice_shows_in_full_is_kept_until_touched(qtbot, fields):
    laid = Assumption(TEXT, Force.IN_FORCE, SINCE, DAY)
    with qtbot.assertNotEmitted(fields.changed):
        fields.show_assumption(TEXT, laid, SINCE)
    assert fields.assumption() == laid
