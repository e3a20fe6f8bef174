"""Manners of What-if: nothing jumps, nothing is cut, what is missing leads on, what is old says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QToolButton
from pytestqt.qtbot import QtBot

from builders_exposure import Line, assessment
from builders_measure import item
from journeys import assessed, shown
from ytterby.gui.charts.answers import differences
from ytterby.gui.charts.comparison import comparison
from ytterby.gui.charts.frontier_chart import _ticks
from ytterby.gui.charts.labels import item_name
from ytterby.gui.charts.lacking import Lacking
from ytterby.gui.charts.tornado_chart import tornado_chart
from ytterby.gui.views.plan_page import PlanPage
from ytterby.gui.views.sensitivity_page import SensitivityPage
from ytterby.gui.views.what_if import WhatIfView
from ytterby.gui.widgets.names import NameBox
from ytterby.gui.widgets.scenario_menu import WORKING
from ytterby.gui.window import Window
from ytterby.planning.drivers import APPROVAL, STOCK, WAIT
from ytterby.planning.scenario import BASELINE, AddStock, AlternativeSource, ScaleDemand, Scenario, SetStock, SetWait
from ytterby.planning.sensitivity import Bar, Lever, SobolIndex, Tornado

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LONG_NAME = "Mehr Lager bis Juni, ohne zweite Quelle und mit einem sehr langen Namen"


@pytest.fixture
def view(qtbot: QtBot) -> WhatIfView:
    widget = WhatIfView()
    qtbot.addWidget(widget)
    widget.resize(1100, 640)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.show_assessment(*assessment())
    return widget


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    made = shown(qtbot)
    made.resize(1000, 640)
    assessed(qtbot, made, lambda: made.open_sample())
    made.bench.go("what-if")
    yield made
    made.close()


def test_levers_stand_still_as_the_list_of_changes_grows(view: WhatIfView) -> None:
    lever = view.levers.demand
    changes: tuple[object, ...] = ()
    places = []
    for number in range(12):
        view.changes.show_changes(changes)
        QApplication.processEvents()
        places.append((lever.mapTo(view, QPoint()), view.changes.mapTo(view, QPoint())))
        changes = (*changes, SetStock(f"k{number}", 5.0))
    assert len(set(places)) == 1


def test_no_change_is_squeezed_however_many_there_are(view: WhatIfView, qtbot: QtBot) -> None:
    source = AlternativeSource("k0", 120.0, 0.6, 0.2, "Magnetwerk Alpha GmbH")
    for changes in ((SetWait(100.0, 120.0, 0.6), source), (SetWait(100.0, 120.0, 0.6), *[source] * 8)):
        view.changes.show_changes(changes)
        QApplication.processEvents()

        def words(all_of: int = len(changes)) -> bool:
            shown = [label for label in view.changes.findChildren(QLabel) if label.isVisible() and label.wordWrap()]
            return len(shown) == all_of and all(one.height() >= one.heightForWidth(one.width()) for one in shown)

        qtbot.waitUntil(words)


def test_a_change_is_removed_by_keyboard(view: WhatIfView, qtbot: QtBot) -> None:
    view.show_assessment(*assessment(scenario=Scenario(WORKING, (AddStock(30.0),)), extra=30.0))
    QApplication.processEvents()
    remove = next(button for button in view.changes.findChildren(QToolButton)
                  if button.isVisible() and button.accessibleName().startswith("Remove"))
    remove.setFocus()
    with qtbot.waitSignal(view.scenario_changed) as signal:
        qtbot.keyClick(remove, Qt.Key.Key_Space)
    assert signal.args[0].changes == ()


def test_a_long_name_is_whole_on_hover_and_in_the_list(qtbot: QtBot) -> None:
    box = NameBox("Scenario", 12, about="The scenario that What-if shows")
    qtbot.addWidget(box)
    box.addItems(["Baseline", LONG_NAME])
    box.setCurrentIndex(1)
    with qtbot.waitExposed(box):
        box.show()
    assert LONG_NAME in box.toolTip()
    assert "The scenario that What-if shows" in box.toolTip()
    box.showPopup()
    assert box.view().minimumWidth() > box.fontMetrics().horizontalAdvance(LONG_NAME)
    box.hidePopup()
    assert box.width() < box.fontMetrics().horizontalAdvance(LONG_NAME)


def test_a_description_that_begins_with_the_number_is_named_once() -> None:
    motor = replace(item("m"), part_number="DF45L024048-A", description="DF45L024048-A –  Brushless DC motor")
    assert item_name(motor) == "DF45L024048-A – Brushless DC motor"
    assert item_name(replace(motor, part_number="DF45")) == "DF45 DF45L024048-A – Brushless DC motor"
    assert item_name(replace(motor, part_number="", description="Screw")) == "Screw"


def test_days_of_stock_whose_cost_nobody_knows_do_not_cost_nothing() -> None:
    _, found = assessment((Line("Magnet", cover=None),), scenario=Scenario(WORKING, (AddStock(30.0),)), extra=30.0)
    baseline, more = found.outlooks
    more = replace(more, items=tuple(replace(entry, extra_cost=None) for entry in more.items))
    items = found.reading.bom.items
    assert [row.cost_said for row in comparison((baseline, more), items, "EUR", WORKING)][-1] == "not known"
    cost = next(row for row in differences(baseline, more, items, "EUR") if row.what.startswith("Extra cost"))
    assert (cost.now, cost.change) == ("not known", "–")


def test_a_stock_that_is_not_stated_is_not_shown_as_none(qtbot: QtBot) -> None:
    view = WhatIfView()
    qtbot.addWidget(view)
    document, found = assessment()
    bare = replace(found, exposure=replace(found.exposure, items=tuple(
        replace(entry, stock=None) for entry in found.exposure.items)))
    view.show_assessment(document, bare)
    assert view.levers.stock.text() == "not stated"
    assert view.levers.changes() == ()
    view.levers.stock.setValue(500)
    assert view.levers.changes() == (SetStock(view.levers.item.currentData(), 500.0),)
    view.levers.stock.setValue(view.levers.stock.minimum())
    assert view.levers.changes() == ()


def test_a_plan_without_stock_says_what_is_missing_and_leads_there(qtbot: QtBot) -> None:
    page = PlanPage()
    qtbot.addWidget(page)
    document, found = assessment((Line("Magnet", cover=None),))
    bare = replace(found.exposure, items=tuple(replace(entry, stock=None, daily_use=None)
                                               for entry in found.exposure.items))
    page.show_assessment(document, replace(found, exposure=bare), found.outlooks[0])
    assert page.step.words.text() == ("No plan can be made yet: the bill does not state stock and use of the 1 item "
                                      "that may wait for a licence. A stock can be set at the left, too.")
    assert not page.optimise.isEnabled()
    for key in ("import", "products"):
        with qtbot.waitSignal(page.step.wanted) as signal:
            qtbot.mouseClick(page.step.buttons[key], Qt.MouseButton.LeftButton)
        assert signal.args == [key]
    set_ = replace(found.outlooks[0], scenario=Scenario(WORKING, tuple(
        SetStock(entry.key, 5.0) for entry in bare.items)))
    assert Lacking.of(set_, bare).without_stock == 0, "a stock of one's own is one"


def test_what_the_middle_is_and_why_outlook_has_another_figure_is_said() -> None:
    found = Tornado(312.4, (Bar(WAIT, 168.0, 521.4), Bar(APPROVAL, 400.0, 250.0), Bar(STOCK, 320.0, 300.0)))
    levers = (Lever(WAIT, 63.0, 100.0, 160.0), Lever(APPROVAL, 0.44, 0.6, 0.76), Lever(STOCK, 3.0, 15.0, 27.0))
    note = tornado_chart(found, levers, "Drive unit", outlook=232.6).note
    assert "(licence wait 100 days, approval 60 %, 15 days more stock)" in note
    assert "Outlook's 232.6 days are with what the scenario itself states." in note


def test_answers_of_before_stay_and_say_what_has_changed_since(qtbot: QtBot) -> None:
    page = SensitivityPage()
    qtbot.addWidget(page)
    document, found = assessment()
    now = found.outlooks[0]
    page.show_assessment(document, found, now)
    page.show_spread((SobolIndex(WAIT, 0.62, 0.7), SobolIndex(APPROVAL, 0.2, 0.3)))
    said = page.spread_answer.text()
    page.show_assessment(document, found, replace(now, scenario=Scenario("Another", (ScaleDemand(2.0),))))
    assert page.spread_answer.text() == f"{said} (Before a change of the scenario: ask again.)"
    page.show_assessment(document, found, now)
    assert page.spread_answer.text() == said


def test_a_chart_that_could_not_be_computed_anew_says_so_and_offers_it(qtbot: QtBot) -> None:
    page = SensitivityPage()
    qtbot.addWidget(page)
    document, found = assessment()
    page.show_assessment(document, found, found.outlooks[0])
    levers = (Lever(WAIT, 40.0, 60.0, 90.0), Lever(APPROVAL, 0.5, 0.6, 0.7))
    page.show_tornado((Tornado(100.0, (Bar(WAIT, 60.0, 180.0), Bar(APPROVAL, 130.0, 80.0))), levers))
    assert page.again.isHidden()
    page.show_no_tornado("Stopped.")
    assert page.frame._note.text() == "Of the state before the change. Stopped."
    assert "60 to 180" in page.frame.title(), "what was drawn stays"
    with qtbot.waitSignal(page.tornado_asked):
        qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert page.again.isHidden()


def test_the_baseline_is_not_compared_with_itself(view: WhatIfView) -> None:
    assert view.answer.differences.isHidden()
    view.show_assessment(*assessment(scenario=Scenario(WORKING, (AddStock(30.0),)), extra=30.0))
    assert not view.answer.differences.isHidden()
    assert BASELINE.name != WORKING


@pytest.mark.parametrize(("low", "high"), [(487_190.0, 487_960.0), (10_000.0, 90_000.0), (0.0, 3.0)])
def test_no_two_amounts_of_a_scale_read_the_same(low: float, high: float) -> None:
    ticks = _ticks(low, high, "EUR")
    assert len({words for _, words in ticks}) == len(ticks) >= 2
    assert all(low <= value <= high for value, _ in ticks)


def test_no_page_of_what_if_is_cut_at_the_side_of_a_small_window(qtbot: QtBot, window: Window) -> None:
    view = window.bench.places.view("what-if")
    assert isinstance(view, WhatIfView)
    for place in range(view.tabs.count()):
        qtbot.mouseClick(view.tabs.tabBar(), Qt.MouseButton.LeftButton, pos=view.tabs.tabBar().tabRect(place).center())
        QApplication.processEvents()
        assert view.tabs.currentIndex() == place
        area = (view.tabs.currentWidget().findChildren(QScrollArea) or [view.tabs.currentWidget()])[0]
        assert isinstance(area, QScrollArea)
        qtbot.waitUntil(lambda area=area: area.widget().width() <= area.viewport().width())


def test_a_source_is_chosen_with_mouse_and_keys_and_taken_back(qtbot: QtBot, window: Window) -> None:
    bench = window.bench
    view = bench.places.view("what-if")
    view.tabs.setCurrentIndex(3)
    page = view.page(3)
    page.grid.setFocus()
    qtbot.keyClick(page.grid, Qt.Key.Key_Down)
    qtbot.keyClick(page.grid, Qt.Key.Key_Down)
    qtbot.mouseClick(page.use, Qt.MouseButton.LeftButton)
    form = QApplication.activeModalWidget()
    assert form is not None
    assessed(qtbot, window, lambda: qtbot.keyClick(form, Qt.Key.Key_Return))
    (source,) = bench.bridge.document.scenarios[-1].changes
    assert isinstance(source, AlternativeSource)
    assert source.name
    assessed(qtbot, window, bench.bridge.undo)
    assert all(not scenario.changes for scenario in bench.bridge.document.scenarios)


def test_a_plan_that_lacks_a_margin_says_so_by_name_and_where_it_is_stated(qtbot: QtBot, window: Window) -> None:
    view = window.bench.places.view("what-if")
    view.tabs.setCurrentIndex(1)
    page = view.page(1)
    qtbot.mouseClick(page.optimise, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "costs." in page.headline.text(), timeout=60_000)
    assert page.headline.text().startswith("DU-1000 Drive unit 750 W")
    assert page.headline.text().endswith("in the field for the margin above.")


def test_a_saved_name_keeps_the_plan(qtbot: QtBot) -> None:
    page = PlanPage()
    qtbot.addWidget(page)
    document, found = assessment()
    working = Scenario(WORKING, (SetWait(90.0, 120.0, 0.6),))
    page.show_assessment(document, found, replace(found.outlooks[0], scenario=working))
    basis = page._basis()
    page.show_assessment(document, found, replace(found.outlooks[0], scenario=replace(working, name="Saved")))
    assert basis is not None
    assert basis.changed(page._basis(), None) == ()
