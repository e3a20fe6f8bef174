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
    """Of the newest year that our data have for single countries."""
    with folder("supply", "shares.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["stage"] == "mining" and row["scope"] == "REE total"
                and row["country"] and row["share_percent"] and "+" not in row["country"] and row["country"] != "Other"]
    if not rows:
        return None
    newest = max(row["year"] for row in rows)
    row = max((row for row in rows if row["year"] == newest), key=lambda row: float(row["share_percent"]))
    return Mined(row["country"], float(row["share_percent"]) / 100, f"{row['year']}, {row['source']}")
