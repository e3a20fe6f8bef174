"""What is known of firms, as a file the user keeps: a CSV with the name of a source, its owner, and its time to recover
after an outage."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ytterby.core.errors import UsageError
from ytterby.core.files import small_text

_HEADINGS = ("name", "owner")
_RECOVERY = "recover_days"
LONGEST_RECOVERY = 3650
"""Days: beyond that a source has not failed but gone."""
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Firms:
    """(name, owner) and (name, days to recover), each in the order of the file."""

    owners: tuple[tuple[str, str], ...]
    recovery: tuple[tuple[str, float], ...] = ()


def load_firms(path: Path) -> Firms:
    """UTF-8, with commas or semicolons; headings ``name`` and ``owner``, and ``recover_days`` where somebody states it:
    an owner may then be left empty.

    Raises UsageError with file and row where it can't be used.
    """
    rows, comma = _rows(path)
    head = [cell.casefold() for cell in rows[0]] if rows else []
    if head[:2] != list(_HEADINGS):
        raise UsageError(f"the first row must be the headings: name, owner, and {_RECOVERY} where it is known.",
                         where=str(path))
    timed = head.index(_RECOVERY) if _RECOVERY in head else None
    owners: dict[str, str] = {}
    recovery: dict[str, float] = {}
    for number, row in enumerate(rows[1:], 2):
        if not any(row):
            continue
        name, owner = (*row, "", "")[:2]
        days = row[timed] if timed is not None and timed < len(row) else ""
        where = f"{path} row {number}"
        if not name or not (owner or days):
            raise UsageError("a name and its owner are needed" + ("." if timed is None else ", or days to recover."),
                             where=where)
        if owner:
            _note(owners, name, owner, "owners", where)
        if days:
            _note(recovery, name, _days(days, comma, where), "times to recover", where)
    return Firms(tuple(owners.items()), tuple(recovery.items()))


def _rows(path: Path) -> tuple[list[list[str]], str]:
    """Cells by row, and what parts them."""
    try:
        text = small_text(path)
    except (OSError, ValueError) as error:
        raise UsageError(f"the table of owners can't be read ({getattr(error, 'strerror', '') or 'no UTF-8 text'}).",
                         where=str(path), remedy="Save it as CSV in UTF-8.") from error
    lines = text.splitlines()
    comma = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    return [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=comma)], comma


def _days(text: str, comma: str, where: str) -> float:
    """Where semicolons part the cells, a comma may be the decimal mark."""
    try:
        days = float(text.replace(",", ".") if comma == ";" else text)
    except ValueError:
        days = 0.0
    if not 0.0 < days <= LONGEST_RECOVERY:
        raise UsageError(f"{text!r} is no time to recover.", where=where,
                         remedy=f"Give 1 to {LONGEST_RECOVERY:,} calendar days.")
    return days


def _note(known: dict[str, Value], name: str, value: Value, plural: str, where: str) -> None:
    if known.setdefault(name, value) != value:
        raise UsageError(f"{name!r} has two {plural}.", where=where, remedy="Keep one of them.")
