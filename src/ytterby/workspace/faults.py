"""A bug: what happened goes to a file that the user can send. It names code, never what a cell holds."""

from __future__ import annotations

import logging
import platform
import tempfile
import traceback
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

import ytterby


def log_folder() -> Path:
    """The platform's folder for logs, or a new temporary one where that can't be made."""
    import platformdirs

    folder = platformdirs.user_log_path("ytterby", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="ytterby-"))
    return folder


def told(error: BaseException, *beside: str) -> str:
    """The report as text; ``beside`` names further parts of the program that ran. Messages of errors may quote cells:
    left out."""
    trace = [_name(each) + "\n" + "".join(traceback.format_tb(each.__traceback__)) for each in _chain(error)]
    ran = ", ".join((f"Ytterby {ytterby.__version__}", f"Python {platform.python_version()}", *beside,
                     platform.platform()))
    return f"{ran}\n{datetime.now(UTC).isoformat(timespec='seconds')}\n\n" + "\nthen\n".join(trace)


def kept(error: BaseException, text: str) -> Path:
    """Write the report to a file of its own and note it in the log; gives the file. Raises OSError."""
    folder = log_folder()
    file = folder / f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
    file.write_text(text, "utf-8")
    handler = RotatingFileHandler(folder / "ytterby.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    note = f"{type(error).__name__}; report {file.name}"
    handler.handle(logging.LogRecord("ytterby.crash", logging.ERROR, __file__, 0, note, None, None))
    handler.close()
    return file


def _name(error: BaseException) -> str:
    """The kind of error; of a failed file operation also which file, as that is no content."""
    kind = type(error).__name__
    return f"{kind}: {error.strerror}: {error.filename}" if isinstance(error, OSError) else kind


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what it came from, the first cause first."""
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.insert(0, current)
        current = current.__cause__ or current.__context__
    return chain
