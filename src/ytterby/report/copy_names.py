"""What the annotated copy of a workbook, and the brief, may be called: a file is opened by the end of its name."""

from __future__ import annotations

from pathlib import Path

from ytterby.core.errors import ReportError

WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm")


def require_workbook(target: Path) -> None:
    """Raises ReportError where no copy of any workbook may have this name; known before anything is read."""
    if target.suffix.lower() not in WORKBOOKS:
        raise ReportError("an annotated copy is a workbook, and can't have this name.", where=str(target),
                          remedy="Choose a name that ends in .xlsx (.xlsm for a workbook with macros).")


def require_pdf(target: Path) -> None:
    """Raises ReportError where the brief, which is a PDF, is to have the name of something else."""
    if target.suffix.lower() != ".pdf":
        raise ReportError("the brief is a PDF, and can't have this name.", where=str(target),
                          remedy="Choose a name that ends in .pdf.")
