"""Reading in a process of its own, which can be stopped at any point and takes nobody with it when it breaks."""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, NoReturn

from ytterby.bom.reading import Mapping, Reading
from ytterby.bom.worker import FLAG, Request, limits_processor, ran_out_of_time
from ytterby.core.errors import PasswordNeeded, WorkbookError
from ytterby.core.progress import Progress

_LISTEN = 0.05
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
    child = subprocess.Popen(
        _command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    seconds = _BASE_SECONDS + _SECONDS_PER_BYTE * size
    try:
        return _answer(child, (path, mapping, password, _BASE_MEMORY + _MEMORY_PER_BYTE * size, seconds), progress,
                       time.monotonic() + _PATIENCE * seconds)
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()


def _command() -> list[str]:
    """This program again, whether packaged or a module; the window is not imported for it."""
    return [sys.executable, *([] if getattr(sys, "frozen", False) else ["-m", "ytterby"]), FLAG]


def _environment() -> dict[str, str]:
    """Our own package for the child even where it is not installed, and no threads it does not need."""
    source = str(Path(__file__).resolve().parents[2])
    paths = [source, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1"}


def _answer(child: subprocess.Popen[bytes], request: Request, progress: Progress, latest: float) -> Reading:
    assert child.stdin is not None
    assert child.stdout is not None
    messages: queue.SimpleQueue[tuple[str, object] | None] = queue.SimpleQueue()
    listener = threading.Thread(target=_listen, args=(child.stdout, messages), daemon=True)
    listener.start()
    try:
        pickle.dump(request, child.stdin)
        child.stdin.flush()
        return _awaited(child, messages, request[0], progress, latest)
    except BrokenPipeError:
        raise _ended(child, request[0]) from None
    finally:
        child.kill()
        listener.join()


def _listen(stream: IO[bytes], messages: queue.SimpleQueue[tuple[str, object] | None]) -> None:
    import numpy  # noqa: F401 - what comes is made of it; the other process has its own start meanwhile

    try:
        while True:
            messages.put(pickle.load(stream))
    except Exception:  # the end of the stream, or a message cut off by it
        messages.put(None)


def _awaited(child: subprocess.Popen[bytes], messages: queue.SimpleQueue[tuple[str, object] | None], path: Path,
             progress: Progress, latest: float) -> Reading:
    done, label = 0.0, path.name
    while True:
        try:
            message = messages.get(timeout=_LISTEN)
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


def _refuse(message: tuple[str, object], path: Path) -> NoReturn:
    match message:
        case ("refused", (str(what), str(where), str(remedy), bool(password))):
            kind = PasswordNeeded if password else WorkbookError
            raise kind(what, where=where, remedy=remedy)
        case ("failed", str(report)):
            raise RuntimeError(f"the reader failed:\n{report}")
        case _:
            raise _broke(path)


def _ended(child: subprocess.Popen[bytes], path: Path) -> WorkbookError:
    """Why the child ended without an answer."""
    return _given_up(path) if ran_out_of_time(child.wait()) else _broke(path)


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
