"""How wide and how high: neither Excel nor LibreOffice fits rows to wrapped text on opening."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import ceil

from ytterby.report.page import Column, Page, Row, Table

TEXT_WIDTH = 110
_LINE_HEIGHT, _TALLEST = 13.5, 405  # points; Excel allows 409
_FITS = 1.0  # letters of running text that a column fits per unit of its width, in a font wider than Calibri too
_FITS_HEADING = 0.85  # bold, and with room at the side
_WIDE = re.compile("[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60"
                   "\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]")


def height(cells: Iterable[tuple[object, int]]) -> float:
    """Of a row in points, from (text, width in characters)."""
    most = max((sum(ceil(length(line) / (width * _FITS)) or 1 for line in text.split("\n"))
                for text, width in cells if isinstance(text, str)), default=1)
    return min(_TALLEST, most * _LINE_HEIGHT + 1.5)


def heading_height(columns: Iterable[Column]) -> float:
    """Of a row of headings, which wrap between words."""
    return max((height([(column.heading, max(4, int(column.width * _FITS_HEADING) - 1))]) for column in columns),
               default=_LINE_HEIGHT)


def row_height(cells: Row, wraps: tuple[tuple[int, int], ...]) -> float | None:
    """Of a row with wrapped columns (place, width); None where none wraps."""
    return height((cells[place], width) for place, width in wraps) if wraps else None


def length(text: str) -> int:
    """In average letters; Chinese and Japanese ones take two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def shortened(text: str, most: int) -> str:
    """No longer than ``most`` average letters."""
    if length(text) <= most:
        return text
    while length(text) > most - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def widths(page: Page) -> tuple[int, ...]:
    """Of the main table where there is one, else the widest wish of all tables, column by column."""
    tables = [block for block in page.blocks if isinstance(block, Table)]
    chosen = [table for table in tables if table.main] or tables
    count = max((len(table.columns) for table in chosen), default=0)
    return tuple(max(table.columns[place].width for table in chosen if place < len(table.columns))
                 for place in range(count))


def span(wide: tuple[int, ...]) -> tuple[int, int]:
    """The last column (0 = first) of a text that runs across the page, and its width in characters."""
    total = 0
    for place, width in enumerate(wide):
        total += width
        if total >= TEXT_WIDTH:
            return place, total
    return max(0, len(wide) - 1), max(total, 10)
