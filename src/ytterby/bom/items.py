"""Records to distinct items: equal identifying texts are one item; further makers and suppliers become its sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter

from ytterby.bom.reading import Meaning
from ytterby.bom.records import Record
from ytterby.core.codes import CasNumber, HsCode
from ytterby.core.contents import together
from ytterby.core.estimate import Estimate
from ytterby.core.item import Declared, Item, Money, Source, item_key

M = Meaning
_JOINED = (M.DESCRIPTION, M.MATERIAL, M.CATEGORY, M.CAD_NAME, M.REMARK, M.LINK, M.END_USE)
_FIRST = (M.MANUFACTURER, M.MPN, M.SUPPLIER, M.SUPPLIER_PART)
_ONCE = ("hs", "cas", "origin", "mass_g", "price", "stock", "annual_use", "receipts_weekly", "lead_time_days",
         "recover_days")
_MOST_TEXTS = 6
_KEPT = frozenset((*_JOINED, *_FIRST))
_once = attrgetter(*_ONCE)


@dataclass(slots=True)
class Draft:
    """An item in the making; texts keep every different wording, in order."""

    key: str
    part_number: str
    revision: str
    texts: dict[Meaning, list[str]] = field(default_factory=dict)
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
    recover_days: float | None = None
    designators: dict[str, None] = field(default_factory=dict)
    declared: list[Declared] = field(default_factory=list)
    contradicted: bool = False
    sources: list[Source] = field(default_factory=list)
    extra: dict[tuple[str, str], None] = field(default_factory=dict)

    def add(self, record: Record) -> None:
        """Takes over what a further line says of the same thing; what is known already stays."""
        for meaning in record.texts.keys() & _KEPT:
            text = record.first(meaning) if meaning in _FIRST else record.joined(meaning)
            known = self.texts.setdefault(meaning, [])
            if text and text not in known and len(known) < _MOST_TEXTS:
                known.append(text)
        self.unit = self.unit or record.first(M.UNIT)
        for name, value in zip(_ONCE, _once(record), strict=True):
            if value is not None and not getattr(self, name):
                setattr(self, name, value)
        if record.declared:
            self.declared, contradicted = together(self.declared, record.declared)
            self.contradicted |= contradicted
        if record.cas is not None and record.cas != self.cas:
            self.extra["further CAS number", record.cas.text] = None
        self.sources += [source for source in sources_of(record) if source not in self.sources]
        self.extra.update(dict.fromkeys(record.extra))
        for meaning in _FIRST:
            for text in record.texts.get(meaning, ()):
                if text and text != self.texts[meaning][0]:
                    self.extra[f"other {meaning.value.replace('_', ' ')}", text] = None

    @property
    def wordless(self) -> bool:
        """Is it known by its number alone so far?"""
        return not self.texts.get(M.DESCRIPTION) and not self.texts.get(M.MATERIAL)

    @property
    def named(self) -> str:
        """Its part number, else its first wording."""
        return self.part_number or next(iter(self.texts.get(M.DESCRIPTION, ())), "?")

    def item(self) -> Item:
        def joined(meaning: Meaning) -> str:
            return " · ".join(self.texts.get(meaning, ()))

        def first(meaning: Meaning) -> str:
            return next(iter(self.texts.get(meaning, ())), "")

        return Item(
            key=self.key,
            part_number=self.part_number,
            revision=self.revision,
            description=joined(M.DESCRIPTION),
            manufacturer=first(M.MANUFACTURER),
            mpn=first(M.MPN),
            supplier=first(M.SUPPLIER),
            supplier_part=first(M.SUPPLIER_PART),
            material=joined(M.MATERIAL),
            category=joined(M.CATEGORY),
            cad_name=joined(M.CAD_NAME),
            designators=", ".join(self.designators),
            remark=joined(M.REMARK),
            link=joined(M.LINK),
            hs=self.hs,
            cas=self.cas,
            origin=self.origin,
            mass_g=self.mass_g,
            price=self.price,
            unit=self.unit,
            stock=self.stock,
            annual_use=self.annual_use,
            receipts_weekly=self.receipts_weekly,
            lead_time_days=self.lead_time_days,
            recover_days=self.recover_days,
            end_use=joined(M.END_USE),
            declared=tuple(self.declared),
            sources=tuple(self.sources),
            extra=tuple(self.extra),
        )


def sources_of(record: Record) -> list[Source]:
    """The approved sources a line names: its n-th supplier, maker, MPN, site country and share belong together."""
    columns = [record.texts.get(meaning, []) for meaning in (M.SUPPLIER, M.MANUFACTURER, M.MPN)]
    count = max(map(len, columns), default=0)
    found = []
    for place in range(count):
        supplier, maker, mpn = (texts[place] if place < len(texts) else "" for texts in columns)
        if not (supplier or maker or (mpn and place)):
            continue
        country = record.site_countries[place] if place < len(record.site_countries) else ""
        if not country and place == 0 and len(record.origin) == 1:
            country = record.origin[0]
        share = record.shares[place] if place < len(record.shares) else None
        found.append(Source(supplier or maker or mpn, maker, mpn, country, share))
    return found


class Items:
    """All items of a workbook, in the order they are first named."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._places: dict[tuple[str, ...], int] = {}
        self._by_part: dict[str, int] = {}
        self._keys: set[str] = set()
        self.reworded: set[str] = set()

    def place(self, record: Record, *, by_part: bool = False) -> int:
        """The index of the item a line names, with what the line says added to it.

        A line that gives only a part number means the thing of that number; ``by_part`` does so whatever it says.
        """
        part, revision = record.part
        wording = record.wording, record.joined(M.MATERIAL)
        if part:
            identity: tuple[str, ...] = ("part", part.casefold(), revision.casefold(), *map(str.casefold, wording))
        else:
            named = record.joined(M.SUPPLIER_PART), record.joined(M.CAD_NAME)
            identity = ("text", *map(str.casefold, (*wording, *record.maker[:2], *named)))
            if not any(identity[1:]):  # known by nothing: only lines that say the same of it are the same thing
                identity = ("other", *(text.casefold() for _, text in record.extra))
        index = self._places.get(identity)
        namesake = self._by_part.get(part.casefold(), -1) if part else -1
        if index is None and namesake >= 0 and (by_part or not any(wording) or self.drafts[namesake].wordless):
            index = namesake
        if index is None:
            index = len(self.drafts)
            self.drafts.append(Draft(self._key(part, revision, identity), part, revision))
            self._by_part.setdefault(part.casefold(), index)
        self._places[identity] = index
        self.drafts[index].add(record)
        return index

    def add_source(self, index: int, record: Record) -> None:
        """Another approved source of an item that is there already."""
        self.drafts[index].add(record)

    def _key(self, part: str, revision: str, identity: tuple[str, ...]) -> str:
        """By part number and revision, so rewording keeps the key; by all texts where two things share a number."""
        key = item_key(part.casefold(), revision.casefold()) if part else item_key(*identity)
        if key in self._keys:
            self.reworded.add(part)
            key = item_key(*identity)
        self._keys.add(key)
        return key
