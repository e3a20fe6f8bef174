"""One broken rule file per message; each message names file and key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import builders_classification as make
from ytterby.core.errors import RegulationError
from ytterby.core.issue import Issue
from ytterby.core.sentences.law import SENTENCES
from ytterby.core.text import issue_text
from ytterby.regulation.check import check
from ytterby.regulation.rulebook import Rulebook

SOUND = """
[instrument]
id = "OWN-1"
authority = "Somebody"
title = "A rule"
checked = 2026-11-21
status = "in_force"
summary = "Words."

[[source]]
id = "text"
title = "The text"
url = "https://example.org"
language = "zh"
retrieved = 2026-11-21

[[state]]
from = 2025-01-01
is = "in force"
published = 2025-01-01
source = { id = "text", at = "art. 9" }

[[state]]
from = 2026-01-01
is = "repealed"
published = 2025-01-01
source = { id = "text", at = "art. 10" }

[[control]]
id = "1X001"
title = "Magnet of samarium and cobalt"
form = "permanent_magnet"
when.all = [{ form = ["permanent_magnet"] }, { made_of = ["Sm", "Co"] }]
source = { id = "text", at = "art. 1" }

[[policy]]
id = "P1"
kind = "rule"
applies_to = "OWN-1"
treatment = "prohibited"
text = "No."
when.end_use = ["military"]
source = { id = "text", at = "art. 2" }
"""
CONDITION = 'when.all = [{ form = ["permanent_magnet"] }, { made_of = ["Sm", "Co"] }]'

BROKEN = [
    ("[instrument", "[instrument = ", "rules-unreadable", ""),
    ('authority = "Somebody"', 'autority = "Somebody"', "rules-unknown-key", "instrument.autority"),
    ('authority = "Somebody"', "", "rules-missing-key", "instrument.authority"),
    ("checked = 2026-11-21", 'checked = "2026-11-21"', "rules-wrong-kind", "instrument.checked"),
    ('title = "A rule"', "title = 7", "rules-wrong-kind", "instrument.title"),
    ('url = "https://example.org"', "", "rules-missing-key", "source[1].url"),
    ('is = "in force"', 'is = "inforce"', "rules-unknown-word", "state[1].is"),
    ('at = "art. 9" }', 'att = "art. 9" }', "rules-unknown-key", "state[1].source.att"),
    ('{ id = "text", at = "art. 9" }', '{ id = "test", at = "art. 9" }', "rules-unknown-source", "state[1].source"),
    ('source = { id = "text", at = "art. 9" }', "", "rules-missing-key", "state[1].source"),
    ("from = 2026-01-01", "from = 2025-01-01", "rules-overlap", "state[2].from"),
    ("from = 2026-01-01", "from = 2024-01-01", "rules-date-order", "state[2].from"),
    ("from = 2026-01-01", "until = 2026-01-01", "rules-unknown-key", "state[2].until"),
    ('form = "permanent_magnet"', 'form = "magnet"', "rules-unknown-word", "control[1].form"),
    (CONDITION, "when = {}", "rules-empty-condition", "control[1].when"),
    (CONDITION, "", "rules-missing-key", "control[1].when"),
    (CONDITION, 'when.contain = "Dy"', "rules-unknown-key", "control[1].when.contain"),
    (CONDITION, 'when.contains = "Dx"', "rules-unknown-word", "control[1].when.contains"),
    (CONDITION, "when.made_of = 3", "rules-wrong-kind", "control[1].when.made_of"),
    (CONDITION, "when.all = []", "rules-wrong-kind", "control[1].when.all"),
    (CONDITION, 'when.not = "x"', "rules-wrong-kind", "control[1].when.not"),
    (CONDITION, 'when.value_share = "0.1 %"', "rules-wrong-kind", "control[1].when.value_share"),
    (CONDITION, 'when.form = ["permanent-magnet"]', "rules-unknown-word", "control[1].when.form"),
    ('kind = "rule"', 'kind = "rules"', "rules-unknown-word", "policy[1].kind"),
    ('treatment = "prohibited"', 'treatment = "prohibit"', "rules-unknown-word", "policy[1].treatment"),
    ('id = "OWN-1"', 'id = "OWN\\u001b[31m"', "rules-wrong-kind", "instrument.id"),
    ('id = "1X001"', 'id = "1X\\n001"', "rules-wrong-kind", "control[1].id"),
    ('id = "P1"', 'id = " "', "rules-wrong-kind", "policy[1].id"),
    ('text = "No."', 'text = "No."\ntimetable = "later"', "rules-unknown-word", "policy[1].timetable"),
    ('language = "zh"\n', "language = 3\n", "rules-wrong-kind", "source[1].language"),
    ("[instrument]", "[instruments]", "rules-unknown-key", "instruments"),
    ("published = 2025-01-01", "", "rules-missing-key", "state[1].published"),
    ("from = 2025-01-01", 'from = "2025-01-01"', "rules-wrong-kind", "state[1].from"),
    ('id = "1X001"', "", "rules-missing-key", "control[1].id"),
    ('id = "1X001"', 'id = "1X001"\nelements = ["Sx"]', "rules-unknown-word", "control[1].elements"),
    ('id = "1X001"', 'id = "1X001"\ntreatment = "licence"', "rules-unknown-word", "control[1].treatment"),
    ('when.end_use = ["military"]', 'when.party_or_afiliate = ["X"]', "rules-unknown-key",
     "policy[1].when.party_or_afiliate"),
    ('when.end_use = ["military"]', "when.party = []", "rules-wrong-kind", "policy[1].when.party"),
    ('when.end_use = ["military"]', 'forms = ["motor"]', "rules-unknown-word", "policy[1].forms"),
    ('source = { id = "text", at = "art. 2" }', 'source = { id = "txt", at = "art. 2" }', "rules-unknown-source",
     "policy[1].source"),
    ("[[policy]]", '[entries]\nlist = "missing.csv"\n\n[[policy]]', "rules-no-list", "entries.list"),
]


def issues_of(folder: Path, text: str) -> tuple[Issue, ...]:
    (folder / "own.toml").write_text(text, encoding="utf-8")
    return check(folder)


def test_a_sound_file_has_no_fault(tmp_path: Path) -> None:
    assert issues_of(tmp_path, SOUND) == ()


@pytest.mark.parametrize(("old", "new", "code", "key"), BROKEN)
def test_a_fault_is_named_with_file_and_key(tmp_path: Path, old: str, new: str, code: str, key: str) -> None:
    assert old in SOUND
    issues = issues_of(tmp_path, SOUND.replace(old, new, 1))
    found = {(issue.code, dict(issue.params)["key"]): issue for issue in issues}
    assert (code, key) in found
    text = issue_text(found[code, key])
    assert "own.toml" in text
    assert key in text


def test_a_misspelt_key_suggests_the_right_one(tmp_path: Path) -> None:
    (issue, *_) = issues_of(tmp_path, SOUND.replace("authority", "autority", 1))
    assert issue_text(issue).endswith('Did you mean "authority"?')


def test_what_is_wrong_below_a_faulty_head_is_told_in_the_same_go(tmp_path: Path) -> None:
    broken = SOUND.replace("authority", "autority", 1).replace('is = "in force"', 'is = "maybe"', 1)
    told = [issue_text(issue) for issue in issues_of(tmp_path, broken)]
    assert any("autority" in text for text in told)
    assert any('"maybe"' in text for text in told)


def test_a_file_with_a_fault_is_left_out_whole(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(SOUND.replace('is = "in force"', 'is = "maybe"'), encoding="utf-8")
    book = Rulebook.load((tmp_path,))
    assert book.instruments == ()
    assert book.issues != ()


def test_entries_without_any_state_are_refused(tmp_path: Path) -> None:
    start, end = SOUND.index("[[state]]"), SOUND.index("[[control]]")
    assert [issue.code for issue in issues_of(tmp_path, SOUND[:start] + SOUND[end:])] == ["rules-no-state"]


def test_two_files_with_one_id_are_refused(tmp_path: Path) -> None:
    (tmp_path / "again.toml").write_text(SOUND, encoding="utf-8")
    (issue,) = issues_of(tmp_path, SOUND)
    assert issue.code == "rules-double-id"
    assert "again.toml" in issue_text(issue)


def test_one_entry_twice_is_refused(tmp_path: Path) -> None:
    start, end = SOUND.index("[[control]]"), SOUND.index("[[policy]]")
    (issue,) = issues_of(tmp_path, SOUND[:end] + SOUND[start:])
    assert issue.code == "rules-double-id"


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    assert [issue.code for issue in check(tmp_path)] == ["rules-no-instrument"]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RegulationError):
        check(tmp_path / "nothing")


def damaged(folder: Path, old: str, new: str, name: str = "MOFCOM-GAC-2025-18.csv") -> tuple[Issue, ...]:
    shutil.copytree(make.RULES, folder / "rules")
    path = folder / "rules" / "mofcom" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return check(folder / "rules")


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("made_of,contains", "made_off,contains", "rules-unknown-key", "made_off"),
        ("钐钴永磁材料,permanent_magnet,", "钐钴永磁材料,permanent_magnets,", "rules-unknown-word", "1C902.a/a.4.form"),
        ("金属钐,metal,Sm,Sm,Sm,", "金属钐,metal,Sm,Sm,,", "rules-missing-key", "1C902.a/a.1.made_of"),
        ("金属钐,metal,Sm,", "金属钐,metal,Sx,", "rules-unknown-word", "1C902.a/a.1.elements"),
        ("Samarium metal,", ",", "rules-missing-key", "1C902.a/a.1.title"),
        ("1C902.a/a.2.a,", "1C902.a/\x07a,", "rules-wrong-kind", "row.id"),
        ("1C902.a/a.2.a,", "1C902.a/a.1,", "rules-double-id", "control"),
    ],
)
def test_a_fault_in_an_entry_list_is_named_with_its_row(
    tmp_path: Path, old: str, new: str, code: str, key: str
) -> None:
    found = {(issue.code, dict(issue.params)["key"]): issue for issue in damaged(tmp_path, old, new)}
    assert (code, key) in found
    assert "MOFCOM-GAC-2025-18" in issue_text(found[code, key])
    if code != "rules-double-id":
        assert found[code, key].where.row > 0


def test_an_assembly_line_that_names_an_unknown_line_is_refused(tmp_path: Path) -> None:
    (issue, *_) = damaged(tmp_path, "Annex61/P2.I.1;", "Annex61/P2.I.9;", "MOFCOM-2025-61.csv")
    assert issue.code == "rules-unknown-word"
    assert 'Did you mean "Annex61/P2.I.' in issue_text(issue)


def test_a_flat_list_with_other_columns_is_refused(tmp_path: Path) -> None:
    shutil.copytree(make.RULES, tmp_path / "rules")
    path = tmp_path / "rules" / "lists" / "hs.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("re_strength", "strength", 1), encoding="utf-8")
    assert [issue.code for issue in check(tmp_path / "rules")] == ["rules-unreadable-list"]


def test_one_row_of_an_entry_list_under_two_ids_is_a_fault(tmp_path: Path) -> None:
    shutil.copytree(make.RULES, tmp_path / "rules")
    path = tmp_path / "rules" / "mofcom" / "MOFCOM-GAC-2025-18.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    again = lines[1].replace("1C902.a/a.1,", "1C902.a/a.9,", 1)
    assert again != lines[1]
    path.write_text("\n".join([*lines, again]) + "\n", encoding="utf-8")
    (issue,) = check(tmp_path / "rules")
    assert (issue.code, dict(issue.params)["key"], dict(issue.params)["other"]) == (
        "rules-double-row", "1C902.a/a.9", "2")


@pytest.mark.parametrize("name", ["hs.csv", "market_observations.csv", "measures_elsewhere.csv", "regimes.csv"])
def test_a_row_of_a_flat_list_that_is_there_twice_is_a_fault(tmp_path: Path, name: str) -> None:
    shutil.copytree(make.RULES, tmp_path / "rules")
    path = tmp_path / "rules" / "lists" / name
    text = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(f"{text}\n{text.splitlines()[-1]}\n", encoding="utf-8")
    (issue,) = check(tmp_path / "rules")
    assert name in issue_text(issue)
    assert "has the key of row" in issue_text(issue)


@pytest.mark.parametrize(
    ("old", "new"), [("ME002,2027-01-01", "ME099,2027-01-01"), ("ME002,2027-01-01", "ME002,soon"), ("scope", "scop")])
def test_a_list_of_regimes_that_does_not_fit_is_refused(tmp_path: Path, old: str, new: str) -> None:
    shutil.copytree(make.RULES, tmp_path / "rules")
    path = tmp_path / "rules" / "lists" / "regimes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    (issue,) = check(tmp_path / "rules")
    assert issue.code == "rules-unreadable-list"
    assert "regimes.csv" in issue_text(issue)


def test_damaged_shipped_rules_stop_the_program_with_the_file_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own.toml").write_text(SOUND.replace('is = "in force"', 'is = "maybe"'), encoding="utf-8")
    monkeypatch.setattr("ytterby.regulation.rulebook.folder", lambda *parts: tmp_path)
    with pytest.raises(RegulationError) as caught:
        Rulebook.shipped()
    assert "own.toml" in str(caught.value)


def test_an_entry_without_a_negative_case_is_told(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "own.toml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "one.toml").write_text(
        '[[case]]\ncontrol = "1X001"\nexpect = { outcome = "controlled" }\n', encoding="utf-8")
    (issue,) = check(tmp_path / "rules", tmp_path)
    assert (issue.code, dict(issue.params)["kind"]) == ("rules-no-case", "negative")


def test_every_message_about_rule_files_is_shown_broken_above() -> None:
    text = Path(__file__).read_text(encoding="utf-8") + (
        Path(__file__).parents[1] / "unit" / "regulation" / "test_rulebook.py").read_text(encoding="utf-8")
    assert [code for code in SENTENCES if code.startswith("rules-") and f'"{code}"' not in text] == []
