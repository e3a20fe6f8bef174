"""The workbooks of a project, read again from the disk: one under another mapping, or all as they are now."""

from __future__ import annotations

from collections.abc import Mapping as Table
from dataclasses import replace
from pathlib import Path

from ytterby.bom.compare import Comparison, compare
from ytterby.bom.read import read
from ytterby.bom.reading import Mapping
from ytterby.core.errors import PasswordNeeded
from ytterby.core.progress import SILENT, Progress
from ytterby.workspace.document import Document
from ytterby.workspace.edits import bills_of, with_bills


def read_anew(
    document: Document, mappings: Table[int, Mapping], progress: Progress = SILENT, *,
    passwords: Table[Path, str] | None = None,
) -> tuple[Document, tuple[Comparison, ...]]:
    """The workbooks at these places of the project as they are now, each under its mapping, and what is other in those
    whose file is another version.

    Raises WorkbookError where one of them is gone: it is named, and stays as it was until it is removed; PasswordNeeded
    with its whole path where ``passwords`` do not open it.
    """
    bills, changes = list(bills_of(document)), []
    for place, mapping in mappings.items():
        before = bills[place]
        try:
            fresh = read(before.path, mapping, progress, password=(passwords or {}).get(before.path))
        except PasswordNeeded as error:
            raise PasswordNeeded(error.what, where=str(before.path), remedy=error.remedy) from error
        bills[place] = replace(before, mapping=mapping, reading=fresh)
        if fresh.bom.sha256 != before.reading.bom.sha256:
            changes.append(compare(before.reading.bom, fresh.bom))
    return with_bills(document, tuple(bills)), tuple(changes)
