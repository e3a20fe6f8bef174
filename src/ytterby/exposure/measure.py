"""What the findings mean for a year: quantities, money, grams, sources, cover. The door of the package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.bill import Bom
from ytterby.classification.classification import Classification
from ytterby.core.finding import Outcome, Treatment
from ytterby.core.item import Item
from ytterby.core.progress import SILENT, Progress
from ytterby.exposure.cover import DAYS_A_YEAR, cover
from ytterby.exposure.elements import Grams, by_element, counted_in_parts, in_one_piece, total
from ytterby.exposure.exposure import Exposure, Flag, ItemExposure, ProductExposure
from ytterby.exposure.figures import figures
from ytterby.exposure.marks import DEFENCE, SEMICONDUCTOR, marked
from ytterby.exposure.prices import own_prices, unit_prices, value_of_parts
from ytterby.exposure.rates import Rates
from ytterby.exposure.refining import Refining
from ytterby.exposure.rollup import Pieces, roll_up
from ytterby.exposure.sourcing import single_source, sources
from ytterby.exposure.split import by_source
from ytterby.identification.identity import Identity

NO_VOLUMES: Mapping[str, float] = {}
NO_MARKS: Mapping[str, bool] = {}


def measure(
    bom: Bom,
    identities: Sequence[Identity],
    classification: Classification,
    *,
    volumes: Mapping[str, float] = NO_VOLUMES,
    defence: Mapping[str, bool] = NO_MARKS,
    semiconductor: Mapping[str, bool] = NO_MARKS,
    rates: Rates | None = None,
    refining: Refining | None = None,
    currency: str = "EUR",
    progress: Progress = SILENT,
) -> Exposure:
    """Exposure of a classified bill.

    ``volumes`` (pieces a year), ``defence`` and ``semiconductor`` are the user's product settings by key of the top
    item (empty key: the list itself); a set volume goes before the bill's. ``identities`` and findings are in the order
    of the bill's items. ``rates`` and ``refining`` default to the program's data.
    """
    rates, refining = rates or Rates.shipped(), refining or Refining.shipped()
    progress.step(0.0, "quantities")
    year = _year(bom, volumes)
    progress.step(0.3, "prices")
    money = _money(bom, year.pieces, rates, currency)
    flagged = _flagged(bom, identities, year.pieces, defence, semiconductor)
    measures = _Measures(bom, identities, classification, year, money, _grams(bom, identities), flagged, _lines(bom))
    items = []
    for place in range(len(bom.items)):
        if place % 500 == 0:
            progress.step(0.4 + 0.4 * place / len(bom.items), "items")
        items.append(measures.item(place))
    progress.step(0.8, "products")
    products = tuple(measures.product(place, items) for place in range(len(year.pieces.products)))
    return Exposure(
        currency, rates.as_of, year.per_unit, tuple(items), products, by_element(identities, items, refining),
        by_source(bom, items, refining), figures(items), year.pieces.assumed, rates.basis,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Year:
    """Pieces of each item in a year, ``use`` NaN where no yearly figure is stated.

    ``quantity`` is the same or, where nothing at all is stated, that of the products as listed (``per_unit``).
    """

    pieces: Pieces
    volumes: tuple[float, ...]
    stated: tuple[bool, ...]
    quantity: NDArray[np.float64]
    use: NDArray[np.float64]
    per_unit: bool


def _year(bom: Bom, settings: Mapping[str, float]) -> _Year:
    """What the line states as its yearly use goes before what the levels add up to."""
    pieces = roll_up(bom)
    stated: list[float] = []
    for product in pieces.products:
        item = None if product is None else bom.items[product]
        known = settings.get(item.key if item else "", item.annual_use if item else None)
        stated.append(np.nan if known is None else known)
    volumes = np.where(np.isnan(stated), pieces.counts, stated)
    own = np.array([np.nan if item.annual_use is None else item.annual_use for item in bom.items], dtype=float)
    heads = [product for product in pieces.products if product is not None]
    own[heads] = np.nan
    rolled = pieces.for_volumes(stated)
    use = np.where(np.isnan(own), rolled, own)
    per_unit = bool(np.isnan(stated).all() and np.isnan(own).all())
    quantity = pieces.for_volumes(volumes.tolist()) if per_unit else use
    return _Year(pieces, tuple(volumes.tolist()), tuple(~np.isnan(stated)), quantity, use, per_unit)


@dataclass(frozen=True, slots=True, eq=False)
class _Money:
    """Per item: price of a piece, what of it is not counted in its parts, and whether it is bought."""

    price: NDArray[np.float64]
    own: NDArray[np.float64]
    bought: Sequence[bool]


def _money(bom: Bom, pieces: Pieces, rates: Rates, currency: str) -> _Money:
    price = unit_prices(bom, rates, currency)
    parts = value_of_parts(bom, price)
    tops = [product for product in pieces.products if product is not None]
    own = own_prices(price, parts, tops)
    parents = bom.usages.parent
    with_parts = set(bom.usages.item[parents[parents >= 0]].tolist())
    sold = {item for item in tops if parts[item] > 0}
    bought = [place not in with_parts or (place not in sold and _bought(item)) for place, item in enumerate(bom.items)]
    return _Money(price, own, bought)


def _bought(item: Item) -> bool:
    """Something of the assembly speaks of buying it."""
    named = item.manufacturer or item.supplier or item.mpn or item.sources
    return bool(named) or item.price is not None or item.stock is not None


def _flagged(
    bom: Bom, identities: Sequence[Identity], pieces: Pieces, defence: Mapping[str, bool],
    semiconductor: Mapping[str, bool],
) -> Mapping[Flag, frozenset[int]]:
    within = {place: set(pieces.in_product(place)[0].tolist()) for place in range(len(pieces.products))}
    return {
        Flag.DEFENCE: marked(
            bom, DEFENCE, settings=defence, products=pieces.products, within=within,
            usual=lambda item: identities[item].defence,
        ),
        Flag.SEMICONDUCTOR: marked(
            bom, SEMICONDUCTOR, settings=semiconductor, products=pieces.products, within=within,
            usual=lambda item: identities[item].semiconductor,
        ),
    }


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
class _Measures:
    """All that is known per item, as columns, and how one item or product is made of it."""

    bom: Bom
    identities: Sequence[Identity]
    classification: Classification
    year: _Year
    money: _Money
    grams: Sequence[Grams]
    flagged: Mapping[Flag, frozenset[int]]
    lines: Sequence[Sequence[int]]

    def item(self, place: int) -> ItemExposure:
        item, identity = self.bom.items[place], self.identities[place]
        quantity, use = _known(self.year.quantity[place]), _known(self.year.use[place])
        price, own = _known(self.money.price[place]), _known(self.money.own[place])
        finding = self.classification.worst(place)
        origins = sources(item)
        single = single_source(origins)
        daily_use = None if use is None else use / DAYS_A_YEAR
        daily_receipts = (item.receipts_weekly or 0.0) / 7.0
        lasts = cover(item.stock, daily_use, daily_receipts)
        exposure = ItemExposure(
            item=place, lines=tuple(self.lines[place]), annual_quantity=quantity, unit_price=price,
            spend=None if own is None or quantity is None else own * quantity,
            element_g=() if quantity is None else total([(self.grams[place], quantity)]),
            outcome=finding.outcome if finding else Outcome.NOT_CONTROLLED, force=finding.force if finding else None,
            treatment=finding.treatment if finding else Treatment.NONE, rare_earth=identity.rare_earth,
            flags=frozenset(), single_source=single, suppliers=tuple(origin.name for origin in origins),
            countries=tuple(dict.fromkeys(land for origin in origins for land in origin.countries)) or item.origin,
            cover_days=lasts.days, cover_unlimited=lasts.unlimited, key=item.key, stock=item.stock, daily_use=daily_use,
            daily_receipts=daily_receipts, control=finding.control if finding else "",
            instrument=finding.instrument if finding else "", bought=self.money.bought[place],
        )
        return self._with_flags(exposure)

    def _with_flags(self, item: ItemExposure) -> ItemExposure:
        flags = {flag for flag, items in self.flagged.items() if item.item in items}
        if item.single_source:
            flags.add(Flag.SINGLE_SOURCE)
        if item.binds and item.outcome is Outcome.CONTROLLED:
            flags.add(Flag.LICENCE_REQUIRED)
        upstream = self.classification.upstream
        if upstream and any(finding.outcome is not Outcome.NOT_CONTROLLED for finding in upstream[item.item]):
            flags.add(Flag.UPSTREAM)
        return replace(item, flags=frozenset(flags))

    def product(self, place: int, items: Sequence[ItemExposure]) -> ProductExposure:
        """Through the levels of this product alone, at its volume; lines of a bare list at the use they state."""
        volume = self.year.volumes[place]
        inside, pieces = self.year.pieces.in_product(place)
        bare_list = self.year.pieces.products[place] is None and not (self.year.stated[place] or self.year.per_unit)
        counts = np.nan_to_num(self.year.quantity[inside]) if bare_list else pieces * volume
        spend = dict.fromkeys(Outcome, 0.0)
        for item, count in zip(inside.tolist(), counts.tolist(), strict=True):
            spend[items[item].outcome] += (_known(self.money.own[item]) or 0.0) * count
        grams = [(self.grams[item], count) for item, count in zip(inside.tolist(), counts.tolist(), strict=True)]
        waiting = [(item, days) for item in inside.tolist()
                   if items[item].waits and (days := items[item].cover_days) is not None]
        return ProductExposure(
            self.year.pieces.products[place], volume, sum(spend.values()), spend[Outcome.CONTROLLED],
            spend[Outcome.UNDETERMINED], total(grams), tuple(inside.tolist()),
            min(waiting, key=lambda entry: (entry[1], entry[0]), default=None), self.year.stated[place],
        )


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
