"""What every command that takes a workbook does first: mapping, sheets, password, day, as the options say."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

from ytterby.bom.reading import Mapping
from ytterby.core.errors import UsageError
from ytterby.core.files import small_text
from ytterby.core.progress import Progress
from ytterby.workspace.assess import open_workbook
from ytterby.workspace.document import Document
from ytterby.workspace.edits import set_as_of, set_rates
from ytterby.workspace.formats import is_project
from ytterby.workspace.mapping_file import load_mapping, refuse_unknown
from ytterby.workspace.rate_file import load_rates


def opened(options: argparse.Namespace, progress: Progress) -> Document:
    """The document of ``workbook`` under ``sheet``, ``mapping``, ``password_file`` and ``as_of`` of the options."""
    if is_project(options.workbook) and (options.sheet or options.mapping):
        raise UsageError("a project holds what was read from its workbook.", where=str(options.workbook),
                         remedy="Leave --sheet and --mapping out, or give the workbook.")
    mapping = load_mapping(options.mapping) if options.mapping else Mapping()
    if options.sheet:
        mapping = replace(mapping, sheets=tuple(options.sheet))
    document = open_workbook(options.workbook, mapping, options.as_of or date.today(), progress,
                             password=password(options.password_file))
    if options.mapping and document.reading:
        refuse_unknown(mapping, document.reading, options.mapping)
    if options.rates is not None:
        document = set_rates(document, load_rates(options.rates))
    return document if options.as_of is None else set_as_of(document, options.as_of)


def password(file: Path | None) -> str | None:
    """The first line of the file: a password on the command line would be seen by everyone on the machine."""
    if file is None:
        return None
    try:
        return (small_text(file).splitlines() or [""])[0]
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"the password can't be read ({reason}).", where=str(file)) from None
