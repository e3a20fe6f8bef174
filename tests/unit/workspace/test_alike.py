"""Questions of other makers are asked together where every text is near; likeness is not handed on."""

from __future__ import annotations

from ytterby.workspace import alike
from ytterby.workspace.alike import led_by


def test_a_group_follows_a_larger_one_with_near_texts() -> None:
    assert led_by({0: ["Stepper motor NEMA 17 1.7A", "Gear motor 12V"], 1: ["stepper motor NEMA17 1.7 A"]}) == {1: 0}


def test_one_text_that_is_not_near_keeps_the_whole_group_apart() -> None:
    assert led_by({0: ["Stepper motor NEMA 17"], 1: ["Stepper motor NEMA17", "Vacuum cleaner"]}) == {}


def test_words_may_stand_in_another_order() -> None:
    assert led_by({0: ["motor, stepper, 24 V"], 1: ["stepper, motor, 24 V"]}) == {1: 0}


def test_a_group_that_follows_leads_none() -> None:
    first, second, third = (f"stepper motor, holding torque 40 Ncm {end}" for end in ("aaaaaa", "aaabbb", "bbbbbb"))
    assert led_by({1: [second], 2: [third]}) == {2: 1}
    assert led_by({0: [first], 1: [second], 2: [third]}) == {1: 0}


def test_without_a_text_nothing_is_alike() -> None:
    assert led_by({0: [""], 1: [""]}) == {}


def test_what_is_beyond_the_bound_keeps_its_question(monkeypatch) -> None:
    monkeypatch.setattr(alike, "MOST_PAIRS", 1)
    assert led_by({0: ["motor a", "motor b"], 1: ["motor a"]}) == {}
