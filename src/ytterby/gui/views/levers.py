"""The levers of the what-if panel: licence wait, stock, another source. They build a Scenario and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QGroupBox,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from ytterby.gui.widgets.label import plain
from ytterby.gui.widgets.names import NameBox
from ytterby.gui.widgets.number import amount_box, whole_box
from ytterby.gui.widgets.scenario_menu import WORKING, working_name
from ytterby.gui.wording import counted
from ytterby.planning.scenario import (
    BASELINE,
    AddStock,
    AlternativeSource,
    Change,
    LicenceWait,
    ScaleDemand,
    Scenario,
    SetStock,
    SetWait,
)

DEBOUNCE_MS = 120
EVERY_ITEM = "every item that waits for a licence"
NOT_STATED = -1.0  # pieces, below any stock


class Lever(QWidget):
    """A slider and a spin box for the same whole number; ``changed`` only when a person moves one.

    A figure set from outside is kept as it is, with its decimals, until it is moved.
    """

    changed = Signal(int)

    def __init__(self, words: str, unit: str, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exact = float(least)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._spin = whole_box()
        self._spin.setSuffix(f" {unit}")
        self._spin.setMinimumWidth(self._spin.fontMetrics().horizontalAdvance("0000 days") + 24)
        label = QLabel(words)
        label.setBuddy(self._spin)
        for control in (self._slider, self._spin):
            control.setRange(least, most)
            control.setAccessibleName(f"{words} ({unit})")
            control.valueChanged.connect(self._moved)
        self._slider.setPageStep(max(1, (most - least) // 20))
        self._slider.setMinimumWidth(80)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(3)
        grid.addWidget(label, 0, 0, 1, 2)
        grid.addWidget(self._slider, 1, 0)
        grid.addWidget(self._spin, 1, 1)
        grid.setColumnStretch(0, 1)

    def value(self) -> float:
        return self._exact

    def set_value(self, value: float) -> None:
        """Without telling anybody."""
        self._exact = float(value)
        for control in (self._slider, self._spin):
            with QSignalBlocker(control):
                control.setValue(round(value))

    def _moved(self, value: int) -> None:
        self.set_value(value)
        self.changed.emit(value)


class ScenarioLevers(QWidget):
    """``scenario_changed`` carries the Scenario that the levers stand for, DEBOUNCE_MS after the last movement;
    ``moved`` the same at every movement."""

    scenario_changed = Signal(object)
    moved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._baseline: LicenceWait | None = None
        self._choices: tuple[tuple[str, str, float | None], ...] = ()
        self._stocks: dict[str, float] = {}
        self._scenario = Scenario(WORKING)
        self._timer = QTimer(self, interval=DEBOUNCE_MS, singleShot=True)
        self._timer.timeout.connect(self._send)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for group in (self._wait_group(), self._stock_group(), self._demand_group(), self._source_group()):
            layout.addWidget(group)

    def _wait_group(self) -> QGroupBox:
        self.median = Lever("Half of the reviews take up to", "days", 1, 365)
        self.p90 = Lever("9 of 10 reviews take up to", "days", 2, 730)
        self.approval = Lever("Approved at each try", "%", 1, 100)
        self.median.changed.connect(lambda value: self.p90.set_value(max(self.p90.value(), value + 1)))
        self.p90.changed.connect(lambda value: self.median.set_value(min(self.median.value(), value - 1)))
        return self._group("Licence", self.median, self.p90, self.approval)

    def _stock_group(self) -> QGroupBox:
        self.extra = Lever("More stock of every item that waits", "days", 0, 365)
        self.item = NameBox("Item whose stock is set", 12)
        self.item.currentIndexChanged.connect(self._show_stock)
        self.stock = amount_box()
        self.stock.setRange(NOT_STATED, 1e9)
        self.stock.setSpecialValueText("not stated")
        self.stock.setDecimals(0)
        self.stock.setGroupSeparatorShown(True)
        self.stock.setSuffix(" pieces")
        self.stock.setAccessibleName("Stock of the chosen item (pieces)")
        self.stock.valueChanged.connect(self._set_stock)
        self.as_stated = QPushButton("As in the bill")
        self.as_stated.setAccessibleName("Stock of the chosen item as in the bill")
        self.as_stated.clicked.connect(self._clear_stock)
        self._own = plain(muted=True, wrap=True)
        return self._group("Stock", self.extra, QLabel("Stock of one item"), self.item, self.stock, self.as_stated,
                           self._own)

    def _demand_group(self) -> QGroupBox:
        self.demand = Lever("Use, of what the bill states", "%", 0, 300)
        self.demand.set_value(100)
        return self._group("Demand", self.demand)

    def _source_group(self) -> QGroupBox:
        self.source = QCheckBox("Qualify a source that needs no licence")
        self.scope = NameBox("Items the other source delivers", 12)
        self.qualification = Lever("Qualified after", "days", 0, 730)
        self.share = Lever("Then delivers, of the use", "%", 0, 100)
        self.premium = Lever("Price premium", "%", 0, 300)
        self.source.toggled.connect(self._moved)
        self.scope.currentIndexChanged.connect(self._moved)
        group = self._group("Alternative source", self.source, QLabel("For"), self.scope, self.qualification,
                            self.share, self.premium)
        for part in (self.scope, self.qualification, self.share, self.premium):
            self.source.toggled.connect(part.setEnabled)
            part.setEnabled(False)
        return group

    def _group(self, title: str, *parts: QWidget) -> QGroupBox:
        group = QGroupBox(title)
        layout = QVBoxLayout(group)
        layout.setSpacing(6)
        for part in parts:
            layout.addWidget(part)
            if isinstance(part, Lever):
                part.changed.connect(self._moved)
        return group

    def offer(self, baseline: LicenceWait, choices: Sequence[tuple[str, str, float | None]]) -> None:
        """The baseline's wait, and (item key, name, stock in the bill) of the items that wait for a licence."""
        self._baseline = baseline
        if tuple(choices) != self._choices:
            self._choices = tuple(choices)
            for box, first in ((self.item, ()), (self.scope, ((EVERY_ITEM, ""),))):
                kept = box.currentData()
                with QSignalBlocker(box):
                    box.clear()
                    for name, key in (*first, *((name, key) for key, name, _ in self._choices)):
                        box.addItem(name, key)
                    box.setCurrentIndex(max(0, box.findData(kept)))
        self._show_stock()

    def show_scenario(self, scenario: Scenario) -> None:
        """Set the levers to a scenario from outside; not while a person moves one."""
        if self._timer.isActive() or self._baseline is None:
            return
        self._scenario = Scenario(WORKING) if scenario.name == BASELINE.name else replace(
            scenario, name=working_name(scenario.name))  # a saved one stays as it is
        if scenario.changes == self.changes():
            return
        own = [change for change in scenario.changes if stands_for(change)]
        waits = [change for change in own if isinstance(change, SetWait)]
        wait = waits[-1] if waits else SetWait(self._baseline.median_days, self._baseline.p90_days,
                                               self._baseline.approval)
        self.median.set_value(wait.median_days)
        self.p90.set_value(wait.p90_days)
        self.approval.set_value(wait.approval * 100)
        self.extra.set_value(sum(change.days for change in own if isinstance(change, AddStock)))
        self._stocks = {change.item_key: change.pieces for change in own if isinstance(change, SetStock)}
        factors = [change.factor for change in own if isinstance(change, ScaleDemand)]
        self.demand.set_value(100 * (factors[-1] if factors else 1.0))
        sources = [change for change in own if isinstance(change, AlternativeSource)]
        self._show_source(sources[-1] if sources else None)
        self._show_stock()

    def _show_source(self, source: AlternativeSource | None) -> None:
        with QSignalBlocker(self.source), QSignalBlocker(self.scope):
            self.source.setChecked(source is not None)
            self.scope.setCurrentIndex(max(0, self.scope.findData(source.item_key if source else "")))
        self.qualification.set_value(source.qualification_days if source else DEFAULT_SOURCE.qualification_days)
        self.share.set_value(100 * (source or DEFAULT_SOURCE).share)
        self.premium.set_value(100 * (source or DEFAULT_SOURCE).premium)
        for part in (self.scope, self.qualification, self.share, self.premium):
            part.setEnabled(source is not None)

    def changes(self) -> tuple[Change, ...]:
        """What differs from the baseline."""
        made: list[Change] = []
        wait = (self.median.value(), self.p90.value(), _share(self.approval))
        stated = self._baseline
        if stated and wait != (stated.median_days, stated.p90_days, _exactly(stated.approval)):
            made.append(SetWait(*wait))
        made += [SetStock(key, pieces) for key, pieces in sorted(self._stocks.items())]
        if self.extra.value():
            made.append(AddStock(self.extra.value()))
        if self.source.isChecked():
            made.append(AlternativeSource(self.scope.currentData() or "", self.qualification.value(),
                                          _share(self.share), _share(self.premium)))
        if self.demand.value() != 100:
            made.append(ScaleDemand(_share(self.demand)))
        return *made, *(change for change in self._scenario.changes if not stands_for(change))

    def reset(self) -> None:
        """Back to the baseline, and tell so at once."""
        self.put(())

    def put(self, changes: tuple[Change, ...]) -> None:
        """These changes instead, told at once."""
        self._timer.stop()
        self.show_scenario(replace(self._scenario, changes=changes))
        self._send()

    def _moved(self, _value: object = None) -> None:
        self._timer.start()
        self.moved.emit(self.scenario())

    def scenario(self) -> Scenario:
        """What the levers stand for now."""
        return replace(self._scenario, changes=self.changes())

    def send_pending(self) -> None:
        """What was moved just now, without waiting for more."""
        if self._timer.isActive():
            self._send()

    def _send(self) -> None:
        self._timer.stop()
        self.scenario_changed.emit(self.scenario())

    def _stated(self) -> float | None:
        return next((stock for key, _, stock in self._choices if key == self.item.currentData()), None)

    def _show_stock(self, _index: int = 0) -> None:
        key = self.item.currentData()
        with QSignalBlocker(self.stock):
            stated = self._stated()
            self.stock.setValue(self._stocks.get(key, NOT_STATED if stated is None else stated))
        for part in (self.item, self.stock):
            part.setEnabled(bool(self._choices))
        self.as_stated.setEnabled(key in self._stocks)
        own = len(self._stocks)
        self._own.setText(f"{counted(own, 'item')} with a stock of your own." if own else "")
        self._own.setVisible(bool(self._own.text()))

    def _set_stock(self, pieces: float) -> None:
        key = self.item.currentData()
        if key and pieces == NOT_STATED:
            return self._clear_stock()
        if key:
            self._stocks[key] = pieces
            self._show_stock()
            self._moved()
        return None

    def _clear_stock(self) -> None:
        if self._stocks.pop(self.item.currentData(), None) is not None:
            self._show_stock()
            self._moved()


def _share(lever: Lever) -> float:
    return _exactly(lever.value() / 100)


def _exactly(share: float) -> float:
    """Without what a way through percent adds in the last places."""
    return round(share, 12)


def stands_for(change: Change) -> bool:
    """Is it one that a lever shows? Others of a scenario are listed, and kept as they are."""
    match change:
        case SetStock() | AddStock():
            return True
        case SetWait(instrument=only) | ScaleDemand(item_key=only):
            return not only
        case AlternativeSource():
            return change == AlternativeSource(change.item_key, change.qualification_days, change.share, change.premium)
        case _:
            return False


DEFAULT_SOURCE = AlternativeSource("", 180.0, 0.5, 0.3)  # where the levers stand before a person moves them
