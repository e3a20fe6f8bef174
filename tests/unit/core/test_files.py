"""Small files are read only where they are files of bounded size: a pipe is refused before it is opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ytterby.core.errors import UsageError
from ytterby.core.files import small_bytes, small_text
from ytterby.workspace.owner_file import load_owners
from ytterby.workspace.rate_file import load_rates


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
@pytest.mark.parametrize("reader", [load_owners, load_rates])
def test_a_pipe_is_refused_in_one_sentence_and_not_waited_for(tmp_path: Path, reader: object) -> None:
    os.mkfifo(pipe := tmp_path / "pipe.csv")
    with pytest.raises(UsageError, match="a pipe or a device"):
        reader(pipe)  # type: ignore[operator]


def test_a_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    (path := tmp_path / "large").write_bytes(b"x" * 11)
    assert small_bytes(path, 11) == b"x" * 11
    with pytest.raises(OSError, match="larger"):
        small_bytes(path, 10)


def test_text_is_read_without_its_mark_and_with_plain_line_ends(tmp_path: Path) -> None:
    (path := tmp_path / "t.csv").write_bytes("\ufeffé\r\nb".encode())
    assert small_text(path) == "é\nb"
