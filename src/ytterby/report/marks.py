"""What an annotated workbook says beside each line, and in which row of which sheet, before any file format."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from ytterby.bom.reading import Table
from ytterby.report.dossier import Dossier
from ytterby.report.notices import say
from ytterby.report.sheets.register import ABOUT, about

SHOWN = ("Status", "Force", "Treatment", "Rare earth", "Elements", "Material", "Control", "Upstream entries",
         "Missing fact", "Who can answer", "Why", "Decision")
STATUS_PLACE = 1
_WIDTHS = {column.heading: column.width for column in ABOUT}
_PLACES = tuple(next(place for place, column in enumerate(ABOUT) if column.heading == name) for name in SHOWN)
COLUMNS = len(SHOWN) + 2  # beside a line: with its name and the basis
_ROOM = 1.25  # of a heading in bold, per letter
MOST_BLOCKS = 4


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """``items`` row → the items that stand in it, several where tables stand side by side; rows as Excel counts."""

    name: str
    headers: tuple[int, ...]
    items: dict[int, tuple[int, ...]]

    @property
    def blocks(self) -> int:
        return max(map(len, self.items.values()), default=0)

    @property
    def rows(self) -> range:
        found = (*self.headers, *self.items)
        return range(min(found), max(found) + 1)


class Marks:
    """Of the workbook at ``place`` among those of the project. ``notes`` say which sheets get none, and why."""

    def __init__(self, dossier: Dossier, place: int = 0) -> None:
        self._dossier = dossier
        readings = [bill.reading for bill in dossier.document.bills] or [dossier.assessment.reading]
        self._own = readings[place]
        self._first_sheet = sum(len(one.bom.sheets) for one in readings[:place])  # among those of all workbooks
        self._kept: dict[int, tuple[str, ...]] = {}

    @cached_property
    def basis(self) -> str:
        """Day, rules and assumptions in one line, repeated beside each line, as lines get copied elsewhere."""
        provenance = self._dossier.assessment.provenance
        return say("annotate-basis", program=provenance.program, day=provenance.as_of.isoformat(),
                   rules=provenance.rules_digest[:19], notices=" ".join(self._dossier.notices))

    def headings(self, block: int, blocks: int) -> tuple[str, ...]:
        more = f" {block + 1}" if blocks > 1 else ""
        return tuple(say("annotate-heading", heading=name + more) for name in ("Line judged", *SHOWN, "Basis"))

    def widths(self, blocks: int) -> tuple[int, ...]:
        """Each column at least as wide as its heading, which does not wrap: the bill may keep its row low."""
        heads = [head for block in range(blocks) for head in self.headings(block, blocks)]
        wanted = (16, *(_WIDTHS[name] for name in SHOWN), 40) * blocks
        return tuple(max(width, ceil(len(head) * _ROOM)) for width, head in zip(wanted, heads, strict=True))

    def of(self, item: int) -> tuple[str, ...]:
        """The texts beside a line, one for each heading; the name of what was judged shows a line sorted away."""
        found = self._kept.get(item)
        if found is None:
            row = about(self._dossier.accounts[item])
            texts = (str(row[place]) if row[place] is not None else "" for place in _PLACES)
            found = self._kept[item] = (self._dossier.name(item), *texts, self.basis)
        return found

    @cached_property
    def sheets(self) -> tuple[SheetMarks, ...]:
        return tuple(sheet for sheet in self._all if not self._why_not(sheet))

    @cached_property
    def notes(self) -> tuple[str, ...]:
        return tuple(why for sheet in self._all if (why := self._why_not(sheet)))

    @cached_property
    def _all(self) -> tuple[SheetMarks, ...]:
        usages, names, first = self._dossier.assessment.reading.bom.usages, self._own.bom.sheets, self._first_sheet
        items: dict[str, dict[int, tuple[int, ...]]] = defaultdict(dict)
        for sheet, row, item in zip(usages.sheet.tolist(), usages.row.tolist(), usages.item.tolist(), strict=True):
            if first <= sheet < first + len(names):
                rows = items[names[sheet - first]]
                rows[row] = (*rows.get(row, ()), item)
        return tuple(SheetMarks(name, self._headers(name, items[name]), items[name]) for name in names if items[name])

    def _headers(self, sheet: str, items: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
        """The last heading row of each table; a table without one has none where ours could stand."""
        tables = self._tables(sheet)
        rows = {table.header_rows[-1] for table in tables if table.header_rows}
        return tuple(sorted(rows - items.keys()))

    def _tables(self, sheet: str) -> list[Table]:
        return [table for table in self._own.tables if table.sheet == sheet]

    def _why_not(self, sheet: SheetMarks) -> str:
        if any(table.columns and not any(column.letter for column in table.columns)
               for table in self._tables(sheet.name)):
            return say("annotate-turned", sheet=sheet.name)
        if sheet.blocks > MOST_BLOCKS:
            return say("annotate-side-by-side", sheet=sheet.name, count=sheet.blocks)
        return ""
