"""What a simulation answers: per item and product, how likely and when the line stops."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ytterby.planning.scenario import LicenceWait, Scenario
from ytterby.planning.supply import Premise


@dataclass(frozen=True, slots=True)
class Dates:
    """P10, P50 and P90 of a day over all trials; None where it does not come in that share of the trials."""

    p10: date | None
    p50: date | None
    p90: date | None


NEVER = Dates(None, None, None)


@dataclass(frozen=True, slots=True)
class ItemOutlook:
    """One item that waits for a licence. ``stop_probability`` 0..1; ``stop_days`` the mean over all trials.

    ``cover_days`` None: use or stock not stated, then nothing else is either, unless ``unlimited``: receipts or another
    source outlast any wait. ``exact_*`` are the closed forms, where they hold (approval certain, no other source).
    ``cover_for_95`` days of cover that outlast the wait in 95 of 100 cases, None where no licence comes.
    ``extra_cost`` what the scenario costs more in money of the exposure: added stock once and a year of premium; None
    where the price is not stated. ``licence`` is when the licence comes; ``barred``: none is held and none
    expected, as applications are denied in principle or prohibited. ``premise``: what its wait rests on.
    """

    item: int
    cover_days: float | None
    stop_probability: float | None
    stop_days: float | None
    first_stop: Dates
    exact_stop_probability: float | None
    exact_stop_days: float | None
    cover_for_95: float | None
    extra_cost: float | None
    unlimited: bool = False
    licence: Dates = NEVER
    barred: bool = False
    premise: Premise = Premise()


@dataclass(frozen=True, slots=True)
class ProductOutlook:
    """A product stops when its first item does, and what is finished is delivered. ``bottleneck`` is the item that most
    often stops it first.

    ``item`` None stands for the list itself. ``worst_stop_days`` is the mean over the worst tenth of the trials (CVaR
    at 0.9). ``unknown`` items wait for a licence, but their cover is not stated: they are not in the probability.
    """

    item: int | None
    stop_probability: float
    stop_days: float
    first_stop: Dates
    bottleneck: int | None
    unknown: tuple[int, ...] = ()
    worst_stop_days: float = 0.0

    @property
    def known(self) -> bool:
        """A chance of nought says something only where no cover is unknown."""
        return bool(self.stop_probability) or not self.unknown


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
    """The same seed, inputs and trials give the same numbers on every machine.

    ``standard_error`` belongs to the headline, the highest probability of a stop of any product. Items under one
    announcement wait together (correlation 1 where the scenario sets none); different announcements wait independently.
    ``wait`` is that of announcements without one of their own. ``denied`` items are left out: they would wait, but a
    person decided that they hold no rare earth.
    """

    scenario: Scenario
    wait: LicenceWait
    as_of: date
    seed: int
    trials: int
    items: tuple[ItemOutlook, ...]
    products: tuple[ProductOutlook, ...]
    fans: tuple[StockFan, ...]
    standard_error: float
    denied: int = 0
