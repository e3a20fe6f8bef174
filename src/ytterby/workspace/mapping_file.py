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
from ytterby.bom.values import countries_of
from ytterby.core.errors import UsageError
from ytterby.core.files import small_text

_KEYS = ("sheets", "header_rows", "columns", "currency", "decimal", "price_per", "mass_unit", "countries")
_ROWS = 1_048_576  # of an Excel sheet
_MOST_PIECES = 1_000_000
DECIMALS, MASS_UNITS = ("", ".", ","), ("", "mg", "g", "kg", "t", "lb", "oz")
FORMAT = """\
A mapping file (TOML or JSON) overrides what the reader guessed; all keys may be left out:
  sheets = ["BOM"]               # read only these sheets
  currency = "EUR"               # where the workbook states none
  decimal = ","                  # of numbers that are text; else guessed
  price_per = 100                # pieces a price is for, where its heading and cell do not say
  mass_unit = "g"                # of masses without unit: mg, g, kg, t, lb or oz
  [countries]
  "Formosa" = "TW"               # an origin as written, and its country (ISO 3166)
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
    return Mapping(
        tuple(sheets), tuple(rows.items()), tuple(columns), _currency(path, data.get("currency", "")),
        _one_of(path, "decimal", data.get("decimal", ""), DECIMALS), _pieces(path, data.get("price_per", 0)),
        _one_of(path, "mass_unit", data.get("mass_unit", ""), MASS_UNITS),
        tuple((str(text), _country(path, code)) for text, code in _table(path, data, "countries").items()),
    )


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


def _one_of(path: Path, key: str, given: object, known: tuple[str, ...]) -> str:
    if given not in known:
        told = ", ".join(repr(one) for one in known if one)
        raise UsageError(f"{key!r} can't be {given!r}.", where=str(path), remedy=f"It is one of {told}.")
    return str(given)


def _pieces(path: Path, given: object) -> float:
    if not isinstance(given, int | float) or isinstance(given, bool) or not 0 <= given <= _MOST_PIECES:
        raise UsageError(f"'price_per' must be a number of pieces up to {_MOST_PIECES}.", where=str(path))
    return float(given)


def _country(path: Path, code: object) -> str:
    if countries_of(str(code)) != (str(code),):
        raise UsageError(f"{code!r} is no country code.", where=str(path), remedy="Use two letters of ISO 3166: TW.")
    return str(code)


def _meaning(path: Path, text: str) -> Meaning:
    try:
        return Meaning(text)
    except ValueError:
        raise _wrong(path, f"there is no column meaning {text!r}.", text, tuple(Meaning)) from None


def _wrong(path: Path, what: str, given: str, known: tuple[str, ...]) -> UsageError:
    close = difflib.get_close_matches(given, known, n=1)
    remedy = f"Did you mean {str(close[0])!r}?" if close else "Known are: " + ", ".join(known) + "."
    return UsageError(what, where=str(path), remedy=remedy)
