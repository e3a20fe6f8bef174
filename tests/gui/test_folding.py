"""Groups under headings, the outline that folds, and the order of rows: exact, and the same for a million."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ytterby.gui.arranging import Outline, dense_ranks, stable_order
from ytterby.gui.codes import first_of
from ytterby.gui.folds import Folds
from ytterby.gui.listing import Column, Listing

LEVELS = np.array([0, 1, 2, 2, 1, 0, 1])


def naive_ends(levels: list[int]) -> list[int]:
    return [next((after for after in range(row + 1, len(levels)) if levels[after] <= levels[row]), len(levels))
            for row in range(len(levels))]


@given(st.lists(st.integers(0, 5), min_size=1, max_size=60), st.data())
def test_a_folded_row_hides_exactly_what_is_set_in_deeper_after_it(levels: list[int], data: st.DataObject) -> None:
    outline = Outline(np.array(levels))
    ends = naive_ends(levels)
    assert outline.ends.tolist() == ends
    assert outline.holds.tolist() == [end > row + 1 for row, end in enumerate(ends)]
    shut = data.draw(st.sets(st.integers(0, len(levels) - 1)))
    outline.folded[list(shut)] = True
    hidden = {inner for row in shut for inner in range(row + 1, ends[row])}
    assert outline.visible().tolist() == [row for row in range(len(levels)) if row not in hidden]


@given(st.lists(st.integers(0, 200_000), max_size=80))
def test_equal_ranks_keep_their_order_also_beyond_16_bits(ranks: list[int]) -> None:
    wanted = sorted(range(len(ranks)), key=lambda at: ranks[at])
    assert stable_order(np.array(ranks, dtype=np.int64)).tolist() == wanted


@given(st.lists(st.integers(0, 30), max_size=60))
def test_the_first_row_of_each_kind_is_found_without_a_sort(kinds: list[int]) -> None:
    first, place = first_of(np.array(kinds, dtype=np.int32))
    assert first.tolist() == [kinds.index(kind) for kind in sorted(set(kinds))]
    assert place.tolist() == [sorted(set(kinds)).index(kind) for kind in kinds]


def test_unknown_ranks_stand_last() -> None:
    assert dense_ranks(np.array([2.0, np.nan, -1.0, 2.0])).tolist() == [1, 2, 0, 1]


@pytest.mark.parametrize(("levels", "rows"), [(1, [0, 5]), (2, [0, 1, 4, 5, 6]), (3, [0, 1, 2, 3, 4, 5, 6])])
def test_only_the_upper_levels_are_shown(levels: int, rows: list[int]) -> None:
    folds = Folds(LEVELS)
    folds.arrange(np.arange(7), in_order=True)
    folds.show_levels(levels)
    assert folds.arrange(np.arange(7), in_order=True).tolist() == rows


def test_what_hides_a_row_is_opened_and_nothing_else() -> None:
    outline = Outline(LEVELS)
    outline.show_levels(1)
    outline.open_to(3)
    assert outline.visible().tolist() == [0, 1, 2, 3, 4, 5]


def test_a_flat_list_has_no_outline() -> None:
    folds = Folds(np.zeros(4, dtype=np.int16))
    assert folds.arrange(np.arange(4), in_order=True).tolist() == [0, 1, 2, 3]
    assert folds.levels == 1
    assert folds.folded(0) is None


ROWS = (("Alfa", 10.0), ("Beta", 5.0), ("alfa 10", None), ("Alfa", 10.0), ("", 1.0), ("alfa 9", 2.0))
KINDS = np.array([0, 1, 2, 0, 3, 4])


def listing() -> Listing[tuple[str, float | None]]:
    return Listing((
        Column("name", "Name", lambda row: row[0]),
        Column("spend", "Spend", lambda row: str(row[1]), rank=lambda row: row[1], figure=True,
               total=lambda value: f"{value:g}"),
    ), ROWS, KINDS)


def test_groups_begin_folded_in_natural_order_with_what_is_not_stated_last() -> None:
    of = listing()
    of.group_by(0)
    headings = [of.heading(place) for place in range(len(of))]
    assert [(one.text, one.rows, one.folded) for one in headings if one] == [
        ("Alfa", 2, True), ("alfa 9", 1, True), ("alfa 10", 1, True), ("Beta", 1, True), ("", 1, True)]


def test_a_sum_counts_a_kind_once_and_says_nothing_where_nothing_is_known() -> None:
    of = listing()
    of.group_by(0)
    sums = {one.text: one.sums[1] for one in map(of.heading, range(len(of))) if one}
    assert sums == {"Alfa": "10", "alfa 9": "2", "alfa 10": "", "Beta": "5", "": "1"}


def test_an_open_group_shows_its_rows_in_the_order_of_the_sort() -> None:
    of = listing()
    of.sort(1, descending=True)
    of.group_by(0)
    of.fold(lambda folds: folds.toggle(-1))
    assert of.shown.tolist()[:3] == [-1, 0, 3]
    of.fold(lambda folds: folds.show_levels(2))
    assert sorted(index for index in of.shown.tolist() if index >= 0) == [0, 1, 2, 3, 4, 5]


def test_a_filter_leaves_groups_with_the_rows_that_meet_it() -> None:
    of = listing()
    of.group_by(0)
    of.filter(1, "> 4")
    assert [(one.text, one.rows) for one in map(of.heading, range(len(of))) if one] == [("Alfa", 2), ("Beta", 1)]
    assert of.met().tolist() == [0, 1, 3]
    of.group_by(None)
    assert of.shown.tolist() == [0, 1, 3]


def test_folding_is_carried_to_another_listing_of_the_same_rows() -> None:
    of, other = listing(), listing()
    of.group_by(0)
    of.fold(lambda folds: folds.toggle(-2))
    other.group_by(0)
    other.fold(lambda folds: folds.carry(of.folds))
    assert other.shown.tolist() == of.shown.tolist()


def test_while_something_is_filtered_or_sorted_nothing_of_the_outline_is_hidden() -> None:
    of = Listing(listing().columns, ROWS, KINDS, levels=np.array([0, 1, 1, 0, 1, 1]))
    of.fold(lambda folds: folds.show_levels(1))
    assert of.shown.tolist() == [0, 3]
    of.filter(0, "alfa")
    assert of.shown.tolist() == [0, 2, 3, 5]
    of.filter(0, "")
    assert of.shown.tolist() == [0, 3]
    of.sort(0)
    assert len(of) == 6


def test_reading_ahead_in_slices_gives_what_reading_at_once_gives() -> None:
    ahead, at_once = listing(), listing()
    steps = 0
    while not ahead.prepare(1):
        steps += 1
    assert steps >= len(set(KINDS.tolist())) - 1
    for one in (ahead, at_once):
        one.sort(0)
    assert ahead.shown.tolist() == at_once.shown.tolist()
