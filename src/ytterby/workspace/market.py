"""The market data that comes with the program: prices of elements, exchange rates, and a digest of all of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ytterby.classification.classification import Context, ElementPrice
from ytterby.classification.prices import element_prices
from ytterby.exposure.rates import Rate, Rates
from ytterby.resources import folder

_FILES = (("supply", "prices.csv"), ("supply", "currency_rates.csv"), ("supply", "shares.csv"),
          ("planning", "licence_waits.csv"))


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """``digest`` covers the files of prices, rates, supply shares and licence waits."""

    prices: tuple[ElementPrice, ...]
    rates: Rates
    digest: str

    def with_rates(self, own: Sequence[Rate]) -> Market:
        """With the user's own exchange rates in the place of those shipped."""
        return replace(self, rates=self.rates.with_own(own)) if own else self

    def known_to(self, context: Context) -> Context:
        """``context`` with prices and rates where it states none of its own."""
        return replace(context, prices=context.prices or self.prices,
                       rates=context.rates or tuple(sorted(self.rates.eur_per_unit.items())))


@cache
def shipped() -> Market:
    """Raises ProjectError where the program's data is missing."""
    total = hashlib.sha256()
    for parts in _FILES:
        total.update(folder(*parts).read_bytes() + b"\0")
    prices = element_prices(folder("supply", "prices.csv"))
    return Market(prices, Rates.shipped(), "sha256:" + total.hexdigest())
