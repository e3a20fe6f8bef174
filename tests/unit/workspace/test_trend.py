"""Kept states and what became of a figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from builders_report import document
from ytterby.core.finding import Outcome
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.rulebook import Rulebook
from ytterby.workspace import edits
from ytterby.workspace.assess import assess
from ytterby.workspace.saved_state import SavedState
from ytterby.workspace.trend import state_of, trend

FIRST = datetime(2026, 11, 1, tzinfo=UTC)
LATER = datetime(2026, 11, 20, tzinfo=UTC)


def kept(name: str = "first", when: datetime = FIRST) -> SavedState:
    return state_of(assess(document(), Rulebook.shipped(), Knowledge.shipped()), name, when)


def test_a_state_holds_the_figures_of_the_dashboard_and_the_spend_of_each_status() -> None:
    made = assess(document(), Rulebook.shipped(), Knowledge.shipped())
    state = state_of(made, "first", FIRST)
    assert {key: value for key, value, _ in state.figures} == {one.key: one.value for one in made.exposure.figures}
    for outcome, spend in state.spend:
        assert spend == sum(item.spend or 0.0 for item in made.exposure.items if item.outcome is outcome)
    assert Outcome.CONTROLLED in dict(state.spend)


def test_states_are_shown_oldest_first_and_say_what_changed_under_them() -> None:
    other = replace(kept("later", LATER), rules_digest="sha256:other", figures=(("lines", 9.0, "lines"),))
    opened = edits.keep_state(edits.keep_state(document(), other), kept())
    found = trend(opened, "lines")
    assert [(point.name, point.new_rules, point.new_workbook) for point in found] == [
        ("first", False, False), ("later", True, False)]
    assert found[1].value == 9.0


def test_money_of_another_currency_is_not_compared() -> None:
    money = replace(kept(), figures=(("licence_spend", 5.0, "money"),))
    opened = edits.keep_state(document(), money)
    assert trend(opened, "licence_spend")[0].value == 5.0
    assert trend(edits.set_currency(opened, "JPY"), "licence_spend")[0].value is None


def test_a_state_of_the_same_name_is_replaced_and_can_be_dropped() -> None:
    opened = edits.keep_state(edits.keep_state(document(), kept()), kept("first", LATER))
    assert [state.when for state in opened.saved] == [LATER]
    assert edits.drop_state(opened, "first").saved == ()
    assert edits.drop_state(opened, "none") is opened
