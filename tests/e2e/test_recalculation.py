"""What we write in another program: LibreOffice opens it, computes every formula anew, and comes to our values."""

from __future__ import annotations

import math
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ytterby.bom.reading import Mapping
from ytterby.exposure.rollup import roll_up
from ytterby.identification.knowledge import Knowledge
from ytterby.planning.firststage import Limits
from ytterby.planning.planned import Planned, make_plan
from ytterby.planning.scenario import BASELINE, AddStock, Scenario, SetWait
from ytterby.planning.stocking import Planner, Stakes
from ytterby.planning.waits import default_wait
from ytterby.regulation.rulebook import Rulebook
from ytterby.report.cell_text import clean
from ytterby.report.dossier import LINES_HEADER_ROW, Dossier, dossier
from ytterby.report.licence_files import write_licence_files
from ytterby.report.sheets.what_if import ITEMS, SCENARIOS
from ytterby.report.xlsx import write
from ytterby.workspace.assess import assess, open_workbook
from ytterby.workspace.document import Assessment, Document

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "drive-unit.xlsx"
CHINESE = SAMPLE.parents[3] / "shared" / "corpus" / "boms" / "062_auto-targeting-turret_物料清单.xlsx"
SURE = Scenario("Sure licences", (SetWait(60.0, 120.0, 1.0),))
MORE = Scenario("Sure *", (SetWait(60.0, 60.0, 1.0), AddStock(30.0)))
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def made() -> Dossier:
    document = open_workbook(SAMPLE, Mapping(), date(2026, 11, 21))
    document = replace(document, scenarios=(*document.scenarios, SURE, MORE))
    assessment = assess(document, Rulebook.shipped(), Knowledge.shipped())
    return dossier(document, assessment, planned=planned(document, assessment))


def planned(document: Document, assessment: Assessment) -> Planned:
    """A small plan for the baseline."""
    pieces = roll_up(assessment.reading.bom)
    inside = tuple((items.tolist(), counts.tolist()) for items, counts in
                   map(pieces.in_product, range(len(pieces.products))))
    planner = Planner(assessment.exposure, BASELINE, inside, document.as_of, default_wait(), 1, Stakes(margin=500.0))
    return make_plan(planner, Limits(budget=20_000.0), scenarios=6, fresh=8)


def recalculated(book: Path, folder: Path) -> Any:
    """The workbook as LibreOffice saves it, which computes formulas whose values the file does not hold."""
    with_formulas = load_workbook(book)
    stripped = folder / "stripped.xlsx"
    with_formulas.save(stripped)  # openpyxl writes formulas without their values
    call = [str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
            "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"), str(stripped)]
    subprocess.run(call, check=True, capture_output=True, timeout=100)
    return load_workbook(folder / "out" / "stripped.xlsx", data_only=True)


def compared(book: Path, folder: Path) -> int:
    """How many formulas LibreOffice computed as we did; an error in any cell, or another value, fails."""
    formulas, ours = load_workbook(book), load_workbook(book, data_only=True)
    theirs = recalculated(book, folder)
    count = 0
    for sheet in formulas.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            found = theirs[sheet.title][cell.coordinate].value
            assert not (isinstance(found, str) and found.startswith("#")), (sheet.title, cell.coordinate, found)
            if cell.data_type != "f":
                continue
            count += 1
            mine = ours[sheet.title][cell.coordinate].value
            if isinstance(mine, int | float):
                assert math.isclose(found, mine, rel_tol=1e-9, abs_tol=1e-12), (cell.coordinate, mine, found)
            else:
                assert (found or "") == (mine or ""), (cell.coordinate, mine, found)
    return count


def test_every_formula_recalculated_equals_our_value_and_no_cell_is_an_error(made: Dossier, tmp_path: Path) -> None:
    write(made, tmp_path / "report.xlsx")
    assert compared(tmp_path / "report.xlsx", tmp_path) > 20
    book = load_workbook(tmp_path / "report.xlsx")
    assert {sheet.title for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"} == {
        "What-if", "Plan"}


def test_a_licence_file_counts_its_papers_as_they_are_filed(made: Dossier, tmp_path: Path) -> None:
    path = write_licence_files(made, tmp_path / "files")[0]
    assert compared(path, tmp_path) == 2
    book = load_workbook(path)
    sheet = book["Documents"]
    state = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "missing")
    state.value = "filed"
    book.save(tmp_path / "filed.xlsx")
    counts = [cell.value for row in recalculated(tmp_path / "filed.xlsx", tmp_path)["Documents"].iter_rows(max_col=2)
              for cell in row if isinstance(cell.value, int | float)]
    assert counts[0] == 1


@pytest.mark.skipif(not CHINESE.exists(), reason="the corpus is not there")
def test_a_chinese_bill_keeps_its_words_in_another_program(tmp_path: Path) -> None:
    document = open_workbook(CHINESE, Mapping(), date(2026, 11, 21))
    chinese = dossier(document, assess(document, Rulebook.shipped(), Knowledge.shipped()), firm="公司")
    write(chinese, tmp_path / "report.xlsx")
    compared(tmp_path / "report.xlsx", tmp_path)
    theirs = load_workbook(tmp_path / "out" / "stripped.xlsx")["Lines"]
    heads = [cell.value for cell in theirs[LINES_HEADER_ROW]]
    rows = theirs.iter_rows(min_row=LINES_HEADER_ROW + 1, values_only=True)
    texts = [row[heads.index("Description")] for row in rows]
    assert [text or "" for text in texts[:len(chinese.assessment.reading.bom)]] == [
        clean(chinese.assessment.reading.bom.item_of(usage).description) for usage in chinese.assessment.reading.bom]
    assert any("一" <= letter <= "鿿" for text in texts if text for letter in text)


def test_a_stock_changed_in_the_workbook_moves_its_cover_and_the_sums(made: Dossier, tmp_path: Path) -> None:
    write(made, tmp_path / "report.xlsx")
    book = load_workbook(tmp_path / "report.xlsx")
    sheet = book["What-if"]
    heads = {column.heading: place for place, column in enumerate(ITEMS, 1)}
    before = load_workbook(tmp_path / "report.xlsx", data_only=True)["What-if"]
    row = next(row for row in range(4 + len(made.assessment.outlooks) + 2, sheet.max_row)
               if isinstance(before.cell(row, heads["Days of cover"]).value, float)
               and before.cell(row, heads["Pieces missing"]).value)
    sheet.cell(row, heads["Stock"]).value *= 3
    book.save(tmp_path / "changed.xlsx")
    after = recalculated(tmp_path / "changed.xlsx", tmp_path)["What-if"]
    cover = heads["Days of cover"]
    assert after.cell(row, cover).value == pytest.approx(3 * before.cell(row, cover).value)
    stop = heads["Probability of a stop, at most"]
    assert after.cell(row, stop).value < before.cell(row, stop).value
    assert after.cell(row, heads["Pieces missing"]).value < before.cell(row, heads["Pieces missing"]).value
    total = [column.heading for column in SCENARIOS].index("Pieces missing") + 1
    of_scenario = next(at for at in range(5, 9) if sheet.cell(at, 1).value == sheet.cell(row, 1).value)
    assert after.cell(of_scenario, total).value < before.cell(of_scenario, total).value


def test_where_every_application_is_approved_the_formulas_are_the_closed_form_of_the_simulation(
    made: Dossier, tmp_path: Path,
) -> None:
    write(made, tmp_path / "report.xlsx")
    sheet = load_workbook(tmp_path / "report.xlsx", data_only=True)["What-if"]
    heads = {column.heading: place for place, column in enumerate(ITEMS)}
    rows = {(row[0], row[1]): row for row in sheet.iter_rows(min_row=9, values_only=True) if row[0]}
    compared = 0
    for outlook in made.assessment.outlooks:
        for item in outlook.items:
            row = rows[outlook.scenario.name, made.name(item.item)]
            if item.cover_days is None:
                assert isinstance(row[heads["Days of cover"]], str)
                continue
            assert row[heads["Days of cover"]] == pytest.approx(item.cover_days)
            chance = row[heads["Probability of a stop, at most"]]
            if item.exact_stop_probability is not None:
                compared += 1
                assert chance == pytest.approx(item.exact_stop_probability, abs=1e-9)
            else:
                assert chance >= (item.stop_probability or 0.0) - 0.03
    assert compared >= 4
