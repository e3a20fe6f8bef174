"""The licence register: clock, validity, renewal by cover, own waits over the public figure; edits can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from builders_exposure import AS_OF, assessment
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
    assert view.frame.title() == "Half of the own applications were decided within 80 days"
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


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    made = Window(date(2026, 11, 21))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.complete()
    with qtbot.waitSignal(made.bench.bridge.assessment_changed, timeout=30_000):
        made.open_sample()
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
