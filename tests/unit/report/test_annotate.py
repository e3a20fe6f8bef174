"""Adding columns to a sheet that is not ours: places, widths, filters and styles follow; nothing else changes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill

from builders_report import FORMULA, assessment, document
from ytterby.bom.reading import Mapping
from ytterby.core.errors import ReportError
from ytterby.core.progress import Cancelled
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.rulebook import Rulebook
from ytterby.report.annotate import annotate, annotate_each, not_kept
from ytterby.report.dossier import Dossier, dossier
from ytterby.report.marks import COLUMNS, SHOWN
from ytterby.report.notices import say
from ytterby.report.sheet_patch import Added, Cells, letters, number, patched, shape
from ytterby.report.style_patch import Look, add_styles
from ytterby.workspace.assess import assess, open_workbook
from ytterby.workspace.bills import Bill
from ytterby.workspace.edits import add_bill

AS_OF = date(2026, 11, 21)
HEAD = b'<worksheet xmlns="x"><dimension ref="A1:B3"/>'
ROWS = (b'<sheetData><row r="1" spans="1:2"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        b'<row r="2"/><row r="3"><c r="A3"><v>3</v></c></row></sheetData>')


def patch(xml: bytes, *rows: int, text: str = "x", width: int = 1) -> bytes:
    about = shape(io.BytesIO(xml), range(min(rows), max(rows) + 1))
    cells = Cells(about.last_filled + 1, about.prefix, (text,) * width, (None,) * width)
    added = Added(about.last_filled + 1, (9,) * width, lambda row: cells.at(row) if row in rows else None, len(rows))
    return b"".join(patched(io.BytesIO(xml), about, added))


def cell(place: str, text: str = "x") -> bytes:
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'.encode()


def test_cells_stand_right_of_all_that_is_filled_in_the_rows_asked_for_alone() -> None:
    made = patch(HEAD + ROWS + b"</worksheet>", 1, 2, 3)
    assert made == (
        HEAD.replace(b"A1:B3", b"A1:C3") + b'<cols><col min="3" max="3" width="9" customWidth="1"/></cols>'
        b'<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c>' + cell("C1") + b'</row>'
        b'<row r="2">' + cell("C2") + b'</row><row r="3"><c r="A3"><v>3</v></c>' + cell("C3")
        + b"</row></sheetData></worksheet>")
    assert cell("C2") not in patch(HEAD + ROWS + b"</worksheet>", 1, 3)


def test_blank_cells_with_a_format_make_room_and_those_beyond_stay() -> None:
    xml = HEAD + ROWS.replace(b"<v>3</v></c>", b'<v>3</v></c><c r="C3" s="4"/><c r="D3" s="5"/>') + b"</worksheet>"
    assert b'<v>3</v></c>' + cell("C3") + b'<c r="D3" s="5"/></row>' in patch(xml, 1, 3)


def test_column_settings_that_reach_into_ours_are_parted() -> None:
    cols = b'<cols><col min="1" max="2" width="5"/><col min="3" max="16384" width="7" hidden="1"/></cols>'
    made = patch(HEAD + cols + ROWS + b"</worksheet>", 1, width=2)
    assert (b'<col min="1" max="2" width="5"/><col min="3" max="3" width="9" customWidth="1"/>'
            b'<col min="4" max="4" width="9" customWidth="1"/><col min="5" max="16384" width="7" hidden="1"/>') in made


def test_a_filter_that_ends_beside_ours_takes_them_in_and_another_does_not() -> None:
    tail = b'<autoFilter ref="A1:%s3"/></worksheet>'
    assert b'<autoFilter ref="A1:C3"/>' in patch(HEAD + ROWS + tail % b"B", 1)
    assert b'<autoFilter ref="A1:A3"/>' in patch(HEAD + ROWS + tail % b"A", 1)


def test_merged_cells_count_where_they_meet_our_rows() -> None:
    tail = b'<mergeCells count="1"><mergeCell ref="A3:F3"/></mergeCells></worksheet>'
    assert cell("G1") in patch(HEAD + ROWS + tail, 1, 3)
    assert cell("C1") in patch(HEAD + ROWS + tail, 1)


def test_rows_without_numbers_are_counted_and_prefixed_names_are_kept() -> None:
    xml = (b'<x:worksheet xmlns:x="x"><x:sheetData><x:row><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
           b'<x:row><x:c r="A2"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>')
    assert b'<x:c r="B2" t="inlineStr"><x:is><x:t xml:space="preserve">x</x:t></x:is></x:c></x:row>' in patch(xml, 2)


def test_a_row_that_is_not_there_is_an_error_and_no_silent_gap() -> None:
    with pytest.raises(ValueError, match="missing"):
        patch(HEAD + ROWS + b"</worksheet>", 1, 9)


def test_a_sheet_that_is_not_in_utf_8_is_an_error_and_not_spoilt() -> None:
    sheet = HEAD + ROWS + b"</worksheet>"
    assert b"\xc3\xb6" in patch(b'<?xml version="1.0" encoding="UTF-8"?>' + sheet, 1, text="ö")
    with pytest.raises(ValueError, match="UTF-8"):
        patch(b"<?xml version='1.0' encoding='ISO-8859-1'?>" + sheet, 1, text="ö")


def test_texts_are_escaped_and_what_xml_forbids_is_left_out() -> None:
    made = patch(HEAD + ROWS + b"</worksheet>", 1, text="=A<B&\x07_x0041_")
    assert cell("C1", "=A&lt;B&amp;_x005F_x0041_") in made


def test_columns_are_named_as_excel_names_them() -> None:
    assert [letters(column) for column in (1, 26, 27, 702, 703, 16_384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert all(number(letters(column).encode()) == column for column in range(1, 2000))


def test_styles_are_added_behind_those_that_are_there() -> None:
    xml = (b'<styleSheet><fonts count="1"><font><sz val="9"/></font></fonts><fills count="2"><fill/><fill/></fills>'
           b'<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>')
    made, numbers = add_styles(xml, (Look(fill="AABBCC", bold=True), Look()))
    assert numbers == (1, 2)
    assert b'<fonts count="2"><font><sz val="9"/></font><font><b/><sz val="9"/></font></fonts>' in made
    assert b'<fills count="3">' in made
    assert b'fillId="2"' in made
    assert b'<cellXfs count="3"><xf numFmtId="0"/>' in made
    assert b'<cellStyleXfs count="1"><xf/></cellStyleXfs>' in made


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A workbook with the lines of the hand-built bill in the rows it names."""
    book = Workbook()
    sheet = book.active
    sheet.title = "BOM"
    for row, texts in {3: ("Part", "Text"), 4: ("DU-100", "x"), 5: ("M-1", "y"), 6: ("M-2", "z"), 8: ("S-1", FORMULA),
                       9: ("M-1", "y")}.items():
        for column, text in enumerate(texts, 1):
            sheet.cell(row, column, text).data_type = "s"
    sheet["A4"].fill = PatternFill("solid", fgColor="FF0000")
    sheet["A9"] = "=A5"
    book.save(tmp_path / "mine.xlsx")
    return tmp_path / "mine.xlsx"


def judged(path: Path) -> Dossier:
    """The hand-built assessment, said to be of this file."""
    found = assessment()
    bom = replace(found.reading.bom, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    return dossier(document(), replace(found, reading=replace(found.reading, bom=bom)))


def test_each_line_gets_its_item_status_and_basis(mine: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert annotate(judged(mine), mine, out) == ()
    sheet = load_workbook(out)["BOM"]
    rows = {row: [sheet.cell(row, column).value for column in range(3, 3 + COLUMNS)] for row in range(1, 10)}
    assert [rows[row][:2] for row in (4, 5, 6, 8, 9)] == [
        ["DU-100", "none found"], ["M-1", "controlled"], ["M-2", "undetermined"], ["S-1", "none found"],
        ["M-1", "controlled"]]
    assert rows[3][1] == "Status (Ytterby)"
    assert rows[5][1 + SHOWN.index("Control")] == "1C902.a/a.4"
    assert "2026-11-21" in rows[4][-1]
    assert "not legal advice" in rows[4][-1]
    assert not any(rows[7])
    assert (sheet["A9"].value, sheet["B8"].value, sheet["B8"].data_type) == ("=A5", FORMULA, "s")
    assert sheet["A4"].fill.fgColor.rgb == "00FF0000"
    assert {sheet.cell(row, 4).fill.fgColor.rgb for row in (4, 5, 6)} == {"00000000", "FFF6D5C0", "FFFBEFC3"}


def test_the_same_input_gives_the_same_copy(mine: Path, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        annotate(judged(mine), mine, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_workbook_itself_and_a_changed_one_are_refused(mine: Path, tmp_path: Path) -> None:
    made = judged(mine)
    with pytest.raises(ReportError, match="never written"):
        annotate(made, mine, mine)
    other = tmp_path / "other.xlsx"
    Workbook().save(other)
    with pytest.raises(ReportError, match="changed since"):
        annotate(made, other, tmp_path / "out.xlsx")
    with pytest.raises(ReportError, match=r"named \*\.xlsx"):
        annotate(made, mine, tmp_path / "out.xlsm")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.xlsx", "other.xlsx"]


@pytest.mark.parametrize("encoding", [b"klingon", b"utf-32", b"big5"])
def test_parts_in_an_encoding_nobody_knows_are_refused_and_leave_nothing(
    mine: Path, tmp_path: Path, encoding: bytes,
) -> None:
    odd, out = tmp_path / "odd.xlsx", tmp_path / "out.xlsx"
    with zipfile.ZipFile(mine) as source, zipfile.ZipFile(odd, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/workbook.xml":
                part = b'<?xml version="1.0" encoding="' + encoding + b'"?>' + part[part.index(b"<workbook"):]
            target.writestr(name, part)
    with pytest.raises(ReportError, match="can't be annotated"):
        annotate(judged(odd), odd, out)
    assert not out.exists()


def test_a_stopped_copy_leaves_nothing(mine: Path, tmp_path: Path) -> None:
    class Stop:
        def step(self, done: float, label: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        annotate(judged(mine), mine, tmp_path / "out.xlsx", Stop())
    assert [path.name for path in tmp_path.iterdir()] == ["mine.xlsx"]


def test_what_can_not_be_kept_is_said_first(mine: Path, tmp_path: Path) -> None:
    assert not_kept(mine) == ()
    with zipfile.ZipFile(mine, "a") as archive:
        archive.writestr("_xmlsignatures/origin.sigs", b"")
        archive.writestr("xl/tables/table1.xml", b"<table/>")
    signature, table = not_kept(mine)
    assert "signature" in signature
    assert "sorting" in table
    plain = tmp_path / "bill.csv"
    plain.write_text("Part;Text\nM-1;SmCo\n")
    assert "formulas" in not_kept(plain)[0]


def test_a_sheet_on_its_side_is_named_and_left_alone(mine: Path, tmp_path: Path) -> None:
    made = judged(mine)
    reading = made.assessment.reading
    turned = replace(reading.tables[0], columns=tuple(replace(each, letter="") for each in reading.tables[0].columns))
    found = replace(made.assessment, reading=replace(reading, tables=(turned,)))
    notes = annotate(dossier(document(), found), mine, tmp_path / "out.xlsx")
    assert "BOM" in notes[0]
    with zipfile.ZipFile(mine) as old, zipfile.ZipFile(tmp_path / "out.xlsx") as new:
        assert [old.read(name) for name in old.namelist()] == [new.read(name) for name in new.namelist()]


def test_each_workbook_of_a_project_gets_a_copy_of_its_own_with_its_own_lines(mine: Path, tmp_path: Path) -> None:
    second = tmp_path / "pump.xlsx"
    book = Workbook()
    for row in (("Part Number", "Description", "Qty"), ("PU-1", "NdFeB magnet N42SH", 4), ("PU-2", "Screw M3", 2)):
        book.active.append(row)
    book.save(second)
    one, two = (open_workbook(path, Mapping(), AS_OF) for path in (mine, second))
    both = add_bill(one, Bill(second, Mapping(), two.reading))
    found = assess(both, Rulebook.shipped(), Knowledge.shipped())
    notes = annotate_each(dossier(both, found), tmp_path / "copies")
    assert sorted(path.name for path in (tmp_path / "copies").iterdir()) == [
        f"mine - annotated as of {AS_OF}.xlsx", f"pump - annotated as of {AS_OF}.xlsx"]
    assert all(note.startswith(("mine.xlsx: ", "pump.xlsx: ")) for note in notes)
    sheet = load_workbook(tmp_path / "copies" / f"pump - annotated as of {AS_OF}.xlsx").active
    assert [sheet.cell(row, 4).value for row in (2, 3)] == ["PU-1", "PU-2"]
    assert sheet.cell(1, 4).value == say("annotate-heading", heading="Line judged")
    with pytest.raises(ReportError, match="nothing is overwritten"):
        annotate_each(dossier(both, found), tmp_path / "copies")
