"""Which questionnaires went out and which came back: told by the forms themselves, as they lie in a folder."""

from __future__ import annotations

from pathlib import Path

from ytterby.core.errors import WorkbookError
from ytterby.core.progress import SILENT, Progress
from ytterby.report.questions import Sent as Sent


def sent_from(folder: Path | None, progress: Progress = SILENT) -> tuple[Sent, ...]:
    """Of the folder that the project names; one that is no longer there says nothing."""
    return look_through(folder, progress) if folder is not None and folder.is_dir() else ()


def look_through(folder: Path, progress: Progress = SILENT) -> tuple[Sent, ...]:
    """All forms in the folder, by name; other files are passed over. Raises WorkbookError where there is no folder."""
    from ytterby.report.answers import form_state

    if not folder.is_dir():
        raise WorkbookError("this is no folder with questionnaires.", where=str(folder))
    found = []
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".xlsx" and path.is_file())
    for place, path in enumerate(files):
        progress.step(place / len(files), path.name)
        try:
            found.append(form_state(path))
        except WorkbookError:
            continue
    return tuple(found)
