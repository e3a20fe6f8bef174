"""When to stop qualifying a source: what it is still worth, against what it would still cost.

What has been spent is gone and does not count. The worth is the difference that the source makes to the best plan, its
own cost left out; it falls with every week that the source comes later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ytterby.core.errors import PlanningError
from ytterby.core.progress import SILENT, Part, Progress
from ytterby.planning.allocation import Problem, Source
from ytterby.planning.firststage import Limits
from ytterby.planning.inputs import require_not_negative
from ytterby.planning.solve import solve

if TYPE_CHECKING:
    from ytterby.planning.allocation import Array


@dataclass(frozen=True, slots=True)
class Qualifying:
    """``worth`` per number of weeks of delay asked about. Go on while the worth is above what is still to be spent.

    ``latest_weeks``: the longest of those delays at which going on still pays, None where it pays at none.
    """

    remaining_cost: float
    delays_weeks: tuple[int, ...]
    worth: tuple[float, ...]

    @property
    def latest_weeks(self) -> int | None:
        paying = [delay for delay, worth in zip(self.delays_weeks, self.worth, strict=True)
                  if worth > self.remaining_cost]
        return max(paying, default=None)

    @property
    def go_on(self) -> bool:
        """Does it pay as things stand, at the shortest delay?"""
        return self.worth[0] > self.remaining_cost


def worth_of_qualifying(problem: Problem, limits: Limits, source: int, *, remaining_cost: float,
                        delays_weeks: Sequence[int] = (0, 4, 8, 13, 26), progress: Progress = SILENT) -> Qualifying:
    """The worth of an optional source of ``problem``, on time and so many weeks later.

    Raises PlanningError where the source is not optional or no plan keeps the limits without it.
    """
    require_not_negative(remaining_cost=remaining_cost, **{f"delay {d}": d for d in delays_weeks})
    if not 0 <= source < len(problem.sources) or not problem.sources[source].optional:
        raise PlanningError("this source is not one to be qualified.")
    if not delays_weeks:
        raise PlanningError("no delay is asked about.")
    delays = tuple(sorted(set(delays_weeks)))
    without = solve(problem, replace(limits, qualify={**limits.qualify, source: False}),
                    progress=Part(progress, 0.0, 0.2))
    if without.plan is None:
        raise PlanningError("no plan keeps the limits without this source, so it is worth any price.",
                            remedy="Ease the limits to price it.")
    worth = []
    for place, delay in enumerate(delays):
        part = Part(progress, 0.2 + 0.8 * place / len(delays), 0.2 + 0.8 * (place + 1) / len(delays))
        free = _with(problem, source, replace(_later(problem.sources[source], delay), fixed_cost=0.0))
        found = solve(free, limits, progress=part)
        worth.append(max(without.objective - found.objective, 0.0))
    return Qualifying(remaining_cost, delays, tuple(worth))


def _later(source: Source, weeks: int) -> Source:
    """The same source, so many weeks later."""
    def shifted(capacity: Array) -> Array:
        moved = np.zeros_like(capacity)
        moved[:, weeks:] = capacity[:, :max(capacity.shape[1] - weeks, 0)]
        return moved

    return replace(source, offers=tuple(replace(offer, capacity=shifted(offer.capacity)) for offer in source.offers))


def _with(problem: Problem, place: int, source: Source) -> Problem:
    return replace(problem, sources=(*problem.sources[:place], source, *problem.sources[place + 1:]))
