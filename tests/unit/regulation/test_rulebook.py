import shutil
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import builders_classification as make
from ytterby.core.errors import RegulationError, UsageError
from ytterby.core.finding import Force
from ytterby.regulation.rulebook import Rulebook
from ytterby.regulation.rules import Assumption


def forces(day: str, **more: object) -> dict[tuple[str, str], Force]:
    law = make.rules(day, **more)  # type: ignore[arg-type]
    return {(one.instrument.id, one.control.limb): one.state.force for one in law.controls}


def test_on_20_october_2025_only_61_article_1_3_and_62_run() -> None:
    assert forces("2025-10-20") == {
        ("MOFCOM-MOST-2023-57", ""): Force.IN_FORCE,
        ("MOFCOM-GAC-2025-18", ""): Force.IN_FORCE,
        ("MOFCOM-2025-62", ""): Force.IN_FORCE,
        ("MOFCOM-2025-61", "art. 1(1)"): Force.NOT_YET,
        ("MOFCOM-2025-61", "art. 1(2)"): Force.NOT_YET,
        ("MOFCOM-2025-61", "art. 1(3)"): Force.IN_FORCE,
        ("MOFCOM-GAC-2025-56", ""): Force.NOT_YET,
        ("MOFCOM-GAC-2025-57", ""): Force.NOT_YET,
    }


@pytest.mark.parametrize(("day", "force"), [("2025-12-15", Force.SUSPENDED), ("2026-11-21", Force.UNVERIFIED)])
def test_the_october_package_is_suspended_then_unverified_and_2025_18_stays(day: str, force: Force) -> None:
    found = forces(day)
    package = ("MOFCOM-GAC-2025-56", "MOFCOM-GAC-2025-57", "MOFCOM-2025-61", "MOFCOM-2025-62")
    assert {one for key, one in found.items() if key[0] in package} == {force}
    assert found["MOFCOM-GAC-2025-18", ""] is Force.IN_FORCE
    assert found["MOFCOM-MOST-2023-57", ""] is Force.IN_FORCE


def test_an_assumption_sets_the_force_of_all_entries_of_its_instrument_and_is_named() -> None:
    text = "MOFCOM-2025-61=in-force@2026-11-11"
    law = make.rules("2026-11-21", assume=[text])
    assumed = [one for one in law.controls if one.instrument.id == "MOFCOM-2025-61"]
    assert {(one.state.force, one.assumption) for one in assumed} == {(Force.IN_FORCE, text)}
    others = {one.assumption for one in law.controls if one.instrument.id != "MOFCOM-2025-61"}
    assert others == {""}
    assert {one.assumption for one in law.policies if one.policy.instrument == "MOFCOM-2025-61"} == {text}
    assert [str(one) for one in law.assumptions] == [text]


def test_before_its_start_an_assumption_only_shows_as_the_next_change() -> None:
    law = make.rules("2026-11-20", assume=["MOFCOM-GAC-2025-57=in-force@2026-12-01"])
    entry = next(one for one in law.controls if one.instrument.id == "MOFCOM-GAC-2025-57")
    assert (entry.state.force, entry.assumption) == (Force.UNVERIFIED, "")
    assert entry.next is not None
    assert (entry.next.start, entry.next.force) == (date(2026, 12, 1), Force.IN_FORCE)


def test_an_assumption_and_a_later_opposite_one_follow_each_other() -> None:
    both = ["MOFCOM-GAC-2025-57=in-force@2026-11-11", "MOFCOM-GAC-2025-57=suspended@2026-11-20"]
    assert forces("2026-11-19", assume=both)["MOFCOM-GAC-2025-57", ""] is Force.IN_FORCE
    assert forces("2026-11-21", assume=both)["MOFCOM-GAC-2025-57", ""] is Force.SUSPENDED


def test_known_by_hides_what_was_published_later() -> None:
    assert forces("2025-12-15", known_by="2025-10-15")["MOFCOM-GAC-2025-57", ""] is Force.IN_FORCE
    assert not [key for key in forces("2025-12-15", known_by="2025-10-08") if key[0] == "MOFCOM-GAC-2025-57"]


def test_every_day_of_the_suspension_has_the_same_forces() -> None:
    days = [date(2025, 11, 7), date(2026, 3, 1), date(2026, 11, 10)]
    assert len({tuple(sorted(forces(day.isoformat()).items())) for day in days}) == 1


def test_unverified_names_the_instruments_to_check() -> None:
    ids = {one.id for one in make.rules("2026-11-21").unverified()}
    assert ids == {"MOFCOM-GAC-2025-56", "MOFCOM-GAC-2025-57", "MOFCOM-2025-61", "MOFCOM-2025-62"}
    assert make.rules("2025-12-15").unverified() == ()


def test_every_text_of_which_something_is_unverified_is_counted_with_entries_or_without() -> None:
    since = make.rules("2026-11-21").unverified_since()
    assert set(since) == {"MOFCOM-GAC-2025-55", "MOFCOM-GAC-2025-56", "MOFCOM-GAC-2025-57", "MOFCOM-GAC-2025-58",
                          "MOFCOM-2025-61", "MOFCOM-2025-62", "MOFCOM-GAC-2025-70"}
    assert set(since.values()) == {date(2026, 11, 11)}
    assert make.rules("2025-12-15").unverified_since() == {}


def test_every_instrument_stands_in_the_overview_even_without_entries() -> None:
    standing = make.rules("2025-12-15").standing
    assert len(standing) == len(make.shipped().instruments)
    state = {one.instrument.id: one.state.force if one.state else None for one in standing}
    assert state["MOFCOM-GAC-2025-55"] is Force.SUSPENDED
    assert state["MOFCOM-2024-46"] is Force.IN_FORCE
    assert state["US-WH-2025-11-01"] is None


def test_the_digest_changes_with_any_byte_of_the_rules(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(make.RULES, folder)
    before = Rulebook.load((folder,)).digest
    assert before == make.shipped().digest
    words = folder / "words.toml"
    words.write_bytes(words.read_bytes() + b"\n# looked at\n")
    assert Rulebook.load((folder,)).digest != before


def test_own_rules_are_marked_and_cannot_replace_shipped_ones(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    shutil.copy(make.RULES / "mofcom" / "MOFCOM-2025-72.toml", own / "again.toml")
    text = (own / "again.toml").read_text(encoding="utf-8").replace("MOFCOM-2025-72", "OWN-1")
    (own / "mine.toml").write_text(text, encoding="utf-8")
    book = Rulebook.load((make.RULES, own))
    assert [one.id for one in book.instruments if not one.shipped] == ["OWN-1"]
    assert [issue.code for issue in book.issues] == ["rules-shipped-id"]


def test_a_missing_rule_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(RegulationError) as caught:
        Rulebook.load((tmp_path / "nothing",))
    assert "no such rule folder" in str(caught.value)


def test_an_assumption_is_read_and_written_alike() -> None:
    text = "MOFCOM-2025-61=in-force@2026-11-11"
    assumption = make.shipped().parse_assumption(text)
    assert assumption == Assumption("MOFCOM-2025-61", Force.IN_FORCE, date(2026, 11, 11))
    assert str(assumption) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("MOFCOM-2025-6=in-force@2026-11-11", 'Did you mean "MOFCOM-2025-6'),
        ("mofcom-2025-61=in-force@2026-11-11", 'Did you mean "MOFCOM-2025-61"?'),
        ("MOFCOM-2025-61=inforce@2026-11-11", 'Did you mean "in-force"?'),
        ("MOFCOM-2025-61=in-force@11.11.2026", "Write it as 2026-11-11"),
        ("MOFCOM-2025-61", "Write INSTRUMENT=STATE@DATE"),
        ("US-WH-2025-11-01=in-force@2026-11-11", "no instrument"),
    ],
)
def test_a_wrong_assumption_is_refused_with_the_nearest_word(text: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        make.shipped().parse_assumption(text)
    assert said in str(caught.value)


@pytest.mark.parametrize("text", ["{}", "{}=in-force@2026-11-11", "MOFCOM-2025-61={}@2026-11-11",
                                  "MOFCOM-2025-61=in-force@{}", "MOFCOM-2025-61=in-force@2026-11-11..{}"])
def test_a_long_assumption_is_refused_in_short(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        make.shipped().parse_assumption(text.format("x" * 5000))
    assert len(str(caught.value)) < 400


def test_the_rules_load_quickly() -> None:
    start = time.process_time()
    book = Rulebook.load((make.RULES,))
    book.on(date(2026, 11, 21))
    assert time.process_time() - start < 0.5  # measured 0.04 s; the limit only catches a change of kind


def test_each_control_name_is_unique_over_all_instruments() -> None:
    names = Counter(control.name for one in make.shipped().instruments for control in one.controls)
    assert [name for name, count in names.items() if count > 1] == []
