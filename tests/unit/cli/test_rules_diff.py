from pathlib import Path

import pytest

import builders_classification as make
from ytterby.cli.main import run

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
    assert "controlled, in force, licence required → controlled, suspended, licence required" in told


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
