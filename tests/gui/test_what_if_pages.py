"""The pages of What-if beside the outlook: what they ask, and what they say of the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from builders_exposure import assessment
from builders_measure import item
from builders_planning import magnet_problem, planner
from ytterby.gui.charts.answers import Stop, barred_words, first_product, headline, small_print, stops
from ytterby.gui.charts.frontier_chart import ONE_PLAN, FrontierPlot, frontier_words
from ytterby.gui.charts.labels import item_name
from ytterby.gui.charts.plan_answers import accepted, buys, held_back, plan_words, worth_words
from ytterby.gui.charts.stop_calendar import stop_calendar
from ytterby.gui.charts.tornado_chart import spread_words, tornado_chart
from ytterby.gui.views.levers import ScenarioLevers
from ytterby.gui.views.plan_page import PlanPage
from ytterby.gui.views.sensitivity_page import SensitivityPage
from ytterby.gui.views.sources_page import SiteForm, SourcesPage
from ytterby.planning.catalogue import Alternative, SiteState, catalogue
from ytterby.planning.drivers import APPROVAL, WAIT
from ytterby.planning.firststage import Limits
from ytterby.planning.frontier import Frontier, frontier
from ytterby.planning.planned import make_plan
from ytterby.planning.qualifying import Qualifying
from ytterby.planning.scenario import AddStock, AlternativeSource, ScaleDemand, Scenario, SetBudget, SetStock, SetWait
from ytterby.planning.sensitivity import Bar, Lever, SobolIndex, Tornado
from ytterby.planning.simulation import NEVER
from ytterby.planning.supply import Premise
from ytterby.workspace import edits
from ytterby.workspace.document import Document, PlanLimits

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
OTHER = AlternativeSource("", 28.0, 1.0, 0.1, "Korat", fixed_cost=40.0)


def shown(page: object) -> None:
    document, found = assessment()
    page.show_assessment(document, found, found.outlooks[0])  # type: ignore[attr-defined]


def test_the_plan_page_asks_with_what_the_fields_hold(qtbot: QtBot) -> None:
    page = PlanPage()
    qtbot.addWidget(page)
    shown(page)
    page.margin.setValue(900)
    page.tail.setValue(50_000)
    with qtbot.waitSignal(page.asked) as signal:
        qtbot.mouseClick(page.optimise, Qt.MouseButton.LeftButton)
    scenario, settings, budget = signal.args[0]
    assert (settings.stakes.margin, settings.tail_limit, budget) == (900.0, 50_000.0, None)
    assert settings.stakes.surcharge == pytest.approx(0.1)
    page.budget.setValue(20_000)
    assert page.question() == (scenario, settings, 20_000.0)


def test_a_plan_is_told_with_what_holds_it_back_and_can_be_put_into_the_scenario() -> None:
    made = planner(OTHER, stock=20.0)
    planned = make_plan(made, Limits(budget=60.0), scenarios=4, fresh=4)
    items = (item("motor"), item("magnet"), item("screw"))
    assert plan_words(planned, "EUR").startswith("Spend € 60 now")
    assert any("one more of budget saves € " in words for words in held_back(planned, "EUR"))
    (buy,) = buys(planned, (), items, "EUR")
    changes = accepted(planned, made.scenario, items, 60.0)
    stock = next(change for change in changes if isinstance(change, SetStock))
    assert stock == SetStock("magnet", float(round(20 + buy.pieces)))
    assert SetBudget(60.0) in changes
    assert (OTHER in changes) == ("Korat" in plan_words(planned, "EUR"))


def test_an_infeasible_plan_says_why(qtbot: QtBot) -> None:
    planned = make_plan(planner(stock=20.0), Limits(tail_limit=1.0), scenarios=4, fresh=4)
    page = PlanPage()
    qtbot.addWidget(page)
    shown(page)
    page.show_plan(planned)
    assert page.headline.text() == "No plan keeps these limits."
    assert "1 was asked for" in page.limits.text()
    assert not page.accept.isEnabled()


def test_the_frontier_is_told_with_its_jump_and_drawn_with_a_gap(qtbot: QtBot) -> None:
    problem = magnet_problem()
    found = frontier(problem, Limits(), points=4)
    names = [source.name for source in problem.sources]
    words = frontier_words(found, names, "EUR")
    assert "only with Alternate" in words
    plot = FrontierPlot()
    qtbot.addWidget(plot)
    plot.show_frontier(found, "EUR")
    jumps = [row[2] for row in plot.table()[1:]]
    assert jumps.count("yes") == len(found.jumps) == 1
    assert frontier_words(Frontier(found.points[:1]), names, "EUR") == ONE_PLAN


def test_the_tornado_names_what_most_hangs_on() -> None:
    found = Tornado(100.0, (Bar(WAIT, 60.0, 180.0), Bar(APPROVAL, 130.0, 80.0)))
    levers = (Lever(WAIT, 40.0, 60.0, 90.0), Lever(APPROVAL, 0.5, 0.6, 0.7))
    chart = tornado_chart(found, levers, "Drive unit")
    assert chart.title == "Most hangs on the licence wait: 60 to 180 days of standstill"
    assert chart.rows == ("Median wait, 40 to 90 days", "Approval, 50 to 70 %")
    assert [(mark.start, mark.end) for mark in chart.marks] == [(60, 100), (100, 180), (100, 130), (80, 100)]


def test_where_the_spread_comes_from_is_a_sentence() -> None:
    indices = (SobolIndex(WAIT, 0.62, 0.7), SobolIndex(APPROVAL, 0.2, 0.3))
    assert spread_words(indices) == ("62 % of the spread comes from the licence wait, 20 % from the approval; "
                                     "18 % only from inputs together.")
    assert "hardly spread" in spread_words((SobolIndex(WAIT, 0.0, 0.0),))


def test_when_to_stop_qualifying_is_told_with_the_latest_week(qtbot: QtBot) -> None:
    page = SensitivityPage()
    qtbot.addWidget(page)
    shown(page)
    assert page.stop.isHidden()
    page.show_worth(Qualifying(5000.0, (0, 4, 13), (9000.0, 6000.0, 2000.0)))
    assert "Go on: on time it is worth € 9,000" in page.worth.text()
    assert "no longer than 4 weeks late" in page.worth.text()
    page.show_worth(Qualifying(9500.0, (0, 4), (9000.0, 6000.0)))
    assert page.worth.text().startswith("Stop")


def test_the_calendar_of_stops_reaches_from_one_in_ten_to_nine_in_ten() -> None:
    document, found = assessment()
    chart = stop_calendar(stops(found.outlooks[0], found.reading.bom.items), document.as_of)
    assert chart.title.startswith("The first line stop may come on 2026-")
    assert chart.rows[0].startswith("Product ")
    assert all(chart.span[0] <= mark.start < mark.end <= chart.span[1] + 2 for mark in chart.marks)
    assert stop_calendar((), date(2026, 1, 1)).empty


def test_what_is_not_known_never_reads_as_no_stop() -> None:
    known, unknown = (Stop("a", 1, False, chance, 0.0, NEVER) for chance in (0.0, None))
    assert stop_calendar((unknown,), date(2026, 1, 1)).title == "When a line may stop is not known"
    assert "whose stock and use are known" in stop_calendar((known, unknown), date(2026, 1, 1)).title
    assert "known" not in stop_calendar((known,), date(2026, 1, 1)).title


def test_sites_are_offered_for_an_item_and_used_under_their_name(qtbot: QtBot) -> None:
    page = SourcesPage()
    qtbot.addWidget(page)
    shown(page)
    assert page.count.text().startswith(f"{len(catalogue())} sites")
    page.item.setCurrentIndex(1)
    listing = page.grid.listing
    assert listing is not None
    assert 0 < len(listing.rows) < len(catalogue())
    page.grid.select_rows([0])
    form = page.ask_use()
    assert form is not None
    with qtbot.waitSignal(page.chosen) as signal:
        form.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    site = listing.rows[0]
    assert signal.args[0].name == f"{site.company}, {site.site}"
    assert signal.args[0].item_key == page.item.currentData()


def test_a_site_of_ones_own_stands_in_the_catalogue_and_can_be_dropped(qtbot: QtBot) -> None:
    page = SourcesPage()
    qtbot.addWidget(page)
    shown(page)
    form = page.ask_site(None)
    for name, text in (("company", "Werk"), ("site", "Halle"), ("materials", "NdFeB; SmCo")):
        form.lines[name].setText(text)
    form.state.setCurrentIndex(form.state.findData(SiteState.RAMPING))
    with qtbot.waitSignal(page.entered) as signal:
        form.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    own: Alternative = signal.args[0]
    assert (own.materials, own.state, own.own) == (("NdFeB", "SmCo"), SiteState.RAMPING, True)
    document, found = assessment()
    page.show_assessment(replace(document, alternatives=(own,)), found, found.outlooks[0])
    listing = page.grid.listing
    assert listing is not None
    page.grid.select_rows([listing.rows.index(own)])
    with qtbot.waitSignal(page.dropped) as signal:
        qtbot.mouseClick(page.drop, Qt.MouseButton.LeftButton)
    assert signal.args == ["Werk", "Halle"]


def test_a_corrected_site_keeps_its_name(qtbot: QtBot) -> None:
    form = SiteForm(catalogue()[0], date(2026, 11, 21))
    qtbot.addWidget(form)
    assert not form.lines["company"].isEnabled()
    with qtbot.waitSignal(form.made) as signal:
        form.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    assert signal.args[0] == replace(catalogue()[0], own=True, as_of=date(2026, 11, 21))


def test_a_product_whose_items_state_no_stock_is_not_planned_and_said_so() -> None:
    planned = make_plan(planner(stock=None), Limits(), scenarios=2, fresh=2)
    assert plan_words(planned, "EUR").startswith("No product of this bill can be stopped by an item whose stock")
    assert any("left out: Stock or use is not stated" in words for words in held_back(planned, "EUR"))


def test_a_plan_stays_while_nothing_it_hangs_on_changes_and_else_says_what_has(qtbot: QtBot) -> None:
    page = PlanPage()
    qtbot.addWidget(page)
    document, found = assessment()
    now = found.outlooks[0]
    page.show_assessment(document, found, now)
    planned = make_plan(planner(OTHER, stock=20.0), Limits(budget=60.0), scenarios=4, fresh=4)
    page.show_plan(planned)
    page.show_assessment(replace(document, currency="USD"), found, now)
    assert page.planned() is planned
    assert page.accept.isEnabled()
    page.show_assessment(replace(document, seed=document.seed + 1), found, now)
    assert page.age.text().startswith("Made before a change of the random numbers")
    assert (page.planned(), page.accept.isEnabled()) == (None, False)
    page.show_assessment(document, found, now)
    page.margin.setValue(900)
    assert "the limits" in page.age.text()
    page.margin.setValue(0)
    assert page.planned() is planned
    page.accept.click()
    carried_out = accepted(planned, now.scenario, found.reading.bom.items, None)
    page.show_assessment(document, found, replace(now, scenario=Scenario("With the plan", carried_out)))
    assert page.planned() is planned, "put into a scenario, it is told with it"
    page.show_assessment(document, found, replace(now, scenario=replace(now.scenario, name="Saved under a name")))
    assert page.planned() is planned, "a name changes nothing that a plan hangs on"
    page.show_assessment(document, found, replace(now, scenario=Scenario("Another", (AddStock(9.0),))))
    assert page.planned() is None
    assert page.age.text().startswith("Made before a change of the scenario: optimise again.")
    assert (page.headline.text(), page.headline.property("muted")) == (plan_words(planned, "EUR"), True)
    assert page.optimise.text() == "Optimise again"
    page.show_assessment(document, found, now)
    assert (page.planned(), page.headline.property("muted"), page.optimise.text()) == (planned, False, "Optimise")


def test_a_plan_of_an_earlier_reading_of_the_bill_is_said_to_be_gone(qtbot: QtBot) -> None:
    page = PlanPage()
    qtbot.addWidget(page)
    document, found = assessment()
    page.show_assessment(document, found, found.outlooks[0])
    assert page.headline.text().startswith("No plan yet.")
    page.show_plan(make_plan(planner(OTHER, stock=20.0), Limits(budget=60.0), scenarios=4, fresh=4))
    document, found = assessment()
    page.show_assessment(document, found, found.outlooks[0])
    assert page.headline.text().startswith("The plan was of an earlier reading of the bill.")
    assert page.planned() is None


def test_levers_keep_the_decimals_they_do_not_show_until_they_are_moved(qtbot: QtBot) -> None:
    levers = ScenarioLevers()
    qtbot.addWidget(levers)
    _, found = assessment()
    wait = replace(found.outlooks[0].wait, median_days=44.6, p90_days=91.3, approval=0.845)
    levers.offer(wait, [("magnet", "Magnet", 20.5)])
    changes = (SetWait(44.6, 90.25, 0.333), AddStock(7.5), ScaleDemand(1.075))
    levers.put(changes)
    assert set(levers.changes()) == set(changes)
    levers.put(())
    assert levers.changes() == (), "the baseline's own decimals are no change"
    levers.extra._slider.setValue(12)
    assert levers.changes() == (AddStock(12.0),)


def test_limits_come_from_the_document_and_are_told_when_a_person_fills_them_in(qtbot: QtBot) -> None:
    page = PlanPage()
    qtbot.addWidget(page)
    document, found = assessment()
    told: list[PlanLimits] = []
    page.limits_set.connect(told.append)
    kept = PlanLimits(900.0, 20_000.0, 50_000.0, 0.15, 180.0, 30.0)
    page.show_assessment(replace(document, plan_limits=kept), found, found.outlooks[0])
    assert told == []
    assert page.question() is not None
    page.seconds.setValue(45)
    assert told == [replace(kept, time_limit_s=45.0)]


@pytest.mark.parametrize(("of", "name"), [
    *((PlanPage, name) for name in ("margin", "budget", "tail", "surcharge", "ceiling", "seconds")),
    (SensitivityPage, "margin"), (SensitivityPage, "spent")])
def test_what_is_being_typed_stays_when_an_assessment_arrives(qtbot: QtBot, of: type, name: str) -> None:
    page = of()
    qtbot.addWidget(page)
    shown(page)
    box = getattr(page, name)
    box.selectAll()
    qtbot.keyClicks(box, "37")
    typed = box.text()
    shown(page)
    assert box.text() == typed
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.value() == 37
    document, found = assessment()  # what is confirmed is the document's from then on
    kept = PlanLimits(900.0, 20_000.0, 50_000.0, 0.15, 180.0, 30.0)
    page.show_assessment(replace(document, plan_limits=kept), found, found.outlooks[0])
    assert (box.value() == 37) is (of is SensitivityPage)


def test_a_plan_that_saves_nothing_does_not_read_as_a_saving() -> None:
    planned = make_plan(planner(OTHER, stock=20.0), Limits(budget=60.0), scenarios=4, fresh=4)
    assert "instead of" in worth_words(planned, "EUR")
    nothing = replace(planned, judged=planned.without)
    assert "saves nothing against buying nothing" in worth_words(nothing, "EUR")
    assert "instead of" not in worth_words(nothing, "EUR")
    assert " weeks on average" in worth_words(nothing, "EUR")


def test_two_plans_stand_side_by_side_and_one_is_forgotten(qtbot: QtBot) -> None:
    page = PlanPage()
    qtbot.addWidget(page)
    document, found = assessment()
    plan = make_plan(planner(OTHER, stock=20.0), Limits(budget=60.0), scenarios=4, fresh=4)

    def edited(change: Callable[[Document], Document]) -> None:
        nonlocal document
        document = change(document)
        page.show_assessment(document, found, found.outlooks[0])

    page.kept.connect(lambda one: edited(lambda now: edits.keep_plan(now, one)))
    page.dropped.connect(lambda name: edited(lambda now: edits.drop_plan(now, name)))
    page.show_assessment(document, found, found.outlooks[0])
    assert page.plans.isHidden()
    for _ in range(2):
        page._asked = None
        page.show_plan(plan)
        page.keep.click()
    assert [one.name for one in document.plans] == ["Plan 1", "Plan 2"]
    assert document.plans[0].spend == pytest.approx(plan.solution.plan.spend)  # type: ignore[union-attr]
    assert document.plans[0].as_of == document.as_of
    assert not page.plans.isHidden()
    page.plans.table.select_row(0)
    page.plans.forget.click()
    assert [one.name for one in document.plans] == ["Plan 2"]


def test_what_an_unknown_outlook_hangs_on_is_not_called_nothing() -> None:
    bar = Bar(WAIT, 0.0, 0.0)
    lever = Lever(WAIT, 37.0, 60.0, 96.0)
    still = Tornado(0.0, (bar,))
    assert tornado_chart(still, (lever,), "Motor").title == "Nothing here moves the days of standstill"
    assert "is not known" in tornado_chart(still, (lever,), "Motor", known=False).title


def test_items_without_hope_of_a_licence_are_named_and_why() -> None:
    _, found = assessment()
    now, items = found.outlooks[0], found.reading.bom.items
    assert barred_words(now, items) == ""
    entry = replace(now.items[0], barred=True, premise=Premise())
    words = barred_words(replace(now, items=(entry, *now.items[1:])), items)
    assert item_name(items[entry.item]) in words
    assert "catches 1 of these items, and no licence is expected" in words
    assert "approval of 0" in words
    unsure = barred_words(replace(now, items=(replace(entry, premise=Premise(open=True)), *now.items[1:])), items)
    assert "it is open whether an entry catches them, or whether its text is in force; if both, no licence" in unsure
    assert "and no licence" not in unsure


def test_what_a_stop_rests_on_stands_in_the_headline_itself() -> None:
    _, found = assessment()
    now, items = found.outlooks[0], found.reading.bom.items
    first = first_product(now).bottleneck
    open_ = tuple(replace(one, premise=Premise("MOFCOM-2025-61", open=True)) if one.item == first else one
                  for one in now.items)
    words = headline(replace(now, items=open_), items)
    assert words.startswith(f"If MOFCOM-2025-61 is in force and catches {item_name(items[first])}, with these settings")
    sure = tuple(replace(one, premise=Premise()) for one in now.items)
    assert headline(replace(now, items=sure), items).startswith("With these settings")


def test_that_nothing_waits_under_changed_settings_is_said_of_these_settings_only() -> None:
    _, found = assessment()
    now, items = replace(found.outlooks[0], items=()), found.reading.bom.items
    assert headline(now, items).startswith("No item of this bill waits")
    moved = replace(now, scenario=Scenario("moved", (ScaleDemand(0.5),)))
    assert headline(moved, items).startswith("With these settings no item")


def test_items_decided_to_hold_none_are_said_to_be_left_out() -> None:
    _, found = assessment()
    assert "Left out" not in small_print(found.outlooks[0])
    assert "Left out: items that a person decided to hold no rare earth (2)." in small_print(
        replace(found.outlooks[0], denied=2))


def test_what_a_plan_rests_on_stands_in_its_headline() -> None:
    planned = make_plan(planner(), Limits(), scenarios=20, fresh=20)
    sure = plan_words(planned, "EUR")
    premises = tuple(Premise("MOFCOM-2025-61", open=True) for _ in planned.stocking.items)
    unsure = plan_words(replace(planned, stocking=replace(planned.stocking, premises=premises)), "EUR")
    assert sure.startswith("Spend ")
    assert unsure.startswith("If MOFCOM-2025-61 is in force and ")
    assert "caught: spend " in unsure
