"""What a list of approved vendors says of each source: approved, in qualification, named, only known, rejected."""

from __future__ import annotations

from pathlib import Path

import pytest

from ytterby.bom.read import read
from ytterby.bom.reading import Mapping, Meaning, Reading
from ytterby.bom.values import source_status
from ytterby.exposure.exposure import Alternates
from ytterby.exposure.refining import Refining
from ytterby.exposure.sourcing import sources, sourcing
from ytterby.resources import folder

BESIDE = "Part number,Description,Quantity,Supplier,Supplier status,Supplier 2,Supplier status 2,Supplier 3," \
         "Supplier status 3\n" + """M-1,Magnet,4,Alfa,approved,Beta,in qualification,Gamma,known
M-2,Magnet N38,2,Newco,In Qualification,Oldco,Approved,,
M-3,Magnet N35,2,Onlyco,pending,,,,
M-4,Magnet N30,2,Alfa,,Beta,audited 2025,Gamma,Candidate
"""
BELOW = """Part number,Description,Quantity,Manufacturer,MPN,Qualification status
M-1,Magnet N42,4,Alfa,A-1,qualified
,,,Beta,B-1,in qualification
,,,Gamma,G-1,rejected
M-2,Screw,4,Delta,D-1,qualified
"""


def reading(text: str, tmp_path: Path) -> Reading:
    path = tmp_path / "avl.csv"
    path.write_text(text, encoding="utf-8")
    return read(path, Mapping())


def statuses(found: Reading) -> dict[str, list[str]]:
    return {item.part_number: [source.status for source in item.sources] for item in found.bom.items}


def test_the_nth_status_is_that_of_the_nth_source_and_a_blank_one_is_approved(tmp_path: Path) -> None:
    assert statuses(reading(BESIDE, tmp_path)) == {
        "M-1": ["approved", "in qualification", "known"], "M-2": ["in qualification", "approved"],
        "M-3": ["in qualification"], "M-4": ["approved", "approved", "named"],
    }


def test_a_source_below_the_line_has_the_status_of_its_own_row(tmp_path: Path) -> None:
    found = reading(BELOW, tmp_path)
    assert statuses(found)["M-1"] == ["approved", "in qualification", "rejected"]
    assert statuses(found)["M-2"] == ["approved"]


def test_a_source_in_qualification_is_no_second_source_wherever_it_stands(tmp_path: Path) -> None:
    found = {item.part_number: item for item in reading(BESIDE, tmp_path).bom.items}
    refining = Refining.shipped()
    for part, source, others in (
            ("M-1", "Alfa", Alternates((), ("Beta",), (), ("Gamma",))), ("M-2", "Oldco", Alternates((), ("Newco",))),
            ("M-3", "Onlyco", Alternates())):
        made = sourcing(found[part], sources(found[part]), (), refining)
        assert [(way.kind, way.name) for way in made.ways] == [("supplier", source)]
        assert made.alternates == others


def test_words_that_cannot_be_read_are_kept_and_told(tmp_path: Path) -> None:
    found = reading(BESIDE, tmp_path)
    item = next(one for one in found.bom.items if one.part_number == "M-4")
    assert ("Supplier status 2", "audited 2025") in item.extra
    assert [(issue.code, issue.where.row) for issue in found.issues if issue.code == "source-status-unread"] == [
        ("source-status-unread", 5)]


@pytest.mark.parametrize(("text", "status"), [
    ("Approved", "approved"), (" in  Qualification ", "in qualification"), ("Bemusterung", "in qualification"),
    ("候选", "named"), ("認定済み", "approved"), ("not approved", "named"), ("gesperrt", "rejected"), ("maybe", ""),
])
def test_words_of_several_languages_are_understood_and_others_say_nothing(text: str, status: str) -> None:
    assert source_status(text) == status


def test_no_words_stand_for_two_statuses_and_each_status_is_one_that_sourcing_knows() -> None:
    lines = folder("layouts", "source_status.csv").read_text("utf-8").splitlines()[1:]
    words = [line.split(",")[2] for line in lines]
    said = {word: {line.split(",")[0] for line in lines if line.split(",")[2] == word} for word in words}
    assert {word: found for word, found in said.items() if len(found) > 1} == {}
    assert {line.split(",")[0] for line in lines} == {"approved", "in qualification", "named", "known", "rejected"}


def test_a_status_of_the_part_is_none_of_its_source(tmp_path: Path) -> None:
    found = reading("Part number,Description,Quantity,Supplier,Status\nM-1,Magnet,4,Alfa,In qualification\n", tmp_path)
    assert Meaning.SOURCE_STATUS not in {column.meaning for table in found.tables for column in table.columns}
    assert statuses(found)["M-1"] == ["approved"]
