"""The quick reader of large .xlsx files sees what the general one sees, or leaves the file to it."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
import xlsxwriter

from builders_bom import HEAD, codes, workbook
from ytterby.bom import workbook as readers
from ytterby.bom.ooxml import read_ooxml
from ytterby.bom.read import read
from ytterby.bom.scan import Unfamiliar
from ytterby.bom.sniff import Kind
from ytterby.core.progress import SILENT

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"


def cells(sheets: list[readers.RawSheet]) -> dict[tuple[str, int], list[object]]:
    found = {}
    for sheet in sheets:
        for row in sheet.rows:
            kept = list(row.cells)
            while kept and kept[-1] == "":
                kept.pop()
            found[sheet.name, row.number] = kept
    return found


def mixed(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        day, span = book.add_format({"num_format": "yyyy-mm-dd hh:mm"}), book.add_format({"num_format": "[h]:mm"})
        money = book.add_format({"num_format": "#,##0.00 [$€-407]"})
        sheet = book.add_worksheet("Mixed & odd")
        for number in range(3, 400):
            sheet.write_row(number, 1, (f"A-{number}", "Magnet <N42> & co.\nline", number * 0.1, 1e-7 * number, True))
            sheet.write_datetime(number, 6, dt.datetime(2026, 11, 21, number % 24, 30), day)
            sheet.write_number(number, 7, 1.5, span)
            sheet.write_number(number, 8, 12.5, money)
            sheet.write_formula(number, 9, "=A1", None, "computed é")
            sheet.write_formula(number, 10, "=1/0", None, "#DIV/0!")
            sheet.write_rich_string(number, 11, "bold ", book.add_format({"bold": True}), "rare earth")
        sheet.merge_range("B2:D2", "Title")
        book.add_worksheet("Empty").hide()
    return path


def test_both_readers_see_the_same(tmp_path: Path) -> None:
    data = mixed(tmp_path / "mixed.xlsx").read_bytes()
    general, quick = readers._calamine(data, Kind.XLSX, "mixed.xlsx", SILENT), read_ooxml(data, SILENT)
    assert cells(quick) == cells(readers._all_sheets(data, Kind.XLSX, SILENT))
    assert [sheet.merged for sheet in quick] == [sheet.merged for sheet in general]
    assert [sheet.hidden for sheet in quick] == [False, True]
    assert quick[0].errors == general[0].errors
    assert quick[0].formats == general[0].formats


@pytest.mark.skipif(not CORPUS.exists(), reason="the collection of workbooks is not here")
@pytest.mark.parametrize("path", sorted((CORPUS / "boms").glob("*.xlsx")), ids=lambda path: path.name)
def test_both_readers_see_the_same_in_real_bills(path: Path) -> None:
    data = path.read_bytes()
    try:
        quick = read_ooxml(data, SILENT)
    except Unfamiliar:
        return
    assert cells(quick) == cells(readers._all_sheets(data, Kind.XLSX, SILENT))


def rewritten(path: Path, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with bytes of one of its parts changed."""
    import zipfile

    changed = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            assert name != part or old in data
            after.writestr(name, data.replace(old, new) if name == part else data)
    return changed.getvalue()


@pytest.mark.parametrize(("part", "old", "new"), [
    ("xl/worksheets/sheet1.xml", b"</v>", b"</\x96>"),
    ("xl/worksheets/sheet1.xml", b"</c>", b"<c>"),
    ("xl/worksheets/sheet1.xml", b"<dimension ref=\"", b"<dimension ref="),
    ("xl/worksheets/sheet1.xml", b"</worksheet>", b""),
    ("xl/styles.xml", b"<cellXfs", b"<cellXf\""),
    ("xl/sharedStrings.xml", b"<si>", b"<si-"),
    ("xl/sharedStrings.xml", b"<sst", b"<!DOCTYPE sst [<!ENTITY a \"Magnet\">]><sst"),
    ("xl/_rels/workbook.xml.rels", b"sheet1.xml", b"sheet9.xml"),
])
def test_damaged_parts_are_left_to_the_general_reader(tmp_path: Path, part: str, old: bytes, new: bytes) -> None:
    path = workbook(tmp_path / "bill.xlsx", [HEAD, ("A-1", "Magnet", 4)])
    assert len(read_ooxml(path.read_bytes(), SILENT)[0].rows) == 2
    with pytest.raises(Unfamiliar):
        read_ooxml(rewritten(path, part, old, new), SILENT)


@pytest.mark.parametrize(("stated", "doubted"), [(b'ref="A1:C2"', False), (b'ref="A1:C9"', True), (b'ref="A1"', True)])
def test_a_sheet_is_doubted_where_it_says_it_ends_elsewhere(tmp_path: Path, stated: bytes, doubted: bool) -> None:
    path = workbook(tmp_path / "bill.xlsx", [HEAD, ("A-1", "Magnet", 4)])
    with_dimension = rewritten(path, "xl/worksheets/sheet1.xml", b'<dimension ref="A1:C2"', b"<dimension " + stated)
    assert read_ooxml(with_dimension, SILENT)[0].doubted is doubted


def test_references_that_are_left_out_are_left_to_the_general_reader(tmp_path: Path) -> None:
    import zipfile

    path = workbook(tmp_path / "bill.xlsx", [HEAD, ("A-1", "Magnet", 4)])
    odd = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(odd, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'<c r="A2"', b"<c"))
    with pytest.raises(Unfamiliar):
        read_ooxml(odd.getvalue(), SILENT)


def test_rows_two_readers_disagree_on_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "bill.xlsx", [HEAD, ("A-1", "Magnet", 4), ("A-2", "Screw", 2)])
    other = read_ooxml(workbook(tmp_path / "other.xlsx", [HEAD, ("A-1", "Magnet", 4), ("A-2", "Screw", 3)])
                       .read_bytes(), SILENT)
    other[0].doubted = True
    monkeypatch.setattr(readers, "_quickly", lambda *_: other)
    assert codes(read(path))["readers-differ"] == "3"


def test_two_rows_of_one_number_are_said_as_only_one_can_be_shown(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bill.xlsx", [HEAD, ("A-1", "Magnet SmCo", 4), ("A-2", "Nut", 1), ("A-3", "Bolt", 1)])
    assert "row-twice" not in codes(read(path))
    data = rewritten(path, "xl/worksheets/sheet1.xml", b'r="3"', b'r="2"')
    for column in (b"A", b"B", b"C"):
        path.write_bytes(data)
        data = rewritten(path, "xl/worksheets/sheet1.xml", b'r="' + column + b'3"', b'r="' + column + b'2"')
    path.write_bytes(data)
    told, = (issue for issue in read(path).issues if issue.code == "row-twice")
    assert told.where.row == 2
