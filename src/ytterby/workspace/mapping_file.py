"""A mapping as a file, TOML or JSON: what the reader shall take instead of its own guess.

Beside the sheets and the currency it names header rows and meanings of columns; what it leaves out is guessed.
"""

from __future__ import annotations

import difflib
import json
import tomllib
from pathlib import Path
from typing import Any

from ytterby.bom.reading import Correction, Mapping, Meaning
from ytterby.core.errors import UsageError

_KEYS = ("sheets", "header_rows", "columns", "currency")
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
        Correction(str(sheet), letter.upper(), _meaning(path, str(meaning)))
        for sheet, meanings in _table(path, data, "columns").items()
        for letter, meaning in _table(path, {"columns": meanings}, "columns").items()
    ]
    sheets = data.get("sheets", [])
    if not isinstance(sheets, list) or not all(isinstance(sheet, str) for sheet in sheets):
        raise UsageError("'sheets' must be a list of sheet names.", where=str(path))
    rows = _table(path, data, "header_rows")
    for sheet, row in rows.items():
        if type(row) is not int or row < 1:
            raise UsageError(f"the header row of {sheet!r} must be a whole number from 1.", where=str(path))
    return Mapping(tuple(sheets), tuple(rows.items()), tuple(columns), str(data.get("currency", "")))


def _parsed(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8-sig")
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


def _meaning(path: Path, text: str) -> Meaning:
    try:
        return Meaning(text)
    except ValueError:
        raise _wrong(path, f"there is no column meaning {text!r}.", text, tuple(Meaning)) from None


def _wrong(path: Path, what: str, given: str, known: tuple[str, ...]) -> UsageError:
    close = difflib.get_close_matches(given, known, n=1)
    remedy = f"Did you mean {str(close[0])!r}?" if close else "Known are: " + ", ".join(known) + "."
    return UsageError(what, where=str(path), remedy=remedy)
