"""What reaches the user as "we could not do that": what, where, what to do.

* YtterbyError            base; never raised itself
  + WorkbookError         a workbook can't be opened or read
    - PasswordNeeded      it is encrypted, and no password or a wrong one was given
  + RegulationError       rule data can't be used
  + ProjectError          a project or settings file can't be read or saved
    - ProjectChanged      the file to be saved over is not the one that was opened
    - ProjectInUse        somebody has the project open elsewhere
  + ReportError           an output can't be written
  + PlanningError         a what-if can't be computed as asked
  + UsageError            the call itself is wrong (an unknown date, scenario or option)

A problem *in* the data is never raised: it is an Issue (core/issue.py). Cancelled (core/progress.py) is no error.
"""

from __future__ import annotations


class YtterbyError(Exception):
    """``what`` happened, ``where`` (file, sheet, cell, key) and what ``remedy`` to try; ``str()`` is one line."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = " ".join(what.split())
        self.where = " ".join(where.split())
        self.remedy = " ".join(remedy.split())
        super().__init__(self.what, self.where, self.remedy)

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        stop = "" if not self.remedy or head.endswith((".", "!", "?", ")")) else "."
        return f"{head}{stop} {self.remedy}".strip()


class WorkbookError(YtterbyError):
    """A workbook can't be opened or read."""


class PasswordNeeded(WorkbookError):
    """A workbook is encrypted, and no password or a wrong one was given: ask for it and read again."""


class RegulationError(YtterbyError):
    """Rule data can't be used."""


class ProjectError(YtterbyError):
    """A project or settings file can't be read or saved."""


class ProjectChanged(ProjectError):
    """The file to be saved over is not the one that was opened: ask whose work is to stay."""


class ProjectInUse(ProjectError):
    """Somebody has the project open elsewhere: ask whether a copy will do."""


class ReportError(YtterbyError):
    """An output can't be written."""


class PlanningError(YtterbyError):
    """A what-if can't be computed as asked."""


class UsageError(YtterbyError):
    """The call itself is wrong."""
