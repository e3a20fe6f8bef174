"""What a bill's line names: a thing, independent of where it stands. Usages are in bom/bill.py."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from ytterby.core.codes import CasNumber, HsCode
from ytterby.core.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217)."""

    amount: float
    currency: str


@dataclass(frozen=True, slots=True)
class Source:
    """One source of an item (a line of its AVL).

    ``country`` is ISO 3166 of the site that makes it, or empty; ``share`` 0..1 of what is bought, None if not stated.
    ``status`` is approved, in qualification, named, known or rejected.
    """

    supplier: str
    manufacturer: str = ""
    mpn: str = ""
    country: str = ""
    share: float | None = None
    status: str = "approved"


@dataclass(frozen=True, slots=True)
class Declared:
    """A content the workbook or a supplier states: mass fraction 0..1 of the item, with the column it stood in.

    ``disputed``: it is stated to be nought, and the item's own words name the element.
    """

    symbol: str
    share: Estimate
    column: str
    disputed: bool = field(default=False, repr=False)  # digests of texts rest on what is written here


@dataclass(frozen=True, slots=True)
class Item:
    """A distinct thing of the bill. Empty text and None mean "not stated"; nothing is guessed here.

    ``key`` is stable for the same identifying texts. ``origin`` holds ISO 3166 codes (several where "CN/VN").
    ``stock`` and ``annual_use`` are pieces (or ``unit``); ``receipts_weekly`` pieces a week; ``lead_time_days``
    calendar days, like ``recover_days``: how long its maker would deliver nothing after an outage. ``extra`` holds
    further columns as (heading, text), so that nothing the user wrote is lost.
    """

    key: str
    part_number: str = ""
    revision: str = ""
    description: str = ""
    manufacturer: str = ""
    mpn: str = ""
    supplier: str = ""
    supplier_part: str = ""
    material: str = ""
    category: str = ""
    cad_name: str = ""
    designators: str = ""
    remark: str = ""
    link: str = ""
    hs: HsCode | None = None
    cas: CasNumber | None = None
    origin: tuple[str, ...] = ()
    mass_g: Estimate | None = None
    price: Money | None = None
    unit: str = ""
    stock: float | None = None
    annual_use: float | None = None
    receipts_weekly: float | None = None
    lead_time_days: float | None = None
    end_use: str = ""
    declared: tuple[Declared, ...] = ()
    sources: tuple[Source, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    recover_days: float | None = None

    @property
    def number(self) -> str:
        """What the item goes by: its part number, else that of its maker, of its supplier, or its name in the CAD."""
        return self.part_number or self.mpn or self.supplier_part or self.cad_name

    @property
    def name(self) -> str:
        """Its number, else what its text says; never empty."""
        return self.number or self.description or self.key

    def texts(self) -> Iterator[tuple[str, str]]:
        """(field, text) of every text that may name a material, most telling first; empty ones left out."""
        for name in TEXT_FIELDS:
            text = getattr(self, name)
            if text:
                yield name, text
        for heading, text in self.extra:
            if text:
                yield f"extra:{heading}", text

    def cas_numbers(self) -> Iterator[CasNumber]:
        """The CAS number of its own, then those its description, material, remark and further columns hold."""
        if self.cas is not None:
            yield self.cas
        for text in (self.description, self.material, self.remark, *(text for _, text in self.extra)):
            if "-" in text or not text.isascii():
                yield from CasNumber.all_in(text, bare=False)[0]

    def text_digest(self) -> str:
        """Changes when what identifies the item's content changes; a decision made on another digest is stale."""
        parts = [f"{name}\x1f{text}" for name, text in self.texts()]
        parts += [str(self.hs), str(self.cas), repr(self.declared)]
        return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()[:16]


TEXT_FIELDS: tuple[str, ...] = (
    "description", "material", "mpn", "part_number", "category", "cad_name", "remark", "manufacturer", "supplier_part",
    "supplier", "link", "designators",
)


def item_key(*identifying: str) -> str:
    """A short stable key from the texts that identify an item."""
    return hashlib.sha256("\x1f".join(identifying).encode()).hexdigest()[:12]
