"""Lines of all tables to one Bom: items and usages, alternatives marked, problems collected per table."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.amounts import Amounts, amounts_of
from ytterby.bom.bill import Bom, Usages
from ytterby.bom.cells import Codes, Mask, RawSheet, Rows, alike
from ytterby.bom.conventions import Conventions
from ytterby.bom.formats import MOST
from ytterby.bom.headings import meanings_of
from ytterby.bom.items import Items
from ytterby.bom.placing import Problems, place
from ytterby.bom.price_check import contradicted, further_prices
from ytterby.bom.reading import Column, Mapping, Meaning
from ytterby.bom.records import Record
from ytterby.bom.repeated import repeats
from ytterby.bom.roles import Kinds, RowKind
from ytterby.bom.row_texts import says_phantom, says_unfitted
from ytterby.bom.structure import row_ranges, tree_of
from ytterby.bom.values import number_of, quantity_of, stated, text_of, yes_no
from ytterby.core.issue import Issue, Severity, Where
from ytterby.core.progress import Part, Progress

M = Meaning
_MAY_SAY_UNFITTED = frozenset({M.DESCRIPTION, M.REMARK, M.CATEGORY, M.EXTRA, M.QUANTITY, M.MPN, M.PART_NUMBER})
_USUAL = frozenset({"currency-dollar", "currency-yuan", "currency-yen"})  # most bills mean what is assumed
_SURE = 0.5  # of a heading that it means a quantity


@dataclass(frozen=True, slots=True)
class Body:
    """A table ready to be gathered: the number of its sheet, its columns, and its rows with their kinds."""

    index: int
    sheet: RawSheet
    columns: tuple[Column, ...]
    rows: Rows
    kinds: Kinds
    section: str = ""  # that of the lines above the first heading between them

    def column(self, meaning: Meaning) -> int:
        """The first column with a meaning, -1 for none."""
        return next((index for index, column in enumerate(self.columns) if column.meaning is meaning), -1)

    @property
    def lines(self) -> Rows:
        return self.rows.taken(self.kinds == RowKind.ITEM)

    @property
    def parts(self) -> list[str]:
        """The part number of every line, lower case."""
        codes, texts = self.lines.column(self.column(M.PART_NUMBER)).texts(lambda value: text_of(value).casefold())
        return [texts[code] for code in codes.tolist()]


class Gathering:
    """Collects items, usages and issues table by table; ``bom`` ends it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.issues: list[Issue] = []
        self.items = Items()
        self._rows: dict[tuple[str, Severity, str, str, tuple[tuple[str, str], ...]], list[int]] = {}
        self._usages: list[Usages] = []

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

    def take_all(self, bodies: Sequence[Body], mapping: Mapping, progress: Progress) -> None:
        """Adds all tables: first those that count things, then lists that only tell more of them.

        A list of approved makers or a master list repeats part numbers of the bill and has no quantities; its rows
        are no further usages.
        """
        several = bodies if len(bodies) > 1 else ()
        counted = {part for body in several if body.column(M.QUANTITY) >= 0 for part in body.parts if part}
        telling = [body for body in several if body.column(M.QUANTITY) < 0 and _repeats(body.parts, counted)]
        ordered = [body for body in bodies if body not in telling] + telling
        for done, body in enumerate(ordered):
            part = Part(progress, done / len(ordered), (done + 1) / len(ordered))
            self._take(body, mapping, counted if body in telling else set(), part)

    def _take(self, body: Body, mapping: Mapping, known: set[str], progress: Progress) -> None:
        """Adds the item lines of one table; those whose part number is ``known`` only tell more of it."""
        lines, sheet = body.lines, body.sheet
        how = Conventions.of(body.columns, lines, sheet, mapping)
        item, other, problems = place(lines, how, sheet, self.items, progress, by_part=bool(known))
        self._report(problems, body.columns, sheet.name)
        if known:
            other |= np.array([part in known for part in body.parts], np.bool_)
        indents = sheet.indents if len(sheet.indents) < MOST else {}  # of a part of the lines they would mislead
        tree = tree_of(body.columns, lines, indents)
        for code, at in tree.problems:
            # A line that only names another maker states no level, and need not.
            if len(at := at[~other[at]]):
                named = {"parents": tree.missing} if code == "missing-parent" else {}
                self.say(code, Severity.WARNING, sheet.name, lines.numbers[at].tolist(), **named)
        section = _sections(body.rows, body.kinds, body.section)
        counted = body.column(M.QUANTITY)
        amounts = amounts_of(lines, counted, body.column(M.UNIT), body.columns[counted].heading if counted >= 0 else "",
                             how.units[counted] if counted >= 0 else "", how.decimal)
        unfitted = unfitted_lines(body.columns, lines)
        self._say_of_lines(body, lines, amounts, unfitted)
        if all(each.sheet != sheet.name or each.meaning is not M.QUANTITY for each in mapping.corrections):
            self._say_of_quantities(body, lines)
        if all(each.sheet != sheet.name or each.meaning is not M.PRICE for each in mapping.corrections):
            self._say_of_prices(body, lines, how, amounts, item)
        base = sum(map(len, self._usages))
        self._usages.append(Usages(
            item=item, sheet=np.full(len(lines), body.index, np.int16), row=lines.numbers,
            level=tree.levels.astype(np.int16),
            parent=np.where(tree.parents >= 0, tree.parents + base, -1).astype(np.int32),
            quantity=np.where(unfitted, 0.0, amounts.numbers),
            alternative=other | _ranked(body.columns, lines, section),
            section=tuple(section),
        ))

    def _say_of_lines(self, body: Body, lines: Rows, amounts: Amounts, unfitted: Mask) -> None:
        """Says which lines of a table are out of the ordinary by their quantity or their row."""
        column = body.column(M.QUANTITY)
        if amounts.per > 1:
            self.say("quantity-per-many", Severity.NOTE, body.sheet.name, lines.numbers.tolist(),
                     body.columns[column].letter, column=_called(body.columns[column]), per=f"{amounts.per:g}")
        told = lines.column(column).having(lambda value: stated(text_of(value)))
        unread = np.isnan(amounts.numbers) & ~amounts.differing & told
        hidden = np.isin(lines.numbers, np.fromiter(body.sheet.hidden_rows, np.int64))
        letter = body.columns[column].letter
        for code, severity, rows, at in (
            ("quantity-unread", Severity.WARNING, unread, letter),
            ("quantity-unit-differs", Severity.WARNING, amounts.differing, letter),
            ("negative-quantity", Severity.WARNING, amounts.numbers < 0, letter),
            ("not-fitted", Severity.NOTE, unfitted, ""),
            ("phantom-line", Severity.NOTE, phantom_lines(body.columns, lines), ""),
            ("hidden-row", Severity.NOTE, hidden, ""),
        ):
            if rows.any():
                self.say(code, severity, body.sheet.name, lines.numbers[rows].tolist(), at)

    def _say_of_quantities(self, body: Body, lines: Rows) -> None:
        """Says which of several columns headed as quantities counts; the others are kept as written."""
        others = [column for column, cells in zip(body.columns, lines.columns, strict=False)
                  if column.meaning is M.EXTRA and meanings_of(column.heading).get(M.QUANTITY, 0.0) >= _SURE
                  and cells.having(lambda cell: quantity_of(cell) is not None).any()]
        if others and (place := body.column(M.QUANTITY)) >= 0:
            counts = body.columns[place]
            self.say("quantity-twice", Severity.NOTE, body.sheet.name, lines.numbers.tolist(), counts.letter,
                     column=_called(counts), others=", ".join(map(_called, others)))

    def _say_of_prices(self, body: Body, lines: Rows, how: Conventions, amounts: Amounts, item: Codes) -> None:
        """Says which of several prices counts, and that the totals of most lines contradict it."""
        if (place := body.column(M.PRICE)) < 0:
            return
        counts, numbers = _called(body.columns[place]), lines.numbers
        if others := further_prices(how, lines):
            self.say("price-twice", Severity.NOTE, body.sheet.name, numbers.tolist(), body.columns[place].letter,
                     column=counts, others=", ".join(map(_called, others)))
        if (total := body.column(M.LINE_TOTAL)) >= 0:
            prices = {at: _price_of(self.items.drafts[at].records) for at in np.unique(item).tolist()}
            off = contradicted([prices[at] for at in item.tolist()], amounts.numbers, total, how, lines)
            if len(off):
                self.say("total-contradicted", Severity.WARNING, body.sheet.name, numbers[off].tolist(),
                         body.columns[total].letter, column=_called(body.columns[total]), price=counts)

    def _report(self, problems: Problems, columns: Sequence[Column], sheet: str) -> None:
        for (code, index), rows in sorted(problems.items()):
            heading = columns[index].heading or columns[index].letter
            severity = Severity.NOTE if code in _USUAL else Severity.WARNING
            self.say(code, severity, sheet, rows, columns[index].letter, column=heading)

    def _say_repeated(self, sheets: tuple[str, ...], usages: Usages) -> None:
        """Names the lines that repeat an item under the same parent and section: meant, or entered twice."""
        known = {name: number for number, name in enumerate(dict.fromkeys(usages.section))}
        section = np.fromiter(map(known.__getitem__, usages.section), np.int32, len(usages))
        first, _ = alike((usages.item, usages.sheet, usages.parent + 1, section), len(usages))
        again = ~usages.alternative
        again[first] = False
        for sheet in dict.fromkeys(usages.sheet[again].tolist()):
            rows = usages.row[again & (usages.sheet == sheet)]
            self.say("repeated-line", Severity.NOTE, sheets[sheet], rows.tolist())

    def _say_contradicted(self, sheets: tuple[str, ...], usages: Usages) -> None:
        """Names the lines of one thing, on whichever sheets, that declare contents which can't both be true, and those
        of which one declares an absence that another, of another make, does not."""
        wrong = [at for at, draft in enumerate(self.items.drafts) if draft.declared[1]]
        silent = [at for at, draft in enumerate(self.items.drafts) if draft.silent]
        self._say_of_drafts("content-contradicted", wrong, sheets, usages)
        self._say_of_drafts("nought-of-another-make", silent, sheets, usages)

    def _say_of_drafts(self, code: str, wrong: list[int], sheets: tuple[str, ...], usages: Usages) -> None:
        """One warning with every line of the things at these places."""
        if not wrong:
            return
        names = [self.items.drafts[place].named for place in wrong[:8]]
        lines = np.isin(usages.item, wrong)
        found = {sheets[at]: usages.row[lines & (usages.sheet == at)].tolist() for at in np.unique(usages.sheet[lines])}
        places = [row_ranges(rows) + (f" ({sheet})" if len(sheets) > 1 else "") for sheet, rows in found.items()]
        first = next(iter(found))
        self.issues.append(Issue.of(
            code, Severity.WARNING, self.where(first, min(found[first])),
            count=len(wrong), parts=", ".join(names), rows="; ".join(places),
        ))

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
        usages = _joined(self._usages)
        self._say_repeated(sheets, usages)
        for found in repeats(usages):
            self.say("repeated-sheet", Severity.WARNING, sheets[found.sheet], found.rows, other=sheets[found.other])
        self._say_contradicted(sheets, usages)
        return Bom(self.file, sha256, sheets, tuple(draft.item() for draft in self.items.drafts), usages)


def _joined(tables: Sequence[Usages]) -> Usages:
    """The usages of all tables, one after the other."""

    def column(name: str, kind: type[np.generic]) -> NDArray[Any]:
        return np.concatenate([np.empty(0, kind), *(getattr(usages, name) for usages in tables)], dtype=kind)

    return Usages(
        column("item", np.int32), column("sheet", np.int16), column("row", np.int32), column("level", np.int16),
        column("parent", np.int32), column("quantity", np.float64), column("alternative", np.bool_),
        tuple(chain.from_iterable(usages.section for usages in tables)),
    )


def _price_of(records: Sequence[Record]) -> float:
    """The price that the lines of a thing state, NaN where none does."""
    return next((record.price.amount for record in records if record.price), math.nan)


def _called(column: Column) -> str:
    """B ("Qty")."""
    return f'{column.letter} ("{column.heading}")'


def _repeats(parts: Sequence[str], counted: set[str]) -> bool:
    """Are most of the part numbers of a list in the bill already?"""
    return bool(parts) and sum(part in counted for part in parts) >= 0.6 * len(parts)


def _sections(rows: Rows, kinds: Kinds, first: str) -> list[str]:
    """The section each line stands under."""
    at = np.flatnonzero(kinds == RowKind.SECTION)
    names = [first, *(next((text for cell in row.cells if (text := text_of(cell))), "") for row in rows.taken(at))]
    above = np.searchsorted(at, np.flatnonzero(kinds == RowKind.ITEM))
    if len(names) == 1:
        return names * len(above)
    return [names[place] for place in above.tolist()]


def unfitted_lines(columns: Sequence[Column], lines: Rows) -> Mask:
    """The lines that say themselves that they are not fitted (DNP), in a text or a column of that name."""
    return _lines_that_say(says_unfitted, columns, lines)


def phantom_lines(columns: Sequence[Column], lines: Rows) -> Mask:
    """The lines marked as phantoms, by a word alone in its cell or by a yes in a column of that name."""
    return _lines_that_say(says_phantom, columns, lines)


def _lines_that_say(says: Callable[[str], bool], columns: Sequence[Column], lines: Rows) -> Mask:
    found = np.zeros(len(lines), np.bool_)
    for index, column in enumerate(columns):
        if says(column.heading):
            found |= lines.column(index).having(lambda value: says(text := text_of(value)) or yes_no(text) == "yes")
        elif column.meaning in _MAY_SAY_UNFITTED:
            found |= lines.column(index).having(lambda value: says(text_of(value)))
    return found


def _ranked(columns: Sequence[Column], lines: Rows, sections: Sequence[str]) -> Mask:
    """Ranked choices for one purpose: within a section the best rank counts, the others are alternatives to it."""
    rank = next((index for index, column in enumerate(columns) if column.meaning is M.RANK), -1)
    if rank < 0:
        return np.zeros(len(lines), np.bool_)
    texts = [text_of(value) for value in lines.column(rank).listed()]
    numbers = [number_of(text) for text in texts]
    best: dict[str, float] = {}
    for section, number in zip(sections, numbers, strict=True):
        if number is not None:
            best[section] = min(best.get(section, number), number)
    return np.array([
        bool(text) and section in best and number != best[section]
        for section, number, text in zip(sections, numbers, texts, strict=True)
    ], np.bool_)
