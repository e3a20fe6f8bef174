"""The other end of apart.py: reads one workbook in a process of its own and sends what comes of it.

Messages are pickled pairs on standard output: ("step", (done, label)), then ("read", Reading), ("refused", (what,
where, remedy, whether a password would help)) or ("failed", text).
"""

from __future__ import annotations

import copyreg
import gc
import math
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import fields
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ytterby.core.apart import Message, Replies
from ytterby.core.estimate import Estimate
from ytterby.core.item import Item, Money, Source
from ytterby.core.progress import Progress

if TYPE_CHECKING:
    from ytterby.bom.reading import Mapping

FLAG = "--read-apart"
"""The only argument with which the program is a reader for another one of its kind."""
Request = tuple[Path, "Mapping", "str | None", int, float]
"""File, mapping, password, bytes of memory, seconds of the processor."""


def main() -> None:
    """Reads what the request on standard input names. Ends with its parent."""
    request: Request = pickle.load(sys.stdin.buffer)
    replies = Replies()
    _send_by_fields()
    _limit(request[3], request[4])
    gc.disable()  # millions of cells make the search for circles long, and reading makes hardly any
    replies.send(_answer(request, replies))


def _answer(request: Request, progress: Progress) -> Message:
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


def _send_by_fields() -> None:
    """Lets what a bill holds thousands of be made anew from its fields, in half the time of setting each."""
    for kind in (Item, Source, Money, Estimate):
        copyreg.pickle(kind, _maker(tuple(each.name for each in fields(kind))))


def _maker(names: tuple[str, ...]) -> Callable[[object], tuple[type, tuple[object, ...]]]:
    return lambda value: (type(value), tuple([getattr(value, name) for name in names]))


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
