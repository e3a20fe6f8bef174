"""The dashboard: every figure and mark opens exactly the lines it counts, at any size, in any scheme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from builders_exposure import AS_OF, LINES, Line, assessment
from ytterby.core.finding import Outcome
from ytterby.core.progress import SILENT
from ytterby.exposure.exposure import Flag
from ytterby.gui import theme
from ytterby.gui.charts.element_chart import Measure
from ytterby.gui.views.dashboard import DashboardView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # tooltips, offscreen
COUNTED = {
    "licence_required": lambda line: line.outcome is Outcome.CONTROLLED,
    "undetermined": lambda line: line.outcome is Outcome.UNDETERMINED,
    "defence": lambda line: Flag.DEFENCE in line.flags,
    "semiconductor": lambda line: Flag.SEMICONDUCTOR in line.flags,
    "single_source": lambda line: Flag.SINGLE_SOURCE in line.flags,
    "shortest_cover": lambda line: line.cover == min(other.cover for other in LINES if other.cover is not None),
}


@pytest.fixture
def view(qtbot: QtBot) -> DashboardView:
    widget = DashboardView()
    qtbot.addWidget(widget)
    widget.resize(900, 640)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.show_assessment(*assessment())
    return widget


def wanted(key: str) -> frozenset[int]:
    return frozenset(place + 1 for place, line in enumerate(LINES) if COUNTED[key](line))  # item 0 is the product


@pytest.mark.parametrize("key", COUNTED)
def test_a_figure_opens_the_lines_it_counts(view: DashboardView, qtbot: QtBot, key: str) -> None:
    with qtbot.waitSignal(view.items_chosen, timeout=500) as signal:
        qtbot.mouseClick(view.cards[key], Qt.MouseButton.LeftButton)
    assert signal.args[0] == wanted(key)
    assert signal.args[1]


@pytest.mark.parametrize("key", COUNTED)
def test_a_figure_is_pressed_by_keyboard_alone(view: DashboardView, qtbot: QtBot, key: str) -> None:
    view.cards[key].setFocus()
    with qtbot.waitSignal(view.items_chosen, timeout=500) as signal:
        qtbot.keyClick(view.cards[key], Qt.Key.Key_Space)
    assert signal.args[0] == wanted(key)


def test_figures_say_number_words_and_spend(view: DashboardView) -> None:
    spoken = view.cards["licence_required"].accessibleName()
    assert spoken.startswith("3 lines need a licence")
    assert "€" in spoken


def test_a_figure_that_counts_nothing_cannot_be_pressed(view: DashboardView) -> None:
    view.show_assessment(*assessment((Line("Screw", Outcome.NOT_CONTROLLED, None, (), cover=None),)))
    assert not view.cards["licence_required"].isEnabled()
    assert view.cards["shortest_cover"].accessibleName().startswith("not known")


def test_a_view_that_is_fed_before_it_is_shown_looks_the_same(qtbot: QtBot, view: DashboardView) -> None:
    other = DashboardView()
    qtbot.addWidget(other)
    other.show_assessment(*assessment())
    assert not [part for part in QApplication.topLevelWidgets() if part.isVisible() and part is not view]
    other.resize(view.size())
    with qtbot.waitExposed(other):
        other.show()
    QApplication.processEvents()
    places = {key: card.geometry() for key, card in other.cards.items()}
    assert places == {key: card.geometry() for key, card in view.cards.items()}


def test_every_mark_of_every_chart_opens_its_items(view: DashboardView, qtbot: QtBot) -> None:
    view.resize(900, 2400)
    for frame in (view.timeline, view.elements, view.cover, view.concentration, view.heat):
        assert frame.plot.chart.marks
        for mark in frame.plot.chart.marks:
            if not mark.items:
                continue
            with qtbot.waitSignal(view.items_chosen, timeout=500) as signal:
                qtbot.mouseClick(frame.plot.viewport(), Qt.MouseButton.LeftButton, pos=frame.plot.centre_of(mark))
            assert signal.args == [mark.items, mark.label]


def test_mass_and_spend_are_two_faces_of_one_chart(view: DashboardView, qtbot: QtBot) -> None:
    toggles = {button.text(): button for button in view.elements.findChildren(QAbstractButton) if button.isCheckable()}
    assert toggles["Spend"].isChecked()
    before = {mark.label: mark.items for mark in view.elements.plot.chart.marks}
    qtbot.mouseClick(toggles["Mass"], Qt.MouseButton.LeftButton)
    assert {mark.label: mark.items for mark in view.elements.plot.chart.marks} == before
    assert "Grams" in view.elements.plot.chart.note


def test_without_prices_the_elements_are_shown_by_mass(view: DashboardView) -> None:
    view.show_assessment(*assessment((Line("Magnet", spend=None),)))
    assert "Grams" in view.elements.plot.chart.note


def test_concentration_can_be_seen_by_country(view: DashboardView, qtbot: QtBot) -> None:
    toggles = {button.text(): button for button in view.concentration.findChildren(QAbstractButton)}
    qtbot.mouseClick(toggles["Country"], Qt.MouseButton.LeftButton)
    assert view.concentration.title().startswith("By country, China (CN)")


def test_the_arrows_go_to_the_changes_of_law(view: DashboardView, qtbot: QtBot) -> None:
    before, after = (button for button in view.timeline.findChildren(QAbstractButton)
                     if "change of law" in button.accessibleName())
    with qtbot.waitSignal(view.as_of_chosen, timeout=500) as signal:
        qtbot.mouseClick(before, Qt.MouseButton.LeftButton)
    assert signal.args == [date(2026, 11, 11)]
    assert not after.isEnabled()


def test_dragging_the_date_asks_for_another_day_while_it_moves_and_when_let_go(
        view: DashboardView, qtbot: QtBot) -> None:
    heard: list[date] = []
    view.as_of_chosen.connect(heard.append)
    plot = view.timeline.plot
    row = next(mark for mark in plot.chart.marks)
    start, target = _x(view, AS_OF), _x(view, date(2026, 1, 1))
    y = plot.centre_of(row).y()
    qtbot.mouseMove(plot.viewport(), QPoint(start, y))
    qtbot.mousePress(plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(start, y))
    for step in range(1, 11):
        qtbot.mouseMove(plot.viewport(), QPoint(start + (target - start) * step // 10, y))
        qtbot.wait(40)
    assert heard, "nothing is asked while the date is dragged"
    assert len(heard) < 10, "every movement asks"
    qtbot.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(target, y))
    qtbot.waitUntil(lambda: abs((heard[-1] - date(2026, 1, 1)).days) < 10, timeout=1000)
    assert heard == list(dict.fromkeys(heard)), "no day is asked twice"


def _x(view: DashboardView, day: date) -> int:
    chart = view.timeline.plot.chart
    there = replace(chart.marks[0], start=float(day.toordinal()), end=float(day.toordinal()))
    return view.timeline.plot.centre_of(there).x()


def test_another_as_of_day_moves_the_cursor_and_asks_nothing(view: DashboardView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.as_of_chosen, wait=300):
        view.show_assessment(*assessment(as_of=date(2026, 3, 1)))
    assert "2026-03-01" in view.timeline.title()


@pytest.mark.parametrize("size", [(620, 600), (880, 640), (1440, 900)])
def test_nothing_overlaps_and_nothing_scrolls_sideways(view: DashboardView, size: tuple[int, int]) -> None:
    view.resize(*size)
    QApplication.processEvents()
    frames = (view.timeline, view.elements, view.cover, view.concentration, view.heat)
    parts: list[QWidget] = [*view.cards.values(), *frames]
    places = [QRect(part.mapTo(view, QPoint(0, 0)), part.size()) for part in parts if part.isVisible()]
    assert len(places) == len(parts)
    assert not [(a, b) for a, b in combinations(places, 2) if a.intersects(b)]
    assert all(place.left() >= 0 and place.right() <= size[0] for place in places)


def test_a_thousand_items_are_drawn_while_one_drags(view: DashboardView) -> None:
    lines = tuple(Line(f"钕铁硼磁铁 {n}", list(Outcome)[n % 3], float(n), (("Nd", float(n)), ("Dy", 1.0)), f"S{n % 40}",
                       "CN", float(n % 400)) for n in range(1000))
    view.show_assessment(*assessment(lines))
    assert len(view.cover.plot.chart.rows) <= 13
    assert sum(len(mark.items) for mark in view.elements.plot.chart.marks if mark.label.startswith("Nd")) == 1000


def test_a_new_palette_redraws_every_chart(view: DashboardView) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    try:
        theme.apply(app, "dark")
        QApplication.processEvents()
        image = view.elements.plot.grab().toImage()
        assert image.pixelColor(image.width() - 2, image.height() - 2) == theme.colour("surface")
    finally:
        theme.apply(app, "light")


def test_everything_that_takes_the_focus_has_a_name(view: DashboardView) -> None:
    nameless = [part for part in view.findChildren(QWidget)
                if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus and not part.focusProxy()
                and not (part.accessibleName() or getattr(part, "text", str)())]
    assert not nameless


def test_before_anything_is_assessed_no_empty_card_is_shown(qtbot: QtBot) -> None:
    view = DashboardView()
    qtbot.addWidget(view)
    view.show()
    assert not any(card.isVisible() for card in view.cards.values())
    assert not view.timeline.isVisible()


def drawn(view: DashboardView) -> list[object]:
    frames = (view.timeline, view.elements, view.cover, view.concentration, view.heat, view.evidence, view.trend)
    cards = [card.accessibleName() for card in view.cards.values()]
    charts = [(frame.plot.chart.title, frame.plot.chart.rows) for frame in frames]
    return [*charts, view.treemap.plot.treemap.title, cards]


def test_of_a_large_bill_the_former_picture_stands_whole_and_opens_nothing_until_the_new_one_is_made(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
) -> None:
    view, at_once = DashboardView(), DashboardView()
    for one in (view, at_once):
        qtbot.addWidget(one)
        one.resize(900, 640)
        one.show()
    older, newer = assessment(), assessment(LINES[:2], as_of=date(2026, 3, 1))
    view.show_assessment(*older)
    at_once.show_assessment(*newer)
    before = drawn(view)
    monkeypatch.setattr("ytterby.gui.views.dashboard.AT_ONCE", 0)
    with qtbot.waitSignal(view.picture_wanted) as asked:
        view.show_assessment(*newer)
    make, _ = asked.args
    drawings = make(SILENT)
    assert drawn(view) == before != drawn(at_once)
    with qtbot.assertNotEmitted(view.items_chosen):
        qtbot.mouseClick(view.cards["licence_required"], Qt.MouseButton.LeftButton)
    assert "2026-03-01" in view.late.text()
    assert view.late.isVisible()
    view.show_picture(drawings)
    assert drawn(view) == drawn(at_once)
    assert not view.late.isVisible()
    with qtbot.waitSignal(view.items_chosen):
        qtbot.mouseClick(view.cards["licence_required"], Qt.MouseButton.LeftButton)


def test_a_stopped_picture_says_that_the_former_one_is_shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    view = DashboardView()
    qtbot.addWidget(view)
    view.show()
    view.show_assessment(*assessment())
    monkeypatch.setattr("ytterby.gui.views.dashboard.AT_ONCE", 0)
    asked: list[Callable[[], None]] = []
    view.picture_wanted.connect(lambda _, stopped: asked.append(stopped))
    view.show_assessment(*assessment())
    view.show_assessment(*assessment())
    overtaken, stopped = asked
    overtaken()
    assert not view.late.isVisible(), "a newer one is under way"
    stopped()
    assert view.late.isVisible()
    assert "earlier state" in view.late.text()
    with qtbot.assertNotEmitted(view.items_chosen):
        qtbot.mouseClick(view.cards["licence_required"], Qt.MouseButton.LeftButton)
    assert len(asked) == 3, "it is drawn anew"


def test_a_toggle_of_a_large_bill_asks_for_its_chart_alone(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    view = DashboardView()
    qtbot.addWidget(view)
    view.show_assessment(*assessment())
    monkeypatch.setattr("ytterby.gui.views.dashboard.AT_ONCE", 0)
    with qtbot.waitSignal(view.picture_wanted) as asked:
        view._choose_measure(Measure.MASS)
    drawings = asked.args[0](SILENT)
    assert len(drawings) == 1
    view.show_picture(drawings)
    assert "Grams" in view.elements.plot.chart.note
