"""What the command line says while it works, and how it says that something went wrong."""

from __future__ import annotations

import sys
import time
from typing import TextIO

from ytterby.core.errors import YtterbyError


class Bar:
    """Progress on one line of a terminal; nothing at all where nobody watches."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream if stream.isatty() else None
        self._next = 0.0
        self._width = 0

    def step(self, done: float, label: str = "") -> None:
        now = time.monotonic()
        if self._stream is None or now < self._next:
            return
        self._next = now + 0.1
        text = f"{min(max(done, 0.0), 1.0):4.0%} {label}"[:78]
        self._stream.write("\r" + text.ljust(self._width))
        self._stream.flush()
        self._width = len(text)

    def close(self) -> None:
        """Leave the line empty."""
        if self._stream is not None and self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
            self._width = 0


def complain(error: YtterbyError) -> None:
    """One line on standard error: where, what, what to do."""
    print(f"ytterby: {printable(str(error))}", file=sys.stderr)


def printable(text: str) -> str:
    """Text of a workbook made safe for a terminal: one line, no control characters."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
