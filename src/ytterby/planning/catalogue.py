"""Who outside China could deliver: sites with their state in seven words, and how one becomes a source of a scenario.

A table of the program's data; a firm adds and corrects entries of its own.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from ytterby.core.elements import BY_SYMBOL
from ytterby.planning.scenario import AlternativeSource
from ytterby.resources import folder


class SiteState(StrEnum):
    """What a site does today; only the first two can deliver, the others say what would have to come first."""

    OPERATING = "operating"
    RAMPING = "ramping up"
    CONSTRUCTION = "under construction"
    PLANNED = "planned"
    UNDECIDED = "undecided"  # studies, permits, money: no decision to build is known
    STOPPED = "stopped"  # does not produce, is blocked, or was asked not to export
    UNCONFIRMED = "not confirmed"  # nothing recent enough was found


DELIVERS = frozenset({SiteState.OPERATING, SiteState.RAMPING})
_MIXES = {"NdPr": ("Nd", "Pr"), "NdFeB": ("Nd", "Pr"), "NdFeB alloy": ("Nd", "Pr"), "NdFeB powder": ("Nd", "Pr"),
          "hot-formed NdFeB": ("Nd", "Pr"), "NdFeB HRE-free": ("Nd", "Pr"), "SmCo": ("Sm",), "Tb line": ("Tb",),
          "light": ("La", "Ce", "Pr", "Nd"), "heavy": ("Dy", "Tb")}  # where a source names but the basket, its bulk


@dataclass(frozen=True, slots=True)
class Alternative:
    """One site. ``stages`` such as "separation" or "magnet"; ``materials`` as the source names them.

    ``capacity`` and ``start`` are told as found, of ``capacity_of``; ``state`` was read from the sentence ``status``.
    ``own``: entered by the firm.
    """

    company: str
    site: str
    country: str
    stages: tuple[str, ...]
    materials: tuple[str, ...]
    state: SiteState
    status: str
    source: str
    as_of: date | None
    confidence: str
    capacity: str = ""
    capacity_of: str = ""
    start: str = ""
    qualification: str = ""
    notes: str = ""
    own: bool = False

    @property
    def delivers(self) -> bool:
        return self.state in DELIVERS

    @property
    def elements(self) -> frozenset[str]:
        """Symbols that the materials stand for; a magnet named without its grade promises no heavy rare earth."""
        return frozenset(symbol for material in self.materials for symbol in _symbols(material))

    def as_source(self, item_key: str, *, qualification_days: float, share: float, premium: float,
                  ramp_days: float = 0.0, weekly_pieces: float | None = None, fixed_cost: float = 0.0,
                  minimum_pieces: float = 0.0) -> AlternativeSource:
        """A change of a scenario; items that use the same site share its capacity by its name."""
        return AlternativeSource(item_key, qualification_days, share, premium, f"{self.company}, {self.site}",
                                 ramp_days, weekly_pieces, fixed_cost, minimum_pieces)


@cache
def catalogue() -> tuple[Alternative, ...]:
    """The shipped sites, in the order of the table."""
    states = {(row["company"], row["site"]): SiteState(row["state"])
              for row in _rows("planning", "source_states.csv")}
    return tuple(_alternative(row, states[row["company"], row["site"]])
                 for row in _rows("supply", "alternative_sources.csv"))


def with_own(shipped: Sequence[Alternative], own: Sequence[Alternative]) -> tuple[Alternative, ...]:
    """The firm's entries take the place of shipped ones of the same company and site; new ones come last."""
    entered = {(entry.company, entry.site): entry for entry in own}
    kept = [entered.pop((entry.company, entry.site), entry) for entry in shipped]
    return (*kept, *entered.values())


def offering(sites: Iterable[Alternative], elements: Iterable[str], stage: str = "") -> tuple[Alternative, ...]:
    """Sites that offer all the elements, at a stage where one is named; those that deliver today come first."""
    wanted = frozenset(elements)
    found = [site for site in sites if wanted <= site.elements and (not stage or stage in site.stages)]
    return tuple(sorted(found, key=lambda site: list(SiteState).index(site.state)))


def _alternative(row: dict[str, str], state: SiteState) -> Alternative:
    return Alternative(
        row["company"], row["site"], row["country"], _parts(row["stage"].replace("+", ";").replace("/", ";")),
        _parts(row["elements"].replace("+", ";").replace("(", "").replace(" 2026)", "")), state, row["status"],
        row["source"], date.fromisoformat(row["as_of"]) if row["as_of"] else None, row["confidence"],
        row["nameplate_or_planned_capacity"], row["capacity_of_what"], row["start_or_ramp"],
        row["qualification_time_reported"], row["notes"],
    )


def _symbols(material: str) -> Iterable[str]:
    if material in _MIXES:
        return _MIXES[material]
    return (material,) if material in BY_SYMBOL else ()


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _rows(*path: str) -> list[dict[str, str]]:
    with folder(*path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
