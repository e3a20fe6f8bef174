"""Lines of all tables to one Bom: items and usages, alternatives marked, problems collected per table."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from ytterby.bom.bill import Bom, Usages
from ytterby.bom.cells import RawSheet, Row, Value
from ytterby.bom.conventions import Conventions
from ytterby.bom.items import Items
from ytterby.bom.reading import Column, Meaning
from ytterby.bom.records import Record, content_columns, record_of
from ytterby.bom.rows import RowKind, says_unfitted
from ytterby.bom.structure import row_ranges, tree_of
from ytterby.bom.values import number_of, quantity_of, stated, text_of, yes_no
from ytterby.core.issue import Issue, Severity, Where
from ytterby.core.progress import Part, Progress

M = Meaning
_MAY_SAY_UNFITTED = frozenset({M.DESCRIPTION, M.REMARK, M.CATEGORY, M.EXTRA, M.QUANTITY, M.MPN, M.PART_NUMBER})


@dataclass(frozen=True, slots=True)
class Body:
    """A table ready to be gathered: the number of its sheet, its columns, and its rows with their kinds."""

    index: int
    sheet: RawSheet
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    kinds: Sequence[RowKind]

    def column(self, meaning: Meaning) -> int:
        """The first column with a meaning, -1 for none."""
        return next((index for index, column in enumerate(self.columns) if column.meaning is meaning), -1)

    @property
    def lines(self) -> list[Row]:
        return [row for row, kind in zip(self.rows, self.kinds, strict=True) if kind is RowKind.ITEM]

    @property
    def parts(self) -> list[str]:
        """The part number of every line, lower case."""
        column = self.column(M.PART_NUMBER)
        return [text_of(row.at(column)).casefold() for row in self.lines]


class Gathering:
    """Collects items, usages and issues table by table; ``bom`` ends it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.issues: list[Issue] = []
        self.items = Items()
        self._rows: dict[tuple[str, Severity, str, str, tuple[tuple[str, str], ...]], list[int]] = {}
        self._usages: list[tuple[int, int, int, int, int, float, bool]] = []
        self._sections: list[str] = []

    def where(self, sheet: str, row: int = 0, column: str = "") -> Where:
        return Where(self.file, sheet, row, column)

    def say(self, code: str, severity: Severity, sheet: str, rows: Sequence[int], letter: str = "",
            **also: str) -> None:
        """Notes that ``rows`` share a problem; all rows of a sheet become one issue."""
        self._rows.setdefault((code, severity, sheet, letter, tuple(also.items())), []).extend(rows)

    def all_issues(self) -> tuple[Issue, ...]:
        """The issues so far: one per kind, sheet and column, however many rows it has."""
        gathered = [
            Issue.of(
                code, severity, self.where(sheet, min(rows), letter),
                count=len(rows), rows=row_ranges(rows), **dict(also),
            )
            for (code, severity, sheet, letter, also), rows in self._rows.items()
        ]
        return tuple(self.issues + gathered)

    def take_all(self, bodies: Sequence[Body], currency: str, progress: Progress) -> None:
        """Adds all tables: first those that count things, then lists that only tell more of them.

        A list of approved makers or a master list repeats part numbers of the bill and has no quantities; its rows
        are no further usages.
        """
        several = bodies if len(bodies) > 1 else ()
        counted = {part for body in several if body.column(M.QUANTITY) >= 0 for part in body.parts if part}
        telling = [body for body in several if body.column(M.QUANTITY) < 0 and _repeats(body.parts, counted)]
        ordered = [body for body in bodies if body not in telling] + telling
        for place, body in enumerate(ordered):
            part = Part(progress, place / len(ordered), (place + 1) / len(ordered))
            self._take(body, currency, counted if body in telling else set(), part)

    def _take(self, body: Body, currency: str, known: set[str], progress: Progress) -> None:
        """Adds the item lines of one table; those whose part number is ``known`` only tell more of it."""
        lines = body.lines
        how = Conventions.of(body.columns, lines, body.sheet, currency)
        placed = self._place(lines, how, body.sheet, progress, by_part=bool(known))
        if known:
            placed = [(item, other or part in known) for (item, other), part in zip(placed, body.parts, strict=True)]
        tree = tree_of(body.columns, lines)
        others = {row.number for row, (_, other) in zip(lines, placed, strict=True) if other}
        for code, numbers in tree.problems:
            # A line that only names another maker states no level, and need not.
            if numbers := [number for number in numbers if number not in others]:
                self.say(code, Severity.WARNING, body.sheet.name, numbers)
        sections = _sections(body.rows, body.kinds)
        ranked = _ranked(body.columns, lines, sections)
        base, column = len(self._usages), body.column(M.QUANTITY)
        amounts = [_quantity(row.at(column), how.decimal) for row in lines]
        unfitted = unfitted_rows(body.columns, lines)
        self._say_of_lines(body, lines, amounts, unfitted)
        for line, (row, (item, other)) in enumerate(zip(lines, placed, strict=True)):
            amount = 0.0 if row.number in unfitted else amounts[line]
            parent = tree.parents[line]
            self._usages.append((item, body.index, row.number, tree.levels[line], parent + base if parent >= 0 else -1,
                                 amount, other or ranked[line]))
        self._sections += sections

    def _say_of_lines(self, body: Body, lines: Sequence[Row], amounts: Sequence[float], unfitted: set[int]) -> None:
        """Says which lines of a table are out of the ordinary by their quantity or their row."""
        column = body.column(M.QUANTITY)
        numbered = list(zip(lines, amounts, strict=True))
        unread = [row.number for row, amount in numbered if math.isnan(amount) and stated(text_of(row.at(column)))]
        negative = [row.number for row, amount in numbered if amount < 0]
        hidden = [row.number for row in lines if row.number in body.sheet.hidden_rows]
        letter = body.columns[column].letter
        for code, severity, rows, at in (
            ("quantity-unread", Severity.WARNING, unread, letter),
            ("negative-quantity", Severity.WARNING, negative, letter),
            ("not-fitted", Severity.NOTE, sorted(unfitted), ""),
            ("hidden-row", Severity.NOTE, hidden, ""),
        ):
            if rows:
                self.say(code, severity, body.sheet.name, rows, at)

    def _place(
        self, lines: Sequence[Row], how: Conventions, sheet: RawSheet, progress: Progress, *, by_part: bool
    ) -> list[tuple[int, bool]]:
        """(item, is another source of the line before) per line."""
        key_of = _keys(how.columns, sheet)
        records: dict[tuple[Value, ...], tuple[Record, int]] = {}
        problems: dict[tuple[str, int], list[int]] = {}
        placed: list[tuple[int, bool]] = []
        before, row_before, item = Record(), Row(0, []), -1
        having = {meaning: [i for i, column in enumerate(how.columns) if column.meaning is meaning]
                  for meaning in (M.POSITION, M.QUANTITY, M.DESIGNATORS)}
        for line, row in enumerate(lines):
            if not line & 0xFFF:
                progress.step(line / len(lines), sheet.name)
            key = key_of(row)
            record, known = records.get(key) or (record_of(row, how, sheet), -1)
            for problem in record.problems:
                problems.setdefault(problem, []).append(row.number)
            other = (
                record is not before and bool(placed)
                and _other_source(before, record, row, having[M.QUANTITY])
                and _same_place(row_before, row, having[M.POSITION][:1])
            )
            if other:
                self.items.add_source(item, record)
                records.setdefault(key, (record, -1))
            else:
                item = known if known >= 0 else self.items.place(record, by_part=by_part)
                if known < 0:
                    records[key] = record, item
                before, row_before = record, row
            placed.append((item, other))
            if having[M.DESIGNATORS] and (places := _stated_in(row, having[M.DESIGNATORS])):
                self.items.drafts[item].designators[", ".join(dict.fromkeys(places))] = None
        self._report(problems, how.columns, sheet.name)
        return placed

    def _report(self, problems: dict[tuple[str, int], list[int]], columns: Sequence[Column], sheet: str) -> None:
        for (code, index), rows in sorted(problems.items()):
            heading = columns[index].heading or columns[index].letter
            self.say(code, Severity.WARNING, sheet, rows, columns[index].letter, column=heading)

    def _say_repeated(self, sheets: tuple[str, ...]) -> None:
        """Names the lines that repeat an item under the same parent and section: meant, or entered twice."""
        seen: set[tuple[int, int, int, str]] = set()
        rows: dict[int, list[int]] = {}
        for (item, sheet, row, _, parent, _, other), section in zip(self._usages, self._sections, strict=True):
            key = item, sheet, parent, section
            if key in seen and not other:
                rows.setdefault(sheet, []).append(row)
            seen.add(key)
        for sheet, numbers in rows.items():
            self.say("repeated-line", Severity.NOTE, sheets[sheet], numbers)

    def bom(self, sha256: str, sheets: tuple[str, ...]) -> Bom:
        """The finished bill; says which part numbers stand for different things."""
        if self.items.reworded:
            parts = sorted(self.items.reworded)
            self.issues.append(
                Issue.of(
                    "part-number-reworded",
                    Severity.WARNING,
                    self.where(""),
                    count=len(parts),
                    parts=", ".join(parts[:8]),
                )
            )
        self._say_repeated(sheets)
        columns = list(zip(*self._usages, strict=True)) if self._usages else [()] * 7
        usages = Usages(
            item=np.array(columns[0], np.int32),
            sheet=np.array(columns[1], np.int16),
            row=np.array(columns[2], np.int32),
            level=np.array(columns[3], np.int16),
            parent=np.array(columns[4], np.int32),
            quantity=np.array(columns[5], np.float64),
            alternative=np.array(columns[6], np.bool_),
            section=tuple(self._sections),
        )
        return Bom(self.file, sha256, sheets, tuple(draft.item() for draft in self.items.drafts), usages)


def _keys(columns: Sequence[Column], sheet: RawSheet) -> Callable[[Row], tuple[Value, ...]]:
    """What two lines must have in common to say the same of a thing: all cells but those of its place."""
    content = content_columns(columns)
    formatted = sorted({column for _, column in sheet.formats} & set(content))
    if len(content) < 2:
        content = [*content, *content, *[len(columns)] * 2][:2]  # of a single index itemgetter makes no tuple
    taken, last = itemgetter(*content), max(content)

    def key(row: Row) -> tuple[Value, ...]:
        cells = row.cells
        found: tuple[Value, ...] = taken(cells) if len(cells) > last else tuple(row.at(index) for index in content)
        return found + tuple(sheet.shown(row.number, index) for index in formatted) if formatted else found

    return key


def _same_place(before: Row, row: Row, position: Sequence[int]) -> bool:
    """Has a line no position of its own, beside the line before?"""
    return all(text_of(row.at(index)) in ("", text_of(before.at(index))) for index in position)


def _stated_in(row: Row, columns: Sequence[int]) -> list[str]:
    return [text for index in columns if stated(text := text_of(row.at(index)))]


def _other_source(before: Record, record: Record, row: Row, quantity: Sequence[int]) -> bool:
    """Does a line only name another maker of the line before: the same part number again, or none at all?"""
    if record.maker == before.maker or not any(record.maker):
        return False
    if record.part[0]:
        return record.part == before.part and (record.wording == before.wording or not _stated_in(row, quantity))
    named = bool(before.part[0] or before.wording)
    return named and not record.wording and not _stated_in(row, quantity)


def _quantity(value: Value, decimal: str) -> float:
    if type(value) is float:
        return value
    found = quantity_of(value, decimal)
    if found is None:
        return math.nan
    return found[0] / 100 if found[1] == "%" else found[0]


def _repeats(parts: Sequence[str], counted: set[str]) -> bool:
    """Are most of the part numbers of a list in the bill already?"""
    return bool(parts) and sum(part in counted for part in parts) >= 0.6 * len(parts)


def _sections(rows: Sequence[Row], kinds: Sequence[RowKind]) -> list[str]:
    """The section each line stands under."""
    current, found = "", []
    for row, kind in zip(rows, kinds, strict=True):
        if kind is RowKind.SECTION:
            current = next((text for cell in row.cells if (text := text_of(cell))), "")
        elif kind is RowKind.ITEM:
            found.append(current)
    return found


def unfitted_rows(columns: Sequence[Column], lines: Sequence[Row]) -> set[int]:
    """Numbers of the lines that say themselves that they are not fitted (DNP), in a text or a column of that name."""
    found: set[int] = set()
    for index, column in enumerate(columns):
        own = says_unfitted(column.heading)
        if own or column.meaning in _MAY_SAY_UNFITTED:
            saying = {value for value in {row.cells[index] for row in lines if index < len(row.cells)}
                      if says_unfitted(text := text_of(value)) or (own and yes_no(text) == "yes")}
            found |= {row.number for row in lines if row.at(index) in saying} if saying else set()
    return found


def _ranked(columns: Sequence[Column], lines: Sequence[Row], sections: Sequence[str]) -> list[bool]:
    """Ranked choices for one purpose: within a section the best rank counts, the others are alternatives to it."""
    rank = next((index for index, column in enumerate(columns) if column.meaning is M.RANK), -1)
    if rank < 0:
        return [False] * len(lines)
    texts = [text_of(row.at(rank)) for row in lines]
    numbers = [number_of(text) for text in texts]
    best: dict[str, float] = {}
    for section, number in zip(sections, numbers, strict=True):
        if number is not None:
            best[section] = min(best.get(section, number), number)
    return [
        bool(text) and section in best and number != best[section]
        for section, number, text in zip(sections, numbers, texts, strict=True)
    ]
