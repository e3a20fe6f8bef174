"""The report as a file: texts stay texts, the same input gives the same bytes, a failure loses nothing."""

from __future__ import annotations

import os
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import load_workbook

from builders_report import FORMULA, HOSTILE, assessment, document
from ytterby.core.errors import ReportError
from ytterby.core.finding import Force
from ytterby.core.progress import Cancelled
from ytterby.report import dossier as dossiers
from ytterby.report import xlsx
from ytterby.report.book import pages, parts
from ytterby.report.brief import write as write_brief
from ytterby.report.cell_text import clean
from ytterby.report.dossier import LINES_HEADER_ROW, Dossier, dossier
from ytterby.report.page import Column, Page, Table, Text
from ytterby.report.sheet_patch import letters
from ytterby.report.sheets import register
from ytterby.report.style import STATUS_FILL
from ytterby.report.xlsx import write
from ytterby.workspace import atomic


@pytest.fixture
def made() -> Dossier:
    return dossier(document(), assessment(Force.UNVERIFIED, "MOFCOM-2025-61=in-force@2026-11-11"), firm="Firma & Söhne")


def test_the_same_input_gives_the_same_bytes(made: Dossier, tmp_path: Path) -> None:
    write(made, tmp_path / "a.xlsx")
    write(made, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_texts_that_look_like_formulas_stay_texts(made: Dossier, tmp_path: Path) -> None:
    write(made, tmp_path / "r.xlsx")
    cells = [cell for sheet in load_workbook(tmp_path / "r.xlsx") for row in sheet.iter_rows() for cell in row]
    formulas = [cell for cell in cells if cell.data_type == "f"]
    assert {cell.parent.title for cell in formulas} == {"What-if"}
    assert not [cell.value for cell in formulas if "HYPERLINK" in cell.value or "cmd" in cell.value]
    assert FORMULA in {cell.value for cell in cells}
    with zipfile.ZipFile(tmp_path / "r.xlsx") as file:
        sheets = [file.read(name).decode() for name in file.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sum("<f>" in sheet for sheet in sheets) == 1
    assert not [target for sheet in sheets for target in re.findall(r'<hyperlink [^>]*r:id', sheet)]


@pytest.mark.parametrize("figure", [float("inf"), float("nan")])
def test_a_figure_beyond_range_is_said_in_words(tmp_path: Path, figure: float) -> None:
    found = assessment()
    items = tuple(replace(item, spend=figure, annual_quantity=figure) for item in found.exposure.items)
    products = tuple(replace(product, volume=figure, spend=figure) for product in found.exposure.products)
    spoilt = replace(found, exposure=replace(found.exposure, items=items, products=products))
    write(dossier(document(), spoilt), tmp_path / "r.xlsx")
    rows = list(load_workbook(tmp_path / "r.xlsx")["Lines"].iter_rows(min_row=LINES_HEADER_ROW + 1, values_only=True))
    assert sum("not known" in row for row in rows) > 0


def test_what_xml_forbids_is_left_out_and_long_texts_are_cut() -> None:
    assert clean(HOSTILE + "\ud800\x00\ufffe\n") == HOSTILE.replace("\x07", "") + "\n"
    assert len(clean("x" * 40_000)) == 32_767


def test_the_register_has_one_row_per_line_and_its_totals_add_up(made: Dossier, tmp_path: Path) -> None:
    write(made, tmp_path / "r.xlsx")
    sheet = load_workbook(tmp_path / "r.xlsx")["Lines"]
    rows = list(sheet.iter_rows(min_row=LINES_HEADER_ROW, values_only=True))
    heads, lines = rows[0], rows[1:]
    assert [(row[0], row[1]) for row in lines] == [("BOM", 4), ("BOM", 5), ("BOM", 6), ("BOM", 8), ("BOM", 9)]
    spend = heads.index("Item's spend, on its first line")
    total = sum(exposure.spend or 0.0 for exposure in made.assessment.exposure.items)
    assert sum(row[spend] or 0.0 for row in lines) == pytest.approx(total)
    assert sheet.freeze_panes == "F6"
    table, = sheet.tables.values()
    assert table.ref == table.autoFilter.ref == f"A5:AX{5 + len(lines)}"
    assert sheet.print_title_rows == "$5:$5"


def test_links_lead_to_the_lines_they_name(made: Dossier, tmp_path: Path) -> None:
    write(made, tmp_path / "r.xlsx")
    book = load_workbook(tmp_path / "r.xlsx")
    items = book["Items"]
    linked = {}
    for cell in items["C"]:
        if cell.hyperlink:
            sheet, _, place = (cell.hyperlink.location or "").rpartition("!")
            linked[items.cell(cell.row, 1).value] = book[sheet.strip("'")][place.replace("A", "D")].value
    assert linked == {"M-1": "M-1", "M-2": "M-2"}


def test_a_bill_longer_than_a_sheet_goes_on_in_another(
    made: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (dossiers, register):
        monkeypatch.setattr(module, "LINES_PER_SHEET", 2)
    write(made, tmp_path / "r.xlsx")
    book = load_workbook(tmp_path / "r.xlsx")
    sheets = [book[name].iter_rows(min_row=6, values_only=True) for name in ("Lines", "Lines 2", "Lines 3")]
    rows = [row[1] for sheet in sheets for row in sheet]
    assert rows == [4, 5, 6, 8, 9]
    assert made.place(4) == ("Lines 3", 6)


def test_a_long_table_goes_on_in_another_sheet() -> None:
    rows = tuple((number,) for number in range(5))
    page = Page("Findings", (Text("Findings"), Table((Column("Number"),), rows, main=True)))
    split = list(parts(page, 2))
    assert [one.name for one in split] == ["Findings", "Findings 2", "Findings 3"]
    assert [row for one in split for row in one.blocks[1].rows] == list(rows)
    assert list(parts(page, 5)) == [page]


def test_beyond_the_number_of_links_that_excel_allows_the_text_stays(
    made: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(xlsx, "_MOST_LINKS", 1)
    write(made, tmp_path / "r.xlsx")
    cells = load_workbook(tmp_path / "r.xlsx")["Items"]["C"]
    assert [(cell.value, bool(cell.hyperlink)) for cell in cells[-2:]] == [("row 5", True), ("row 6", False)]


def test_properties_name_day_and_rules_and_not_the_time_of_writing(made: Dossier, tmp_path: Path) -> None:
    write(made, tmp_path / "r.xlsx")
    properties = load_workbook(tmp_path / "r.xlsx").properties
    assert properties.created.date() == made.assessment.provenance.as_of
    assert "as of 2026-11-21" in properties.description
    assert made.assessment.provenance.rules_digest in properties.description


def test_every_table_is_an_excel_table_with_its_headings_and_rows(made: Dossier, tmp_path: Path) -> None:
    write(made, tmp_path / "r.xlsx")
    names: list[str] = []
    book = load_workbook(tmp_path / "r.xlsx")
    for page in pages(made):
        tables = [block for block in page.blocks if isinstance(block, Table)]
        assert len(book[page.name].tables) == len(tables)
        for block, table in zip(tables, book[page.name].tables.values(), strict=True):
            head, *rows = book[page.name][table.ref]
            assert [cell.value for cell in head] == [column.heading for column in block.columns] == table.column_names
            assert len(rows) == max(1, len(tuple(block.rows)))
            assert bool(table.autoFilter) is block.main
            names.append(table.name)
    assert len(set(names)) == len(names) > 20


def test_every_sheet_says_by_which_law_on_which_day_and_on_what_assumptions(made: Dossier, tmp_path: Path) -> None:
    write(made, tmp_path / "r.xlsx")
    for sheet in load_workbook(tmp_path / "r.xlsx"):
        said = sheet["A2"].value
        for part in ("Firma & Söhne", "drive.xlsx", "2026-11-21", "sha256:" + "1" * 64, "MOFCOM-2025-61=in-force@"):
            assert part in said, (sheet.title, part)
        assert "rules sha256:" in (sheet.oddFooter.center.text or "")


def test_the_colour_of_a_status_follows_the_word(made: Dossier, tmp_path: Path) -> None:
    write(made, tmp_path / "r.xlsx")
    sheet = load_workbook(tmp_path / "r.xlsx")["Lines"]
    heads = [cell.value for cell in sheet[LINES_HEADER_ROW]]
    rules = {rule.formula[0]: str(area.sqref) for area in sheet.conditional_formatting for rule in area.rules}
    place = f"{letters(heads.index('Status') + 1)}6:{letters(heads.index('Status') + 1)}10"
    assert rules == {f'"{word}"': place for word in STATUS_FILL}


def test_numbers_are_shown_by_the_locale_of_the_reader(made: Dossier, tmp_path: Path) -> None:
    write(made, tmp_path / "r.xlsx")
    formats = {cell.number_format for sheet in load_workbook(tmp_path / "r.xlsx") for row in sheet.iter_rows()
               for cell in row if isinstance(cell.value, int | float) and not isinstance(cell.value, bool)}
    assert not [one for one in formats if "[$" in one]  # no locale is fixed in a format
    assert formats == {"#,##0_-", "#,##0.###_-", "#,##0.000_-", "#,##0.00_-", "0.0%_-"}


@pytest.mark.parametrize("free", [0, 1_000_000])
def test_a_full_disk_is_said_before_the_work(
    made: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int,
) -> None:
    monkeypatch.setattr(atomic.shutil, "disk_usage", lambda folder: Usage(1 << 40, 0, free))
    with pytest.raises(ReportError, match="no room: about 8 MB are needed") as caught:
        write(made, tmp_path / "r.xlsx")
    assert caught.value.remedy
    with pytest.raises(ReportError, match="no room: about 4 MB are needed"):
        write_brief(made, tmp_path / "r.pdf")
    assert not list(tmp_path.iterdir())


def test_little_room_is_told_in_kilobytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic.shutil, "disk_usage", lambda folder: Usage(1 << 40, 0, 12_000))
    with pytest.raises(ReportError, match="about 60 kB are needed, 12 kB are free"):
        atomic.require_room(tmp_path / "r.csv", 60_000, ReportError)


class Usage(NamedTuple):
    total: int
    used: int
    free: int


class StopAt:
    def __init__(self, steps: int) -> None:
        self.left = steps

    def step(self, done: float, label: str = "") -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def test_stopping_keeps_the_old_file_and_leaves_nothing(made: Dossier, tmp_path: Path) -> None:
    target = tmp_path / "r.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(Cancelled):
        write(made, target, StopAt(1))
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["r.xlsx"]


def test_a_folder_that_is_not_there_is_said_with_a_remedy(made: Dossier, tmp_path: Path) -> None:
    with pytest.raises(ReportError) as caught:
        write(made, tmp_path / "none" / "r.xlsx")
    assert "folder does not exist" in str(caught.value)
    assert caught.value.remedy


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_can_not_be_written_to_is_said(made: Dossier, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ReportError) as caught:
        write(made, tmp_path / "r.xlsx")
    assert "can't be written" in str(caught.value)


def test_an_empty_bill_makes_a_report_too(made: Dossier, tmp_path: Path) -> None:
    empty = replace(made.assessment.reading.bom.usages, **{
        name: getattr(made.assessment.reading.bom.usages, name)[:0]
        for name in ("item", "sheet", "row", "level", "parent", "quantity", "alternative", "section")})
    bom = replace(made.assessment.reading.bom, items=(), usages=empty)
    bare = replace(made.assessment, reading=replace(made.assessment.reading, bom=bom), identities=(), outlooks=(),
                   classification=replace(made.assessment.classification, findings=(), upstream=(), decisions=()),
                   exposure=replace(made.assessment.exposure, items=(), products=(), elements=(), concentration=(),
                                    figures=()))
    write(dossier(document(), bare), tmp_path / "r.xlsx")
    assert load_workbook(tmp_path / "r.xlsx")["Lines"].max_row == LINES_HEADER_ROW
