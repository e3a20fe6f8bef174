"""A Listing as a Qt table model. data() is a look-up; filtering and sorting happen in the listing's index arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ytterby.gui import icons, theme
from ytterby.gui.listing import Heading, Listing, Mask
from ytterby.gui.wording import counted

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_INDENT = "\u2003"
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class TableModel(QAbstractTableModel):
    """Read-only; filters and sort reset it, for the index arrays change as a whole. ``arranged``: every view of it
    has taken that in, and selects nothing."""

    arranged = Signal()

    def __init__(self, listing: Listing[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listing = listing

    @property
    def listing(self) -> Listing[Any]:
        return self._listing

    def show(self, listing: Listing[Any]) -> None:
        """Another listing under the same view."""
        self.beginResetModel()
        self._listing = listing
        self.endResetModel()
        self.arranged.emit()

    def change(self, done: Callable[[Listing[Any]], None]) -> None:
        """Do something that changes which rows are shown, or their order."""
        self.beginResetModel()
        done(self._listing)
        self.endResetModel()
        self.arranged.emit()

    def filter(self, column: int, text: str) -> None:
        self.change(lambda listing: listing.filter(column, text))

    def search(self, text: str) -> None:
        self.change(lambda listing: listing.search(text))

    def only(self, masks: Mapping[str, Mask | None]) -> None:
        self.change(lambda listing: listing.only(masks))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        descending = order is Qt.SortOrder.DescendingOrder
        self.change(lambda listing: listing.sort(column if column >= 0 else None, descending=descending))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._listing)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._listing.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _ROLES:
            return None
        return self._cell(index.row(), index.column(), role)

    def _cell(self, place: int, column_index: int, role: int) -> Any:
        column = self._listing.columns[column_index]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.figure else _LEFT
        heading = self._listing.heading(place)
        if heading is not None:
            return self._heading_cell(heading, column_index, role)
        row = self._listing.row(place)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                text = one_line(column.text(row))
                return _INDENT * column.indent(row) + text if column.indent else text
            case Qt.ItemDataRole.DecorationRole:
                kind = column.mark(row) if column.mark else ""
                return icons.mark(kind) if kind else None
            case Qt.ItemDataRole.ForegroundRole:
                return theme.colour("muted") if column.muted and column.muted(row) else None
            case Qt.ItemDataRole.ToolTipRole:
                return _plain_tip(column.tip(row) or column.text(row))
            case _:
                return f"{column.title}: {column.text(row)}"

    def _heading_cell(self, heading: Heading, column: int, role: int) -> str | None:
        """The heading of a group: its words in the first column, sums in theirs."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return heading.sums.get(column, heading_words(heading) if column == 0 else "")

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._listing.columns):
            return None
        column = self._listing.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.title
            case Qt.ItemDataRole.ToolTipRole:
                return column.help or column.title
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column.figure else _LEFT
            case _:
                return None

    def tsv(self, places: Sequence[int], columns: Sequence[int]) -> str:
        """The cells as tab-separated text with headings, as a spreadsheet takes it."""
        chosen = [self._listing.columns[column] for column in columns]
        lines = ["\t".join(one_line(column.title) for column in chosen)]
        for place in places:
            if self._listing.heading(place) is not None:
                continue
            row = self._listing.row(place)
            lines.append("\t".join(one_line(column.text(row)) for column in chosen))
        return "\n".join(lines) + "\n"


_ROLES = frozenset(
    int(role) for role in (
        Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.TextAlignmentRole, Qt.ItemDataRole.AccessibleTextRole,
    )
)


def heading_words(heading: Heading) -> str:
    return f"{one_line(heading.text) or 'nothing stated'}  ·  {counted(heading.rows, 'line')}"


def one_line(text: str) -> str:
    """Without the line breaks and tabs that a cell of a workbook may hold."""
    return text if text.isprintable() else " ".join(text.split())


def _plain_tip(text: str) -> str:
    """Qt takes a tip that looks like HTML for HTML; workbook text must be shown as it is."""
    if "<" not in text and "&" not in text:
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<qt>{escaped}</qt>"
