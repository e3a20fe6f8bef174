"""The JSON interface: the keys that were promised, with the values of the assessment."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from builders_report import AS_OF, assessment
from ytterby.report.assessment_json import pieces


@pytest.fixture
def data() -> dict[str, Any]:
    text = "".join(pieces(assessment()))
    parsed: dict[str, Any] = json.loads(text)
    return parsed


def test_the_head_names_format_day_rules_and_workbook(data: dict[str, Any]) -> None:
    assert data["format"] == "ytterby.assessment/1"
    assert data["program"] == "0.1.0"
    assert data["as_of"] == AS_OF.isoformat()
    assert data["rules"]["digest"].startswith("sha256:")
    assert data["rules"]["instruments"] == ["MOFCOM-GAC-2025-18"]
    assert data["workbook"]["tables"] == [{
        "sheet": "BOM", "header_rows": [3], "first_row": 4, "last_row": 9, "columns": [
            {"column": "A", "header": "Part", "meaning": "part_number", "certainty": 1.0},
            {"column": "B", "header": "Text", "meaning": "description", "certainty": 0.913}]}]
    assert data["workbook"]["left_out"] == {"note": 1}


def test_a_line_says_where_it_stands_and_what_was_found(data: dict[str, Any]) -> None:
    line = data["lines"][1]
    assert (line["sheet"], line["row"], line["level"], line["parent"]) == ("BOM", 5, 1, data["lines"][0]["id"])
    assert line["quantity"] == {"value": 2.0, "unit": ""}
    assert (line["part_number"], line["supplier"], line["origin"]) == ("M-1", "Alpha GmbH", "CN")
    assert (line["rare_earth"], line["status"]) == ("yes", "controlled")
    material = line["materials"][0]
    assert (material["key"], material["certainty"], material["mass_g"]) == ("smco", "certain", [10.0, 10.0, 10.0])
    assert material["elements"] == {"Sm": [0.2, 0.25, 0.3]}
    assert material["evidence"] == [
        {"kind": "material", "field": "description", "text": "SmCo", "start": 0, "end": 4, "source": "smco"}]
    found = line["findings"][0]
    assert (found["control"], found["outcome"], found["force"]) == ("1C902.a/a.4", "controlled", "in force")
    assert (found["treatment"], found["missing"]) == ("licence required", [])
    assert found["citation"] == {
        "source": "Announcement 18 of 2025", "at": "Art. 1", "url": "https://example.org/18"}
    assert line["flags"] == ["defence", "licence_required"]


def test_an_undetermined_line_names_what_is_missing(data: dict[str, Any]) -> None:
    line = data["lines"][2]
    assert line["status"] == "undetermined"
    assert line["findings"][0]["missing"]


def test_every_line_of_the_bill_is_there_with_an_id_of_its_own(data: dict[str, Any]) -> None:
    assert [line["row"] for line in data["lines"]] == [4, 5, 6, 8, 9]
    assert len({line["id"] for line in data["lines"]}) == 5
    assert data["lines"][3]["quantity"] is None


def test_issues_carry_code_place_and_sentence(data: dict[str, Any]) -> None:
    issue = data["issues"][0]
    assert (issue["severity"], issue["sheet"], issue["row"], issue["column"]) == ("note", "BOM", 7, "B")
    assert "a note row" in issue["text"]


def test_figures_open_into_items(data: dict[str, Any]) -> None:
    figure = next(each for each in data["exposure"]["figures"] if each["key"] == "licence_required")
    assert figure == {"key": "licence_required", "value": 2.0, "unit": "lines", "items": ["smco"]}


def test_a_bill_without_lines_is_still_valid_json() -> None:
    made = assessment()
    usages = made.reading.bom.usages
    empty = replace(usages, **{name: getattr(usages, name)[:0] for name in (
        "item", "sheet", "row", "level", "parent", "quantity", "alternative", "section")})
    bare = replace(made, reading=replace(made.reading, bom=replace(made.reading.bom, usages=empty)))
    assert json.loads("".join(pieces(bare)))["lines"] == []


def test_a_figure_beyond_range_is_null() -> None:
    found = assessment()
    product = replace(found.exposure.products[0], volume=float("inf"))
    spoiled = replace(found, exposure=replace(found.exposure, products=(product,)))
    assert json.loads("".join(pieces(spoiled)))["exposure"]["products"][0]["volume"] is None
