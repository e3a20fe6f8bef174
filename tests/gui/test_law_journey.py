"""The law in the whole window: what changed since a project was saved, and rules of one's own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from builders_rules import own_rule
from journeys import LONG, assessed
from ytterby.classification.parties import names_of
from ytterby.core.errors import RegulationError
from ytterby.gui.app import Program
from ytterby.gui.law_desk import LawDesk
from ytterby.gui.window import Window
from ytterby.resources import folder
from ytterby.workspace import edits

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PAUSED, AFTER = date(2026, 10, 20), date(2026, 11, 21)
OWN = own_rule(
    "OWN-FE", "A customer's own rule on magnets", "magnets with iron", "permanent_magnet",
    'made_of = ["Nd", "Fe", "B"]',
)


@pytest.fixture
def window(qtbot, qapp, tmp_path) -> Iterator[Window]:
    made = Program(qapp, PAUSED)
    qtbot.addWidget(made.window)
    with qtbot.waitSignal(made.window.first_painted):
        made.window.show()
    book = Path(shutil.copy(folder("samples", "drive-unit.xlsx"), tmp_path / "unit.xlsx"))
    assessed(qtbot, made.window, lambda: made.window.open_path(book))
    yield made.window
    made.window.close()


def page(window: Window):
    window.bench.go("rules")
    return window.bench.places.view("rules")


def test_what_a_later_day_changes_is_shown_with_its_lines(qtbot, window, tmp_path):
    project = tmp_path / "unit.ytterby"
    with qtbot.waitSignal(window.bench.keeper.saved, timeout=LONG):
        window.bench.keeper.save(project)
    assessed(qtbot, window, lambda: window.open_path(project))
    view = page(window)
    bar = view.pages.tabBar()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(2).center())
    qtbot.waitUntil(lambda: "No finding has changed" in view.changes._head.text(), timeout=LONG)
    assessed(qtbot, window, lambda: window.bench.choose_as_of(AFTER))
    qtbot.waitUntil(lambda: "newly caught" in view.changes._head.text(), timeout=LONG)
    bom = window.bench.bridge.document.reading.bom
    changed = {line.finding.item_key for line in view.changes._lines}
    qtbot.mouseClick(view.changes.open, Qt.MouseButton.LeftButton)
    shown = sum(bom.items[int(item)].key in changed for item in bom.usages.item)
    assert changed
    assert window.bench.places.bill.grid.listing.shown.size == shown


def test_the_history_is_kept_over_two_saves_of_one_session(qtbot, window, tmp_path):
    from ytterby.workspace.project import load

    project = tmp_path / "unit.ytterby"
    for day in (PAUSED, AFTER):
        if window.bench.bridge.document.as_of != day:
            assessed(qtbot, window, lambda day=day: window.bench.choose_as_of(day))
        with qtbot.waitSignal(window.bench.keeper.saved, timeout=LONG):
            window.bench.keeper.save(project)
    history = load(project).history
    assert history.as_of == AFTER
    assert {len(one.seen) for one in history.findings} == {1, 2}
    assessed(qtbot, window, lambda: window.open_path(project))
    twice = next(one for one in history.findings if len(one.seen) == 2).items[0]
    bom = window.bench.bridge.document.reading.bom
    window.bench.go("bill")
    line = next(at for at, item in enumerate(bom.usages.item) if bom.items[int(item)].key == twice)
    window.bench.places.evidence.show_line(line)
    told = window.bench.places.evidence.text()
    assert "Noted at saves" in told
    assert f"as of {PAUSED}" in told
    assert f"as of {AFTER}" in told


def test_own_rules_catch_are_marked_and_can_be_left_out(qtbot, window, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "own.toml").write_text(OWN, "utf-8")
    view = page(window)
    desk = view.findChild(LawDesk)
    assessed(qtbot, window, lambda: desk.use(str(own)))
    assert "1 text of your own, not shipped" in view._head.text()
    found = window.bench.bridge.assessment.classification.findings
    assert any(one.instrument == "OWN-FE" for findings in found for one in findings)
    assert window.settings.rules == str(own)
    assessed(qtbot, window, lambda: qtbot.mouseClick(view.drop, Qt.MouseButton.LeftButton))
    assert "of your own" not in view._head.text()
    assert window.settings.rules == ""


def test_own_rules_with_a_fault_are_refused_and_nothing_changes(qtbot, window, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "own.toml").write_text(OWN.replace('is = "in force"', 'is = "inforce"'), "utf-8")
    bridge = window.bench.bridge
    bridge.refused.disconnect(window.bench.refuse)
    before = bridge.assessment
    with qtbot.waitSignal(bridge.refused, timeout=LONG) as refused:
        page(window).findChild(LawDesk).use(str(own))
    assert isinstance(refused.args[0], RegulationError)
    assert "own.toml" in str(refused.args[0])
    assert bridge.assessment is before
    assert (window.settings.rules if window.settings else "") == ""


def test_a_party_list_gives_issues_to_check_until_it_is_forgotten(qtbot, window, tmp_path):
    bridge = window.bench.bridge
    supplier = next(name for item in bridge.document.reading.bom.items for name in names_of(item))
    (tmp_path / "parties.csv").write_text(f'name,list\n"{supplier}",own list\n', "utf-8")
    view = page(window)
    assessed(qtbot, window, lambda: view.findChild(LawDesk).load_parties(tmp_path / "parties.csv"))
    assert "party-possible-match" in {issue.code for issue in bridge.assessment.issues}
    assessed(qtbot, window, lambda: qtbot.mouseClick(view.forget, Qt.MouseButton.LeftButton))
    assert "party-possible-match" not in {issue.code for issue in bridge.assessment.issues}
    assessed(qtbot, window, window.bench.bridge.undo)
    assert "party-possible-match" in {issue.code for issue in bridge.assessment.issues}


def test_a_listed_end_user_of_a_product_is_stated_in_the_products_page(qtbot, window):
    window.bench.go("products")
    choice = window.bench.places.view("products").form.listed
    place = choice.findText("On MOFCOM-2026-20: Seven EU entities", Qt.MatchFlag.MatchStartsWith)
    assessed(qtbot, window, lambda: choice.setCurrentIndex(place))
    told = window.bench.bridge.assessment.classification
    assert any(one.treatment == "prohibited" for findings in told.findings for one in findings)
    assert choice.currentText().startswith("On MOFCOM-2026-20: ")
    assessed(qtbot, window, window.bench.bridge.undo)
    assert choice.currentIndex() == 0


def test_what_was_published_later_is_left_out_by_the_day_one_knows_the_law_of(qtbot, window):
    """On 2025-12-15 with what was known on 2025-10-15 nobody knew of the suspension."""
    assessed(qtbot, window, lambda: window.bench.bridge.edit(edits.set_as_of, date(2025, 12, 15)))
    window.bench.go("rules")
    rules = window.bench.places.view("rules")

    def forces() -> set[str]:
        told = window.bench.bridge.assessment.classification
        return {str(one.force) for findings in told.findings for one in findings
                if one.instrument == "MOFCOM-GAC-2025-57" and one.outcome != "not controlled"}

    assert forces() == {"suspended"}
    rules.known_by.setFocus()
    assessed(qtbot, window, lambda: qtbot.keyClicks(rules.known_by, "2025-10-15"))
    assert forces() == {"in force"}
    assert "known by 2025-10-15" in window.bench.top._notice.text()
    rules.known_by.selectAll()
    qtbot.keyClick(rules.known_by, Qt.Key.Key_Delete)
    assessed(qtbot, window, lambda: qtbot.keyClick(rules.known_by, Qt.Key.Key_Return))
    assert forces() == {"suspended"}
    assessed(qtbot, window, window.bench.bridge.undo)
    assert rules.known_by.day() == date(2025, 10, 15)


def test_what_changed_since_a_save_of_this_window_is_shown_without_opening_the_project_again(qtbot, window, tmp_path):
    with qtbot.waitSignal(window.bench.keeper.saved, timeout=LONG):
        window.bench.keeper.save(tmp_path / "here.ytterby")
    assessed(qtbot, window, lambda: window.bench.bridge.edit(edits.set_as_of, AFTER))
    window.bench.go("rules")
    rules = window.bench.places.view("rules")
    rules.pages.setCurrentWidget(rules.changes)
    qtbot.waitUntil(lambda: "another finding" in rules.changes._head.text(), timeout=LONG)
    assert any(line.finding.instrument == "MOFCOM-GAC-2025-57" for line in rules.changes._lines)


def test_where_own_rules_are_gone_the_message_names_the_way_out_and_it_works(qtbot, window, tmp_path):
    from PySide6.QtWidgets import QMessageBox

    own = tmp_path / "own"
    own.mkdir()
    (own / "own.toml").write_text(OWN, "utf-8")
    assessed(qtbot, window, lambda: page(window).findChild(LawDesk).use(str(own)))
    window.close_workbook()
    shutil.rmtree(own)
    window.bench.bridge._shipped = None  # as after a start
    window.open_path(tmp_path / "unit.xlsx")
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None, timeout=LONG)
    box = window.findChild(QMessageBox)
    assert "no such rule folder" in box.text()
    assert "leave own rules out on the page Rules" in box.informativeText()
    box.close()
    assert window.bench.bridge.assessment is None
    view = page(window)
    assert view.drop.isVisible()
    assessed(qtbot, window, lambda: qtbot.mouseClick(view.drop, Qt.MouseButton.LeftButton))
    assert window.settings.rules == ""
    assert not view.drop.isVisible()


def test_what_is_odd_about_a_party_list_is_said(qtbot, window, tmp_path):
    from PySide6.QtWidgets import QMessageBox

    (tmp_path / "parties.csv").write_text("a,b\n" + "only a name,\n" * 9, "utf-8")
    view = page(window)
    view.findChild(LawDesk).load_parties(tmp_path / "parties.csv")
    qtbot.waitUntil(lambda: view.findChild(QMessageBox) is not None, timeout=LONG)
    box = view.findChild(QMessageBox)
    assert "lacks name or list" in box.text()
    assert "more" in box.text()
    box.close()
    assert len(window.bench.bridge.document.context.parties) == 1
