"""Which rows of a table are lines of the bill, and why the others are not.

A line names something and says at least one thing more about it. Nothing that might name a thing is dropped in
silence: every row left out has a kind, is counted and is reported with its number.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from ytterby.bom.cells import Row, Value
from ytterby.bom.columns import IDENTITY
from ytterby.bom.reading import Column, Meaning
from ytterby.bom.values import number_of, quantity_of, stated, text_of
from ytterby.resources import folder

M = Meaning


class RowKind(StrEnum):
    """What a row is. The value is the code of the issue that reports it."""

    ITEM = "item-row"
    SECTION = "section-row"
    TOTAL = "total-row"
    NOTE = "note-row"
    GHOST = "ghost-row"
    CHARGE = "charge-row"
    UNNAMED = "unnamed-row"


_PART = frozenset({M.PART_NUMBER, M.MPN, M.CAS, M.DESIGNATORS, M.MANUFACTURER})
_NUMERIC = frozenset({M.QUANTITY, M.PRICE, M.LINE_TOTAL})
_RUN = 3
_LETTER = re.compile(r"[^\W\d_]")


@cache
def _words(kind: str) -> str:
    """The phrases for one kind of row as alternatives of a pattern, longest first."""
    with folder("layouts", "row_words.csv").open(encoding="utf-8", newline="") as file:
        phrases = {row["phrase"] for row in csv.DictReader(file) if row["kind"] == kind}
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


@lru_cache(maxsize=1 << 12)
def _says_total(text: str) -> bool:
    """A short text with a word for total in it; of Asian scripts any place will do, as they part no words."""
    if len(text) > 40 or len(text.split()) > 5:
        return False
    return re.search(rf"(?<![^\W\d_])(?:{_words('total')})(?![^\W\d_])", text, re.I) is not None


def _begins_with_total(text: str) -> bool:
    return re.match(rf"(?:{_words('total')})(?![^\W\d_])", text, re.I) is not None


@lru_cache(maxsize=1 << 12)
def _says_charge(text: str) -> bool:
    """"Shipping", "Versand für Gewindestift": it begins with the charge and goes on with a small word, if at all."""
    small = r"(?:\s+(?:costs?|fees?|charges?|kosten|für|for|and|handling|of|de|pour|del?)\b.*)?[\s:.]*"
    return re.fullmatch(rf"(?:{_words('charge')}){small}", text, re.I) is not None


@lru_cache(maxsize=1 << 12)
def says_unfitted(text: str) -> bool:
    """"DNP", "Resistor 10k (do not fit)": the thing is drawn, but not bought for this product."""
    if len(text) > 80:
        return False
    bare = text.strip(" .:()[]")
    return re.fullmatch(rf"(?:{_words('unfitted')})", bare, re.I) is not None or re.search(
        rf"[(\[\-–,;]\s*(?:{_words('unfitted')})\s*[)\]]?$", text, re.I) is not None


@dataclass(frozen=True, slots=True)
class Roles:
    """Column indices by what they are good for in telling lines from other rows."""

    identity: tuple[int, ...]
    strong: tuple[int, ...]
    codes: tuple[int, ...]
    designators: tuple[int, ...]
    position: tuple[int, ...]
    quantity: tuple[int, ...]
    numeric: tuple[int, ...]
    typical: int  # how many columns of a line are usually filled

    @classmethod
    def of(cls, columns: Sequence[Column], rows: Sequence[Row]) -> Roles:
        def having(*meanings: Meaning) -> tuple[int, ...]:
            return tuple(index for index, column in enumerate(columns) if column.meaning in meanings)

        counts = sorted(sum(cell not in (None, "") for cell in row.cells) for row in rows[:400])
        several = [count for count in counts if count > 1]
        # Lines have several cells; titles, sections and sums have one, and may outnumber the lines of a short table.
        usual = several if len(several) >= len(counts) / 4 else counts
        return cls(
            identity=having(*IDENTITY),
            strong=having(M.DESCRIPTION, M.PART_NUMBER, M.MPN, M.MATERIAL),
            codes=having(*_PART),
            designators=having(M.DESIGNATORS),
            position=having(M.POSITION, M.LEVEL),
            quantity=having(M.QUANTITY),
            numeric=having(*_NUMERIC),
            typical=usual[len(usual) // 2] if usual else 0,
        )


def kinds_of(columns: Sequence[Column], rows: Sequence[Row]) -> list[RowKind]:
    """One kind per row."""
    roles = Roles.of(columns, rows)
    kinds = [RowKind.ITEM if _plainly_a_line(row.cells, roles) else _kind(row, roles) for row in rows]
    _numbers_for_names(kinds, rows, roles)
    _name_only_runs(kinds, rows, roles)
    _below_the_end(kinds, rows, roles)
    _lead_in(kinds, rows, roles)
    return kinds


def _filled(cells: Sequence[Value], indices: Sequence[int]) -> list[str]:
    return [text for index in indices if index < len(cells) and stated(text := text_of(cells[index]))]


def _plainly_a_line(cells: Sequence[Value], roles: Roles) -> bool:
    """The usual case, told quickly: a quantity that is a number, a part number or MPN, and a name with a letter."""
    size = len(cells)
    if not any(index < size and isinstance(cells[index], float) for index in roles.quantity):
        return False
    if not any(index < size and isinstance(cell := cells[index], str) and len(cell) > 2 for index in roles.codes):
        return False
    for index in roles.strong:
        cell = cells[index] if index < size else ""
        if cell != "" and cell is not None:
            return isinstance(cell, str) and cell[-1] not in ":： " and len(cell) > 4 and bool(_LETTER.search(cell))
    return False


def _kind(row: Row, roles: Roles) -> RowKind:
    cells = row.cells
    count = sum(
        1 for cell in cells if cell is not None and cell != "" and not (isinstance(cell, str) and not cell.strip())
    )
    names = _filled(cells, roles.identity)
    letters = [cell for cell in cells if isinstance(cell, str) and stated(cell.strip()) and number_of(cell) is None]
    named = any(number_of(text) is None for text in names)
    if _is_total(letters, cells, roles):
        return RowKind.TOTAL
    if not names:
        return _nameless(count, letters, cells, roles)
    if letters and letters[0].endswith((":", "：")) and not _number_in(cells, roles.quantity):
        return RowKind.NOTE  # "USD/EUR: 1.18": a label and its value
    if any(_says_charge(text) for text in letters) and not _filled(cells, roles.codes):
        return RowKind.CHARGE
    if count == 1:
        alone = letters[0] if letters else ""
        if roles.typical <= 1:
            return RowKind.ITEM
        return RowKind.NOTE if len(alone) > 90 or not _filled(cells, roles.strong) else RowKind.SECTION
    if not named and not letters and not _filled(cells, roles.codes):
        return RowKind.GHOST
    return RowKind.ITEM


def _nameless(count: int, letters: list[str], cells: Sequence[Value], roles: Roles) -> RowKind:
    """A row that names nothing in the columns for names."""
    if letters and _number_in(cells, roles.quantity) and not letters[0].endswith((":", "：")):
        return RowKind.ITEM  # named only by its designators or a remark, but counted
    if not letters:
        return RowKind.TOTAL if not _filled(cells, roles.position) and _filled(cells, roles.numeric) else RowKind.GHOST
    return RowKind.SECTION if count <= 2 and len(letters[0]) <= 90 else RowKind.NOTE


def _is_total(letters: list[str], cells: Sequence[Value], roles: Roles) -> bool:
    """A short text with a word for total, next to numbers, that is no part and has no quantity of its own."""
    wordy = [text for text in letters if _says_total(text)]
    if not wordy or (len(letters) > 3 and len(wordy) < 2):
        return False
    count = sum(1 for cell in cells if cell is not None and cell != "")
    lone = len(letters) == 1 and count <= max(2, roles.typical // 3) and _begins_with_total(letters[0])
    if lone or (wordy[0] == letters[0] and letters[0].rstrip().endswith(":")):
        return True
    return not _filled(cells, roles.codes) and not _number_in(cells, roles.quantity)


def _number_in(cells: Sequence[Value], indices: Sequence[int]) -> bool:
    return any(index < len(cells) and quantity_of(cells[index]) is not None for index in indices)


def _numbers_for_names(kinds: list[RowKind], rows: Sequence[Row], roles: Roles) -> None:
    """Rows that are numbers only, in a table whose lines have names: nothing can be said of them, which is reported.

    Where most lines go by a number alone (a list of part numbers and quantities), they are lines like any other.
    """
    lines = [index for index, kind in enumerate(kinds) if kind is RowKind.ITEM]
    bare = [
        index
        for index in lines
        if not any(isinstance(cell, str) and _LETTER.search(cell) for cell in rows[index].cells)
    ]
    if bare and len(bare) <= 0.2 * len(lines):
        for index in bare:
            kinds[index] = RowKind.UNNAMED


def _name_only_runs(kinds: list[RowKind], rows: Sequence[Row], roles: Roles) -> None:
    """Three and more rows in a row that hold a name alone are a list of things, not headings of nothing."""
    start = 0
    while start < len(kinds):
        end = start
        while (
            end < len(kinds)
            and kinds[end] is RowKind.SECTION
            and (end == start or rows[end].number == rows[end - 1].number + 1)
        ):
            end += 1
        if end - start >= _RUN and all(_filled(row.cells, roles.strong) for row in rows[start:end]):
            kinds[start:end] = [RowKind.ITEM] * (end - start)
        start = max(end, start + 1)


def _below_the_end(kinds: list[RowKind], rows: Sequence[Row], roles: Roles) -> None:
    """Below a total or a wide gap at the foot, a row counts only with a number where lines have numbers."""
    if not roles.numeric:
        return
    from_below = reversed(range(len(rows)))
    last = next((i for i in from_below if kinds[i] is RowKind.ITEM and _number_in(rows[i].cells, roles.numeric)), -1)
    if last == len(rows) - 1:
        return
    lines = [index for index in range(last + 1) if kinds[index] is RowKind.ITEM]
    if sum(_number_in(rows[index].cells, roles.numeric) for index in lines) < 0.6 * len(lines):
        return
    ended = False
    for index in range(last + 1, len(rows)):
        gap = index > 0 and rows[index].number - rows[index - 1].number > 3
        ended = ended or gap or kinds[index] in (RowKind.TOTAL, RowKind.NOTE)
        if ended and kinds[index] in (RowKind.ITEM, RowKind.SECTION):
            kinds[index] = RowKind.NOTE


def _lead_in(kinds: list[RowKind], rows: Sequence[Row], roles: Roles) -> None:
    """The last rows before the next header, where parted from the lines by a gap, are its title."""
    if not rows or not roles.quantity:
        return
    for index in range(len(rows) - 1, max(len(rows) - 3, 0), -1):
        if kinds[index] is not RowKind.ITEM or _number_in(rows[index].cells, roles.numeric):
            return
        if (
            rows[index].number - rows[index - 1].number > 1
            and len(_filled(rows[index].cells, range(len(rows[index].cells)))) <= 2
        ):
            kinds[index:] = [RowKind.SECTION] * (len(rows) - index)
            return
