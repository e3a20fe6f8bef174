"""The changes of a scenario as a list: told in words, made and edited in forms, removed; each survives its form."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QDoubleSpinBox, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from ytterby.core.finding import Force
from ytterby.gui.views.change_fields import BY_KIND, FORMS
from ytterby.gui.views.change_form import ChangeForm
from ytterby.gui.views.change_list import ChangeList
from ytterby.planning.scenario import (
    AddStock,
    AlternativeSource,
    Change,
    GrantDenied,
    HoldLicence,
    LoseSupplier,
    PendingLicence,
    ScaleDemand,
    SetBudget,
    SetCorrelation,
    SetLicenceTerms,
    SetPolicy,
    SetReceipts,
    SetStock,
    SetWait,
    ShockPrice,
    Substitute,
)
from ytterby.regulation.rules import Assumption

CHANGES: tuple[Change, ...] = (
    ScaleDemand(1.5, "k1"), AlternativeSource("k0", 150.0, 0.8, 0.25, "Korat", 56.0, 400.0, 20_000.0, 100.0),
    Substitute("k1", 90.0, 0.5, -0.1, 5000.0, "N45"), SetLicenceTerms(180.0, 0.5, 60.0, "one"),
    SetLicenceTerms(None, None), GrantDenied(0.2, "k1"), HoldLicence("k0", None, 500.0), PendingLicence("k1", 45.0),
    SetWait(40.0, 95.0, 0.7, "one"), SetCorrelation(0.3), SetStock("k0", 900.0), SetReceipts("k1", 25.0),
    ShockPrice(2.5), LoseSupplier("Baotou", 30.0),
    LoseSupplier("Baotou", 0.0, 60.0), SetBudget(75_000.0),
)
ITEMS = [("Magnet <b>磁铁</b>", "k0"), ("Ring", "k1")]


@pytest.fixture
def listed(qtbot: QtBot) -> ChangeList:
    widget = ChangeList()
    qtbot.addWidget(widget)
    widget.offer(ITEMS, ["Baotou", "Werk"], ["one", "two"], "EUR")
    widget.show()
    return widget


def ok(qtbot: QtBot, form: ChangeForm) -> None:
    qtbot.mouseClick(form.buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: type(change).__name__)
def test_a_change_comes_out_of_its_form_as_it_went_in(listed: ChangeList, qtbot: QtBot, change: Change) -> None:
    listed.show_changes((AddStock(5.0), change))
    form = listed.ask(BY_KIND[type(change)], 1)
    with qtbot.waitSignal(listed.edited) as signal:
        ok(qtbot, form)
    assert signal.args == [(AddStock(5.0), change)]


def test_every_kind_but_those_of_levers_and_law_has_a_form() -> None:
    assert {type(change) for change in CHANGES} == set(BY_KIND)
    assert len(FORMS) == len(BY_KIND)


def test_a_new_change_goes_behind_the_others(listed: ChangeList, qtbot: QtBot) -> None:
    listed.show_changes((AddStock(5.0),))
    form = listed.ask(BY_KIND[SetReceipts])
    item, pieces = form.controls["item_key"], form.controls["pieces_per_week"]
    assert isinstance(item, QComboBox)
    assert isinstance(pieces, QDoubleSpinBox)
    item.setCurrentIndex(1)
    pieces.setValue(40)
    with qtbot.waitSignal(listed.edited) as signal:
        ok(qtbot, form)
    assert signal.args == [(AddStock(5.0), SetReceipts("k1", 40.0))]


def test_what_must_be_chosen_is_said_and_the_form_stays(listed: ChangeList, qtbot: QtBot) -> None:
    listed.offer(ITEMS, [], [], "EUR")
    form = listed.ask(BY_KIND[LoseSupplier])
    with qtbot.assertNotEmitted(listed.edited):
        ok(qtbot, form)
    assert form.isVisible()
    assert "Supplier" in form._refused.text()


def test_a_change_can_be_removed_by_its_name(listed: ChangeList, qtbot: QtBot) -> None:
    policy = SetPolicy(Assumption("one", Force.SUSPENDED, date(2026, 11, 21)))
    listed.show_changes((AddStock(5.0), policy))
    remove = next(button for button in listed.findChildren(QToolButton)
                  if button.accessibleName().startswith("Remove: Assumed of the law"))
    with qtbot.waitSignal(listed.edited) as signal:
        qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert signal.args == [(AddStock(5.0),)]


def test_words_of_a_workbook_are_never_markup(listed: ChangeList) -> None:
    listed.show_changes((SetStock("k0", 5.0),))
    assert listed.words() == ("Stock of Magnet <b>磁铁</b>: 5",)


def test_a_name_of_a_source_is_text_of_bounded_length(listed: ChangeList) -> None:
    name = listed.ask(BY_KIND[AlternativeSource]).controls["name"]
    assert isinstance(name, QLineEdit)
    assert 0 < name.maxLength() <= 200
