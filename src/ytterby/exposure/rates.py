"""Exchange rates: a small dated table, so that prices in several currencies can be added."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ytterby.core.item import Money
from ytterby.resources import folder


@dataclass(frozen=True, slots=True)
class Rate:
    """Euros for one unit of ``currency`` (ISO 4217) on a day, as a user states it, and where it is from."""

    currency: str
    eur_per_unit: float
    as_of: date
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Rates:
    """``eur_per_unit`` currency (ISO 4217) → euros for one unit; ``as_of`` the oldest date among the rows.

    ``basis`` says where the rates are from, with their confidence.
    """

    eur_per_unit: Mapping[str, float]
    as_of: date | None
    basis: str = ""

    @classmethod
    def shipped(cls) -> Rates:
        """The table of the program's data; it states its own low confidence."""
        with folder("supply", "currency_rates.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        rates = {row["currency"]: float(row["eur_per_unit"]) for row in rows}
        bases = dict.fromkeys(f"{row['basis']} ({row['confidence']})" for row in rows)
        oldest = min((date.fromisoformat(row["as_of"]) for row in rows), default=None)
        return cls({"EUR": 1.0} | rates, oldest, "; ".join(bases))

    def with_own(self, own: Sequence[Rate]) -> Rates:
        """The user's rates in the place of those shipped; each of them is named in ``basis`` with its day."""
        if not own:
            return self
        told = ", ".join(f"{one.currency} of {one.as_of.isoformat()}{f' ({one.basis})' if one.basis else ''}"
                         for one in own)
        days = [day for day in (self.as_of, *(one.as_of for one in own)) if day is not None]
        return Rates({**self.eur_per_unit, **{one.currency: one.eur_per_unit for one in own}}, min(days),
                     "; ".join(filter(None, (f"own rates: {told}", self.basis))))

    def convert(self, money: Money, currency: str) -> float | None:
        """The amount in ``currency``, None where a rate is missing."""
        if money.currency == currency:
            return money.amount
        source, target = self.eur_per_unit.get(money.currency), self.eur_per_unit.get(currency)
        return None if source is None or not target else money.amount * source / target
