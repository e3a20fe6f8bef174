"""Text tables that are none in truth: told at once, with what is wrong, and never cut in silence."""

from __future__ import annotations

import pytest

from ytterby.bom.cells import MOST_COLUMNS
from ytterby.bom.delimited import read_delimited
from ytterby.core.errors import WorkbookError

HEAD = "Part,Description,Qty\n"


def test_more_columns_than_a_bill_needs_are_refused_with_their_line() -> None:
    with pytest.raises(WorkbookError, match=r"line 2 has 200,003 columns"):
        read_delimited((HEAD + "A,SmCo,1" + ",x" * 200_000 + "\n").encode(), "a.csv")


def test_blank_columns_to_the_right_do_not_count() -> None:
    sheet = read_delimited((HEAD + "A,SmCo,1" + "," * 4 * MOST_COLUMNS + "\n").encode(), "a.csv")
    assert [row.cells for row in sheet.rows][1] == ["A", "SmCo", "1"]


def test_a_cell_without_an_end_whose_lines_are_no_records_is_said() -> None:
    with pytest.raises(WorkbookError) as told:
        read_delimited((HEAD + 'A,"SmCo ring,1\n' + "Ring\n" * 40_000).encode(), "a.csv")
    assert "quotation mark that is not closed" in str(told.value)
    assert "after 1 lines" in str(told.value)
    assert "field" not in str(told.value)
