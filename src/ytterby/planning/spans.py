"""Weeks that are alike, taken together: a scenario in which little changes needs few rows instead of one per week.

Without holding cost and with lost sales nothing is lost by it: where demand and every capacity are the same from week
to week, the mean over those weeks of any way to buy and make keeps all limits, as stock then moves in a straight line,
and costs the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ytterby.planning.allocation import Problem, Product, Source, in_scenario

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from ytterby.planning.allocation import Array


def may_be_joined(problem: Problem) -> bool:
    """Does the order within a span of weeks cost nothing?"""
    return (all(line.holding_cost == 0 for line in problem.lines)
            and all(product.kept == 0 for product in problem.products))


def in_spans(problem: Problem, scenario: int) -> Problem:
    """The one scenario, its weeks joined to spans; demands and capacities are those of the whole span."""
    starts = _starts(problem, scenario)

    def joined(array: Array) -> Array:
        import numpy as np

        found: Array = np.add.reduceat(in_scenario(array, scenario), starts)[None]
        return found

    def product(old: Product) -> Product:
        return replace(old, demand=joined(old.demand))

    def source(old: Source) -> Source:
        return replace(old, offers=tuple(replace(offer, capacity=joined(offer.capacity)) for offer in old.offers),
                       capacity=None if old.capacity is None else joined(old.capacity),
                       granted=None if old.granted is None else old.granted[[min(scenario, len(old.granted) - 1)]])

    return replace(problem, weeks=len(starts), weights=(1.0,), products=tuple(map(product, problem.products)),
                   sources=tuple(map(source, problem.sources)))


def _starts(problem: Problem, scenario: int) -> NDArray[np.intp]:
    """The first week of each span."""
    import numpy as np

    changes = np.zeros(problem.weeks, bool)
    changes[0] = True
    for array in _arrays(problem):
        changes[1:] |= np.diff(in_scenario(array, scenario)) != 0
    return np.flatnonzero(changes)


def _arrays(problem: Problem) -> Iterator[Array]:
    for product in problem.products:
        yield product.demand
    for source in problem.sources:
        for offer in source.offers:
            yield offer.capacity
        if source.capacity is not None:
            yield source.capacity
