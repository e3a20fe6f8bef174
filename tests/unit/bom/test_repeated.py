"""Two sheets that list the same lines are said; products that share a few parts are not."""

from __future__ import annotations

from pathlib import Path

from builders_bom import HEAD, codes, workbook
from ytterby.bom.read import read

LIST = [(f"A-{number}", f"Part number {number} of the list", number) for number in range(1, 9)]
OTHER = [(f"B-{number}", f"Further part {number}", number) for number in range(1, 9)]


def said(tmp_path: Path, first: list[tuple[object, ...]], second: list[tuple[object, ...]]) -> dict[str, str]:
    return codes(read(workbook(tmp_path / "two.xlsx", {"One": [HEAD, *first], "Two": [HEAD, *second]})))


def test_a_sheet_whose_lines_stand_in_another_is_said_with_its_rows(tmp_path: Path) -> None:
    assert said(tmp_path, [*LIST, *OTHER], LIST)["repeated-sheet"] == "2-9"


def test_versions_of_one_list_are_said_though_some_lines_differ(tmp_path: Path) -> None:
    assert "repeated-sheet" in said(tmp_path, [*LIST[:6], *OTHER[:2]], LIST)


def test_products_that_share_some_parts_are_no_repeat(tmp_path: Path) -> None:
    assert "repeated-sheet" not in said(tmp_path, [*LIST[:3], *OTHER], LIST)


def test_the_same_parts_in_other_quantities_are_no_repeat(tmp_path: Path) -> None:
    more = [(part, text, quantity + 1) for part, text, quantity in LIST]
    assert "repeated-sheet" not in said(tmp_path, more, LIST)
