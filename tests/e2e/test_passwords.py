"""An encrypted workbook through every command that reads one: the password comes from a file, never from the line."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from ytterby.cli.main import run

DAY = ("--as-of", "2026-11-21")


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """Ferrum-26 opens it."""
    from msoffcrypto.format.ooxml import OOXMLFile

    book, plain = openpyxl.Workbook(), io.BytesIO()
    for row in (("Part Number", "Description", "Qty"), ("A-1", "NdFeB magnet N42SH", 4), ("A-2", "Screw M3", 2)):
        book.active.append(row)
    book.save(plain)
    with (tmp_path / "bill.xlsx").open("wb") as file:
        OOXMLFile(plain).encrypt("Ferrum-26", file)
    return tmp_path / "bill.xlsx"


@pytest.fixture
def word(tmp_path: Path) -> Path:
    (tmp_path / "word.txt").write_text("Ferrum-26\n", "utf-8")
    return tmp_path / "word.txt"


@pytest.mark.parametrize("command", [
    ("assess", "{book}", *DAY),
    ("explain", "{book}", "--row", "2", *DAY),
    ("rules", "diff", "2025-10-20", "2026-11-21", "--bill", "{book}"),
])
def test_the_first_line_of_the_file_opens_it(
    command: tuple[str, ...], locked: Path, word: Path, capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = [part.format(book=locked) for part in command]
    assert run(arguments) == 2
    assert "encrypted with a password" in capsys.readouterr().err
    assert run([*arguments, "--password-file", str(word)]) == 0


def test_a_wrong_password_and_a_missing_file_are_said(
    locked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "wrong.txt").write_text("Cuprum-29", "utf-8")
    assert run(["assess", str(locked), "--password-file", str(tmp_path / "wrong.txt")]) == 2
    assert "does not open" in capsys.readouterr().err
    assert run(["assess", str(locked), "--password-file", str(tmp_path / "none.txt")]) == 2
    assert "none.txt" in capsys.readouterr().err


def test_an_annotated_copy_says_that_it_is_not_encrypted(
    locked: Path, word: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:
    copy = tmp_path / "copy.xlsx"
    assert run(["assess", str(locked), "--password-file", str(word), "--annotate", str(copy), *DAY]) == 0
    assert "The copy is not encrypted" in capsys.readouterr().err
    assert [cell.value for cell in openpyxl.load_workbook(copy).active["B"]] == [
        "Description", "NdFeB magnet N42SH", "Screw M3"]
