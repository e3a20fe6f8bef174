"""The columns of the Suppliers page: suppliers with what hangs on them, and outages with what they would do."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ytterby.core.item import Item
from ytterby.exposure.exposure import Concentration
from ytterby.exposure.sourcing import firm
from ytterby.gui import wording
from ytterby.gui.charts.labels import item_name
from ytterby.gui.listing import Column
from ytterby.report.sent import Sent
from ytterby.workspace.outages import OutageImpact
from ytterby.workspace.suppliers import SupplierLine, Suppliers

BY_WORDS = {"supplier": "Suppliers", "country": "Countries of make", "processing country": "Countries of refining"}
KIND_WORDS = {"supplier": "supplier", "country": "country of make", "processing country": "refining, below tier 1",
              "licence": "licences not granted"}


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """A supplier with its form, where one went out."""

    line: SupplierLine
    sent: Sent | None
    currency: str
    whole: float

    @property
    def share(self) -> float | None:
        return self.line.spend / self.whole if self.line.spend is not None and self.whole else None


@dataclass(frozen=True, slots=True)
class OutageRow:
    """An outage with the names of what it stops."""

    impact: OutageImpact
    first: str
    lost: str
    currency: str


def supplier_rows(found: Suppliers, sent: Sequence[Sent]) -> tuple[SupplierRow, ...]:
    """In the order of the suppliers; of several forms of one supplier the latest answered."""
    forms: dict[str, Sent] = {}
    for one in sorted(sent, key=lambda form: (form.answered, form.when is not None)):
        forms[firm(one.supplier)] = one
    whole = sum(line.spend or 0.0 for line in found.lines)
    return tuple(
        SupplierRow(line, next((forms[firm(name)] for name in line.names if firm(name) in forms), None),
                    found.outages.currency, whole)
        for line in found.lines)


def outage_rows(found: Suppliers, items: Sequence[Item]) -> tuple[OutageRow, ...]:
    return tuple(
        OutageRow(one, "" if one.first is None else item_name(items[one.first]), _lost(one, items),
                  found.outages.currency)
        for one in found.outages.impacts)


def _lost(one: OutageImpact, items: Sequence[Item]) -> str:
    stopped = [(pieces, "the list itself" if item is None else item_name(items[item]))
               for item, pieces in one.lost if round(pieces) > 0]
    return ", ".join(f"{wording.quantity(round(pieces))} × {name}" for pieces, name in sorted(stopped, reverse=True))


_OF = {"spend": ", of the spend on what holds a rare earth", "mass": "",
       "items": ", of the items that hold a rare earth, as no spend is known"}


def concentration_words(one: Concentration) -> str:
    """One line: the largest and what is left without it, what is over 65 %, index, effective sources."""
    largest = one.shares[0]
    over = (f" – above {wording.percent(one.limit, 0)}, which the EU's Critical Raw Materials Act sets for what the "
            "Union gets of one material from one third country" if one.limit is not None and one.over_limit else "")
    name = wording.country(largest.name) if one.by == "country" else largest.name
    of = _OF[one.of]
    return (f"{BY_WORDS[one.by]}{of}: {name} has {wording.percent(largest.share, 0)}{over}. "
            f"Without it {wording.percent(one.without_largest, 0)} is left. HHI {wording.number(one.hhi)}, "
            f"as good as {wording.number(one.effective, 1)} equal sources.")


def untold_words(found: Sequence[Concentration]) -> list[tuple[str, str]]:
    """One line for all of which nothing is known, and why; with nothing to be told on hover."""
    missing = {one.by for one in found if not one.shares}
    stated = [BY_WORDS[by].lower() for by in ("supplier", "country") if by in missing]
    words = [f"{' and '.join(stated)} not stated"] if stated else []
    if "processing country" in missing:
        words.append(f"shares of the {BY_WORDS['processing country'].lower()} not known without masses")
    line = "; ".join(words)
    return [(f"{line[0].upper()}{line[1:]}.", "")] if line else []


def survives_words(impact: OutageImpact | None) -> str:
    """``12 days``; at most where some item is not known; never only where all are known."""
    if impact is None:
        return wording.NOTHING
    if impact.survive_days is None:
        return "not known"
    if math.isinf(impact.survive_days):
        return "not known" if impact.unknown else "does not run out"
    return ("at most " if impact.unknown else "") + wording.days(math.floor(impact.survive_days))


def recovers_words(impact: OutageImpact | None) -> str:
    if impact is None:
        return wording.NOTHING
    return wording.days(math.ceil(impact.recover_days)) + (", stated" if impact.stated else ", assumed")


def loss_words(impact: OutageImpact | None, currency: str) -> str:
    if impact is None or impact.loss is None:
        return wording.NOTHING
    if impact.loss == 0 and impact.unknown:
        return "not known"
    return ("at least " if impact.unknown else "") + wording.money(impact.loss, currency)


def form_words(sent: Sent | None) -> str:
    if sent is None:
        return "not sent"
    if not sent.answered:
        return f"out, {wording.counted(sent.parts, 'part')}"
    day = f", {wording.day(sent.when)}" if sent.when else ""
    return f"back, {sent.answered} of {sent.parts} answered{day}"


def _survive_rank(impact: OutageImpact | None) -> float | None:
    return None if impact is None or impact.survive_days is None else impact.survive_days


def _outage_mark(impact: OutageImpact | None) -> str:
    """Shape and colour beside the words: stops before the outage is over, survives, or not known."""
    if impact is None:
        return ""
    return {False: "controlled", None: "unverified", True: "not controlled"}[impact.survives]


def _index(impact: OutageImpact | None) -> float | None:
    return None if impact is None else impact.index


SUPPLIER_COLUMNS: tuple[Column[SupplierRow], ...] = (
    Column("supplier", "Supplier", lambda row: row.line.name, tip=lambda row: ", ".join(row.line.names), width=180),
    Column("owner", "Owner", lambda row: row.line.owner, width=110, help="Who owns it, as you stated below"),
    Column("country", "Country", lambda row: ", ".join(row.line.countries) or "not stated", width=80,
           help="Where it makes these items, as the bill states"),
    Column("items", "Items", lambda row: wording.number(len(row.line.items)), lambda row: len(row.line.items),
           figure=True, width=64, help="Items with rare earths of which it is an approved source"),
    Column("spend", "Spend", lambda row: wording.money(row.line.spend, row.currency)
           + (" +" if row.line.unpriced and row.line.spend is not None else ""),
           lambda row: row.line.spend, figure=True, width=104, help="A year; + where some items have no price"),
    Column("share", "Share", lambda row: wording.percent(row.share, 0),
           lambda row: None if row.share is None else row.share * 100, figure=True, width=64,
           help="Of the spend on what holds or may hold a rare earth, of all suppliers"),
    Column("single", "Single source", lambda row: wording.number(len(row.line.single)) if row.line.single else "",
           lambda row: len(row.line.single), figure=True, width=100,
           help="Items for which no other owner's source is approved"),
    Column("waiting", "Wait for licence", lambda row: wording.number(len(row.line.waiting)) if row.line.waiting else "",
           lambda row: len(row.line.waiting), figure=True, width=112,
           help="Items that wait or may wait for a licence on the as-of date"),
    Column("survives", "Time to survive", lambda row: survives_words(row.line.outage),
           lambda row: _survive_rank(row.line.outage), mark=lambda row: _outage_mark(row.line.outage), figure=True,
           width=128, help="Until the first of its items is gone if it delivers nothing; others go on as now"),
    Column("recovers", "Time to recover", lambda row: recovers_words(row.line.outage), lambda row:
           row.line.outage.recover_days if row.line.outage else None, figure=True, width=128,
           help="How long it delivers nothing: as you or the bill state it of this source, else the length set above"),
    Column("loss", "Loss", lambda row: loss_words(row.line.outage, row.currency),
           lambda row: row.line.outage.loss if row.line.outage else None, figure=True, width=110,
           help="What an outage of that length costs"),
    Column("form", "Questionnaire", lambda row: form_words(row.sent), width=160),
)

MATCH_COLUMN: Column[SupplierRow] = Column(
    "match", "Listed party?", lambda row: f"possible match: {', '.join(row.line.matches)}; check" if row.line.matches
    else "", width=150, help="Names like one on your list of parties. Never a verdict.")
"""Shown only where names are like listed ones."""

OUTAGE_COLUMNS: tuple[Column[OutageRow], ...] = (
    Column("name", "Outage of", lambda row: wording.country(row.impact.name) if row.impact.kind == "country" else
           row.impact.name, width=190),
    Column("kind", "What fails", lambda row: KIND_WORDS[row.impact.kind], width=160),
    Column("items", "Items", lambda row: wording.number(len(row.impact.items)), lambda row: len(row.impact.items),
           figure=True, width=64),
    Column("unknown", "Not known", lambda row: wording.number(len(row.impact.unknown)) if row.impact.unknown else "",
           lambda row: len(row.impact.unknown), figure=True, width=90,
           help="Items whose stock or use is not stated: not in the figures, and not safe"),
    Column("survives", "Time to survive", lambda row: survives_words(row.impact),
           lambda row: _survive_rank(row.impact), mark=lambda row: _outage_mark(row.impact), figure=True, width=128,
           help="Until the first item is gone and what is finished of its products is delivered"),
    Column("recovers", "Time to recover", lambda row: recovers_words(row.impact), lambda row: row.impact.recover_days,
           figure=True, width=128, help="As stated of a source, else the length set above"),
    Column("first", "First to run out", lambda row: row.first, width=150),
    Column("loss", "Loss", lambda row: loss_words(row.impact, row.currency), lambda row: row.impact.loss, figure=True,
           width=120),
    Column("index", "Exposure index", lambda row: wording.number(_index(row.impact), 2),
           lambda row: _index(row.impact), figure=True, width=112,
           help="Risk exposure index: this loss as a part of the largest"),
    Column("lost", "Products lost", lambda row: row.lost, width=220, help="Pieces over the outage, at the least loss"),
)
