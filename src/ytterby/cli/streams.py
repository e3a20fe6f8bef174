"""The standard streams made safe: closed, full or with nobody at the other end, they never stop the work."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO, TextIO, cast


class Outlet:
    """The bytes under a standard stream. What it does not take goes nowhere; ``lost`` says why."""

    def __init__(self, under: BinaryIO) -> None:
        self._under = under
        self.lost: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._under.write(data)
        except OSError as error:
            self._lose(error)
            return len(data)

    def flush(self) -> None:
        try:
            self._under.flush()
        except OSError as error:
            self._lose(error)

    def _lose(self, error: OSError) -> None:
        self.lost = self.lost or error
        # What is left in buffers would complain once more, at the latest when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), self._under.fileno())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._under, name)


def guard() -> Outlet | None:
    """Put outlets under standard output and standard error; gives that of standard output, if it is open."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the number, which the next file opened would get otherwise
    sys.stdout, out = _guarded(sys.stdout)
    sys.stderr, _ = _guarded(sys.stderr)
    return out


def _guarded(stream: TextIO | None) -> tuple[TextIO, Outlet | None]:
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8"), None
    if not isinstance(stream, io.TextIOWrapper):
        return stream, None
    outlet = Outlet(cast(BinaryIO, stream.buffer))
    # A console that can't show Chinese shall show "?" in its place, not fail.
    return io.TextIOWrapper(cast(BinaryIO, outlet), stream.encoding, "replace", line_buffering=stream.line_buffering,
                            write_through=stream.write_through), outlet


def write_json(texts: Iterable[str]) -> None:
    """To standard output, in UTF-8 whatever the console is. What UTF-8 has no bytes for is escaped as JSON does."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.stdout.writelines(texts)
