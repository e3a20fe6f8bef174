"""What each outage would cost and how long the bill survives it, before asking how likely it is (METHODS M1).

One outage per supplier (or owner of several), country of make, country of refining below tier 1, and announcement
whose licences do not come. Simchi-Levi et al., Interfaces 45(5):375-390, 2015.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ytterby.bom.bill import Bom
from ytterby.core.progress import SILENT, Progress
from ytterby.exposure.exposure import Exposure, ItemExposure
from ytterby.exposure.network import Demand, Shortfall, demands, shortfall
from ytterby.exposure.refining import Refining
from ytterby.exposure.sourcing import firm
from ytterby.planning.recovery import shared_items_impact

KINDS = ("supplier", "country", "processing country", "licence")


@dataclass(frozen=True, slots=True)
class OutageImpact:
    """An outage of ``recover_days``, ``stated`` where somebody states them of this source: what it hits and costs.

    ``items`` lose supply; of those in ``unknown`` stock or use is not stated, and the figures say nothing of them.
    ``survive_days`` until the first item is gone and what is finished of its products is delivered (infinite: never),
    None where nothing is known; ``first`` is that item. ``loss`` in money of the exposure (margin where each product
    states one, else revenue), None where a product that would stop states neither; ``lost`` pieces per product.
    ``index`` is the risk exposure index, 0..1 of the worst outage.
    """

    kind: str
    name: str
    items: tuple[int, ...]
    unknown: tuple[int, ...]
    survive_days: float | None
    first: int | None
    recover_days: float
    loss: float | None
    lost: tuple[tuple[int | None, float], ...] = ()
    index: float | None = None
    stated: bool = False

    @property
    def survives(self) -> bool | None:
        """Whether nothing stops before it is over; None where some item's stock or use is not stated."""
        if self.survive_days is not None and self.survive_days < self.recover_days:
            return False
        return None if self.unknown or self.survive_days is None else True


@dataclass(frozen=True, slots=True)
class Outages:
    """Worst first: by loss, then by the time survived. ``money`` is "margin", "revenue" or, where not stated, empty."""

    impacts: tuple[OutageImpact, ...]
    recover_days: float
    money: str
    currency: str


def assess_outages(
    bom: Bom, exposure: Exposure, recover_days: float, *, refining: Refining | None = None,
    progress: Progress = SILENT,
) -> Outages:
    """Every outage of the bought items that hold or may hold a rare earth, each of ``recover_days``; that of a supplier
    as long as is stated of it, of several names of one owner as long as the slowest.

    Sources that are left go on with what they deliver now: the times are on the safe side. Raises PlanningError where
    the model can't be solved.
    """
    hit = _hits(exposure, refining or Refining.shipped())
    wanted = demands(bom, exposure, sorted({short.item for _, found in hit.items() for short in found}))
    money, after = _money(wanted), _delivered_after(wanted)
    recovery = _recovery(exposure)
    found = []
    for place, ((kind, name), shorts) in enumerate(hit.items()):
        progress.step(place / len(hit), name)
        days = recovery.get(firm(name)) if kind == "supplier" else None
        found.append(replace(
            _impact(kind, name, shorts, wanted, money, recover_days if days is None else days, after),
            stated=days is not None))
    worst = max((one.loss for one in found if one.loss is not None), default=0.0)
    rated = [one if one.loss is None else replace(one, index=one.loss / worst if worst else 0.0) for one in found]
    return Outages(tuple(sorted(rated, key=_order)), recover_days, money, exposure.currency)


def _recovery(exposure: Exposure) -> dict[str, float]:
    """firm() of an owner → the longest of what is stated of its sources."""
    found: dict[str, float] = {}
    for item in exposure.items:
        for origin in item.sourcing.origins:
            if origin.recover_days is not None:
                owner = firm(origin.owner)
                found[owner] = max(found.get(owner, 0.0), origin.recover_days)
    return found


def _delivered_after(wanted: Sequence[Demand]) -> dict[int, float]:
    """Per item for how many days each product that needs it still goes out once the item is gone: the least of them."""
    found: dict[int, float] = {}
    for demand in wanted:
        for item, _ in demand.needs:
            found[item] = min(found.get(item, math.inf), demand.stock / demand.daily)
    return found


def _order(one: OutageImpact) -> tuple[float, float, str]:
    return -(one.loss or 0.0), math.inf if one.survive_days is None else one.survive_days, one.name


def _money(wanted: Sequence[Demand]) -> str:
    if wanted and all(demand.margin is not None for demand in wanted):
        return "margin"
    return "revenue" if any(demand.revenue is not None for demand in wanted) else ""


def _hits(exposure: Exposure, refining: Refining) -> dict[tuple[str, str], list[Shortfall]]:
    """Per outage the items that it leaves with less than they use, in the order of KINDS and of the bill."""
    found: dict[tuple[str, str], list[Shortfall]] = {}
    bought = [item for item in exposure.items if item.bought and item.concerned]
    names: dict[str, str] = {}
    for item in bought:
        for origin in item.sourcing.origins:
            names.setdefault(firm(origin.owner), origin.owner)

    def note(kind: str, shares: Callable[[ItemExposure], dict[str, float]]) -> None:
        for item in bought:
            for name, lost in shares(item).items():
                if lost > 0:
                    found.setdefault((kind, name), []).append(shortfall(item, max(0.0, 1.0 - lost)))

    note("supplier", lambda item: _added((names[firm(one.owner)], one.share) for one in item.sourcing.origins))
    note("country", _by_country)
    symbols = _symbols(exposure)
    note("processing country", lambda item: _refined(symbols.get(item.item, ()), refining))
    for item in bought:
        if item.waits and item.instrument:
            found.setdefault(("licence", item.instrument), []).append(shortfall(item, 0.0, receipts=True))
    return found


def _by_country(item: ItemExposure) -> dict[str, float]:
    """A source with sites in several countries stops with each of them: which of them delivers is not known."""
    if not item.sourcing.origins:
        return dict.fromkeys(item.countries, 1.0)
    return _added((country, one.share) for one in item.sourcing.origins for country in one.countries)


def _added(parts: Iterable[tuple[str, float]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, share in parts:
        found[name] = min(1.0, found.get(name, 0.0) + share)
    return found


def _symbols(exposure: Exposure) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for element in exposure.elements:
        for item in element.items:
            found[item] = (*found.get(item, ()), element.symbol)
    return found


def _refined(symbols: Sequence[str], refining: Refining) -> dict[str, float]:
    """Country → the share of its neediest element that is gone with it: a magnet needs all of its elements."""
    found: dict[str, float] = {}
    for symbol in symbols:
        for share in refining.of_element(symbol):
            found[share.country] = max(found.get(share.country, 0.0), min(share.share, 1.0))
    return found


def _impact(kind: str, name: str, shorts: Sequence[Shortfall], wanted: Sequence[Demand], money: str,
            recover_days: float, after: Mapping[int, float]) -> OutageImpact:
    lasting = {short.item: short.survive_days + after.get(short.item, 0.0)
               for short in shorts if short.survive_days is not None}
    first = min(lasting, key=lambda item: (lasting[item], item), default=None)
    gone = [short for short in shorts if lasting.get(short.item, math.inf) < recover_days]
    loss, lost = _loss(gone, wanted, money, recover_days) if lasting else (None, ())
    survives = None if first is None else lasting[first]
    return OutageImpact(
        kind, name, tuple(short.item for short in shorts), tuple(short.item for short in shorts
                                                                 if short.survive_days is None),
        survives, None if survives is None or math.isinf(survives) else first, recover_days, loss, lost,
    )


def _loss(gone: Sequence[Shortfall], wanted: Sequence[Demand], money: str, days: float,
          ) -> tuple[float | None, tuple[tuple[int | None, float], ...]]:
    """The least loss over ``days`` and the pieces lost of each product; None where no money is stated.

    Two tiers: items make what stock and what is left of their supply allow, products what their items allow.
    """
    if not gone:
        return 0.0, ()
    short = {one.item: number for number, one in enumerate(gone)}
    held = [(demand, tuple((item, count) for item, count in demand.needs if item in short)) for demand in wanted]
    held = [(demand, needs) for demand, needs in held if needs]
    if not held or short.keys() - {item for _, needs in held for item, _ in needs}:
        return None, ()  # an item under no product of known volume: what it stops is not known
    each = [getattr(demand, money) if money else None for demand, _ in held]
    unpriced = any(one is None for one in each)
    loss, lost = shared_items_impact(
        [(short[item], place, count) for place, (_, needs) in enumerate(held) for item, count in needs],
        supply=[one.stock + one.left * days for one in gone],
        demand=[max(0.0, demand.daily * days - demand.stock) for demand, _ in held],
        losses=[1.0 if unpriced else price or 0.0 for price in each])
    pieces = tuple((demand.product, lost[place]) for place, (demand, _) in enumerate(held))
    return (None if unpriced else loss), pieces
