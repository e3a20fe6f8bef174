"""The other end of apart.py: reads one workbook in a process of its own and sends what comes of it.

Messages are pickled pairs on standard output: ("step", (done, label)), then ("read", Reading), ("refused", (what,
where, remedy, whether a password would help)) or ("failed", text).
"""

from __future__ import annotations

import gc
import math
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from ytterby.bom.reading import Mapping

FLAG = "--read-apart"
"""The only argument with which the program is a reader for another one of its kind."""
_PAUSE = 0.05
Request = tuple[Path, "Mapping", "str | None", int, float]
"""File, mapping, password, bytes of memory, seconds of the processor."""


def main() -> None:
    """Reads what the request on standard input names. Ends with its parent."""
    request: Request = pickle.load(sys.stdin.buffer)
    replies = os.fdopen(os.dup(1), "wb")
    # Nothing but replies may stand between the replies, whatever a library prints.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _limit(request[3], request[4])
    gc.disable()  # millions of cells make the search for circles long, and reading makes hardly any
    pickle.dump(_answer(request, _Sender(replies)), replies, pickle.HIGHEST_PROTOCOL)
    replies.flush()


def _answer(request: Request, progress: _Sender) -> tuple[str, object]:
    from ytterby.bom import sniff
    from ytterby.bom.parse import parse
    from ytterby.core.errors import PasswordNeeded, WorkbookError

    path, mapping, password, _, _ = request
    try:
        return "read", parse(sniff.load(path), path, mapping, progress, password)
    except WorkbookError as error:
        return "refused", (error.what, error.where, error.remedy, isinstance(error, PasswordNeeded))
    except MemoryError:
        return "refused", ("it needs more memory than a workbook of its size should.", path.name,
                           "Save only the sheet with the bill as its own workbook.", False)
    except Exception:
        return "failed", traceback.format_exc()


class _Sender:
    """Progress that is told to the parent; it stops us by ending us."""

    def __init__(self, replies: IO[bytes]) -> None:
        self._replies, self._last = replies, 0.0

    def step(self, done: float, label: str = "") -> None:
        now = time.monotonic()
        if now - self._last > _PAUSE:
            self._last = now
            pickle.dump(("step", (done, label)), self._replies)
            self._replies.flush()


def _end_with_parent() -> None:
    """The parent holds our standard input open; where it ends without us, nobody waits for an answer."""
    while os.read(0, 1):
        pass
    os._exit(1)


def limits_processor() -> bool:
    """Can the system end a process that has used too much time of the processor?"""
    return find_spec("resource") is not None


def ran_out_of_time(code: int) -> bool:
    """Is this the exit code of a process that was ended for it?"""
    return limits_processor() and code == -signal.SIGXCPU


def _limit(memory: int, seconds: float) -> None:
    """Where the system knows such limits (memory: Linux alone holds it); elsewhere the clock must do."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _lower(resource.RLIMIT_DATA, memory)
    _lower(resource.RLIMIT_CPU, math.ceil(seconds))
    _lower(resource.RLIMIT_CORE, 0)


def _lower(which: int, limit: int) -> None:
    import resource

    _, hard = resource.getrlimit(which)
    if hard == resource.RLIM_INFINITY or limit < hard:
        resource.setrlimit(which, (limit, hard))
