"""A chart as a widget: mouse and keyboard open the items of a mark, copies hold what is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builders_exposure import assessment
from ytterby.gui import theme
from ytterby.gui.charts.chart import Chart, Mark
from ytterby.gui.charts.element_chart import Measure, element_chart
from ytterby.gui.charts.frame import ChartFrame
from ytterby.gui.charts.rows import RowsPlot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # tooltips, offscreen


@pytest.fixture
def plot(qtbot: QtBot) -> RowsPlot:
    widget = RowsPlot()
    qtbot.addWidget(widget)
    widget.resize(700, 200)
    with qtbot.waitExposed(widget):
        widget.show()
    _, found = assessment()
    widget.show_chart(element_chart(found.exposure, Measure.SPEND))
    return widget


def test_a_click_on_each_mark_emits_exactly_its_items(plot: RowsPlot, qtbot: QtBot) -> None:
    for mark in plot.chart.marks:
        with qtbot.waitSignal(plot.chosen, timeout=500) as signal:
            qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=plot.centre_of(mark))
        assert signal.args == [mark.items, mark.label]


def test_a_click_beside_the_marks_emits_nothing(plot: RowsPlot, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(plot.chosen):
        qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(690, plot.height() // 2))


def test_a_drag_is_no_click(plot: RowsPlot, qtbot: QtBot) -> None:
    there = plot.centre_of(plot.chart.marks[0])
    with qtbot.assertNotEmitted(plot.chosen):
        qtbot.mousePress(plot.viewport(), Qt.MouseButton.LeftButton, pos=there)
        qtbot.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=there + QPoint(30, 0))


def test_a_sliver_can_be_clicked(plot: RowsPlot, qtbot: QtBot) -> None:
    sliver = Mark(0, 0.0, 0.0, "accent", frozenset({7}), "seven", "tip")
    plot.show_chart(Chart("t", rows=("one",), marks=(sliver,), span=(0.0, 1.0)))
    with qtbot.waitSignal(plot.chosen, timeout=500) as signal:
        qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=plot.centre_of(sliver) + QPoint(3, 0))
    assert signal.args[0] == frozenset({7})


def test_arrow_keys_and_enter_reach_every_mark(plot: RowsPlot, qtbot: QtBot) -> None:
    heard: list[frozenset[int]] = []
    plot.chosen.connect(lambda items, _: heard.append(items))
    for _ in plot.chart.marks:
        qtbot.keyClick(plot, Qt.Key.Key_Right)
        qtbot.keyClick(plot, Qt.Key.Key_Return)
    assert heard == [mark.items for mark in plot.chart.marks]
    qtbot.keyClick(plot, Qt.Key.Key_Up)
    qtbot.keyClick(plot, Qt.Key.Key_Space)
    assert heard[-1] in [mark.items for mark in plot.chart.marks if mark.row == plot.chart.marks[-1].row - 1]


def test_the_mark_reached_by_keyboard_is_told_to_a_screen_reader(plot: RowsPlot, qtbot: QtBot) -> None:
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert plot.accessibleDescription() == plot.chart.marks[0].tip


def test_the_wheel_scrolls_the_page_and_not_the_chart(plot: RowsPlot) -> None:
    before = plot.getViewBox().viewRange()
    event = QWheelEvent(QPointF(50, 50), QPointF(50, 50), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    plot.wheelEvent(event)
    assert not event.isAccepted()
    assert plot.getViewBox().viewRange() == before


def test_copies_hold_the_table_and_the_picture(qtbot: QtBot) -> None:
    plot = RowsPlot()
    frame = ChartFrame("Elements", plot)
    qtbot.addWidget(frame)
    _, found = assessment()
    chart = element_chart(found.exposure, Measure.SPEND)
    plot.show_chart(chart)
    frame.show_chart(chart)
    frame.copy_table()
    lines = QApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["Element", *(e.symbol for e in found.exposure.elements)]
    frame.copy_picture()
    assert not QApplication.clipboard().pixmap().isNull()


def test_a_right_click_on_the_drawing_offers_the_copies(qtbot: QtBot) -> None:
    plot = RowsPlot()
    frame = ChartFrame("Elements", plot)
    qtbot.addWidget(frame)
    chart = element_chart(assessment()[1].exposure, Measure.SPEND)
    plot.show_chart(chart)
    frame.show_chart(chart)
    with qtbot.waitExposed(frame):
        frame.show()
    there = QPoint(60, 40)
    QApplication.sendEvent(plot.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, there,
                                                             plot.viewport().mapToGlobal(there)))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Copy as picture", "Copy as table"]
    menu.close()


def test_every_scheme_can_be_drawn(plot: RowsPlot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    try:
        for scheme in ("dark", "contrast", "light"):
            theme.apply(app, scheme)
            plot.retheme()
            image = plot.grab().toImage()
            assert image.pixelColor(image.width() - 2, image.height() // 2) == theme.colour("surface")
    finally:
        theme.apply(app, "light")
