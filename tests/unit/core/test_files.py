"""Small files are read only where they are files of bounded size: a pipe is refused before it is opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ytterby.core.errors import YtterbyError
from ytterby.core.files import is_file, is_folder, is_there, proposed_name, small_bytes, small_text
from ytterby.report.logo import read_logo
from ytterby.workspace.owner_file import load_firms
from ytterby.workspace.part_memory import PartMemory, part_memory
from ytterby.workspace.project import load
from ytterby.workspace.rate_file import load_rates


def taken_in(path: Path) -> None:
    with part_memory(path.with_name("new.sqlite")) as memory:
        memory.take_in(path)


def opened(path: Path) -> PartMemory:
    with part_memory(path) as memory:
        return memory


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
@pytest.mark.parametrize("reader", [load_firms, load_rates, read_logo, load, taken_in, opened])
def test_a_pipe_is_refused_in_one_sentence_and_not_waited_for(tmp_path: Path, reader: object) -> None:
    os.mkfifo(pipe := tmp_path / "pipe.csv")
    with pytest.raises(YtterbyError, match="a pipe or a device"):
        reader(pipe)  # type: ignore[operator]


@pytest.mark.parametrize("reader", [load_firms, load_rates, read_logo, load, taken_in, opened])
def test_a_folder_is_refused_in_one_sentence(tmp_path: Path, reader: object) -> None:
    (folder := tmp_path / "folder").mkdir()
    with pytest.raises(YtterbyError, match=r"(it|this) is a folder"):
        reader(folder)  # type: ignore[operator]


def test_a_name_that_no_disk_can_have_is_nowhere(tmp_path: Path) -> None:
    long = tmp_path / ("磁" * 100)
    assert (is_there(long), is_file(long), is_folder(long)) == (False, False, False)
    assert (is_there(tmp_path), is_file(tmp_path), is_folder(tmp_path)) == (True, False, True)


@pytest.mark.parametrize("stem", ["board", "磁" * 78, "x" * 255])
def test_a_proposed_name_fits_on_a_disk_and_keeps_its_end(tmp_path: Path, stem: str) -> None:
    name = proposed_name(stem, " - lines as of 2026-11-21.csv")
    (tmp_path / f".{name}.open").write_bytes(b"")
    assert name.startswith(stem[:5])
    assert name.endswith(" - lines as of 2026-11-21.csv")


def test_a_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    (path := tmp_path / "large").write_bytes(b"x" * 11)
    assert small_bytes(path, 11) == b"x" * 11
    with pytest.raises(OSError, match="larger"):
        small_bytes(path, 10)


def test_text_is_read_without_its_mark_and_with_plain_line_ends(tmp_path: Path) -> None:
    (path := tmp_path / "t.csv").write_bytes("\ufeffé\r\nb".encode())
    assert small_text(path) == "é\nb"
