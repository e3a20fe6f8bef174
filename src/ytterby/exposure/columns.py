"""Items by column, for the sums of a day. Stands alone because a sum over arrays costs a tenth of one over items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np
from numpy.typing import NDArray

from ytterby.core.finding import Certainty, Force, Outcome, Treatment
from ytterby.exposure.exposure import Flag, ItemExposure, binds

OUTCOMES = tuple(Outcome)
ASLEEP = (Force.SUSPENDED, Force.UNVERIFIED, Force.NOT_YET)
_CLEAR = OUTCOMES.index(Outcome.NOT_CONTROLLED)

Told = tuple[Outcome, Force | None, Treatment, str, str, bool, tuple[int, ...]]
"""What the law says of some items: outcome, force, treatment, control, instrument, whether upstream; the items."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What does not depend on the law, one value per item; ``spend`` and ``cover`` (days) are NaN where unknown.

    ``held``: holds or may hold a rare earth; ``sure``: that is certain or likely; ``sourced``: a source is stated.
    """

    lines: NDArray[np.int64]
    spend: NDArray[np.float64]
    cover: NDArray[np.float64]
    bought: Mask
    held: Mask
    sure: Mask
    sourced: Mask
    flagged: dict[Flag, Mask]


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """What the law of a day says, one value per item.

    ``outcome``: place in OUTCOMES. ``binds``: an entry in force, or of unverified force, catches or may catch it;
    ``needed``: one in force catches it; ``asleep``: one may wake up. ``denied``: a person decided that the item does
    not hold a rare earth, which no finding is changed by.
    """

    outcome: NDArray[np.int8]
    binds: Mask
    needed: Mask
    asleep: Mask
    denied: Mask

    def told(self, outcome: Outcome) -> Mask:
        return np.asarray(self.outcome == OUTCOMES.index(outcome))

    @property
    def caught(self) -> Mask:
        """Caught by an entry, or possibly, whatever its force."""
        return np.asarray(self.outcome != _CLEAR)


def columns(items: Sequence[ItemExposure]) -> Columns:
    """Of items in the order of the bill, before any law is laid on them."""
    def mask(test: Callable[[ItemExposure], bool]) -> Mask:
        return np.fromiter(map(test, items), np.bool_, len(items))

    return Columns(
        np.fromiter((len(item.lines) for item in items), np.int64, len(items)),
        np.array([item.spend for item in items], np.float64), np.array([item.cover_days for item in items], np.float64),
        mask(lambda item: item.bought), mask(lambda item: item.rare_earth is not Certainty.NO),
        mask(lambda item: item.rare_earth.rank >= Certainty.LIKELY.rank), mask(lambda item: bool(item.suppliers)),
        {flag: mask(lambda item, flag=flag: flag in item.flags)  # type: ignore[misc]
         for flag in (Flag.DEFENCE, Flag.SEMICONDUCTOR, Flag.SINGLE_SOURCE)},
    )


def standing(told: Iterable[Told], items: int, denied: Sequence[int] = ()) -> Standing:
    """The masks of a day over ``items`` items, group by group; ``denied``: places of those that a person says hold
    none."""
    made = Standing(np.full(items, _CLEAR, np.int8), *(np.zeros(items, np.bool_) for _ in range(4)))
    for outcome, force, treatment, _, _, _, places in told:
        if outcome is Outcome.NOT_CONTROLLED:
            continue
        where = np.array(places, np.int64)
        binding = binds(outcome, force, treatment)
        made.outcome[where] = OUTCOMES.index(outcome)
        made.binds[where] = binding
        made.needed[where] = binding and force is Force.IN_FORCE and outcome is Outcome.CONTROLLED
        made.asleep[where] = force in ASLEEP
    made.denied[list(denied)] = True
    return made


def total(values: NDArray[np.float64]) -> float:
    """Their exact sum; what is not known adds nothing."""
    return fsum(values[~np.isnan(values)].tolist())
