"""Public facts that reports quote beside the control lists: measures of other countries, where elements are mined."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from ytterby.resources import folder


@dataclass(frozen=True, slots=True)
class Measure:
    """A rule of another country as our data have it; ``dates`` and ``source`` as written there."""

    instrument: str
    asks: str
    materials: str
    dates: str
    source: str
    confidence: str


@cache
def measure(row: str) -> Measure:
    """By its number in the list of measures elsewhere. Raises KeyError where there is no such row."""
    with folder("regulation", "lists", "measures_elsewhere.csv").open(encoding="utf-8", newline="") as file:
        for found in csv.DictReader(file):
            if found["row_id"] == row:
                return Measure(found["instrument"], found["what_it_asks_of_a_bom"], found["materials_in_scope"],
                               found["key_dates"], found["source"], found["confidence"])
    raise KeyError(row)


@dataclass(frozen=True, slots=True)
class Mined:
    """The country with the largest share 0..1 of world mining of all rare earths, and where the figure is from."""

    country: str
    share: float
    basis: str


@cache
def mined() -> Mined | None:
    """Of all rare earths together, in the newest year that our data have for single countries."""
    return _largest([row for row in _mining() if row["scope"] == "REE total"], "")


@cache
def mined_of(symbol: str) -> Mined | None:
    """Of an element where our data tell it apart, else of all rare earths together, which the basis then says."""
    own = _largest([row for row in _mining() if symbol in row["element"].split(";")], "")
    return own or _largest([row for row in _mining() if row["scope"] == "REE total"], "all rare earths, ")


def _mining() -> list[dict[str, str]]:
    """Shares of single countries, no outlooks on years to come."""
    with folder("supply", "shares.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["stage"] == "mining" and row["share_percent"]
                and row["year"][:4] <= row["as_of"][:4] and row["country"]
                and "+" not in row["country"] and row["country"] not in ("Other", "top three")]


def _largest(rows: list[dict[str, str]], of: str) -> Mined | None:
    if not rows:
        return None
    newest = max(row["year"] for row in rows)
    row = max((row for row in rows if row["year"] == newest), key=lambda row: float(row["share_percent"]))
    return Mined(row["country"], float(row["share_percent"]) / 100, f"{of}{row['year']}, {row['source']}")
