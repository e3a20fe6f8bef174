"""Toggle buttons with counts, the rarer ones in a menu: within a group any of the pressed ones, between groups all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QWidget

from ytterby.gui import icons
from ytterby.gui.widgets.flow import FlowLayout
from ytterby.gui.wording import number


@dataclass(frozen=True, slots=True)
class Facet:
    """``key`` within ``group``; ``mark`` a status mark or empty."""

    group: str
    key: str
    title: str
    mark: str = ""
    tip: str = ""


class Facets(QWidget):
    """``changed`` carries the pressed keys per group: dict[str, frozenset[str]], groups without any left out.

    ``more`` stand in a menu, under the name of their group.
    """

    changed = Signal(object)

    def __init__(self, facets: Sequence[Facet], more: Sequence[Facet] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controls: dict[Facet, QPushButton | QAction] = {}
        self._sections: dict[str, QAction] = {}  # names of groups in the menu
        self._gaps: dict[str, QFrame] = {}  # before each group but the first
        row = FlowLayout(self, spacing=4)
        group = facets[0].group if facets else ""
        for facet in facets:
            if facet.group != group:
                gap = self._gaps[facet.group] = _gap()
                row.addWidget(gap)
                group = facet.group
            button = self._controls[facet] = QPushButton()
            button.setCheckable(True)
            button.setProperty("facet", True)
            button.setToolTip(facet.tip or facet.title)
            button.toggled.connect(self._toggled)
            row.addWidget(button)
        self._more = QPushButton("More")
        self._more.setProperty("facet", True)
        self._more.setVisible(False)
        if more:
            row.addWidget(_gap())
            row.addWidget(self._more)
            self._more.setMenu(self._menu(more))
        self.show_counts({})

    def _menu(self, facets: Iterable[Facet]) -> QMenu:
        """One below the other under the name of each group."""
        menu = QMenu(self)
        group = ""
        for facet in facets:
            if facet.group != group:
                group = facet.group
                self._sections[group] = menu.addSection(group)
            action = self._controls[facet] = menu.addAction(facet.title)
            action.setCheckable(True)
            action.toggled.connect(self._toggled)
        return menu

    def show_counts(self, counts: dict[tuple[str, str], int]) -> None:
        """Counts by (group, key); a facet that counts nothing is left out."""
        there: set[str] = set()
        in_row: set[str] = set()
        for facet, control in self._controls.items():
            count = counts.get((facet.group, facet.key), 0)
            control.setText(f"{facet.title}{'  ·  ' if isinstance(control, QAction) else ' '}{number(count)}")
            seen = bool(count) or control.isChecked()
            control.setVisible(seen)
            if isinstance(control, QPushButton):
                control.setAccessibleName(f"Show {facet.title}: {number(count)} lines")
            elif seen:
                there.add(facet.group)
            if seen and isinstance(control, QPushButton):
                in_row.add(facet.group)
        for group, gap in self._gaps.items():
            gap.setVisible(group in in_row)
        for group, section in self._sections.items():
            section.setVisible(group in there)
        self._more.setVisible(bool(there))
        self._name_more()
        self.retheme()

    def pressed(self) -> dict[str, frozenset[str]]:
        groups: dict[str, set[str]] = {}
        for facet, control in self._controls.items():
            if control.isChecked():
                groups.setdefault(facet.group, set()).add(facet.key)
        return {group: frozenset(keys) for group, keys in groups.items()}

    def clear(self) -> None:
        for control in self._controls.values():
            control.blockSignals(True)
            control.setChecked(False)
            control.blockSignals(False)
        self._toggled()

    def retheme(self) -> None:
        for facet, control in self._controls.items():
            if facet.mark:
                control.setIcon(icons.mark(facet.mark))

    def _toggled(self, _: bool = False) -> None:
        self._name_more()
        self.changed.emit(self.pressed())

    def _name_more(self) -> None:
        """What is chosen in the menu stands on its button: no filter is hidden."""
        chosen = [facet.title.split("  ")[0] for facet, control in self._controls.items()
                  if isinstance(control, QAction) and control.isChecked()]
        self._more.setText("More" if not chosen else f"More: {', '.join(chosen[:3])}{'…' if len(chosen) > 3 else ''}")
        self._more.setAccessibleName(f"More to narrow the lines to{': ' + ', '.join(chosen) if chosen else ''}")


def _gap() -> QFrame:
    gap = QFrame()
    gap.setFixedSize(8, 1)
    return gap
