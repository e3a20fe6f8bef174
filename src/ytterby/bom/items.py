"""Records to distinct items: equal identifying texts are one item; further makers and suppliers become its sources."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from operator import attrgetter

from ytterby.bom.reading import Meaning
from ytterby.bom.records import Record
from ytterby.core.contents import together
from ytterby.core.item import Declared, Item, Source, item_key

M = Meaning
_JOINED = (M.DESCRIPTION, M.MATERIAL, M.CATEGORY, M.CAD_NAME, M.REMARK, M.LINK, M.END_USE)
_FIRST = (M.MANUFACTURER, M.MPN, M.SUPPLIER, M.SUPPLIER_PART)
_ONCE = ("hs", "cas", "origin", "mass_g", "price", "stock", "annual_use", "receipts_weekly", "lead_time_days",
         "recover_days")
_MOST_TEXTS = 6
_KEPT = frozenset((*_JOINED, *_FIRST, M.UNIT))
_PLACEHOLDER = re.compile(
    r"[\W_]*(?:\d{0,2}|x+|t\.?b\.?[acdn]\.?|to be (?:advised|confirmed|defined|determined|named)|n[./]?a\.?|n\.n\.?|"
    r"none|null|nil|new|neu|nouveau|nuevo|nuovo|unknown|unbekannt|various|divers\w*|misc|generic|standard|std|oem|pending|"
    r"open|待定|未定|无|無|なし|新)[\W_]*", re.I)
_LATIN = str.maketrans("авекмнорстух", "abekmhopctyx")  # small, as identities are; "в" looks so as a capital
_once = attrgetter(*_ONCE)


@dataclass(slots=True)
class Draft:
    """An item in the making: the ``records`` of the lines that name it, in their order."""

    key: str
    part_number: str
    revision: str
    records: list[Record]
    designators: dict[str, None] = field(default_factory=dict)

    @property
    def wordless(self) -> bool:
        """Is it known by its number alone so far?"""
        return not any(record.wording or record.joined(M.MATERIAL) for record in self.records)

    @property
    def named(self) -> str:
        """Its part number, else its first wording."""
        return self.part_number or next((record.wording for record in self.records if record.wording), "?")

    @property
    def declared(self) -> tuple[list[Declared], bool]:
        """(the contents its lines declare, do they contradict each other?)."""
        declared: list[Declared] = []
        wrong = False
        for record in self.records:
            if record.declared:
                declared, contradicted = together(declared, record.declared)
                wrong |= contradicted
        silent = self.silent
        return [one for one in declared if one.share.high > 0 or one.symbol not in silent], wrong

    @property
    def silent(self) -> frozenset[str]:
        """The elements that one of its lines declares absent, and one of another make says nothing of.

        A house number stands for what several firms make, words or a placeholder for anything that is called so; what
        a line declares that names no firm holds of all that have the number.
        """
        if len(self.records) == 1 or not (absent := _absent(self.records)):
            return frozenset()
        numbers = self.part_number, *(text for record in self.records[:1] for text in (
            record.maker[0], record.first(M.SUPPLIER_PART)))
        told: dict[object, set[str]] = {}
        for place, record in enumerate(self.records):
            make = _make(record) if any(map(_is_number, numbers)) else place
            told.setdefault(make, set()).update(one.symbol for one in record.declared)
        of_all = told.pop("", set())
        return frozenset(symbol for symbol in absent - of_all if any(symbol not in said for said in told.values()))

    def item(self) -> Item:
        said = self.records[0] if len(self.records) == 1 else merged(self.records)
        sources: list[Source] = []
        for record in self.records:
            sources += [source for source in sources_of(record) if source not in sources]
        return Item(
            key=self.key,
            part_number=self.part_number,
            revision=self.revision,
            description=said.joined(M.DESCRIPTION),
            manufacturer=said.first(M.MANUFACTURER),
            mpn=said.first(M.MPN),
            supplier=said.first(M.SUPPLIER),
            supplier_part=said.first(M.SUPPLIER_PART),
            material=said.joined(M.MATERIAL),
            category=said.joined(M.CATEGORY),
            cad_name=said.joined(M.CAD_NAME),
            designators=", ".join(self.designators),
            remark=said.joined(M.REMARK),
            link=said.joined(M.LINK),
            hs=said.hs,
            cas=said.cas,
            origin=said.origin,
            mass_g=said.mass_g,
            price=said.price,
            unit=said.first(M.UNIT),
            stock=said.stock,
            annual_use=said.annual_use,
            receipts_weekly=said.receipts_weekly,
            lead_time_days=said.lead_time_days,
            recover_days=said.recover_days,
            end_use=said.joined(M.END_USE),
            declared=tuple(self.declared[0]),
            sources=tuple(sources),
            extra=tuple(_extra(self.records, said)),
        )


def _absent(records: Iterable[Record]) -> set[str]:
    return {one.symbol for record in records for one in record.declared if one.share.high == 0}


def _make(record: Record) -> str:
    """Maker and the maker's number, else the supplier; "" where a line names no firm."""
    mpn, maker, supplier = (text.strip().casefold() for text in record.maker)
    return f"{maker}\n{mpn}" if maker or mpn else supplier


def _is_number(text: str) -> bool:
    """Is it a number of some thing, and not "TBD", "n/a", "-" or a mere position?"""
    return bool(text) and _PLACEHOLDER.fullmatch(text) is None


def merged(records: Sequence[Record]) -> Record:
    """What several lines say of one thing: every different wording, in order; of numbers and codes the first."""
    texts: dict[Meaning, list[str]] = {}
    said = Record({})
    for record in records:
        for meaning in record.texts.keys() & _KEPT:
            text = record.joined(meaning) if meaning in _JOINED else record.first(meaning)
            known = texts.setdefault(meaning, [])
            if text and text not in known and len(known) < _MOST_TEXTS:
                known.append(text)
        for name, value in zip(_ONCE, _once(record), strict=True):
            if value is not None and not getattr(said, name):
                setattr(said, name, value)
    said.texts = {meaning: tuple(known) for meaning, known in texts.items() if known}
    return said


def _extra(records: Sequence[Record], said: Record) -> dict[tuple[str, str], None]:
    """The further columns of all lines, and what they say otherwise than the first."""
    extra: dict[tuple[str, str], None] = {}
    for record in records:
        if record.cas is not None and record.cas != said.cas:
            extra["further CAS number", record.cas.text] = None
        extra.update(dict.fromkeys(record.extra))
        for meaning in _FIRST:
            texts = record.texts.get(meaning, ())
            if texts and (len(texts) > 1 or record is not said):
                first = said.first(meaning)
                others = (text for text in texts if text and text != first)
                extra.update(((f"other {meaning.value.replace('_', ' ')}", text), None) for text in others)
    return extra


def sources_of(record: Record) -> list[Source]:
    """The sources a line names: its n-th supplier, maker, MPN, site country, share and status belong together."""
    columns = [record.texts.get(meaning, ()) for meaning in (M.SUPPLIER, M.MANUFACTURER, M.MPN)]
    found = []
    for place, (supplier, maker, mpn) in enumerate(zip_longest(*columns, fillvalue="")):
        if not (supplier or maker or (mpn and place)):
            continue
        country = record.site_countries[place] if place < len(record.site_countries) else ""
        if not country and place == 0 and len(record.origin) == 1:
            country = record.origin[0]
        share = record.shares[place] if place < len(record.shares) else None
        status = record.statuses[place] if place < len(record.statuses) else "approved"
        found.append(Source(supplier or maker or mpn, maker, mpn, country, share, status))
    return found


def _same_written(identity: tuple[str, ...]) -> tuple[str, ...]:
    """Equal for full and half width forms, and for part numbers whose Latin letters were typed as Cyrillic ones."""
    if all(map(str.isascii, identity)):
        return identity
    wide = tuple(unicodedata.normalize("NFKC", text) for text in identity)
    if wide[0] != "part" or not any(map(str.isdigit, wide[1])):
        return wide
    typed = wide[1].translate(_LATIN)
    return (wide[0], typed if typed.isascii() else wide[1], *wide[2:])


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
        same = _same_written(identity)
        index = self._places.get(same)
        namesake = self._by_part.get(part.casefold(), -1) if part else -1
        if index is None and namesake >= 0 and (by_part or not any(wording) or self.drafts[namesake].wordless):
            index = namesake
        if index is None:
            index = len(self.drafts)
            self.drafts.append(Draft(self._key(part, revision, identity), part, revision, [record]))
            self._by_part.setdefault(part.casefold(), index)
        else:
            self.drafts[index].records.append(record)
        self._places[same] = index
        return index

    def add_source(self, index: int, record: Record) -> None:
        """Another approved source of an item that is there already."""
        self.drafts[index].records.append(record)

    def _key(self, part: str, revision: str, identity: tuple[str, ...]) -> str:
        """By part number and revision, so rewording keeps the key; by all texts where two things share a number."""
        key = item_key(part.casefold(), revision.casefold()) if part else item_key(*identity)
        if key in self._keys:
            self.reworded.add(part)
            key = item_key(*identity)
        self._keys.add(key)
        return key
