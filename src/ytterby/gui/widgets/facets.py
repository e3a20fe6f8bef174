"""Toggle buttons with counts: within a group any of the pressed ones, between groups all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

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
    """``changed`` carries the pressed keys per group: dict[str, frozenset[str]], groups without any left out."""

    changed = Signal(object)

    def __init__(self, facets: Sequence[Facet], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[Facet, QPushButton] = {}
        row = FlowLayout(self, spacing=4)
        group = facets[0].group if facets else ""
        for facet in facets:
            if facet.group != group:
                row.addWidget(_gap())
                group = facet.group
            button = QPushButton()
            button.setCheckable(True)
            button.setProperty("facet", True)
            button.setToolTip(facet.tip or facet.title)
            button.toggled.connect(self._toggled)
            self._buttons[facet] = button
            row.addWidget(button)
        self.show_counts({})

    def show_counts(self, counts: dict[tuple[str, str], int]) -> None:
        """Counts by (group, key); a facet that counts nothing is left out."""
        for facet, button in self._buttons.items():
            count = counts.get((facet.group, facet.key), 0)
            button.setText(f"{facet.title} {number(count)}")
            button.setAccessibleName(f"Show {facet.title}: {number(count)} lines")
            button.setVisible(bool(count) or button.isChecked())
        self.retheme()

    def pressed(self) -> dict[str, frozenset[str]]:
        groups: dict[str, set[str]] = {}
        for facet, button in self._buttons.items():
            if button.isChecked():
                groups.setdefault(facet.group, set()).add(facet.key)
        return {group: frozenset(keys) for group, keys in groups.items()}

    def clear(self) -> None:
        for button in self._buttons.values():
            button.blockSignals(True)
            button.setChecked(False)
            button.blockSignals(False)
        self._toggled()

    def retheme(self) -> None:
        for facet, button in self._buttons.items():
            if facet.mark:
                button.setIcon(icons.mark(facet.mark))

    def _toggled(self, _: bool = False) -> None:
        self.changed.emit(self.pressed())


def _gap() -> QFrame:
    gap = QFrame()
    gap.setFixedSize(8, 1)
    return gap
