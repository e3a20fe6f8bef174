"""A page of a report as a value: texts, tables and charts one below the other, before any file format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Protocol, runtime_checkable


class Kind(Enum):
    """What a column holds, which sets its number format; shares are 0..1 and shown in percent."""

    TEXT = "text"
    WRAP = "wrap"
    STATUS = "status"
    WHOLE = "whole"
    NUMBER = "number"
    MASS = "mass"
    MONEY = "money"
    SHARE = "share"
    DAYS = "days"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to a row (1 = first) of another sheet of the same workbook."""

    text: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula without "="; ``{row}`` stands for the row it is in. ``value`` is what it gives on our figures."""

    text: str
    value: str | int | float


@dataclass(frozen=True, slots=True)
class Input:
    """A figure that the reader may change, and formulas follow; None where it is not stated."""

    value: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of another kind than its column."""

    value: float
    kind: Kind


Cell = str | int | float | date | Link | Formula | Input | Measured | None
Row = tuple[Cell, ...]


@runtime_checkable
class Grouped(Protocol):
    """Rows in three parts, of which the middle one is the same tuple wherever it recurs: what is written is kept."""

    def groups(self) -> Iterator[tuple[Row, Row, Row]]: ...


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in characters. ``choices`` make a drop-down; ``words`` of a status get their colours, else outcomes."""

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 14
    choices: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Style(StrEnum):
    """How a text stands on the page."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Text:
    """One line or paragraph."""

    text: str
    style: Style = Style.NOTE


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """``key`` is what a chart names it by; the ``main`` table of a page gets filter and frozen heading.

    ``rows`` can be walked more than once. Headings differ from each other, whatever their case.
    """

    columns: tuple[Column, ...]
    rows: Iterable[Row]
    key: str = ""
    main: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of a table on the page: column 0 names them, ``series`` are the columns drawn, stacked.

    ``outcomes`` colours each bar by its status instead of each series.
    """

    title: str
    table: str
    series: tuple[int, ...]
    axis: str
    outcomes: tuple[str, ...] = ()
    height: int = 14


Block = Text | Table | Chart


@dataclass(frozen=True, slots=True)
class Page:
    """``name`` is the sheet's name, at most 31 characters.

    On paper: the first ``printed_columns`` (0: all), as wide as the paper; ``one_page`` upright on a single one.
    ``noticed``: the page says the notices itself, so that its basis need not.
    """

    name: str
    blocks: tuple[Block, ...]
    frozen_columns: int = 0
    printed_columns: int = 0
    one_page: bool = False
    noticed: bool = False


def header_row(page: Page) -> int:
    """The row (1 = first) where the heading of the first table stands: each text before it takes one row."""
    row = 1
    for block in page.blocks:
        if isinstance(block, Table):
            return row
        row += 1
    return row
