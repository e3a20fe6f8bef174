"""Assessments built by hand for the views: every number follows from the lines given, so tests can count again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from ytterby.bom.bill import Bom, Usages
from ytterby.bom.reading import Reading
from ytterby.classification.classification import Classification
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Certainty, Citation, Evidence, Finding, Force, Form, Outcome, Reason, Treatment
from ytterby.core.item import Item
from ytterby.core.provenance import Provenance
from ytterby.exposure.exposure import (
    Concentration,
    ElementExposure,
    Exposure,
    Figure,
    Flag,
    ItemExposure,
    ProductExposure,
    Share,
    SingleSource,
)
from ytterby.identification.identity import Identity
from ytterby.planning.scenario import BASELINE, LicenceWait, Scenario
from ytterby.planning.simulation import Dates, ItemOutlook, ProductOutlook, Simulation, StockFan
from ytterby.regulation.condition import Contains
from ytterby.regulation.instrument import Control, Instrument, SourceText
from ytterby.regulation.rules import Assumption, ControlOnDay, RulesOnDay
from ytterby.regulation.timeline import State
from ytterby.workspace.document import Assessment, Document

AS_OF = date(2026, 11, 21)
WAIT = LicenceWait(60, 120, 0.6, 14, "public reports, autumn 2025", date(2026, 2, 1))
CITE = Citation("Announcement", "Art. 1")


@dataclass(frozen=True, slots=True)
class Line:
    """What a test says of one item; the rest of the assessment follows."""

    name: str
    outcome: Outcome = Outcome.CONTROLLED
    spend: float | None = 100.0
    grams: tuple[tuple[str, float], ...] = (("Nd", 10.0), ("Dy", 1.0))
    supplier: str = "Alfa"
    country: str = "CN"
    cover: float | None = 30.0
    instrument: str = "MOFCOM-2025-18"
    flags: frozenset[Flag] = frozenset()
    part: str = ""


LINES = (
    Line("Magnet N42SH", Outcome.CONTROLLED, 4000.0, (("Nd", 300.0), ("Dy", 40.0)), "Alfa", "CN", 12.0, part="M-0042"),
    Line("钕铁硼磁铁 N48H", Outcome.UNDETERMINED, 2500.0, (("Nd", 500.0), ("Pr", 90.0)), "Beta", "CN", 75.0,
         part="M-0048", flags=frozenset({Flag.DEFENCE})),
    Line("サマリウムコバルト磁石 YXG-28", Outcome.CONTROLLED, 900.0, (("Sm", 80.0),), "Alfa", "JP", None, part="S-0028",
         flags=frozenset({Flag.SINGLE_SOURCE})),
    Line("Erbium-doped fibre", Outcome.CONTROLLED, 300.0, (("Er", 0.02),), "Gamma", "DE", 400.0, "MOFCOM-2025-57",
         part="F-0003", flags=frozenset({Flag.SEMICONDUCTOR})),
    Line("Ferrite core", Outcome.NOT_CONTROLLED, 700.0, (), "Delta", "DE", None, part="C-0100"),
)


def instrument(key: str, *states: tuple[date, Force], title: str = "Rare-earth items") -> Instrument:
    control = Control(
        "1C902.a", "Samarium", "钐", Form.METAL, Contains("Sm"),
        tuple(State(start, force, CITE, min(start, date(2025, 10, 9))) for start, force in states), CITE,
        Treatment.LICENCE_REQUIRED)
    text = SourceText("text", title, "https://example.org", "zh", AS_OF)
    return Instrument(key, "MOFCOM", title, "公告", states[0][0], states[0][0], AS_OF, "", "", (text,), (control,), ())


INSTRUMENTS = (
    instrument("MOFCOM-2025-18", (date(2025, 4, 4), Force.IN_FORCE), title="Seven medium and heavy rare earths"),
    instrument("MOFCOM-2025-57", (date(2025, 10, 9), Force.NOT_YET), (date(2025, 11, 7), Force.SUSPENDED),
               (date(2026, 11, 11), Force.UNVERIFIED), title="Five more rare earths"),
    instrument("MOFCOM-2025-61", (date(2025, 10, 9), Force.NOT_YET), (date(2025, 11, 7), Force.SUSPENDED),
               (date(2026, 11, 11), Force.UNVERIFIED), title="Re-export of foreign-made items"),
)


def rules(as_of: date = AS_OF, assumptions: tuple[Assumption, ...] = ()) -> RulesOnDay:
    entries = []
    for law in INSTRUMENTS:
        laid = next((a for a in assumptions if a.instrument == law.id and a.start <= as_of), None)
        state = law.controls[0].state_on(as_of)
        if laid:
            state = State(laid.start, laid.force, CITE, laid.start)
        if state:
            entries.append(ControlOnDay(law, law.controls[0], state, str(laid) if laid else ""))
    return RulesOnDay(as_of, None, assumptions, tuple(entries), (), INSTRUMENTS, "sha256:0")


def bill(lines: Sequence[Line], products: Sequence[str] = ("Drive unit",)) -> Bom:
    """Products first, then the lines; every line stands once under the first product."""
    items = [Item(f"p{n}", part_number=f"P-{n:03}", description=name) for n, name in enumerate(products)]
    items += [Item(f"k{n}", part_number=line.part or f"M-{n:04}", description=line.name, stock=100.0, annual_use=1000.0)
              for n, line in enumerate(lines)]
    amount = len(items)
    level = np.array([0] * len(products) + [1] * len(lines), np.int16)
    usages = Usages(
        np.arange(amount, dtype=np.int32), np.zeros(amount, np.int16), np.arange(2, amount + 2, dtype=np.int32), level,
        np.where(level == 1, 0, -1).astype(np.int32), np.ones(amount), np.zeros(amount, bool), ("",) * amount)
    return Bom("drive.xlsx", "0" * 64, ("BOM",), tuple(items), usages)


def finding(line: Line, key: str, day: RulesOnDay) -> tuple[Finding, ...]:
    state = next((e.state for e in day.controls if e.instrument.id == line.instrument), None)
    if line.outcome is Outcome.NOT_CONTROLLED or state is None:
        return ()
    missing = (Reason("share"),) if line.outcome is Outcome.UNDETERMINED else ()
    evidence = (Evidence("grade", "description", line.name, 0, len(line.name)),)
    return (Finding(key, "1C902.a", line.instrument, line.outcome, state.force, Treatment.LICENCE_REQUIRED,
                    (Reason("described"),), evidence, CITE, missing),)


def item_exposure(index: int, line: Line) -> ItemExposure:
    catching = line.outcome is not Outcome.NOT_CONTROLLED
    single = SingleSource("supplier", line.supplier, (line.supplier,)) if Flag.SINGLE_SOURCE in line.flags else None
    return ItemExposure(
        index, (index,), 1000.0, None if line.spend is None else line.spend / 1000, line.spend,
        tuple((symbol, Estimate(grams * 0.8, grams, grams * 1.2)) for symbol, grams in line.grams), line.outcome,
        Force.IN_FORCE if catching else None, Treatment.LICENCE_REQUIRED if catching else Treatment.NONE,
        Certainty.YES if line.grams else Certainty.NO, line.flags, single, (line.supplier,), (line.country,),
        line.cover)


def elements(items: Sequence[ItemExposure]) -> tuple[ElementExposure, ...]:
    found = []
    for symbol in sorted({symbol for item in items for symbol, _ in item.element_g}):
        holding = [item for item in items if symbol in dict(item.element_g)]
        mass = dict(holding[0].element_g)[symbol]
        for item in holding[1:]:
            mass = mass + dict(item.element_g)[symbol]
        spend = tuple((outcome, sum(i.spend or 0.0 for i in holding if i.outcome is outcome)) for outcome in Outcome)
        found.append(ElementExposure(symbol, mass, spend, tuple(i.item for i in holding), 0.9, "refining", "2023"))
    return tuple(found)


def concentration(by: str, names: Sequence[str], items: Sequence[ItemExposure]) -> Concentration:
    total = sum(item.spend or 0.0 for item in items) or 1.0
    groups: dict[str, list[ItemExposure]] = {}
    for name, item in zip(names, items, strict=True):
        if item.element_g:
            groups.setdefault(name, []).append(item)
    shares = tuple(Share(name, sum(i.spend or 0.0 for i in group) / total, sum(i.spend or 0.0 for i in group),
                         tuple(i.item for i in group)) for name, group in groups.items())
    hhi = sum((100 * share.share) ** 2 for share in shares)
    largest = max((share.share for share in shares), default=0.0)
    return Concentration(by, shares, hhi, 10_000 / hhi if hhi else 0.0, 1 - largest, "rare-earth spend")


def figures(items: Sequence[ItemExposure]) -> tuple[Figure, ...]:
    def where(key: str, chosen: Sequence[ItemExposure]) -> Figure:
        return Figure(key, float(len(chosen)), "lines", tuple(item.item for item in chosen))

    def spend(key: str, chosen: Sequence[ItemExposure]) -> Figure:
        known = [item.spend for item in chosen if item.spend is not None]
        return Figure(key, sum(known) if known else None, "money", tuple(item.item for item in chosen))

    controlled = [item for item in items if item.outcome is Outcome.CONTROLLED]
    unknown = [item for item in items if item.outcome is Outcome.UNDETERMINED]
    covered = sorted((item for item in items if item.cover_days is not None), key=lambda item: item.cover_days or 0.0)
    shortest = Figure("shortest_cover", covered[0].cover_days if covered else None, "days",
                      tuple(item.item for item in covered[:1]))
    priced = any(item.spend is not None for item in items)
    return (
        where("licence_required", controlled), spend("licence_spend", controlled), where("undetermined", unknown),
        spend("undetermined_spend", unknown), where("wakes_up", [i for i in items if "Er" in dict(i.element_g)]),
        where("single_source", [i for i in items if Flag.SINGLE_SOURCE in i.flags]),
        where("defence", [i for i in items if Flag.DEFENCE in i.flags]),
        where("semiconductor", [i for i in items if Flag.SEMICONDUCTOR in i.flags]), shortest,
        Figure("evidence_share", 0.4 if priced else None, "share", tuple(item.item for item in controlled)),
    )


def exposure(lines: Sequence[Line], bom: Bom, amount: int, currency: str = "EUR") -> Exposure:
    items = tuple(item_exposure(amount + n, line) for n, line in enumerate(lines))
    per_element = elements(items)
    products = tuple(
        ProductExposure(p, 1000.0, sum(i.spend or 0 for i in items), 0.0, 0.0,
                        tuple((e.symbol, e.mass_g.times(1 / (p + 1))) for e in per_element),
                        tuple(i.item for i in items), None)
        for p in range(amount))
    by = (concentration("supplier", [line.supplier for line in lines], items),
          concentration("country", [line.country for line in lines], items))
    return Exposure(currency, AS_OF, False, items, products, per_element, by, figures(items))


def simulation(found: Exposure, scenario: Scenario = BASELINE, wait: LicenceWait = WAIT, as_of: date = AS_OF,
               extra: float = 0.0) -> Simulation:
    """Not simulated: a straight rule, so that what is shown can be checked by eye."""
    weeks = tuple(as_of + timedelta(weeks=n) for n in range(53))
    outlooks, fans = [], []
    for item in found.items:
        if item.outcome is Outcome.NOT_CONTROLLED:
            continue
        cover = None if item.cover_days is None else item.cover_days + extra
        if cover is None:
            outlooks.append(ItemOutlook(item.item, None, None, None, Dates(None, None, None), None, None, 0.0, 0.0))
            continue
        risk = max(0.0, min(1.0, 1.2 - cover / wait.p90_days))
        stop = Dates(*(as_of + timedelta(days=cover + more) for more in (0, 1, 2))) if risk else Dates(None, None, None)
        outlooks.append(ItemOutlook(item.item, cover, risk, 40 * risk, stop, max(0.0, risk - 0.01), 39 * risk,
                                    150.0, extra * 10))
        low, mid, high = (tuple(max(0.0, cover - 7 * n) + (r if n > at else 0.0) for n in range(53))
                          for r, at in ((0, 60), (40, 9), (90, 5)))
        fans.append(StockFan(item.item, weeks, low, mid, high))
    worst = max((o for o in outlooks if o.stop_probability is not None), default=None,
                key=lambda o: o.stop_probability or 0.0)
    products = tuple(
        ProductOutlook(p.item, (worst.stop_probability or 0.0) if worst else 0.0, 20.0,
                       worst.first_stop if worst else Dates(None, None, None), worst.item if worst else None)
        for p in found.products)
    return Simulation(scenario, wait, as_of, 1, 4000, tuple(outlooks), products, tuple(fans), 0.005)


def assessment(lines: Sequence[Line] = LINES, *, products: Sequence[str] = ("Drive unit",), as_of: date = AS_OF,
               assumptions: tuple[Assumption, ...] = (), scenario: Scenario | None = None,
               extra: float = 0.0) -> tuple[Document, Assessment]:
    """A document and its assessment; with ``scenario`` a second outlook stands after the baseline."""
    bom, day, amount = bill(lines, products), rules(as_of, assumptions), len(products)
    findings = ((),) * amount + tuple(finding(line, f"k{n}", day) for n, line in enumerate(lines))
    found = exposure(lines, bom, amount)
    outlooks = (simulation(found, as_of=as_of),)
    if scenario is not None:
        outlooks += (simulation(found, scenario, as_of=as_of, extra=extra),)
    reading = Reading(bom, (), ())
    identities = tuple(Identity(item.key, Certainty.NO, ()) for item in bom.items)
    provenance = Provenance("ytterby 0", bom.name, "", "", "", "", as_of, None, tuple(map(str, assumptions)), 1, AS_OF)
    document = Document(as_of, reading=reading, assumptions=assumptions,
                        scenarios=(BASELINE,) if scenario is None else (BASELINE, scenario))
    return document, Assessment(reading, identities, Classification(day, findings), found, outlooks, (), provenance)
