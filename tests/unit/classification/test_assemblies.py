from dataclasses import replace

import numpy as np
import pytest

import builders_classification as make
from ytterby.bom.bill import Bom
from ytterby.classification.assemblies import insides
from ytterby.classification.classify import classify
from ytterby.classification.context import Context, ElementPrice
from ytterby.classification.value_share import value_shares
from ytterby.core.estimate import Answer, Estimate
from ytterby.core.finding import Form
from ytterby.core.item import Item
from ytterby.core.text import reason_text
from ytterby.identification.identity import Identity

PRICES = Context(prices=(ElementPrice("Sm", Estimate(10.0, 20.0, 40.0), "EUR", "oxide quotations, last 2026-09"),))
MAGNET, SCREW = make.item("Magnet", price=2.0), make.item("Screw", price=0.5)
ROTOR, UNIT = make.item("Rotor", price=100.0), make.item("Drive unit")
KNOWN = {MAGNET.key: make.identity(MAGNET, make.smco(mass_g=10.0))}


def tree(*lines: tuple[Item, int, float]) -> tuple[Bom, tuple[Identity, ...]]:
    """(item, line of its parent or -1, quantity) → bill and identities."""
    items = tuple(dict.fromkeys(one for one, _, _ in lines))
    flat = make.bill(*(one for one, _, _ in lines))
    usages = replace(flat.usages, item=np.array([items.index(one) for one, _, _ in lines], np.int32),
                     parent=np.array([parent for _, parent, _ in lines], np.int32),
                     quantity=np.array([quantity for _, _, quantity in lines]))
    return replace(flat, items=items, usages=usages), tuple(KNOWN.get(one.key, make.identity(one)) for one in items)


def test_element_mass_and_value_are_multiplied_through_the_levels() -> None:
    bom, identities = tree((UNIT, -1, 1), (ROTOR, 0, 3), (MAGNET, 1, 4), (SCREW, 1, 2))
    found = insides(bom, identities)
    (symbol, rotor), = found[1].mass_kg
    (_, unit), = found[0].mass_kg
    assert symbol == "Sm"
    assert rotor.best == pytest.approx(4 * 0.010 * 0.33)
    assert unit.best == pytest.approx(3 * rotor.best)
    assert found[1].parts_value == pytest.approx(4 * 2.0 + 2 * 0.5)


def test_the_test_shows_numerator_denominator_and_both_sources() -> None:
    bom, identities = tree((ROTOR, -1, 1), (MAGNET, 0, 4))
    test = value_shares(bom, identities, PRICES)[0]
    assert test.numerator is not None
    assert test.share is not None
    assert test.numerator.high == pytest.approx(4 * 0.010 * 0.36 * 40.0)
    assert (test.denominator, test.currency, test.basis) == (100.0, "EUR", "its price in the bill")
    assert test.share.high == pytest.approx(test.numerator.high / 100.0)
    assert "last 2026-09" in test.sources
    assert test.answer is Answer.UNKNOWN
    assert "Magnet" in " ".join(map(reason_text, test.reasons))


def test_without_a_price_the_parts_bound_the_value_from_below_only() -> None:
    bom, identities = tree((UNIT, -1, 1), (ROTOR, 0, 1), (MAGNET, 1, 4))
    test = value_shares(bom, identities, PRICES)[0]
    assert test.share is not None
    assert (test.denominator, test.share.low) == (100.0, 0.0)


def test_an_unknown_quantity_leaves_the_sum_open_and_says_whose() -> None:
    bom, identities = tree((ROTOR, -1, 1), (MAGNET, 0, float("nan")))
    test = value_shares(bom, identities, PRICES)[0]
    assert (test.answer, test.share) == (Answer.UNKNOWN, None)
    assert [reason.code for reason in test.missing] == ["need-quantity", "need-material-origin"]


def test_a_subassembly_listed_once_counts_wherever_it_stands() -> None:
    bom, identities = tree((ROTOR, -1, 1), (MAGNET, 0, 4), (UNIT, -1, 1), (ROTOR, 2, 2))
    (_, mass), = insides(bom, identities)[2].mass_kg
    assert mass.best == pytest.approx(2 * 4 * 0.010 * 0.33)


def test_lines_without_levels_have_nothing_inside() -> None:
    assert insides(*tree((MAGNET, -1, 1), (ROTOR, -1, 1))) == {}


def test_the_finding_of_an_assembly_shows_the_sum_over_its_lines() -> None:
    bom, identities = tree((ROTOR, -1, 1), (MAGNET, 0, 4))
    held = (make.identity(ROTOR, make.smco(Form.ASSEMBLY)), identities[1])
    law = make.rules("2026-11-21")
    finding = next(one for one in classify(bom, held, law, PRICES).findings[0] if one.limb == "art. 1(1)")
    assert {"law-value", "law-value-parts"} <= {reason.code for reason in finding.reasons}
