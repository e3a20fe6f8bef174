"""What was decided of a part comes back in the next bill that has it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from builders_identification import item
from ytterby.core.decision import Decision, Verdict
from ytterby.core.item import Item
from ytterby.workspace.part_memory import part_memory
from ytterby.workspace.recall import Recalled, approve, recall, remember, renew, take_back, taken

NOON = datetime(2026, 11, 21, 12)
MOTOR = item("Motor 24V", key="a", mpn="EC-45", manufacturer="Drives AG")
SAME = item("Motor 24V", key="z", mpn="EC45", manufacturer="drives ag")
CHANGED = item("Motor 48V", key="y", mpn="EC45", manufacturer="drives ag")


def decision(of: Item, who: str = "A") -> Decision:
    return Decision(of.key, of.text_digest(), Verdict.CONTAINS, who, NOON, "data sheet", "part_bldc", (("Dy", 0.012),),
                    "1C905.a")


def library(tmp_path: Path) -> Path:
    path = tmp_path / "made" / "parts.sqlite"
    remember(path, (decision(MOTOR),), {MOTOR.key: MOTOR})
    return path


def test_without_a_library_nothing_is_known(tmp_path: Path) -> None:
    assert recall(tmp_path / "none.sqlite", (MOTOR,), (), two_persons=False) == Recalled()


def test_a_library_of_a_name_that_no_disk_can_have_is_none(tmp_path: Path) -> None:
    assert recall(tmp_path / ("x" * 300), [MOTOR], (), two_persons=False) == Recalled()


def test_a_decision_is_taken_over_with_who_and_why(tmp_path: Path) -> None:
    found = recall(library(tmp_path), (SAME,), (), two_persons=False)
    (made,) = taken(found.offers, {SAME.key: SAME})
    assert (made.item_key, made.item_text) == (SAME.key, SAME.text_digest())
    assert (made.who, made.when, made.why, made.declared) == ("A", NOON, "data sheet", (("Dy", 0.012),))
    assert (made.material, made.control) == ("part_bldc", "1C905.a")


def test_what_was_decided_here_is_not_offered_again(tmp_path: Path) -> None:
    assert recall(library(tmp_path), (SAME,), (decision(SAME, "B"),), two_persons=False) == Recalled()


def test_changed_words_are_told_apart(tmp_path: Path) -> None:
    found = recall(library(tmp_path), (SAME, CHANGED), (), two_persons=False)
    assert [offer.item_key for offer in found.offers] == [SAME.key]
    assert [offer.item_key for offer in found.stale] == [CHANGED.key]


def test_with_two_persons_a_proposal_waits_for_another_than_its_proposer(tmp_path: Path) -> None:
    path = library(tmp_path)
    waiting = recall(path, (SAME,), (), two_persons=True)
    assert waiting.offers == ()
    assert [offer.remembered.proposer for offer in waiting.awaiting] == ["A"]
    assert approve(path, waiting.awaiting, who=" a ", when=NOON) == 0
    assert approve(path, waiting.awaiting, who="B", when=NOON) == 1
    after = recall(path, (SAME,), (), two_persons=True)
    assert after.awaiting == ()
    assert taken(after.offers, {SAME.key: SAME})[0].who == "B"


def test_what_is_undone_is_offered_no_more_and_what_is_done_again_is(tmp_path: Path) -> None:
    path, made, items = library(tmp_path), (decision(MOTOR),), {MOTOR.key: MOTOR}
    take_back(path, made, items, who="A", when=NOON)
    assert recall(path, (SAME,), (), two_persons=False) == Recalled()
    renew(path, made, items)
    assert len(recall(path, (SAME,), (), two_persons=False).offers) == 1


def test_an_approval_undone_waits_again_and_done_again_counts(tmp_path: Path) -> None:
    path, items = library(tmp_path), {MOTOR.key: MOTOR}
    (waiting,) = recall(path, (MOTOR,), (), two_persons=True).awaiting
    approve(path, (waiting,), who="B", when=NOON, login="u2")
    made = taken((waiting.approved("B", NOON, "u2"),), items)
    take_back(path, made, items, who="B", when=NOON)
    assert len(recall(path, (MOTOR,), (), two_persons=True).awaiting) == 1
    renew(path, made, items)
    with part_memory(path) as memory:
        (kept,) = memory.entries()
    assert (kept.approver, kept.approver_login, kept.withdrawn) == ("B", "u2", "")
