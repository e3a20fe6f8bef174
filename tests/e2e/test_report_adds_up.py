"""The report of real bills: a row for each line, every total the sum of its lines, every call with its ground."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import load_workbook

from ytterby.bom.reading import Mapping
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.rulebook import Rulebook
from ytterby.report.behind import FIRST_ROW, MOST_LINES, SHEET
from ytterby.report.dossier import LINES_HEADER_ROW, Dossier, dossier
from ytterby.report.page import Kind, Link, Measured, Page, Table
from ytterby.report.register_csv import write as write_csv
from ytterby.report.sheets import behind, exposure, licences, register, sources, summary
from ytterby.report.xlsx import write
from ytterby.workspace.assess import assess, open_workbook

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "boms"
BILLS = (*sorted((ROOT / "resources" / "samples").glob("*.xlsx")), *sorted(CORPUS.glob("*.xlsx")),
         *sorted(CORPUS.glob("*.csv")))
DAYS = (date(2026, 11, 21), date(2025, 10, 15))


@cache
def made(path: Path, day: date = DAYS[0]) -> Dossier:
    document = open_workbook(path, Mapping(), day)
    return dossier(document, assess(document, _rulebook(), _knowledge()))


@cache
def _rulebook() -> Rulebook:
    return Rulebook.shipped()


@cache
def _knowledge() -> Knowledge:
    return Knowledge.shipped()


def rows(page: Page, key: str = "") -> list[dict[str, Any]]:
    tables = (block for block in page.blocks if isinstance(block, Table))
    table = next(block for block in tables if (block.key == key if key else block.main))
    return [dict(zip([column.heading for column in table.columns], row, strict=True)) for row in table.rows]


def lines(of: Dossier) -> list[dict[str, Any]]:
    return [row for page in register.pages(of) for row in rows(page)]


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("path", BILLS, ids=lambda path: path.name[:40])
def test_a_row_for_each_line_and_every_call_with_clause_source_and_date(path: Path, day: date) -> None:
    of = made(path, day)
    found, bom = lines(of), of.assessment.reading.bom
    assert [(row["Sheet"], row["Row"]) for row in found] == [(bom.sheets[usage.sheet], usage.row) for usage in bom]
    for row in found:
        if row["Status"] not in ("not controlled", "none found"):
            for heading in ("Control", "Instrument", "Clause", "Source", "In this state since", "Evidence"):
                assert row[heading], (row["Row"], heading)
        if row["Status"] == "undetermined":
            assert row["Missing fact"], row["Row"]
            assert row["Who can answer"], row["Row"]


@pytest.mark.parametrize("path", BILLS, ids=lambda path: path.name[:40])
def test_every_total_is_the_sum_of_its_lines(path: Path) -> None:
    of = made(path)
    found, page = lines(of), summary.page(of)
    spend = sum(row["Item's spend, on its first line"] or 0.0 for row in found)
    by_status = rows(page, "status")
    money = next(heading for heading in by_status[0] if heading.startswith("Spend"))
    assert sum(row["Lines"] for row in by_status) == len(found)
    assert sum(row[money] for row in by_status if not isinstance(row[money], str)) == pytest.approx(spend)
    figures = {row["Figure"]: row["Value"].value for row in rows(page, "figures") if isinstance(row["Value"], Measured)}
    assert figures["Lines of the bill"] == len(found)
    assert figures["Lines that need a licence"] == sum(row["Licence required"] == "yes" for row in found)
    for by in ("supplier", "country", "processing country"):
        shares = rows(sources.page(of), by)
        assert sum(row["Share"] for row in shares) == pytest.approx(1.0 if shares else 0.0)


@pytest.mark.parametrize("path", BILLS, ids=lambda path: path.name[:40])
def test_every_link_leads_to_a_line_of_the_item_it_stands_beside(path: Path) -> None:
    of = made(path)
    found = lines(of)
    for page in (summary.page(of), exposure.page(of), sources.page(of)):
        for table in (block for block in page.blocks if isinstance(block, Table)):
            for row in table.rows:
                for link in (cell for cell in row if isinstance(cell, Link) and cell.sheet == "Lines"):
                    line = found[link.row - LINES_HEADER_ROW - 1]
                    if table.key == "worst":
                        name = line["Part"] or line["Description"]
                        assert link.text.startswith(name[:40])
                    assert 0 <= link.row - LINES_HEADER_ROW - 1 < len(found)


@pytest.mark.parametrize("path", BILLS, ids=lambda path: path.name[:40])
def test_every_figure_leads_to_all_the_lines_it_counts(path: Path) -> None:
    """As many as the link says, of as much spend as the figure says where it is money."""
    of = made(path)
    pages = [summary.page(of), exposure.page(of), licences.page(of)]
    listed = rows(behind.page(of))
    for page in pages:
        for table in (block for block in page.blocks if isinstance(block, Table)):
            for row in table.rows:
                for link in (cell for cell in row if isinstance(cell, Link) and cell.sheet == SHEET):
                    start, count = link.row - FIRST_ROW, int(link.text.split()[0].replace(",", ""))
                    title = listed[start]["Figure"]
                    group = [one for one in listed[start:start + count] if one["Figure"] == title]
                    if count > MOST_LINES:
                        continue
                    assert len(group) == count
                    value = row[1]
                    if isinstance(value, Measured) and value.kind is Kind.MONEY:
                        spends = [one["Item's spend, on its first line"] or 0.0 for one in group]
                        assert sum(spends) == pytest.approx(value.value)


@pytest.mark.parametrize("path", BILLS[:1] + BILLS[-1:], ids=lambda path: path.name[:40])
def test_the_same_bill_read_twice_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    write(made(path), tmp_path / "a.xlsx")
    document = open_workbook(path, Mapping(), DAYS[0])
    write(dossier(document, assess(document, Rulebook.shipped(), Knowledge.shipped())), tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


HOSTILE = ('=HYPERLINK("http://x","y")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tTab", "\rReturn", "a\x07b")


def test_cells_of_a_hostile_workbook_arrive_as_text(tmp_path: Path) -> None:
    """Formulas have no text of their own when read; what looks like one is written as text into the bill."""
    source = tmp_path / "hostile.xlsx"
    with xlsxwriter.Workbook(str(source), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("BOM")
        for place, text in enumerate(("Part number", "Description", "Supplier", "Qty")):
            sheet.write_string(0, place, text)
        for number, text in enumerate(HOSTILE, 1):
            sheet.write_string(number, 0, f"P-{number}")
            sheet.write_string(number, 1, f"{text} NdFeB magnet N42SH")
            sheet.write_string(number, 2, text)
            sheet.write_number(number, 3, 1)
    of = made(source)
    write(of, tmp_path / "report.xlsx")
    write_csv(of, tmp_path / "lines.csv")
    cells = [cell for sheet in load_workbook(tmp_path / "report.xlsx") for row in sheet.iter_rows() for cell in row]
    assert {cell.parent.title for cell in cells if cell.data_type == "f"} <= {"What-if"}
    texts = {str(cell.value) for cell in cells}
    for text in HOSTILE[:4]:
        assert any(text in found for found in texts), text
    assert not [found for found in texts if "\x07" in found]
    with (tmp_path / "lines.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            assert not [text for text in row if text.startswith(("=", "+", "-", "@", "\t", "\r"))]
