"""A bug of the window written down, with the Qt binding that ran."""

from __future__ import annotations

from pathlib import Path

import PySide6

from ytterby.workspace.faults import kept, told


def write_down(error: BaseException) -> tuple[str, Path | None]:
    """The report, and the file that now holds it (None where it could not be written)."""
    report = told(error, f"Qt binding {PySide6.__version__}")
    try:
        return report, kept(error, report)
    except OSError:
        return report, None
