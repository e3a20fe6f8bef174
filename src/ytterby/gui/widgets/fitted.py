"""Tables as high as their rows: the page scrolls, not the table."""

from __future__ import annotations

from ytterby.gui.widgets.grid import Grid


def fit_rows(grid: Grid, most: int | None = None) -> None:
    """Give a table the height of its rows, whole ones only; of more than ``most`` it scrolls by itself."""
    rows = max(len(grid.listing or ()), 1)
    rows = rows if most is None else min(rows, most)
    header = grid.horizontalHeader()
    bar = grid.horizontalScrollBar().sizeHint().height() if header.length() > grid.viewport().width() else 0
    height = header.sizeHint().height() + rows * grid.verticalHeader().defaultSectionSize() + 2 * grid.frameWidth()
    grid.setFixedHeight(height + bar)
