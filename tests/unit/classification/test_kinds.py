"""Items that are alike in all that the law asks are weighed once; all others are not taken for alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

import builders_classification as make
from ytterby.classification.answers import Answers, answer
from ytterby.classification.classify import on_day
from ytterby.classification.context import Context, Trade
from ytterby.classification.judged import Judge
from ytterby.classification.law import arrange
from ytterby.classification.naming import suspects
from ytterby.core.finding import Form, Treatment
from ytterby.core.item import Item
from ytterby.identification.identity import Content

LAW = make.rules("2026-11-21")


def answered(*held: tuple[Item, Content | None], context: Context | None = None, **more: object) -> Answers:
    bom = make.bill(*(one for one, _ in held))
    identities = tuple(make.identity(one, *([content] if content else [])) for one, content in held)
    return answer(bom, identities, LAW, context or Context(), **more)  # type: ignore[arg-type]


def test_equal_materials_are_one_kind_though_each_was_made_for_itself() -> None:
    pairs = [(make.item(f"magnet {n}", price=n + 1.0), make.ndfeb(mass_g=n + 1.0)) for n in range(9)]
    assert len(answered(*pairs).kinds) == 1


def test_items_without_rare_earths_are_one_kind_wherever_they_stand() -> None:
    found = answered((make.item("screw"), None), (make.item("magnet"), make.ndfeb()), (make.item("nut"), None))
    assert found.kind_of[0] == found.kind_of[2] != found.kind_of[1]
    assert found.members[found.kind_of[0]] == (0, 2)
    alone = answered((make.item("magnet"), make.ndfeb()))
    assert alone.members == ((0,),)


def test_a_price_makes_no_kind_where_there_is_nothing_to_weigh() -> None:
    """Declared free of every element of Part 1: whatever the price, no Chinese Part-1 material is in it."""
    free = make.content(Form.MAGNET, ("Nd", "Fe", "B"), {"Nd": (0.2, 0.24, 0.29)}, declared=True)
    assert len(answered(*((make.item(f"m{price}", price=price), free) for price in (1.0, 2.0, 3.0))).kinds) == 1


@pytest.mark.parametrize("change", [
    {"elements": (("Dy", make.ndfeb().elements[0][1]),)}, {"composition": ("Nd", "Fe")}, {"declared": True},
    {"name": "another"}, {"form": Form.ASSEMBLY}, {"carrier_form": Form.ALLOY}, {"key": "other"},
])
def test_whatever_differs_in_a_material_makes_another_kind(change: dict[str, object]) -> None:
    one = make.ndfeb()
    other = replace(one, **change)  # type: ignore[arg-type]
    assert len(answered((make.item("a"), one), (make.item("b"), other)).kinds) == 2


def test_an_end_use_that_is_not_understood_leaves_that_of_the_product() -> None:
    """The line says something of its own ("Model X"); it is no end use, so what is stated of the product counts."""
    for text in ("", "Model X"):
        held = (make.item("magnet", end_use=text, origin=("CN",)), make.smco())
        found = answered(held, context=Context(end_use="civil"), trades={0: (Trade("P", "military", "US"),)})
        assert on_day(Judge(found), LAW).findings[0][0].treatment is Treatment.PROHIBITED


def test_a_substance_is_found_in_the_text_of_any_column_and_in_its_own() -> None:
    law = arrange(LAW)
    number = next(phrase for phrase in law.by_name if phrase[0].isdigit() and phrase.count("-") == 2)
    items = [make.item("screw", key=f"{place}") for place in range(300)]
    items[70] = make.item("reagent", cas=number)
    items[140] = make.item("reagent", remark=f"CAS {number}")
    items[299] = make.item("reagent", extra=(("Stoff", f"({number.replace('-', chr(0x2011))})"),))
    assert suspects(law, items) == {70, 140, 299}
