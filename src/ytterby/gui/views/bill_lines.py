"""The lines of a bill with all that the assessment says of them, and the columns that show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from operator import add

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.bill import Bom, Usage, Usages
from ytterby.classification.findings import ItemFindings
from ytterby.core.decision import Decision
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Certainty, Finding, Outcome, worst
from ytterby.core.item import Item
from ytterby.core.sentences.words import LINE_STATUSES, line_status
from ytterby.exposure.exposure import STATED, Flag, ItemExposure
from ytterby.gui import wording
from ytterby.gui.icons import DECIDED
from ytterby.gui.listing import Column
from ytterby.identification.identity import Identity
from ytterby.workspace.document import Assessment

STATUS_WORDS = dict(zip(("controlled", "undetermined", "upstream", "rare earth", "not controlled"), LINE_STATUSES,
                        strict=True))
STATUS_HELP = {
    "controlled": "A control entry describes the item. Whether it binds on the day stands under Force.",
    "undetermined": "An entry may describe the item; a fact is missing. Evidence says which and who can give it.",
    "upstream": "Not a listed item itself; it holds or may hold a material that is listed. Whoever makes it needs the "
                "licence, so its supply may stop all the same.",
    "rare earth": "Holds or may hold a rare earth that no entry lists in this form.",
    "not controlled": "Nothing in the texts of the line names a rare earth: none was found, which is no proof of none.",
}
_STATUS_RANK = {status: rank for rank, status in enumerate(STATUS_WORDS)}
_STATUS_OF = {words: status for status, words in STATUS_WORDS.items()}
FLAG_WORDS = {
    Flag.DEFENCE: "defence interest", Flag.SEMICONDUCTOR: "chip-making interest",
    Flag.FOR_DEFENCE: "for defence", Flag.FOR_SEMICONDUCTOR: "for chip making", Flag.SINGLE_SOURCE: "single source",
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
    decision: Decision | None = None  # the latest of a person on the item
    stale: bool = False  # it was about an earlier wording of the item


class BillLines(Sequence[Line]):
    """Lines made when looked at, so that a million of them cost nothing until they are on screen."""

    def __init__(self, assessment: Assessment, decisions: Iterable[Decision] = ()) -> None:
        self._bom: Bom = assessment.reading.bom
        self._decisions = {one.item_key: one for one in sorted(decisions, key=lambda one: one.when)}
        self.of = assessment
        self._exposures = {one.item: one for one in assessment.exposure.items}
        self._line = lru_cache(maxsize=4096)(self._make)
        self._statuses: tuple[str, ...] | None = None
        self._worst: tuple[Finding | None, ...] = ()  # of each item: outcome and force are its own, not the evidence

    def __len__(self) -> int:
        return len(self._bom)

    def __getitem__(self, index: int) -> Line:  # type: ignore[override]
        return self._line(index)

    @property
    def statuses(self) -> tuple[str, ...]:
        """The status word key of each item."""
        if self._statuses is None:
            items = range(len(self._bom.items))
            self._worst = tuple(map(self._worst_of, items))
            self._statuses = tuple(map(self._status, items, self._worst))
        return self._statuses

    def _worst_of(self, item: int) -> Finding | None:
        findings = self.of.classification.findings
        if isinstance(findings, ItemFindings):
            return findings.alike(item)
        return worst(findings[item]) if findings[item] else None

    def _status(self, item: int, found: Finding | None) -> str:
        outcome = found.outcome if found else Outcome.NOT_CONTROLLED
        return status_words(outcome, self._exposures[item], self.of.identities[item].rare_earth)

    def force(self, item: int) -> str:
        """The force of the worst entry that catches or may catch the item; empty where none does."""
        found = self._worst[item] if self.statuses else None
        return str(found.force) if found else ""

    def decided(self, item: int) -> str:
        """``decided`` or ``stale`` where a person said something of the item, else empty."""
        decision = self._decisions.get(self._bom.items[item].key) if self._decisions else None
        if decision is None:
            return ""
        if self.of.classification.decision(item) is decision:
            return "decided"  # looked at by the assessment
        return "stale" if decision.item_text != self._bom.items[item].text_digest() else "decided"

    def exposure(self, item: int) -> ItemExposure:
        return self._exposures[item]

    def _make(self, index: int) -> Line:
        usage = self._bom.usage(index)
        item = usage.item
        caught, named = caught_by(self.of, item), self._bom.items[item]
        decision = self._decisions.get(named.key)
        return Line(
            usage, named, self.of.identities[item], self._exposures[item],
            self._status(item, self._worst_of(item)), caught[0] if caught else None, caught,
            self.of.classification.findings[item], self.of.exposure.currency,
            self._bom.sheets[usage.sheet] if usage.sheet < len(self._bom.sheets) else "",
            bool(self._bom.usages.alternative[index]), decision,
            decision is not None and decision.item_text != named.text_digest(),
        )


def caught_by(assessment: Assessment, item: int) -> tuple[Finding, ...]:
    """Findings that catch or may catch the item itself, worst first."""
    found = (f for f in assessment.classification.findings[item] if f.outcome is not Outcome.NOT_CONTROLLED)
    return tuple(sorted(found, key=lambda finding: finding.severity))


def status_of(assessment: Assessment, item: int, exposure: ItemExposure) -> str:
    """The status a line is shown by."""
    outcome = assessment.classification.status(item)
    return status_words(outcome, exposure, assessment.identities[item].rare_earth)


def status_words(outcome: Outcome, exposure: ItemExposure, rare_earth: Certainty) -> str:
    """The outcome, told apart further where nothing catches the item. A key of STATUS_WORDS."""
    return _STATUS_OF[line_status(outcome, rare_earth, upstream=Flag.UPSTREAM in exposure.flags)]


def _elements(line: Line) -> str:
    """``Nd Pr Dy?``: a mark where the element may be absent, all marked where the material itself is not sure."""
    return " ".join(f"{symbol}?" if absent else symbol for symbol, absent in line.identity.elements())


def _control(line: Line) -> str:
    return ", ".join(dict.fromkeys(finding.control for finding in line.caught))


def _force(line: Line) -> str:
    return wording.FORCE_WORDS[line.worst.force] if line.worst else ""


def _decided(line: Line) -> str:
    if line.decision is None:
        return ""
    return f"{line.decision.verdict}{' (stale)' if line.stale else ''}"


def _decided_tip(line: Line) -> str:
    if line.decision is None:
        return ""
    stale = "The item was worded differently then: look again. " if line.stale else ""
    return f"{stale}{line.decision.signed}, {wording.day(line.decision.when.date())}: {line.decision.told}"


def _status_mark(line: Line) -> str:
    """Ticked where a person decided and the item is still the same."""
    return line.status + (DECIDED if line.decision is not None and not line.stale else "")


def _status_tip(line: Line) -> str:
    return "\n".join(filter(None, (STATUS_HELP[line.status], _decided_tip(line))))


def _single_source(line: Line) -> str:
    single = line.exposure.single_source
    return f"{single.kind}: {single.name}" if single else ""


def _flags(line: Line) -> str:
    flags = line.exposure.flags
    shown = [STATED[flag] if STATED[flag] in flags else flag for flag in STATED if flag in flags]
    return ", ".join(FLAG_WORDS[flag] for flag in (*shown, Flag.LICENCE_REQUIRED) if flag in flags)


def _part(line: Line) -> str:
    return line.item.number


def _materials(line: Line) -> str:
    return ", ".join(dict.fromkeys(c.name for c in line.identity.contents if c.certainty is not Certainty.NO))


def _place(line: Line) -> str:
    return f"{line.sheet} {line.usage.row}".strip()


def bill_columns(
    usages: Usages, period: str, currency: str = "EUR", *, parts: bool = True,
) -> tuple[Column[Line], ...]:
    """``period`` is "a year", or "per product" where the bill states no yearly volume; sums are in ``currency``.
    ``parts``: some line states a part number; else their column is no wider than its heading."""
    places = np.asarray(usages.sheet * 1e7 + usages.row, dtype=np.float64)
    place = Column("place", "Sheet, row", _place, figure=True, by_kind=False, ranks=places, width=100)
    what = _WHAT if parts else tuple(replace(one, width=54) if one.key == "part" else one for one in _WHAT)
    return (*what, *_how_much(period, usages.quantity, currency), *_WHENCE, *_what_hangs(period), place)


_WHAT: tuple[Column[Line], ...] = (
    Column("status", "Status", lambda line: STATUS_WORDS[line.status], rank=lambda line: _STATUS_RANK[line.status],
           tip=_status_tip, mark=_status_mark, width=128),
    Column("force", "Force", _force, mark=lambda line: str(line.worst.force) if line.worst else "", width=100,
           help="Whether the entry binds on the as-of date"),
    Column("part", "Part", _part, indent=lambda line: line.usage.level, width=125,
           muted=lambda line: line.alternative,
           tip=lambda line: f"Alternative for the line before: {_part(line)}" if line.alternative else ""),
    Column("description", "Description", lambda line: line.item.description, width=172),
    Column("elements", "Elements", _elements, width=105,
           help="Rare earths the item holds. A question mark: may be absent"),
    Column("control", "Control", _control, width=100, help="Entries that catch or may catch the item"),
)


def _how_much(period: str, quantity: NDArray[np.float64], currency: str) -> tuple[Column[Line], ...]:
    return (
        Column("spend", f"Spend {period}", lambda line: wording.money(line.exposure.spend, line.currency),
               rank=lambda line: line.exposure.spend, figure=True, width=120,
               total=lambda value: wording.money(value, currency),
               help=f"Of the item {period}, through all levels and products"),
        Column("decided", "Decided", _decided, tip=_decided_tip, muted=lambda line: line.stale, width=125,
               help="What a person decided; it stands beside the finding and never replaces it"),
        Column("quantity", "Quantity per", lambda line: wording.quantity(line.usage.quantity),
               ranks=quantity, figure=True, by_kind=False, width=95,
               help="Per parent, as the workbook states it"),
        Column("annual", f"Quantity {period}", lambda line: wording.quantity(line.exposure.annual_quantity),
               rank=lambda line: line.exposure.annual_quantity, figure=True, width=115),
        Column("cover", "Cover, days", lambda line: wording.number(line.exposure.cover_days),
               rank=lambda line: line.exposure.cover_days, figure=True, width=90,
               help="Calendar days that stock and firm receipts last"),
    )


def _what_hangs(period: str) -> tuple[Column[Line], ...]:
    """What the roll-up puts behind an item. Money of products is behind each of their items and adds up to nothing."""
    return (
        Column("grams", f"Rare earth, g {period}", _grams, rank=_best_grams, tip=_grams_tip, figure=True, width=150,
               help="In all pieces, low to high; of an assembly only what its listed parts do not hold"),
        Column("revenue", f"Revenue {period}", lambda line: wording.money(line.exposure.revenue, line.currency),
               rank=lambda line: line.exposure.revenue, figure=True, width=120,
               help="Of all products that hold the item: what stands still without it"),
        Column("margin", f"Margin {period}", lambda line: wording.money(line.exposure.margin, line.currency),
               rank=lambda line: line.exposure.margin, figure=True, width=120,
               help="Of all products that hold the item, where Products states the margin of a piece"),
    )


def _grams_of(line: Line) -> Estimate | None:
    held = line.exposure.element_g
    return reduce(add, (mass for _, mass in held)) if held else None


def _grams(line: Line) -> str:
    found = _grams_of(line)
    if found is None:
        return wording.NOTHING
    low, high = (wording.number(bound, 0 if bound >= 100 else 2) for bound in (found.low, found.high))
    return low if low == high else f"{low} – {high}"


def _best_grams(line: Line) -> float | None:
    found = _grams_of(line)
    return None if found is None else found.best


def _grams_tip(line: Line) -> str:
    return "\n".join(f"{symbol} {wording.mass(grams.low)} – {wording.mass(grams.best)} – {wording.mass(grams.high)}"
                     for symbol, grams in line.exposure.element_g)


_WHENCE: tuple[Column[Line], ...] = (
    Column("origin", "Origin", lambda line: ", ".join(line.exposure.countries or line.item.origin), width=80),
    Column("supplier", "Supplier", lambda line: ", ".join(line.exposure.suppliers) or line.item.supplier, width=140),
    Column("single", "Single source", _single_source, width=140),
    Column("flags", "Flags", _flags, width=140),
    Column("material", "Material found", _materials, width=280),
)
