"""Filter, search and sort over rows and their kinds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from ytterby.gui.filtering import natural
from ytterby.gui.listing import Column, Listing


@dataclass(frozen=True)
class Part:
    name: str
    price: float | None
    place: int


PARTS = (Part("Magnet M-10", 4.0, 0), Part("Screw", None, 1), Part("Magnet M-2", 1200.0, 2), Part("Screw", None, 3))
KINDS = np.array([0, 5, 2, 5])
COLUMNS = (
    Column("name", "Name", lambda part: part.name),
    Column("price", "Price", lambda part: str(part.price), rank=lambda part: part.price, figure=True),
    Column("place", "Place", lambda part: f"row {part.place}", figure=True, by_kind=False),
)


def listing() -> Listing[Part]:
    return Listing(COLUMNS, PARTS, KINDS)


def shown(of: Listing[Part]) -> list[int]:
    return of.shown.tolist()


def test_without_condition_every_row_is_shown_in_its_own_order():
    assert shown(listing()) == [0, 1, 2, 3]


@pytest.mark.parametrize(("column", "text", "rows"), [
    (0, "magnet", [0, 2]), (0, "!magnet", [1, 3]), (0, "=screw", [1, 3]), (0, "=scre", []),
    (1, "> 4", [2]), (1, ">=4", [0, 2]), (1, "< 1.200", []), (1, "<= 1,200", [0, 2]), (1, "= 4", [0]),
    (2, "row 3", [3]), (0, "   ", [0, 1, 2, 3]),
])
def test_a_filter_shows_exactly_the_rows_that_meet_it(column, text, rows):
    of = listing()
    of.filter(column, text)
    assert shown(of) == rows


def test_where_the_comma_is_the_decimal_sign_the_point_stands_between_thousands():
    of = Listing(COLUMNS, PARTS, KINDS, decimal=",")
    of.filter(1, ">= 1.200,0")
    assert shown(of) == [2]


def test_an_unknown_number_meets_no_comparison():
    of = listing()
    of.filter(1, "< 100000")
    assert shown(of) == [0, 2]


def test_filters_of_two_columns_hold_together_and_are_lifted_one_by_one():
    of = listing()
    of.filter(0, "magnet")
    of.filter(1, "> 100")
    assert shown(of) == [2]
    of.filter(1, "")
    assert shown(of) == [0, 2]


def test_every_word_of_a_search_must_stand_in_some_column():
    of = listing()
    of.search("MAGNET 2")
    assert shown(of) == [2]
    of.search("magnet screw")
    assert shown(of) == []


def test_a_column_that_differs_within_a_kind_is_filtered_row_by_row():
    of = listing()
    of.filter(2, "row 3")
    assert shown(of) == [3]


def test_ranks_given_as_an_array_sort_and_filter_without_looking_at_a_row():
    ranks = np.array([3.0, np.nan, 1.0, 2.0])
    column = Column("n", "N", lambda part: 1 / 0, ranks=ranks, figure=True, by_kind=False)
    of = Listing((column,), PARTS, KINDS)
    of.sort(0)
    assert shown(of) == [2, 3, 0, 1]
    of.filter(0, "> 1.5")
    assert shown(of) == [3, 0]


def test_text_sorts_with_numbers_inside_as_numbers():
    of = listing()
    of.sort(0)
    assert shown(of) == [2, 0, 1, 3]


def test_digits_compare_as_numbers_however_many_they_are():
    assert sorted(["9" * 5000, "M-10", "M-2", "8" + "0" * 5000, "7", "012", ""], key=natural) == [
        "", "7", "012", "9" * 5000, "8" + "0" * 5000, "M-2", "M-10"]
    assert natural("M-007") == natural("M-7")
    assert natural("M-0") < natural("M-1")


@pytest.mark.parametrize(("descending", "rows"), [(False, [0, 2, 1, 3]), (True, [2, 0, 1, 3])])
def test_unknown_values_stand_last_whichever_way_is_sorted(descending, rows):
    of = listing()
    of.sort(1, descending=descending)
    assert shown(of) == rows


def test_a_sort_is_kept_while_a_filter_comes_and_goes():
    of = listing()
    of.sort(0)
    of.filter(0, "m-")
    assert shown(of) == [2, 0]
    of.filter(0, "")
    assert shown(of) == [2, 0, 1, 3]


def test_a_hidden_row_has_no_place():
    of = listing()
    of.only({"facet": np.array([True, False, True, False])})
    assert of.place_of(1) is None
    assert of.place_of(2) == 1
