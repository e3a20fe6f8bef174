"""Items, contents and bills for tests of regulation and classification, made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from ytterby.bom.bill import Bom, Usages
from ytterby.classification.classification import Classification, Context
from ytterby.classification.classify import classify
from ytterby.core.codes import CasNumber, HsCode
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Certainty, Evidence, Finding, Form, Outcome
from ytterby.core.item import Declared, Item, Money, Source
from ytterby.identification.identity import Content, Identity
from ytterby.regulation.rulebook import Rulebook
from ytterby.regulation.rules import RulesOnDay

RULES = Path(__file__).resolve().parents[1] / "resources" / "regulation"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "domain" / "regulation"
CASES = Path(__file__).resolve().parent / "cases"

_book: list[Rulebook] = []


def shipped() -> Rulebook:
    """The shipped rules, loaded once for all tests."""
    if not _book:
        _book.append(Rulebook.load((RULES,)))
    return _book[0]


def rules(day: str, known_by: str | None = None, assume: Sequence[str] = ()) -> RulesOnDay:
    book = shipped()
    known = date.fromisoformat(known_by) if known_by else None
    return book.on(date.fromisoformat(day), known, [book.parse_assumption(text) for text in assume])


def item(description: str, *, declared: Mapping[str, float] | None = None, **facts: Any) -> Item:
    """``declared`` symbol → mass fraction; ``hs``, ``cas`` as text; ``sites`` countries of approved sources."""
    return Item(
        facts.pop("key", description), description=description,
        declared=tuple(Declared(symbol, Estimate.exactly(share), "K") for symbol, share in (declared or {}).items()),
        hs=HsCode(hs) if (hs := facts.pop("hs", "")) else None,
        cas=CasNumber(cas) if (cas := facts.pop("cas", "")) else None,
        origin=tuple(facts.pop("origin", ())),
        sources=tuple(Source(f"Supplier {n}", country=one) for n, one in enumerate(facts.pop("sites", ()))),
        price=Money(price, "EUR") if (price := facts.pop("price", None)) else None,
        **facts,
    )


def content(
    form: Form, made_of: Sequence[str], elements: Mapping[str, Sequence[float]] | None = None, *,
    name: str = "the material", certainty: Certainty = Certainty.YES, carrier: Form | None = None,
    declared: bool = False, mass_g: float | None = None,
) -> Content:
    """``elements`` symbol → (low, best, high) mass fraction."""
    return Content(
        key=name, name=name, form=form, carrier_form=carrier or form, certainty=certainty, composition=tuple(made_of),
        elements=tuple(sorted((symbol, Estimate(*share)) for symbol, share in (elements or {}).items())),
        mass_g=None if mass_g is None else Estimate.exactly(mass_g), mass_basis="", declared=declared,
        evidence=(Evidence("material", "description", name, 0, len(name)),),
    )


NDFEB = {"Nd": (0.2, 0.24, 0.29), "Dy": (0.0, 0.02, 0.04), "Tb": (0.0, 0.003, 0.015)}


def ndfeb(form: Form = Form.MAGNET, **more: Any) -> Content:
    """NdFeB of a grade that may hold Dy and Tb; nothing declared."""
    return content(form, ("Nd", "Fe", "B"), more.pop("elements", NDFEB), name="NdFeB SH", carrier=Form.MAGNET, **more)


def smco(form: Form = Form.MAGNET, **more: Any) -> Content:
    return content(form, ("Sm", "Co"), {"Sm": (0.3, 0.33, 0.36)}, name="SmCo5", carrier=Form.MAGNET, **more)


def identity(one: Item, *contents: Content) -> Identity:
    best = max((held.certainty for held in contents), key=lambda certainty: certainty.rank, default=Certainty.NO)
    return Identity(one.key, best, contents)


def bill(*items: Item) -> Bom:
    count = len(items)
    return Bom("test.xlsx", "", ("BOM",), items, Usages(
        np.arange(count, dtype=np.int32), np.zeros(count, np.int16), np.arange(count, dtype=np.int32) + 2,
        np.zeros(count, np.int16), np.full(count, -1, np.int32), np.ones(count), np.zeros(count, np.bool_),
        ("",) * count,
    ))


def judged(law: RulesOnDay, one: Item, *contents: Content, context: Context | None = None) -> Classification:
    """One item classified."""
    return classify(bill(one), (identity(one, *contents),), law, context or Context())


def found(result: Classification, control: str, limb: str = "") -> Finding | None:
    return next((one for one in result.findings[0] if one.control == control and one.limb == limb), None)


def outcome(result: Classification, control: str, limb: str = "") -> Outcome:
    """The outcome of an entry; one that is not told plainly does not describe the item."""
    finding = found(result, control, limb)
    return finding.outcome if finding else Outcome.NOT_CONTROLLED


def codes(finding: Finding | None) -> tuple[str, ...]:
    """Codes of what an undetermined finding lacks."""
    return tuple(reason.code for reason in finding.missing) if finding else ()
