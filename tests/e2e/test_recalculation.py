"""The report in another program: LibreOffice opens it, computes every formula anew, and comes to our values."""

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
from ytterby.identification.knowledge import Knowledge
from ytterby.planning.scenario import AddStock, Scenario, SetWait
from ytterby.regulation.rulebook import Rulebook
from ytterby.report.dossier import Dossier, dossier
from ytterby.report.sheets.what_if import ITEMS, SCENARIOS
from ytterby.report.xlsx import write
from ytterby.workspace.assess import assess, open_workbook

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "drive-unit.xlsx"
SURE = Scenario("Sure licences", (SetWait(60.0, 120.0, 1.0),))
MORE = Scenario("Sure *", (SetWait(60.0, 60.0, 1.0), AddStock(30.0)))
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def made() -> Dossier:
    document = open_workbook(SAMPLE, Mapping(), date(2026, 11, 21))
    document = replace(document, scenarios=(*document.scenarios, SURE, MORE))
    return dossier(document, assess(document, Rulebook.shipped(), Knowledge.shipped()))


def recalculated(book: Path, folder: Path) -> Any:
    """The workbook as LibreOffice saves it, which computes formulas whose values the file does not hold."""
    with_formulas = load_workbook(book)
    stripped = folder / "stripped.xlsx"
    with_formulas.save(stripped)  # openpyxl writes formulas without their values
    call = [str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
            "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"), str(stripped)]
    subprocess.run(call, check=True, capture_output=True, timeout=100)
    return load_workbook(folder / "out" / "stripped.xlsx", data_only=True)


def test_every_formula_recalculated_equals_our_value_and_no_cell_is_an_error(made: Dossier, tmp_path: Path) -> None:
    write(made, tmp_path / "report.xlsx")
    formulas, ours = load_workbook(tmp_path / "report.xlsx"), load_workbook(tmp_path / "report.xlsx", data_only=True)
    theirs = recalculated(tmp_path / "report.xlsx", tmp_path)
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
    assert count > 20


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
