"""A scenario: a name and a tuple of frozen changes to the baseline.

Where a change names an item, an empty key stands for every item of the simulation. None stands for "without limit".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ytterby.regulation.rules import Assumption


@dataclass(frozen=True, slots=True)
class LicenceWait:
    """How long a licence takes, in calendar days, as median and 90 % point of a lognormal; ``approval`` 0..1 per try.

    A refused try is followed by ``resubmit_days`` and another try. ``basis`` and ``as_of`` say where the prior is from.
    """

    median_days: float
    p90_days: float
    approval: float
    resubmit_days: float
    basis: str
    as_of: date


@dataclass(frozen=True, slots=True)
class SetStock:
    """Stock of an item is taken to be ``pieces``."""

    item_key: str
    pieces: float


@dataclass(frozen=True, slots=True)
class AddStock:
    """Every item that waits for a licence gets ``days`` of its daily use more stock."""

    days: float


@dataclass(frozen=True, slots=True)
class SetReceipts:
    """``pieces_per_week`` come under licences already held."""

    item_key: str
    pieces_per_week: float


@dataclass(frozen=True, slots=True)
class SetWait:
    """Licences take this long; ``instrument`` empty: under every announcement."""

    median_days: float
    p90_days: float
    approval: float
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class SetLicenceTerms:
    """What a granted licence holds for: ``validity_days``, and ``quantity_share`` of a year's use of each item.

    The next application goes out ``renew_before_days`` before the end of the validity, not before the last was granted.
    """

    validity_days: float | None = None
    quantity_share: float | None = None
    renew_before_days: float = 90.0
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class HoldLicence:
    """A licence is there: it holds for ``days`` more, and for ``pieces``; then the item waits for the next."""

    item_key: str
    days: float | None = None
    pieces: float | None = None


@dataclass(frozen=True, slots=True)
class PendingLicence:
    """A licence was applied for ``days`` ago and is not yet decided."""

    item_key: str
    days: float


@dataclass(frozen=True, slots=True)
class GrantDenied:
    """Applications that are denied in principle are granted after all, at each try with a chance of ``approval`` 0..1.

    Without it nothing is reckoned to come under them: an approval of 0.
    """

    approval: float
    item_key: str = ""


@dataclass(frozen=True, slots=True)
class SetCorrelation:
    """How far the items of one announcement wait together: 1 = one fate, 0 = each for itself."""

    rho: float


@dataclass(frozen=True, slots=True)
class ScaleDemand:
    """The use is ``factor`` times what the bill states."""

    factor: float
    item_key: str = ""


@dataclass(frozen=True, slots=True)
class AlternativeSource:
    """From ``qualification_days`` on, a source that needs no licence delivers ``share`` 0..1 of the item's use.

    ``item_key`` empty: for every item that waits for a licence. ``premium`` is the price surplus as a share. It reaches
    its share in weekly steps over ``ramp_days``; ``weekly_pieces`` is what it can deliver to all its items together:
    changes of one ``name`` are one source. ``fixed_cost`` to qualify it, once; ``minimum_pieces`` must be bought in the
    first year.
    """

    item_key: str
    qualification_days: float
    share: float
    premium: float
    name: str = ""
    ramp_days: float = 0.0
    weekly_pieces: float | None = None
    fixed_cost: float = 0.0
    minimum_pieces: float = 0.0


@dataclass(frozen=True, slots=True)
class Substitute:
    """From ``after_days`` on, ``share`` of the use is a grade that needs no licence, such as a Dy-free magnet."""

    item_key: str
    after_days: float
    share: float = 1.0
    premium: float = 0.0
    fixed_cost: float = 0.0
    name: str = ""


@dataclass(frozen=True, slots=True)
class ShockPrice:
    """Prices are ``factor`` times what the bill states."""

    factor: float
    item_key: str = ""


@dataclass(frozen=True, slots=True)
class LoseSupplier:
    """A supplier delivers nothing from ``after_days`` on, for ``days`` (None: for good).

    Items with another approved supplier are carried by that one, as the bill states no capacities.
    """

    supplier: str
    after_days: float = 0.0
    days: float | None = None


@dataclass(frozen=True, slots=True)
class SetBudget:
    """What advance stock and qualifications of a plan may cost, in money of the exposure."""

    money: float


@dataclass(frozen=True, slots=True)
class SetPolicy:
    """A what-if on the law: the instrument is in force, suspended or repealed from a day on."""

    assumption: Assumption


KINDS: dict[str, type[Any]] = {
    "set-stock": SetStock, "add-stock": AddStock, "set-receipts": SetReceipts, "set-wait": SetWait,
    "licence-terms": SetLicenceTerms, "hold-licence": HoldLicence, "pending-licence": PendingLicence,
    "grant-denied": GrantDenied, "correlation": SetCorrelation, "demand": ScaleDemand,
    "alternative-source": AlternativeSource, "substitute": Substitute, "price": ShockPrice,
    "lose-supplier": LoseSupplier, "budget": SetBudget, "policy": SetPolicy,
}
"""The kinds of change under their names in files; the union below says the same to the type checker."""

Change = (SetStock | AddStock | SetReceipts | SetWait | SetLicenceTerms | HoldLicence | PendingLicence | GrantDenied
          | SetCorrelation | ScaleDemand | AlternativeSource | Substitute | ShockPrice | LoseSupplier | SetBudget
          | SetPolicy)


@dataclass(frozen=True, slots=True)
class Scenario:
    """``changes`` apply in order to the baseline."""

    name: str
    changes: tuple[Change, ...] = ()
    note: str = ""

    @property
    def policies(self) -> tuple[Assumption, ...]:
        """What it assumes about the law; the last one on an instrument counts."""
        found = {change.assumption.instrument: change.assumption for change in self.changes
                 if isinstance(change, SetPolicy)}
        return tuple(found.values())

    def turns(self, as_of: date) -> tuple[date, ...]:
        """The days, ``as_of`` or later, on which one of its assumptions on the law starts or is over."""
        days = {assumption.start for assumption in self.policies}
        days |= {assumption.until + timedelta(days=1) for assumption in self.policies if assumption.until is not None}
        return tuple(sorted({max(day, as_of) for day in days}))

    @property
    def loses_supplier(self) -> bool:
        """Then items that need no licence can stop a line too."""
        return any(isinstance(change, LoseSupplier) for change in self.changes)

    @property
    def budget(self) -> float | None:
        """The last budget set."""
        return next((change.money for change in reversed(self.changes) if isinstance(change, SetBudget)), None)


BASELINE = Scenario("Baseline")
