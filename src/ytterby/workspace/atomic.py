"""Writing a file so that either the old one or the whole new one is there, never half of it."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ytterby.core.errors import YtterbyError

Failure = Callable[..., YtterbyError]


@contextmanager
def replacing(path: Path, failure: Failure) -> Iterator[Path]:
    """Gives a new path in the folder of ``path`` to write to, which takes its place at the end.

    Where the system says no, raises ``failure(what, where=…, remedy=…)``; nothing is left behind then.
    """
    refuse_unwritable(path, failure)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise _explained(error, path, failure) from error
    part = Path(name)
    try:
        yield part
        _take_place(part, path)
    except OSError as error:
        raise _explained(error, path, failure) from error
    finally:
        part.unlink(missing_ok=True)


def refuse_unwritable(path: Path, failure: Failure) -> None:
    """Raises ``failure`` where it is plain before any work that ``replacing`` would fail."""
    try:
        if not stat.S_ISDIR(path.parent.stat().st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        if not os.access(path.parent, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        kind = path.stat().st_mode
    except OSError as error:
        if isinstance(error, FileNotFoundError) and path.parent.is_dir():
            return  # the usual case: a new file
        raise _explained(error, path, failure) from error
    if stat.S_ISDIR(kind):
        raise failure("this is a folder.", where=str(path), remedy="Give a file name.")
    if not stat.S_ISREG(kind):
        raise failure("this is a device or a pipe, no file.", where=str(path), remedy="Give the name of a file.")


def require_room(path: Path, needed: int, failure: Failure) -> None:
    """Raises ``failure`` where the disk of ``path`` has plainly not ``needed`` bytes: before the work, not after it."""
    try:
        total, _, free = shutil.disk_usage(path.parent)
    except OSError:
        return  # where that can't be told, writing tells
    if total and free < needed:  # what has no size is no disk
        raise failure(f"there is no room: about {_size(needed)} are needed, {_size(free)} are free.",
                      where=str(path), remedy="Free some space or choose another disk.")


def _size(count: int) -> str:
    """Bytes in MB, or in kB where that would round to next to nothing."""
    return f"{count / 1e6:,.0f} MB" if count >= 1_500_000 else f"{count / 1e3:,.0f} kB"


def _take_place(part: Path, path: Path) -> None:
    """Keep the permissions of the file replaced; a new one gets what the umask grants instead of mkstemp's 0600.

    The bytes are on the disk before the name is: else a power cut could leave the name with nothing behind it.
    """
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    if path.exists():
        part.chmod(path.stat().st_mode & 0o7777)
    else:
        umask = os.umask(0)
        os.umask(umask)
        part.chmod(0o666 & ~umask)
    part.replace(path)


def _explained(error: OSError, path: Path, failure: Failure) -> YtterbyError:
    match error:
        case FileNotFoundError() if path.parent.is_dir():
            what, remedy = "no file can be made in this folder.", "Choose another one."
        case FileNotFoundError() | NotADirectoryError():
            what, remedy = "the folder does not exist.", "Create it or choose another one."
        case PermissionError():
            what = "the file can't be written."
            remedy = "If it is open in another program, close it there; otherwise choose another name or folder."
        case OSError(errno=errno.ENAMETOOLONG):
            what, remedy = "the name is too long for the disk.", "Choose a shorter name."
        case OSError(errno=errno.ENOSPC) | OSError(errno=errno.EDQUOT):
            what, remedy = "there is no room left on the disk.", "Free some space or choose another disk."
        case OSError(errno=errno.EFBIG):
            what, remedy = "the disk allows no file as large as this.", "Choose another disk."
        case OSError(errno=errno.EROFS):
            what, remedy = "the disk can only be read.", "Choose another folder."
        case _:
            what, remedy = f"the file can't be written ({error.strerror or error}).", "Choose another name or folder."
    return failure(what, where=str(path), remedy=remedy)
