from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from builders_identification import item
from ytterby.core.decision import Verdict
from ytterby.core.errors import ProjectError, UsageError
from ytterby.workspace.part_memory import PartMemory, Remembered, part_memory, proposal

MOTOR = item("Motor 24V", key="a", mpn="EC-45", manufacturer="Drives AG")
NOON = datetime(2026, 11, 21, 12)
LATER = datetime(2026, 11, 22, 12)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[PartMemory]:
    with part_memory(tmp_path / "parts.sqlite") as opened:
        yield opened


def proposed(memory: PartMemory, verdict: Verdict = Verdict.CONTAINS, *, when: datetime = NOON) -> Remembered:
    shares = (("Dy", 0.012),)
    made = proposal(MOTOR, verdict, who="A", when=when, why="data sheet", evidence="p. 3", declared=shares)
    memory.keep(made)
    return made


def test_a_decision_is_offered_for_the_same_part_in_another_bill(memory: PartMemory) -> None:
    proposed(memory)
    same = item("motor 24v", key="z", mpn="ec45", manufacturer="DRIVES AG")
    (offer,) = memory.offers((same, item("bracket", key="y")))
    assert offer.item_key == "z"
    assert not offer.stale
    decision = offer.decision(same)
    assert decision.item_text == same.text_digest()
    assert (decision.who, decision.why, decision.declared) == ("A", "data sheet", (("Dy", 0.012),))


def test_it_is_stale_once_the_words_changed(memory: PartMemory) -> None:
    proposed(memory)
    assert not memory.offers((MOTOR,))[0].stale
    changed = item("Motor 48V, ferrite", key="z", mpn="EC-45", manufacturer="Drives AG")
    assert memory.offers((changed,))[0].stale


def test_the_number_of_one_maker_says_nothing_of_anothers(memory: PartMemory) -> None:
    proposed(memory)
    assert memory.offers((item("Motor 24V", mpn="EC-45", manufacturer="Other"),)) == ()


def test_the_latest_decision_stands_and_the_earlier_is_kept(memory: PartMemory) -> None:
    proposed(memory)
    proposed(memory, Verdict.DOES_NOT_CONTAIN, when=LATER)
    assert memory.offers((MOTOR,))[0].remembered.verdict is Verdict.DOES_NOT_CONTAIN
    assert len(memory.entries()) == 2


def test_with_the_two_person_rule_only_what_a_second_person_approved_counts(memory: PartMemory) -> None:
    entry = proposed(memory)
    assert memory.offers((MOTOR,), two_persons=True) == ()
    with pytest.raises(UsageError):
        memory.approve(entry, who=" a ", when=LATER)
    memory.approve(entry, who="B", when=LATER)
    assert memory.offers((MOTOR,), two_persons=True)[0].remembered.approver == "B"


def test_what_is_withdrawn_is_offered_no_more_and_can_not_be_approved(memory: PartMemory) -> None:
    entry = proposed(memory)
    memory.withdraw(entry, who="C", when=LATER)
    assert memory.offers((MOTOR,)) == ()
    assert memory.entries()[0].withdrawer == "C"
    with pytest.raises(UsageError):
        memory.approve(entry, who="B", when=LATER)


@pytest.mark.parametrize(("who", "why"), [("", "reason"), ("A", " ")])
def test_a_decision_needs_a_person_and_a_reason(memory: PartMemory, who: str, why: str) -> None:
    with pytest.raises(UsageError):
        proposal(MOTOR, Verdict.CONTAINS, who=who, when=NOON, why=why)


def test_export_and_import_carry_everything_and_twice_adds_nothing(memory: PartMemory, tmp_path: Path) -> None:
    entry = proposed(memory)
    memory.approve(entry, who="B", when=LATER)
    memory.export(tmp_path / "out.json")
    with part_memory(tmp_path / "other.sqlite") as other:
        assert other.take_in(tmp_path / "out.json") == 1
        assert other.take_in(tmp_path / "out.json") == 0
        assert other.entries() == memory.entries()


def test_an_approval_that_arrives_later_is_added_and_never_removed(memory: PartMemory, tmp_path: Path) -> None:
    entry = proposed(memory)
    memory.export(tmp_path / "before.json")
    memory.approve(entry, who="B", when=LATER)
    memory.take_in(tmp_path / "before.json")
    assert memory.entries()[0].approver == "B"


def test_an_export_changed_by_hand_is_refused(memory: PartMemory, tmp_path: Path) -> None:
    proposed(memory)
    path = tmp_path / "out.json"
    memory.export(path)
    whole = json.loads(path.read_text("utf-8"))
    whole["entries"][0]["verdict"] = "does not contain"
    path.write_text(json.dumps(whole), "utf-8")
    with pytest.raises(ProjectError):
        memory.take_in(path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "ytterby.parts/1", "entries": [1]}', "{" * 3000])
def test_a_foreign_file_is_refused(memory: PartMemory, tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text, "utf-8")
    with pytest.raises(ProjectError):
        memory.take_in(tmp_path / "x.json")


def test_a_file_that_is_no_library_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(ProjectError), part_memory(tmp_path / "x.sqlite"):
        pass


def test_two_that_open_a_new_library_at_once_both_can(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def keep(number: int) -> None:
        with part_memory(tmp_path / "made" / "parts.sqlite") as memory:
            memory.keep(proposal(MOTOR, Verdict.CONTAINS, who=f"P{number}", when=NOON, why="data sheet"))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(keep, range(12)))
    with part_memory(tmp_path / "made" / "parts.sqlite") as memory:
        assert len(memory.entries()) == 12


@pytest.mark.parametrize(("column", "value"), [
    ("verdict", "perhaps"), ("declared", "[["), ("declared", '[["Dy"]]'), ("declared", '[["Dy", "much"]]'),
    ("declared", '[["Dy", NaN]]'), ("declared", '[["Dy", 12]]'),
    ("proposed", "yesterday"),
])
def test_a_library_with_a_value_that_is_none_is_one_sentence(
    memory: PartMemory, tmp_path: Path, column: str, value: str,
) -> None:
    proposed(memory)
    with closing(sqlite3.connect(tmp_path / "parts.sqlite")) as other, other:
        other.execute(f"UPDATE entry SET {column} = ?", (value,))
    with pytest.raises(ProjectError):
        memory.offers((MOTOR,))


def test_a_text_that_is_no_database_is_called_no_library(tmp_path: Path) -> None:
    (tmp_path / "notes.sqlite").write_text("Motor: yes", "utf-8")
    with pytest.raises(ProjectError, match="part library can't be used"), part_memory(tmp_path / "notes.sqlite"):
        pass
    assert (tmp_path / "notes.sqlite").read_text("utf-8") == "Motor: yes"


def test_the_account_stands_beside_the_name_of_who_proposed_and_who_approved(memory: PartMemory) -> None:
    made = proposal(MOTOR, Verdict.CONTAINS, who="A", when=NOON, why="", question="Does it?", login="u1")
    memory.keep(made)
    memory.approve(made, who="B", when=LATER, login="u1")
    (kept,) = memory.entries()
    assert (kept.proposer_login, kept.approver_login, kept.one_login) == ("u1", "u1", True)
    decision = memory.offers((MOTOR,), two_persons=True)[0].decision(MOTOR)
    assert decision.signed == "B (login u1); proposed by A (login u1)"
    assert decision.told == "Does it?"


def test_two_accounts_are_two_persons(memory: PartMemory) -> None:
    made = proposal(MOTOR, Verdict.CONTAINS, who="A", when=NOON, why="seen", login="u1")
    memory.keep(made)
    memory.approve(made, who="B", when=LATER, login="u2")
    assert not memory.entries()[0].one_login


def test_a_library_of_the_first_format_opens_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    old = ("digest", "part", "text", "verdict", "material", "declared", "why", "evidence", "proposer", "proposed",
           "approver", "approved", "withdrawer", "withdrawn", "control")
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(f"CREATE TABLE entry ({', '.join(f'{name} TEXT NOT NULL' for name in old)}, "
                         "PRIMARY KEY (digest)) STRICT")
        database.execute("CREATE INDEX entry_part ON entry (part)")
        database.execute(f"INSERT INTO entry VALUES ({', '.join('?' * len(old))})",
                         ("d", "mpn|drives ag|ec45", "t", "contains", "", "[]", "seen", "", "A", NOON.isoformat(),
                          "", "", "", "", ""))
        database.execute("PRAGMA user_version = 1")
    with part_memory(path) as memory:
        (kept,) = memory.entries()
        assert (kept.why, kept.question, kept.proposer_login) == ("seen", "", "")
        proposed(memory)
        assert len(memory.entries()) == 2
    with part_memory(path) as memory:
        assert len(memory.entries()) == 2


def test_an_export_of_the_first_format_is_taken_in(memory: PartMemory, tmp_path: Path) -> None:
    proposed(memory)
    memory.export(tmp_path / "now.json")
    whole = json.loads((tmp_path / "now.json").read_text("utf-8"))
    for name in ("question", "proposer_login", "approver_login", "asked"):
        del whole["entries"][0][name]
    (tmp_path / "then.json").write_text(json.dumps(whole | {"format": "ytterby.parts/1"}), "utf-8")
    with part_memory(tmp_path / "other.sqlite") as other:
        assert other.take_in(tmp_path / "then.json") == 1


def test_a_login_changed_by_hand_in_an_export_is_noticed(memory: PartMemory, tmp_path: Path) -> None:
    memory.keep(proposal(MOTOR, Verdict.CONTAINS, who="A", when=NOON, why="seen", login="u1"))
    memory.export(tmp_path / "out.json")
    text = (tmp_path / "out.json").read_text("utf-8")
    (tmp_path / "out.json").write_text(text.replace('"u1"', '"u2"'), "utf-8")
    with pytest.raises(ProjectError, match="changed after"):
        memory.take_in(tmp_path / "out.json")
