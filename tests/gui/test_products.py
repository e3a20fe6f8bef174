"""The Products page: volumes, marks and the context of the whole bill, each an edit that can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from builders_gui import assessment, document
from ytterby.bom.reading import Mapping
from ytterby.classification.classification import Context
from ytterby.core.item import Money
from ytterby.exposure.exposure import ProductExposure
from ytterby.gui import theme
from ytterby.gui.views.products import ProductsView
from ytterby.gui.widgets.country import CountryEdit
from ytterby.workspace.bills import Bill
from ytterby.workspace.document import ProductSetting
from ytterby.workspace.edits import add_bill
from ytterby.workspace.products import LOOSE, ProductChange, change_products, products_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def told():
    made = assessment()
    products = (ProductExposure(2, 120.0, 9.0, 4.0, 5.0, (), (0, 1, 2), None),
                ProductExposure(None, 1.0, 9.0, 4.0, 5.0, (), (0,), None, volume_stated=False))
    return replace(made, exposure=replace(made.exposure, products=products))


@pytest.fixture
def view(qtbot, told):
    made = ProductsView()
    qtbot.addWidget(made)
    made.show_assessment(document(told), told)
    return made


def choose(box, value) -> None:
    box.setCurrentIndex(next(at for at in range(box.count()) if box.itemData(at) is value))


def texts(view, row: int) -> list[str]:
    return [column.text(view.grid.listing.row(row)) for column in view.grid.listing.columns]


def test_a_product_shows_its_volume_and_that_nothing_was_said_of_its_use(view):
    shown = texts(view, 0)
    assert "120" in shown
    assert shown.count("not stated") == 3  # margin, defence, semiconductor
    assert "not stated" in texts(view, 1)  # the volume of the list itself


def test_a_mark_holds_for_the_selected_products_only(qtbot, view, told):
    view.grid.select_row(1)
    with qtbot.waitSignal(view.product_changed) as sent:
        choose(view.form.defence, True)
    assert sent.args == [ProductChange((LOOSE,), "defence", True)]
    changed = change_products(document(told), sent.args[0])
    assert changed.products == (ProductSetting("", defence=True),)


def test_several_products_are_set_in_one_step(qtbot, view):
    view.grid.selectAll()
    with qtbot.waitSignal(view.product_changed) as sent:
        choose(view.form.semiconductor, False)
    assert len(sent.args[0].item_keys) == 2


def test_a_volume_goes_out_once_typing_has_settled_and_back_to_the_bill(qtbot, view, told):
    with qtbot.waitSignal(view.product_changed) as sent:
        view.form.volume.setValue(2000)
    assert sent.args[0].value == 2000.0
    changed = change_products(document(told), sent.args[0])
    view.show_assessment(changed, told)
    assert texts(view, 0)[2] == "2,000, set here"
    with qtbot.waitSignal(view.product_changed) as back:
        qtbot.mouseClick(view.form.as_stated, Qt.MouseButton.LeftButton)
    assert change_products(changed, back.args[0]).products == ()


def test_showing_a_document_changes_nothing(qtbot, view, told):
    stated = replace(document(told), context=Context("military", "JP"), products=(ProductSetting("", volume=3.0),))
    with qtbot.assertNotEmitted(view.context_chosen), qtbot.assertNotEmitted(view.product_changed, wait=700):
        view.show_assessment(stated, told)
    assert (view.end_use.currentData(), view.destination.code()) == ("military", "JP")


def test_end_use_and_destination_go_out_together_and_keep_the_rest(qtbot, view, told):
    view.show_assessment(replace(document(told), context=Context("", "DE", ("list",))), told)
    with qtbot.waitSignal(view.context_chosen) as sent:
        view.end_use.setCurrentIndex(view.end_use.findData("military"))
    assert sent.args == [Context("military", "DE", ("list",))]


@pytest.mark.parametrize(("typed", "code"), [("jp", "JP"), ("Germany (DE)", "DE"), ("Atlantis", "FR"), ("", "")])
def test_a_country_is_taken_by_code_or_name_and_nothing_else_is(qtbot, typed, code):
    edit = CountryEdit("Destination")
    qtbot.addWidget(edit)
    edit.show_code("FR")
    edit.setEditText(typed)
    edit.lineEdit().editingFinished.emit()
    assert edit.code() == code


def test_the_product_of_a_line_is_the_top_item_above_it(told):
    bom = told.reading.bom
    parents = bom.usages.parent.copy()
    parents[1:6] = [0, 0, 2, 2, 4]
    bom = replace(bom, usages=replace(bom.usages, parent=parents))
    assert products_of(bom, (5, 1)) == (bom.items[2].key,)
    assert products_of(bom, (6, 3)) == (LOOSE, bom.items[2].key)


def test_spend_that_no_price_tells_is_not_nought(view):
    from ytterby.core.finding import Outcome
    from ytterby.gui.views.product_lines import spend_words

    line = view.grid.listing.row(0)
    unpriced = tuple(replace(one, spend=None) for one in line.inside)
    assert spend_words(line, Outcome.UNDETERMINED) == "€ 5"
    assert spend_words(replace(line, inside=unpriced), Outcome.UNDETERMINED) == "–"
    assert spend_words(replace(line, inside=line.inside + unpriced), Outcome.UNDETERMINED) == "€ 5 +"


def test_no_volume_is_no_nought_either(qtbot, view):
    view.grid.select_row(1)
    assert view.form.volume.text() == "not stated"


@pytest.mark.parametrize(("what", "field"), [("price", "price"), ("margin", "margin")])
def test_money_of_a_piece_goes_out_in_the_currency_shown_and_comes_back_to_the_bill(qtbot, view, told, what, field):
    box = getattr(view.form, what)
    with qtbot.waitSignal(view.product_changed) as sent:
        box.setFocus()
        box.clear()
        qtbot.keyClicks(box, "12.5")
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert sent.args[0].value == Money(12.5, "EUR")
    changed = change_products(document(told), sent.args[0])
    assert getattr(changed.products[0], field) == Money(12.5, "EUR")
    view.show_assessment(changed, told)
    assert any(text == "€ 12.50, set here" for text in texts(view, 0))
    with qtbot.waitSignal(view.product_changed) as back:
        box.setValue(0)
    assert change_products(changed, back.args[0]).products == ()


def test_end_use_destination_and_end_user_are_set_for_the_selected_product_alone(qtbot, view, told):
    sent = []
    view.product_changed.connect(sent.append)
    view.form.end_use.setCurrentIndex(view.form.end_use.findData("military"))
    view.form.customer.setText("Acme")
    view.form.customer.editingFinished.emit()
    view.form.customer.editingFinished.emit()
    assert [(one.what, one.value) for one in sent] == [("end_use", "military"), ("customer", "Acme")]
    changed = document(told)
    for one in sent:
        changed = change_products(changed, one)
    view.show_assessment(changed, told)
    assert "Military, Acme" in texts(view, 0)
    assert (view.form.end_use.currentData(), view.form.customer.text()) == ("military", "Acme")


def test_a_product_opens_into_the_items_inside_it(qtbot, view):
    with qtbot.waitSignal(view.items_chosen) as sent:
        view.grid.activated_row.emit(0)
    assert sent.args[0] == frozenset({0, 1, 2})


def test_the_only_workbook_of_a_project_can_not_be_removed(qtbot, view, told):
    first = replace(document(told), path=Path("drive.xlsx"))
    view.show_assessment(first, told)
    assert (view.bills.count(), view.remove_bill.isEnabled()) == (1, False)
    view.show_assessment(add_bill(first, Bill(Path("pump.xlsx"), Mapping(), told.reading)), told)
    assert (view.bills.count(), view.remove_bill.isEnabled()) == (2, True)
    view.bills.setCurrentIndex(1)
    with qtbot.waitSignal(view.bill_removed) as sent:
        qtbot.mouseClick(view.remove_bill, Qt.MouseButton.LeftButton)
    assert sent.args == [Path("pump.xlsx")]


def test_the_page_leaves_room_for_evidence_in_a_window_of_1366(qapp, view):
    theme.apply(qapp, "light")  # whose fields are wider than bare ones
    places, evidence = 148, 340
    assert view.minimumSizeHint().width() + places + evidence <= 1366


def test_a_line_stop_that_nothing_tells_is_not_known_and_what_is_left_out_makes_it_at_least(view, told):
    from ytterby.gui.views.product_lines import stop_tip, stop_words
    from ytterby.planning.simulation import NEVER, Dates, ProductOutlook

    line = view.grid.listing.row(0)
    assert stop_words(line) == "–"
    unknown = ProductOutlook(2, 0.0, 0.0, NEVER, None, unknown=(1,))
    assert stop_words(replace(line, outlook=unknown)) == "not known"
    day = Dates(None, date(2027, 1, 4), date(2027, 3, 1))
    likely = ProductOutlook(2, 0.72, 9.0, day, 1, unknown=(1,))
    assert stop_words(replace(line, outlook=likely)) == "at least 72 %, half by 2027-01-04"
    assert "P90 2027-03-01" in stop_tip(replace(line, outlook=likely, bottleneck="M-0002"))


def test_the_end_user_of_the_whole_bill_goes_out_with_the_rest(qtbot, view, told):
    view.show_assessment(replace(document(told), context=Context("civil", "DE")), told)
    view.customer.setFocus()
    qtbot.keyClicks(view.customer, "Kunde AG")
    with qtbot.waitSignal(view.context_chosen) as sent:
        qtbot.keyClick(view.customer, Qt.Key.Key_Return)
    assert sent.args == [Context("civil", "DE", customer="Kunde AG")]
