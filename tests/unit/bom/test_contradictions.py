"""What a bill says twice of one thing: no statement is lost, the range of all counts, and both rows are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_bom import HEAD, codes, items, read_rows, workbook
from ytterby.bom.read import read
from ytterby.core.codes import CasNumber
from ytterby.core.estimate import Estimate
from ytterby.core.item import Declared

CONTENT = (*HEAD, "Dy %")


def declared_of(declared: tuple[Declared, ...]) -> list[tuple[str, float]]:
    return [(one.symbol, one.share.high) for one in declared]


@pytest.mark.parametrize("shares", [(0, 2), (2, 0)])
def test_contradicting_contents_of_one_part_give_their_range(tmp_path: Path, shares: tuple[int, int]) -> None:
    reading = read_rows(tmp_path, [CONTENT, *(("A-1", "Ring", 1, f"{share} %") for share in shares)])
    (declared,) = items(reading)[0].declared
    assert declared.share == Estimate(0.0, 0.02, 0.02)
    assert codes(reading)["content-contradicted"] == "2-3"


def test_contradicting_contents_on_two_sheets_name_both_places(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bill.xlsx", {
        "One": [CONTENT, ("A-1", "Ring", 1, "0 %")], "Two": [CONTENT, ("A-2", "Nut", 1, ""), ("A-1", "Ring", 1, "2 %")],
    })
    assert codes(read(path))["content-contradicted"] == "2 (One); 3 (Two)"


def test_statements_that_agree_are_no_contradiction(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [CONTENT, *(("A-1", "Ring", 1, share) for share in ("2 %", "2 %", ""))])
    assert items(reading)[0].declared[0].share == Estimate.exactly(0.02)
    assert "content-contradicted" not in codes(reading)


@pytest.mark.parametrize("shares", [("0 %", "2 %"), ("2 %", "0 %")])
def test_two_columns_of_one_element_that_disagree_give_their_range(tmp_path: Path, shares: tuple[str, str]) -> None:
    reading = read_rows(tmp_path, [(*HEAD, "Dy %", "Dysprosium (wt%)"), ("A-1", "Ring", 1, *shares)])
    (declared,) = items(reading)[0].declared
    assert declared.share == Estimate(0.0, 0.02, 0.02)
    assert codes(reading)["content-twice"] == "2"


FIRM = ("Part number", "Description", "Quantity", "Manufacturer", "MPN", "Supplier", "Dy %")


@pytest.mark.parametrize(("one", "other"), [
    (("P-1", "Ring", 1, "Acme", "A1", "", 0), ("P-1", "Ring", 1, "Zeta", "Z9", "", "")),
    (("P-1", "Ring", 1, "Acme", "", "", 0), ("P-1", "Ring", 1, "Zeta", "", "", "")),
    (("P-1", "Ring", 1, "", "", "Acme", 0), ("P-1", "Ring", 1, "", "", "Zeta", "")),
    (("P-1", "Ring", 1, "Zeta", "Z9", "", ""), ("P-1", "Ring", 1, "Acme", "A1", "", 0)),
    (("", "Ring", 1, "", "", "", 0), ("", "Ring", 1, "", "", "", "")),
    *(((number, "Ring", 1, "", "", "", 0), (number, "Ring", 1, "", "", "", ""))
      for number in ("TBD", "n/a", "-", "NEW", "1", "t.b.d.", "XXX")),
])
def test_a_nought_of_one_make_clears_no_other(
    tmp_path: Path, one: tuple[object, ...], other: tuple[object, ...],
) -> None:
    reading = read_rows(tmp_path, [FIRM, one, other, ("P-7", "Nut", 4, "", "", "", "")])
    assert not any(item.declared for item in items(reading))
    assert codes(reading)["nought-of-another-make"] == "2-3"


@pytest.mark.parametrize(("one", "other"), [
    (("P-1", "Ring", 1, "Acme", "A1", "", 0), ("P-1", "Ring", 1, "acme", "A1", "Mouser", "")),  # another seller of it
    (("P-1", "Ring", 1, "", "", "", 0), ("P-1", "Ring", 1, "Acme", "A1", "", "")),  # said of the number itself
    (("P-1", "Ring", 1, "Acme", "A1", "", 0), ("P-1", "Ring", 1, "", "", "", "")),
    (("P-1", "Ring", 1, "Acme", "A1", "", 0), ("P-1", "Ring", 1, "Zeta", "Z9", "", 0)),
    (("TBD", "Ring", 1, "", "A-100", "", 0), ("TBD", "Ring", 1, "", "A-100", "", "")),
])
def test_a_nought_holds_of_further_lines_of_the_same_make(
    tmp_path: Path, one: tuple[object, ...], other: tuple[object, ...],
) -> None:
    reading = read_rows(tmp_path, [FIRM, one, other, ("P-7", "Nut", 4, "", "", "", "")])
    assert declared_of(items(reading)[0].declared) == [("Dy", 0.0)]
    assert "nought-of-another-make" not in codes(reading)


def test_a_share_of_one_make_counts_beside_another_that_says_nothing(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [
        FIRM, ("P-1", "Ring", 1, "Acme", "A1", "", 2), ("P-1", "Ring", 1, "Zeta", "Z9", "", "")])
    assert declared_of(items(reading)[0].declared) == [("Dy", 0.02)]


@pytest.mark.parametrize("cell", [
    "1308-87-8", "CAS: 1308-87-8", "1308-87-8 (100%)", "1308\u201387\u20138", "1308878", 1308878, "EC/CAS\n1308-87-8",
])
def test_a_cas_number_is_read_whatever_stands_around_it(tmp_path: Path, cell: object) -> None:
    reading = read_rows(tmp_path, [(*HEAD, "CAS"), ("A-1", "Powder", 1, cell)])
    assert items(reading)[0].cas == CasNumber("1308-87-8")
    assert "cas-unread" not in codes(reading)


def test_every_cas_number_of_a_cell_and_of_further_lines_is_kept(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [
        (*HEAD, "CAS"), ("A-1", "Powder", 1, "7732-18-5; 1308-87-8"), ("A-1", "Powder", 1, "1314-36-9"),
    ])
    numbers = {number.text for number in items(reading)[0].cas_numbers()}
    assert numbers == {"7732-18-5", "1308-87-8", "1314-36-9"}


def test_a_cas_column_without_any_readable_number_is_reported(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [(*HEAD, "CAS"), ("A-1", "Powder", 1, "1308-87-9"), ("A-2", "Oil", 1, "see sheet")])
    assert codes(reading)["cas-unread"] == "2-3"
