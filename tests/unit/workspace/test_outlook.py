"""The outlook of a document's scenarios: a law of their own, the licence log first, a quick answer beside the full."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ytterby.bom.reading import Mapping
from ytterby.core.finding import Force
from ytterby.identification.knowledge import Knowledge
from ytterby.planning.drivers import TOGETHER, WAIT
from ytterby.planning.licences import Licence, Standing
from ytterby.planning.scenario import BASELINE, AddStock, Scenario, SetPolicy
from ytterby.planning.simulate import simulate
from ytterby.planning.stocking import Stakes
from ytterby.regulation.rulebook import Rulebook
from ytterby.regulation.rules import Assumption
from ytterby.resources import folder
from ytterby.workspace.assess import assess, open_workbook
from ytterby.workspace.document import Assessment, Document
from ytterby.workspace.edits import record_licence, set_assumption
from ytterby.workspace.memo import Memo
from ytterby.workspace.outlook import PREVIEW, preview, renewals, wait_of
from ytterby.workspace.planner import drivers, planner
from ytterby.workspace.stages import Stages

AS_OF = date(2026, 11, 21)
LIFTED = Assumption("MOFCOM-GAC-2025-18", Force.SUSPENDED, AS_OF)
MEMO = Memo()


def assessed(document: Document) -> Assessment:
    return assess(document, Rulebook.shipped(), Knowledge.shipped(), memo=MEMO)


def stages(document: Document) -> Stages:
    assert document.reading is not None
    return Stages(document, document.reading, Rulebook.shipped(), Knowledge.shipped(), MEMO)


@pytest.fixture(scope="module")
def document() -> Document:
    return open_workbook(folder("samples", "drive-unit.xlsx"), Mapping(), AS_OF)


def held(document: Document, **facts: object) -> Licence:
    """For the item that stops the first product."""
    found = assessed(document)
    first = next(product.bottleneck for product in found.outlooks[0].products if product.bottleneck is not None)
    entry = found.exposure.items[first]
    whole = {"standing": Standing.GRANTED, "decided": AS_OF - timedelta(days=40), **facts}
    return Licence("A-1", entry.key, entry.control, entry.instrument, AS_OF - timedelta(days=100), **whole)  # type: ignore[arg-type]


def test_what_a_scenario_assumes_of_the_law_changes_it_and_leaves_the_baseline(document: Document) -> None:
    own = assessed(replace(document, scenarios=(BASELINE, Scenario("lifted", (SetPolicy(LIFTED),)))))
    plain, everywhere = assessed(document), assessed(set_assumption(document, LIFTED))
    assert own.outlooks[0].products == plain.outlooks[0].products
    assert own.outlooks[1].products == everywhere.outlooks[0].products
    assert own.outlooks[1].products != plain.outlooks[0].products


def test_a_licence_held_is_in_every_outlook_and_no_change_of_a_scenario(document: Document) -> None:
    before, licence = assessed(document).outlooks[0], held(document)
    now = assessed(record_licence(document, licence)).outlooks[0]
    assert now.scenario == BASELINE
    item = next(entry.item for entry in before.items if entry.stop_probability)
    chances = [{entry.item: entry.stop_probability for entry in side.items} for side in (before, now)]
    keys = {entry.key: entry.item for entry in assessed(document).exposure.items}
    assert chances[1][keys[licence.item_key]] == 0.0 < chances[0][keys[licence.item_key]]
    assert item in chances[1]


def test_what_the_log_warns_of_is_an_issue(document: Document) -> None:
    late = held(document, valid_until=AS_OF + timedelta(days=20))
    codes = {issue.code for issue in assessed(record_licence(document, late)).issues}
    assert {"licence-ends-soon", "licence-renewal-late"} <= codes
    assert not codes & {issue.code for issue in assessed(document).issues if issue.code.startswith("licence")}


def test_a_renewal_is_due_so_early_that_wait_and_cover_end_together(document: Document) -> None:
    ends = AS_OF + timedelta(days=400)
    exposure = assessed(document).exposure
    licence = held(document, valid_until=ends)
    entry = next(item for item in exposure.items if item.key == licence.item_key)
    by = renewals(record_licence(document, licence), exposure)["A-1"]
    assert by < ends
    more = replace(exposure, items=tuple(replace(item, stock=(item.stock or 0) + 10 * (item.daily_use or 0))
                                         if item is entry else item for item in exposure.items))
    later = renewals(record_licence(document, licence), more)["A-1"]
    assert (later - by).days in (9, 10, 11)


def test_a_preview_is_the_simulation_of_fewer_trials_with_the_fans_asked_for(document: Document) -> None:
    found, scenario = assessed(document), Scenario("more", (AddStock(30.0),))
    quick = preview(stages(document), scenario, found.exposure, {found.outlooks[0].fans[0].item})
    full = simulate(found.exposure, scenario, as_of=document.as_of, wait=wait_of(document), seed=document.seed,
                    trials=PREVIEW)
    assert (quick.products, quick.items) == (full.products, full.items)
    assert quick.fans == full.fans[:1]


def test_margins_of_products_are_those_of_a_plan_unless_it_names_its_own(document: Document) -> None:
    from ytterby.core.item import Money
    from ytterby.workspace.document import ProductSetting
    from ytterby.workspace.edits import set_product

    found = assessed(document).exposure
    key = next(found.items[product.item].key for product in found.products if product.item is not None)
    priced = set_product(document, ProductSetting(key, margin=Money(120.0, "EUR")))
    assert planner(stages(priced), BASELINE, Stakes()).stakes.margins == {key: 120.0}
    assert planner(stages(priced), BASELINE, Stakes(margins={key: 5.0})).stakes.margins == {key: 5.0}


def test_the_tornado_puts_the_widest_bar_first_and_a_longer_wait_never_helps(document: Document) -> None:
    assessed(document)
    made = drivers(stages(document), BASELINE, 0)
    found = made.tornado()
    assert [bar.width for bar in found.bars] == sorted((bar.width for bar in found.bars), reverse=True)
    bars = {bar.name: bar for bar in found.bars}
    assert bars[WAIT].at_p10 <= found.base <= bars[WAIT].at_p90
    assert TOGETHER in bars
