"""Two columns headed as quantities, and files in which no bill is found: what is said of them is true."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_bom import Rows, codes, items, lines, read_rows, rows_of
from ytterby.bom.reading import Correction, Mapping, Meaning
from ytterby.core.errors import WorkbookError

HEAD = ("Part Number", "Description", "Qty per unit", "Qty for 50")
LINES = [("A-1", "Magnet", 2, 100), ("A-2", "Screw", 4, 200), ("A-3", "Motor", 1, 50)]
NAMED = ("Description", "Part number", "Quantity")


def test_of_two_quantity_columns_it_is_said_which_one_counts(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, *LINES])
    assert [line.quantity for line in lines(reading)] == [2, 4, 1]
    said = next(issue for issue in reading.issues if issue.code == "quantity-twice")
    assert dict(said.params)["column"] == 'C ("Qty per unit")'
    assert dict(said.params)["others"] == 'D ("Qty for 50")'


def test_nothing_is_said_of_a_quantity_the_user_chose(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, *LINES], Mapping(corrections=(Correction("BOM", "D", Meaning.QUANTITY),)))
    assert [line.quantity for line in lines(reading)] == [100, 200, 50]
    assert "quantity-twice" not in codes(reading)


@pytest.mark.parametrize("second", ["Stock", "MOQ", "Unit", "Price"])
def test_a_column_of_other_numbers_is_no_second_quantity(tmp_path: Path, second: str) -> None:
    reading = read_rows(tmp_path, [(*HEAD[:3], second), *LINES])
    assert "quantity-twice" not in codes(reading)


@pytest.mark.parametrize(("rows", "said", "heading"), [
    ([("NdFeB magnet",), ("Stepper motor",), ("M3 screw",)], "one cell each", NAMED),
    ([("NdFeB magnet",)], "one cell each", NAMED),
    ([("NdFeB magnet",), ("Stepper motor",)], "one cell each", NAMED),
    ([("NdFeB magnet", "A-1", 2)], "too few rows", NAMED),
    ([("NdFeB magnet", "A-1", 2), ("Screw", "A-2", 4)], "too few rows", NAMED),
])
def test_a_list_without_headings_is_refused_with_a_way_out_that_works(
    tmp_path: Path, rows: Rows, said: str, heading: tuple[str, ...],
) -> None:
    with pytest.raises(WorkbookError, match=said) as told:
        read_rows(tmp_path, rows)
    assert all(f'"{one}"' in told.value.remedy for one in heading)
    reading = read_rows(tmp_path, [heading, *rows])
    assert rows_of(reading) == list(range(2, len(rows) + 2))
    assert items(reading)[0].description == "NdFeB magnet"
