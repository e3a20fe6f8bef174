from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from ytterby.bom.bill import Bom, Usages
from ytterby.bom.reading import Reading
from ytterby.classification.classification import Context
from ytterby.core.estimate import Answer
from ytterby.core.finding import Finding, Treatment
from ytterby.core.item import Item
from ytterby.core.text import reason_text
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.rulebook import Rulebook
from ytterby.workspace.assess import assess
from ytterby.workspace.document import Assessment, Document, ProductSetting
from ytterby.workspace.edits import set_context, set_product
from ytterby.workspace.elsewhere import elsewhere
from ytterby.workspace.memo import Memo

LINES = ((1, "PUMP", -1, 1), (2, "MAG-1", 0, 4), (1, "SEAT", -1, 1), (2, "MAG-1", 2, 2), (2, "MAG-2", 2, 1))
"""Level, part, line of the assembly above, quantity."""
RULES, KNOWLEDGE = Rulebook.shipped(), Knowledge.shipped()


def opened(use: str = "") -> Document:
    """A pump and a seat drive that share a magnet; ``use`` stands in the end-use column of the pump's line."""
    items = (
        Item("PUMP", part_number="PUMP", description="Pump for laboratories", end_use=use),
        Item("MAG-1", part_number="MAG-1", description="SmCo disc magnet SmCo5", origin=("CN",)),
        Item("SEAT", part_number="SEAT", description="Seat drive"),
        Item("MAG-2", part_number="MAG-2", description="SmCo ring magnet SmCo5", origin=("CN",)),
    )
    place = {item.key: at for at, item in enumerate(items)}
    levels, parts, parents, quantities = zip(*LINES, strict=True)
    count = len(LINES)
    usages = Usages(
        np.array([place[part] for part in parts], np.int32), np.zeros(count, np.int16),
        np.arange(2, count + 2, dtype=np.int32), np.array(levels, np.int16), np.array(parents, np.int32),
        np.array(quantities, float), np.zeros(count, np.bool_), ("",) * count,
    )
    bom = Bom("two.xlsx", "ab" * 32, ("BOM",), items, usages)
    return Document(date(2026, 11, 21), reading=Reading(bom, (), ()))


def of(assessment: Assessment, part: str) -> Finding:
    items = assessment.reading.bom.items
    finding = assessment.classification.worst(next(at for at, one in enumerate(items) if one.part_number == part))
    assert finding is not None
    return finding


def abroad(assessment: Assessment, item: int) -> Finding:
    """What 2025-61 says of the magnet sent on from outside China."""
    found = assessment.classification.findings[item]
    return next(one for one in found if one.limb == "art. 1(3)" and one.treatment is not Treatment.NONE)


def told(finding: Finding) -> str:
    return " ".join(map(reason_text, finding.reasons))


def test_an_item_in_two_products_meets_the_hardest_treatment_of_both_and_says_which() -> None:
    document = opened()
    document = set_product(document, ProductSetting("PUMP", destination="DE", party_lists=("MOFCOM-2026-20",)))
    found = assess(document, RULES, KNOWLEDGE)
    shared, own = of(found, "MAG-1"), of(found, "MAG-2")
    assert (shared.treatment, own.treatment) == (Treatment.PROHIBITED, Treatment.LICENCE_REQUIRED)
    assert "In PUMP: prohibited (end use: not stated, taken as civil; destination: DE)" in told(shared)
    assert "In SEAT: licence required (end use: not stated, taken as civil; destination: not stated)" in told(shared)
    assert "In PUMP" not in told(own)


def test_what_the_bill_states_on_the_line_of_a_product_holds_for_all_inside() -> None:
    found = assess(opened("military"), RULES, KNOWLEDGE)
    assert "In PUMP: licence required (end use: military" in told(of(found, "MAG-1"))
    assert (abroad(found, 1).treatment, abroad(found, 3).treatment) == (Treatment.DENIED, Treatment.LICENCE_REQUIRED)


def test_what_the_user_sets_goes_before_the_bill() -> None:
    document = opened("military")
    document = set_product(document, ProductSetting("PUMP", end_use="civil"))
    assert abroad(assess(document, RULES, KNOWLEDGE), 1).treatment is Treatment.LICENCE_REQUIRED


def test_a_listed_end_user_of_one_product_leaves_the_other_products_alone() -> None:
    document = opened()
    seat = ProductSetting("SEAT", customer="Example Ltd", party_lists=("MOFCOM-2026-20",))
    found = assess(set_product(document, seat), RULES, KNOWLEDGE)
    assert of(found, "MAG-2").treatment is Treatment.PROHIBITED


@pytest.mark.parametrize("setting", [{"end_use": "wmd"}, {"destination": "JP", "end_use": "military"}])
def test_an_undone_setting_gives_the_findings_from_before(setting: dict[str, str]) -> None:
    document, memo = opened(), Memo()
    before = assess(document, RULES, KNOWLEDGE, memo=memo)
    one = ProductSetting("PUMP", **setting)  # type: ignore[arg-type]
    set_ = set_product(document, one)
    assert assess(set_, RULES, KNOWLEDGE, memo=memo).classification.findings != before.classification.findings
    again = assess(set_product(set_, ProductSetting(one.item_key)), RULES, KNOWLEDGE, memo=memo)
    assert again.classification.findings == before.classification.findings


def test_volumes_alone_state_no_trade() -> None:
    document = opened()
    memo = Memo()
    before = assess(document, RULES, KNOWLEDGE, memo=memo).classification
    more = set_product(document, ProductSetting("PUMP", volume=50.0))
    assert assess(more, RULES, KNOWLEDGE, memo=memo).classification.findings is before.findings
    assert replace(more, products=()).products == ()


MAGNET = 1
"""Goes into the pump and into the seat drive."""


def applies(document: Document, item: int = MAGNET) -> set[Answer]:
    found = elsewhere(assess(replace(document, scenarios=()), RULES, KNOWLEDGE), item)
    return {one.applies for one in found if one.rule.startswith(("DFARS", "10 USC")) or "7052" in one.rule}


def test_of_what_nothing_is_stated_only_the_firm_can_say() -> None:
    assert applies(opened()) == {Answer.UNKNOWN}


@pytest.mark.parametrize("setting", [
    ProductSetting("PUMP", defence=True), ProductSetting("PUMP", end_use="military"),
])
def test_what_the_user_set_of_one_product_binds_what_goes_into_it(setting: ProductSetting) -> None:
    document = set_product(opened(), setting)
    assert applies(document) == {Answer.YES}
    assert applies(document, 3) == {Answer.UNKNOWN}


def test_the_word_of_the_bill_on_the_line_of_the_product_counts_too() -> None:
    assert applies(opened(use="military")) == {Answer.YES}


def test_an_end_use_of_the_whole_bill_counts_where_a_product_has_none_of_its_own() -> None:
    document = set_context(opened(), Context(end_use="military"))
    assert applies(document) == {Answer.YES}
    seat = set_product(document, ProductSetting("SEAT", end_use="civil"))
    assert applies(seat, 3) == {Answer.UNKNOWN}
    assert applies(seat) == {Answer.YES}
