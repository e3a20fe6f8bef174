"""A document with something in every field, and readings written by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import builders_measure as b
from ytterby.bom.reading import Column, Correction, Mapping, Meaning, Reading, Sheet, Table
from ytterby.classification.classification import Context, ElementPrice
from ytterby.core.codes import CasNumber, HsCode
from ytterby.core.decision import Decision, Verdict
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Force, Outcome, Treatment
from ytterby.core.issue import Issue, Severity, Where
from ytterby.core.item import Declared, Money, Source
from ytterby.exposure.rates import Rate
from ytterby.identification.declarations import Declaration
from ytterby.planning.catalogue import Alternative, SiteState
from ytterby.planning.licences import Licence, Standing
from ytterby.planning.scenario import (
    BASELINE,
    AddStock,
    AlternativeSource,
    LicenceWait,
    Scenario,
    SetStock,
    SetWait,
)
from ytterby.regulation.rules import Assumption
from ytterby.workspace.document import Document, KeptPlan, PlanLimits, ProductSetting
from ytterby.workspace.finding_history import FindingHistory, History, Said, Seen
from ytterby.workspace.saved_state import SavedState

AS_OF = date(2026, 11, 21)

DECLARED = Declaration(("MG-1", "钕"), (("Dy", Estimate(0.01, 0.012, 0.02)),), "IPC-1752 d.xml", 12.5, complete=True)
LICENCE = Licence("A-1", "magnet", "1C905.a/a.4", "MOFCOM-GAC-2025-18", date(2026, 3, 2), "Bahn 株式会社", "DE", "rail",
                  date(2026, 3, 9), Standing.GRANTED, date(2026, 5, 4), 1200.0, 300.0, date(2027, 5, 3), "A-0")
SITE = Alternative("Less Common Metals", "Ellesmere Port", "GB", ("metal",), ("NdPr",), SiteState.OPERATING,
                   "visited", "visit report", date(2026, 10, 1), "high", "4,000 t", "NdPr metal", "2026", "six months",
                   "asked for samples", own=True)
STATE = SavedState(
    "before the pause", datetime(2026, 10, 1, 8, 0, tzinfo=UTC), date(2026, 10, 1), "sha256:rules", "antrieb.xlsx",
    "sha256:book", "USD", (("lines", 4.0, "lines"), ("licence_spend", None, "money")), ((Outcome.CONTROLLED, 12.5),),
    (("Dy", Estimate(0.0, 1.0, 2.0)),),
)

HISTORY = History((FindingHistory("1C905.a/a.4", "", "MOFCOM-GAC-2025-18", (
    Seen(datetime(2026, 5, 4, 9), date(2026, 5, 4), "sha256:1", Said(
        Outcome.UNDETERMINED, Force.IN_FORCE, Treatment.LICENCE_REQUIRED), "MOFCOM-2025-61=suspended@2026-11-11"),
    Seen(datetime(2026, 6, 4, 9), date(2026, 6, 4), "sha256:2", None),
), ("magnet",)),), datetime(2026, 6, 4, 9), date(2026, 6, 4), "sha256:2")


def reading(*, last_stock: float = 12.0) -> Reading:
    """Two levels, an alternative, an unstated quantity, Chinese text, a fact of every kind."""
    magnet = b.item(
        "magnet", 2.5, "CNY", hs=HsCode("85051110"), cas=CasNumber("7440-00-8"), origin=("CN", "VN"),
        mass_g=Estimate(1.0, 1.2, 1.5), stock=last_stock, annual_use=1000.0, material="钕铁硼 N42SH",
        declared=(Declared("Dy", Estimate(0.001, 0.002, 0.003), "K"),), extra=(("Kommentar", "geprüft"),),
        sources=(Source("Handel", "Werk", "N-1", "CN", 0.7), Source("Zweite", country="JP", status="in qualification")),
    )
    items = [b.item("drive"), magnet, b.item("bolt", 0.01)]
    bom = b.bom(items, [(0, "drive", 1), (1, "magnet", 8), (1, "bolt", 2), (1, "bolt", None)], alternatives=[2])
    table = Table("BOM", (1,), 2, 5, (Column("A", "Ebene", Meaning.LEVEL, 0.97),))
    issue = Issue.of("level-jump", Severity.WARNING, Where("test.xlsx", "BOM", 3, "A"), rows="3")
    return Reading(bom, (table,), (issue,), (Sheet("BOM", (("Ebene", "磁铁"), ("1",)), True),), (("total", 2),))


def document() -> Document:
    wait = LicenceWait(60.0, 120.0, 0.6, 14.0, "a survey", date(2025, 12, 1))
    changes = (SetStock("magnet", 500.0), AddStock(30.0), SetWait(45.0, 90.0, 0.8),
               AlternativeSource("", 180.0, 0.4, 0.3, "elsewhere"))
    decision = Decision("magnet", "d1g3st", Verdict.CONTAINS, "Buyer", datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
                        "asked the maker", "ndfeb", (("Dy", 0.002),), "1C902.a")
    prices = (ElementPrice("Dy", Estimate(200.0, 250.0, 300.0), "USD", "quote"),)
    return Document(
        AS_OF, Path("bills") / "antrieb 磁.xlsx",
        Mapping(("BOM",), (("BOM", 1),), (Correction("BOM", "C", Meaning.IGNORE),), "CNY"), reading(),
        date(2026, 10, 1), (Assumption("MOFCOM-2025-61", Force.IN_FORCE, date(2026, 11, 11)),),
        Context("military", "DE", ("watch",), prices, (("USD", 0.9),)),
        (ProductSetting("drive", True, False, 500.0, Money(900.0, "USD"), Money(120.5, "USD")),
         ProductSetting("other")), (decision,),
        (BASELINE, Scenario("More stock", changes, "as agreed")), "USD", 7, wait, (("Werk", "Gruppe"),), (STATE,),
        licences=(LICENCE,), alternatives=(SITE,), forms=Path("forms"), declarations=(DECLARED,),
        recovery=(("Alfa", 30.0),),
        plan_limits=PlanLimits(900.0, 20_000.0, None, 0.15, 180.0, 30.0),
        rates=(Rate("USD", 0.88, AS_OF, "treasury"),),
        history=HISTORY,
        plans=(KeptPlan("Plan 1", "More stock", PlanLimits(), "USD", 120.0, (900.0, 1500.5), (950.0, 2000.0),
                        (("magnet", 12.5),), ("elsewhere",), AS_OF),),
    )


def state(found: Document) -> Document:
    """Everything but the reading, to be compared."""
    return replace(found, reading=None)
