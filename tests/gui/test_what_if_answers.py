"""An answer of What-if that was asked for comes, or it is said why not, whatever is changed while it is looked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from builders_exposure import assessment
from journeys import LONG, assessed, shown
from ytterby.gui.views.plan_page import PlanPage
from ytterby.gui.views.sensitivity_page import SensitivityPage
from ytterby.gui.window import Window
from ytterby.planning import apart
from ytterby.planning.drivers import APPROVAL, WAIT, Drivers
from ytterby.planning.sensitivity import Bar, Lever, Tornado
from ytterby.workspace import edits
from ytterby.workspace.document import PlanLimits

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
DAY = date(2026, 3, 3)
AGED = "before a change of the "


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    """With the sample open, in What-if, a margin for all products stated."""
    made = shown(qtbot)
    assessed(qtbot, made, lambda: made.open_sample())
    made.bench.go("what-if")
    made.bench.places.view("what-if").tabs.setCurrentIndex(1)
    assessed(qtbot, made, lambda: made.bench.bridge.edit(edits.set_plan_limits, PlanLimits(900.0, time_limit_s=2.0)))
    yield made
    made.close()


@pytest.fixture
def go(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Set; once cleared, long answers wait for it."""
    event = threading.Event()
    event.set()

    def held(function: Callable[..., object]) -> Callable[..., object]:
        def wait(*told: object, **named: object) -> object:
            assert event.wait(20)
            return function(*told, **named)

        return wait

    monkeypatch.setattr(Drivers, "sobol", held(Drivers.sobol))
    monkeypatch.setattr(apart, "apart", held(apart.apart))
    yield event
    event.set()


def plan_page(window: Window) -> PlanPage:
    return window.bench.places.view("what-if").page(1)


def sensitivity_page(window: Window) -> SensitivityPage:
    window.bench.places.view("what-if").tabs.setCurrentIndex(2)
    return window.bench.places.view("what-if").page(2)


def asked(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def told(qtbot: QtBot, window: Window, label: QLabel) -> str:
    """What a label says once nothing is at work any more."""
    qtbot.waitUntil(lambda: not window.bench.tasks.at_work and "…" not in label.text(), timeout=4 * LONG)
    return label.text()


@pytest.mark.parametrize("edit", [
    lambda window: window.bench.choose_as_of(DAY), lambda window: plan_page(window).ceiling.setValue(200),
], ids=["the day", "a limit"])
def test_a_plan_is_shown_with_what_was_changed_while_it_was_looked_for(qtbot, window, go, edit) -> None:
    page = plan_page(window)
    go.clear()
    asked(qtbot, page.optimise)
    assessed(qtbot, window, lambda: edit(window))
    assert page.headline.text() == "Looking for a plan… Esc stops it."
    go.set()
    assert "Stopped" not in told(qtbot, window, page.headline)
    assert page._planned is not None
    assert AGED in page.age.text()
    assert page.planned() is None, "no report tells it"
    assert page.optimise.text() == "Optimise again"


def test_cost_against_tail_is_drawn_with_what_was_changed_meanwhile(qtbot, window, go) -> None:
    page = plan_page(window)
    go.clear()
    asked(qtbot, page.draw)
    assessed(qtbot, window, lambda: window.bench.choose_as_of(DAY))
    assert page.drawn_before.text() == "Drawing, a plan for each point… Esc stops it."
    assert page.drawn_before.isVisibleTo(page)
    go.set()
    assert told(qtbot, window, page.drawn_before).startswith(f"Drawn {AGED}")
    assert page.frame.isVisibleTo(page)


def test_why_nothing_was_drawn_stays_until_it_is_asked_for_again(qtbot, window, go) -> None:
    page = plan_page(window)
    go.clear()
    asked(qtbot, page.draw)
    window._actions["stop"].trigger()
    go.set()
    assert told(qtbot, window, page.drawn_before) == "Stopped: nothing new is drawn."
    assessed(qtbot, window, lambda: window.bench.choose_as_of(DAY))
    assert page.drawn_before.text() == "Stopped: nothing new is drawn."


def test_where_the_spread_comes_from_is_told_with_what_was_changed_meanwhile(qtbot, window, go) -> None:
    page = sensitivity_page(window)
    go.clear()
    asked(qtbot, page.spread)
    assessed(qtbot, window, lambda: window.bench.choose_as_of(DAY))
    assert page.spread_answer.text() == "Many runs, a moment… Esc stops them."
    go.set()
    assert f"({AGED.capitalize()}" in told(qtbot, window, page.spread_answer)


def test_a_plan_for_an_earlier_reading_is_said_to_come_to_nothing(qtbot, window, go) -> None:
    page, bridge = plan_page(window), window.bench.bridge
    go.clear()
    asked(qtbot, page.optimise)
    bridge.apply(replace(bridge.document, reading=replace(bridge.document.reading)))
    with qtbot.waitSignal(bridge.refused, timeout=LONG) as refused:
        go.set()
    assert str(refused.args[0]).startswith("Looking for a plan came to nothing")
    assert page.headline.text() == "Stopped before a plan was found."
    window.findChild(QMessageBox).close()


def test_a_plan_asked_for_again_is_not_said_to_be_stopped(qtbot, window, go) -> None:
    page, tasks = plan_page(window), window.bench.tasks
    said: list[str] = []
    go.clear()
    asked(qtbot, page.optimise)
    (first,) = (task for task in tasks._all if task.kind == "plan")
    first.ended.connect(lambda: said.append(page.headline.text()))
    page.ceiling.setValue(200)
    asked(qtbot, page.optimise)
    go.set()
    qtbot.waitUntil(lambda: page._planned is not None, timeout=LONG)
    assert said == ["Looking for a plan… Esc stops it."]
    assert page.age.text() == ""


def test_a_chart_being_computed_is_asked_for_anew_by_the_next_state_whatever_was_drawn_before(qtbot: QtBot) -> None:
    page = SensitivityPage()
    qtbot.addWidget(page)
    document, found = assessment()
    page.show_assessment(document, found, found.outlooks[0])
    page.show_tornado((Tornado(100.0, (Bar(WAIT, 60.0, 180.0), Bar(APPROVAL, 130.0, 80.0))),
                       (Lever(WAIT, 40.0, 60.0, 90.0), Lever(APPROVAL, 0.5, 0.6, 0.7))))
    with qtbot.waitSignal(page.tornado_asked):
        page.show_assessment(replace(document, as_of=DAY), found, found.outlooks[0])
    with qtbot.waitSignal(page.tornado_asked):  # what was asked of the other day is not told any more
        page.show_assessment(document, found, found.outlooks[0])
