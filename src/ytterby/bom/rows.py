"""Which rows of a table are lines of the bill, and why the others are not.

A line names something and says at least one thing more about it. Nothing that might name a thing is dropped in
silence: every row left out has a kind, is counted and is reported with its number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.cells import Mask, Row, Rows, Value
from ytterby.bom.columns import IDENTITY
from ytterby.bom.reading import Column, Meaning
from ytterby.bom.row_texts import (
    begins_with_total,
    is_example,
    is_page_mark,
    says_charge,
    says_example,
    says_page,
    says_total,
    wholly_total,
)
from ytterby.bom.values import number_of, quantity_of, stated, text_of
from ytterby.core import units

M = Meaning


class RowKind(IntEnum):
    """What a row is."""

    ITEM = 0
    SECTION = 1
    TOTAL = 2
    NOTE = 3
    GHOST = 4
    CHARGE = 5
    UNNAMED = 6
    WRAPPED = 7
    PAGE = 8
    EXAMPLE = 9


LEFT_OUT = {
    RowKind.SECTION: "section-row", RowKind.TOTAL: "total-row", RowKind.NOTE: "note-row", RowKind.GHOST: "ghost-row",
    RowKind.CHARGE: "charge-row", RowKind.UNNAMED: "unnamed-row",
    RowKind.WRAPPED: "wrapped-row", RowKind.PAGE: "page-row", RowKind.EXAMPLE: "example-row",
}
"""Kinds of rows that are no lines, and the code of the issue that reports them."""
Kinds = NDArray[np.int8]
"""One RowKind per row."""
_PART = frozenset({M.PART_NUMBER, M.MPN, M.CAS, M.DESIGNATORS, M.MANUFACTURER})
_NUMERIC = frozenset({M.QUANTITY, M.PRICE, M.LINE_TOTAL})
_RUN = 3
_COUNTED = 0.8  # share of the lines with a quantity, from which on one without is none below their total
_FIRST = 5  # rows among which an example of a line stands
_NAME = 40
_MONEY = re.compile(r"\s*(?:[^\w\s]|[A-Z]{3}\b|\d)[\d.,\s'’]*\d?[^\w\s]?\s*(?:[A-Z]{3})?\s*$")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Roles:
    """Column indices by what they are good for in telling lines from other rows."""

    identity: tuple[int, ...]
    strong: tuple[int, ...]
    codes: tuple[int, ...]
    makers: tuple[int, ...]
    designators: tuple[int, ...]
    position: tuple[int, ...]
    quantity: tuple[int, ...]
    numeric: tuple[int, ...]
    marks: tuple[int, ...]  # without a heading and a meaning
    typical: int  # how many columns of a line are usually filled

    @classmethod
    def of(cls, columns: Sequence[Column], rows: Rows) -> Roles:
        def having(*meanings: Meaning) -> tuple[int, ...]:
            return tuple(index for index, column in enumerate(columns) if column.meaning in meanings)

        counts = sorted(rows[:400].filled().sum(axis=0).tolist())
        several = [count for count in counts if count > 1]
        # Lines have several cells; titles, sections and sums have one, and may outnumber the lines of a short table.
        usual = several if len(several) >= len(counts) / 4 else counts
        return cls(
            identity=having(*IDENTITY),
            strong=having(M.DESCRIPTION, M.PART_NUMBER, M.MPN, M.MATERIAL),
            codes=having(*_PART),
            makers=having(M.MANUFACTURER),
            designators=having(M.DESIGNATORS),
            position=having(M.POSITION, M.LEVEL),
            quantity=having(M.QUANTITY),
            numeric=having(*_NUMERIC),
            marks=tuple(index for index, column in enumerate(columns)
                        if column.meaning in (M.EXTRA, M.IGNORE) and not column.heading.strip()),
            typical=usual[len(usual) // 2] if usual else 0,
        )


def kinds_of(columns: Sequence[Column], rows: Rows) -> Kinds:
    """One kind per row."""
    roles = Roles.of(columns, rows)
    kinds = np.full(len(rows), RowKind.ITEM, np.int8)
    unclear = np.flatnonzero(~_plainly_lines(rows, roles))
    if len(unclear):
        unclear = unclear[~_clearly_lines(rows.taken(unclear), roles)]
    for index, row in zip(unclear.tolist(), rows.taken(unclear), strict=True):
        kinds[index] = _kind(row, roles)
    _numbers_for_names(kinds, rows, roles)
    _marked_headings(kinds, rows, roles)
    _name_only_runs(kinds, rows, roles)
    _examples(kinds, rows, roles)
    _sum_at_the_foot(kinds, rows, roles)
    _summary(kinds, rows, roles)
    _below_the_end(kinds, rows, roles)
    _lead_in(kinds, rows, roles)
    return kinds


def _filled(cells: Sequence[Value], indices: Sequence[int]) -> list[str]:
    return [text for index in indices if index < len(cells) and stated(text := text_of(cells[index]))]


def _plainly_lines(rows: Rows, roles: Roles) -> Mask:
    """The usual case, told quickly: a quantity that is a number, a part number or MPN, and a name with a letter."""
    counted = rows.any_of(roles.quantity, lambda cell: isinstance(cell, float))
    coded = rows.any_of(roles.codes, lambda cell: isinstance(cell, str) and len(cell) > 2)
    named, unnamed = np.zeros(len(rows), np.bool_), np.ones(len(rows), np.bool_)
    for index in roles.strong:
        cells = rows.column(index)
        named |= unnamed & cells.having(_is_plain_name)
        unnamed &= ~cells.filled
    return counted & coded & named


def _is_plain_name(cell: Value) -> bool:
    return isinstance(cell, str) and len(cell) > 4 and cell[-1] not in ":： " and bool(_LETTER.search(cell))


def _clearly_lines(rows: Rows, roles: Roles) -> Mask:
    """Rows that no rule for other kinds can meet, whatever _kind() finds in them: named, with a code or a quantity, of
    several cells, without any text that ends with a colon or speaks of charges.
    """
    named = rows.any_of(roles.identity, _is_name)
    coded = rows.any_of(roles.codes, lambda cell: stated(text_of(cell)))
    counted = rows.any_of(roles.quantity, lambda cell: quantity_of(cell) is not None)
    count, plain = np.zeros(len(rows), np.int32), np.ones(len(rows), np.bool_)
    for cells in rows.columns:
        count += cells.having(lambda cell: not isinstance(cell, str) or cell.strip())
        plain &= ~cells.having(lambda cell: isinstance(cell, str) and cell.rstrip().endswith((":", "：")))
    clear: Mask = named & plain & (coded | counted) & (count > max(2, roles.typical // 3))
    asked = np.flatnonzero(clear & ~coded)
    clear[asked] &= ~rows.taken(asked).any_of(range(len(rows.columns)), _speaks_of_charges)
    return clear


def _is_name(cell: Value) -> bool:
    text = text_of(cell)
    return stated(text) and number_of(text) is None


def _speaks_of_charges(cell: Value) -> bool:
    return isinstance(cell, str) and says_charge(cell)


def _kind(row: Row, roles: Roles) -> RowKind:
    cells = row.cells
    count = sum(
        1 for cell in cells if cell is not None and cell != "" and not (isinstance(cell, str) and not cell.strip())
    )
    names = _filled(cells, roles.identity)
    letters = [cell for cell in cells if isinstance(cell, str) and stated(cell.strip()) and not _amount(cell)]
    named = any(number_of(text) is None for text in names)
    if _is_total(letters, cells, roles):
        return RowKind.TOTAL
    if count <= 2 and (aside := _aside(letters, cells, roles)) is not None:
        return aside
    if not names:
        return _nameless(count, letters, cells, roles)
    linked = any("://" in text for text in letters)
    if letters and letters[0].endswith((":", "：")) and not linked and not _number_in(cells, roles.quantity):
        return RowKind.NOTE  # "USD/EUR: 1.18": a label and its value
    if any(says_charge(text) for text in letters) and not _filled(cells, roles.codes):
        return RowKind.CHARGE
    if count == 1:
        alone = letters[0] if letters else ""
        if roles.typical <= 1:
            return RowKind.ITEM
        return RowKind.NOTE if len(alone) > 90 or not _filled(cells, roles.strong) else RowKind.SECTION
    if not named and not letters and not _filled(cells, roles.codes):
        return RowKind.GHOST
    return RowKind.ITEM


def _aside(letters: list[str], cells: Sequence[Value], roles: Roles) -> RowKind | None:
    """A page number beside a date or number at most, or an example of a code beside a number at most; else None."""
    if not letters:
        alone = [text for text in (text_of(cell) for cell in cells) if text]
        return RowKind.PAGE if len(alone) == 1 and is_page_mark(alone[0]) else None
    if all(map(says_page, letters)):
        return RowKind.PAGE if not _number_in(cells, roles.numeric) else None
    if len(letters) == 1 and is_page_mark(letters[0]) and not any(isinstance(cell, float) for cell in cells):
        return RowKind.PAGE
    return RowKind.EXAMPLE if all(map(is_example, letters)) else None


def _nameless(count: int, letters: list[str], cells: Sequence[Value], roles: Roles) -> RowKind:
    """A row that names nothing in the columns for names."""
    if letters and not _filled(cells, roles.codes) and any(says_charge(text) for text in letters):
        return RowKind.CHARGE
    if letters and _number_in(cells, roles.quantity) and not letters[0].endswith((":", "：")):
        return RowKind.ITEM  # named only by its designators or a remark, but counted
    if count > 1 and _filled(cells, roles.makers):
        return RowKind.ITEM  # another maker of the line before, with its type
    if not letters:
        return RowKind.TOTAL if not _filled(cells, roles.position) and _filled(cells, roles.numeric) else RowKind.GHOST
    return RowKind.SECTION if count <= 2 and len(letters[0]) <= 90 else RowKind.NOTE


def _is_total(letters: list[str], cells: Sequence[Value], roles: Roles) -> bool:
    """A short text with a word for total, next to numbers, that is no part and has no quantity of its own."""
    wordy = [text for text in letters if says_total(text)]
    if not wordy or (len(letters) > 3 and len(wordy) < 2):
        return False
    count = sum(1 for cell in cells if cell is not None and cell != "")
    lone = len(letters) == 1 and count <= max(2, roles.typical // 3) and begins_with_total(letters[0])
    if lone or (wordy[0] == letters[0] and letters[0].rstrip().endswith(":")):
        return True
    return not _filled(cells, roles.codes) and not _number_in(cells, roles.quantity)


@lru_cache(maxsize=1 << 12)
def _amount(text: str) -> bool:
    """Is a text a number, or an amount of money ("$21.29")?"""
    return number_of(text) is not None or (bool(_MONEY.match(text)) and bool(units.currency(text)))


def _number_in(cells: Sequence[Value], indices: Sequence[int]) -> bool:
    return any(index < len(cells) and quantity_of(cells[index]) is not None for index in indices)


def _numbers_for_names(kinds: Kinds, rows: Rows, roles: Roles) -> None:
    """Rows that are numbers only, in a table whose lines have names: nothing can be said of them, which is reported.

    Where most lines go by a number alone (a list of part numbers and quantities), they are lines like any other.
    """
    lines = np.flatnonzero(kinds == RowKind.ITEM)
    bare = lines
    for index in (*roles.strong, *range(len(rows.columns))):
        if not len(bare):
            return
        bare = bare[~rows.column(index).taken(bare).having(_has_letter)]
    if len(bare) <= 0.2 * len(lines):
        kinds[bare] = RowKind.UNNAMED


def _has_letter(cell: Value) -> bool:
    return isinstance(cell, str) and _LETTER.search(cell) is not None


def _marked_headings(kinds: Kinds, rows: Rows, roles: Roles) -> None:
    """"optional | LED ring" above lines with quantities: a name and a mark in a column that no counted line fills."""
    if not roles.marks:
        return
    lines = kinds == RowKind.ITEM
    counted = rows.any_of(roles.quantity, lambda cell: quantity_of(cell) is not None)
    if (lines & counted).sum() < 0.6 * lines.sum():
        return
    filled = rows.filled()
    marks = [index for index in roles.marks if index < len(filled) and not (filled[index] & counted).any()]
    marked = filled[marks].any(axis=0)
    others = filled.sum(axis=0) - filled[marks].sum(axis=0)
    named = rows.any_of(roles.strong, _is_name)
    kinds[lines & ~counted & marked & named & (others == 1)] = RowKind.SECTION


def _name_only_runs(kinds: Kinds, rows: Rows, roles: Roles) -> None:
    """Three and more rows in a row that hold a name alone are a list of things, not headings of nothing."""
    alone = np.flatnonzero(kinds == RowKind.SECTION)
    parted = (np.diff(alone) > 1) | (np.diff(rows.numbers[alone]) != 1)
    for run in np.split(alone, np.flatnonzero(parted) + 1):
        if len(run) >= _RUN and all(_filled(row.cells, roles.strong) for row in rows.taken(run)):
            kinds[run] = RowKind.ITEM
    _names_at_the_foot(kinds, rows, roles)


def _names_at_the_foot(kinds: Kinds, rows: Rows, roles: Roles) -> None:
    """A short name alone right below the last line heads nothing: it is one more thing, of which no number is said."""
    at = len(kinds)
    while at and kinds[at - 1] == RowKind.SECTION:
        at -= 1
    if not at or kinds[at - 1] != RowKind.ITEM:
        return
    for index in range(at, len(kinds)):
        names = _filled(rows[index].cells, roles.strong)
        if rows.numbers[index] - rows.numbers[index - 1] > 1 or len(names) != 1 or len(names[0]) > _NAME:
            return
        kinds[index] = RowKind.ITEM


def _examples(kinds: Kinds, rows: Rows, roles: Roles) -> None:
    """Lines that say in place of their number that they are examples, where there are others; and the first ones that
    say nothing but examples of codes.
    """
    for index in (*roles.position, *roles.marks):
        told = rows.column(index).having(lambda cell: isinstance(cell, str) and says_example(cell))
        if 0 < told.sum() < 0.5 * (kinds == RowKind.ITEM).sum():
            kinds[told & (kinds == RowKind.ITEM)] = RowKind.EXAMPLE
    for index in np.flatnonzero(kinds[:_FIRST] == RowKind.ITEM).tolist() if len(rows) > _RUN else ():
        letters = [text for cell in rows[index].cells if _has_letter(cell) and stated(text := text_of(cell))]
        if letters and all(map(is_example, letters)):
            kinds[index] = RowKind.EXAMPLE


def _sum_at_the_foot(kinds: Kinds, rows: Rows, roles: Roles) -> None:
    """"合计 | 225 | 385.36": a word for total alone beside numbers, below all lines; the counts are summed up too."""
    lines = np.flatnonzero(kinds == RowKind.ITEM)
    if len(lines) < _RUN:
        return
    cells = rows[int(lines[-1])].cells
    letters = [cell for cell in cells if isinstance(cell, str) and stated(cell.strip()) and not _amount(cell)]
    sums = sum(number_of(cell) is not None for cell in cells if cell is not None)
    bare = letters[0].strip(" .:：") if letters else ""
    if len(letters) == 1 and sums and wholly_total(bare):
        kinds[lines[-1]] = RowKind.TOTAL


def _summary(kinds: Kinds, rows: Rows, roles: Roles) -> None:
    """Labels with amounts and no quantity below the total of lines that have quantities: "Electronics | 123.40". Where
    one of the rows there may be more than that, all stay lines.
    """
    lines = kinds == RowKind.ITEM
    counted = rows.any_of(roles.quantity, lambda cell: quantity_of(cell) is not None)
    if not (lines & counted).any():
        return
    last = int(np.flatnonzero(lines & counted)[-1])
    totals = np.flatnonzero(kinds == RowKind.TOTAL)
    if not (totals > last).any() or counted[: last + 1][lines[: last + 1]].mean() < _COUNTED:
        return
    below = np.flatnonzero(lines)
    below = below[below > last]
    ended = len(below) > 0 and below[0] > totals[totals > last][0]
    if ended and all(_is_label(row.cells, roles) for row in rows.taken(below)):
        kinds[below] = RowKind.NOTE


def _is_label(cells: Sequence[Value], roles: Roles) -> bool:
    """One text of letters, numbers, and nothing that makes it a part."""
    letters = [cell for cell in cells if _has_letter(cell) and not _amount(str(cell))]
    amounts = any(number_of(cell) is not None or (isinstance(cell, str) and _amount(cell)) for cell in cells)
    named = set(roles.codes) - set(roles.strong)
    return len(letters) == 1 and amounts and not _filled(cells, (*named, *roles.makers))


def _below_the_end(kinds: Kinds, rows: Rows, roles: Roles) -> None:
    """Below a total or a wide gap at the foot, a row counts only with a number where lines have numbers."""
    if not roles.numeric or not len(rows):
        return
    if kinds[-1] == RowKind.ITEM and _number_in(rows[len(rows) - 1].cells, roles.numeric):
        return
    numbered = rows.any_of(roles.numeric, lambda cell: quantity_of(cell) is not None)
    lines = kinds == RowKind.ITEM
    last = int(np.flatnonzero(lines & numbered)[-1]) if (lines & numbered).any() else -1
    above = lines[: last + 1]
    if numbered[: last + 1][above].sum() < 0.6 * above.sum():
        return
    ended, bare = False, 0  # lines without a number that go on in the same way, below the last one with
    for index in range(last + 1, len(rows)):
        gap = index > 0 and rows.numbers[index] - rows.numbers[index - 1] > 3
        ended = ended or bool(gap) or kinds[index] == RowKind.TOTAL or (kinds[index] == RowKind.NOTE and bare < _RUN)
        bare += not ended and kinds[index] == RowKind.ITEM
        if ended and kinds[index] in (RowKind.ITEM, RowKind.SECTION):
            kinds[index] = RowKind.NOTE


def _lead_in(kinds: Kinds, rows: Rows, roles: Roles) -> None:
    """The last rows before the next header, where parted from the lines by a gap, are its title."""
    if not len(rows) or not roles.quantity:
        return
    for index in range(len(rows) - 1, max(len(rows) - 3, 0), -1):
        if kinds[index] != RowKind.ITEM or _number_in(rows[index].cells, roles.numeric):
            return
        cells = rows[index].cells
        if rows.numbers[index] - rows.numbers[index - 1] > 1 and len(_filled(cells, range(len(cells)))) <= 2:
            kinds[index:] = RowKind.SECTION
            return
