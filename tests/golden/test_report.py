"""The report sheet by sheet as text, compared with the text kept beside this file.

A wanted change: run with YTTERBY_GOLDEN=write, read the difference, commit it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builders_report import assessment, document
from ytterby.core.finding import Force
from ytterby.report.assessment_json import pieces
from ytterby.report.book import pages
from ytterby.report.dossier import dossier
from ytterby.report.page import Cell, Chart, Formula, Input, Link, Measured, Page, Table, Text

HERE = Path(__file__).parent
ASSUMED = "MOFCOM-2025-61=in-force@2026-11-11"


def as_text(page: Page) -> str:
    lines: list[str] = [f"[{page.name}]"]
    for block in page.blocks:
        match block:
            case Text():
                lines.append(f"{block.style}: {block.text}")
            case Table():
                lines.append("table: " + " | ".join(column.heading for column in block.columns))
                lines += ["  " + " | ".join(map(shown, row)) for row in block.rows]
            case Chart():
                lines.append(f"chart: {block.title} of {block.table}, columns {block.series}")
    return "\n".join(lines) + "\n"


def shown(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Link():
            return f"{cell.text} -> {cell.sheet}!{cell.row}"
        case Measured():
            return shown(cell.value)
        case Formula():
            return f"={cell.text} → {shown(cell.value)}"
        case Input():
            return f"[{shown(cell.value)}]"
        case float():
            return f"{cell:g}"
        case _:
            return str(cell).replace("\n", " / ")


def compare(name: str, text: str) -> None:
    kept = HERE / name
    if os.environ.get("YTTERBY_GOLDEN") == "write":
        kept.write_text(text, "utf-8")
    assert kept.read_text("utf-8") == text


PAGES = {page.name: page for page in pages(dossier(document(), assessment(Force.UNVERIFIED, ASSUMED), firm="Firma"))}


@pytest.mark.parametrize("name", PAGES)
def test_a_sheet_says_what_it_said_before(name: str) -> None:
    compare(f"report-{name.lower()}.txt", as_text(PAGES[name]))


def test_the_json_says_what_it_said_before() -> None:
    compare("assessment.json", "".join(pieces(assessment(Force.UNVERIFIED, ASSUMED))))
