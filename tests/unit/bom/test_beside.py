"""What stands beside the row of a line is read with it: wrapped texts, notes, links, words above the table."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from builders_bom import HEAD, codes, items, read_rows, rows_of
from ytterby.bom.read import read
from ytterby.bom.reading import Correction, Mapping, Meaning

FULL = ("Pos", "Part Number", "Description", "Qty")


@pytest.mark.parametrize("below", ["SmCo 26 sintered", "with magnet", "(SmCo)"])
def test_a_description_that_goes_on_below_belongs_to_the_part_above(tmp_path: Path, below: str) -> None:
    rows = [FULL, (1, "X-1", "Screw M3", 4), (2, "X-2", "Ring 20x10", 1), ("", "", below, ""), (3, "X-3", "Nut", 2)]
    reading = read_rows(tmp_path, rows)
    assert rows_of(reading) == [2, 3, 5]
    assert [item.description for item in items(reading)] == ["Screw M3", f"Ring 20x10 {below}", "Nut"]
    assert codes(reading)["wrapped-row"] == "4"
    assert {usage.section for usage in reading.bom} == {""}


def test_a_name_alone_that_may_be_a_heading_is_read_for_the_line_above_too(tmp_path: Path) -> None:
    rows = [FULL, (1, "X-1", "Ring A", 4), ("", "", "Magnets", ""), (2, "X-2", "Nut", 2)]
    reading = read_rows(tmp_path, rows)
    assert [usage.section for usage in reading.bom] == ["", "Magnets"]
    assert items(reading)[0].extra == (("row below", "Magnets"),)
    assert codes(reading)["row-below"] == "2"


def test_where_headings_stand_between_the_lines_they_are_headings(tmp_path: Path) -> None:
    drive, magnets = ("", "", "Drive 20", ""), ("", "", "Magnets 30x20", "")
    rows = [FULL, drive, (1, "X-1", "Ring A", 4), magnets, (2, "X-2", "Nut", 2)]
    reading = read_rows(tmp_path, rows)
    assert [usage.section for usage in reading.bom] == ["Drive 20", "Magnets 30x20"]
    assert items(reading)[0].extra == ()


def test_tables_without_a_gap_are_parted_where_their_headings_come_again(tmp_path: Path) -> None:
    rows = [FULL * 2, (1, "X-1", "Screw M3", 4, 1, "Z-1", "SmCo disc", 3), (2, "X-2", "Nut", 1, 2, "Z-2", "Ring", 1)]
    reading = read_rows(tmp_path, rows)
    assert [item.part_number for item in items(reading)] == ["X-1", "X-2", "Z-1", "Z-2"]


def test_further_sources_are_no_further_table(tmp_path: Path) -> None:
    head = ("Part Number", "Description", "Qty", "Maker", "MPN", "Maker", "MPN")
    ring, nut = ("A", "Ring", 1, "Alpha", "a1", "Beta", "b1"), ("B", "Nut", 1, "C", "c1", "", "")
    reading = read_rows(tmp_path, [head, ring, nut])
    assert len(reading.tables) == 1
    assert len(items(reading)[0].sources) == 2


def test_notes_and_link_targets_are_read_with_their_line(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (FULL, (1, "X-1", "Screw", 4), (2, "X-2", "Ring", 1), (3, "X-3", "Disc", 1)):
        book.active.append(row)
    book.active["D3"].comment = Comment("SmCo magnet", "me")
    book.active["B4"].hyperlink = "https://example.org/smco-magnet"
    book.save(tmp_path / "bill.xlsx")
    _, ring, disc = items(read(tmp_path / "bill.xlsx"))
    assert ring.remark == "SmCo magnet"
    assert disc.link == "https://example.org/smco-magnet"


@pytest.mark.parametrize("heading", ["Unit", "Revision"])
def test_a_material_in_a_column_for_something_else_is_not_lost(tmp_path: Path, heading: str) -> None:
    rows = [(*HEAD, heading), ("A-1", "Ring", 1, "SmCo"), ("A-2", "Nut", 1, "pcs"), ("A-3", "Bar", 1, "B")]
    ring, *others = items(read_rows(tmp_path, rows))
    assert dict(ring.extra) == {heading: "SmCo"}
    assert [item.extra for item in others] == [(), ()]


@pytest.mark.parametrize("title", [("Material: SmCo",), ("Werkstoff", "SmCo")])
def test_a_material_said_above_the_table_is_that_of_its_lines(tmp_path: Path, title: tuple[str, ...]) -> None:
    reading = read_rows(tmp_path, [title, HEAD, ("A-1", "Ring A", 1), ("A-2", "Ring B", 2)])
    assert [item.material for item in items(reading)] == ["SmCo", "SmCo"]
    assert codes(reading)["above-table"]


def test_a_material_of_its_own_is_not_overridden(tmp_path: Path) -> None:
    rows = [("Material: SmCo",), (*HEAD, "Material"), ("A-1", "Ring A", 1, "steel"), ("A-2", "Ring B", 2, "steel")]
    assert {item.material for item in items(read_rows(tmp_path, rows))} == {"steel"}


def test_a_title_speaks_for_lines_that_name_nothing_themselves(tmp_path: Path) -> None:
    bare = read_rows(tmp_path, [("Magnets SmCo",), HEAD, ("A-1", "20x10", 1), ("A-2", "30x10", 2)])
    named = read_rows(tmp_path, [("Magnets SmCo",), HEAD, ("A-1", "Screw", 1), ("A-2", "Washer", 2)])
    assert {usage.section for usage in bare.bom} == {"Magnets SmCo"}
    assert {usage.section for usage in named.bom} == {""}


def test_contents_per_kilogram_are_shares(tmp_path: Path) -> None:
    item = items(read_rows(tmp_path, [(*HEAD, "Dy g/kg"), ("A-1", "Ring", 1, 20), ("A-2", "Nut", 1, 0)]))[0]
    assert [(one.symbol, one.share.best) for one in item.declared] == [("Dy", 0.02)]


@pytest.mark.parametrize(("heading", "value"), [("Contains Dy", "yes"), ("Dy mg", 300), ("Dy (mg)", 300)])
def test_what_says_only_that_there_is_some_is_told_in_words(tmp_path: Path, heading: str, value: object) -> None:
    rows = [(*HEAD, heading), ("A-1", "Ring", 1, value), ("A-2", "Nut", 1, "no" if value == "yes" else 0)]
    ring, nut = items(read_rows(tmp_path, rows))
    assert "contains dysprosium" in [text for _, text in ring.extra]
    assert ring.declared == ()
    assert "contains dysprosium" not in [text for _, text in nut.extra]


@pytest.mark.parametrize(
    ("meaning", "what"), [(Meaning.DESCRIPTION, "read together"), (Meaning.QUANTITY, "only the first")]
)
def test_a_mapping_that_gives_a_meaning_twice_is_told(tmp_path: Path, meaning: Meaning, what: str) -> None:
    mapping = Mapping(corrections=tuple(Correction("BOM", letter, meaning) for letter in "AB"))
    reading = read_rows(tmp_path, [HEAD, ("A-1", "Ring", 1), ("A-2", "Nut", 1)], mapping)
    told = [dict(issue.params) for issue in reading.issues if issue.code == "meaning-twice"]
    assert len(told) == 1
    assert what in str(told[0]["what"])


@pytest.mark.parametrize(("name", "foot"), [
    ("Disc¹", "¹ SmCo"), ("Disc 1)", "1) SmCo"), ("Disc¹", "1) SmCo"), ("Disc *", "* SmCo"), ("Disc [1]", "[1]: SmCo"),
])
def test_a_footnote_below_the_table_is_read_with_the_lines_that_bear_its_mark(
    tmp_path: Path, name: str, foot: str,
) -> None:
    rows = [FULL, (1, "X-1", name, 4), (2, "X-2", "Screw M3", 1), ("", "", "", ""), (foot, "", "", "")]
    reading = read_rows(tmp_path, rows)
    assert [item.remark for item in items(reading)] == ["SmCo", ""]


def test_a_mark_without_a_footnote_and_a_footnote_without_a_mark_say_nothing(tmp_path: Path) -> None:
    rows = [FULL, (1, "X-1", "Disc 2)", 4), (2, "X-2", "Screw M3", 1), ("", "", "", ""), ("1) SmCo", "", "", "")]
    assert [item.remark for item in items(read_rows(tmp_path, rows))] == ["", ""]


def test_a_footnote_right_below_the_last_line_is_one_too(tmp_path: Path) -> None:
    rows = [("Part", "Qty"), ("Disc¹", 4), ("Screw M3", 2), ("¹ SmCo", "")]
    assert items(read_rows(tmp_path, rows))[0].remark == "SmCo"
