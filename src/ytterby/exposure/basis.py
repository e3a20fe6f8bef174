"""What an exposure holds whatever the law says: quantities, money, grams, sources, cover. Found once for all days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.bill import Bom
from ytterby.core.finding import Outcome, Treatment
from ytterby.core.item import Item
from ytterby.core.lasting import made_without_search
from ytterby.core.progress import SILENT, Progress
from ytterby.exposure.choices import other_choices
from ytterby.exposure.columns import Columns, Told, columns
from ytterby.exposure.cover import DAYS_A_YEAR, cover
from ytterby.exposure.elements import Grams, counted_in_parts, holders, in_one_piece, symbols_of, total
from ytterby.exposure.exposure import (
    Concentration,
    ElementExposure,
    Exposure,
    Figure,
    Flag,
    ItemExposure,
    Origin,
    ProductExposure,
    SingleSource,
    Sourcing,
)
from ytterby.exposure.figures import all_lines
from ytterby.exposure.marks import DEFENCE, SEMICONDUCTOR, said
from ytterby.exposure.prices import Money, money
from ytterby.exposure.rates import Rates
from ytterby.exposure.refining import Refining
from ytterby.exposure.rollup import MOST
from ytterby.exposure.settings import AS_THE_BILL_SAYS, Settings
from ytterby.exposure.sold import Sold, behind, sold
from ytterby.exposure.sourcing import firm, owners_by_firm, sources, sourcing
from ytterby.exposure.split import by_source
from ytterby.exposure.year import Year, year
from ytterby.identification.identity import Identity

Sourced = tuple[tuple[Origin, ...], Sourcing, SingleSource | None]
"""The sources of an item, what follows from them, and the nearest way in which it hangs on one."""


@dataclass(frozen=True, slots=True, eq=False)
class Product:
    """A product as no law catches it, with what each item inside costs it: arrays of equal length."""

    clear: ProductExposure
    inside: NDArray[np.int32]
    spend: NDArray[np.float64]


@dataclass(slots=True, eq=False)
class Laid:
    """What was laid over a basis lately: a day that changes nothing costs nothing, another only what it changes.

    ``exposures`` are the latest, each with what was told; ``items`` by the first item of each group that was told of.
    """

    exposures: tuple[tuple[tuple[tuple[Told, ...], tuple[int, ...]], Exposure], ...] = ()
    items: dict[int, tuple[Told, tuple[ItemExposure, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """``items`` and ``products`` are as if no entry caught anything; ``elements`` likewise have no spend yet.

    ``concerned`` items hold or may hold a rare earth; ``lines`` is the figure of all lines,
    ``columns`` the items as arrays, for the sums of a day.
    """

    currency: str
    rates: Rates
    per_unit: bool
    items: tuple[ItemExposure, ...]
    products: tuple[Product, ...]
    elements: tuple[ElementExposure, ...]
    concentration: tuple[Concentration, ...]
    assumed: tuple[int, ...]
    concerned: tuple[int, ...]
    lines: Figure
    columns: Columns
    laid: Laid = field(default_factory=Laid)


def basis(
    bom: Bom,
    identities: Sequence[Identity],
    *,
    settings: Settings = AS_THE_BILL_SAYS,
    rates: Rates | None = None,
    refining: Refining | None = None,
    currency: str = "EUR",
    progress: Progress = SILENT,
) -> Basis:
    """All that the findings of a day are laid over. ``identities[i]`` belongs to ``bom.items[i]``."""
    rates, refining = rates or Rates.shipped(), refining or Refining.shipped()
    progress.step(0.0, "quantities")
    flow = year(bom, settings.volumes)
    progress.step(0.3, "prices")
    worth = money(bom, flow.pieces, rates, currency)
    flagged = _flagged(bom, identities, flow, settings)
    owners = owners_by_firm(settings.owners)
    recovery = {firm(name): days for name, days in settings.recovery.items()}
    made = sold(bom, flow, worth, settings)
    parts = _Parts(
        bom, identities, flow, worth, _grams(bom, identities), flagged, _lines(bom), owners, recovery, refining, made,
        behind(flow.pieces, made.revenue), behind(flow.pieces, made.margin), other_choices(bom),
    )
    items = []
    with made_without_search():
        for place in range(len(bom.items)):
            if place % 500 == 0:
                progress.step(0.4 + 0.5 * place / len(bom.items), "items")
            items.append(parts.item(place))
    products = tuple(parts.product(place) for place in range(len(flow.pieces.products)))
    progress.step(1.0, "items")
    return Basis(
        currency, rates, flow.per_unit, tuple(items), products, holders(identities, items, refining),
        by_source(bom, items, refining, owners), flow.pieces.assumed,
        tuple(item.item for item in items if item.concerned), all_lines(items),
        columns(items),
    )


def _flagged(
    bom: Bom, identities: Sequence[Identity], flow: Year, settings: Settings,
) -> Mapping[Flag, frozenset[int]]:
    pieces = flow.pieces
    within = {place: set(pieces.in_product(place)[0].tolist()) for place in range(len(pieces.products))}
    found: dict[Flag, frozenset[int]] = {}
    for flag, stated_flag, names, told, usual in (
        (Flag.DEFENCE, Flag.FOR_DEFENCE, DEFENCE, settings.defence, [one.defence for one in identities]),
        (Flag.SEMICONDUCTOR, Flag.FOR_SEMICONDUCTOR, SEMICONDUCTOR, settings.semiconductor,
         [one.semiconductor for one in identities]),
    ):
        words = said(bom, names, settings=told, products=pieces.products, within=within)
        found[stated_flag] = frozenset(item for item, word in enumerate(words) if word)
        found[flag] = found[stated_flag] | {item for item, word in enumerate(words) if word is None and usual[item]}
    return found


def _grams(bom: Bom, identities: Sequence[Identity]) -> tuple[Grams, ...]:
    """Grams in one piece of each item that are not those of its listed parts."""
    found = tuple(in_one_piece(identity) for identity in identities)
    assembled = counted_in_parts(bom, found, identities)
    return tuple(() if item in assembled else held for item, held in enumerate(found))


def _lines(bom: Bom) -> list[list[int]]:
    """The usages of each item."""
    found: list[list[int]] = [[] for _ in bom.items]
    for line, item in enumerate(bom.usages.item.tolist()):
        found[item].append(line)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """All that is known per item, as columns, and how one item or product is made of it."""

    bom: Bom
    identities: Sequence[Identity]
    year: Year
    money: Money
    grams: Sequence[Grams]
    flagged: Mapping[Flag, frozenset[int]]
    lines: Sequence[Sequence[int]]
    owners: Mapping[str, str]
    recovery: Mapping[str, float]
    refining: Refining
    sold: Sold
    revenue: NDArray[np.float64]
    margin: NDArray[np.float64]
    choices: Mapping[int, tuple[int, ...]]
    sourced: dict[object, Sourced] = field(default_factory=dict)

    def item(self, place: int) -> ItemExposure:
        item = self.bom.items[place]
        quantity, use = _known(self.year.quantity[place]), _known(self.year.use[place])
        price, own = _known(self.money.price[place]), _known(self.money.own[place])
        origins, sourced, single = self._sourced(place, item)
        flags = {flag for flag, items in self.flagged.items() if place in items}
        daily_use = None if use is None else use / DAYS_A_YEAR
        stock, daily_receipts = _known(item.stock), (_known(item.receipts_weekly) or 0.0) / 7.0
        lasts = cover(stock, daily_use, daily_receipts)
        return ItemExposure(
            item=place, lines=tuple(self.lines[place]), annual_quantity=quantity, unit_price=price,
            spend=None if own is None or quantity is None else own * quantity,
            element_g=() if quantity is None or not self.grams[place] else total([(self.grams[place], quantity)]),
            outcome=Outcome.NOT_CONTROLLED, force=None, treatment=Treatment.NONE,
            rare_earth=self.identities[place].rare_earth,
            flags=frozenset(flags | ({Flag.SINGLE_SOURCE} if single else set())), single_source=single,
            suppliers=tuple(origin.name for origin in origins),
            countries=tuple(dict.fromkeys(land for origin in origins for land in origin.countries)) or item.origin,
            cover_days=_known(lasts.days), cover_unlimited=lasts.unlimited, key=item.key, stock=stock,
            daily_use=daily_use, daily_receipts=daily_receipts, bought=self.money.bought[place], sourcing=sourced,
            revenue=_known(self.revenue[place]), margin=_known(self.margin[place]),
        )

    def _sourced(self, place: int, item: Item) -> Sourced:
        """A firm supplies many items: what follows from sources and elements alone is found once."""
        symbols, choices = symbols_of(self.identities[place]), self.choices.get(place, ())
        key = (item.manufacturer or item.supplier, item.origin, item.sources, item.recover_days, frozenset(symbols))
        if not choices and key in self.sourced:
            return self.sourced[key]
        origins = sources(item, self.owners, self.recovery)
        others = tuple(origin for other in choices
                       for origin in sources(self.bom.items[other], self.owners, self.recovery))
        found = sourcing(item, origins, symbols, self.refining, others)
        single = next((way for way in found.ways if way.kind != "processing country"), None)
        if not choices:
            self.sourced[key] = origins, found, single
        return origins, found, single

    def product(self, place: int) -> Product:
        """Through the levels of this product alone, at its volume; lines of a bare list at the use they state."""
        flow, volume = self.year, self.year.volumes[place]
        head = flow.pieces.products[place]
        inside, pieces = flow.pieces.in_product(place)
        bare_list = head is None and not (flow.stated[place] or flow.per_unit)
        counts = np.nan_to_num(flow.quantity[inside] if bare_list else pieces * volume)
        spend = np.nan_to_num(self.money.own[inside]) * counts
        grams = [(self.grams[item], count) for item, count in zip(inside.tolist(), counts.tolist(), strict=True)
                 if self.grams[item]]
        clear = ProductExposure(
            head, volume, fsum(spend.tolist()), 0.0, 0.0, total(grams), tuple(inside.tolist()), None,
            flow.stated[place], self.sold.revenue[place], self.sold.margin[place], self.sold.stock[place],
        )
        return Product(clear, inside, spend)


def _known(value: float | None) -> float | None:
    """None for NaN and what is beyond range."""
    return float(value) if value is not None and abs(value) <= MOST else None
