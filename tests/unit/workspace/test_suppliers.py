"""What hangs on each supplier of a bill."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders_gui import assessment as built
from builders_measure import assessed, bom, content, finding, identity, item
from ytterby.classification.classification import Context
from ytterby.classification.context import NOTHING_STATED, ListedParty
from ytterby.core.item import Source
from ytterby.workspace import edits
from ytterby.workspace.document import Assessment, Document
from ytterby.workspace.suppliers import SupplierLine, Suppliers, suppliers

HELD = {"Nd": (0.2, 0.25, 0.3)}


def told(context: Context = NOTHING_STATED, **owners: str) -> Suppliers:
    split = (Source("", "Alfa", country="CN", share=0.75), Source("", "Beta GmbH", country="DE", share=0.25))
    bill = bom(
        [item("drive", annual_use=365.0), item("magnet", 2.0, sources=split),
         item("ring", 4.0, manufacturer="Beta", origin=("DE",)), item("bolt", 1.0, manufacturer="Alfa"),
         item("coin", 1.0)],
        [(0, "drive", 1), (1, "magnet", 1), (1, "ring", 1), (1, "ring", 1), (1, "bolt", 1), (1, "coin", 1)])
    held = [identity(key, content(HELD)) for key in ("magnet", "ring", "coin")]
    exposure = assessed(bill, held, [finding("ring")], owners=owners)
    made = built()
    whole: Assessment = replace(made, exposure=exposure, reading=replace(made.reading, bom=bill))
    return suppliers(Document(date(2026, 11, 21), context=context), whole, 60.0)


def line(found: Suppliers, name: str) -> SupplierLine:
    return next(one for one in found.lines if one.name == name)


def test_spend_is_the_share_of_what_the_items_with_rare_earths_cost() -> None:
    """A magnet of 2 a day, three quarters from Alfa; two rings of 4 a day from Beta; the bolt holds none."""
    found = told()
    assert line(found, "Alfa").spend == pytest.approx(365 * 2 * 0.75)
    assert line(found, "Beta").spend == pytest.approx(365 * 8 + 365 * 2 * 0.25)
    assert [one.name for one in found.lines] == ["Beta", "Alfa"]
    assert sum(one.spend or 0.0 for one in found.lines) == pytest.approx(365 * 10)


def test_two_spellings_of_a_firm_are_one_supplier() -> None:
    beta = line(told(), "Beta")
    assert set(beta.names) == {"Beta", "Beta GmbH"}
    assert (beta.items, beta.lines, beta.single, beta.waiting) == ((1, 2), 3, (2,), (2,))
    assert beta.countries == ("DE",)


def test_an_owner_of_several_makes_its_items_single_source() -> None:
    found = told(Beta="Alfa")
    assert line(found, "Beta").owner == "Alfa"
    assert line(found, "Alfa").single == (1,)
    assert line(found, "Beta").outage is line(found, "Alfa").outage


def test_items_without_a_stated_source_are_told_apart() -> None:
    assert told().nameless == (4,)


def test_a_name_like_a_listed_party_is_a_possible_match() -> None:
    found = told(Context(parties=(ListedParty("Alfa Ltd", "list"),)))
    assert line(found, "Alfa").matches == ("Alfa Ltd",)
    assert line(found, "Beta").matches == ()


def test_an_owner_set_for_a_name_holds_for_all_its_spellings_and_can_be_taken_back() -> None:
    start = Document(date(2026, 11, 21), owners=(("BETA gmbh", "Old"), ("Gamma", "Top")))
    changed = edits.set_owner(start, ("Beta", "Delta"), "New")
    assert changed.owners == (("Gamma", "Top"), ("Beta", "New"), ("Delta", "New"))
    assert edits.set_owner(changed, ("Beta GmbH", "Delta", "Gamma"), "").owners == ()
    assert edits.set_owner(start, ("Nobody",), "") is start
