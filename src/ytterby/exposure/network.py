"""The bought items of a bill and who makes them, as columns: what times to survive and to recover are worked out from.

Simchi-Levi et al., Interfaces 45(5):375-390, 2015, ask for demand, stock, links and the loss per missing piece.
"""

from __future__ import annotations

from dataclasses import dataclass

from ytterby.exposure.exposure import Exposure, ItemExposure


@dataclass(frozen=True, slots=True)
class SupplyNetwork:
    """Columns per item, in the order of ``items`` (indices of the bill); ``links`` are (source, place in ``items``).

    ``demand_rates`` pieces a calendar day, ``stocks`` pieces, ``losses`` money per missing piece: the margin behind the
    item over its yearly pieces or, where none is stated, the revenue. ``left_out`` items are bought, but their use,
    stock, source or money is not stated: nothing can be said of them, which is not that they are safe.
    """

    sources: tuple[str, ...]
    items: tuple[int, ...]
    links: frozenset[tuple[int, int]]
    demand_rates: tuple[float, ...]
    stocks: tuple[float, ...]
    losses: tuple[float, ...]
    left_out: tuple[int, ...]


def supply_network(exposure: Exposure) -> SupplyNetwork:
    """Of all items that are bought and concerned."""
    bought = [item for item in exposure.items if item.bought and item.concerned]
    known = [(item, loss) for item in bought if (loss := _loss(item)) is not None and _stated(item)]
    sources = tuple(dict.fromkeys(name for item, _ in known for name in item.suppliers))
    place = {name: number for number, name in enumerate(sources)}
    told = {item.item for item, _ in known}
    return SupplyNetwork(
        sources, tuple(item.item for item, _ in known),
        frozenset((place[name], number) for number, (item, _) in enumerate(known) for name in item.suppliers),
        tuple(item.daily_use or 0.0 for item, _ in known), tuple(max(item.stock or 0.0, 0.0) for item, _ in known),
        tuple(loss for _, loss in known), tuple(item.item for item in bought if item.item not in told),
    )


def _stated(item: ItemExposure) -> bool:
    return bool(item.daily_use) and item.stock is not None and bool(item.suppliers)


def _loss(item: ItemExposure) -> float | None:
    behind = item.revenue if item.margin is None else item.margin
    return None if behind is None or not item.annual_quantity else behind / item.annual_quantity
