"""Exchange rates to edit: shipped ones paler, own ones in their place, wrong ones refused where they stand."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QTableWidgetItem

from builders_gui import assessment, document
from ytterby.exposure.rates import Rate, Rates
from ytterby.gui.bridge import Bridge
from ytterby.gui.dialogs.rates import RatesDialog, ask_for_rates
from ytterby.gui.tasks import Tasks
from ytterby.workspace.rate_file import own_rates

OWN = Rate("USD", 0.5, date(2026, 11, 20), "treasury")


@pytest.fixture
def dialog(qtbot) -> RatesDialog:
    made = RatesDialog((), Rates.shipped())
    qtbot.addWidget(made)
    return made


def row_of(dialog: RatesDialog, code: str) -> int:
    return next(row for row in range(dialog.table.rowCount()) if dialog.table.item(row, 0).text() == code)


def write(dialog: RatesDialog, row: int, *texts: str) -> None:
    for column, text in enumerate(texts):
        dialog.table.setItem(row, column, QTableWidgetItem(text))


def test_as_shipped_nothing_is_ones_own(dialog):
    assert dialog.own_rates() == ()
    row = row_of(dialog, "USD")
    own, shipped = dialog.table.item(row, 0).foreground(), dialog.table.item(row_of(dialog, "JPY"), 0).foreground()
    assert own == shipped


def test_a_changed_rate_is_ones_own_and_stands_out(dialog):
    row = row_of(dialog, "USD")
    dialog.table.item(row, 1).setText("0.5")
    dialog.table.item(row, 2).setText("2026-11-20")
    assert dialog.own_rates() == (Rate("USD", 0.5, date(2026, 11, 20), "own"),)
    assert dialog.table.item(row, 0).foreground() != dialog.table.item(row_of(dialog, "JPY"), 0).foreground()


def test_a_new_currency_goes_below(dialog):
    write(dialog, dialog.table.rowCount() - 1, "xbt", "9.25", "2026-11-01", "exchange")
    assert dialog.own_rates() == (Rate("XBT", 9.25, date(2026, 11, 1), "exchange"),)


def test_a_row_that_is_no_rate_keeps_the_dialog_open_and_says_why(dialog):
    dialog.show_rates((OWN,))
    dialog.table.item(row_of(dialog, "USD"), 2).setText("yesterday")
    dialog.accept()
    assert "no date" in dialog._wrong.text()
    assert dialog.result() == 0


def test_rates_go_through_a_file(dialog, tmp_path):
    dialog.show_rates((OWN,))
    dialog.save(tmp_path / "rates.csv")
    dialog.show_rates(())
    dialog.load(tmp_path / "rates.csv")
    assert dialog.own_rates() == (OWN,)
    dialog.load(tmp_path / "none.csv")
    assert "can't be read" in dialog._wrong.text()


def test_the_open_bill_takes_the_rates_as_a_step_to_undo_and_new_bills_begin_with_them(qtbot):
    tasks = Tasks()
    bridge = Bridge(tasks)
    bridge.adopt(document(assessment()), None)
    asked = RatesDialog((), Rates.shipped())
    qtbot.addWidget(asked)
    opened = ask_for_rates(bridge, asked)
    opened.show_rates((OWN,))
    opened._for_new.setChecked(True)
    opened.accept()
    assert bridge.document.rates == (OWN,)
    assert own_rates() == (OWN,)
    bridge.undo()
    assert bridge.document.rates == ()
    tasks.close()
