"""Rules: the law on the day and what the user lays over it. Issues: what is wrong in the data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt

import builders_classification as make
from builders_gui import assessment, document, instrument, rules
from ytterby.classification.classification import Classification
from ytterby.core.finding import Force, Outcome, Treatment
from ytterby.core.issue import Issue, Severity, Where
from ytterby.gui.views.issues import IssuesView
from ytterby.gui.views.rule_changes import RuleChanges
from ytterby.gui.views.rule_lines import texts
from ytterby.gui.views.rules import RulesView
from ytterby.gui.widgets.top_bar import TopBar, notice
from ytterby.regulation.rules import Assumption
from ytterby.workspace.finding_history import History, HistoryChange, Said
from ytterby.workspace.law_changes import LawChange

SECOND = instrument("MOFCOM-2025-61", "公告2025年第61号")


def with_rules(law):
    of = assessment()
    return replace(of, classification=Classification(law, of.classification.findings, of.classification.upstream))


@pytest.fixture
def view(qtbot) -> RulesView:
    made = RulesView()
    qtbot.addWidget(made)
    of = with_rules(rules(instrument(), SECOND))
    made.show_assessment(document(of), of)
    return made


def test_entries_are_found_by_their_chinese_name(qtbot, view):
    view._search.setText("钕铁硼")
    qtbot.waitUntil(lambda: view.entries.listing.conditions == ("search",))
    assert view.entries.model().rowCount() == 2


def test_a_selected_text_shows_only_its_own_entries(view):
    place = next(at for at, text in enumerate(view._texts) if text.instrument.id == SECOND.id)
    view.instruments.select_row(place)
    assert view.entries.model().rowCount() == 1
    assert not view.assumption.isHidden()


def test_the_head_counts_as_many_unverified_texts_as_the_table_shows():
    law = make.rules("2026-11-21")
    shown = [text for text in texts(law) if "unverified" in text.state_words()]
    assert len(law.unverified_since()) == len(shown) == 7
    assert notice(law).startswith("7 texts unverified since 2026-11-11 (4 of them with entries)")


def test_an_assumption_is_handed_over_and_lifted(qtbot, view):
    view.instruments.select_row(0)
    chosen = view._texts[0].instrument.id
    view.assumption.fields.choose("suspended", date(2026, 11, 11))
    with qtbot.waitSignal(view.assumption_chosen) as assumed:
        view.assumption.apply()
    assert assumed.args[0] == Assumption(chosen, Force.SUSPENDED, date(2026, 11, 11))
    view.assumption.fields.choose("", date(2026, 11, 11))
    with qtbot.waitSignal(view.assumption_lifted) as lifted:
        view.assumption.apply()
    assert lifted.args == [chosen]


def test_a_text_tells_its_state_and_since_when(qtbot):
    assert texts(rules(instrument(), force=Force.UNVERIFIED))[0].state_words() == "unverified since 2025-04-04"


def test_a_text_without_entries_tells_its_own_status(qtbot):
    bare = replace(instrument(), controls=(), status="policy paper")
    assert texts(rules(bare))[0].state_words() == "policy paper"


def test_the_notice_counts_unverified_texts_and_assumptions(qtbot):
    law = rules(instrument(), SECOND, force=Force.UNVERIFIED)
    assert notice(law) == "2 texts unverified since 2025-04-04 (2 of them with entries)"
    assumed = replace(law, assumptions=(Assumption(SECOND.id, Force.IN_FORCE, date(2026, 11, 11)),))
    assert notice(assumed).endswith("1 assumption")
    assert notice(rules(instrument())) == ""


def test_double_click_on_an_issue_hands_it_over(qtbot):
    view = IssuesView()
    qtbot.addWidget(view)
    of = assessment()
    view.show_assessment(document(of), of)
    with qtbot.waitSignal(view.issue_chosen) as chosen:
        view.grid.doubleClicked.emit(view.grid.model().index(0, 0))
    assert chosen.args[0].where.row == 8


def test_without_issues_the_view_says_so(qtbot):
    view = IssuesView()
    qtbot.addWidget(view)
    of = replace(assessment(), issues=())
    view.show_assessment(document(of), of)
    assert view.grid.isHidden()
    assert view._summary.text() == "No problem was found in the data."


def test_the_law_in_time_is_made_when_first_looked_at_and_gives_the_day(qtbot, view):
    assert view.timeline is None
    view.pages.setCurrentIndex(1)
    assert len(view.timeline.plot.chart.rows) >= 2
    with qtbot.waitSignal(view.as_of_chosen):
        view.timeline.as_of_chosen.emit(date(2027, 1, 1))


def test_what_changed_is_asked_for_only_where_it_is_looked_at(qtbot, view):
    with qtbot.assertNotEmitted(view.changes_wanted):
        view.pages.setCurrentIndex(1)
    with qtbot.waitSignal(view.changes_wanted):
        view.pages.setCurrentIndex(2)


def test_an_own_text_bears_a_visible_mark(qtbot):
    made = RulesView()
    qtbot.addWidget(made)
    of = with_rules(rules(instrument(), replace(SECOND, shipped=False)))
    made.show_assessment(document(of), of)
    assert "1 text of your own, not shipped" in made._head.text()
    place = next(at for at, text in enumerate(made._texts) if not text.instrument.shipped)
    made.instruments.select_row(place)
    assert "not shipped with the program" in made._detail.text()
    assert [column.text(made._texts[place]) for column in made.instruments.listing.columns if column.key == "id"] == [
        f"{SECOND.id} (own, not shipped)"]


def test_own_rules_can_be_left_out_where_there_are_some(qtbot, view):
    assert view.drop.isHidden()
    view.show_own_folder("/rules")
    assert not view.drop.isHidden()
    with qtbot.waitSignal(view.own_rules_dropped):
        view.drop.click()


CHANGED = HistoryChange("m", "1C905.a/a.4", "MOFCOM-GAC-2025-18", None,
                        Said(Outcome.CONTROLLED, Force.IN_FORCE, Treatment.LICENCE_REQUIRED))
NOTED = History((), datetime(2026, 10, 1, 9), date(2026, 10, 1), "sha256:a")


def test_changes_since_the_project_was_saved_open_their_lines(qtbot):
    page = RuleChanges()
    qtbot.addWidget(page)
    gone = LawChange(CHANGED, None, "X", "no longer in the bill")
    page.show_changes((LawChange(CHANGED, 4, "M-1", "Magnet", "A. Buyer"), gone), NOTED)
    assert "1 item with another finding, 1 of them newly caught" in page._head.text()
    with qtbot.waitSignal(page.items_chosen) as chosen:
        page.open.click()
    assert chosen.args[0] == frozenset({4})
    assert [line.who for line in page._lines] == ["A. Buyer (who decided on it)", "own export control (to apply)"]


def test_without_a_saved_state_the_page_says_what_it_is_for(qtbot):
    page = RuleChanges()
    qtbot.addWidget(page)
    page.show_changes((), History())
    assert "Nothing to compare with yet" in page._head.text()
    page.show_changes((), NOTED)
    assert "No finding has changed since the project was saved on 2026-10-01 09:00" in page._head.text()
    assert page.open.isHidden()


def test_the_first_issue_is_told_in_full_with_its_place_and_the_arrow_tells_the_next(qtbot):
    view = IssuesView()
    qtbot.addWidget(view)
    issues = tuple(Issue.of("test-issue", severity, Where("", "Tabelle1", row))
                   for severity, row in ((Severity.WARNING, 6), (Severity.NOTE, 48)))
    of = replace(assessment(), issues=issues)
    view.show_assessment(document(of), of)
    view.show()
    assert view._whole.text() == "Tabelle1 row 6: Sentence of test-issue."
    qtbot.keyClick(view.grid, Qt.Key.Key_Down)
    assert view._whole.text() == "Tabelle1 row 48: Sentence of test-issue."


def test_in_a_narrow_window_the_notice_is_short_and_the_scenario_keeps_its_name(qtbot):
    bar = TopBar([], [])
    qtbot.addWidget(bar)
    bar.show_rules(rules(instrument(), force=Force.UNVERIFIED))
    bar.resize(1366, 40)
    bar.show()
    assert bar._notice.text() == notice(rules(instrument(), force=Force.UNVERIFIED))
    bar.resize(1000, 40)
    assert bar._notice.text() == "1 text unverified"
    assert "since" in bar._notice.toolTip()
    assert bar.scenario.parentWidget() is not bar, "with its word in one part of the bar"
