"""Writes the sample workbooks of resources/samples: two invented bills that look like a real firm's.

Run as ``python packaging/make_samples.py``. The same input gives the same bytes: the time stamps that openpyxl and
zipfile put in are replaced by a fixed day. Firms, part numbers, prices and stocks are invented.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).resolve().parent
LINES = HERE / "samples"
TARGET = HERE.parent / "resources" / "samples"
STAMP = "2026-11-02T08:00:00Z"
ZIP_DAY = (2026, 11, 2, 8, 0, 0)
NUMERIC = re.compile(r"-?\d+(\.\d+)?")
HEAD = PatternFill("solid", fgColor="D9E1E8")
BAND = PatternFill("solid", fgColor="F2F2F2")
THIN = Border(bottom=Side(style="thin", color="8A97A3"))

KEPT_AS_TEXT = {"HS code", "Zolltarifnummer", "Part number", "MPN 1", "MPN 2", "Hersteller-Teilenummer"}


def cell_value(text: str, heading: str) -> str | int | float | None:
    """Numbers become numbers, codes stay text, as a careful firm would type them."""
    if not text:
        return None
    if heading in KEPT_AS_TEXT or not NUMERIC.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)


def rows_of(name: str) -> list[list[str]]:
    """The lines as kept beside this script: the first row holds the headings; a row of one cell is a note."""
    with (LINES / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file, delimiter="|") if row]


def write_table(sheet: Worksheet, rows: list[list[str]], top: int) -> None:
    """Headings at row ``top``, lines below; rows with an empty first cell are subtotals or second sources."""
    headings = rows[0]
    for column, heading in enumerate(headings, 1):
        cell = sheet.cell(top, column, heading)
        cell.font, cell.fill, cell.border = Font(bold=True), HEAD, THIN
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for row, line in enumerate(rows[1:], top + 1):
        note = len(line) == 1
        for column, text in enumerate(line, 1):
            cell = sheet.cell(row, column, cell_value(text, headings[column - 1]))
            if note or line[0] == "0":
                cell.font = Font(bold=not note, italic=note)
            if line[0] in ("0", "1"):
                cell.fill = BAND
    sheet.freeze_panes = sheet.cell(top + 1, 4)
    for column, heading in enumerate(headings, 1):
        longest = max((len(line[column - 1]) for line in rows[1:] if len(line) > column), default=4)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(len(heading) * 0.8, longest) + 2, 52)


def drive_unit() -> Workbook:
    """Several levels, titles above the heading, makers as rows and as columns, two currencies, a sheet of text."""
    book = Workbook()
    sheet = book.active
    sheet.title = "BOM"
    sheet["A1"], sheet["A1"].font = "Musterwerk Antriebe GmbH", Font(bold=True, size=14)
    sheet["A2"] = "Structured bill of materials: drive unit 750 W with service kit"
    sheet["A3"] = "Document DU-1000-BOM / revision D / released 2026-10-28"
    sheet["A4"] = "Prices per unit of measure, volumes as planned for 2027; stock counted in week 44"
    write_table(sheet, rows_of("drive-unit.psv"), 6)
    notes = book.create_sheet("Notes")
    for row, line in enumerate(rows_of("drive-unit-notes.psv"), 1):
        notes.cell(row, 1, line[0])
    notes.column_dimensions["A"].width = 100
    return book


def control_board() -> Workbook:
    """A flat list with German headings in the first row, as an electronics department exports it."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Stückliste"
    write_table(sheet, rows_of("control-board.psv"), 1)
    return book


def fixed_bytes(book: Workbook) -> bytes:
    """The workbook as bytes without any time of writing."""
    book.properties.creator = "Musterwerk Antriebe GmbH"
    raw, out = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+Z", STAMP.encode(), data)
            new.writestr(zipfile.ZipInfo(name, ZIP_DAY), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, book in (("drive-unit.xlsx", drive_unit()), ("control-board.xlsx", control_board())):
        (TARGET / name).write_bytes(fixed_bytes(book))


if __name__ == "__main__":
    main()
