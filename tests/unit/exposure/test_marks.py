"""Marks for defence and semiconductor use."""

from __future__ import annotations

from builders_measure import assessed, bom, content, identity, item
from ytterby.bom.bill import Bom
from ytterby.exposure.exposure import Flag

HOLDS = {"Sm": (0.2, 0.25, 0.3)}


def shared(**facts: object) -> Bom:
    """Two products that share a magnet; the valve stands in the second alone."""
    return bom([item("a"), item("b"), item("magnet", **facts), item("valve")],
               [(0, "a", 1), (1, "magnet", 1), (0, "b", 1), (1, "magnet", 1), (1, "valve", 1)])


def flagged(bill: Bom, flag: Flag = Flag.DEFENCE, *, usual: bool = False, **settings: object) -> set[str]:
    magnet = identity("magnet", content(HOLDS), defence=usual, semiconductor=usual)
    return {entry.key for entry in assessed(bill, [magnet], **settings).items if flag in entry.flags}


def test_the_material_marks_its_item() -> None:
    assert flagged(shared(), usual=True) == {"magnet"}
    assert flagged(shared()) == set()


def test_the_column_of_the_bill_outweighs_the_material() -> None:
    assert flagged(shared(extra=(("defence", "no"),)), usual=True) == set()
    assert flagged(shared(extra=(("Defence", "Ja"),))) == {"magnet"}
    assert flagged(shared(extra=(("semiconductor", "是"),)), Flag.SEMICONDUCTOR) == {"magnet"}


def test_a_text_that_is_neither_yes_nor_no_leaves_the_question_open() -> None:
    assert flagged(shared(extra=(("defence", "to be checked"),)), usual=True) == {"magnet"}


def test_a_product_setting_marks_all_lines_below() -> None:
    assert flagged(shared(), defence={"b": True}) == {"b", "magnet", "valve"}


def test_a_no_for_one_product_does_not_clear_what_another_uses_too() -> None:
    assert flagged(shared(), usual=True, defence={"a": False}) == {"magnet"}
    assert flagged(shared(), usual=True, defence={"a": False, "b": False}) == set()
    assert "magnet" in flagged(shared(), defence={"a": False, "b": True})


def test_a_yes_on_an_assembly_reaches_what_is_inside() -> None:
    yes, no = (("defence", "yes"),), (("defence", "no"),)
    bill = bom([item("a"), item("option", extra=yes), item("rod"), item("nut", extra=no)],
               [(0, "a", 1), (1, "option", 1), (2, "rod", 1), (2, "nut", 1)])
    assert flagged(bill) == {"option", "rod"}


def test_what_a_material_is_usually_used_for_is_no_statement_about_the_line() -> None:
    assert flagged(shared(), Flag.FOR_DEFENCE, usual=True) == set()
    assert flagged(shared(), Flag.FOR_DEFENCE, usual=True, defence={"b": True}) == {"b", "magnet", "valve"}
    assert flagged(shared(extra=(("semiconductor", "yes"),)), Flag.FOR_SEMICONDUCTOR) == {"magnet"}
