"""The one way to read a small file somebody names: a regular file of bounded size, never a pipe or a device."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

MOST_BYTES = 64 << 20
_NAME_MOST = 200  # bytes: a disk takes 255, and notes and parts beside a file have longer names than it


def is_there(path: Path) -> bool:
    """Whether anything has this name. A name that no disk can have is nowhere: what would write it says so."""
    try:
        return path.exists()
    except OSError:
        return False


def is_file(path: Path) -> bool:
    """Whether a file has this name."""
    return is_there(path) and path.is_file()


def is_folder(path: Path) -> bool:
    """Whether a folder has this name."""
    return is_there(path) and path.is_dir()


def proposed_name(stem: str, rest: str) -> str:
    """``stem`` with ``rest`` behind it, the stem cut where a disk would not take the whole."""
    room = _NAME_MOST - len(rest.encode())
    whole = stem.encode(errors="surrogateescape")
    return f"{stem if len(whole) <= room else whole[:room].decode(errors='ignore').rstrip()}{rest}"


def plain_file(path: Path, most: int | None = None) -> None:
    """Raises OSError, its ``strerror`` a phrase for the user, for what is no file or larger than ``most`` bytes.

    Opening a pipe waits for whoever writes into it, and a device may have no end.
    """
    about = path.stat()
    if stat.S_ISDIR(about.st_mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
    if not stat.S_ISREG(about.st_mode):
        raise OSError(errno.EINVAL, "it is a pipe or a device, not a file", str(path))
    if most is not None and about.st_size > most:
        raise OSError(errno.EFBIG, f"it is larger than {most >> 20} MB", str(path))


def small_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """The file's bytes. Raises OSError as ``plain_file``."""
    plain_file(path, most)
    return path.read_bytes()


def small_text(path: Path) -> str:
    """Its text in UTF-8, with or without a mark at the start. Raises OSError as above, ValueError for another."""
    try:
        text = small_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("it is no text in UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
