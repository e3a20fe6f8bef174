"""Where the elements are refined: China's and others' share of separation, the concentration below tier 1."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ytterby.core.elements import SYMBOLS
from ytterby.resources import folder

CHINA = "China"
_STAGES = ("separation/refining", "processing", "refining")


@dataclass(frozen=True, slots=True)
class RefiningShare:
    """A country's share 0..1 of world refining of an element; ``basis`` names year and source."""

    country: str
    share: float
    stage: str
    basis: str


@dataclass(frozen=True, slots=True)
class Refining:
    """Shares per element symbol, largest first. What they leave open is refined elsewhere, in places not stated."""

    shares: Mapping[str, tuple[RefiningShare, ...]]

    @classmethod
    def shipped(cls) -> Refining:
        """From the program's supply shares: rows for the element alone before rows for a group, the newest year."""
        with folder("supply", "shares.csv").open(encoding="utf-8", newline="") as file:
            return cls.of(csv.DictReader(file))

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, str]]) -> Refining:
        """``rows`` have element (symbols, ``;`` between), stage, country, share_percent, year, as_of, source."""
        usable = [row for row in rows if _usable(row)]
        return cls({symbol: found for symbol in SYMBOLS if (found := _best(symbol, usable))})

    def of_element(self, symbol: str) -> tuple[RefiningShare, ...]:
        return self.shares.get(symbol, ())

    def china(self, symbol: str) -> RefiningShare | None:
        return next((share for share in self.of_element(symbol) if share.country == CHINA), None)


def _usable(row: Mapping[str, str]) -> bool:
    """Not used: rows of several countries together ("China+Malaysia", "top three") and outlooks on years to come."""
    one_country = bool(row["country"]) and "+" not in row["country"] and row["country"] not in ("Other", "top three")
    outlook = _year(row) > int(row["as_of"][:4])
    return row["stage"] in _STAGES and one_country and bool(row["share_percent"]) and not outlook


def _best(symbol: str, rows: list[Mapping[str, str]]) -> tuple[RefiningShare, ...]:
    """The rows of the narrowest group that names the element, and of these the newest year."""
    naming = [row for row in rows if symbol in _symbols(row["element"])]
    if not naming:
        return ()
    narrowest = min(len(_symbols(row["element"])) for row in naming)
    naming = [row for row in naming if len(_symbols(row["element"])) == narrowest]
    newest = max(_year(row) for row in naming)
    found = {row["country"]: row for row in naming if _year(row) == newest}
    shares = [
        RefiningShare(country, float(row["share_percent"]) / 100.0, row["stage"], _basis(row))
        for country, row in found.items()
    ]
    return tuple(sorted(shares, key=lambda share: (-share.share, share.country)))


def _symbols(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.replace(" and other", "").split(";"))


def _year(row: Mapping[str, str]) -> int:
    """The last year that the row covers ("2016-2020 avg" → 2020), 0 where none is stated."""
    return max(map(int, re.findall(r"\d{4}", row["year"])), default=0)


def _basis(row: Mapping[str, str]) -> str:
    return ", ".join(part for part in (row["year"], row["source"]) if part)
