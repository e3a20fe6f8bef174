"""A quotation mark that is not closed swallows no lines, and cells over several lines stay whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_bom import items, read_text
from ytterby.bom.quoting import Records

HEAD = "Part number,Description,Qty\n"
PARTS = "".join(f"P-{number},Part {number},2\n" for number in range(3, 40))


def _records(text: str) -> tuple[list[list[str]], Records]:
    records = Records(text, ",")
    return [record for _, record in records], records


@pytest.mark.parametrize("below", [PARTS, PARTS + 'P-40,"Ring, red",1\n' + PARTS, PARTS * 400, ""])
def test_the_lines_below_a_mark_that_is_not_closed_stay_lines(below: str) -> None:
    found, records = _records(HEAD + 'P-1,"SmCo ring,1\nP-2,Nut,4\n' + below)
    assert found[1:3] == [["P-1", "SmCo ring", "1"], ["P-2", "Nut", "4"]]
    assert len(found) == 3 + below.count("\n")
    assert records.opened == [2]


def test_a_mark_that_closes_nothing_but_opens_another_cell_is_one_not_closed() -> None:
    found, records = _records(HEAD + 'P-1,"SmCo ring,1\n' + PARTS + 'P-40,"Nut,4\nP-41,Ring,1\n')
    assert len(found) == 41
    assert records.opened == [2, 40]


def test_separators_in_a_cell_left_open_stay_in_it() -> None:
    found, _ = _records(HEAD + 'P-1,"SmCo, ring, red,1\n' + PARTS)
    assert found[1] == ["P-1", "SmCo, ring, red", "1"]


@pytest.mark.parametrize("cell", ["Ring\nred, blue", "Ring\n\nred", "Ring, 5 mm\nsee a, b, c, d", 'Ring 3"" wide\nred'])
def test_a_cell_over_several_lines_stays_one(cell: str) -> None:
    found, records = _records(HEAD + f'P-1,"{cell}",1\n' + PARTS)
    assert found[1] == ["P-1", cell.replace('""', '"'), "1"]
    assert (records.opened, records.spanning) == ([], [])


def test_a_closed_cell_whose_lines_look_like_lines_of_the_bill_is_said() -> None:
    found, records = _records(HEAD + 'P-1,"SmCo, ring\nP-2,Nut 3",4\n' + PARTS)
    assert found[1] == ["P-1", "SmCo, ring\nP-2,Nut 3", "4"]
    assert records.spanning == [2]


@pytest.mark.timeout(20)
def test_ever_so_many_marks_left_open_take_no_time_that_grows_with_their_square() -> None:
    found, _ = _records(HEAD + 'P-1,"SmCo ring,1\n' * 20_000)
    assert len(found) == 20_001
    assert found[-1][2] == "1"


def test_what_was_done_about_a_mark_is_told_with_its_row(tmp_path: Path) -> None:
    reading = read_text(tmp_path, HEAD + 'P-1,"SmCo ring,1\n' + PARTS)
    assert [(usage.row, usage.quantity) for usage in reading.bom][:2] == [(2, 1.0), (3, 2.0)]
    told, = (issue for issue in reading.issues if issue.code == "mark-not-closed")
    assert told.where.row == 2


def test_apostrophes_quote_where_most_lines_have_them() -> None:
    assert _records("Part,Description\n'P-1','a, b'\n'P-2','SmCo, c'\n")[0][1:] == [["P-1", "a, b"], ["P-2", "SmCo, c"]]
    assert _records("Part,Description\nP-1,'80s ring\nP-2,3' rod\n")[0][1:] == [["P-1", "'80s ring"], ["P-2", "3' rod"]]


def test_what_keeps_a_code_from_becoming_a_number_is_no_part_of_it(tmp_path: Path) -> None:
    reading = read_text(tmp_path, HEAD + '="0012",Screw,2\n\'00013,SmCo,="3"\n')
    assert [item.part_number for item in items(reading)] == ["0012", "00013"]
    assert [usage.quantity for usage in reading.bom] == [2.0, 3.0]


def test_a_mark_of_the_end_of_a_file_is_no_line(tmp_path: Path) -> None:
    assert len(read_text(tmp_path, HEAD + "P-1,Screw,2\nP-2,Nut,1\n\x1a").bom) == 2
