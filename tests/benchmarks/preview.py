"""How soon an answer follows a lever: ``python tests/benchmarks/preview.py [WORKBOOK]`` prints the figures.

The whole window without a screen, on the shipped sample or a workbook: from the movement of a slider to the first
answer shown (few trials), and to the full one, which also waits until the lever rests.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop

from ytterby.gui.app import application
from ytterby.gui.window import Window
from ytterby.resources import folder

MOVES = 25
FRAME_MS = 1000 / 60


def main() -> None:
    book = Path(sys.argv[1]) if len(sys.argv) > 1 else folder("samples", "drive-unit.xlsx")
    app = application()
    window = Window(date(2026, 11, 21))
    window.resize(1366, 768)
    window.show()
    window.complete()
    bench = window.bench
    until(bench.bridge.assessment_changed, lambda: bench.open(book, review=False))
    bench.go("what-if")
    app.processEvents()
    view = bench.places.view("what-if")
    print(f"{book.name}: {len(bench.bridge.assessment.outlooks[0].items)} items wait for a licence")
    measure(view, "extra", range(1, MOVES + 1), bench)
    measure(view, "median", range(40, 40 + MOVES), bench)
    bench.tasks.close()
    window.close()


def until(signal: object, act: object) -> None:
    loop = QEventLoop()
    signal.connect(loop.quit)  # type: ignore[attr-defined]
    act()  # type: ignore[operator]
    loop.exec()


def measure(view: object, name: str, values: range, bench: object) -> None:
    """Each movement by itself; the first one is told apart, as it draws and imports."""
    taken, computed, drawn = [], [], []
    show = view.answer.show_preview

    def shown(now: object) -> None:
        begun = time.perf_counter()
        computed.append(begun)
        show(now)
        drawn.append(time.perf_counter() - begun)
        loop.quit()

    view.answer.show_preview = shown
    starts = []
    for value in values:
        loop, before = QEventLoop(), len(drawn)
        starts.append(time.perf_counter())
        getattr(view.levers, name)._slider.setValue(value)
        if len(drawn) == before:  # asked for in the background
            loop.exec()
        taken.append(time.perf_counter() - starts[-1])
    view.answer.show_preview = show
    begun = time.perf_counter()
    until(bench.bridge.assessment_changed, lambda: None)
    rest, full = sorted(taken[1:]), time.perf_counter() - begun
    middle = rest[len(rest) // 2]
    showing = sorted(drawn[1:])[len(drawn[1:]) // 2]
    print(f"  {name}: preview shown after {1000 * taken[0]:.0f} ms at first, then {1000 * middle:.1f} ms in the "
          f"middle, {1000 * rest[-1]:.1f} ms at most ({middle * 1000 / FRAME_MS:.1f} frames; "
          f"{1000 * showing:.1f} ms of it drawing); full answer {1000 * full:.0f} ms after the last")


if __name__ == "__main__":
    main()
