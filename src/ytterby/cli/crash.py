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


def report(error: BaseException) -> Path:
    """Write the crash report and note it in the log; gives the file. Messages of errors may quote cells: left out."""
    folder, now = log_folder(), datetime.now(UTC)
    trace = [_name(each) + "\n" + "".join(traceback.format_tb(each.__traceback__)) for each in _chain(error)]
    text = (f"Ytterby {ytterby.__version__}, Python {platform.python_version()}, {platform.platform()}\n"
            f"{now.isoformat(timespec='seconds')}\n\n" + "\nthen\n".join(trace))
    file = folder / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
    file.write_text(text, "utf-8")
    log = logging.getLogger("ytterby.crash")
    handler = RotatingFileHandler(folder / "ytterby.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log.propagate = False
    log.addHandler(handler)
    log.error("%s; report %s", type(error).__name__, file.name)
    log.removeHandler(handler)
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
