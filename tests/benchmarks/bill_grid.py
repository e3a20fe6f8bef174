"""How quickly the bill answers with a million lines, beside QSortFilterProxyModel and pandas on the same texts.

    python tests/benchmarks/bill_grid.py [lines] [distinct items]

Figures of the grid are those of the whole view: model, index arrays and, where it says frame, painting. The proxy is
given a plain model over lists, which is as quick as a Python model gets, and filters over all columns of text; it is
stopped counting after one filter, which takes about a minute. pandas sorts the same column of text (object dtype).
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

import pandas as pd
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QApplication

from builders_gui import document, large_assessment
from ytterby.gui.app import application
from ytterby.gui.pictures import without_hints
from ytterby.gui.views.bill import BillView

FRAMES = 40
WORD = "n42sh"
Texts = list[list[str]]


def timed(what: str, call: Callable[[], object], limit_ms: float | None = None) -> float:
    begun = time.perf_counter()
    call()
    return told(what, time.perf_counter() - begun, limit_ms)


def told(what: str, seconds: float, limit_ms: float | None = None) -> float:
    met = "" if limit_ms is None else "met" if seconds * 1000 < limit_ms else "MISSED"
    limit = f"   limit {limit_ms:,.0f} ms: {met}" if met else ""
    print(f"{what:52} {seconds * 1000:10.1f} ms{limit}", flush=True)
    return seconds


class Plain(QAbstractTableModel):
    """Lists of texts, one a column."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts

    def rowCount(self, parent: Any = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._texts[0])

    def columnCount(self, parent: Any = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._texts)

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        return self._texts[index.column()][index.row()] if role == Qt.ItemDataRole.DisplayRole else None


def texts_of(view: BillView) -> tuple[Texts, list[str]]:
    """Every column of text of the bill, line by line."""
    listing = view.grid.listing
    assert listing is not None
    columns = [column for column in listing.columns if not column.figure]
    kinds = view._items.tolist()
    first: dict[int, int] = {}
    for line, kind in enumerate(kinds):
        first.setdefault(kind, line)
    by_kind = {kind: [column.text(listing.rows[line]) for column in columns] for kind, line in first.items()}
    return [[by_kind[kind][place] for kind in kinds] for place in range(len(columns))], [c.key for c in columns]


def read_ahead(view: BillView) -> None:
    while view.grid.listing is not None and not view.grid.listing.prepare(1000):
        pass


def settle() -> None:
    QApplication.processEvents()


def frame(act: Callable[[int], object]) -> float:
    """The median of many, each with all painting that follows."""
    times = []
    for turn in range(FRAMES):
        begun = time.perf_counter()
        act(turn)
        settle()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def scrolling(view: BillView, words: str) -> None:
    bar = view.grid.verticalScrollBar()
    for frozen in (0, 3):
        view.grid.columns.freeze(frozen)
        settle()
        stands = f"{words}, {frozen} columns frozen"
        told(f"scroll by one line, frame ({stands})", frame(lambda _: bar.setValue(bar.value() + 1)), 16)
        told(f"scroll to elsewhere, frame ({stands})",
             frame(lambda turn: bar.setValue((turn * 7919 * 31) % max(bar.maximum(), 1))), None)


def main() -> None:
    lines, kinds = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else (1_000_000, 20_000)
    application()
    without_hints()
    of = large_assessment(lines, kinds)
    print(f"{lines:,} lines, {kinds:,} distinct items, view of 1200 x 700")
    view = BillView()
    view.resize(1200, 700)
    view.show()
    settle()

    def first_paint() -> None:
        view.show_assessment(document(of), of)
        view.repaint()  # what waits for the first frame (the facets of a large bill) comes after it

    timed("show all lines, first frame", first_paint, 300)
    timed("what follows it: facets counted", settle)
    grid = view.grid
    assert grid.listing is not None
    timed("read ahead, in slices while the window rests: whole", lambda: read_ahead(view))
    ours = timed(f"filter over all columns of text, {WORD!r}, frame", lambda: (grid.search(WORD), settle()))
    found = len(grid.listing)
    timed("clear it", lambda: (grid.search(""), settle()))
    part, description = (next(at for at, c in enumerate(grid.listing.columns) if c.key == key)
                         for key in ("part", "description"))
    sort = timed("sort by description", lambda: grid.sortByColumn(description, Qt.SortOrder.AscendingOrder))
    timed("its frame", settle)
    timed("sort by part, frame", lambda: (grid.sortByColumn(part, Qt.SortOrder.AscendingOrder), settle()))
    timed("order of the workbook", lambda: (grid.sortByColumn(-1, Qt.SortOrder.AscendingOrder), settle()))
    scrolling(view, "tree")
    supplier = next(at for at, column in enumerate(grid.listing.columns) if column.key == "supplier")
    timed("group by supplier, frame with sums", lambda: (grid.group_by(supplier), settle()))
    timed("open all groups, frame", lambda: (grid.show_levels(2), settle()))
    scrolling(view, "groups")
    timed("no groups, frame", lambda: (grid.group_by(None), settle()))
    timed("fold to the products, frame", lambda: (grid.show_levels(1), settle()))
    timed("open all levels, frame", lambda: (grid.show_levels(99), settle()))
    timed("select all", lambda: (grid.selectAll(), settle()))
    compare(view, ours, found, sort)


def compare(view: BillView, ours: float, found: int, sort: float) -> None:
    """The named alternatives on the same texts."""
    texts, keys = texts_of(view)
    table = pd.DataFrame({"description": pd.Series(texts[keys.index("description")], dtype=object)})
    begun = time.perf_counter()
    table.sort_values("description", kind="stable")
    theirs = told("pandas sort_values by description", time.perf_counter() - begun)
    print(f"  sorting is {theirs / sort:,.0f} x as quick (wanted 10 x)")
    proxy = QSortFilterProxyModel()
    proxy.setFilterKeyColumn(-1)
    proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    proxy.setSourceModel(Plain(texts))
    begun = time.perf_counter()
    proxy.setFilterFixedString(WORD)
    rows = proxy.rowCount(QModelIndex())
    theirs = told(f"QSortFilterProxyModel, all columns, {WORD!r}", time.perf_counter() - begun)
    print(f"  filtering is {theirs / ours:,.0f} x as quick (wanted 100 x); lines found: ours {found:,}, "
          f"proxy {rows:,}")


if __name__ == "__main__":
    main()
