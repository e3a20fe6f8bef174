"""Workbooks and readings for the tests of bom: small files written on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from ytterby.bom.bill import Usage
from ytterby.bom.read import read
from ytterby.bom.reading import Mapping, Meaning, Reading
from ytterby.core.item import Item

Rows = Sequence[Sequence[object]]


def workbook(path: Path, sheets: dict[str, Rows] | Rows, hidden: Sequence[str] = ()) -> Path:
    """An .xlsx with the given rows from A1 on; "" and None leave a cell blank."""
    named = sheets if isinstance(sheets, dict) else {"BOM": sheets}
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in named.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell not in ("", None):
                        sheet.write(number, column, cell)
            if name in hidden:
                sheet.hide()
    return path


def read_rows(folder: Path, rows: Rows, mapping: Mapping | None = None) -> Reading:
    return read(workbook(folder / "bill.xlsx", rows), mapping or Mapping())


def read_text(folder: Path, text: str, encoding: str = "utf-8", name: str = "bill.csv") -> Reading:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return read(path)


def items(reading: Reading) -> list[Item]:
    """The item of every line, in order."""
    return [reading.bom.item_of(usage) for usage in reading.bom]


def lines(reading: Reading) -> list[Usage]:
    return list(reading.bom)


def rows_of(reading: Reading) -> list[int]:
    return [usage.row for usage in reading.bom]


def codes(reading: Reading) -> dict[str, str]:
    """Issue code → the rows it names."""
    return {issue.code: dict(issue.params).get("rows", "") for issue in reading.issues}


def meanings(reading: Reading, table: int = 0) -> dict[str, Meaning]:
    """Column letter → meaning."""
    return {column.letter: column.meaning for column in reading.tables[table].columns}


HEAD = ("Part Number", "Description", "Qty")
"""A header that needs no guessing."""
