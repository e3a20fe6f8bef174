"""Exchange rates as a file the user keeps: a CSV that takes the place of single rates of the shipped, dated table."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from ytterby.core.errors import ProjectError, UsageError
from ytterby.core.files import small_text
from ytterby.core.units import number
from ytterby.exposure.rates import Rate
from ytterby.workspace.atomic import replacing

HEADINGS = ("currency", "eur_per_unit", "as_of", "basis")
_LEAST, _MOST = 1e-9, 1e6  # euros: no currency's unit has been worth less or more for long


def load_rates(path: Path) -> tuple[Rate, ...]:
    """The rates in a UTF-8 CSV with commas or semicolons, one a row; ``basis`` (where a rate is from) may be missing.

    Raises UsageError with file and row where it can't be used.
    """
    try:
        text = small_text(path)
    except (OSError, ValueError) as error:
        raise UsageError(f"the exchange rates can't be read ({getattr(error, 'strerror', '') or 'no UTF-8 text'}).",
                         where=str(path), remedy="Save them as CSV in UTF-8.") from error
    first = text.partition("\n")[0]
    mark = ";" if first.count(";") > first.count(",") else ","
    rows = list(csv.reader(io.StringIO(text), delimiter=mark))
    columns = [cell.strip().casefold() for cell in rows[0]] if rows else []
    if not set(HEADINGS[:3]) <= set(columns):
        raise UsageError(f"the first row must hold the headings {', '.join(HEADINGS[:3])}.", where=str(path))
    found: dict[str, Rate] = {}
    for place, row in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in row):
            rate = rate_of(dict(zip(columns, map(str.strip, row), strict=False)), f"{path} row {place}",
                           decimal="," if mark == ";" else ".")
            if rate.currency in found:
                raise UsageError(f"{rate.currency} has two rates.", where=f"{path} row {place}",
                                 remedy="Keep one of them.")
            found[rate.currency] = rate
    return tuple(found.values())


def rate_of(cells: Mapping[str, str], where: str, *, decimal: str = ".") -> Rate:
    """One rate from its texts. Raises UsageError, with the place, where one of them is none."""
    code, stated, day = (cells.get(heading, "") for heading in HEADINGS[:3])
    if not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise UsageError(f"{code!r} is no currency.", where=where, remedy="Write its three letters, such as USD.")
    value = number(stated, decimal)
    if value is None or not _LEAST <= value <= _MOST:
        raise UsageError(f"{stated!r} is no exchange rate.", where=where,
                         remedy="Write how many euros one unit costs, such as 0.88.")
    if code.upper() == "EUR" and value != 1:
        raise UsageError("a euro is a euro.", where=where, remedy="Leave the row out.")
    try:
        return Rate(code.upper(), value, date.fromisoformat(day), cells.get("basis", ""))
    except ValueError:
        raise UsageError(f"{day!r} is no date.", where=where, remedy="Write it as 2026-11-21.") from None


def save_rates(rates: Sequence[Rate], path: Path) -> None:
    """Atomically, as load_rates reads them. Raises ProjectError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProjectError(f"the folder can't be made ({error.strerror}).", where=str(path)) from error
    with replacing(path, ProjectError) as part, part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows((one.currency, repr(one.eur_per_unit), one.as_of.isoformat(), one.basis) for one in rates)


def own_rates_file() -> Path:
    """Where the rates lie with which this user's new bills begin."""
    import platformdirs

    return platformdirs.user_config_path("ytterby", appauthor=False) / "currency_rates.csv"


def own_rates() -> tuple[Rate, ...]:
    """What is there; nothing where there is no such file. Raises UsageError where it can't be used."""
    path = own_rates_file()
    return load_rates(path) if path.exists() else ()
