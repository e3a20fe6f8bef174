"""The user's table of owners."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ytterby.core.errors import UsageError
from ytterby.workspace.document import Document
from ytterby.workspace.edits import set_firms
from ytterby.workspace.owner_file import Firms, load_firms


@pytest.mark.parametrize("text", [
    "name,owner\nAlfa,Top\n\n Beta , Top \nAlfa,Top\n", "Name;Owner;note\r\nAlfa;Top;2024\r\nBeta;Top;\r\n",
    "\ufeffname,owner\nAlfa,Top\nBeta,Top",
])
def test_names_and_owners_are_read_as_excel_writes_them(tmp_path: Path, text: str) -> None:
    (tmp_path / "owners.csv").write_bytes(text.encode())
    assert load_firms(tmp_path / "owners.csv") == Firms((("Alfa", "Top"), ("Beta", "Top")))


def test_a_third_column_states_how_long_a_source_would_be_out_with_an_owner_or_without(tmp_path: Path) -> None:
    path = tmp_path / "owners.csv"
    path.write_text("name;owner;note;recover_days\nAlfa;Top;x;30\nBeta;;;45,5\nGamma;Top\n", "utf-8")
    firms = load_firms(path)
    assert firms == Firms((("Alfa", "Top"), ("Gamma", "Top")), (("Alfa", 30.0), ("Beta", 45.5)))
    taken = set_firms(Document(date(2026, 11, 21), recovery=(("Delta", 9.0),)), firms)
    assert (taken.owners, taken.recovery) == (firms.owners, firms.recovery)
    assert set_firms(taken, firms) is taken
    assert set_firms(taken, Firms(firms.owners)) is taken  # a table without times leaves those stated


@pytest.mark.parametrize(("data", "word"), [
    (b"", "headings"), (b"firm,holding\nA,B", "headings"), (b"name,owner\nA", "row 2"),
    (b"name,owner\nA,B\n,C", "row 3"), (b"name,owner\nA,B\nA,C", "two owners"),
    (b"\xff\xfe", "UTF-8"), (b"name,owner,recover_days\nA,B,soon", "row 2"),
    (b"name,owner,recover_days\nA,,0", "row 2"),
    (b"name,owner,recover_days\nA,,3651", "3,650"), (b"name,owner,recover_days\nA,,5\nA,,6", "two times"),
    (b"name,owner,recover_days\nA,,", "days to recover"), (b"name,owner,recover_days\nA,,nan", "row 2"),
])
def test_what_is_no_such_table_is_refused_with_the_row(tmp_path: Path, data: bytes, word: str) -> None:
    (tmp_path / "owners.csv").write_bytes(data)
    with pytest.raises(UsageError) as refusal:
        load_firms(tmp_path / "owners.csv")
    assert word in str(refusal.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        load_firms(tmp_path / "none.csv")
