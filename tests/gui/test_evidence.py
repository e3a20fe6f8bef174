"""The panel that answers "why?": sentences, highlighted words, what is missing, and nothing taken for markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders_gui import CITED, MAGNET, assessment, document, instrument, rules
from ytterby.classification.classification import Classification
from ytterby.classification.explain import explain
from ytterby.core.finding import Evidence, Force
from ytterby.core.text import reason_text
from ytterby.gui import rich
from ytterby.gui.views.bill_lines import BillLines
from ytterby.gui.views.evidence import EvidencePanel
from ytterby.gui.views.evidence_text import history_words, workbook_words
from ytterby.gui.widgets.element_bars import ElementBars
from ytterby.identification.chain import chain
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.timeline import State

MOTOR_LINE, MAGNET_LINE, SCREW_LINE = 0, 1, 3


@pytest.fixture
def panel(qtbot) -> EvidencePanel:
    view = EvidencePanel()
    qtbot.addWidget(view)
    of = assessment(force=Force.UNVERIFIED)
    view.show_assessment(document(of), of)
    return view


def test_without_a_line_the_panel_says_what_to_do(panel):
    assert "Select a line" in panel.text()


def test_an_undetermined_line_tells_why_what_is_missing_and_where_the_law_says_so(panel):
    panel.show_line(MAGNET_LINE)
    shown = panel.text()
    for words in ("M-0001", "Undetermined", "Sentence of test-reason.", "Sentence of test-missing.", "1C905.a/a.4",
                  "含镝的钕铁硼永磁材料", "Art. 1(5)", "https://example.org/18", "not legal advice"):
        assert words in shown


def test_the_words_that_fired_are_highlighted_in_the_text_of_the_workbook(qtbot):
    words = workbook_words(BillLines(assessment())[MAGNET_LINE])
    assert ">N42SH</b>" in words
    assert MAGNET.description.split("N42SH")[0] in words


@pytest.mark.parametrize("field", ["decided by A. Meier on 2026-11-21", "extra:decided by A. Meier on 2026-11-21"])
def test_what_a_person_decided_is_no_word_of_the_workbook_and_told_without_codes(qtbot, field):
    line = BillLines(assessment())[MAGNET_LINE]
    said = Evidence("decision" if field.startswith("dec") else "grade", field, "N38", 0, 3)
    content = replace(line.identity.contents[0], evidence=(*line.identity.contents[0].evidence, said))
    identity = replace(line.identity, contents=(content,))
    assert "N38" not in workbook_words(replace(line, identity=identity))
    (told, *_) = explain(line.item, identity, ())
    assert "extra:" not in told
    assert "decided by A. Meier on 2026-11-21)" in told
    assert "decision, decided" not in told


def test_the_panel_tells_the_same_chain_as_the_command_line(panel):
    line = BillLines(assessment(force=Force.UNVERIFIED))[MAGNET_LINE]
    panel.show_line(MAGNET_LINE)
    steps = [reason_text(step) for step in chain(line.item, line.identity, Knowledge.shipped())]
    assert len(steps) >= 3
    for step in steps:
        assert rich.text(step) in panel.text()


def test_each_element_has_a_bar_that_can_be_read_aloud(panel):
    panel.show_line(MAGNET_LINE)
    bars = panel.findChildren(ElementBars)
    assert "dysprosium 3 % (0–6 %)" in bars[0].accessibleName()


def test_the_history_of_an_entry_tells_what_is_later(panel):
    panel.show_line(MAGNET_LINE)
    assert "2027-01-01  suspended" in panel.text()
    assert "(later)" in panel.text()


def test_a_start_that_was_suspended_before_it_came_is_no_part_of_the_history(qtbot):
    announced = State(date(2025, 12, 1), Force.IN_FORCE, CITED, date(2025, 10, 9))
    pause = State(date(2025, 11, 7), Force.SUSPENDED, CITED, date(2025, 11, 7))
    of = instrument()
    control = replace(of.controls[0], states=(announced, pause))
    entry = replace(rules().controls[0], control=control)
    told = history_words(entry, rules())
    assert "2025-11-07  suspended" in told
    assert "2025-12-01" not in told


def test_limbs_of_one_entry_tell_their_own_history(qtbot):
    of = instrument()
    limbs = [replace(of.controls[0], limb=name, states=(State(day, Force.IN_FORCE, CITED, day),))
             for name, day in (("art. 1(1)", date(2025, 1, 1)), ("art. 1(3)", date(2025, 3, 3)))]
    before = assessment()
    found = replace(before.classification.findings[0][0], limb="art. 1(3)")
    after = replace(before, classification=Classification(
        rules(replace(of, controls=tuple(limbs))), ((found,), *before.classification.findings[1:]),
        before.classification.upstream,
    ))
    panel = EvidencePanel()
    qtbot.addWidget(panel)
    panel.show_assessment(document(after), after)
    panel.show_line(MAGNET_LINE)
    assert "2025-03-03  in force" in panel.text()
    assert "2025-01-01" not in panel.text()


def test_a_finished_product_shows_the_entries_of_the_material_inside(panel):
    panel.show_line(MOTOR_LINE)
    assert "Upstream only" in panel.text()
    assert "Entries of the material inside" in panel.text()


def test_markup_in_the_workbook_is_shown_as_it_stands(panel):
    panel.show_line(MOTOR_LINE)
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; more" in panel.text()


def test_a_line_without_rare_earth_claims_no_entry(panel):
    panel.show_line(SCREW_LINE)
    assert "None found" in panel.text()
    assert "1C905" not in panel.text()
    assert "not legal advice" not in panel.text()


def test_the_panel_follows_a_new_assessment_of_the_same_line(panel):
    of = assessment(force=Force.SUSPENDED)
    panel.show_line(MAGNET_LINE)
    panel.show_assessment(document(of), of)
    assert "Select a line" in panel.text()  # another reading: the old line means nothing there


def test_a_span_outside_the_text_marks_nothing(qtbot):
    assert rich.highlighted("abc", [(2, 9)]) == "abc"
    assert rich.highlighted("a<c", [(1, 2)]).count("&lt;") == 1


def test_words_that_overlap_are_marked_as_one(qtbot):
    assert rich.highlighted("NdFeB N42SH", [(0, 7), (6, 11)]).endswith(">NdFeB N42SH</b>")


def test_only_web_addresses_become_links(qtbot):
    assert rich.link("javascript:alert(1)", "x") == "x"
    assert rich.link("https://a.org/?a=1&b=2", "x").startswith('<a href="https://a.org/?a=1&amp;b=2"')
