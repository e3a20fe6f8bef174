"""Cells that show more than they hold: merged over several rows, errors, formulas whose result is not in the file."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from ytterby.bom.cells import Cells, Codes, Mask, RawSheet, Rows, Value
from ytterby.bom.reading import Column, Meaning
from ytterby.bom.roles import Kinds, RowKind
from ytterby.bom.values import stated, text_of

M = Meaning
# What a thing is. Amounts are not repeated: they would be counted once more.
_SAID = frozenset({
    M.DESCRIPTION, M.MATERIAL, M.CATEGORY, M.CAD_NAME, M.REMARK, M.END_USE, M.HS, M.CAS, M.ORIGIN, M.CONTENT, M.DEFENCE,
    M.SEMICONDUCTOR, M.EXTRA, M.MANUFACTURER, M.SUPPLIER,
})
# A merged description is often the name of a group; only a row with a number or a count of its own is a thing it names.
_NAMING = frozenset({M.DESCRIPTION, M.CAD_NAME})
_OWN = (M.PART_NUMBER, M.QUANTITY)
_SPEAKING = (*_OWN, M.MPN, M.DESIGNATORS, M.DESCRIPTION, M.MATERIAL, M.SUPPLIER_PART)

# As Excel writes them into a text file: English, German, French, Spanish.
_ERRORS = frozenset((
    "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#NV", "#BEZUG!", "#WERT!", "#ZAHL!",
    "#NOM?", "#VALEUR!", "#N/D", "#¡REF!", "#¡VALOR!", "#¿NOMBRE?",
))
LOST = "text not in the file"
"""Stands where a name or material could not be computed, or was not saved: any rare earth is possible of it."""


def marked_lost(rows: Rows, columns: Sequence[Column], sheet: RawSheet) -> Rows:
    """The rows with LOST in the cells for a description or material that hold an error, or a formula without a
    result. Of rows that say nothing else, as those a template is filled with below its bill, they stay blank.
    """
    missing = [*sheet.unstored, *sheet.errors]
    cells = [rows.column(index) for index in range(len(rows.columns))]
    for index, column in enumerate(columns[: len(cells)]):
        if column.meaning in (M.DESCRIPTION, M.MATERIAL):
            lost = [row for row, at in missing if at == index]
            blank = np.isin(rows.numbers, lost) & ((cells[index].codes == 0) | cells[index].having(_is_nought))
            blank |= cells[index].having(_is_error)
            if blank.any() and (blank := blank & _filled(rows, columns, _SPEAKING)).any():
                codes = np.where(blank, len(cells[index].values), cells[index].codes).astype(np.int32)
                cells[index] = Cells(codes, [*cells[index].values, LOST])
    return Rows(rows.numbers, cells)


def _is_nought(value: Value) -> bool:
    return isinstance(value, float | int) and value == 0


def _is_error(value: Value) -> bool:
    return isinstance(value, str) and value[:1] == "#" and value.strip().upper() in _ERRORS


def filled_down(rows: Rows, kinds: Kinds, columns: Sequence[Column], sheet: RawSheet) -> Rows:
    """The rows with every merged cell that says what a thing is repeated down to the lines it spans."""
    tall = [(top, column, last) for top, column, last, _ in sheet.merged
            if last > top and column < len(columns) and columns[column].meaning in _SAID]
    if not tall or not len(rows):
        return rows
    lines = kinds == RowKind.ITEM
    own = lines & _filled(rows, columns, _OWN)
    cells = [rows.column(index) for index in range(len(rows.columns))]
    for place in {column for _, column, _ in tall if column < len(cells)}:
        taking = own if columns[place].meaning in _NAMING else lines
        codes = cells[place].codes.copy()
        for top, _, last in (span for span in tall if span[1] == place):
            _down(codes, rows.numbers, top, last, taking)
        cells[place] = Cells(codes, cells[place].values)
    return Rows(rows.numbers, cells)


def _filled(rows: Rows, columns: Sequence[Column], meanings: Collection[Meaning]) -> Mask:
    """The rows in which a column of one of the meanings says something."""
    wanted = [index for index, column in enumerate(columns) if column.meaning in meanings]
    return rows.any_of(wanted, lambda value: stated(text_of(value)))


def _down(codes: Codes, numbers: Codes, top: int, last: int, taking: Mask) -> None:
    first, end = np.searchsorted(numbers, (top, last + 1)).tolist()
    if first < len(codes) and numbers[first] == top and taking[first]:
        under = np.arange(first + 1, end)
        codes[under[taking[under] & (codes[under] == 0)]] = codes[first]
