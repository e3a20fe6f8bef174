"""The lines of one table to items: equal lines read once, lines that only name another maker kept with their item.

Lines with the same cells (but those of their place) say the same of a thing; they form a group with one record. Only
lines that may be another maker of the line before are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.cells import Cells, Codes, Lines, Mask, RawSheet, Rows, alike
from ytterby.bom.conventions import Conventions
from ytterby.bom.items import Items
from ytterby.bom.reading import Column, Meaning
from ytterby.bom.records import Record, content_columns, records_of
from ytterby.bom.values import stated, stated_text, text_of
from ytterby.core.progress import Part, Progress

M = Meaning
_STEP = 256  # groups of lines; so many items take some 10 ms
Problems = dict[tuple[str, int], list[int]]
"""(issue code, column) to the row numbers it was met in."""


def place(
    lines: Rows, how: Conventions, sheet: RawSheet, items: Items, progress: Progress, *, by_part: bool
) -> tuple[Codes, Mask, Problems]:
    """(item, is another source of the line before) per line, and what could not be read."""
    progress.step(0.0, sheet.name)
    first, group = _groups(lines, how.columns, sheet)
    records = records_of(lines.taken(first), how, sheet, Part(progress, 0.1, 0.5))
    may_be_other = _may_be_other(records, group)
    item_of, before = [-1] * len(records), 0
    item, other = np.zeros(len(lines), np.int32), np.zeros(len(lines), np.bool_)
    counted = lines.any_of(_having(how.columns, M.QUANTITY), lambda value: stated(text_of(value)))
    position = lines.column(next(iter(_having(how.columns, M.POSITION)), -1))
    for line in _one_by_one(first, group, may_be_other).tolist():
        at = int(group[line])
        if not at % _STEP:
            progress.step(0.5 + 0.4 * line / len(lines), sheet.name)
        if may_be_other[line]:
            before = line - 1 if not other[line - 1] else before
            same_place = text_of(position.at(line)) in ("", text_of(position.at(before)))
            if same_place and _other_source(records[group[before]], records[at], counted=bool(counted[line])):
                other[line], item[line] = True, item_of[group[before]]
                items.add_source(int(item[line]), records[at])
                continue
        if item_of[at] < 0:
            item_of[at] = items.place(records[at], by_part=by_part)
    item = np.where(other, item, np.array(item_of, np.int32)[group] if len(group) else item)
    progress.step(0.9, sheet.name)
    _take_designators(lines, how.columns, item, items)
    return item, other, _problems(records, group, lines.numbers)


def _groups(lines: Rows, columns: Sequence[Column], sheet: RawSheet) -> tuple[Lines, Lines]:
    """(first line, group per line): lines are one group where all cells but those of their place are alike."""
    content = content_columns(columns)
    keys: list[NDArray[np.integer]] = [lines.column(index).codes for index in content]
    for index in sorted(sheet.formatted & set(content)):
        known: dict[str, int] = {}
        shown = (sheet.shown(number, index) for number in lines.numbers.tolist())
        keys.append(np.array([known.setdefault(code, len(known)) for code in shown], np.int32))
    return alike(keys, len(lines))


def _may_be_other(records: Sequence[Record], group: Lines) -> Mask:
    """Lines that may name another maker of a line before: with a maker, and no name or the part number before them."""
    known: dict[tuple[str, str], int] = {("", ""): 0}
    parts = [known.setdefault(record.part if record.part[0] else ("", ""), len(known)) for record in records]
    part = np.array(parts, np.int32)[group] if parts else np.zeros(0, np.int32)
    made = np.array([any(record.maker) for record in records], np.bool_)[group]
    nameless = np.array([not record.part[0] and not record.wording for record in records], np.bool_)[group]
    before = np.concatenate([part[:1], part[:-1]])
    found: Mask = made & (nameless | ((part > 0) & ((part == before) | (before == 0))))
    found[:1] = False
    return found


def _one_by_one(first: Lines, group: Lines, may_be_other: Mask) -> Lines:
    """The lines to be looked at: the first of every group, and all of groups that may be another maker somewhere."""
    looked_at = np.isin(group, group[may_be_other]) if may_be_other.any() else may_be_other.copy()
    looked_at[first] = True
    return np.flatnonzero(looked_at)


def _other_source(before: Record, record: Record, *, counted: bool) -> bool:
    """Does a line only name another maker of the line before: the same part number again, or none at all?"""
    if record is before or record.maker == before.maker or not any(record.maker):
        return False
    if record.part[0]:
        return record.part == before.part and (record.wording == before.wording or not counted)
    named = bool(before.part[0] or before.wording)
    return named and not record.wording and not counted


def _take_designators(lines: Rows, columns: Sequence[Column], item: Codes, items: Items) -> None:
    """The places on the board a line states, to its item, in the order of the lines."""
    columns_of = [lines.column(index).texts(stated_text) for index in _having(columns, M.DESIGNATORS)]
    if not columns_of:
        return
    codes, texts = columns_of[0] if len(columns_of) == 1 else _side_by_side(columns_of)
    order = np.argsort(item, kind="stable")
    order = order[codes[order] > 0]
    told = [texts[code] for code in codes[order].tolist()]
    ends = np.flatnonzero(np.diff(item[order], append=-1)) + 1
    for index, begin, end in zip(item[order][ends - 1].tolist(), [0, *ends.tolist()], ends.tolist(), strict=False):
        items.drafts[index].designators.update(dict.fromkeys(told[begin:end]))


def _side_by_side(columns: Sequence[tuple[Codes, list[str]]]) -> tuple[Codes, list[str]]:
    """The texts of several columns as those of one: what they say in a line, one after the other."""
    by_column = [[texts[code] for code in codes.tolist()] for codes, texts in columns]
    joined = [", ".join(dict.fromkeys(filter(None, texts))) for texts in zip(*by_column, strict=True)]
    return Cells.of(joined).texts(str)


def _having(columns: Sequence[Column], meaning: Meaning) -> list[int]:
    return [index for index, column in enumerate(columns) if column.meaning is meaning]


def _problems(records: Sequence[Record], group: Lines, numbers: Codes) -> Problems:
    """The rows of every problem met in a record."""
    groups: dict[tuple[str, int], list[int]] = {}
    for at, record in enumerate(records):
        for problem in record.problems:
            groups.setdefault(problem, []).append(at)
    return {problem: numbers[np.isin(group, at)].tolist() for problem, at in groups.items()}
