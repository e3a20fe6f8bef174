"""A problem in the data, as a value: collected and shown with its place, never raised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters to the result."""

    ERROR = "error"  # something was lost or can't be used
    WARNING = "warning"  # used, but a person should look
    NOTE = "note"  # said for the record: what was left out and why


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a file. ``row`` is the number Excel shows (1 = first), ``column`` the letter; both may be unknown."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        cell = f"{self.column}{self.row or ''}" if self.column else (f"row {self.row}" if self.row else "")
        return " ".join(part for part in (self.file, self.sheet and f"sheet {self.sheet}", cell) if part)


@dataclass(frozen=True, slots=True)
class Issue:
    """``code`` names the kind (kebab-case, sentences in core/text.py), ``params`` fill its sentence."""

    code: str
    severity: Severity
    params: tuple[tuple[str, str], ...] = ()
    where: Where = Where()

    @classmethod
    def of(cls, code: str, severity: Severity, where: Where = Where(), **params: object) -> Issue:
        return cls(code, severity, tuple((name, str(value)) for name, value in params.items()), where)
