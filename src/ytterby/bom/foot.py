"""What stands at the end of a table: sums, summaries and notes below its lines, a name alone, the title of the next."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ytterby.bom.cells import Rows, Value
from ytterby.bom.profile import UNITS
from ytterby.bom.roles import RUN, Kinds, Roles, RowKind, filled_in, has_letter, is_amount, number_in
from ytterby.bom.row_texts import is_signed, says_note, wholly_total
from ytterby.bom.values import number_of, quantity_of, text_of
from ytterby.core import units

_COUNTED = 0.8  # share of the lines with a quantity, from which on one without is none below their total
_NAME, _SENTENCE = 40, 4  # characters, words


def notes_at_the_foot(kinds: Kinds, rows: Rows) -> None:
    """Texts alone below the last line that say something of the list are notes, however many there are."""
    for index in range(_behind(kinds), len(kinds)):
        texts = filled_in(rows[index].cells, range(len(rows.columns)))
        if len(texts) == 1 and says_note(texts[0]):
            kinds[index] = RowKind.NOTE


def signed_at_the_foot(kinds: Kinds, rows: Rows, roles: Roles) -> None:
    """"Created by | J. S.": a label and one text beside it below all lines, without any number, are a note."""
    for index in range(len(kinds) - 1, RUN - 1, -1):
        texts = filled_in(rows[index].cells, range(len(rows.columns)))
        if len(texts) == 2 and is_signed(texts[0]) and not number_in(rows[index].cells, roles.numeric):
            kinds[index] = RowKind.NOTE
        elif kinds[index] not in (RowKind.NOTE, RowKind.PAGE, RowKind.TOTAL):
            return


def names_at_the_foot(kinds: Kinds, rows: Rows, roles: Roles) -> None:
    """A short name alone right below the last line heads nothing: it is one more thing, of which no number is said.

    Not so where it is a sentence, and stands in a column of codes.
    """
    for index in range(_behind(kinds), len(kinds)):
        names = filled_in(rows[index].cells, roles.strong)
        apart = rows.numbers[index] - rows.numbers[index - 1] > 1
        if kinds[index] != RowKind.SECTION or apart or len(names) != 1 or len(names[0]) > _NAME:
            return
        kinds[index] = RowKind.NOTE if _is_no_code(rows, kinds, roles, index) else RowKind.ITEM


def _behind(kinds: Kinds) -> int:
    """The row behind the last line, where all further ones seem to be headings or notes; else the number of all."""
    at = len(kinds)
    while at and kinds[at - 1] in (RowKind.SECTION, RowKind.NOTE):
        at -= 1
    return at if at and kinds[at - 1] == RowKind.ITEM else len(kinds)


def _is_no_code(rows: Rows, kinds: Kinds, roles: Roles, index: int) -> bool:
    """Does a row say many words in a column in which all lines have one that holds a digit?"""
    for place in roles.codes:
        cells = rows.column(place)
        if text_of(cells.at(index)).count(" ") >= _SENTENCE - 1:
            coded = cells.taken(kinds == RowKind.ITEM).having(lambda cell: not _is_code(text_of(cell)))
            return not coded.any()
    return False


def _is_code(text: str) -> bool:
    return " " not in text and any(map(str.isdigit, text))


def mark_foot(kinds: Kinds, rows: Rows, roles: Roles) -> None:
    """Marks what is no line at the end of a table whose rows are told apart already."""
    _proven_sums(kinds, rows, roles)
    _sum_at_the_foot(kinds, rows, roles)
    _summary(kinds, rows, roles)
    _below_the_end(kinds, rows, roles)
    _lead_in(kinds, rows, roles)


def _proven_sums(kinds: Kinds, rows: Rows, roles: Roles) -> None:
    """Rows that name nothing, or nothing but a total, and whose total is the sum of those above: of all lines, or of
    those since the last sum. Their quantity may be summed up too.
    """
    if not roles.totals:
        return
    numbers = rows.column(roles.totals[0]).numbers(_total_of)
    worded = np.zeros(len(rows), np.int32)
    for cells in rows.columns:
        worded += cells.having(lambda cell: has_letter(cell) and not _is_aside(str(cell)))
    may_be = (kinds == RowKind.ITEM) & (worded <= 1) & (numbers > 0)
    amounts, (whole, since, counted) = numbers.tolist(), (0.0, 0.0, 0)
    for index in np.flatnonzero((kinds == RowKind.ITEM) | (kinds == RowKind.TOTAL)).tolist():
        amount = amounts[index]
        summed = counted >= 2 and any(math.isclose(amount, above, rel_tol=1e-4) for above in (whole, since))
        if may_be[index] and summed and _names_a_total_at_most(rows[index].cells, roles):
            kinds[index] = RowKind.TOTAL
        if kinds[index] == RowKind.TOTAL:
            since, counted = 0.0, 0
        elif amount > 0:
            whole, since, counted = whole + amount, since + amount, counted + 1


def _names_a_total_at_most(cells: Sequence[Value], roles: Roles) -> bool:
    words = [text for cell in cells if has_letter(cell) and not _is_aside(text := text_of(cell))]
    if words:
        return wholly_total(words[0].strip(" .:："))
    return not filled_in(cells, (*roles.identity, *roles.codes, *roles.position))


def _is_aside(text: str) -> bool:
    return text.strip().lower().strip(".") in UNITS or is_amount(text)


def _total_of(cell: Value) -> float:
    number = number_of(cell)
    if number is None and isinstance(cell, str) and (money := units.money(cell)):
        number = money.amount
    return math.nan if number is None else number


def _sum_at_the_foot(kinds: Kinds, rows: Rows, roles: Roles) -> None:
    """"合计 | 225 | 385.36": a word for total alone beside numbers, below all lines; the counts are summed up too."""
    lines = np.flatnonzero(kinds == RowKind.ITEM)
    if len(lines) < RUN:
        return
    cells = rows[int(lines[-1])].cells
    letters = [text for text in filled_in(cells, range(len(cells))) if has_letter(text) and not is_amount(text)]
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
    letters = [cell for cell in cells if has_letter(cell) and not is_amount(str(cell))]
    amounts = any(number_of(cell) is not None or (isinstance(cell, str) and is_amount(cell)) for cell in cells)
    named = set(roles.codes) - set(roles.strong)
    return len(letters) == 1 and amounts and not filled_in(cells, (*named, *roles.makers))


def _below_the_end(kinds: Kinds, rows: Rows, roles: Roles) -> None:
    """Below a total or a wide gap at the foot, a row counts only with a number where lines have numbers."""
    if not roles.numeric or not len(rows):
        return
    numbered = rows.any_of(roles.numeric, _is_number)
    if kinds[-1] == RowKind.ITEM and numbered[-1]:
        return
    lines = kinds == RowKind.ITEM
    last = int(np.flatnonzero(lines & numbered)[-1]) if (lines & numbered).any() else -1
    above = lines[: last + 1]
    if numbered[: last + 1][above].sum() < 0.6 * above.sum():
        return
    ended, bare = False, 0  # lines without a number that go on in the same way, below the last one with
    for index in range(last + 1, len(rows)):
        gap = index > 0 and rows.numbers[index] - rows.numbers[index - 1] > 3
        ended = ended or bool(gap) or kinds[index] == RowKind.TOTAL or (kinds[index] == RowKind.NOTE and bare < RUN)
        bare += not ended and kinds[index] == RowKind.ITEM
        if ended and kinds[index] in (RowKind.ITEM, RowKind.SECTION):
            kinds[index] = RowKind.NOTE


def _is_number(cell: Value) -> bool:
    """Is a cell a quantity, or an amount of money ("€ 29,70")?"""
    return quantity_of(cell) is not None or (isinstance(cell, str) and is_amount(cell))


def _lead_in(kinds: Kinds, rows: Rows, roles: Roles) -> None:
    """The last rows before the next header, where parted from the lines by a gap, are its title."""
    if not len(rows) or not roles.quantity:
        return
    for index in range(len(rows) - 1, max(len(rows) - 3, 0), -1):
        if kinds[index] != RowKind.ITEM or number_in(rows[index].cells, roles.numeric):
            return
        cells = rows[index].cells
        if rows.numbers[index] - rows.numbers[index - 1] > 1 and len(filled_in(cells, range(len(cells)))) <= 2:
            kinds[index:] = RowKind.SECTION
            return
