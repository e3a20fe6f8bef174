"""A mapping as a file, TOML or JSON: what the reader shall take instead of its own guess.

Beside the sheets and the currency it names header rows and meanings of columns; what it leaves out is guessed.
"""

from __future__ import annotations

import difflib
import json
import tomllib
from pathlib import Path
from typing import Any

from ytterby.bom.reading import Correction, Mapping, Meaning, Reading
from ytterby.core.errors import UsageError
from ytterby.core.files import small_text

_KEYS = ("sheets", "header_rows", "columns", "currency")
_ROWS = 1_048_576  # of an Excel sheet
FORMAT = """\
A mapping file (TOML or JSON) overrides what the reader guessed; all keys may be left out:
  sheets = ["BOM"]               # read only these sheets
  currency = "EUR"               # where the workbook states none
  [header_rows]
  BOM = 5                        # the row that holds the headings, as Excel counts
  [columns.BOM]                  # column letter = meaning; a CSV file has the sheet name ""
  C = "description"
  K = "ignore"
Meanings: """ + ", ".join(Meaning)


def load_mapping(path: Path) -> Mapping:
    """Raises UsageError with file and key where the file can't be used."""
    data = _parsed(path)
    for key in data:
        if key not in _KEYS:
            raise _wrong(path, f"there is no key {key!r}.", key, _KEYS)
    columns = [
        Correction(str(sheet), _letter(path, letter), _meaning(path, str(meaning)))
        for sheet, meanings in _table(path, data, "columns").items()
        for letter, meaning in _table(path, {"columns": meanings}, "columns").items()
    ]
    sheets = data.get("sheets", [])
    if not isinstance(sheets, list) or not all(isinstance(sheet, str) for sheet in sheets):
        raise UsageError("'sheets' must be a list of sheet names.", where=str(path))
    rows = _table(path, data, "header_rows")
    for sheet, row in rows.items():
        if type(row) is not int or not 1 <= row <= _ROWS:
            raise UsageError(f"the header row of {sheet!r} must be a whole number from 1 to {_ROWS}.", where=str(path))
    return Mapping(tuple(sheets), tuple(rows.items()), tuple(columns), _currency(path, data.get("currency", "")))


def refuse_unknown(mapping: Mapping, reading: Reading, path: Path) -> None:
    """Raises UsageError where the mapping from ``path`` names a sheet or column that the workbook does not have."""
    there = tuple(sheet.name for sheet in reading.sheets)
    for name in (*(name for name, _ in mapping.header_rows), *(one.sheet for one in mapping.corrections)):
        if name not in there:
            raise _wrong(path, f"there is no sheet {name!r}.", name, there)
    for one in mapping.corrections:
        letters = tuple(column.letter for table in reading.tables if table.sheet == one.sheet
                        for column in table.columns if column.letter)
        if letters and one.letter not in letters and one.meaning is not Meaning.IGNORE:
            raise _wrong(path, f"there is no column {one.letter!r} in sheet {one.sheet!r}.", "", letters)


def _parsed(path: Path) -> dict[str, Any]:
    try:
        text = small_text(path)
        data = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except OSError as error:
        raise UsageError(f"the mapping can't be read ({error.strerror}).", where=str(path)) from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"the mapping is not valid TOML or JSON ({error}).", where=str(path)) from error
    if not isinstance(data, dict):
        raise UsageError("the mapping must be a table of keys.", where=str(path))
    return data


def _table(path: Path, data: dict[str, Any], key: str) -> dict[str, Any]:
    table = data.get(key, {})
    if not isinstance(table, dict):
        raise UsageError(f"{key!r} must be a table.", where=str(path))
    return table


def _letter(path: Path, text: str) -> str:
    letter = text.upper()
    if not (letter.isascii() and letter.isalpha() and (len(letter), letter) <= (3, "XFD")):
        raise UsageError(f"there is no column {text!r}.", where=str(path), remedy="Columns are named A to XFD.")
    return letter


def _currency(path: Path, text: object) -> str:
    from ytterby.workspace.market import shipped

    known = tuple(sorted(shipped().rates.eur_per_unit))
    if text != "" and text not in known:
        raise _wrong(path, f"there is no exchange rate for currency {text!r}.", str(text), known)
    return str(text)


def _meaning(path: Path, text: str) -> Meaning:
    try:
        return Meaning(text)
    except ValueError:
        raise _wrong(path, f"there is no column meaning {text!r}.", text, tuple(Meaning)) from None


def _wrong(path: Path, what: str, given: str, known: tuple[str, ...]) -> UsageError:
    close = difflib.get_close_matches(given, known, n=1)
    remedy = f"Did you mean {str(close[0])!r}?" if close else "Known are: " + ", ".join(known) + "."
    return UsageError(what, where=str(path), remedy=remedy)
