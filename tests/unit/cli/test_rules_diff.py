from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import builders_classification as make
from ytterby.bom.reading import Mapping
from ytterby.cli.main import run
from ytterby.core.decision import Decision, Verdict
from ytterby.workspace.assess import open_workbook
from ytterby.workspace.edits import record_decisions
from ytterby.workspace.project import save

SAMPLE = make.RULES.parents[0] / "samples" / "drive-unit.xlsx"


def test_two_days_are_compared_by_instrument(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "diff", "2025-11-06", "2025-11-07"]) == 0
    told = capsys.readouterr().out
    assert "MOFCOM-2025-61: in force → suspended" in told
    assert "MOFCOM-GAC-2025-18" not in told


def test_a_bill_shows_which_of_its_lines_change(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "diff", "2025-11-06", "2025-11-07", "--bill", str(SAMPLE)]) == 0
    told = capsys.readouterr().out
    assert "items change" in told
    assert "controlled, licence required: in force → suspended" in told


def test_a_folder_against_itself_differs_in_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "diff", str(make.RULES), str(make.RULES)]) == 0
    assert "no difference" in capsys.readouterr().out


def test_a_day_and_a_folder_are_refused_in_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["rules", "diff", "2025-11-06", str(tmp_path)]) == 2
    assert "one is a day" in capsys.readouterr().err


def test_a_damaged_folder_is_refused_with_its_fault(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("[instrument", "utf-8")
    assert run(["rules", "diff", str(make.RULES), str(tmp_path)]) == 2
    assert "own.toml" in capsys.readouterr().err


def test_each_line_that_changes_names_its_row_and_who_must_look(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "diff", "2025-11-20", "2026-11-21", "--bill", str(SAMPLE)]) == 0
    told = capsys.readouterr().out.split("\n\n")
    magnet = next(part for part in told if part.startswith("MG-2003"))
    assert "(row 13)" in magnet
    assert "who must look: supplier (declaration or assay)" in magnet
    holmium = next(part for part in told if part.startswith("HT-8006"))
    assert "who must look: own export control (to apply)" in holmium
    assert "controlled, licence required: suspended → unverified" in holmium


def test_of_a_project_who_decided_on_a_line_must_look(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    document = open_workbook(SAMPLE, Mapping(), date(2026, 11, 21))
    assert document.reading is not None
    item = next(one for one in document.reading.bom.items if one.part_number == "MG-2003")
    when = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    decided = Decision(item.key, item.text_digest(), Verdict.UNKNOWN, "A. Buyer", when, "asked the maker")
    project = tmp_path / "drive.ytterby"
    save(record_decisions(document, (decided,)), project)
    assert run(["rules", "diff", "2025-11-20", "2026-11-21", "--bill", str(project)]) == 0
    told = capsys.readouterr().out.split("\n\n")
    assert "who must look: A. Buyer (who decided on it)" in next(part for part in told if part.startswith("MG-2003"))


def parts_and_count(printed: str) -> tuple[list[str], str]:
    """The parts behind the first, and the one line that counts what is newly caught."""
    parts = printed.split("\n\n")
    (counted,) = (line for part in parts for line in part.splitlines() if "newly caught" in line)
    return parts[1:], counted


def test_material_inside_that_is_newly_caught_is_counted_beside_the_items_themselves(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["rules", "diff", "2025-11-20", "2026-11-21", "--bill", str(SAMPLE)]) == 0
    told, counted = parts_and_count(capsys.readouterr().out)
    changed = [part for part in told if "of the material inside" in part]
    assert changed
    assert "and the material inside" in counted


def test_an_item_that_an_entry_caught_on_the_first_day_is_not_newly_caught(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On the first day art. 1(3) of announcement 61 was in force; the other limbs and its state changed since."""
    assert run(["rules", "diff", "2025-10-20", "2026-11-22", "--bill", str(SAMPLE)]) == 0
    told, counted = parts_and_count(capsys.readouterr().out)
    before = [part for part in told if "in force → unverified" in part]
    assert before
    items, _, rest = counted.partition(" of ")
    changed = int(items.rsplit(" ", 1)[1])
    newly = int(rest.split("change, ")[1].split(" ", 1)[0])
    assert newly <= changed - len(before)
