"""``python -m ytterby`` and the installed command. Before all imports, so that Ctrl+C ends these too in order."""

from __future__ import annotations

import os
import signal
from types import FrameType


def start() -> None:
    """Import the program and run it. A stop that was ignored from outside, as in the background, stays so."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stopped)
        from ytterby.cli.main import entry

        signal.signal(signal.SIGINT, signal.default_int_handler)
    else:
        from ytterby.cli.main import entry
    entry()


def _stopped(number: int, frame: FrameType | None) -> None:
    """Nothing is begun yet that would have to be undone, and raised within an import it would be told as a fault."""
    os.write(2, b"ytterby: stopped\n")
    os._exit(130)


if __name__ == "__main__":
    start()
