"""A bug written down: what happened, in which code, never what a cell holds."""

from __future__ import annotations

import logging
import platform
import traceback
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

import PySide6

import ytterby


def write_down(error: BaseException) -> tuple[str, Path | None]:
    """The report, and the log file that now holds it (None where it could not be written)."""
    trace = "\nthen\n".join(
        f"{type(each).__name__}\n" + "".join(traceback.format_tb(each.__traceback__)) for each in _chain(error)
    )
    report = (f"Ytterby {ytterby.__version__}, Python {platform.python_version()}, Qt binding {PySide6.__version__}, "
              f"{platform.platform()}\n{datetime.now(UTC).isoformat(timespec='seconds')}\n\n{trace}")
    try:
        return report, _log(report)
    except OSError:
        return report, None


def _log(report: str) -> Path:
    import platformdirs

    folder = platformdirs.user_log_path("ytterby", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / "ytterby.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.handle(logging.LogRecord("ytterby.gui", logging.ERROR, __file__, 0, report, None, None))
    handler.close()
    return folder / "ytterby.log"


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what it came from, the first cause first."""
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.insert(0, current)
        current = current.__cause__ or current.__context__
    return chain
