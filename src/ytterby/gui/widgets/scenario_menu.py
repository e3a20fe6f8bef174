"""What can be done with the scenario in front: save it under a name, rename, note, remove."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QPushButton, QWidget

from ytterby.gui.charts.labels import plain_tip
from ytterby.gui.widgets.label import plain
from ytterby.planning.scenario import BASELINE, Scenario

WORKING = "What-if"
"""The scenario that levers make when they are moved from the baseline."""
_LONGEST, _WIDEST = 100, 320  # letters of a name; px of a button
CHANGED = " (changed)"
"""Ends the name of what levers make of a saved scenario: that one stays as it was saved."""


def working_name(name: str) -> str:
    """Under which a scenario goes on when its levers are moved: a saved one is only changed by saving."""
    if name == BASELINE.name:
        return WORKING
    return name if is_working(name) else f"{name}{CHANGED}"


def is_working(name: str) -> bool:
    """Is it what the levers stand for, not yet saved under a name of its own?"""
    return name == WORKING or name.endswith(CHANGED)


def _own_name(name: str) -> str:
    """One that levers never write to, in one line and not too long to be told from another."""
    name = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
    name = name.removesuffix(CHANGED)[:_LONGEST].strip()
    return f"{name} (saved)" if name == WORKING else name


class ScenarioMenu(QPushButton):
    """``added`` carries a new Scenario, ``replaced`` (name, Scenario) for the one of that name, ``removed`` a name.

    ``saved`` carries (name, Scenario): what was made of a saved one takes its place, and is no longer kept itself.
    """

    added = Signal(object)
    saved = Signal(str, object)
    replaced = Signal(str, object)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenario = BASELINE
        self.note = plain(muted=True, wrap=True)
        self.setAccessibleName("Scenario")
        menu = QMenu(self)
        self.keep = menu.addAction("Save", self.save_changed)
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
        self.setText(self._shown(f"Scenario: {scenario.name}"))
        self.setToolTip(plain_tip(scenario.name))
        self.note.setText(scenario.note)
        self.note.setVisible(bool(scenario.note))
        for action in (self.rename, self.remark, self.remove):
            action.setEnabled(scenario.name != BASELINE.name)
        base = scenario.name.removesuffix(CHANGED)
        self.keep.setVisible(base != scenario.name)
        self.keep.setText(self._shown(f"Save to “{base}”"))

    def _shown(self, words: str) -> str:
        """In the room of a button, whatever the name; its end may be what tells it from another."""
        return self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, _WIDEST).replace("&", "&&")

    def save_changed(self) -> None:
        """What was made of a saved scenario takes its place."""
        base = self._scenario.name.removesuffix(CHANGED)
        if base != self._scenario.name:
            self.saved.emit(self._scenario.name, replace(self._scenario, name=base))

    def name_it(self, name: str) -> None:
        """Save under ``name``: what the levers made takes it, of a saved one or the baseline a copy is made."""
        name = _own_name(name)
        if not name:
            return
        named = replace(self._scenario, name=name)
        if is_working(self._scenario.name):
            self.replaced.emit(self._scenario.name, named)
        else:
            self.added.emit(named)

    def _ask_name(self) -> None:
        self._ask("Save as a scenario", "Name", "" if self._scenario.name in (WORKING, BASELINE.name)
                  else f"{self._scenario.name.removesuffix(CHANGED)} 2", self.name_it)

    def _rename(self, name: str) -> None:
        name = _own_name(name)
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
