"""How quickly the bill answers with many lines: show, search, filter, sort, scroll.

    python tests/benchmarks/bill_grid.py [lines] [distinct items]
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import Qt

from builders_gui import document, large_assessment
from ytterby.gui.app import application
from ytterby.gui.views.bill import BillView


def timed(what: str, call: Callable[[], object]) -> None:
    begun = time.perf_counter()
    call()
    print(f"{what:34} {(time.perf_counter() - begun) * 1000:8.1f} ms")


def main() -> None:
    lines, kinds = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else (100_000, 5_000)
    application()
    of = large_assessment(lines, kinds)
    print(f"{lines} lines, {kinds} distinct items")
    view = BillView()
    view.resize(1200, 700)
    timed("show assessment", lambda: view.show_assessment(document(of), of))
    view.show()
    timed("first frame", view.grab)
    for words in ("ma", "mag", "magn", "magnet 7"):
        timed(f"search all columns {words!r}", lambda words=words: view.grid.search(words))
    timed("clear the search", lambda: view.grid.search(""))
    for column in (3, 6, 7):
        timed(f"sort by column {column}", lambda column=column: view.grid.sortByColumn(
            column, Qt.SortOrder.DescendingOrder))
    bar = view.grid.verticalScrollBar()
    for place in (bar.maximum() // 2, bar.maximum()):
        bar.setValue(place)
        timed("frame after a jump", view.grab)
    bar.setValue(bar.maximum() - 1)
    timed("frame after one line", view.grab)
    timed("select all", view.grid.selectAll)


if __name__ == "__main__":
    main()
