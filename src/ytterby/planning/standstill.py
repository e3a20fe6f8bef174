"""A product stands still while any of its items is short: when first, for how long, because of which item."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ytterby.planning.closure import Shortage, Spell
from ytterby.planning.line import Line, Run, dates
from ytterby.planning.simulation import ProductOutlook
from ytterby.planning.supply import Days
from ytterby.planning.tail import tail

WORST = 0.9  # the tail shown is the mean of the worst tenth
AT_ONCE = 1000  # trials: as many as stay in the processor's cache


def product_outlook(
    product: int | None, inside: Sequence[Line], run: Run, finished_days: float = 0.0,
) -> ProductOutlook:
    """Joins the shortages of the items of a product.

    ``finished_days`` of standstill are bridged by pieces that are finished, once, as what is made after a stop is
    delivered at once. Where several short stops use them up, the first day without is told too early, never too late.
    """
    unknown = tuple(line.supply.item for line in inside if line.shortage is None)
    short = [(line.supply.item, line.shortage) for line in inside if line.shortage is not None and line.shortage.spells]
    first, bottleneck = _first(short, run.trials)
    spells = _outermost([spell for _, shortage in short for spell in shortage.spells])
    stopped = _days_in_any(spells, run)
    if finished_days:
        stopped = np.maximum(stopped - finished_days, 0.0)
        first = np.where(stopped > 0.0, first + finished_days, math.inf)
    probability = float(np.isfinite(first).mean())
    worst = tail(stopped, WORST).cvar if spells else 0.0
    return ProductOutlook(product, probability, float(stopped.mean()), dates(run.as_of, first), bottleneck,
                          unknown, worst)


def _first(short: Sequence[tuple[int, Shortage]], trials: int) -> tuple[Days, int | None]:
    """The first day without material, and the item that most often brings it; of items on one day, the first listed."""
    certain = sorted((shortage.first, item, shortage.stops) for item, shortage in short
                     if isinstance(shortage.first, float))
    first = np.full(trials, math.inf)
    leader = np.full(trials, -1)
    open_, left = np.ones(trials, dtype=bool), trials
    for day, item, stops in certain:
        leads = stops & open_
        np.copyto(first, day, where=leads)
        np.copyto(leader, item, where=leads)
        open_ ^= leads
        left -= int(np.count_nonzero(leads))
        if not left:
            break
    for item, shortage in short:
        if not isinstance(shortage.first, float):
            leads = shortage.first < first
            np.copyto(first, shortage.first, where=leads)
            np.copyto(leader, item, where=leads)
    counts = np.bincount(leader[leader >= 0])
    return first, int(np.argmax(counts)) if len(counts) else None


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
    stopped = np.zeros(run.trials)
    if not spells:
        return stopped
    if all(isinstance(spell.start, float) for spell in spells):
        in_order = sorted(spells, key=lambda spell: float(spell.start))
        starts: Days = np.array([[spell.start] for spell in in_order])
        for first in range(0, run.trials, AT_ONCE):
            some = slice(first, first + AT_ONCE)
            ends: Days = np.stack([spell.ended(run.horizon, some) for spell in in_order])
            stopped[some] = _joined(starts, ends)
        return stopped
    starts = np.stack([np.broadcast_to(spell.start, run.trials) for spell in spells])
    ends = np.stack([spell.ended(run.horizon) for spell in spells])
    starts[ends <= starts] = math.inf
    order, trial = np.argsort(starts, axis=0), np.arange(run.trials)
    starts, ends = starts[order, trial], ends[order, trial]
    ends[np.isinf(starts)] = -math.inf
    return _joined(starts, ends)


def _joined(starts: Days, ends: Days) -> Days:
    """Days in at least one of the spells per trial (column); spells are rows in the order of their starts."""
    reach = np.maximum.accumulate(ends, axis=0)
    begins = np.maximum(starts[1:], reach[:-1])
    joined: Days = np.maximum(ends[0] - starts[0], 0.0)
    joined += np.maximum(np.subtract(ends[1:], begins, out=begins), 0.0, out=begins).sum(axis=0)
    return joined
