"""A bill read again: which lines came, went and changed."""

from __future__ import annotations

from pathlib import Path

from builders_bom import HEAD, Rows, read_rows
from ytterby.bom.bill import Bom
from ytterby.bom.compare import compare

ROWS = [HEAD, ("A-1", "Magnet", 4), ("A-2", "Screw", 8), ("A-3", "Shaft", 1)]
LEVELS = ("Level", *HEAD)


def bom(folder: Path, rows: Rows) -> Bom:
    return read_rows(folder, rows).bom


def test_the_same_bill_has_no_differences_wherever_its_rows_stand(tmp_path: Path) -> None:
    moved = [("Title",), (), HEAD, ROWS[3], ROWS[1], ROWS[2]]
    assert compare(bom(tmp_path, ROWS), bom(tmp_path, moved)).same


def test_lines_that_come_and_go_are_named(tmp_path: Path) -> None:
    found = compare(bom(tmp_path, ROWS), bom(tmp_path, [HEAD, ROWS[1], ROWS[3], ("A-4", "Bearing", 2)]))
    assert [usage.row for usage in found.added] == [4]
    assert [usage.row for usage in found.removed] == [3]
    assert not found.changed


def test_a_changed_quantity_and_a_changed_text_are_told_apart(tmp_path: Path) -> None:
    before = bom(tmp_path, ROWS)
    after = bom(tmp_path, [HEAD, ("A-1", "Magnet", 6), ("A-2", "Screw M4", 8), ROWS[3]])
    found = compare(before, after)
    assert [(change.after.row, change.what) for change in found.changed] == [(2, ("quantity",)), (3, ("description",))]
    assert found.reworded == {before.items[1].key}


def test_the_same_item_under_another_parent_is_another_line(tmp_path: Path) -> None:
    before = [LEVELS, (1, "U-1", "Unit one", 1), (2, "A-1", "Magnet", 4), (1, "U-2", "Unit two", 1)]
    after = [before[0], before[1], before[3], before[2]]
    found = compare(bom(tmp_path, before), bom(tmp_path, after))
    assert len(found.added) == len(found.removed) == 1


def test_a_line_given_twice_and_once_later_is_removed_once(tmp_path: Path) -> None:
    found = compare(bom(tmp_path, [*ROWS, ROWS[1]]), bom(tmp_path, ROWS))
    assert [usage.row for usage in found.removed] == [5]
