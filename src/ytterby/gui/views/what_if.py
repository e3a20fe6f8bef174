"""What if: levers at the left, answers at the right, words before curves. The shell computes; this view shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from ytterby.gui.charts.labels import item_name
from ytterby.gui.charts.lacking import Lacking
from ytterby.gui.views.change_list import ChangeList
from ytterby.gui.views.law_levers import LawLevers
from ytterby.gui.views.levers import ScenarioLevers
from ytterby.gui.views.outlook_page import OutlookPage
from ytterby.gui.widgets.scenario_menu import ScenarioMenu
from ytterby.gui.widgets.wheel import wheel_only_scrolls
from ytterby.planning.scenario import Change, SetPolicy
from ytterby.planning.simulation import Simulation
from ytterby.regulation.rules import Assumption
from ytterby.workspace.document import Assessment, Document

Page = Any  # a QWidget with show_assessment(document, assessment, simulation) and retheme()


class WhatIfView(QWidget):
    """``scenario_changed`` carries a Scenario, ``moved`` the same at every movement of a lever, ``as_of_chosen`` a day,
    ``place_wanted`` the place of the window where something missing is stated.

    The first outlook of an assessment is the baseline; the levers stand for the scenario in front, the last one until
    another is chosen. ``menu`` saves, renames and removes it, ``scenario_chosen`` brings another to the front.
    """

    scenario_changed = Signal(object)
    moved = Signal(object)
    scenario_chosen = Signal(str)
    as_of_chosen = Signal(object)
    place_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._assessment: Assessment | None = None
        self._front = ""
        self._makers: dict[int, Callable[[], Page]] = {}
        self._pages: dict[int, Page] = {}
        self.menu = ScenarioMenu()
        self.levers, self.law, self.changes = ScenarioLevers(), LawLevers(), ChangeList()
        self.reset = QPushButton("Reset to the baseline")
        self.answer = OutlookPage()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName("Pages of What-if")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        levers = self._levers_page = QWidget()
        column = QVBoxLayout(levers)
        column.setContentsMargins(12, 0, 8, 8)
        for part in (self.levers, self.law):
            column.addWidget(part)
        column.addStretch(1)
        self._left = _scrolled(levers, "Levers")
        levers.installEventFilter(self)
        pane = self._pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(4)
        column.addWidget(_inset(self.menu, self.menu.note, self.reset))
        column.addWidget(self._left, 1)
        edge = QFrame()
        edge.setObjectName("between_places")  # the line that divides
        edge.setFrameShape(QFrame.Shape.HLine)
        column.addWidget(edge)
        column.addWidget(_inset(self.changes))
        self.tabs.addTab(_scrolled(self.answer, "Answers"), "Outlook")
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(pane)
        whole.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.reset.clicked.connect(self._reset)
        self.levers.scenario_changed.connect(self.scenario_changed)
        self.levers.moved.connect(self.moved)
        self.changes.edited.connect(self.levers.put)
        self.law.assumption_chosen.connect(self._assume)
        self.law.as_of_chosen.connect(self.as_of_chosen)
        self.answer.scenario_chosen.connect(self.scenario_chosen)
        self.answer.step.wanted.connect(self.place_wanted)
        self.tabs.currentChanged.connect(self._feed)

    def add_page(self, title: str, make: Callable[[], Page]) -> None:
        """One more tab; its page is made when it is first shown."""
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        self._makers[self.tabs.addTab(holder, title)] = make

    def page(self, place: int) -> Page:
        """The page of a tab, made now where it was not shown before."""
        if place not in self._pages:
            made = self._pages[place] = self._makers[place]()
            holder = self.tabs.widget(place)
            assert holder is not None
            layout = holder.layout()
            assert layout is not None
            layout.addWidget(_scrolled(made, self.tabs.tabText(place)))
            wheel_only_scrolls(made)
        return self._pages[place]

    def show_assessment(self, document: Document, assessment: Assessment) -> None:
        """Show the answers, and set the levers unless a person is moving one."""
        self._document, self._assessment = document, assessment
        outlooks = assessment.outlooks
        for part in (self.levers, self.changes):
            part.setVisible(bool(outlooks))
        if not outlooks:
            self.law.show_rules(assessment.classification.rules)
            return self.answer.show_nothing()
        baseline, now = outlooks[0], self.now(assessment)
        items, exposure = assessment.reading.bom.items, assessment.exposure
        waiting = [(items[entry.item].key, item_name(items[entry.item])) for entry in baseline.items]
        stated = {entry.key: entry.stock for entry in exposure.items}
        self.levers.offer(baseline.wait, [(key, name, stated.get(key)) for key, name in waiting])
        self.changes.offer([(name, key) for key, name in waiting],
                           sorted({name for entry in exposure.items for name in entry.suppliers if name}),
                           sorted({entry.instrument for entry in exposure.items if entry.instrument}),
                           exposure.currency)
        self.levers.show_scenario(now.scenario)
        self.changes.show_changes(now.scenario.changes)
        self.menu.show_scenario(now.scenario)
        self._show_law(document, assessment, now)
        self.answer.show_outlooks(outlooks, now, items, exposure.currency, Lacking.of(now, exposure))
        self._feed()
        return None

    def _show_law(self, document: Document, assessment: Assessment, now: Simulation) -> None:
        """The rules of the day with what the scenario assumes laid over them."""
        own = {one.instrument: one for one in (*document.assumptions, *now.scenario.policies)}
        rules = assessment.classification.rules
        self.law.show_rules(replace(rules, assumptions=tuple(own.values())))

    def _assume(self, chosen: tuple[Assumption, ...]) -> None:
        """What is assumed of the law belongs to the scenario: the baseline stays as it is."""
        assert self._document is not None
        policies = tuple(SetPolicy(one) for one in chosen if one not in self._document.assumptions)
        others: tuple[Change, ...] = tuple(change for change in self.levers.changes()
                                           if not isinstance(change, SetPolicy))
        self.levers.put((*others, *policies))

    def send_pending(self) -> None:
        """What a lever was moved to just now."""
        self.levers.send_pending()

    def show_preview(self, now: Simulation) -> None:
        """A first answer of fewer trials, while a lever moves."""
        self.answer.show_preview(now)
        self.changes.show_changes(now.scenario.changes)

    def show_scenario(self, name: str) -> None:
        """Bring a scenario to the front, now or when it is there."""
        self._front = name

    def now(self, assessment: Assessment) -> Simulation:
        """The outlook of the scenario in front."""
        named = (outlook for outlook in assessment.outlooks if outlook.scenario.name == self._front)
        return next(named, assessment.outlooks[-1])

    def _feed(self, _place: int = 0) -> None:
        """Give the page in front what it has not seen yet."""
        place = self.tabs.currentIndex()
        if place in self._makers and self._document is not None and self._assessment is not None \
                and self._assessment.outlooks:
            self.page(place).show_assessment(self._document, self._assessment, self.now(self._assessment))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The levers' page is as wide as its content at any font."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self._levers_page:
            bar = self._left.verticalScrollBar().sizeHint().width()
            self._pane.setFixedWidth(self._levers_page.minimumSizeHint().width() + bar)
        return super().eventFilter(watched, event)

    def _reset(self) -> None:
        self.levers.reset()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "tabs"):
            for page in (self.answer, *self._pages.values()):
                page.retheme()


def _inset(*parts: QWidget) -> QWidget:
    """Above or below the levers, and as wide as they."""
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(12, 0, 20, 0)
    for part in parts:
        column.addWidget(part)
    return held


def _scrolled(page: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    area.setAccessibleName(name)
    return area
