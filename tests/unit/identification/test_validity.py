"""Until when a declaration holds and of which revision it speaks: as people write both, on the safe side."""

from __future__ import annotations

from datetime import date

import pytest

from ytterby.identification.validity import is_out_of_date, is_over, same_revision

DAY = date(2026, 3, 1)


@pytest.mark.parametrize("until", [
    "", "-", "n/a", "unlimited", "unbefristet", "长期", "2026-03-01", "2026/12/31", "2026-03-01 00:00:00",
    "2026-03-01T00:00:00", "31.12.2026", "13/03/2026", "31 Dec 2026", "Dec 31, 2026", "31-Dez-26", "2026年12月31日",
    "12/2026", "2026-03", "2026", "March 2026", "46082", "46082.0",
])
def test_what_ends_later_or_never_holds(until: str) -> None:
    assert not is_over(until, DAY)


@pytest.mark.parametrize("until", [
    "2026-02-28", "2020-01-01 00:00:00", "28.02.2026", "28 February 2026", "Feb 28, 2026", "2026年2月28日", "02/2026",
    "2025", "46081", "1.1.20",
])
def test_what_has_ended_is_over(until: str) -> None:
    assert is_over(until, DAY)


def test_of_two_ways_to_read_a_day_the_earlier_one_counts() -> None:
    assert is_over("02/12/2026", DAY)
    assert is_over("12/02/2026", DAY)
    assert not is_over("03/04/2026", DAY)


@pytest.mark.parametrize("until", [
    "soon", "two years", "31.02.2027", "99/99/2027", "2027-13-01", "0", "1", "Q3", "12.12.99999",
])
def test_an_end_that_is_no_day_counts_as_over(until: str) -> None:
    assert is_over(until, DAY)


@pytest.mark.parametrize(("one", "other", "same"), [
    ("B", "b", True), ("Rev. B", "B", True), ("revision 02", "2", True), ("v2", "2", True), ("Ver. 1.0", "1-0", True),
    ("", "A", True), ("A", "B", False), ("1", "10", False), ("0", "00", True), ("Index C", "c", True),
    ("R", "Rev", False),
])
def test_revisions_are_compared_as_they_are_meant(one: str, other: str, *, same: bool) -> None:
    assert same_revision(one, other) is same
    assert same_revision(other, one) is same


@pytest.mark.parametrize("issued", ["", "-", "n/a", "2026-03-01", "2023-03-01", "2026", "2024", "03/2026", "28.02.2025",
                                    "Feb 2026", "45000"])
def test_what_was_issued_lately_counts(issued: str) -> None:
    assert not is_out_of_date(issued, DAY)


@pytest.mark.parametrize("issued", ["2026-03-02", "2030-01-01", "2009-01-01", "2023-02-28", "2027", "04/2026", "2022",
                                    "12/02/2026", "soon", "31.02.2025", "0"])
def test_what_is_of_a_day_to_come_or_long_ago_or_of_none_does_not(issued: str) -> None:
    assert is_out_of_date(issued, DAY)
