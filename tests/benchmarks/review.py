"""How quickly Review answers on a large bill: questions found, first frame of the page, and a key.

    python tests/benchmarks/review.py [items] [families] [makers]

Every item is only likely to hold a rare earth or undetermined; texts and makers are drawn from few, as in real bills.
Questions are found by a thread in the program; everything else here is the main thread.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtWidgets import QApplication

from builders_gui import document, large_assessment
from ytterby.core.decision import Verdict
from ytterby.core.finding import Certainty, Outcome
from ytterby.gui.app import application
from ytterby.gui.pictures import without_hints
from ytterby.gui.views.review import ReviewView
from ytterby.workspace.document import Assessment
from ytterby.workspace.recall import Recalled
from ytterby.workspace.review import questions

KEYS = 20


def timed(what: str, call: Callable[[], object], limit_ms: float | None = None) -> float:
    begun, used = time.perf_counter(), time.process_time()
    call()
    seconds, used = time.perf_counter() - begun, time.process_time() - used
    met = "" if limit_ms is None else f"   limit {limit_ms:,.0f} ms: {'met' if seconds * 1000 < limit_ms else 'MISSED'}"
    print(f"{what:52} {seconds * 1000:9.1f} ms  (processor {used * 1000:9.1f} ms){met}", flush=True)
    return seconds


def unsure(of: Assessment, families: int, makers: int) -> Assessment:
    """The same bill with every item unsure, of few families and makers."""
    family = of.identities[0].contents
    items = tuple(replace(item, manufacturer=f"Maker {place % makers}", description=f"{item.description} {place % 500}")
                  for place, item in enumerate(of.reading.bom.items))
    identities = tuple(
        replace(identity, rare_earth=Certainty.LIKELY, contents=tuple(
            replace(content, key=f"family {place % families}", name=f"Family {place % families}",
                    certainty=Certainty.LIKELY) for content in family))
        for place, identity in enumerate(of.identities))
    exposures = tuple(replace(one, outcome=Outcome.UNDETERMINED) for one in of.exposure.items)
    return replace(of, reading=replace(of.reading, bom=replace(of.reading.bom, items=items)), identities=identities,
                   exposure=replace(of.exposure, items=exposures))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    application()
    without_hints()
    families, makers = (int(sys.argv[2]), int(sys.argv[3])) if len(sys.argv) > 3 else (40, 97)
    of = unsure(large_assessment(count, count), families, makers)
    print(f"{len(of.reading.bom.items):,} items, all unsure, {families} families, {makers} makers; view of 1366 x 768")
    view = ReviewView("A. Tester")
    view.resize(1366, 768)
    view.show()
    QApplication.processEvents()
    found = questions(of)
    timed("questions found (in the background)", lambda: questions(of))
    print(f"  {len(found):,} questions, the largest on {max(len(one.items) for one in found):,} items")
    timed("hand them to the page", lambda: view.show_assessment(document(of), of), 100)
    timed("first frame", lambda: (view.show_questions(found, Recalled()), QApplication.processEvents()), 100)
    timed("the same again, after an answer", lambda: (view.show_questions(found, Recalled()),
                                                      QApplication.processEvents()), 100)
    slowest = max(range(len(found)), key=lambda place: len(found[place].items))
    timed("to the largest question, frame", lambda: (view.grid.select_row(slowest), QApplication.processEvents()), 100)
    timed("Y on it, frame", lambda: (view.answer(Verdict.CONTAINS), QApplication.processEvents()), 50)
    view.grid.select_row(0)
    times = []
    for _ in range(KEYS):
        begun = time.perf_counter()
        view.answer(Verdict.CONTAINS)
        QApplication.processEvents()
        times.append(time.perf_counter() - begun)
    worst = max(times)
    print(f"a key, median of {KEYS}: {sorted(times)[KEYS // 2] * 1000:.1f} ms, worst {worst * 1000:.1f} ms"
          f"   limit 50 ms: {'met' if worst < 0.05 else 'MISSED'}")


if __name__ == "__main__":
    main()
