"""The licence register: clock, validity, renewal by cover, own waits over the public figure; edits can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from builders_exposure import AS_OF, assessment
from journeys import assessed, shown
from ytterby.gui.views.licence_form import LicenceForm
from ytterby.gui.views.licences import LicencesView
from ytterby.gui.window import Window
from ytterby.planning.licences import Licence, Standing
from ytterby.planning.scenario import LicenceWait

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
GRANTED = Licence("A-1", "k0", "1C905.a", "MOFCOM-2025-61", AS_OF - timedelta(days=200), "Werk", "DE", "civil",
                  AS_OF - timedelta(days=190), Standing.GRANTED, AS_OF - timedelta(days=120), 1000.0, 400.0,
                  AS_OF + timedelta(days=30))
PENDING = Licence("A-2", "k1", "1C905.a", "MOFCOM-2025-61", AS_OF - timedelta(days=30))


@pytest.fixture
def view(qtbot: QtBot) -> LicencesView:
    widget = LicencesView()
    qtbot.addWidget(widget)
    widget.resize(1200, 700)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def show(view: LicencesView, *log: Licence) -> None:
    document, found = assessment()
    view.show_assessment(replace(document, licences=log), found)


def cell(view: LicencesView, row: int, key: str) -> str:
    listing = view.grid.listing
    assert listing is not None
    column = next(column for column in listing.columns if column.key == key)
    return column.text(listing.rows[row])


def test_an_empty_register_says_what_it_is_for(view: LicencesView) -> None:
    show(view)
    assert view.headline.text() == "No licence is recorded for this bill."
    assert "used up first" in view.note.text()
    assert not view.own.isEnabled()


def test_the_clock_counts_working_days_of_the_45(view: LicencesView) -> None:
    show(view, PENDING)
    gone = int(cell(view, 0, "clock").split(" of ")[0])
    assert 15 < gone < 30
    assert "of 45, to " in cell(view, 0, "clock")
    show(view, replace(PENDING, applied=AS_OF - timedelta(days=120)))
    assert "over" in cell(view, 0, "clock")


def test_validity_quantity_and_renewal_are_shown_and_a_late_one_is_in_the_headline(view: LicencesView) -> None:
    show(view, GRANTED, PENDING)
    assert (cell(view, 0, "granted"), cell(view, 0, "drawn")) == ("1,000", "400")
    assert "1 licence held, 1 application pending" in view.headline.text()
    if "overdue" in cell(view, 0, "renew"):
        assert "renewal" in view.headline.text()


def test_the_own_waits_are_drawn_over_the_public_figure_with_n(view: LicencesView, qtbot: QtBot) -> None:
    show(view, GRANTED, PENDING)
    assert view.frame.isVisible()
    assert view.frame.title().replace("\u00a0", " ") == "Half of your own applications were decided within 80 days"
    assert view.curve.table()[1][0] == "80"
    with qtbot.waitSignal(view.wait_chosen) as signal:
        qtbot.mouseClick(view.own, Qt.MouseButton.LeftButton)
    wait = signal.args[0]
    assert isinstance(wait, LicenceWait)
    assert wait.median_days > 50
    assert "Own log of 2 applications, 1 of them pending" in wait.basis


def test_the_form_gives_back_what_it_was_given(view: LicencesView, qtbot: QtBot) -> None:
    whole = replace(GRANTED, renews="A-0", quantity=None)
    form = LicenceForm([("Magnet", "k0", whole.control, whole.instrument)], AS_OF, whole)
    qtbot.addWidget(form)
    with qtbot.waitSignal(form.made) as signal:
        form.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    assert signal.args == [whole]


def test_an_application_that_can_not_be_is_told_in_the_form(view: LicencesView, qtbot: QtBot) -> None:
    form = LicenceForm([("Magnet", "k0", "1C905.a", "one")], AS_OF)
    qtbot.addWidget(form)
    form.show()
    with qtbot.assertNotEmitted(form.made):
        form.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    assert "are needed" in form._refused.text()
    form.texts["number"].setText("A-9")
    form.standing.setCurrentIndex(form.standing.findData(Standing.GRANTED))
    with qtbot.assertNotEmitted(form.made):
        form.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    assert "day of decision" in form._refused.text()


def fill_in(qtbot: QtBot, form: LicenceForm) -> None:
    """By keys alone, from the first field to the last."""
    def type_over(control: QWidget, text: str) -> None:
        control.setFocus()
        qtbot.keyClick(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(control, text)

    type_over(form.texts["number"], "A-77")
    for name, words in (("end_user", "Werk Sued"), ("destination", "DE"), ("end_use", "civil")):
        type_over(form.texts[name], words)
    type_over(form.applied, "2026-05-04")
    type_over(form.accepted_on, "2026-05-11")
    form.standing.setFocus()
    qtbot.keyClicks(form.standing, "granted")
    type_over(form.decided, "2026-07-01")
    type_over(form.quantity, "50000")
    type_over(form.drawn, "1200")
    type_over(form.valid_until, "2027-06-30")


def test_a_licence_typed_by_keys_is_held_saved_and_opened_again_as_it_was(
        qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    bench = window.bench
    bench.go("licences")
    view = bench.places.view("licences")
    form = view.ask(new=True)
    fill_in(qtbot, form)
    with qtbot.waitSignal(bench.bridge.assessment_changed, timeout=30_000):
        qtbot.keyClick(form, Qt.Key.Key_Return)
    (typed,) = bench.bridge.document.licences
    assert typed == Licence("A-77", typed.item_key, typed.control, typed.instrument, date(2026, 5, 4), "Werk Sued",
                            "DE", "civil", date(2026, 5, 11), Standing.GRANTED, date(2026, 7, 1), 50000.0, 1200.0,
                            date(2027, 6, 30))
    assert isinstance(typed.standing, Standing)
    assert view.headline.text().startswith("1 licence held, 0 applications pending")
    assert cell(view, 0, "granted") == "50,000"
    project = tmp_path / "one.ytterby"
    with qtbot.waitSignal(bench.keeper.saved, timeout=30_000):
        bench.keeper.save(project)
    with qtbot.waitSignal(bench.bridge.assessment_changed, timeout=30_000):
        window.open_path(project)
    assert bench.bridge.document.licences == (typed,)


def test_a_day_that_is_none_and_a_decision_without_its_day_are_told_where_they_are(
        view: LicencesView, qtbot: QtBot) -> None:
    form = LicenceForm([("Magnet", "k0", "1C905.a", "one")], AS_OF)
    qtbot.addWidget(form)
    form.show()
    form.texts["number"].setText("A-9")
    form.applied.selectAll()
    qtbot.keyClicks(form.applied, "2026-02-30")
    with qtbot.assertNotEmitted(form.made):
        qtbot.keyClick(form, Qt.Key.Key_Return)
    assert "Applied on" in form._refused.text()
    assert "no day 2026-02-30" in form._refused.text()
    assert form.applied.text() == "2026-02-30"


def test_a_new_application_begins_with_what_is_stated_of_its_item(qtbot: QtBot) -> None:
    items = [("Magnet", "k0", "1C905.a", "one"), ("Motor", "k1", "1C905.a", "one")]
    stated = {"k0": ("Werk Süd", "DE", "civil"), "k1": ("Werk Nord", "JP", "military")}
    form = LicenceForm(items, AS_OF, stated=stated)
    qtbot.addWidget(form)
    form.show()
    assert [form.texts[name].text() for name in ("end_user", "destination", "end_use")] == ["Werk Süd", "DE", "civil"]
    qtbot.keyClicks(form.texts["end_user"], " 2")
    form.item.setCurrentIndex(1)
    assert [form.texts[name].text() for name in ("end_user", "destination", "end_use")] == [
        "Werk Süd 2", "JP", "military"]


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    made = shown(qtbot)
    assessed(qtbot, made, lambda: made.open_sample())
    yield made
    made.close()


def test_a_recorded_licence_moves_the_outlook_and_can_be_undone(qtbot: QtBot, window: Window) -> None:
    bridge = window.bench.bridge
    window.bench.go("licences")
    view = window.bench.places.view("licences")
    before = bridge.assessment.outlooks[0].products
    bottleneck = bridge.assessment.exposure.items[next(p.bottleneck for p in before if p.bottleneck is not None)]
    licence = Licence("A-1", bottleneck.key, bottleneck.control, bottleneck.instrument, date(2026, 6, 1),
                      standing=Standing.GRANTED, decided=date(2026, 8, 1))
    with qtbot.waitSignal(bridge.assessment_changed, timeout=30_000):
        view.recorded.emit(licence, "")
    assert bridge.assessment.outlooks[0].products != before
    assert "1 licence held" in view.headline.text()
    with qtbot.waitSignal(bridge.assessment_changed, timeout=30_000):
        bridge.undo()
    assert bridge.assessment.outlooks[0].products == before
    assert view.headline.text() == "No licence is recorded for this bill."
