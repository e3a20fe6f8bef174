"""The program's rule data against the research data it was made from, row by row, where that lies beside it."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from datetime import date
from typing import Any

import pytest

import builders_classification as make
from ytterby.core.codes import CasNumber
from ytterby.core.finding import Force
from ytterby.regulation.check import check
from ytterby.regulation.lists import hs_lines, measures_elsewhere, observations

beside = pytest.mark.skipif(not make.SHARED.is_dir(), reason="the research data is not beside the project")
Row = dict[str, str]


def research(name: str) -> list[Row]:
    with (make.SHARED / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def own(instrument: str) -> list[Row]:
    path = next(make.RULES.rglob(f"{instrument}.csv"))
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tables() -> dict[str, dict[str, Any]]:
    paths = [path for path in make.RULES.rglob("*.toml") if path.name != "words.toml"]
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in paths}


def test_the_shipped_rules_have_no_fault() -> None:
    assert check(make.RULES) == ()


def test_counts_of_what_is_shipped() -> None:
    instruments = {one.id: one for one in make.shipped().instruments}
    entries = Counter({one.id: len({control.id for control in one.controls}) for one in instruments.values()})
    assert len(instruments) == 34
    assert {key: count for key, count in entries.items() if count} == {
        "MOFCOM-GAC-2025-18": 59, "MOFCOM-GAC-2025-57": 42, "MOFCOM-GAC-2025-56": 58, "MOFCOM-2025-62": 12,
        "MOFCOM-MOST-2023-57": 5, "MOFCOM-2025-61": 20,
    }
    assert sum(len(one.policies) for one in instruments.values()) + len(observations(make.RULES)) == 44
    assert (len(hs_lines(make.RULES)), len(measures_elsewhere(make.RULES))) == (67, 15)


@beside
def test_every_instrument_carries_over_id_dates_status_and_chinese_title() -> None:
    made = tables()
    names = {"issuer": "authority", "title_zh": "title_zh", "issued": "issued", "status_as_known": "status",
             "effective_from": "effective_as_stated", "superseded_by": "superseded_by", "number": "number",
             "year": "year"}
    rows = research("announcements.csv")
    assert {row["id"] for row in rows} == set(made)
    for row in rows:
        head = made[row["id"]]["instrument"]
        assert {theirs: head[ours] for theirs, ours in names.items()} == {theirs: row[theirs] for theirs in names}
        assert head["status_as_of"].isoformat() == row["status_as_of"]
        assert head.get("suspended_until_as_stated", "") == row["suspended_until"]
        addresses = set(re.findall(r"https?://[^\s;]+", row["source"]))
        assert addresses <= {source["url"] for source in made[row["id"]]["source"]}


@beside
def test_every_control_entry_carries_over_every_code_and_name() -> None:
    same = {"control_code": "control_code", "sub_item": "sub_item", "item_en": "title", "item_zh": "title_zh",
            "element_symbols": "elements", "composition_symbols": "composition", "category": "form", "hs_codes": "hs",
            "hs_basis": "hs_basis", "parameters": "parameters", "confidence": "confidence", "source": "source"}
    rows = research("control_entries.csv")
    for instrument in dict.fromkeys(row["announcement_id"] for row in rows):
        theirs = [{name: row[name] for name in same} for row in rows if row["announcement_id"] == instrument]
        assert [{name: row[ours] for name, ours in same.items()} for row in own(instrument)] == theirs


@beside
def test_annex_1_of_61_carries_over() -> None:
    same = {"part": "part", "sub_item": "sub_item", "item_en": "title", "item_zh": "title_zh",
            "element_symbols": "elements", "composition_symbols": "composition", "category": "form",
            "related_control_code": "related_control", "confidence": "confidence", "source": "source"}
    theirs = [{name: row[name] for name in same} for row in research("annex61.csv")]
    assert [{name: row[ours] for name, ours in same.items()} for row in own("MOFCOM-2025-61")] == theirs


@beside
def test_licensing_rules_and_market_observations_carry_over() -> None:
    policies = {policy["id"]: policy for table in tables().values() for policy in table.get("policy", ())}
    seen = {one.id: one for one in observations(make.RULES)}
    for row in research("licensing_policy.csv"):
        if row["row_type"] == "observation":
            one = seen.pop(row["row_id"])
            assert (one.observed, one.observed_date, one.confidence, one.source, one.instruments) == (
                row["observed_value"], row["observed_date"], row["confidence"], row["source"], row["announcement_id"])
            continue
        made = policies.pop(row["row_id"])
        assert (made["kind"], made["confidence"], made["references"], made["effective_as_stated"]) == (
            row["row_type"], row["confidence"], row["source"], row["effective_from"])
        assert made.get("threshold", "") == row["threshold"]
        assert made.get("licence_validity", "") == row["licence_validity"]
    assert (policies, seen) == ({}, {})


@beside
def test_customs_lines_and_measures_elsewhere_carry_over() -> None:
    names = ("hs_code", "system", "re_strength", "likely_elements", "control_links", "source")
    theirs = [tuple(row[name] for name in names) for row in research("general_hs.csv")]
    assert theirs == [tuple(getattr(one, name) for name in names) for one in hs_lines(make.RULES)]
    rows = research("measures_elsewhere.csv")
    assert [(row["row_id"], row["instrument"], row["status_as_known"], row["source"]) for row in rows] == [
        (one.row_id, one.instrument, one.status_as_known, one.source) for one in measures_elsewhere(make.RULES)]


@beside
def test_day_by_day_the_force_of_every_entry_follows_from_the_announcements() -> None:
    """The expectation is computed from the research CSV alone: issue, start, suspension and its announced end."""
    acts = {row["id"]: row for row in research("announcements.csv")}
    entries = Counter(row["announcement_id"] for row in research("control_entries.csv"))
    for day in (date(2023, 12, 20), date(2023, 12, 21), date(2025, 4, 3), date(2025, 4, 4), date(2025, 10, 8),
                date(2025, 10, 9), date(2025, 11, 6), date(2025, 11, 7), date(2025, 11, 8), date(2026, 11, 10),
                date(2026, 11, 11), date(2027, 3, 1)):
        expected: Counter[tuple[str, Force]] = Counter()
        for name, count in entries.items():
            force = expected_force(acts[name], day)
            if force is not None:
                expected[name, force] += count
        law = make.shipped().on(day)
        found = Counter((one.instrument.id, one.state.force) for one in law.controls if not one.control.limb)
        assert found == expected, day


def expected_force(act: Row, day: date) -> Force | None:
    issued, start = date.fromisoformat(act["issued"]), date.fromisoformat(act["effective_from"])
    if day < issued:
        return None
    if act["suspended_from"] and day >= date.fromisoformat(act["suspended_from"]):
        return Force.SUSPENDED if day <= date.fromisoformat(act["suspended_until"]) else Force.UNVERIFIED
    return Force.IN_FORCE if day >= start else Force.NOT_YET


def test_made_of_and_contains_say_no_more_and_no_less_than_the_printed_composition() -> None:
    for instrument in ("MOFCOM-GAC-2025-18", "MOFCOM-GAC-2025-57"):
        for row in own(instrument):
            read = {one for name in ("made_of", "contains") for one in row[name].split(";") if one}
            oxygen = {"O"} if row["form"] == "oxide" else set()
            assert read | oxygen == set(row["composition"].split(";")), row["id"]


def test_every_cas_number_has_a_valid_check_digit() -> None:
    numbers = [row["cas"] for row in own("MOFCOM-GAC-2025-56") if row["cas"]]
    assert len(numbers) == 5
    assert all(CasNumber.valid(number) for number in numbers)


def test_every_row_has_source_confidence_and_date() -> None:
    for instrument in [one.id for one in make.shipped().instruments if one.controls]:
        assert all(row["source"] and row["confidence"] and row["as_of"] for row in own(instrument))


LISTINGS = ("2026-11", "2026-12", "2026-20", "2026-23", "2026-27", "2026-28", "2026-30")
CONTEXT = ("MOFCOM-GAC-2025-10", "MOFCOM-GAC-2025-55", "MOFCOM-GAC-2025-58", "MOFCOM-2025-72", "MOFCOM-2024-51",
           "MOFCOM-2026-26", "MOFCOM-2026-34", "LICENCE-CATALOGUE-2026", "US-WH-2025-11-01", "REPORT-VEU-2025-11")


@beside
def test_the_numbers_of_rows_are_those_of_the_notes_and_of_the_research_tables() -> None:
    notes = (make.SHARED / "NOTES.md").read_text(encoding="utf-8")
    stated = {match[0]: int(match[1]) for match in re.findall(r"(20\d\d-\d+)[^(]{0,4}\((\d+)(?: leaf)? rows\)", notes)}
    assert stated == {"2025-18": 59, "2025-57": 42, "2025-56": 58, "2025-62": 12, "2023-57": 5}
    books = {one.id: one for one in make.shipped().instruments}
    theirs = Counter(row["announcement_id"] for row in research("control_entries.csv"))
    for number, count in stated.items():
        (name,) = (one for one in theirs if one.endswith(number))
        assert (theirs[name], len({one.name for one in books[name].controls})) == (count, count), name
    parts = Counter(row["part"] for row in research("annex61.csv"))
    assert sum(parts.values()) == len({one.id for one in books["MOFCOM-2025-61"].controls})
    assert "Part 1 complete as reported (13)" in notes
    assert parts["Part 1"] == 13


def test_every_listing_names_its_parties_as_a_list_that_the_rules_ask_for() -> None:
    books = make.shipped().instruments
    asked = {name for one in books for policy in one.policies if policy.when for name in re.findall(
        r"MOFCOM-(2026-\d+)", str(policy.when))}
    assert asked == set(LISTINGS)
    assert {f"MOFCOM-{one}" for one in LISTINGS} <= {one.id for one in books}


def test_context_announcements_are_there_and_catch_nothing() -> None:
    books = {one.id: one for one in make.shipped().instruments}
    for name in CONTEXT:
        assert (books[name].controls, books[name].policies) == ((), ()), name
        assert books[name].summary


def test_what_was_never_suspended_is_in_force_and_what_was_is_unverified_on_the_day_after_the_announced_end() -> None:
    standing = {one.instrument.id: one.state for one in make.shipped().on(date(2026, 11, 21)).standing}
    forces = {name: state.force for name, state in standing.items() if state is not None}
    for name in ("MOFCOM-GAC-2025-18", "MOFCOM-MOST-2023-57", "PRC-SC-DECREE-792", "MOFCOM-2026-1"):
        assert forces[name] is Force.IN_FORCE, name
    for number in ("GAC-2025-56", "GAC-2025-57", "2025-61", "2025-62"):
        assert forces[f"MOFCOM-{number}"] is Force.UNVERIFIED, number
