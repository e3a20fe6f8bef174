"""What lies in a rule folder and can't be read as rules is a fault with its file, never "no fault found"."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import builders_classification as make
from ytterby.cli.main import run
from ytterby.core.text import issue_text
from ytterby.regulation import files
from ytterby.regulation.check import check
from ytterby.regulation.rulebook import Rulebook

HEAD = (
    '[instrument]\nid = "OWN-1"\nauthority = "A"\ntitle = "T"\nchecked = 2026-11-21\nstatus = "in_force"\n'
    'summary = "S"\n'
)
SOURCE = '[[source]]\nid = "text"\ntitle = "T"\nurl = "https://example.org"\nretrieved = 2026-11-21\n'
SOUND = HEAD + SOURCE
LISTS = ("mofcom/MOFCOM-GAC-2025-18.csv", "mofcom/MOFCOM-2025-61.csv", "lists/hs.csv", "lists/regimes.csv")
DAMAGE: dict[str, Callable[[str], bytes]] = {
    "header only": lambda text: text.partition("\n")[0].encode() + b"\n",
    "short row": lambda text: text.encode() + b"x\n",
    "extra cell": lambda text: text.rstrip("\n").encode() + b",more\n",
    "open quote": lambda text: text.encode() + b'"' + b"x" * 9,
    "endless cell": lambda text: text.encode() + b'"' + b"x" * 200_000 + b'"\n',
    "binary": lambda text: bytes(range(256)),
    "nothing": lambda text: b"",
}


def told(folder: Path) -> str:
    Rulebook.load((folder,))
    return "\n".join(map(issue_text, check(folder)))


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("name", LISTS)
def test_a_damaged_list_is_a_fault(tmp_path: Path, name: str, damage: str) -> None:
    shutil.copytree(make.RULES, tmp_path / "rules")
    path = tmp_path / "rules" / name
    path.write_bytes(DAMAGE[damage](path.read_text(encoding="utf-8")))
    assert path.name in told(tmp_path / "rules")


@pytest.mark.parametrize(
    "content",
    [b"", b"# nothing", SOURCE.encode(), (HEAD + "source = []\n").encode(),
     (HEAD.replace("[instrument]", "source = []\n[instrument]")).encode(), b"\xff\xfe\0", b"a = " + b"[" * 5000,
     b"a = " + b"1" * 5000, b"a." * 20_000 + b"b = 1", b"#" + b"x" * files.MOST_BYTES,
     (SOUND + "[[limb]]\nname = 'n'\ntitle = 't'\n" + f"when{'.not' * 99}.cas = 'x'\n").encode()],
    ids=["empty", "comment", "no instrument", "no source", "source amiss", "binary", "deep", "long integer",
         "long key", "large", "deep condition"],
)
def test_a_file_that_holds_no_rules_is_a_fault(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "sound.toml").write_text(SOUND, encoding="utf-8")
    assert told(tmp_path) == ""
    (tmp_path / "own.toml").write_bytes(content)
    assert "own.toml" in told(tmp_path)


ODD: dict[str, Callable[[Path], object]] = {
    "fifo": os.mkfifo,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "dangling": lambda path: path.symlink_to(path.parent / "nowhere"),
    "itself": lambda path: path.symlink_to(path),
    "folder": lambda path: path.mkdir(),
    "upwards": lambda path: path.symlink_to(path.parent),
}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", ["own.toml", "words.toml", "lists/hs.csv"])
def test_only_plain_files_are_read(tmp_path: Path, odd: str, name: str) -> None:
    shutil.copytree(make.RULES, tmp_path / "rules")
    path = tmp_path / "rules" / name
    path.unlink(missing_ok=True)
    ODD[odd](path)
    assert path.name in told(tmp_path / "rules")


@pytest.mark.parametrize("name", ["mofcom", "mofcom/MOFCOM-2025-61.toml", "mofcom/MOFCOM-2025-61.csv", "lists", ""])
def test_what_is_closed_to_the_reader_is_a_fault(tmp_path: Path, name: str) -> None:
    shutil.copytree(make.RULES, tmp_path / "rules")
    path = tmp_path / "rules" / name
    path.chmod(0)
    try:
        if os.access(path, os.R_OK):
            pytest.skip("this user may read everything")
        assert told(tmp_path / "rules") != ""
    finally:
        path.chmod(0o700)


def test_too_many_files_are_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_FILES", 1)
    (tmp_path / "one.toml").write_text(SOUND, encoding="utf-8")
    assert told(tmp_path) == ""
    (tmp_path / "two.txt").touch()
    assert "more than 1 files" in told(tmp_path)


@pytest.mark.parametrize("text", ["end_use = 1", "[end_use]\na = 1", "stock = [1]", 'finished = "x"', "stok = []"])
def test_words_of_the_wrong_kind_are_a_fault(tmp_path: Path, text: str) -> None:
    (tmp_path / "own.toml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "words.toml").write_text(text, encoding="utf-8")
    assert "words.toml" in told(tmp_path)


def test_the_command_ends_with_2_and_names_the_file_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "own.toml").touch()
    assert run(["rules", "check", str(tmp_path)]) == 2
    first, *_ = capsys.readouterr().out.splitlines()
    assert first == 'error: own.toml: the key "instrument" is missing.'


def test_a_name_no_folder_can_have_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "check", "x" * 5000]) == 2
    assert "no such rule folder" in capsys.readouterr().err


def test_another_encoding_is_said_without_the_words_of_a_decoder(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes(SOUND.replace('"S"', '"Ä"').encode("cp1252"))
    assert "no text in UTF-8" in told(tmp_path)
    assert "codec" not in told(tmp_path)
