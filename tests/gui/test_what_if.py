"""The what-if view: levers make scenarios, answers come in words, and a hand on a lever is never overruled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from builders_exposure import AS_OF, LINES, Line, assessment
from ytterby.core.finding import Force, Outcome
from ytterby.gui import theme
from ytterby.gui.charts.answers import headline
from ytterby.gui.views.what_if import WhatIfView
from ytterby.gui.widgets.scenario_menu import WORKING
from ytterby.planning.scenario import AddStock, AlternativeSource, Scenario, SetPolicy, SetStock, SetWait
from ytterby.regulation.rules import Assumption

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # tooltips, offscreen
WAIT_MS = 1000


@pytest.fixture
def view(qtbot: QtBot) -> WhatIfView:
    widget = WhatIfView()
    qtbot.addWidget(widget)
    widget.resize(1100, 640)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.show_assessment(*assessment())
    return widget


def press(qtbot: QtBot, lever: QWidget, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        qtbot.keyClick(lever, key)


def test_the_levers_start_at_the_baseline_and_ask_nothing(view: WhatIfView, qtbot: QtBot) -> None:
    assert (view.levers.median.value(), view.levers.p90.value(), view.levers.approval.value()) == (60, 120, 60)
    assert view.levers.changes() == ()
    with qtbot.assertNotEmitted(view.scenario_changed, wait=250):
        view.show_assessment(*assessment())


def test_a_slider_moved_by_keyboard_asks_once_when_it_rests(view: WhatIfView, qtbot: QtBot) -> None:
    heard: list[Scenario] = []
    view.scenario_changed.connect(heard.append)
    press(qtbot, view.levers.extra._slider, Qt.Key.Key_Right, 7)
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT_MS)
    qtbot.wait(200)
    assert heard == [Scenario(WORKING, (AddStock(7.0),))]


def test_the_90_percent_point_never_lies_below_the_median(view: WhatIfView, qtbot: QtBot) -> None:
    view.levers.median._spin.setValue(200)
    with qtbot.waitSignal(view.scenario_changed, timeout=WAIT_MS) as signal:
        pass
    assert signal.args[0].changes == (SetWait(200.0, 201.0, 0.6),)
    view.levers.p90._spin.setValue(50)
    assert view.levers.median.value() == 49


def test_a_stock_of_ones_own_is_a_change_and_can_be_taken_back(view: WhatIfView, qtbot: QtBot) -> None:
    view.levers.item.setCurrentIndex(view.levers.item.findData("k1"))
    with qtbot.waitSignal(view.scenario_changed, timeout=WAIT_MS) as signal:
        view.levers.stock.setValue(500)
    assert signal.args[0].changes == (SetStock("k1", 500.0),)
    with qtbot.waitSignal(view.scenario_changed, timeout=WAIT_MS) as signal:
        qtbot.mouseClick(view.levers.as_stated, Qt.MouseButton.LeftButton)
    assert signal.args[0].changes == ()


def test_another_source_counts_only_when_it_is_ticked(view: WhatIfView, qtbot: QtBot) -> None:
    assert not view.levers.qualification.isEnabled()
    with qtbot.waitSignal(view.scenario_changed, timeout=WAIT_MS):
        view.levers.source.click()
    view.levers.qualification.set_value(90)
    view.levers.share.set_value(40)
    with qtbot.waitSignal(view.scenario_changed, timeout=WAIT_MS) as signal:
        view.levers.premium._spin.setValue(25)
    assert signal.args[0].changes == (AlternativeSource("", 90.0, 0.4, 0.25),)


@pytest.mark.parametrize("changes", [
    (SetWait(45.0, 90.0, 0.8), SetStock("k0", 70.0), AddStock(30.0), AlternativeSource("k1", 120.0, 0.5, 0.1)),
    (AddStock(10.0),),
    (),
])
def test_the_levers_show_the_scenario_that_was_computed(view: WhatIfView, qtbot: QtBot, changes: tuple) -> None:
    with qtbot.assertNotEmitted(view.scenario_changed, wait=250):
        view.show_assessment(*assessment(scenario=Scenario(WORKING, changes)))
    assert view.levers.changes() == changes


def test_an_answer_that_comes_late_does_not_move_the_lever_in_the_hand(view: WhatIfView, qtbot: QtBot) -> None:
    view.levers.extra._slider.setValue(20)
    view.show_assessment(*assessment(scenario=Scenario(WORKING, (AddStock(5.0),))))
    assert view.levers.extra.value() == 20
    with qtbot.waitSignal(view.scenario_changed, timeout=WAIT_MS) as signal:
        pass
    assert signal.args[0].changes == (AddStock(20.0),)


def test_reset_returns_to_the_baseline(view: WhatIfView, qtbot: QtBot) -> None:
    view.show_assessment(*assessment(scenario=Scenario(WORKING, (AddStock(30.0), SetStock("k0", 9.0)))))
    with qtbot.waitSignal(view.scenario_changed, timeout=WAIT_MS) as signal:
        qtbot.mouseClick(view.reset, Qt.MouseButton.LeftButton)
    assert signal.args == [Scenario(WORKING)]
    assert view.levers.extra.value() == 0


def test_what_is_assumed_of_a_text_is_a_change_of_the_scenario(view: WhatIfView, qtbot: QtBot) -> None:
    assert set(view.law.texts) == {"MOFCOM-2025-57", "MOFCOM-2025-61"}
    lever = view.law.texts["MOFCOM-2025-61"]
    with qtbot.waitSignal(view.scenario_changed, timeout=WAIT_MS) as signal:
        lever.fields.choice.setCurrentIndex(lever.fields.choice.findData("in force"))
    laid = Assumption("MOFCOM-2025-61", Force.IN_FORCE, date(2026, 11, 11))
    assert signal.args == [Scenario(WORKING, (SetPolicy(laid),))]
    view.show_assessment(*assessment(scenario=signal.args[0]))
    assert view.law.texts["MOFCOM-2025-61"].fields.assumption() == laid
    with qtbot.waitSignal(view.scenario_changed, timeout=WAIT_MS) as signal:
        lever.fields.choice.setCurrentIndex(0)
    assert signal.args == [Scenario(WORKING)]


def test_what_the_document_assumes_is_shown_and_is_no_change_of_the_scenario(view: WhatIfView, qtbot: QtBot) -> None:
    laid = Assumption("MOFCOM-2025-61", Force.IN_FORCE, date(2026, 11, 11))
    view.show_assessment(*assessment(assumptions=(laid,)))
    assert view.law.texts["MOFCOM-2025-61"].fields.assumption() == laid
    with qtbot.waitSignal(view.scenario_changed, timeout=WAIT_MS) as signal:
        view.levers.extra._slider.setValue(9)
    assert signal.args == [Scenario(WORKING, (AddStock(9.0),))]


def test_an_assumption_starts_where_the_open_state_of_the_day_starts(view: WhatIfView, qtbot: QtBot) -> None:
    view.show_assessment(*assessment(as_of=date(2025, 12, 15)))
    view.show_assessment(*assessment())
    lever = view.law.texts["MOFCOM-2025-57"]
    with qtbot.waitSignal(view.scenario_changed, timeout=WAIT_MS) as signal:
        lever.fields.choice.setCurrentIndex(lever.fields.choice.findData("repealed"))
    assert signal.args[0].policies == (Assumption("MOFCOM-2025-57", Force.REPEALED, date(2026, 11, 11)),)


def test_the_as_of_date_is_asked_for_and_shown(view: WhatIfView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.as_of_chosen, timeout=WAIT_MS) as signal:
        view.law.as_of.set_day(AS_OF - timedelta(days=30))
    assert signal.args == [date(2026, 10, 22)]
    with qtbot.assertNotEmitted(view.as_of_chosen, wait=100):
        view.show_assessment(*assessment(as_of=AS_OF))


def test_the_answer_is_a_sentence_with_chance_day_and_bottleneck(view: WhatIfView) -> None:
    words = view.answer.headline.text()
    assert "P-000 Drive unit stops first, with 100 % probability" in words
    assert "in half of the trials by 2026-12-04" in words
    assert "M-0042 Magnet N42SH" in words


def test_the_answer_stands_beside_that_of_the_baseline(view: WhatIfView) -> None:
    assert "baseline" not in view.answer.headline.text()
    view.show_assessment(*assessment(scenario=Scenario(WORKING, (AddStock(30.0),)), extra=30.0))
    assert "with 85 % probability" in view.answer.headline.text()
    assert view.answer.headline.text().endswith("Under the baseline: 100 %.")


def test_unknown_stock_is_said_and_not_counted_as_safe(view: WhatIfView) -> None:
    assert "1 item without stated stock or use" in view.answer.small.text()
    document, found = assessment((Line("Magnet", cover=None),))
    view.show_assessment(document, found)
    assert "1 item may wait for a licence, but its use is not stated." in view.answer.headline.text()
    bare = [replace(item, stock=None) for item in found.reading.bom.items]
    assert "but its stock is not stated" in headline(found.outlooks[0], bare)


def test_a_product_of_unknown_items_is_not_said_to_run_on(view: WhatIfView) -> None:
    document, found = assessment((Line("Magnet", cover=None),))
    product = replace(found.outlooks[0].products[0], stop_probability=0.0, unknown=(1,))
    view.show_assessment(document, replace(found, outlooks=(replace(found.outlooks[0], products=(product,)),)))
    listing = view.answer.calendar.listing
    assert listing is not None
    assert listing.rows[0].probability is None
    assert listing.columns[1].text(listing.rows[0]) == "not known"
    differences = view.answer.differences.listing
    assert differences is not None
    assert differences.rows[0].now == "not known"


def test_items_of_unknown_cover_make_the_chance_a_lower_bound(view: WhatIfView) -> None:
    document, found = assessment()
    product = replace(found.outlooks[0].products[0], stop_probability=0.4, unknown=(3,))
    view.show_assessment(document, replace(found, outlooks=(replace(found.outlooks[0], products=(product,)),)))
    assert "with at least 40 % probability" in view.answer.headline.text()
    calm = replace(product, stop_probability=0.0)
    view.show_assessment(document, replace(found, outlooks=(replace(found.outlooks[0], products=(calm,)),)))
    assert "nobody can say that nothing stops" in view.answer.headline.text()


def test_a_bill_that_waits_for_nothing_says_so(view: WhatIfView) -> None:
    view.show_assessment(*assessment((Line("Screw", Outcome.NOT_CONTROLLED, grams=(), cover=None),)))
    assert view.answer.headline.text().startswith("No item of this bill waits")


def test_the_calendar_holds_products_and_items_with_simulation_and_formula(view: WhatIfView) -> None:
    listing = view.answer.calendar.listing
    assert listing is not None
    rows = {stop.name: stop for stop in listing.rows}
    assert len(rows) == 1 + sum(line.outcome is not Outcome.NOT_CONTROLLED for line in LINES)
    magnet = rows["M-0042 Magnet N42SH"]
    assert magnet.probability == 1.0
    assert magnet.exact_probability == pytest.approx(0.99)
    assert listing.rows[0].product


def test_a_row_of_the_calendar_opens_the_fan_of_its_item(view: WhatIfView, qtbot: QtBot) -> None:
    listing = view.answer.calendar.listing
    assert listing is not None
    place = next(n for n, stop in enumerate(listing.rows) if stop.item == 2)
    view.answer.calendar.select_row(place)
    qtbot.keyClick(view.answer.calendar, Qt.Key.Key_Return)
    assert view.answer.item.currentData() == 2
    assert view.answer.fan.table()[1][2] == "75"


def test_the_fan_reads_a_week_by_keyboard(view: WhatIfView, qtbot: QtBot) -> None:
    qtbot.keyClick(view.answer.fan, Qt.Key.Key_Right)
    assert "2026-11-28" in view.answer.fan.accessibleDescription()


def test_what_differs_from_the_baseline_is_told(view: WhatIfView) -> None:
    view.show_assessment(*assessment(scenario=Scenario(WORKING, (AddStock(30.0),)), extra=30.0))
    listing = view.answer.differences.listing
    assert listing is not None
    first = listing.rows[0]
    assert (first.baseline, first.now, first.change) == ("100 %", "85 %", "-15 points")
    cost = next(row for row in listing.rows if row.what.startswith("Extra cost"))
    assert cost.now == "€ 900"


def test_without_outlooks_the_next_step_is_told(view: WhatIfView) -> None:
    document, found = assessment()
    view.show_assessment(document, replace(found, outlooks=()))
    assert "stock and yearly use" in view.answer.headline.text()


def test_every_control_has_a_name(view: WhatIfView) -> None:
    nameless = [part for part in view.findChildren(QWidget)
                if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus and not part.focusProxy()
                and part.objectName() != "qt_spinbox_lineedit"
                and not (part.accessibleName() or getattr(part, "text", str)())]
    assert not nameless


def test_the_levers_are_never_cut_off_at_the_side(view: WhatIfView) -> None:
    QApplication.processEvents()
    page = view.levers
    assert page.mapTo(view._left, page.rect().topRight()).x() <= view._left.viewport().width()


def test_a_new_palette_redraws_the_fan(view: WhatIfView) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    try:
        theme.apply(app, "dark")
        QApplication.processEvents()
        image = view.answer.fan.grab().toImage()
        assert image.pixelColor(2, 2) == theme.colour("surface")
    finally:
        theme.apply(app, "light")


def test_nothing_goes_on_after_the_view_is_gone(qtbot: QtBot) -> None:
    widget = WhatIfView()
    heard: list[Scenario] = []
    widget.scenario_changed.connect(heard.append)
    widget.show_assessment(*assessment())
    widget.levers.extra._slider.setValue(9)
    widget.deleteLater()
    qtbot.wait(250)
    assert not heard


def test_changes_that_no_lever_shows_are_kept(view, qtbot):
    from ytterby.planning.scenario import ScaleDemand

    view.show_assessment(*assessment(scenario=Scenario("Saved", (ScaleDemand(2.0), AddStock(5.0)), "a note")))
    with qtbot.waitSignal(view.scenario_changed) as signal:
        view.levers.extra.changed.emit(5)
    assert signal.args == [Scenario("Saved (changed)", (AddStock(5.0), ScaleDemand(2.0)), "a note")]


def test_the_small_print_says_that_what_is_open_counts_as_a_need(view: WhatIfView) -> None:
    told = [label.text() for label in view.findChildren(QLabel)]
    assert any("Undetermined items and entries of unverified force count as if a licence were needed" in text
               for text in told)


def test_a_scenario_of_a_long_name_makes_the_page_no_wider(view: WhatIfView, qtbot: QtBot) -> None:
    view.menu.show_scenario(Scenario("x"))
    before = view.minimumSizeHint().width()
    view.menu.show_scenario(Scenario("W" * 400 + " (changed)"))
    assert view.menu.sizeHint().width() < 400
    assert view.minimumSizeHint().width() <= before + 320
    assert view.menu.text().endswith("(changed)")


def test_a_scenario_is_named_in_one_line_of_a_hundred_letters_at_most(view: WhatIfView, qtbot: QtBot) -> None:
    view.menu.show_scenario(Scenario("What-if"))
    with qtbot.waitSignal(view.menu.replaced) as told:
        view.menu.name_it("two\nlines\x00 \u202e" + "W" * 400)
    name = told.args[1].name
    assert name.startswith("two lines W")
    assert len(name) == 100
    assert name.isprintable()
