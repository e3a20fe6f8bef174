"""What is to be written, looked at before any work: no input is ever written to, and no file twice."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from ytterby.core.errors import ReportError, UsageError
from ytterby.workspace.atomic import refuse_unwritable


def refuse(files: Sequence[Path], inputs: Iterable[Path | None], *folders: Path | None) -> None:
    """``folders`` are to write files of their own names to, made where they do not exist.

    Raises UsageError where an output is an input or named twice, ReportError where it can't be written.
    """
    given = [path for path in inputs if path is not None]
    into = [folder for folder in folders if folder is not None]
    outputs = [*files, *into]
    for place, out in enumerate(outputs):
        if any(_same(out, path) for path in given):
            raise UsageError("this is an input, which is never written to.", where=str(out),
                             remedy="Choose another name.")
        if any(_same(out, other) for other in outputs[:place]):
            raise UsageError("two outputs name the same file.", where=str(out), remedy="Choose another name for one.")
    for out in files:
        refuse_unwritable(out, ReportError)
    for folder in into:
        if os.access(folder, os.F_OK) and not folder.is_dir():
            raise ReportError("this is no folder.", where=str(folder), remedy="Choose another name.")


def _same(one: Path, other: Path) -> bool:
    """Also by way of links, and where neither exists yet."""
    try:
        return one.samefile(other)
    except OSError:  # one is not there, or not for us to see
        return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))
