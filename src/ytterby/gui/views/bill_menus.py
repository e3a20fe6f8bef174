"""The menus over the bill: group by, levels, and columns with their presets."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QInputDialog, QMenu, QPushButton, QWidget

from ytterby.gui.column_layout import ColumnLayout
from ytterby.gui.listing import Column
from ytterby.gui.widgets.grid import Grid

GROUPED_BY = ("status", "force", "control", "elements", "supplier", "origin", "single", "flags", "material", "decided")
_FLAT = "All lines stand on one level: group them to fold them"
_FOLDS_UNSORTED = "Levels fold while nothing is filtered, sorted or grouped"
LAST = ""  # the name of the layout in use: shown again at the next start
PRESETS = (
    ColumnLayout("All columns", tuple((key, 0) for key in (
        "status", "force", "part", "description", "elements", "control", "spend", "decided", "quantity", "annual",
        "cover", "origin", "supplier", "single", "flags", "material", "grams", "revenue", "margin", "place")), 3),
    ColumnLayout("Control", tuple((key, 0) for key in (
        "status", "force", "part", "description", "elements", "control", "material", "flags", "decided", "place")), 3),
    ColumnLayout("Supply", tuple((key, 0) for key in (
        "status", "part", "description", "supplier", "origin", "single", "spend", "annual", "cover")), 2),
    ColumnLayout("Money", tuple((key, 0) for key in (
        "status", "part", "description", "spend", "revenue", "margin", "quantity", "annual", "supplier", "place")), 2),
)


class BillMenus(QObject):
    """``kept`` carries all layouts to be saved as text: the user's presets and the one in use."""

    kept = Signal(object)

    def __init__(self, grid: Grid, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid, self._parent = grid, parent
        self._own: dict[str, ColumnLayout] = {}
        self.buttons = tuple(self._button(title, tip, fill) for title, tip, fill in (
            ("Group by", "Put the lines under headings, with sums", self._fill_groups),
            ("Levels", "Fold the tree to its upper levels", self._fill_levels),
            ("Columns", "Show, hide, move and freeze columns; presets", self._fill_columns),
        ))
        grid.columns.changed.connect(self._keep)

    def load(self, layouts: tuple[str, ...]) -> None:
        """Layouts as the settings hold them; what is none is left out."""
        found = [layout for layout in map(ColumnLayout.of, layouts) if layout is not None]
        self._own = {layout.name: layout for layout in found}

    def apply_last(self) -> None:
        """The columns as the user left them; at the first start all, the part standing still."""
        self._grid.columns.blockSignals(True)
        self._grid.columns.apply(self._own.get(LAST, PRESETS[0]))
        self._grid.columns.blockSignals(False)

    def _button(self, title: str, tip: str, fill: Callable[[QMenu], None]) -> QPushButton:
        button = QPushButton(title)
        button.setToolTip(tip)
        button.setAccessibleName(f"{title}: {tip}")
        menu = QMenu(button)
        menu.aboutToShow.connect(menu.clear)
        menu.aboutToShow.connect(lambda: fill(menu))
        button.setMenu(menu)
        return button

    def _columns(self) -> tuple[Column[object], ...]:
        return self._grid.listing.columns if self._grid.listing is not None else ()

    def _fill_groups(self, menu: QMenu) -> None:
        places = {column.key: place for place, column in enumerate(self._columns())}
        current = self._grid.listing.group if self._grid.listing is not None else None
        one_of = QActionGroup(menu)
        for place in (None, *(places[key] for key in GROUPED_BY if key in places)):
            action = menu.addAction("No groups" if place is None else self._columns()[place].title)
            action.setCheckable(True)
            one_of.addAction(action)
            action.setChecked(place == current)
            action.triggered.connect(partial(self._group, place))
            if place is None:
                menu.addSeparator()

    def _group(self, place: int | None, _: bool = False) -> None:
        self._grid.group_by(place)
        self.buttons[0].setText("Group by" if place is None else f"By {self._columns()[place].title.lower()}")

    def _fill_levels(self, menu: QMenu) -> None:
        listing = self._grid.listing
        levels = listing.folds.levels if listing is not None else 1
        if levels == 1:
            nested = listing is not None and listing.folds.nested
            why = menu.addAction(_FOLDS_UNSORTED if nested else _FLAT)
            why.setEnabled(False)
            return
        grouped = listing is not None and listing.group is not None
        words = ("Headings only", "Headings and lines") if grouped else (
            "Products only", *(f"Down to level {level}" for level in range(2, levels)), "All levels")
        for level, said in enumerate(words, 1):
            menu.addAction(said).triggered.connect(lambda _=False, level=level: self._grid.show_levels(level))

    def _fill_columns(self, menu: QMenu) -> None:
        for layout in (*PRESETS, *(own for name, own in self._own.items() if name != LAST)):
            menu.addAction(layout.name.replace("&", "&&")).triggered.connect(
                lambda _=False, layout=layout: self._grid.columns.apply(layout))
        menu.addSeparator()
        menu.addAction("&Save as preset…").triggered.connect(lambda _=False: self._ask_for_name())
        own = [name for name in self._own if name != LAST]
        if own:
            forget = menu.addMenu("&Remove preset")
            for name in own:
                forget.addAction(name.replace("&", "&&")).triggered.connect(partial(self._forget, name))
        menu.addSeparator()
        self._grid.columns.fill(menu)

    def _ask_for_name(self) -> None:
        dialog = QInputDialog(self._parent)
        dialog.setWindowTitle("Save columns as preset")
        dialog.setLabelText("Name of the preset")
        dialog.textValueSelected.connect(self.save_as)
        dialog.open()

    def save_as(self, name: str) -> None:
        """Keep the columns as they are now under a name; one of the same name is replaced."""
        if name.strip():
            self._own[name.strip()] = self._grid.columns.layout_now(name.strip())
            self._keep()

    def _forget(self, name: str, _: bool = False) -> None:
        self._own.pop(name, None)
        self._keep()

    def _keep(self) -> None:
        if self._grid.listing is not None:
            self._own[LAST] = self._grid.columns.layout_now(LAST)
            self.kept.emit(tuple(layout.text() for layout in self._own.values()))
