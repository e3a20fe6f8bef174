"""A session of What-if as a person has it: drag, keep, compare, optimise, take back, save, and find it all again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMessageBox, QSlider, QStyle, QStyleOptionSlider
from pytestqt.qtbot import QtBot

from journeys import shown
from ytterby.gui.views.what_if import WhatIfView
from ytterby.gui.window import Window
from ytterby.planning.scenario import AddStock, ScaleDemand, SetStock, SetWait
from ytterby.planning.simulation import Simulation

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LONG = 60_000


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    made = shown(qtbot)
    assessed(qtbot, made, lambda: made.open_sample())
    made.bench.go("what-if")
    yield made
    made.close()


def handle(slider: QSlider, value: int) -> QPoint:
    """The middle of the handle where the slider stands at ``value``."""
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    option.sliderPosition = value
    option.sliderValue = value
    found = slider.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle,
                                          slider)
    return found.center()


def drag(qtbot: QtBot, window: Window, slider: QSlider, value: int) -> None:
    """With the mouse, in steps, until the full answer is there."""
    start, end = handle(slider, slider.value()), handle(slider, value)
    with qtbot.waitSignal(window.bench.bridge.assessment_changed, timeout=LONG):
        qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 5):
            qtbot.mouseMove(slider, start + (end - start) * step / 4)
        qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=end)


def assessed(qtbot: QtBot, window: Window, act: object) -> None:
    with qtbot.waitSignal(window.bench.bridge.assessment_changed, timeout=LONG):
        act()  # type: ignore[operator]


def told(outlooks: tuple[Simulation, ...]) -> list[object]:
    return [(outlook.scenario, outlook.products, outlook.items) for outlook in outlooks]


def test_three_scenarios_are_dragged_compared_optimised_undone_saved_and_found_again(
        qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    bench = window.bench
    view = bench.places.view("what-if")
    assert isinstance(view, WhatIfView)
    levers = view.levers
    for name, lever, value, kind in (("More stock", levers.extra, 60, AddStock), ("Faster", levers.median, 30, SetWait),
                                     ("Less use", levers.demand, 60, ScaleDemand)):
        bench.places.choose_scenario("Baseline")
        drag(qtbot, window, lever._slider, value)
        assert abs(lever.value() - value) <= 4
        assessed(qtbot, window, lambda name=name: view.menu.name_it(name))
        assert isinstance(bench.bridge.document.scenarios[-1].changes[0], kind)

    rows = view.answer.comparison.listing.rows
    assert [row.name for row in rows] == ["Baseline", "More stock", "Faster", "Less use"]
    assert all(row.probability < rows[0].probability for row in rows[1:])

    page = view.page(1)
    view.tabs.setCurrentIndex(1)
    page.margin.setValue(500)
    page.seconds.setValue(60)
    page.optimise.click()
    qtbot.waitUntil(lambda: page._planned is not None, timeout=LONG)
    assert page.headline.text().startswith("If MOFCOM-")  # what the plan rests on stands before what it costs
    assert "caught: spend " in page.headline.text()
    assert "On 200 fresh trials" in page.worth.text()
    planned = bench.bridge.document
    report = tmp_path / "report.xlsx"
    bench.exports.write("report", report)
    qtbot.waitUntil(report.exists, timeout=LONG)
    sheet = openpyxl.load_workbook(report, read_only=True)["Plan"]
    told_of = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    bought_now = next(row for row in page.table.listing.rows if row.pieces)
    assert any(bought_now.name.split(" ")[0] in words for words in told_of)
    assessed(qtbot, window, page.accept.click)
    bought = bench.bridge.document.scenarios[-1]
    assert bought.name == "Less use (changed)"  # the saved one stays as it was
    assert bench.bridge.document.scenarios[:-1] == planned.scenarios
    assert any(isinstance(change, SetStock) for change in bought.changes)
    assert view.answer.comparison.listing.rows[-1].probability <= rows[-1].probability

    assessed(qtbot, window, bench.bridge.undo)
    assert bench.bridge.document.scenarios == planned.scenarios
    assessed(qtbot, window, bench.bridge.redo)
    before = told(bench.bridge.assessment.outlooks)

    project = tmp_path / "session.ytterby"
    with qtbot.waitSignal(bench.keeper.saved, timeout=LONG):
        bench.keeper.save(project)
    bench.close()
    assessed(qtbot, window, lambda: window.open_path(project))
    assert told(bench.bridge.assessment.outlooks) == before
    assert window.findChild(QMessageBox) is None


def test_a_preview_comes_before_the_full_run_and_says_how_few_trials_it_has(qtbot: QtBot, window: Window) -> None:
    view = window.bench.places.view("what-if")
    shown: list[Simulation] = []
    show = view.answer.show_preview
    view.answer.show_preview = lambda now: (shown.append(now), show(now))
    with qtbot.waitSignal(window.bench.bridge.assessment_changed, timeout=LONG):
        view.levers.extra._slider.setValue(50)
        qtbot.waitUntil(lambda: bool(shown), timeout=LONG)
        assert shown[-1].trials == 1000
        assert AddStock(50.0) in shown[-1].scenario.changes
    assert int(view.answer.small.text().split(" trials")[0].replace(",", "")) >= 4000


def test_an_assumption_of_a_scenario_leaves_the_baseline_as_it_is(qtbot: QtBot, window: Window) -> None:
    view = window.bench.places.view("what-if")
    before = window.bench.bridge.assessment
    lever = next(lever for key, lever in sorted(view.law.texts.items()) if "61" in key)
    with qtbot.waitSignal(window.bench.bridge.assessment_changed, timeout=LONG):
        lever.fields.choice.setCurrentIndex(lever.fields.choice.findData("suspended"))
    now = window.bench.bridge.assessment
    assert window.bench.bridge.document.assumptions == ()
    assert now.outlooks[0].products == before.outlooks[0].products
    assert len(now.outlooks) == 2
    assert now.outlooks[1].scenario.policies[0].instrument == lever.instrument
    assert now.classification is before.classification


def test_a_saved_scenario_is_changed_by_saving_alone(qtbot: QtBot, window: Window) -> None:
    bench = window.bench
    view = bench.places.view("what-if")
    assert isinstance(view, WhatIfView)
    drag(qtbot, window, view.levers.extra._slider, 60)
    assessed(qtbot, window, lambda: view.menu.name_it("Motors in store"))
    (_, kept) = bench.bridge.document.scenarios
    drag(qtbot, window, view.levers.demand._slider, 60)
    _, same, made = bench.bridge.document.scenarios
    assert same == kept
    assert made.name == "Motors in store (changed)"
    assert view.menu.text() == "Scenario: Motors in store (changed)"
    assert view.menu.keep.isVisible()
    assessed(qtbot, window, view.menu.keep.trigger)
    _, saved = bench.bridge.document.scenarios
    assert (saved.name, saved.changes) == ("Motors in store", made.changes)
    assert view.menu.text() == "Scenario: Motors in store"
    assert not view.menu.keep.isVisible()
    drag(qtbot, window, view.levers.extra._slider, 100)
    assessed(qtbot, window, lambda: view.menu.name_it("More in store"))
    assert [one.name for one in bench.bridge.document.scenarios[1:]] == ["Motors in store", "More in store"]
    assert bench.bridge.document.scenarios[1] == saved


def test_no_saved_scenario_bears_a_name_that_levers_write_to(qtbot: QtBot, window: Window) -> None:
    bench = window.bench
    view = bench.places.view("what-if")
    assert isinstance(view, WhatIfView)
    for asked, given in (("What-if", "What-if (saved)"), ("Stock (changed)", "Stock")):
        bench.places.choose_scenario("Baseline")
        drag(qtbot, window, view.levers.extra._slider, 60)
        assessed(qtbot, window, lambda asked=asked: view.menu.name_it(asked))
        assert bench.bridge.document.scenarios[-1].name == given
