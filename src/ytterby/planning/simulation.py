"""What a simulation answers: per item and product, how likely and when the line stops."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ytterby.planning.scenario import LicenceWait, Scenario


@dataclass(frozen=True, slots=True)
class Dates:
    """P10, P50 and P90 of the first stop among the trials that stop; None where fewer trials than that stop."""

    p10: date | None
    p50: date | None
    p90: date | None


@dataclass(frozen=True, slots=True)
class ItemOutlook:
    """One item that waits for a licence. ``stop_probability`` 0..1; ``exact_*`` the closed forms of METHODS M2.

    ``cover_days`` None: use or stock not stated, then nothing else is either. ``unlimited``: cover outlasts any wait.
    """

    item: int
    cover_days: float | None
    stop_probability: float | None
    stop_days: float | None
    first_stop: Dates
    exact_stop_probability: float | None
    exact_stop_days: float | None
    cover_for_95: float
    extra_cost: float


@dataclass(frozen=True, slots=True)
class ProductOutlook:
    """A product stops when its first item does. ``bottleneck`` is the item that most often stops it first."""

    item: int
    stop_probability: float
    stop_days: float
    first_stop: Dates
    bottleneck: int | None


@dataclass(frozen=True, slots=True)
class StockFan:
    """Stock of one item week by week in days of use: P10, P50, P90 per week from the as-of date."""

    item: int
    weeks: tuple[date, ...]
    p10: tuple[float, ...]
    p50: tuple[float, ...]
    p90: tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Simulation:
    """The same seed, inputs and trials give the same numbers on every machine. ``standard_error`` of the headline."""

    scenario: Scenario
    wait: LicenceWait
    as_of: date
    seed: int
    trials: int
    items: tuple[ItemOutlook, ...]
    products: tuple[ProductOutlook, ...]
    fans: tuple[StockFan, ...]
    standard_error: float
