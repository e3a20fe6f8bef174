"""The table of products that the command line reads: what it sets, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ytterby.bom.reading import Mapping
from ytterby.core.errors import UsageError
from ytterby.core.item import Money
from ytterby.workspace.assess import open_workbook
from ytterby.workspace.document import Document
from ytterby.workspace.edits import set_product
from ytterby.workspace.product_file import with_products

BILL = """level,part number,description,quantity
1,PUMP,Pump for laboratories,1
2,MAG-1,SmCo disc magnet,4
1,SEAT,座椅驱动,1
2,MAG-1,SmCo disc magnet,2
"""
LISTS = frozenset({"MOFCOM-2026-11", "MOFCOM-2026-12"})
WHOLE = ("Product;Volume;Price;Margin;Currency;End use;Destination;End user;Listed;Affiliate of;Defence;Semiconductor\n"
         "pump;1200;99,5;12;usd;Military;us;Example Works;MOFCOM-2026-11, MOFCOM-2026-12;MOFCOM-2026-12;yes;no\n")


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "bill.csv"
    path.write_text(BILL, encoding="utf-8")
    return open_workbook(path, Mapping(), date(2026, 11, 21))


def read(document: Document, text: str, tmp_path: Path) -> Document:
    path = tmp_path / "products.csv"
    path.write_text(text, encoding="utf-8")
    return with_products(document, path, LISTS)


def test_every_column_sets_what_the_products_page_sets(document: Document, tmp_path: Path) -> None:
    (one,) = read(document, WHOLE, tmp_path).products
    assert (one.volume, one.price, one.margin) == (1200.0, Money(99.5, "USD"), Money(12.0, "USD"))
    assert (one.end_use, one.destination, one.customer) == ("military", "US", "Example Works")
    assert (one.party_lists, one.affiliate_of) == (("MOFCOM-2026-11", "MOFCOM-2026-12"), ("MOFCOM-2026-12",))
    assert (one.defence, one.semiconductor) == (True, False)


def test_a_product_is_found_by_its_description_too_in_any_script(document: Document, tmp_path: Path) -> None:
    assert len(read(document, "product,volume\n座椅驱动,5\n", tmp_path).products) == 1


def test_an_empty_cell_leaves_what_was_set(document: Document, tmp_path: Path) -> None:
    before = read(document, "product,volume,end use\nPUMP,5,civil\n", tmp_path)
    after = read(before, "product,volume,end use\nPUMP,,military\n", tmp_path)
    (one,) = after.products
    assert (one.volume, one.end_use) == (5.0, "military")
    assert read(after, "product,volume\nPUMP,\n", tmp_path) == after
    assert set_product(after, replace(one, volume=None)).products[0].end_use == "military"


@pytest.mark.parametrize(("text", "said", "row"), [
    ("product,volume\nMAG-1,5\n", "'MAG-1' is no product of this bill", 2),
    ("product,volume\nNOBODY,5\n", "'NOBODY' is no product of this bill", 2),
    ("product,volume\nPUMP,5\npump,6\n", "'pump' has two rows", 3),
    ("product,volume\nPUMP,many\n", "'many' is no amount", 2),
    ("product,volume\nPUMP,-1\n", "'-1' is no amount", 2),
    ("product,price,currency\nPUMP,5,euro\n", "'euro' is no currency", 2),
    ("product,end use\nPUMP,war\n", "'war' is no end use", 2),
    ("product,destination\nPUMP,Germany\n", "'Germany' is no country", 2),
    ("product,destination\nPUMP,ZZ\n", "'ZZ' is no country", 2),
    ("product,listed\nPUMP,NO-LIST\n", "there is no list 'NO-LIST'", 2),
    ("product,defence\nPUMP,perhaps\n", "'perhaps' is neither yes nor no", 2),
    ("product,colour\nPUMP,red\n", "'colour' is no heading", 0),
    ("name,volume\nPUMP,5\n", "'name' is no heading", 0),
    ("volume\n5\n", "the heading product is missing", 0),
    ("product,volume,Volume\nPUMP,5,6\n", "a heading stands there twice", 0),
])
def test_what_can_not_be_used_is_refused_with_its_row(
    document: Document, tmp_path: Path, text: str, said: str, row: int,
) -> None:
    with pytest.raises(UsageError) as refused:
        read(document, text, tmp_path)
    assert said in str(refused.value)
    assert f"row {row}" in str(refused.value) if row else "products.csv" in str(refused.value)
