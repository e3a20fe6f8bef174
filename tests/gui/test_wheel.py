"""The wheel scrolls: no control of any place changes its value under it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QSlider, QWidget
from pytestqt.qtbot import QtBot

from ytterby.gui.widgets.wheel import wheel_only_scrolls

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def turn_wheel(control: QWidget) -> None:
    middle = QPointF(control.rect().center())
    for _ in range(3):
        QApplication.sendEvent(control, QWheelEvent(
            middle, QPointF(control.mapToGlobal(middle)), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False))


def state(place: QWidget) -> list[object]:
    return [
        *(spin.text() for spin in place.findChildren(QAbstractSpinBox)),
        *(combo.currentIndex() for combo in place.findChildren(QComboBox)),
        *(slider.value() for slider in place.findChildren(QSlider)),
    ]


def test_the_wheel_over_any_control_of_the_what_if_view_changes_nothing(qtbot: QtBot) -> None:
    from builders_exposure import assessment
    from ytterby.gui.views.what_if import WhatIfView

    view = WhatIfView()
    qtbot.addWidget(view)
    view.resize(1100, 640)
    with qtbot.waitExposed(view):
        view.show()
    view.show_assessment(*assessment())
    wheel_only_scrolls(view)
    before = state(view)
    for kind in (QAbstractSpinBox, QComboBox, QSlider):
        for control in view.findChildren(kind):
            turn_wheel(control)
    assert state(view) == before


def test_the_as_of_date_keeps_its_year_when_the_wheel_passes_over_it(qtbot: QtBot) -> None:
    from ytterby.gui.widgets.top_bar import TopBar

    bar = TopBar([], [])
    qtbot.addWidget(bar)
    with qtbot.waitExposed(bar):
        bar.show()
    before = bar.as_of()
    for control in bar.findChildren(QAbstractSpinBox):
        turn_wheel(control)
    assert bar.as_of() == before
