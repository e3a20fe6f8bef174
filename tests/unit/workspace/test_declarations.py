"""Declarations from files: laid to the items of the bill, kept by the document, taken back by an edit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from ytterby.bom.reading import Mapping
from ytterby.core.errors import UsageError, YtterbyError
from ytterby.core.finding import Certainty
from ytterby.core.issue import Severity, Where
from ytterby.core.text import issue_text
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.rulebook import Rulebook
from ytterby.workspace.assess import assess, open_workbook
from ytterby.workspace.bills import Bill, combined
from ytterby.workspace.declarations import attach, detach, laid_to, read_declarations
from ytterby.workspace.document import Assessment, Document
from ytterby.workspace.left_out import warned
from ytterby.workspace.memo import Memo
from ytterby.workspace.project import load, save

KNOWLEDGE = Knowledge.shipped()
DAY = date(2026, 11, 21)
XML = (
    '<MainDeclaration xmlns="http://webstds.ipc.org/175x/2.0"><Product><ProductID itemNumber="BR-7">'
    '<Amount value="10" UOM="g"/></ProductID><MaterialInfo><SubstanceCategoryList><SubstanceCategory><Substance>'
    '<SubstanceID identity="7429-91-6" authority="CAS"/><Amount value="0.2" UOM="g"/></Substance>'
    "</SubstanceCategory></SubstanceCategoryList></MaterialInfo></Product></MainDeclaration>"
)


@pytest.fixture
def bill(tmp_path: Path) -> Document:
    path = tmp_path / "bill.csv"
    path.write_text("Part number,Description,Quantity\nBR-7,Bracket,2\nMT-1,Brushless motor,1\n", "utf-8")
    return open_workbook(path, Mapping(), DAY)


def book(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def assessed(document: Document, memo: Memo | None = None) -> Assessment:
    return assess(document, Rulebook.shipped(), KNOWLEDGE, memo=memo)


def certainties(document: Document) -> list[Certainty]:
    return [identity.rare_earth for identity in assessed(document).identities]


def test_what_a_supplier_declares_stands_above_the_words(bill: Document, tmp_path: Path) -> None:
    assert certainties(bill) == [Certainty.NO, Certainty.LIKELY]
    (tmp_path / "d.xml").write_text(XML, "utf-8")
    found = read_declarations(tmp_path / "d.xml", KNOWLEDGE)
    told = assessed(attach(bill, found))
    assert [identity.rare_earth for identity in told.identities] == [Certainty.YES, Certainty.LIKELY]
    (share,) = [share for symbol, share in told.identities[0].contents[0].elements if symbol == "Dy"]
    assert share.best == pytest.approx(0.02, rel=0.01)
    assert told.identities[0].contents[0].evidence[0].field == "IPC-1752 d.xml"


def test_a_two_column_list_may_be_a_workbook_and_show_percent(bill: Document, tmp_path: Path) -> None:
    path = book(tmp_path / "list.xlsx", {"Sheet": [["Part number", "Nd %"], ["br 7", 1.5], ["ZZ", 0.3]]})
    found = read_declarations(path, KNOWLEDGE)
    assert len(found) == 2
    assert laid_to(bill, found, KNOWLEDGE).holding == 1
    assert certainties(attach(bill, found))[0] is Certainty.YES


def test_the_product_list_of_an_emrt_states_presence(bill: Document, tmp_path: Path) -> None:
    path = book(tmp_path / "emrt.xlsx", {
        "Declaration": [["Company Name (*):", "Drives AG"], ["Rare earths", "Yes"]],
        "Product List": [["Manufacturer's Product Number"], ["BR-7"]],
    })
    assert certainties(attach(bill, read_declarations(path, KNOWLEDGE)))[0] is Certainty.YES


def test_a_file_that_declares_nothing_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "other.xlsx", {"Sheet": [["Name", "Phone"], ["A", "none"]]})
    with pytest.raises(UsageError, match="no declaration"):
        read_declarations(path, KNOWLEDGE)


@pytest.mark.parametrize("name", ["missing.xml", "missing.xlsx"])
def test_a_file_that_is_not_there_is_one_sentence(name: str, tmp_path: Path) -> None:
    with pytest.raises(YtterbyError):
        read_declarations(tmp_path / name, KNOWLEDGE)


def test_only_the_items_named_are_identified_again(bill: Document, tmp_path: Path) -> None:
    (tmp_path / "d.xml").write_text(XML, "utf-8")
    memo = Memo()
    before = assessed(bill, memo)
    after = assessed(attach(bill, read_declarations(tmp_path / "d.xml", KNOWLEDGE)), memo)
    assert after.identities[0] is not before.identities[0]
    assert after.identities[1] is before.identities[1]


def test_the_same_declaration_twice_is_no_edit_and_taking_it_back_leaves_the_bill(
    bill: Document, tmp_path: Path,
) -> None:
    (tmp_path / "d.xml").write_text(XML, "utf-8")
    found = read_declarations(tmp_path / "d.xml", KNOWLEDGE)
    once = attach(bill, found)
    assert attach(once, found) is once
    assert certainties(detach(once))[0] is Certainty.NO
    assert detach(bill) is bill


def test_a_project_keeps_them(bill: Document, tmp_path: Path) -> None:
    (tmp_path / "d.xml").write_text(XML, "utf-8")
    save(attach(bill, read_declarations(tmp_path / "d.xml", KNOWLEDGE)), tmp_path / "p.ytterby")
    assert certainties(load(tmp_path / "p.ytterby"))[0] is Certainty.YES


def listed(tmp_path: Path, text: str, name: str = "list.csv") -> Path:
    (tmp_path / name).write_text(text, "utf-8")
    return tmp_path / name


def test_an_end_of_validity_counts_on_the_day_asked_about(bill: Document, tmp_path: Path) -> None:
    book(tmp_path / "l.xlsx", {"S": [["Part number", "Nd %", "Valid until"], ["MT-1", 0, datetime(2026, 6, 30)]]})
    with_it = attach(bill, read_declarations(tmp_path / "l.xlsx", KNOWLEDGE))
    memo = Memo()
    late = assessed(with_it, memo)
    assert [issue.code for issue in late.issues if issue.code.startswith("declaration")] == ["declaration-over"]
    assert late.reading.bom.items[1].declared == ()
    early = assessed(replace(with_it, as_of=date(2026, 6, 30)), memo)
    assert not [issue for issue in early.issues if issue.code.startswith("declaration")]
    assert early.reading.bom.items[1].declared


def test_a_project_keeps_revision_end_and_place(bill: Document, tmp_path: Path) -> None:
    path = listed(tmp_path, "Part number,Revision,Nd %,Valid until\nBR-7,B,2,2027-01-01\n")
    save(attach(bill, read_declarations(path, KNOWLEDGE)), tmp_path / "p.ytterby")
    (kept,) = load(tmp_path / "p.ytterby").declarations
    assert (kept.revision, kept.valid_until, kept.row) == ("B", "2027-01-01", 2)


def test_a_workbook_far_larger_than_a_list_of_parts_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "bomb.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (17 << 20))
    with pytest.raises(UsageError, match="larger than 16 MB"):
        read_declarations(tmp_path / "bomb.xlsx", KNOWLEDGE)


def test_a_list_of_more_rows_than_parts_are_declared_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ytterby.workspace.declarations._MOST_ROWS", 20)
    path = listed(tmp_path, "Part number,Nd %\n" + "P-1000,1\n" * 20)
    with pytest.raises(UsageError, match="21 rows"):
        read_declarations(path, KNOWLEDGE)


def test_a_nought_against_the_words_of_a_line_is_told_with_both_places(tmp_path: Path) -> None:
    path, said = tmp_path / "bill.csv", tmp_path / "maker.csv"
    path.write_text("MPN,Manufacturer,Description,Dy %,Tb %,Ho %,Qty\nA-1001,Arnold,NdFeB N42SH Dy 3 wt%,0,0,0,1\n"
                    "A-1002,Arnold,NdFeB N42SH,0,0,0,1\nA-1003,Arnold,NdFeB N42SH Dy 4 %,,,,1\n", "utf-8")
    said.write_text("MPN,Manufacturer,Dy %,Tb %,Ho %\nA-1003,Arnold,0,0,0\n", "utf-8")
    told = assessed(attach(open_workbook(path, Mapping(), DAY), read_declarations(said, KNOWLEDGE)))
    assert [str(told.classification.status(place)) for place in range(3)] == [
        "undetermined", "not controlled", "undetermined"]
    (issue,) = [issue for issue in told.issues if issue.code == "nought-against-words"]
    assert (issue.severity, issue.where.row) == (Severity.WARNING, 2)
    words = dict(issue.params)["said"]
    assert "row 2, Dy %" in words
    assert "Dy 3 wt%" in words
    assert "maker.csv" in words


@pytest.mark.parametrize(("text", "severity"), [("SmCo disc", Severity.WARNING), ("Screw M3", Severity.NOTE)])
def test_a_hidden_sheet_that_names_rare_earths_is_a_warning(tmp_path: Path, text: str, severity: Severity) -> None:
    head: list[object] = ["Part number", "Description", "Qty"]
    path = book(tmp_path / "bill.xlsx", {"BOM": [head, ["A", "Screw", 1]], "Old": [head, ["B", text, 1]]})
    made = openpyxl.load_workbook(path)
    made["Old"].sheet_state = "hidden"
    made.save(path)
    told = assessed(open_workbook(path, Mapping(), DAY))
    assert [issue.severity for issue in told.issues if issue.code.startswith("hidden-sheet")] == [severity]


def test_a_sheet_named_after_a_rare_earth_speaks_for_lines_that_are_bare_sizes(tmp_path: Path) -> None:
    head: list[object] = ["Part number", "Description", "Qty"]
    path = book(tmp_path / "bill.xlsx", {"Magnets SmCo": [head, ["SN1", "20x10x5", 1], ["SN2", "Screw", 4]],
                                         "Screws": [head, ["SN3", "M3x10", 1]]})
    assert certainties(open_workbook(path, Mapping(), DAY)) == [Certainty.LIKELY, Certainty.NO, Certainty.NO]


HEAD: list[object] = ["Part number", "Description", "Qty"]
LINES: list[list[object]] = [["P1", "Disc", 2], ["P2", "Screw M3", 4], ["P3", "Bracket left", 1]]


@pytest.mark.parametrize(("rows", "place"), [
    ([HEAD, *LINES, [], ["All magnets SmCo unless stated"]], 6),
    ([HEAD, *LINES, [], [], [], [], ["Note", "Magnete: NdFeB mit Dy"]], 9),
    ([["圆片均为钕铁硼"], [], HEAD, *LINES], 1),
    ([["Title: Assembly with dysprosium"], [], HEAD, *LINES], 1),
    ([["Project X: 4 x SmCo disc P-9"], [], HEAD, *LINES], 1),
    ([[*HEAD, None, "Magnete: NdFeB mit Dy"], *LINES], 1),
    ([HEAD, *([f"P{at}", "Bracket", 1] for at in range(300)), [], [], ["Notes:"], ["1. Discs of N42SH NdFeB"]], 305),
])
def test_a_note_around_the_lines_that_names_a_material_is_told_and_changes_no_line(
    tmp_path: Path, rows: list[list[object]], place: int,
) -> None:
    found = assessed(open_workbook(book(tmp_path / "bill.xlsx", {"BOM": rows}), Mapping(), DAY))
    (issue,) = [issue for issue in found.issues if issue.code == "note-names-material"]
    assert (issue.severity, issue.where.sheet, issue.where.row) == (Severity.WARNING, "BOM", place)
    assert {one.rare_earth for one in found.identities} == {Certainty.NO}


def test_a_sheet_without_a_bill_that_names_a_material_is_told(tmp_path: Path) -> None:
    path = book(tmp_path / "bill.xlsx", {"BOM": [HEAD, *LINES], "Remarks": [["All rotors use SmCo magnets (P2)"]]})
    found = assessed(open_workbook(path, Mapping(), DAY))
    (issue,) = [issue for issue in found.issues if issue.code == "note-names-material"]
    assert (issue.severity, issue.where.sheet, issue.where.row) == (Severity.WARNING, "Remarks", 1)


@pytest.mark.parametrize("rows", [
    [HEAD, *LINES, [], [], [], [], ["Note", "All motors tested"]],
    [HEAD, *LINES, [], [], [], [], ["Note", "Contains no NdFeB"]],
    [["Material: SmCo"], [], HEAD, *LINES],
    [HEAD, ["P1", "Disc 1)", 2], *LINES[1:], [], ["1) SmCo"]],
])
def test_a_note_that_names_none_or_is_read_with_its_lines_is_no_warning(
    tmp_path: Path, rows: list[list[object]],
) -> None:
    found = assessed(open_workbook(book(tmp_path / "bill.xlsx", {"BOM": rows}), Mapping(), DAY))
    assert not [issue for issue in found.issues if issue.code == "note-names-material"]


def test_notes_of_several_bills_and_of_a_saved_project_are_told_with_their_place(tmp_path: Path) -> None:
    rows: list[list[object]] = [HEAD, *LINES, [], [], [], [], ["Note", "All magnets SmCo unless stated"]]
    document = open_workbook(book(tmp_path / "a.xlsx", {"BOM": rows}), Mapping(), DAY)
    save(document, tmp_path / "a.ytterby")
    alone = assessed(load(tmp_path / "a.ytterby"))
    other = open_workbook(book(tmp_path / "b.xlsx", {"BOM": [HEAD, ["Q1", "Screw M4", 1]]}), Mapping(), DAY)
    both = [Bill(tmp_path / one.reading.bom.name, Mapping(), one.reading) for one in (document, other) if one.reading]
    together = warned(combined(both), KNOWLEDGE)
    for issues in (alone.issues, together):
        (issue,) = [issue for issue in issues if issue.code == "note-names-material"]
        assert issue.where == Where("a.xlsx", "BOM", 9)
        assert "All magnets SmCo" in issue_text(issue)
