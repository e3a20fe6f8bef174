"""A figure leads to all the lines it counts, together: as many as it says, their spend what it says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from builders_report import assessment, document
from ytterby.report import behind as groups
from ytterby.report.dossier import Dossier, dossier
from ytterby.report.leads import first_line, lines_behind
from ytterby.report.page import Link, Table
from ytterby.report.sheets import behind
from ytterby.report.xlsx import write


@pytest.fixture
def made() -> Dossier:
    return dossier(document(), assessment())


def test_each_figure_leads_to_as_many_lines_as_it_counts_in_the_workbook_itself(made: Dossier, tmp_path: Path) -> None:
    write(made, tmp_path / "r.xlsx")
    book = load_workbook(tmp_path / "r.xlsx")
    found = 0
    for name in ("Summary", "Exposure", "Licences"):
        for cell in (cell for row in book[name].iter_rows() for cell in row if cell.hyperlink):
            sheet, row = cell.hyperlink.location.replace("'", "").split("!A")
            target = book[sheet]
            if sheet != groups.SHEET:
                assert sheet == "Lines"
                continue
            title = target[f"A{row}"].value
            count = sum(1 for number in range(int(row), target.max_row + 1) if target[f"A{number}"].value == title)
            assert cell.value == f"{count} lines"
            assert target[f"A{int(row) - 1}"].value != title, "the group begins where the link leads"
            found += 1
    assert found >= 3


def test_lines_of_a_group_stand_in_the_order_of_the_bill_and_lead_to_their_rows(made: Dossier) -> None:
    link = lines_behind(made, "magnets", (2, 1))
    assert link == Link("3 lines", groups.SHEET, groups.FIRST_ROW)
    table = next(block for block in behind.page(made).blocks if isinstance(block, Table))
    rows = list(table.rows)
    assert [row[1] for row in rows] == [
        Link("row 5", "Lines", 7), Link("row 6", "Lines", 8), Link("row 9", "Lines", 10)]
    spend = next(place for place, column in enumerate(table.columns) if "spend" in column.heading)
    assert [row[spend] for row in rows] == [18_750.0, None, None], "an item's spend stands once"


def test_the_same_items_are_one_group_and_a_further_one_begins_below(made: Dossier) -> None:
    first = lines_behind(made, "a", (1, 2))
    assert lines_behind(made, "b", (1, 2)) == first
    assert [group.title for group in made.behind] == ["a; b"]
    assert lines_behind(made, "c", (0, 3)) == Link("2 lines", groups.SHEET, groups.FIRST_ROW + 3)


def test_one_line_and_the_whole_bill_need_no_group(made: Dossier) -> None:
    assert lines_behind(made, "a", (2,)) == Link("1 line", "Lines", 8)
    assert lines_behind(made, "a", (0, 1, 2, 3)) == Link("5 lines", "Lines", 6)
    assert lines_behind(made, "a", ()) is None
    assert not list(made.behind)


def test_beyond_the_most_lines_of_a_group_the_rest_is_counted(made: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "MOST_LINES", 2)
    lines_behind(made, "magnets", (1, 2))
    after = lines_behind(made, "others", (0, 3))
    rows = [row for block in behind.page(made).blocks if isinstance(block, Table) for row in block.rows]
    assert "1 more" in str(rows[2])
    assert isinstance(after, Link)
    assert rows[after.row - groups.FIRST_ROW][0] == "others"


def test_a_line_is_called_by_its_row_in_the_bill_with_the_sheet_where_there_are_several(made: Dossier) -> None:
    assert first_line(made, (2,)) == Link("row 6", "Lines", 8)
    bom = replace(made.assessment.reading.bom, sheets=("BOM", "Teile"))
    reading = replace(made.assessment.reading, bom=bom)
    several = dossier(document(), replace(assessment(), reading=reading))
    assert first_line(several, (2,)) == Link("BOM row 6", "Lines", 8)


