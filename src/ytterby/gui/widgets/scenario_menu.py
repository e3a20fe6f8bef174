"""What can be done with the scenario in front: save it under a name, rename, note, remove."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QPushButton, QWidget

from ytterby.gui.widgets.label import plain
from ytterby.planning.scenario import BASELINE, Scenario

WORKING = "What-if"
"""The scenario that levers make when they are moved from the baseline."""


class ScenarioMenu(QPushButton):
    """``added`` carries a new Scenario, ``replaced`` (name, Scenario) for the one of that name, ``removed`` a name."""

    added = Signal(object)
    replaced = Signal(str, object)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenario = BASELINE
        self.note = plain(muted=True, wrap=True)
        self.setAccessibleName("Scenario")
        menu = QMenu(self)
        self.save = menu.addAction("Save as a scenario…", self._ask_name)
        self.rename = menu.addAction("Rename…", lambda: self._ask("Rename the scenario", "Name", self._scenario.name,
                                                                  self._rename))
        self.remark = menu.addAction("Note…", lambda: self._ask("Note on the scenario", "Note", self._scenario.note,
                                                                self._note))
        menu.addSeparator()
        self.remove = menu.addAction("Remove", lambda: self.removed.emit(self._scenario.name))
        self.setMenu(menu)

    def show_scenario(self, scenario: Scenario) -> None:
        """The one in front; the baseline is fixed."""
        self._scenario = scenario
        self.setText(f"Scenario: {scenario.name}".replace("&", "&&"))
        self.note.setText(scenario.note)
        self.note.setVisible(bool(scenario.note))
        for action in (self.rename, self.remark, self.remove):
            action.setEnabled(scenario.name != BASELINE.name)

    def name_it(self, name: str) -> None:
        """Save under ``name``: the working scenario takes it, of a saved one or the baseline a copy is made."""
        if not name:
            return
        named = replace(self._scenario, name=name)
        if self._scenario.name == WORKING:
            self.replaced.emit(WORKING, named)
        else:
            self.added.emit(named)

    def _ask_name(self) -> None:
        self._ask("Save as a scenario", "Name", "" if self._scenario.name in (WORKING, BASELINE.name)
                  else f"{self._scenario.name} 2", self.name_it)

    def _rename(self, name: str) -> None:
        if name and name != self._scenario.name:
            self.replaced.emit(self._scenario.name, replace(self._scenario, name=name))

    def _note(self, note: str) -> None:
        self.replaced.emit(self._scenario.name, replace(self._scenario, note=note))

    def _ask(self, title: str, label: str, text: str, then: Callable[[str], None]) -> None:
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.setTextValue(text)
        dialog.resize(420, dialog.sizeHint().height())
        dialog.textValueSelected.connect(lambda chosen: then(chosen.strip()))
        dialog.open()
