"""The lines of a bill with all that the assessment says of them, and the columns that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ytterby.bom.bill import Bom, Usage
from ytterby.core.finding import Certainty, Finding, Outcome
from ytterby.core.item import Item
from ytterby.exposure.exposure import Flag, ItemExposure
from ytterby.gui import wording
from ytterby.gui.listing import Column
from ytterby.identification.identity import Identity
from ytterby.workspace.document import Assessment

STATUS_WORDS = {
    "controlled": "controlled", "undetermined": "undetermined", "upstream": "upstream only",
    "rare earth": "not controlled", "not controlled": "no rare earth found",
}
STATUS_HELP = {
    "controlled": "A control entry describes the item. Whether it binds on the day stands under Force.",
    "undetermined": "An entry may describe the item; a fact is missing. Evidence says which and who can give it.",
    "upstream": "A finished product, not a listed item itself; it holds a material that is listed. "
                "Its maker needs the licence, so supply may stop all the same.",
    "rare earth": "Holds or may hold a rare earth that no entry lists in this form.",
    "not controlled": "Nothing in the line points to a rare earth.",
}
_STATUS_RANK = {status: rank for rank, status in enumerate(STATUS_WORDS)}
FLAG_WORDS = {
    Flag.DEFENCE: "defence", Flag.SEMICONDUCTOR: "semiconductor", Flag.SINGLE_SOURCE: "single source",
    Flag.LICENCE_REQUIRED: "licence", Flag.UPSTREAM: "upstream",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the bill; ``caught`` are those of its ``findings`` that catch or may catch the item, worst first."""

    usage: Usage
    item: Item
    identity: Identity
    exposure: ItemExposure
    status: str
    worst: Finding | None
    caught: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    currency: str
    sheet: str
    alternative: bool


class BillLines(Sequence[Line]):
    """Lines made when looked at, so that a million of them cost nothing until they are on screen."""

    def __init__(self, assessment: Assessment) -> None:
        self._bom: Bom = assessment.reading.bom
        self._assessment = assessment
        self._exposures = {one.item: one for one in assessment.exposure.items}
        self._statuses = tuple(
            status_of(assessment, item, self._exposures[item]) for item in range(len(self._bom.items))
        )
        self._line = lru_cache(maxsize=4096)(self._make)

    def __len__(self) -> int:
        return len(self._bom)

    def __getitem__(self, index: int) -> Line:  # type: ignore[override]
        return self._line(index)

    @property
    def statuses(self) -> tuple[str, ...]:
        """The status word key of each item."""
        return self._statuses

    def force(self, item: int) -> str:
        """The force of the worst entry that catches or may catch the item; empty where none does."""
        worst = self._assessment.classification.worst(item)
        return str(worst.force) if worst else ""

    def exposure(self, item: int) -> ItemExposure:
        return self._exposures[item]

    def _make(self, index: int) -> Line:
        usage = self._bom.usage(index)
        item = usage.item
        caught = caught_by(self._assessment, item)
        return Line(
            usage, self._bom.items[item], self._assessment.identities[item], self._exposures[item],
            self._statuses[item], caught[0] if caught else None, caught,
            self._assessment.classification.findings[item], self._assessment.exposure.currency,
            self._bom.sheets[usage.sheet] if usage.sheet < len(self._bom.sheets) else "",
            bool(self._bom.usages.alternative[index]),
        )


def caught_by(assessment: Assessment, item: int) -> tuple[Finding, ...]:
    """Findings that catch or may catch the item itself, worst first."""
    found = (f for f in assessment.classification.findings[item] if f.outcome is not Outcome.NOT_CONTROLLED)
    return tuple(sorted(found, key=lambda finding: finding.severity))


def status_of(assessment: Assessment, item: int, exposure: ItemExposure) -> str:
    """The status a line is shown by: the outcome, told apart further where nothing catches it."""
    match assessment.classification.status(item):
        case Outcome.CONTROLLED:
            return "controlled"
        case Outcome.UNDETERMINED:
            return "undetermined"
    if Flag.UPSTREAM in exposure.flags:
        return "upstream"
    return "not controlled" if assessment.identities[item].rare_earth is Certainty.NO else "rare earth"


def elements_of(identity: Identity) -> tuple[tuple[str, bool], ...]:
    """(symbol, whether it may be absent) of every rare earth the item holds or may hold."""
    sure: dict[str, bool] = {}
    for content in identity.contents:
        if content.certainty is Certainty.NO:
            continue
        for symbol, share in content.elements:
            if share.high > 0:
                sure[symbol] = sure.get(symbol, False) or share.low > 0
    return tuple((symbol, not certain) for symbol, certain in sure.items())


def _elements(line: Line) -> str:
    """``Nd Pr Dy?``: a mark where the element may be absent; led by the certainty where the material is not sure."""
    found = sorted(elements_of(line.identity), key=lambda one: one[1])
    text = " ".join(f"{symbol}?" if unsure else symbol for symbol, unsure in found)
    certainty = line.identity.rare_earth
    return f"{wording.CERTAINTY_WORDS[certainty]}: {text}" if text and certainty is not Certainty.YES else text


def _control(line: Line) -> str:
    return ", ".join(dict.fromkeys(finding.control for finding in line.caught))


def _force(line: Line) -> str:
    return wording.FORCE_WORDS[line.worst.force] if line.worst else ""


def _single_source(line: Line) -> str:
    single = line.exposure.single_source
    return f"{single.kind}: {single.name}" if single else ""


def _flags(line: Line) -> str:
    shown = (Flag.DEFENCE, Flag.SEMICONDUCTOR, Flag.LICENCE_REQUIRED)
    return ", ".join(FLAG_WORDS[flag] for flag in shown if flag in line.exposure.flags)


def _part(line: Line) -> str:
    return line.item.part_number or line.item.mpn or line.item.supplier_part or line.item.description[:40]


def _materials(line: Line) -> str:
    return ", ".join(dict.fromkeys(c.name for c in line.identity.contents if c.certainty is not Certainty.NO))


def _place(line: Line) -> str:
    return f"{line.sheet} {line.usage.row}".strip()


def bill_columns(period: str) -> tuple[Column[Line], ...]:
    """``period`` is "a year", or "per product" where the bill states no yearly volume."""
    return (*_WHAT, *_how_much(period), *_WHENCE)


_WHAT: tuple[Column[Line], ...] = (
    Column("status", "Status", lambda line: STATUS_WORDS[line.status], rank=lambda line: _STATUS_RANK[line.status],
           tip=lambda line: STATUS_HELP[line.status], mark=lambda line: line.status, width=135),
    Column("force", "Force", _force, mark=lambda line: str(line.worst.force) if line.worst else "", width=100,
           help="Whether the entry binds on the as-of date"),
    Column("part", "Part", _part, indent=lambda line: line.usage.level, width=125,
           muted=lambda line: line.alternative,
           tip=lambda line: f"Alternative for the line before: {_part(line)}" if line.alternative else ""),
    Column("description", "Description", lambda line: line.item.description, width=205),
    Column("elements", "Elements", _elements, width=105,
           help="Rare earths the item holds. A question mark: may be absent"),
    Column("control", "Control", _control, width=95, help="Entries that catch or may catch the item"),
)


def _how_much(period: str) -> tuple[Column[Line], ...]:
    return (
        Column("spend", f"Spend {period}", lambda line: wording.money(line.exposure.spend, line.currency),
               rank=lambda line: line.exposure.spend, figure=True, width=100,
               help=f"Of the item {period}, through all levels and products"),
        Column("quantity", "Quantity per", lambda line: wording.quantity(line.usage.quantity),
               rank=lambda line: line.usage.quantity, figure=True, by_kind=False, width=95,
               help="Per parent, as the workbook states it"),
        Column("annual", f"Quantity {period}", lambda line: wording.quantity(line.exposure.annual_quantity),
               rank=lambda line: line.exposure.annual_quantity, figure=True, width=115),
        Column("cover", "Cover, days", lambda line: wording.number(line.exposure.cover_days),
               rank=lambda line: line.exposure.cover_days, figure=True, width=90,
               help="Calendar days that stock and firm receipts last"),
    )


_WHENCE: tuple[Column[Line], ...] = (
    Column("origin", "Origin", lambda line: ", ".join(line.exposure.countries or line.item.origin), width=80),
    Column("supplier", "Supplier", lambda line: ", ".join(line.exposure.suppliers) or line.item.supplier, width=140),
    Column("single", "Single source", _single_source, width=140),
    Column("flags", "Flags", _flags, width=140),
    Column("material", "Material found", _materials, width=180),
    Column("place", "Sheet, row", _place, rank=lambda line: line.usage.sheet * 1e7 + line.usage.row, by_kind=False,
           width=100),
)
