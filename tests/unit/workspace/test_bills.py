"""Several workbooks in one project."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import builders_measure as m
import builders_workspace as b
from ytterby.bom.reading import Correction, Mapping, Meaning, Reading
from ytterby.core.errors import UsageError, WorkbookError
from ytterby.core.item import Source
from ytterby.core.text import issue_text
from ytterby.exposure.where_used import where_used
from ytterby.workspace import edits
from ytterby.workspace.assess import open_workbook
from ytterby.workspace.bills import Bill, combined
from ytterby.workspace.document import Document
from ytterby.workspace.further_bills import read_anew
from ytterby.workspace.project import load, save

DAY = date(2026, 11, 21)


def bill(name: str, product: str, *, stock: float | None = None, price: float | None = None) -> Bill:
    """A product with two magnets, which both bills share."""
    magnet = m.item("magnet", price, stock=stock, sources=(Source("", f"Maker of {name}"),))
    bom = m.bom([m.item(product), magnet], [(0, product, 1), (1, "magnet", 2)])
    return Bill(Path(name), Mapping(), Reading(replace(bom, name=name), (), ()))


def opened(first: Bill) -> Document:
    return Document(date(2026, 11, 21), first.path, first.mapping, first.reading)


def test_one_bill_is_given_as_it_is() -> None:
    only = bill("a.xlsx", "pump")
    assert combined([only]) is only.reading


def test_a_part_in_two_bills_is_one_item_with_the_facts_of_both() -> None:
    found = combined([bill("a.xlsx", "pump", stock=5.0), bill("b.xlsx", "drive", price=2.0)])
    bom = found.bom
    assert [item.key for item in bom.items] == ["pump", "magnet", "drive"]
    assert (bom.items[1].stock, bom.items[1].price) == (5.0, m.item("x", 2.0).price)
    assert [source.manufacturer for source in bom.items[1].sources] == ["Maker of a.xlsx", "Maker of b.xlsx"]
    assert bom.usages.item.tolist() == [0, 1, 2, 1]
    assert bom.usages.parent.tolist() == [-1, 0, -1, 2]
    assert [bom.sheets[sheet] for sheet in bom.usages.sheet.tolist()] == ["a.xlsx: BOM"] * 2 + ["b.xlsx: BOM"] * 2
    assert found.issues == ()


def test_what_two_bills_state_differently_is_an_issue_and_the_first_holds() -> None:
    found = combined([bill("a.xlsx", "pump", stock=5.0), bill("b.xlsx", "drive", stock=9.0)])
    assert found.bom.items[1].stock == 5.0
    assert [issue_text(issue) for issue in found.issues] == [
        "magnet: b.xlsx states another stock than a bill before it; the first one holds."]


def test_where_used_reaches_over_bills() -> None:
    bom = combined([bill("a.xlsx", "pump"), bill("b.xlsx", "drive")]).bom
    found = where_used(bom, m.assessed(bom), 1)
    assert found.assemblies == ((0, 2.0), (2, 2.0))
    assert len(found.products) == 2


def test_bills_of_one_name_are_told_apart() -> None:
    found = combined([bill("a.xlsx", "pump"), replace(bill("a.xlsx", "drive"), path=Path("other/a.xlsx"))])
    assert found.bom.sheets == ("a.xlsx: BOM", "a.xlsx (2): BOM")


def test_a_bill_is_added_and_taken_out_again() -> None:
    first, second = bill("a.xlsx", "pump"), bill("b.xlsx", "drive")
    both = edits.add_bill(opened(first), second)
    assert both.reading is not None
    assert len(both.reading.bom) == 4
    left = edits.remove_bill(both, second.path)
    assert left.reading is first.reading
    assert left.bills == ()
    assert edits.remove_bill(both, first.path).path == second.path
    assert edits.remove_bill(both, Path("none")) is both


def test_a_bill_that_is_there_or_the_only_one_is_refused() -> None:
    first = bill("a.xlsx", "pump")
    with pytest.raises(UsageError):
        edits.add_bill(opened(first), first)
    with pytest.raises(UsageError):
        edits.add_bill(Document(date(2026, 11, 21)), first)


def test_a_project_holds_all_its_bills(tmp_path: Path) -> None:
    both = edits.add_bill(opened(bill("a.xlsx", "pump", stock=5.0)), bill("b.xlsx", "drive"))
    both = edits.add_bill(both, Bill(Path("c.xlsx"), Mapping(("BOM",)), b.reading()))
    save(both, tmp_path / "p.ytterby")
    found = load(tmp_path / "p.ytterby")
    assert [(one.path, one.mapping) for one in found.bills] == [(one.path, one.mapping) for one in both.bills]
    assert found.reading is not None
    assert both.reading is not None
    assert found.reading.bom.items == both.reading.bom.items
    assert found.reading.bom.usages.parent.tolist() == both.reading.bom.usages.parent.tolist()
    assert found.reading.issues == both.reading.issues
    left = edits.remove_bill(found, Path("c.xlsx"))
    assert left.reading is not None
    assert len(left.reading.bom) == 4


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path in paths:
        path.write_text("Part number,Description,Quantity\nM-1,Magnet N42SH,4\nM-2,Screw M3,8\n", "utf-8")
    return paths


@pytest.fixture
def two(files: list[Path]) -> Document:
    """A project of two workbooks that say the same."""
    second = open_workbook(files[1], Mapping(), DAY).reading
    assert second is not None
    return edits.add_bill(open_workbook(files[0], Mapping(), DAY), Bill(files[1], Mapping(), second))


def part_numbers(document: Document) -> list[str]:
    assert document.reading is not None
    return [item.part_number for item in document.reading.bom.items]


def test_reading_again_reads_the_workbooks_asked_for_and_tells_what_changed_in_each(
    files: list[Path], two: Document,
) -> None:
    for name, path in zip("34", files, strict=True):
        path.write_text(f"Part number,Description,Quantity\nM-1,Magnet N42SH,4\nM-{name},Ring,1\n", "utf-8")
    anew, changes = read_anew(two, {0: Mapping(), 1: Mapping()})
    assert part_numbers(anew) == ["M-1", "M-3", "M-4"]
    assert [[usage.row for usage in one.added] for one in changes] == [[3], [3]]
    second, changes = read_anew(two, {1: Mapping()})
    assert part_numbers(second) == ["M-1", "M-2", "M-4"]
    assert [one.after.name for one in changes] == ["b.csv"]
    assert second.bills[0] is two.bills[0]


def test_each_workbook_has_a_mapping_of_its_own(two: Document) -> None:
    mapping = Mapping(corrections=(Correction("", "C", Meaning.STOCK),))
    anew, changes = read_anew(two, {1: mapping})
    assert [bill.mapping for bill in anew.bills] == [Mapping(), mapping]
    assert [bill.reading.bom.items[0].stock for bill in anew.bills] == [None, 4.0]
    assert changes == ()
    assert edits.alone(anew, 1).mapping == mapping
    assert edits.alone(anew, 1).reading is anew.bills[1].reading


def test_a_workbook_that_is_gone_is_named(files: list[Path], two: Document) -> None:
    files[1].unlink()
    with pytest.raises(WorkbookError, match="no such file"):
        read_anew(two, {0: Mapping(), 1: Mapping()})
    assert read_anew(two, {0: Mapping()})[0].reading is not None
