"""How text is written: a few bad bytes turn no word into another, and what was guessed is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from ytterby.bom.encodings import LOST, decoded
from ytterby.bom.read import read
from ytterby.bom.reading import Reading

HEAD = "Part number,Description,Qty\n"
CHINESE = HEAD + "P-1,\u9490\u94b4\u78c1\u94c1,2\nP-2,\u6c27\u5316\u955d,3\nP-3,Screw,4\n"


def _read(folder: Path, data: bytes) -> Reading:
    (folder / "bill.csv").write_bytes(data)
    return read(folder / "bill.csv")


def _issues(reading: Reading, code: str) -> list[int]:
    return [issue.where.row for issue in reading.issues if issue.code == code]


def test_one_bad_byte_changes_no_other_word_and_is_told_with_its_row(tmp_path: Path) -> None:
    reading = _read(tmp_path, CHINESE.encode().replace(b"Screw", b"Scr\xffew"))
    assert [reading.bom.item_of(usage).description for usage in reading.bom] == [
        "\u9490\u94b4\u78c1\u94c1", "\u6c27\u5316\u955d", f"Scr{LOST}ew"]
    assert _issues(reading, "letters-lost") == [4]
    assert not _issues(reading, "encoding-guessed")


def test_a_file_cut_within_a_letter_is_read_up_to_it(tmp_path: Path) -> None:
    reading = _read(tmp_path, (CHINESE + "P-4,\u9490").encode()[:-1])
    assert reading.bom.item_of(next(iter(reading.bom))).description == "\u9490\u94b4\u78c1\u94c1"
    assert _issues(reading, "letters-lost") == [5]


@pytest.mark.parametrize(("encoding", "text"), [
    ("gb18030", CHINESE), ("big5", HEAD + "P-1,\u91e4\u9237\u78c1\u9435,2\nP-2,\u78c1\u9435,1\n"),
    ("shift_jis", HEAD + "P-1,\u30b5\u30de\u30ea\u30a6\u30e0\u78c1\u77f3,2\nP-2,\u78c1\u77f3,1\n"),
    ("euc_kr", HEAD + "P-1,\ub124\uc624\ub514\ubbb4 \uc790\uc11d,2\nP-2,\ubcfc\ud2b8,1\n"),
    ("cp1252", HEAD + "P-1,K\xf6rper gro\xdf,2\nP-2,Gr\xf6\xdfe \xe9,3\n"),
])
def test_an_old_encoding_is_read_whole_and_told_as_guessed(tmp_path: Path, encoding: str, text: str) -> None:
    reading = _read(tmp_path, text.encode(encoding))
    assert reading.bom.item_of(next(iter(reading.bom))).description == text.splitlines()[1].split(",")[1]
    assert len(_issues(reading, "encoding-guessed")) == 1
    assert not _issues(reading, "letters-lost")


def test_a_letter_with_an_accent_becomes_no_asian_one_within_its_word() -> None:
    found = decoded((HEAD + "P-1,K\xf6rper gr\xf6\xdfer,2\n").encode("cp437"))
    assert found
    assert found.guessed
    assert not any("\u3400" <= letter <= "\u9fff" for letter in found.text)


def test_what_is_utf_8_throughout_is_not_guessed(tmp_path: Path) -> None:
    assert decoded(CHINESE.encode()) == decoded(b"\xef\xbb\xbf" + CHINESE.encode())
    assert not _issues(_read(tmp_path, CHINESE.encode()), "encoding-guessed")
