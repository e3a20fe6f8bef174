"""The bill: statuses never by colour alone, facets, the filter from a chart, sums of the selection."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QPushButton

from builders_gui import assessment, document, large_assessment
from ytterby.core.finding import Force
from ytterby.gui.views.bill import BillView
from ytterby.gui.views.bill_lines import BillLines, status_of


@pytest.fixture
def bill(qtbot) -> BillView:
    view = BillView()
    qtbot.addWidget(view)
    of = assessment()
    view.show_assessment(document(of), of)
    return view


def parts(bill: BillView) -> list[str]:
    model = bill.grid.model()
    return [str(model.data(model.index(row, 2))).strip() for row in range(model.rowCount())]


def press(qtbot, bill: BillView, words: str) -> None:
    button = next(one for one in bill.findChildren(QPushButton) if one.text().startswith(words))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def select(bill: BillView, *rows: int) -> None:
    bill.grid.clearSelection()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in rows:
        bill.grid.selectionModel().select(bill.grid.model().index(row, 0), flags)


def test_an_item_is_shown_by_its_outcome_and_an_undetermined_one_never_as_clear():
    of = assessment()
    statuses = [status_of(of, item, of.exposure.items[item]) for item in range(5)]
    assert statuses == ["undetermined", "controlled", "upstream", "rare earth", "not controlled"]


def test_every_line_tells_its_status_by_mark_and_word(bill):
    model = bill.grid.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        assert model.data(index, Qt.ItemDataRole.DisplayRole)
        assert not model.data(index, Qt.ItemDataRole.DecorationRole).isNull()


def test_a_suspended_control_is_still_shown_as_controlled_with_its_force(qtbot):
    of = assessment(force=Force.SUSPENDED)
    line = BillLines(of)[2]
    assert (line.status, str(line.worst.force)) == ("controlled", "suspended")


def test_a_facet_shows_exactly_the_lines_it_counts(qtbot, bill):
    for words, shown in (("Undetermined 2", 2), ("Controlled 1", 3)):
        press(qtbot, bill, words)
        assert bill.grid.model().rowCount() == shown  # within a group any of the pressed ones
    press(qtbot, bill, "Single source 2")
    assert parts(bill) == ["M-0001", "M-0001"]  # between groups all of them


def test_a_facet_that_counts_nothing_is_left_out(bill):
    texts = [button.text() for button in bill.findChildren(QPushButton) if not button.isHidden()]
    assert not any(text.startswith("Semiconductor") for text in texts)


def test_items_chosen_in_a_chart_are_shown_with_a_chip_that_lifts_the_filter(qtbot, bill):
    bill.show_items(frozenset({4}), "Screws")
    assert parts(bill) == ["M-0005", "M-0005"]
    chip = bill._chip
    assert chip.text() == "Screws"
    chip._close.click()
    assert len(parts(bill)) == 7
    assert chip.text() == ""


def test_items_chosen_by_their_numbers_are_let_go_when_another_reading_numbers_anew(qtbot, bill):
    """Also where the bill was last fed with the new document and the findings of the one before."""
    before, after = assessment(), assessment()
    bill.show_assessment(document(before), before)
    bill.show_assessment(document(after), replace(before, exposure=before.exposure))
    bill.show_items(frozenset({4}), "Screws")
    bill.show_assessment(document(after), after)
    assert len(parts(bill)) == 7
    assert bill._chip.text() == ""


def test_a_facet_pressed_while_they_are_counted_is_applied_once_they_are(qtbot, bill):
    of = large_assessment(6_000, 5_500)
    bill.show_assessment(document(of), of)
    press(qtbot, bill, "Undetermined")
    qtbot.waitUntil(lambda: bill._facet_lines is not None, timeout=20_000)
    assert bill.grid.model().rowCount() == sum(item % 11 == 0 for item in of.reading.bom.usages.item.tolist())


def test_no_items_chosen_under_a_label_shows_no_lines(bill):
    bill.show_items(frozenset(), "Nothing")
    assert parts(bill) == []


def test_an_item_on_two_selected_lines_counts_its_spend_once(bill):
    said: list[str] = []
    bill.summary_changed.connect(said.append)
    select(bill, 1, 6)
    assert said[-1].startswith("2 of 7 lines selected")
    assert "1 item " in said[-1]
    assert "42,000" in said[-1]


def test_what_has_no_price_is_said_beside_the_sum(bill):
    said: list[str] = []
    bill.summary_changed.connect(said.append)
    select(bill, 0, 2)
    assert "18,400 a year (1 without a price)" in said[-1]


def test_several_selected_lines_stay_selected_when_the_same_bill_is_assessed_anew(bill):
    select(bill, 0, 2)
    of = assessment()
    bill.show_assessment(document(of), of)
    assert bill.grid.selected().tolist() == [0]  # read anew: its lines may be others
    select(bill, 0, 2, 3)
    bill.show_assessment(document(of), of)
    assert bill.grid.selected().tolist() == [0, 2, 3]


def test_several_selected_lines_stay_selected_when_they_are_sorted(bill):
    select(bill, 0, 2, 3)
    bill.grid.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert sorted(bill.grid.selected().tolist()) == [0, 2, 3]


def test_the_selected_line_stays_selected_when_the_date_changes(bill):
    chosen: list[int | None] = []
    bill.grid.select_row(2)
    bill.line_chosen.connect(chosen.append)
    of = assessment(force=Force.UNVERIFIED)
    bill.show_assessment(document(of), of)
    assert chosen[-1] == 2


def test_search_finds_japanese_text(qtbot, bill):
    bill._search.setText("サマリウム")
    qtbot.waitUntil(lambda: bill.grid.model().rowCount() == 1)
    assert parts(bill) == ["M-0002"]


def test_show_line_lifts_the_filter_that_hides_it(bill):
    bill.show_items(frozenset({4}), "Screws")
    bill.show_line(1)
    assert bill.grid.selected().tolist() == [1]


def test_a_hundred_thousand_lines_are_filtered_and_sorted_at_once(qtbot, benchmark_seconds):
    view = BillView()
    qtbot.addWidget(view)
    of = large_assessment(100_000, 5_000)
    view.show_assessment(document(of), of)
    view.grid.search("warm")
    assert benchmark_seconds(lambda: view.grid.search("magnet 7")) < 5
    assert benchmark_seconds(lambda: view.grid.sortByColumn(3, Qt.SortOrder.DescendingOrder)) < 5
    assert 0 < view.grid.model().rowCount() < 100_000


def test_of_another_file_the_line_that_asks_for_attention_most_is_selected_at_once(qtbot):
    """So that Evidence says why before anybody pressed anything; of the same file nothing is selected anew."""
    view = BillView()
    qtbot.addWidget(view)
    of = assessment()
    with qtbot.waitSignal(view.line_chosen, check_params_cb=lambda line: line is not None):
        view.show_assessment(document(of), of)
    (line,) = view.grid.selected().tolist()
    assert BillLines(of)[line].status == "controlled"
    view.grid.clearSelection()
    view.show_assessment(document(of), of)
    assert view.grid.selected().tolist() == []
    view.begin()
    view.show_assessment(document(of), of)
    assert view.grid.selected().tolist() == [line]
