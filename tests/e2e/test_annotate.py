"""The annotated workbook: the user's own file with columns added, all else as it was, on workbooks from the wild."""

from __future__ import annotations

import hashlib
import warnings
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ytterby.bom.reading import Mapping
from ytterby.core.errors import WorkbookError
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.rulebook import Rulebook
from ytterby.report.annotate import annotate
from ytterby.report.dossier import Dossier, dossier
from ytterby.report.marks import Marks
from ytterby.report.notices import say
from ytterby.report.parcel import places
from ytterby.workspace.assess import assess, open_workbook

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
BILLS = sorted((CORPUS / "boms").glob("*.xlsx"))
ODD = sorted((*(CORPUS / "odd").glob("*.xlsx"), *(CORPUS / "odd").glob("*.xlsm")))
OTHERS = sorted(path for path in (CORPUS / "boms").glob("*") if path.suffix in {".xls", ".ods", ".csv", ".tsv"})
SAMPLES = sorted((ROOT / "resources" / "samples").glob("*.xlsx"))
ENDING = say("annotate-heading", heading="")
shared_rules = cache(Rulebook.shipped)
shared_knowledge = cache(Knowledge.shipped)


def dossier_of(path: Path) -> Dossier:
    document = open_workbook(path, Mapping(), date(2026, 11, 21))
    return dossier(document, assess(document, shared_rules(), shared_knowledge()))


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {info.filename: archive.read(info) for info in archive.infolist()}


def opened(path: Path) -> Any:
    with warnings.catch_warnings(action="ignore"):
        return load_workbook(path, rich_text=True)


def heights(sheet: Any) -> dict[int, float | None]:
    return {number: row.height for number, row in sheet.row_dimensions.items()}


def widths(sheet: Any, last: int) -> dict[int, tuple[float, bool, int]]:
    """Of every column up to ``last``: width, hidden, outline."""
    found = {}
    for column in sheet.column_dimensions.values():
        for number in range(column.min or 1, min(column.max or 0, last) + 1):
            found[number] = (column.width, column.hidden, column.outlineLevel)
    return found


def kept_beside_cells(sheet: Any) -> dict[str, Any]:
    """What a sheet holds beside its cells, as openpyxl reads it."""
    return {
        "merged": sorted(map(str, sheet.merged_cells.ranges)), "frozen": sheet.freeze_panes,
        "validations": sorted((str(each.sqref), each.type, each.formula1, each.formula2)
                              for each in sheet.data_validations.dataValidation),
        "conditional": [(str(one.sqref), rule.type, rule.operator, rule.formula, rule.priority)
                        for one in sheet.conditional_formatting for rule in one.rules],
        "names": sorted((name, each.attr_text) for name, each in sheet.defined_names.items()),
        "pictures": len(sheet._images), "charts": len(sheet._charts), "tables": sorted(sheet.tables),
        "links": sorted((each.ref, each.target, each.location) for each in sheet._hyperlinks),
        "print": (sheet.print_area, sheet.print_title_rows, sheet.page_setup.orientation, sheet.page_setup.paperSize),
        "breaks": [each.id for each in sheet.row_breaks.brk], "state": sheet.sheet_state,
        "protected": sheet.protection.sheet, "tab": sheet.sheet_properties.tabColor,
    }


def said(cell: Any) -> tuple[str, ...]:
    value = cell.value
    return cell.data_type, getattr(value, "ref", ""), str(getattr(value, "text", value))


def look_of(cell: Any) -> list[str]:
    return [cell.number_format, *map(repr, (cell.font, cell.fill, cell.border, cell.alignment, cell.protection))]


def assert_only_added(before: Path, after: Path) -> int:
    """All that stood in a sheet still stands there as it was; gives how many cells are new."""
    added = 0
    old_book, new_book = opened(before), opened(after)
    assert old_book.sheetnames == new_book.sheetnames
    assert {name: each.attr_text for name, each in old_book.defined_names.items()} == {
        name: each.attr_text for name, each in new_book.defined_names.items()}
    for old, new in zip(old_book.worksheets, new_book.worksheets, strict=True):
        cells = {(c.row, c.column): c for row in old.iter_rows() for c in row if c.value is not None}
        news = {(c.row, c.column): c for row in new.iter_rows() for c in row if c.value is not None}
        assert cells.keys() <= news.keys()
        for place, cell in cells.items():
            other = news[place]
            assert said(cell) == said(other), (old.title, place)
            assert look_of(cell) == look_of(other), (old.title, place)
            assert (cell.comment and cell.comment.text) == (other.comment and other.comment.text)
        assert kept_beside_cells(old) == kept_beside_cells(new), old.title
        assert heights(old) == heights(new)
        last = max((column for _, column in cells), default=0)
        assert widths(old, last) == widths(new, last)
        ours = news.keys() - cells.keys()
        added += len(ours)
        if ours:
            assert min(column for _, column in ours) > max(column for _, column in cells)
    return added


def assert_parts_kept(made: Dossier, path: Path, out: Path) -> frozenset[str]:
    """Every part but patched sheets and styles is the same to the byte: pictures, charts, macros, names, comments."""
    before, after = parts_of(path), parts_of(out)
    with zipfile.ZipFile(path) as archive:
        where = places(archive)
    parts = dict(where.sheets)
    touched = {parts[sheet.name] for sheet in Marks(made).sheets} | {where.styles}
    assert before.keys() == after.keys()
    assert not [name for name in before.keys() - touched if before[name] != after[name]]
    return frozenset(before)


@pytest.mark.parametrize("path", [*SAMPLES, *BILLS], ids=lambda path: path.name[:40])
def test_a_bill_is_annotated_and_keeps_all_that_it_held(path: Path, tmp_path: Path) -> None:
    digest = hashlib.sha256(path.read_bytes()).digest()
    made = dossier_of(path)
    out = tmp_path / "out.xlsx"
    notes = annotate(made, path, out)
    assert hashlib.sha256(path.read_bytes()).digest() == digest
    assert_parts_kept(made, path, out)
    added = assert_only_added(path, out)
    assert added > len(made.assessment.reading.bom) * 3 or notes
    assert_every_line_has_its_status(made, out)


def assert_every_line_has_its_status(made: Dossier, out: Path) -> None:
    book, bom = opened(out), made.assessment.reading.bom
    left = {sheet.name for sheet in Marks(made).sheets}
    for usage in bom:
        name = bom.sheets[usage.sheet]
        if name not in left:
            continue
        row = [str(cell.value) for cell in book[name][usage.row] if cell.value is not None]
        assert made.accounts[usage.item].status_words in row, (name, usage.row)
        assert any(made.name(usage.item) == text for text in row)


@pytest.mark.parametrize("path", ODD, ids=lambda path: path.name[:40])
def test_an_odd_workbook_is_annotated_and_keeps_what_it_held_or_is_refused_in_one_line(
    path: Path, tmp_path: Path,
) -> None:
    try:
        made = dossier_of(path)
    except WorkbookError:
        pytest.skip("refused in one line")
    if not len(made.assessment.reading.bom):
        pytest.skip("no lines in it")
    out = tmp_path / f"out{path.suffix}"
    annotate(made, path, out)
    names = assert_parts_kept(made, path, out)
    assert any(name.endswith("vbaProject.bin") for name in names) or path.suffix != ".xlsm"
    try:
        opened(path)
    except Exception:
        pytest.skip("openpyxl can't open it before, so it need not after")
    assert_only_added(path, out)


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name[:40])
def test_what_can_not_be_patched_gets_its_values_and_our_columns_in_a_new_workbook(path: Path, tmp_path: Path) -> None:
    try:
        made = dossier_of(path)
    except WorkbookError:
        pytest.skip("not read")
    if not len(made.assessment.reading.bom):
        pytest.skip("no lines in it")
    out = tmp_path / "out.xlsx"
    annotate(made, path, out)
    texts = [str(cell.value) for sheet in opened(out) for row in sheet.iter_rows() for cell in row if cell.value]
    statuses = [text for text in texts if text in {"controlled", "undetermined", "not controlled", "none found"}]
    if len(opened(out).sheetnames) == 1:
        assert len(statuses) >= len(made.assessment.reading.bom)
    assert any(text.endswith(ENDING) for text in texts)
