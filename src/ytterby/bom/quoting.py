"""Text cut into records and cells, quoted or not; a quotation mark that is never closed swallows no lines."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import _csv

MOST_CHARACTERS = 1 << 17  # of a cell; Excel's take 32,767
_SAMPLE = 2_000  # lines that tell how many cells a line has
_FULL = 0.6  # of the lines in a cell, from where on they look like records
_MANY = 4  # of them are no accident, even where the mark is closed
_MOST_OPEN = 50  # marks left open, from where on no cell goes over several lines: each costs a reading up to the next
_LOOKED_AT = 60  # lines below a mark


class Records:
    """The records of a text, each with its number from 1. Raises csv.Error where a cell has no end.

    ``opened`` are the numbers of records with a quotation mark that is not closed, read as if it were not there, and
    ``spanning`` those with a cell over several lines that look like records themselves.
    """

    def __init__(self, text: str, separator: str) -> None:
        csv.field_size_limit(MOST_CHARACTERS)
        self._lines = list(io.StringIO(text, newline=""))
        self._separator = separator
        self._mark = "'" if _by_apostrophes(text[:60_000], separator) else '"'
        widths = Counter(map(self._width, self._lines[:_SAMPLE]))
        self._wide = max(widths, key=lambda width: width * widths[width], default=1)
        self.opened: list[int] = []
        self.spanning: list[int] = []

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        number = at = begin = 0
        reader = self._reader(self._lines)
        while True:
            number += 1
            try:
                record = next(reader, None)
                end, is_open = begin + reader.line_num, False
            except csv.Error:
                record, end, is_open = [], at + _LOOKED_AT, True
                if not self._are_records(at, end):
                    raise
            if record is None:
                return
            if is_open or self._swallows(number, at, end, record):
                self.opened.append(number)
                record, end = self._open(at), at + 1
                reader, begin = self._reader(self._below(end)), end
            yield number, record
            at = end

    def _reader(self, lines: Iterable[str], *, strict: bool = False) -> _csv.Reader:
        return csv.reader(lines, delimiter=self._separator, quotechar=self._mark, strict=strict)

    def _below(self, begin: int) -> Iterator[str]:
        lines = islice(self._lines, begin, None)
        if len(self.opened) < _MOST_OPEN:
            return lines
        return (line.replace(self._mark, "") if line.count(self._mark) % 2 else line for line in lines)

    def _swallows(self, number: int, at: int, end: int, record: list[str]) -> bool:
        """Does the record from line ``at`` to before ``end`` hold others, because its mark is not closed?"""
        if end - at < 2 and (end < len(self._lines) or len(record) >= self._wide):
            return False
        try:
            list(self._reader(self._lines[at:end], strict=True))
        except csv.Error as error:
            return "end of data" in str(error) or self._are_records(at, end)
        if not self._are_records(at, end):
            return False
        if end - at > _MANY:
            return True
        self.spanning.append(number)
        return False

    def _are_records(self, at: int, end: int) -> bool:
        """Are the lines there, taken for themselves, as wide as the others?"""
        below = [self._width(line) for line in self._lines[at + 1 : min(end, at + _LOOKED_AT)] if line.strip()]
        first = self._lines[at].count(self._separator) + 1
        return first >= self._wide > 1 and below.count(self._wide) >= max(1, _FULL * len(below))

    def _width(self, line: str) -> int:
        """How many cells a line has for itself; a mark that is not closed in it parts none."""
        if self._mark in line and line.count(self._mark) % 2 == 0 and len(line) < MOST_CHARACTERS:
            return len(next(self._reader([line]), []))
        return line.count(self._separator) + 1

    def _open(self, at: int) -> list[str]:
        """The cells of a line without the mark left open in it; those too many belong to the text behind it."""
        line = self._lines[at].rstrip("\r\n")
        if len(line) >= MOST_CHARACTERS:
            return line.split(self._separator)
        cells: list[str] = next(self._reader([line]), [])
        if line.count(self._mark) % 2 == 0:
            return cells
        rest = cells.pop().split(self._separator)
        spare = max(0, len(cells) + len(rest) - self._wide)
        return [*cells, self._separator.join(rest[: spare + 1]), *rest[spare + 1 :]]


def _by_apostrophes(sample: str, separator: str) -> bool:
    """Are cells quoted by apostrophes: one in every second line at least, and none by quotation marks?"""
    if '"' in sample or "'" not in sample:
        return False
    ends = f"[{re.escape(separator)}\r\n]"
    quoted = re.findall(rf"(?:^|(?<={ends}))'[^'\r\n]*'(?=$|{ends})", sample)
    return 2 * len(quoted) >= len(sample.splitlines())
