"""The bar on top: open, save, the as-of date, and what is unsure about the law on that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolBar, QWidget

from ytterby.gui import icons, wording
from ytterby.gui.charts.labels import plain_tip
from ytterby.gui.widgets.day import DayEdit
from ytterby.gui.widgets.names import NameBox
from ytterby.gui.widgets.wheel import wheel_only_scrolls

if TYPE_CHECKING:
    from ytterby.regulation.rules import RulesOnDay

_SETTLE_MS = 400
_WHOLE_FROM = 1200  # px: in a narrower bar the notice is short


class TopBar(QToolBar):
    """``as_of_chosen`` carries the date once typing has settled; ``rules_wanted`` when the notice is pressed."""

    as_of_chosen = Signal(object)
    rules_wanted = Signal()
    scenario_chosen = Signal(str)

    def __init__(self, left: Sequence[QAction], right: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__("Main", parent)
        self.setObjectName("main")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for action in left:
            self.addAction(action)
        self.addSeparator()
        self._as_of = date.min
        self._notices = ("", "")
        self._add_date()
        self._notice = QPushButton()
        self._notice.setProperty("notice", True)
        self._notice.clicked.connect(self.rules_wanted)
        self._notice_action = self.addWidget(self._notice)
        self._notice_action.setVisible(False)
        self._add_scenario()
        stretch = QWidget()
        stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(stretch)
        for action in right:
            self.addAction(action)
            button = self.widgetForAction(action)
            if button is not None:
                button.setProperty("toolButtonStyle", Qt.ToolButtonStyle.ToolButtonIconOnly)
        wheel_only_scrolls(self)

    def _add_date(self) -> None:
        label = QLabel("as of ")
        self._day = DayEdit("As-of date")
        self._day.setMinimumHeight(26)
        self._day.setMaximumWidth(150)
        self._day.setToolTip("The legal day asked about: entries are judged as they stand on it")
        label.setBuddy(self._day)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._send)
        self._day.chosen.connect(self._choose)
        self.addWidget(label)
        self.addWidget(self._day)

    def _choose(self, day: date) -> None:
        self._as_of = day
        self._settle.start()

    def send_pending(self) -> None:
        """A day chosen just now, without waiting for another."""
        if self._settle.isActive():
            self._send()

    def _send(self) -> None:
        self._settle.stop()
        self.as_of_chosen.emit(self._as_of)

    def _add_scenario(self) -> None:
        label, together = QLabel("  Scenario "), QWidget()  # a narrow bar leaves both out, never one without the other
        self.scenario = NameBox("Scenario", 12,
                                about="The scenario that What-if shows; the baseline is what the bill states")
        self.scenario.activated.connect(lambda place: self.scenario_chosen.emit(self.scenario.itemText(place)))
        label.setBuddy(self.scenario)
        row = QHBoxLayout(together)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(label)
        row.addWidget(self.scenario)
        self.addWidget(together)

    def show_scenarios(self, names: Sequence[str], front: str) -> None:
        """The scenarios of the document; ``front`` is shown, the last one where it is none of them."""
        with QSignalBlocker(self.scenario):
            self.scenario.clear()
            for place, name in enumerate(names):
                self.scenario.addItem(name)
                self.scenario.setItemData(place, plain_tip(name), Qt.ItemDataRole.ToolTipRole)  # a long one is cut
            self.scenario.setCurrentIndex(names.index(front) if front in names else len(names) - 1)

    def show_as_of(self, day: date) -> None:
        """Show a date that was chosen elsewhere."""
        self._as_of = day
        self._day.show_day(day)
        self._settle.stop()

    def as_of(self) -> date:
        """The last day that was one: what is refused changes nothing."""
        return self._as_of

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_notice()

    def _fit_notice(self) -> None:
        """In a narrow window short: the tip says it in full."""
        whole, short = self._notices
        self._notice.setText(whole if self.width() >= _WHOLE_FROM else short)

    def show_rules(self, rules: RulesOnDay | None) -> None:
        """Tell, once, what is unverified and assumed on the day."""
        text = notice(rules) if rules else ""
        self._notices = text, " · ".join(part.partition(" since ")[0] for part in text.split(" · "))
        self._fit_notice()
        self._notice.setIcon(icons.icon("warning", "unverified"))
        self._notice.setToolTip(f"{text}. The texts say no later state that could be found. "
                                 "Open Rules to see or to assume one.")
        self._notice_action.setVisible(bool(text))


def notice(rules: RulesOnDay) -> str:
    """``6 texts unverified since 2026-11-10 (4 of them with entries) · 1 assumption``; empty where all is sure."""
    parts = []
    since = rules.unverified_since()
    if since:
        parts.append(wording.unverified_texts(rules, f" since {wording.day(min(since.values()))}"))
    if rules.assumptions:
        parts.append(wording.counted(len(rules.assumptions), "assumption"))
    if rules.known_by:
        parts.append(f"known by {wording.day(rules.known_by)}")
    return " · ".join(parts)
