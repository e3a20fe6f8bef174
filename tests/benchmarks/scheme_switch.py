"""How long another colour scheme takes with every place open: ``python tests/benchmarks/scheme_switch.py`` prints it.

Prints the time of the processor per switch, beside that of laying palette and style sheet over the old ones.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from ytterby.gui import theme
from ytterby.gui.actions import PLACES
from ytterby.gui.app import application
from ytterby.gui.pictures import without_hints
from ytterby.gui.window import SAMPLE, Window
from ytterby.resources import folder

TIMES, SETTLE_S = 6, 1.0


def in_place(app: QApplication, scheme: str) -> None:
    """The named alternative: the new sheet takes the place of the old one."""
    theme._Current.name = scheme
    app.setPalette(theme.palette(theme.tokens()))
    app.setStyleSheet(theme.style_sheet(theme.tokens()))


def turn(app: QApplication, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.01)


def switched(app: QApplication, lay: Callable[[QApplication, str], None]) -> float:
    """Milliseconds of the processor for one switch and the paint after it, on average."""
    began = time.process_time()
    for number in range(TIMES):
        lay(app, ("dark", "light")[number % 2])
        app.processEvents()
    return 1000 * (time.process_time() - began) / TIMES


def main() -> None:
    app = application()
    without_hints()
    theme.apply(app, "light")
    window = Window(date(2026, 11, 21), "light")
    window.show()
    window.complete()
    window.bench.open(folder(*SAMPLE), review=False)
    while window.bench.bridge.assessment is None:
        turn(app, 0.1)
    for place in PLACES:
        window.bench.go(place)
        turn(app, SETTLE_S)
    window.bench.go("dashboard")
    turn(app, SETTLE_S)
    print(f"{len(app.allWidgets()):,} widgets, all places open: {switched(app, theme.apply):.0f} ms of the processor a "
          f"switch; style sheet replaced in place: {switched(app, in_place):.0f} ms")
    window.close()


if __name__ == "__main__":
    main()
