"""Review: the questions that would settle most come first; one key answers, and every answer is signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from builders_gui import COBALT, DAY, MAGNET, MOTOR, assessment, document, finding
from ytterby.classification.decide import decide
from ytterby.core.decision import Asked, Decision, Verdict
from ytterby.core.finding import Outcome, Reason
from ytterby.gui import icons
from ytterby.gui.bridge import Bridge
from ytterby.gui.review_desk import ReviewDesk
from ytterby.gui.tasks import Tasks
from ytterby.gui.views import review_keys
from ytterby.gui.views.bill_lines import BillLines, bill_columns
from ytterby.gui.views.evidence_text import decision_words, missing_words
from ytterby.gui.views.review import ReviewView
from ytterby.gui.views.review_keys import AWAY, READY, TOO_SOON
from ytterby.gui.views.review_lines import found_words
from ytterby.workspace import edits
from ytterby.workspace.recall import Recalled
from ytterby.workspace.review import Reply, decisions_on, questions
from ytterby.workspace.settings import Settings

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WHEN = datetime(DAY.year, DAY.month, DAY.day, 9, 30)
NEEDS = tuple(Reason.of("need-content", material="NdFeB magnet", element=name) for name in ("dysprosium", "terbium"))


@pytest.fixture
def told():
    """The magnet lacks two contents, the motor is only likely to hold one."""
    made = assessment()
    magnet = replace(made.classification.findings[0][0], missing=NEEDS, material="ndfeb")
    findings = ((magnet,), *made.classification.findings[1:])
    return replace(made, classification=replace(made.classification, findings=findings))


def decided(told, *decisions):
    laid, _ = decide(told.reading.bom, told.classification, decisions)
    return replace(told, classification=laid), replace(document(told), decisions=tuple(decisions))


@pytest.fixture
def view(qtbot, told):
    made = ReviewView("A. Tester")
    qtbot.addWidget(made)
    made.wanted.connect(lambda decided: made.show_questions(questions(made.assessment, decided=decided), Recalled()))
    made.show_assessment(document(told), told)
    made.show()
    made.grid.setFocus()
    return made


def decision(of, verdict=Verdict.CONTAINS, text: str | None = None) -> Decision:
    return Decision(of.key, text or of.text_digest(), verdict, "A. Tester", WHEN, "data sheet")


def test_the_question_that_settles_most_spend_comes_first(told):
    first, second = questions(told)
    assert (first.asked, first.elements, first.items) == (Asked.ELEMENT, ("dysprosium", "terbium"), (0,))
    assert (second.asked, second.items, second.spend, second.unpriced) == (Asked.HOLDS, (2,), None, 1)


def test_alike_lines_are_one_question_and_other_makers_another(told):
    bom = told.reading.bom
    likely = replace(told.identities[2], item_key=COBALT.key)
    identities = (told.identities[0], likely, *told.identities[2:])
    both = replace(told, identities=identities)
    assert [one.items for one in questions(both)] == [(0,), (1, 2)]
    items = tuple(replace(item, manufacturer="Motorenwerk") if item.key == MOTOR.key else item for item in bom.items)
    other = replace(both, reading=replace(both.reading, bom=replace(bom, items=items)))
    assert [one.items for one in questions(other)] == [(0,), (1,), (2,)]


def test_a_decided_item_leaves_the_open_questions_and_a_stale_one_comes_back(told):
    settled, _ = decided(told, decision(MAGNET))
    assert [one.items for one in questions(settled)] == [(2,)]
    assert [one.items for one in questions(settled, decided=True)] == [(0,)]
    stale, _ = decided(told, decision(MAGNET, text="another"))
    assert [one.items for one in questions(stale)] == [(0,), (2,)]


def test_a_decision_never_changes_a_finding(told):
    settled, _ = decided(told, decision(MAGNET, Verdict.DOES_NOT_CONTAIN))
    assert settled.classification.findings == told.classification.findings
    assert settled.classification.status(0) is Outcome.UNDETERMINED


@pytest.mark.parametrize(("key", "verdict"), [(Qt.Key.Key_Y, Verdict.CONTAINS), (Qt.Key.Key_U, Verdict.UNKNOWN),
                                              (Qt.Key.Key_N, Verdict.DOES_NOT_CONTAIN)])
def test_one_key_answers_signs_and_goes_on(qtbot, view, key, verdict):
    qtbot.keyClicks(view.why, "yes, see data sheet")  # letters in the field are letters
    view.grid.setFocus()
    with qtbot.waitSignal(view.decided) as sent:
        qtbot.keyClick(view.grid, key)
    (made,) = decisions_on(sent.args[0], "atester")
    assert (made.item_key, made.verdict, made.who, made.login) == (MAGNET.key, verdict, "A. Tester", "atester")
    assert (made.question, made.why) == ("Does it contain dysprosium or terbium?", "yes, see data sheet")
    assert view.head.text() == "Does it contain a rare earth?"
    assert view.why.text() == ""


def test_an_arrow_goes_on_without_an_answer(qtbot, view):
    with qtbot.assertNotEmitted(view.decided):
        qtbot.keyClick(view.grid, Qt.Key.Key_Right)
    assert view.head.text() == "Does it contain a rare earth?"
    qtbot.keyClick(view.grid, Qt.Key.Key_Left)
    assert view.head.text() == "Does it contain dysprosium or terbium?"


def test_without_a_name_nothing_is_decided(qtbot, view):
    view.who.clear()
    with qtbot.assertNotEmitted(view.decided):
        qtbot.keyClick(view.grid, Qt.Key.Key_Y)


def test_a_missing_fact_takes_no_yes_or_no(qtbot, view, told):
    asks = replace(told.classification.findings[0][0], missing=(Reason.of("need-origin"),))
    fact = replace(told, classification=replace(
        told.classification, findings=((asks,), *told.classification.findings[1:])))
    view.show_assessment(document(fact), fact)
    assert view.head.text().startswith("Missing: country of origin")
    with qtbot.assertNotEmitted(view.decided):
        qtbot.keyClick(view.grid, Qt.Key.Key_Y)
    with qtbot.waitSignal(view.decided):
        qtbot.keyClick(view.grid, Qt.Key.Key_U)


def test_only_selected_items_are_decided_where_some_are(qtbot, view, told):
    likely = replace(told.identities[2], item_key=COBALT.key)
    both = replace(told, identities=(told.identities[0], likely, *told.identities[2:]))
    view.show_assessment(document(both), both)
    view.step(1)
    assert view.scope.text() == "The answer holds for both items."
    view.members.select_row(1)
    with qtbot.waitSignal(view.decided) as sent:
        view.answer(Verdict.CONTAINS)
    assert [one.key for one in sent.args[0].items] == [MOTOR.key]


def test_what_was_decided_can_be_withdrawn(qtbot, view, told):
    settled, doc = decided(told, decision(MAGNET))
    view.show_assessment(doc, settled)
    view.old.setChecked(True)
    with qtbot.waitSignal(view.withdrawn) as sent:
        view.withdraw.click()
    assert edits.withdraw_decisions(doc, sent.args[0]).decisions == ()


def test_several_decisions_are_one_step(told):
    doc = document(told)
    made = decisions_on(Reply(questions(told)[0], (MAGNET, MOTOR), Verdict.CONTAINS, "A", WHEN))
    assert edits.record_decisions(doc, made).decisions == made
    assert edits.record_decisions(doc, ()) is doc


def test_the_bill_and_evidence_show_who_decided_and_whether_it_still_fits(told):
    settled, doc = decided(told, decision(MAGNET), decision(MOTOR, text="another"))
    lines = BillLines(settled, doc.decisions)
    column = next(one for one in bill_columns(told.reading.bom.usages, "a year") if one.key == "decided")
    by_item = {line.item.key: line for line in lines}
    assert column.text(by_item[MAGNET.key]) == "contains"
    assert column.text(by_item[MOTOR.key]) == "contains (stale)"
    assert column.text(by_item[COBALT.key]) == ""
    status = bill_columns(told.reading.bom.usages, "a year")[0]
    assert status.mark(by_item[MAGNET.key]) == "undetermined decided"
    assert status.mark(by_item[MOTOR.key]) == "upstream"  # a stale decision ticks nothing
    assert not icons.mark("undetermined decided").isNull()
    assert "A. Tester, 2026-11-21 09:30" in decision_words(by_item[MAGNET.key], doc.decisions)
    assert "Stale" not in decision_words(by_item[MAGNET.key], doc.decisions)
    assert "Stale" in decision_words(by_item[MOTOR.key], doc.decisions)


def test_what_re_export_asks_beyond_the_border_stands_in_one_block():
    at_border = replace(finding(MAGNET, "N42SH", Outcome.UNDETERMINED), missing=NEEDS)
    first = replace(at_border, limb="art. 1(1)", missing=(*NEEDS, Reason.of("need-price")))
    second = replace(at_border, limb="art. 1(2)", missing=(*NEEDS, Reason.of("need-price")))
    words = missing_words((at_border, first, second))
    assert words.count("dysprosium, terbium content") == 1
    assert words.count("price of the item") == 1
    assert "art. 1(1), art. 1(2)" in words
    assert words.index("content") < words.index("outside China") < words.index("price of the item")


def test_until_its_questions_are_there_another_assessment_moves_no_item_under_a_question(qtbot, told):
    view = ReviewView("A. Tester")
    qtbot.addWidget(view)
    view.show_assessment(document(told), told)
    view.show_questions(questions(told), Recalled())
    bom = told.reading.bom
    turned = replace(told, reading=replace(told.reading, bom=replace(bom, items=bom.items[::-1])))
    view.show_assessment(document(turned), turned)  # read anew: the numbers of items mean others now
    view.step(1)
    view.step(-1)
    with qtbot.waitSignal(view.decided) as sent:
        view.answer(Verdict.CONTAINS)
    assert [one.key for one in sent.args[0].items] == [MAGNET.key]


def test_alike_texts_of_other_makers_are_one_question(told):
    motor = told.reading.bom.items[2]
    items = list(told.reading.bom.items)
    items[2] = replace(motor, description="Stepper motor NEMA 17 1.7A", manufacturer="Alpha")
    items[1] = replace(items[1], description="Stepper motor NEMA17 1.7 A", manufacturer="")
    identities = list(told.identities)
    identities[1] = replace(identities[2], item_key=items[1].key)
    bom = replace(told.reading.bom, items=tuple(items))
    made = replace(told, reading=replace(told.reading, bom=bom), identities=tuple(identities))
    asked = [one for one in questions(made) if one.asked is Asked.HOLDS]
    assert [sorted(one.items) for one in asked] == [[1, 2]]
    assert found_words(asked[0]).endswith("alike texts of no maker stated, Alpha") or \
        found_words(asked[0]).endswith("alike texts of Alpha, no maker stated")
    apart = replace(made, reading=replace(made.reading, bom=replace(bom, items=(
        items[0], replace(items[1], description="Gear pump"), *items[2:]))))
    assert len([one for one in questions(apart) if one.asked is Asked.HOLDS]) == 2


def test_after_an_answer_by_key_the_keys_go_on_answering(qtbot, view):
    view.activateWindow()
    view.grid.setFocus()
    assert view.keys.text() == READY
    qtbot.keyClick(view.grid, Qt.Key.Key_Y)
    assert view.focusWidget() is view.grid


def test_the_latest_answer_is_told_until_it_is_taken_back(qtbot, view, told):
    qtbot.keyClick(view.grid, Qt.Key.Key_Y)
    settled, doc = decided(told, decision(MAGNET))
    view.show_assessment(doc, settled)
    assert view.progress.text().endswith("last answer: contains – NdFeB magnet (Ctrl+Z takes it back)")
    view.show_assessment(document(told), told)
    assert "last answer" not in view.progress.text()


def test_a_click_on_an_answer_leaves_the_focus_where_one_types(qtbot, view):
    """Letters typed for the next reason answer nothing."""
    view.activateWindow()
    view.why.setFocus()
    qtbot.keyClicks(view.why, "see data sheet")
    qtbot.mouseClick(view._buttons[Verdict.CONTAINS], Qt.MouseButton.LeftButton)
    assert view.focusWidget() is view.why
    with qtbot.assertNotEmitted(view.decided):
        qtbot.keyClicks(view.focusWidget(), "nobody knows yet")
    assert view.why.text() == "nobody knows yet"


@pytest.mark.parametrize("place", ["_buttons", "next", "old"])
def test_no_letter_answers_while_a_button_has_the_focus(qtbot, view, place):
    widget = view._buttons[Verdict.CONTAINS] if place == "_buttons" else getattr(view, place)
    widget.setFocus()
    with qtbot.assertNotEmitted(view.decided):
        for key in (Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_U):
            qtbot.keyClick(widget, key)
    assert view.keys.text() == AWAY
    qtbot.keyClick(widget, Qt.Key.Key_Escape)
    assert view.focusWidget() is view.grid


def test_a_word_typed_into_the_list_answers_at_most_one_question(qtbot, view):
    with qtbot.waitSignals([view.decided]):
        qtbot.keyClicks(view.grid, "yunny")
    assert view.head.text() == "Does it contain a rare earth?"


def test_a_key_held_down_answers_once(qtbot, view):
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Y, Qt.KeyboardModifier.NoModifier, "y", True)
    with qtbot.assertNotEmitted(view.decided):
        QApplication.sendEvent(view.grid, held)


def test_enter_in_the_reason_leads_to_the_list_whose_keys_answer(qtbot, view):
    view.why.setFocus()
    qtbot.keyClicks(view.why, "data sheet")
    qtbot.keyClick(view.why, Qt.Key.Key_Return)
    assert view.focusWidget() is view.grid
    with qtbot.waitSignal(view.decided) as sent:
        qtbot.keyClick(view.grid, Qt.Key.Key_Y)
    assert sent.args[0].why == "data sheet"


def test_where_nothing_is_left_only_that_is_said(qtbot, view, told):
    view.show_questions((), Recalled())
    assert not view.members.isVisible()
    assert view.grid._empty.text().startswith("Nothing is left to review")


def test_what_was_decided_asks_nobody(qtbot, view, told):
    asks = replace(told.classification.findings[0][0], missing=(Reason.of("need-origin"),))
    fact = replace(told, classification=replace(
        told.classification, findings=((asks,), *told.classification.findings[1:])))
    settled, doc = decided(fact, decision(MAGNET))
    view.show_assessment(doc, settled)
    view.old.setChecked(True)
    assert "Ask who can give it" not in view.scope.text()
    assert view.scope.text() == "To withdraw takes back what was decided of this item."


def test_what_was_decided_shows_the_recorded_reason_and_keeps_it(qtbot, view, told):
    told_now, doc = decided(told, decision(MAGNET))
    view.show_assessment(doc, told_now)
    view.why.setText("something begun")
    view.old.setChecked(True)
    assert view.why.text() == "data sheet"
    assert view.why.isReadOnly()
    view.old.setChecked(False)
    assert view.why.text() == "something begun"
    assert not view.why.isReadOnly()


def of_several_makers(qtbot, told, question):
    """A page with one question, whose items are made by different makers; and the assessment it is of."""
    bom = told.reading.bom
    items = tuple(replace(item, manufacturer=f"Maker {place}") for place, item in enumerate(bom.items))
    told = replace(told, reading=replace(told.reading, bom=replace(bom, items=items)))
    view = ReviewView("A. Tester")
    qtbot.addWidget(view)
    view.show_assessment(document(told), told)
    view.show_questions((question,), Recalled())
    view.show()
    return view, told


def test_a_no_over_several_makers_waits_for_its_reason(qtbot, told):
    likely = replace(told.identities[2], item_key=COBALT.key)
    both = replace(told, identities=(told.identities[0], likely, *told.identities[2:]))
    (wide,) = [one for one in questions(both) if len(one.items) == 2]
    view, both = of_several_makers(qtbot, both, wide)
    with qtbot.assertNotEmitted(view.decided):
        view.answer(Verdict.DOES_NOT_CONTAIN)
    assert "needs a reason" in view.scope.text()
    qtbot.keyClicks(view.why, "no magnet in it, ")
    view.show_assessment(document(both), replace(both))  # an assessment that was under way arrives
    view.show_questions((replace(wide),), Recalled())
    assert "needs a reason" in view.scope.text()
    qtbot.keyClicks(view.why, "drawings 7 and 8")
    with qtbot.waitSignal(view.decided) as sent:
        qtbot.keyClick(view.why, Qt.Key.Key_Return)
    assert (sent.args[0].verdict, len(sent.args[0].items)) == (Verdict.DOES_NOT_CONTAIN, 2)


def two_alike(told):
    """The cobalt part is likely to hold one, as the motor: one question of two items."""
    likely = replace(told.identities[2], item_key=COBALT.key)
    return replace(told, identities=(told.identities[0], likely, *told.identities[2:]))


def test_the_items_selected_stay_selected_when_an_assessment_arrives(qtbot, view, told):
    both = two_alike(told)
    view.show_assessment(document(both), both)
    view.step(1)
    view.members.select_row(1)
    bom = both.reading.bom
    turned = replace(both, reading=replace(both.reading, bom=replace(bom, name="read anew")))
    view.show_assessment(document(turned), turned)
    assert view.scope.text() == "The answer holds for the 1 selected of 2 items."
    with qtbot.waitSignal(view.decided) as sent:
        view.answer(Verdict.CONTAINS)
    assert [one.key for one in sent.args[0].items] == [MOTOR.key]


def test_a_selection_of_which_nothing_is_left_never_becomes_all(qtbot, view, told):
    both = two_alike(told)
    view.show_assessment(document(both), both)
    view.step(1)
    view.members.select_row(1)
    settled, doc = decided(both, decision(MOTOR))
    view.show_assessment(doc, settled)
    with qtbot.assertNotEmitted(view.decided):
        view.answer(Verdict.CONTAINS)
    assert "no longer" in view.scope.text()
    view.step(1)
    with qtbot.waitSignal(view.decided):
        view.answer(Verdict.UNKNOWN)


def test_what_was_decided_is_withdrawn_for_the_selected_items_after_an_assessment(qtbot, view, told):
    settled, doc = decided(two_alike(told), decision(COBALT), decision(MOTOR))
    view.show_assessment(doc, settled)
    view.old.setChecked(True)
    view.members.select_row(0)
    view.show_assessment(doc, replace(settled))
    with qtbot.waitSignal(view.withdrawn) as sent:
        view.withdraw.click()
    assert sent.args[0] == {COBALT.key}


@pytest.mark.parametrize("key", [Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_U])
def test_no_key_answers_what_was_decided(qtbot, view, told, key):
    told_now, doc = decided(told, decision(MAGNET))
    view.show_assessment(doc, told_now)
    view.old.setChecked(True)
    view.grid.setFocus()
    with qtbot.assertNotEmitted(view.decided):
        qtbot.keyClick(view.grid, key)
    view.wanted.disconnect()  # the open questions are still under way
    view.old.setChecked(False)
    with qtbot.assertNotEmitted(view.decided):
        qtbot.keyClick(view.grid, key)


@pytest.mark.parametrize("grid", ["members", "grid"])
def test_sorting_leaves_what_is_selected_under_a_question(qtbot, view, told, grid):
    both = two_alike(told)
    view.show_assessment(document(both), both)
    view.step(1)
    view.members.select_row(1)
    getattr(view, grid).sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert view.scope.text() == "The answer holds for the 1 selected of 2 items."


def double_click(button):
    """The events of a mouse: the second press is none of its own."""
    at, on = QPointF(button.rect().center()), QPointF(button.mapToGlobal(button.rect().center()))
    left, up, no = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    for kind, held in ((QEvent.Type.MouseButtonPress, left), (QEvent.Type.MouseButtonRelease, up),
                       (QEvent.Type.MouseButtonDblClick, left), (QEvent.Type.MouseButtonRelease, up)):
        QApplication.sendEvent(button, QMouseEvent(kind, at, on, left, held, no))


@pytest.fixture
def given(view):
    """The replies that the page gives."""
    made: list[Reply] = []
    view.decided.connect(made.append)
    return made


@pytest.mark.parametrize("verdict", Verdict)
def test_a_double_click_on_an_answer_answers_one_question_however_slow_it_is(view, given, monkeypatch, verdict):
    monkeypatch.setattr(review_keys, "_TYPING_MS", 0)  # the first click took longer than any pause
    double_click(view._buttons[verdict])
    assert [(one.question.items, one.verdict) for one in given] == [((0,), verdict)]
    assert view.keys.text() == TOO_SOON


def test_a_click_too_soon_after_an_answer_answers_nothing_and_the_page_says_so(qtbot, view, given, monkeypatch):
    monkeypatch.setattr(review_keys, "_TYPING_MS", 10**9)
    for verdict in (Verdict.CONTAINS, Verdict.UNKNOWN):
        qtbot.mouseClick(view._buttons[verdict], Qt.MouseButton.LeftButton)
    assert [one.verdict for one in given] == [Verdict.CONTAINS]
    assert view.keys.text() == TOO_SOON


def test_a_letter_too_soon_after_an_answer_is_told_until_the_next_answer(qtbot, view, given, monkeypatch):
    monkeypatch.setattr(review_keys, "_TYPING_MS", 10**9)
    view.activateWindow()
    view.grid.setFocus()
    qtbot.keyClick(view.grid, Qt.Key.Key_Y)
    assert view.keys.text() == READY
    qtbot.keyClick(view.grid, Qt.Key.Key_Y)
    assert (len(given), view.keys.text()) == (1, TOO_SOON)
    monkeypatch.setattr(review_keys, "_TYPING_MS", 0)
    qtbot.keyClick(view.grid, Qt.Key.Key_Y)
    assert (len(given), view.keys.text()) == (2, READY)


@pytest.mark.parametrize("lead", ["click", "next"])
def test_words_typed_for_one_question_are_evidence_of_no_other(qtbot, view, given, lead):
    qtbot.keyClicks(view.why, "N48SH, Dy 1.2 %")
    if lead == "next":
        qtbot.mouseClick(view.next, Qt.MouseButton.LeftButton)
    else:
        view.grid.select_row(1)
    assert view.why.text() == ""
    view.answer(Verdict.CONTAINS)
    assert [(one.question.items, one.why) for one in given] == [((2,), "")]
    view.grid.select_row(0)
    assert view.why.text() == "N48SH, Dy 1.2 %"
    view.answer(Verdict.CONTAINS)
    assert (given[1].question.items, given[1].why) == ((0,), "N48SH, Dy 1.2 %")
    view.grid.select_row(1)
    view.grid.select_row(0)
    assert view.why.text() == ""  # it was signed


def test_words_being_typed_stay_with_the_caret_when_an_assessment_arrives(qtbot, view, told):
    qtbot.keyClicks(view.why, "data sheet")
    view.why.setCursorPosition(4)
    view.show_assessment(document(told), replace(told))
    qtbot.keyClicks(view.why, "s of 2026")
    assert view.why.text() == "datas of 2026 sheet"


def test_words_typed_for_the_questions_of_another_file_are_forgotten(qtbot, view, told):
    qtbot.keyClicks(view.why, "N48SH")
    view.step(1)
    qtbot.keyClicks(view.why, "N35")
    tasks = Tasks()
    bridge = Bridge(tasks)
    ReviewDesk(view, bridge, Settings)
    bridge.loaded.emit(None, document(told))
    view.show_assessment(document(told), replace(told))
    assert view.why.text() == ""
    view.step(-1)
    assert view.why.text() == ""
    tasks.close()


def test_a_name_stays_with_the_question_it_was_typed_for_and_goes_along_to_those_without_one(qtbot, view):
    view.who.selectAll()
    qtbot.keyClicks(view.who, "B. Second")
    view.step(1)
    assert view.who.text() == "B. Second"
    view.who.selectAll()
    qtbot.keyClicks(view.who, "C. Third")
    view.step(-1)
    assert view.who.text() == "B. Second"
    view.answer(Verdict.UNKNOWN)
    view.step(-1)
    assert view.who.text() == "C. Third"
