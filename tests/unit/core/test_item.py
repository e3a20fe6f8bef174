"""What an item goes by."""

from __future__ import annotations

import pytest

from ytterby.core.item import Item


@pytest.mark.parametrize(("stated", "number", "name"), [
    ({"part_number": "P-1", "mpn": "M-1", "supplier_part": "S-1", "cad_name": "C-1"}, "P-1", "P-1"),
    ({"mpn": "M-1", "supplier_part": "S-1", "description": "Magnet"}, "M-1", "M-1"),
    ({"supplier_part": "S-1", "cad_name": "C-1", "description": "Magnet"}, "S-1", "S-1"),
    ({"cad_name": "C-1"}, "C-1", "C-1"),
    ({"description": "Magnet"}, "", "Magnet"),
    ({}, "", "k"),
])
def test_the_first_number_that_is_stated_names_an_item_else_its_text_and_never_nothing(
    stated: dict[str, str], number: str, name: str,
) -> None:
    item = Item("k", **stated)  # type: ignore[arg-type]
    assert (item.number, item.name) == (number, name)
