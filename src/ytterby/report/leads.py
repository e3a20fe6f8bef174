"""Where figures lead to: a line of the register, or all lines that a figure counts."""

from __future__ import annotations

from ytterby.report.behind import SHEET
from ytterby.report.dossier import Dossier
from ytterby.report.page import Cell, Link


def first_line(dossier: Dossier, items: tuple[int, ...]) -> Cell:
    """A link to the first line of the register among ``items``, called by its row in the bill."""
    lines = [dossier.first_line[item] for item in items if dossier.first_line[item] >= 0]
    return to_line(dossier, min(lines)) if lines else None


def to_line(dossier: Dossier, line: int) -> Link:
    sheet, row = dossier.place(line)
    return Link(in_the_bill(dossier, line), sheet, row)


def in_the_bill(dossier: Dossier, line: int) -> str:
    """ "row 7", with the sheet where the bill has several."""
    bom = dossier.assessment.reading.bom
    row = f"row {int(bom.usages.row[line])}"
    return row if len(bom.sheets) == 1 else f"{bom.sheets[int(bom.usages.sheet[line])]} {row}"


def lines_behind(dossier: Dossier, title: str, items: tuple[int, ...]) -> Cell:
    """A link to all lines of ``items``, said as their number; of the whole bill to the register itself."""
    lines = sorted(line for item in items for line in dossier.lines_of(item))
    if not lines:
        return None
    told = "1 line" if len(lines) == 1 else f"{len(lines):,} lines"
    if len(lines) == len(dossier.assessment.reading.bom):
        sheet, row = dossier.place(0)
        return Link(told, sheet, row)
    if len(lines) == 1:
        return Link(told, *dossier.place(lines[0]))
    return Link(told, SHEET, dossier.behind.row(items, title, lines))
