"""Where an item is used: the products that hold it, the assemblies it stands in, its lines in every workbook."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ytterby.exposure.where_used import where_used
from ytterby.gui import wording
from ytterby.gui.charts.labels import WHOLE_NAME, item_name, product_name
from ytterby.gui.listing import Column, Listing
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import plain

if TYPE_CHECKING:
    from ytterby.workspace.document import Assessment


@dataclass(frozen=True, slots=True)
class Use:
    """One row: ``line`` is the usage it leads to, None for what is no line. ``pieces`` NaN where none is stated."""

    kind: str
    name: str
    pieces: float | None
    revenue: float | None
    currency: str
    line: int | None = None


_LEAST_ROWS, _MOST_ROWS, _EDGES = 4, 12, 8  # rows the dialog is as high as; px of the frames of the table

COLUMNS: tuple[Column[Use], ...] = (
    Column("kind", "Used in", lambda use: use.kind, width=90),
    Column("name", "Name or place", lambda use: use.name, width=330),
    Column("pieces", "Pieces", lambda use: wording.quantity(use.pieces),
           lambda use: None if use.pieces is None or math.isnan(use.pieces) else use.pieces, figure=True, width=100,
           help="In one piece of the assembly or, of a line, per parent"),
    Column("revenue", "Revenue", lambda use: wording.money(use.revenue, use.currency), lambda use: use.revenue,
           figure=True, width=120, help="Of the product"),
)


def uses(assessment: Assessment, item: int) -> tuple[Use, ...]:
    """Products, then assemblies, then lines of an item."""
    bom, exposure = assessment.reading.bom, assessment.exposure
    found, currency = where_used(bom, exposure, item), exposure.currency
    products = [exposure.products[place] for place in found.products]
    rows = [Use("product", product_name(product.item, bom.items), None, product.revenue, currency)
            for product in products]
    rows += [Use("assembly", item_name(bom.items[above]), pieces, None, currency) for above, pieces in found.assemblies]
    for line in found.lines:
        usage = bom.usage(line)
        other = " (another choice)" if bom.usages.alternative[line] else ""
        rows.append(Use("line", f"{bom.sheets[usage.sheet]}, row {usage.row}{other}", usage.quantity, None, currency,
                        line))
    return tuple(rows)


class WhereUsedDialog(QDialog):
    """``line_chosen`` carries the usage index of a line that was double-clicked."""

    line_chosen = Signal(int)

    def __init__(self, assessment: Assessment, item: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Where used")
        self._uses = uses(assessment, item)
        about = assessment.reading.bom.items[item]
        name = item_name(about, most=WHOLE_NAME)
        behind = next(one for one in assessment.exposure.items if one.item == item)
        counts = [sum(use.kind == kind for use in self._uses) for kind in ("product", "assembly", "line")]
        revenue = (f" Revenue behind it: {wording.money(behind.revenue, assessment.exposure.currency)} "
                   f"{'per product built' if assessment.exposure.per_unit else 'a year'}."
                   if behind.revenue is not None else "")
        product, assembly, line = (wording.counted(count, *words) if count else "" for count, words in zip(
            counts, (("product",), ("assembly", "assemblies"), ("line",)), strict=True))
        inside = " and ".join(words for words in (product, assembly) if words)
        places = ", ".join(words for words in (f"in {inside}" if inside else "", f"on {line}" if line else "") if words)
        self.head = plain(f"{name}: {places}.{revenue}", heading=True, wrap=True)
        self.grid = Grid("Where used", filters=False)
        self.grid.show_listing(Listing(COLUMNS, self._uses, decimal=wording.decimal_sign()))
        self.grid.activated_row.connect(self._open)
        column = QVBoxLayout(self)
        column.addWidget(self.head)
        column.addWidget(self.grid, 1)
        column.addWidget(plain("Double-click a line to see it in the bill.", muted=True))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        rows = min(max(len(self._uses), _LEAST_ROWS), _MOST_ROWS)
        around = self.sizeHint().height() - self.grid.sizeHint().height() + self.grid.horizontalHeader().height()
        self.resize(720, around + rows * self.grid.verticalHeader().defaultSectionSize() + _EDGES)

    def _open(self, place: int) -> None:
        line = self._uses[place].line
        if line is not None:
            self.line_chosen.emit(line)
            self.accept()
