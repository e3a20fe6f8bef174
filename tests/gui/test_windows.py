"""Several windows, each with its own bill; windows and columns come back as they were left; every control named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDialog, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from builders_gui import assessment
from ytterby.exposure.rates import Rates
from ytterby.gui.actions import PLACES
from ytterby.gui.app import Program
from ytterby.gui.dialogs.crash import CrashDialog
from ytterby.gui.dialogs.rates import RatesDialog
from ytterby.gui.dialogs.settings import SettingsDialog
from ytterby.gui.dialogs.where_used import WhereUsedDialog
from ytterby.gui.window import Window
from ytterby.resources import folder
from ytterby.workspace.settings import Settings

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
TODAY = date(2026, 11, 21)
LONG = 30_000


def assessed(qtbot: QtBot, window: Window, path: Path) -> None:
    with qtbot.waitSignal(window.bench.bridge.assessment_changed, timeout=LONG):
        window.bench.open(path, review=False)


def test_ctrl_n_opens_a_second_window_with_a_bill_of_its_own(qtbot: QtBot, program: Program) -> None:
    sample = folder("samples", "drive-unit.xlsx")
    assessed(qtbot, program.window, sample)
    program.window._actions["new"].trigger()
    first, second = program.windows
    assert second.isVisible()
    assert second.stack.currentWidget() is second.start
    assessed(qtbot, second, folder("samples", "control-board.xlsx"))
    assert len(first.bench.places.bill.grid.listing) != len(second.bench.places.bill.grid.listing)
    first.bench.choose_as_of(date(2025, 10, 20))
    qtbot.waitUntil(lambda: not first.bench.tasks.busy, timeout=LONG)
    assert second.bench.bridge.document.as_of == TODAY
    second.close()
    assert first.isVisible()
    assert first.bench.bridge.document is not None


def test_another_scheme_holds_in_all_windows(qtbot: QtBot, program: Program) -> None:
    program.window._actions["new"].trigger()
    try:
        program._choose_scheme("dark")
        for window in program.windows:
            assert window.palette().window().color().lightness() < 128
            assert window.settings.theme == "dark"
    finally:
        program._choose_scheme("light")


def test_size_evidence_and_columns_come_back_at_the_next_start(qtbot: QtBot, qapp: QApplication,
                                                               program: Program) -> None:
    window = program.window
    window.resize(777, 611)  # within the screen that tests have
    assessed(qtbot, window, folder("samples", "drive-unit.xlsx"))
    QApplication.processEvents()
    window.resizeDocks([window.bench.dock], [352], Qt.Orientation.Horizontal)
    QApplication.processEvents()
    wide = window.bench.dock.width()
    bill = window.bench.places.bill
    bill.grid.columns.freeze(2)
    bill.menus.save_as("Mine")
    window.close()

    again = Program(qapp, TODAY)
    again.window.show()
    assert (again.window.width(), again.window.height()) == (777, 611)
    assessed(qtbot, again.window, folder("samples", "drive-unit.xlsx"))
    QApplication.processEvents()
    assert again.window.bench.dock.width() == wide
    other = again.window.bench.places.bill
    assert other.grid.columns.frozen.count == 2
    assert "Mine" in other.menus._own
    again.window.close()


@pytest.mark.parametrize("text", ["", "???", "AAAA BBBB", "x" * 5000])
def test_a_place_that_somebody_spoilt_in_the_settings_is_passed_over(qtbot: QtBot, qapp: QApplication,
                                                                     text: str) -> None:
    from dataclasses import replace

    made = Program(qapp, TODAY)
    made._save(replace(made._settings, window=text))
    again = Program(qapp, TODAY)
    again.window.show()
    assert again.window.bench is not None
    assert again.window.width() > 300
    again.window.close()
    made.window.close()


def named(widget: QWidget) -> bool:
    """What it holds is no name: it says nothing of what is asked for."""
    seen = QAccessible.queryAccessibleInterface(widget)
    return seen is None or bool(seen.text(QAccessible.Text.Name))


def nameless_in(top: QWidget) -> list[str]:
    return [f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
            for widget in (top, *top.findChildren(QWidget))
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not (inner(widget) or widget.focusProxy() or named(widget))]


def inner(widget: QWidget) -> bool:
    """Parts that Qt puts inside a control, which is named itself."""
    parent = widget.parentWidget()
    return (isinstance(parent, QAbstractScrollArea) and widget in (parent.viewport(), parent.cornerWidget())) or (
        type(parent).__name__ in ("QSpinBox", "QDoubleSpinBox", "QComboBox", "QTabBar", "CountryEdit")
        or type(widget).__name__ in ("QTableCornerButton", "QScrollBar", "QComboBoxPrivateContainer")
        or widget.objectName().startswith("qt_"))


def test_everything_that_takes_the_focus_in_any_place_has_a_name(qtbot: QtBot, program: Program,
                                                                 tmp_path: Path) -> None:
    """Also on pages behind tabs, that only come into sight when asked for."""
    window = program.window
    nameless = {"start": nameless_in(window)}
    path = Path(shutil.copy(folder("samples", "drive-unit.xlsx"), tmp_path))
    assessed(qtbot, window, path)
    for key in PLACES:
        window.bench.go(key)
        QApplication.processEvents()
        nameless[key] = nameless_in(window)
        for tabs in window.findChildren(QTabWidget):
            for page in range(tabs.count() if tabs.isVisible() else 0):
                tabs.setCurrentIndex(page)
                QApplication.processEvents()
                nameless[f"{key}, {tabs.tabText(page)}"] = nameless_in(window)
    assert {where: found for where, found in nameless.items() if found} == {}


@pytest.mark.parametrize("make", [
    lambda: SettingsDialog(Settings()), lambda: WhereUsedDialog(assessment(), 0),
    lambda: RatesDialog((), Rates.shipped()), lambda: CrashDialog("what happened", None),
], ids=["settings", "where used", "rates", "crash"])
def test_everything_that_takes_the_focus_in_a_dialog_has_a_name(qtbot: QtBot, make: Callable[[], QDialog]) -> None:
    dialog = make()
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless_in(dialog) == []


def test_nothing_in_the_bill_or_dashboard_is_reached_by_mouse_alone(qtbot: QtBot, program: Program) -> None:
    """Every button takes the focus, or its action stands in a menu."""
    from PySide6.QtWidgets import QAbstractButton

    window = program.window
    assessed(qtbot, window, folder("samples", "drive-unit.xlsx"))
    for key in ("bill", "dashboard"):
        window.bench.go(key)
        QApplication.processEvents()
        view = window.bench.places.view(key)
        unreached = [button.text() or button.accessibleName() for button in view.findChildren(QAbstractButton)
                     if button.isVisible() and button.isEnabled() and not inner(button)
                     and not button.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert not unreached


def test_every_place_fits_a_screen_of_1920_by_1080_at_200_percent(qtbot: QtBot, program: Program) -> None:
    window = program.window
    assessed(qtbot, window, folder("samples", "drive-unit.xlsx"))
    window.resize(700, 540)  # narrower than asked for: each place then takes what it needs
    for key in (*PLACES, "bill"):
        window.bench.go(key)
        QApplication.processEvents()
        assert window.minimumSizeHint().width() <= 960, key
        assert window.minimumSizeHint().height() <= 540, key


def test_a_first_start_fits_the_screen(program: Program) -> None:
    """The screen of these tests is smaller than a window likes to be."""
    room = program.window.screen().availableSize()
    assert room.width() < 1366
    assert program.window.size().boundedTo(room) == program.window.size()
