"""A name that an output can't have is refused before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_bom import HEAD, workbook
from ytterby.cli.main import run


def test_a_copy_that_no_program_would_open_is_refused_before_other_outputs_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bill = workbook(tmp_path / "bill.xlsx", [HEAD, ("A-1", "Ring", 1), ("A-2", "Nut", 2)])
    outputs = ["--json", tmp_path / "j.json", "--csv", tmp_path / "c.csv", "--annotate", tmp_path / "a.csv"]
    assert run(["assess", str(bill), *map(str, outputs)]) == 2
    assert "a.csv" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["bill.xlsx"]
