import shutil
from pathlib import Path

import builders_classification as make
from ytterby.regulation import condition as c
from ytterby.regulation.diff import RuleChange, compare, compare_days, told
from ytterby.regulation.rulebook import Rulebook


def edited(folder: Path, name: str, old: str, new: str) -> Rulebook:
    shutil.copytree(make.RULES, folder / "rules")
    path = folder / "rules" / "mofcom" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return Rulebook.load((folder / "rules",))


def test_a_rule_folder_does_not_differ_from_itself() -> None:
    assert compare(make.shipped(), make.shipped()) == ()


def test_a_changed_field_is_told_with_both_texts(tmp_path: Path) -> None:
    other = edited(tmp_path, "MOFCOM-GAC-2025-18.csv", "Samarium metal,", "Metallic samarium,")
    changes = compare(make.shipped(), other)
    assert RuleChange("MOFCOM-GAC-2025-18", "1C902.a/a.1", "title", "Samarium metal", "Metallic samarium") in changes


def test_a_moved_start_is_told_once_and_not_for_each_entry(tmp_path: Path) -> None:
    other = edited(tmp_path, "MOFCOM-2025-62.toml", "from = 2025-11-07", "from = 2025-11-08")
    changes = compare(make.shipped(), other)
    assert {one.entry for one in changes} == {""}
    assert {one.field for one in changes} == {
        "state from 2025-11-07 (published 2025-11-07)", "state from 2025-11-08 (published 2025-11-07)"}


def test_an_instrument_that_is_gone_and_one_that_is_new_are_told_once(tmp_path: Path) -> None:
    shutil.copytree(make.RULES, tmp_path / "rules")
    (tmp_path / "rules" / "mofcom" / "MOFCOM-2025-62.toml").unlink()
    fewer = Rulebook.load((tmp_path / "rules",))
    assert compare(make.shipped(), fewer) == (RuleChange("MOFCOM-2025-62", "", "there", "yes", ""),)
    assert compare(fewer, make.shipped()) == (RuleChange("MOFCOM-2025-62", "", "there", "", "yes"),)


def test_between_two_days_each_entry_whose_force_differs_is_told() -> None:
    changes = {(one.instrument, one.entry): (one.before, one.after)
               for one in compare_days(make.rules("2025-10-20"), make.rules("2025-12-15"))}
    assert changes["MOFCOM-2025-61", "Annex61/P2.I.1 art. 1(3)"] == ("in force", "suspended")
    assert changes["MOFCOM-GAC-2025-57", "1C910.a/a.5"] == ("not yet", "suspended")
    assert changes["MOFCOM-GAC-2025-70", ""] == ("", "in force")
    assert not [key for key in changes if key[0] == "MOFCOM-GAC-2025-18"]


def test_a_condition_is_told_in_words() -> None:
    assert told(c.All((c.MadeOf(("Sm", "Co")), c.Not(c.Origin(("CN",)))))) == (
        "all(made of(Sm, Co), not(origin(CN)))")
