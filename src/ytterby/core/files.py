"""The one way to read a small file somebody names: a regular file of bounded size, never a pipe or a device."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

MOST_BYTES = 64 << 20


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
    """Its text in UTF-8, with or without a mark at the start. Raises OSError as above, UnicodeDecodeError."""
    return small_bytes(path).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
