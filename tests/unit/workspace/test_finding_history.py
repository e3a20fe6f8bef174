"""Findings go inactive and come back with their history; nothing is deleted."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

import builders_classification as make
from builders_report import document
from ytterby.classification.classification import Classification
from ytterby.classification.classify import classify
from ytterby.core.finding import Force
from ytterby.core.item import Item
from ytterby.workspace.finding_history import NEVER_NOTED, History, changes_since, noted
from ytterby.workspace.project import load, save

MAGNETS = tuple(make.item("SmCo disc magnet", key=f"m{number}") for number in range(3))
SCREW = make.item("Screw", key="s")


def on(day: str, *items: Item, assume: tuple[str, ...] = ()) -> tuple[tuple[Item, ...], Classification]:
    held = tuple(make.identity(one, *([make.smco()] if one.key != "s" else [])) for one in items)
    return items, classify(make.bill(*items), held, make.rules(day, None, assume))


def note(
    history: History, found: tuple[tuple[Item, ...], Classification], hour: int
) -> History:
    return noted(history, *found, "sha256:a", datetime(2026, 1, 1, hour))


def forces(history: History, control: str = "1C902.a/a.4") -> list[Force | None]:
    (one,) = (each for each in history.of_item("m0") if each.control == control)
    return [seen.said.force if seen.said else None for seen in one.seen]


def test_a_finding_is_noted_once_until_it_says_something_else() -> None:
    history = note(NEVER_NOTED, on("2026-01-15", *MAGNETS, SCREW), 1)
    assert note(history, on("2026-02-15", *MAGNETS, SCREW), 2) .findings == history.findings
    assert forces(history) == [Force.IN_FORCE]
    assert history.of_item("s") == ()


def test_items_with_one_history_are_kept_together() -> None:
    history = note(NEVER_NOTED, on("2026-01-15", *MAGNETS), 1)
    (one,) = (each for each in history.findings if each.control == "1C902.a/a.4")
    assert one.items == ("m0", "m1", "m2")


def test_a_finding_goes_inactive_and_comes_back_with_its_history() -> None:
    history = note(NEVER_NOTED, on("2026-01-15", *MAGNETS), 1)
    history = note(history, on("2025-01-15", *MAGNETS), 2)  # before 2025-18 was published
    assert forces(history) == [Force.IN_FORCE, None]
    history = note(history, on("2026-01-15", *MAGNETS), 3)
    assert forces(history) == [Force.IN_FORCE, None, Force.IN_FORCE]


def test_what_was_noted_is_never_lost_even_where_the_item_leaves_the_bill() -> None:
    history = note(NEVER_NOTED, on("2026-01-15", *MAGNETS), 1)
    later = note(history, on("2026-01-15", *MAGNETS[1:]), 2)
    assert forces(later) == [Force.IN_FORCE, None]
    assert {(one.control, one.limb, item) for one in history.findings for item in one.items} == {
        (one.control, one.limb, item) for one in later.findings for item in one.items}


def test_what_was_assumed_stands_with_what_was_noted() -> None:
    history = note(NEVER_NOTED, on("2026-01-15", *MAGNETS, assume=("MOFCOM-2025-61=in-force@2026-01-01",)), 1)
    assert {one.seen[0].assumed for one in history.findings} == {"MOFCOM-2025-61=in-force@2026-01-01"}


def test_changes_since_the_last_note_tell_what_wakes_up_first() -> None:
    history = note(NEVER_NOTED, on("2026-10-15", *MAGNETS), 1)
    found = changes_since(history, *on("2026-11-21", *MAGNETS))
    assert found
    assert {one.instrument for one in found} == {"MOFCOM-2025-61"}
    assert all(one.wakes and one.what == ("force",) for one in found)
    assert changes_since(history, *on("2026-10-15", *MAGNETS)) == ()
    assert changes_since(NEVER_NOTED, *on("2026-10-15", *MAGNETS)) == ()


def test_an_item_that_an_entry_caught_before_is_not_newly_caught_by_another_that_wakes() -> None:
    history = note(NEVER_NOTED, on("2026-10-15", *MAGNETS), 1)  # 2025-18 binds, 2025-61 is suspended
    caught = {item for one in history.findings for item in one.items if one.seen[-1].said.binds}
    found = changes_since(history, *on("2026-11-21", *MAGNETS))
    assert {one.newly_caught for one in found if one.item_key in caught} == {False}
    fresh = changes_since(note(NEVER_NOTED, on("2025-01-15", *MAGNETS), 1), *on("2026-11-21", *MAGNETS))
    assert any(one.newly_caught for one in fresh)


@pytest.mark.parametrize(("day", "what"), [("2025-01-15", ("goes",)), ("2026-11-21", ("appears",))])
def test_a_finding_that_goes_or_appears_is_named_so(day: str, what: tuple[str, ...]) -> None:
    start = "2026-11-21" if what == ("goes",) else "2025-01-15"  # a day on which nothing was to be noted
    found = changes_since(note(NEVER_NOTED, on(start, *MAGNETS, SCREW), 1), *on(day, *MAGNETS, SCREW))
    assert {one.what for one in found} == {what}


def test_the_history_is_kept_in_the_project(tmp_path: Path) -> None:
    history = note(NEVER_NOTED, on("2026-10-15", *MAGNETS), 1)
    save(replace(document(), history=history), tmp_path / "p.ytterby")
    assert load(tmp_path / "p.ytterby").history == history
    assert load(tmp_path / "p.ytterby").as_of == document().as_of
    assert date(2026, 1, 1) == history.findings[0].seen[0].when.date()
