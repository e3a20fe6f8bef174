"""Bills, identities and findings written by hand, small enough to count on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date

import numpy as np

from ytterby.bom.bill import Bom, Usages
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
from ytterby.core.item import Item, Money
from ytterby.exposure.exposure import Exposure
from ytterby.exposure.measure import measure
from ytterby.exposure.rates import Rates
from ytterby.exposure.refining import Refining, RefiningShare
from ytterby.exposure.settings import Settings
from ytterby.identification.identity import Content, Identity
from ytterby.regulation.rules import RulesOnDay

AS_OF = date(2026, 11, 21)
RULES = RulesOnDay(AS_OF, None, (), (), (), (), "sha256:test")
RATES = Rates({"EUR": 1.0, "USD": 0.9}, date(2026, 10, 30))
REFINING = Refining({
    "Dy": (RefiningShare("China", 1.0, "separation/refining", "study A"),),
    "Nd": (RefiningShare("China", 0.85, "separation/refining", "study A"),),
})

_OF_PRODUCTS = tuple(each.name for each in fields(Settings))


def item(key: str, price: float | None = None, currency: str = "EUR", **facts: object) -> Item:
    return Item(key, description=key, price=None if price is None else Money(price, currency), **facts)  # type: ignore[arg-type]


def bom(items: Sequence[Item], lines: Sequence[tuple[int, str, float | None]], alternatives: Sequence[int] = ()) -> Bom:
    """``lines`` are (level, item key, quantity per parent), in indented order; ``alternatives`` line numbers."""
    place = {entry.key: number for number, entry in enumerate(items)}
    parents: list[int] = []
    path: dict[int, int] = {}
    for number, (level, _, _) in enumerate(lines):
        parents.append(path.get(level - 1, -1))
        path[level] = number
    count = len(lines)
    usages = Usages(
        np.array([place[key] for _, key, _ in lines], dtype=np.int32), np.zeros(count, np.int16),
        np.arange(2, count + 2, dtype=np.int32), np.array([level for level, _, _ in lines], dtype=np.int16),
        np.array(parents, dtype=np.int32),
        np.array([np.nan if quantity is None else quantity for _, _, quantity in lines], dtype=np.float64),
        np.array([number in alternatives for number in range(count)], dtype=bool), ("",) * count,
    )
    return Bom("test.xlsx", "0" * 64, ("BOM",), tuple(items), usages)


def content(
    elements: Mapping[str, tuple[float, float, float]],
    mass_g: float | None = 1.0,
    certainty: Certainty = Certainty.YES,
) -> Content:
    shares = tuple((symbol, Estimate(*share)) for symbol, share in sorted(elements.items()))
    mass = None if mass_g is None else Estimate.exactly(mass_g)
    return Content("ndfeb", "NdFeB", Form.MAGNET, Form.MAGNET, certainty, ("Nd", "Fe", "B"), shares, mass, "stated", ())


def identity(key: str, *contents: Content, certainty: Certainty | None = None, **flags: bool) -> Identity:
    held = certainty or max((entry.certainty for entry in contents), key=lambda c: c.rank, default=Certainty.NO)
    return Identity(key, held, contents, **flags)  # type: ignore[arg-type]


def finding(
    key: str,
    outcome: Outcome = Outcome.CONTROLLED,
    force: Force = Force.IN_FORCE,
    treatment: Treatment = Treatment.LICENCE_REQUIRED,
    instrument: str = "MOFCOM-GAC-2025-18",
) -> Finding:
    missing = (Reason("dy-content-unknown"),) if outcome is Outcome.UNDETERMINED else ()
    return Finding(
        key, "1C905.a", instrument, outcome, force, treatment, (Reason("holds-dysprosium"),),
        (Evidence("grade", "description", "N42SH", 0, 5),), Citation("announcement", "1"), missing,
    )


def assessed(
    bill: Bom, identities: Sequence[Identity] = (), findings: Sequence[Finding] = (), **settings: object,
) -> Exposure:
    """Exposure of the bill; items without an identity or a finding hold nothing and are not caught."""
    known = {entry.item_key: entry for entry in identities}
    caught: dict[str, list[Finding]] = {}
    for entry in findings:
        caught.setdefault(entry.item_key, []).append(entry)
    given = tuple(known.get(entry.key, Identity(entry.key, Certainty.NO, ())) for entry in bill.items)
    judged = Classification(RULES, tuple(tuple(caught.get(entry.key, ())) for entry in bill.items))
    of_products = Settings(**{name: settings.pop(name) for name in _OF_PRODUCTS if name in settings})  # type: ignore[arg-type]
    return measure(bill, given, judged, settings=of_products, rates=RATES, refining=REFINING, **settings)  # type: ignore[arg-type]
