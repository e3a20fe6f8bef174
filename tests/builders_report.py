"""A small assessment built by hand: what every test on workspace and reports needs, each value chosen and visible."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import numpy as np

from ytterby.bom.bill import Bom, Usages
from ytterby.bom.reading import Column, Meaning, Reading, Table
from ytterby.classification.classification import Classification
from ytterby.core.decision import Decision, Verdict
from ytterby.core.estimate import Estimate
from ytterby.core.finding import (
    Certainty,
    Citation,
    Evidence,
    Finding,
    Force,
    Form,
    Outcome,
    Reason,
    Treatment,
)
from ytterby.core.issue import Issue, Severity, Where
from ytterby.core.item import Item, Money
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
from ytterby.identification.identity import Content, Identity
from ytterby.planning.scenario import BASELINE, LicenceWait
from ytterby.planning.simulation import Dates, ItemOutlook, ProductOutlook, Simulation
from ytterby.regulation.condition import Contains
from ytterby.regulation.instrument import Control, Instrument, SourceText
from ytterby.regulation.rules import ControlOnDay, InstrumentOnDay, RulesOnDay
from ytterby.regulation.timeline import State
from ytterby.workspace.document import Assessment, Document

AS_OF = date(2026, 11, 21)
FORMULA = "=HYPERLINK(\"http://example.org\",\"click\")"
HOSTILE = "+cmd|' /C calc'!A0\x07 _x0041_"
TEXT = Citation("Announcement 18 of 2025", "Art. 1", "https://example.org/18")
WORDS = Evidence("material", "description", "SmCo", 0, 4, "smco")

ITEMS = (
    Item("drive", "DU-100", description="Drive unit", annual_use=500.0),
    Item("smco", "M-1", description="SmCo magnet 20x4", supplier="Alpha GmbH", origin=("CN",), stock=100.0,
         price=Money(12.5, "EUR"), mass_g=Estimate.exactly(10.0)),
    Item("ndfeb", "M-2", description="Magnet N42SH 钕铁硼", supplier="Beta KK", origin=("CN", "JP")),
    Item("screw", "S-1", description=FORMULA, supplier=HOSTILE, price=Money(0.02, "EUR")),
)


def bom() -> Bom:
    """DU-100 holds two M-1, one M-2 and ten S-1; M-1 stands once more on its own."""
    usages = Usages(
        item=np.array([0, 1, 2, 3, 1], np.int32), sheet=np.zeros(5, np.int16),
        row=np.array([4, 5, 6, 8, 9], np.int32), level=np.array([0, 1, 1, 1, 1], np.int16),
        parent=np.array([-1, 0, 0, 0, 0], np.int32), quantity=np.array([1.0, 2.0, 1.0, np.nan, 1.0]),
        alternative=np.zeros(5, np.bool_), section=("",) * 5,
    )
    return Bom("drive.xlsx", "ab" * 32, ("BOM",), ITEMS, usages)


def reading() -> Reading:
    columns = (Column("A", "Part", Meaning.PART_NUMBER, 1.0), Column("B", "Text", Meaning.DESCRIPTION, 0.913))
    left = Issue.of("settings-unreadable", Severity.NOTE, Where("drive.xlsx", "BOM", 7, "B"), problem="a note row")
    return Reading(bom(), (Table("BOM", (3,), 4, 9, columns),), (left,), left_out=(("note", 1),))


def content(key: str, elements: tuple[tuple[str, Estimate], ...], mass: Estimate | None, words: Evidence) -> Content:
    return Content(key, key.upper(), Form.MAGNET, Form.MAGNET, Certainty.YES, (), elements, mass, "stated", (words,))


def identities() -> tuple[Identity, ...]:
    smco = content("smco", (("Sm", Estimate(0.2, 0.25, 0.3)),), Estimate.exactly(10.0), WORDS)
    grade = Evidence("grade", "description", "N42SH", 7, 12, "N42SH")
    ndfeb = content("ndfeb", (("Dy", Estimate(0.0, 0.02, 0.05)), ("Nd", Estimate(0.28, 0.3, 0.32))), None, grade)
    return (
        Identity("drive", Certainty.NO, ()), Identity("smco", Certainty.YES, (smco,), defence=True),
        Identity("ndfeb", Certainty.YES, (ndfeb,)), Identity("screw", Certainty.NO, ()),
    )


def finding(key: str, outcome: Outcome, force: Force = Force.IN_FORCE, **changes: object) -> Finding:
    missing = (Reason.of("settings-unreadable", problem="Dy content"),) if outcome is Outcome.UNDETERMINED else ()
    made = Finding(key, "1C902.a/a.4", "MOFCOM-GAC-2025-18", outcome, force, Treatment.LICENCE_REQUIRED,
                   (Reason.of("notice-known-by", day="2025-04-04"),), (WORDS,), TEXT, missing,
                   since=date(2025, 4, 4))
    return replace(made, **changes)  # type: ignore[arg-type]


def instrument(force: Force) -> tuple[Instrument, ControlOnDay]:
    state = State(date(2025, 4, 4), force, TEXT, date(2025, 4, 4))
    control = Control("1C902.a/a.4", "Samarium-cobalt magnets", "钐钴永磁", Form.MAGNET, Contains("Sm"), (state,), TEXT,
                      Treatment.LICENCE_REQUIRED, elements=("Sm",))
    source = SourceText("text", "Announcement 18 of 2025", "https://example.org/18", "zh", AS_OF)
    law = Instrument("MOFCOM-GAC-2025-18", "MOFCOM", "Seven medium and heavy rare earths", "公告", date(2025, 4, 4),
                     date(2025, 4, 4), AS_OF, "Lists seven elements.", "in force", (source,), (control,), ())
    return law, ControlOnDay(law, control, state)


def rules(force: Force = Force.IN_FORCE) -> RulesOnDay:
    law, entry = instrument(force)
    standing = InstrumentOnDay(law, entry.state)
    return RulesOnDay(AS_OF, None, (), (entry,), (), (law,), "sha256:" + "1" * 64, (standing,))


def exposure() -> Exposure:
    def item(index: int, lines: tuple[int, ...], spend: float | None, outcome: Outcome, *flags: Flag,
             single: SingleSource | None = None) -> ItemExposure:
        about = ITEMS[index]
        force = Force.IN_FORCE if outcome is not Outcome.NOT_CONTROLLED else None
        return ItemExposure(
            index, lines, 500.0 * len(lines), about.price.amount if about.price else None, spend, (), outcome, force,
            Treatment.LICENCE_REQUIRED if force else Treatment.NONE, identities()[index].rare_earth, frozenset(flags),
            single, (about.supplier,), about.origin, 24.0 if about.stock else None, key=about.key, stock=about.stock,
            daily_use=about.stock / 24.0 if about.stock else None,
        )

    items = (
        item(0, (0,), None, Outcome.NOT_CONTROLLED),
        item(1, (1, 4), 18_750.0, Outcome.CONTROLLED, Flag.LICENCE_REQUIRED, Flag.DEFENCE,
             single=SingleSource("supplier", "Alpha GmbH", ("Alpha GmbH",))),
        item(2, (2,), None, Outcome.UNDETERMINED),
        item(3, (3,), 10.0, Outcome.NOT_CONTROLLED),
    )
    product = ProductExposure(0, 500.0, 18_760.0, 18_750.0, 0.0, (("Sm", Estimate(3000.0, 3750.0, 4500.0)),),
                              (1, 2, 3), (1, 24.0))
    samarium = ElementExposure("Sm", Estimate(3000.0, 3750.0, 4500.0), ((Outcome.CONTROLLED, 18_750.0),), (1,), 0.6,
                               "refining", "public figures")
    alone = Share("Alpha GmbH", 1.0, 18_750.0, (1,))
    alpha = Concentration("supplier", (alone,), 10_000.0, 1.0, 0.0, "Shares of spend.")
    figures = (Figure("lines", 5.0, "lines", (0, 1, 2, 3)), Figure("licence_required", 2.0, "lines", (1,)),
               Figure("licence_spend", 18_750.0, "money", (1,)), Figure("shortest_cover", None, "days", ()))
    return Exposure("EUR", date(2026, 11, 1), False, items, (product,), (samarium,), (alpha,), figures)


def outlook() -> Simulation:
    wait = LicenceWait(60.0, 120.0, 0.6, 30.0, "survey of firms, autumn 2025", date(2025, 12, 1))
    days = Dates(date(2026, 12, 15), date(2027, 1, 1), None)
    magnet = ItemOutlook(1, 24.0, 0.92, 55.5, days, 0.91, 54.0, 140.0, 0.0)
    unknown = ItemOutlook(2, None, None, None, Dates(None, None, None), None, None, None, None)
    product = ProductOutlook(0, 0.92, 55.5, days, 1)
    return Simulation(BASELINE, wait, AS_OF, 1, 4000, (magnet, unknown), (product,), (), 0.004)


def provenance(*assumptions: str) -> Provenance:
    return Provenance("0.1.0", "drive.xlsx", "sha256:" + "ab" * 32, "sha256:" + "1" * 64, "sha256:" + "2" * 64,
                      "sha256:" + "3" * 64, AS_OF, None, assumptions, 1, AS_OF)


def decision() -> Decision:
    when = datetime(2026, 11, 20, 9, 30)
    return Decision("smco", ITEMS[1].text_digest(), Verdict.CONTAINS, "Purchasing", when, "seen")


def assessment(force: Force = Force.IN_FORCE, *assumptions: str) -> Assessment:
    findings = ((), (finding("smco", Outcome.CONTROLLED, force),), (finding("ndfeb", Outcome.UNDETERMINED, force),), ())
    classified = Classification(rules(force), findings, ((),) * 4, (None, decision(), None, None))
    read = reading()
    return Assessment(read, identities(), classified, exposure(), (outlook(),), read.issues, provenance(*assumptions))


def document(**changes: object) -> Document:
    return replace(Document(as_of=AS_OF, path=Path("drive.xlsx"), reading=reading()), **changes)  # type: ignore[arg-type]
