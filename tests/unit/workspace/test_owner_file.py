"""The user's table of owners."""

from __future__ import annotations

from pathlib import Path

import pytest

from ytterby.core.errors import UsageError
from ytterby.workspace.owner_file import load_owners


@pytest.mark.parametrize("text", [
    "name,owner\nAlfa,Top\n\n Beta , Top \nAlfa,Top\n", "Name;Owner;note\r\nAlfa;Top;2024\r\nBeta;Top;\r\n",
    "\ufeffname,owner\nAlfa,Top\nBeta,Top",
])
def test_names_and_owners_are_read_as_excel_writes_them(tmp_path: Path, text: str) -> None:
    (tmp_path / "owners.csv").write_bytes(text.encode())
    assert load_owners(tmp_path / "owners.csv") == (("Alfa", "Top"), ("Beta", "Top"))


@pytest.mark.parametrize(("data", "word"), [
    (b"", "headings"), (b"firm,holding\nA,B", "headings"), (b"name,owner\nA", "row 2"),
    (b"name,owner\nA,B\n,C", "row 3"), (b"name,owner\nA,B\nA,C", "two owners"),
    (b"\xff\xfe", "UTF-8"),
])
def test_what_is_no_such_table_is_refused_with_the_row(tmp_path: Path, data: bytes, word: str) -> None:
    (tmp_path / "owners.csv").write_bytes(data)
    with pytest.raises(UsageError) as refusal:
        load_owners(tmp_path / "owners.csv")
    assert word in str(refusal.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        load_owners(tmp_path / "none.csv")
