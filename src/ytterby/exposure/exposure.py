"""What an assessment of exposure holds: per item, per product, per element, and how concentrated the sources are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, cast

from ytterby.core.estimate import Estimate
from ytterby.core.finding import Certainty, Force, Outcome, Treatment

DEPENDENCE_LIMIT = 0.65


class Flag(StrEnum):
    """What a line is marked with; the values stand in JSON."""

    DEFENCE = "defence"  # stated for defence, or of a material of interest to it
    SEMICONDUCTOR = "semiconductor"
    FOR_DEFENCE = "for_defence"  # stated by bill or user
    FOR_SEMICONDUCTOR = "for_semiconductor"
    SINGLE_SOURCE = "single_source"
    LICENCE_REQUIRED = "licence_required"
    UPSTREAM = "upstream"  # not listed itself, holds a material that is


@dataclass(frozen=True, slots=True)
class SingleSource:
    """Why an item counts as single source.

    ``kind``: "supplier" (one approved), "owner" (several names, one owner), "country" (all in one country) or
    "processing country" (its rare earths come mostly from the refineries of one country, below tier 1).
    """

    kind: str
    name: str
    suppliers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alternates:
    """Other sources of an item by what they are worth in a shortage, best first; names as stated."""

    qualified: tuple[str, ...] = ()
    in_qualification: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """An approved source: the maker or, where none is stated, the supplier.

    ``countries`` are ISO 3166 codes as stated, empty where unknown; ``share`` 0..1 of what is bought, ``stated`` where
    the bill says so; ``owner`` is the name itself where no owner is known. ``recover_days``: how long it delivers
    nothing once it fails (TTR), None where nobody states it.
    """

    name: str
    countries: tuple[str, ...]
    share: float
    owner: str
    stated: bool = False
    recover_days: float | None = None


@dataclass(frozen=True, slots=True)
class Sourcing:
    """How an item is sourced. ``ways``: every way in which it hangs on one source, nearest first.

    ``hhi`` 0..10,000 over the owners of its approved sources, ``effective`` = 10,000 / HHI, ``without_largest`` the
    share left without the largest (N-1); where the bill states no split (``split_stated``), the first has all.
    ``origins``: its approved sources, those of its ranked choices among them with nothing bought of them.
    """

    ways: tuple[SingleSource, ...]
    hhi: float
    effective: float
    without_largest: float
    split_stated: bool
    alternates: Alternates = Alternates()
    origins: tuple[Origin, ...] = ()


NOT_STATED = Sourcing((), 0.0, 0.0, 0.0, False)


@dataclass(frozen=True, slots=True)
class ItemExposure:
    """One item over a year. Money in ``Exposure.currency``; None where the bill does not tell.

    ``annual_quantity`` pieces a year through all levels and products; ``element_g`` grams of each rare earth a year.
    ``spend`` is yearly quantity × price, for an assembly less the value of its priced parts, which is counted with
    them; what a product with priced parts is sold for is no spend. Grams of an assembly are likewise those of its parts
    where they are known. ``bought`` is False for what the firm makes: listed with parts, but without price, stock or
    source. ``lines`` are usage indices.
    ``cover_days`` calendar days that stock and firm receipts last, None where the bill does not tell or where receipts
    keep pace with use (``cover_unlimited``). ``daily_use`` and ``daily_receipts`` are pieces a calendar day; ``key`` is
    the item's; ``control`` and ``instrument`` are those of the finding the line is shown by. ``single_source`` is the
    nearest way of ``sourcing`` above processing. ``revenue`` and ``margin`` a year are those of all products that hold
    the item: what stands still without it.
    """

    item: int
    lines: tuple[int, ...]
    annual_quantity: float | None
    unit_price: float | None
    spend: float | None
    element_g: tuple[tuple[str, Estimate], ...]
    outcome: Outcome
    force: Force | None
    treatment: Treatment
    rare_earth: Certainty
    flags: frozenset[Flag]
    single_source: SingleSource | None
    suppliers: tuple[str, ...]
    countries: tuple[str, ...]
    cover_days: float | None
    cover_unlimited: bool = False
    key: str = ""
    stock: float | None = None
    daily_use: float | None = None
    daily_receipts: float = 0.0
    control: str = ""
    instrument: str = ""
    bought: bool = True
    sourcing: Sourcing = NOT_STATED
    revenue: float | None = None
    margin: float | None = None

    def under(
        self, outcome: Outcome, force: Force | None, treatment: Treatment, control: str, instrument: str,
        flags: frozenset[Flag],
    ) -> ItemExposure:
        """The same item under another entry. A day makes thousands: filled as a draft, whose slots can be set, in a
        fourth of the time that a frozen one takes.
        """
        made: Any = _Draft()
        made.item, made.lines, made.annual_quantity = self.item, self.lines, self.annual_quantity
        made.unit_price, made.spend, made.element_g = self.unit_price, self.spend, self.element_g
        made.rare_earth, made.single_source, made.suppliers = self.rare_earth, self.single_source, self.suppliers
        made.countries, made.cover_days, made.cover_unlimited = self.countries, self.cover_days, self.cover_unlimited
        made.key, made.stock, made.daily_use = self.key, self.stock, self.daily_use
        made.daily_receipts, made.bought, made.sourcing = self.daily_receipts, self.bought, self.sourcing
        made.revenue, made.margin = self.revenue, self.margin
        made.outcome, made.force, made.treatment = outcome, force, treatment
        made.flags, made.control, made.instrument = flags, control, instrument
        made.__class__ = ItemExposure
        return cast(ItemExposure, made)

    @property
    def waits(self) -> bool:
        """Bought, and caught by an entry that binds or may: its delivery may have to wait for a licence."""
        return self.bought and self.binds

    @property
    def binds(self) -> bool:
        """An entry in force, or of unverified force, catches the item or may catch it."""
        return binds(self.outcome, self.force, self.treatment)

    @property
    def concerned(self) -> bool:
        """Holds or may hold a rare earth, or may be caught: what the figures count."""
        return self.rare_earth is not Certainty.NO or self.outcome is not Outcome.NOT_CONTROLLED


class _Draft:
    """An ItemExposure that is not finished."""

    __slots__ = tuple(ItemExposure.__slots__)


STATED = {Flag.DEFENCE: Flag.FOR_DEFENCE, Flag.SEMICONDUCTOR: Flag.FOR_SEMICONDUCTOR}  # interest → use


def binds(outcome: Outcome, force: Force | None, treatment: Treatment) -> bool:
    """Whether an entry in force, or of unverified force, catches or may catch what it is asked of."""
    if outcome is Outcome.NOT_CONTROLLED or force not in (Force.IN_FORCE, Force.UNVERIFIED):
        return False
    return outcome is Outcome.UNDETERMINED or treatment not in (Treatment.EXEMPT, Treatment.NONE)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: ``share`` 0..1, ``value`` in the unit of the whole, ``items`` the items behind it."""

    name: str
    share: float
    value: float
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Concentration:
    """How concentrated the rare-earth spend is. ``hhi`` 0..10,000; ``effective`` = 10,000 / HHI.

    ``by`` is "supplier", "country" or "processing country". ``basis`` says of what the shares are; ``without_largest``
    is the share left without the largest source (N-1). ``of``: "spend", "items" where no prices are known, or "mass".
    """

    by: str
    shares: tuple[Share, ...]
    hhi: float
    effective: float
    without_largest: float
    basis: str
    of: str = "spend"

    @property
    def limit(self) -> float | None:
        """65 % for countries: article 5 of the EU's Critical Raw Materials Act speaks of one third country, per
        material and stage; no law speaks of a supplier's share of spend, so None there."""
        return None if self.by == "supplier" else DEPENDENCE_LIMIT

    @property
    def over_limit(self) -> tuple[Share, ...]:
        """Shares above the limit, where there is one."""
        return tuple(share for share in self.shares if self.limit is not None and share.share > self.limit)


@dataclass(frozen=True, slots=True)
class ElementExposure:
    """One element over all items and a year: grams, and the spend of the items that hold it, split by their status."""

    symbol: str
    mass_g: Estimate
    spend: tuple[tuple[Outcome, float], ...]
    items: tuple[int, ...]
    china_share: float | None
    china_stage: str
    china_basis: str


@dataclass(frozen=True, slots=True)
class ProductExposure:
    """One top item: yearly volume, spend on controlled and undetermined items inside, grams of each element a year.

    ``item`` None stands for the list itself: lines under no assembly. ``shortest_cover`` is (item, days) over the items
    that wait for a licence: until the first of them is gone and what is finished is delivered. ``volume_stated`` False:
    no yearly volume is known, ``volume`` is the number listed. ``revenue`` and ``margin`` a year, None where price or
    margin of a piece are not stated. ``stock``: finished pieces, None where not stated.
    """

    item: int | None
    volume: float
    spend: float
    controlled_spend: float
    undetermined_spend: float
    element_g: tuple[tuple[str, Estimate], ...]
    items: tuple[int, ...]
    shortest_cover: tuple[int, float] | None
    volume_stated: bool = True
    revenue: float | None = None
    margin: float | None = None
    stock: float | None = None

    @property
    def stock_days(self) -> float:
        """Calendar days for which finished pieces go on being delivered; 0 where stock or volume is not stated."""
        return 365.0 * self.stock / self.volume if self.stock and self.volume_stated and self.volume > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A headline number that opens into the items it counts. ``unit``: lines, money, share, days."""

    key: str
    value: float | None
    unit: str
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Exposure:
    """The whole. ``per_unit``: no yearly figure is stated at all, every quantity is that of the products as listed.

    Where some are stated and others not, the others are None. ``assumed_quantities`` are the lines without a stated
    quantity, counted as one each; ``rates_basis`` where the exchange rates are from, with their confidence. ``waiting``
    counts the items that wait or may wait for a licence. ``denied`` items hold no rare earth, as a person decided.
    """

    currency: str
    rates_as_of: date | None
    per_unit: bool
    items: tuple[ItemExposure, ...]
    products: tuple[ProductExposure, ...]
    elements: tuple[ElementExposure, ...]
    concentration: tuple[Concentration, ...]
    figures: tuple[Figure, ...]
    assumed_quantities: tuple[int, ...] = ()
    rates_basis: str = ""
    waiting: int = 0
    denied: frozenset[int] = frozenset()

    def figure(self, key: str) -> Figure:
        return next(figure for figure in self.figures if figure.key == key)
