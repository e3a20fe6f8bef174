"""A product stands still while any of its items is short: when first, for how long, because of which item."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ytterby.planning.closure import Shortage, Spell, ended
from ytterby.planning.draws import Drawn
from ytterby.planning.line import Line, Run, dates
from ytterby.planning.simulation import ProductOutlook
from ytterby.planning.supply import Days
from ytterby.planning.tail import tail

WORST = 0.9  # the tail shown is the mean of the worst tenth


def product_outlook(product: int | None, inside: Sequence[Line], run: Run) -> ProductOutlook:
    """Joins the shortages of the items of a product."""
    unknown = tuple(line.supply.item for line in inside if line.shortage is None)
    short = [(line.supply.item, line.shortage) for line in inside if line.shortage is not None and line.shortage.spells]
    first, bottleneck = _first(short, run.trials)
    spells = _outermost([spell for _, shortage in short for spell in shortage.spells])
    stopped = _days_in_any(spells, run)
    probability = float(np.isfinite(first).mean())
    worst = tail(stopped, WORST).cvar if spells else 0.0
    return ProductOutlook(product, probability, float(stopped.mean()), dates(run.as_of, Drawn.of(first)), bottleneck,
                          unknown, worst)


def _first(short: Sequence[tuple[int, Shortage]], trials: int) -> tuple[Days, int | None]:
    """The first day without material, and the item that most often brings it; of items on one day, the first listed."""
    certain = sorted((shortage.first, item, shortage.stops) for item, shortage in short
                     if isinstance(shortage.first, float))
    first = np.full(trials, math.inf)
    leader = np.full(trials, -1)
    open_: NDArray[np.bool_] = np.ones(trials, dtype=bool)
    for day, item, stops in certain:
        leads = stops & open_
        first[leads], leader[leads] = day, item
        open_ &= ~stops
        if not open_.any():
            break
    for item, shortage in short:
        if not isinstance(shortage.first, float):
            leads = shortage.first < first
            first[leads], leader[leads] = shortage.first[leads], item
    items, counts = np.unique(leader[leader >= 0], return_counts=True)
    if not len(items):
        return first, None
    return first, int(items[np.argmax(counts)])


def _outermost(spells: Sequence[Spell]) -> list[Spell]:
    """Without the spells that lie within another of their group in every trial."""
    kept: list[Spell] = []
    reach: dict[tuple[object, ...], float] = {}
    for spell in sorted((spell for spell in spells if spell.group), key=lambda spell: (spell.start, -spell.cap)):
        assert spell.group is not None
        if spell.cap > reach.get(spell.group, -math.inf):
            reach[spell.group] = spell.cap
            kept.append(spell)
    return kept + [spell for spell in spells if not spell.group]


def _days_in_any(spells: Sequence[Spell], run: Run) -> Days:
    """Days in at least one of the spells, per trial."""
    stopped, reach = np.zeros(run.trials), np.zeros(run.trials)
    if all(isinstance(spell.start, float) for spell in spells):
        in_order = sorted(spells, key=lambda spell: float(spell.start))
        pairs: list[tuple[float | Days, Days]] = [(spell.start, ended(spell, run.horizon)) for spell in in_order]
    else:
        starts: Days = np.stack([np.broadcast_to(spell.start, run.trials) for spell in spells])
        ends: Days = np.stack([ended(spell, run.horizon) for spell in spells])
        starts[ends <= starts] = math.inf
        order = np.argsort(starts, axis=0)
        trial = np.arange(run.trials)
        pairs = list(zip(starts[order, trial], ends[order, trial], strict=True))
    for start, over in pairs:
        begin = np.maximum(start, reach)
        stopped += np.maximum(over - begin, 0.0)
        np.maximum(reach, over, out=reach)
    return stopped
