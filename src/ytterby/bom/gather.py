"""Lines of all tables to one Bom: items and usages, alternatives marked, problems collected per table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ytterby.bom.bill import Bom, Usages
from ytterby.bom.formats import column_index
from ytterby.bom.items import Items
from ytterby.bom.reading import Column, Meaning
from ytterby.bom.records import Conventions, Record, content_columns, record_of
from ytterby.bom.rows import RowKind
from ytterby.bom.structure import row_ranges, tree_of
from ytterby.bom.values import number_of, quantity_of, stated, text_of
from ytterby.bom.workbook import RawSheet, Row, Value
from ytterby.core.issue import Issue, Severity, Where
from ytterby.core.progress import Progress

M = Meaning


class Gathering:
    """Collects items, usages and issues table by table; ``bom`` ends it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.issues: list[Issue] = []
        self.items = Items()
        self._usages: list[tuple[int, int, int, int, int, float, bool]] = []
        self._sections: list[str] = []

    def where(self, sheet: str, row: int = 0, column: str = "") -> Where:
        return Where(self.file, sheet, row, column)

    @staticmethod
    def column_index(letter: str) -> int:
        return column_index(letter)

    def take(self, index: int, sheet: RawSheet, columns: Sequence[Column], rows: Sequence[Row], kinds: Sequence[RowKind],
             currency: str, progress: Progress) -> None:
        """Adds the item lines of one table of sheet number ``index``."""
        lines = [row for row, kind in zip(rows, kinds, strict=True) if kind is RowKind.ITEM]
        where = self.where(sheet.name)
        tree = tree_of(columns, lines, where)
        self.issues += tree.issues
        how = Conventions.of(columns, lines, sheet, currency)
        placed = self._place(lines, how, sheet, progress)
        sections = _sections(columns, rows, kinds)
        ranked = _ranked(columns, lines, sections)
        base = len(self._usages)
        quantity = [i for i, column in enumerate(columns) if column.meaning is M.QUANTITY]
        unread = []
        for line, (row, (item, alternative)) in enumerate(zip(lines, placed, strict=True)):
            parent = tree.parents[line]
            amount = _quantity(row, quantity, how.decimal)
            if amount != amount and quantity and stated(text_of(_cell(row, quantity[0]))):
                unread.append(row.number)
            self._usages.append((item, index, row.number, tree.levels[line], parent + base if parent >= 0 else -1, amount,
                                 alternative or ranked[line]))
        self._sections += sections
        if unread:
            self.issues.append(Issue.of("quantity-unread", Severity.WARNING, self.where(sheet.name, unread[0], columns[quantity[0]].letter),
                                        count=len(unread), rows=row_ranges(unread)))

    def _place(self, lines: Sequence[Row], how: Conventions, sheet: RawSheet, progress: Progress) -> list[tuple[int, bool]]:
        """(item, is another source of the line before) per line."""
        content = content_columns(how.columns)
        seen: dict[tuple[Value, ...], int] = {}
        problems: dict[tuple[str, int], list[int]] = {}
        placed: list[tuple[int, bool]] = []
        before: Record | None = None
        place_before = ""
        position = next((i for i, column in enumerate(how.columns) if column.meaning is M.POSITION), -1)
        quantity = [i for i, column in enumerate(how.columns) if column.meaning is M.QUANTITY]
        follows = any(column.meaning in (M.MPN, M.MANUFACTURER, M.SUPPLIER) for column in how.columns)
        for line, row in enumerate(lines):
            if not line & 0xFFF:
                progress.step(line / len(lines), sheet.name)
            cells = row.cells
            key = tuple(cells[i] if i < len(cells) else "" for i in content)
            item = -1 if follows else seen.get(key, -1)
            if item >= 0:
                placed.append((item, False))
                continue
            record = record_of(row, how, sheet)
            for problem in record.problems:
                problems.setdefault(problem, []).append(row.number)
            place = text_of(_cell(row, position)) if position >= 0 else ""
            alone = place == "" or place == place_before
            if before is not None and alone and _other_source(before, record, bare=_bare(row, quantity)):
                item = placed[-1][0]
                self.items.add_source(item, record)
                placed.append((item, True))
            else:
                item = seen[key] if key in seen else self.items.place(record)
                seen[key] = item
                placed.append((item, False))
                before = record
                place_before = place
        self._report(problems, how.columns, sheet.name)
        return placed

    def _report(self, problems: dict[tuple[str, int], list[int]], columns: Sequence[Column], sheet: str) -> None:
        for (code, index), rows in sorted(problems.items()):
            where = self.where(sheet, rows[0], columns[index].letter)
            heading = columns[index].heading or columns[index].letter
            self.issues.append(Issue.of(code, Severity.WARNING, where, count=len(rows), rows=row_ranges(rows), column=heading))

    def bom(self, sha256: str, sheets: tuple[str, ...]) -> Bom:
        """The finished bill; says which part numbers stand for different things."""
        if self.items.reworded:
            parts = sorted(self.items.reworded)
            self.issues.append(Issue.of("part-number-reworded", Severity.WARNING, self.where(""), count=len(parts), parts=", ".join(parts[:8])))
        columns = list(zip(*self._usages, strict=True)) if self._usages else [()] * 7
        usages = Usages(
            item=np.array(columns[0], np.int32), sheet=np.array(columns[1], np.int16), row=np.array(columns[2], np.int32),
            level=np.array(columns[3], np.int16), parent=np.array(columns[4], np.int32),
            quantity=np.array(columns[5], np.float64), alternative=np.array(columns[6], np.bool_), section=tuple(self._sections),
        )
        return Bom(self.file, sha256, sheets, tuple(draft.item() for draft in self.items.drafts), usages)


def _cell(row: Row, index: int) -> Value:
    return row.cells[index] if 0 <= index < len(row.cells) else ""


def _bare(row: Row, quantity: Sequence[int]) -> bool:
    return not any(stated(text_of(_cell(row, index))) for index in quantity)


def _other_source(before: Record, record: Record, *, bare: bool) -> bool:
    """Does a line only name another maker of the line before: the same part number again, or none at all?"""
    maker = (record.first(M.MPN), record.first(M.MANUFACTURER), record.first(M.SUPPLIER))
    known = (before.first(M.MPN), before.first(M.MANUFACTURER), before.first(M.SUPPLIER))
    if not any(maker) or maker == known:
        return False
    part, description = record.first(M.PART_NUMBER), record.joined(M.DESCRIPTION)
    if part:
        return part == before.first(M.PART_NUMBER) and record.first(M.REVISION) == before.first(M.REVISION) and (
            bare or description == before.joined(M.DESCRIPTION))
    return bare and not description and bool(before.first(M.PART_NUMBER) or before.joined(M.DESCRIPTION))


def _quantity(row: Row, columns: Sequence[int], decimal: str) -> float:
    for index in columns:
        found = quantity_of(_cell(row, index), decimal)
        if found is not None:
            return found[0] / 100 if found[1] == "%" else found[0]
    return float("nan")


def _sections(columns: Sequence[Column], rows: Sequence[Row], kinds: Sequence[RowKind]) -> list[str]:
    """The section each line stands under."""
    current, found = "", []
    for row, kind in zip(rows, kinds, strict=True):
        if kind is RowKind.SECTION:
            current = next((text for cell in row.cells if (text := text_of(cell))), "")
        elif kind is RowKind.ITEM:
            found.append(current)
    return found


def _ranked(columns: Sequence[Column], lines: Sequence[Row], sections: Sequence[str]) -> list[bool]:
    """Ranked choices for one purpose: within a section the best rank counts, the others are alternatives to it."""
    rank = next((index for index, column in enumerate(columns) if column.meaning is M.RANK), -1)
    if rank < 0:
        return [False] * len(lines)
    texts = [text_of(_cell(row, rank)) for row in lines]
    numbers = [number_of(text) for text in texts]
    best: dict[str, float] = {}
    for section, number in zip(sections, numbers, strict=True):
        if number is not None:
            best[section] = min(best.get(section, number), number)
    return [bool(text) and section in best and number != best[section]
            for section, number, text in zip(sections, numbers, texts, strict=True)]
