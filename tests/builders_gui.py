"""Bills and assessments built by hand, for tests of the window that must not wait for the real stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from ytterby.bom.bill import Bom, Usages
from ytterby.bom.reading import Column, Meaning, Reading, Sheet, Table
from ytterby.classification.classification import Classification
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
from ytterby.exposure.exposure import Exposure, Flag, ItemExposure, SingleSource
from ytterby.identification.identity import Content, Identity
from ytterby.regulation.condition import HasForm
from ytterby.regulation.instrument import Control, Instrument, SourceText, State
from ytterby.regulation.rules import ControlOnDay, RulesOnDay
from ytterby.workspace.document import Assessment, Document

DAY = date(2026, 11, 21)
CITED = Citation("Announcement 18/2025", "Art. 1(5)", "https://example.org/18")


def evidence(item: Item, words: str, field: str = "description") -> Evidence:
    text = getattr(item, field)
    start = text.index(words)
    return Evidence("grade", field, words, start, start + len(words), "ndfeb")


def item(number: int, description: str, **more: object) -> Item:
    return Item(key=f"k{number:05}", part_number=f"M-{number:04}", description=description, **more)  # type: ignore[arg-type]


MAGNET = item(1, "Magnet N42SH 20×10×5", origin=("CN",), price=Money(4.2, "EUR"), supplier="Nordmagnet")
COBALT = item(2, "サマリウムコバルト磁石 YXG-28", origin=("CN",), price=Money(11.0, "EUR"), supplier="Nordmagnet")
MOTOR = item(3, "BLDC motor 24 V <b>bold</b> & more", supplier="Antrieb Süd")
WIRE = item(4, "Lanthanated tungsten electrode WL15", supplier="Weld & Co")
SCREW = item(5, "Screw M3×8 A2", price=Money(0.01, "EUR"), supplier="Schraubenhandel")


SCREW_ITEM = 4


def content(of: Item, words: str, certainty: Certainty = Certainty.YES, form: Form = Form.MAGNET) -> Content:
    return Content(
        "ndfeb", "NdFeB magnet", form, Form.MAGNET, certainty, ("Nd", "Fe", "B"),
        (("Dy", Estimate(0.0, 0.03, 0.06)), ("Nd", Estimate(0.22, 0.25, 0.29)), ("Pr", Estimate(0.0, 0.05, 0.08))),
        Estimate(5.0, 7.0, 9.0), "from the dimensions", (evidence(of, words),),
    )


def finding(of: Item, words: str, outcome: Outcome, force: Force = Force.IN_FORCE) -> Finding:
    missing = (Reason.of("test-missing"),) if outcome is Outcome.UNDETERMINED else ()
    return Finding(
        of.key, "1C905.a/a.4", "MOFCOM-2025-18", outcome, force, Treatment.LICENCE_REQUIRED,
        (Reason.of("test-reason"),),
        (evidence(of, words),), CITED, missing, since=date(2025, 4, 4),
    )


def instrument(id: str = "MOFCOM-2025-18", title_zh: str = "公告2025年第18号") -> Instrument:
    states = (
        State(date(2025, 4, 4), Force.IN_FORCE, CITED, date(2025, 4, 4)),
        State(date(2027, 1, 1), Force.SUSPENDED, CITED, date(2026, 6, 1)),
    )
    control = Control(
        "1C905.a/a.4", "Neodymium-iron-boron magnets with dysprosium", "含镝的钕铁硼永磁材料", Form.MAGNET,
        HasForm((Form.MAGNET,)), states, CITED, Treatment.LICENCE_REQUIRED,
    )
    return Instrument(
        id, "MOFCOM", "Controls on seven medium and heavy rare earths", title_zh, date(2025, 4, 4), date(2025, 4, 4),
        DAY, "Lists items.", "in force", (SourceText("text", "Text", "https://example.org", "zh", DAY),),
        (control,), (),
    )


def rules(*instruments: Instrument, day: date = DAY, force: Force | None = None) -> RulesOnDay:
    """Every entry of the instruments with its state on the day, or under ``force``."""
    entries = []
    for one in instruments or (instrument(),):
        for control in one.controls:
            state = control.state_on(day)
            if state is not None:
                entries.append(ControlOnDay(one, control, replace(state, force=force) if force else state,
                                            next=next((s for s in control.states if s.start > day), None)))
    return RulesOnDay(day, None, (), tuple(entries), (), instruments or (instrument(),), "sha256:0")


def exposure_of(
    index: int, lines: tuple[int, ...], outcome: Outcome, spend: float | None, *flags: Flag
) -> ItemExposure:
    single = SingleSource("supplier", "Nordmagnet", ("Nordmagnet",)) if Flag.SINGLE_SOURCE in flags else None
    return ItemExposure(
        index, lines, 1000.0 * (index + 1), 4.2, spend, (), outcome, None, Treatment.NONE,
        Certainty.NO if index == SCREW_ITEM else Certainty.YES,
        frozenset(flags), single, ("Nordmagnet",), ("CN",), 40.0 + index,
    )


def bom(items: Sequence[Item], places: Sequence[tuple[int, int]]) -> Bom:
    """``places``: (item, level) of each line, in one sheet from row 6 on."""
    count = len(places)
    return Bom("drive.xlsx", "sha256:1", ("BOM",), tuple(items), Usages(
        np.array([one for one, _ in places], dtype=np.int32), np.zeros(count, dtype=np.int16),
        np.arange(6, 6 + count, dtype=np.int32), np.array([level for _, level in places], dtype=np.int16),
        np.full(count, -1, dtype=np.int32), np.arange(1, count + 1, dtype=np.float64), np.zeros(count, dtype=bool),
        ("",) * count,
    ))


HEADINGS = ("Pos", "Part", "Description", "Qty")


def reading(of: Bom, issues: tuple[Issue, ...] = ()) -> Reading:
    rows = [("Drive unit",), (), ("as of", "2026"), (), HEADINGS]
    rows += [(str(usage.index + 1), of.item_of(usage).part_number, of.item_of(usage).description, str(usage.quantity))
             for usage in of]
    rows += [("", "", "Total", "28")]
    columns = tuple(
        Column(letter, heading, meaning, sure) for letter, heading, meaning, sure in (
            ("A", "Pos", Meaning.POSITION, 0.9), ("B", "Part", Meaning.PART_NUMBER, 0.98),
            ("C", "Description", Meaning.DESCRIPTION, 0.99), ("D", "Qty", Meaning.QUANTITY, 0.6),
        )
    )
    table = Table("BOM", (5,), 6, 5 + len(of), columns)
    sheets = (Sheet("BOM", tuple(rows)), Sheet("Notes", (("only text",),)))
    return Reading(of, (table,), issues, sheets, (("total-row", 1),))


def assessment(*, force: Force = Force.IN_FORCE, day: date = DAY, read: Reading | None = None) -> Assessment:
    """Five items on seven lines: controlled, undetermined, upstream, not controlled, no rare earth."""
    items = (MAGNET, COBALT, MOTOR, WIRE, SCREW)
    bill = bom(items, ((2, 0), (0, 1), (1, 1), (4, 2), (3, 1), (4, 1), (0, 2)))
    issue = Issue.of("test-issue", Severity.WARNING, Where("drive.xlsx", "BOM", 8, "D"))
    identities = (
        Identity(MAGNET.key, Certainty.YES, (content(MAGNET, "N42SH"),)),
        Identity(COBALT.key, Certainty.YES, (content(COBALT, "YXG-28"),)),
        Identity(MOTOR.key, Certainty.LIKELY, (content(MOTOR, "BLDC motor", Certainty.LIKELY, Form.PRODUCT),)),
        Identity(WIRE.key, Certainty.YES, (content(WIRE, "Lanthanated"),)),
        Identity(SCREW.key, Certainty.NO, ()),
    )
    findings = (
        (finding(MAGNET, "N42SH", Outcome.UNDETERMINED, force),),
        (finding(COBALT, "YXG-28", Outcome.CONTROLLED, force),),
        (), (finding(WIRE, "Lanthanated", Outcome.NOT_CONTROLLED, force),), (),
    )
    upstream = ((), (), (finding(MOTOR, "BLDC motor", Outcome.UNDETERMINED, force),), (), ())
    exposures = (
        exposure_of(0, (1, 6), Outcome.UNDETERMINED, 42_000.0, Flag.SINGLE_SOURCE),
        exposure_of(1, (2,), Outcome.CONTROLLED, 18_400.0, Flag.LICENCE_REQUIRED, Flag.DEFENCE),
        exposure_of(2, (0,), Outcome.NOT_CONTROLLED, None, Flag.UPSTREAM),
        exposure_of(3, (4,), Outcome.NOT_CONTROLLED, 300.0),
        exposure_of(SCREW_ITEM, (3, 5), Outcome.NOT_CONTROLLED, 12.5, Flag.SINGLE_SOURCE),
    )
    law = rules(day=day, force=force)
    return Assessment(
        read or reading(bill, (issue,)), identities, Classification(law, findings, upstream),
        Exposure("EUR", None, False, exposures, (), (), (), ()), (), (issue,),
        Provenance("0", "drive.xlsx", "sha256:1", "sha256:0", "sha256:0", "sha256:0", day, None, (), 1, day),
    )


def document(of: Assessment, day: date = DAY) -> Document:
    return Document(day, reading=of.reading)


def large_assessment(lines: int, kinds: int) -> Assessment:
    """``lines`` lines over ``kinds`` distinct items, every eleventh of them undetermined."""
    items = tuple(item(n, f"Part {n} {'Magnet N42SH' if n % 11 == 0 else 'housing'} {n * 7919 % 1000}",
                       supplier=f"Supplier {n % 97}") for n in range(kinds))
    bill = bom(items, [(line * 7919 % kinds, line % 4) for line in range(lines)])
    magnet = [n % 11 == 0 for n in range(kinds)]
    identities = tuple(
        Identity(one.key, Certainty.YES if hit else Certainty.NO, (content(one, "N42SH"),) if hit else ())
        for one, hit in zip(items, magnet, strict=True)
    )
    findings = tuple((finding(one, "N42SH", Outcome.UNDETERMINED),) if hit else ()
                     for one, hit in zip(items, magnet, strict=True))
    exposures = tuple(exposure_of(n, (), Outcome.UNDETERMINED if hit else Outcome.NOT_CONTROLLED, n * 1.5)
                      for n, hit in enumerate(magnet))
    small = assessment()
    return replace(
        small, reading=reading(bill), identities=identities,
        classification=Classification(rules(), findings, ((),) * kinds),
        exposure=Exposure("EUR", None, False, exposures, (), (), (), ()),
    )
