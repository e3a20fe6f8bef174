"""Raw sheets: the cells of a workbook as Excel numbers them, with what the format tells of them.

One reader per format; nothing is interpreted here. Rows without any cell are left out, the others keep their number.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from ytterby.bom.sniff import Kind, encrypted
from ytterby.core.errors import WorkbookError
from ytterby.core.progress import Progress


Value = str | float | int | bool | date | datetime | time | timedelta | None
MAX_CELLS = 80_000_000


@dataclass(slots=True)
class Row:
    """``number`` as Excel shows it; ``cells`` from column A on, "" where blank."""

    number: int
    cells: list[Value]


@dataclass(slots=True)
class RawSheet:
    """Rows in order. ``merged`` are (first row, first column, last row, last column), rows from 1, columns from 0.

    ``formats`` gives the number format of a (row, column) where it says more than "a number"; ``errors`` the places
    of error cells, which readers show as blank.
    """

    name: str
    rows: list[Row]
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: list[tuple[int, int]] = field(default_factory=list)

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


def sheets_of(data: bytes, kind: Kind, name: str, progress: Progress) -> list[RawSheet]:
    """All sheets, hidden ones too. Raises WorkbookError where the bytes can't be read."""
    match kind:
        case Kind.TEXT:
            from ytterby.bom.delimited import read_delimited

            return [read_delimited(data, name)]
        case Kind.HTML | Kind.XML_2003 | Kind.FLAT_ODS:
            from ytterby.bom.markup import read_markup

            return read_markup(data, kind, name)
        case _:
            return _calamine(data, kind, name, progress)


def _calamine(data: bytes, kind: Kind, name: str, progress: Progress) -> list[RawSheet]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    from ytterby.bom.formats import extents, look

    if kind is Kind.XLSX:
        for sheet, cells in extents(data):
            if cells > MAX_CELLS:
                raise WorkbookError(f"the sheet spans {cells:,} cells, nearly all blank.", where=f"{name} {sheet}",
                                    remedy="Delete the blank rows and columns below and beside the bill, then save it.")
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            metadata = list(book.sheets_metadata)
            sheets = []
            for index, about in enumerate(metadata):
                progress.step(index / len(metadata), about.name)
                if str(about.typ).endswith("WorkSheet"):
                    sheets.append(_sheet(book, about, progress))
    except PasswordError:
        raise encrypted(name) from None
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged(name, str(error)) from None
    except BaseException as error:  # a panic of the reader is no Exception (pyo3.PanicException)
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(name, "the reader gave up") from None
    if kind is Kind.XLSX:
        look(data, sheets)
    return sheets


def _sheet(book: object, about: object, progress: Progress) -> RawSheet:
    """One sheet of an open workbook; calamine starts at the first filled cell, so its offset is added again."""
    sheet = book.get_sheet_by_name(about.name)  # type: ignore[attr-defined]
    rows: list[Row] = []
    if sheet.start is not None:
        top, left = sheet.start
        pad: list[Value] = [""] * left
        for offset, cells in enumerate(sheet.to_python(skip_empty_area=True)):
            if not offset & 0x3FFF:
                progress.step(0.0, sheet.name)
            if any(cell != "" for cell in cells):
                rows.append(Row(top + offset + 1, pad + cells if left else cells))
    merged = tuple((r0 + 1, c0, r1 + 1, c1) for (r0, c0), (r1, c1) in sheet.merged_cell_ranges or ())
    hidden = not str(about.visible).endswith(".Visible")  # type: ignore[attr-defined]
    return RawSheet(sheet.name, rows, hidden, merged)


def _damaged(name: str, reason: str) -> WorkbookError:
    return WorkbookError(f"the workbook is damaged and can't be read ({' '.join(reason.split())[:120]}).", where=name,
                         remedy="Open it in Excel or LibreOffice and save it anew.")
