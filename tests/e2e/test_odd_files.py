"""A fixed selection of odd workbooks through the command line: each opens, or one line says why not (exit code 2)."""

from __future__ import annotations

from pathlib import Path

import pytest

from ytterby.cli.main import run

ODD = Path(__file__).parent / "odd"
ENDS = {
    "biff5-rich-text-string.xls": "",
    "date_1904.xlsb": "",
    "ptgexp-truncated-operand.xls": "",
    "temperature-fallible.xlsx": "",
    "temperature.xlsx": "",
    "empty_sheet.xlsx": "every sheet is blank",
    "issue_666_panic.xlsb": "every sheet is blank",
    "inlineStr_cdata.xlsx": "too few rows",
    "multi-empty.ods": "hold one cell each",
    "issue252.xlsx": "larger than its declared uncompressed size",
    "pass_protected.ods": "encrypted with a password, in the way of OpenDocument",
    "pass_protected.xlsb": "encrypted with a password",
}


def test_the_selection_is_the_one_in_the_folder() -> None:
    assert {path.name for path in ODD.iterdir()} == {*ENDS, "NOTICE.md"}


@pytest.mark.parametrize("name", ENDS)
def test_an_odd_workbook_opens_or_is_refused_for_its_true_reason(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str],
) -> None:
    code = run(["assess", str(ODD / name), "--json", str(tmp_path / "out.json"), "--as-of", "2026-11-21"])
    said = capfd.readouterr().err
    if not ENDS[name]:
        assert (code, said) == (0, "")
    else:
        assert code == 2
        assert said.startswith(f"ytterby: {name}: ")
        assert said.count("\n") == 1
        assert ENDS[name] in said
