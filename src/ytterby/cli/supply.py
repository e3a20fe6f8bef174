"""What the options add to a project: further workbooks, and who owns whom among the sources."""

from __future__ import annotations

import argparse
from datetime import date

from ytterby.bom.reading import Mapping
from ytterby.core.errors import UsageError
from ytterby.core.progress import SILENT, Progress
from ytterby.workspace.assess import open_workbook
from ytterby.workspace.bills import Bill
from ytterby.workspace.document import Document
from ytterby.workspace.edits import add_bill, set_firms
from ytterby.workspace.formats import is_project
from ytterby.workspace.owner_file import load_firms


def with_supply(document: Document, options: argparse.Namespace, progress: Progress = SILENT) -> Document:
    """The document with the bills of ``further`` and the table of ``owners``."""
    for path in options.further:
        if is_project(path):
            raise UsageError("a project can't be joined to another.", where=str(path), remedy="Give its workbook.")
        read = open_workbook(path, Mapping(), date.min, progress)
        assert read.reading is not None
        document = add_bill(document, Bill(path, Mapping(), read.reading))
    return document if options.owners is None else set_firms(document, load_firms(options.owners))
