"""Excel's XML of 2003 and pages: what they say of places is believed only as far as a sheet goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_bom import items, read_text
from ytterby.bom.markup import read_markup
from ytterby.bom.sniff import Kind
from ytterby.core.errors import WorkbookError

SHEET = """<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table>
 <Row{row}><Cell{cell}><Data ss:Type="String">Part</Data></Cell></Row></Table></Worksheet></Workbook>"""


def test_a_row_and_a_cell_stand_where_the_file_says() -> None:
    sheet, = read_markup(SHEET.format(row=' ss:Index="7"', cell=' ss:Index="3"').encode(), Kind.XML_2003, "a.xml")
    row, = sheet.rows
    assert (row.number, list(row.cells)) == (7, ["", "", "Part"])


@pytest.mark.parametrize(("row", "cell"), [
    (' ss:Index="1000000000"', ""), ("", ' ss:Index="100000000"'), ("", ' ss:MergeAcross="2000000000"'),
    (' ss:Index="-4"', ""), (' ss:Index="x"', ""),
])
def test_a_place_beyond_any_sheet_is_refused_before_it_fills_the_memory(row: str, cell: str) -> None:
    with pytest.raises(WorkbookError) as told:
        read_markup(SHEET.format(row=row, cell=cell).encode(), Kind.XML_2003, "a.xml")
    assert "damaged" in str(told.value)


@pytest.mark.timeout(20)
def test_cells_without_the_begin_of_a_row_stand_in_one(tmp_path: Path) -> None:
    page = ("<table><td>Part Number<td>Description<td>Qty</tr><td>A-1<td>Ring SmCo<td>2</tr>"
            "<tr><td>A-2<td>Nut<td>3</tr></table>")
    reading = read_text(tmp_path, page, name="bill.html")
    assert [(usage.row, usage.quantity) for usage in reading.bom] == [(2, 2.0), (3, 3.0)]
    assert [item.description for item in items(reading)] == ["Ring SmCo", "Nut"]


def test_rows_that_stand_for_several_blank_ones_count_as_many() -> None:
    text = SHEET.format(row="", cell="").replace("<Table>", '<Table><Row ss:Index="2" ss:Span="3"/>')
    sheet, = read_markup(text.encode(), Kind.XML_2003, "a.xml")
    assert [row.number for row in sheet.rows] == [6]


@pytest.mark.parametrize("inset", [
    "<td>{}A", '<td style="padding-left:{}px">A', "<td style='mso-char-indent-count:{}'>A",
])
def test_a_page_tells_levels_by_how_far_its_texts_are_set_in(inset: str) -> None:
    steps = ["\xa0" * step if "style" not in inset else step for step in (0, 2, 4)]
    page = "<table>" + "".join(f"<tr>{inset.format(step)}</td></tr>" for step in steps) + "</table>"
    sheet, = read_markup(page.encode(), Kind.HTML, "a.html")
    assert sheet.indents == {(2, 0): 2, (3, 0): 4}
    assert [row.cells for row in sheet.rows] == [["A"]] * 3
