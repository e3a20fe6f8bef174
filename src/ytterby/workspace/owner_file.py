"""Who owns whom, as a file the user keeps: a CSV of two columns, the name of a source and its owner."""

from __future__ import annotations

import csv
from pathlib import Path

from ytterby.core.errors import UsageError
from ytterby.core.files import small_text

_HEADINGS = ("name", "owner")


def load_owners(path: Path) -> tuple[tuple[str, str], ...]:
    """(name, owner) in the order of the file, UTF-8, with commas or semicolons; headings ``name`` and ``owner``.

    Raises UsageError with file and row where it can't be used.
    """
    try:
        text = small_text(path)
    except (OSError, ValueError) as error:
        raise UsageError(f"the table of owners can't be read ({getattr(error, 'strerror', '') or 'no UTF-8 text'}).",
                         where=str(path), remedy="Save it as CSV in UTF-8.") from error
    lines = text.splitlines()
    comma = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    rows = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=comma)]
    if not rows or [cell.casefold() for cell in rows[0][:2]] != list(_HEADINGS):
        raise UsageError("the first row must be the headings: name, owner.", where=str(path))
    found: dict[str, str] = {}
    for number, row in enumerate(rows[1:], 2):
        if not any(row):
            continue
        if len(row) < 2 or not row[0] or not row[1]:
            raise UsageError("a name and its owner are needed.", where=f"{path} row {number}")
        if found.get(row[0], row[1]) != row[1]:
            raise UsageError(f"{row[0]!r} has two owners.", where=f"{path} row {number}", remedy="Keep one of them.")
        found[row[0]] = row[1]
    return tuple(found.items())
