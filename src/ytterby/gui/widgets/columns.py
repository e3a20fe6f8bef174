"""What a user does with the columns of a grid: hide, show, move, freeze, and keep all that under a name."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QTableView

from ytterby.gui.column_layout import ColumnLayout
from ytterby.gui.listing import Column, Listing
from ytterby.gui.widgets.frozen import FrozenColumns
from ytterby.gui.widgets.header import ControlHeader
from ytterby.gui.widgets.widths import Wish, heading_width, shared, wishes

_FROZEN_MOST = 4


class GridColumns(QObject):
    """Of one grid with a ControlHeader. ``changed`` when columns were hidden, shown, moved or frozen.

    Columns are as wide as their cells need and fill the grid, until the user sets a width or a layout brings its own.
    """

    changed = Signal()

    def __init__(self, grid: QTableView, header: ControlHeader) -> None:
        super().__init__(grid)
        self._grid, self._header = grid, header
        self._columns: tuple[Column[object], ...] = ()
        self._wishes: tuple[Wish, ...] = ()
        self._by_hand = False  # widths are the user's
        self._applying = False  # a layout or widths: one change, not one per column
        self._following = False
        self.frozen = FrozenColumns(grid)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(lambda *_: self._moved())
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._menu_of_heading)

    def lay_out(self, listing: Listing[Any]) -> None:
        """Other columns, or other rows under the same ones."""
        if [column.key for column in self._columns] != [column.key for column in listing.columns]:
            self._by_hand = False
            for section in range(len(listing.columns)):
                self._header.setSectionHidden(section, False)
        self._columns, self._wishes = listing.columns, wishes(listing, self._grid)
        self.follow()

    def fill_room(self) -> None:
        """Share the room of the grid among the columns shown, unless the user has."""
        sections, stand = self.shown(), self._grid.verticalHeader()
        if self._by_hand or self._applying or len(self._wishes) != self._header.count():
            return
        room = self._grid.viewport().width() + (0 if stand.isHidden() else stand.width())
        self._applying = True
        for section, width in zip(sections, shared([self._wishes[at] for at in sections], room), strict=True):
            self._header.resizeSection(section, width)
        self._applying = False

    def shown(self) -> list[int]:
        """The columns seen, in the order seen."""
        header = self._header
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [section for section in order if not header.isSectionHidden(section)]

    def layout_now(self, name: str = "") -> ColumnLayout:
        columns = tuple((self._columns[at].key, self._header.sectionSize(at)) for at in self.shown())
        return ColumnLayout(name, columns, self.frozen.count)

    def apply(self, layout: ColumnLayout) -> None:
        """Show exactly the columns of the layout, as far as they are there; none of them: nothing changes."""
        places = {column.key: section for section, column in enumerate(self._columns)}
        wanted = [(places[key], width) for key, width in layout.columns if key in places]
        if not wanted:
            return
        self.frozen.count, self._applying = 0, True
        for place, (section, width) in enumerate(wanted):
            self._header.setSectionHidden(section, False)
            self._header.moveSection(self._header.visualIndex(section), place)
            self._header.resizeSection(section, width or self._width(section))
        self._by_hand = any(width for _, width in wanted)
        for section in set(places.values()) - {section for section, _ in wanted}:
            self._header.setSectionHidden(section, True)
        self._applying = False
        self.freeze(layout.frozen)

    def freeze(self, count: int) -> None:
        """Let the first columns seen stand still; 0 lets all scroll."""
        self.frozen.count = min(count, max(len(self.shown()) - 1, 0))
        self._moved()

    def follow(self) -> None:
        """After the grid was resized or got other rows. What stands still makes room beside the grid, which resizes it
        anew: the widths are the same then, and a header is never changed while it is being changed."""
        self._follow(fill=True)

    def _follow(self, *, fill: bool) -> None:
        if self._following:
            return
        self._following = True
        try:
            if fill:
                self.fill_room()
            self.frozen.follow()
        finally:
            self._following = False

    def _resized(self, section: int, *_: int) -> None:
        """By the user, unless it is the last one, which is stretched to the edge."""
        if not self._applying:
            self._by_hand = self._by_hand or section != self.shown()[-1]
            self._follow(fill=False)  # the header is still changing

    def fill(self, menu: QMenu) -> None:
        """Entries to freeze and to show or hide each column."""
        freeze = menu.addMenu("&Freeze")
        freeze.addAction("No column").triggered.connect(lambda _=False: self.freeze(0))
        for count, section in enumerate(self.shown()[:_FROZEN_MOST], 1):
            freeze.addAction(f"Up to {self._columns[section].title}").triggered.connect(
                lambda _=False, count=count: self.freeze(count))
        for place, action in enumerate(freeze.actions()):
            action.setCheckable(True)
            action.setChecked(place == self.frozen.count)
        move = menu.addMenu("&Move to the front")
        for section in self.shown():
            move.addAction(self._columns[section].title).triggered.connect(partial(self._to_front, section))
        menu.addSeparator()
        for section, column in enumerate(self._columns):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(section))
            action.toggled.connect(lambda shown, section=section: self._show(section, shown))

    def _menu_of_heading(self, at: QPoint) -> None:
        section = self._header.logicalIndexAt(at)
        menu = QMenu(self._grid)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if 0 <= section < len(self._columns):
            title, place = self._columns[section].title, self.shown().index(section) + 1
            menu.addAction(f"Freeze up to {title}").triggered.connect(lambda _=False: self.freeze(place))
            menu.addAction(f"Hide {title}").triggered.connect(lambda _=False: self._show(section, False))
            menu.addSeparator()
        self.fill(menu)
        menu.popup(self._header.mapToGlobal(at))

    def _show(self, section: int, shown: bool) -> None:
        """One column is always left: an empty grid would have no heading to press."""
        if shown or len(self.shown()) > 1:
            self._header.setSectionHidden(section, not shown)
            if shown and not self._header.sectionSize(section):
                self._header.resizeSection(section, self._width(section))
        self._moved()

    def _to_front(self, section: int, _: bool = False) -> None:
        self._header.moveSection(self._header.visualIndex(section), 0)

    def _moved(self) -> None:
        if not self._applying:
            self._header.lend(self.frozen.sections(), self.frozen.header)
            self.follow()
            self.changed.emit()

    def _width(self, section: int) -> int:
        """Of a column alone."""
        column = self._columns[section]
        return max(column.width, heading_width(column, self._grid))
