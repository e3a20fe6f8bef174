"""The first steps of every journey through the window: it is shown, and a bill in it assessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pytestqt.qtbot import QtBot

from ytterby.gui.window import Window

TODAY = date(2026, 11, 21)
LONG = 30_000  # ms; these machines are slow at times


def shown(qtbot: QtBot) -> Window:
    """An empty window of TODAY with all its parts; whoever asks for it closes it."""
    made = Window(TODAY)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.complete()
    return made


def assessed(qtbot: QtBot, window: Window, act: Callable[[], object]) -> None:
    """Waits until what ``act`` begins has led to an assessment."""
    with qtbot.waitSignal(window.bench.bridge.assessment_changed, timeout=LONG):
        act()
