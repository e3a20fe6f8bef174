"""A scenario: a name and a tuple of frozen changes to the baseline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
class SetWait:
    """Licences take this long."""

    median_days: float
    p90_days: float
    approval: float


@dataclass(frozen=True, slots=True)
class AlternativeSource:
    """From ``qualification_days`` on, a source that needs no licence delivers ``share`` 0..1 of the item's use.

    ``item_key`` empty: for every item that waits for a licence. ``premium`` is the price surplus as a share.
    """

    item_key: str
    qualification_days: float
    share: float
    premium: float
    name: str = ""


Change = SetStock | AddStock | SetWait | AlternativeSource


@dataclass(frozen=True, slots=True)
class Scenario:
    """``changes`` apply in order to the baseline."""

    name: str
    changes: tuple[Change, ...] = ()
    note: str = ""


BASELINE = Scenario("Baseline")
