"""Reading in a process of its own, which can be stopped at any point and takes nobody with it when it breaks."""

from __future__ import annotations

import queue
import time
from pathlib import Path
from typing import NoReturn

from ytterby.bom.reading import Mapping, Reading
from ytterby.bom.worker import FLAG, Request, limits_processor, ran_out_of_time
from ytterby.core.apart import Child, Message, command
from ytterby.core.errors import PasswordNeeded, WorkbookError
from ytterby.core.progress import Progress

_BASE_SECONDS, _SECONDS_PER_BYTE = 18.0, 1e-6
# Where time of the processor can be limited, the clock only ends what waits for ever: a busy machine is no fault of
# the file. Elsewhere (Windows) the clock has to do.
_PATIENCE = 10.0 if limits_processor() else 1.0
_BASE_MEMORY, _MEMORY_PER_BYTE = 900 << 20, 24


def read_apart(path: Path, mapping: Mapping, progress: Progress, password: str | None, size: int) -> Reading:
    """As read.read, for a file of ``size`` bytes once unpacked; it gets processor time and memory by its size.

    Raises Cancelled within 0.1 s of ``progress`` raising it, and WorkbookError also where the reader breaks, takes
    too long or too much memory.
    """
    seconds = _BASE_SECONDS + _SECONDS_PER_BYTE * size
    request: Request = path, mapping, password, _BASE_MEMORY + _MEMORY_PER_BYTE * size, seconds
    latest = time.monotonic() + _PATIENCE * seconds
    with Child(_command()) as child:
        child.ask(request)
        import numpy  # noqa: F401 - what comes is made of it; the other process has its own start meanwhile

        return _awaited(child, path, progress, latest)


def _command() -> list[str]:
    return command(FLAG)


def _awaited(child: Child, path: Path, progress: Progress, latest: float) -> Reading:
    done, label = 0.0, path.name
    while True:
        try:
            message = child.message()
        except queue.Empty:
            progress.step(done, label)
            if time.monotonic() > latest:
                raise _given_up(path) from None
            continue
        match message:
            case ("step", (float(done), str(label))):
                progress.step(done, label)
            case ("read", Reading() as reading):
                progress.step(1.0)
                return reading
            case None:
                raise _ended(child, path)
            case _:
                _refuse(message, path)


def _refuse(message: Message, path: Path) -> NoReturn:
    match message:
        case ("refused", (str(what), str(where), str(remedy), bool(password))):
            kind = PasswordNeeded if password else WorkbookError
            raise kind(what, where=where, remedy=remedy)
        case ("failed", str(report)):
            raise RuntimeError(f"the reader failed:\n{report}")
        case _:
            raise _broke(path)


def _ended(child: Child, path: Path) -> WorkbookError:
    """Why the child ended without an answer."""
    return _given_up(path) if ran_out_of_time(child.code()) else _broke(path)


def _given_up(path: Path) -> WorkbookError:
    return WorkbookError(
        "it takes far longer to read than a workbook of its size should; it was given up.", where=path.name,
        remedy="Save only the sheet with the bill as its own workbook.",
    )


def _broke(path: Path) -> WorkbookError:
    return WorkbookError(
        "the workbook is damaged: the reader broke off.", where=path.name,
        remedy="Open it in Excel or LibreOffice and save it anew.",
    )
