"""Which rows of a table are lines of the bill, and why the others are not.

A line names something and says at least one thing more about it. Nothing that might name a thing is dropped in
silence: every row left out has a kind, is counted and is reported with its number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ytterby.bom.columns import IDENTITY
from ytterby.bom.reading import Column, Meaning
from ytterby.bom.values import number_of, quantity_of, stated, text_of
from ytterby.bom.workbook import Row, Value

M = Meaning


class RowKind(StrEnum):
    """What a row is. The value is the code of the issue that reports it."""

    ITEM = "item-row"
    SECTION = "section-row"
    TOTAL = "total-row"
    NOTE = "note-row"
    GHOST = "ghost-row"
    CHARGE = "charge-row"
    HEADER = "header-row"


_TOTAL = re.compile(
    r"\b(?:sub-?\s?total|total|totals|grand total|sum|summe|gesamt\w*|zwischensumme|gesamter betrag|endsumme|insgesamt|totaux|sous-total|"
    r"suma|totale|subtotale|totaal|subtotaal|summa|totalt|delsumma|razem|celkem|итого|всего|сумма|montant|estimated price|sum total)\b"
    r"|合计|总计|小计|总价|合計|総計|小計|총계|합계|소계", re.I)
_CHARGE = re.compile(
    r"(?:shipping|freight|postage|delivery|tax|vat|mwst\.?|versand\w*|fracht|porto|frais de port|livraison|tva|envío|envio|flete|iva|spedizione|"
    r"frakt|moms|verzendkosten|btw|wysyłka|доставка|运费|邮费|税费|送料|消費税|배송비|discount|rabatt)"
    r"(?:\s+(?:costs?|fees?|charges?|kosten|für|for|and|&|handling|cost|of|de|pour|del?)\b.*)?[\s:.]*", re.I)
_PART = frozenset({M.PART_NUMBER, M.MPN, M.CAS, M.DESIGNATORS, M.MANUFACTURER})
_NUMERIC = frozenset({M.QUANTITY, M.PRICE, M.LINE_TOTAL})
_RUN = 3


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
        return cls(
            identity=having(*IDENTITY), strong=having(M.DESCRIPTION, M.PART_NUMBER, M.MPN, M.MATERIAL), codes=having(*_PART),
            designators=having(M.DESIGNATORS), position=having(M.POSITION, M.LEVEL), quantity=having(M.QUANTITY),
            numeric=having(*_NUMERIC), typical=counts[len(counts) // 2] if counts else 0,
        )


def kinds_of(columns: Sequence[Column], rows: Sequence[Row]) -> list[RowKind]:
    """One kind per row."""
    roles = Roles.of(columns, rows)
    kinds = [_kind(row, roles) for row in rows]
    _name_only_runs(kinds, rows, roles)
    _below_the_end(kinds, rows, roles)
    _lead_in(kinds, rows, roles)
    return kinds


def _filled(cells: Sequence[Value], indices: Sequence[int]) -> list[str]:
    return [text for index in indices if index < len(cells) and stated(text := text_of(cells[index]))]


def _kind(row: Row, roles: Roles) -> RowKind:
    cells = row.cells
    count = sum(1 for cell in cells if cell is not None and cell != "" and not (isinstance(cell, str) and not cell.strip()))
    names = _filled(cells, roles.identity)
    letters = [cell for cell in cells if isinstance(cell, str) and stated(cell.strip()) and number_of(cell) is None]
    named = any(number_of(text) is None for text in names)
    if _is_total(letters, cells, roles):
        return RowKind.TOTAL
    if not names:
        return _nameless(count, letters, cells, roles)
    if any(_CHARGE.fullmatch(text) for text in letters) and not _filled(cells, roles.codes):
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
    if letters and _filled(cells, roles.designators) and count >= 2 and _number_in(cells, roles.quantity):
        return RowKind.ITEM
    if not letters:
        return RowKind.TOTAL if not _filled(cells, roles.position) and _filled(cells, roles.numeric) else RowKind.GHOST
    return RowKind.SECTION if count <= 2 and len(letters[0]) <= 90 else RowKind.NOTE


def _is_total(letters: list[str], cells: Sequence[Value], roles: Roles) -> bool:
    """A short text with a word for total, next to numbers, that is no part and has no quantity of its own."""
    wordy = [text for text in letters if len(text) <= 40 and _TOTAL.search(text) and len(text.split()) <= 5]
    if not wordy or len(letters) > 3 and len(wordy) < 2:
        return False
    if wordy[0] == letters[0] and letters[0].rstrip().endswith(":"):
        return True
    return not _filled(cells, roles.codes) and not _number_in(cells, roles.quantity)


def _number_in(cells: Sequence[Value], indices: Sequence[int]) -> bool:
    return any(index < len(cells) and quantity_of(cells[index]) is not None for index in indices)


def _name_only_runs(kinds: list[RowKind], rows: Sequence[Row], roles: Roles) -> None:
    """Three and more rows in a row that hold a name alone are a list of things, not headings of nothing."""
    start = 0
    while start < len(kinds):
        end = start
        while end < len(kinds) and kinds[end] is RowKind.SECTION and (end == start or rows[end].number == rows[end - 1].number + 1):
            end += 1
        if end - start >= _RUN and all(_filled(row.cells, roles.strong) for row in rows[start:end]):
            kinds[start:end] = [RowKind.ITEM] * (end - start)
        start = max(end, start + 1)


def _below_the_end(kinds: list[RowKind], rows: Sequence[Row], roles: Roles) -> None:
    """Below a total or a gap at the foot, a row counts only with a number where lines have numbers."""
    if not roles.numeric:
        return
    with_numbers = [_number_in(row.cells, roles.numeric) for row in rows]
    lines = [index for index, kind in enumerate(kinds) if kind is RowKind.ITEM]
    if sum(with_numbers[index] for index in lines) < 0.6 * len(lines):
        return
    last = max((index for index in lines if with_numbers[index]), default=-1)
    ended = False
    for index in range(last + 1, len(rows)):
        gap = index > 0 and rows[index].number - rows[index - 1].number > 1
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
        if rows[index].number - rows[index - 1].number > 1 and len(_filled(rows[index].cells, range(len(rows[index].cells)))) <= 2:
            kinds[index:] = [RowKind.SECTION] * (len(rows) - index)
            return
