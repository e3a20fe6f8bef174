"""The names of the rare earths in the languages of the data."""

from __future__ import annotations

import csv
from functools import cache

from ytterby.core.elements import ELEMENTS
from ytterby.identification.fold import FIRST_UNBOUNDED, fold
from ytterby.resources import folder

_SHORTEST = 4  # shorter ones are words of other kinds ("itr", "Cer")


@cache
def element_names() -> dict[str, str]:
    """Folded name → symbol."""
    found = {element.name: element.symbol for element in ELEMENTS}
    with folder("layouts", "element_names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = fold(row["name"]).text
            if len(name) >= _SHORTEST or name[0] >= FIRST_UNBOUNDED:
                found[name] = row["symbol"]
    return found
