"""The further workbooks of a project, read again from the disk when the first one is."""

from __future__ import annotations

from dataclasses import replace

from ytterby.bom.read import read
from ytterby.core.progress import SILENT, Progress
from ytterby.workspace.document import Document
from ytterby.workspace.edits import with_bills


def read_anew(document: Document, progress: Progress = SILENT) -> Document:
    """All workbooks but the first as they are now; the same document where there is only one.

    Raises WorkbookError where one of them is gone: it is named, and stays as it was until it is removed.
    """
    if len(document.bills) < 2:
        return document
    further = tuple(replace(bill, reading=read(bill.path, bill.mapping, progress)) for bill in document.bills[1:])
    return with_bills(document, (document.bills[0], *further))
