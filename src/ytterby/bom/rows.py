"""Which rows of a table are lines of the bill, and why the others are not.

A line names something and says at least one thing more about it. Nothing that might name a thing is dropped in
silence: every row left out has a kind, is counted and is reported with its number.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ytterby.bom.cells import Mask, Row, Rows, Value
from ytterby.bom.foot import mark_foot, names_at_the_foot, notes_at_the_foot, signed_at_the_foot
from ytterby.bom.reading import Column
from ytterby.bom.roles import RUN, Kinds, Roles, RowKind, filled_in, has_letter, is_amount, is_name, number_in
from ytterby.bom.row_texts import (
    begins_with_total,
    is_example,
    is_page_mark,
    says_charge,
    says_example,
    says_page,
    says_total,
    says_type,
)
from ytterby.bom.values import number_of, quantity_of, stated, text_of

_TYPES = 3  # texts of a row that all tell types of columns
_FIRST = 5  # rows among which an example of a line stands


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
    signed_at_the_foot(kinds, rows, roles)
    notes_at_the_foot(kinds, rows)
    _name_only_runs(kinds, rows, roles)
    _examples(kinds, rows, roles)
    mark_foot(kinds, rows, roles)
    return kinds


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
    return isinstance(cell, str) and len(cell) > 4 and cell[-1] not in ":： " and has_letter(cell)


def _clearly_lines(rows: Rows, roles: Roles) -> Mask:
    """Rows that no rule for other kinds can meet, whatever _kind() finds in them: named, with a code or a quantity, of
    several cells, without any text that ends with a colon or speaks of charges.
    """
    named = rows.any_of(roles.identity, is_name)
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


def _speaks_of_charges(cell: Value) -> bool:
    return isinstance(cell, str) and says_charge(cell)


def _kind(row: Row, roles: Roles) -> RowKind:
    cells = row.cells
    count = sum(
        1 for cell in cells if cell is not None and cell != "" and not (isinstance(cell, str) and not cell.strip())
    )
    names = filled_in(cells, roles.identity)
    letters = [cell for cell in cells if isinstance(cell, str) and stated(cell.strip()) and not is_amount(cell)]
    named = any(number_of(text) is None for text in names)
    if _is_total(letters, cells, roles):
        return RowKind.TOTAL
    if count <= 2 and (aside := _aside(letters, cells, roles)) is not None:
        return aside
    if not names:
        return _nameless(count, letters, cells, roles)
    linked = any("://" in text for text in letters)
    if letters and letters[0].endswith((":", "：")) and not linked and not number_in(cells, roles.quantity):
        return RowKind.NOTE  # "USD/EUR: 1.18": a label and its value
    if any(says_charge(text) for text in letters) and not filled_in(cells, roles.codes):
        return RowKind.CHARGE
    if count == 1:
        alone = letters[0] if letters else ""
        if roles.typical <= 1:
            return RowKind.ITEM
        return RowKind.NOTE if len(alone) > 90 or not filled_in(cells, roles.strong) else RowKind.SECTION
    if not named and not letters and not filled_in(cells, roles.codes):
        return RowKind.GHOST
    return RowKind.ITEM


def _aside(letters: list[str], cells: Sequence[Value], roles: Roles) -> RowKind | None:
    """A page number beside a date or number at most, or an example of a code beside a number at most; else None."""
    if not letters:
        alone = [text for text in (text_of(cell) for cell in cells) if text]
        return RowKind.PAGE if len(alone) == 1 and is_page_mark(alone[0]) else None
    if all(map(says_page, letters)):
        return RowKind.PAGE if not number_in(cells, roles.numeric) else None
    if len(letters) == 1 and is_page_mark(letters[0]) and not any(isinstance(cell, float) for cell in cells):
        return RowKind.PAGE
    return RowKind.EXAMPLE if all(map(is_example, letters)) else None


def _nameless(count: int, letters: list[str], cells: Sequence[Value], roles: Roles) -> RowKind:
    """A row that names nothing in the columns for names."""
    if letters and not filled_in(cells, roles.codes) and any(says_charge(text) for text in letters):
        return RowKind.CHARGE
    if letters and number_in(cells, roles.quantity) and not letters[0].endswith((":", "：")):
        return RowKind.ITEM  # named only by its designators or a remark, but counted
    if count > 1 and filled_in(cells, roles.makers):
        return RowKind.ITEM  # another maker of the line before, with its type
    if not letters:
        summed = not filled_in(cells, roles.position) and filled_in(cells, roles.numeric)
        return RowKind.TOTAL if summed else RowKind.GHOST
    return RowKind.SECTION if count <= 2 and len(letters[0]) <= 90 else RowKind.NOTE


def _is_total(letters: list[str], cells: Sequence[Value], roles: Roles) -> bool:
    """A short text with a word for total, next to numbers, that is no part and has no quantity of its own."""
    letters = [text for text in letters if has_letter(text)]  # not "/2"
    wordy = [text for text in letters if says_total(text)]
    if not wordy or (len(letters) > 3 and len(wordy) < 2):
        return False
    count = sum(1 for cell in cells if cell is not None and cell != "")
    lone = len(letters) == 1 and count <= max(2, roles.typical // 3) and begins_with_total(letters[0])
    if lone or (wordy[0] == letters[0] and letters[0].rstrip().endswith(":")):
        return True
    return not filled_in(cells, roles.codes) and not number_in(cells, roles.quantity)


def _numbers_for_names(kinds: Kinds, rows: Rows, roles: Roles) -> None:
    """Rows that are numbers only, in a table whose lines have names: nothing can be said of them, which is reported.

    Where most lines go by a number alone (a list of part numbers and quantities), they are lines like any other.
    """
    lines = np.flatnonzero(kinds == RowKind.ITEM)
    bare = lines
    for index in (*roles.strong, *range(len(rows.columns))):
        if not len(bare):
            return
        bare = bare[~rows.column(index).taken(bare).having(has_letter)]
    if len(bare) <= 0.2 * len(lines):
        kinds[bare] = RowKind.UNNAMED


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
    named = rows.any_of(roles.strong, is_name)
    kinds[lines & ~counted & marked & named & (others == 1)] = RowKind.SECTION


def _name_only_runs(kinds: Kinds, rows: Rows, roles: Roles) -> None:
    """Three and more rows in a row that hold a name alone are a list of things, not headings of nothing."""
    alone = np.flatnonzero(kinds == RowKind.SECTION)
    parted = (np.diff(alone) > 1) | (np.diff(rows.numbers[alone]) != 1)
    for run in np.split(alone, np.flatnonzero(parted) + 1):
        if len(run) >= RUN and all(filled_in(row.cells, roles.strong) for row in rows.taken(run)):
            kinds[run] = RowKind.ITEM
    names_at_the_foot(kinds, rows, roles)


def _examples(kinds: Kinds, rows: Rows, roles: Roles) -> None:
    """Lines that say in place of their number that they are examples, where there are others; and the first ones that
    say nothing but examples of codes, or types of columns.
    """
    for index in (*roles.position, *roles.marks):
        told = rows.column(index).having(lambda cell: isinstance(cell, str) and says_example(cell))
        if 0 < told.sum() < 0.5 * (kinds == RowKind.ITEM).sum():
            kinds[told & (kinds == RowKind.ITEM)] = RowKind.EXAMPLE
    for index in np.flatnonzero(kinds[:_FIRST] == RowKind.ITEM).tolist() if len(rows) > RUN else ():
        letters = [text for cell in rows[index].cells if has_letter(cell) and stated(text := text_of(cell))]
        if letters and (all(map(is_example, letters)) or (len(letters) >= _TYPES and all(map(says_type, letters)))):
            kinds[index] = RowKind.EXAMPLE
