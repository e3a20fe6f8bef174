"""Either the old file or the whole new one, and a plain word where neither can be."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from ytterby.core.errors import ReportError
from ytterby.workspace.atomic import replacing, require_room


def test_the_new_file_takes_the_place_of_the_old(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")
    target.chmod(0o640)
    with replacing(target, ReportError) as part:
        part.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_a_new_file_is_readable_as_the_umask_says(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        with replacing(tmp_path / "out.txt", ReportError) as part:
            part.write_text("new")
    finally:
        os.umask(before)
    assert (tmp_path / "out.txt").stat().st_mode & 0o777 == 0o644


def test_a_failure_keeps_the_old_file_and_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")

    def fail_half_way() -> None:
        with replacing(target, ReportError) as part:
            part.write_text("half")
            raise KeyError

    with pytest.raises(KeyError):
        fail_half_way()
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


@pytest.mark.parametrize(("error", "word"), [
    (OSError(errno.ENOSPC, "No space"), "no room"), (PermissionError(errno.EACCES, "Denied"), "can't be written"),
    (OSError(errno.EROFS, "Read-only"), "only be read"), (OSError(errno.EIO, "Input/output error"), "Input/output"),
])
def test_what_the_system_says_is_put_in_words(tmp_path: Path, error: OSError, word: str) -> None:
    with pytest.raises(ReportError) as caught, replacing(tmp_path / "out.txt", ReportError):
        raise error
    assert word in caught.value.what
    assert caught.value.where == str(tmp_path / "out.txt")
    assert caught.value.remedy


def test_a_missing_folder_and_a_folder_in_the_way_are_said(tmp_path: Path) -> None:
    for target, word in ((tmp_path / "none" / "out.txt", "does not exist"), (tmp_path, "is a folder")):
        with pytest.raises(ReportError) as caught, replacing(target, ReportError):
            raise AssertionError("must not get here")
        assert word in caught.value.what


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_has_no_size_is_not_full_but_takes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: (0, 0, 0))
    require_room(tmp_path / "a.xlsx", 1_000_000, ReportError)
    monkeypatch.setattr(tempfile, "mkstemp", lambda **kinds: (tmp_path / "no" / "a").open("x"))
    with pytest.raises(ReportError, match="no file can be made in this folder"), replacing(tmp_path / "a", ReportError):
        pass
    monkeypatch.setattr(shutil, "disk_usage", lambda path: (2_000_000, 2_000_000, 0))
    with pytest.raises(ReportError, match="no room"):
        require_room(tmp_path / "a.xlsx", 1_000_000, ReportError)


def test_what_is_no_file_is_never_replaced(tmp_path: Path) -> None:
    target = tmp_path / "pipe"
    os.mkfifo(target)
    with pytest.raises(ReportError, match="device or a pipe"), replacing(target, ReportError):
        raise AssertionError("must not get here")
    assert target.is_fifo()
    with pytest.raises(ReportError, match="device"), replacing(Path(os.devnull), ReportError):
        raise AssertionError("must not get here")


def test_a_name_that_no_disk_takes_and_a_link_to_itself_are_said(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="too long"), replacing(tmp_path / ("n" * 300), ReportError):
        raise AssertionError("must not get here")
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(ReportError, match="can't be written"), replacing(loop, ReportError):
        raise AssertionError("must not get here")


def test_a_folder_that_may_not_be_entered_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # whoever runs the tests may be allowed everything
    with pytest.raises(ReportError, match="can't be written"), replacing(tmp_path / "out.txt", ReportError):
        raise AssertionError("must not get here")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder in which the system makes no files")
def test_a_place_that_is_no_disk_is_told_as_such_and_not_as_a_full_one() -> None:
    target = Path("/proc/x.csv")
    require_room(target, 1, ReportError)
    with pytest.raises(ReportError, match="no file can be made in this folder"), replacing(target, ReportError):
        pass
