"""Prices of the Part-1 elements for the 0.1 % value test, as ranges from the shipped price list.

Apart from value_share.py so that the test itself reads no file: the caller puts these into its Context.
"""

from __future__ import annotations

import csv
from pathlib import Path

from ytterby.classification.assemblies import PART_ONE
from ytterby.classification.context import ElementPrice
from ytterby.core.elements import BY_SYMBOL
from ytterby.core.errors import RegulationError
from ytterby.core.estimate import Estimate

FIRST_DAY = "2025"
"""Rows dated earlier stand for a market before the controls and are left out."""

Quote = tuple[str, float, float, str]


def element_prices(path: Path) -> tuple[ElementPrice, ...]:
    """Price per kilogram of element, contained in its oxide, for each Part-1 element and currency that has a price.

    ``path``: resources/supply/prices.csv. Prices per kg of oxide are divided by the metal in it. The range runs over
    all quotations since 2025, in China and abroad; the best guess is the middle of the latest. Raises RegulationError.
    """
    quotes: dict[tuple[str, str], list[Quote]] = {}
    for row in _rows(path):
        name, _, kind = row["item"].partition(" ")
        currency, _, per = row["unit"].partition("/")
        if name in PART_ONE and kind == "oxide" and per == "kg" and row["price_low"] and row["date"] >= FIRST_DAY:
            quote = (row["date"], float(row["price_low"]), float(row["price_high"] or row["price_low"]), row["source"])
            quotes.setdefault((name, currency), []).append(quote)
    return tuple(_price(symbol, currency, found) for (symbol, currency), found in sorted(quotes.items()))


def _price(symbol: str, currency: str, quotes: list[Quote]) -> ElementPrice:
    metal = BY_SYMBOL[symbol].metal_per_oxide
    day, low, high, source = max(quotes)
    lowest, highest = min(one[1] for one in quotes), max(one[2] for one in quotes)
    range_of = Estimate(lowest / metal, (low + high) / 2 / metal, highest / metal)
    told = f"{len(quotes)} oxide quotations since {FIRST_DAY}, last {day}: {source}"
    return ElementPrice(symbol, range_of, currency, told)


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise RegulationError(f"the price list can't be read ({error.strerror})", where=path.name) from None
