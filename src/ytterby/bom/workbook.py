"""Raw sheets: the cells of a workbook as Excel numbers them, with what the format tells of them.

One reader per format; nothing is interpreted here. Rows without any cell are left out, the others keep their number.
"""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ytterby.bom.cells import RawSheet, Row, Value
from ytterby.bom.delimited import read_delimited
from ytterby.bom.formats import Look, look
from ytterby.bom.formats_rows import rows_twice
from ytterby.bom.formats_xls import look_xls
from ytterby.bom.formats_xlsb import look_xlsb
from ytterby.bom.locked import password_wanted
from ytterby.bom.markup import read_markup
from ytterby.bom.sniff import Kind, unpacked
from ytterby.core.errors import WorkbookError
from ytterby.core.progress import Cancelled, Part, Progress

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook, SheetMetadata

MAX_CELLS = 80_000_000
_MOST_WIDE = 16_384  # columns a sheet can have (Excel's specification)
_MOST_ADDED = 10_000_000  # cells, blank ones too; far places of damaged bytes must not fill the memory
LARGE = 1 << 18  # bytes, an eighth of those unpacked: some 3,000 lines; above, a second reader takes its time


def sheets_of(data: bytes, kind: Kind, name: str, progress: Progress) -> list[RawSheet]:
    """All sheets, hidden ones too. Raises WorkbookError where the bytes can't be read."""
    match kind:
        case Kind.LOCKED:
            raise password_wanted(name)
        case Kind.TEXT:
            return [read_delimited(data, name)]
        case Kind.HTML | Kind.XML_2003 | Kind.FLAT_ODS:
            return read_markup(data, kind, name)
        case Kind.XLSX:
            return _ooxml(data, name, progress)
        case _:
            return _calamine(data, kind, name, progress)


def _ooxml(data: bytes, name: str, progress: Progress) -> list[RawSheet]:
    """The sheets of an .xlsx; where one may hold more or less than was seen in it, two readers are compared."""
    quick = _quickly(data, name, progress)
    small = len(data) <= LARGE and unpacked(data) <= 8 * LARGE
    if quick and not (small and any(sheet.doubted for sheet in quick)):
        return quick
    sheets = _calamine(data, Kind.XLSX, name, progress)
    _compare(sheets, quick)
    twice = {} if quick else rows_twice(data)
    for sheet in sheets:
        sheet.met["row-twice"] = twice.get(sheet.name, [])
    return sheets


def _quickly(data: bytes, name: str, progress: Progress) -> list[RawSheet]:
    """The sheets of an .xlsx; [] where the quick reader can't, and the general one shall."""
    from ytterby.bom.ooxml import read_ooxml
    from ytterby.bom.scan import Unfamiliar

    try:
        return read_ooxml(data, progress)
    except (Unfamiliar, zipfile.BadZipFile, zlib.error, OSError, ValueError, KeyError, IndexError, RuntimeError):
        return []


def _calamine(data: bytes, kind: Kind, name: str, progress: Progress) -> list[RawSheet]:
    from python_calamine import CalamineError, PasswordError

    looks = _looks(data, kind)
    for sheet_name, seen in looks.items():
        if seen.wide >= _MOST_WIDE:
            raise _damaged(name, f"in sheet {sheet_name!r} a cell stands beyond the last column there can be")
        if seen.cells > MAX_CELLS:
            raise WorkbookError(
                f"the sheet spans {seen.cells:,} cells, nearly all blank.",
                where=f"{name} {sheet_name}",
                remedy="Delete the blank rows and columns below and beside the bill, then save it.",
            )
    try:
        progress.step(0.1, name)
        sheets = _all_sheets(data, kind, Part(progress, 0.1, 0.6))
    except PasswordError:
        raise password_wanted(name) from None
    except (CalamineError, OSError, ValueError) as error:
        return _second_reader(data, kind, name, str(error), progress)
    except BaseException as error:  # a panic of the reader is no Exception (pyo3.PanicException)
        if type(error).__name__ != "PanicException":
            raise
        return _second_reader(data, kind, name, "the reader gave up", progress)
    for sheet in sheets:
        if kind is Kind.XLS:
            _without_nulls(sheet)
        if sheet.name in looks:
            seen = looks[sheet.name]
            sheet.formats, sheet.usual, sheet.seen_to = seen.formats, seen.usual, seen.seen_to
            sheet.errors, sheet.hidden_rows = seen.errors, seen.hidden_rows
            sheet.unstored, sheet.indents = seen.unstored, seen.indents
            sheet.merged = tuple(seen.merged) or sheet.merged
            _add_unread(sheet, seen)
            for aside in seen.asides:
                sheet.add_aside(*aside)
    if kind is Kind.ODS:
        _look_twice_ods(sheets, data)
    return sheets


def _without_nulls(sheet: RawSheet) -> None:
    """Of texts of one byte a letter the reader makes two, where an .xls does not say how it is written."""
    for row in sheet.rows:
        row.cells = [cell.replace("\0", "") if isinstance(cell, str) and "\0" in cell else cell for cell in row.cells]


def _add_unread(sheet: RawSheet, seen: Look) -> None:
    """Adds the cells that only the second look found, and notes their rows."""
    by_number = {row.number: row for row in sheet.rows} if seen.unread else {}
    room = _MOST_ADDED
    for number, column, value in seen.unread:
        cells = by_number.setdefault(number, Row(number, [])).cells
        room -= (grown := max(0, column + 1 - len(cells)))
        if room < 0:
            break
        cells += [""] * grown
        if cells[column] == "":
            cells[column] = value
    if seen.unread:
        sheet.disputed = sorted({number for number, _, value in seen.unread if value != ""})
        sheet.rows = [row for _, row in sorted(by_number.items())]


def _looks(data: bytes, kind: Kind) -> dict[str, Look]:
    """Sheet name → what a second look at the bytes tells beside the cells."""
    match kind:
        case Kind.XLSX:
            return look(data)
        case Kind.XLSB:
            return look_xlsb(data)
        case Kind.XLS:
            return look_xls(data)
        case _:
            return {}


def _look_twice_ods(sheets: list[RawSheet], data: bytes) -> None:
    """Adds formats, errors and hidden rows of an .ods; notes the rows that only one of two readers sees."""
    from ytterby.bom.open_document import look_ods

    by_name = {other.name: other for other in look_ods(data)}
    for sheet in sheets:
        if (other := by_name.get(sheet.name)) is None:
            continue
        sheet.formats, sheet.seen_to, sheet.indents = other.formats, other.seen_to, other.indents
        sheet.errors, sheet.hidden_rows = other.errors, other.hidden_rows
        sheet.merged, sheet.unstored, sheet.asides = other.merged, other.unstored, other.asides
        sheet.disputed = sorted({row.number for row in sheet.rows} ^ {row.number for row in other.rows})
        _part_words(sheet, other)


def _part_words(sheet: RawSheet, other: RawSheet) -> None:
    """Takes over the texts in which the other reader sees blanks, tabs and line breaks that this one passes over."""
    theirs = {row.number: row.cells for row in other.rows}
    for row in sheet.rows:
        for at, (cell, seen) in enumerate(zip(row.cells, theirs.get(row.number, ()), strict=False)):
            if isinstance(cell, str) and isinstance(seen, str) and cell != seen and _letters(cell) == _letters(seen):
                row.cells[at] = seen


def _letters(text: str) -> str:
    return "".join(text.split())


def _compare(sheets: list[RawSheet], others: list[RawSheet]) -> None:
    """Notes the rows in which a second reader sees other cells; where it sees more rows, it is believed."""
    by_name = {other.name: other for other in others}
    for sheet in sheets:
        if (other := by_name.get(sheet.name)) is None:
            continue
        here, there = ({row.number: [cell for cell in row.cells if cell != ""] for row in each.rows}
                       for each in (sheet, other))
        sheet.disputed = sorted(row for row in here.keys() | there.keys() if here.get(row) != there.get(row))
        if len(other.rows) > len(sheet.rows):
            sheet.rows = other.rows


@contextmanager
def _quiet() -> Iterator[None]:
    """A panicking reader writes its own report to standard error, past Python; the user gets our one line instead.

    The whole process is silent meanwhile, so only calls into the reader stand inside.
    """
    try:
        kept = os.dup(2)
    except OSError:  # a window without standard error
        yield
        return
    try:
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _all_sheets(data: bytes, kind: Kind, progress: Progress) -> list[RawSheet]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with _quiet():
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise
    except CalamineError:
        # Without a file name the reader only says that it knows no such format; with one it says what is wrong.
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            copy = Path(folder, f"workbook.{kind.value}")
            copy.write_bytes(data)
            with _quiet():
                book = CalamineWorkbook.from_path(str(copy))
            with book:
                return _sheets(book, progress)
    with book:
        return _sheets(book, progress)


def _sheets(book: CalamineWorkbook, progress: Progress) -> list[RawSheet]:
    sheets = []
    metadata = list(book.sheets_metadata)
    for index, about in enumerate(metadata):
        part = Part(progress, index / len(metadata), (index + 1) / len(metadata))
        part.step(0.0, about.name)
        if str(about.typ).endswith("WorkSheet"):
            sheets.append(_sheet(book, about, part))
    return sheets


def _second_reader(data: bytes, kind: Kind, name: str, reason: str, progress: Progress) -> list[RawSheet]:
    """openpyxl reads some .xlsx that calamine does not. Raises WorkbookError with calamine's reason where it fails."""
    if kind is not Kind.XLSX or "entity" in reason:
        raise _damaged(name, reason)
    import warnings

    import openpyxl

    try:
        with warnings.catch_warnings(action="ignore"):
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            return [_openpyxl_sheet(sheet, progress) for sheet in book.worksheets]
    except Cancelled:
        raise
    except Exception:  # whatever openpyxl trips over, the first reader's reason is the one to tell
        raise _damaged(name, reason) from None


def _sheet(book: CalamineWorkbook, about: SheetMetadata, progress: Progress) -> RawSheet:
    """One sheet of an open workbook; calamine starts at the first filled cell, so its offset is added again."""
    with _quiet():
        sheet = book.get_sheet_by_name(about.name)
        grid = sheet.to_python(skip_empty_area=True)
    rows: list[Row] = []
    if sheet.start is not None:
        top, left = sheet.start
        pad: list[Value] = [""] * left
        cells: list[Value]
        for offset, cells in enumerate(grid):  # type: ignore[assignment]
            if not offset & 0x3FFF:
                progress.step(offset / len(grid), sheet.name)
            if any(cell != "" for cell in cells):
                rows.append(Row(top + offset + 1, pad + cells if left else cells))
    merged = tuple((r0 + 1, c0, r1 + 1, c1) for (r0, c0), (r1, c1) in sheet.merged_cell_ranges or ())
    hidden = not str(about.visible).endswith(".Visible")
    return RawSheet(sheet.name, rows, hidden, merged)


def _openpyxl_sheet(sheet: Any, progress: Progress) -> RawSheet:
    rows = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if not number & 0x3FF:
            progress.step(0.0, sheet.title)
        if any(cell is not None for cell in cells):
            rows.append(Row(number, ["" if cell is None else cell for cell in cells]))
    return RawSheet(sheet.title, rows, sheet.sheet_state != "visible")


def _damaged(name: str, reason: str) -> WorkbookError:
    if "limit exceeded" in reason:
        return WorkbookError("the workbook says it has more cells than can be read.", where=name,
                             remedy="Delete the blank rows and columns beside the bill, then save it.")
    if reason.startswith("File not found"):
        return WorkbookError(f"the workbook is damaged, or a part of it stands elsewhere ({reason[16:]}).", where=name,
                             remedy="Open it in Excel or LibreOffice and save it anew.")
    return WorkbookError(
        f"the workbook is damaged and can't be read ({' '.join(reason.split())[:120]}).",
        where=name,
        remedy="Open it in Excel or LibreOffice and save it anew.",
    )
