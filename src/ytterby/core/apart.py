"""This program once more, in a process of its own: work that can be stopped at any point and takes nobody with it.

The parent asks through a Child; the child answers with pickled pairs, of which ("step", (done, label)) is progress.
"""

from __future__ import annotations

import os
import pickle
import queue
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

Message = tuple[str, object]
LISTEN_S = 0.05
_PAUSE_S = 0.05


def command(flag: str) -> list[str]:
    """This program again, whether packaged or a module, with ``flag`` alone; the window is not imported for it.

    ``-P``: nothing that lies in the working folder is taken for a module of ours.
    """
    return [sys.executable, *([] if getattr(sys, "frozen", False) else ["-P", "-m", "ytterby"]), flag]


def _environment() -> dict[str, str]:
    """Our own package for the child even where it is not installed, and no threads it does not need."""
    source = str(Path(__file__).resolve().parents[2])
    paths = [source, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1"}


class Child:
    """A process under way; it is ended when the ``with`` is left, whatever it does."""

    def __init__(self, arguments: Sequence[str]) -> None:
        import subprocess  # here, because this module is imported before the window is there

        self._process: subprocess.Popen[bytes] = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._messages: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        assert self._process.stdout is not None
        self._threads = [threading.Thread(target=_listen, args=(self._process.stdout, self._messages), daemon=True)]
        self._threads[0].start()

    def __enter__(self) -> Child:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # of what it did not take any more
                    pipe.close()

    def ask(self, request: object) -> None:
        """Returns before the child has taken it: a long request waits until the child has started."""
        assert self._process.stdin is not None
        told = pickle.dumps(request, pickle.HIGHEST_PROTOCOL)
        self._threads.append(threading.Thread(target=_tell, args=(self._process.stdin, told), daemon=True))
        self._threads[-1].start()

    def message(self) -> Message | None:
        """The next message; None where the child has ended. Raises queue.Empty where none comes within LISTEN_S."""
        return self._messages.get(timeout=LISTEN_S)

    def code(self) -> int:
        """With what the child ended; waits for it."""
        return self._process.wait()


def _tell(stream: IO[bytes], told: bytes) -> None:
    with suppress(BrokenPipeError):  # the child has ended, which its messages say
        stream.write(told)
        stream.flush()


def _listen(stream: IO[bytes], messages: queue.SimpleQueue[Message | None]) -> None:
    try:
        while True:
            messages.put(pickle.load(stream))
    except Exception:  # the end of the stream, or a message cut off by it
        messages.put(None)


class Replies:
    """The child's end: takes over standard output, and is the Progress of its work. The child ends with its parent."""

    def __init__(self) -> None:
        self._stream, self._last = os.fdopen(os.dup(1), "wb"), 0.0
        # Nothing but replies may stand between the replies, whatever a library prints.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        threading.Thread(target=_end_with_parent, daemon=True).start()

    def step(self, done: float, label: str = "") -> None:
        now = time.monotonic()
        if now - self._last > _PAUSE_S:
            self._last = now
            self.send(("step", (done, label)))

    def send(self, message: Message) -> None:
        pickle.dump(message, self._stream, pickle.HIGHEST_PROTOCOL)
        self._stream.flush()


def _end_with_parent() -> None:
    """The parent holds our standard input open; where it ends without us, nobody waits for an answer."""
    while os.read(0, 1):
        pass
    os._exit(1)
