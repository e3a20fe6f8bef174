"""The line register as CSV, for programs and for Excel, which must not take a text of the bill for a formula."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from ytterby.core.errors import ReportError
from ytterby.core.progress import SILENT, Progress
from ytterby.report.cell_text import clean
from ytterby.report.dossier import Dossier
from ytterby.report.page import Cell, Link
from ytterby.report.sheets.register import COLUMNS, Lines
from ytterby.workspace.atomic import replacing, require_room

SEPARATORS = {"point": ",", "comma": ";"}
"""Decimal mark → what parts the fields: where Excel writes 1,5 it takes a comma between fields for part of a number."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Full-width signs too: Excel set to an East Asian language takes them for the plain ones."""
_STEP = 500
_ROOM_A_LINE = 1_500  # bytes: twice what was seen


def write(dossier: Dossier, path: Path, progress: Progress = SILENT, *, decimal: str = "point") -> None:
    """UTF-8 with its mark, so that Excel knows it; ``decimal`` is a key of SEPARATORS. Raises ReportError."""
    lines = Lines(dossier, 0, len(dossier.assessment.reading.bom))
    require_room(path, _ROOM_A_LINE * len(lines), ReportError)
    with replacing(path, ReportError) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        writer, shown = csv.writer(file, delimiter=SEPARATORS[decimal]), field if decimal == "point" else _with_comma
        writer.writerow([column.heading for column in COLUMNS])
        for number, row in enumerate(lines):
            if number % _STEP == 0:
                progress.step(number / len(lines), "Writing CSV")
            writer.writerow(map(shown, row))


def _with_comma(cell: Cell) -> str | int:
    made = field(cell)
    return repr(made).replace(".", ",") if isinstance(made, float) else made


def field(cell: Cell) -> str | int | float:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    match cell:
        case None:
            return ""
        case str() | Link():
            text = clean(cell if isinstance(cell, str) else cell.text)
            return f"'{text}" if text.startswith(_FORMULA) else text
        case int() | float():
            return cell
        case date():
            return cell.isoformat()
        case _:
            raise TypeError("this is no value")
