from __future__ import annotations

from pathlib import Path

import pytest

from ytterby.cli.main import run
from ytterby.resources import folder

SAMPLE = folder("samples") / "drive-unit.xlsx"


def row_with(words: str) -> int:
    from ytterby.bom.read import read
    from ytterby.bom.reading import Mapping

    bom = read(SAMPLE, Mapping()).bom
    return next(usage.row for usage in bom if words in bom.items[usage.item].description)


def test_explain_begins_with_the_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(SAMPLE), "--row", str(row_with("N42SH")), "--as-of", "2026-11-21"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("  Verdict: controlled by 1C905.a/a.4, in force;")


def test_explain_tells_words_law_and_what_would_settle_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(SAMPLE), "--row", str(row_with("N42SH")), "--as-of", "2026-11-21"]) == 0
    out = capsys.readouterr().out
    assert '"N42SH"' in out
    assert "ndfeb_sh" in out
    assert "1C905" in out
    assert "Source:" in out


def test_a_row_without_a_line_is_one_clear_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(SAMPLE), "--row", "99999"]) == 2
    captured = capsys.readouterr()
    assert "holds no line" in captured.err
    assert "Traceback" not in captured.err


def test_the_workbook_is_only_read(tmp_path: Path) -> None:
    before = SAMPLE.read_bytes()
    run(["explain", str(SAMPLE), "--row", "99999"])
    assert SAMPLE.read_bytes() == before
