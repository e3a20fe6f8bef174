"""The report sheet by sheet as text, compared with the text kept beside this file.

A wanted change: run with YTTERBY_GOLDEN=write, read the difference, commit it.
"""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from builders_report import AS_OF, assessment, document
from ytterby.core.finding import Force, Reason
from ytterby.planning.allocation import Line, Offer, Problem, Product, Source
from ytterby.planning.forms import Form, Plan
from ytterby.planning.judge import Judgement
from ytterby.planning.planned import Planned
from ytterby.planning.solve import Binding, Limit, Solution, Status
from ytterby.planning.stocking import LeftOut, Stocking
from ytterby.planning.tail import Tail
from ytterby.report import licence_pages
from ytterby.report.assessment_json import pieces
from ytterby.report.book import pages
from ytterby.report.dossier import dossier
from ytterby.report.earlier import Earlier, read_earlier
from ytterby.report.licence_files import applications
from ytterby.report.page import Cell, Chart, Formula, Input, Link, Measured, Page, Table, Text
from ytterby.report.sent import Sent
from ytterby.workspace.document import KeptPlan, PlanLimits

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


def planned() -> Planned:
    """Buy 40 pieces of the first magnet, qualify nobody."""
    lines = (Line("smco", 100.0, 13.75, 500.0), Line("ndfeb", 0.0, 0.0, 0.0))
    sources = (Source("present source", (Offer(0, 12.5, np.ones((1, 2))),)),
               Source("Gamma", (Offer(0, 15.0, np.ones((1, 2))),), optional=True, fixed_cost=900.0))
    problem = Problem(2, (1.0,), lines, (Product("0", ((0, 3.0),), np.ones((1, 2)), 500.0),), sources)
    left = LeftOut(2, Reason.of("plan-without-cover"))
    stocking = Stocking(problem, (1, 2), (0,), (left,))
    found = Solution(Status.OPTIMAL, Form.FULL, Plan((40.0, 0.0), (True, False), 550.0),
                     bindings=(Binding(Limit.BUDGET, "", 1.5),))
    return Planned(stocking, found, Judgement(Tail(900.0, 950.0, 990.0), 8, 12.0, 4.0), None, None)


def before() -> Earlier:
    """The day before the text came into force."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "earlier.json"
        path.write_text("".join(pieces(assessment(Force.NOT_YET))), "utf-8")
        return read_earlier(path)


FORM = Sent("Alpha GmbH.xlsx", "Alpha GmbH", 1, 1, "A. Beispiel", date(2026, 11, 20))
KEPT = (
    KeptPlan("Plan 1", "Slow licences", PlanLimits(900.0, 20_000.0, None, 0.15, 180.0), "EUR", 12_500.0,
             (90_000.0, 150_000.5), (95_000.0, 200_000.0), (("smco", 1_000.0), ("sold off", 5.0)), ("Beta KK",), AS_OF),
    KeptPlan("Plan 2", "Baseline", PlanLimits(), "USD", 0.0, None, None, (), ()),
)
MADE = dossier(document(plans=KEPT), assessment(Force.UNVERIFIED, ASSUMED), firm="Firma", earlier=before(),
               planned=planned(), sent=(FORM,))
PAGES = {page.name: page for page in pages(MADE)}
LICENCE = {page.name: page for page in licence_pages.pages(MADE, applications(MADE)[0])}


@pytest.mark.parametrize("name", PAGES)
def test_a_sheet_says_what_it_said_before(name: str) -> None:
    compare(f"report-{name.lower()}.txt", as_text(PAGES[name]))


@pytest.mark.parametrize("name", LICENCE)
def test_a_sheet_of_a_licence_file_says_what_it_said_before(name: str) -> None:
    compare(f"licence-{name.lower()}.txt", as_text(LICENCE[name]))


def test_the_json_says_what_it_said_before() -> None:
    compare("assessment.json", "".join(pieces(assessment(Force.UNVERIFIED, ASSUMED))))
