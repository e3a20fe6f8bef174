"""Flat OpenDocument: blanks, tabs and breaks within cells, tables within cells, rows and columns that are repeated."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from ytterby.bom.open_document import read_content
from ytterby.bom.read import read

HEAD = "<table:table-row>" + "".join(
    f"<table:table-cell><text:p>{name}</text:p></table:table-cell>" for name in ("Part number", "Description", "Qty")
) + "</table:table-row>"


def _flat(rows: str) -> bytes:
    names = "".join(f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
                    for short in ("office", "table", "text"))
    return (f"<office:document{names}><office:body><office:spreadsheet><table:table table:name=\"BOM\">{rows}"
            "</table:table></office:spreadsheet></office:body></office:document>").encode()


def _row(*paragraphs: str, more: str = "") -> str:
    cells = "".join(f"<table:table-cell>{text}</table:table-cell>" for text in paragraphs)
    return f"<table:table-row{more}>{cells}</table:table-row>"


@pytest.mark.parametrize(("written", "text"), [
    ("NdFeB<text:tab/>SmCo", "NdFeB\tSmCo"), ("Sm<text:line-break/>Co", "Sm\nCo"), ("Ring<text:s/>SmCo", "Ring SmCo"),
    ('Ring<text:s text:c="3"/>SmCo', "Ring   SmCo"), ("<text:span>Sm<text:tab/></text:span>Co", "Sm\tCo"),
])
def test_what_parts_words_in_a_cell_is_kept(written: str, text: str) -> None:
    sheet, = read_content(io.BytesIO(_flat(_row(f"<text:p>{written}</text:p>"))))
    assert sheet.rows[0].cells == [text]


def test_ever_so_many_blanks_of_a_few_bytes_do_not_fill_the_memory() -> None:
    sheet, = read_content(io.BytesIO(_flat(_row('<text:p>a<text:s text:c="999999999"/>b</text:p>'))))
    assert len(str(sheet.rows[0].cells[0])) < 100


def test_a_table_in_a_cell_is_text_of_the_cell_and_hides_no_line(tmp_path: Path) -> None:
    nested = f'<table:table table:name="in">{_row("<text:p>SmCo</text:p>")}</table:table>'
    path = tmp_path / "bill.fods"
    path.write_bytes(_flat(HEAD + _row("<text:p>P-1</text:p>", nested, "<text:p>1</text:p>")
                           + _row("<text:p>P-2</text:p>", "<text:p>Nut</text:p>", "<text:p>2</text:p>")))
    reading = read(path)
    assert [reading.bom.item_of(usage).description for usage in reading.bom] == ["SmCo", "Nut"]


def test_repeated_lines_are_all_there_and_what_is_cut_off_is_said(tmp_path: Path) -> None:
    line = ("<text:p>P-1</text:p>", "<text:p>SmCo</text:p>", "<text:p>1</text:p>")
    path = tmp_path / "bill.fods"
    path.write_bytes(_flat(HEAD + _row(*line, more=' table:number-rows-repeated="1500"')))
    reading = read(path)
    assert len(reading.bom) == 1500
    assert "rows-cut-off" not in {issue.code for issue in reading.issues}
    sheet, = read_content(io.BytesIO(_flat(HEAD + _row(*line, more=' table:number-rows-repeated="1000000"'))))
    assert sheet.met["rows-cut-off"] == [len(sheet.rows) + 1]


def test_a_cell_behind_many_blank_ones_stands_in_its_column() -> None:
    blank = '<table:table-cell table:number-columns-repeated="16383"/>'
    far = f"<table:table-row>{blank}<table:table-cell><text:p>SmCo</text:p></table:table-cell></table:table-row>"
    sheet, = read_content(io.BytesIO(_flat(far)))
    assert len(sheet.rows[0].cells) == 16_384
    with pytest.raises(ValueError, match="more than can be read"):
        read_content(io.BytesIO(_flat(far * 1_500)))
