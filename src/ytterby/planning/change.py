"""Changes applied: what each does to the items of a simulation, and to the licences they wait for."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from ytterby.core.errors import PlanningError
from ytterby.core.text import sentence
from ytterby.planning.inputs import require_share
from ytterby.planning.scenario import (
    AddStock,
    AlternativeSource,
    Change,
    GrantDenied,
    HoldLicence,
    LicenceWait,
    LoseSupplier,
    PendingLicence,
    ScaleDemand,
    Scenario,
    SetBudget,
    SetCorrelation,
    SetLicenceTerms,
    SetPolicy,
    SetReceipts,
    SetStock,
    SetWait,
    ShockPrice,
    Substitute,
)
from ytterby.planning.supply import Flow, Supply
from ytterby.planning.waits import checked

YEAR_DAYS = 364.0  # 52 weeks: what a premium is paid for
WEEK = 7.0
MOST_RAMP_DAYS = 3640.0  # ten years: a longer ramp is followed that far, and then brings no more, to be safe


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for the licences of one announcement. ``quantity_share`` of a year's use; None without limit."""

    wait: LicenceWait
    validity_days: float | None = None
    quantity_share: float | None = None
    renew_before_days: float = 90.0

    @property
    def lasting(self) -> bool:
        return self.validity_days is None and self.quantity_share is None


def terms(wait: LicenceWait, scenario: Scenario, instrument: str) -> Terms:
    """Of one announcement, after all changes; the last one that sets them holds."""
    found = Terms(checked(wait))
    for change in scenario.changes:
        if isinstance(change, SetWait | SetLicenceTerms) and change.instrument in ("", instrument):
            found = _termed(found, change, scenario.name)
    return found


def _termed(found: Terms, change: SetWait | SetLicenceTerms, name: str) -> Terms:
    if isinstance(change, SetWait):
        return replace(found, wait=checked(replace(
            found.wait, median_days=change.median_days, p90_days=change.p90_days, approval=change.approval,
            basis=sentence("wait-set-in-scenario", (("name", name),)),
        )))
    if change.validity_days is not None:
        _positive(change.validity_days)
    if change.quantity_share is not None:
        _positive(change.quantity_share)
    _not_negative(change.renew_before_days)
    return replace(found, validity_days=change.validity_days, quantity_share=change.quantity_share,
                   renew_before_days=change.renew_before_days)


def changed_wait(wait: LicenceWait, scenario: Scenario) -> LicenceWait:
    """The wait under every announcement that has none of its own."""
    return terms(wait, scenario, "").wait


def correlation(scenario: Scenario) -> float:
    """Of items under one announcement, 0..1; 1 where the scenario sets none: a policy shock is a common cause."""
    rho = next((change.rho for change in reversed(scenario.changes) if isinstance(change, SetCorrelation)), 1.0)
    if not 0 <= rho <= 1:
        raise PlanningError(f"a correlation of {rho:g} is not possible.", remedy="Give a number from 0 to 1.")
    return rho


def demand(scenario: Scenario) -> float:
    """How many times as much of every product is sold as the bill states."""
    return math.prod(one.factor for one in scenario.changes if isinstance(one, ScaleDemand) and not one.item_key)


def changed(supplies: tuple[Supply, ...], scenario: Scenario) -> tuple[Supply, ...]:
    """The supplies after all changes of the scenario, in their order. Raises PlanningError for impossible numbers."""
    of_key: Places = {}
    for place, supply in enumerate(supplies):
        of_key.setdefault(supply.key, []).append(place)
    for change in scenario.changes:
        supplies = _step(change, scenario.changes, of_key)(supplies)
    return supplies


Places = dict[str, list[int]]  # where the items of a key stand
Step = Callable[[tuple[Supply, ...]], tuple[Supply, ...]]


def _step(change: Change, among: Sequence[Change], of_key: Places) -> Step:
    match change:
        case AlternativeSource():
            return lambda supplies: _with_source(supplies, change, among, of_key)
        case Substitute(key, after, share, premium, fixed):
            grade = AlternativeSource(key, after, share, premium, fixed_cost=fixed)
            return lambda supplies: _with_source(supplies, grade, (grade,), of_key)
        case SetWait() | SetLicenceTerms() | SetCorrelation() | SetPolicy():
            return lambda supplies: supplies
        case SetBudget(money):
            _not_negative(money)
            return lambda supplies: supplies
        case _:
            return lambda supplies: tuple(_apply(change, supply) for supply in supplies)


def _apply(change: SetStock | AddStock | SetReceipts | ScaleDemand | ShockPrice | LoseSupplier | HoldLicence
           | PendingLicence | GrantDenied, supply: Supply) -> Supply:
    match change:
        case SetStock(key, pieces):
            _not_negative(pieces)
            if key != supply.key:
                return supply
            added = 0.0 if supply.stock is None else max(pieces - supply.stock, 0.0)
            return supply.restocked(pieces, _plus(supply, added))
        case AddStock(days):
            _not_negative(days)
            return _stocked_up(supply, days)
        case SetReceipts(key, pieces):
            _not_negative(pieces)
            return replace(supply, receipts=pieces / WEEK) if key == supply.key else supply
        case ScaleDemand(factor, key):
            _not_negative(factor)
            if supply.use is None or key not in ("", supply.key):
                return supply
            return replace(supply, use=supply.use * factor)
        case ShockPrice(factor, key):
            _not_negative(factor)
            return _dearer(supply, factor) if key in ("", supply.key) else supply
        case LoseSupplier():
            return _without(change, supply)
        case HoldLicence(key, days, pieces):
            _not_negative(days or 0.0, pieces or 0.0)
            held = (math.inf if days is None else days, math.inf if pieces is None else pieces)
            return replace(supply, held=held) if key == supply.key else supply
        case PendingLicence(key, days):
            _not_negative(days)
            return replace(supply, pending=days) if key == supply.key else supply
        case GrantDenied(approval, key):
            require_share(approval=approval)
            mine = supply.denied and key in ("", supply.key)
            return replace(supply, never=approval == 0, approval=approval) if mine else supply
        case _:
            assert_never(change)


def _stocked_up(supply: Supply, days: float) -> Supply:
    if math.isinf(supply.waits_from) or not days:
        return supply
    if supply.stock is None or supply.use is None:
        return replace(supply, cost=None)  # nobody can say what so many days are
    return supply.restocked(supply.stock + days * supply.use, _plus(supply, days * supply.use))


def _dearer(supply: Supply, factor: float) -> Supply:
    bought = 0.0 if factor == 1 else (factor - 1) * (supply.use or 0.0) * YEAR_DAYS
    price = None if supply.price is None else supply.price * factor
    return replace(supply, cost=_plus(supply, bought), price=price)


def _without(change: LoseSupplier, supply: Supply) -> Supply:
    """The only supplier is gone: no receipts, and a licence helps nothing meanwhile."""
    _not_negative(change.after_days)
    if change.days is not None:
        _positive(change.days)
    if supply.suppliers != (change.supplier,):
        return supply
    end = math.inf if change.days is None else change.after_days + change.days
    flows = (*supply.flows, Flow(change.after_days, -supply.receipts))
    if math.isfinite(end):
        flows = (*flows, Flow(end, supply.receipts))
    return replace(supply, flows=flows, outages=(*supply.outages, (change.after_days, end)))


def _with_source(supplies: tuple[Supply, ...], change: AlternativeSource, among: Sequence[Change],
                 of_key: Places) -> tuple[Supply, ...]:
    """Each item it is for gets its share, all cut alike where the source can't deliver as much."""
    _not_negative(change.qualification_days, change.share, change.ramp_days, change.fixed_cost, change.minimum_pieces)
    together = [other for other in among if isinstance(other, AlternativeSource) and
                (other is change or (change.name and other.name == change.name))]
    cut = _cut(together, supplies)
    own = change.item_key
    may = of_key.get(own, []) if own else range(len(supplies))
    served = [place for place in may if _serves(change, supplies[place])]
    asked = sum(change.share * cut * (supply.use or 0.0) for supply in map(supplies.__getitem__, served))
    fixed = max(source.fixed_cost for source in together) if together[0] is change else 0.0
    sharers = max(len(served), 1)
    found = list(supplies)
    for place in served:
        found[place] = _sourced(supplies[place], change, cut, asked, fixed / sharers)
    return tuple(found)


def _cut(together: Sequence[AlternativeSource], supplies: Sequence[Supply]) -> float:
    """What of its share a source can deliver, 0..1, where all that it is asked for exceeds its capacity."""
    limits = [source.weekly_pieces for source in together if source.weekly_pieces is not None]
    _not_negative(*limits)
    if not limits:
        return 1.0
    wanted = sum(source.share * (supply.use or 0.0) * WEEK for source in together for supply in supplies
                 if _serves(source, supply))
    return min(1.0, min(limits) / wanted) if wanted else 1.0


def _serves(change: AlternativeSource, supply: Supply) -> bool:
    if change.item_key:
        return change.item_key == supply.key and supply.use is not None and change.share > 0
    return supply.closed and supply.use is not None and change.share > 0


def _sourced(supply: Supply, change: AlternativeSource, cut: float, asked: float, fixed: float) -> Supply:
    assert supply.use is not None
    rate = change.share * cut * supply.use
    flows = flows_of(change, cut * supply.use)
    bought = sum(flow.rate * max(YEAR_DAYS - flow.start, 0.0) for flow in flows)
    part = rate / asked if asked else 0.0
    surplus = max(change.minimum_pieces * part - bought, 0.0)  # must be taken, and is not needed
    cost = _plus(supply, change.premium * bought + (1 + change.premium) * surplus)
    return replace(supply, flows=(*supply.flows, *flows), cost=None if cost is None else cost + fixed)


def flows_of(change: AlternativeSource | Substitute, use: float) -> tuple[Flow, ...]:
    """What the source brings of an item used ``use`` a day: its share, after a ramp in weekly steps."""
    if isinstance(change, Substitute):
        return (Flow(change.after_days, change.share * use),)
    steps = max(math.ceil(change.ramp_days / WEEK), 1)
    followed = min(steps, int(MOST_RAMP_DAYS / WEEK))
    return tuple(Flow(change.qualification_days + WEEK * n, change.share * use / steps) for n in range(followed))


def _plus(supply: Supply, pieces: float) -> float | None:
    """The cost so far and the price of ``pieces``; unknown where a price is missing and something is bought."""
    if pieces == 0:
        return supply.cost
    return None if supply.cost is None or supply.price is None else supply.cost + pieces * supply.price


def _not_negative(*numbers: float) -> None:
    if not all(number >= 0 and math.isfinite(number) for number in numbers):
        raise PlanningError("a change of a scenario holds a negative number.", remedy="Give 0 or more.")


def _positive(number: float) -> None:
    if not (number > 0 and math.isfinite(number)):
        raise PlanningError(f"{number:g} can't be a length of time or a quantity.", remedy="Give more than 0.")
