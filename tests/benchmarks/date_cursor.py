"""How long another as-of date takes: ``python tests/benchmarks/date_cursor.py`` prints the figures.

A bill of 100,000 lines is assessed once, then dragged over 20 days through the memo of the workspace, as the cursor of
the dashboard does: rules of the day, findings, exposure, and the outlook of the baseline, each printed apart. Beside
the time of the clock stands that of the processor, as other work on the machine makes the former longer. Then the same
in the window, with the dashboard in front: the longest time in which its thread answers nothing, of the processor.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent))

import law
from PySide6.QtWidgets import QApplication

from ytterby.bom.reading import Reading
from ytterby.core.progress import SILENT
from ytterby.gui.app import application
from ytterby.gui.pictures import without_hints
from ytterby.gui.shipped import Shipped
from ytterby.gui.window import Window
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.rulebook import Rulebook
from ytterby.workspace import assess as stages
from ytterby.workspace import edits
from ytterby.workspace.document import Document
from ytterby.workspace.memo import Memo

LINES, DAYS = 100_000, 20


class Given(Memo):
    """With identities made by hand, and a note of how long each stage took that had to be computed."""

    def __init__(self, identities: object) -> None:
        super().__init__()
        self._identities, self.seconds = identities, dict[str, list[float]]()

    def get(self, stage: str, key: object, compute: Any) -> Any:
        def timed() -> Any:
            began = time.perf_counter()
            result = self._identities if stage == "identify" else compute()
            self.seconds.setdefault(stage, []).append(time.perf_counter() - began)
            return result

        return super().get(stage, key, timed)


def drag(items: int, scenarios: bool) -> None:
    bom, identities = law.bill(LINES, items)
    memo, rulebook, knowledge = Given(identities), Rulebook.shipped(), Knowledge.shipped()
    document = Document(date(2025, 3, 1), reading=Reading(bom, (), ()))
    if not scenarios:
        document = replace(document, scenarios=())
    began = time.perf_counter()
    found = stages.assess(document, rulebook, knowledge, memo=memo)
    first = time.perf_counter() - began
    memo.seconds.clear()
    taken, spent = [], []
    for step in range(1, DAYS + 1):
        began, worked = time.perf_counter(), time.process_time()
        found = stages.assess(replace(document, as_of=document.as_of + timedelta(days=30 * step)), rulebook, knowledge,
                              memo=memo)
        taken.append(time.perf_counter() - began)
        spent.append(time.process_time() - worked)
    caught = sum(item.control != "" for item in found.exposure.items)
    print(f"{LINES:,} lines, {items:,} items, {caught:,} of them caught; first {first:.2f} s; then a day "
          f"{1000 * sum(taken) / DAYS:.0f} ms, the slowest {1000 * max(taken):.0f} ms; of the processor "
          f"{1000 * sum(spent) / DAYS:.0f} ms, at most {1000 * max(spent):.0f} ms"
          f" ({'with' if scenarios else 'without'} the outlook)")
    for stage, seconds in memo.seconds.items():
        print(f"    {stage:<20}{1000 * sum(seconds) / DAYS:6.0f} ms")


def drag_in_window(items: int) -> None:
    app, start = application(), date(2025, 3, 1)
    without_hints()
    bom, identities = law.bill(LINES, items)
    window = Window(start, "light")
    window.resize(1366, 768)
    window.show()
    window.complete()
    bench = window.bench
    bridge = bench.bridge
    bridge._shipped = Shipped(SILENT)
    bridge._shipped.memo = Given(identities)
    bridge.adopt(Document(start, reading=Reading(bom, (), ())), None)
    turned(app, lambda: bridge.assessment is not None)
    bench.go("dashboard")
    turned(app, lambda: not bench.tasks.at_work)
    longest = []
    for step in range(1, DAYS + 1):
        shown = bridge.assessment
        bridge.edit(edits.set_as_of, start + timedelta(days=30 * step))
        longest.append(turned(app, lambda shown=shown: bridge.assessment is not shown and not bench.tasks.at_work))
    print(f"{LINES:,} lines, {items:,} items in the window: it answers nothing for {1000 * sum(longest) / DAYS:.0f} ms "
          f"of the processor at most on a day, {1000 * max(longest):.0f} ms on the slowest")
    bench.tasks.close()
    window.close()


def turned(app: QApplication, done: Callable[[], bool]) -> float:
    """Events are handled until all is done and drawn; gives the longest turn, in seconds of the thread."""
    longest, further = 0.0, 12
    while further:
        began = time.thread_time()
        app.processEvents()
        longest = max(longest, time.thread_time() - began)
        further -= done()
        time.sleep(0.001)
    return longest


if __name__ == "__main__":
    for items in (20_000, 100_000):
        drag(items, scenarios=False)
    drag(20_000, scenarios=True)
    for items in (20_000, 100_000):
        drag_in_window(items)
