"""Text tables: encoding, separator and quoting found from the bytes; a record is a row, as Excel counts them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from ytterby.bom.cells import MOST_COLUMNS, RawSheet, Row, Value
from ytterby.bom.encodings import LOST, decoded
from ytterby.bom.quoting import MOST_CHARACTERS, Records
from ytterby.core.errors import WorkbookError

_SEPARATORS = ",;\t|"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_GUARDED = re.compile("=\"(.*)\"|'([^']+)")  # how programs keep Excel from taking a code for a number


def read_delimited(data: bytes, name: str) -> RawSheet:
    """The one sheet of a text file, named "". Raises WorkbookError where it is no table of text."""
    found = decoded(data)
    if found is None or len(_CONTROL.findall(found.text[:20_000])) > 2:
        raise WorkbookError(
            "this is no workbook and no table of text.", where=name, remedy="Choose an .xlsx, .xls, .ods or .csv file."
        )
    text, start, separator = _CONTROL.sub(" ", found.text), 0, ""
    if stated := re.match(r"sep=(.)\r?\n", text):
        separator, start = stated[1], 1
    records = Records(text, separator or separator_of(text))
    rows: list[Row] = []
    try:
        for number, record in records:
            while record and (not record[-1] or record[-1].isspace()):
                record.pop()
            if len(record) > MOST_COLUMNS:
                raise WorkbookError(f"line {number} has {len(record):,} columns, more than a bill needs.", where=name,
                                    remedy="Delete the columns beside the bill, then save it.")
            if number > start and record:
                rows.append(Row(number, list(map(_bare, record))))
    except csv.Error as error:
        raise _unsplit(error, len(rows), name) from None
    sheet = RawSheet("", rows, delimited=True, guessed=found.guessed)
    lost = [row.number for row in rows if LOST in "".join(map(str, row.cells))] if LOST in text else []
    sheet.met = {"mark-not-closed": records.opened, "mark-around-lines": records.spanning, "letters-lost": lost}
    return sheet


def _bare(cell: str) -> Value:
    cell = cell.strip("\ufeff")
    if cell[:1] in "='" and (guarded := _GUARDED.fullmatch(cell)):
        return guarded[1] or guarded[2] or ""
    return cell


def _unsplit(error: csv.Error, rows: int, name: str) -> WorkbookError:
    if "field limit" in str(error):
        return WorkbookError(
            f"after {rows:,} lines a cell is longer than {MOST_CHARACTERS:,} characters, as after a quotation mark "
            "that is not closed.", where=name, remedy="Close it, or save the bill from Excel as .xlsx.")
    return WorkbookError(f"the text can't be split into cells ({error}).", where=name,
                         remedy="Save it from Excel as .xlsx.")


def separator_of(text: str) -> str:
    """The separator that splits most records into the same number of cells."""
    sample = text[:60_000]
    best, best_score = ",", 0.0
    for separator in _SEPARATORS:
        try:
            widths = [
                len(record) for record in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if record
            ]
        except csv.Error:
            continue
        if widths[1:] and len(sample) < len(text):
            widths.pop()
        width, count = max(
            Counter(width for width in widths if width > 1).items(), key=lambda item: item[0] * item[1], default=(1, 0)
        )
        score = count / max(1, len(widths)) * min(width, 12) ** 0.5
        if score > best_score:
            best, best_score = separator, score
    return best
